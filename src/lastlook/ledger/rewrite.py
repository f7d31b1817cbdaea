"""A file written over with what stands in it, so that it is on the disk for certain.

1. When `rewrite` returns, what programs read in the file is what a power cut leaves.

Why this is not so anyway: after a flush that failed, a page looks written to whoever
reads it, the next flush succeeds, and the page was never on the disk (Linux marks it
clean). A write makes it dirty again.
"""

from typing import Final

import apsw

CHUNK: Final = 1 << 16  # SQLite's own files take less than 128 KiB at once
READ_WRITE: Final = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_READWRITE


def rewrite(name: str, vfs: str | None) -> None:
    """Write a file over with its own content, and flush it.

    Args:
        name: an SQLite write-ahead log that is there and nobody writes to meanwhile.
        vfs: name of a registered SQLite VFS to read and write through.

    Raises:
        apsw.Error: it cannot be read, written or flushed.
    """
    file = apsw.VFSFile(vfs or "", name, [READ_WRITE, 0])
    try:
        size = file.xFileSize()
        for offset in range(0, size, CHUNK):
            content = file.xRead(min(CHUNK, size - offset), offset)
            file.xWrite(content, offset)
        if size:
            file.xSync(apsw.SQLITE_SYNC_NORMAL)
    finally:
        file.xClose()
