"""Who speaks: keys and signatures, before anything is decided.

1. A key has one spelling: base64 of its 32 bytes, padded, no bit to spare.
2. A signature is Ed25519 by the key named with it, over the domain and the act's own
   bytes; or over the number and the root of several acts, and is then checked once for
   all of them (`ledger/together.py`).
3. A key may speak when it was enrolled, revoked or not (a revoked one is refused on
   record), or when it stands in the very act that brings it.
4. Of keys nobody enrolled only so many refusals an hour are put on record: no
   stranger fills the ledger.
"""

import base64
import binascii
from collections import deque
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from lastlook.core.acts import AddKey, AnyAct, Open
from lastlook.core.state import State
from lastlook.core.words import KeyText, Ms
from lastlook.desk.receipt import Envelope, Together
from lastlook.desk.unanswered import NotHeard, Problem
from lastlook.ledger.entry import signed_bytes
from lastlook.ledger.keys import PUBLIC_KEY_BYTES, is_signed
from lastlook.ledger.together import sealed

STRANGERS_MAX: Final = 32  # refusals in an hour by keys nobody enrolled
HOUR_MS: Final = 3_600_000


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


class Seal(Struct, frozen=True):
    """One signature to be checked: by which key, over what (64 bytes)."""

    key: KeyText
    message: bytes
    signature: bytes

    @property
    def fits(self) -> bool:
        """Whether the key made the signature."""
        public = public_bytes(self.key)
        return public is not None and is_signed(public, self.message, self.signature)


def seal_of(envelope: Envelope) -> Seal:
    """The signature over one act."""
    return Seal(envelope.key, signed_bytes(envelope.act), envelope.signature)


def parted(together: Together) -> tuple[Seal, Sequence[Envelope]]:
    """The signature over several acts, and each act with its share of it.

    Raises:
        MalformedError: there is no act, or there are too many.
    """
    message, shares = sealed(together.acts, together.signature)
    envelopes = [
        Envelope(act, together.key, share)
        for act, share in zip(together.acts, shares, strict=True)
    ]
    return Seal(together.key, message, together.signature), envelopes


def signature_fits(envelope: Envelope) -> bool:
    """Whether the key named in the envelope signed its act."""
    return seal_of(envelope).fits


def may_speak(state: State, act: AnyAct, key: KeyText) -> bool:
    """Whether an act signed by this key is heard at all."""
    return key in state.keys or (isinstance(act, Open | AddKey) and act.key == key)


class Strangers:
    """How often keys nobody enrolled were refused on record of late."""

    def __init__(self) -> None:
        self._refused: deque[Ms] = deque(maxlen=STRANGERS_MAX)

    def refused(self, now: Ms) -> None:
        """Count one."""
        self._refused.append(now)

    def are_many(self, now: Ms) -> bool:
        """Whether no more are put on record for now."""
        full = len(self._refused) == STRANGERS_MAX
        return full and now < self._refused[0] + HOUR_MS


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
