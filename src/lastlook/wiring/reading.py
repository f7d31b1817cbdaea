"""Readings of what is kept: nothing is written."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from lastlook.desk.people import People
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier, read_vkey
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.tlog_policy import TlogPolicy
from lastlook.wiring.files import Files, WiringError, signer_of


@contextmanager
def reading(path: Path, key: str | None = None) -> Iterator[Log]:
    """A ledger, for reading; a desk may be writing to it.

    Args:
        path: the ledger's file.
        key: its public key; the one beside the file where none is given.
    """
    files = Files(path)
    store = SqliteStore.open_to_read(path)
    with closing(store):
        head_file = HeadOnDisk(files.head) if files.head.exists() else None
        verifier = read_vkey(key) if key else signer_of(files).verifier
        yield Log.open_to_read(store, verifier, head_file)


class Kept(Struct, frozen=True):
    """What is kept of a ledger, as it is, for the verifier: nothing of it checked.

    Attributes:
        checkpoint: the newest.
        leaves: gives the leaves from an entry on.
        key: the ledger's public key; None where only a policy says whom to trust.
        older: what the head file beside it says was signed.
    """

    checkpoint: bytes
    leaves: Callable[[int], Iterator[bytes]]
    key: Verifier | None
    older: tuple[bytes, ...]


@contextmanager
def kept(
    path: Path, key: str | None = None, policy: TlogPolicy | None = None
) -> Iterator[Kept]:
    """A ledger's bytes and its newest checkpoint.

    Args:
        path: the ledger's file.
        key: its public key.
        policy: whom the caller trusts. Without it and `key`, the key beside the file.
    """
    files = Files(path)
    store = SqliteStore.open_to_read(path)
    with closing(store):
        head = store.head()
        if head is None:
            raise WiringError(f"No ledger was begun in {path}.")
        signed = HeadOnDisk(files.head).read()
        yield Kept(
            head.note,
            lambda start: store.read(start, head.size),
            _key(files, key, policy),
            (signed,) if signed is not None else (),
        )


def _key(files: Files, key: str | None, policy: TlogPolicy | None) -> Verifier | None:
    if key is not None:
        return read_vkey(key)
    return None if policy is not None else signer_of(files).verifier


@contextmanager
def people_of(path: Path) -> Iterator[People]:
    """The names, contacts and PINs of the production at `path`."""
    people = People(str(Files(path).people))
    try:
        yield people
    finally:
        people.close()
