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
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias

from msgspec import Struct

from lastlook.core.state import HeldBy, State, Stored, Weapon
from lastlook.hazard.deeds import Deed
from lastlook.hazard.errors import Error, Errors
from lastlook.hazard.harm import LIVE_ROUND, ways_to_harm
from lastlook.hazard.phrases import Name, errors_words, event_words
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.projection import framed, projected
from lastlook.hazard.record import Record
from lastlook.hazard.scene import Scene
from lastlook.hazard.standing import Standing
from lastlook.hazard.story import Step, believed
from lastlook.hazard.told import sentence
from lastlook.hazard.what_if import Line
from lastlook.hazard.world import LYING, SAFE, Gun, World

MOST: Final = 4
STATES_MAX: Final = 60_000
HARM: Final = 0
Node: TypeAlias = tuple[int, int]  # record and world, by number


class Move(NamedTuple):
    """One move: where to, by which errors, what is done by whom, the codes of a no."""

    to: int
    errors: int
    what: str
    who: str
    codes: tuple[str, ...]


class Doing(NamedTuple):
    """A deed with everything numbered: whose world it makes, what is reported."""

    after: int
    report: int | None
    bypass: int
    untrue: tuple[int, ...]
    misread: int
    mixed: tuple[int, ...]
    mixup: int
    what: str
    who: str


Slipped: TypeAlias = tuple[int, int, str]  # the world after it, the errors, by whom


