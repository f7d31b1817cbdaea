"""A ledger that was tampered with is noticed, and the place is named."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.core.acts import Accept, AdoptPack, Stop
from lastlook.core.answers import Decision
from lastlook.desk.wire import decision_bytes
from lastlook.evidence.findings import FINDINGS_MAX
from lastlook.evidence.verify import Finding, Findings, Trusted, verify
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import Entry, leaf, signed_bytes
from lastlook.ledger.merkle import leaf_hash, root
from lastlook.policy.library import shipped
from tests.world.desk import PRODUCTION, Company, in_a_loop
from tests.world.ledger import a_signer
from tests.world.values import decisions

KEY = a_signer(PRODUCTION)
TRUSTED = Trusted(KEY.verifier)
ARMORER, ACCEPT, STOP, PACK = 2, 3, 4, 5  # where they stand in the ledger below


@cache
def entries() -> tuple[Entry, ...]:
    """Opened, a safe, an armorer, a refusal, a stop, another pack, a stop."""
    kept: list[Entry] = []

    @in_a_loop
    async def play() -> None:
        company = Company()
        async with company.open_desk(armorer=("armorer",)) as desk:
            armorer = company.phone("armorer")
            await desk.submit(armorer.says(Accept, weapon="none", look="taken"))
            await desk.submit(armorer.says(Stop))
            pack = shipped("house").replace('id = "house"', 'id = "stricter"')
            await desk.submit(company.office.says(AdoptPack, pack=pack))
            company.clock.at += 1
            await desk.submit(armorer.says(Stop))
            kept.extend(desk.log.read())

    play()
    return tuple(kept)


def checked(
    kept: tuple[Entry, ...] | list[Entry], trusted: Trusted = TRUSTED
) -> Findings:
    """Verify what a keeper who holds the log's own key makes of these entries."""
    leaves = [leaf(entry) for entry in kept]
    return verify(leaves, note(leaves), trusted)


def note(leaves: list[bytes]) -> bytes:
    signed = Checkpoint(KEY.name, len(leaves), root(map(leaf_hash, leaves)))
    return sign_checkpoint(signed, KEY)


def changed(place: int, change: Callable[[Entry], Entry]) -> list[Entry]:
    kept = [*entries()]
    kept[place] = change(kept[place])
    return kept


def places(found: Findings) -> list[tuple[int, int | None]]:
    return [(finding.step, finding.entry) for finding in found.findings]


def test_a_ledger_that_nobody_touched_holds_and_says_what_was_checked() -> None:
    found = checked(entries())
    assert found.holds
    assert found.checkpoint is not None
    assert found.checkpoint.size == 7
    counts = {one.step: one.count for one in found.checked}
    assert counts == {1: 1, 2: 7, 3: 0, 4: 7, 5: 7, 6: 7, 7: 7, 8: 0, 9: 0}


def test_who_checks_the_same_entries_finds_the_same_state() -> None:
    found = checked(entries())
    assert found.state is not None
    assert found.state == checked(entries()).state
    assert found.state != checked(entries()[:-1]).state


def test_a_state_that_cannot_be_written_has_no_digest() -> None:
    late = replace(entries()[-1], recorded_at=2**60)
    assert checked([*entries()[:-1], late]).state is None


def test_an_empty_ledger_holds() -> None:
    assert checked([]).holds


def test_another_key_than_the_trusted_one_signs_nothing() -> None:
    stranger = Trusted(a_signer("lastlook/another").verifier)
    found = checked(entries(), stranger)
    assert places(found) == [(1, None)]
    assert found.checkpoint is None


def test_a_changed_byte_shows_in_the_tree() -> None:
    leaves = [leaf(entry) for entry in entries()]
    signed = note(leaves)
    changed_leaf = leaves[STOP].replace(b"none-given", b"none-gives")
    leaves[STOP] = changed_leaf
    found = verify(leaves, signed, TRUSTED)
    assert (2, None) in places(found)


@pytest.mark.parametrize("kept", [6, 8])
def test_entries_cut_off_or_added_show_in_the_tree(kept: int) -> None:
    leaves = [leaf(entry) for entry in entries()]
    signed = note(leaves)
    found = verify([*leaves, leaves[-1]][:kept], signed, TRUSTED)
    assert found.findings[0] == Finding(2, f"7 entries are signed, here are {kept}")


