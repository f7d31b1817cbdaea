"""The working day: called, broken, resumed, cut, wrapped.

Rules:

1. One day at a time, and none longer than the packs allow.
2. No weapon is put in play before the call, after the wrap or outside the hours
   called, nor on a break.
3. The company breaks only when every box is behind a lock or a seal and no weapon
   lies about. A break ends every look: what was out of sight over lunch is unseen.
4. Another set-up ends every look too.
5. The day is wrapped when every weapon is empty and locked up, every box locked away
   and counted.
6. Who is in charge of all weapons is named with the call, and may change in the day.

Does not know who may call it (people.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Break,
    CallDay,
    ChangeSetUp,
    Cut,
    PutInCharge,
    Resume,
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
    BreakCalled,
    ChargeGiven,
    CutCalled,
    DayCalled,
    Resumed,
    SetUpChanged,
    SightLost,
    Wrapped,
)
from lastlook.core.impossibilities import (
    AlreadyOnBreak,
    DayCalledAlready,
    EndsBeforeItStarts,
    NoDay,
    NotOnBreak,
)
from lastlook.core.refusals import (
    AmmunitionOut,
    CountMissing,
    DayNotCalled,
    DayTooLong,
    LoadedAtWrap,
    NotLockedUp,
    OnBreak,
    OutOfHours,
)
from lastlook.core.state import Box, Day, Lost, Returned, State, Stored, Unattended
from lastlook.core.words import Lapse

ANSWERS: Final = (CallDay, PutInCharge, Break, Resume, ChangeSetUp, Cut, Wrap)
APPLIES: Final = (
    DayCalled,
    ChargeGiven,
    BreakCalled,
    Resumed,
    SetUpChanged,
    CutCalled,
    Wrapped,
)
HEARS: Final = (*PLAY, *ANSWERS)


def impossible(case: Case) -> Impossibles:
    """What the record of the day rules out."""
    act, day = case.act, case.state.day
    match act:
        case CallDay(call_at=start, wrap_by=end):
            # (1) one at a time
            if day is not None:
                yield DayCalledAlready(day.call_at)
            if end <= start:
                yield EndsBeforeItStarts(start, end)
        case _ if day is None and isinstance(act, ANSWERS):
            yield NoDay()
        case Break() if day is not None and day.on_break:
            yield AlreadyOnBreak()
        case Resume() if day is not None and not day.on_break:
            yield NotOnBreak()
        case _:
            pass


def objections(case: Case) -> Objections:
    """Every rule about the day the act would break."""
    act = case.act
    if case.puts_in_play:
        yield from _working(case)
        return
    match act:
        case CallDay(call_at=start, wrap_by=end):
            # (1) none longer
            if end - start > case.policy.limits.day_ms:
                yield DayTooLong(act.by)
        case Break():
            yield from _left_lying(case.state)
            yield from _ammunition_out(case.state)
        case Wrap():
            yield from _not_put_away(case.state)
            yield from _ammunition_out(case.state, sealed_too=case.since(2))
            yield from _not_counted(case.state)
        case _:
            pass


def _working(case: Case) -> Objections:
    # (2) in hours, and not on a break
    weapon, day = case.weapon.id, case.state.day
    if day is None:
        yield DayNotCalled(weapon)
        return
    if not day.call_at <= case.now < day.wrap_by:
        yield OutOfHours(weapon, day.call_at, day.wrap_by)
    if day.on_break:
        yield OnBreak(weapon)


def _left_lying(state: State) -> Objections:
    # (3) nothing in nobody's hands and under no lock
    for weapon in state.weapons.values():
        match weapon.custody:
            case Unattended() | Stored(locked=False):
                yield NotLockedUp(weapon.id)
            case _:
                pass


def _not_put_away(state: State) -> Objections:
    # (5) empty and locked up
    for weapon in state.weapons.values():
        if isinstance(weapon.custody, Returned | Lost):
            continue
        if not isinstance(weapon.custody, Stored) or not weapon.custody.locked:
            yield NotLockedUp(weapon.id)
        if weapon.loaded:
            yield LoadedAtWrap(weapon.id)


def _with_rounds(state: State) -> list[Box]:
    return [box for box in state.boxes.values() if box.rounds and box.place is not None]


def _ammunition_out(state: State, *, sealed_too: bool = False) -> Objections:
    # (3), (5) behind a lock; a seal does for a break
    for box in _with_rounds(state):
        open_to_all = box.seal is None or sealed_too
        if open_to_all and box.place and not state.places[box.place].locks:
            yield AmmunitionOut(box.id)


def _not_counted(state: State) -> Objections:
    # (5) counted since the call, or under seal
    day = state.day
    if day is None:
        return
    for box in _with_rounds(state):
        counted = box.counted_at is not None and box.counted_at >= day.call_at
        if box.seal is None and not counted and not box.found:
            yield CountMissing(box.id)


def outcome(case: Case) -> Events:
    """The call, and the looks it ends."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case CallDay():
            yield recorded(DayCalled, case)
        case PutInCharge():
            # (6) another
            yield recorded(ChargeGiven, case)
        case Break():
            yield BreakCalled(by=by, at=at)
            yield from _out_of_sight(case, "break")
        case Resume():
            yield Resumed(by=by, at=at)
        case ChangeSetUp(set_up=set_up):
            yield SetUpChanged(by=by, at=at, set_up=set_up)
            yield from _out_of_sight(case, "set-up-changed")
        case Cut():
            yield CutCalled(by=by, at=at)
        case Wrap():
            yield Wrapped(by=by, at=at)
            yield from _out_of_sight(case, "wrapped")
        case _:
            raise misdirected(act)


def _out_of_sight(case: Case, because: Lapse) -> Events:
    # (3), (4) every look ends
    for weapon in case.state.weapons.values():
        if weapon.looked_into:
            yield SightLost(
                by=case.act.by, at=case.now, weapon=weapon.id, because=because
            )


def applied(state: State, event: AnyEvent) -> State:
    """The state after a call to the company."""
    if isinstance(event, DayCalled):
        day = Day(
            event.call_at,
            event.wrap_by,
            in_charge=event.in_charge,
            called_at=event.at,
        )
        return replace(state, day=day)
    if state.day is None:
        raise misdirected(event)
    match event:
        case ChargeGiven(person=person):
            day = replace(state.day, in_charge=person)
        case BreakCalled(at=at):
            day = replace(state.day, on_break=True, in_play=False, hot=(), cut_at=at)
        case Resumed():
            day = replace(state.day, on_break=False)
        case SetUpChanged(set_up=set_up):
            day = replace(state.day, set_up=set_up, in_play=False, hot=(), cut_at=None)
        case CutCalled(at=at):
            day = replace(state.day, in_play=False, hot=(), cut_at=at)
        case Wrapped():
            return replace(state, day=None)
        case _:
            raise misdirected(event)
    return replace(state, day=day)
