"""Ed25519 keys: made, kept in a file that only its owner can read, used.

1. Signing and checking are RFC 8032's Ed25519 by libsodium, which takes no signature
   that another strict checker would refuse (no small order, no S >= L).
2. A private key shows itself to nobody: not in `repr`, not in an error.
3. A key file is made new, never over another, is there whole or not at all, and is
   refused where anybody but its owner can read it.
"""

import os
import stat
from pathlib import Path
from tempfile import mkstemp

from nacl.bindings import crypto_sign, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import BadSignatureError
from nacl.utils import random

from lastlook.ledger.durable import give_name, named, sync_directory
from lastlook.ledger.errors import KeyFileError, MalformedError

PUBLIC_KEY_BYTES = 32
SEED_BYTES = 32
SIGNATURE_BYTES = 64

_OWNER_ONLY = 0o600
_KEY_FILE_BYTES_MAX = 4096


class PrivateKey:
    """An Ed25519 private key.

    Attributes:
        seed: the 32 secret bytes (RFC 8032, 5.1.5).
        public: the public key, 32 bytes.
    """

    __slots__ = ("_expanded", "public", "seed")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise MalformedError(f"A private key has 32 bytes, this one {len(seed)}.")
        self.seed = seed
        self.public, self._expanded = crypto_sign_seed_keypair(seed)

    def __repr__(self) -> str:
        return f"<PrivateKey of {self.public.hex()}>"

    @classmethod
    def make(cls) -> "PrivateKey":
        """A new key from the system's randomness."""
        return cls(random(SEED_BYTES))

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes (RFC 8032, 5.1.6)."""
        return crypto_sign(message, self._expanded)[:SIGNATURE_BYTES]


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this key signed this message (RFC 8032, 5.1.7). Lets go of the GIL."""
    if len(public) != PUBLIC_KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        crypto_sign_open(signature + message, public)
    except BadSignatureError:
        return False
    return True


def write_key_file(path: Path, text: str) -> None:
    """Put a private key's text into a new file that only its owner can read.

    Raises:
        KeyFileError: the file is there already, or cannot be made.
        OSError: it cannot be written, as on a disk that is full.
    """
    try:
        opened, beside = mkstemp(prefix=f"{path.name}.", dir=path.parent)
    except OSError as error:
        raise KeyFileError(f"No key file can be made at {path}: {error}.") from None
    try:
        with os.fdopen(opened, "w", encoding="utf-8") as file, named(path):
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        give_name(Path(beside), path)
    except FileExistsError:
        raise KeyFileError(
            f"There is a key file at {path} already; it was left as it is. Use it, or "
            "choose another place."
        ) from None
    finally:
        Path(beside).unlink(missing_ok=True)
    sync_directory(path.parent)


def read_key_file(path: Path) -> str:
    """The private key's text from its file.

    Raises:
        KeyFileError: the file is not there, is no key's, or others can read it.
    """
    try:
        with path.open(encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            text = file.read(_KEY_FILE_BYTES_MAX)
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(f"The key file {path} cannot be read: {error}.") from None
    if mode & ~_OWNER_ONLY:
        raise KeyFileError(
            f"The key file {path} can be used by others (mode {mode:04o}), so the key "
            f"may be known. Make a new key; or, if you are sure: chmod 600 {path}"
        )
    return text.strip()
