"""What was answered under closed versions of the rules is answered so still.

The files in `tests/fixtures` were written by `freeze.py` when their version was closed.
A failure here says that the new rules change old answers. Then the rules are wrong and
not the file (docs/adr/0017-rules-are-only-added.md).
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from lastlook.core.answers import Asked, Granted, Refused
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.state import State
from lastlook.desk.replay import Rulebook
from lastlook.desk.wire import (
    CORES,
    EDITIONS,
    decision_bytes,
    read_act,
    read_decision,
)
from lastlook.evidence.verify import Finding, Findings, Trusted, verify
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import Entry, leaf, read_leaf
from lastlook.ledger.merkle import leaf_hash, root
from lastlook.ledger.note import read_vkey
from lastlook.policy.library import Library, PackUnknownError, shipped
from tests.fixtures.freeze import freeze
from tests.world.frozen import FIXTURES, Frozen, file_of, frozen, written
from tests.world.ledger import a_signer
from tests.world.levels import ORIGIN

CLOSED = CORES[:-1]
DIGESTS = {  # of each file: every story of a version, and what no story showed
    "core-1": "edfc08b067b9be88edb486bcdd5af086885c2204f64419cd11a8b47752d84b7f",
    # Two weapons out in another order than they were registered, at a break.
    "core-1-two-out": (
        "632d452622d49083f8b91628fc6181d89f4d0a9c679311c18516e48c3a8c3757"
    ),
    "core-2": "53a496bf19166067c914adac9d9e174405aac59ab46b5fd6207bbd2a9f5c84cd",
}
FILES = {name: FIXTURES / f"{name}.tar.xz" for name in DIGESTS}
LEDGERS = [
    pytest.param(one, id=f"{name}-{one.name}")
    for name, path in FILES.items()
    for one in frozen(path)
]
GRANTED = decision_bytes(Granted(()))


@cache
def lunch() -> tuple[Entry, ...]:
    [ledger] = [one for one in frozen(file_of(CLOSED[0])) if one.name == "lunch"]
    return tuple(read_leaf(each) for each in ledger.leaves)


def verified(entries: list[Entry]) -> Findings:
    """What is found where a keeper who has the log's own key changes entries."""
    leaves = [leaf(entry) for entry in entries]
    key = a_signer(ORIGIN)
    signed = Checkpoint(ORIGIN, len(leaves), root(map(leaf_hash, leaves)))
    return verify(leaves, sign_checkpoint(signed, key), Trusted(key.verifier))


def test_every_closed_version_has_its_ledgers_and_nobody_made_them_anew() -> None:
    there = {path for path in FIXTURES.iterdir() if path.suffix == ".xz"}
    assert there == {*FILES.values()} >= {file_of(core) for core in CLOSED}
    for name, path in FILES.items():
        assert sha256(path.read_bytes()).hexdigest() == DIGESTS[name]


def test_what_is_frozen_is_not_written_again() -> None:
    with pytest.raises(FileExistsError):
        freeze(file_of(CLOSED[0]))


def test_frozen_ledgers_read_back_as_they_were_written(tmp_path: Path) -> None:
    ledgers = (Frozen("a", (b"", b"x" * 65_535), b"note", "vkey"),)
    (tmp_path / "file").write_bytes(written(ledgers))
    assert frozen(tmp_path / "file") == ledgers


@pytest.mark.parametrize("ledger", LEDGERS)
def test_a_frozen_ledger_is_verified_without_a_finding(ledger: Frozen) -> None:
    found = verify(ledger.leaves, ledger.note, Trusted(read_vkey(ledger.vkey)))
    assert found.findings == ()
    counts = {one.step: one.count for one in found.checked}
    assert counts[7] == len(ledger.leaves) > 0


@pytest.mark.parametrize("ledger", LEDGERS)
def test_every_frozen_act_is_answered_as_it_was_then(ledger: Frozen) -> None:
    # By hand and not by the verifier, on the state that the answers of now make.
    state, rulebook = State(), Rulebook(Library())
    for entry in map(read_leaf, ledger.leaves):
        act = read_act(entry.act)
        asked = Asked(act, entry.key, entry.recorded_at, EDITIONS[entry.core])
        rulebook.learn(act, state.packs)
        decision = decide(state, asked, rulebook.policy_for(act, state.packs))
        assert decision_bytes(decision) == entry.decision
        state = after(state, asked, decision)


def test_the_packs_of_the_day_say_nothing_about_an_old_ledger(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("lastlook.policy.library._PACKS", tmp_path)
    with pytest.raises(PackUnknownError):
        shipped("house")
    assert verified([*lunch()]).holds


def test_a_ledger_may_be_continued_under_later_rules() -> None:
    half = len(lunch()) // 2
    later = [replace(entry, core=CORES[-1]) for entry in lunch()[half:]]
    assert verified([*lunch()[:half], *later]).holds


# --- and the checker is able to fail ------------------------------------------


def test_a_refusal_of_then_turned_into_a_grant_is_named() -> None:
    entries = [*lunch()]
    place = next(
        entry.n
        for entry in entries
        if isinstance(read_decision(entry.decision), Refused)
    )
    entries[place] = replace(entries[place], decision=GRANTED)
    [finding] = verified(entries).findings
    assert (finding.step, finding.entry) == (7, place)


def test_a_version_nobody_knows_is_named_with_those_that_are_known() -> None:
    entries = [*lunch()]
    entries[3] = replace(entries[3], core="lastlook-core/9")
    assert verified(entries).findings == (
        Finding(
            6,
            "it was decided by lastlook-core/9; "
            f"this verifier knows lastlook-core/1 to {CORES[-1]}",
            3,
        ),
    )


def test_a_changed_byte_of_a_frozen_ledger_shows_in_its_tree() -> None:
    [ledger] = [one for one in frozen(file_of(CLOSED[0])) if one.name == "lunch"]
    leaves = [*ledger.leaves]
    leaves[3] = leaf(replace(lunch()[3], core=CORES[-1]))
    found = verify(leaves, ledger.note, Trusted(read_vkey(ledger.vkey)))
    assert [finding.step for finding in found.findings] == [2]
