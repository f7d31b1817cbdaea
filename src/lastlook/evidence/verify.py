"""A ledger checked from its bytes alone, by whoever does not trust its keeper.

The procedure, step by step; the code carries the same numbers:

1. The checkpoint is signed by the key that the caller trusts for this log.
2. The tree over the entries' bytes has the size and root that the checkpoint names.
3. Every older checkpoint the caller holds is signed by that key too, and its tree is
   the beginning of this one: nothing was rewritten since.
4. Entries are numbered from 0 without gaps, their times never go back, no act id
   stands there twice, and each is the id the act itself says.
5. Every act was signed by the key the entry names, alone or with others under one
   signature, and that key was enrolled at that moment, or is the one the act brings.
6. Every pack can be read; each entry names the packs then in force and a version of
   the rules that this verifier knows: it decides as each of them did.
7. Every act, decided again on the state before it, gives the recorded decision, byte
   for byte.
8. Every round is in exactly one place after every act that moved any, and whatever
   else must hold of a state holds at the end.

Signatures are checked here by another library than the desk's, so that the two check
each other. Not checked: what no ledger holds, such as a PIN typed on another's phone.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from itertools import islice
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import AnyAct
from lastlook.core.answers import EDITION, Asked, Decision
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.invariants import broken
from lastlook.core.state import State
from lastlook.desk.door import may_speak, public_bytes
from lastlook.desk.replay import Rulebook
from lastlook.desk.snapshot import SnapshotError, snapshot_bytes
from lastlook.desk.unanswered import Unreadable
from lastlook.desk.wire import CORES, EDITIONS, decision_bytes, read_act, read_decision
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.entry import Entry, read_leaf, signed_by
from lastlook.ledger.errors import InputError
from lastlook.ledger.merkle import Frontier, leaf_hash
from lastlook.ledger.note import Verifier
from lastlook.policy.library import Library

STEPS: Final = (
    "checkpoint signed by the trusted key",
    "tree rebuilt from the entries",
    "older checkpoints continued",
    "numbers, times, act ids",
    "acts signed by enrolled keys",
    "packs and rules' version",
    "decisions made again",
    "every round accounted for",
)
FINDINGS_MAX: Final = 1_000  # more are counted, not kept
PAGE: Final = 512  # entries whose signatures go to a thread together
RUNNING_MAX: Final = 8  # pages whose signatures may wait
THREADS: Final = 2


class Finding(Struct, frozen=True):
    """One thing that does not hold: at which step, at which entry."""

    step: int
    what: str
    entry: int | None = None


class Checked(Struct, frozen=True):
    """One step, and how many things were checked by it."""

    step: int
    what: str
    count: int


class Findings(Struct, frozen=True):
    """What was checked and what was found.

    Attributes:
        checkpoint: what the checkpoint says; None where it is not to be trusted.
        checked: each step with its count.
        findings: what does not hold, the first `FINDINGS_MAX` in order.
        more: how many were found beyond those.
        state: SHA-256, in hex, of the snapshot of the state the entries make: two who
            checked the same entries by the same rules have the same. None where it
            cannot be written.
    """

    checkpoint: Checkpoint | None
    checked: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    more: int = 0
    state: str | None = None

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return not self.findings


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
    report = _Report()
    # (1) the checkpoint, (3) older ones
    signed = _signed(report, 1, checkpoint, trusted.key)
    older = [_signed(report, 3, note, trusted.key) for note in trusted.older]
    tree = _Tree(report, [one for one in older if one is not None])
    record = _Record(report)
    pages = iter(leaves)
    with ThreadPoolExecutor(THREADS, "lastlook-verify") as threads:
        signatures = _Signatures(report, threads)
        while page := list(islice(pages, PAGE)):
            # (2) the tree
            tree.grow(page)
            # (4) to (8), entry by entry; their signatures beside it
            signatures.check([read for leaf in page for read in record.read(leaf)])
            if progress is not None:
                progress(record.state.n)
        signatures.close()
    tree.compare(signed)
    record.close()
    return replace(report.findings(signed), state=record.digest())


class _Report:
    """What was checked and found, while it is being found."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(range(1, len(STEPS) + 1), 0)
        self._found: list[Finding] = []
        self._more = 0

    def add(self, step: int, what: str, entry: int | None = None) -> None:
        """Keep a finding."""
        if len(self._found) < FINDINGS_MAX:
            self._found.append(Finding(step, what, entry))
        else:
            self._more += 1

    def findings(self, checkpoint: Checkpoint | None) -> Findings:
        """The whole of it, by entry and step."""
        checked = (
            Checked(step, STEPS[step - 1], count) for step, count in self.counts.items()
        )
        in_order = sorted(
            self._found,
            key=lambda one: (-1 if one.entry is None else one.entry, one.step),
        )
        return Findings(checkpoint, tuple(checked), tuple(in_order), self._more)


