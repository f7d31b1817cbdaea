"""How a weapon works, and what that asks of whoever handles it.

Rules:

1. A single-action revolver without a transfer bar fires by a knock where its hammer
   rests on a round: where the hammer rests is looked at, and it rests on a chamber
   seen empty.
2. A cocked weapon is put in play by nobody.
3. A single-action revolver is loaded at half cock.
4. An empty magazine is not an empty chamber: a detachable magazine is out while the
   chamber is looked into, and the magazine's places alone say nothing. That of a
   semi-automatic is detachable unless it is said to be fixed.
5. What is said to be plugged, adapted or deactivated is verified here first.
6. Where the packs say so, nothing that can fire a live round is here at all.
7. A weapon made for blanks is loaded only where it is known which way it vents.
8. What can be taken for another is told by its tag, read each time.
9. Only what was found soft touches a person, never metal; and no sharp blade is taken
   to a rehearsal.
10. Dry-firing to show a weapon empty is barred or owed, as the packs say; never both.

Does not know what is in the chambers (core/clearance.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Inspect,
    Load,
    RegisterWeapon,
    TakeOut,
    VerifyStatus,
)
from lastlook.core.answers import (
    PLAY,
    Case,
    Events,
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.clearance import content
from lastlook.core.events import AnyEvent, StatusVerified
from lastlook.core.refusals import (
    BladeInContact,
    DryFireBarred,
    DryFireOwed,
    HammerCocked,
    HammerOnLoaded,
    HammerUnseen,
    LiveCapable,
    LoadPosition,
    MagazineIn,
    OnlyMagazineSeen,
    SharpInRehearsal,
    StatusNotVerified,
    TagUnread,
    VentUnknown,
)
from lastlook.core.state import SetUp, State, Weapon
from lastlook.core.words import MAGAZINE_FED, METAL

ANSWERS: Final = (VerifyStatus,)
APPLIES: Final = (StatusVerified,)
HEARS: Final = (*PLAY, *ANSWERS, Inspect, RegisterWeapon)
DECLARED: Final = frozenset({"blank-adapted", "deactivated"})  # what paper may say


def objections(case: Case) -> Objections:
    """Everything about how the weapon works that stands in the way."""
    act = case.act
    if case.puts_in_play:
        yield from _in_play(case, case.weapon)
        return
    match act:
        case Inspect():
            yield from _looking(case.weapon, act)
        case RegisterWeapon():
            # (6) nothing live-capable
            if act.weapon_class == "firearm":
                yield LiveCapable(act.weapon)
            # (8) a look-alike has a tag of its own
            if act.like and act.tag is None:
                yield TagUnread(act.weapon, "none")
        case _:
            pass


def _looking(weapon: Weapon, act: Inspect) -> Objections:
    # (4) the chamber, with the magazine out
    chamber = act.chambers[0] if act.chambers else "unseen"
    if weapon.magazine_comes_out and chamber == "empty" and act.magazine != "out":
        yield MagazineIn(weapon.id)
    # (10) barred
    if act.method == "dry-fire":
        yield DryFireBarred(weapon.id)


def _in_play(case: Case, weapon: Weapon) -> Objections:
    # (5) declared is not verified
    if weapon.weapon_class in DECLARED and not weapon.make.verified:
        yield StatusNotVerified(weapon.id, weapon.weapon_class)
    # (6) nothing live-capable
    if weapon.weapon_class == "firearm":
        yield LiveCapable(weapon.id)
    # (9) metal
    set_up = case.set_up
    if set_up is not None and (set_up.contact or weapon.make.edge == "sharp"):
        yield from _edged(case, weapon, set_up)
    if case.kind is Load:
        yield from _loading(case, weapon)
    elif case.kind is not TakeOut:
        yield from _in_hand(weapon)


def _edged(case: Case, weapon: Weapon, set_up: SetUp) -> Objections:
    # (9) touching a person, and sharp in a rehearsal
    if set_up.contact:
        found = sorted({look.found for look in weapon.body}) or ["unseen"]
        in_hand = case.kind not in {TakeOut, Load}
        if weapon.make.edge in METAL:
            yield BladeInContact(weapon.id, f"{weapon.make.edge} metal")
        elif in_hand and found != ["soft"]:
            yield BladeInContact(weapon.id, ", ".join(found))
    if weapon.make.edge == "sharp" and set_up.activity != "take":
        yield SharpInRehearsal(weapon.id, set_up.id)


def _loading(case: Case, weapon: Weapon) -> Objections:
    # (3) at half cock
    single = weapon.mechanism == "single-action-revolver"
    if single and weapon.hammer != "half-cock":
        yield LoadPosition(weapon.id, weapon.hammer)
    # (7) where it vents
    set_up = case.set_up
    blanks = set_up is not None and set_up.load == "blank"
    made_for_it = weapon.weapon_class == "blank-firing"
    if blanks and made_for_it and weapon.make.vent == "unknown":
        yield VentUnknown(weapon.id)


def _in_hand(weapon: Weapon) -> Objections:
    # (2) cocked
    if weapon.hammer == "full-cock":
        yield HammerCocked(weapon.id)
    # (1) where the hammer rests
    elif weapon.fires and _fires_by_a_knock(weapon):
        yield from _resting(weapon)
    # (4) the magazine alone
    if weapon.mechanism in MAGAZINE_FED and weapon.chambers:
        first, *others = weapon.chambers
        if not first.looks and any(place.looks for place in others):
            yield OnlyMagazineSeen(weapon.id)
    # (8) the tag
    if weapon.make.alike and not weapon.tag_read:
        yield TagUnread(weapon.id, weapon.make.tag or "none")
    # (10) owed
    if weapon.fires and not weapon.dry_fired:
        yield DryFireOwed(weapon.id)


def _fires_by_a_knock(weapon: Weapon) -> bool:
    old = weapon.mechanism == "single-action-revolver"
    return old and not weapon.transfer_bar


def _resting(weapon: Weapon) -> Objections:
    # (1) on a chamber that was named, and seen empty
    known = weapon.under is not None and weapon.under <= len(weapon.chambers)
    if weapon.hammer == "unseen" or (weapon.hammer == "down" and not known):
        yield HammerUnseen(weapon.id)
    elif weapon.hammer == "down" and weapon.under is not None:
        chamber = weapon.chambers[weapon.under - 1]
        if chamber.lot is not None or content(chamber) != "empty":
            yield HammerOnLoaded(weapon.id, weapon.under)


def outcome(case: Case) -> Events:
    """What was verified here."""
    if not isinstance(case.act, VerifyStatus):
        raise misdirected(case.act)
    yield recorded(StatusVerified, case)


def applied(state: State, event: AnyEvent) -> State:
    """The state after a weapon was verified to be what its papers say."""
    if not isinstance(event, StatusVerified):
        raise misdirected(event)
    weapon = state.weapons[event.weapon]
    make = replace(weapon.make, verified=True)
    return state.with_weapon(replace(weapon, make=make))
