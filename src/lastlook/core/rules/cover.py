"""Who must be there, and what people near the weapon must have.

Rules:

1. One weapons handler, on duty, is named in charge of all weapons for the day.
2. No more weapons are out than the handlers on duty can mind.
3. Where a pack asks for one, a safety adviser with no other duty is there, and
   somebody is named whom people can turn to.
4. Where blanks are fired a medic is there.
5. Who plays in a set-up with blanks or stands near the line has been issued
   protection for it.
6. Where a pack asks for it they have had a firearms course.

Does not know who may do what (people.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    IssueProtection,
    Load,
    Offer,
    TakeOut,
)
from lastlook.core.answers import (
    PLAY,
    Case,
    Events,
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.events import AnyEvent, ProtectionIssued
from lastlook.core.refusals import (
    ContactNotNamed,
    CourseMissing,
    NobodyInCharge,
    NoMedic,
    NoSafetyAdviser,
    ProtectionMissing,
    TooFewHandlers,
)
from lastlook.core.state import Person, SetUp, State
from lastlook.core.words import Duty, PersonId

ANSWERS: Final = (IssueProtection,)
APPLIES: Final = (ProtectionIssued,)
HEARS: Final = (*PLAY, *ANSWERS)
MINDED: Final = (TakeOut, Offer)  # one more is out, or soon in other hands


def objections(case: Case) -> Objections:
    """Everybody and everything that is missing while a weapon is in play."""
    if not case.puts_in_play:
        return
    # (1) one who is in charge
    in_charge = _in_charge(case)
    if not in_charge:
        yield NobodyInCharge(case.weapon.id)
    if case.kind in MINDED:
        yield from _minded(case, in_charge=in_charge)
    asked = case.policy.rules
    # (3) a safety adviser, a contact
    if "no-safety-adviser" in asked and not _adviser(case):
        yield NoSafetyAdviser(case.weapon.id)
    if "contact-not-named" in asked and not _on(case, "contact"):
        yield ContactNotNamed(case.weapon.id)
    if case.kind is not TakeOut and case.set_up is not None and case.weapon.fires:
        yield from _near(case, case.set_up)


def _in_charge(case: Case) -> bool:
    day = case.state.day
    if day is None:
        return True  # then nothing is out at all: day.py says so
    if day.in_charge is None or not case.handles(day.in_charge):
        return False
    return "weapons" in _duties(case, case.state.people[day.in_charge])


def _duties(case: Case, person: Person) -> list[Duty]:
    return [on.duty for on in person.duties if on.covers(case.now)]


def _on(case: Case, duty: Duty) -> list[PersonId]:
    people = case.state.people.values()
    return [person.id for person in people if duty in _duties(case, person)]


def _minded(case: Case, *, in_charge: bool) -> Objections:
    # (2) enough of them for what is out, this one with it
    state, each = case.state, case.policy.limits.weapons_count
    if in_charge and len(state.out) < each:
        return  # one is enough, and there is one
    out = {name for name in state.out if state.weapons[name].fires}
    if case.weapon.fires:
        out.add(case.weapon.id)
    if in_charge and len(out) <= each:
        return
    on_duty = sum(1 for person in _on(case, "weapons") if case.handles(person))
    if len(out) > each * on_duty:
        yield TooFewHandlers(case.weapon.id, len(out), on_duty)


def _adviser(case: Case) -> bool:
    return any(
        "safety-adviser" in person.roles and set(_duties(case, person)) == {"safety"}
        for person in case.state.people.values()
    )


def _medic(case: Case) -> bool:
    people = case.state.people
    return any("medic" in people[name].roles for name in _on(case, "medical"))


def _near(case: Case, set_up: SetUp) -> Objections:
    people = dict.fromkeys((*set_up.performers, *set_up.near))
    loads = case.kind is Load
    if not loads and case.policy.asks("course-missing"):
        # (6) a course
        for person in people:
            if not _had_course(case, person):
                yield CourseMissing(person, set_up.id)
    if set_up.load != "blank":
        return
    # (4) a medic
    if case.policy.asks("no-medic") and not _medic(case):
        yield NoMedic(case.weapon.id)
    # (5) protection
    if not loads:
        for person in people:
            if person not in set_up.protected:
                yield ProtectionMissing(person, set_up.id)


def _had_course(case: Case, person: PersonId) -> bool:
    return any(
        training.action == "safety-course" and case.now < training.valid_until
        for training in case.state.people[person].training
    )


def outcome(case: Case) -> Events:
    """The protection, for whom and of what kind."""
    if not isinstance(case.act, IssueProtection):
        raise misdirected(case.act)
    yield recorded(ProtectionIssued, case)


def applied(state: State, event: AnyEvent) -> State:
    """The state after protection was issued; a new plan asks for it anew."""
    if not isinstance(event, ProtectionIssued):
        raise misdirected(event)
    set_up = state.set_ups[event.set_up]
    protected = tuple(dict.fromkeys((*set_up.protected, *event.to)))
    now = replace(set_up, protected=protected)
    return replace(state, set_ups=state.set_ups.put(now.id, now))
