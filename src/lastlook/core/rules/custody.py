"""Who has the weapon, and how it goes from hand to hand.

Rules:

1. A weapon is offered by whoever holds it and changes hands when the other
   accepts. Nothing is in between: until then it is the giver's.
2. Between two people of whom neither is a weapons handler, no weapon goes.
3. One offer at a time; an offer not answered lapses.
4. A handler takes a weapon back from anybody at any time, at once, and takes up what
   lies under no lock or was lost. The giver confirms afterwards; until then the return
   stands as one-sided.
5. A weapon that comes from a performer's hands has been out of sight, whoever takes
   it; so has one that comes from nobody's.
6. It is locked up in a place that locks, and nowhere else. What was locked up has
   been out of sight.
7. A weapon out of use is not taken out to be used, or handed on.
10. What has to be made safe (it is loaded, was fired, is on hold or not sound) is taken
    out for that at any time; to be used it is then as little ready as before.
8. The company does not break, move on or wrap while a weapon is in other hands.
   After the cut none is called; once its return is overdue, none is put in play.
9. While one that can fire lies in nobody's hands and under no lock, no other is put
   in play.

Does not know what is in it (clearance.py) or who may mind it (people.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Break,
    ChangeSetUp,
    Collect,
    ConfirmReturn,
    Decline,
    Load,
    LockUp,
    Offer,
    Show,
    TakeOut,
    Unload,
    Wrap,
)
from lastlook.core.answers import (
    PLAY,
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
)
from lastlook.core.events import (
    Accepted,
    AnyEvent,
    Collected,
    Declined,
    LockedUp,
    Offered,
    ReturnConfirmed,
    SightLost,
    TakenOut,
)
from lastlook.core.impossibilities import (
    AlreadyHeld,
    GoneBack,
    InPlace,
    NoOffer,
    NothingToConfirm,
    NothingToMakeSafe,
    NotTheHolder,
    NotThere,
)
from lastlook.core.refusals import (
    HandOverByHandler,
    NotCollected,
    OfferLapsed,
    OfferOpen,
    PlaceDoesNotLock,
    ReturnNotConfirmed,
    WeaponUnattended,
    WeaponUnsound,
)
from lastlook.core.state import (
    HeldBy,
    Lost,
    OpenOffer,
    Returned,
    State,
    Stored,
    Unattended,
    Weapon,
    touched,
)
from lastlook.core.words import Lapse, WeaponId

ANSWERS: Final = (TakeOut, Offer, Accept, Decline, Collect, ConfirmReturn, LockUp)
APPLIES: Final = (
    TakenOut,
    Offered,
    Accepted,
    Declined,
    Collected,
    ReturnConfirmed,
    LockedUp,
)
# Asked by whoever holds it:
IN_HAND: Final = frozenset({Offer, LockUp, Load, Unload, Show})
GO_ON: Final = frozenset({ChangeSetUp, Break, Wrap})
HEARS: Final = (*PLAY, *ANSWERS, *IN_HAND, *GO_ON)
OWN: Final = frozenset(ANSWERS)
RULES_OUT: Final = frozenset({*ANSWERS, *IN_HAND})


def impossible(case: Case) -> Impossibles:
    """What the record of hands and places rules out."""
    act = case.act
    if case.kind not in RULES_OUT:
        return
    weapon = case.weapon
    if type(weapon.custody) is Returned:
        yield GoneBack(weapon.id)
        return
    # (1) whoever holds it
    if case.kind in IN_HAND and weapon.holder != act.by:
        yield NotTheHolder(weapon.id, act.by, weapon.whereabouts)
    if case.kind in OWN:
        yield from _from_hand_to_hand(case, weapon)


def _from_hand_to_hand(case: Case, weapon: Weapon) -> Impossibles:
    act = case.act
    match act:
        case Offer(to=to):
            if to == act.by:
                yield AlreadyHeld(weapon.id, to)
        case Accept() | Decline():
            if weapon.offer is None or weapon.offer.to != act.by:
                yield NoOffer(weapon.id, act.by)
        case ConfirmReturn():
            if weapon.unconfirmed != act.by:
                yield NothingToConfirm(weapon.id, act.by)
        case TakeOut() | Collect():
            yield from _not_to_be_had(act, weapon)
            # (10) something to make safe
            if isinstance(act, TakeOut) and act.to_make_safe and _is_safe(case, weapon):
                yield NothingToMakeSafe(weapon.id)
        case _:
            pass


def _not_to_be_had(act: TakeOut | Collect, weapon: Weapon) -> Impossibles:
    taken_out = isinstance(act, TakeOut)
    match weapon.custody:
        case HeldBy(holder=holder):
            if taken_out or holder == act.by:
                yield AlreadyHeld(weapon.id, holder)
        case Stored(place=place, locked=True) if not taken_out:
            yield InPlace(weapon.id, place)
        case Unattended() | Lost() if taken_out:
            yield NotThere(weapon.id)
        case _:
            pass


def _is_safe(case: Case, weapon: Weapon) -> bool:
    held = any(hold.weapon == weapon.id for hold in case.state.holds.values())
    owed = weapon.upkeep.fired or weapon.loaded or not weapon.sound
    return not (held or owed)


def objections(case: Case) -> Objections:
    """Every rule about hands and places the act would break."""
    act = case.act
    match act:
        case Offer(to=to):
            yield from _offering(case, case.weapon, to)
        case Accept():
            # (3) an offer not answered lapses
            offer, limit = case.weapon.offer, case.policy.limits.offer_ms
            if offer is not None and case.now >= offer.at + limit:
                yield OfferLapsed(act.weapon, offer.at)
        case LockUp(place=place):
            # (6) a place that locks
            if not case.state.places[place].locks:
                yield PlaceDoesNotLock(place)
        case _:
            pass
    # (7) out of use
    if case.puts_in_play and not case.weapon.sound:
        yield WeaponUnsound(case.weapon.id)
    if (case.puts_in_play or case.kind in GO_ON) and case.state.out:
        yield from _still_out(case)
        yield from _lying_about(case)


def _offering(case: Case, weapon: Weapon, to: str) -> Objections:
    # (2) one of the two is a handler
    if not case.by_handler and not case.handles(to):
        yield HandOverByHandler(weapon.id, case.by.id, to)
    # (3) one offer at a time
    offer = weapon.offer
    waiting = offer is not None and case.now < offer.at + case.policy.limits.offer_ms
    if offer is not None and waiting and offer.to != to:
        yield OfferOpen(weapon.id, offer.to)
    # (4) the last return stands one-sided
    if weapon.unconfirmed is not None and case.puts_in_play:
        yield ReturnNotConfirmed(weapon.id, weapon.unconfirmed)


def _still_out(case: Case) -> Objections:
    # (8) for a break, a change or the wrap at any time
    day, since = case.state.day, case.now
    if case.puts_in_play:
        if day is None or day.cut_at is None:
            return
        # after the cut to be called at once, to be put in play when it is overdue;
        # what was handed over after the cut is for what comes next
        wait = 0 if case.kind is Announce else case.policy.limits.collect_ms
        if case.now < day.cut_at + wait:
            return
        since = day.cut_at
    # In the order they were registered in; of one there is but one order.
    weapons, out = case.state.weapons, case.state.out
    some = weapons.values() if out[1:] else [weapons[name] for name in out]
    for weapon in some:
        custody = weapon.custody
        if (
            isinstance(custody, HeldBy)
            and custody.since <= since
            and not case.handles(custody.holder)
        ):
            yield NotCollected(weapon.id, custody.holder)


def _lying_about(case: Case) -> Objections:
    # (9) in nobody's hands; what lies in a place that does not lock keeps the others
    if case.puts_in_play:
        for name in case.state.out:
            weapon = case.state.weapons[name]
            kept = isinstance(weapon.custody, HeldBy) or (
                isinstance(weapon.custody, Stored) and name == case.weapon.id
            )
            if weapon.fires and not kept:
                yield WeaponUnattended(name)


def outcome(case: Case) -> Events:
    """What is recorded of a weapon's way."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case TakeOut(weapon=weapon, to_make_safe=safe):
            yield TakenOut(by=by, at=at, weapon=weapon, to_make_safe=safe)
        case Offer(weapon=weapon, to=to):
            yield Offered(by=by, at=at, weapon=weapon, to=to)
        case Decline(weapon=weapon, grounds=grounds):
            yield Declined(by=by, at=at, weapon=weapon, grounds=grounds)
        case ConfirmReturn(weapon=weapon):
            yield ReturnConfirmed(by=by, at=at, weapon=weapon)
        case LockUp(weapon=weapon, place=place):
            yield LockedUp(by=by, at=at, weapon=weapon, place=place)
            # (6) behind a lock it is out of sight
            yield from _lost(case, "locked-up")
        case Accept() | Collect():
            yield from _changed_hands(case, act)
        case _:
            raise misdirected(act)


