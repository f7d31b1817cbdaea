"""A scene judged, endorsed and talked through: who did, and how long it counts."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Announce,
    ApproveScene,
    AssessRisk,
    ChangeSetUp,
    Endorse,
    HoldMeeting,
    Load,
    Offer,
    TakeOut,
)
from lastlook.core.events import Endorsed
from lastlook.core.refusals import (
    BriefingOwed,
    DryRunMissing,
    MeetingTooOld,
    NotEndorsed,
    NotYourPart,
    ResidualHigh,
    RiskIncomplete,
    RiskNotAssessed,
    TopicsMissing,
)
from lastlook.core.state import Meeting
from tests.world.production import (
    HOUR,
    Production,
    Said,
    a_plan,
    a_set,
    granted,
    ms,
    refused,
    says,
)

OFFER = says("armorer", Offer, "colt-1", "actor")
PLAYED = pytest.mark.parametrize(
    "said",
    [
        OFFER,
        says("first-ad", Announce, "colt-1", "empty"),
        says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
    ],
    ids=lambda said: said.kind.__name__,
)


def met(*present: str) -> Said:
    return says("first-ad", HoldMeeting, "12", present)


# --- judged, endorsed --------------------------------------------------------


def fresh(*codes: str) -> Production:
    """12A is planned anew; nobody has judged it; these rules alone are kept."""
    return a_set().having(a_plan("12A")).only(*codes)


def assess(residual: str = "low", **more: Any) -> Said:
    return says("adviser", AssessRisk, "12", residual, **more)


ENDORSES = says("armorer", Endorse, "12")
APPROVES = says("adviser", ApproveScene, "12")
SAID: dict[str, Any] = {
    "before": "high",
    "measures": ("dummies",),
    "affected": ("camera",),
}


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        (("before",), "before"),
        (("measures",), "measures"),
        (("affected",), "affected"),
        (("before", "measures", "affected"), "before, measures, affected"),
    ],
)
def test_an_assessment_says_the_risk_before_the_measures_and_whom_it_concerns(
    left_out: tuple[str, ...], missing: str
) -> None:
    kept = fresh("risk-incomplete", "risk-not-assessed", "residual-high")
    said = {name: value for name, value in SAID.items() if name not in left_out}
    answer = kept.ask(assess("high", **said))
    assert refused(answer) == (RiskIncomplete("12", missing),)
    assert granted(kept.ask(assess("high", **SAID)))


def test_what_remains_is_not_high_when_it_is_approved() -> None:
    kept = fresh("residual-high")
    high = kept.having(assess("high"))
    assert high.state.scenes["12"].residual == "high"
    assert refused(high.ask(APPROVES)) == (ResidualHigh("12"),)
    assert granted(high.ask(ENDORSES))
    for residual in ("low", "medium"):
        assert granted(kept.having(assess(residual)).ask(APPROVES))


def test_whoever_handles_the_weapons_endorses_it_before_it_is_approved() -> None:
    assessed = fresh("not-endorsed").having(assess())
    assert refused(assessed.ask(APPROVES)) == (NotEndorsed("12"),)
    assert granted(assessed.ask(ENDORSES)) == (
        Endorsed(by="armorer", at=ms("07:00"), scene="12"),
    )
    endorsed = assessed.having(ENDORSES)
    assert endorsed.state.scenes["12"].endorsed_by == "armorer"
    assert granted(endorsed.ask(APPROVES))


def test_what_was_not_assessed_is_not_endorsed() -> None:
    kept = fresh("risk-not-assessed", "not-endorsed")
    assert refused(kept.ask(ENDORSES)) == (RiskNotAssessed("12"),)
    assert granted(kept.having(assess()).ask(ENDORSES))


@pytest.mark.parametrize("by", ["adviser", "office", "first-ad", "director"])
def test_nobody_endorses_it_who_handles_no_weapons(by: str) -> None:
    assessed = fresh("not-your-part").having(assess())
    answer = assessed.ask(says(by, Endorse, "12"))
    assert refused(answer) == (NotYourPart(by, "endorse"),)


def test_another_assessment_or_plan_asks_for_another_endorsement() -> None:
    endorsed = fresh("not-endorsed").having(assess(), ENDORSES)
    again = endorsed.having(assess("medium"))
    assert again.state.scenes["12"].endorsed_by is None
    assert refused(again.ask(APPROVES)) == (NotEndorsed("12"),)
    assert endorsed.having(a_plan("12C")).state.scenes["12"].endorsed_by is None


def test_the_company_goes_nowhere_nobody_endorsed() -> None:
    goes = says("first-ad", ChangeSetUp, "12A")
    kept = a_set().only("not-endorsed", "scene-not-approved", "risk-not-assessed")
    assert refused(kept.ask(goes)) == (NotEndorsed("12"),)
    assert granted(kept.having(ENDORSES).ask(goes))


# --- the meeting -------------------------------------------------------------


def test_a_meeting_makes_clear_what_the_packs_ask_for() -> None:
    kept = a_set().only("topics-missing").asking(topics=("abort", "action"))
    meets = says("first-ad", HoldMeeting, "12", ("actor",))
    assert refused(kept.ask(meets)) == (TopicsMissing("12", "abort, action"),)
    one = says(
        "first-ad", HoldMeeting, "12", ("actor",), topics=("action", "emergency")
    )
    assert refused(kept.ask(one)) == (TopicsMissing("12", "abort"),)
    both = says("first-ad", HoldMeeting, "12", ("actor",), topics=("action", "abort"))
    assert granted(kept.ask(both))
    meeting = kept.having(both).state.scenes["12"].meeting
    assert meeting == Meeting(
        ("actor",), ms("07:00"), dry_run=False, topics=("action", "abort")
    )


@PLAYED
def test_a_meeting_counts_until_its_last_millisecond(said: Said) -> None:
    kept = a_set().ready().only("meeting-too-old").limited(meeting_ms=HOUR)
    last = replace(said, at="07:49:59.999")
    assert granted(kept.ask(last))
    old = replace(said, at="07:50")
    assert refused(kept.ask(old)) == (MeetingTooOld("12", ms("06:50")),)
    assert granted(kept.having(met("actor")).ask(old))


@PLAYED
def test_after_a_stand_down_everybody_is_briefed_anew(said: Said) -> None:
    kept = a_set().ready().only("briefing-owed")
    meeting = kept.state.scenes["12"].meeting
    assert meeting is not None
    assert granted(stood_down(kept, meeting.at - 1).ask(said))
    for at in (meeting.at, meeting.at + 1):
        answer = stood_down(kept, at).ask(said)
        assert refused(answer) == (BriefingOwed("12"),)


def stood_down(production: Production, at: int) -> Production:
    return replace(production, state=replace(production.state, stood_down_at=at))


@PLAYED
def test_what_can_fire_is_played_after_a_dry_run(said: Said) -> None:
    kept = a_set().ready().only("dry-run-missing")
    assert granted(kept.ask(said))
    without = kept.having(met("actor"))
    assert refused(without.ask(said)) == (DryRunMissing("12"),)
    rubber = without.with_set_up("12A", weapon_class="rubber")
    assert granted(rubber.ask(said))


def test_it_comes_out_before_anybody_has_met() -> None:
    codes = ("meeting-too-old", "briefing-owed", "dry-run-missing")
    kept = stood_down(a_set().at_set_up().only(*codes), ms("07:00"))
    kept = kept.limited(meeting_ms=0).having(met("actor"))
    assert granted(kept.ask(says("armorer", TakeOut, "colt-1")))
    out = kept.out()
    assert granted(out.ask(says("armorer", Offer, "colt-1", "prop-master")))
    assert refused(out.ask(OFFER)) == (
        MeetingTooOld("12", ms("07:00")),
        BriefingOwed("12"),
        DryRunMissing("12"),
    )
