"""What was planned, assessed, approved and talked through, and whether this is it.

Rules:

1. A class that can fire is planned only with a reason why a replica will not do.
2. Whatever is no take is planned with nothing in the weapon, and with a weapon that
   cannot fire. What cannot fire is planned with nothing in it at all.
3. Pointing at anything but empty space is planned with a mitigation; at a person
   not at all where the packs say so, and least of all with a blank.
4. Blanks are planned with their load, at the distance the packs ask for that load,
   or more.
5. A plan changed is a new plan: assessment, endorsement, approval and meeting fall
   with it, rules lifted for it too, and what was called out for it is called anew.
6. A scene is approved after its risk was assessed, by someone who did not plan it;
   another assessment asks for another approval. What remains is not high, and
   whoever handles the weapons has endorsed it.
7. The company goes to a set-up of an approved scene.
8. A weapon is put in play for the set-up the company is at: of the class planned,
   with the load planned, with a performer of that set-up, after a safety meeting at
   which giver, receiver and everybody near the line were.
9. An assessment says the risk without measures, the measures and whom it concerns.
10. A meeting makes clear what the packs ask for. It is of that day, later than the
    last stand-down, and for a weapon that can fire it is held with a dry run.
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    ApproveScene,
    AssessRisk,
    ChangeSetUp,
    Endorse,
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
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.clearance import call_for
from lastlook.core.events import (
    AnyEvent,
    Endorsed,
    MeetingHeld,
    RiskAssessed,
    SceneApproved,
    SetUpPlanned,
)
from lastlook.core.policy import Limits
from lastlook.core.refusals import (
    BlankAtPerson,
    BriefingOwed,
    DistanceTooShort,
    DryRunMissing,
    LoadNotPlanned,
    LoadNotSaid,
    MeetingNotHeld,
    MeetingTooOld,
    NoPointing,
    NoSetUp,
    NotAtMeeting,
    NotEndorsed,
    NotInSetUp,
    OwnPlan,
    PointingAtPerson,
    RehearsalFunctional,
    RehearsalLoaded,
    ReplicaFirst,
    ResidualHigh,
    RiskIncomplete,
    RiskNotAssessed,
    SceneNotApproved,
    TopicsMissing,
    UnfitForLoad,
    WeaponNotPlanned,
)
from lastlook.core.state import Meeting, Scene, SetUp, State
from lastlook.core.words import (
    FUNCTIONAL,
    BlankLoad,
    Called,
    Cm,
    HoldId,
    PersonId,
    PlannedLoad,
    SetUpId,
)

ANSWERS: Final = (PlanSetUp, AssessRisk, Endorse, ApproveScene, HoldMeeting)
APPLIES: Final = (SetUpPlanned, RiskAssessed, Endorsed, SceneApproved, MeetingHeld)
HEARS: Final = (*PLAY, *ANSWERS, ChangeSetUp)
# What may be called, by what the set-up plans; no round at all is never too much.
ALLOWED: Final[dict[PlannedLoad, frozenset[Called]]] = {
    "none": frozenset({"empty", "not-cleared"}),
    "dummy": frozenset({"empty", "dummies", "not-cleared"}),
    "blank": frozenset({"empty", "dummies", "blanks", "not-cleared"}),
}


def objections(case: Case) -> Objections:
    """Every rule about plans the act would break."""
    act = case.act
    if case.puts_in_play:
        if case.kind is not TakeOut:
            yield from _this_set_up(case)
        return
    match act:
        case PlanSetUp():
            yield from _planning(case, act)
        case AssessRisk() | Endorse() | ApproveScene():
            yield from _judging(case, case.state.scenes[act.scene])
        case HoldMeeting(scene=scene, topics=topics):
            # (10) what it makes clear
            owed = [topic for topic in case.policy.topics if topic not in topics]
            if owed:
                yield TopicsMissing(scene, ", ".join(owed))
        case ChangeSetUp(set_up=set_up):
            # (7) an approved scene
            there = case.state.scenes[case.state.set_ups[set_up].scene]
            yield from _approved(there)
            if there.endorsed_by is None:
                yield NotEndorsed(there.id)
        case _:
            pass


def _judging(case: Case, scene: Scene) -> Objections:
    act = case.act
    if isinstance(act, AssessRisk):
        # (9) what it has to say
        said = {
            "before": act.before,
            "measures": act.measures,
            "affected": act.affected,
        }
        missing = [name for name, value in said.items() if not value]
        if missing:
            yield RiskIncomplete(scene.id, ", ".join(missing))
        return
    # (6) assessed
    if scene.assessed_by is None:
        yield RiskNotAssessed(scene.id)
    if isinstance(act, ApproveScene):
        yield from _approving(case, scene)


def _approving(case: Case, scene: Scene) -> Objections:
    # (6) by another, endorsed, and not at a high risk
    act = case.act
    if any(
        s.scene == scene.id and s.planned_by == act.by
        for s in case.state.set_ups.values()
    ):
        yield OwnPlan(scene.id, act.by)
    if scene.residual == "high":
        yield ResidualHigh(scene.id)
    if scene.endorsed_by is None:
        yield NotEndorsed(scene.id)


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
    needed = _distance(case.policy.limits, act.blank_load)
    if act.load == "blank" and act.distance_cm < needed:
        yield DistanceTooShort(act.set_up, act.distance_cm, needed)
    if act.load == "blank" and act.blank_load is None:
        yield LoadNotSaid(act.set_up)
    # (2) no take, nothing that fires
    if act.activity != "take" and act.weapon_class in FUNCTIONAL:
        yield RehearsalFunctional(act.set_up, act.weapon_class)
    # (2) what cannot fire
    if act.load != "none" and act.weapon_class not in FUNCTIONAL:
        yield UnfitForLoad(act.set_up, act.weapon_class)
    # (3) at a person
    if act.pointing == "person":
        yield NoPointing(act.set_up)
        if act.load == "blank":
            yield BlankAtPerson(act.set_up)


def _distance(limits: Limits, load: BlankLoad | None) -> Cm:
    by_load = {
        "quarter": limits.distance_quarter_cm,
        "half": limits.distance_half_cm,
        "full": limits.distance_full_cm,
    }
    # A load that nobody said is taken for a full one.
    return max(limits.distance_cm, by_load[load or "full"])


def _approved(scene: Scene) -> Objections:
    # (7) assessed and approved
    if scene.assessed_by is None:
        yield RiskNotAssessed(scene.id)
    if scene.approved_by is None:
        yield SceneNotApproved(scene.id)


def _this_set_up(case: Case) -> Objections:
    weapon, set_up = case.weapon, case.set_up
    # (8) the set-up the company is at
    if set_up is None:
        yield NoSetUp(weapon.id)
        return
    scene = case.state.scenes[set_up.scene]
    yield from _approved(scene)
    if weapon.weapon_class != set_up.weapon_class:
        yield WeaponNotPlanned(weapon.id, weapon.weapon_class, set_up.weapon_class)
    if case.kind is not Load and call_for(weapon) not in ALLOWED[set_up.load]:
        yield LoadNotPlanned(weapon.id, call_for(weapon), set_up.load)
    giver, receiver = _hands(case)
    if receiver is not None and receiver not in set_up.performers:
        yield NotInSetUp(receiver, set_up.id)
    if scene.meeting is None:
        yield MeetingNotHeld(scene.id)
        return
    for person in dict.fromkeys((giver, receiver, *set_up.near)):
        if person is not None and person not in scene.meeting.present:
            yield NotAtMeeting(person, scene.id)
    yield from _met(case, set_up, scene.meeting)


def _met(case: Case, set_up: SetUp, meeting: Meeting) -> Objections:
    # (10) of that day, since the stand-down, with a dry run
    if case.now >= meeting.at + case.policy.limits.meeting_ms:
        yield MeetingTooOld(set_up.scene, meeting.at)
    stood_down = case.state.stood_down_at
    if stood_down is not None and meeting.at <= stood_down:
        yield BriefingOwed(set_up.scene)
    if not meeting.dry_run and set_up.weapon_class in FUNCTIONAL:
        yield DryRunMissing(set_up.scene)


def _hands(case: Case) -> tuple[PersonId | None, PersonId | None]:
    """Who gives the weapon and who receives it."""
    act = case.act
    if type(act) is Accept:
        return case.weapon.holder, act.by
    return act.by, act.to if type(act) is Offer else None


def outcome(case: Case) -> Events:
    """The plan, the assessment, the approval or the meeting."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case PlanSetUp(set_up=set_up):
            planned = recorded(SetUpPlanned, case)
            # (5) what was lifted for this plan was lifted for no other
            used = () if not case.since(2) else _lifted_for(case, set_up)
            yield replace(planned, used_up=used)
        case AssessRisk(scene=scene, residual=residual):
            yield RiskAssessed(by=by, at=at, scene=scene, residual=residual)
        case Endorse(scene=scene):
            yield Endorsed(by=by, at=at, scene=scene)
        case ApproveScene(scene=scene):
            yield SceneApproved(by=by, at=at, scene=scene)
        case HoldMeeting():
            yield recorded(MeetingHeld, case)
        case _:
            raise misdirected(act)


