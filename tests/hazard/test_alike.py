"""A search by kinds of records finds what a search of every record finds."""

from collections.abc import Mapping, Sequence

import pytest

from lastlook.core.words import WeaponId
from lastlook.hazard.alike import Kinds
from lastlook.hazard.analysis import acts_to_shoot
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.scene import scene
from lastlook.hazard.story import story
from lastlook.hazard.top import TOP_EVENTS
from tests.hazard.ground import house, named

TWO_LESS = ("second-look-missing", "box-not-proved")
ASKED = [
    ("rehearsal", "blow", ()),
    ("close-up", "live-round", ()),
    ("lunch", "contact", ()),
    ("hand-back", "live-round", ()),
    ("close-up", "live-round", TWO_LESS),
]


class EachItsOwn(Kinds):
    """No record is like another."""

    def _told_apart(self, names: tuple[WeaponId, ...]) -> Mapping[int, int]:
        assert names
        return {at: nth for nth, at in enumerate(self._answers)}


class EveryRecord(Graph):
    """The graph with a node for every record."""

    alike = EachItsOwn


class ByStageAlone(Kinds):
    """Alike is what has as much called in it, whatever is answered later."""

    def _sign(self, at: int, kind: Mapping[int, int], still: Sequence[bool]) -> int:
        assert still
        return kind[at]


class TooAlike(Graph):
    """A graph in which records are one that should not be."""

    alike = ByStageAlone


def searched(graph: Graph) -> tuple[int, ...]:
    found = minimal_cuts(graph.edges, graph.start, HARM)
    assert found.complete
    return found.sets


@pytest.mark.parametrize(("name", "top", "without"), ASKED)
def test_by_kinds_the_same_is_found_as_by_records(
    name: str, top: str, without: tuple[str, ...]
) -> None:
    prepared = scene(name, house(*without))
    kinds, every = (of(prepared, TOP_EVENTS[top]) for of in (Graph, EveryRecord))
    assert len(kinds.nodes) < len(every.nodes)
    assert len(kinds.kinds) < len(every.kinds)
    sets, all_ = searched(kinds), searched(every)
    assert named(kinds, sets) == named(every, all_)
    assert acts_to_shoot(kinds) == acts_to_shoot(every)


def test_a_story_by_kinds_is_as_short_and_takes_the_same_errors() -> None:
    prepared, top = scene("close-up", house()), TOP_EVENTS["live-round"]
    kinds, every = Graph(prepared, top), EveryRecord(prepared, top)
    short = {one.errors: one for one in (story(kinds, cut) for cut in searched(kinds))}
    for cut in searched(every):
        other = story(every, cut)
        same = short.pop(other.errors)
        assert len(same.steps) == len(other.steps)
        assert {error for step in same.steps for error in step.errors} == {*same.errors}
    assert not short


def test_records_taken_for_alike_that_are_not_are_missed() -> None:
    prepared, top = scene("close-up", house()), TOP_EVENTS["live-round"]
    loose, kinds = TooAlike(prepared, top), Graph(prepared, top)
    assert named(loose, searched(loose)) != named(kinds, searched(kinds))
