"""A production's files with a long ledger of nothing in particular."""

from pathlib import Path

from lastlook import wiring
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import DRAFTS_MAX, Log
from lastlook.ledger.sqlite import SqliteStore
from lastlook.wiring.files import signer_of
from tests.world.ledger import drafts


def a_long_ledger(path: Path, size: int) -> Path:
    """A production at `path` whose ledger has so many entries."""
    wiring.create(path, "colt-45", PrivateKey(b"d" * 32))
    grown(path, size)
    return path


def grown(path: Path, size: int) -> None:
    """Let the ledger at `path` grow to so many entries."""
    files = wiring.Files(path)
    log = Log.open(SqliteStore.open(path), signer_of(files), HeadOnDisk(files.head))
    while log.size < size:
        log.append(drafts(log.size, min(size, log.size + DRAFTS_MAX)))
    log.close()
