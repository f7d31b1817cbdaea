"""What stands still, who lifts it, what was done unasked, what was said wrongly."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Announce,
    Collect,
    Correct,
    Count,
    Enrol,
    GiveNotice,
    Inspect,
    LiftHold,
    Load,
    LockUp,
    Offer,
    RecordCondition,
    Report,
    Stop,
    TakeOut,
    Unload,
)
from lastlook.core.events import (
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
    DistanceTooShort,
    LossNotReported,
    NotYoursToLift,
    SetStopped,
    StopHasNoOverride,
    WeaponOnHold,
)
from lastlook.core.state import HeldBy, Hold, Lifted, Lost, Unattended
from tests.world.production import (
    EMPTY,
    HOUR,
    Production,
    Said,
    a_plan,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

NOW: dict[str, Any] = {"by": "camera", "at": ms("07:00")}
STOP = says("camera", Stop, "somebody-is-on-the-roof")


def stopped() -> Production:
    return a_set().ready().having(STOP)


def with_hold(kind: Any, *involved: str, weapon: str | None = None) -> Production:
    hold = Hold(f"{kind}-9", kind, 0, "armorer", "a-test", involved, weapon)
    ready = a_set().ready()
    holds = ready.state.holds.put(hold.id, hold)
    return replace(ready, state=replace(ready.state, holds=holds))


def lift(hold: str, by: str = "adviser") -> Said:
    return says(by, LiftHold, hold, "looked-into")


# --- stopping ----------------------------------------------------------------


@pytest.mark.parametrize("who", ["actor", "camera", "first-ad", "office", "armorer"])
def test_anyone_stops_the_set_and_is_not_asked_why(who: str) -> None:
    answer = a_set().ask(says(who, Stop))
    assert granted(answer) == (
        HoldSet(
            by=who, at=ms("07:00"), hold="stop-1", kind="stop", grounds="none-given"
        ),
    )


def test_a_stop_stands_with_its_grounds_and_blames_nobody() -> None:
    hold = stopped().state.holds["stop-1"]
    assert hold == Hold("stop-1", "stop", ms("07:00"), "camera", STOP.fields["grounds"])
    assert stopped().state.holds_made == 1


def test_every_hold_has_a_number_of_its_own_that_never_comes_again() -> None:
    again = stopped().having(lift("stop-1"), STOP, STOP)
    assert list(again.state.holds) == ["stop-2", "stop-3"]
    assert again.state.holds_made == 3


IN_PLAY = [
    says("prop-master", TakeOut, "rubber-1"),
    says("armorer", Offer, "colt-1", "actor"),
    says("first-ad", Announce, "colt-1", "empty"),
    says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
]
SAFE = [
    says("armorer", Inspect, "colt-1", EMPTY, "rod"),
    says("armorer", LockUp, "colt-1", "safe-1"),
    says("prop-master", Collect, "colt-1"),
    says("armorer", Offer, "colt-1", "prop-master"),
    says("first-ad", Announce, "colt-1", "not-cleared"),
    says("armorer", Count, "B1", 12),
]


@pytest.mark.parametrize("said", IN_PLAY, ids=lambda said: said.kind.__name__)
def test_while_the_set_is_stopped_nothing_is_put_in_play(said: Said) -> None:
    assert refused(stopped().ask(said)) == (SetStopped("stop-1", "stop"),)
    assert granted(stopped().having(lift("stop-1")).ask(said))


@pytest.mark.parametrize("said", SAFE, ids=lambda said: said.kind.__name__)
def test_while_the_set_is_stopped_everything_is_made_safe(said: Said) -> None:
    assert granted(stopped().ask(said))


def test_while_the_set_is_stopped_it_is_unloaded() -> None:
    loaded = a_set().ready().loaded(1).having(STOP)
    assert granted(loaded.ask(says("armorer", Unload, "colt-1", (1,), "B1")))


def test_a_hold_on_one_weapon_keeps_that_one() -> None:
    held = with_hold("weapon", weapon="colt-1")
    answer = held.ask(says("armorer", Offer, "colt-1", "actor"))
    assert refused(answer) == (WeaponOnHold("colt-1", "weapon-9"),)
    assert granted(held.ask(says("prop-master", TakeOut, "rubber-1")))
    assert granted(held.ask(says("armorer", LockUp, "colt-1", "safe-1")))


def test_every_hold_in_the_way_is_named() -> None:
    both = with_hold("weapon", weapon="colt-1").having(STOP)
    answer = both.ask(says("armorer", Offer, "colt-1", "actor"))
    assert refused(answer) == (
        WeaponOnHold("colt-1", "weapon-9"),
        SetStopped("stop-1", "stop"),
    )


# --- lifting -----------------------------------------------------------------


def test_a_hold_that_is_lifted_stands_no_more() -> None:
    assert granted(stopped().ask(lift("stop-1"))) == (
        HoldLifted(by="adviser", at=ms("07:00"), hold="stop-1", grounds="looked-into"),
    )
    assert not stopped().having(lift("stop-1")).state.holds


@pytest.mark.parametrize("who", ["first-ad", "adviser", "office"])
def test_a_plain_stop_is_lifted_by_any_of_these(who: str) -> None:
    assert granted(stopped().ask(lift("stop-1", who)))


@pytest.mark.parametrize(
    "kind", ["stand-down", "live-round", "unaccounted", "contradiction", "weapon"]
)
def test_what_is_graver_is_not_for_whoever_runs_the_clock(kind: str) -> None:
    held, name = with_hold(kind), f"{kind}-9"
    assert refused(held.ask(lift(name, "first-ad"))) == (
        NotYoursToLift(name, "first-ad"),
    )
    assert granted(held.ask(lift(name, "adviser")))
    assert granted(held.ask(lift(name, "office")))


def test_nobody_lifts_a_hold_who_had_a_hand_in_it() -> None:
    held = with_hold("live-round", "armorer", "adviser")
    answer = held.ask(lift("live-round-9", "adviser"))
    assert refused(answer) == (ConflictOfInterest("live-round-9", "adviser"),)
    assert granted(held.ask(lift("live-round-9", "office")))


@pytest.mark.parametrize("hold", ["stop-9", "no-such-rule@colt-1", "live-round-1"])
def test_what_does_not_stand_is_not_lifted(hold: str) -> None:
    assert refused(a_set().ask(lift(hold))) == (NoSuchHold(hold),)


def test_the_name_of_a_rule_alone_lifts_nothing() -> None:
    answer = refused(a_set().ask(lift("distance-too-short")))
    assert answer == (NoSuchHold("distance-too-short"),)


def test_a_rule_that_may_be_lifted_is_lifted_for_one_subject_and_a_time() -> None:
    lifts = lift("distance-too-short@12B")
    until = ms("07:00") + 12 * HOUR
    assert granted(a_set().ask(lifts)) == (
        RuleLifted(
            by="adviser",
            at=ms("07:00"),
            hold="distance-too-short@12B",
            grounds="looked-into",
            until=until,
        ),
    )
    lifted = a_set().having(lifts)
    assert lifted.state.lifted["distance-too-short@12B"] == Lifted("adviser", until)
    short = DistanceTooShort("12B", 600, 610)
    near = a_plan("12B", distance_cm=600)
    assert remarks(lifted.ask(near)) == (short,)
    assert remarks(lifted.ask(replace(near, at=until - 1))) == (short,)
    assert refused(lifted.ask(replace(near, at=until))) == (short,)
    other = a_plan("12C", distance_cm=600, load="blank", blank_load="quarter")
    assert refused(lifted.ask(other)) == (DistanceTooShort("12C", 600, 610),)


def test_how_long_a_rule_stays_lifted_is_for_the_packs_to_say() -> None:
    lifted = a_set().limited(lift_ms=HOUR).having(lift("distance-too-short@12B"))
    assert lifted.state.lifted["distance-too-short@12B"].until == ms("08:00")


def test_a_rule_is_lifted_by_those_the_packs_name_for_it() -> None:
    name = "replica-first@12A"
    assert refused(a_set().ask(lift(name, "office"))) == (
        NotYoursToLift(name, "office"),
    )
    assert granted(a_set().ask(lift(name, "adviser")))


def test_a_stop_rule_is_lifted_by_nobody() -> None:
    name = "clearance-lapsed@colt-1"
    assert refused(a_set().ask(lift(name))) == (StopHasNoOverride(name),)


@pytest.mark.parametrize("severity", ["hold", "warn", "note"])
def test_what_is_no_stop_rule_may_be_lifted(severity: Any) -> None:
    softer = a_set().under("clearance-lapsed", severity)
    assert granted(softer.ask(lift("clearance-lapsed@colt-1")))


def test_a_stop_rule_stays_one_even_where_it_was_lifted() -> None:
    lax = a_set().without("stop-has-no-override")
    lifted = lax.having(lift("no-set-up@colt-1")).out().looked_into()
    said = says("first-ad", Announce, "colt-1", "empty")
    assert [reason.code for reason in refused(lifted.ask(said))] == ["no-set-up"]


# --- told afterwards ---------------------------------------------------------


def report(what: str, by: str = "camera", **fields: Any) -> Said:
    usual: dict[str, Any] = {
        "what": what,
        "happened_at": ms("06:59"),
        "grounds": "seen-from-behind",
    }
    return says(by, Report, **(usual | fields))


def test_what_was_done_unasked_stays_on_the_record_and_costs_every_look() -> None:
    said = report("called", weapon="colt-1")
    assert granted(a_set().ready().ask(said)) == (
        Reported(
            **NOW,
            what="called",
            happened_at=ms("06:59"),
            grounds="seen-from-behind",
            weapon="colt-1",
        ),
        SightLost(**NOW, weapon="colt-1", because="custody-gap"),
    )
    told = a_set().ready().having(said)
    assert not told.colt.looked_into
    assert told.colt.bypasses == 1
    assert told.having(said).colt.bypasses == 2
    assert told.colt.holder == "armorer"


def test_a_tale_takes_an_open_offer_with_it() -> None:
    told = a_set().ready().offered().having(report("called", weapon="colt-1"))
    assert told.colt.offer is None


@pytest.mark.parametrize("what", ["handed-over", "taken-out"])
@pytest.mark.parametrize(("to", "holder"), [("actor", "actor"), (None, "camera")])
def test_whoever_it_went_to_has_it_and_had_a_hand_on_it(
    what: str, to: str | None, holder: str
) -> None:
    told = a_set().ready().having(report(what, weapon="colt-1", to=to)).colt
    assert told.custody == HeldBy(holder, ms("07:00"))
    assert told.touched_by == ("armorer", "first-ad", holder)


@pytest.mark.parametrize("what", ["left-unattended", "moved"])
def test_what_was_left_is_in_nobodys_hands(what: str) -> None:
    told = a_set().ready().having(report(what, weapon="colt-1")).colt
    assert told.custody == Unattended(ms("07:00"))
    assert told.whereabouts == "nobody"


@pytest.mark.parametrize("what", ["loaded", "unloaded", "inspected", "other"])
def test_what_else_was_done_moves_nothing(what: str) -> None:
    before = a_set().ready()
    told = before.having(report(what, weapon="colt-1")).colt
    assert told.custody == before.colt.custody
    assert told.touched_by == before.colt.touched_by


def test_a_shot_told_afterwards_stands_the_set_down_and_names_all_hands() -> None:
    events = granted(a_set().ready().ask(report("discharged", weapon="colt-1")))
    assert events[-1] == HoldSet(
        **NOW,
        hold="stand-down-1",
        kind="stand-down",
        grounds="unplanned-discharge",
        involved=("armorer", "first-ad"),
        exhibit="colt-1",
    )


def test_a_shot_from_no_weapon_anyone_can_name_stands_the_set_down_too() -> None:
    events = granted(a_set().ready().ask(report("discharged")))
    assert len(events) == 2
    assert isinstance(events[1], HoldSet)
    assert events[1].involved == ()


def test_a_tale_of_no_weapon_changes_none() -> None:
    told = a_set().ready().having(report("other"))
    assert told.state.weapons == a_set().ready().state.weapons
    assert not told.state.holds


def test_a_box_that_was_left_out_is_no_longer_proved() -> None:
    said = report("ammunition-left-out", box="B1")
    assert granted(a_set().ask(said))[1:] == (ProofLost(**NOW, box="B1"),)
    told = a_set().having(said)
    assert told.box("B1").proof is None
    assert len(granted(told.ask(said))) == 1


def test_nobody_tells_what_is_still_to_come() -> None:
    later = report("other", happened_at=ms("07:00") + 1)
    assert refused(a_set().ask(later)) == (StillToCome(ms("07:00") + 1),)
    assert granted(a_set().ask(report("other", happened_at=ms("07:00"))))


# --- corrections -------------------------------------------------------------


def test_a_correction_points_at_what_it_corrects() -> None:
    said = says("armorer", Correct, 3, "wrong-serial", "colt-1")
    assert granted(a_set().ready().ask(said)) == (
        Corrected(
            by="armorer",
            at=ms("07:00"),
            entry=3,
            grounds="wrong-serial",
            weapon="colt-1",
        ),
        SightLost(by="armorer", at=ms("07:00"), weapon="colt-1", because="correction"),
    )
    assert not a_set().ready().having(said).colt.looked_into


def test_a_correction_of_no_weapon_changes_nothing() -> None:
    said = says("armorer", Correct, 3, "wrong-name")
    ready = a_set().ready()
    assert len(granted(ready.ask(said))) == 1
    corrected = ready.having(said).state
    before = ready.state
    same = {"n": before.n, "now": before.now, "keys": before.keys}
    assert replace(corrected, **same) == before


def test_a_correction_points_at_an_entry_there_is() -> None:
    last = a_set().state.n - 1
    assert granted(a_set().ask(says("armorer", Correct, last, "typo")))
    answer = a_set().ask(says("armorer", Correct, last + 1, "typo"))
    assert refused(answer) == (NoSuchEntry(last + 1),)


def test_somebody_enrolled_for_safety_alone_lifts_what_others_did() -> None:
    second = (
        a_set()
        .ready()
        .having(
            says("office", Enrol, "adviser-2", ("safety-adviser",), "adviser-2-phone"),
            says("armorer", RecordCondition, "colt-1", sound=False),
        )
    )
    assert granted(second.ask(lift("weapon-1", "adviser-2")))


def test_one_of_two_roles_is_enough_to_lift() -> None:
    both = ("both", ("first-ad", "safety-adviser"), "both-phone")
    held = with_hold("live-round").having(says("office", Enrol, *both))
    assert granted(held.ask(lift("live-round-9", "both")))


def test_what_a_tale_and_a_hold_say_of_a_box_is_kept() -> None:
    told = granted(a_set().ask(report("ammunition-left-out", box="B1")))[0]
    assert isinstance(told, Reported)
    assert told.box == "B1"
    short = a_set().having(says("armorer", Count, "B1", 11))
    assert short.state.holds["unaccounted-1"].box == "B1"


# --- what is lost ------------------------------------------------------------

LOST = report("lost", weapon="colt-1")


def lost() -> Production:
    return a_set().ready().only("loss-not-reported").having(LOST)


def tells(what: str, scene: str | None = None, at: str | None = None) -> Said:
    return says("first-ad", GiveNotice, what, "P-1", scene, at=at)


def test_what_is_lost_stops_the_set_and_is_in_nobodys_hands() -> None:
    assert granted(a_set().ready().ask(LOST))[1:] == (
        SightLost(**NOW, weapon="colt-1", because="custody-gap"),
        HoldSet(**NOW, hold="loss-1", kind="loss", grounds="lost"),
    )
    assert lost().colt.custody == Lost(ms("07:00"))
    assert lost().colt.whereabouts == "nobody"
    assert lost().state.holds["loss-1"].weapon is None


def test_a_box_that_is_lost_stops_the_set_too() -> None:
    events = granted(a_set().ask(report("lost", box="B1")))
    assert [type(event) for event in events] == [Reported, ProofLost, HoldSet]


def test_the_hold_for_a_loss_is_lifted_after_the_police_were_told() -> None:
    assert refused(lost().ask(lift("loss-1"))) == (LossNotReported("loss-1"),)
    assert granted(lost().having(tells("police")).ask(lift("loss-1")))
    told = lost().having(tells("police", at="07:20"))
    assert granted(told.ask(lift("loss-1")))


def test_to_have_told_the_police_before_is_not_to_have_told_them() -> None:
    early = a_set().having(tells("police")).only("loss-not-reported")
    later = early.having(replace(LOST, at="07:00:00.001"))
    answer = later.ask(replace(lift("loss-1"), at="08:00"))
    assert refused(answer) == (LossNotReported("loss-1"),)
    same = early.having(LOST)
    assert granted(same.ask(lift("loss-1")))


@pytest.mark.parametrize(("what", "scene"), [("neighbours", None), ("police", "12")])
def test_to_have_told_others_or_of_a_scene_is_not_to_have_told_of_a_loss(
    what: str, scene: str | None
) -> None:
    told = lost().having(tells(what, scene))
    assert refused(told.ask(lift("loss-1"))) == (LossNotReported("loss-1"),)


def test_other_holds_wait_for_no_police() -> None:
    held = a_set().only("loss-not-reported").having(STOP)
    assert granted(held.ask(lift("stop-1")))
    rule = lift("loss-not-reported@12B")
    assert granted(held.ask(rule))


def test_a_pack_that_warns_of_a_loss_has_it_remarked() -> None:
    warned = lost().only("loss-not-reported", severity="warn")
    assert remarks(warned.ask(lift("loss-1"))) == (LossNotReported("loss-1"),)
    assert remarks(warned.only().ask(lift("loss-1"))) == ()


# --- when the set was last stood down ----------------------------------------


def test_when_the_set_was_stood_down_is_kept_after_the_hold_is_lifted() -> None:
    shot = report("discharged", weapon="colt-1")
    down = a_set().ready().only().having(replace(shot, at="07:10"))
    assert down.state.stood_down_at == ms("07:10")
    lifted = down.having(lift("stand-down-1"))
    assert lifted.state.stood_down_at == ms("07:10")
    again = lifted.having(replace(shot, at="07:20"))
    assert again.state.stood_down_at == ms("07:20")


def test_a_stop_of_another_kind_stands_nobody_down() -> None:
    assert a_set().state.stood_down_at is None
    assert stopped().state.stood_down_at is None
    assert lost().state.stood_down_at is None
