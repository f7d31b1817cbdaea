"""The question put to the core and its two answers.

1. `Asked` is what an entry of the ledger holds before it is answered: the act,
   the key that signed it and the desk's time.
2. `Granted` lists what is now recorded, and remarks: rules that warn or note.
3. `Refused` lists *every* rule broken, and apart from them every reason why the
   record cannot be so. Where anything is impossible the rules named are those
   that could be asked all the same.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias, TypeVar, cast

from msgspec import Struct

from lastlook.core.acts import Accept, Announce, AnyAct, Load, Offer, TakeOut
from lastlook.core.events import AnyEvent, Event
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyRefusal
from lastlook.core.state import Person, State, Weapon
from lastlook.core.words import (
    HoldId,
    HoldKind,
    KeyText,
    LotId,
    Ms,
    PersonId,
)

E = TypeVar("E", bound=Event)


EDITION: Final = 3  # of the rules; an old entry is decided again by its own


class Asked(Struct, frozen=True):
    """An act as it was heard: by which key it was signed and when (ms UTC).

    `edition` is that of the rules it is answered by: what an edition changed of an
    older rule is asked of newer acts only.
    """

    act: AnyAct
    key: KeyText
    now: Ms
    edition: int = EDITION


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


PLAY: Final = (TakeOut, Load, Offer, Accept, Announce)  # what may put it in play


class Case(Struct, frozen=True):
    """One act before the rules: what is known, what was asked, under which packs.

    `act` and `now` (ms UTC) are those of `asked`; `by` is who asks, enrolled or the
    case would not have come here. `puts_in_play`: whether the act brings a weapon
    nearer to a performer or to a round. What makes safe (looking, unloading, taking
    back, locking up, stopping) never does, so no rule about play stands in its way.
    """

    state: State
    asked: Asked
    policy: Policy
    act: AnyAct
    now: Ms
    by: Person
    by_handler: bool
    puts_in_play: bool
    weapon: Weapon  # of acts about a weapon, and asked of no other

    def since(self, edition: int) -> bool:
        """Whether the rules are those of this edition or a later one."""
        return self.asked.edition >= edition

    def is_handler(self, person: Person) -> bool:
        """Whether a person has a role that handles weapons."""
        return _handles(self.policy, person)

    def handles(self, person: PersonId) -> bool:
        """The same, by id; nobody unknown handles anything."""
        known = self.state.people.get(person)
        return known is not None and _handles(self.policy, known)

    def plays(self, person: PersonId) -> bool:
        """Whether a weapon in these hands is in play."""
        known = self.state.people.get(person)
        return known is None or _plays(self.state, self.policy, known)

    def hold_name(self, kind: HoldKind, nth: int = 0) -> HoldId:
        """The name of the hold this act sets; `nth` counts where it sets more."""
        return f"{kind}-{self.state.holds_made + nth + 1}"

    def found_name(self, *chamber: int) -> LotId:
        """A name for what this act finds that neither a lot nor a box has yet."""
        name = "-".join(map(str, ("found", self.state.n, *chamber)))
        while name in self.state.lots or name in self.state.boxes:
            name += "."
        return name


def case_of(state: State, asked: Asked, policy: Policy) -> Case:
    """The case of an act whose `by` is enrolled."""
    act, by = asked.act, state.people[asked.act.by]
    by_handler = _handles(policy, by)
    match act:
        case TakeOut(to_make_safe=safe):
            in_play = not safe
        case Load():
            in_play = True
        case Offer(to=to):
            receiver = state.people.get(to)
            in_play = receiver is None or _plays(state, policy, receiver)
        case Accept():
            in_play = _plays(state, policy, by)
        case Announce(called=called):
            in_play = called != "not-cleared"
        case _:
            in_play = False
    # What an act makes new, or leaves open, is no weapon there is.
    weapon = cast("Weapon", state.weapons.get(getattr(act, "weapon", None) or ""))
    return Case(state, asked, policy, act, asked.now, by, by_handler, in_play, weapon)


def _handles(policy: Policy, person: Person) -> bool:
    # Asked of nearly every act: a loop is faster here than a generator.
    for role in person.roles:  # noqa: SIM110
        if role in policy.handlers:
            return True
    return False


def _plays(state: State, policy: Policy, person: Person) -> bool:
    """Whether a weapon in these hands is in play: a handler may perform as well."""
    cast = state.set_up.performers if state.set_up is not None else ()
    return person.id in cast or not _handles(policy, person)


def recorded(event: type[E], case: Case) -> E:
    """The event of an act's own name: what the act says that the event has too."""
    act: Any = case.act
    said = {
        name: getattr(act, name)
        for name in event.__struct_fields__
        if name in act.__struct_fields__ and name != "at"
    }
    return event(**said, at=case.now)


def misdirected(thing: object) -> TypeError:
    """What to raise where an act or event reached a rule file not its own."""
    return TypeError(f"{type(thing).__name__} was asked of the wrong rule file")


Objections: TypeAlias = Iterator[AnyRefusal]
Impossibles: TypeAlias = Iterator[AnyImpossibility]
Events: TypeAlias = Iterator[AnyEvent]