def test_a_rewritten_beginning_shows_to_whoever_kept_an_older_checkpoint() -> None:
    older = note([leaf(entry) for entry in entries()[:4]])
    trusted = Trusted(KEY.verifier, (older,))
    assert checked(entries(), trusted).holds
    rewritten = changed(1, lambda entry: replace(entry, recorded_at=entry.recorded_at))
    rewritten[1] = replace(rewritten[1], signature=bytes(64))
    found = checked(rewritten, trusted)
    assert (3, None) in places(found)


def test_a_ledger_shorter_than_an_older_checkpoint_was_cut() -> None:
    older = note([leaf(entry) for entry in entries()])
    found = checked(entries()[:5], Trusted(KEY.verifier, (older,)))
    assert found.findings == (
        Finding(3, "a checkpoint of 7 entries was signed, here are 5"),
    )


def test_an_older_checkpoint_of_another_key_is_told() -> None:
    other = a_signer("lastlook/another")
    older = sign_checkpoint(Checkpoint(other.name, 0, bytes(32)), other)
    found = checked(entries(), Trusted(KEY.verifier, (older,)))
    assert places(found) == [(3, None)]


def test_a_wrong_number_is_named() -> None:
    kept = changed(STOP, lambda entry: replace(entry, n=9))
    assert places(checked(kept)) == [(5, STOP)]


def test_a_time_that_goes_back_is_named() -> None:
    def earlier(entry: Entry) -> Entry:
        return replace(entry, recorded_at=entry.recorded_at - 5)

    assert (5, STOP) in places(checked(changed(STOP, earlier)))


def test_an_act_that_stands_there_twice_is_named() -> None:
    kept = [*entries(), replace(entries()[STOP], n=7, recorded_at=2**50)]
    assert (5, 7) in places(checked(kept))


def test_an_act_filed_under_another_id_is_named() -> None:
    kept = changed(STOP, lambda entry: replace(entry, act_id=bytes(16)))
    assert places(checked(kept)) == [(5, STOP)]


def test_an_act_that_cannot_be_read_is_named_and_the_rest_is_still_checked() -> None:
    kept = changed(STOP, lambda entry: replace(entry, act=b"{}"))
    assert (5, STOP) in places(checked(kept))
    assert [entry for _, entry in places(checked(kept)) if entry == PACK] == []


def test_a_leaf_that_is_none_is_named() -> None:
    leaves = [leaf(entry) for entry in entries()]
    leaves[STOP] = leaves[STOP][:50]
    found = verify(leaves, note(leaves), TRUSTED)
    assert places(found)[0] == (5, STOP)


def test_a_signature_that_does_not_fit_is_named() -> None:
    kept = changed(STOP, lambda entry: replace(entry, signature=bytes(64)))
    assert places(checked(kept)) == [(4, STOP)]


def test_a_key_that_nobody_enrolled_is_named() -> None:
    def by_stranger(entry: Entry) -> Entry:
        stranger = Company().phone("stranger").sign(entry.act)
        return replace(entry, key=stranger.key, signature=stranger.signature)

    found = places(checked(changed(STOP, by_stranger)))
    assert (4, STOP) in found


def test_a_key_that_is_none_is_named() -> None:
    kept = changed(STOP, lambda entry: replace(entry, key="no-key"))
    assert places(checked(kept)).count((4, STOP)) == 2


def test_other_packs_or_another_version_of_the_rules_are_named() -> None:
    kept = changed(STOP, lambda entry: replace(entry, pack="0" * 64, core="other/9"))
    assert places(checked(kept)) == [(6, STOP), (6, STOP)]


def test_a_pack_that_cannot_be_read_is_named() -> None:
    def no_pack(entry: Entry) -> Entry:
        return replace(entry, act=entry.act.replace(b"late_ms", b"mate_ms"))

    assert (6, PACK) in places(checked(changed(PACK, no_pack)))


