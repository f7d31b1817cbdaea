"""How far the record says a scene is: what harm and its end ask of the record.

1. Harm and the end of a scene read these few facts and nothing else of a record; so two
   records that differ elsewhere differ in what is answered later, or in nothing.

Knows nothing of what is really so (world.py).
"""

from typing import NamedTuple

from lastlook.core.state import State
from lastlook.core.words import FUNCTIONAL, Pointing, WeaponId
from lastlook.hazard.sayings import PERFORMER
from lastlook.hazard.scene import Outline
from lastlook.hazard.world import AWAY, Gun, World


class Weapon(NamedTuple):
    """Of one weapon: it stands called out in the action; the performer has it."""

    called: bool
    with_performer: bool


class Stage(NamedTuple):
    """What is called, planned and over by the record."""

    weapons: tuple[Weapon, ...]  # in the order of the procedure's
    pointing: Pointing
    inert: bool  # the set-up asks for what cannot fire
    on_break: bool
    wrapped: bool


def stage(state: State, names: tuple[WeaponId, ...]) -> Stage:
    """How far a record is, for the weapons named."""
    day, set_up = state.day, state.set_up
    in_play = day is not None and day.in_play
    weapons = (state.weapons[name] for name in names)
    return Stage(
        tuple(
            Weapon(one.called is not None and in_play, one.holder == PERFORMER)
            for one in weapons
        ),
        "nobody" if set_up is None else set_up.pointing,
        set_up is not None and set_up.weapon_class not in FUNCTIONAL,
        day is not None and day.on_break,
        day is None,
    )


def is_ready(outline: Outline, at: Stage, world: World) -> bool:
    """Whether a scene has come to its end: it can be shot, or all is over."""
    if at.inert:
        return True  # with what cannot fire; what fires stays under its lock
    if not world.guns:
        return False  # what fires was not let in
    match outline.goal:
        case "wrapped":
            return at.wrapped
        case "returned":
            return all(gun.at == AWAY for gun in world.guns)
        case "break":
            return at.on_break
        case "action":
            pairs = zip(at.weapons, world.guns, strict=True)
            return any(_plays(outline, one, gun) for one, gun in pairs)


def _plays(outline: Outline, weapon: Weapon, gun: Gun) -> bool:
    sort = outline.sort
    there = weapon.with_performer and gun.at == PERFORMER
    return there and (weapon.called or not sort.fires) and sort.kind in gun.chambers
