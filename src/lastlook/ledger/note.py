"""Signed notes: text that carries its signatures (C2SP signed-note).

1. Nothing of a note is believed before a trusted key's signature on it is checked;
   one wrong signature by a trusted key refuses the whole note.
2. A note is taken only in its one correct form: UTF-8, no control characters, exact
   base64, names without spaces or plus signs.
3. Signatures by keys that we do not know are passed over, as the format asks, so that
   others can cosign.

Signs and checks Ed25519 (type 01) only.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from msgspec import Struct

from lastlook.ledger.errors import MalformedError, SignatureError
from lastlook.ledger.keys import PUBLIC_KEY_BYTES, SEED_BYTES, PrivateKey, is_signed

NOTE_BYTES_MAX = 1_000_000
SIGNATURES_MAX = 64

_ED25519 = b"\x01"
KEY_ID_BYTES = 4
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")  # all below U+0020 but the newline
SKEY_FRONT = "PRIVATE+KEY+"


class Signature(Struct, frozen=True):
    """One signature line.

    Attributes:
        name: the key's name.
        key_id: the key's id, 4 bytes.
        signature: the signature's bytes; 64 for Ed25519.
    """

    name: str
    key_id: bytes
    signature: bytes


class Note(Struct, frozen=True):
    """A note's text, ending in a newline, and signatures on it."""

    text: str
    signatures: tuple[Signature, ...]


class Verifier(Struct, frozen=True):
    """A public key that is trusted under a name.

    Attributes:
        name: the key's name, without spaces or plus signs.
        public: the Ed25519 public key, 32 bytes.
    """

    name: str
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public) != PUBLIC_KEY_BYTES:
            raise MalformedError(f"The public key of {self.name} has not 32 bytes.")

    @property
    def key_id(self) -> bytes:
        """First 4 bytes of SHA-256(name || 0A || 01 || public key)."""
        named = self.name.encode() + b"\n" + _ED25519 + self.public
        return sha256(named).digest()[:KEY_ID_BYTES]

    @property
    def vkey(self) -> str:
        """The key as text: name+id+key (signed-note, "Verifier keys")."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(_ED25519 + self.public)}"

    def knows(self, signature: Signature) -> bool:
        """Whether this key is the one that the signature names."""
        return (signature.name, signature.key_id) == (self.name, self.key_id)


class Signer:
    """A private key that signs under a name.

    Attributes:
        name: the key's name.
        verifier: the public half.
    """

    __slots__ = ("_key", "_key_id", "name", "verifier")

    def __init__(self, name: str, key: PrivateKey) -> None:
        self.name = name
        self.verifier = Verifier(name, key.public)
        self._key_id = self.verifier.key_id
        self._key = key

    @property
    def skey(self) -> str:
        """The private key as text: PRIVATE+KEY+name+id+key, as Go's note package."""
        key = to_base64(_ED25519 + self._key.seed)
        return f"{SKEY_FRONT}{self.name}+{self._key_id.hex()}+{key}"

    def sign(self, text: str) -> Signature:
        """The signature on a note's text."""
        return Signature(self.name, self._key_id, self._key.sign(text.encode()))


def read_vkey(vkey: str) -> Verifier:
    """The trusted key that a `vkey` text says.

    Raises:
        MalformedError: it says none, or its id is not that of its key.
    """
    name, key_id, key = key_parts(vkey)
    verifier = Verifier(name, _ed25519(name, key, PUBLIC_KEY_BYTES))
    check_key_id(name, key_id, verifier.key_id)
    return verifier


def read_skey(skey: str) -> Signer:
    """The signer that a private key's text says.

    Raises:
        MalformedError: it says none, or its id is not that of its key.
    """
    if not skey.startswith(SKEY_FRONT):
        raise MalformedError(f"A private key's text begins with {SKEY_FRONT}")
    name, key_id, key = key_parts(skey.removeprefix(SKEY_FRONT))
    signer = Signer(name, PrivateKey(_ed25519(name, key, SEED_BYTES)))
    check_key_id(name, key_id, signer.verifier.key_id)
    return signer


def sign(text: str, signers: Iterable[Signer]) -> bytes:
    """The text as a note, signed by each.

    Raises:
        MalformedError: the text cannot be a note's.
    """
    return render(Note(text, tuple(signer.sign(text) for signer in signers)))


def render(note: Note) -> bytes:
    """The note's bytes; the inverse of `parse`.

    Raises:
        MalformedError: the text cannot be a note's, or nobody signed it.
    """
    if not note.text.endswith("\n") or _CONTROL.search(note.text):
        raise MalformedError(
            "A note's text ends in a newline and has no other control character."
        )
    if not note.signatures:
        raise MalformedError("A note has at least one signature.")
    lines = "".join(map(signature_line, note.signatures))
    return f"{note.text}\n{lines}".encode()


