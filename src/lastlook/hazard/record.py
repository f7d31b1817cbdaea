"""The record's side of a search: projected states by number, and the core's answers.

1. Every answer is that of `core.decide`, and every state after it of `core.evolve`.
2. The same state is one number, the same act is one number, and the same question is
   asked once.
3. An answer that stops the set, puts a box into quarantine or tells of a round that is
   not what it should be is an *alarm*: the procedure has found it. What people do
   against a stop is a bypass, which takes no yes; so nothing is lost where the record
   is not followed any further.
"""

from collections.abc import Iterator
from typing import Final, TypeAlias

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Granted
from lastlook.core.clearance import content
from lastlook.core.decide import decide
from lastlook.core.events import HoldSet, ProofFailed, Quarantined
from lastlook.core.evolve import evolve
from lastlook.core.policy import Policy
from lastlook.core.state import Chamber, State, Weapon
from lastlook.core.words import MAGAZINE_FED
from lastlook.hazard.numbered import Numbered
from lastlook.hazard.projection import NOW, Leases, framed, projected
from lastlook.hazard.world import Kind, kind_of

Said: TypeAlias = int | tuple[str, ...]  # the record after it, or the codes against it
ALARMS: Final = (HoldSet, Quarantined, ProofFailed)
ALARM: Final = ("alarm",)  # (3)


class Record:
    """The states the record can be in, from one on, under one policy."""

    def __init__(self, state: State, policy: Policy) -> None:
        self.policy = policy
        self.leases = Leases.of(policy.limits)
        self._states: Numbered[State] = Numbered()
        self._acts: Numbered[AnyAct] = Numbered()
        self.states, self.acts = self._states.all, self._acts.all
        self._said: list[dict[int, Said]] = []
        self.first = self.number(projected(framed(state), self.leases))

    def act(self, act: AnyAct) -> int:
        """The number of an act, as it is asked at the one moment there is."""
        return self._acts[act]

    def say(self, record: int, act: int) -> Said:
        """What the core answers to an act: the record's number after it, or codes."""
        said = self._said[record].get(act)
        if said is None:
            said = self._said[record][act] = self._ask(self.states[record], act)
        return said

    def said(self, record: int) -> Iterator[tuple[AnyAct, Said]]:
        """Everything that was asked in one state of the record, with the answer."""
        for act, said in self._said[record].items():
            yield self.acts[act], said

    def number(self, state: State) -> int:
        """The number of a projected state."""
        number = self._states[state]
        if number == len(self._said):
            self._said.append({})
        return number

    def _ask(self, state: State, number: int) -> Said:
        said = answer(state, self.acts[number], self.policy, self.leases)
        return said if isinstance(said, tuple) else self.number(said)


def answer(
    state: State, act: AnyAct, policy: Policy, leases: Leases
) -> State | tuple[str, ...]:
    """(1) The projected state after an act; the codes against it, or `ALARM`."""
    asked = Asked(act, key_of(state, act.via or act.by), NOW)
    decision = decide(state, asked, policy)
    if not isinstance(decision, Granted):
        return decision.codes
    if any(isinstance(event, ALARMS) for event in decision.events):
        return ALARM
    for event in decision.events:
        state = evolve(state, event)
    return projected(state, leases)


def key_of(state: State, person: str) -> str:
    """A key of that person that is good; none where they have none."""
    for key, one in state.keys.items():
        if one.person == person and one.revoked_at is None:
            return key
    return ""


def is_fed(weapon: Weapon) -> bool:
    """Whether the record tells the barrel of a weapon from its magazine's places."""
    return weapon.mechanism in MAGAZINE_FED and len(weapon.chambers) > 1


def recorded_kind(state: State, chamber: Chamber) -> Kind:
    """What is in a chamber by the record; what is known to be strange is live."""
    if chamber.strange or content(chamber) == "live":
        return "live"
    if chamber.lot is None:
        return "empty"
    if chamber.spent:
        return "spent"
    return kind_of(state.lots[chamber.lot].kind)
