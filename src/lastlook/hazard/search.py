"""The fewest errors from where a weapon stands to harm: the search.

1. States are made when they are reached, and nothing beyond the first harm is.
2. Sets of errors are taken in by how many there have to be at the least in the end,
   none that contains another of the same state; the first that reaches harm is the
   smallest.
3. How many there have to be is never said too high: where nothing is in the weapon or
   the box that could hurt, it has still to be brought and slipped in; where nobody is
   to be pointed at, somebody has still to stand there.

Knows no people by name and no words (`margin.py`).
"""

from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from msgspec import Struct

from lastlook.core.state import State
from lastlook.hazard.errors import Error
from lastlook.hazard.feared import Start
from lastlook.hazard.moves import Move, Moves
from lastlook.hazard.numbered import Numbered
from lastlook.hazard.procedure import TAMPERING, Procedure, bringing
from lastlook.hazard.projection import framed, projected
from lastlook.hazard.record import Record
from lastlook.hazard.scene import Scene
from lastlook.hazard.top import TopEvent
from lastlook.hazard.world import World

MOST: Final = 4
STATES_MAX: Final = 60_000
HARM: Final = 0
Out: TypeAlias = tuple[int, Move]  # a node, and the move to it


class Search:
    """The states of one procedure, made as they are reached."""

    def __init__(self, scene: Scene, top: TopEvent, record: Record) -> None:
        """The procedure of `scene`, wherever its weapon stands then."""
        self.procedure = Procedure(scene, top)
        self.record = record
        self._moves = Moves(self.procedure, self.record)
        self.errors = self._moves.errors
        self._nodes = Numbered((-1, -1))  # record and world by number; HARM first
        self._out: dict[int, list[Out]] = {}
        self._clean: dict[int, bool] = {HARM: False}

    def starts(self, starts: tuple[Start, ...]) -> Iterator[tuple[int, int]]:
        """Where it begins, and the errors that lie behind it."""
        known: dict[int, int] = {}
        for start in starts:
            record = known.get(id(start.state))
            if record is None:
                state = projected(framed(start.state), self.record.leases)
                record = known[id(start.state)] = self.record.number(state)
            node = self._nodes[record, self._moves.world(start.world)]
            yield node, self.bits(start.errors)

    def is_clean(self, node: int) -> bool:
        """Whether nothing that could hurt is in weapon or box, or meant to be."""
        clean = self._clean.get(node)
        if clean is None:
            world = self._moves.worlds[self._nodes.all[node][1]]
            kinds = {self.procedure.scene.sort.kind, *world.strays}
            for gun in world.guns:
                kinds |= {*gun.chambers}
            top = self.procedure.top
            harmless = top.harms.isdisjoint(kinds) and top.stray not in kinds
            clean = self._clean[node] = harmless and not top.bore
        return clean

    def bits(self, errors: tuple[Error, ...]) -> int:
        """A set of errors as the bits of one number."""
        return self._moves.bits(errors)

    def stand(self, move: Move) -> tuple[State, World]:
        """What the record says after a move, and what is so."""
        return self.record.states[move.record], self._moves.worlds[move.world]

    def out(self, node: int) -> list[Out]:
        """Everything that can be done from a node: where to, and how."""
        out = self._out.get(node)
        if out is None:
            out = self._out[node] = self._made(node)
        return out

    @property
    def size(self) -> int:
        """How many states were reached."""
        return len(self._nodes)

    def _made(self, here: int) -> list[Out]:
        record, world = self._nodes.all[here]
        found: dict[tuple[int, int], Out] = {}
        for move in self._moves.all(record, world):
            to = self._nodes[move.record, move.world]
            if to != here:
                found.setdefault((to, move.errors), (to, move))
        harm = [
            (HARM, Move(record, world, bits, "harm", ""))
            for bits in self._moves.harm(record, world)
        ]
        return [*harm, *found.values()]


Reached: TypeAlias = tuple[int, int]  # a node, and the errors on the way to it
Came: TypeAlias = dict[Reached, tuple[Reached, Move] | None]


class Way(NamedTuple):
    """How harm is reached: the moves, and the errors among them that count."""

    moves: list[Move]
    errors: int


class TooMany(Struct, frozen=True):
    """There are more states than are searched."""


class Aim(Struct, frozen=True):
    """What is looked for: from where, what counts no more, and at most how many."""

    starts: tuple[Start, ...]
    free: tuple[Error, ...] = ()
    most: int = MOST


class _Least:
    """(3) How many errors more there have to be, at the least."""

    def __init__(self, search: Search, starts: tuple[Start, ...]) -> None:
        top = search.procedure.top
        self._is_clean = search.is_clean
        self._bring = search.bits((bringing(top.stray),))
        self._tamper = search.bits(TAMPERING)
        plans = {start.state.set_up for start in starts}
        at_somebody = any(plan and plan.pointing == "person" for plan in plans)
        self._aim = int(top.contact or not at_somebody)

    def __call__(self, node: int, errors: int) -> int:
        if node == HARM:
            return 0
        if not self._is_clean(node):
            return self._aim
        return self._aim + (not errors & self._bring) + (not errors & self._tamper)


class _Front:
    """(2) What is reached and not yet gone on from, the nearest to harm first."""

    def __init__(self, search: Search, aim: Aim) -> None:
        self.came: Came = {}
        self.waiting: list[deque[Reached]] = [deque() for _ in range(aim.most + 1)]
        self._least, self._most = _Least(search, aim.starts), aim.most
        self._counted = ~search.bits(aim.free)

    def reach(self, node: int, errors: int, how: tuple[Reached, Move] | None) -> None:
        """Take in a node, where it is new and near enough."""
        errors &= self._counted
        to = node, errors
        if to in self.came:
            return
        order = errors.bit_count() + self._least(node, errors)
        if order > self._most:
            return
        self.came[to] = how
        if node == HARM:  # nothing of this order is nearer: it need not wait
            self.waiting[order].appendleft(to)
        else:
            self.waiting[order].append(to)


def nearest(search: Search, aim: Aim) -> Way | TooMany | None:
    """The shortest way to harm; None where there is none of so few errors."""
    front = _Front(search, aim)
    for node, errors in search.starts(aim.starts):
        front.reach(node, errors, None)
    sets: dict[int, list[int]] = {}
    for bucket in front.waiting:
        while bucket:
            node, errors = reached = bucket.popleft()
            if node == HARM:
                return Way(_steps(front.came, reached), errors)
            if not _is_new(sets.setdefault(node, []), errors):
                continue
            if search.size > STATES_MAX:
                return TooMany()
            for there, move in search.out(node):
                front.reach(there, errors | move.errors, (reached, move))
    return None


def _is_new(known: list[int], errors: int) -> bool:
    for less in known:
        if less & errors == less:
            return False
    known.append(errors)
    return True


def _steps(came: Came, end: Reached) -> list[Move]:
    way: list[Move] = []
    at = end
    while (step := came[at]) is not None:
        at, move = step
        way.append(move)
    return way[::-1]
