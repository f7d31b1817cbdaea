"""The evidence for one entry, in one text file (C2SP tlog-proof).

1. A proof is taken only in its one correct form; what `write_proof` makes,
   `read_proof` gives back, the checkpoint byte for byte.
2. `check_proof` believes nothing before the checkpoint is signed as the caller asks,
   and then shows that the tree it signs has this leaf at this number.
3. Extra bytes are carried and not vouched for: only the leaf is.

The file's name ends in `.tlog-proof`.
"""

import base64
import re
from collections.abc import Callable
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.checkpoint import parse as parse_text
from lastlook.ledger.errors import MalformedError
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import HASH_BYTES, verify_inclusion
from lastlook.ledger.note import NOTE_BYTES_MAX, from_base64, parse

FIRST_LINE: Final = "c2sp.org/tlog-proof@v1"
ENDING: Final = ".tlog-proof"
HASHES_MAX: Final = 63  # a tree of 2^63 leaves is no higher
EXTRA_BYTES_MAX: Final = 100_000  # a whole entry, and some
PROOF_BYTES_MAX: Final = NOTE_BYTES_MAX + 2 * EXTRA_BYTES_MAX

_INDEX: Final = re.compile(r"index (0|[1-9][0-9]{0,18})", re.ASCII)
_EXTRA: Final = "extra "

CheckNote: TypeAlias = Callable[[bytes], Checkpoint]
"""Gives the checkpoint in a note that is signed well enough, or raises."""


class TlogProof(Struct, frozen=True):
    """That an entry is in a log.

    Attributes:
        extra: what the log's user put in beside, not vouched for; None where nothing.
        index: the entry's number, from 0.
        hashes: the siblings on the way to the root, 32 bytes each, lowest first.
        checkpoint: the log's signed note, with whatever cosignatures it has.
    """

    extra: bytes | None
    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes


def make_proof(log: Log, n: int, extra: bytes | None = None) -> TlogProof:
    """The proof that entry `n` is in the log as it is now.

    Raises:
        OutOfRangeError: the log has no such entry.
    """
    note = log.checkpoint
    size = parse_text(parse(note).text).size  # the log may grow meanwhile
    return TlogProof(extra, n, tuple(log.inclusion(n, size)), note)


def write_proof(proof: TlogProof) -> bytes:
    """The proof as a file.

    Raises:
        MalformedError: it cannot be one.
    """
    lines = [FIRST_LINE]
    if proof.extra is not None:
        lines.append(_EXTRA + base64.b64encode(proof.extra).decode())
    lines.append(f"index {proof.index}")
    lines += (base64.b64encode(hashed).decode() for hashed in proof.hashes)
    written = "\n".join([*lines, "", ""]).encode() + proof.checkpoint
    if read_proof(written) != proof:
        raise MalformedError("The proof has a number or an extra that cannot be said.")
    return written


def read_proof(octets: bytes) -> TlogProof:
    """The proof in a file, nothing of it checked or to be believed yet.

    Raises:
        MalformedError: it is none; says why.
    """
    if len(octets) > PROOF_BYTES_MAX:
        raise MalformedError(f"A proof has at most {PROOF_BYTES_MAX} bytes.")
    front, parted, checkpoint = octets.partition(b"\n\n")
    if not parted:
        raise MalformedError("The proof has no empty line before its checkpoint.")
    try:
        first, *lines = front.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise MalformedError(f"The proof's lines are not ASCII: {error}.") from None
    if first != FIRST_LINE:
        raise MalformedError(f"The proof's first line is not {FIRST_LINE}.")
    parse(checkpoint)  # a note, whoever signed it
    extra = _extra(lines.pop(0)) if lines and lines[0].startswith(_EXTRA) else None
    index = _INDEX.fullmatch(lines.pop(0)) if lines else None
    if index is None or int(index[1]) >= 2**63:
        raise MalformedError("The proof does not say `index` and a number.")
    return TlogProof(extra, int(index[1]), _hashes(lines), checkpoint)


def check_proof(proof: TlogProof, leaf_hash: bytes, check: CheckNote) -> Checkpoint:
    """Check that the leaf with this hash is entry `proof.index` of the log.

    Args:
        proof: what somebody brought.
        leaf_hash: of the entry that is to be shown, 32 bytes (`merkle.leaf_hash`).
        check: whose signatures it takes: `read_checkpoint` with the log's key, or a
            policy's.

    Returns:
        The checkpoint of a tree that has it.

    Raises:
        MalformedError, SignatureError: the checkpoint is not signed as asked.
        ProofError: the tree has not this leaf there.
    """
    signed = check(proof.checkpoint)
    verify_inclusion(leaf_hash, proof.index, signed.size, proof.hashes, signed.root)
    return signed


def _extra(line: str) -> bytes:
    extra = from_base64(line.removeprefix(_EXTRA))
    if len(extra) > EXTRA_BYTES_MAX:
        raise MalformedError(f"The extra has more than {EXTRA_BYTES_MAX} bytes.")
    return extra


def _hashes(lines: list[str]) -> tuple[bytes, ...]:
    if len(lines) > HASHES_MAX:
        raise MalformedError(f"The proof has more than {HASHES_MAX} hashes.")
    hashes = tuple(from_base64(line) for line in lines)
    for hashed in hashes:
        if len(hashed) != HASH_BYTES:
            raise MalformedError(
                f"A hash in the proof has {len(hashed)} bytes, not 32."
            )
    return hashes