class Margin(Struct, frozen=True):
    """How far a weapon is from harm.

    `k` is the least number of further errors; None where there are more than `MOST`,
    or where it is unknown (`why` says so). `first` is the first of them in words.
    """

    k: int | None
    why: str = ""
    errors: tuple[Error, ...] = ()
    first: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything was counted."""
        return not self.why


class Search:
    """The states of one procedure, made as they are reached."""

    def __init__(self, scene: Scene) -> None:
        """The procedure of `scene`, wherever its weapon stands then (4)."""
        self.procedure = Procedure(scene, LIVE_ROUND)
        self.record = Record(scene.state, scene.policy)
        self.errors = Errors()
        self._doings: dict[int, tuple[Doing, ...]] = {}
        self._covert: dict[int, tuple[Slipped, ...]] = {}
        self._told: dict[int, tuple[Move, ...]] = {}
        self._worlds: list[World] = []
        self._numbers: dict[World, int] = {}
        self._nodes: list[Node] = [(-1, -1)]
        self._known: dict[Node, int] = {}
        self._moves: dict[int, list[Move]] = {}

    def starts(self, standing: Standing) -> Iterator[tuple[int, int]]:
        """Where it begins, and the errors that lie behind it."""
        state = framed(standing.scene.state)
        first = self.record.number(projected(state, self.record.leases))
        for world, behind in standing.starts:
            yield self._node(first, self._world(world)), self._bits(behind)

    def stand(self, node: int) -> tuple[State, World]:
        """What the record says, and what is so."""
        record, world = self._nodes[node]
        return self.record.states[record], self._worlds[world]

    def moves(self, node: int) -> list[Move]:
        """Everything that can be done from a node."""
        moves = self._moves.get(node)
        if moves is None:
            moves = self._moves[node] = self._made(*self._nodes[node])
        return moves

    @property
    def size(self) -> int:
        """How many states were reached."""
        return len(self._nodes)

    def _node(self, record: int, world: int) -> int:
        node = record, world
        number = self._known.get(node)
        if number is None:
            number = self._known[node] = len(self._nodes)
            self._nodes.append(node)
        return number

    def _world(self, world: World) -> int:
        number = self._numbers.get(world)
        if number is None:
            number = self._numbers[world] = len(self._worlds)
            self._worlds.append(world)
        return number

    def _made(self, record: int, world: int) -> list[Move]:
        state, true = self.record.states[record], self._worlds[world]
        found: dict[tuple[int, int], Move] = {}
        for move in self._all(record, world, state, true):
            found.setdefault((move.to, move.errors), move)
        here = self._node(record, world)
        harm = [
            Move(HARM, self._bits(way), "harm", "", ())
            for way in ways_to_harm(self.procedure, state, true)
        ]
        return harm + [move for move in found.values() if move.to != here]

    def _all(
        self, record: int, world: int, state: State, true: World
    ) -> Iterator[Move]:
        node, say = self._node, self.record.say
        for doing in self._doings_in(world, true):
            what, who = doing.what, doing.who
            said = None if doing.report is None else say(record, doing.report)
            if isinstance(said, int):
                yield Move(node(said, doing.after), 0, what, who, ())
            if doing.bypass:
                codes = said if isinstance(said, tuple) else ()
                yield Move(node(record, doing.after), doing.bypass, what, who, codes)
            for report in doing.untrue:
                said = say(record, report)
                if isinstance(said, int):
                    yield Move(node(said, doing.after), doing.misread, what, who, ())
            for report in doing.mixed:
                said = say(record, report)
                if isinstance(said, int):
                    yield Move(node(said, doing.after), doing.mixup, what, who, ())
        for move in self._told_in(record, state):
            yield move._replace(to=node(move.to, world))
        for after, errors, who in self._covert_in(world, true):
            yield Move(node(record, after), errors, "tamper", who, ())

    def _doings_in(self, world: int, true: World) -> tuple[Doing, ...]:
        known = self._doings.get(world)
        if known is None:
            deeds = self.procedure.deeds(true)
            known = self._doings[world] = tuple(self._doing(world, d) for d in deeds)
        return known

    def _doing(self, world: int, deed: Deed) -> Doing:
        after, act, bit = self._world(deed.after), self.record.act, self.errors.bit
        changes = after != world and deed.what != "prove"
        return Doing(
            after,
            None if deed.report is None else act(deed.report),
            bit("bypass", deed.what, deed.who) if changes else 0,
            tuple(act(one) for one in deed.untrue),
            bit("untrue", deed.what, deed.who) if deed.untrue else 0,
            tuple(act(one) for one in deed.mixed),
            bit("mixup", deed.what, deed.who) if deed.mixed else 0,
            deed.what,
            deed.who,
        )

    def _told_in(self, record: int, state: State) -> tuple[Move, ...]:
        """What can be told in a state of the record; `to` is the record after it."""
        known = self._told.get(record)
        if known is None:
            moves = []
            for told in self.procedure.told(state):
                act = told.act
                said = self.record.say(record, self.record.act(act))
                if isinstance(said, int) and said != record:
                    bits = (
                        0
                        if told.honest
                        else self.errors.bit("untrue", act.word, act.by)
                    )
                    moves.append(Move(said, bits, act.word, act.by, ()))
            known = self._told[record] = tuple(moves)
        return known

    def _covert_in(self, world: int, true: World) -> tuple[Slipped, ...]:
        known = self._covert.get(world)
        if known is None:
            known = self._covert[world] = tuple(
                (self._world(one.after), self._bits(one.errors), one.errors[-1].who)
                for one in self.procedure.covert(true)
            )
        return known

    def _bits(self, errors: tuple[Error, ...]) -> int:
        bits = 0
        for error in errors:
            bits |= self.errors.bit(*error)
        return bits


Reached: TypeAlias = tuple[int, int]  # a node, and the errors on the way to it
Came: TypeAlias = dict[Reached, tuple[Reached, Move] | None]


def margin(search: Search, standing: Standing, name: Name) -> Margin:
    """How far from harm things stand; people are called by `name`."""
    came: Came = {}
    end = _nearest(search, standing, came)
    if end is None:
        too_many = search.size > STATES_MAX
        return Margin(
            None, why="there are too many states to search" if too_many else ""
        )
    way = _way(came, end)
    errors = search.errors.of(end[1])
    lines = tuple(_line(search, at, move, name) for (at, _), move in way)
    first = _first(search, way, errors, name)
    return Margin(len(errors), "", errors, first, lines)


def _nearest(search: Search, standing: Standing, came: Came) -> Reached | None:
    sets: dict[int, list[int]] = {}
    waiting: list[deque[Reached]] = [deque() for _ in range(MOST + 1)]
    for node, errors in search.starts(standing):
        came.setdefault((node, errors), None)
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
            for move in search.moves(node):
                more = errors | move.errors
                to, order = (move.to, more), more.bit_count()
                if order <= MOST and to not in came:
                    came[to] = reached, move
                    # Nothing of this order is nearer: it need not wait its turn.
                    place = waiting[order]
                    place.appendleft(to) if move.to == HARM else place.append(to)
    return None


def _is_new(known: list[int], errors: int) -> bool:
    for less in known:
        if less & errors == less:
            return False
    known.append(errors)
    return True


def _way(came: Came, end: Reached) -> list[tuple[Reached, Move]]:
    way: list[tuple[Reached, Move]] = []
    at = end
    while (step := came[at]) is not None:
        way.append(step)
        at = step[0]
    return way[::-1]


def _first(
    search: Search,
    way: list[tuple[Reached, Move]],
    errors: tuple[Error, ...],
    name: Name,
) -> str:
    for _, move in way:
        if move.errors:
            return event_words(search.errors.of(move.errors)[0], name)
    return event_words(errors[0], name) if errors else ""


def _line(search: Search, at: int, move: Move, name: Name) -> Line:
    errors = search.errors.of(move.errors)
    stood = at if move.to == HARM else move.to
    state, world = search.stand(stood)
    [weapon] = state.weapons.values()
    recorded, really = _recorded(state, weapon, name), _really(world, name)
    step = Step(move.what, move.who, errors, None, move.codes, recorded, really)
    return Line(sentence(step, name), bool(errors), move.codes, recorded, really)


def _recorded(state: State, weapon: Weapon, name: Callable[[str], str]) -> str:
    match weapon.custody:
        case HeldBy(holder=holder):
            where = f"with {name(holder)}"
        case Stored(locked=True):
            where = "locked"
        case _:
            where = "unattended"
    return f"{where}, {', '.join(believed(state, weapon))}"


def _really(world: World, name: Callable[[str], str]) -> str:
    [gun] = world.guns
    stray = [kind for kind in world.strays if kind is not None]
    box = f"; {', '.join(stray)} in the box" if stray else ""
    return f"{_where(gun, name)}, {', '.join(gun.chambers)}{box}"


def _where(gun: Gun, name: Callable[[str], str]) -> str:
    if gun.at == SAFE:
        return "locked"
    return "lying about" if gun.at == LYING else f"with {name(gun.at)}"


def margin_words(found: Margin | None) -> str:
    """A margin in words; what is not known is never said to be far."""
    if found is None:
        return "UNKNOWN how many errors from harm"
    if not found.is_known:
        return f"UNKNOWN how many errors from harm: {found.why}"
    if found.k is None:
        return f"more than {MOST} errors from harm"
    return errors_words(found.k)
