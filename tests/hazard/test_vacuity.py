"""An answer is worth something only where harm and work are both possible."""

import pytest
from msgspec.structs import replace

from lastlook.hazard.analysis import acts_to_shoot
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.scene import scene
from tests.hazard.ground import committed, cuts_of, graph_of, house, named

# Events that are in no minimal cut set of the close-up, and why.
HARMLESS = {
    "untrue.custody.armorer": "who really has it decides, not the record",
    "untrue.custody.performer": "the same",
    "untrue.loading.armorer": "a round that is not in it hurts nobody",
}


def test_every_error_is_in_some_cut_set_or_is_known_to_be_harmless() -> None:
    graph = graph_of("close-up")
    used = frozenset().union(*named(graph, cuts_of("close-up").sets))
    assert committed(graph) - used == set(HARMLESS)


def test_the_close_up_can_be_shot_and_how_many_acts_it_takes_is_known() -> None:
    acts = acts_to_shoot(graph_of("close-up"))
    assert acts is not None
    assert acts > 5


@pytest.mark.parametrize("code", ["box-not-proved"])
def test_a_rule_less_never_makes_the_work_longer(code: str) -> None:
    with_all = acts_to_shoot(graph_of("close-up"))
    without = acts_to_shoot(graph_of("close-up", code))
    assert with_all is not None
    assert without is not None
    assert without <= with_all


def test_refusing_everything_does_not_pass_for_safe() -> None:
    """Three must look where there are two: nothing is handed over, and it is said."""
    limits = replace(house().limits, looks_count=3)
    refusing = replace(house(), limits=limits, digest="")
    graph = Graph(scene("close-up", refusing), LIVE_ROUND)
    assert acts_to_shoot(graph) is None
    assert minimal_cuts(graph.edges, graph.start, HARM, most=3).sets
