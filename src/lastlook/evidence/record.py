"""The entries one after another, each decided again on the state before it.

Steps 4 (whose key) to 9 of the verifier, by the numbers of `verify`.

1. Whatever a keeper wrote, it is answered with findings and never with an error: bytes
   that cannot have come from a desk are named and passed over.
2. What was recorded is what people went by. It is folded into the state, not what
   this program would have answered.

A few entries are parsed before the first of them is decided: the code of either fits
into a processor's nearest memory, that of both does not, and it costs a sixth.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final, cast
from uuid import UUID

from msgspec.structs import replace

from lastlook.core.acts import AnyAct, ChangeDeskKey, LoseDeskKey
from lastlook.core.answers import EDITION, Asked, Decision, Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.invariants import broken
from lastlook.core.state import State
from lastlook.desk.door import may_speak
from lastlook.desk.replay import Rulebook
from lastlook.desk.snapshot import SnapshotError, snapshot_bytes
from lastlook.desk.unanswered import Unreadable
from lastlook.desk.wire import CORES, EDITIONS, decision_bytes, read_act, read_decision
from lastlook.evidence.act_ids import ActIds
from lastlook.evidence.complete import Complete
from lastlook.evidence.findings import Report
from lastlook.ledger.entry import Entry, read_leaf
from lastlook.ledger.errors import InputError

PARSED: Final = 32  # entries at a time
KEY_CHANGES: Final = frozenset({ChangeDeskKey, LoseDeskKey})


class Record:
    """The state that the entries make, checked on the way.

    Attributes:
        state: after the entries that were read.
        changes: entries that named another key of the log, since somebody took them.
    """

    def __init__(
        self,
        report: Report,
        rulebook: Rulebook,
        ids: ActIds,
        state: State = State(),  # noqa: B008  # frozen
        complete: Complete | None = None,
    ) -> None:
        self._report = report
        self._counts = report.counts
        self._rulebook = rulebook
        self._ids = ids
        self._complete = complete
        self._place = state.n  # where the next entry stands
        self.state = state
        self.changes: list[tuple[int, ChangeDeskKey | LoseDeskKey]] = []

    def read(self, leaves: Sequence[bytes]) -> None:
        """Check entries, one after another."""
        self._counts[5] += len(leaves)
        for first in range(0, len(leaves), PARSED):
            for said in [_parsed(leaf) for leaf in leaves[first : first + PARSED]]:
                self._read(said)

    def _read(self, said: tuple[Entry, AnyAct] | str) -> None:
        place, self._place = self._place, self._place + 1
        if isinstance(said, str):
            self._report.add(5, said, place)
            self._skip()
            return
        entry, act = said
        # (4) the key; the signature itself is checked beside this
        if not may_speak(self.state, act, entry.key):
            self._report.add(4, f"nobody had enrolled the key {entry.key}", place)
        self._numbered(entry, act, place)
        self._decided(entry, act, place)

    def close(self) -> None:
        """Look at the whole once more."""
        # (5) ids that stand there twice
        for act_id, place in self._ids.twice():
            self._report.add(5, f"act {UUID(bytes=act_id)} stands there twice", place)
        # (8) at the end
        self._conserved(None)
        # (9) what is missing
        if self._complete is not None:
            self._completed(self._complete)

    def digest(self) -> str | None:
        """The digest of the state's snapshot, where there can be one."""
        try:
            snapshot = snapshot_bytes(self.state, self._rulebook)
        except (SnapshotError, KeyError):
            return None
        return sha256(snapshot).hexdigest()

    def _numbered(self, entry: Entry, act: AnyAct, place: int) -> None:
        # (5) numbers, times, act ids
        if entry.n != place:
            self._report.add(5, f"it says that it is entry {entry.n}", place)
        if entry.recorded_at < self.state.now:
            self._report.add(5, "it is recorded before the entry before it", place)
        if entry.act_id.hex() != act.id.replace("-", ""):
            self._report.add(5, f"it is filed under another id than {act.id}", place)
        self._ids.add(entry.act_id, place)

    def _decided(self, entry: Entry, act: AnyAct, place: int) -> None:
        before = self.state
        edition = EDITIONS.get(entry.core, EDITION)
        asked = Asked(act, entry.key, entry.recorded_at, edition)
        try:
            self._folded(entry, asked, place)
        except Unreadable as error:
            self._report.add(6, str(error), place)
        except Exception as error:  # noqa: BLE001  # (1) a keeper can write anything
            self._report.add(7, f"the record cannot have come so: {error!r}", place)
        if self.state is before:
            self._skip()
        # (8) after every act that moved a round
        elif self.state.lots is not before.lots or self.state.boxes is not before.boxes:
            self._counts[8] += 1
            self._conserved(place)

    def _folded(self, entry: Entry, asked: Asked, place: int) -> None:
        state, act = self.state, asked.act
        # (6) packs and version
        self._counts[6] += 1
        self._rulebook.learn(act, state.packs)
        policy = self._rulebook.policy_for(act, state.packs)
        if entry.pack != policy.digest:
            self._report.add(6, "other packs were in force than it names", place)
        if entry.core not in CORES:
            self._report.add(6, not_known(entry.core), place)
        # (7) decided again
        self._counts[7] += 1
        decision = decide(state, asked, policy)
        if decision_bytes(decision) != entry.decision:
            self._report.add(7, _otherwise(decision), place)
            # (2) what people went by
            decision = read_decision(entry.decision)
        self.state = after(state, asked, decision)
        # Whether the key may be taken is looked at where the tree is known.
        if type(act) in KEY_CHANGES and isinstance(decision, Granted):
            self.changes.append((place, cast("ChangeDeskKey | LoseDeskKey", act)))
        # (9) what it leaves open
        if self._complete is not None:
            policy = self._rulebook.policy(state.packs)
            self._complete.hear(asked, decision, state, policy)

    def _completed(self, complete: Complete) -> None:
        try:
            policy = self._rulebook.policy(self.state.packs)
        except Exception as error:  # noqa: BLE001  # (1) a keeper can write anything
            self._report.add(9, f"no packs are in force: {error!r}")
        else:
            complete.close(self.state, policy)

    def _conserved(self, place: int | None) -> None:
        try:
            for what in broken(self.state):
                self._report.add(8, what, place)
        except Exception as error:  # noqa: BLE001  # (1) a keeper can write anything
            self._report.add(8, f"no round can be counted: {error!r}", place)

    def _skip(self) -> None:
        self.state = replace(self.state, n=self.state.n + 1)


def _parsed(leaf: bytes) -> tuple[Entry, AnyAct] | str:
    """The entry and its act, or what is wrong with it."""
    try:
        entry = read_leaf(leaf)
        return entry, read_act(entry.act)
    except (InputError, Unreadable) as error:
        return str(error)


def not_known(core: str) -> str:
    """What to say of a version of the rules that this program does not know."""
    known = f"this verifier knows {CORES[0]} to {CORES[-1]}"
    return f"it was decided by {core}; {known}"


def _otherwise(again: Decision) -> str:
    words = decision_bytes(again).decode("ascii")
    return f"decided again, the answer is {words}"
