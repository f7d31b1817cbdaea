"""Minimal cut sets of any labelled graph, against the definition."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lastlook.hazard.cuts import Edges, least, minimal_cuts, quotient
from tests.hazard.ground import reaches

NODES, EVENTS = 7, 5
HARM, START = 0, 1
moves = st.tuples(
    st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.integers(0, 2**EVENTS - 1)
)
graphs = st.lists(moves, max_size=24)


def edges_of(drawn: list[tuple[int, int, int]]) -> Edges:
    edges: list[list[tuple[int, int]]] = [[] for _ in range(NODES)]
    for at, to, errors in drawn:
        if at != HARM:
            edges[at].append((to, errors))
    return edges


def by_definition(edges: Edges) -> set[int]:
    enough = [every for every in range(2**EVENTS) if reaches(edges, START, every, HARM)]
    return {
        one
        for one in enough
        if not any(less != one and less & one == less for less in enough)
    }


@given(graphs)
def test_they_are_the_smallest_sets_of_errors_that_are_enough(
    drawn: list[tuple[int, int, int]],
) -> None:
    edges = edges_of(drawn)
    found = minimal_cuts(edges, START, HARM)
    assert found.complete
    assert set(found.sets) == by_definition(edges)
    assert list(found.sets) == least(found.sets)


@given(graphs, st.integers(0, EVENTS))
def test_up_to_an_order_they_are_those_of_that_order_and_it_says_if_more_may_be(
    drawn: list[tuple[int, int, int]], most: int
) -> None:
    edges = edges_of(drawn)
    found = minimal_cuts(edges, START, HARM, most)
    every = by_definition(edges)
    assert set(found.sets) == {one for one in every if one.bit_count() <= most}
    assert not found.complete or set(found.sets) == every


@given(graphs)
def test_the_smaller_graph_reaches_harm_by_the_same_errors(
    drawn: list[tuple[int, int, int]],
) -> None:
    edges = edges_of(drawn)
    small, start, harm = quotient(edges, START, HARM)
    assert len(small) <= len(edges)
    for permitted in range(2**EVENTS):
        there = reaches(small, start, permitted, harm)
        assert there == reaches(edges, START, permitted, HARM)


@given(st.sets(st.integers(0, 2**EVENTS - 1)))
def test_the_least_sets_contain_no_other_and_every_set_contains_one(
    sets: set[int],
) -> None:
    kept = least(sets)
    assert all(a & b != a for a, b in combinations(kept, 2))
    assert all(any(less & one == less for less in kept) for one in sets)
