"""Whether any act id stands in a ledger twice: exactly, however many there are.

1. Every id that stood there before is found, wherever it stood.
2. Memory holds `RUN` ids, and `READ` of each run before, and no more: a full run is
   sorted and written to a file that has no name and goes with this.
3. What an earlier audit wrote down, sorted, stands before all that is added.
"""

import os
import struct
from collections.abc import Iterator
from heapq import merge
from tempfile import TemporaryFile
from typing import IO, Final

from msgspec import Struct

from lastlook.ledger.entry import ACT_ID_BYTES

RUN: Final = 1 << 13  # ids sorted in memory: about 0.6 MB
READ: Final = 1 << 6  # ids of each run in memory while all are merged: 2 KB
_PLACE: Final = struct.Struct(">Q")
_RECORD_BYTES: Final = ACT_ID_BYTES + _PLACE.size
_EARLIER: Final = bytes(_PLACE.size)  # a place no later than any other


class SortedIds(Struct, frozen=True):
    """Ids in order in an open file: `count` of them from byte `at` on."""

    file: int
    at: int
    count: int

    def __iter__(self) -> Iterator[bytes]:
        """Each, with the place that is before every entry."""
        for act_id in _pieces(self.file, self.at, self.count, ACT_ID_BYTES):
            yield act_id + _EARLIER


class ActIds:
    """Act ids with the entries they stand in."""

    def __init__(self, earlier: SortedIds | None = None) -> None:
        self._earlier = earlier
        self._run: list[bytes] = []
        self._spilled: IO[bytes] | None = None
        self._runs = 0

    def add(self, act_id: bytes, place: int) -> None:
        """Note where an id stands; places go up."""
        self._run.append(act_id + _PLACE.pack(place))
        # (2) a full run goes to the disk
        if len(self._run) == RUN:
            self._spill()

    def twice(self) -> Iterator[tuple[bytes, int]]:
        """Each id that stood there before, and the entry it stands in again."""
        before = b""
        for record in self._in_order():
            act_id = record[:ACT_ID_BYTES]
            if act_id == before:
                yield act_id, _PLACE.unpack_from(record, ACT_ID_BYTES)[0]
            before = act_id

    def sorted(self) -> Iterator[bytes]:
        """Every id in order, for a later audit."""
        for record in self._in_order():
            yield record[:ACT_ID_BYTES]

    def close(self) -> None:
        """Let the runs go."""
        if self._spilled is not None:
            self._spilled.close()

    def _in_order(self) -> Iterator[bytes]:
        runs: list[Iterator[bytes]] = [iter(sorted(self._run))]
        if self._spilled is not None:
            file, length = self._spilled.fileno(), RUN * _RECORD_BYTES
            runs += [
                _pieces(file, run * length, RUN, _RECORD_BYTES)
                for run in range(self._runs)
            ]
        # (3) what was there before
        if self._earlier is not None:
            runs.append(iter(self._earlier))
        return merge(*runs)

    def _spill(self) -> None:
        if self._spilled is None:
            self._spilled = TemporaryFile(prefix="lastlook-ids-")  # noqa: SIM115  # closed in `close`
        self._spilled.write(b"".join(sorted(self._run)))
        self._spilled.flush()
        self._runs += 1
        self._run.clear()


def _pieces(file: int, at: int, count: int, length: int) -> Iterator[bytes]:
    """`count` pieces of `length` bytes each, from byte `at` of an open file on."""
    stop = at + count * length
    while at < stop:
        page = os.pread(file, min(READ * length, stop - at), at)
        if not page or len(page) % length:
            raise OSError(f"The file of act ids ends at byte {at + len(page)}.")
        at += len(page)
        for start in range(0, len(page), length):
            yield page[start : start + length]
