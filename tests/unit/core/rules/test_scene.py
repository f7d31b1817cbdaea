"""What was planned, assessed, approved and talked through, and whether this is it."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    ApproveScene,
    AssessRisk,
    ChangeSetUp,
    HoldMeeting,
    LiftHold,
    Load,
    Offer,
    TakeOut,
)
from lastlook.core.events import (
    MeetingHeld,
    RiskAssessed,
    SceneApproved,
    SetUpPlanned,
)
from lastlook.core.refusals import (
    BlankAtPerson,
    BoreNotClear,
    ChambersUnseen,
    DistanceTooShort,
    HammerUnseen,
    LoadNotPlanned,
    LoadNotSaid,
    MeetingNotHeld,
    NoPointing,
    NoSetUp,
    NotAtMeeting,
    NotInSetUp,
    OwnPlan,
    PointingAtPerson,
    RehearsalFunctional,
    RehearsalLoaded,
    ReplicaFirst,
    RiskNotAssessed,
    SceneNotApproved,
    UnfitForLoad,
    WeaponNotPlanned,
)
from lastlook.core.state import Meeting, Scene, SetUp
from lastlook.core.words import Seen
from tests.world.production import (
    DUMMIES,
    EMPTY,
    HOUR,
    Production,
    Said,
    a_meeting,
    a_plan,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

OFFER = says("armorer", Offer, "colt-1", "actor")
IN_PLAY = [
    OFFER,
    says("first-ad", Announce, "colt-1", "empty"),
    says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
]
PLAYED = pytest.mark.parametrize("said", IN_PLAY, ids=lambda said: said.kind.__name__)


def met(*present: str) -> Said:
    return a_meeting(*present)


def with_scene(production: Production, **changed: Any) -> Production:
    scene = replace(production.state.scenes["12"], **changed)
    return replace(production, state=production.state.with_scene(scene))


def with_plan(production: Production, **changed: Any) -> Production:
    plan = replace(production.state.set_ups["12A"], **changed)
    set_ups = production.state.set_ups.put("12A", plan)
    return replace(production, state=replace(production.state, set_ups=set_ups))


# --- planning ----------------------------------------------------------------


def test_a_plan_is_recorded_as_it_was_made() -> None:
    said = a_plan("13A", scene="13", mitigations=("net",), why_functional="smoke")
    fields = said.fields | {"by": "director", "at": ms("07:00")}
    assert granted(a_set().ask(said)) == (SetUpPlanned(**fields),)
    state = a_set().having(said).state
    planned = {k: v for k, v in said.fields.items() if k != "set_up"}
    assert state.set_ups["13A"] == SetUp("13A", **planned, planned_by="director")
    assert state.scenes["13"] == Scene("13")


@pytest.mark.parametrize("weapon_class", ["firearm", "blank-adapted", "blank-firing"])
def test_a_replica_comes_first(weapon_class: str) -> None:
    plan: dict[str, Any] = {"weapon_class": weapon_class, "why_functional": None}
    answer = a_set().ask(a_plan("12A", **plan))
    assert refused(answer) == (ReplicaFirst("12A", weapon_class),)
    assert granted(a_set().ask(a_plan("12A", weapon_class=weapon_class)))


@pytest.mark.parametrize("weapon_class", ["replica", "rubber", "airsoft"])
def test_a_replica_needs_no_reason(weapon_class: str) -> None:
    plan: dict[str, Any] = {"weapon_class": weapon_class, "why_functional": None}
    assert granted(a_set().ask(a_plan("12A", **plan, load="none")))


@pytest.mark.parametrize("load", ["dummy", "blank"])
@pytest.mark.parametrize("weapon_class", ["replica", "rubber", "airsoft"])
def test_what_cannot_fire_is_planned_with_nothing_in_it(
    weapon_class: str, load: str
) -> None:
    kept = a_set().only("unfit-for-load")
    answer = kept.ask(a_plan("12A", weapon_class=weapon_class, load=load))
    assert refused(answer) == (UnfitForLoad("12A", weapon_class),)
    assert granted(kept.ask(a_plan("12A", weapon_class="firearm", load=load)))
    assert granted(kept.ask(a_plan("12A", weapon_class=weapon_class, load="none")))


@pytest.mark.parametrize("activity", ["rehearsal", "line-up"])
@pytest.mark.parametrize("load", ["dummy", "blank"])
def test_what_is_no_take_is_planned_with_nothing_in_it(
    activity: str, load: str
) -> None:
    plan: dict[str, Any] = {"activity": activity, "load": load, "distance_cm": 700}
    kept = a_set().only("rehearsal-loaded")
    answer = kept.ask(a_plan("12A", **plan))
    assert refused(answer) == (RehearsalLoaded("12A", load),)
    assert granted(kept.ask(a_plan("12A", **(plan | {"activity": "take"}))))
    assert granted(kept.ask(a_plan("12A", **(plan | {"load": "none"}))))


@pytest.mark.parametrize("pointing", ["camera", "person"])
def test_pointing_at_anything_is_planned_with_a_mitigation(pointing: str) -> None:
    answer = a_set().ask(a_plan("12A", pointing=pointing, mitigations=()))
    assert refused(answer) == (PointingAtPerson("12A"),)
    agreed = a_plan("12A", pointing=pointing, mitigations=("glass",))
    assert granted(a_set().ask(agreed))
    assert granted(a_set().ask(a_plan("12A", pointing="nobody", mitigations=())))


def test_blanks_are_planned_at_the_distance_the_packs_ask_for_and_not_nearer() -> None:
    assert granted(a_set().ask(a_plan("12B", distance_cm=610)))
    near = a_set().ask(a_plan("12B", distance_cm=609))
    assert refused(near) == (DistanceTooShort("12B", 609, 610),)
    further = a_set().limited(distance_cm=1_000).ask(a_plan("12B"))
    assert refused(further) == (DistanceTooShort("12B", 900, 1_000),)


@pytest.mark.parametrize("load", ["none", "dummy"])
def test_what_does_not_fire_may_be_near(load: str) -> None:
    assert granted(a_set().ask(a_plan("12A", load=load, distance_cm=0)))


def test_a_rule_that_was_lifted_for_this_plan_is_remarked() -> None:
    near = a_plan("12B", distance_cm=609)
    lifts = says("adviser", LiftHold, "distance-too-short@12B", "empty-lot")
    assert remarks(a_set().having(lifts).ask(near)) == (
        DistanceTooShort("12B", 609, 610),
    )


def test_everything_a_plan_breaks_is_named() -> None:
    said = a_plan(
        "12B",
        why_functional=None,
        activity="rehearsal",
        pointing="person",
        distance_cm=5,
    )
    assert refused(a_set().ask(said)) == (
        ReplicaFirst("12B", "firearm"),
        RehearsalLoaded("12B", "blank"),
        PointingAtPerson("12B"),
        DistanceTooShort("12B", 5, 610),
        RehearsalFunctional("12B", "firearm"),
        BlankAtPerson("12B"),
    )


# --- assessing, approving, meeting -------------------------------------------


def test_a_plan_changed_is_a_new_plan() -> None:
    before = a_set().state.scenes["12"]
    assert before.assessed_by is not None
    assert before.approved_by is not None
    assert before.meeting is not None
    told = before.notices
    assert told
    planned = a_set().having(a_plan("12C")).state.scenes["12"]
    assert planned == Scene("12", notices=told)


def test_a_scene_is_assessed_approved_and_talked_through_by_name() -> None:
    times: dict[str, Any] = {"at": ms("07:00"), "scene": "12"}
    fresh = a_set().having(a_plan("12A"))
    assess = says("armorer", AssessRisk, "12", "medium")
    assert granted(fresh.ask(assess)) == (
        RiskAssessed(by="armorer", residual="medium", **times),
    )
    approve = says("adviser", ApproveScene, "12")
    assessed = fresh.having(assess)
    assert granted(assessed.ask(approve)) == (SceneApproved(by="adviser", **times),)
    meet = says("first-ad", HoldMeeting, "12", ("actor", "camera"), dry_run=True)
    assert granted(fresh.ask(meet)) == (
        MeetingHeld(by="first-ad", present=("actor", "camera"), dry_run=True, **times),
    )
    scene = assessed.having(approve, meet).state.scenes["12"]
    assert scene.assessed_by == "armorer"
    assert scene.approved_by == "adviser"
    assert scene.meeting == Meeting(("actor", "camera"), ms("07:00"), dry_run=True)


def test_what_was_not_assessed_is_not_approved() -> None:
    fresh = a_set().having(a_plan("12A"))
    answer = fresh.ask(says("adviser", ApproveScene, "12"))
    assert refused(answer) == (RiskNotAssessed("12"),)


def test_nobody_approves_a_plan_of_their_own() -> None:
    own = a_set().having(
        a_plan("12C", by="adviser"), says("armorer", AssessRisk, "12", "low")
    )
    answer = own.ask(says("adviser", ApproveScene, "12"))
    assert refused(answer) == (OwnPlan("12", "adviser"),)
    assert granted(own.ask(says("office", ApproveScene, "12")))


def test_a_plan_for_another_scene_is_another_plan() -> None:
    other = a_set().having(a_plan("13A", by="adviser", scene="13"))
    assert granted(other.ask(says("adviser", ApproveScene, "12")))


def test_the_company_goes_to_a_set_up_of_an_approved_scene() -> None:
    goes = says("first-ad", ChangeSetUp, "12A")
    assert granted(a_set().ask(goes))
    fresh = a_set().having(a_plan("12C"))
    assert refused(fresh.ask(goes)) == (RiskNotAssessed("12"), SceneNotApproved("12"))
    assessed = fresh.having(says("armorer", AssessRisk, "12", "low"))
    assert refused(assessed.ask(goes)) == (SceneNotApproved("12"),)


# --- in play -----------------------------------------------------------------


@PLAYED
def test_nothing_is_played_before_a_set_up_is_called(said: Said) -> None:
    out = a_set().out().looked_into().without("not-trained")
    assert refused(out.ask(said)) == (NoSetUp("colt-1"),)


def test_a_weapon_comes_out_before_a_set_up_is_called() -> None:
    assert granted(a_set().ask(says("armorer", TakeOut, "colt-1")))


@PLAYED
def test_what_was_planned_is_played(said: Said) -> None:
    assert granted(a_set().ready().ask(said))


@PLAYED
def test_a_scene_planned_anew_is_not_played(said: Said) -> None:
    fresh = a_set().ready().having(a_plan("12C"))
    assert refused(fresh.ask(said)) == (
        RiskNotAssessed("12"),
        SceneNotApproved("12"),
        MeetingNotHeld("12"),
    )


@PLAYED
def test_another_class_than_planned_is_not_played(said: Said) -> None:
    other = with_plan(a_set().ready(), weapon_class="blank-firing")
    answer = refused(other.without("not-trained").ask(said))
    assert answer == (WeaponNotPlanned("colt-1", "firearm", "blank-firing"),)


@PLAYED
def test_whoever_puts_it_in_play_was_at_the_meeting(said: Said) -> None:
    without = a_set().ready().having(met("actor", "director"))
    assert refused(without.ask(said)) == (NotAtMeeting(said.by, "12"),)


def test_nothing_is_played_without_a_meeting() -> None:
    none = with_scene(a_set().ready(), meeting=None)
    assert refused(none.ask(OFFER)) == (MeetingNotHeld("12"),)


def test_both_giver_and_receiver_were_at_the_meeting() -> None:
    neither = a_set().ready().having(met("director"))
    assert refused(neither.ask(OFFER)) == (
        NotAtMeeting("armorer", "12"),
        NotAtMeeting("actor", "12"),
    )
    one = a_set().ready().having(met("armorer", "director"))
    assert refused(one.ask(OFFER)) == (NotAtMeeting("actor", "12"),)


@PLAYED
def test_everybody_near_the_line_was_at_the_meeting(said: Said) -> None:
    near = a_set().ready().with_set_up("12A", near=("camera", "medic", "actor"))
    assert refused(near.ask(said)) == (NotAtMeeting("medic", "12"),)
    there = a_meeting("armorer", "first-ad", "camera", "actor", "medic")
    assert granted(near.having(there).ask(said))


def test_who_accepts_was_at_the_meeting_too() -> None:
    offered = a_set().ready().offered().having(met("armorer", "director"))
    answer = offered.ask(says("actor", Accept, "colt-1", "taken"))
    assert refused(answer) == (NotAtMeeting("actor", "12"),)


def test_a_weapon_goes_to_a_performer_of_this_set_up() -> None:
    answer = a_set().ready("12B").ask(says("armorer", Offer, "colt-1", "double"))
    assert refused(answer) == (NotInSetUp("double", "12B"),)
    assert granted(a_set().ready("12A").ask(says("armorer", Offer, "colt-1", "double")))


def test_who_accepts_is_a_performer_of_this_set_up_too() -> None:
    offered = with_plan(a_set().ready().offered(), performers=("double",))
    answer = offered.ask(says("actor", Accept, "colt-1", "taken"))
    assert refused(answer) == (NotInSetUp("actor", "12A"),)


def test_to_call_it_not_cleared_or_to_hand_it_to_a_handler_asks_for_no_plan() -> None:
    out = a_set().out()
    assert granted(out.ask(says("first-ad", Announce, "colt-1", "not-cleared")))
    assert granted(out.ask(says("armorer", Offer, "colt-1", "prop-master")))


@pytest.mark.parametrize(
    ("load", "called", "may"),
    [
        ("none", "empty", True),
        ("none", "dummies", False),
        ("dummy", "empty", True),
        ("dummy", "dummies", True),
        ("blank", "empty", True),
        ("blank", "dummies", True),
        ("none", "blanks", False),
        ("dummy", "blanks", False),
        ("blank", "blanks", True),
    ],
)
def test_less_than_planned_may_be_played_and_more_may_not(
    load: str, called: str, *, may: bool
) -> None:
    ready = a_set().ready()
    if called != "empty":
        ready = ready.only().loaded(1, box="B1" if called == "dummies" else "B2")
        saw: Seen = "dummy" if called == "dummies" else "blank"
        ready = ready.looked_into(saw, *EMPTY[1:])
    answer = with_plan(ready, load=load).only("load-not-planned").ask(OFFER)
    if may:
        assert granted(answer)
    else:
        assert refused(answer) == (LoadNotPlanned("colt-1", called, load),)


def test_what_holds_for_an_hour_holds_for_the_next() -> None:
    later = a_set().limited(clearance_ms=2 * HOUR).ready()
    assert granted(later.ask(replace(OFFER, at="08:30")))


def test_another_assessment_asks_for_another_approval() -> None:
    again = a_set().having(says("armorer", AssessRisk, "12", "high"))
    assert again.state.scenes["12"].approved_by is None
    assert again.state.scenes["12"].meeting is not None
    answer = again.ask(says("first-ad", ChangeSetUp, "12A"))
    assert refused(answer) == (SceneNotApproved("12"),)


def test_who_gave_it_was_at_the_meeting_when_it_is_accepted_too() -> None:
    offered = a_set().ready().offered().having(met("actor", "director"))
    answer = offered.ask(says("actor", Accept, "colt-1", "taken"))
    assert refused(answer) == (NotAtMeeting("armorer", "12"),)


@pytest.mark.parametrize("load", ["none", "dummy", "blank"])
def test_whatever_is_planned_what_is_not_cleared_is_told_once(load: str) -> None:
    unseen = with_plan(a_set().at_set_up().out(), load=load)
    unseen = unseen.without("protection-missing")
    assert refused(unseen.ask(OFFER)) == (
        ChambersUnseen("colt-1", 0, 6),
        BoreNotClear("colt-1"),
        HammerUnseen("colt-1"),
    )


def test_a_load_nobody_planned_is_told_once() -> None:
    full = a_set().ready().loaded(1, 2, 3, 4, 5)
    seen = full.looked_into(*DUMMIES[:5], "empty", tests=("rattle", "primer"))
    loads = says("armorer", Load, "colt-1", (6,), "B1", ("actor",))
    answer = with_plan(seen, load="none").without("box-not-proved").ask(loads)
    assert refused(answer) == (LoadNotPlanned("colt-1", "dummy", "none"),)


# --- what is planned where ---------------------------------------------------


@pytest.mark.parametrize("activity", ["rehearsal", "line-up"])
@pytest.mark.parametrize("weapon_class", ["firearm", "blank-adapted", "blank-firing"])
def test_what_is_no_take_is_planned_with_what_cannot_fire(
    activity: str, weapon_class: str
) -> None:
    kept = a_set().only("rehearsal-functional")
    plan: dict[str, Any] = {"activity": activity, "weapon_class": weapon_class}
    answer = kept.ask(a_plan("12A", **plan))
    assert refused(answer) == (RehearsalFunctional("12A", weapon_class),)
    assert granted(kept.ask(a_plan("12A", **(plan | {"activity": "take"}))))
    assert granted(kept.ask(a_plan("12A", **(plan | {"weapon_class": "rubber"}))))


@pytest.mark.parametrize("load", ["none", "dummy", "blank"])
def test_where_the_packs_say_so_nothing_points_at_a_person(load: str) -> None:
    kept = a_set().only("no-pointing")
    answer = kept.ask(a_plan("12A", pointing="person", load=load))
    assert refused(answer) == (NoPointing("12A"),)
    for pointing in ("nobody", "camera"):
        assert granted(kept.ask(a_plan("12A", pointing=pointing, load=load)))


def test_least_of_all_is_a_blank_fired_at_a_person() -> None:
    kept = a_set().only("blank-at-person", "no-pointing")
    plan = a_plan("12B", pointing="person", mitigations=("glass",))
    assert refused(kept.ask(plan)) == (NoPointing("12B"), BlankAtPerson("12B"))
    blank = a_set().only("blank-at-person")
    assert granted(blank.ask(a_plan("12B", pointing="camera")))
    for load in ("none", "dummy"):
        assert granted(blank.ask(a_plan("12A", pointing="person", load=load)))


def test_a_blank_is_planned_with_its_load() -> None:
    kept = a_set().only("load-not-said")
    assert refused(kept.ask(a_plan("12B", blank_load=None))) == (LoadNotSaid("12B"),)
    for load in ("full", "half", "quarter"):
        assert granted(kept.ask(a_plan("12B", blank_load=load)))
    assert granted(kept.ask(a_plan("12A", blank_load=None)))


@pytest.mark.parametrize(
    ("load", "needed"), [("full", 300), ("half", 200), ("quarter", 110), (None, 300)]
)
def test_how_far_away_a_blank_is_fired_is_asked_for_its_load(
    load: str | None, needed: int
) -> None:
    kept = (
        a_set()
        .only("distance-too-short")
        .limited(
            distance_cm=100,
            distance_full_cm=300,
            distance_half_cm=200,
            distance_quarter_cm=110,
        )
    )
    assert granted(kept.ask(a_plan("12B", blank_load=load, distance_cm=needed)))
    near = kept.ask(a_plan("12B", blank_load=load, distance_cm=needed - 1))
    assert refused(near) == (DistanceTooShort("12B", needed - 1, needed),)
    further = kept.limited(distance_cm=400)
    short = further.ask(a_plan("12B", blank_load=load, distance_cm=399))
    assert refused(short) == (DistanceTooShort("12B", 399, 400),)


def test_what_a_plan_says_beyond_its_load_is_kept() -> None:
    said: dict[str, Any] = {
        "blank_load": "half",
        "near": ("camera", "director"),
        "public_view": True,
        "contact": True,
    }
    planned = a_set().only().having(a_plan("12B", **said)).state.set_ups["12B"]
    assert (planned.blank_load, planned.near) == ("half", ("camera", "director"))
    assert (planned.public_view, planned.contact) == (True, True)
    bare = a_set().only().having(a_plan("12A")).state.set_ups["12A"]
    assert (bare.blank_load, bare.near) == (None, ())
    assert (bare.public_view, bare.contact) == (False, False)
