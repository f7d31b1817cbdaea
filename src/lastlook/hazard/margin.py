"""How many further errors from harm a weapon is now, and which come first.

1. The count is exact for the world it is asked for: sets of errors are taken in by
   their size, none that contains another of the same state, and the first that reaches
   harm is the smallest (as in `cuts.py`; an error committed twice counts once).
2. States are made when they are reached, and nothing beyond the first harm is.
3. No more than `MOST` errors are looked for, and no more than so many states: past the
   first the answer is *more than that*, past the second *unknown*.
4. Answers of the core are kept from one question to the next: what was asked in a state
   of the record need not be asked again.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.core.state import State
from lastlook.hazard.errors import Error
from lastlook.hazard.feared import Start
from lastlook.hazard.moves import Move, Moves
from lastlook.hazard.numbered import Numbered
from lastlook.hazard.phrases import Name, errors_words, event_words
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.projection import framed, projected
from lastlook.hazard.record import Record
from lastlook.hazard.scene import Scene
from lastlook.hazard.story import Step, really, recorded
from lastlook.hazard.told import sentence
from lastlook.hazard.top import TopEvent
from lastlook.hazard.what_if import Line
from lastlook.hazard.world import World

MOST: Final = 4
STATES_MAX: Final = 60_000
HARM: Final = 0
Out: TypeAlias = tuple[int, Move]  # a node, and the move to it


class Margin(Struct, frozen=True):
    """How far a weapon is from harm.

    `k` is the least number of further errors; None where there are more than `MOST`,
    or where it is unknown (`why` says so). `first` is the first of them in words, and
    names a role; `by` is what would harm. `live` is the count for a live round, where
    something else is nearer.
    """

    k: int | None
    why: str = ""
    errors: tuple[Error, ...] = ()
    first: str = ""
    lines: tuple[Line, ...] = ()
    by: str = ""
    live: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything was counted."""
        return not self.why


class Search:
    """The states of one procedure, made as they are reached."""

    def __init__(self, scene: Scene, top: TopEvent, record: Record) -> None:
        """The procedure of `scene`, wherever its weapon stands then (4)."""
        self.procedure = Procedure(scene, top)
        self.record = record
        self._moves = Moves(self.procedure, self.record)
        self.errors = self._moves.errors
        self._nodes = Numbered((-1, -1))  # record and world by number; HARM first
        self._out: dict[int, list[Out]] = {}

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


class Aim(Struct, frozen=True):
    """What is looked for: from where, what counts no more, and at most how many."""

    starts: tuple[Start, ...]
    free: tuple[Error, ...] = ()
    most: int = MOST


class Voice(Struct, frozen=True):
    """What people are called: in a story, and in the one line of the first error."""

    name: Name
    role: Name


def margin(search: Search, aim: Aim, voice: Voice) -> Margin:
    """How far from harm things stand."""
    came: Came = {}
    end = _nearest(search, aim, came)
    if end is None:
        too_many = search.size > STATES_MAX
        return Margin(
            None, why="there are too many states to search" if too_many else ""
        )
    way = _way(came, end)
    errors = search.errors.of(end[1])
    lines = tuple(_line(search, move, voice.name) for move in way)
    first = _first(search, way, end[1], voice.role)
    top = search.procedure.top
    return Margin(len(errors), "", errors, first, lines, top.by)


def _nearest(search: Search, aim: Aim, came: Came) -> Reached | None:
    sets: dict[int, list[int]] = {}
    waiting: list[deque[Reached]] = [deque() for _ in range(aim.most + 1)]
    count = ~search.bits(aim.free)
    for node, behind in search.starts(aim.starts):
        errors = behind & count
        if errors.bit_count() <= aim.most and (node, errors) not in came:
            came[node, errors] = None
            waiting[errors.bit_count()].append((node, errors))
    for bucket in waiting:
        while bucket:
            node, errors = reached = bucket.popleft()
            if node == HARM:
                return reached
            if not _is_new(sets.setdefault(node, []), errors):
                continue
            if search.size > STATES_MAX:
                return None
            for there, move in search.out(node):
                more = (errors | move.errors) & count
                to, order = (there, more), more.bit_count()
                if order <= aim.most and to not in came:
                    came[to] = reached, move
                    # Nothing of this order is nearer: it need not wait its turn.
                    place = waiting[order]
                    place.appendleft(to) if there == HARM else place.append(to)
    return None


def _is_new(known: list[int], errors: int) -> bool:
    for less in known:
        if less & errors == less:
            return False
    known.append(errors)
    return True


def _way(came: Came, end: Reached) -> list[Move]:
    way: list[Move] = []
    at = end
    while (step := came[at]) is not None:
        at, move = step
        way.append(move)
    return way[::-1]


def _first(search: Search, way: list[Move], counted: int, role: Name) -> str:
    """The first error that counts; of those behind, where none comes any more."""
    for move in way:
        if move.errors & counted:
            [first, *_] = search.errors.of(move.errors & counted)
            return event_words(first, role)
    behind = search.errors.of(counted)
    return event_words(behind[0], role) if behind else ""


def _line(search: Search, move: Move, name: Name) -> Line:
    state, world = search.stand(move)
    [weapon] = state.weapons.values()
    says, so = recorded(state, weapon, name), really(world, name)
    errors = search.errors.of(move.errors)
    step = Step(move.what, move.who, errors, None, move.codes, says, so)
    return Line(sentence(step, name), bool(errors), move.codes, says, so)


def margin_short(found: Margin | None) -> str:
    """The count alone, in words: `2 errors`, `UNKNOWN`."""
    return margin_words(found).partition(" from harm")[0].partition(" how many")[0]


def margin_words(found: Margin | None) -> str:
    """A margin in words; what is not known is never said to be far."""
    if found is None:
        return "UNKNOWN how many errors from harm"
    if not found.is_known:
        return f"UNKNOWN how many errors from harm: {found.why}"
    if found.k is None:
        return f"more than {MOST} errors from harm"
    return errors_words(found.k)
