"""How a head file is laid out: two slots, a mark, two records.

1. What was written whole is read back; what was torn counts as not written.
2. Nothing is written over the newest that is whole: slots and records are written in
   turn, each kind by itself, under one counter that only grows.

    at      0  slot: the checkpoint note, then zeros
    at   4056  counter, 64-bit big-endian; the highest in the file is the newest
    at   4064  SHA-256 of the 4,064 bytes before
    at   4096  the other slot
    at   8192  mark: counter up to which records are settled, 64-bit
    at   8200  SHA-256 of the 8 bytes before
    at  12288  record: SHA-256 of what follows, up to the leaves
    at  12320  counter, 64-bit; lengths of both notes and number of leaves, 16-bit each
    at  12334  the note with the batch, the note without it
               the leaves' lengths, 16-bit each, then the leaves
    at 536576  the other record

A slot is written by itself, with one flush of constant size. A record's leaves are not
hashed here: they are those of the tree that its note signs, or of no use. A file in
which nothing was ever prepared is its two slots.
"""

import struct
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from msgspec import Struct

from lastlook.ledger.errors import HeadFileError

SLOT_BYTES: Final = 4096
MARK_AT: Final = 2 * SLOT_BYTES
RECORDS_AT: Final = 3 * SLOT_BYTES
RECORD_BYTES_MAX: Final = 1 << 19
_NOTE_BYTES_MAX: Final = 4056
_SLOT: Final = struct.Struct(f">{_NOTE_BYTES_MAX}sQ")
_MARK: Final = struct.Struct(">Q")
_RECORD: Final = struct.Struct(">QHHH")
_HASH_BYTES: Final = 32


class Pending(Struct, frozen=True):
    """A batch that was signed, and whose commit may be over or not.

    Attributes:
        note: the checkpoint with it.
        before: the checkpoint without it, whose commit is over.
        leaves: its entries' bytes, in order; none where they were torn.
    """

    note: bytes
    before: bytes
    leaves: Sequence[bytes]


class Found(Struct, frozen=True):
    """The newest in a head file.

    Attributes:
        counter: its number.
        note: the newest checkpoint whose commit is over.
        pending: a later one, of which that is not known.
    """

    counter: int
    note: bytes
    pending: Pending | None = None


def slot_at(counter: int) -> int:
    """Where the slot with this counter is."""
    return counter % 2 * SLOT_BYTES


def record_at(counter: int) -> int:
    """Where the record with this counter is."""
    return RECORDS_AT + counter % 2 * RECORD_BYTES_MAX


def make_slot(counter: int, note: bytes) -> bytes:
    """A slot, 4,096 bytes.

    Raises:
        HeadFileError: the note is too long for one.
    """
    _check_fits(note)
    content = _SLOT.pack(note, counter)
    return content + sha256(content).digest()


def make_mark(counter: int) -> bytes:
    """The mark that records up to this counter are settled."""
    content = _MARK.pack(counter)
    return content + sha256(content).digest()


def make_record(counter: int, pending: Pending) -> bytes | None:
    """A record; None where its batch is too long for one.

    Raises:
        HeadFileError: the note is too long for the slot that it may come into.
    """
    _check_fits(pending.note)
    note, before, leaves = pending.note, pending.before, pending.leaves
    lengths = list(map(len, leaves))
    front = b"".join(
        (
            _RECORD.pack(counter, len(note), len(before), len(leaves)),
            note,
            before,
            struct.pack(f">{len(lengths)}H", *lengths),
        )
    )
    if _HASH_BYTES + len(front) + sum(lengths) > RECORD_BYTES_MAX:
        return None
    return b"".join((sha256(front).digest(), front, *leaves))


def _check_fits(note: bytes) -> None:
    if len(note) > _NOTE_BYTES_MAX:
        raise HeadFileError(
            f"The checkpoint has {len(note)} bytes; a head file holds "
            f"{_NOTE_BYTES_MAX}. Give the log a shorter name."
        )


def newest(content: bytes) -> Found | None:
    """The newest that is whole in a file; None where nothing is."""
    slots = (content[at : at + SLOT_BYTES] for at in map(slot_at, (0, 1)))
    records = (content[at : at + RECORD_BYTES_MAX] for at in map(record_at, (0, 1)))
    whole = [
        *filter(None, map(_read_slot, slots)),
        *filter(None, map(_read_record, records)),
    ]
    if not whole:
        return None
    found = max(whole, key=lambda found: found.counter)
    if found.pending is not None and found.counter <= _read_mark(content):
        return Found(found.counter, found.pending.note)
    return found


def _read_slot(slot: bytes) -> Found | None:
    content = slot[: _SLOT.size]
    if len(slot) != SLOT_BYTES or sha256(content).digest() != slot[_SLOT.size :]:
        return None
    note, counter = _SLOT.unpack(content)
    return Found(counter, note.rstrip(b"\0"))


def _read_mark(content: bytes) -> int:
    """The counter in the mark; 0 where there is none."""
    marked = content[MARK_AT : MARK_AT + _MARK.size]
    stop = MARK_AT + _MARK.size + _HASH_BYTES
    if sha256(marked).digest() != content[MARK_AT + _MARK.size : stop]:
        return 0
    (counter,) = _MARK.unpack(marked)
    return int(counter)


def _read_record(record: bytes) -> Found | None:
    if len(record) < _HASH_BYTES + _RECORD.size:
        return None
    front_at = _HASH_BYTES
    counter, *sizes, count = _RECORD.unpack_from(record, front_at)
    note_at = front_at + _RECORD.size
    before_at, lengths_at = note_at + sizes[0], note_at + sum(sizes)
    leaves_at = lengths_at + 2 * count
    if sha256(record[front_at:leaves_at]).digest() != record[:front_at]:
        return None
    lengths = struct.unpack_from(f">{count}H", record, lengths_at)
    before = record[before_at:lengths_at]
    pending = Pending(
        record[note_at:before_at], before, _leaves(record[leaves_at:], lengths)
    )
    return Found(counter, before, pending)


def _leaves(joined: bytes, lengths: Sequence[int]) -> tuple[bytes, ...]:
    """The leaves of these lengths; none where there is less than that."""
    if len(joined) < sum(lengths):
        return ()
    leaves, at = [], 0
    for length in lengths:
        leaves.append(joined[at : at + length])
        at += length
    return tuple(leaves)
