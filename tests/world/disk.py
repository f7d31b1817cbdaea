"""A disk that fails when it is told to, under SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import apsw

NAME = "failing"


class FailingDisk(apsw.VFS):
    """Fails one write or flush, the one that is asked for, in one of the `WAYS`.

    Attributes:
        fails_at: number of the operation that fails, from 1; 0 for none.
        how: what happens then; a key of `WAYS`.
        operations: what was asked of it so far, "write" or "flush".
    """

    def __init__(self) -> None:
        super().__init__(NAME, "")
        self.fails_at = 0
        self.how = ""
        self.operations: list[str] = []

    def xOpen(self, name: Any, flags: list[int]) -> "FailingFile":  # noqa: N802  # SQLite's
        return FailingFile(self, name, flags)

    def fails(self, operation: str) -> bool:
        """Whether this operation is the one that fails."""
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