def _changed_hands(case: Case, act: Accept | Collect) -> Events:
    giver = case.weapon.holder
    if isinstance(act, Collect):
        yield Collected(by=act.by, at=case.now, weapon=act.weapon, giver=giver)
    else:
        yield Accepted(
            by=act.by,
            at=case.now,
            weapon=act.weapon,
            giver=case.weapon.whereabouts,
            look=act.look,
            via=act.via,
        )
    # (5) from other hands than a handler's, or from none
    if giver is None or case.plays(giver):
        yield from _lost(case, "out-of-sight")


def _lost(case: Case, because: Lapse) -> Events:
    if case.weapon.looked_into:
        yield SightLost(
            by=case.act.by, at=case.now, weapon=case.weapon.id, because=because
        )


def applied(state: State, event: AnyEvent) -> State:
    """The state after a weapon changed hands or place."""
    match event:
        case TakenOut(weapon=weapon, by=by, at=at):
            now = replace(state.weapons[weapon], unconfirmed=None)
            # Who had a hand on it is counted anew from the lock, but not of a round.
            now = touched(now if now.loaded else replace(now, touched_by=()), by)
            return state.with_weapon(replace(now, custody=HeldBy(by, at)))
        case Offered(weapon=weapon, by=by, to=to, at=at):
            now = replace(state.weapons[weapon], offer=OpenOffer(by, to, at))
            return state.with_weapon(now)
        case Accepted(weapon=weapon, by=by, at=at):
            now = touched(state.weapons[weapon], by)
            return state.with_weapon(replace(now, custody=HeldBy(by, at), offer=None))
        case Declined(weapon=weapon):
            return state.with_weapon(replace(state.weapons[weapon], offer=None))
        case Collected(weapon=weapon, by=by, at=at, giver=giver):
            now = touched(state.weapons[weapon], by)
            return _cooled(state, weapon).with_weapon(
                replace(now, custody=HeldBy(by, at), offer=None, unconfirmed=giver)
            )
        case ReturnConfirmed(weapon=weapon):
            return state.with_weapon(replace(state.weapons[weapon], unconfirmed=None))
        case LockedUp(weapon=weapon, place=place, at=at):
            now = replace(state.weapons[weapon], offer=None, called=None)
            return _cooled(state, weapon).with_weapon(
                replace(now, custody=Stored(place, locked=True, since=at))
            )
        case _:
            raise misdirected(event)


def _cooled(state: State, weapon: WeaponId) -> State:
    # What was taken back or locked up is called anew before it is fired.
    day = state.day
    if day is None or weapon not in day.hot:
        return state
    hot = tuple(name for name in day.hot if name != weapon)
    return replace(state, day=replace(day, hot=hot))
