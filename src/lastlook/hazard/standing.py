"""A production as it stands, made searchable for one of its weapons.

1. The people are the production's own: the armorer is the handler who holds the weapon,
   else who is in charge, else one on duty; the performer is who holds it, else to whom
   it is offered, else who is in the set-up. They are called as on a reference set, by a
   renaming that gives no two people one name: the core compares ids and reads none.
   The rest of the crew says nothing to the desk, and has no name.
2. The world is as the record says. What the record does not know is feared: a chamber
   that no look covers now may hold a live round, and takes no error for it.
3. Chambers of which the record says the same are one, as are boxes; other weapons,
   scenes and boxes are left out. That forbids less, never more.
4. What cannot be judged is *unknown*, with the reason, and never far from harm.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import fields, replace

from lastlook.core.clearance import content
from lastlook.core.policy import Policy
from lastlook.core.state import (
    Chamber,
    HeldBy,
    Key,
    Person,
    SetUp,
    State,
    Stored,
    Weapon,
)
from lastlook.core.table import Table
from lastlook.core.words import (
    MAGAZINE_FED,
    BoxId,
    Method,
    Ms,
    PersonId,
    Role,
    WeaponId,
)
from lastlook.hazard.errors import Error
from lastlook.hazard.procedure import (
    ARMORER,
    FIRST_AD,
    PERFORMER,
    SUPPLIER,
)
from lastlook.hazard.scene import Outline, Scene, Size, Sort
from lastlook.hazard.world import LYING, SAFE, Gun, Kind, World

LOCK: Final = "safe"  # the place a weapon is locked up in
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
TESTS: Final[dict[str, tuple[Method, Method]]] = {
    "none": ("rod", "light"),
    "dummy": ("rattle", "primer"),
    "blank": ("eye", "light"),
}
KIND_OF: Final[dict[str, Kind]] = {
    "dummy": "dummy",
    "snap-cap": "dummy",
    "blank": "blank",
}  # anything else is feared
KINDS: Final[dict[str, Kind]] = {"none": "empty", "dummy": "dummy", "blank": "blank"}


Start: TypeAlias = tuple[World, tuple[Error, ...]]


class Standing(Struct, frozen=True):
    """One weapon now: a scene of the production's own record.

    Attributes:
        scene: the record with the people renamed, and the policy.
        starts: how the world may be, and by which errors that lie behind it.
        people: who has which part: the reference set's name, and the person.
    """

    scene: Scene
    starts: tuple[Start, ...]
    people: tuple[tuple[PersonId, PersonId], ...]


class Unjudged(Struct, frozen=True):
    """Why nothing is counted for a weapon."""

    why: str


def standing(
    state: State, policy: Policy, weapon_id: WeaponId, now: Ms
) -> Standing | Unjudged:
    """A weapon of a production at a moment; KeyError where there is none."""
    weapon = state.weapons[weapon_id]
    if not weapon.fires or not weapon.chambers:
        return Unjudged("it cannot fire a round")
    if weapon.mechanism in MAGAZINE_FED:
        return Unjudged("looks behind a magazine are not searched")
    parts = _cast(state, policy, weapon, now)
    box = _box(state, weapon)
    renaming = _renaming(parts)
    weapon = _collapsed(weapon)
    state = _reduced(state, weapon, box, frozenset(parts.values()))
    renamed_state = _renamed(state, renaming)
    alike = renamed_state.weapons[weapon_id]
    return Standing(
        scene=Scene(
            name="now",
            title=weapon_id,
            outline=Outline(_sort(state.set_up, box)),
            size=Size(1, len(weapon.chambers)),
            state=replace(renamed_state, now=max(now, state.now)),
            policy=policy,
        ),
        starts=tuple(_starts(renamed_state, alike, policy, now)),
        people=tuple(parts.items()),
    )


# --- who (1) ------------------------------------------------------------------------


def _cast(
    state: State, policy: Policy, weapon: Weapon, now: Ms
) -> dict[PersonId, PersonId]:
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


def _renaming(parts: Mapping[PersonId, PersonId]) -> dict[PersonId, PersonId]:
    """(1) A permutation: who has a part takes its name, and gives theirs for it."""
    names = {person: part for part, person in parts.items()}
    left = [part for part in names.values() if part not in names]
    free = [person for person in names if person not in names.values()]
    names.update(zip(left, free, strict=True))
    return names


# --- what -----------------------------------------------------------------------------


def _box(state: State, weapon: Weapon) -> BoxId | None:
    """The box it would be loaded from as the set-up is planned: a proved one first."""
    load = state.set_up.load if state.set_up is not None else "none"
    fitting = [
        box
        for box in state.boxes.values()
        if box.rounds
        and state.lots[box.lot].kind == load
        and state.lots[box.lot].calibre == weapon.calibre
    ]
    fitting.sort(key=lambda box: box.proof is None)
    return fitting[0].id if fitting else None


def _sort(set_up: SetUp | None, box: BoxId | None) -> Sort:
    load = set_up.load if set_up is not None and box is not None else "none"
    fires = set_up is not None and set_up.activity != "line-up"
    return Sort(load, KINDS[load], box or "none", TESTS[load], fires)


def _collapsed(weapon: Weapon) -> Weapon:
    """(3) One chamber for all of which the record says the same."""
    kept: dict[tuple[Chamber, bool], Chamber] = {}
    under = weapon.under
    for nth, chamber in enumerate(weapon.chambers, start=1):
        kept.setdefault((chamber, nth == under), chamber)
    at = next((n for n, key in enumerate(kept, start=1) if key[1]), None)
    return replace(weapon, chambers=tuple(kept.values()), under=at)


def _reduced(
    state: State, weapon: Weapon, box: BoxId | None, cast: frozenset[PersonId]
) -> State:
    lots = {chamber.lot for chamber in weapon.chambers}
    boxes = Table({box: state.boxes[box]}) if box is not None else Table()
    lots |= {one.lot for one in boxes.values()}
    keys: Table[str, Key] = Table(
        {k: one for k, one in state.keys.items() if one.person in cast}
    )
    set_up = state.set_up
    return replace(
        state,
        keys=keys,
        boxes=boxes,
        lots=Table({name: lot for name, lot in state.lots.items() if name in lots}),
        weapons=Table({weapon.id: weapon}),
        set_ups=Table({set_up.id: set_up} if set_up is not None else {}),
        scenes=Table(
            {
                name: one
                for name, one in state.scenes.items()
                if set_up is not None and name == set_up.scene
            }
        ),
        places=_places(state, weapon, box),
        out=(weapon.id,) if weapon.is_out else (),
        trainers=Table(),
        notices=Table(),
    )


def _places(state: State, weapon: Weapon, box: BoxId | None) -> Table[Any, Any]:
    """The places that matter, the one to lock up in called as on a reference set."""
    used = {state.boxes[box].place} if box is not None else set()
    if isinstance(weapon.custody, Stored):
        used.add(weapon.custody.place)
    locks = [one for one in state.places.values() if one.locks]
    locks.sort(key=lambda one: (one.id not in used, one.kind != "safe"))
    kept = {one.id: one for one in state.places.values() if one.id in used}
    if locks:
        kept[LOCK] = replace(locks[0], id=LOCK)
    return Table(kept)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A value with every id of a person as `names` has it."""
    if isinstance(value, State):
        people = {
            names.get(key, key): replace(one, id=names.get(key, key))
            for key, one in value.people.items()
        }
        return replace(_inside(value, names, {"people"}), people=Table(people))
    if isinstance(value, Table):
        return Table({key: _renamed(one, names) for key, one in value.items()})
    if isinstance(value, tuple):
        return tuple(_renamed(one, names) for one in value)
    return _inside(value, names, frozenset()) if isinstance(value, Struct) else value


