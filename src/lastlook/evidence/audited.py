"""An auditor's own note of an audit, so that the next one need not begin at entry 0.

1. A note says of how many entries of which log, with which root, everything was
   checked and holds, and by which version of the rules. None is made of less.
2. It is signed by the auditor's own key and taken by that key alone: nothing in it
   comes from whoever is audited.
3. Beside it lies what the audit came to: the state, the packs, every act id and the
   right edge of the tree. The note has its digest; another file is refused.
4. Whoever goes on from there finds of later entries what a whole audit finds: the
   edge proves that the tree continues, and nothing else of the past is asked after.

The note is a signed note (C2SP) whose text is

    lastlook/audit/v1
    <origin of the log>
    <number of entries>
    <root, base64>
    <version of the rules>
    <SHA-256 of the file beside it, hex>
"""

import base64
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from lastlook.core.state import State
from lastlook.desk.replay import Rulebook
from lastlook.desk.snapshot import SnapshotError, read_snapshot, snapshot_bytes
from lastlook.desk.unanswered import Unreadable
from lastlook.desk.wire import CORE
from lastlook.evidence.act_ids import SortedIds
from lastlook.ledger.checkpoint import Checkpoint, parse
from lastlook.ledger.durable import sync_directory
from lastlook.ledger.errors import InputError, MalformedError
from lastlook.ledger.merkle import Frontier
from lastlook.ledger.note import NOTE_BYTES_MAX, Signer, Verifier, sign, verify
from lastlook.policy.library import Library

TAG: Final = "lastlook/audit/v1"
ENDING: Final = ".state"  # of the file beside a note
_IDS: Final = 1 << 12  # act ids written at a time


class AuditNoteError(InputError):
    """An audit cannot be gone on with, or not be written down; says why."""


class Audited(Struct, frozen=True):
    """Where an earlier audit ended.

    Attributes:
        checkpoint: the tree that was checked; nobody's signature is claimed for it.
        frontier: the right edge of that tree.
        state: the state its entries make.
        rulebook: the packs that were learned.
        ids: the act ids, in order.
    """

    checkpoint: Checkpoint
    frontier: Frontier
    state: State
    rulebook: Rulebook
    ids: SortedIds


class CameTo(Struct, frozen=True):
    """What an audit of a whole ledger came to, to be written down.

    Attributes:
        checkpoint, frontier, state, rulebook: as in `Audited`.
        act_ids: every act id, in order.
    """

    checkpoint: Checkpoint
    frontier: Frontier
    state: State
    rulebook: Rulebook
    act_ids: Iterable[bytes]


class _Beside(Struct, frozen=True, forbid_unknown_fields=True):
    """The first line of the file beside a note; the act ids follow it."""

    edge: tuple[str | None, ...]
    packs: tuple[str, ...]
    snapshot: msgspec.Raw


def write_down(note: Path, auditor: Signer, came_to: CameTo) -> None:
    """Sign what an audit came to, into two new files: `note` and `note`.state.

    The audit must have found nothing, and left nothing out (1).

    Raises:
        AuditNoteError: a file is there already, or the state cannot be written.
    """
    checkpoint = came_to.checkpoint
    try:
        # The note comes last: it is there only once its file is whole.
        digest = _write(_beside(note), _pieces(came_to))
        lines = (
            TAG,
            checkpoint.origin,
            f"{checkpoint.size}",
            base64.b64encode(checkpoint.root).decode(),
            CORE,
            digest,
        )
        text = "".join(f"{line}\n" for line in lines)
        _write(note, [sign(text, [auditor])])
    except FileExistsError as error:
        raise AuditNoteError(
            f"There is a file at {error.filename} already; it was left as it is. "
            "Choose another name for the note."
        ) from None
    except SnapshotError as error:
        raise AuditNoteError(f"No note can be written: {error}") from error
    sync_directory(note.parent)


@contextmanager
def read_back(note: Path, auditor: Verifier) -> Iterator[Audited]:
    """Where the audit of this note ended, while its file is open.

    Raises:
        AuditNoteError: it is not this auditor's, or its file is another, or it was
            made by another version of the rules.
    """
    checkpoint, digest = _read_note(note, auditor)
    beside = _beside(note)
    try:
        with beside.open("rb") as file:
            # (3) the very file
            if _digest(file) != digest:
                raise AuditNoteError(
                    f"{beside} is not the file that {note} was signed with. Audit from "
                    "entry 0."
                )
            yield _audited(file, checkpoint)
    except FileNotFoundError:
        raise AuditNoteError(
            f"There is no file {beside}: a note is of no use without it. Put it back, "
            "or audit from entry 0."
        ) from None


def _read_note(path: Path, auditor: Verifier) -> tuple[Checkpoint, str]:
    try:
        with path.open("rb") as file:
            octets = file.read(NOTE_BYTES_MAX + 1)
        # (2) by the auditor's key
        text = verify(octets, [auditor]).text
        tag, origin, size, root, core, digest = text.removesuffix("\n").split("\n")
    except InputError as error:
        raise AuditNoteError(f"{path} is no note of this auditor's: {error}") from error
    except ValueError:
        raise AuditNoteError(f"{path} is no note of an audit.") from None
    if tag != TAG:
        raise AuditNoteError(f"{path} is no note of an audit.")
    if core != CORE:
        raise AuditNoteError(
            f"{path} was made by {core}, and this program goes by {CORE}. Audit from "
            "entry 0."
        )
    try:
        return parse(f"{origin}\n{size}\n{root}\n"), digest
    except MalformedError as error:
        raise AuditNoteError(f"{path} is no note of an audit: {error}") from error


def _audited(file: BufferedReader, checkpoint: Checkpoint) -> Audited:
    file.seek(0)
    try:
        line = file.readline()
        beside = msgspec.json.decode(line, type=_Beside)
        rulebook = Rulebook(Library())
        rulebook.learn_texts(beside.packs)
        state = read_snapshot(bytes(beside.snapshot), rulebook)
        edge = [None if each is None else bytes.fromhex(each) for each in beside.edge]
        frontier = Frontier.of_edge(checkpoint.size, edge)
    except (msgspec.MsgspecError, ValueError, InputError, Unreadable) as error:
        raise AuditNoteError(
            f"{file.name} cannot be gone on from: {error} Audit from entry 0."
        ) from error
    # (4) the edge is that tree's
    if frontier.root() != checkpoint.root or state.n != checkpoint.size:
        raise AuditNoteError(f"{file.name} does not fit its note. Audit from entry 0.")
    ids = SortedIds(file.fileno(), len(line), checkpoint.size)
    return Audited(checkpoint, frontier, state, rulebook, ids)


def _pieces(came_to: CameTo) -> Iterator[bytes]:
    snapshot = snapshot_bytes(came_to.state, came_to.rulebook)
    edge = tuple(each.hex() if each else None for each in came_to.frontier.edge)
    packs = came_to.rulebook.known
    yield msgspec.json.encode(_Beside(edge, packs, msgspec.Raw(snapshot))) + b"\n"
    ids = iter(came_to.act_ids)
    while some := b"".join(islice(ids, _IDS)):
        yield some


def _write(path: Path, pieces: Iterable[bytes]) -> str:
    """Write a new file that stays; answers its digest."""
    hashed = sha256()
    with path.open("xb") as file:
        for piece in pieces:
            hashed.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return hashed.hexdigest()


def _digest(file: BufferedReader) -> str:
    return file_digest(file, "sha256").hexdigest()


def _beside(note: Path) -> Path:
    return note.with_name(note.name + ENDING)
