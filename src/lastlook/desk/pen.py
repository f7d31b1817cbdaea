"""Acts that are made and signed here: by the first person's key, by a tool.

1. An act is made once, as the bytes that are signed.
2. A key's text is one line: what it is, whose, the 32 secret bytes in base64.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from lastlook.core.acts import Act, AnyAct
from lastlook.core.words import KeyText, Ms, PersonId, ProductionId
from lastlook.desk.clock import CHANCE_BYTES, act_id
from lastlook.desk.door import key_text
from lastlook.desk.receipt import Envelope, Together
from lastlook.desk.wire import act_bytes
from lastlook.ledger.entry import signed_bytes
from lastlook.ledger.keys import SEED_BYTES, PrivateKey
from lastlook.ledger.together import together_bytes

KIND: Final = "lastlook/key/v1"

A = TypeVar("A", bound=Act)


class KeyTextError(ValueError):
    """A text that is no person's key."""


def write_key(person: PersonId, key: PrivateKey) -> str:
    """A person's key as the one line of its file."""
    return f"{KIND} {person} {base64.b64encode(key.seed).decode()}"


def read_key(text: str) -> tuple[PersonId, PrivateKey]:
    """Whose key a line is, and the key."""
    try:
        kind, person, secret = text.split()
        seed = base64.b64decode(secret, validate=True)
    except (ValueError, binascii.Error):
        kind, person, seed = "", "", b""
    if kind != KIND or len(seed) != SEED_BYTES:
        raise KeyTextError(f"A key's text is: {KIND} PERSON 32-BYTES-IN-BASE64.")
    return person, PrivateKey(seed)


def sign(act: bytes, key: PrivateKey, pin: str | None = None) -> Envelope:
    """An act's bytes, signed."""
    return Envelope(act, key_text(key.public), key.sign(signed_bytes(act)), pin)


def sign_together(acts: Sequence[bytes], key: PrivateKey) -> Together:
    """Acts' bytes, signed once, in this order."""
    signature = key.sign(together_bytes(acts))
    return Together(tuple(acts), key_text(key.public), signature)


class Pen:
    """Writes one person's acts in one production."""

    def __init__(
        self,
        person: PersonId,
        key: PrivateKey,
        production: ProductionId,
        chance: Callable[[int], bytes],
    ) -> None:
        """`chance` brings random bytes for the acts' ids."""
        self.person = person
        self._key = key
        self._production = production
        self._chance = chance

    @property
    def key(self) -> KeyText:
        """The public key, as acts name it."""
        return key_text(self._key.public)

    def act(self, kind: type[A], now: Ms, /, **fields: Any) -> A:
        """An act of this person's, made now."""
        return kind(
            id=act_id(now, self._chance(CHANCE_BYTES)),
            production=self._production,
            by=self.person,
            at=now,
            **fields,
        )

    def signed(self, act: AnyAct) -> Envelope:
        """An act as this person's phone would send it."""
        return sign(act_bytes(act), self._key)