def _signed(
    report: _Report, step: int, note: bytes, key: Verifier
) -> Checkpoint | None:
    report.counts[step] += 1
    try:
        return read_checkpoint(note, key)
    except InputError as error:
        report.add(step, str(error))
        return None


class _Tree:
    """The tree, built anew, with the roots it had at older checkpoints."""

    def __init__(self, report: _Report, older: Sequence[Checkpoint]) -> None:
        self._report = report
        self._frontier = Frontier()
        self._older = sorted(older, key=lambda one: one.size)
        self._look_back()

    def grow(self, leaves: list[bytes]) -> None:
        """Add leaves, stopping to look wherever an older checkpoint was made."""
        hashes = [leaf_hash(leaf) for leaf in leaves]
        self._report.counts[2] += len(leaves)
        while hashes:
            room = self._older[0].size - self._frontier.size if self._older else None
            self._frontier.extend(hashes[:room])
            hashes = hashes[room:] if room is not None else []
            self._look_back()

    def compare(self, signed: Checkpoint | None) -> None:
        """Compare the whole with what was signed."""
        for missing in self._older:
            self._report.add(
                3,
                f"a checkpoint of {missing.size} entries was signed, "
                f"here are {self._frontier.size}",
            )
        if signed is None:
            return
        if signed.size != self._frontier.size:
            self._report.add(
                2, f"{signed.size} entries are signed, here are {self._frontier.size}"
            )
        elif signed.root != self._frontier.root():
            self._report.add(2, "the entries are not those that were signed")

    def _look_back(self) -> None:
        while self._older and self._older[0].size == self._frontier.size:
            then = self._older.pop(0)
            if then.root != self._frontier.root():
                self._report.add(
                    3, f"the first {then.size} entries are not those signed earlier"
                )


class _Signatures:
    """Checks signatures in threads, which leave the interpreter to the rest."""

    def __init__(self, report: _Report, threads: ThreadPoolExecutor) -> None:
        self._report = report
        self._threads = threads
        self._running: deque[Future[list[int]]] = deque()

    def check(self, read: list[tuple[int, Entry]]) -> None:
        """Check these, now or a little later."""
        self._report.counts[5] += len(read)
        self._running.append(self._threads.submit(_wrongly_signed, read))
        if len(self._running) > RUNNING_MAX:
            self._collect()

    def close(self) -> None:
        """Wait for the rest."""
        while self._running:
            self._collect()

    def _collect(self) -> None:
        for place in self._running.popleft().result():
            self._report.add(5, "the signature does not fit the act", place)


