"""The question put to the core and its two answers."""

from typing import get_args

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    AnyAct,
    ApproveScene,
    AssessRisk,
    Collect,
    Enrol,
    GiveNotice,
    Load,
    LockUp,
    Offer,
    RecordTraining,
    Release,
    Repair,
    Report,
    RevealTrainer,
    SendBack,
    Sweep,
    TakeOut,
    Unload,
    VerifyStatus,
)
from lastlook.core.acts import TestBlank as TriesBlank
from lastlook.core.answers import PLAY, Case, Refused, case_of, misdirected, recorded
from lastlook.core.clearance import clearance
from lastlook.core.decide import NOUNS
from lastlook.core.events import NoticeGiven, Repaired, Swept, TrainerRevealed
from lastlook.core.impossibilities import NoDay
from lastlook.core.refusals import ChambersUnseen, DayTooLong, NoSetUp
from tests.world.production import (
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


def case(said: Said, production: Production | None = None) -> Case:
    now = production or a_set().ready()
    return case_of(now.state, now.asked(said), now.policy)


@pytest.mark.parametrize(
    ("said", "in_play"),
    [
        (says("armorer", TakeOut, "colt-1"), True),
        (says("armorer", Load, "colt-1", (1,), "B1"), True),
        (says("armorer", Offer, "colt-1", "actor"), True),
        (says("armorer", Offer, "colt-1", "nobody-we-know"), True),
        (says("armorer", Offer, "colt-1", "prop-master"), False),
        (says("actor", Accept, "colt-1", "taken"), True),
        (says("armorer", Accept, "colt-1", "taken"), False),
        (says("first-ad", Announce, "colt-1", "empty"), True),
        (says("first-ad", Announce, "colt-1", "not-cleared"), False),
        (says("armorer", Unload, "colt-1", (1,), "B1"), False),
        (says("armorer", Collect, "colt-1"), False),
        (says("armorer", LockUp, "colt-1", "safe-1"), False),
    ],
)
def test_what_puts_a_weapon_in_play(said: Said, *, in_play: bool) -> None:
    assert case(said).puts_in_play is in_play


def test_only_what_can_put_a_weapon_in_play_is_asked_about_play() -> None:
    assert set(PLAY) == {TakeOut, Load, Offer, Accept, Announce}


def test_who_handles_weapons_is_for_the_packs_to_say() -> None:
    asked = case(says("prop-master", TakeOut, "colt-1"))
    people = asked.state.people
    assert asked.by_handler
    assert asked.handles("armorer")
    assert not asked.handles("first-ad")
    assert not asked.handles("nobody-we-know")
    assert asked.is_handler(people["prop-master"])
    assert not asked.is_handler(people["actor"])
    assert not case(says("actor", Accept, "colt-1", "taken")).by_handler


def test_a_case_knows_its_act_its_time_its_speaker_and_its_weapon() -> None:
    asked = case(says("armorer", TakeOut, "rubber-1", at="07:05"))
    assert asked.act == asked.asked.act
    assert asked.now == asked.asked.now
    assert asked.by.id == "armorer"
    assert asked.weapon.id == "rubber-1"


def test_holds_are_numbered_in_the_order_they_are_made() -> None:
    asked = case(says("armorer", TakeOut, "colt-1"))
    assert asked.hold_name("stop") == "stop-1"
    assert asked.hold_name("weapon", 2) == "weapon-3"


def test_a_refusal_names_its_codes_once_impossibilities_first() -> None:
    refused = Refused(
        (NoSetUp("a"), ChambersUnseen("a", 0, 6), NoSetUp("b")),
        (NoDay(),),
        (DayTooLong("remarked"),),
    )
    assert refused.codes == ("no-day", "no-set-up", "chambers-unseen")


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_no_rule_file_answers_for_another(noun: object) -> None:
    other = next(act for act in get_args(AnyAct) if act not in noun.ANSWERS)  # type: ignore[attr-defined]
    said = says("armorer", TakeOut, "colt-1")
    if other is TakeOut or TakeOut in noun.ANSWERS:  # type: ignore[attr-defined]
        said = says("armorer", Load, "colt-1", (1,), "B1")
    with pytest.raises(TypeError, match="asked of the wrong rule file"):
        list(noun.outcome(case(said)))  # type: ignore[attr-defined]


def test_what_is_misdirected_is_called_by_its_name() -> None:
    assert str(misdirected(NoDay())) == "NoDay was asked of the wrong rule file"


def test_a_handler_who_performs_in_this_set_up_is_a_performer() -> None:
    ready = a_set().ready()
    plan = replace(ready.state.set_ups["12A"], performers=("actor", "prop-master"))
    set_ups = ready.state.set_ups.put("12A", plan)
    ready = replace(ready, state=replace(ready.state, set_ups=set_ups))
    assert case(says("armorer", Offer, "colt-1", "prop-master"), ready).puts_in_play
    accept = says("prop-master", Accept, "colt-1", "taken")
    assert case(accept, ready).puts_in_play
    unseen = ready.having(says("armorer", Report, "other", ms("07:00"), "colt-1"))
    answer = unseen.ask(says("armorer", Offer, "colt-1", "prop-master"))
    assert ChambersUnseen("colt-1", 0, 6) in refused(answer)
    assert not case(says("prop-master", Collect, "colt-1"), ready).puts_in_play


def test_a_handler_who_performs_is_handed_it_off_weapons_duty() -> None:
    enrolled = says("office", Enrol, "hand", ("armorer", "performer"), "hand-phone")
    trained = says("armorer", RecordTraining, "hand", "firearm", "draw", ms("20:00"))
    met = a_meeting("armorer", "first-ad", "hand")
    plan = a_plan("12A", performers=("hand",))
    approved = (
        says("adviser", AssessRisk, "12", "low"),
        says("adviser", ApproveScene, "12"),
    )
    ready = a_set().having(enrolled, trained, plan, *approved, met).ready()
    assert granted(ready.offered("hand").ask(says("hand", Accept, "colt-1", "taken")))


def test_one_of_two_roles_makes_a_handler() -> None:
    both = says("office", Enrol, "both", ("camera", "armorer"), "both-phone")
    asked = case(says("armorer", TakeOut, "colt-1"), a_set().having(both))
    assert asked.handles("both")
    assert not asked.plays("both")
    assert asked.plays("nobody-we-know")


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (a_set().asked(says("armorer", TakeOut, "colt-1")), "now"),
        (a_set().ask(says("armorer", TakeOut, "colt-1")), "events"),
        (a_set().ask(says("camera", TakeOut, "colt-1")), "reasons"),
        (case(says("armorer", TakeOut, "colt-1")), "puts_in_play"),
        (clearance(a_set().colt, a_set().policy, 0), "called"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_neither_questions_nor_answers_change(value: object, field: str) -> None:
    with pytest.raises(AttributeError, match="immutable"):
        setattr(value, field, None)


# --- events that say what their act says -------------------------------------


def test_an_event_says_what_its_act_says_by_whom_and_when_it_was_heard() -> None:
    said = says(
        "first-ad",
        GiveNotice,
        "police",
        "P-7",
        "12",
        officer=True,
        at="07:05",
        happened="07:04",
    )
    assert recorded(NoticeGiven, case(said)) == NoticeGiven(
        by="first-ad",
        at=ms("07:05"),
        what="police",
        reference="P-7",
        scene="12",
        officer=True,
    )


def test_what_an_act_says_and_its_event_does_not_is_left_out() -> None:
    said = says("armorer", Repair, "colt-1", "new-spring", "ab" * 32)
    assert recorded(Repaired, case(said)) == Repaired(
        by="armorer", at=ms("07:00"), weapon="colt-1", what="new-spring"
    )
    looks = says("armorer", Sweep, "cart-1", 2, "live")
    assert recorded(Swept, case(looks)) == Swept(
        by="armorer", at=ms("07:00"), place="cart-1", rounds=2
    )


def test_what_an_event_has_beyond_its_act_is_not_made_up() -> None:
    said = says("adviser", RevealTrainer, "B1", "some-salt")
    with pytest.raises(TypeError, match="digest"):
        recorded(TrainerRevealed, case(said))


# --- making safe is never play -----------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Sweep, "cart-1", 0),
        says("armorer", TriesBlank, "colt-1", "B2", 1, 600),
        says("armorer", Repair, "colt-1", "new-spring"),
        says("armorer", SendBack, "colt-1"),
        says("armorer", VerifyStatus, "colt-1"),
        says("adviser", Release, "B1", "traced"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_is_done_to_a_thing_alone_puts_no_weapon_in_play(said: Said) -> None:
    assert not case(said).puts_in_play
