"""Looks into the metal: chamber by chamber, by a test that can tell."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Collect,
    Inspect,
    LiftHold,
    Misfire,
    Offer,
    Receive,
    Report,
    Show,
    Transfer,
)
from lastlook.core.clearance import clearance
from lastlook.core.decide import decide
from lastlook.core.events import (
    Found,
    HoldSet,
    Inspected,
    Quarantined,
    RoundsMissing,
    Shown,
)
from lastlook.core.impossibilities import InPlace, NotThere, WrongChambers
from lastlook.core.invariants import broken
from lastlook.core.refusals import ContentUnclear, MisfireWait, OpenedByHandler
from lastlook.core.refusals import TestCannotTell as CannotTell
from lastlook.core.state import Chamber, Look
from lastlook.core.words import HoldKind, Method, RoundKind, Seen
from tests.world.production import (
    DUMMIES,
    EMPTY,
    SECOND,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    says,
)

LOOK = says("armorer", Inspect, "colt-1", EMPTY, "rod", at="07:03")


def seen(number: int, saw: Seen) -> tuple[Seen, ...]:
    """Everything empty but one chamber."""
    return (*EMPTY[: number - 1], saw, *EMPTY[number:])


def with_blanks() -> Production:
    """Blanks in chambers 1 and 2, nobody has looked since."""
    return a_set().ready("12B").loaded(1, 2, box="B2")


# --- who opens it ------------------------------------------------------------


def test_under_lock_nobody_looks_into_it() -> None:
    assert refused(a_set().ask(LOOK)) == (InPlace("colt-1", "safe-1"),)


def test_where_nobody_minds_it_nobody_looks_into_it() -> None:
    alone = a_set().out()
    alone = alone.having(
        says("armorer", Report, "left-unattended", ms("07:00"), "colt-1")
    )
    assert refused(alone.ask(LOOK)) == (NotThere("colt-1"),)


@pytest.mark.parametrize("who", ["armorer", "prop-master", "first-ad", "adviser"])
def test_whoever_looks_a_handler_holds_it(who: str) -> None:
    assert granted(a_set().out().ask(says(who, Inspect, "colt-1", EMPTY, "light")))
    held = a_set().ready().handed_to("actor")
    answer = held.ask(says(who, Inspect, "colt-1", EMPTY, "light"))
    assert refused(answer) == (OpenedByHandler("colt-1", "actor"),)


# --- what a look says --------------------------------------------------------


@pytest.mark.parametrize("chambers", [5, 7, 0])
def test_a_look_says_what_every_chamber_shows(chambers: int) -> None:
    said = says("armorer", Inspect, "colt-1", ("empty",) * chambers, "rod")
    assert refused(a_set().out().ask(said)) == (WrongChambers("colt-1", chambers, 6),)


def test_a_look_is_recorded_as_it_was_made() -> None:
    fields: dict[str, Any] = {
        "method": "rod",
        "bore": "clear",
        "hammer": "half-cock",
        "took_ms": 41,
    }
    said = says("armorer", Inspect, "colt-1", EMPTY, at="07:03", **fields)
    assert granted(a_set().out().ask(said)) == (
        Inspected(
            by="armorer", at=ms("07:03"), weapon="colt-1", chambers=EMPTY, **fields
        ),
    )
    colt = a_set().out().having(said).colt
    look = Look("armorer", "rod", ms("07:03"), "empty", 41)
    assert colt.chambers == (Chamber(looks=(look,)),) * 6
    assert (colt.bore, colt.bore_at, colt.hammer) == ("clear", ms("07:03"), "half-cock")


def test_a_chamber_not_looked_into_stays_as_it_was() -> None:
    said = says("first-ad", Inspect, "colt-1", seen(3, "unseen"), "light")
    colt = a_set().out().having(LOOK, said).colt
    assert [len(chamber.looks) for chamber in colt.chambers] == [2, 2, 1, 2, 2, 2]


def test_a_bore_or_a_hammer_not_looked_at_stays_as_it_was() -> None:
    first = replace(LOOK, fields=LOOK.fields | {"bore": "clear", "hammer": "down"})
    colt = a_set().out().having(first, replace(LOOK, at="07:05")).colt
    assert (colt.bore, colt.bore_at, colt.hammer) == ("clear", ms("07:03"), "down")


def test_a_later_look_takes_the_place_of_the_same_persons_earlier_one() -> None:
    doubt = says("armorer", Inspect, "colt-1", seen(1, "unsure"), "rod")
    sure = says("armorer", Inspect, "colt-1", EMPTY, "light", at="07:04")
    other = says("first-ad", Inspect, "colt-1", EMPTY, "finger", at="07:02")
    colt = a_set().out().having(doubt, other, sure).colt
    assert colt.chambers[0].looks == (
        Look("first-ad", "finger", ms("07:02"), "empty"),
        Look("armorer", "light", ms("07:04"), "empty"),
    )


def test_whoever_looks_has_had_a_hand_on_it() -> None:
    looked = (
        a_set().out().having(says("adviser", Inspect, "colt-1", EMPTY, "light"), LOOK)
    )
    assert looked.colt.touched_by == ("armorer", "adviser")


# --- which test can tell -----------------------------------------------------


@pytest.mark.parametrize(
    ("method", "saw"),
    [
        ("weight", "empty"),
        ("rod", "dummy"),
        ("eye", "dummy"),
        ("rattle", "snap-cap"),
        ("primer", "blank"),
    ],
)
def test_a_test_counts_only_for_what_it_can_tell(method: Method, saw: Seen) -> None:
    said = says("armorer", Inspect, "colt-1", (saw,) * 6, method)
    answer = a_set().out().ask(said)
    assert refused(answer) == (CannotTell("colt-1", method, saw),)


@pytest.mark.parametrize("saw", ["unsure", "unseen", "live"])
def test_fear_owes_no_test(saw: Seen) -> None:
    said = says("armorer", Inspect, "colt-1", (saw,) * 6, "weight")
    tests = a_set().policy.tests.drop("live").drop("unsure")
    out = replace(a_set().out(), policy=replace(a_set().policy, tests=tests))
    assert granted(out.ask(said))


def test_everything_the_test_cannot_tell_is_named_in_order_once() -> None:
    said = says(
        "armorer",
        Inspect,
        "colt-1",
        (*EMPTY[:2], "dummy", "blank", "dummy", "unsure"),
        "weight",
    )
    assert refused(a_set().out().ask(said)) == (
        CannotTell("colt-1", "weight", "blank"),
        CannotTell("colt-1", "weight", "dummy"),
        CannotTell("colt-1", "weight", "empty"),
    )


# --- after a misfire ---------------------------------------------------------


def misfired() -> Production:
    return with_blanks().having(says("armorer", Misfire, "colt-1", 2, at="07:05"))


def test_after_a_misfire_nobody_looks_before_the_wait_is_over() -> None:
    early = says("armorer", Inspect, "colt-1", EMPTY, "rod", at="07:05:59.999")
    assert refused(misfired().ask(early)) == (MisfireWait("colt-1", ms("07:06")),)
    on_time = says("armorer", Inspect, "colt-1", EMPTY, "rod", at="07:06")
    assert granted(misfired().ask(on_time))
    assert misfired().having(on_time).colt.misfired_at is None


def test_how_long_the_wait_is_is_for_the_packs_to_say() -> None:
    look = says("armorer", Inspect, "colt-1", EMPTY, "rod", at="07:05:05")
    short = misfired().limited(misfire_wait_ms=5 * SECOND)
    assert granted(short.ask(look))


# --- against the record ------------------------------------------------------


@pytest.mark.parametrize(
    ("saw", "looks", "kind", "grounds"),
    [
        ("dummy", "dummy", "unaccounted", "a-look-against-the-record"),
        ("snap-cap", "snap-cap", "unaccounted", "a-look-against-the-record"),
        ("blank", "blank", "unaccounted", "a-look-against-the-record"),
        ("spent", "unseen", "unaccounted", "a-look-against-the-record"),
        ("live", "live", "live-round", "a-live-round-seen"),
    ],
)
def test_a_round_nobody_knows_of_came_from_nowhere_and_stops_the_set(
    saw: Seen, looks: RoundKind, kind: HoldKind, grounds: str
) -> None:
    out = a_set().out()
    said = says("adviser", Inspect, "colt-1", seen(3, saw), "light")
    events = granted(out.without("test-cannot-tell").ask(said))
    lot = f"found-{out.state.n}-3"
    assert events[1:] == (
        Found(
            by="adviser",
            at=ms("07:00"),
            lot=lot,
            rounds=1,
            looks=looks,
            weapon="colt-1",
            chamber=3,
        ),
        HoldSet(
            by="adviser",
            at=ms("07:00"),
            hold=f"{kind}-1",
            kind=kind,
            grounds=grounds,
            involved=("armorer",),
            exhibit="colt-1" if kind == "live-round" else None,
        ),
    )
    found = out.without("test-cannot-tell").having(said)
    assert [c.lot for c in found.colt.chambers] == [None, None, lot, None, None, None]
    assert found.colt.chambers[2].looks[0].saw == saw
    assert (found.lot(lot).received, found.lot(lot).kind) == (1, looks)


def test_a_round_from_nowhere_may_be_called_nothing_whatever_it_looks_like() -> None:
    found = (
        a_set()
        .out()
        .having(
            says("armorer", Inspect, "colt-1", seen(3, "dummy"), "rattle", "clear"),
            says("adviser", LiftHold, "unaccounted-1", "traced", at="07:01"),
            says("first-ad", Inspect, "colt-1", seen(3, "dummy"), "primer", at="07:02"),
        )
    )
    held = clearance(found.colt, found.policy, ms("07:02"))
    assert held.called == "not-cleared"
    assert held.missing == (ContentUnclear("colt-1"),)


def test_a_case_from_nowhere_is_news_only_once() -> None:
    said = says("adviser", Inspect, "colt-1", seen(3, "spent"), "light")
    found = a_set().out().having(said)
    again = says("armorer", Inspect, "colt-1", seen(3, "spent"), "eye", at="07:01")
    assert len(granted(found.ask(again))) == 1
    worse = says("armorer", Inspect, "colt-1", seen(3, "live"), "eye", at="07:01")
    assert [e.kind for e in granted(found.ask(worse)) if isinstance(e, HoldSet)] == [
        "live-round"
    ]


@pytest.mark.parametrize("saw", ["empty", "unseen", "unsure"])
def test_an_empty_chamber_or_a_doubt_about_one_stops_nothing(saw: Seen) -> None:
    said = says("adviser", Inspect, "colt-1", seen(3, saw), "light")
    assert len(granted(a_set().out().ask(said))) == 1


def test_a_round_that_is_gone_is_unaccounted_and_stops_the_set() -> None:
    loaded = with_blanks()
    said = says("first-ad", Inspect, "colt-1", seen(1, "blank"), "eye")
    assert granted(loaded.ask(said))[1:] == (
        RoundsMissing(
            by="first-ad",
            at=ms("07:00"),
            lot="K1",
            rounds=1,
            weapon="colt-1",
            chamber=2,
        ),
        HoldSet(
            by="first-ad",
            at=ms("07:00"),
            hold="unaccounted-1",
            kind="unaccounted",
            grounds="a-look-against-the-record",
            involved=("armorer", "first-ad"),
        ),
    )
    gone = loaded.having(said)
    assert [c.lot for c in gone.colt.chambers] == ["K1", *[None] * 5]
    assert [len(c.looks) for c in gone.colt.chambers] == [1] * 6
    assert gone.lot("K1").unaccounted == 1


@pytest.mark.parametrize("saw", ["blank", "unseen", "unsure"])
def test_what_the_record_knows_or_nobody_saw_stops_nothing(saw: Seen) -> None:
    said = says("first-ad", Inspect, "colt-1", (saw, *with_blanks_seen()), "eye")
    assert len(granted(with_blanks().ask(said))) == 1


def with_blanks_seen() -> tuple[Seen, ...]:
    return ("blank", *EMPTY[2:])


def test_a_case_the_record_knows_stops_nothing() -> None:
    fired = with_blanks()
    spent = Chamber("K1", spent=True)
    colt = replace(fired.colt, chambers=(spent, *fired.colt.chambers[1:]))
    fired = replace(fired, state=fired.state.with_weapon(colt))
    said = says("armorer", Inspect, "colt-1", ("spent", *with_blanks_seen()), "eye")
    assert len(granted(fired.ask(said))) == 1
    blank = says("armorer", Inspect, "colt-1", ("blank", *with_blanks_seen()), "eye")
    assert [e.kind for e in granted(fired.ask(blank)) if isinstance(e, HoldSet)] == [
        "contradiction"
    ]


@pytest.mark.parametrize("saw", ["dummy", "snap-cap", "spent"])
def test_another_kind_than_the_record_knows_is_a_contradiction(saw: Seen) -> None:
    said = says("first-ad", Inspect, "colt-1", (saw, *with_blanks_seen()), "primer")
    with_any = with_blanks().without("test-cannot-tell")
    assert granted(with_any.ask(said))[1:] == (
        HoldSet(
            by="first-ad",
            at=ms("07:00"),
            hold="contradiction-1",
            kind="contradiction",
            grounds="a-look-against-the-record",
            involved=("armorer", "first-ad"),
        ),
    )
    assert with_any.having(said).lot("K1").unaccounted == 0


def test_a_live_round_where_the_record_has_another_quarantines_what_fed_it() -> None:
    said = says("first-ad", Inspect, "colt-1", ("live", *with_blanks_seen()), "eye")
    assert granted(with_blanks().ask(said))[1:] == (
        HoldSet(
            by="first-ad",
            at=ms("07:00"),
            hold="live-round-1",
            kind="live-round",
            grounds="a-live-round-seen",
            involved=("armorer", "first-ad"),
            exhibit="colt-1",
        ),
        Quarantined(
            by="first-ad",
            at=ms("07:00"),
            box="B2",
            grounds="live-round-in-a-weapon-loaded-from-it",
        ),
    )
    stopped = with_blanks().having(said)
    assert stopped.box("B2").quarantined is not None
    assert stopped.box("B2").proof is None
    assert stopped.box("B1").quarantined is None


def test_a_box_in_quarantine_keeps_the_grounds_it_has() -> None:
    said = says("first-ad", Inspect, "colt-1", ("live", *with_blanks_seen()), "eye")
    fed = with_blanks()
    held = replace(fed.box("B2"), quarantined="wet", proof=None)
    fed = replace(fed, state=fed.state.with_box(held))
    assert not [e for e in granted(fed.ask(said)) if isinstance(e, Quarantined)]


def test_a_look_that_finds_more_than_one_thing_sets_a_hold_for_each() -> None:
    said = says(
        "adviser",
        Inspect,
        "colt-1",
        ("dummy", "empty", "live", *EMPTY[3:]),
        "primer",
        bore="blocked",
    )
    with_any = with_blanks().without("test-cannot-tell")
    holds = [e for e in granted(with_any.ask(said)) if isinstance(e, HoldSet)]
    assert [hold.hold for hold in holds] == [
        "live-round-1",
        "unaccounted-2",
        "contradiction-3",
        "weapon-4",
    ]
    assert list(with_any.having(said).state.holds) == [hold.hold for hold in holds]


def test_a_blocked_bore_holds_that_weapon_and_blames_nobody() -> None:
    said = says("armorer", Inspect, "colt-1", EMPTY, "rod", bore="blocked")
    assert granted(a_set().out().ask(said))[1:] == (
        HoldSet(
            by="armorer",
            at=ms("07:00"),
            hold="weapon-1",
            kind="weapon",
            grounds="bore-blocked",
            weapon="colt-1",
        ),
    )


# --- showing -----------------------------------------------------------------


def test_it_is_shown_to_whoever_asks_and_who_saw_it_is_kept() -> None:
    first = says("armorer", Show, "colt-1", ("camera", "actor"))
    assert granted(a_set().out().ask(first)) == (
        Shown(by="armorer", at=ms("07:00"), weapon="colt-1", to=("camera", "actor")),
    )
    again = says("armorer", Show, "colt-1", ("actor", "director"))
    shown = a_set().out().having(first, again).colt
    assert shown.shown_to == ("camera", "actor", "director")


def test_who_saw_it_is_forgotten_when_it_was_out_of_sight() -> None:
    shown = (
        a_set()
        .ready()
        .having(
            says("armorer", Show, "colt-1", ("camera",)),
            says("armorer", Offer, "colt-1", "actor"),
            says("actor", Accept, "colt-1", "taken"),
            says("armorer", Collect, "colt-1"),
        )
    )
    assert shown.colt.shown_to == ()


def test_to_show_a_weapon_is_no_look_that_counts() -> None:
    shown = a_set().out().having(says("armorer", Show, "colt-1", ("first-ad",)))
    assert not shown.colt.looked_into


def test_a_round_found_in_a_chamber_takes_no_name_there_is() -> None:
    out = a_set().out()
    name = f"found-{out.state.n + 1}-3"
    lot = (name, "blank", ".45LC", 5, "hire-house", "B3", "safe-1")
    taken = out.having(says("armorer", Receive, *lot))
    found = taken.having(says("armorer", Inspect, "colt-1", seen(3, "blank"), "eye"))
    assert found.lot(name).received == 5
    assert found.colt.chambers[2].lot == f"{name}."
    assert list(broken(found.state)) == []


# --- showing after a misfire, showing what another holds ---------------------


def test_after_a_misfire_nobody_shows_it_before_the_wait_is_over() -> None:
    shows = says("armorer", Show, "colt-1", ("actor",), at="07:05:59.999")
    assert refused(misfired().ask(shows)) == (MisfireWait("colt-1", ms("07:06")),)
    assert granted(misfired().ask(replace(shows, at="07:06")))


def test_a_performer_opens_nothing_to_show_it() -> None:
    held = a_set().ready().handed_to("actor").open_to_all("show")
    answer = held.ask(says("actor", Show, "colt-1", ("camera",)))
    assert refused(answer) == (OpenedByHandler("colt-1", "actor"),)


def test_a_live_round_quarantines_every_box_of_the_lot_it_lay_among() -> None:
    belt = a_set().having(says("armorer", Transfer, "B2", "belt-1", 4, "cart-1"))
    fed = belt.ready("12B").loaded(1, 2, box="belt-1")
    live = says("first-ad", Inspect, "colt-1", ("live", *with_blanks_seen()), "eye")
    stopped = fed.having(live)
    assert stopped.box("belt-1").quarantined is not None
    assert stopped.box("B2").quarantined is not None
    assert stopped.box("B1").quarantined is None


# --- an alarm is heard -------------------------------------------------------


def inspected(production: Production, said: Said) -> tuple[Seen, ...]:
    """What a look is recorded to have found in every chamber."""
    first, *_ = granted(production.ask(said))
    assert isinstance(first, Inspected)
    return first.chambers


@pytest.mark.parametrize(
    ("saw", "bore"), [("live", "unseen"), ("live", "clear"), ("empty", "blocked")]
)
def test_a_live_round_or_a_blocked_bore_is_heard_whoever_saw_it(
    saw: Seen, bore: str
) -> None:
    said = says("first-ad", Inspect, "colt-1", seen(1, saw), "light", bore, took_ms=1)
    hands = a_set().ready().handed_to("actor")
    wait = hands.having(says("armorer", Misfire, "colt-1", 1))
    for when in (hands, wait):
        assert HoldSet in map(type, granted(when.ask(said)))


def test_a_look_that_alarms_nobody_is_refused_as_ever() -> None:
    said = says("first-ad", Inspect, "colt-1", DUMMIES, "light", "clear")
    hands = a_set().ready().handed_to("actor")
    assert refused(hands.ask(said)) == (
        OpenedByHandler("colt-1", "actor"),
        CannotTell("colt-1", "light", "dummy"),
    )


def test_the_rest_of_an_alarm_counts_as_far_as_its_test_can_tell() -> None:
    out = a_set().ready()
    saw = ("live", "dummy", "empty", "unseen", "snap-cap", "unsure")
    said = says("armorer", Inspect, "colt-1", saw, "light")
    sure = ("live", "unsure", "empty", "unseen", "snap-cap", "unsure")
    assert inspected(out, said) == sure
    looks = [chamber.looks[-1].saw for chamber in out.having(said).colt.chambers]
    assert looks == ["live", "unsure", "empty", "empty", "snap-cap", "unsure"]
    primer = says("armorer", Inspect, "colt-1", saw, "primer", "blocked")
    assert inspected(out, primer) == saw


def test_before_the_second_edition_an_alarm_was_refused_like_any_look() -> None:
    hands = a_set().ready().handed_to("actor")
    said = says("first-ad", Inspect, "colt-1", seen(1, "live"), "light")
    asked = replace(hands.asked(said), edition=1)
    old = decide(hands.state, asked, hands.policy)
    assert refused(old) == (OpenedByHandler("colt-1", "actor"),)


# --- by what a dummy is declared to show -------------------------------------


@pytest.mark.parametrize(("method", "tells"), [("rattle", True), ("hole", False)])
def test_a_dummy_is_told_by_what_its_type_was_declared_to_show(
    method: Method, *, tells: bool
) -> None:
    loaded = a_set().ready().loaded(1)
    said = says("armorer", Inspect, "colt-1", seen(1, "dummy"), method)
    if tells:
        assert inspected(loaded, said) == seen(1, "dummy")
    else:
        cannot = (CannotTell("colt-1", method, "dummy"),)
        assert refused(loaded.ask(said)) == cannot


@pytest.mark.parametrize("bore", ["clear", "blocked"])
def test_any_look_into_the_bore_settles_that_it_was_fired(bore: str) -> None:
    fired = a_set().ready().with_upkeep(fired=True)
    said = says("armorer", Inspect, "colt-1", EMPTY, "light", bore)
    assert not fired.having(said).colt.upkeep.fired
    blind = says("armorer", Inspect, "colt-1", EMPTY, "light")
    assert fired.having(blind).colt.upkeep.fired
