"""Who speaks, who may do what, who may be handed a weapon."""

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    ApproveScene,
    AssessRisk,
    AssignDuty,
    Collect,
    ConfirmReturn,
    Correct,
    Count,
    Decline,
    Enrol,
    Inspect,
    LockUp,
    Offer,
    RecordPermit,
    RecordTraining,
    RegisterWeapon,
    Report,
    RevokeKey,
    Stop,
    TakeOut,
)
from lastlook.core.decide import decide
from lastlook.core.events import HoldSet
from lastlook.core.refusals import (
    ClockAhead,
    EnteredLate,
    KeyRevoked,
    MinorInCustody,
    NotAtMeeting,
    NotInSetUp,
    NotOnDuty,
    NotTrained,
    NotYourKey,
    NotYourPart,
    OtherDuty,
    PermitMissing,
    WordForAnother,
)
from tests.world.production import (
    NEW_YEAR,
    NEXT_YEAR,
    SECOND,
    Production,
    Said,
    a_meeting,
    a_plan,
    a_set,
    granted,
    ms,
    refused,
    says,
)

TAKES_OUT = says("spare", TakeOut, "colt-1")


def spare(*duties: str, permit: tuple[str, ...] = ("firearm",)) -> Production:
    """A second armorer, on these duties from 06:00 to 20:00, with this permit."""
    return a_set().having(
        says("office", Enrol, "spare", ("armorer",), "spare-phone"),
        *(
            says("office", AssignDuty, "spare", duty, ms("06:00"), ms("20:00"))
            for duty in duties
        ),
        says("office", RecordPermit, "spare", permit, NEW_YEAR, NEXT_YEAR),
    )


# --- whose word it is --------------------------------------------------------


def test_nobody_speaks_on_anothers_phone() -> None:
    answer = a_set().ask(says("armorer", TakeOut, "colt-1", phone="actor-phone"))
    assert refused(answer) == (NotYourKey("armorer"),)


def test_nobody_speaks_on_a_phone_nobody_knows() -> None:
    answer = a_set().ask(says("armorer", TakeOut, "colt-1", phone="found-phone"))
    assert refused(answer) == (NotYourKey("armorer"),)


def test_a_revoked_phone_speaks_for_nobody_from_that_moment() -> None:
    revoked = a_set().having(
        says("armorer", RevokeKey, "actor-phone", "lost", at="07:01")
    )
    assert refused(revoked.ask(says("actor", Stop, at="07:01"))) == (
        KeyRevoked("actor", ms("07:01")),
    )


def test_a_word_by_pin_is_signed_by_the_phone_it_was_given_on() -> None:
    offered = a_set().ready().offered("double")
    said = says("double", Accept, "colt-1", "taken", via="armorer")
    assert granted(offered.ask(said))
    other = says(
        "double", Accept, "colt-1", "taken", via="armorer", phone="actor-phone"
    )
    assert refused(offered.ask(other)) == (NotYourKey("double"),)


def test_a_word_by_pin_is_given_on_no_revoked_phone() -> None:
    revoked = (
        a_set()
        .ready()
        .offered("double")
        .having(says("office", RevokeKey, "armorer-phone", "lost"))
    )
    answer = revoked.ask(says("double", Accept, "colt-1", "taken", via="armorer"))
    assert refused(answer) == (KeyRevoked("double", ms("07:00")),)