def signature_line(signature: Signature) -> str:
    """One signature as a note carries it, newline and all."""
    encoded = to_base64(signature.key_id + signature.signature)
    return f"— {signature.name} {encoded}\n"


def parse(note: bytes) -> Note:
    """The note in these bytes, nothing of it checked or to be believed yet.

    Raises:
        MalformedError: it is not a note; says why.
    """
    if len(note) > NOTE_BYTES_MAX:
        raise MalformedError(f"A note has at most {NOTE_BYTES_MAX} bytes.")
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise MalformedError(f"The note is not UTF-8: {error}.") from None
    if _CONTROL.search(whole):
        raise MalformedError("The note has a control character.")
    text, parted, lines = whole.rpartition("\n\n")
    if not parted or not lines.endswith("\n"):
        raise MalformedError(
            "The note has no blank line, or does not end in a newline."
        )
    signatures = lines[:-1].split("\n")
    if len(signatures) > SIGNATURES_MAX:
        raise MalformedError(f"The note has more than {SIGNATURES_MAX} signatures.")
    return Note(text + "\n", tuple(map(_signature, signatures)))


def verify(note: bytes, verifiers: Sequence[Verifier]) -> Note:
    """The note, with only those signatures that trusted keys made.

    Raises:
        MalformedError: it is not a note.
        SignatureError: a trusted key's signature is wrong, or there is none.
    """
    unchecked = parse(note)
    signed = unchecked.text.encode()
    good = []
    for signature in unchecked.signatures:
        for verifier in verifiers:
            if not verifier.knows(signature):
                continue
            if not is_signed(verifier.public, signed, signature.signature):
                raise SignatureError(f"The signature by {verifier.name} is wrong.")
            good.append(signature)
    if not good:
        names = ", ".join(verifier.vkey for verifier in verifiers) or "none"
        raise SignatureError(f"No trusted key has signed this note (trusted: {names}).")
    return Note(unchecked.text, tuple(good))


def from_base64(text: str) -> bytes:
    """The bytes of exact standard base64 (RFC 4648, 4), padded, no spare bits.

    Raises:
        MalformedError: it is not.
    """
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    if to_base64(decoded) != text:
        raise MalformedError(f"{text[:100]!r} is not base64.")
    return decoded


def to_base64(octets: bytes) -> str:
    """Standard base64 (RFC 4648, 4), padded; the inverse of `from_base64`."""
    return base64.b64encode(octets).decode()


def _signature(line: str) -> Signature:
    dash, *parts = line.split(" ")
    if dash != "—" or len(parts) != 2:  # noqa: PLR2004  # a name and a signature
        raise MalformedError(f"{line[:100]!r} is not a signature line.")
    name, encoded = parts
    check_name(name)
    decoded = from_base64(encoded)
    if len(decoded) <= KEY_ID_BYTES:
        raise MalformedError(f"The signature by {name} is too short.")
    return Signature(name, decoded[:KEY_ID_BYTES], decoded[KEY_ID_BYTES:])


def key_parts(text: str) -> tuple[str, str, bytes]:
    """Name, id (hex) and encoding (the type's byte, then the key) of a key's text.

    Raises:
        MalformedError: it has not these three parts.
    """
    try:
        name, key_id, encoded = text.split("+", 2)
    except ValueError:
        raise MalformedError("A key's text is name+id+key.") from None
    return name, key_id, from_base64(encoded)


def check_key_id(name: str, said: str, key_id: bytes) -> None:
    """Refuse a key's text whose id is not that of its key.

    Raises:
        MalformedError: it is not.
    """
    if key_id.hex() != said:
        raise MalformedError(f"The key id of {name} is {said}; its key has another.")


def check_name(name: str) -> None:
    """Refuse what cannot name a key (signed-note, "Format").

    Raises:
        MalformedError: it cannot.
    """
    if not name or "+" in name or any(map(str.isspace, name)) or _CONTROL.search(name):
        raise MalformedError(
            f"{name[:100]!r} cannot name a key: no spaces, no plus, not empty."
        )


def _ed25519(name: str, key: bytes, length: int) -> bytes:
    """The `length` key bytes of an encoding that says Ed25519."""
    if key[:1] != _ED25519 or len(key) != 1 + length:
        raise MalformedError(f"The key of {name} is not an Ed25519 key.")
    return key[1:]
