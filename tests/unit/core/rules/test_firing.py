"""What goes off: from whose hands, and from which chambers."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import Announce, Collect, Discharge, LockUp, Stop
from lastlook.core.decide import decide
from lastlook.core.events import (
    AnyEvent,
    Discharged,
    Found,
    HoldSet,
    LotDoubted,
    Quarantined,
    SightLost,
)
from lastlook.core.state import Chamber
from tests.world.production import Production, Said, a_plan, a_set, granted, ms, says

NOW: dict[str, Any] = {"by": "first-ad", "at": ms("07:00")}
GROUNDS = "went-off-where-none-should"
HANDS = ("armorer", "first-ad", "actor")


def shot(*chambers: int, planned: bool = True) -> Said:
    return says("first-ad", Discharge, "colt-1", chambers, planned)


def called() -> Production:
    """Dummies in 1, blanks in 2 and 3, called out with blanks; the armorer has it."""
    kept = a_set().ready("12B").only()
    loaded = kept.loaded(1).loaded(2, 3, box="B2")
    return loaded.having(says("first-ad", Announce, "colt-1", "blanks"))


def in_play() -> Production:
    return called().handed_to()


def expected(
    *follows: AnyEvent, chambers: tuple[int, ...], planned: bool = False
) -> tuple[AnyEvent, ...]:
    """The shot, the looks it ended, the stand-down where it was not planned."""
    down = HoldSet(
        **NOW,
        hold="stand-down-1",
        kind="stand-down",
        grounds="unplanned-discharge",
        involved=HANDS,
        exhibit="colt-1",
    )
    return (
        Discharged(**NOW, weapon="colt-1", chambers=chambers, planned=planned),
        SightLost(**NOW, weapon="colt-1", because="fired"),
        *(() if planned else (down,)),
        *follows,
    )


def boxes_of(*boxes: str) -> tuple[AnyEvent, ...]:
    return tuple(Quarantined(**NOW, box=box, grounds=GROUNDS) for box in boxes)


def found(chamber: int) -> Found:
    return Found(
        **NOW,
        lot=f"found-{in_play().state.n}-{chamber}",
        rounds=1,
        looks="unseen",
        weapon="colt-1",
        chamber=chamber,
    )


STOP = HoldSet(
    **NOW,
    hold="live-round-2",
    kind="live-round",
    grounds=GROUNDS,
    involved=HANDS,
    exhibit="colt-1",
)
D1_DOUBTED = LotDoubted(**NOW, lot="D1")

# --- a planned shot ----------------------------------------------------------


def planned(production: Production, said: Said, edition: int | None = None) -> bool:
    asked = production.asked(said)
    if edition is not None:
        asked = replace(asked, edition=edition)
    first, *_ = granted(decide(production.state, asked, production.policy))
    assert isinstance(first, Discharged)
    return first.planned


def test_a_planned_shot_comes_from_the_hands_of_a_performer_of_the_set_up() -> None:
    assert planned(in_play(), shot(2))
    assert not planned(called(), shot(2))
    assert not planned(called().handed_to("camera"), shot(2))


def test_a_planned_shot_is_fired_in_a_scene_that_is_approved() -> None:
    fallen = replace(in_play().state.scenes["12"], approved_by=None)
    state = in_play().state.with_scene(fallen)
    assert not planned(replace(in_play(), state=state), shot(2))


def test_before_the_second_edition_neither_was_asked() -> None:
    assert planned(called(), shot(2), edition=1)
    assert not planned(called(), shot(2), edition=2)


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Collect, "colt-1"),
        says("armorer", LockUp, "colt-1", "safe-1"),
        a_plan("12B"),
        says("camera", Stop),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_was_called_out_is_called_anew_after(said: Said) -> None:
    before = called() if said.kind is LockUp else in_play()
    assert before.state.day is not None
    assert before.state.day.hot == ("colt-1",)
    day = before.having(said).state.day
    assert day is not None
    assert day.hot == ()


# --- from no blank -----------------------------------------------------------


def test_a_shot_from_blanks_raises_no_doubt_planned_or_not() -> None:
    for as_planned in (True, False):
        events = granted(in_play().ask(shot(2, 3, planned=as_planned)))
        assert events == expected(chambers=(2, 3), planned=as_planned)


@pytest.mark.parametrize("as_planned", [True, False])
def test_a_dummy_that_went_off_puts_its_lot_in_doubt_and_stops_the_set(
    *, as_planned: bool
) -> None:
    said = shot(1, planned=as_planned)
    assert granted(in_play().ask(said)) == expected(
        D1_DOUBTED, *boxes_of("B1", "B2"), STOP, chambers=(1,)
    )
    after = in_play().having(said)
    assert after.lot("D1").suspected
    assert not after.lot("K1").suspected
    assert set(after.state.holds) == {"stand-down-1", "live-round-2"}


def test_what_went_off_in_an_empty_chamber_came_from_nowhere() -> None:
    assert granted(in_play().ask(shot(4))) == expected(found(4), STOP, chambers=(4,))
    after = in_play().having(shot(4))
    name = found(4).lot
    assert after.colt.chambers[3] == Chamber(name, strange=True)
    assert (after.lot(name).found_in, after.lot(name).received) == ("colt-1", 1)


def test_each_chamber_that_held_no_blank_is_named_once() -> None:
    assert granted(in_play().ask(shot(1, 2, 4))) == expected(
        found(4), D1_DOUBTED, *boxes_of("B1", "B2"), STOP, chambers=(1, 2, 4)
    )


def test_where_nobody_says_which_every_chamber_that_is_loaded_may_have_been_it() -> (
    None
):
    assert granted(in_play().ask(shot())) == expected(
        D1_DOUBTED, *boxes_of("B1", "B2"), STOP, chambers=()
    )
    one, *rest = in_play().colt.chambers
    assert one.lot == "D1"
    blanks = in_play().with_weapon(chambers=(Chamber(), *rest))
    assert granted(blanks.ask(shot())) == expected(chambers=())


def test_a_case_that_went_off_again_was_another_round_and_stops_the_set() -> None:
    again = in_play().having(shot(2))
    stop = replace(STOP, hold="live-round-2")
    assert granted(again.ask(shot(2))) == expected(stop, chambers=(2,))


def test_before_the_second_edition_a_shot_from_no_blank_raised_no_doubt() -> None:
    asked = replace(in_play().asked(shot(1, 4)), edition=1)
    events = granted(decide(in_play().state, asked, in_play().policy))
    *others, hold = expected(chambers=(1, 4))
    assert isinstance(hold, HoldSet)
    assert events == (*others, replace(hold, exhibit=None))
