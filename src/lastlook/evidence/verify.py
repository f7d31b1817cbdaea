"""A ledger checked from its bytes alone, by whoever does not trust its keeper.

The procedure, step by step; the code carries the same numbers:

1. The checkpoint is signed by the key that the caller trusts for this log, and by
   as many witnesses as the caller's policy asks for. Keys come from the caller and
   never from what is checked, but for one that a trusted key itself named after it.
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

An audit that goes on from an earlier one by the same auditor takes steps 2 and 4 to 8
of the entries before as done then; see `audited`.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, Self

from msgspec.structs import replace

from lastlook.core.state import State
from lastlook.desk.replay import Rulebook
from lastlook.evidence.act_ids import ActIds
from lastlook.evidence.audited import AuditNoteError, CameTo
from lastlook.evidence.complete import Along, Complete
from lastlook.evidence.findings import Checked, Finding, Findings, Report
from lastlook.evidence.keys import Keys
from lastlook.evidence.record import Record
from lastlook.evidence.signatures import Signatures
from lastlook.evidence.tree import Tree
from lastlook.evidence.trust import Trusted, believed, claimed, stated_in
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.errors import InputError
from lastlook.ledger.merkle import Frontier, leaf_hash
from lastlook.policy.library import Library

__all__ = [
    "Along",
    "Checked",
    "Finding",
    "Findings",
    "Trusted",
    "Verification",
    "verify",
]

PAGE: Final = 512  # entries that are looked at together


def verify(
    leaves: Iterable[bytes],
    checkpoint: bytes,
    trusted: Trusted,
    progress: Callable[[int], None] | None = None,
) -> Findings:
    """Check a ledger; `leaves` are its entries as the bytes that are hashed."""
    with Verification(trusted) as verification:
        return verification.check(leaves, checkpoint, progress)


class Verification:
    """One run of the nine steps; use it once, in a `with` statement.

    Attributes:
        begin: the first entry whose leaf is asked for; those before were audited, and
            nothing that came along has to be compared with them.
    """

    def __init__(self, trusted: Trusted, along: Along | None = None) -> None:
        """`along` came with the entries, to be compared with them."""
        self._report = report = Report()
        self._trusted, audited = trusted, trusted.audited
        self._rulebook = audited.rulebook if audited else Rulebook(Library())
        along = along or Along()
        if along.unread:
            report.remark(3, along.unread)
        self._complete = Complete(report, along) if along.manifest is not None else None
        # (3) older ones, an earlier audit among them
        self._keys = Keys(report, trusted)
        self._unsigned: list[tuple[bytes, Checkpoint]] = []
        self._roots = {0: Frontier().root()}  # where an older one is looked at later
        older = [*self._older()]
        self._audited = audited.checkpoint.size if audited else 0
        kept = (*older, *(one for _, one in self._unsigned))
        early = any(one.size < self._audited for one in kept)
        whole = early or self._complete is not None or along.tile is not None
        self.begin = 0 if whole else self._audited
        if audited is not None:
            older.append(audited.checkpoint)
            self._keys.go_on(audited.state, audited.checkpoint.origin)
        edge = audited.frontier if audited and self.begin else Frontier()
        self._tree = Tree(report, older, edge.copy(), along.tile)
        self._ids = ActIds(audited.ids if audited else None)
        self._signatures = Signatures(report)
        state = audited.state if audited else State()
        self._record = Record(report, self._rulebook, self._ids, state, self._complete)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._signatures.stop()
        self._ids.close()

    def check(
        self,
        leaves: Iterable[bytes],
        checkpoint: bytes,
        progress: Callable[[int], None] | None = None,
    ) -> Findings:
        """Check the leaves from entry `begin` on, of which `checkpoint` is the head.

        Raises:
            AuditNoteError: the earlier audit was of another log.
        """
        stated = stated_in(checkpoint)
        self._same_log(stated)
        pages = iter(leaves)
        while page := list(islice(pages, PAGE)):
            self._look(page)
            if progress is not None:
                progress(self._tree.frontier.size)
        self._signatures.wait()
        self._tree.close()
        # (1) the checkpoint, by the key that was in force
        trusted = self._keys.followed(stated.size if stated is not None else 0)
        signed = believed(self._report, checkpoint, trusted)
        self._ended(signed)
        self._keys.close(self._record.state.desk_keys)
        self._record.close()
        found = self._report.findings(signed if self._trusted.anybody else None)
        return replace(found, state=self._record.digest(), audited=self._audited)

    def came_to(self, found: Findings) -> CameTo:
        """What this audit came to, for a note.

        Raises:
            AuditNoteError: not everything holds (`found` is what `check` gave).
        """
        if found.checkpoint is None or not found.holds:
            raise AuditNoteError(
                "No note is written of an audit in which not everything was checked "
                "and holds."
            )
        return CameTo(
            found.checkpoint,
            self._tree.frontier,
            self._record.state,
            self._rulebook,
            self._ids.sorted(),
        )

    def _look(self, page: list[bytes]) -> None:
        at = self._tree.frontier.size
        before = page[: max(0, self._audited - at)]
        rest = page[len(before) :]
        edge = self._tree.frontier.copy()
        # (4) the signatures, beside the rest
        self._signatures.check(at + len(before), rest)
        # (2) the tree
        self._tree.grow(page)
        if self._complete is not None:
            for leaf in before:
                self._complete.follow(leaf)
        # (4) to (9), entry by entry
        self._record.read(rest)
        # (1) keys that entries name, (3) older checkpoints by one of those
        for place, act in self._record.changes:
            self._keys.take(place, act, _root(edge, page[: place - at]))
        self._record.changes.clear()
        for _, one in self._unsigned:
            if at < one.size <= at + len(page):
                self._roots[one.size] = _root(edge, page[: one.size - at])

    def _ended(self, signed: Checkpoint | None) -> None:
        if signed is not None and signed.size < self.begin:
            self._report.add(
                3, f"{self.begin} entries were audited, {signed.size} are signed now"
            )
        else:
            self._tree.compare(signed)
        # (3) older ones that a key named later has signed
        for note, one in self._unsigned:
            try:
                self._keys.followed(one.size).earlier(note)
            except InputError as error:
                self._report.add(3, str(error))
            else:
                self._tree.compare_with(one, self._roots.get(one.size))

    def _older(self) -> Iterator[Checkpoint]:
        for note in self._trusted.older:
            self._report.counts[3] += 1
            try:
                yield self._trusted.earlier(note)
            except InputError as error:
                try:
                    # Perhaps a key signed it that the trusted one names later.
                    self._unsigned.append((note, claimed(note)))
                except InputError:
                    self._report.add(3, str(error))
        if self._trusted.older and not self._trusted.anybody:
            self._report.leave(3, "nobody whom you trust signed what you kept")
        if self._trusted.without:
            self._report.leave(3, self._trusted.without)

    def _same_log(self, signed: Checkpoint | None) -> None:
        audited = self._trusted.audited
        if audited is None or signed is None:
            return
        if audited.checkpoint.origin != signed.origin:
            raise AuditNoteError(
                f"The earlier audit was of {audited.checkpoint.origin}, and this is "
                f"{signed.origin}. Audit from entry 0."
            )


def _root(edge: Frontier, leaves: list[bytes]) -> bytes:
    """The root of the tree that goes on from an edge with these leaves."""
    twin = edge.copy()
    twin.extend(map(leaf_hash, leaves))
    return twin.root()
