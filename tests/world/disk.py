"""A disk that fails when it is told to, under SQLite."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from lastlook.ledger.disk import OpenFile, OwnDisk

NAME = "failing"


CHANGING = frozenset({"write", "flush"})
EVERY = CHANGING | {"open", "read", "lock", "truncate", "size", "delete"}


class FailingDisk(apsw.VFS):
    """Fails one operation, the one that is asked for, in one of the `WAYS`.

    Attributes:
        fails_at: number of the operation that fails, from 1; 0 for none.
        how: what happens then; a key of `WAYS`.
        counted: the operations that count, and may fail.
        operations: what was asked of it so far, of those.
    """

    def __init__(self) -> None:
        super().__init__(NAME, "")
        self.fails_at = 0
        self.how = ""
        self.counted: frozenset[str] = CHANGING
        self.operations: list[str] = []

    def xOpen(self, name: Any, flags: list[int]) -> "FailingFile":  # noqa: N802  # SQLite's
        if self.fails("open"):
            raise apsw.CantOpenError("not opened")
        return FailingFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001  # SQLite's
        if self.fails("delete"):
            raise apsw.IOError("not deleted")
        super().xDelete(filename, syncdir)

    def fails(self, operation: str) -> bool:
        """Whether this operation is the one that fails."""
        if operation not in self.counted:
            return False
        self.operations.append(operation)
        return len(self.operations) == self.fails_at


class FailingFile(apsw.VFSFile):
    """A file on it."""

    def __init__(self, disk: FailingDisk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  # SQLite's
        if not self._disk.fails("write"):
            super().xWrite(data, offset)
            return
        kept = {"short": len(data) // 2, "kept": len(data)}.get(self._disk.how, 0)
        if kept:
            super().xWrite(bytes(data)[:kept], offset)
        raise WAYS[self._disk.how]

    def xSync(self, flags: int) -> None:  # noqa: N802  # SQLite's
        if self._disk.fails("flush"):
            raise WAYS[self._disk.how]
        super().xSync(flags)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802  # SQLite's
        read = super().xRead(amount, offset)
        if not self._disk.fails("read"):
            return read
        if self._disk.how == "short":
            return read[: amount // 2]
        raise apsw.IOError("not read")

    def xTruncate(self, newsize: int) -> None:  # noqa: N802  # SQLite's
        if self._disk.fails("truncate"):
            raise apsw.IOError("not truncated")
        super().xTruncate(newsize)

    def xFileSize(self) -> int:  # noqa: N802  # SQLite's
        if self._disk.fails("size"):
            raise apsw.IOError("no size")
        return super().xFileSize()

    def xLock(self, level: int) -> None:  # noqa: N802  # SQLite's
        if self._disk.fails("lock"):
            raise apsw.BusyError("not locked")
        super().xLock(level)


WAYS = {
    "full": apsw.FullError("no room"),
    "broken": apsw.IOError("nothing written"),
    "short": apsw.IOError("half written"),
    "kept": apsw.IOError("written, then failed"),
}


@contextmanager
def a_failing_disk() -> Iterator[FailingDisk]:
    """The disk, known to SQLite by `NAME` meanwhile."""
    disk = FailingDisk()
    try:
        yield disk
    finally:
        disk.unregister()


class FailingHeadDisk:
    """The machine's own disk, of which one operation fails.

    Attributes:
        fails_at: number of the operation that fails, from 1; 0 for none.
        how: "broken": nothing happens; "short": half of a write does; "kept": all of it
            happens, and then it fails.
        operations: what was asked of it so far.
    """

    def __init__(self, fails_at: int = 0, how: str = "broken") -> None:
        self.fails_at = fails_at
        self.how = how
        self.operations: list[str] = []
        self._own = OwnDisk()

    def read(self, path: Path) -> bytes:
        self.strike("read")
        return self._own.read(path)

    def open(self, path: Path, *, new: bool) -> OpenFile:
        after = self.strike("open")
        file = self._own.open(path, new=new)
        if after:
            file.close()
            raise OSError(errno.EIO, "open failed afterwards")
        return FailingHeadFile(self, file)

    def rename(self, old: Path, new: Path) -> None:
        with self.struck("rename"):
            self._own.rename(old, new)

    def sync_directory(self, directory: Path) -> None:
        with self.struck("sync directory"):
            self._own.sync_directory(directory)

    def strike(self, operation: str) -> bool:
        """Count an operation; whether it is the one that fails, after it was done."""
        self.operations.append(operation)
        if len(self.operations) != self.fails_at:
            return False
        if self.how == "kept":
            return True
        raise OSError(errno.EIO, f"{operation} failed")

    @contextmanager
    def struck(self, operation: str) -> Iterator[None]:
        """What is done within fails before or after, or not at all."""
        after = self.strike(operation)
        yield
        if after:
            raise OSError(errno.EIO, f"{operation} failed afterwards")


class FailingHeadFile:
    """A file on it."""

    def __init__(self, disk: FailingHeadDisk, file: OpenFile) -> None:
        self._disk = disk
        self._file = file

    def write_at(self, offset: int, content: bytes) -> int:
        disk = self._disk
        last = len(disk.operations) + 1 == disk.fails_at
        if last and disk.how == "short":
            disk.operations.append("write")
            return self._file.write_at(offset, content[: len(content) // 2])
        after = disk.strike("write")
        written = self._file.write_at(offset, content)
        if after:
            raise OSError(errno.EIO, "write failed afterwards")
        return written

    def sync(self) -> None:
        with self._disk.struck("sync"):
            self._file.sync()

    def close(self) -> None:
        self._file.close()