def test_a_refusal_turned_into_a_grant_is_named_with_the_true_answer() -> None:
    def granted(entry: Entry) -> Entry:
        return replace(entry, decision=b'{"answer":"granted","events":[],"remarks":[]}')

    found = checked(changed(ACCEPT, granted))
    assert places(found) == [(7, ACCEPT)]
    assert '"answer":"refused"' in found.findings[0].what


def test_a_decision_in_another_spelling_is_not_the_recorded_one() -> None:
    kept = changed(
        STOP, lambda entry: replace(entry, decision=entry.decision.replace(b",", b", "))
    )
    assert places(checked(kept)) == [(7, STOP)]


def test_a_decision_that_is_none_is_named() -> None:
    kept = changed(STOP, lambda entry: replace(entry, decision=b"{}"))
    assert places(checked(kept))[:2] == [(7, STOP), (7, STOP)]


def test_rounds_that_went_nowhere_are_named() -> None:
    # A keeper who writes decisions of their own.
    received = (
        b'{"answer":"granted","events":[{"at":1,"box":"B1","by":"armorer","calibre":'
        b'".45LC","event":"received","kind":"dummy","lot":"D1","place":"nowhere",'
        b'"rounds":10,"supplier":"s"}],"remarks":[]}'
    )
    found = checked(changed(STOP, lambda entry: replace(entry, decision=received)))
    nowhere = "B1: 10 rounds in no place"
    assert Finding(8, nowhere, STOP) in found.findings
    assert Finding(8, nowhere) in found.findings  # and still so at the end


@given(decisions, st.integers(0, 6))
@settings(max_examples=25, deadline=None)
def test_whatever_a_keeper_writes_is_answered_with_findings(
    decision: Decision, place: int
) -> None:
    written = changed(
        place, lambda entry: replace(entry, decision=decision_bytes(decision))
    )
    found = checked(written)
    assert written == [*entries()] or (7, place) in places(found)


def test_a_pack_in_force_that_no_act_brought_is_named() -> None:
    adopted = (
        b'{"answer":"granted","events":[{"at":1,"by":"office","event":"pack-adopted",'
        b'"pack":"%s"}],"remarks":[]}' % (b"0" * 64)
    )
    found = checked(changed(STOP, lambda entry: replace(entry, decision=adopted)))
    assert places(found)[:2] == [(7, STOP), (7, PACK)]


def test_more_than_can_be_read_is_counted_and_not_kept() -> None:
    found = verify([b""] * (FINDINGS_MAX + 10), note([]), TRUSTED)
    assert len(found.findings) == FINDINGS_MAX
    assert found.more == 11


def test_signatures_are_checked_by_processes_where_there_are_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lastlook.evidence.signatures.AT_ONCE", 2)
    monkeypatch.setattr("lastlook.evidence.signatures.WAITING", 1)
    monkeypatch.setattr("lastlook.evidence.verify.PAGE", 1)
    kept = changed(STOP, lambda entry: replace(entry, signature=bytes(64)))
    found = checked(kept)
    assert places(found) == [(4, STOP)]
    assert {one.step: one.count for one in found.checked}[4] == 7


def test_progress_is_told_page_by_page() -> None:
    told: list[int] = []
    leaves = [leaf(entry) for entry in entries()]
    verify(leaves, note(leaves), TRUSTED, progress=told.append)
    assert told == [7]


def test_the_verifier_needs_no_store_no_desk_and_no_web() -> None:
    asked = (
        "import sys, lastlook.evidence.verify;print(*(name for name in sys.modules))"
    )
    run = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert "lastlook.evidence.verify" in loaded
    unwanted = {
        "apsw",
        "argon2",
        "litestar",
        "uvicorn",
        "lastlook.desk.desk",
        "lastlook.desk.writer",
        "lastlook.desk.people",
        "lastlook.ledger.log",
        "lastlook.ledger.log_read",
        "lastlook.ledger.sqlite",
        "lastlook.ledger.memory",
        "lastlook.web",
        "lastlook.api",
    }
    assert not loaded & unwanted


def test_what_the_desk_signs_the_verifier_checks_as_the_same_message() -> None:
    assert signed_bytes(b"x") == b"lastlook/act/v1\nx"
