"""A production as it stands, made searchable for one of its weapons.

1. People have the parts of a reference set, and are called so (`casting.py`).
2. The world is as the record says, and what the record does not know is feared
   (`feared.py`).
3. Boxes of which the record says the same are one; other weapons, scenes and boxes are
   left out. That forbids less, never more.
4. A deed that was refused may be put before: then the world is as hands leave it, the
   record as it was, and the error of doing it lies behind.
5. What cannot be judged is *unknown*, with the reason, and never far from harm.
"""

from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.evolve import evolve
from lastlook.core.policy import Policy
from lastlook.core.state import (
    HeldBy,
    Key,
    Lost,
    Returned,
    State,
    Stored,
    Weapon,
)
from lastlook.core.table import Table
from lastlook.core.words import MAGAZINE_FED, BoxId, Ms, PersonId, PlaceId, WeaponId
from lastlook.hazard.casting import cast, renamed, renaming
from lastlook.hazard.errors import Error
from lastlook.hazard.feared import Feared, Start
from lastlook.hazard.record import is_fed
from lastlook.hazard.refused import Done
from lastlook.hazard.scene import Outline, Scene, Size
from lastlook.hazard.top import TopEvent

LOCK: Final = "safe"  # the place a weapon is locked up in


class Posed(Struct, frozen=True):
    """What must never happen, and from where it is looked for."""

    top: TopEvent
    starts: tuple[Start, ...]


class Standing(Struct, frozen=True):
    """One weapon now: a scene of the production's own record.

    Attributes:
        scene: the record with the people renamed, of one chamber, and the policy.
        posed: every harm that fits what is in play, the live round first.
        people: who has which part: the reference set's name, and the person.
        free: errors that were committed already, and count no more.
    """

    scene: Scene
    posed: tuple[Posed, ...]
    people: tuple[tuple[PersonId, PersonId], ...]
    free: tuple[Error, ...] = ()


class Unjudged(Struct, frozen=True):
    """Why nothing is counted for a weapon."""

    why: str


def standing(
    state: State,
    policy: Policy,
    weapon_id: WeaponId,
    now: Ms,
    done: Done | None = None,
) -> Standing | Unjudged:
    """A weapon of a production at a moment, `done` put before; KeyError if unknown."""
    if done is not None and done.came is not None:
        state = evolve(state, done.came)
    weapon = state.weapons[weapon_id]
    if not weapon.fires or not weapon.chambers:
        return Unjudged("it cannot fire a round")
    if weapon.mechanism in MAGAZINE_FED and not is_fed(weapon):
        return Unjudged("the record has no place for what is in its magazine")
    if isinstance(weapon.custody, Returned | Lost):
        return Unjudged("it is not here")
    held = weapon
    if done is not None and done.to is not None:
        held = replace(weapon, custody=HeldBy(done.to, now))
    parts = cast(state, policy, held, now)
    names = renaming(parts)
    reduced = _reduced(state, weapon, frozenset(parts.values()))
    known = renamed(replace(reduced, now=max(now, state.now)), names)
    meant = done.renamed(names) if done is not None else None
    feared = Feared(known, policy, now, meant)
    return Standing(
        scene=Scene(
            name="now",
            title=weapon_id,
            outline=Outline(feared.sort),
            size=Size(1, 1),
            state=feared.places[0].alone,
            policy=policy,
        ),
        posed=tuple(Posed(top, tuple(feared.starts(top))) for top in feared.tops()),
        people=tuple(parts.items()),
        free=() if meant is None else (meant.error,),
    )


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


def _reduced(state: State, weapon: Weapon, cast_: frozenset[PersonId]) -> State:
    # What it would be loaded from, and what it was: a look may stop both.
    box = _box(state, weapon)
    near = ({box} if box is not None else set()) | set(weapon.fed_from)
    boxes = Table({name: one for name, one in state.boxes.items() if name in near})
    lots = {chamber.lot for chamber in weapon.chambers}
    lots |= {one.lot for one in boxes.values()}
    keys: Table[str, Key] = Table(
        {k: one for k, one in state.keys.items() if one.person in cast_}
    )
    set_up = state.set_up
    fed = tuple(one for one in weapon.fed_from if one in boxes)
    return replace(
        state,
        keys=keys,
        boxes=boxes,
        lots=Table({name: lot for name, lot in state.lots.items() if name in lots}),
        weapons=Table({weapon.id: replace(weapon, fed_from=fed)}),
        set_ups=Table({set_up.id: set_up} if set_up is not None else {}),
        scenes=Table(
            {
                name: one
                for name, one in state.scenes.items()
                if set_up is not None and name == set_up.scene
            }
        ),
        places=_places(
            state, weapon, {one.place for one in boxes.values() if one.place}
        ),
        out=(weapon.id,) if weapon.is_out else (),
        trainers=Table(),
        notices=Table(),
    )


def _places(state: State, weapon: Weapon, boxes: set[PlaceId]) -> Table[Any, Any]:
    """The places that matter, the one to lock up in called as on a reference set."""
    used = set(boxes)
    if isinstance(weapon.custody, Stored):
        used.add(weapon.custody.place)
    locks = [one for one in state.places.values() if one.locks]
    locks.sort(key=lambda one: (one.id not in used, one.kind != "safe"))
    kept = {one.id: one for one in state.places.values() if one.id in used}
    if locks:
        kept[LOCK] = replace(locks[0], id=LOCK)
    return Table(kept)
