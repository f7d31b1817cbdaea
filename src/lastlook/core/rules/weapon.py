"""Weapons as things: their arrival and their condition.

Rules:

1. Nothing arrives clean: a new weapon is unseen, whatever its papers say. What can
   fire has chambers to look into.
2. It arrives in a place; it is in nobody's hands until it is taken out.
3. A condition found unsound takes the weapon out of use, with a hold of its own.
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import RecordCondition, RegisterWeapon
from lastlook.core.answers import Case, Events, Impossibles, Objections, misdirected
from lastlook.core.events import (
    AnyEvent,
    ConditionRecorded,
    HoldSet,
    SightLost,
    WeaponRegistered,
)
from lastlook.core.impossibilities import KnownAlready, NoChambers
from lastlook.core.state import UNSEEN, State, Stored, Weapon
from lastlook.core.words import FUNCTIONAL

ANSWERS: Final = (RegisterWeapon, RecordCondition)
APPLIES: Final = (WeaponRegistered, ConditionRecorded)
HEARS: Final = ANSWERS


def impossible(case: Case) -> Impossibles:
    """A weapon is registered once, with the chambers it must have."""
    act = case.act
    if not isinstance(act, RegisterWeapon):
        return
    if act.weapon in case.state.weapons:
        yield KnownAlready("weapon", act.weapon)
    # (1) no chamber, nothing to look into, nothing ever unseen
    if act.weapon_class in FUNCTIONAL and act.chambers == 0:
        yield NoChambers(act.weapon, act.weapon_class)


def objections(_case: Case) -> Objections:
    """None of its own: who may do it stands in people.py."""
    yield from ()


def outcome(case: Case) -> Events:
    """The arrival or the condition, and what an unsound one stops."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case RegisterWeapon():
            yield WeaponRegistered(
                by=by,
                at=at,
                weapon=act.weapon,
                weapon_class=act.weapon_class,
                mechanism=act.mechanism,
                chambers=act.chambers,
                calibre=act.calibre,
                serial=act.serial,
                supplier=act.supplier,
                place=act.place,
                transfer_bar=act.transfer_bar,
            )
        case RecordCondition(weapon=weapon, sound=sound, hammer=hammer):
            yield ConditionRecorded(
                by=by, at=at, weapon=weapon, sound=sound, hammer=hammer
            )
            # (3) out of use
            if not sound and case.weapon.sound:
                yield SightLost(by=by, at=at, weapon=weapon, because="malfunction")
                yield HoldSet(
                    by=by,
                    at=at,
                    hold=case.hold_name("weapon"),
                    kind="weapon",
                    grounds="not-sound",
                    weapon=weapon,
                )
        case _:
            raise misdirected(act)


def applied(state: State, event: AnyEvent) -> State:
    """The state after an arrival or a look at the condition."""
    match event:
        case WeaponRegistered():
            # (1) unseen, (2) in a place
            return state.with_weapon(
                Weapon(
                    id=event.weapon,
                    weapon_class=event.weapon_class,
                    mechanism=event.mechanism,
                    calibre=event.calibre,
                    serial=event.serial,
                    supplier=event.supplier,
                    transfer_bar=event.transfer_bar,
                    chambers=(UNSEEN,) * event.chambers,
                    custody=Stored(
                        event.place,
                        locked=state.places[event.place].locks,
                        since=event.at,
                    ),
                )
            )
        case ConditionRecorded(weapon=weapon, sound=sound, hammer=hammer):
            now = replace(state.weapons[weapon], sound=sound)
            if hammer != "unseen":
                now = replace(now, hammer=hammer)
            return state.with_weapon(now)
        case _:
            raise misdirected(event)
