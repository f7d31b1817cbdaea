"""What the tests of the analyser stand on: policies, scenes and graphs, made once."""

from functools import lru_cache

from lastlook.core.policy import Policy
from lastlook.hazard.cuts import Cuts, Edges, minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND, TOP_EVENTS
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.scene import Scene, scene
from lastlook.policy.library import Library, shipped

Names = frozenset[str]


@lru_cache
def policy_of(*packs: str) -> Policy:
    """The shipped packs of these names, stacked."""
    library = Library()
    return library.policy(tuple(library.learn(shipped(one), one) for one in packs))


@lru_cache
def house(*without: str) -> Policy:
    """The house rules, some out of force."""
    policy = policy_of("house")
    for code in without:
        policy = policy.without(code)
    return policy


@lru_cache
def scene_of(name: str, *packs: str) -> Scene:
    """A reference scene of one revolver with one chamber."""
    return scene(name, policy_of(*(packs or ("house",))))


@lru_cache
def graph_of(name: str, *without: str) -> Graph:
    """The graph of a scene under the house rules, some out of force."""
    return Graph(scene(name, house(*without)), LIVE_ROUND)


@lru_cache
def cuts_of(name: str, *without: str) -> Cuts:
    """Its minimal cut sets, of every order."""
    graph = graph_of(name, *without)
    return minimal_cuts(graph.edges, graph.start, HARM)


def reaches(edges: Edges, start: int, permitted: int, goal: int = HARM) -> bool:
    """Whether a walk from the start, with no other errors than these, gets there."""
    seen, todo = {start}, [start]
    while todo:
        for to, errors in edges[todo.pop()]:
            if errors | permitted == permitted and to not in seen:
                seen.add(to)
                todo.append(to)
    return goal in seen


def named(graph: Graph, sets: tuple[int, ...]) -> frozenset[Names]:
    """Cut sets by the names of their events."""
    return frozenset(
        frozenset(error.name for error in graph.errors.of(one)) for one in sets
    )


@lru_cache
def procedure_of(name: str, top: str = "live-round") -> Procedure:
    """Who does what in a scene under the house rules."""
    return Procedure(scene_of(name), TOP_EVENTS[top])


def committed(graph: Graph) -> frozenset[str]:
    """The names of the events that some move of a graph takes."""
    bits = 0
    for moves in graph.edges:
        for _, errors in moves:
            bits |= errors
    return frozenset(error.name for error in graph.errors.of(bits))
