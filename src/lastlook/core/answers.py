"""The question put to the core and its two answers.

1. `Asked` is what an entry of the ledger holds before it is answered: the act,
   the key that signed it and the desk's time.
2. `Granted` lists what is now recorded, and remarks: rules that warn or note.
3. `Refused` lists *every* rule broken, and apart from them every reason why the
   record cannot be so. Where anything is impossible the rules named are those
   that could be asked all the same.
"""

from collections.abc import Container, Iterable, Iterator
from typing import Any, Final, TypeAlias, TypeVar, cast, get_args

from msgspec import Struct

from lastlook.core.acts import Accept, Act, Announce, AnyAct, Load, Offer, TakeOut
from lastlook.core.events import AnyEvent, Event
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyRefusal
from lastlook.core.state import Person, SetUp, State, Weapon
from lastlook.core.words import (
    HoldId,
    HoldKind,
    KeyText,
    LotId,
    Ms,
    PersonId,
    Role,
)

E = TypeVar("E", bound=Event)


EDITION: Final = 3  # of the rules; an old entry is decided again by its own


class Asked(Struct, frozen=True, gc=False):
    """An act as it was heard: by which key it was signed and when (ms UTC).

    `edition` is that of the rules it is answered by: what an edition changed of an
    older rule is asked of newer acts only.
    """

    act: AnyAct
    key: KeyText
    now: Ms
    edition: int = EDITION


class Granted(Struct, frozen=True, gc=False, tag_field="answer", tag="granted"):
    """Yes: what is recorded, and what is to be remarked."""

    events: tuple[AnyEvent, ...]
    remarks: tuple[AnyRefusal, ...] = ()


class Refused(Struct, frozen=True, gc=False, tag_field="answer", tag="refused"):
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
_PLAY: Final = frozenset(PLAY)
_ABOUT_A_WEAPON: Final = frozenset(
    kind for kind in get_args(AnyAct) if "weapon" in kind.__struct_fields__
)


class Case(Struct, frozen=True, gc=False):
    """One act before the rules: what is known, what was asked, under which packs.

    `act`, its class `kind` and `now` (ms UTC) are those of `asked`, `set_up` is that of
    `state`; `by` is who asks, enrolled or the case would not have come here.
    `puts_in_play`: whether the act brings a weapon nearer to a performer or to a round.
    What makes safe (looking, unloading, taking back, locking up, stopping) never does,
    so no rule about play stands in its way. `lots`: what is in the chambers of a weapon
    that is put in play, once each.
    """

    state: State
    asked: Asked
    policy: Policy
    act: AnyAct
    kind: type[Act]
    now: Ms
    by: Person
    by_handler: bool
    set_up: SetUp | None
    puts_in_play: bool
    weapon: Weapon  # of acts about a weapon, and asked of no other
    lots: tuple[LotId, ...]

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
        return known is None or _plays(self.set_up, self.policy, known)

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
    kind, set_up = type(act), state.set_up
    in_play = kind in _PLAY and _in_play(state, policy, act, by)
    # What an act makes new, or leaves open, is no weapon there is.
    name = getattr(act, "weapon", None) if kind in _ABOUT_A_WEAPON else None
    weapon = None if name is None else state.weapons.get(name)
    return Case(
        state,
        asked,
        policy,
        act,
        kind,
        asked.now,
        by,
        _handles(policy, by),
        set_up,
        in_play,
        cast("Weapon", weapon),
        weapon.lots if in_play and weapon is not None else (),
    )


def _in_play(state: State, policy: Policy, act: AnyAct, by: Person) -> bool:
    """Whether an act brings a weapon nearer to a performer or to a round."""
    match act:
        case Offer(to=to):
            receiver = state.people.get(to)
            return receiver is None or _plays(state.set_up, policy, receiver)
        case Accept():
            return _plays(state.set_up, policy, by)
        case Announce(called=called):
            return called != "not-cleared"
        case TakeOut(to_make_safe=safe):
            return not safe
        case _:
            return True  # loading


def shared(some: Iterable[Role], others: Container[Role]) -> bool:
    """Whether two groups have a role in common."""
    # Asked of every act, and more than once: a loop is faster than a generator.
    for role in some:  # noqa: SIM110
        if role in others:
            return True
    return False


def _handles(policy: Policy, person: Person) -> bool:
    return shared(person.roles, policy.handlers)


def _plays(set_up: SetUp | None, policy: Policy, person: Person) -> bool:
    """Whether a weapon in these hands is in play: a handler may perform as well."""
    cast = set_up.performers if set_up is not None else ()
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
