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

from lastlook.core.acts import Accept, Announce, AnyAct, Load, Offer, TakeOut
from lastlook.core.events import AnyEvent
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyRefusal
from lastlook.core.state import Person, State, Weapon
from lastlook.core.words import HoldId, HoldKind, KeyText, Ms, PersonId, WeaponId


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

    def handles(self, person: PersonId) -> bool:
        """The same, by id; nobody unknown handles anything."""
        known = self.state.people.get(person)
        return known is not None and self.is_handler(known)

    @property
    def puts_in_play(self) -> bool:
        """Whether the act brings a weapon nearer to a performer or to a round.

        What makes safe (looking, unloading, taking back, locking up, stopping)
        never does, so no rule about play can stand in its way.
        """
        match self.act:
            case TakeOut() | Load():
                return True
            case Offer(to=to):
                return not self.handles(to)
            case Accept():
                return not self.by_handler
            case Announce(called=called):
                return called != "not-cleared"
            case _:
                return False

    def hold_name(self, kind: HoldKind, nth: int = 0) -> HoldId:
        """The name of the hold this act sets; `nth` counts where it sets more."""
        return f"{kind}-{self.state.holds_made + nth + 1}"

    @property
    def weapon(self) -> Weapon:
        """The weapon the act is about."""
        weapon: WeaponId = getattr(self.act, "weapon")  # noqa: B009 - not every act
        return self.state.weapons[weapon]


def misdirected(thing: object) -> TypeError:
    """What to raise where an act or event reached a rule file not its own."""
    return TypeError(f"{type(thing).__name__} was asked of the wrong rule file")


Objections: TypeAlias = Iterator[AnyRefusal]
Impossibles: TypeAlias = Iterator[AnyImpossibility]
Events: TypeAlias = Iterator[AnyEvent]
