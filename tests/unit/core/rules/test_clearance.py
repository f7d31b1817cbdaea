"""When a weapon may be handed over or called, and as what."""

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Break,
    CallDay,
    Collect,
    Cut,
    Inspect,
    LockUp,
    Offer,
    Wrap,
)
from lastlook.core.events import Announced
from lastlook.core.impossibilities import NoDay
from lastlook.core.refusals import (
    BodyOtherwise,
    BodyUnseen,
    BoreNotClear,
    CalledOtherwise,
    ChambersUnseen,
    ClearanceLapsed,
    ContentUnclear,
    HammerUnseen,
    LoadNotPlanned,
    SecondLookMissing,
)
from lastlook.core.state import LastCall
from tests.world.production import (
    DUMMIES,
    EMPTY,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    says,
)

OFFER = says("armorer", Offer, "colt-1", "actor")
ACCEPT = says("actor", Accept, "colt-1", "taken")


def test_a_performer_is_offered_nothing_nobody_looked_into() -> None:
    answer = a_set().at_set_up().out().ask(OFFER)
    assert refused(answer) == (
        ChambersUnseen("colt-1", 0, 6),
        BoreNotClear("colt-1"),
        HammerUnseen("colt-1"),
    )


def test_a_performer_is_offered_what_two_people_have_seen() -> None:
    assert granted(a_set().ready().ask(OFFER))


def test_a_handler_is_offered_what_nobody_has_seen() -> None:
    out = a_set().at_set_up().out()
    assert granted(out.ask(says("armorer", Offer, "colt-1", "prop-master")))


def test_a_clearance_that_lapsed_after_the_offer_bars_the_acceptance() -> None:
    offered = (
        a_set().ready().having(says("armorer", Offer, "colt-1", "actor", at="07:09"))
    )
    on_time = says("actor", Accept, "colt-1", "taken", at="07:09:59.999")
    assert granted(offered.ask(on_time))
    late = says("actor", Accept, "colt-1", "taken", at="07:10")
    assert refused(offered.ask(late)) == (ClearanceLapsed("colt-1", ms("07:10")),)


def test_a_look_that_says_otherwise_after_the_offer_bars_the_acceptance() -> None:
    doubt = says("first-ad", Inspect, "colt-1", (*EMPTY[:5], "unsure"), "light")
    answer = a_set().ready().offered().having(doubt).ask(ACCEPT)
    assert refused(answer) == (ContentUnclear("colt-1"),)


def test_a_weapon_is_called_what_it_is() -> None:
    said = says("first-ad", Announce, "colt-1", "empty", at="07:01")
    assert granted(a_set().ready().ask(said)) == (
        Announced(by="first-ad", at=ms("07:01"), weapon="colt-1", called="empty"),
    )
    called = a_set().ready().having(said)
    assert called.colt.called == LastCall("empty", "first-ad", ms("07:01"))


@pytest.mark.parametrize("called", ["dummies", "blanks"])
def test_a_weapon_is_called_nothing_else(called: str) -> None:
    answer = a_set().ready("12B").ask(says("first-ad", Announce, "colt-1", called))
    assert refused(answer) == (CalledOtherwise("colt-1", called, "empty"),)


def test_a_weapon_not_cleared_is_called_nothing_but_that() -> None:
    one_look = a_set().at_set_up().out()
    one_look = one_look.having(
        says("armorer", Inspect, "colt-1", EMPTY, "rod", "clear", "half-cock")
    )
    answer = one_look.ask(says("first-ad", Announce, "colt-1", "empty"))
    assert refused(answer) == (
        SecondLookMissing("colt-1", 1, 2),
        CalledOtherwise("colt-1", "empty", "not-cleared"),
    )
    assert granted(one_look.ask(says("first-ad", Announce, "colt-1", "not-cleared")))


