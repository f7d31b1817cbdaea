"""What stands still, who lifts it, what was done unasked, what was said wrongly.

Rules:

1. Anyone stops the set. Nobody is asked why.
2. While a hold stands on the set, no weapon is put in play and nothing is fired to
   try it; a hold on one weapon keeps that one. Making safe is always possible.
3. A hold is lifted with grounds, by a role entitled to that kind, and by nobody who
   had a hand in it.
4. A rule of severity *hold* is lifted for one subject and for a time. A *stop* rule
   is lifted by nobody.
5. What people did without asking is told afterwards and stays on the record. It
   costs the weapon every look: custody had a gap.
6. A correction points at what it corrects. Nothing is overwritten; a weapon it
   concerns is unseen again.
7. What is lost stops the set. That hold is lifted after the police were told.
8. A shot told of afterwards is a shot: rounds in that weapon that are no blanks are in
   doubt, and it is owed what a shot owes.
9. A weapon that fired unplanned, or in which a live round was seen, is an exhibit: it
   goes to no supplier while that hold stands. An authority may have it.
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Correct,
    Expend,
    LiftHold,
    Report,
    SendBack,
    Stop,
    TestBlank,
)
from lastlook.core.answers import (
    PLAY,
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
)
from lastlook.core.doubt import doubted
from lastlook.core.events import (
    AnyEvent,
    Corrected,
    HoldLifted,
    HoldSet,
    ProofLost,
    Reported,
    RuleLifted,
    SightLost,
)
from lastlook.core.impossibilities import NoSuchEntry, NoSuchHold, StillToCome
from lastlook.core.refusals import (
    ConflictOfInterest,
    LossNotReported,
    NotYoursToLift,
    SetStopped,
    StopHasNoOverride,
    WeaponOnHold,
)
from lastlook.core.state import (
    HeldBy,
    Hold,
    Lifted,
    Lost,
    Returned,
    State,
    Unattended,
    Weapon,
    touched,
)
from lastlook.core.words import HoldId, HoldKind

ANSWERS: Final = (Stop, LiftHold, Report, Correct)
APPLIES: Final = (HoldSet, HoldLifted, RuleLifted, Reported, Corrected)
FIRES: Final = (TestBlank, Expend)  # away from any set-up, and loud all the same
HEARS: Final = (*PLAY, *ANSWERS, *FIRES, SendBack)


def impossible(case: Case) -> Impossibles:
    """What the record of holds and entries rules out."""
    act = case.act
    match act:
        case LiftHold(hold=hold) if hold not in case.state.holds:
            code, _, subject = hold.partition("@")
            if not subject or case.policy.severity(code) is None:
                yield NoSuchHold(hold)
        case Report(happened_at=happened_at) if happened_at > case.now:
            yield StillToCome(happened_at)
        case Correct(entry=entry) if entry >= case.state.n:
            yield NoSuchEntry(entry)
        case _:
            pass


def objections(case: Case) -> Objections:
    """Every hold in the way, and every reason not to lift one."""
    act = case.act
    if case.puts_in_play or isinstance(act, FIRES):
        # (2) on the set, on this weapon
        for hold in case.state.holds.values():
            if hold.weapon is None:
                yield SetStopped(hold.id, hold.kind)
            elif not isinstance(act, Expend) and hold.weapon == case.weapon.id:
                yield WeaponOnHold(hold.weapon, hold.id)
    elif isinstance(act, LiftHold):
        yield from _lifting(case, act.hold)
    elif isinstance(act, SendBack):
        # (9) what an inquiry will ask for
        for hold in case.state.holds.values():
            if hold.exhibit == case.weapon.id:
                yield WeaponOnHold(case.weapon.id, hold.id)


def _lifting(case: Case, name: HoldId) -> Objections:
    hold = case.state.holds.get(name)
    code = name.partition("@")[0]
    # (3) a role entitled to this kind
    part = f"lift-hold.{hold.kind}" if hold is not None else f"lift-hold.{code}"
    roles = case.policy.parts.get(part)
    if roles is not None and not any(role in roles for role in case.by.roles):
        yield NotYoursToLift(name, case.by.id)
    # (3) nobody who had a hand in it
    if hold is not None and case.by.id in hold.involved:
        yield ConflictOfInterest(name, case.by.id)
    # (7) told since
    if hold is not None and hold.kind == "loss":
        told_at = case.state.notices.get("police")
        if told_at is None or told_at < hold.since:
            yield LossNotReported(name)
    # (4) no stop rule
    if hold is None and case.policy.severity(code) == "stop":
        yield StopHasNoOverride(name)


def outcome(case: Case) -> Events:
    """The stop, the lift, the tale or the correction."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case Stop(grounds=grounds):
            yield _set(case, "stop", grounds)
        case LiftHold(hold=hold, grounds=grounds):
            if hold in case.state.holds:
                yield HoldLifted(by=by, at=at, hold=hold, grounds=grounds)
            else:
                until = at + case.policy.limits.lift_ms
                yield RuleLifted(by=by, at=at, hold=hold, grounds=grounds, until=until)
        case Report():
            yield from _told(case, act)
        case Correct(entry=entry, grounds=grounds, weapon=weapon):
            yield Corrected(by=by, at=at, entry=entry, grounds=grounds, weapon=weapon)
            if weapon is not None:
                yield SightLost(by=by, at=at, weapon=weapon, because="correction")
        case _:
            raise misdirected(act)


