"""Builds cosigners and policies for tests, the same every time."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from lastlook.ledger.add_checkpoint import (
    AddCheckpoint,
    write_add_checkpoint,
)
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.cosignature import (
    ML_DSA_44,
    Cosigner,
    CosigningKey,
    cosign,
)
from lastlook.ledger.head import HeadInMemory, HeadOnDisk
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.note import Signature, Verifier, signature_line
from lastlook.witness.book import Book
from lastlook.witness.keeper import Keeper
from tests.world.ledger import a_draft, a_signer

NOON_S = 1_750_000_000  # seconds since 1970 UTC


def a_cosigner(name: str = "w1.example") -> CosigningKey:
    """The cosigning key of this name; it follows from the name."""
    return CosigningKey(name, PrivateKey(sha256(b"cosigner" + name.encode()).digest()))


def cosigned(note: bytes, *names: str, at_seconds: int = NOON_S) -> bytes:
    """The note with a cosignature by each of these put under it."""
    return note + b"".join(cosign(note, a_cosigner(n), at_seconds) for n in names)


def policy_text(*lines: str, names: tuple[str, ...] = ()) -> bytes:
    """A policy: a witness line for each name, called by it, then these lines."""
    witnesses = [f"witness {name} {a_cosigner(name).cosigner.vkey}" for name in names]
    return "".join(f"{line}\n" for line in (*witnesses, *lines)).encode()


class Ticking:
    """A clock that stands still until a test moves it."""

    def __init__(self, at_seconds: int = NOON_S) -> None:
        self.at_seconds = at_seconds

    def __call__(self) -> int:
        return self.at_seconds


def a_ledger(*acts: str) -> Log:
    """A ledger with one entry for each of these acts, a commit each.

    The same acts make the same ledger; others make one of the same key that tells
    another past.
    """
    log = Log.create(MemoryStore(), a_signer(), HeadInMemory())
    grow(log, *acts)
    return log


def grow(log: Log, *acts: str) -> None:
    """One more entry for each of these acts."""
    for act in acts:
        log.append([a_draft(log.size, act=act)])


def a_request(old: int, proof: Sequence[bytes], note: bytes) -> bytes:
    """What a witness is sent."""
    return write_add_checkpoint(AddCheckpoint(old, tuple(proof), note))


def asks(log: Log, old: int) -> bytes:
    """What a desk sends to a witness that has seen `old` entries."""
    proof = log.consistency(old) if old else ()
    return a_request(old, proof, log.checkpoint)


@contextmanager
def a_witness(
    folder: Path, name: str = "w1.example", clock: Ticking | None = None
) -> Iterator[Keeper]:
    """A witness with its files in a folder, made where they are not there yet.

    It knows the ledgers of `a_ledger`.
    """
    path, mark = folder / name, HeadOnDisk(folder / f"{name}.mark")
    book = Book.open(path, mark) if path.exists() else Book.create(path, mark)
    try:
        book.add_log(a_signer().verifier)
        yield Keeper(book, a_cosigner(name), clock or Ticking())
    finally:
        book.close()


def add_key(folder: Path, key: Verifier, *names: str) -> None:
    """What the keepers of these witnesses do by hand: they run meanwhile."""
    for name in names:
        book = Book.open(folder / name, HeadOnDisk(folder / f"{name}.mark"))
        book.add_log(key)
        book.close()


class MlDsaCosigner:
    """Cosigns with ML-DSA-44, which the product only checks."""

    def __init__(self, name: str) -> None:
        """A new key each time; nothing else about it matters."""
        self._key = MLDSA44PrivateKey.generate()
        public = self._key.public_key().public_bytes_raw()
        self.cosigner = Cosigner(name, public, ML_DSA_44)

    def cosign(self, checkpoint: Checkpoint, at_seconds: int) -> bytes:
        """The signature line (tlog-cosignature, "ML-DSA-44 signed message")."""
        name, origin = self.cosigner.name.encode(), checkpoint.origin.encode()
        time = at_seconds.to_bytes(8, "big")
        message = b"subtree/v1\n\0" + bytes([len(name)]) + name + time
        message += bytes([len(origin)]) + origin + bytes(8)
        message += checkpoint.size.to_bytes(8, "big") + checkpoint.root
        signed = time + self._key.sign(message)
        line = signature_line(
            Signature(self.cosigner.name, self.cosigner.key_id, signed)
        )
        return line.encode()
