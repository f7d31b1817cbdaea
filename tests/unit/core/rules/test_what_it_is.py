"""Looks at what a weapon is, how it is and how long they took, beside its chambers."""

from typing import Any, get_args

import pytest

from lastlook.core.acts import Inspect, Load, RegisterWeapon, Report
from lastlook.core.events import HoldSet, Inspected
from lastlook.core.impossibilities import InPlace, NotThere, WrongChambers
from lastlook.core.refusals import LookHasty, UnfitForLoad
from lastlook.core.state import BodyLook, Look
from lastlook.core.words import Body
from tests.world.production import (
    EMPTY,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

NOW: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}


def look(by: str = "armorer", method: str = "rod", **fields: Any) -> Said:
    return says(by, Inspect, "colt-1", EMPTY, method, **fields)


def feel(by: str = "armorer", **fields: Any) -> Said:
    """A look at what has no chamber."""
    return says(by, Inspect, "rubber-1", (), "finger", **fields)


def rubber(**changed: Any) -> Production:
    """Rubber-1 in the armorer's hands."""
    return a_set().only().out("rubber-1").with_weapon("rubber-1", **changed)


def holds(production: Production, said: Said) -> list[tuple[str, str, str, str | None]]:
    """The holds a look sets: name, kind, grounds, weapon."""
    return [
        (event.hold, event.kind, event.grounds, event.weapon)
        for event in granted(production.ask(said))
        if isinstance(event, HoldSet)
    ]


# --- what has no chamber -----------------------------------------------------


def test_what_has_no_chamber_is_looked_at_too() -> None:
    said = feel(body="soft", at="07:03", took_ms=9)
    assert granted(rubber().ask(said)) == (
        Inspected(
            by="armorer",
            at=ms("07:03"),
            weapon="rubber-1",
            chambers=(),
            method="finger",
            bore="unseen",
            hammer="unseen",
            took_ms=9,
            body="soft",
        ),
    )
    looked = rubber().having(said).weapon("rubber-1")
    assert looked.body == (BodyLook("armorer", ms("07:03"), "soft"),)
    assert looked.looked_into
    assert not rubber().weapon("rubber-1").looked_into


def test_a_later_look_takes_the_place_of_the_same_persons_earlier_one() -> None:
    looked = rubber().having(
        feel(body="soft"), feel("first-ad", body="soft"), feel(body="inert", at="07:04")
    )
    assert looked.weapon("rubber-1").body == (
        BodyLook("first-ad", ms("07:00"), "soft"),
        BodyLook("armorer", ms("07:04"), "inert"),
    )


def test_a_look_that_does_not_say_what_it_is_is_none_at_it() -> None:
    looked = rubber().having(feel(body="soft"), feel(at="07:04"))
    assert looked.weapon("rubber-1").body == (BodyLook("armorer", ms("07:00"), "soft"),)


def test_under_lock_or_in_nobodys_hands_nobody_looks_at_it() -> None:
    assert refused(a_set().ask(feel(body="soft"))) == (InPlace("rubber-1", "safe-1"),)
    left = says("armorer", Report, "left-unattended", ms("07:00"), "rubber-1")
    alone = rubber().having(left)
    assert refused(alone.ask(feel(body="soft"))) == (NotThere("rubber-1"),)


def test_what_has_no_chamber_shows_none() -> None:
    said = says("armorer", Inspect, "rubber-1", ("empty",), "finger")
    assert refused(rubber().ask(said)) == (WrongChambers("rubber-1", 1, 0),)


@pytest.mark.parametrize(
    ("weapon_class", "body"),
    [
        ("rubber", "sharp"),
        ("rubber", "fires"),
        ("replica", "damaged"),
        ("deactivated", "fires"),
        ("deactivated", "soft"),
        ("airsoft", "soft"),
        ("blade", "sharp"),
        ("bow", "damaged"),
        ("bow", "blunt"),
        ("firearm", "sound"),
    ],
)
def test_what_is_not_what_it_should_be_is_out_of_play(
    weapon_class: str, body: str
) -> None:
    other = rubber(weapon_class=weapon_class)
    assert granted(other.ask(feel(body=body)))[1:] == (
        HoldSet(
            **NOW,
            hold="contradiction-1",
            kind="contradiction",
            grounds="not-what-it-is-registered-as",
            weapon="rubber-1",
        ),
    )