def _inside(value: Any, names: Mapping[str, str], but: AbstractSet[str]) -> Any:
    changed = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name in but:
            continue
        rename = _named if field.name in NAMES_PEOPLE else _renamed
        changed[field.name] = rename(held, names)
    return replace(value, **changed)


def _named(held: Any, names: Mapping[str, str]) -> Any:
    if isinstance(held, str):
        return names.get(held, held)
    if isinstance(held, tuple):
        return tuple(names.get(one, one) for one in held)
    return held


# --- how the world is (2) -------------------------------------------------------------


def _starts(state: State, weapon: Weapon, policy: Policy, now: Ms) -> Iterator[Start]:
    unproved = any(box.proof is None for box in state.boxes.values())
    for world in _worlds(state, weapon, policy, now):
        yield world, ()
        if unproved:
            strange = world.with_stray(0, "live")
            yield strange, (Error("stock", "box", SUPPLIER),)


def _worlds(state: State, weapon: Weapon, policy: Policy, now: Ms) -> Iterator[World]:
    kinds = tuple(_kind(state, chamber) for chamber in weapon.chambers)
    match weapon.custody:
        case HeldBy(holder=holder):
            at = holder
        case Stored(locked=True):
            at = SAFE
        case _:
            at = LYING
    gun = Gun(at, kinds)
    yield World((gun,), (None,))
    limit = policy.limits.clearance_ms
    for nth, chamber in enumerate(weapon.chambers):
        if kinds[nth] != "live" and not _is_seen(chamber, now - limit):
            yield World((gun.with_chamber(nth, "live"),), (None,))


def _kind(state: State, chamber: Chamber) -> Kind:
    if chamber.strange or content(chamber) == "live":
        return "live"
    if chamber.lot is None:
        return "empty"
    if chamber.spent:
        return "spent"
    return KIND_OF.get(state.lots[chamber.lot].kind, "live")


def _is_seen(chamber: Chamber, since: Ms) -> bool:
    saw = content(chamber)
    if saw in {"unseen", "unsure"}:
        return False
    return any(look.at > since for look in chamber.looks)
