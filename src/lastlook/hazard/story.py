"""A cut set told: the shortest way from the errors to the harm, step by step.

1. Shortest by the number of steps; among equals the first in the order in which moves
   are listed, so that the same cut set is always the same story.
2. Beside each step stand what the record says and what is really so. Where they first
   part is the *turning point*.
3. A *missed chance* is an honest act, possible then, that would have found it.
"""

from collections import deque
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.clearance import content
from lastlook.core.state import HeldBy, State, Stored, Weapon
from lastlook.hazard.errors import Error
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.moves import Move
from lastlook.hazard.phrases import Name
from lastlook.hazard.record import ALARM, is_fed
from lastlook.hazard.scene import ADAPTED
from lastlook.hazard.world import LYING, SAFE, Gun, World


class Step(Struct, frozen=True):
    """One step: what is done, by whom, by which errors, and how things stand then.

    `act` is what the core is asked, where it is; `said` are the codes of its no.
    """

    what: str
    who: str
    errors: tuple[Error, ...]
    act: AnyAct | None
    said: tuple[str, ...]
    recorded: str
    really: str
    missed: tuple[str, ...] = ()


class Told(Struct, frozen=True):
    """A cut set with its shortest story."""

    errors: tuple[Error, ...]
    steps: tuple[Step, ...]
    turning_point: int | None  # the step after which record and world differ


def story(graph: Graph, cut: int) -> Told:
    """The shortest story of a cut set; ValueError where it reaches no harm."""
    way = _way(graph, graph.permitted(cut))
    here = graph.record.first, graph.nodes[graph.start][1]
    steps, turned = [], None
    for nth, (at, to, errors) in enumerate(way):
        meant = graph.errors.of(graph.meant(cut, errors))
        if to == HARM:
            steps.append(Step("harm", "", meant, None, (), *_stand(graph, *here)))
            break
        move = _move(graph, here, (to, errors), begins=at == graph.start)
        here = move.record, move.world
        steps.append(_step(graph, move, meant))
        if turned is None and _differ(graph, *here):
            turned = nth
    return Told(graph.errors.of(cut), tuple(steps), turned)


def _way(graph: Graph, cut: int) -> list[tuple[int, int, int]]:
    came: dict[int, tuple[int, int]] = {graph.start: (-1, 0)}
    todo = deque([graph.start])
    while todo and HARM not in came:
        at = todo.popleft()
        for to, errors in graph.edges[at]:
            if errors | cut == cut and to not in came:
                came[to] = at, errors
                todo.append(to)
    if HARM not in came:
        raise ValueError("These errors do not reach the harm.")
    way, to = [], HARM
    while to != graph.start:
        at, errors = came[to]
        way.append((at, to, errors))
        to = at
    return way[::-1]


def _step(graph: Graph, move: Move, meant: tuple[Error, ...]) -> Step:
    return Step(
        move.what,
        move.who,
        meant,
        move.act,
        move.codes,
        *_stand(graph, move.record, move.world),
        missed=tuple(_missed(graph, move.record, move.world)),
    )


def _move(
    graph: Graph, here: tuple[int, int], edge: tuple[int, int], *, begins: bool
) -> Move:
    """The first of the moves from a record and a world that an edge stands for."""
    to, errors = edge
    begin = graph.moves.deliveries() if begins else ()
    for move in chain(graph.moves.all(*here), begin):
        if move.errors == errors and graph.node_of(move.record, move.world) == to:
            return move
    raise AssertionError("An edge of the graph has no move.")


def _missed(graph: Graph, record: int, world: int) -> Iterator[str]:
    for deed in graph.procedure.deeds(graph.worlds[world]):
        if deed.report is None:
            continue
        if graph.record.say(record, graph.record.act(deed.report)) == ALARM:
            yield f"{deed.what} by {deed.who}"


def _stand(graph: Graph, record: int, world: int) -> tuple[str, str]:
    state, true = graph.record.states[record], graph.worlds[world]
    weapons = [state.weapons[name] for name in graph.procedure.weapons]
    return "; ".join(recorded(state, one) for one in weapons), really(true)


def recorded(state: State, weapon: Weapon, name: Name = str) -> str:
    """What the record says of a weapon; people are called by `name`."""
    match weapon.custody:
        case HeldBy(holder=holder):
            where = f"with {name(holder)}"
        case Stored(locked=True):
            where = "locked"
        case _:
            where = "unattended"
    return f"{where}, {', '.join(_placed(believed(state, weapon), is_fed(weapon)))}"


def believed(state: State, weapon: Weapon) -> tuple[str, ...]:
    """What the record takes to be in each chamber."""
    seen = []
    for chamber in weapon.chambers:
        saw = content(chamber)
        if saw == "unseen" and chamber.lot is not None:
            seen.append(f"{state.lots[chamber.lot].kind} (unseen)")
        else:
            seen.append(saw)
    return tuple(seen)


def _placed(inside: tuple[str, ...], fed: bool) -> Iterator[str]:  # noqa: FBT001
    for nth, one in enumerate(inside):
        where = "in the magazine" if nth else "in the barrel"
        yield f"{one} {where}" if fed else one


def really(world: World, name: Name = str) -> str:
    """What is really so, weapon by weapon and in the boxes."""
    guns = "; ".join(
        ", ".join(
            (
                _where(gun, name),
                *["adapted"][: gun.adapted],
                *_placed(gun.chambers, gun.fed),
            )
        )
        for gun in world.guns
    )
    strays = [kind for kind in world.strays if kind is not None]
    return f"{guns}; {', '.join(strays)} in the box" if strays else guns


def _where(gun: Gun, name: Name) -> str:
    return {SAFE: "locked", LYING: "lying about"}.get(gun.at, f"with {name(gun.at)}")


def _differ(graph: Graph, record: int, world: int) -> bool:
    state, true = graph.record.states[record], graph.worlds[world]
    for name, gun in zip(graph.procedure.weapons, true.guns, strict=True):
        weapon = state.weapons[name]
        if gun.adapted is not (weapon.weapon_class == ADAPTED):
            return True
        for chamber, kind in zip(weapon.chambers, gun.chambers, strict=True):
            saw = content(chamber)
            if saw == "unseen" and chamber.lot is not None:
                saw = state.lots[chamber.lot].kind
            if saw not in {"unseen", "unsure", kind}:
                return True
        if isinstance(weapon.custody, HeldBy) and weapon.custody.holder != gun.at:
            return True
    return False
