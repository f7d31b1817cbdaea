"""The last signed checkpoint, kept apart from the store and never restored with it.

1. After `write` returns the checkpoint is durable; a crash in the middle leaves the
   one before.
2. `read` gives the newest checkpoint that was written whole; a file without one is
   refused.

The file has two slots of 4,096 bytes, written in turn, so that one write and one flush
of constant size are enough:

    at    0  the checkpoint note, then zeros
    at 4056  counter, 64-bit big-endian; the higher one is the newer
    at 4064  SHA-256 of the 4,064 bytes before

Does not check the note: `log.Log` does. Keep the file on the desk's own disk and out
of every backup: its worth is that it does not go back when the store does.
"""

import errno
import struct
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from lastlook.ledger.disk import Disk, OpenFile, OwnDisk
from lastlook.ledger.errors import HeadFileError

_SLOT_BYTES = 4096
_NOTE_BYTES_MAX = 4056
_SLOT = struct.Struct(f">{_NOTE_BYTES_MAX}sQ")


class HeadFile(Protocol):
    """Keeps one checkpoint note."""

    def read(self) -> bytes | None:
        """The note that was written last; None where there is no file yet.

        Raises:
            HeadFileError: there is a file, but nothing whole in it.
        """

    def write(self, note: bytes) -> None:
        """Keep this note instead of the last one, durably.

        Raises:
            HeadFileError: it could not be written.
        """

    def written_at(self) -> int | None:
        """When the note was written last, ms UTC; None where nobody knows."""

    def close(self) -> None:
        """Let go of the file."""


class HeadInMemory:
    """A head file in memory: for tests, previews and stories."""

    def __init__(self) -> None:
        self._note: bytes | None = None

    def read(self) -> bytes | None:
        """The note that was written last."""
        return self._note

    def write(self, note: bytes) -> None:
        """Keep this note."""
        self._note = note

    def written_at(self) -> int | None:
        """Nobody knows."""
        return None

    def close(self) -> None:
        """Nothing to let go of."""


class HeadOnDisk:
    """A head file at a path of its own, on this machine's disk or another."""

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self._path = path
        self._disk = disk if disk is not None else OwnDisk()
        self._file: OpenFile | None = None
        self._counter = 0

    def read(self) -> bytes | None:
        """The note that was written last; None where there is no file yet."""
        try:
            content = self._disk.read(self._path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._failed("read", error) from None
        slots = (content[:_SLOT_BYTES], content[_SLOT_BYTES:])
        whole = [found for found in map(_read_slot, slots) if found]
        if not whole:
            raise HeadFileError(
                f"The head file {self._path} holds no whole checkpoint: it was damaged "
                "or is not a head file. Keep a copy of it as it is; then compare the "
                "store with the last checkpoint that a witness or an export has."
            )
        self._counter, note = max(whole)
        return note

    def write(self, note: bytes) -> None:
        """Keep this note instead of the last one, durably."""
        try:
            if self._file is None:
                self._file = self._open(note)
            counter = self._counter + 1
            slot = _make_slot(counter, note)
            _write_whole(self._file, counter % 2 * _SLOT_BYTES, slot)
            self._file.sync()
        except OSError as error:
            raise self._failed("written", error) from None
        self._counter = counter

    def written_at(self) -> int | None:
        """When the note was written last, as the disk remembers it, ms UTC."""
        try:
            return self._path.stat().st_mtime_ns // 1_000_000
        except OSError:
            return None

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            self._file.close()
            self._file = None

    def _open(self, note: bytes) -> OpenFile:
        """The file, open for writing; a new one appears with this note in it."""
        if self.read() is None:
            beside = self._path.with_name(self._path.name + ".new")
            file = self._disk.open(beside, new=True)
            try:
                _write_whole(file, 0, _make_slot(0, note) * 2)
                file.sync()
            finally:
                file.close()
            self._disk.rename(beside, self._path)
            self._disk.sync_directory(self._path.parent)
        return self._disk.open(self._path, new=False)

    def _failed(self, verb: str, error: OSError) -> HeadFileError:
        return HeadFileError(
            f"The head file {self._path} could not be {verb}: {error}. Mend the disk "
            "or its permissions, then start again."
        )


def _write_whole(file: OpenFile, offset: int, content: bytes) -> None:
    written = file.write_at(offset, content)
    if written != len(content):
        raise OSError(errno.EIO, f"only {written} bytes were written")


def _make_slot(counter: int, note: bytes) -> bytes:
    if len(note) > _NOTE_BYTES_MAX:
        raise HeadFileError(
            f"The checkpoint has {len(note)} bytes; a head file holds "
            f"{_NOTE_BYTES_MAX}. Give the log a shorter name."
        )
    content = _SLOT.pack(note, counter)
    return content + sha256(content).digest()


def _read_slot(slot: bytes) -> tuple[int, bytes] | None:
    """Counter and note of a slot; None where it was not written whole."""
    content = slot[: _SLOT.size]
    if len(slot) != _SLOT_BYTES or sha256(content).digest() != slot[_SLOT.size :]:
        return None
    note, counter = _SLOT.unpack(content)
    return counter, note.rstrip(b"\0")
