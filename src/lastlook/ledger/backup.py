"""A consistent copy of an SQLite file that somebody else may be writing to.

1. The copy is the file as it was at one moment: all of it is read in one read
   transaction, which keeps nobody from writing.
2. When `copy_file` returns, the copy is on the disk, in one file that needs no other
   beside it and can be read where nothing can be written.

Does not know what is in the file, nor whether it is well: whoever calls checks the
copy before it is called a backup.
"""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import apsw

from lastlook.ledger.durable import sync_directory
from lastlook.ledger.errors import (
    LedgerCorruptError,
    StoreBrokenError,
    StoreBusyError,
    StoreFullError,
    StoreUnusableError,
)
from lastlook.ledger.sqlite_file import only_still, to_read

PAGES: Final = 64  # copied at a time, 256 KiB


def copy_file(
    source: Path, copy: Path, progress: Callable[[int], None] | None = None
) -> None:
    """Copy the SQLite file at `source` to `copy`, which must not be there.

    Args:
        source: the file; it is only read.
        copy: where to, on a disk with room for all of it.
        progress: hears how many pages of 4 KiB are copied.

    Raises:
        StoreUnusableError: there is no SQLite file at `source`, or one at `copy`, or
            the source cannot be read where it is.
        LedgerCorruptError: SQLite cannot read the source.
        StoreFullError: there is no room for the copy.
        StoreBusyError: somebody locks the source for longer than a second.
        StoreBrokenError: a disk fails.
    """
    if not source.exists():
        raise StoreUnusableError(f"There is nothing at {source}. Check the path.")
    if copy.exists():
        raise StoreUnusableError(f"There is a file at {copy} already. Name another.")
    try:
        _copy(source, copy, progress)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        sync_directory(copy.parent)
    except apsw.FullError as error:
        raise StoreFullError(str(copy)) from error
    except apsw.NotADBError:
        raise StoreUnusableError(f"{source} is no SQLite file.") from None
    except apsw.CorruptError as error:
        raise LedgerCorruptError(f"SQLite says: {error}", str(source)) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise StoreBusyError(str(source)) from error
    except (apsw.Error, OSError) as error:
        raise StoreBrokenError(f"{source} or {copy}", str(error)) from error


def _copy(source: Path, copy: Path, progress: Callable[[int], None] | None) -> None:
    with (
        closing(to_read(source, still=only_still(source))) as old,
        closing(apsw.Connection(str(copy))) as new,
    ):
        # (1) one moment: without this each step would see what is newest then
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_schema")
        with new.backup("main", old, "main") as backup:
            while not backup.done:
                backup.step(PAGES)
                if progress is not None:
                    progress(backup.page_count - backup.remaining)
        # (2) one file: the copy would ask for a write-ahead log as the source does
        new.pragma("journal_mode", "delete")