@pytest.mark.parametrize(
    ("weapon_class", "body"),
    [
        ("rubber", "soft"),
        ("rubber", "inert"),
        ("replica", "inert"),
        ("replica", "soft"),
        ("deactivated", "inert"),
        ("airsoft", "inert"),
        ("airsoft", "fires"),
        ("bow", "sound"),
        ("firearm", "unseen"),
    ],
)
def test_what_is_what_it_should_be_stops_nothing(weapon_class: str, body: Body) -> None:
    assert holds(rubber(weapon_class=weapon_class), feel(body=body)) == []


@pytest.mark.parametrize(
    ("edge", "bodies"),
    [
        ("none", set()),
        ("sharp", {"sharp"}),
        ("blunted", {"blunt"}),
        ("retractable", {"retracts"}),
        ("soft", {"soft"}),
    ],
)
def test_a_blade_is_what_its_edge_says(edge: str, bodies: set[str]) -> None:
    blade = rubber(weapon_class="blade").with_make("rubber-1", edge=edge)
    as_made = {
        body
        for body in get_args(Body)
        if body != "unseen" and not holds(blade, feel(body=body))
    }
    assert as_made == bodies


# --- which one ---------------------------------------------------------------


def tagged() -> Production:
    """Colt-1 out, with a tag."""
    return a_set().only().out().with_make(tag="T-1", alike=True)


def test_a_tag_is_read_when_it_is_the_one_that_is_recorded() -> None:
    assert not tagged().colt.tag_read
    assert tagged().having(look(tag="T-1")).colt.tag_read
    assert not tagged().having(look()).colt.tag_read
    assert not tagged().having(look(tag="T-2")).colt.tag_read
    assert tagged().having(look(tag="T-1"), look("first-ad")).colt.tag_read


def test_another_tag_holds_that_weapon_and_blames_nobody() -> None:
    assert holds(tagged(), look(tag="T-1")) == []
    assert granted(tagged().ask(look(tag="T-2")))[1:] == (
        HoldSet(
            **NOW,
            hold="contradiction-1",
            kind="contradiction",
            grounds="another-tag",
            weapon="colt-1",
        ),
    )
    untagged = a_set().only().out()
    assert holds(untagged, look(tag="T-1")) == [
        ("contradiction-1", "contradiction", "another-tag", "colt-1")
    ]


def test_what_else_a_look_finds_out_of_order_is_held_beside_it() -> None:
    said = says(
        "armorer",
        Inspect,
        "colt-1",
        ("live", *EMPTY[1:]),
        "rod",
        bore="blocked",
        body="fires",
        tag="T-2",
    )
    assert holds(tagged(), said) == [
        ("live-round-1", "live-round", "a-live-round-seen", None),
        ("weapon-2", "weapon", "bore-blocked", "colt-1"),
        ("contradiction-3", "contradiction", "another-tag", "colt-1"),
        (
            "contradiction-4",
            "contradiction",
            "not-what-it-is-registered-as",
            "colt-1",
        ),
    ]
    stopped = tagged().having(said)
    assert list(stopped.state.holds) == [name for name, *_ in holds(tagged(), said)]


# --- how it is ---------------------------------------------------------------


def test_where_the_hammer_rests_is_kept_with_the_chamber_that_was_named() -> None:
    out = a_set().only().out()
    down = out.having(look(hammer="down", under=3))
    assert (down.colt.hammer, down.colt.under) == ("down", 3)
    untold = down.having(look("first-ad"))
    assert (untold.colt.hammer, untold.colt.under) == ("down", 3)
    other = down.having(look("first-ad", hammer="down"))
    assert (other.colt.hammer, other.colt.under) == ("down", None)
    not_seen = out.having(look(under=3))
    assert (not_seen.colt.hammer, not_seen.colt.under) == ("unseen", None)


def test_any_bore_that_was_seen_settles_what_was_fired() -> None:
    fired = a_set().only().out().with_upkeep(fired=True, owed=("fired",))
    assert fired.having(look()).colt.upkeep.fired
    for bore in ("clear", "blocked"):
        seen = fired.having(look(bore=bore)).colt
        assert (seen.bore, seen.upkeep.fired) == (bore, False)
        assert seen.upkeep.owed == ("fired",)


def test_dry_firing_is_kept_until_it_is_out_of_sight() -> None:
    out = a_set().only().out()
    shown = out.having(look(method="dry-fire"))
    assert shown.colt.dry_fired
    assert not out.having(look()).colt.dry_fired
    assert shown.having(look("first-ad", "light")).colt.dry_fired
    assert not shown.locked_up().colt.dry_fired


