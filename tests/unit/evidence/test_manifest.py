"""What should be in a record and is not is named, with the entry that shows it."""

from hashlib import sha256
from typing import get_args

import pytest

from lastlook.core.answers import Refused
from lastlook.desk.wire import read_decision
from lastlook.evidence.manifest import (
    FORM,
    GAPS_MAX,
    KINDS,
    OPEN,
    Gap,
    GapKind,
    Manifest,
    manifest,
    manifest_bytes,
    read_manifest,
)
from lastlook.ledger.entry import read_leaf
from lastlook.views.outstanding import Kind
from tests.world.frozen import file_of, frozen
from tests.world.recorded import recorded, told

COUNTED = """\
11:00 armorer counts B1 rounds=12
11:00 armorer counts B2 rounds=10
"""
COLLECTED = """\
07:00 first-ad goes-to 12R
07:01 armorer takes-out rubber-1
07:02 armorer inspects rubber-1 chambers=- method=finger body=inert
07:03 armorer offers rubber-1 to=actor
07:04 actor accepts rubber-1 look=declined
07:05 armorer collects rubber-1
"""
READY = recorded("")
NEXT = len(READY)  # the number of the first entry after a set is ready
DIGEST = "ab" * 32


def gaps(lines: str, kind: GapKind) -> list[Gap]:
    """What of a kind these lines add to a set that is ready."""
    before = {gap for gap in manifest(READY).gaps if gap.entry is None}
    found = manifest(recorded(lines)).gaps
    return [gap for gap in found if gap.kind == kind and gap not in before]


def test_the_manifest_of_nothing_is_empty() -> None:
    assert manifest(()) == Manifest(FORM, 0, (), {})


def test_an_ordinary_day_misses_little() -> None:
    found = manifest(told("an-ordinary-good-day"))
    assert found.size == len(told("an-ordinary-good-day"))
    missing = {(gap.kind, gap.what) for gap in found.gaps}
    assert missing == {
        ("check-missing", "look-declined"),
        ("not-returned", "not-given-back"),
        ("attachment-absent", "attached-to-record-condition"),
    }


def test_it_reads_back_as_it_was_written_and_is_the_same_every_time() -> None:
    found = manifest(told("the-2021-day"))
    written = manifest_bytes(found)
    assert read_manifest(written) == found
    assert written == manifest_bytes(manifest(told("the-2021-day")))
    assert written.startswith(b'{\n  "form": "lastlook/manifest/1",\n')


def test_on_the_day_of_2021_each_refusal_is_named_with_what_was_done_all_the_same() -> (
    None
):
    entries = told("the-2021-day")
    done = [gap for gap in manifest(entries).gaps if gap.kind == "refused-then-done"]
    assert {gap.what for gap in done} >= {
        "told-as-taken-out",
        "told-as-loaded",
        "told-as-handed-over",
        "told-as-discharged",
    }
    for gap in done:
        assert gap.entry is not None
        assert gap.followed_by is not None
        assert gap.entry < gap.followed_by
        assert isinstance(read_decision(entries[gap.entry].decision), Refused)


def test_the_same_again_after_the_remedy_is_no_other_form() -> None:
    lines = """\
07:00 first-ad goes-to 12A
07:01 armorer takes-out colt-1
07:02 armorer offers colt-1 to=actor
  refused: bore-not-clear, chambers-unseen, hammer-unseen
07:03 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:04 first-ad inspects colt-1 chambers=empty*6 method=light
07:05 armorer offers colt-1 to={to}
"""
    assert gaps(lines.format(to="actor"), "refused-then-done") == []
    [other] = gaps(lines.format(to="double"), "refused-then-done")
    assert other == Gap(
        "refused-then-done", "offer", "colt-1", NEXT + 2, NEXT + 5, "armorer"
    )


def test_what_was_refused_is_forgotten_with_the_wrap() -> None:
    lines = """\
07:01 first-ad takes-out colt-1
  refused: not-your-part
{wrap}\
19:31 armorer reports taken-out weapon=colt-1 happened-at=19:29
"""
    [kept] = gaps(lines.format(wrap=""), "refused-then-done")
    assert (kept.entry, kept.what) == (NEXT, "told-as-taken-out")
    wrapped = lines.format(wrap=f"{COUNTED}12:00 first-ad wraps\n")
    assert gaps(wrapped, "refused-then-done") == []


def test_a_rule_that_only_warned_is_named_by_its_code() -> None:
    missing = [g for g in manifest(told("loading")).gaps if g.kind == "check-missing"]
    assert (missing[0].what, missing[0].thing) == ("watch-not-offered", "colt-1")


def test_a_rule_that_was_lifted_is_named_with_who_lifted_it() -> None:
    found = manifest(told("a-rehearsal-asks-for-a-weapon")).gaps
    [lifted] = [gap for gap in found if gap.what == "rule-lifted"]
    assert (lifted.thing, lifted.person) == ("distance-too-short@13B", "adviser")


def test_what_is_missing_at_a_wrap_is_named_with_its_entry() -> None:
    locked = "07:06 armorer locks-up rubber-1 place=safe-1\n"
    lines = f"{COLLECTED}{locked}{COUNTED}19:00 first-ad wraps\n"
    unconfirmed = gaps(lines, "not-linked")
    assert [gap.entry for gap in unconfirmed] == [len(recorded(lines)) - 1, None]


