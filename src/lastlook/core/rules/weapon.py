"""Weapons as things: their arrival, their condition, their repair, their way back.

Rules:

1. Nothing arrives clean: a new weapon is unseen, whatever its papers say. What can
   fire has chambers to look into.
2. It arrives in a place; it is in nobody's hands until it is taken out.
3. A condition found unsound takes the weapon out of use, with a hold of its own.
4. What can fire has its condition recorded on arrival, after every malfunction,
   before and after every test, and before the wrap when it was fired; with
   photographs where it may be asked for later.
5. What was not sound is sound again only after a repair, by somebody with a paper
   for it. What was repaired or changed is verified anew.
6. Nobody's own weapon and none that was altered comes into play.
7. It goes back to its supplier unloaded, from a hand or a place. To an authority it
   goes as it is; what was in it is on the books as gone with it.
8. One serial number is one weapon, and one tag too.

Does not know who has it (custody.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    RecordCondition,
    RegisterWeapon,
    Repair,
    SendBack,
    Surrender,
    Wrap,
)
from lastlook.core.answers import (
    PLAY,
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.events import (
    AnyEvent,
    ConditionRecorded,
    HoldSet,
    Repaired,
    SentBack,
    SightLost,
    Surrendered,
    WeaponRegistered,
)
from lastlook.core.impossibilities import (
    GoneBack,
    KnownAlready,
    NoChambers,
    NotTheHolder,
    NotThere,
    StillLoaded,
)
from lastlook.core.refusals import (
    ConditionOwed,
    NotAGunsmith,
    PersonalProperty,
    PhotosMissing,
    RepairNotRecorded,
    WeaponAltered,
)
from lastlook.core.state import (
    UNSEEN,
    Lost,
    Make,
    Returned,
    State,
    Stored,
    Unattended,
    Weapon,
)
from lastlook.core.words import (
    FUNCTIONAL,
    GUNSMITH,
    Grounds,
    Occasion,
    Owner,
    WeaponId,
)

ANSWERS: Final = (RegisterWeapon, RecordCondition, Repair, SendBack, Surrender)
APPLIES: Final = (
    WeaponRegistered,
    ConditionRecorded,
    Repaired,
    SentBack,
    Surrendered,
)
HEARS: Final = (*PLAY, *ANSWERS, Wrap)
GOING: Final = (Repair, SendBack, Surrender)
PHOTOGRAPHED: Final[frozenset[Occasion]] = frozenset(
    {"intake", "malfunction", "before-test", "after-test"}
)


def impossible(case: Case) -> Impossibles:
    """What the record of weapons rules out."""
    act = case.act
    match act:
        case RegisterWeapon():
            if act.weapon in case.state.weapons:
                yield KnownAlready("weapon", act.weapon)
            elif case.since(2):
                yield from _known_by_its_marks(case, act)
            # (1) no chamber, nothing to look into, nothing ever unseen
            if act.weapon_class in FUNCTIONAL and act.chambers == 0:
                yield NoChambers(act.weapon, act.weapon_class)
        case _ if case.kind in GOING and isinstance(case.weapon.custody, Returned):
            yield GoneBack(case.weapon.id)
        case SendBack():
            holder = case.weapon.holder
            if holder is not None and holder != act.by:
                yield NotTheHolder(act.weapon, act.by, holder)
            elif isinstance(case.weapon.custody, Unattended | Lost):
                yield NotThere(act.weapon)
            # (7) unloaded
            if case.weapon.loaded:
                yield StillLoaded(act.weapon)
        case _:
            pass


def _known_by_its_marks(case: Case, act: RegisterWeapon) -> Impossibles:
    # (8) under another name it would be without its holds and its past
    numbered = act.weapon_class in FUNCTIONAL and act.serial != "none"
    for other in case.state.weapons.values():
        if isinstance(other.custody, Returned):
            continue
        if numbered and other.fires and other.serial == act.serial:
            yield KnownAlready("serial number", act.serial)
        if act.tag is not None and other.make.tag == act.tag:
            yield KnownAlready("tag", act.tag)


def objections(case: Case) -> Objections:
    """Every rule about the thing itself that the act would break."""
    act = case.act
    if case.puts_in_play:
        yield from _in_play(case.weapon)
        return
    match act:
        case RegisterWeapon(weapon=weapon, owner=owner, altered=altered):
            yield from _barred(weapon, owner, altered)
        case RecordCondition():
            yield from _recording(case, act)
        case Repair():
            # (5) by somebody with a paper for it
            if not _may_repair(case, case.weapon):
                yield NotAGunsmith(act.by, act.weapon)
        case Wrap():
            # (4) before the wrap
            for used in case.state.weapons.values():
                here = not isinstance(used.custody, Returned | Lost)
                for owed in used.upkeep.owed if used.fires and here else ():
                    if owed != "intake":
                        yield ConditionOwed(used.id, owed)
        case _:
            pass


def _recording(case: Case, act: RecordCondition) -> Objections:
    # (4) with photographs
    if act.occasion in PHOTOGRAPHED and not act.photos:
        yield PhotosMissing(act.weapon, act.occasion)
    # (5) after a repair
    weapon = case.weapon
    if act.sound and not weapon.sound and not weapon.upkeep.repaired:
        yield RepairNotRecorded(weapon.id)


def _may_repair(case: Case, weapon: Weapon) -> bool:
    return any(
        permit.document == GUNSMITH and permit.covers(weapon.weapon_class, case.now)
        for permit in case.by.permits
    )


def _in_play(weapon: Weapon) -> Objections:
    # (4) a look at what was fired can wait for the wrap
    for owed in weapon.upkeep.owed if weapon.fires else ():
        if owed != "fired":
            yield ConditionOwed(weapon.id, owed)
    yield from _barred(weapon.id, weapon.make.owner, weapon.make.altered)


def _barred(weapon: WeaponId, owner: Owner, altered: Grounds | None) -> Objections:
    # (6) nobody's own, nothing altered
    if owner == "personal":
        yield PersonalProperty(weapon)
    if altered is not None:
        yield WeaponAltered(weapon, altered)


def outcome(case: Case) -> Events:
    """The arrival, the condition, the repair or the way back."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case RegisterWeapon():
            yield recorded(WeaponRegistered, case)
        case RecordCondition(weapon=weapon, sound=sound):
            yield recorded(ConditionRecorded, case)
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
        case Repair(weapon=weapon):
            yield recorded(Repaired, case)
            if case.weapon.looked_into:
                yield SightLost(by=by, at=at, weapon=weapon, because="malfunction")
        case SendBack():
            yield recorded(SentBack, case)
        case Surrender():
            yield recorded(Surrendered, case)
        case _:
            raise misdirected(act)


