"""The cut sets of the smallest worlds, against trying every set of errors."""

from itertools import combinations

import pytest

from lastlook.hazard.cuts import Edges
from lastlook.hazard.graph import HARM
from tests.hazard.ground import cuts_of, graph_of

ORDER = 5


def reaches(edges: Edges, start: int, permitted: int) -> bool:
    """Whether these errors are enough, by walking the whole graph."""
    seen, todo = {start}, [start]
    while todo:
        for to, errors in edges[todo.pop()]:
            if errors & ~permitted == 0 and to not in seen:
                if to == HARM:
                    return True
                seen.add(to)
                todo.append(to)
    return False


def test_trying_every_set_of_up_to_five_errors_finds_exactly_the_cut_sets() -> None:
    graph = graph_of("rehearsal")
    found: list[int] = []
    bits = [1 << nth for nth in range(len(graph.errors.all))]
    for size in range(ORDER + 1):
        for some in combinations(bits, size):
            tried = sum(some)
            if any(less & tried == less for less in found):
                continue  # with more errors permitted nothing becomes impossible
            if reaches(graph.edges, graph.start, tried):
                found.append(tried)
    expected = {one for one in cuts_of("rehearsal").sets if one.bit_count() <= ORDER}
    assert set(found) == expected
    assert expected


@pytest.mark.parametrize("name", ["rehearsal", "close-up"])
def test_each_cut_set_is_enough_and_with_any_error_less_it_is_not(name: str) -> None:
    graph = graph_of(name)
    for cut in cuts_of(name).sets:
        assert reaches(graph.edges, graph.start, cut)
        for nth in range(cut.bit_length()):
            if cut >> nth & 1:
                assert not reaches(graph.edges, graph.start, cut & ~(1 << nth))


def test_with_every_error_permitted_harm_is_reached_and_with_none_it_is_not() -> None:
    for name in ("rehearsal", "close-up"):
        graph = graph_of(name)
        assert reaches(graph.edges, graph.start, -1)
        assert not reaches(graph.edges, graph.start, 0)
