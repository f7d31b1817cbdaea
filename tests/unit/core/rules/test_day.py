"""The working day: called, broken, resumed, cut, wrapped."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Break,
    CallDay,
    ChangeSetUp,
    Count,
    Cut,
    Find,
    Inspect,
    Load,
    LockUp,
    Move,
    Offer,
    PutInCharge,
    RegisterWeapon,
    Report,
    Resume,
    Seal,
    TakeOut,
    Wrap,
)
from lastlook.core.events import (
    BreakCalled,
    ChargeGiven,
    CutCalled,
    DayCalled,
    Resumed,
    SetUpChanged,
    SightLost,
    Wrapped,
)
from lastlook.core.impossibilities import (
    AlreadyOnBreak,
    DayCalledAlready,
    EndsBeforeItStarts,
    NoDay,
    NotOnBreak,
    Unknown,
)
from lastlook.core.refusals import (
    AmmunitionOut,
    CountMissing,
    DayNotCalled,
    DayTooLong,
    LoadedAtWrap,
    NotLockedUp,
    OnBreak,
    OutOfHours,
)
from lastlook.core.state import Day, Returned
from tests.world.production import (
    EMPTY,
    HOUR,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    says,
)

NOW: dict[str, Any] = {"by": "first-ad", "at": ms("07:00")}
BREAKS = says("first-ad", Break)
WRAPS = says("first-ad", Wrap)
TAKES_OUT = says("armorer", TakeOut, "colt-1")


def day(production: Production) -> Day:
    assert production.state.day is not None
    return production.state.day


def without_day() -> Production:
    return replace(a_set(), state=replace(a_set().state, day=None))


def counted() -> Production:
    """Everything counted, ready to wrap."""
    return a_set().having(
        says("armorer", Count, "B1", 12), says("armorer", Count, "B2", 10)
    )


# --- the call ----------------------------------------------------------------


def test_a_day_is_called_from_when_to_when() -> None:
    said = says("first-ad", CallDay, ms("08:00"), ms("19:00"), "prop-master")
    assert granted(without_day().ask(said)) == (
        DayCalled(
            **NOW,
            call_at=ms("08:00"),
            wrap_by=ms("19:00"),
            in_charge="prop-master",
        ),
    )
    called = without_day().having(said)
    assert day(called) == Day(
        ms("08:00"), ms("19:00"), in_charge="prop-master", called_at=ms("07:00")
    )


def test_a_day_may_be_called_with_nobody_in_charge() -> None:
    said = says("first-ad", CallDay, ms("08:00"), ms("19:00"))
    assert day(without_day().having(said)).in_charge is None


def test_nobody_unknown_is_put_in_charge() -> None:
    said = says("first-ad", CallDay, ms("08:00"), ms("19:00"), "nobody-we-know")
    answer = refused(without_day().ask(said))
    assert answer == (Unknown("person", "nobody-we-know"),)


def test_one_day_at_a_time() -> None:
    answer = a_set().ask(says("first-ad", CallDay, ms("08:00"), ms("19:00")))
    assert refused(answer) == (DayCalledAlready(ms("07:00")),)


@pytest.mark.parametrize("end", ["08:00", "07:59"])
def test_a_day_ends_after_it_starts(end: str) -> None:
    answer = without_day().ask(says("first-ad", CallDay, ms("08:00"), ms(end)))
    assert refused(answer) == (EndsBeforeItStarts(ms("08:00"), ms(end)),)


def test_a_day_may_be_a_millisecond_long_and_as_long_as_the_packs_allow() -> None:
    start = ms("08:00")
    none = without_day()
    assert granted(none.ask(says("first-ad", CallDay, start, start + 1)))
    assert granted(none.ask(says("first-ad", CallDay, start, start + 16 * HOUR)))
    longer = none.ask(says("first-ad", CallDay, start, start + 16 * HOUR + 1))
    assert refused(longer) == (DayTooLong("first-ad"),)
    short = none.limited(day_ms=HOUR)
    assert refused(short.ask(says("first-ad", CallDay, start, start + HOUR + 1))) == (
        DayTooLong("first-ad"),
    )


@pytest.mark.parametrize(
    "said",
    [
        says("first-ad", Break),
        says("first-ad", Resume),
        says("first-ad", ChangeSetUp, "12A"),
        says("first-ad", Cut),
        says("first-ad", Wrap),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_without_a_day_there_is_nothing_to_call(said: Said) -> None:
    assert refused(without_day().ask(said)) == (NoDay(),)


# --- hours -------------------------------------------------------------------


def test_before_the_day_is_called_nothing_comes_out() -> None:
    assert refused(without_day().ask(TAKES_OUT)) == (DayNotCalled("colt-1"),)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        ("06:59:59.999", False),
        ("07:00", True),
        ("18:59:59.999", True),
        ("19:00", False),
    ],
)
def test_a_weapon_is_out_from_call_to_wrap_and_no_millisecond_longer(
    at: str, *, may: bool
) -> None:
    answer = a_set().ask(replace(TAKES_OUT, at=at))
    hours = OutOfHours("colt-1", ms("07:00"), ms("19:00"))
    assert granted(answer) if may else refused(answer) == (hours,)


IN_PLAY = [
    says("armorer", Offer, "colt-1", "actor"),
    says("first-ad", Announce, "colt-1", "empty"),
    says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
]


@pytest.mark.parametrize("said", IN_PLAY, ids=lambda said: said.kind.__name__)
def test_on_a_break_and_out_of_hours_nothing_is_put_in_play(said: Said) -> None:
    ready = a_set().ready()
    on_break = replace(day(ready), on_break=True)
    broken = replace(ready, state=replace(ready.state, day=on_break))
    assert refused(broken.ask(said)) == (OnBreak("colt-1"),)
    over = replace(day(ready), wrap_by=ms("07:00"))
    late = replace(ready, state=replace(ready.state, day=over))
    assert refused(late.ask(said)) == (OutOfHours("colt-1", ms("07:00"), ms("07:00")),)


def test_an_offer_is_not_accepted_on_a_break() -> None:
    offered = a_set().ready().offered()
    broken = replace(offered.state, day=replace(day(offered), on_break=True))
    answer = replace(offered, state=broken).ask(
        says("actor", Accept, "colt-1", "taken")
    )
    assert refused(answer) == (OnBreak("colt-1"),)


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", LockUp, "colt-1", "safe-1", at="23:00"),
        says("armorer", Inspect, "colt-1", EMPTY, "rod", at="23:00"),
        says("armorer", Offer, "colt-1", "prop-master", at="23:00"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_making_safe_knows_no_hours_and_no_breaks(said: Said) -> None:
    assert granted(a_set().out().having(BREAKS).ask(said))


# --- breaks ------------------------------------------------------------------


def test_a_break_ends_every_look() -> None:
    assert granted(a_set().ready().ask(BREAKS)) == (
        BreakCalled(**NOW),
        SightLost(**NOW, weapon="colt-1", because="break"),
    )
    over = a_set().ready().having(BREAKS)
    assert not over.colt.looked_into
    assert (day(over).on_break, day(over).in_play) == (True, False)
    assert day(over).cut_at == ms("07:00")


def test_a_break_ends_no_look_where_there_was_none() -> None:
    assert granted(a_set().ask(BREAKS)) == (BreakCalled(**NOW),)


def test_a_break_puts_nothing_in_play_and_is_a_cut() -> None:
    played = a_set().ready().having(says("first-ad", Announce, "colt-1", "empty"))
    assert day(played).in_play
    assert not day(played.having(BREAKS)).in_play


def test_one_break_at_a_time_and_no_end_without_a_break() -> None:
    broken = a_set().having(BREAKS)
    assert refused(broken.ask(BREAKS)) == (AlreadyOnBreak(),)
    resumes = says("first-ad", Resume)
    assert refused(a_set().ask(resumes)) == (NotOnBreak(),)
    assert granted(broken.ask(resumes)) == (Resumed(**NOW),)
    resumed = broken.having(resumes)
    assert day(resumed) == replace(day(broken), on_break=False)
    assert granted(resumed.ask(BREAKS))


def test_at_a_break_every_box_is_behind_a_lock_or_a_seal() -> None:
    out = a_set().having(says("armorer", Move, "B1", "table-1"))
    assert refused(out.ask(BREAKS)) == (AmmunitionOut("B1"),)
    sealed = out.having(says("armorer", Seal, "B1", "S-1"))
    assert granted(sealed.ask(BREAKS))
    on_cart = out.having(says("armorer", Move, "B1", "cart-1"))
    assert granted(on_cart.ask(BREAKS))


def test_an_empty_box_may_stand_anywhere() -> None:
    out = a_set().having(says("armorer", Move, "B1", "table-1"))
    bare = replace(out.box("B1"), rounds=0)
    assert granted(replace(out, state=out.state.with_box(bare)).ask(BREAKS))


def test_a_box_that_went_back_stands_nowhere() -> None:
    gone = replace(a_set().box("B1"), place=None)
    assert granted(replace(a_set(), state=a_set().state.with_box(gone)).ask(BREAKS))


def test_at_a_break_no_weapon_lies_about() -> None:
    alone = a_set().out()
    alone = alone.having(
        says("armorer", Report, "left-unattended", ms("07:00"), "colt-1")
    )
    assert refused(alone.ask(BREAKS)) == (NotLockedUp("colt-1"),)
    assert granted(a_set().out().ask(BREAKS))


# --- set-ups and cuts --------------------------------------------------------


def test_another_set_up_ends_every_look() -> None:
    goes = says("first-ad", ChangeSetUp, "12B")
    assert granted(a_set().ready().ask(goes)) == (
        SetUpChanged(**NOW, set_up="12B"),
        SightLost(**NOW, weapon="colt-1", because="set-up-changed"),
    )
    played = a_set().ready().having(says("first-ad", Announce, "colt-1", "empty"))
    moved = played.having(goes)
    assert (day(moved).set_up, day(moved).in_play, day(moved).cut_at) == (
        "12B",
        False,
        None,
    )
    cut = played.having(says("first-ad", Cut), goes)
    assert day(cut).cut_at is None
    assert moved.state.set_up == moved.state.set_ups["12B"]
    assert a_set().state.set_up is None
    assert without_day().state.set_up is None


def test_a_cut_is_called_at_its_time_and_ends_no_look() -> None:
    cut = says("first-ad", Cut, at="07:01")
    assert granted(a_set().ready().ask(cut)) == (
        CutCalled(by="first-ad", at=ms("07:01")),
    )
    over = a_set().ready().having(cut)
    assert (day(over).in_play, day(over).cut_at) == (False, ms("07:01"))
    assert over.colt.looked_into


# --- the wrap ----------------------------------------------------------------


def test_a_day_is_wrapped_when_all_is_put_away_and_counted() -> None:
    assert granted(counted().ask(WRAPS)) == (Wrapped(**NOW),)
    assert counted().having(WRAPS).state.day is None


def test_a_wrap_ends_every_look() -> None:
    seen = counted().ready()
    looked = replace(seen.colt, custody=a_set().colt.custody)
    away = replace(seen, state=seen.state.with_weapon(looked))
    assert granted(away.ask(WRAPS))[1:] == (
        SightLost(**NOW, weapon="colt-1", because="wrapped"),
    )


def test_at_the_wrap_every_weapon_is_locked_up() -> None:
    assert refused(counted().out().ask(WRAPS)) == (NotLockedUp("colt-1"),)
    lying = (
        counted()
        .out()
        .having(says("armorer", Report, "left-unattended", ms("07:00"), "colt-1"))
    )
    assert refused(lying.ask(WRAPS)) == (NotLockedUp("colt-1"),)
    table = replace(counted().colt.custody, locked=False)
    on_table = replace(counted().colt, custody=table)
    state = counted().state.with_weapon(on_table)
    assert refused(replace(counted(), state=state).ask(WRAPS)) == (
        NotLockedUp("colt-1"),
    )


def test_at_the_wrap_every_weapon_is_empty() -> None:
    loaded = counted().ready().loaded(1).locked_up()
    assert refused(loaded.ask(WRAPS)) == (LoadedAtWrap("colt-1"),)


def test_a_weapon_that_went_back_is_nobodys_to_put_away() -> None:
    loaded = counted().ready().loaded(1)
    gone = replace(loaded.colt, custody=Returned(ms("07:00")))
    back = replace(loaded, state=loaded.state.with_weapon(gone))
    assert granted(back.ask(WRAPS))
    # and hides no other that is still out
    table = replace(back.weapon("rubber-1").custody, locked=False)
    still = back.with_weapon("rubber-1", custody=table)
    assert refused(still.ask(WRAPS)) == (NotLockedUp("rubber-1"),)


def test_at_the_wrap_every_box_is_locked_away() -> None:
    out = counted().having(says("armorer", Move, "B1", "table-1"))
    assert refused(out.ask(WRAPS)) == (AmmunitionOut("B1"),)


def test_at_the_wrap_every_box_was_counted_since_the_call() -> None:
    one = a_set().having(says("armorer", Count, "B1", 12))
    assert refused(one.ask(WRAPS)) == (CountMissing("B2"),)
    early = replace(counted().box("B2"), counted_at=ms("07:00") - 1)
    state = counted().state.with_box(early)
    assert refused(replace(counted(), state=state).ask(WRAPS)) == (CountMissing("B2"),)


@pytest.mark.parametrize(
    "changed", [{"seal": "S-1"}, {"rounds": 0}, {"place": None}, {"found": True}]
)
def test_sealed_empty_returned_and_found_boxes_are_not_counted_again(
    changed: dict[str, Any],
) -> None:
    one = a_set().having(says("armorer", Count, "B1", 12))
    box = replace(one.box("B2"), **changed)
    assert granted(replace(one, state=one.state.with_box(box)).ask(WRAPS))


def test_what_was_found_may_be_wrapped_around_but_not_left_out() -> None:
    found = counted().having(says("camera", Find, "jar", 1, "dummy", "table-1"))
    assert refused(found.ask(WRAPS)) == (AmmunitionOut("jar"),)


def test_a_weapon_in_a_place_that_does_not_lock_lies_about() -> None:
    colt_2 = ("colt-2", "firearm", "bolt", 1, ".308", "S-2", "hire-house")
    lying = a_set().having(says("armorer", RegisterWeapon, *colt_2, "table-1"))
    assert refused(lying.ask(BREAKS)) == (NotLockedUp("colt-2"),)
    locked = a_set().having(says("armorer", RegisterWeapon, *colt_2, "cart-1"))
    assert granted(locked.ask(BREAKS))


# --- what is hot, and since when ---------------------------------------------


def called_with_blanks(*weapons: str) -> Production:
    """Weapons called out with blanks, whatever is in them, at 07:05."""
    calls = (says("first-ad", Announce, name, "blanks", at="07:05") for name in weapons)
    return a_set().ready("12B").only().having(*calls)


@pytest.mark.parametrize(
    "said",
    [
        says("first-ad", Cut),
        says("first-ad", Break),
        says("first-ad", ChangeSetUp, "12A"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_was_called_out_with_blanks_is_hot_until_the_cut(said: Said) -> None:
    hot = called_with_blanks("colt-1", "rubber-1", "colt-1")
    assert day(hot).hot == ("colt-1", "rubber-1")
    assert day(hot.having(said)).hot == ()
    assert day(hot.having(said)).in_charge == "armorer"


def test_a_day_knows_when_it_was_called_and_when_a_weapon_was_last_called_out() -> None:
    assert (day(a_set()).called_at, day(a_set()).played_at) == (ms("06:53"), 0)
    hot = called_with_blanks("colt-1")
    assert (day(hot).called_at, day(hot).played_at) == (ms("06:53"), ms("07:05"))
    over = hot.having(says("first-ad", Cut, at="07:06"))
    assert day(over).played_at == ms("07:05")
    again = says("first-ad", Announce, "colt-1", "empty", at="07:07")
    assert day(over.having(again)).played_at == ms("07:07")


# --- who is in charge --------------------------------------------------------


def test_who_is_in_charge_may_change_in_the_day() -> None:
    said = says("first-ad", PutInCharge, "prop-master")
    assert granted(a_set().ask(said)) == (ChargeGiven(**NOW, person="prop-master"),)
    changed = day(a_set().having(said))
    assert changed == replace(day(a_set()), in_charge="prop-master")


def test_nobody_is_put_in_charge_of_no_day() -> None:
    said = says("first-ad", PutInCharge, "prop-master")
    assert refused(without_day().ask(said)) == (NoDay(),)
    ghost = says("first-ad", PutInCharge, "ghost")
    assert refused(a_set().ask(ghost)) == (Unknown("person", "ghost"),)


def test_what_is_lost_is_nobodys_to_put_away() -> None:
    lost = counted().only("not-locked-up", "loaded-at-wrap")
    lost = lost.having(says("armorer", Report, "lost", ms("07:00"), "colt-1"))
    assert granted(lost.ask(WRAPS))
    left = counted().only("not-locked-up")
    left = left.having(says("armorer", Report, "moved", ms("07:00"), "colt-1"))
    assert refused(left.ask(WRAPS)) == (NotLockedUp("colt-1"),)
