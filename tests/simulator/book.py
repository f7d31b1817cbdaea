"""What anybody was ever told, and whether what is kept agrees with it.

1. Whoever was answered finds their act on record, with the number, time and decision
   they were told; asked again, the desk says the same bytes.
2. No act is there twice, and none that nobody sent, that was only previewed, or that
   was told to be not recorded.
3. What a follower of the live stream saw is the beginning of what is kept, without a
   gap.
4. Every checkpoint that anybody saw is continued by the newest, and the verifier finds
   nothing.
5. The desk's state is what a replay of the entries gives, and every round is in one
   place.
"""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from lastlook.core.invariants import broken
from lastlook.core.state import State
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.replay import Rulebook, replay
from lastlook.evidence.verify import Trusted, verify
from lastlook.ledger.entry import Entry
from lastlook.ledger.fsck import fsck
from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier
from lastlook.ledger.store import Store
from lastlook.policy.library import Library

UNKNOWN: Final = "unknown"  # the desk went down, or the caller left, before an answer


class Violation(AssertionError):  # noqa: N818  # of a promise
    """A promise that was not kept."""


class Sent(Struct):
    """An act that somebody sent.

    Attributes:
        act_id: the act's id, 16 bytes.
        envelope: the act as it was signed.
        outcomes: what became of each copy that reached a desk: the receipt's JSON, the
            code of an `Unanswered`, or `UNKNOWN`.
        under_way: copies at the desk now.
        told: the receipt its sender heard.
    """

    act_id: bytes
    envelope: Envelope
    outcomes: list[bytes | str] = []
    under_way: int = 0
    told: Receipt | None = None

    @property
    def cannot_be_there(self) -> bool:
        """Whether every copy was told that it left no entry."""
        told = all(isinstance(one, str) and one != UNKNOWN for one in self.outcomes)
        return told and not self.under_way


class Book:
    """Everything that anybody was told in one run."""

    def __init__(self, begun: Iterable[Entry]) -> None:
        self.begun = list(begun)
        self.sent: list[Sent] = []
        self.previewed: set[bytes] = set()
        self.notes: dict[str, None] = {}  # checkpoints, in the order they were seen
        self.followed: dict[str, list[Entry]] = {}
        self.granted = self.refused = 0

    def hear(self, sent: Sent, receipt: Receipt) -> None:
        """Its sender was answered."""
        if sent.told is not None and sent.told.to_json() != receipt.to_json():
            raise Violation(f"two answers for one act: {sent.told} and {receipt}")
        sent.told = receipt
        self.notes[receipt.checkpoint] = None

    def follow(self, who: str, entry: Entry) -> None:
        """A follower saw an entry."""
        seen = self.followed[who]
        if entry.n != len(seen) + len(self.begun):
            raise Violation(f"{who} saw entry {entry.n} after {len(seen)} others")
        seen.append(entry)

    # --- after every start ------------------------------------------------------------

    def compare(self, log: Log) -> list[Entry]:
        """What is kept with what was told; the entries."""
        entries = list(log.read())
        if entries[: len(self.begun)] != self.begun:
            raise Violation("the beginning of the ledger is another")
        by_act = {entry.act: entry for entry in entries}
        if len({entry.act_id for entry in entries}) != len(entries):
            raise Violation("an act id is there twice")
        if len(by_act) != len(entries):
            raise Violation("an act is there twice")
        for sent in self.sent:
            self._compare(sent, by_act.get(sent.envelope.act))
        known = {sent.envelope.act for sent in self.sent}
        for entry in entries[len(self.begun) :]:
            if entry.act not in known or entry.act in self.previewed:
                raise Violation(f"nobody asked for entry {entry.n}")
        for who, seen in self.followed.items():
            start = len(self.begun)
            if entries[start : start + len(seen)] != seen:
                raise Violation(f"{who} saw entries that are not there any more")
        return entries

    def _compare(self, sent: Sent, entry: Entry | None) -> None:
        receipt = sent.told
        if receipt is not None:
            if entry is None:
                raise Violation(f"answered and gone: entry {receipt.n}")
            kept = (entry.n, entry.recorded_at, entry.decision)
            if kept != (receipt.n, receipt.recorded_at, bytes(receipt.decision)):
                raise Violation(f"entry {receipt.n} is not as its sender was told")
        elif entry is not None and sent.cannot_be_there:
            raise Violation(f"entry {entry.n} was told to be not recorded")

    # --- at the end -------------------------------------------------------------------

    def close(self, log: Log, store: Store, state: State, library: Library) -> None:
        """Everything that can be checked of what is left."""
        entries = self.compare(log)
        if replay(entries, Rulebook(library)) != state:
            raise Violation("the desk's state is not that of its entries")
        if wrong := list(broken(state)):
            raise Violation(f"the books do not balance: {wrong}")
        self._verified(log)
        for check in fsck(store, (log.verifier,)):
            if not check.holds:
                raise Violation(f"{check.what}: {check.faults}")

    def _verified(self, log: Log) -> None:
        older = tuple(note.encode() for note in self.notes)
        key: Verifier = log.verifier
        found = verify(log.leaves(), log.checkpoint, Trusted(key, older))
        if not found.holds:
            raise Violation(f"the verifier finds: {found.findings[:3]}")
