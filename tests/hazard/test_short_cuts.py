"""Two short cuts of the search, taken back: time does not pass, an alarm ends a way."""

from typing import ClassVar, Final

import pytest

from lastlook.core.words import Ms
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.scene import scene
from tests.hazard.ground import cuts_of, graph_of, house, named
from tests.hazard.variants import Following, PastAlarms, WaitingMoves

# Without it the weapon may be handed to a performer in the rehearsal.
LAX: Final = ("weapon-not-planned",)
TEN_MINUTES: Ms = 600_000  # looks, offers, a misfire and the cut have lapsed then


class TenMinutesPass(WaitingMoves):
    """Ten minutes may pass at any moment."""

    waits: ClassVar[tuple[Ms, ...]] = (TEN_MINUTES,)


class TenMinutes(Graph):
    """The graph with that as a move of its own."""

    moving = TenMinutesPass


class OneAlarm(Following):
    """What comes after one alarm is searched too."""

    most: ClassVar[int] = 1


class PastOneAlarm(PastAlarms):
    """A graph that goes on after one alarm."""

    answers = OneAlarm


@pytest.mark.parametrize(
    ("name", "lax"),
    [("rehearsal", ()), ("rehearsal", LAX), ("close-up", ()), ("take", ())],
)
def test_with_time_passing_as_a_move_the_cut_sets_are_the_same(
    name: str, lax: tuple[str, ...]
) -> None:
    graph = TenMinutes(scene(name, house(*lax)), LIVE_ROUND)
    same = graph_of(name, *lax)
    # Something did lapse.
    assert len(graph.record.states) > len(same.record.states)
    found = minimal_cuts(graph.edges, graph.start, HARM)
    assert named(graph, found.sets) == named(same, cuts_of(name, *lax).sets)


@pytest.mark.parametrize(("lax", "kind"), [((), PastAlarms), (LAX, PastOneAlarm)])
def test_past_an_alarm_there_is_no_shorter_way_up_to_order_four(
    lax: tuple[str, ...], kind: type[Graph]
) -> None:
    graph = kind(scene("rehearsal", house(*lax)), LIVE_ROUND)
    assert isinstance(graph.record, Following)
    assert graph.record.followed
    found = minimal_cuts(graph.edges, graph.start, HARM, most=4)
    every = cuts_of("rehearsal", *lax).sets
    expected = tuple(one for one in every if one.bit_count() <= 4)
    assert named(graph, found.sets) == named(graph_of("rehearsal", *lax), expected)
