"""A ledger checked from its bytes alone, by whoever does not trust its keeper.

The procedure, step by step; the code carries the same numbers:

1. The checkpoint is signed by the key that the caller trusts for this log, and by
   as many witnesses as the caller's policy asks for. Keys come from the caller and
   never from what is checked.
2. The tree over the entries' bytes has the size and root that the checkpoint names.
3. Every older checkpoint the caller holds is signed by that key too, and its tree is
   the beginning of this one: nothing was rewritten since.
4. Every act was signed by the key the entry names, alone or with others under one
   signature, and that key was enrolled at that moment, or is the one the act brings.
5. Entries are numbered from 0 without gaps, their times never go back, no act id
   stands there twice, and each is the id the act itself says.
6. Every pack can be read; each entry names the packs then in force and a version of
   the rules that this verifier knows: it decides as each of them did.
7. Every act, decided again on the state before it, gives the recorded decision, byte
   for byte.
8. Every round is in exactly one place after every act that moved any, and whatever
   else must hold of a state holds at the end.
9. The manifest that came with the entries says what they themselves say is there and
   is missing.

What is not checked is said, with why, and never counts as holding. Not checked at all:
what no ledger holds, such as a PIN typed on another's phone.
"""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from lastlook.desk.replay import Rulebook
from lastlook.evidence.act_ids import ActIds
from lastlook.evidence.findings import Checked, Finding, Findings, Report
from lastlook.evidence.record import Record
from lastlook.evidence.signatures import Signatures
from lastlook.evidence.tree import Tree
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.errors import InputError
from lastlook.ledger.note import Verifier
from lastlook.policy.library import Library

__all__ = ["Checked", "Finding", "Findings", "Trusted", "verify"]

PAGE: Final = 512  # entries that are looked at together


class Trusted(Struct, frozen=True):
    """What the caller brings: the log's key, and older checkpoints of theirs."""

    key: Verifier
    older: tuple[bytes, ...] = ()


def verify(
    leaves: Iterable[bytes],
    checkpoint: bytes,
    trusted: Trusted,
    progress: Callable[[int], None] | None = None,
) -> Findings:
    """Check a ledger; `leaves` are its entries as the bytes that are hashed."""
    report = Report()
    # (1) the checkpoint, (3) older ones
    signed = _signed(report, 1, checkpoint, trusted.key)
    older = [_signed(report, 3, note, trusted.key) for note in trusted.older]
    tree = Tree(report, [one for one in older if one is not None])
    ids = ActIds()
    record = Record(report, Rulebook(Library()), ids)
    signatures = Signatures(report)
    try:
        _read(leaves, (tree, signatures, record), progress)
        signatures.close()
        tree.compare(signed)
        record.close()
    finally:
        signatures.stop()
        ids.close()
    return replace(report.findings(signed), state=record.digest())


def _read(
    leaves: Iterable[bytes],
    checks: tuple[Tree, Signatures, Record],
    progress: Callable[[int], None] | None,
) -> None:
    tree, signatures, record = checks
    pages = iter(leaves)
    while page := list(islice(pages, PAGE)):
        # (4) the signatures, beside the rest
        signatures.check(tree.frontier.size, page)
        # (2) the tree
        tree.grow(page)
        # (4) to (8), entry by entry
        for leaf in page:
            record.read(leaf)
        if progress is not None:
            progress(record.state.n)


def _signed(report: Report, step: int, note: bytes, key: Verifier) -> Checkpoint | None:
    report.counts[step] += 1
    try:
        return read_checkpoint(note, key)
    except InputError as error:
        report.add(step, str(error))
        return None
