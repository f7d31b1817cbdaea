"""Checkpoints: a tree's size and root, signed (C2SP tlog-checkpoint).

1. A checkpoint is taken only in its one correct form: no leading zero, exact base64,
   a root of 32 bytes, no empty line.
2. A read checkpoint was signed by the key that was asked for, and is of that key's
   log: its origin is the key's name.
"""

import base64
import re

from msgspec import Struct

from lastlook.ledger.errors import MalformedError
from lastlook.ledger.merkle import HASH_BYTES
from lastlook.ledger.note import Signer, Verifier, from_base64, sign, verify

# As much as any store's integers hold; also bounds the digits that are converted.
_SIZE_MAX = 2**63 - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_LINES_MIN = 3


class Checkpoint(Struct, frozen=True):
    """A tree's head.

    Attributes:
        origin: which log; equal to the name of the key that signs it.
        size: number of leaves.
        root: the root over them, 32 bytes.
        extensions: further lines, opaque, not to be relied upon.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()


def render(checkpoint: Checkpoint) -> str:
    """The checkpoint as a note's text (tlog-checkpoint, "Note text")."""
    root = base64.b64encode(checkpoint.root).decode()
    lines = (checkpoint.origin, str(checkpoint.size), root, *checkpoint.extensions)
    return "".join(f"{line}\n" for line in lines)


def parse(text: str) -> Checkpoint:
    """The checkpoint in a note's text; the inverse of `render`.

    Raises:
        MalformedError: the text is not a checkpoint; says why.
    """
    if not text.endswith("\n"):
        raise MalformedError("A checkpoint ends in a newline.")
    lines = text[:-1].split("\n")
    if len(lines) < _LINES_MIN or not all(lines):
        raise MalformedError("A checkpoint has three lines or more, none empty.")
    origin, size, root, *extensions = lines
    if not _SIZE.fullmatch(size) or int(size) > _SIZE_MAX:
        raise MalformedError(f"{size[:40]!r} is not a tree size.")
    hashed = from_base64(root)
    if len(hashed) != HASH_BYTES:
        raise MalformedError(f"The root has {len(hashed)} bytes, not 32.")
    return Checkpoint(origin, int(size), hashed, tuple(extensions))


def sign_checkpoint(checkpoint: Checkpoint, *signers: Signer) -> bytes:
    """The checkpoint as a note signed by its log, by each of its keys."""
    return sign(render(checkpoint), signers)


def read_checkpoint(note: bytes, log: Verifier, *former: Verifier) -> Checkpoint:
    """The checkpoint in a note that this log's key signed, or a former one of its.

    Raises:
        MalformedError: not a note, not a checkpoint, or another log's.
        SignatureError: not signed by any of them, or wrongly.
    """
    checkpoint = parse(verify(note, [log, *former]).text)
    if checkpoint.origin != log.name:
        raise MalformedError(
            f"The checkpoint is of {checkpoint.origin}, not {log.name}."
        )
    return checkpoint
