"""In a larger world one weapon and one chamber move, and that is enough (ADR 0031)."""

from functools import lru_cache

import pytest

from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.procedure import CARRIED
from lastlook.hazard.scene import Size, scene
from lastlook.policy.library import Library, shipped

ONE = Size(1, 1)


@lru_cache
def house() -> Policy:
    library = Library()
    return library.policy((library.learn(shipped("house"), "house"),))


@lru_cache
def searched(name: str, size: Size) -> Analysis:
    return analysed(scene(name, house(), size), LIVE_ROUND)


def names(analysis: Analysis) -> set[frozenset[str]]:
    return {frozenset(error.name for error in cut) for cut in analysis.cuts}


def whole(name: str, size: Size) -> set[frozenset[str]]:
    """The cut sets of a world in which everything moves."""
    graph = Graph(scene(name, house(), size), LIVE_ROUND, whole=True)
    found = minimal_cuts(graph.edges, graph.start, HARM)
    assert found.complete
    return {
        frozenset(error.name for error in graph.errors.of(cut)) for cut in found.sets
    }


def without_mixups(cuts: set[frozenset[str]]) -> set[frozenset[str]]:
    return {cut for cut in cuts if not any(name[:5] == "mixup" for name in cut)}


@pytest.mark.parametrize("size", [Size(1, 2), Size(1, 3), Size(2, 1)], ids=str)
def test_where_everything_moves_the_same_errors_are_found(size: Size) -> None:
    everything, one = whole("rehearsal", size), names(searched("rehearsal", size))
    assert without_mixups(everything) == without_mixups(one)
    # A mixup is permitted a little more often than it is possible: never too few.
    for cut in everything:
        assert any(less <= cut for less in one)


def test_a_close_up_with_two_chambers_searched_whole_has_the_cut_sets_of_one() -> None:
    assert whole("close-up", Size(1, 2)) == names(searched("close-up", ONE))


def test_three_weapons_of_six_chambers_have_as_many_states_as_one_of_one() -> None:
    large = searched("close-up", Size(3, 6))
    assert large.complete
    assert large.nodes == searched("close-up", ONE).nodes
    assert large.acts == searched("close-up", ONE).acts


def test_with_a_second_weapon_one_can_be_taken_for_the_other() -> None:
    two = names(searched("close-up", Size(2, 1)))
    assert without_mixups(two) == names(searched("close-up", ONE))
    assert {
        "mixup.loading.armorer",
        "slip.muzzle.performer",
        "stock.box.supplier",
    } in two


def test_a_story_with_a_mixup_names_it_where_it_happens() -> None:
    two = searched("close-up", Size(2, 1))
    mixed = [
        told
        for told in two.stories
        if any(error.of == "mixup" for error in told.errors)
    ]
    assert mixed
    for told in mixed:
        used = {error for step in told.steps for error in step.errors}
        assert used == set(told.errors)


def test_errors_have_their_numbers_before_anything_is_made_of_the_cut_sets() -> None:
    graph = Graph(scene("close-up", house(), Size(2, 1)), LIVE_ROUND)
    numbered = tuple(graph.errors.all)
    assert numbered[0] == CARRIED  # the first there is, whatever is reached first
    sets = graph.with_others(minimal_cuts(graph.edges, graph.start, HARM).sets)
    assert sets
    assert tuple(graph.errors.all) == numbered


@pytest.mark.parametrize("most", [2, 3, 4])
def test_of_at_most_so_many_errors_the_same_sets_are_found_and_no_larger(
    most: int,
) -> None:
    prepared = scene("close-up", house(), Size(2, 1))
    every = names(searched("close-up", Size(2, 1)))
    some = analysed(prepared, LIVE_ROUND, most=most, stories=0)
    assert names(some) == {cut for cut in every if len(cut) <= most}
    assert (some.complete, some.searched) == (False, most)
