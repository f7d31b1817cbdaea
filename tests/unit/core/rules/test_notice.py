"""Who outside the company was told."""

from typing import Any

import pytest

from lastlook.core.acts import (
    Accept,
    Announce,
    ChangeSetUp,
    GiveNotice,
    Load,
    Offer,
    TakeOut,
)
from lastlook.core.events import NoticeGiven
from lastlook.core.refusals import NoticeMissing, NoticeTooLate, OfficerMissing
from lastlook.core.state import Notice
from tests.world.production import (
    HOUR,
    Production,
    Said,
    a_plan,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

GOES = says("first-ad", ChangeSetUp, "12A")
OFFERS = says("armorer", Offer, "colt-1", "actor")
HEARD = pytest.mark.parametrize(
    "said",
    [
        GOES,
        says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
        OFFERS,
        says("actor", Accept, "colt-1", "taken"),
        says("first-ad", Announce, "colt-1", "empty"),
    ],
    ids=lambda said: said.kind.__name__,
)


def under(*codes: str, **words: tuple[str, ...]) -> Production:
    """At 12A, in public view, colt-1 offered; these rules alone are kept."""
    ready = a_set().ready().offered().only(*codes).asking(**words)
    return ready.with_set_up("12A", public_view=True)


def tells(what: str, scene: str | None = "12", **more: Any) -> Said:
    return says("first-ad", GiveNotice, what, "R-1", scene, **more)


# --- the call sheet and the public -------------------------------------------


@HEARD
def test_a_scene_with_weapons_stands_in_the_call_sheet(said: Said) -> None:
    one = under("notice-missing", notices=("call-sheet",), public_notices=())
    assert granted(one.ask(said))
    two = one.asking(notices=("call-sheet", "permit-office"))
    assert refused(two.ask(said)) == (NoticeMissing("12", "permit-office"),)
    assert granted(two.having(tells("permit-office")).ask(said))


@HEARD
def test_what_the_public_can_see_is_known_to_whom_the_packs_name(said: Said) -> None:
    public = under("notice-missing", public_notices=("police", "neighbours"))
    assert refused(public.ask(said)) == (
        NoticeMissing("12", "police"),
        NoticeMissing("12", "neighbours"),
    )
    assert granted(public.having(tells("police"), tells("neighbours")).ask(said))


@HEARD
def test_what_nobody_outside_can_see_is_known_to_nobody(said: Said) -> None:
    codes = ("notice-missing", "notice-too-late", "officer-missing")
    public = under(*codes, public_notices=("police", "call-sheet"))
    hidden = public.limited(notice_ms=24 * HOUR).with_set_up("12A", public_view=False)
    assert granted(hidden.ask(said))
    sheet = hidden.asking(notices=("neighbours",))
    assert refused(sheet.ask(said)) == (NoticeMissing("12", "neighbours"),)


def test_what_is_owed_for_two_reasons_is_named_once() -> None:
    both = under("notice-missing", notices=("police",), public_notices=("police",))
    assert refused(both.ask(GOES)) == (NoticeMissing("12", "police"),)


def test_a_notice_of_another_scene_or_of_none_is_none_of_this_one() -> None:
    public = under("notice-missing", public_notices=("police",))
    other = public.having(a_plan("13A", scene="13"), tells("police", "13"))
    told = other.having(tells("police", None))
    assert refused(told.ask(GOES)) == (NoticeMissing("12", "police"),)


def test_the_notices_owed_are_those_of_the_set_up_that_is_gone_to() -> None:
    public = under("notice-missing", public_notices=("police",))
    assert granted(public.ask(says("first-ad", ChangeSetUp, "12B")))
    seen = public.with_set_up("12B", public_view=True)
    seen = seen.with_set_up("12A", public_view=False)
    assert granted(seen.ask(OFFERS))
    answer = refused(seen.ask(says("first-ad", ChangeSetUp, "12B")))
    assert answer == (NoticeMissing("12", "police"),)


def test_where_no_set_up_is_called_nobody_is_owed_notice() -> None:
    out = a_set().out().only("notice-missing").asking(notices=("police",))
    assert granted(out.ask(OFFERS))


@pytest.mark.parametrize(
    "said",
    [
        says("first-ad", Announce, "colt-1", "not-cleared"),
        says("armorer", Offer, "colt-1", "prop-master"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_making_safe_waits_for_no_notice(said: Said) -> None:
    owed = under("notice-missing", "officer-missing", notices=("police",))
    assert granted(owed.ask(said))


def test_it_comes_out_before_anybody_is_told() -> None:
    owed = under("notice-missing", notices=("police",)).locked_up()
    assert granted(owed.ask(says("armorer", TakeOut, "colt-1")))


# --- early enough, and an officer --------------------------------------------


@pytest.mark.parametrize(
    ("at", "may"), [("07:59:59.999", False), ("08:00", True), ("09:00", True)]
)
def test_outsiders_are_told_early_enough(at: str, *, may: bool) -> None:
    public = under("notice-too-late", public_notices=("police",))
    told = public.limited(notice_ms=HOUR).having(tells("police"))
    answer = told.ask(says("first-ad", ChangeSetUp, "12A", at=at))
    if may:
        assert granted(answer)
    else:
        late = NoticeTooLate("12", "police", ms("07:00"))
        assert refused(answer) == (late,)


@HEARD
def test_notice_that_is_too_late_keeps_it_from_being_played_too(said: Said) -> None:
    public = under("notice-too-late", public_notices=("police",)).limited(notice_ms=1)
    told = public.having(tells("police"))
    assert refused(told.ask(said)) == (NoticeTooLate("12", "police", ms("07:00")),)


def test_to_tell_them_again_is_not_to_tell_them_later() -> None:
    public = under("notice-too-late", public_notices=("police",))
    twice = public.limited(notice_ms=HOUR).having(
        tells("police"), tells("police", at="07:59")
    )
    assert granted(twice.ask(says("first-ad", ChangeSetUp, "12A", at="08:00")))


def test_what_was_not_told_at_all_was_not_told_late() -> None:
    public = under("notice-too-late", public_notices=("police",))
    assert granted(public.limited(notice_ms=HOUR).ask(GOES))


def test_the_call_sheet_may_go_out_at_the_last_moment() -> None:
    sheet = under("notice-too-late", notices=("call-sheet",))
    assert granted(sheet.limited(notice_ms=24 * HOUR).ask(GOES))


@HEARD
def test_where_a_pack_asks_for_an_officer_one_is_there(said: Said) -> None:
    public = under("officer-missing")
    assert refused(public.ask(said)) == (OfficerMissing("12"),)
    told = public.having(tells("police"))
    assert refused(told.ask(said)) == (OfficerMissing("12"),)
    there = told.having(tells("police", officer=True), tells("neighbours"))
    assert granted(there.ask(said))


def test_everything_that_is_owed_is_named_in_order() -> None:
    words: dict[str, tuple[str, ...]] = {
        "notices": ("permit-office",),
        "public_notices": ("police", "call-sheet"),
    }
    codes = ("officer-missing", "notice-too-late", "notice-missing")
    answer = under(*codes, **words).limited(notice_ms=HOUR).ask(GOES)
    assert refused(answer) == (
        NoticeMissing("12", "permit-office"),
        NoticeMissing("12", "police"),
        NoticeTooLate("12", "call-sheet", ms("06:40")),
        OfficerMissing("12"),
    )


def test_a_pack_that_warns_has_it_remarked() -> None:
    public = under(public_notices=("police",))
    warned = public.only("notice-missing", severity="warn")
    assert remarks(warned.ask(GOES)) == (NoticeMissing("12", "police"),)
    assert remarks(public.ask(GOES)) == ()


# --- telling them ------------------------------------------------------------


def test_notice_is_given_with_a_reference_that_can_be_asked_after() -> None:
    said = tells("police", officer=True)
    assert granted(a_set().ask(said)) == (
        NoticeGiven(
            by="first-ad",
            at=ms("07:00"),
            what="police",
            reference="R-1",
            scene="12",
            officer=True,
        ),
    )
    before = a_set().state.scenes["12"].notices
    told = a_set().having(said).state
    assert told.scenes["12"].notices == (
        *before,
        Notice("police", ms("07:00"), officer=True),
    )
    assert told.notices == {}
    assert before == (Notice("call-sheet", ms("06:40"), officer=False),)


def test_who_was_told_was_told_whatever_is_planned_anew() -> None:
    told = a_set().having(tells("police"), a_plan("12C"))
    assert [notice.what for notice in told.state.scenes["12"].notices] == [
        "call-sheet",
        "police",
    ]


def test_notice_of_no_scene_is_kept_by_its_kind_and_newest_time() -> None:
    said = tells("police", None)
    assert granted(a_set().ask(said)) == (
        NoticeGiven(by="first-ad", at=ms("07:00"), what="police", reference="R-1"),
    )
    told = a_set().having(
        said, tells("neighbours", None), tells("police", None, at="07:05")
    )
    assert told.state.notices == {"police": ms("07:05"), "neighbours": ms("07:00")}
    assert told.state.scenes == a_set().state.scenes
