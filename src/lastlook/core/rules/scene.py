"""What was planned, assessed, approved and talked through, and whether this is it.

Rules:

1. A class that can fire is planned only with a reason why a replica will not do.
2. Whatever is no take is planned with nothing in the weapon.
3. Pointing at anything but empty space is planned with a mitigation.
4. Blanks are planned at the distance the packs ask for, or more.
5. A plan changed is a new plan: assessment, approval and meeting fall with it.
6. A scene is approved after its risk was assessed, by someone who did not plan it;
   another assessment asks for another approval.
7. The company goes to a set-up of an approved scene.
8. A weapon is put in play for the set-up the company is at: of the class planned,
   with the load planned, with a performer of that set-up, after a safety meeting at
   which both giver and receiver were.
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    ApproveScene,
    AssessRisk,
    ChangeSetUp,
    HoldMeeting,
    Load,
    Offer,
    PlanSetUp,
    TakeOut,
)
from lastlook.core.answers import (
    PLAY,
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
)
from lastlook.core.clearance import call_for
from lastlook.core.events import (
    AnyEvent,
    MeetingHeld,
    RiskAssessed,
    SceneApproved,
    SetUpPlanned,
)
from lastlook.core.refusals import (
    DistanceTooShort,
    LoadNotPlanned,
    MeetingNotHeld,
    NoSetUp,
    NotAtMeeting,
    NotInSetUp,
    OwnPlan,
    PointingAtPerson,
    RehearsalLoaded,
    ReplicaFirst,
    RiskNotAssessed,
    SceneNotApproved,
    WeaponNotPlanned,
)
from lastlook.core.state import Meeting, Scene, SetUp, State
from lastlook.core.words import FUNCTIONAL, Called, PersonId, PlannedLoad

ANSWERS: Final = (PlanSetUp, AssessRisk, ApproveScene, HoldMeeting)
APPLIES: Final = (SetUpPlanned, RiskAssessed, SceneApproved, MeetingHeld)
HEARS: Final = (*PLAY, *ANSWERS, ChangeSetUp)
# What may be called, by what the set-up plans; no round at all is never too much.
ALLOWED: Final[dict[PlannedLoad, frozenset[Called]]] = {
    "none": frozenset({"empty", "not-cleared"}),
    "dummy": frozenset({"empty", "dummies", "not-cleared"}),
    "blank": frozenset({"empty", "dummies", "blanks", "not-cleared"}),
}


def impossible(_case: Case) -> Impossibles:
    """Nothing beyond what is unknown."""
    yield from ()


def objections(case: Case) -> Objections:
    """Every rule about plans the act would break."""
    act = case.act
    match act:
        case PlanSetUp():
            yield from _planning(case, act)
        case ApproveScene(scene=scene):
            # (6) assessed, and by another
            if case.state.scenes[scene].assessed_by is None:
                yield RiskNotAssessed(scene)
            if any(
                s.scene == scene and s.planned_by == act.by
                for s in case.state.set_ups.values()
            ):
                yield OwnPlan(scene, act.by)
        case ChangeSetUp(set_up=set_up):
            # (7) an approved scene
            yield from _approved(case.state, case.state.set_ups[set_up].scene)
        case TakeOut():
            pass
        case _ if case.puts_in_play:
            yield from _this_set_up(case)


def _planning(case: Case, act: PlanSetUp) -> Objections:
    # (1) a replica first
    if act.weapon_class in FUNCTIONAL and act.why_functional is None:
        yield ReplicaFirst(act.set_up, act.weapon_class)
    # (2) no take, nothing in it
    if act.activity != "take" and act.load != "none":
        yield RehearsalLoaded(act.set_up, act.load)
    # (3) pointing
    if act.pointing != "nobody" and not act.mitigations:
        yield PointingAtPerson(act.set_up)
    # (4) distance
    needed = case.policy.limits.distance_cm
    if act.load == "blank" and act.distance_cm < needed:
        yield DistanceTooShort(act.set_up, act.distance_cm, needed)


def _approved(state: State, scene: str) -> Objections:
    if state.scenes[scene].assessed_by is None:
        yield RiskNotAssessed(scene)
    if state.scenes[scene].approved_by is None:
        yield SceneNotApproved(scene)


def _this_set_up(case: Case) -> Objections:
    weapon, set_up = case.weapon, case.state.set_up
    # (8) the set-up the company is at
    if set_up is None:
        yield NoSetUp(weapon.id)
        return
    yield from _approved(case.state, set_up.scene)
    if weapon.weapon_class != set_up.weapon_class:
        yield WeaponNotPlanned(weapon.id, weapon.weapon_class, set_up.weapon_class)
    if not isinstance(case.act, Load) and call_for(weapon) not in ALLOWED[set_up.load]:
        yield LoadNotPlanned(weapon.id, call_for(weapon), set_up.load)
    receiver = _receiver(case)
    if receiver is not None and receiver not in set_up.performers:
        yield NotInSetUp(receiver, set_up.id)
    meeting = case.state.scenes[set_up.scene].meeting
    if meeting is None:
        yield MeetingNotHeld(set_up.scene)
        return
    for person in dict.fromkeys((_giver(case), receiver)):
        if person is not None and person not in meeting.present:
            yield NotAtMeeting(person, set_up.scene)


def _giver(case: Case) -> PersonId | None:
    return case.weapon.holder if isinstance(case.act, Accept) else case.act.by


def _receiver(case: Case) -> PersonId | None:
    match case.act:
        case Offer(to=to):
            return to
        case Accept(by=by):
            return by
        case Announce() | Load() | _:
            return None


def outcome(case: Case) -> Events:
    """The plan, the assessment, the approval or the meeting."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case PlanSetUp():
            yield SetUpPlanned(
                by=by,
                at=at,
                set_up=act.set_up,
                scene=act.scene,
                activity=act.activity,
                weapon_class=act.weapon_class,
                load=act.load,
                performers=act.performers,
                pointing=act.pointing,
                distance_cm=act.distance_cm,
                action=act.action,
                mitigations=act.mitigations,
                why_functional=act.why_functional,
            )
        case AssessRisk(scene=scene, residual=residual):
            yield RiskAssessed(by=by, at=at, scene=scene, residual=residual)
        case ApproveScene(scene=scene):
            yield SceneApproved(by=by, at=at, scene=scene)
        case HoldMeeting(scene=scene, present=present, dry_run=dry_run):
            yield MeetingHeld(
                by=by, at=at, scene=scene, present=present, dry_run=dry_run
            )
        case _:
            raise misdirected(act)


def applied(state: State, event: AnyEvent) -> State:
    """The state after a scene was planned, judged or talked through."""
    match event:
        case SetUpPlanned():
            set_up = SetUp(
                id=event.set_up,
                scene=event.scene,
                activity=event.activity,
                weapon_class=event.weapon_class,
                load=event.load,
                performers=event.performers,
                pointing=event.pointing,
                distance_cm=event.distance_cm,
                action=event.action,
                mitigations=event.mitigations,
                why_functional=event.why_functional,
                planned_by=event.by,
            )
            # (5) a new plan
            planned = replace(state, set_ups=state.set_ups.put(set_up.id, set_up))
            return planned.with_scene(Scene(event.scene))
        case RiskAssessed(scene=scene, by=by):
            # (6) what was approved was another assessment
            judged = replace(state.scenes[scene], assessed_by=by, approved_by=None)
            return state.with_scene(judged)
        case SceneApproved(scene=scene, by=by):
            return state.with_scene(replace(state.scenes[scene], approved_by=by))
        case MeetingHeld(scene=scene, present=present, dry_run=dry_run, at=at):
            meeting = Meeting(present, at, dry_run)
            return state.with_scene(replace(state.scenes[scene], meeting=meeting))
        case _:
            raise misdirected(event)
