"""Who has which part beside a weapon of a running production.

1. The armorer is the handler who holds the weapon, else who is in charge, else one on
   duty; the performer is who holds it, else to whom it is offered, else who is in the
   set-up. Whoever is about to have it in their hands comes first.
2. People are called as on a reference set, by a renaming that gives no two people one
   name: the core compares ids and reads none.
3. The rest of the crew says nothing to the desk, and has no name.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import fields, replace

from lastlook.core.policy import Policy
from lastlook.core.state import Person, State, Weapon
from lastlook.core.table import Table
from lastlook.core.words import Ms, PersonId, Role
from lastlook.hazard.phrases import role_words
from lastlook.hazard.procedure import ARMORER, FIRST_AD, PERFORMER

NAMES_PEOPLE: Final = frozenset(
    {
        "approved_by",
        "assessed_by",
        "by",
        "confirmed_by",
        "endorsed_by",
        "holder",
        "in_charge",
        "involved",
        "lost_by",
        "near",
        "performers",
        "person",
        "planned_by",
        "present",
        "protected",
        "shown_to",
        "to",
        "touched_by",
        "unconfirmed",
    }
)  # fields of the state in which ids of people stand
CALLS: Final[tuple[Role, ...]] = ("first-ad", "second-ad", "stage-manager")
IN_FRONT: Final[tuple[Role, ...]] = ("performer", "stunt-performer", "stand-in")


def cast(
    state: State, policy: Policy, weapon: Weapon, now: Ms
) -> dict[PersonId, PersonId]:
    """(1) The parts that somebody has: the reference set's name, and the person."""
    taken: dict[PersonId, PersonId] = {}
    for part, wanted in (
        (ARMORER, _armorers(state, policy, weapon, now)),
        (PERFORMER, _performers(state, policy, weapon)),
        (FIRST_AD, _having(state, CALLS)),
    ):
        found = (one for one in wanted if one not in taken.values())
        person = next(found, None)
        if person is not None:
            taken[part] = person
    return taken


def _armorers(
    state: State, policy: Policy, weapon: Weapon, now: Ms
) -> Iterator[PersonId]:
    def handles(person: Person) -> bool:
        return any(role in policy.handlers for role in person.roles)

    holder = state.people.get(weapon.holder or "")
    if holder is not None and handles(holder):
        yield holder.id
    in_charge = state.day.in_charge if state.day is not None else None
    if in_charge is not None:
        yield in_charge
    handlers = [one for one in state.people.values() if handles(one)]
    yield from (
        one.id
        for one in handlers
        if any(on.duty in {"weapons", "props"} and on.covers(now) for on in one.duties)
    )
    yield from (one.id for one in handlers)


def _performers(state: State, policy: Policy, weapon: Weapon) -> Iterator[PersonId]:
    holder = state.people.get(weapon.holder or "")
    if holder is not None and not any(r in policy.handlers for r in holder.roles):
        yield holder.id
    if weapon.offer is not None:
        yield weapon.offer.to
    if state.set_up is not None:
        yield from state.set_up.performers
    yield from _having(state, IN_FRONT)


def _having(state: State, roles: tuple[Role, ...]) -> Iterator[PersonId]:
    for role in roles:
        for person in state.people.values():
            if role in person.roles:
                yield person.id


def renaming(parts: Mapping[PersonId, PersonId]) -> dict[PersonId, PersonId]:
    """(2) A permutation: who has a part takes its name, and gives theirs for it."""
    names = {person: part for part, person in parts.items()}
    left = [part for part in names.values() if part not in names]
    free = [person for person in names if person not in names.values()]
    names.update(zip(left, free, strict=True))
    return names


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A value with every id of a person as `names` has it."""
    if isinstance(value, State):
        people = {
            names.get(key, key): replace(one, id=names.get(key, key))
            for key, one in value.people.items()
        }
        return replace(_inside(value, names, {"people"}), people=Table(people))
    if isinstance(value, Table):
        return Table({key: renamed(one, names) for key, one in value.items()})
    if isinstance(value, tuple):
        return tuple(renamed(one, names) for one in value)
    return _inside(value, names, frozenset()) if isinstance(value, Struct) else value


def _inside(value: Any, names: Mapping[str, str], but: AbstractSet[str]) -> Any:
    changed = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in but:
            continue
        rename = _named if field.name in NAMES_PEOPLE else renamed
        changed[field.name] = rename(held, names)
    return replace(value, **changed)


def _named(held: Any, names: Mapping[str, str]) -> Any:
    if isinstance(held, str):
        return names.get(held, held)
    if isinstance(held, tuple):
        return tuple(names.get(one, one) for one in held)
    return held


def role(scene: State, policy: Policy, part: str) -> str:
    """Whoever has a part, by what they do here; `scene` is renamed."""
    person = scene.people.get(part)
    if person is None or not person.roles:
        return role_words(part)
    fitting = {ARMORER: policy.handlers, FIRST_AD: CALLS, PERFORMER: IN_FRONT}
    wanted = fitting.get(part, ())
    best = next((one for one in person.roles if one in wanted), person.roles[0])
    return role_words(best)