@pytest.mark.parametrize(
    "said",
    [
        says("double", Accept, "colt-1", "taken", via="armorer"),
        says("double", Decline, "colt-1", via="armorer"),
        says("double", Stop, via="armorer"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_by_pin_people_answer_an_offer_and_stop_the_set(said: Said) -> None:
    assert granted(a_set().ready().offered("double").ask(said))


def test_by_pin_people_confirm_a_return() -> None:
    back = a_set().ready().offered("double")
    back = back.having(says("double", Accept, "colt-1", "taken", via="armorer"))
    confirmed = says("double", ConfirmReturn, "colt-1", via="armorer")
    assert granted(back.collected().ask(confirmed))


@pytest.mark.parametrize(
    "said",
    [
        says("double", Offer, "colt-1", "armorer", via="armorer"),
        says("double", Report, "other", ms("07:00"), via="armorer"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_by_pin_people_give_no_other_word(said: Said) -> None:
    held = a_set().ready().offered("double")
    held = held.having(says("double", Accept, "colt-1", "taken", via="armorer"))
    assert refused(held.ask(said)) == (WordForAnother("double", "armorer"),)


# --- when it is said ---------------------------------------------------------


def test_what_happened_is_said_until_two_minutes_later() -> None:
    on_time = says("armorer", TakeOut, "colt-1", happened="07:00", at="07:02")
    assert granted(a_set().ask(on_time))


def test_a_millisecond_later_it_is_late() -> None:
    late = says("armorer", TakeOut, "colt-1", happened="07:00", at="07:02:00.001")
    assert refused(a_set().ask(late)) == (EnteredLate("armorer", ms("07:00")),)


def test_a_phone_may_be_thirty_seconds_ahead_and_no_more() -> None:
    ahead = says("armorer", TakeOut, "colt-1", happened="07:00:30", at="07:00")
    assert granted(a_set().ask(ahead))
    more = says("armorer", TakeOut, "colt-1", happened="07:00:30.001", at="07:00")
    assert refused(a_set().ask(more)) == (ClockAhead("armorer", ms("07:00:30.001")),)


@pytest.mark.parametrize(
    "said",
    [
        says("camera", Report, "other", ms("06:00"), happened="06:00"),
        says("armorer", Correct, 3, "typo", happened="06:00"),
        says("camera", Stop, happened="06:00"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_it_is_never_too_late_to_stop_to_report_or_to_correct(said: Said) -> None:
    assert granted(a_set().ask(said))


@pytest.mark.parametrize("happened", ["05:00", "07:01", "23:59"])
def test_a_stop_is_heard_whatever_the_phones_clock_says(happened: str) -> None:
    events = granted(a_set().ask(says("camera", Stop, happened=happened)))
    assert [type(event) for event in events] == [HoldSet]


def test_under_older_rules_a_stop_from_far_ahead_was_refused_and_stays_so() -> None:
    before = a_set()
    asked = before.asked(says("camera", Stop, happened="07:01"))
    then = decide(before.state, replace(asked, edition=2), before.policy)
    assert refused(then) == (ClockAhead("camera", ms("07:01")),)


def test_how_late_and_how_far_ahead_is_for_the_packs_to_say() -> None:
    strict = a_set().limited(late_ms=SECOND, ahead_ms=0)
    late = says("armorer", TakeOut, "colt-1", happened="07:00", at="07:00:02")
    assert refused(strict.ask(late)) == (EnteredLate("armorer", ms("07:00")),)
    ahead = says("armorer", TakeOut, "colt-1", happened="07:00:00.001", at="07:00")
    assert refused(strict.ask(ahead)) == (ClockAhead("armorer", ms("07:00:00.001")),)


# --- whose part it is --------------------------------------------------------


@pytest.mark.parametrize("who", ["first-ad", "actor", "office"])
def test_what_is_not_your_part_you_may_not_do(who: str) -> None:
    answer = a_set().ask(says(who, Count, "B1", 12))
    assert refused(answer) == (NotYourPart(who, "count"),)


@pytest.mark.parametrize("who", ["armorer", "prop-master", "adviser"])
def test_any_of_ones_roles_is_enough(who: str) -> None:
    assert granted(a_set().ask(says(who, Count, "B1", 12)))


def test_what_no_pack_gives_to_a_role_anyone_enrolled_may_do() -> None:
    assert granted(a_set().open_to_all("count").ask(says("actor", Count, "B1", 12)))


def test_one_of_two_roles_is_enough() -> None:
    both = a_set().having(
        says("office", Enrol, "both", ("camera", "armorer"), "both-phone")
    )
    assert granted(both.ask(says("both", Count, "B1", 12)))


# --- duty and permit ---------------------------------------------------------


def test_whoever_takes_it_out_is_on_weapons_duty() -> None:
    assert granted(spare("weapons").ask(TAKES_OUT))
    assert refused(spare().ask(TAKES_OUT)) == (NotOnDuty("spare"),)


def test_whoever_minds_a_weapon_minds_nothing_else() -> None:
    answer = spare("weapons", "props").ask(TAKES_OUT)
    assert refused(answer) == (OtherDuty("spare", "props"),)
    answer = spare("safety").ask(TAKES_OUT)
    assert refused(answer) == (NotOnDuty("spare"), OtherDuty("spare", "safety"))


@pytest.mark.parametrize(
    ("at", "on_duty"),
    [
        ("08:59:59.999", False),
        ("09:00", True),
        ("09:59:59.999", True),
        ("10:00", False),
    ],
)
def test_a_duty_runs_from_its_first_to_its_last_millisecond(
    at: str, *, on_duty: bool
) -> None:
    duty = says("office", AssignDuty, "spare", "weapons", ms("09:00"), ms("10:00"))
    answer = spare().having(duty).ask(says("spare", TakeOut, "colt-1", at=at))
    assert granted(answer) if on_duty else refused(answer) == (NotOnDuty("spare"),)


@pytest.mark.parametrize(
    ("at", "current"),
    [
        ("08:59:59.999", False),
        ("09:00", True),
        ("09:59:59.999", True),
        ("10:00", False),
    ],
)
def test_a_permit_runs_from_its_first_to_its_last_millisecond(
    at: str, *, current: bool
) -> None:
    permit = ("spare", ("firearm",), ms("09:00"), ms("10:00"))
    papers = spare("weapons", permit=()).having(says("office", RecordPermit, *permit))
    answer = papers.ask(says("spare", TakeOut, "colt-1", at=at))
    missing = (PermitMissing("spare", "firearm"),)
    assert granted(answer) if current else refused(answer) == missing


def test_a_permit_covers_the_classes_it_names_and_no_other() -> None:
    answer = spare("weapons", permit=("blade", "blank-firing")).ask(TAKES_OUT)
    assert refused(answer) == (PermitMissing("spare", "firearm"),)


def test_what_cannot_fire_needs_no_permit_but_a_duty() -> None:
    rubber = says("spare", TakeOut, "rubber-1")
    assert granted(spare("weapons", permit=()).ask(rubber))
    assert refused(spare(permit=()).ask(rubber)) == (NotOnDuty("spare"),)


@pytest.mark.parametrize(
    "said",
    [
        says("spare", Collect, "colt-1"),
        says("spare", Announce, "colt-1", "not-cleared"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_making_safe_asks_for_no_duty_and_no_permit(said: Said) -> None:
    assert granted(spare(permit=()).out().ask(said))


def test_a_handler_who_calls_a_weapon_minds_it() -> None:
    called = says("spare", Announce, "colt-1", "empty")
    met = a_meeting("armorer", "spare")
    assert refused(spare().having(met).ready().ask(called)) == (NotOnDuty("spare"),)


def test_performers_and_assistant_directors_mind_no_weapon() -> None:
    assert granted(
        a_set().ready().offered().ask(says("actor", Accept, "colt-1", "taken"))
    )
    assert granted(a_set().ready().ask(says("first-ad", Announce, "colt-1", "empty")))


# --- training and minors -----------------------------------------------------


@pytest.mark.parametrize(
    ("weapon_class", "action"), [("firearm", "fire"), ("rubber", "draw")]
)
def test_who_was_trained_for_something_else_is_not_trained(
    weapon_class: str, action: str
) -> None:
    trained = says("armorer", RecordTraining, "extra", weapon_class, action, NEXT_YEAR)
    extra = _extra().having(trained).ready()
    answer = extra.ask(says("armorer", Offer, "colt-1", "extra"))
    assert refused(answer) == (NotTrained("extra", "firearm", "draw"),)


def _extra(*, minor: bool = False) -> Production:
    """Somebody more in scene 12, who was at its meeting."""
    enrolled = ("extra", ("performer",), "extra-phone", None, minor)
    return a_set().having(
        says("office", Enrol, *enrolled),
        a_plan("12A", performers=("actor", "extra")),
        a_plan("12R", performers=("actor", "extra")),
        *_assessed_and_approved(),
        a_meeting("armorer", "first-ad", "extra"),
    )


def _assessed_and_approved() -> tuple[Said, ...]:
    return (
        says("adviser", AssessRisk, "12", "low"),
        says("adviser", ApproveScene, "12"),
    )


def test_training_counts_until_its_last_millisecond() -> None:
    trained = ("extra", "firearm", "draw", ms("07:30"))
    extra = _extra().having(says("armorer", RecordTraining, *trained)).ready()
    assert granted(extra.ask(says("armorer", Offer, "colt-1", "extra", at="07:09:59")))
    trained = ("extra", "firearm", "draw", ms("07:05"))
    extra = _extra().having(says("armorer", RecordTraining, *trained)).ready()
    offer = says("armorer", Offer, "colt-1", "extra", at="07:04:59.999")
    assert granted(extra.ask(offer))
    answer = extra.ask(says("armorer", Offer, "colt-1", "extra", at="07:05"))
    assert refused(answer) == (NotTrained("extra", "firearm", "draw"),)


def test_training_is_asked_for_again_when_it_is_accepted() -> None:
    trained = ("extra", "firearm", "draw", ms("07:01"))
    extra = _extra().having(says("armorer", RecordTraining, *trained)).ready()
    answer = extra.offered("extra").ask(
        says("extra", Accept, "colt-1", "taken", at="07:01")
    )
    assert refused(answer) == (NotTrained("extra", "firearm", "draw"),)


def test_a_minor_is_handed_nothing_that_can_fire() -> None:
    trained = ("extra", "firearm", "draw", NEXT_YEAR)
    minor = _extra(minor=True).having(says("armorer", RecordTraining, *trained)).ready()
    answer = minor.ask(says("armorer", Offer, "colt-1", "extra"))
    assert refused(answer) == (MinorInCustody("extra"),)


def test_a_minor_is_handed_rubber() -> None:
    trained = ("extra", "rubber", "draw", NEXT_YEAR)
    minor = _extra(minor=True).having(says("armorer", RecordTraining, *trained))
    feels = says("armorer", Inspect, "rubber-1", (), "finger", body="soft")
    out = minor.at_set_up("12R").out("rubber-1").having(feels)
    assert granted(out.ask(says("armorer", Offer, "rubber-1", "extra")))


def test_before_any_set_up_people_are_trained_for_handling_it() -> None:
    trained = ("actor", "firearm", "handling", NEXT_YEAR)
    out = a_set().out().looked_into().without("no-set-up")
    offer = says("armorer", Offer, "colt-1", "actor")
    assert refused(out.ask(offer)) == (NotTrained("actor", "firearm", "handling"),)
    assert granted(out.having(says("armorer", RecordTraining, *trained)).ask(offer))


def test_handlers_hand_to_each_other_without_training() -> None:
    assert granted(a_set().ready().ask(says("armorer", Offer, "colt-1", "prop-master")))


def test_everything_that_bars_somebody_is_named() -> None:
    extra = a_set().having(
        says("office", Enrol, "extra", ("performer",), "extra-phone", None, True)
    )
    answer = extra.ready().ask(says("armorer", Offer, "colt-1", "extra"))
    assert set(refused(answer)) == {
        MinorInCustody("extra"),
        NotTrained("extra", "firearm", "draw"),
        NotInSetUp("extra", "12A"),
        NotAtMeeting("extra", "12"),
    }


# --- the house's parts ------------------------------------------------------


def test_registering_is_for_handlers_and_the_office() -> None:
    gun = ("gun-2", "rubber", "none", 0, "none", "R2", "hire", "safe-1")
    assert granted(a_set().ask(says("office", RegisterWeapon, *gun)))
    answer = a_set().ask(says("actor", RegisterWeapon, *gun))
    assert refused(answer) == (NotYourPart("actor", "register-weapon"),)


def test_locking_up_is_nobodys_part_but_a_handlers() -> None:
    held = a_set().ready().handed_to("actor")
    answer = held.ask(says("actor", LockUp, "colt-1", "safe-1"))
    assert refused(answer) == (NotYourPart("actor", "lock-up"),)
