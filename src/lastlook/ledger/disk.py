"""What the head file asks of a file system, one call for each step that can fail.

1. `OwnDisk` is this machine's: what its files' `sync` and its `sync_directory` return
   from survives a power cut, as far as the disk keeps its word.
"""

import os
from pathlib import Path
from typing import BinaryIO, Protocol

from lastlook.ledger.durable import sync_content, sync_directory


class OpenFile(Protocol):
    """A file open for writing. Every method may raise an `OSError`."""

    def write_at(self, offset: int, content: bytes) -> int:
        """Write there; how many bytes were written."""

    def sync(self) -> None:
        """Make what was written stay."""

    def close(self) -> None:
        """Let go of it."""


class Disk(Protocol):
    """Where small files are. Every method may raise an `OSError`."""

    def read(self, path: Path) -> bytes:
        """All that is in a file."""

    def open(self, path: Path, *, new: bool) -> OpenFile:
        """A file to write to: a new, empty one, or the one that is there."""

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, over any file that has it."""

    def sync_directory(self, directory: Path) -> None:
        """Make the names in a directory stay."""


class OwnDisk:
    """This machine's disk."""

    def read(self, path: Path) -> bytes:
        """All that is in a file."""
        return path.read_bytes()

    def open(self, path: Path, *, new: bool) -> OpenFile:
        """A file to write to: a new, empty one, or the one that is there."""
        return _OwnFile(path.open("wb" if new else "r+b", buffering=0))

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, over any file that has it."""
        old.rename(new)

    def sync_directory(self, directory: Path) -> None:
        """Make the names in a directory stay."""
        sync_directory(directory)


class _OwnFile:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write_at(self, offset: int, content: bytes) -> int:
        return os.pwrite(self._file.fileno(), content, offset)

    def sync(self) -> None:
        sync_content(self._file.fileno())

    def close(self) -> None:
        self._file.close()