def _lifted_for(case: Case, set_up: SetUpId) -> tuple[HoldId, ...]:
    return tuple(name for name in case.state.lifted if name.partition("@")[2] == set_up)


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
                blank_load=event.blank_load,
                near=event.near,
                public_view=event.public_view,
                contact=event.contact,
            )
            # (5) a new plan; who was told outside was told
            planned = replace(state, set_ups=state.set_ups.put(set_up.id, set_up))
            for name in event.used_up:
                planned = replace(planned, lifted=planned.lifted.drop(name))
            if state.day is not None and state.day.set_up == set_up.id:
                planned = replace(planned, day=replace(state.day, hot=()))
            before = state.scenes.get(event.scene)
            told = before.notices if before is not None else ()
            return planned.with_scene(Scene(event.scene, notices=told))
        case RiskAssessed(scene=scene, by=by, residual=residual):
            # (6) what was approved was another assessment
            judged = replace(
                state.scenes[scene],
                assessed_by=by,
                approved_by=None,
                endorsed_by=None,
                residual=residual,
            )
            return state.with_scene(judged)
        case Endorsed(scene=scene, by=by):
            return state.with_scene(replace(state.scenes[scene], endorsed_by=by))
        case SceneApproved(scene=scene, by=by):
            return state.with_scene(replace(state.scenes[scene], approved_by=by))
        case MeetingHeld(scene=scene, present=present, dry_run=dry_run, at=at):
            meeting = Meeting(present, at, dry_run, event.topics)
            return state.with_scene(replace(state.scenes[scene], meeting=meeting))
        case _:
            raise misdirected(event)
