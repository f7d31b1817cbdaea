"""Some entries of a ledger, each with its proof: what they show, and what they do not.

The steps are those of `verify`. With a part of the entries this can be said:

1. The checkpoint: as for a whole ledger, by the key in force. An entry that names
   another key is here with its proof, which shows the tree before it, too. That no such
   entry was left out shows only where the key in force is not the one that is trusted.
2. Each entry stands in the tree that the checkpoint names, at its number. Not what else
   stands there.
3. Nothing: a tree cannot be compared with an older one without its entries, unless it
   is the same.
4. Each act was signed by the key the entry names. Whose key it was only where an entry
   that is here brought it; that it was not revoked since, not at all.
5. Numbers, times and act ids of what is here.
6. Packs that are here can be read, and the versions of the rules are known.
7. and 8. Nothing: what was decided follows from every entry before it.
9. The manifest is of this checkpoint and these entries. What it says is missing can be
   derived from the whole only.
"""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from lastlook.core.acts import (
    AddKey,
    AnyAct,
    ChangeDeskKey,
    Enrol,
    LoseDeskKey,
    Open,
)
from lastlook.core.answers import Asked, Granted
from lastlook.core.rules import desk_key
from lastlook.core.state import DeskKey, State
from lastlook.desk.replay import WITH_PACK, Rulebook
from lastlook.desk.unanswered import Unreadable
from lastlook.desk.wire import CORES, read_act, read_decision
from lastlook.evidence.complete import Along, Names
from lastlook.evidence.findings import Findings, Report
from lastlook.evidence.keys import Keys
from lastlook.evidence.manifest import read_manifest
from lastlook.evidence.record import not_known
from lastlook.evidence.signatures import wrongly_signed
from lastlook.evidence.trust import Trusted, believed, stated_in
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.entry import Entry, read_leaf
from lastlook.ledger.errors import InputError, ProofError
from lastlook.ledger.merkle import leaf_hash, root_before, verify_inclusion
from lastlook.ledger.proof import TlogProof
from lastlook.policy.library import Library, digest


def verify_part(
    proofs: Iterable[TlogProof],
    checkpoint: bytes,
    trusted: Trusted,
    along: Along,
) -> Findings:
    """Check entries that are here with their proofs; each proof's extra is its leaf."""
    report = Report()
    keys = Keys(report, trusted)
    stated = stated_in(checkpoint)
    part = _Part(report, stated, Names(report, along), keys)
    for proof in proofs:
        part.read(proof)
    # (1) the checkpoint, by the key that was in force
    followed = keys.followed(stated.size if stated is not None else 0)
    signed = believed(report, checkpoint, followed)
    _older(report, signed, followed)
    keys.close(part.desk_keys)
    part.close()
    if along.manifest is not None:
        part.compare(along.manifest)
    return report.findings(signed if trusted.anybody else None)


def _older(report: Report, signed: Checkpoint | None, trusted: Trusted) -> None:
    # (3) only the very same tree can be compared
    for note in trusted.older:
        report.counts[3] += 1
        try:
            then = trusted.earlier(note)
        except InputError as error:
            report.add(3, str(error))
            continue
        if signed is None or then.size != signed.size:
            report.leave(
                3, f"whether the {then.size} entries you know of are the beginning"
            )
        elif then.root != signed.root:
            report.add(3, f"the {then.size} entries are not those signed earlier")


