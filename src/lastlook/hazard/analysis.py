"""One question answered: this procedure, this scene, this harm, in this world.

1. The assumptions stand first: what the world is, which physics, which errors.
2. Where a bound was reached the answer is *undetermined*, which is no pass.
3. No barrier, and no fewest people, is told where an order was left out: a larger set
   may pass the one, and be committed by fewer than the other.
4. A scene nobody can shoot is safe by refusing everything: `acts` says in how many acts
   it is shot without any error, and None that it cannot be.
"""

from collections import deque
from typing import Literal, TypeAlias

from msgspec import Struct

from lastlook.hazard.budgets import Cut, barriers, k_by_cause, k_errors, k_people
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import TopEvent
from lastlook.hazard.record import ALARM
from lastlook.hazard.scene import Scene
from lastlook.hazard.story import Told, story

Verdict: TypeAlias = Literal["withstood", "not-withstood", "never-shot", "undetermined"]


class Analysis(Struct, frozen=True):
    """What a procedure withstands.

    Counts are of errors, people and causes; None means that no number of the errors
    listed suffices. `complete` is false where an order was left out: *undetermined*;
    then `searched` is the largest that was not, and people and causes are not counted.
    """

    scene: Scene
    top: TopEvent
    cuts: tuple[Cut, ...]
    complete: bool
    searched: int | None
    k_errors: int | None
    k_people: int | None
    k_causes: dict[str, int]
    barriers: tuple[Cut, ...]
    stories: tuple[Told, ...]
    acts: int | None
    nodes: int
    refusing: tuple[str, ...] = ()  # the codes that any answer named


def analysed(
    scene: Scene,
    top: TopEvent,
    *,
    most: int | None = None,
    stories: int | None = None,
    graph: Graph | None = None,
) -> Analysis:
    """Everything that can be said of one scene and one top event.

    Args:
        scene: the scene as prepared under the packs to be judged.
        top: what must never happen.
        most: the largest order of cut sets to look for; every order if None.
        stories: of how many cut sets, smallest first, the story is told; None: of all.
        graph: the graph of that scene and top event, where it is made already.
    """
    graph = graph or Graph(scene, top)
    sets, complete = minimal(graph, most)
    bits = sorted(sets, key=lambda one: (one.bit_count(), graph.errors.of(one)))
    cuts = tuple(graph.errors.of(one) for one in bits)
    return Analysis(
        scene=scene,
        top=top,
        cuts=cuts,
        complete=complete,
        searched=None if complete else most,
        k_errors=k_errors(cuts),
        k_people=k_people(cuts) if complete else None,
        k_causes=k_by_cause(cuts) if complete else {},
        barriers=barriers(cuts) if complete else (),
        stories=tuple(story(graph, one) for one in bits[:stories]),
        acts=acts_to_shoot(graph),
        nodes=len(graph.nodes),
        refusing=refusing(graph),
    )


def minimal(graph: Graph, most: int | None) -> tuple[list[int], bool]:
    """The minimal cut sets of at most so many errors; whether there are no others."""
    # A mixup stands for two errors: a larger set may be a smaller one by it.
    within = None if graph.procedure.mistakable else most
    found = minimal_cuts(graph.edges, graph.start, HARM, within)
    sets = graph.with_others(found.sets)
    small = [one for one in sets if most is None or one.bit_count() <= most]
    return small, found.complete and len(small) == len(sets)


def verdict(found: Analysis, at_least: int) -> Verdict:
    """(2, 4) Whether it takes at least so many errors, by what was searched."""
    k = found.k_errors
    if k is not None and k < at_least:
        return "not-withstood"
    if found.acts is None:
        return "never-shot"
    known = k is not None or found.searched is None or found.searched >= at_least - 1
    return "withstood" if known else "undetermined"


def refusing(graph: Graph) -> tuple[str, ...]:
    """Every code that an answer in the search named, sorted."""
    said = (
        answer
        for record in range(len(graph.record.states))
        for _, answer in graph.record.said(record)
    )
    codes = {code for one in said if isinstance(one, tuple) for code in one}
    return tuple(sorted(codes - set(ALARM)))


def acts_to_shoot(graph: Graph) -> int | None:
    """(4) How many honest acts it takes until the scene can be shot; None: never."""
    far = {graph.start: 0}
    todo = deque([graph.start])
    while todo:
        at = todo.popleft()
        if graph.is_ready(at):
            return far[at]
        for to, errors in graph.edges[at]:
            if not errors and to not in far:
                far[to] = far[at] + 1
                todo.append(to)
    return None
