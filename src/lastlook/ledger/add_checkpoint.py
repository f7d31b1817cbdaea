"""The body of an `add-checkpoint` request, read and written.

C2SP tlog-witness defines it, and tlog-mirror has the same.

1. A body is taken only in its one form: exact numbers and base64, at most 63 hashes.
2. Nothing in it is believed yet: what the checkpoint says is read, not checked.
"""

import re
from typing import Final

from msgspec import Struct

from lastlook.ledger.checkpoint import Checkpoint, parse
from lastlook.ledger.errors import MalformedError
from lastlook.ledger.merkle import HASH_BYTES
from lastlook.ledger.note import from_base64, to_base64
from lastlook.ledger.note import parse as parse_note

ADD_CHECKPOINT: Final = "add-checkpoint"
SIZE_TYPE: Final = "text/x.tlog.size"  # what a 409 answers with
HASHES_MAX: Final = 63
# 63 hashes, and a checkpoint with 16 signatures of 5 kB each, and half as much again.
BODY_BYTES_MAX: Final = 131_072

_SIZE: Final = re.compile(rb"0|[1-9][0-9]{0,18}")
_SIZE_MAX: Final = 2**63 - 1


class AddCheckpoint(Struct, frozen=True):
    """A newer checkpoint, and the proof that it continues the one of `old` entries.

    Attributes:
        old: the size from which the proof leads.
        proof: RFC 6962 consistency proof from `old` to the checkpoint, 32 bytes each.
        note: the checkpoint as a signed note.
    """

    old: int
    proof: tuple[bytes, ...]
    note: bytes

    @property
    def checkpoint(self) -> Checkpoint:
        """What the note says, whoever signed it; MalformedError where it is none."""
        return parse(parse_note(self.note).text)


def write_add_checkpoint(asked: AddCheckpoint) -> bytes:
    """The body of a request; the inverse of `read_add_checkpoint`."""
    lines = "".join(f"{to_base64(hashed)}\n" for hashed in asked.proof)
    return f"old {asked.old}\n{lines}\n".encode() + asked.note


def read_add_checkpoint(body: bytes) -> AddCheckpoint:
    """What this body brings; its note is not looked into.

    Raises:
        MalformedError: it is no request; says why.
    """
    head, parted, note = body.partition(b"\n\n")
    if not parted:
        raise MalformedError("There is no empty line before the checkpoint.")
    first, *lines = head.split(b"\n")
    if not first.startswith(b"old "):
        raise MalformedError("The first line is not `old` and a size.")
    if len(lines) > HASHES_MAX:
        raise MalformedError(f"A proof has at most {HASHES_MAX} hashes.")
    old = read_size(first.removeprefix(b"old "))
    return AddCheckpoint(old, tuple(map(_hash, lines)), note)


def read_size(digits: bytes) -> int:
    """A tree's size: decimal, no leading zero, at most 2^63 - 1.

    Raises:
        MalformedError: it is none.
    """
    if not _SIZE.fullmatch(digits) or int(digits) > _SIZE_MAX:
        raise MalformedError(f"{digits[:40]!r} is not a tree size.")
    return int(digits)


def _hash(line: bytes) -> bytes:
    hashed = from_base64(line.decode("latin-1"))
    if len(hashed) != HASH_BYTES:
        raise MalformedError(f"A hash in the proof has {len(hashed)} bytes, not 32.")
    return hashed
