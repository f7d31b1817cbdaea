"""Cosignatures: who else saw a checkpoint, and when (C2SP tlog-cosignature).

1. A cosignature counts only where name and key id are a known cosigner's and the
   signature fits; one wrong cosignature by a known cosigner refuses the whole note.
2. Cosignatures by anybody else are passed over, as signed-note asks.
3. What cannot be checked here is named as unchecked and never counts.
4. Only a checkpoint is cosigned, and only with Ed25519 (type 04). ML-DSA-44 (type 06)
   is checked where the library at hand can.

What a cosignature says: *at this time, of all the trees of this log that I saw, this
was the largest, and it continues those before*. A time of 0 says not when. Does not
know who must have cosigned (tlog_policy.py), nor whether what it cosigns is so
(the witness room).
"""

import struct
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

from msgspec import Struct

from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.errors import MalformedError, SignatureError
from lastlook.ledger.keys import (
    PUBLIC_KEY_BYTES,
    SEED_BYTES,
    SIGNATURE_BYTES,
    PrivateKey,
    is_signed,
)
from lastlook.ledger.ml_dsa import PUBLIC_KEY_BYTES as ML_DSA_PUBLIC_KEY_BYTES
from lastlook.ledger.ml_dsa import SIGNATURE_BYTES as ML_DSA_SIGNATURE_BYTES
from lastlook.ledger.ml_dsa import MlDsa, ml_dsa_44
from lastlook.ledger.note import (
    KEY_ID_BYTES,
    SKEY_FRONT,
    Signature,
    check_key_id,
    check_name,
    key_parts,
    parse,
    signature_line,
    to_base64,
)

ED25519: Final = 4  # signature types (signed-note, "Signature types")
ML_DSA_44: Final = 6
SECONDS_MAX: Final = 2**63 - 1

_TIME: Final = struct.Struct(">Q")
_NAME_BYTES_MAX: Final = 255  # what `cosigned_message` has room for
_PUBLIC_BYTES: Final = {ED25519: PUBLIC_KEY_BYTES, ML_DSA_44: ML_DSA_PUBLIC_KEY_BYTES}
_SIGNED_BYTES: Final = {ED25519: SIGNATURE_BYTES, ML_DSA_44: ML_DSA_SIGNATURE_BYTES}