def test_a_weapon_with_dummies_is_called_so_where_dummies_are_planned() -> None:
    loaded = a_set().ready().loaded(1, 2, 3, 4, 5, 6)
    seen = loaded.looked_into(*DUMMIES, tests=("rattle", "primer"))
    assert granted(seen.ask(says("first-ad", Announce, "colt-1", "dummies")))
    answer = seen.ask(says("first-ad", Announce, "colt-1", "empty"))
    assert refused(answer) == (CalledOtherwise("colt-1", "empty", "dummies"),)


def test_a_weapon_with_dummies_goes_to_no_set_up_that_plans_it_empty() -> None:
    loaded = a_set().ready().loaded(1, 2, 3, 4, 5, 6)
    seen = loaded.looked_into(*DUMMIES, tests=("rattle", "primer"))
    empty = replace(seen.state.set_ups["12A"], load="none")
    state = replace(seen.state, set_ups=seen.state.set_ups.put("12A", empty))
    answer = replace(seen, state=state).ask(OFFER)
    assert refused(answer) == (LoadNotPlanned("colt-1", "dummies", "none"),)


def test_nothing_is_called_where_no_day_is() -> None:
    wrapped = a_set().without("count-missing").having(says("first-ad", Wrap))
    answer = wrapped.ask(says("first-ad", Announce, "colt-1", "not-cleared"))
    assert refused(answer) == (NoDay(),)
    again = wrapped.having(says("first-ad", CallDay, ms("07:00"), ms("19:00")))
    assert granted(again.ask(says("first-ad", Announce, "colt-1", "not-cleared")))


def called() -> Production:
    return a_set().ready().having(says("first-ad", Announce, "colt-1", "empty"))


def test_a_call_puts_the_set_in_play_until_the_cut() -> None:
    before = a_set().ready().having(says("first-ad", Cut, at="07:01"))
    day = before.having(says("first-ad", Announce, "colt-1", "empty")).state.day
    assert day is not None
    assert (day.in_play, day.cut_at) == (True, None)
    cut = called().having(says("first-ad", Cut, at="07:02")).state.day
    assert cut is not None
    assert (cut.in_play, cut.cut_at) == (False, ms("07:02"))


def test_to_call_it_not_cleared_puts_nothing_in_play() -> None:
    said = says("first-ad", Announce, "colt-1", "not-cleared")
    cut = a_set().ready().having(says("first-ad", Cut, at="07:01"))
    not_cleared = cut.having(said)
    assert not_cleared.colt.called == LastCall("not-cleared", "first-ad", ms("07:01"))
    assert not_cleared.state.day == cut.state.day


def test_a_call_ends_with_the_looks_it_rests_on() -> None:
    assert called().colt.called is not None
    assert called().having(says("first-ad", Break)).colt.called is None
    assert called().locked_up().colt.called is None
    handed = called().handed_to("actor")
    assert handed.colt.called is not None
    assert handed.having(says("armorer", Collect, "colt-1")).colt.called is None


def test_when_sight_is_lost_everything_seen_is_forgotten_but_not_what_is_in_it() -> (
    None
):
    seen = (
        a_set()
        .ready()
        .loaded(1)
        .looked_into("dummy", *EMPTY[1:], tests=("rattle", "primer"))
    )
    seen = seen.having(says("armorer", LockUp, "colt-1", "safe-1"))
    colt = seen.colt
    assert [chamber.lot for chamber in colt.chambers] == ["D1", *[None] * 5]
    assert not any(chamber.looks for chamber in colt.chambers)
    assert (colt.bore, colt.hammer, colt.lapse) == ("unseen", "unseen", "locked-up")


# --- hot ---------------------------------------------------------------------


@pytest.mark.parametrize("what", ["empty", "dummies", "not-cleared", "rubber"])
def test_only_what_was_called_with_blanks_is_hot(what: str) -> None:
    ready = a_set().ready().only()
    day = ready.having(says("first-ad", Announce, "colt-1", what)).state.day
    assert day is not None
    assert day.hot == ()
    blanks = says("first-ad", Announce, "colt-1", "blanks")
    both = ready.having(blanks, says("first-ad", Announce, "rubber-1", what)).state.day
    assert both is not None
    assert both.hot == ("colt-1",)


