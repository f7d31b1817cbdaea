"""The question put to the core and its two answers.

1. `Asked` is what an entry of the ledger holds before it is answered: the act,
   the key that signed it and the desk's time.
2. `Granted` lists what is now recorded, and remarks: rules that warn or note.
3. `Refused` lists *every* rule broken, and apart from them every reason why the
   record cannot be so. Where anything is impossible the rules named are those
   that could be asked all the same.
"""

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.events import AnyEvent
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyImpossibility, AnyRefusal
from lastlook.core.state import Person, State
from lastlook.core.words import KeyText, Ms


class Asked(Struct, frozen=True):
    """An act as it was heard: by which key it was signed and when (ms UTC)."""

    act: AnyAct
    key: KeyText
    now: Ms


class Granted(Struct, frozen=True, tag_field="answer", tag="granted"):
    """Yes: what is recorded, and what is to be remarked."""

    events: tuple[AnyEvent, ...]
    remarks: tuple[AnyRefusal, ...] = ()


class Refused(Struct, frozen=True, tag_field="answer", tag="refused"):
    """No: every rule broken, and whatever the record rules out."""

    reasons: tuple[AnyRefusal, ...] = ()
    impossible: tuple[AnyImpossibility, ...] = ()
    remarks: tuple[AnyRefusal, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all reasons, impossibilities first, in order, once each."""
        reasons = (*self.impossible, *self.reasons)
        return tuple(dict.fromkeys(reason.code for reason in reasons))


Decision: TypeAlias = Granted | Refused


class Case(Struct, frozen=True):
    """One act before the rules: what is known, what was asked, under which packs."""

    state: State
    asked: Asked
    policy: Policy

    @property
    def act(self) -> AnyAct:
        """What is asked for."""
        return self.asked.act

    @property
    def now(self) -> Ms:
        """When the desk heard it (ms UTC)."""
        return self.asked.now

    @property
    def by(self) -> Person:
        """Who asks; enrolled, or the case would not have come here."""
        return self.state.people[self.asked.act.by]

    @property
    def by_handler(self) -> bool:
        """Whether who asks has a role that handles weapons."""
        return self.is_handler(self.by)

    def is_handler(self, person: Person) -> bool:
        """Whether a person has a role that handles weapons."""
        return any(role in self.policy.handlers for role in person.roles)


Objections: TypeAlias = Iterator[AnyRefusal]
Impossibles: TypeAlias = Iterator[AnyImpossibility]
Events: TypeAlias = Iterator[AnyEvent]
