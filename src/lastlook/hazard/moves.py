"""What can be done from where record and world stand, and which errors it takes.

1. A deed that is refused, or never asked for, leaves the record as it was: a bypass. A
   report of what was not done leaves the world as it was: untrue. An alarm is followed
   no further (`record.py`).
2. What is done in a world is found once for each world, and what can be told once for
   each state of the record.

Knows nothing of what is searched for among the moves.
"""

from collections.abc import Iterator

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.hazard.deeds import Deed
from lastlook.hazard.errors import Error, Errors
from lastlook.hazard.harm import ways_to_harm
from lastlook.hazard.numbered import Numbered
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.record import ALARM, Record
from lastlook.hazard.stage import stage
from lastlook.hazard.world import World


class Move(Struct, frozen=True):
    """One move: the record and the world after it, by number; the errors it takes.

    `what` is done by `who`; `act` is what the core says yes to, where it is asked, and
    `codes` are those of its no.
    """

    record: int
    world: int
    errors: int
    what: str
    who: str
    act: AnyAct | None = None
    codes: tuple[str, ...] = ()


class Report(Struct, frozen=True):
    """What is told of a deed: the act and its number, and the error in telling it."""

    act: AnyAct
    number: int
    errors: int


class Doing(Struct, frozen=True):
    """A deed with everything numbered: whose world it makes, what is reported."""

    what: str
    who: str
    after: int
    report: Report | None
    bypass: int
    otherwise: tuple[Report, ...]  # untrue, or of another object

    @property
    def reports(self) -> tuple[Report, ...]:
        """Everything that may be told of it."""
        honest = () if self.report is None else (self.report,)
        return (*honest, *self.otherwise)


class Slip(Struct, frozen=True):
    """What nobody tells of: the world after it, the errors, the last one's words."""

    after: int
    errors: int
    what: str
    who: str


class Moves:
    """The moves of one procedure; worlds, records and errors by number."""

    def __init__(self, procedure: Procedure, record: Record) -> None:
        self.procedure, self.record = procedure, record
        self.errors = Errors()
        self._numbers: Numbered[World] = Numbered()
        self.worlds = self._numbers.all
        self._doings: dict[int, tuple[Doing, ...]] = {}
        self._covert: dict[int, tuple[Slip, ...]] = {}
        self._told: dict[int, tuple[Move, ...]] = {}

    def world(self, world: World) -> int:
        """The number of a world."""
        return self._numbers[world]

    def bits(self, errors: tuple[Error, ...]) -> int:
        """A set of errors as the bits of one number."""
        bits = 0
        for error in errors:
            bits |= self.errors.bit(*error)
        return bits

    def harm(self, record: int, world: int) -> list[int]:
        """The sets of errors that are the last to harm here; one may be empty."""
        at = stage(self.record.states[record], self.procedure.weapons)
        ways = ways_to_harm(self.procedure, at, self.worlds[world])
        return [self.bits(way) for way in ways]

    def deliveries(self) -> list[Move]:
        """What may have been wrong from the beginning, in any combination."""
        todo = [(self.procedure.start(), 0)]
        seen = {todo[0]}
        while todo:
            world, bits = todo.pop()
            for covert in self.procedure.deliveries(world):
                more = covert.after, bits | self.bits(covert.errors)
                if more not in seen:
                    seen.add(more)
                    todo.append(more)
        first = self.record.first
        return [
            Move(first, self.world(world), bits, one.what, one.who)
            for world, bits in sorted(seen, key=repr)
            for one in self.errors.of(bits)[:1]
        ]

    def all(self, record: int, world: int) -> Iterator[Move]:
        """Everything that can be done here; those that change nothing are among it."""
        for doing in self.doings(world):
            yield from self._ways(record, doing)
        for told in self.told(record):
            yield Move(told.record, world, told.errors, told.what, told.who, told.act)
        for slip in self.covert(world):
            yield Move(record, slip.after, slip.errors, slip.what, slip.who)

    def _ways(self, record: int, doing: Doing) -> Iterator[Move]:
        """(1) A deed as it is meant, without a yes, and told otherwise than it is."""
        what, who, after, say = doing.what, doing.who, doing.after, self.record.say
        codes: tuple[str, ...] = ()
        if doing.report is not None:
            said = say(record, doing.report.number)
            if isinstance(said, int):
                yield Move(said, after, 0, what, who, doing.report.act)
            elif said != ALARM:
                codes = said
        if doing.bypass:
            yield Move(record, after, doing.bypass, what, who, None, codes)
        for report in doing.otherwise:
            said = say(record, report.number)
            if isinstance(said, int):
                yield Move(said, after, report.errors, what, who, report.act)

    def doings(self, world: int) -> tuple[Doing, ...]:
        """What can be done in a world as somebody's task."""
        known = self._doings.get(world)
        if known is None:
            deeds = self.procedure.deeds(self.worlds[world])
            known = self._doings[world] = tuple(self._doing(world, d) for d in deeds)
        return known

    def _doing(self, world: int, deed: Deed) -> Doing:
        after, bit = self.world(deed.after), self.errors.bit
        changes = after != world and deed.what != "prove"
        bypass = bit("bypass", deed.what, deed.who) if changes else 0
        untrue = bit("untrue", deed.what, deed.who) if deed.untrue else 0
        mixup = bit("mixup", deed.what, deed.who) if deed.mixed else 0
        report = None if deed.report is None else self._report(deed.report, 0)
        otherwise = (
            *(self._report(act, untrue) for act in deed.untrue),
            *(self._report(act, mixup) for act in deed.mixed),
        )
        return Doing(deed.what, deed.who, after, report, bypass, otherwise)

    def _report(self, act: AnyAct, errors: int) -> Report:
        return Report(act, self.record.act(act), errors)

    def told(self, record: int) -> tuple[Move, ...]:
        """(2) What is only told: moves that leave the world as it is, and name none."""
        known = self._told.get(record)
        if known is None:
            known = self._told[record] = tuple(self._tellings(record))
        return known

    def _tellings(self, record: int) -> Iterator[Move]:
        told_already = set()
        for told in self.procedure.told(self.record.states[record]):
            act = told.act
            said = self.record.say(record, self.record.act(act))
            if isinstance(said, int) and said != record:
                bits = 0 if told.honest else self.errors.bit("untrue", act.word, act.by)
                if (said, bits) not in told_already:
                    told_already.add((said, bits))
                    yield Move(said, -1, bits, act.word, act.by, act)

    def covert(self, world: int) -> tuple[Slip, ...]:
        """What can be slipped in in a world."""
        known = self._covert.get(world)
        if known is None:
            known = self._covert[world] = tuple(
                Slip(
                    self.world(covert.after),
                    self.bits(covert.errors),
                    covert.errors[-1].what,
                    covert.errors[-1].who,
                )
                for covert in self.procedure.covert(self.worlds[world])
            )
        return known