def applied(state: State, event: AnyEvent) -> State:
    """The state after an arrival, a condition, a repair or a way back."""
    match event:
        case WeaponRegistered():
            return _arrived(state, event)
        case ConditionRecorded():
            return state.with_weapon(_conditioned(state.weapons[event.weapon], event))
        case Repaired(weapon=weapon):
            now = state.weapons[weapon]
            # (5) what was changed is verified and recorded anew
            # Another barrel is another test of blanks.
            upkeep = replace(now.upkeep.owing("malfunction"), repaired=True, tests=())
            make = replace(now.make, verified=False)
            return state.with_weapon(replace(now, upkeep=upkeep, make=make))
        case Surrendered():
            return _gone_as_it_is(state, event)
        case SentBack(weapon=weapon, at=at):
            now = replace(state.weapons[weapon], custody=Returned(at), offer=None)
            return state.with_weapon(now)
        case _:
            raise misdirected(event)


def _arrived(state: State, event: WeaponRegistered) -> State:
    # (1) unseen, (2) in a place
    make = Make(
        magazine=event.magazine,
        vent=event.vent,
        edge=event.edge,
        tag=event.tag,
        owner=event.owner,
        altered=event.altered,
        alike=bool(event.like),
    )
    locked = state.places[event.place].locks
    after = state.with_weapon(
        Weapon(
            id=event.weapon,
            weapon_class=event.weapon_class,
            mechanism=event.mechanism,
            calibre=event.calibre,
            serial=event.serial,
            supplier=event.supplier,
            transfer_bar=event.transfer_bar,
            chambers=(UNSEEN,) * event.chambers,
            custody=Stored(event.place, locked=locked, since=event.at),
            make=make,
        )
    )
    for name in event.like:
        other = after.weapons[name]
        alike = replace(other.make, alike=True)
        after = after.with_weapon(replace(other, make=alike))
    return after


def _gone_as_it_is(state: State, event: Surrendered) -> State:
    # (7) whole rounds as returned, cases as spent
    weapon = state.weapons[event.weapon]
    for chamber in weapon.chambers:
        if chamber.lot is not None:
            lot = state.lots[chamber.lot]
            gone = (
                replace(lot, spent=lot.spent + 1)
                if chamber.spent
                else replace(lot, returned=lot.returned + 1)
            )
            state = state.with_lot(gone)
    emptied = (UNSEEN,) * len(weapon.chambers)
    return state.with_weapon(
        replace(weapon, chambers=emptied, custody=Returned(event.at), offer=None)
    )


def _conditioned(weapon: Weapon, event: ConditionRecorded) -> Weapon:
    upkeep = weapon.upkeep
    # (4) a shot is looked after by any look at the condition, the rest by its own
    done = {event.occasion, "fired"}
    if not done.isdisjoint(upkeep.owed):
        left = tuple(owed for owed in upkeep.owed if owed not in done)
        upkeep = replace(upkeep, owed=left)
    # (4) what is not sound is ready for no test
    if event.occasion == "before-test" or not event.sound:
        upkeep = replace(upkeep, ready=event.sound)
    # (5) a repair counts for the next word on its condition, not for a later one
    upkeep = replace(upkeep, repaired=False)
    make = weapon.make
    if event.tag is not None:
        make = replace(make, tag=event.tag)
    if event.vent is not None:
        make = replace(make, vent=event.vent)
    read = weapon.tag_read and make.tag == weapon.make.tag
    now = replace(weapon, sound=event.sound, upkeep=upkeep, make=make, tag_read=read)
    # Where the hammer rests is seen in a look; a word on the condition only worsens it.
    return replace(now, hammer="full-cock") if event.hammer == "full-cock" else now
