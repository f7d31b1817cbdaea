"""Cut sets among a few errors: the whole graph is not needed to look for one chain."""

from functools import lru_cache
from typing import get_args

from lastlook.core.policy import Policy
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.errors import Class, Error
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.practised import AS_PRACTISED, practised
from lastlook.hazard.scene import Size, scene
from lastlook.hazard.top import TOP_EVENTS
from lastlook.policy.library import Library, shipped


@lru_cache
def policy(*packs: str) -> Policy:
    """The policy of shipped packs, or of one that says what was done."""
    library = Library()
    return library.policy(
        tuple(library.learn(practised(p) or shipped(p), p) for p in packs)
    )


HOUSE = policy("house")
THAT_DAY = policy(AS_PRACTISED)


def cuts_among(
    names: set[str],
    *,
    of: str,
    in_: str,
    under: Policy = HOUSE,
    size: Size | None = None,
) -> set[frozenset[str]]:
    """Every minimal cut set that takes no error but those named."""
    graph = Graph(
        scene(in_, under, size), TOP_EVENTS[of], frozenset(map(_error, names))
    )
    found = minimal_cuts(graph.edges, graph.start, HARM)
    return {frozenset(e.name for e in graph.errors.of(one)) for one in found.sets}


def searched(name: str, top: str, under: Policy) -> set[frozenset[str]]:
    """Every minimal cut set of a scene, of whatever errors."""
    graph = Graph(scene(name, under), TOP_EVENTS[top])
    found = minimal_cuts(graph.edges, graph.start, HARM)
    assert found.complete
    return {frozenset(e.name for e in graph.errors.of(one)) for one in found.sets}


def _error(name: str) -> Error:
    of, what, who = name.split(".")
    return Error(next(one for one in get_args(Class) if one == of), what, who)