class Cosigner(Struct, frozen=True):
    """A public key that cosigns under a name.

    Attributes:
        name: the key's name, without spaces or plus signs.
        public: the public key; 32 bytes for Ed25519, 1,312 for ML-DSA-44.
        kind: the signature type, `ED25519` or `ML_DSA_44`.
    """

    name: str
    public: bytes
    kind: int = ED25519

    def __post_init__(self) -> None:
        check_name(self.name)
        if self.kind not in _PUBLIC_BYTES:
            raise MalformedError(
                f"The key of {self.name} is of type {self.kind:#04x}, which does not "
                "cosign: types 0x04 (Ed25519) and 0x06 (ML-DSA-44) do."
            )
        if len(self.public) != _PUBLIC_BYTES[self.kind]:
            raise MalformedError(f"The public key of {self.name} has a wrong length.")

    @property
    def key_id(self) -> bytes:
        """First 4 bytes of SHA-256(name || 0A || type || public key)."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(named).digest()[:KEY_ID_BYTES]

    @property
    def vkey(self) -> str:
        """The key as text: name+id+key (signed-note, "Verifier keys")."""
        key = to_base64(bytes([self.kind]) + self.public)
        return f"{self.name}+{self.key_id.hex()}+{key}"

    def knows(self, signature: Signature) -> bool:
        """Whether this key is the one that the signature names."""
        return (signature.name, signature.key_id) == (self.name, self.key_id)


class CosigningKey:
    """A private Ed25519 key that cosigns under a name.

    Use one key for one cosigner: the name is not in what it signs.

    Attributes:
        cosigner: the public half.
    """

    __slots__ = ("_key", "cosigner")

    def __init__(self, name: str, key: PrivateKey) -> None:
        self.cosigner = Cosigner(name, key.public)
        self._key = key

    @property
    def skey(self) -> str:
        """The private key as text: PRIVATE+KEY+name+id+key, of type 04."""
        key = to_base64(bytes([ED25519]) + self._key.seed)
        return f"{SKEY_FRONT}{self.cosigner.name}+{self.cosigner.key_id.hex()}+{key}"

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self._key.sign(message)


class Cosignature(Struct, frozen=True):
    """One cosignature that was checked.

    Attributes:
        cosigner: whose it is.
        at_seconds: when it was made, by the cosigner's clock, seconds since 1970 UTC;
            0 where it does not say.
        signature: the signature line itself.
    """

    cosigner: Cosigner
    at_seconds: int
    signature: Signature

    @property
    def line(self) -> bytes:
        """The line as a note carries it, newline and all."""
        return signature_line(self.signature).encode()


class Cosigned(Struct, frozen=True):
    """Who has cosigned a note, of those who were asked for.

    Attributes:
        valid: the cosignatures that fit, in the note's order.
        unchecked: cosigners whose cosignature could not be checked here; they count
            as if they had not cosigned.
    """

    valid: tuple[Cosignature, ...]
    unchecked: tuple[Cosigner, ...] = ()


def read_cosigner(vkey: str) -> Cosigner:
    """The cosigner that a `vkey` text says, of type 04 or 06.

    Raises:
        MalformedError: it says none, or its id is not that of its key.
    """
    name, key_id, key = key_parts(vkey)
    cosigner = Cosigner(name, key[1:], key[0] if key else 0)
    check_key_id(name, key_id, cosigner.key_id)
    return cosigner


def read_cosigning_key(skey: str) -> CosigningKey:
    """The private key that a text says; the inverse of `CosigningKey.skey`.

    Raises:
        MalformedError: it says none, or its id is not that of its key.
    """
    if not skey.startswith(SKEY_FRONT):
        raise MalformedError(f"A private key's text begins with {SKEY_FRONT}")
    name, key_id, key = key_parts(skey.removeprefix(SKEY_FRONT))
    if key[:1] != bytes([ED25519]) or len(key) != 1 + SEED_BYTES:
        raise MalformedError(
            f"The private key of {name} is not of type 0x04: it does not cosign."
        )
    cosigning = CosigningKey(name, PrivateKey(key[1:]))
    check_key_id(name, key_id, cosigning.cosigner.key_id)
    return cosigning


def cosign(note: bytes, key: CosigningKey, at_seconds: int) -> bytes:
    """Cosign a checkpoint note, whoever signed it.

    Args:
        note: the checkpoint, as a note.
        key: the cosigner's.
        at_seconds: the time now, seconds since 1970 UTC; at least 1.

    Returns:
        The signature line, to be put under the note.

    Raises:
        MalformedError: the note is not a checkpoint, or there is no such time.
    """
    text = parse(note).text
    parse_checkpoint(text)
    if not 0 < at_seconds <= SECONDS_MAX:
        raise MalformedError(f"{at_seconds} is not a time a cosignature can carry.")
    signed = key.sign(_ed25519_message(text, at_seconds))
    signature = _TIME.pack(at_seconds) + signed
    cosigner = key.cosigner
    return signature_line(Signature(cosigner.name, cosigner.key_id, signature)).encode()


def read_cosignatures(
    note: bytes,
    cosigners: Iterable[Cosigner],
    ml_dsa: Callable[[], MlDsa | None] = ml_dsa_44,
) -> Cosigned:
    """Which of these cosigners have cosigned a checkpoint note.

    Args:
        note: the checkpoint, as a note. That its log signed it is not checked here.
        cosigners: who is known.
        ml_dsa: gives the check of ML-DSA-44, or None where there is none.

    Raises:
        MalformedError: the note is not a checkpoint.
        SignatureError: a cosignature by one of them is wrong; says whose.
    """
    parsed = parse(note)
    checkpoint = parse_checkpoint(parsed.text)
    known = tuple(cosigners)
    valid: list[Cosignature] = []
    unchecked: list[Cosigner] = []
    for signature in parsed.signatures:
        # (2) nobody's, as far as we know
        for cosigner in (each for each in known if each.knows(signature)):
            at_seconds, signed = _parts(cosigner, signature)
            if cosigner.kind == ED25519:
                message = _ed25519_message(parsed.text, at_seconds)
                fits = is_signed(cosigner.public, message, signed)
            elif (check := ml_dsa()) is not None:
                message = _ml_dsa_message(cosigner, checkpoint, at_seconds)
                fits = check(cosigner.public, message, signed)
            else:
                # (3) no check, no answer
                unchecked.append(cosigner)
                continue
            # (1) a wrong one refuses the note
            if not fits:
                raise _wrong(cosigner)
            valid.append(Cosignature(cosigner, at_seconds, signature))
    return Cosigned(tuple(valid), tuple(unchecked))


def _parts(cosigner: Cosigner, signature: Signature) -> tuple[int, bytes]:
    """Time and signature of a `timestamped_signature`."""
    if len(signature.signature) != _TIME.size + _SIGNED_BYTES[cosigner.kind]:
        raise _wrong(cosigner)
    (at_seconds,) = _TIME.unpack_from(signature.signature)
    if at_seconds > SECONDS_MAX:
        raise _wrong(cosigner)
    return at_seconds, signature.signature[_TIME.size :]


def _ed25519_message(text: str, at_seconds: int) -> bytes:
    """What Ed25519 signs ("Ed25519 signed message"): extension lines too."""
    return f"cosignature/v1\ntime {at_seconds}\n{text}".encode()


def _ml_dsa_message(
    cosigner: Cosigner, checkpoint: Checkpoint, at_seconds: int
) -> bytes:
    """What ML-DSA-44 signs ("ML-DSA-44 signed message"): no extension lines."""
    name, origin = cosigner.name.encode(), checkpoint.origin.encode()
    if max(len(name), len(origin)) > _NAME_BYTES_MAX:
        raise SignatureError(
            f"{cosigner.name} cannot have cosigned {checkpoint.origin} with ML-DSA-44: "
            f"a name has at most {_NAME_BYTES_MAX} bytes there."
        )
    return b"".join(
        (
            b"subtree/v1\n\0",
            bytes([len(name)]),
            name,
            _TIME.pack(at_seconds),
            bytes([len(origin)]),
            origin,
            _TIME.pack(0),  # from the first leaf on
            _TIME.pack(checkpoint.size),
            checkpoint.root,
        )
    )


def _wrong(cosigner: Cosigner) -> SignatureError:
    return SignatureError(f"The cosignature by {cosigner.name} is wrong.")
