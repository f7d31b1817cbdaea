"""An SQLite file whose transactions stay: made new, opened, its errors told as ours.

1. A file is never made over another; of one that could not be made nothing stays.
2. What a transaction wrote is on the disk when it ends: write-ahead log,
   synchronous=FULL, both set and read back, or the file is not used.
3. Of an opening that fails no connection is left.
4. Where nothing can be written, on a stick that is write-protected or in somebody
   else's folder, a file is read all the same, unless transactions stand in a
   write-ahead log beside it that cannot be read there; then that is said.

Does not know what is in the file: the ledger's store and the witness's books check
their own tables.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import apsw

from lastlook.ledger.durable import sync_directory
from lastlook.ledger.errors import (
    StoreBrokenError,
    StoreBusyError,
    StoreFullError,
    StoreUnusableError,
)

BUSY_WAIT_MS: Final = 1000  # for another process that copies or checks the file
BESIDE: Final = ("-wal", "-shm", "-journal", "")  # what SQLite keeps, the file last
_FULL: Final = 2  # what PRAGMA synchronous answers for FULL


@contextmanager
def made(path: Path, vfs: str | None = None) -> Iterator[apsw.Connection]:
    """A new file at `path`, in which nothing is yet; its name stays when this ends.

    Raises:
        StoreUnusableError: there is a file already, or it cannot be written durably.
    """
    try:
        path.open("x").close()
    except FileExistsError:
        raise StoreUnusableError(
            f"There is a file at {path} already; it was left as it is. Use it, or "
            "choose another place."
        ) from None
    except OSError as error:
        raise StoreBrokenError(str(path), str(error)) from None
    try:
        with opened(path, vfs=vfs) as connection:
            make_durable(connection, path)
            yield connection
            sync_directory(path.parent)
    except BaseException:
        for ending in BESIDE if vfs is None else ():
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise


@contextmanager
def opened(path: Path, vfs: str | None = None) -> Iterator[apsw.Connection]:
    """A connection to the file, which stays open unless what is done with it fails."""
    with _staying(connect(str(path), apsw.SQLITE_OPEN_READWRITE, vfs)) as connection:
        yield connection


@contextmanager
def opened_to_read(path: Path) -> Iterator[apsw.Connection]:
    """The same, that only reads, wherever the file lies.

    Raises:
        StoreUnusableError: it cannot be read there.
    """
    with _staying(to_read(path, still=only_still(path))) as connection:
        yield connection


@contextmanager
def _staying(connection: apsw.Connection) -> Iterator[apsw.Connection]:
    try:
        yield connection
    except BaseException:
        with suppress(apsw.Error):  # what brought us here is told
            connection.close()
        raise


def connect(name: str, how: int, vfs: str | None = None) -> apsw.Connection:
    """A connection that waits a second for another process."""
    connection = apsw.Connection(name, flags=how, vfs=vfs)
    connection.set_busy_timeout(BUSY_WAIT_MS)
    return connection


def to_read(
    path: Path, vfs: str | None = None, *, still: bool = False
) -> apsw.Connection:
    """A connection that only reads.

    Args:
        path: where the file is.
        vfs: name of a registered SQLite VFS to read through.
        still: that nobody writes to it meanwhile: then no file is made beside it.
    """
    name, how = str(path), apsw.SQLITE_OPEN_READONLY
    if still:
        name = f"{path.absolute().as_uri()}?immutable=1"
        how |= apsw.SQLITE_OPEN_URI
    return connect(name, how, vfs)


def only_still(path: Path, vfs: str | None = None) -> bool:
    """Whether the file can be read only as one that nobody writes to meanwhile.

    So it is where SQLite needs a file beside it and can make none.

    Raises:
        StoreUnusableError: not even so, for transactions are in the write-ahead log.
    """
    file = path.resolve()
    with closing(to_read(path, vfs)) as connection:
        try:
            connection.pragma("schema_version")
        except apsw.CantOpenError:
            if can_be_written(file.parent):
                raise
        except apsw.Error:
            return False  # whoever reads it is told
        else:
            return False
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        raise StoreUnusableError(
            f"{path} cannot be read where it is: its newest transactions are in {log}, "
            f"and nothing can be written there. Copy {path}, {log.name} and whatever "
            f"else begins with {path.name} to a folder that can be written, and name "
            "the copy."
        )
    return True


def can_be_written(folder: Path) -> bool:
    """Whether files can be made in a folder."""
    return os.access(folder, os.W_OK)


def make_durable(connection: apsw.Connection, path: Path) -> None:
    """Set what promise 2 needs, and read it back.

    Raises:
        StoreUnusableError: it is not so then.
    """
    journal = connection.pragma("journal_mode", "WAL")
    connection.pragma("synchronous", "FULL")
    synchronous = connection.pragma("synchronous")
    if (journal, synchronous) != ("wal", _FULL):
        raise StoreUnusableError(
            f"{path} cannot be written durably (journal_mode={journal}, synchronous="
            f"{synchronous}). Put it on a local disk, not on a network share."
        )


def roll_back(connection: apsw.Connection) -> None:
    """Leave a transaction that failed, whatever is left of it."""
    # What brought us here is told; SQLite may have rolled back by itself, and what
    # is not committed is gone after a restart in any case.
    with suppress(apsw.Error):
        if not connection.get_autocommit():
            connection.execute("ROLLBACK")


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise StoreBusyError(where) from error
    except apsw.FullError as error:
        raise StoreFullError(where) from error
    except apsw.Error as error:
        raise StoreBrokenError(where, str(error)) from error
