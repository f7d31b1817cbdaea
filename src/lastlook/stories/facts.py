"""What is so at a moment, said in the form of the check that asks.

A check holds when it equals what is said here.
"""

from typing import assert_never

from lastlook.core.clearance import clearance
from lastlook.core.policy import Policy
from lastlook.core.state import HeldBy, Lost, State, Stored, Unattended
from lastlook.core.words import BoxId, LotId, Ms, Name, WeaponId
from lastlook.stories.story import (
    Check,
    Ended,
    Ends,
    Holds,
    IsCalled,
    IsIn,
    IsOnHold,
    IsStopped,
    IsUnattended,
    IsWith,
)


def fact(check: Check, state: State, policy: Policy, now: Ms) -> Check | str:
    """What is so where the check asks; a sentence where no check can say it."""
    match check:
        case IsCalled(weapon):
            return _called(check, state, policy, now)
        case IsWith(weapon) | IsUnattended(weapon):
            return _custody(weapon, state)
        case IsIn(thing):
            return (
                _custody(thing, state) if thing in state.weapons else _box(thing, state)
            )
        case IsOnHold(thing):
            held = any(thing in {h.weapon, h.box} for h in state.holds.values())
            return IsOnHold(thing, held=held)
        case Holds(box):
            return _rounds(box, state)
        case Ended(lot, _, how):
            return _ended(lot, how, state)
        case IsStopped():
            return IsStopped(any(hold.weapon is None for hold in state.holds.values()))
        case _:
            assert_never(check)


def _called(check: IsCalled, state: State, policy: Policy, now: Ms) -> IsCalled | str:
    weapon = state.weapons.get(check.weapon)
    if weapon is None:
        return _no("weapon", check.weapon)
    is_ = clearance(weapon, policy, now)
    until = is_.until if check.until is not None else None
    return IsCalled(check.weapon, is_.called, until)


def _custody(thing: WeaponId, state: State) -> Check | str:
    weapon = state.weapons.get(thing)
    if weapon is None:
        return _no("weapon", thing)
    match weapon.custody:
        case HeldBy(holder):
            return IsWith(thing, holder)
        case Stored(place):
            return IsIn(thing, place)
        case Unattended() | Lost():
            return IsUnattended(thing)
        case _:
            return f"{thing} has gone back to {weapon.supplier}"


def _box(thing: BoxId, state: State) -> Check | str:
    box = state.boxes.get(thing)
    if box is None:
        return _no("weapon or box", thing)
    if box.place is None:
        return f"{thing} is in no place"
    return IsIn(thing, box.place)


def _rounds(thing: BoxId, state: State) -> Check | str:
    box = state.boxes.get(thing)
    return _no("box", thing) if box is None else Holds(thing, box.rounds)


def _ended(thing: LotId, how: Ends, state: State) -> Check | str:
    lot = state.lots.get(thing)
    if lot is None:
        return _no("lot", thing)
    match how:
        case "unaccounted":
            return Ended(thing, lot.unaccounted, how)
        case "spent":
            return Ended(thing, lot.spent, how)
        case "returned":
            return Ended(thing, lot.returned, how)


def _no(kind: str, name: Name) -> str:
    return f"there is no {kind} {name}"