def _set(case: Case, kind: HoldKind, grounds: str, *involved: str) -> HoldSet:
    return HoldSet(
        by=case.act.by,
        at=case.now,
        hold=case.hold_name(kind),
        kind=kind,
        grounds=grounds,
        involved=involved,
    )


def _told(case: Case, act: Report) -> Events:
    by, at = act.by, case.now
    yield Reported(
        by=by,
        at=at,
        what=act.what,
        happened_at=act.happened_at,
        grounds=act.grounds,
        weapon=act.weapon,
        box=act.box,
        to=act.to,
    )
    # (5) a gap in custody
    if act.weapon is not None:
        yield SightLost(by=by, at=at, weapon=act.weapon, because="custody-gap")
    if act.box is not None and case.state.boxes[act.box].proof is not None:
        yield ProofLost(by=by, at=at, box=act.box)
    if act.what == "discharged":
        weapon = case.state.weapons.get(act.weapon or "")
        hands = weapon.touched_by if weapon is not None else ()
        stand_down = _set(case, "stand-down", "unplanned-discharge", *hands)
        if weapon is None or not case.since(2):
            yield stand_down
        else:
            yield replace(stand_down, exhibit=weapon.id)
            yield from _off_unasked(case, weapon)
    if act.what == "lost":
        yield _set(case, "loss", "lost")


def _off_unasked(case: Case, weapon: Weapon) -> Events:
    # (8) what went off and holds no blank by the record
    lots = {c.lot for c in weapon.chambers if c.lot is not None and not c.spent}
    strange = sorted(lot for lot in lots if case.state.lots[lot].kind != "blank")
    if strange:
        yield from doubted(case, weapon.id, strange, "went-off-where-none-should")
        hold = _set(case, "live-round", "went-off-where-none-should")
        name = case.hold_name("live-round", 1)
        yield replace(hold, hold=name, exhibit=weapon.id)


def applied(state: State, event: AnyEvent) -> State:
    """The state after a hold, a lift, a tale or a correction."""
    match event:
        case HoldSet():
            hold = Hold(
                id=event.hold,
                kind=event.kind,
                since=event.at,
                by=event.by,
                grounds=event.grounds,
                involved=event.involved,
                weapon=event.weapon,
                box=event.box,
                exhibit=event.exhibit,
            )
            after = replace(
                state,
                holds=state.holds.put(hold.id, hold),
                holds_made=state.holds_made + 1,
            )
            if hold.weapon is None and after.day is not None:
                # (2) what was called out is called anew
                after = replace(after, day=replace(after.day, hot=()))
            if hold.kind == "stand-down":
                return replace(after, stood_down_at=event.at)
            return after
        case HoldLifted(hold=name):
            return replace(state, holds=state.holds.drop(name))
        case RuleLifted(hold=name, by=by, until=until):
            lifted = Lifted(by, until)
            return replace(state, lifted=state.lifted.put(name, lifted))
        case Reported(weapon=weapon) if weapon is not None:
            return state.with_weapon(_bypassed(state.weapons[weapon], event))
        case Reported() | Corrected():
            return state
        case _:
            raise misdirected(event)


def _bypassed(weapon: Weapon, event: Reported) -> Weapon:
    now = replace(weapon, bypasses=weapon.bypasses + 1, offer=None)
    match event.what:
        case "lost" if isinstance(weapon.custody, Returned):
            return now  # it is not ours to lose
        case "discharged":
            upkeep = replace(now.upkeep.owing("fired"), fired=True)
            return replace(now, upkeep=upkeep)
        case "handed-over" | "taken-out":
            holder = event.to or event.by
            return replace(touched(now, holder), custody=HeldBy(holder, event.at))
        case "left-unattended" | "moved":
            return replace(now, custody=Unattended(event.at))
        case "lost":
            return replace(now, custody=Lost(event.at))
        case _:
            return now
