"""Readings of what is kept: nothing is written."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from lastlook.core.state import State
from lastlook.desk.people import People
from lastlook.desk.replay import Rulebook, replay
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.note import read_vkey
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.until import until
from lastlook.policy.library import Library
from lastlook.wiring.asked import with_cosignatures
from lastlook.wiring.files import Files, signer_of


@contextmanager
def reading(path: Path, key: str | None = None) -> Iterator[Log]:
    """A ledger, for reading; a desk may be writing to it.

    Its checkpoint carries what witnesses have cosigned by now.

    Args:
        path: the ledger's file.
        key: its public key; the one beside the file where none is given.
    """
    files = Files(path)
    store = SqliteStore.open_to_read(path)
    with closing(store):
        head_file = HeadOnDisk(files.head) if files.head.exists() else None
        verifier = read_vkey(key) if key else signer_of(files).verifier
        log = Log.open_to_read(store, verifier, head_file)
        note = with_cosignatures(path, log.checkpoint)
        yield log if note == log.checkpoint else until(store, verifier, note)


def state_of(path: Path) -> State:
    """What the record of the production at `path` says now."""
    with reading(path) as log:
        return replay(log.read(), Rulebook(Library()))


@contextmanager
def people_of(path: Path) -> Iterator[People]:
    """The names, contacts and PINs of the production at `path`."""
    people = People(str(Files(path).people))
    try:
        yield people
    finally:
        people.close()
