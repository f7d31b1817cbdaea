"""Zips in one form: the same files give the same bytes, and no byte is free.

1. A zip is written without compression, times, comments or extras, its files in the
   order of their names: no library's version shows in it.
2. A zip is read only in that form. What is read is what every other program reads: no
   file is there twice, and nothing stands between, before or behind them.
3. The zip is checked whole when it is opened; then files are read one by one, so that
   memory holds one of them at a time.

Files of 4 GiB and more, and more than 65,535 of them, have no place in it.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

FILES_MAX: Final = 65_535
BYTES_MAX: Final = 2**32 - 1
CHUNK: Final = 1 << 20  # bytes that are checked at a time

_LOCAL: Final = b"PK\x03\x04"
_CENTRAL: Final = b"PK\x01\x02"
_END: Final = b"PK\x05\x06"
# version, no bits, stored, 00:00 on 1980-01-01; CRC, size twice, length of the name, 0
_FRONT: Final = struct.Struct("<5H3L2H")
_STORED: Final = (20, 0, 0, 0, 0x21)
_MADE_BY: Final = struct.pack("<H", 3 << 8 | 20)  # Unix, version 2.0
# no comment, first disk, no attributes; a file that all may read; where it begins
_REST: Final = struct.Struct("<3HLL")
_MODE: Final = 0o100644 << 16
_LAST: Final = struct.Struct("<4s4H2LH")
_FRONT_BYTES: Final = len(_LOCAL) + _FRONT.size


class ArchiveError(Exception):
    """The zip is not of the one form, or cannot be written in it; says why."""


class _Member(Struct, frozen=True):
    """Where a file's bytes are in the zip."""

    start: int
    size: int
    crc: int


def write_archive(into: BinaryIO, files: Iterable[tuple[str, bytes]]) -> None:
    """Write these files, in the order of their names, as a zip.

    Raises:
        ArchiveError: a name is out of order or not ASCII, or it is too much for a zip.
    """
    directory: list[bytes] = []
    before, at = "", 0
    for name, content in files:
        if name <= before or not name.isascii():
            raise ArchiveError(f"{name!r} is out of order, or not ASCII.")
        before = name
        if len(directory) == FILES_MAX or at + len(content) > BYTES_MAX:
            raise ArchiveError(
                f"More than {FILES_MAX} files or {BYTES_MAX} bytes are too much for a "
                "zip. Export a tiles folder instead."
            )
        front = _front(name, len(content), zlib.crc32(content))
        into.write(_LOCAL + front + name.encode())
        into.write(content)
        directory.append(_central(name, front, at))
        at += _FRONT_BYTES + len(name) + len(content)
    into.write(_close(directory, at))


class Archive(Mapping[str, bytes]):
    """A zip in the one form, its files by name. Use it with `closing`."""

    def __init__(self, path: Path) -> None:
        """Open and check the zip at `path`.

        Raises:
            ArchiveError: it is not of the one form; says where.
            OSError: it cannot be read.
        """
        self._file = path.open("rb")
        try:
            self._members = _checked(self._file)
        except BaseException:
            self._file.close()
            raise

    def __getitem__(self, name: str) -> bytes:
        member = self._members[name]
        self._file.seek(member.start)
        content = self._file.read(member.size)
        if zlib.crc32(content) != member.crc:
            raise ArchiveError(f"The zip was changed while it was read, at {name}.")
        return content

    @property
    def sizes(self) -> dict[str, int]:
        """How many bytes each file has."""
        return {name: member.size for name, member in self._members.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _checked(file: BinaryIO) -> dict[str, _Member]:
    members: dict[str, _Member] = {}
    directory: list[bytes] = []
    before, at = "", 0
    while (front := file.read(_FRONT_BYTES)).startswith(_LOCAL):
        if len(front) < _FRONT_BYTES:
            raise ArchiveError(f"The zip ends at byte {at + len(front)}, in a file.")
        *_, size, length, _ = _FRONT.unpack_from(front, len(_LOCAL))
        octets = file.read(length)
        name = octets.decode("ascii", "replace")
        start = at + _FRONT_BYTES + length
        crc = _crc(file, size)
        if name <= before:
            raise ArchiveError(f"{name!r} is out of order in the zip, or there twice.")
        before = name
        packed = _front(name, size, crc)
        if front != _LOCAL + packed or octets != name.encode("ascii", "replace"):
            raise ArchiveError(f"{name!r} is broken, or not as bundles are written.")
        members[name] = _Member(start, size, crc)
        directory.append(_central(name, packed, at))
        at = start + size
    if front + file.read() != _close(directory, at):
        raise ArchiveError("The zip is cut off, or not in the form bundles have.")
    return members


def _crc(file: BinaryIO, size: int) -> int:
    crc, left = 0, size
    while left and (chunk := file.read(min(left, CHUNK))):
        crc = zlib.crc32(chunk, crc)
        left -= len(chunk)
    return crc


def _front(name: str, size: int, crc: int) -> bytes:
    return _FRONT.pack(*_STORED, crc, size, size, len(name), 0)


def _central(name: str, front: bytes, at: int) -> bytes:
    rest = _REST.pack(0, 0, 0, _MODE, at)
    return b"".join((_CENTRAL, _MADE_BY, front, rest, name.encode()))


def _close(directory: list[bytes], at: int) -> bytes:
    octets = b"".join(directory)
    count = len(directory)
    return octets + _LAST.pack(_END, 0, 0, count, count, len(octets), at, 0)