def test_what_was_out_of_sight_is_known_to_be_nothing() -> None:
    said = look(hammer="down", under=3, method="dry-fire", tag="T-1", bore="clear")
    seen = (
        tagged()
        .having(said)
        .with_weapon(body=(BodyLook("armorer", 0, "soft"),), shown_to=("camera",))
    )
    gone = seen.locked_up().colt
    assert (gone.hammer, gone.under, gone.dry_fired) == ("unseen", None, False)
    assert (gone.tag_read, gone.body, gone.bore) == (False, (), "unseen")
    assert gone.make == seen.colt.make
    assert not gone.looked_into


# --- how long it took --------------------------------------------------------


def hasty(**more: Any) -> Production:
    return a_set().out().only("look-hasty").limited(look_ms=1_000, **more)


def test_how_long_a_look_took_is_kept() -> None:
    looked = a_set().only().out().having(look(took_ms=41_000))
    assert looked.colt.chambers[5].looks == (
        Look("armorer", "rod", ms("07:00"), "empty", 41_000),
    )


def test_a_look_made_in_no_time_is_remarked() -> None:
    assert granted(hasty().ask(look(took_ms=6_000)))
    answer = hasty().ask(look(took_ms=5_999))
    assert refused(answer) == (LookHasty("colt-1", 5_999, 6_000),)
    warned = hasty().only("look-hasty", severity="note").ask(look(took_ms=1))
    assert remarks(warned) == (LookHasty("colt-1", 1, 6_000),)
    assert remarks(hasty().only().ask(look(took_ms=1))) == ()


def test_a_look_whose_time_nobody_said_is_not_remarked() -> None:
    assert granted(hasty().ask(look()))
    assert granted(hasty().ask(look(took_ms=0)))


def test_only_the_chambers_that_were_looked_into_take_time() -> None:
    two = ("empty", "unsure", *["unseen"] * 4)
    said = says("armorer", Inspect, "colt-1", two, "rod", took_ms=1_999)
    assert refused(hasty().ask(said)) == (LookHasty("colt-1", 1_999, 2_000),)
    longer = says("armorer", Inspect, "colt-1", two, "rod", took_ms=2_000)
    assert granted(hasty().ask(longer))


def test_a_look_into_no_chamber_takes_the_time_of_one() -> None:
    out = hasty().out("rubber-1")
    assert granted(out.ask(feel(body="soft", took_ms=1_000)))
    answer = out.ask(feel(body="soft", took_ms=999))
    assert refused(answer) == (LookHasty("rubber-1", 999, 1_000),)
    unseen = says("armorer", Inspect, "colt-1", ("unseen",) * 6, "rod", took_ms=999)
    assert refused(out.ask(unseen)) == (LookHasty("colt-1", 999, 1_000),)


# --- what was taken for live -------------------------------------------------


def test_only_the_lots_of_which_a_round_was_taken_for_live_are_suspected() -> None:
    loaded = a_set().only().ready("12B").loaded(1).loaded(2, box="B2")
    saw = says("armorer", Inspect, "colt-1", ("dummy", "live", *EMPTY[2:]), "eye")
    seen = loaded.having(saw)
    assert not seen.lot("D1").suspected
    assert seen.lot("K1").suspected
    other = says("armorer", Inspect, "colt-1", ("live", "blank", *EMPTY[2:]), "eye")
    both = seen.having(other)
    assert both.lot("D1").suspected
    assert both.lot("K1").suspected


def test_a_look_alike_is_here_before_what_is_like_it() -> None:
    rubber_2 = ("rubber", "none", 0, "none", "RB-2", "hire-house", "safe-1")
    more = a_set().having(
        says(
            "armorer",
            RegisterWeapon,
            "rubber-2",
            *rubber_2,
            tag="T-2",
            like=("colt-1",),
        )
    )
    assert more.colt.make.alike


def test_what_is_not_made_to_fire_is_not_loaded() -> None:
    silent = (
        a_set().ready().only("unfit-for-load").with_weapon(weapon_class="deactivated")
    )
    loads = says("armorer", Load, "colt-1", (1,), "B1", ("actor",))
    assert refused(silent.ask(loads)) == (UnfitForLoad("colt-1", "deactivated"),)