class _Part:
    """The entries that are here, one after another."""

    def __init__(
        self, report: Report, signed: Checkpoint | None, names: Names, keys: Keys
    ) -> None:
        self._report = report
        self._names = names
        self._log_keys = keys
        self._state = State()  # of the log's keys alone
        self._signed = signed
        self._rulebook = Rulebook(Library())
        self._packs: tuple[str, ...] = ()
        self._keys: set[str] = set()
        self._numbers: list[int] = []
        self._now = 0
        self._ids: set[bytes] = set()
        self._strange = 0  # entries by keys that nothing here brought
        self._unsaid = 0  # entries that name packs that are not here

    @property
    def desk_keys(self) -> tuple[DeskKey, ...]:
        """The log's keys that the entries name."""
        return self._state.desk_keys

    def read(self, proof: TlogProof) -> None:
        """Check one entry."""
        n, leaf = proof.index, proof.extra or b""
        # (2) it stands there
        self._report.counts[2] += 1
        before = self._before(proof, leaf)
        self._report.counts[5] += 1
        try:
            entry = read_leaf(leaf)
            act = read_act(entry.act)
            decision = read_decision(entry.decision)
        except (InputError, Unreadable, msgspec.MsgspecError) as error:
            self._report.add(5, str(error), n)
            return
        # (4) its signature
        checked, wrong = wrongly_signed([leaf])
        self._report.counts[4] += checked
        if wrong:
            self._report.add(4, "the signature does not fit the act", n)
        self._numbered(entry, act, n)
        self._ruled(entry, act, n)
        if isinstance(decision, Granted):
            self._granted(act)
            self._named(n, act, decision, before)
        self._names.hear(Asked(act, entry.key, entry.recorded_at), decision)

    def close(self) -> None:
        """Say what only the whole shows."""
        here = f"{len(self._numbers)} entries"
        whole = f" of {self._signed.size}" if self._signed else ""
        report = self._report
        report.leave(2, f"here are {here}{whole}; what else stands there is not shown")
        keys = f"; {self._strange} are by keys that nothing here brought"
        report.leave(
            4, f"that no key was revoked before{keys if self._strange else ''}"
        )
        report.leave(5, "the entries between those that are here")
        packs = f": {self._unsaid} entries name others" if self._unsaid else ""
        report.leave(6, f"that all packs in force are here{packs}")
        report.leave(7, "a decision follows from every entry before it")
        report.leave(8, "rounds can be counted over the whole only")

    def compare(self, octets: bytes) -> None:
        """Compare what is here with what the manifest says is."""
        # (9) of these entries
        self._report.counts[9] += 1
        self._names.close()
        try:
            manifest = read_manifest(octets)
        except msgspec.MsgspecError as error:
            self._report.add(9, f"it is no manifest: {error}")
            return
        size = self._signed.size if self._signed else manifest.size
        if manifest.entries != tuple(self._numbers) or manifest.size != size:
            self._report.add(9, "it is the manifest of other entries")
        self._report.leave(9, "what is missing can be derived from the whole only")

    def _numbered(self, entry: Entry, act: AnyAct, n: int) -> None:
        # (5) numbers, times, act ids
        if entry.n != n:
            self._report.add(5, f"it says that it is entry {entry.n}", n)
        if self._numbers and n <= self._numbers[-1]:
            self._report.add(5, "it is not after the entry before it", n)
        if entry.recorded_at < self._now:
            self._report.add(5, "it is recorded before the entry before it", n)
        if entry.act_id.hex() != act.id.replace("-", ""):
            self._report.add(5, f"it is filed under another id than {act.id}", n)
        if entry.act_id in self._ids:
            self._report.add(5, f"act {act.id} stands there twice", n)
        self._numbers.append(n)
        self._ids.add(entry.act_id)
        self._now = max(self._now, entry.recorded_at)

    def _ruled(self, entry: Entry, act: AnyAct, n: int) -> None:
        # (6) packs and version
        self._report.counts[6] += 1
        if entry.core not in CORES:
            self._report.add(6, not_known(entry.core), n)
        try:
            self._rulebook.learn(act, self._packs)
        except Unreadable as error:
            self._report.add(6, str(error), n)
            return
        policy = self._rulebook.policy_for(act, self._packs)
        self._unsaid += entry.pack != policy.digest
        # (4) who brought the key
        brings = isinstance(act, Open | AddKey) and act.key == entry.key
        self._strange += entry.key not in self._keys and not brings

    def _before(self, proof: TlogProof, leaf: bytes) -> bytes | None:
        """The root of the tree before an entry that is proved to stand there."""
        tree = self._signed
        if tree is None:
            return None
        n, hashes = proof.index, proof.hashes
        try:
            verify_inclusion(leaf_hash(leaf), n, tree.size, hashes, tree.root)
        except ProofError as error:
            self._report.add(2, str(error), n)
            return None
        return root_before(n, tree.size, hashes)

    def _named(
        self, n: int, act: AnyAct, decision: Granted, before: bytes | None
    ) -> None:
        # (1) another key of the log, and who answers for it
        if isinstance(act, ChangeDeskKey | LoseDeskKey) and before is not None:
            self._log_keys.take(n, act, before)
        for event in decision.events:
            if isinstance(event, desk_key.APPLIES):
                self._state = desk_key.applied(replace(self._state, n=n), event)

    def _granted(self, act: AnyAct) -> None:
        if isinstance(act, Open | AddKey | Enrol) and act.key is not None:
            self._keys.add(act.key)
        if isinstance(act, WITH_PACK):
            brought = digest(act.pack)
            self._packs = (
                (brought,) if isinstance(act, Open) else (*self._packs, brought)
            )
