"""The search without its short cuts: time passes, and alarms are followed."""

from typing import ClassVar

from lastlook.core.answers import Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import evolve
from lastlook.core.state import State
from lastlook.core.words import Ms
from lastlook.hazard.graph import Graph
from lastlook.hazard.moves import Move, Moves
from lastlook.hazard.projection import projected, waited
from lastlook.hazard.record import ALARM, Record, Said
from tests.hazard.walks import asked_of


class WaitingMoves(Moves):
    """Moves among which is that so much time passes."""

    waits: ClassVar[tuple[Ms, ...]] = ()

    def told(self, record: int) -> tuple[Move, ...]:
        """What is told, and waiting: it changes no world either."""
        states, leases = self.record.states, self.record.leases
        later = (waited(states[record], leases, wait) for wait in self.waits)
        after = (self.record.number(state) for state in later)
        moves = (Move(to, -1, 0, "wait", "") for to in after if to != record)
        return (*super().told(record), *moves)


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