class _Record:
    """The entries, one after another, and the state they make."""

    def __init__(self, report: _Report) -> None:
        self._report = report
        self._rulebook = Rulebook(Library())
        self._act_ids: set[bytes] = set()
        self._place = 0  # where the next entry stands
        self.state = State()

    def read(self, leaf: bytes) -> Iterator[tuple[int, Entry]]:
        """Check one entry; answer it with its place, where it can be read."""
        place, self._place = self._place, self._place + 1
        try:
            entry = read_leaf(leaf)
            act = read_act(entry.act)
        except (InputError, Unreadable) as error:
            self._report.add(4, str(error), place)
            self._skip()
            return
        self._numbered(entry, act, place)
        self._heard(entry, act, place)
        self._decided(entry, act, place)
        yield place, entry

    def close(self) -> None:
        """Look at the whole of the state once more."""
        # (8) at the end
        for what in broken(self.state):
            self._report.add(8, what)

    def digest(self) -> str | None:
        """The digest of the state's snapshot, where there can be one."""
        try:
            return sha256(snapshot_bytes(self.state, self._rulebook)).hexdigest()
        except SnapshotError:
            return None

    def _numbered(self, entry: Entry, act: AnyAct, place: int) -> None:
        # (4) numbers, times, act ids
        self._report.counts[4] += 1
        if entry.n != place:
            self._report.add(4, f"it says that it is entry {entry.n}", place)
        if entry.recorded_at < self.state.now:
            self._report.add(4, "it is recorded before the entry before it", place)
        if entry.act_id in self._act_ids:
            self._report.add(4, f"act {act.id} stands there twice", place)
        if entry.act_id.hex() != act.id.replace("-", ""):
            self._report.add(4, f"it is filed under another id than {act.id}", place)
        self._act_ids.add(entry.act_id)

    def _heard(self, entry: Entry, act: AnyAct, place: int) -> None:
        # (5) the key; its signature is checked in another thread
        if not may_speak(self.state, act, entry.key):
            self._report.add(5, f"nobody had enrolled the key {entry.key}", place)

    def _decided(self, entry: Entry, act: AnyAct, place: int) -> None:
        state = self.state
        edition = EDITIONS.get(entry.core, EDITION)
        asked = Asked(act, entry.key, entry.recorded_at, edition)
        try:
            # (6) packs and version
            self._report.counts[6] += 1
            self._rulebook.learn(act, state.packs)
            policy = self._rulebook.policy_for(act, state.packs)
            if entry.pack != policy.digest:
                self._report.add(6, "other packs were in force than it names", place)
            if entry.core not in CORES:
                self._report.add(6, _not_known(entry.core), place)
            # (7) decided again
            self._report.counts[7] += 1
            again = decide(state, asked, policy)
            if decision_bytes(again) != entry.decision:
                self._report.add(7, _otherwise(again), place)
            # What was recorded is what people went by: it is folded in, not `again`.
            self.state = after(state, asked, read_decision(entry.decision))
        except Unreadable as error:
            self._report.add(6, str(error), place)
            self._skip()
        except (msgspec.MsgspecError, KeyError, ValueError, TypeError) as error:
            self._report.add(7, f"the record cannot have come so: {error!r}", place)
            self._skip()
        else:
            self._conserved(state, place)

    def _conserved(self, before: State, place: int) -> None:
        # (8) after every act that moved a round
        if self.state.lots is before.lots and self.state.boxes is before.boxes:
            return
        self._report.counts[8] += 1
        for what in broken(self.state):
            self._report.add(8, what, place)

    def _skip(self) -> None:
        self.state = replace(self.state, n=self.state.n + 1)


def _where(finding: Finding) -> tuple[int, int]:
    return (-1 if finding.entry is None else finding.entry), finding.step


def _not_known(core: str) -> str:
    known = f"this verifier knows {CORES[0]} to {CORES[-1]}"
    return f"it was decided by {core}; {known}"


def _otherwise(again: Decision) -> str:
    words = decision_bytes(again).decode("ascii")
    return f"decided again, the answer is {words}"


def _wrongly_signed(read: list[tuple[int, Entry]]) -> list[int]:
    return [place for place, entry in read if not _is_signed(entry)]


def _is_signed(entry: Entry) -> bool:
    public = public_bytes(entry.key)
    if public is None:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        message, signature = signed_by(entry)
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
