"""What goes off, and what does not.

Rules:

1. A shot ends every look. The bore is seen again after it before the weapon is loaded
   anew or the day is wrapped.
2. A shot nobody planned stands the whole set down, until someone lifts it who had no
   hand on that weapon. After a stop, or with a weapon on hold, none is planned.
3. A planned shot is one that was called out, from a performer's hands in a scene that
   is approved; another counts as unplanned.
4. A shot from a chamber that holds no blank by the record came from a live round until
   somebody knows better: its lot is in doubt, and the set stops.
5. What did not fire is owed a look at its condition.

Does not know how long nobody opens it after a misfire (looking.py, loading.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Discharge, Load, Misfire, Wrap
from lastlook.core.answers import Case, Events, Impossibles, Objections, misdirected
from lastlook.core.doubt import doubted
from lastlook.core.events import (
    AnyEvent,
    Discharged,
    Found,
    HoldSet,
    Misfired,
    SightLost,
)
from lastlook.core.impossibilities import WrongChambers
from lastlook.core.refusals import BoreAfterFiring, ShotNotCalled
from lastlook.core.state import Chamber, Lost, Returned, State
from lastlook.core.words import Lapse, WeaponId

ANSWERS: Final = (Discharge, Misfire)
APPLIES: Final = (Discharged, Misfired)
HEARS: Final = (*ANSWERS, Load, Wrap)


def impossible(case: Case) -> Impossibles:
    """What the record of chambers rules out."""
    act = case.act
    match act:
        case Discharge(chambers=numbers):
            pass
        case Misfire(chamber=chamber):
            numbers = (chamber,)
        case _:
            return
    there = len(case.weapon.chambers)
    if len(set(numbers)) != len(numbers) or any(n > there for n in numbers):
        yield WrongChambers(case.weapon.id, max(*numbers, len(numbers)), there)


def objections(case: Case) -> Objections:
    """Every rule about shots the act would break."""
    match case.act:
        case Discharge(weapon=weapon, planned=planned):
            # (3) called out
            if planned and not _called(case, weapon):
                yield ShotNotCalled(weapon)
        case Load(weapon=weapon):
            # (1) before it is loaded anew
            if case.weapon.upkeep.fired:
                yield BoreAfterFiring(weapon)
        case Wrap():
            # (1) after the last shot; into what went back nobody looks any more
            for fired in case.state.weapons.values():
                gone = isinstance(fired.custody, Returned | Lost)
                if fired.upkeep.fired and not gone:
                    yield BoreAfterFiring(fired.id)
        case _:
            pass


def _called(case: Case, weapon: WeaponId) -> bool:
    return case.state.day is not None and weapon in case.state.day.hot


def outcome(case: Case) -> Events:
    """The shot or the misfire, and what it stops."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case Discharge():
            yield from _shot(case, act)
        case Misfire(weapon=weapon, chamber=chamber):
            yield Misfired(by=by, at=at, weapon=weapon, chamber=chamber)
            yield from _lost(case, "malfunction")
        case _:
            raise misdirected(act)


def _shot(case: Case, act: Discharge) -> Events:
    by, at, weapon = act.by, case.now, case.weapon
    planned = act.planned and _as_planned(case, act)
    yield Discharged(
        by=by, at=at, weapon=weapon.id, chambers=act.chambers, planned=planned
    )
    yield from _lost(case, "fired")
    if not planned:
        yield HoldSet(
            by=by,
            at=at,
            hold=case.hold_name("stand-down"),
            kind="stand-down",
            grounds="unplanned-discharge",
            involved=weapon.touched_by,
            exhibit=weapon.id if case.since(2) else None,
        )
    if case.since(2):
        yield from _from_no_blank(case, act)


def _from_no_blank(case: Case, act: Discharge) -> Events:
    # (4) what went off that the record holds for inert, or for nothing
    by, at, weapon = act.by, case.now, case.weapon
    # Where nobody says which chamber, every one that is loaded may have been it.
    loaded = [n for n, c in enumerate(weapon.chambers, 1) if c.lot is not None]
    fired = [(n, weapon.chambers[n - 1]) for n in act.chambers or loaded]
    strange = [(n, c) for n, c in fired if not _is_blank(case.state, c)]
    if not strange:
        return
    for number, chamber in strange:
        if chamber.lot is None:
            yield Found(
                by=by,
                at=at,
                lot=case.found_name(number),
                rounds=1,
                looks="unseen",
                weapon=weapon.id,
                chamber=number,
            )
    lots = [c.lot for _, c in strange if c.lot is not None and not c.spent]
    yield from doubted(case, weapon.id, lots, "went-off-where-none-should")
    yield HoldSet(
        by=by,
        at=at,
        hold=case.hold_name("live-round", 1),
        kind="live-round",
        grounds="went-off-where-none-should",
        involved=weapon.touched_by,
        exhibit=weapon.id,
    )


def _as_planned(case: Case, act: Discharge) -> bool:
    # (2) what the set-up plans, in play, from chambers that hold blanks
    set_up, day, weapon = case.set_up, case.state.day, case.weapon
    if set_up is None or day is None or not day.in_play:
        return False
    # (3) called out, this weapon, in a performer's hands
    if case.policy.asks("shot-not-called") and not _called(case, weapon.id):
        return False
    approved = case.state.scenes[set_up.scene].approved_by is not None
    if case.since(2) and not (approved and weapon.holder in set_up.performers):
        return False
    if set_up.load != "blank" or set_up.weapon_class != weapon.weapon_class:
        return False
    holds = case.state.holds.values()
    if any(h.since <= act.at and h.weapon in {None, weapon.id} for h in holds):
        return False
    fired = [weapon.chambers[n - 1] for n in act.chambers]
    return bool(fired) and all(_is_blank(case.state, chamber) for chamber in fired)


def _is_blank(state: State, chamber: Chamber) -> bool:
    if chamber.lot is None or chamber.spent:
        return False
    return state.lots[chamber.lot].kind == "blank"


def _lost(case: Case, because: Lapse) -> Events:
    yield SightLost(by=case.act.by, at=case.now, weapon=case.weapon.id, because=because)


def applied(state: State, event: AnyEvent) -> State:
    """The state after a shot or a misfire."""
    match event:
        case Discharged(weapon=weapon, chambers=chambers):
            now = state.weapons[weapon]
            shot = tuple(
                replace(c, spent=c.lot is not None) if n in chambers else c
                for n, c in enumerate(now.chambers, start=1)
            )
            upkeep = replace(now.upkeep.owing("fired"), fired=True)
            return state.with_weapon(replace(now, chambers=shot, upkeep=upkeep))
        case Misfired(weapon=weapon, at=at):
            now = state.weapons[weapon]
            upkeep = now.upkeep.owing("malfunction")
            return state.with_weapon(replace(now, misfired_at=at, upkeep=upkeep))
        case _:
            raise misdirected(event)
