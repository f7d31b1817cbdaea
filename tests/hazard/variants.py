"""The search without its short cuts: time passes, and alarms are followed."""

from typing import ClassVar

from lastlook.core.answers import Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import evolve
from lastlook.core.state import State
from lastlook.core.words import Ms
from lastlook.hazard.graph import Graph
from lastlook.hazard.projection import projected, waited
from lastlook.hazard.record import ALARM, Record, Said
from tests.hazard.walks import asked_of


class Waiting(Graph):
    """A graph in which so much time may pass at any moment, as a move of its own."""

    waits: ClassVar[tuple[Ms, ...]] = ()

    def _out(self, record: int, world: int) -> list[tuple[int, int]]:
        out = super()._out(record, world)
        for wait in self.waits:
            old = waited(self.record.states[record], self.record.leases, wait)
            after = self.record.number(old)
            if after != record:
                out.append((self._numbers[after, world], 0))
        return out


class Following(Record):
    """A record that goes on after an alarm, up to so many at a time."""

    most: ClassVar[int] = 2
    followed: int = 0

    def _ask(self, state: State, number: int) -> Said:
        said = super()._ask(state, number)
        if said != ALARM or len(state.holds) + self._put_away(state) >= self.most:
            return said
        self.followed += 1
        decision = decide(state, asked_of(state, self.acts[number]), self.policy)
        assert isinstance(decision, Granted)
        for event in decision.events:
            state = evolve(state, event)
        return self.number(projected(state, self.leases))

    def _put_away(self, state: State) -> int:
        return sum(1 for box in state.boxes.values() if box.quarantined is not None)


class PastAlarms(Graph):
    """A graph that goes on after alarms."""

    answers = Following
