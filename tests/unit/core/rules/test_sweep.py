"""Places where loose rounds turn up, and the search for them."""

from typing import Any, get_args

import pytest

from lastlook.core.acts import (
    Accept,
    Announce,
    Load,
    Offer,
    RegisterPlace,
    Sweep,
    TakeOut,
    Wrap,
)
from lastlook.core.events import Found, HoldSet, Swept
from lastlook.core.invariants import broken
from lastlook.core.refusals import NotSwept
from lastlook.core.state import Box
from lastlook.core.words import HIDEAWAYS, PlaceKind
from tests.world.production import (
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

WRAPS = says("first-ad", Wrap)
OFFERS = says("armorer", Offer, "colt-1", "actor")
PLAYED = pytest.mark.parametrize(
    "said",
    [
        says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
        OFFERS,
        says("actor", Accept, "colt-1", "taken"),
        says("first-ad", Announce, "colt-1", "empty"),
    ],
    ids=lambda said: said.kind.__name__,
)


def under() -> Production:
    """At 12A, colt-1 offered; only searches are asked for."""
    return a_set().ready().offered().only("not-swept")


def swept(production: Production, place: str, at: int | None) -> Production:
    """The same where a place was last searched then."""
    return production.with_place(place, swept_at=at)


def sweeps(place: str = "cart-1", rounds: int = 0, **more: Any) -> Said:
    return says("armorer", Sweep, place, rounds, **more)


# --- every day ---------------------------------------------------------------


@PLAYED
def test_nothing_is_played_before_the_places_were_searched(said: Said) -> None:
    assert granted(under().ask(said))
    unswept = swept(under(), "cart-1", None)
    assert refused(unswept.ask(said)) == (NotSwept("cart-1"),)
    assert granted(unswept.having(sweeps()).ask(said))


@PLAYED
def test_a_search_counts_that_was_made_after_the_call(said: Said) -> None:
    day = under().state.day
    assert day is not None
    assert day.called_at == ms("06:53")
    assert granted(swept(under(), "table-1", ms("06:53")).ask(said))
    early = swept(under(), "table-1", ms("06:53") - 1)
    assert refused(early.ask(said)) == (NotSwept("table-1"),)


def test_every_place_nobody_searched_is_named() -> None:
    neither = swept(swept(under(), "cart-1", None), "table-1", 0)
    assert refused(neither.ask(OFFERS)) == (NotSwept("cart-1"), NotSwept("table-1"))


@pytest.mark.parametrize("kind", get_args(PlaceKind))
def test_where_loose_rounds_turn_up_is_searched_and_nowhere_else(kind: str) -> None:
    more = under().having(says("armorer", RegisterPlace, "place-9", kind, True))
    answer = more.ask(OFFERS)
    if kind in {"safe", "vehicle", "room"}:
        assert granted(answer)
        assert kind not in HIDEAWAYS
    else:
        assert refused(answer) == (NotSwept("place-9"),)


def test_it_comes_out_and_is_made_safe_before_anything_is_searched() -> None:
    unswept = swept(under(), "cart-1", None)
    assert granted(unswept.ask(says("armorer", Offer, "colt-1", "prop-master")))
    assert granted(unswept.ask(says("first-ad", Announce, "colt-1", "not-cleared")))
    locked = unswept.locked_up()
    assert granted(locked.ask(says("armorer", TakeOut, "colt-1")))


def test_before_the_day_is_called_nothing_is_owed_a_search() -> None:
    unswept = swept(under(), "cart-1", None).without_day()
    assert granted(unswept.ask(OFFERS))


# --- before the wrap ---------------------------------------------------------


def test_before_the_wrap_it_is_searched_again_after_the_last_play() -> None:
    calls = says("first-ad", Announce, "colt-1", "empty", at="07:05")
    played = under().having(calls)
    assert refused(played.ask(WRAPS)) == (NotSwept("cart-1"), NotSwept("table-1"))
    before = played.having(sweeps())
    assert refused(before.ask(WRAPS)) == (NotSwept("table-1"),)
    late = swept(swept(played, "cart-1", ms("07:05")), "table-1", ms("07:05") - 1)
    assert refused(late.ask(WRAPS)) == (NotSwept("table-1"),)
    assert granted(swept(late, "table-1", ms("07:05")).ask(WRAPS))


def test_where_nothing_was_played_one_search_a_day_is_enough() -> None:
    assert granted(under().ask(WRAPS))
    early = swept(under(), "cart-1", ms("06:53") - 1)
    assert refused(early.ask(WRAPS)) == (NotSwept("cart-1"),)


def test_the_next_take_asks_for_no_other_search() -> None:
    played = under().having(says("first-ad", Announce, "colt-1", "empty", at="07:05"))
    assert granted(played.ask(says("first-ad", Announce, "colt-1", "empty")))


def test_a_call_of_not_cleared_is_no_play() -> None:
    called = under().having(says("first-ad", Announce, "colt-1", "not-cleared"))
    assert granted(called.ask(WRAPS))


def test_a_pack_that_warns_has_it_remarked() -> None:
    unswept = swept(under(), "cart-1", None)
    warned = unswept.only("not-swept", severity="warn")
    assert remarks(warned.ask(OFFERS)) == (NotSwept("cart-1"),)
    assert remarks(unswept.only().ask(OFFERS)) == ()


# --- what a search finds -----------------------------------------------------


def test_a_search_that_finds_nothing_is_kept_and_stops_nothing() -> None:
    said = sweeps("table-1", at="07:05")
    event = Swept(by="armorer", at=ms("07:05"), place="table-1", rounds=0)
    assert granted(a_set().ask(said)) == (event,)
    after = a_set().having(said).state.places
    assert (after["table-1"].swept_at, after["cart-1"].swept_at) == (
        ms("07:05"),
        ms("06:54"),
    )
    assert not a_set().having(said).state.holds


@pytest.mark.parametrize(
    ("looks", "kind"),
    [
        ("live", "live-round"),
        ("unseen", "live-round"),
        ("blank", "unaccounted"),
        ("dummy", "unaccounted"),
        ("snap-cap", "unaccounted"),
    ],
)
def test_what_a_search_finds_came_from_nowhere_and_stops_the_set(
    looks: Any, kind: Any
) -> None:
    said = sweeps("cart-1", 2, looks=looks)
    now: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}
    name = f"found-{a_set().state.n}"
    assert granted(a_set().ask(said)) == (
        Swept(**now, place="cart-1", rounds=2),
        Found(**now, lot=name, rounds=2, looks=looks, box=name, place="cart-1"),
        HoldSet(**now, hold=f"{kind}-1", kind=kind, grounds="found-in-a-sweep"),
    )
    found = a_set().having(said)
    assert found.box(name) == Box(
        name, name, 2, "cart-1", quarantined="from-nowhere", found=True
    )
    assert found.lot(name).suspected is (looks in {"live", "unseen"})
    assert list(broken(found.state)) == []


def test_a_round_nobody_says_the_looks_of_may_be_a_live_one() -> None:
    found = a_set().having(sweeps("cart-1", 1))
    assert list(found.state.holds) == ["live-round-1"]


def test_a_place_where_something_was_found_was_searched_all_the_same() -> None:
    found = swept(under(), "cart-1", None).having(sweeps("cart-1", 1))
    assert found.state.places["cart-1"].swept_at == ms("07:00")
    assert granted(found.ask(OFFERS))
