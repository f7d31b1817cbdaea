"""Who speaks: signatures, keys and PINs, before anything is decided.

1. A signature is Ed25519 over the domain and the act's own bytes, by the key named
   with it; a key has one spelling.
2. A key may speak when it was enrolled, revoked or not (a revoked one is refused on
   record), or when it stands in the very act that brings it.
3. Somebody without a phone speaks by PIN on another's; only after that phone's
   signature was found good, and only so many times wrong.
"""

import base64
import binascii
from collections.abc import Callable
from typing import Final

from lastlook.core.acts import AddKey, AnyAct, Open
from lastlook.core.state import State
from lastlook.core.words import KeyText, Ms, PersonId
from lastlook.desk.people import People, pin_fits
from lastlook.desk.receipt import Envelope
from lastlook.desk.unanswered import NotHeard, Problem
from lastlook.ledger.entry import signed_bytes
from lastlook.ledger.keys import PUBLIC_KEY_BYTES, is_signed

PIN_TRIES_MAX: Final = 5  # wrong ones in a row, then the PIN rests
PIN_REST_MS: Final = 600_000


def key_text(public: bytes) -> KeyText:
    """The one spelling of a public key."""
    return base64.b64encode(public).decode("ascii")


def public_bytes(key: KeyText) -> bytes | None:
    """The 32 bytes of a key's spelling; None where it is none, or not the one."""
    try:
        public = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        return None
    return (
        public if len(public) == PUBLIC_KEY_BYTES and key_text(public) == key else None
    )


def signature_fits(envelope: Envelope) -> bool:
    """Whether the key named in the envelope signed its act."""
    public = public_bytes(envelope.key)
    message = signed_bytes(envelope.act)
    return public is not None and is_signed(public, message, envelope.signature)


def may_speak(state: State, act: AnyAct, key: KeyText) -> bool:
    """Whether an act signed by this key is heard at all."""
    return key in state.keys or (isinstance(act, Open | AddKey) and act.key == key)


def bad_signature(envelope: Envelope) -> NotHeard:
    """What is said of a signature that does not fit."""
    return NotHeard(
        "bad-signature",
        Problem(
            "The signature does not fit the act.",
            f"key {envelope.key}",
            "Sign the very bytes that are sent, with that key.",
        ),
    )


def unknown_key(key: KeyText) -> NotHeard:
    """What is said to a key that nobody enrolled."""
    return NotHeard(
        "unknown-key",
        Problem(
            "Nobody in this production has this key.",
            f"key {key}",
            "Add the phone by an invitation.",
        ),
    )


class Pins:
    """Who may try a PIN, and how often."""

    def __init__(self, people: People, now: Callable[[], Ms]) -> None:
        """Take PINs from `people`; `now` is the desk's clock."""
        self._people = people
        self._now = now
        self._wrong: dict[PersonId, tuple[int, Ms]] = {}

    def claim(self, person: PersonId, pin: str | None) -> tuple[str, str]:
        """The hash to compare with and the PIN; counts as a wrong try until `right`."""
        if pin is None:
            raise _pin(person, "pin-missing", "There is no PIN with it.", "Type it.")
        hashed = self._people.pin_of(person)
        if hashed is None:
            raise _pin(
                person, "pin-not-set", "No PIN is set.", "Set one with the armorer."
            )
        tries, last = self._wrong.get(person, (0, 0))
        now = self._now()
        if tries >= PIN_TRIES_MAX and now < last + PIN_REST_MS:
            raise _pin(
                person,
                "pin-rests",
                f"The PIN was wrong {PIN_TRIES_MAX} times.",
                f"Wait {PIN_REST_MS // 60_000} minutes, or use a phone of their own.",
            )
        self._wrong[person] = (1 if tries >= PIN_TRIES_MAX else tries + 1, now)
        return hashed, pin

    def settle(self, person: PersonId, hashed: str, pin: str) -> None:
        """Compare (slowly, on purpose); `NotHeard` where the PIN is wrong."""
        if not pin_fits(hashed, pin):
            raise _pin(person, "wrong-pin", "The PIN is wrong.", "Type it again.")
        self._wrong.pop(person, None)


def _pin(person: PersonId, code: str, what: str, remedy: str) -> NotHeard:
    return NotHeard(code, Problem(what, f"PIN of {person}", remedy))