def test_a_weapon_still_out_and_one_of_the_suppliers_still_here_are_not_returned() -> (
    None
):
    left = "07:01 armorer takes-out colt-1\n19:00 armorer reports lost weapon=colt-1 "
    lost = gaps(f"{left}happened-at=18:00\n", "not-returned")
    assert [(gap.what, gap.thing) for gap in lost] == [("lost", "colt-1")]
    here = [gap for gap in manifest(READY).gaps if gap.kind == "not-returned"]
    assert {(gap.what, gap.thing) for gap in here} == {
        ("not-given-back", "colt-1"),
        ("not-given-back", "rubber-1"),
        ("not-given-back", "B1"),
        ("not-given-back", "B2"),
    }


def test_what_went_back_is_returned() -> None:
    back = gaps("12:00 armorer sends-back colt-1\n", "not-returned")
    assert back == []
    after = manifest(recorded("12:00 armorer sends-back colt-1\n")).gaps
    assert "colt-1" not in {gap.thing for gap in after if gap.kind == "not-returned"}


def test_a_return_nobody_confirmed_is_not_linked() -> None:
    [gap] = gaps(COLLECTED, "not-linked")
    assert (gap.what, gap.thing, gap.person) == (
        "return-unconfirmed",
        "rubber-1",
        "actor",
    )
    [declined] = gaps(COLLECTED, "check-missing")
    assert (declined.what, declined.entry) == ("look-declined", NEXT + 4)


def test_what_is_entered_late_or_told_afterwards_says_how_late() -> None:
    late = [gap for gap in manifest(told("a-late-entry")).gaps if gap.kind == "late"]
    hours = 3 * 3_600_000
    assert [(gap.what, gap.by_ms) for gap in late] == [
        ("entered-late", hours + 3 * 60_000),
        ("told-afterwards", hours + 4 * 60_000),
    ]


def test_a_phone_ahead_of_the_desk_is_named_once_with_its_worst() -> None:
    lines = """\
07:00 armorer counts B1 rounds=12 at=07:00:02
07:01 armorer counts B1 rounds=12 at=07:01:03
07:02 prop-master counts B1 rounds=12 at=07:02:01
"""
    [ahead] = gaps(lines, "clocks")
    assert (ahead.what, ahead.entry, ahead.person, ahead.by_ms) == (
        "ahead",
        NEXT + 1,
        "armorer",
        3_000,
    )


def test_a_phone_that_says_its_own_time_is_named_behind_as_well() -> None:
    lines = """\
07:00 armorer counts B1 rounds=12 phone-at=06:53
07:01 prop-master counts B1 rounds=12 phone-at=07:01
"""
    [behind] = gaps(lines, "clocks")
    assert (behind.what, behind.entry, behind.by_ms) == ("behind", NEXT, 420_000)


def test_papers_and_photos_are_absent_once_each() -> None:
    photo = sha256(b"colt-1-left").hexdigest()
    lines = (
        "07:00 armorer records-condition colt-1 sound=yes "
        f"photos=sha256:colt-1-left paper={DIGEST}\n"
    )
    here = [gap for gap in manifest(recorded(lines)).gaps if gap.thing == photo]
    [first] = here
    assert first.kind == "attachment-absent"
    assert first.entry is not None
    assert first.entry < NEXT
    papers = gaps(lines, "attachment-absent")
    [paper] = [gap for gap in papers if gap.entry == NEXT]
    assert (paper.what, paper.thing, paper.entry) == (
        "attached-to-record-condition",
        DIGEST,
        NEXT,
    )


def test_a_pack_is_named_by_its_digest_and_not_by_its_text() -> None:
    found = manifest(told("under-california")).gaps
    assert all(len(gap.thing) <= 130 for gap in found)


def test_more_than_can_be_read_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lastlook.evidence.manifest.GAPS_MAX", 2)
    cut = manifest(told("the-2021-day"))
    monkeypatch.undo()
    whole = manifest(told("the-2021-day"))
    assert GAPS_MAX > 2
    for kind in KINDS:
        all_of = [gap for gap in whole.gaps if gap.kind == kind]
        kept = [gap for gap in cut.gaps if gap.kind == kind]
        assert kept == all_of[:2]
        assert cut.more.get(kind, 0) == max(0, len(all_of) - 2)


def test_every_word_of_the_views_has_its_kind_here_or_is_kept_back() -> None:
    # A new word of the views is another form of the manifest.
    assert {*get_args(Kind)} - {*OPEN} == {"trainers-hidden"}


def test_an_old_ledger_keeps_the_manifest_it_has() -> None:
    # Where this fails the views say something else of what was recorded long ago:
    # then the manifest has another form, and `FORM` another number.
    [lunch] = [one for one in frozen(file_of("lastlook-core/1")) if one.name == "lunch"]
    written = manifest_bytes(manifest(map(read_leaf, lunch.leaves)))
    assert sha256(written).hexdigest() == (
        "0ff4127f807a7e469a115889b6b1957c3c68136d7ee8ed3f957a2110ced9c4ac"
    )