# --- without chambers --------------------------------------------------------


def rubber(*people: str, body: str = "soft") -> Production:
    """At the rehearsal, rubber-1 out and looked at by these; what it is is asked."""
    out = a_set().at_set_up("12R").out("rubber-1")
    kept = out.only("body-unseen", "body-otherwise", "called-otherwise")
    looks = (
        says(who, Inspect, "rubber-1", (), "finger", body=body, at="07:01")
        for who in people
    )
    return kept.limited(body_looks_count=1).having(*looks)


CALLS = says("first-ad", Announce, "rubber-1", "rubber", at="07:02")


@pytest.mark.parametrize(
    "said",
    [CALLS, says("armorer", Offer, "rubber-1", "actor", at="07:02")],
    ids=lambda said: said.kind.__name__,
)
def test_what_has_no_chamber_is_looked_at_before_it_is_played(said: Said) -> None:
    unseen = BodyUnseen("rubber-1", 0, 1)
    assert unseen in refused(rubber().ask(said))
    assert granted(rubber("armorer").ask(said))
    other = rubber("armorer", body="sharp")
    assert BodyOtherwise("rubber-1", "sharp") in refused(other.ask(said))


def test_what_has_no_chamber_is_called_what_it_is() -> None:
    seen = rubber("armorer")
    assert granted(seen.ask(CALLS))
    for other in ("empty", "replica", "blade"):
        said = says("first-ad", Announce, "rubber-1", other, at="07:02")
        answer = refused(seen.ask(said))
        assert answer == (CalledOtherwise("rubber-1", other, "rubber"),)
    unseen = refused(rubber().ask(CALLS))
    assert unseen == (
        BodyUnseen("rubber-1", 0, 1),
        CalledOtherwise("rubber-1", "rubber", "not-cleared"),
    )


@pytest.mark.parametrize(
    ("weapon_class", "called"),
    [
        ("deactivated", "deactivated"),
        ("airsoft", "airsoft"),
        ("replica", "replica"),
        ("rubber", "rubber"),
        ("blade", "blade"),
        ("bow", "bow"),
    ],
)
def test_where_no_pack_asks_for_a_look_it_is_called_empty_or_what_it_is(
    weapon_class: str, called: str
) -> None:
    out = a_set().at_set_up("12R").out("rubber-1").only("called-otherwise")
    out = out.with_weapon("rubber-1", weapon_class=weapon_class)
    for name in ("empty", called):
        assert granted(out.ask(says("first-ad", Announce, "rubber-1", name)))
    answer = out.ask(says("first-ad", Announce, "rubber-1", "dummies"))
    assert refused(answer) == (CalledOtherwise("rubber-1", "dummies", "empty"),)


def test_what_cannot_fire_and_has_chambers_is_called_after_what_is_in_them() -> None:
    bare = a_set().ready().only("called-otherwise")
    replica = bare.with_weapon(weapon_class="replica")
    for called in ("replica", "empty"):
        assert granted(replica.ask(says("first-ad", Announce, "colt-1", called)))
    other = says("first-ad", Announce, "colt-1", "dummies")
    assert refused(replica.ask(other)) == (
        CalledOtherwise("colt-1", "dummies", "empty"),
    )
    full = bare.loaded(1).looked_into("dummy", *EMPTY[1:], tests=("rattle", "primer"))
    filled = full.with_weapon(weapon_class="replica")
    assert granted(filled.ask(other))
    for called in ("replica", "empty"):
        said = says("first-ad", Announce, "colt-1", called)
        assert refused(filled.ask(said)) == (
            CalledOtherwise("colt-1", called, "dummies"),
        )
