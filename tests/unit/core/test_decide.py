"""Whether an act may be, and what it leaves."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    AssignDuty,
    CallDay,
    ChangeSetUp,
    Collect,
    Correct,
    Count,
    CountBrass,
    Enrol,
    Examine,
    GiveNotice,
    HoldMeeting,
    Inspect,
    IssueProtection,
    LiftHold,
    Load,
    LockUp,
    Move,
    Offer,
    Open,
    Receive,
    RegisterWeapon,
    Repair,
    Report,
    RevealTrainer,
    Stop,
    Sweep,
    TakeOut,
    Transfer,
    Unload,
)
from lastlook.core.acts import TestBlank as TriesBlank
from lastlook.core.answers import Granted, Refused, case_of
from lastlook.core.decide import HEARING, NOUNS, OWNER, RULING_OUT, decide
from lastlook.core.events import Opened
from lastlook.core.impossibilities import (
    GoneBack,
    KnownAlready,
    NoSuchTrainer,
    NotOpened,
    NotTheHolder,
    OpenedAlready,
    OtherProduction,
    TimeWentBack,
    TooFewRounds,
    Unknown,
)
from lastlook.core.policy import Policy
from lastlook.core.refusals import (
    ChamberNotSeenEmpty,
    DayNotCalled,
    NotYourPart,
    OnBreak,
    OutOfHours,
    WatchNotOffered,
)
from lastlook.core.rules import blanks, custody, loading, looking, sweep
from lastlook.core.state import Heard, Key, Lifted, Person, State
from lastlook.core.table import Table
from lastlook.policy.library import digest, shipped
from lastlook.stories import CorePlayer, play, read
from tests.world.production import (
    Production,
    Said,
    a_plan,
    a_set,
    granted,
    house,
    ms,
    refused,
    remarks,
    says,
)

STORIES = Path(__file__).parents[3] / "stories"
OPENS = says(
    "office", Open, ("production-manager",), "office-phone", "a pack", at="06:00"
)
TAKES = says("armorer", TakeOut, "colt-1")


def nothing() -> Production:
    return Production(policy=house())


def test_the_set_of_these_tests_is_the_set_of_the_stories() -> None:
    name = "a-set-is-ready.story"
    story = read((STORIES / name).read_text("utf-8"), name, use=_none, pack=shipped)
    player = CorePlayer(lambda _: house())
    assert not play(story, player, lambda _: house()).mismatches
    assert _told(player.state) == _told(a_set().state)


def _told(state: State) -> State:
    # The same acts in another order: what each phone said last has another number.
    keys = {key: replace(known, last=None) for key, known in state.keys.items()}
    return replace(state, keys=Table(keys))


def _none(_: str) -> None:
    return None


# --- before anything else ----------------------------------------------------


def test_before_it_is_opened_nothing_may_be_done() -> None:
    assert refused(nothing().ask(TAKES)) == (NotOpened(),)


def test_a_production_is_opened_by_its_first_person_under_its_pack() -> None:
    answer = nothing().ask(OPENS)
    pack = digest("a pack")
    assert granted(answer) == (
        Opened(
            by="office",
            at=ms("06:00"),
            production="long-road",
            roles=("production-manager",),
            key="office-phone",
            pack=pack,
        ),
    )
    state = nothing().having(OPENS).state
    heard = Heard(0, ms("06:00"), ms("06:00"))
    assert state == State(
        production="long-road",
        n=1,
        now=ms("06:00"),
        packs=(pack,),
        people=state.people.put("office", Person("office", ("production-manager",))),
        keys=state.keys.put("office-phone", Key("office", ms("06:00"), None, heard)),
    )


def test_a_production_is_opened_once() -> None:
    assert refused(a_set().ask(replace(OPENS, at=None))) == (OpenedAlready(),)


def test_an_act_for_another_production_is_none_of_this_one() -> None:
    answer = a_set().ask(says("armorer", TakeOut, "colt-1", production="short-road"))
    assert refused(answer) == (OtherProduction("short-road"),)


@pytest.mark.parametrize("said", [TAKES, OPENS, says("camera", Stop)])
def test_the_desks_clock_does_not_go_back(said: Said) -> None:
    answer = a_set().ask(replace(said, at="06:54:59.999"))
    assert refused(answer) == (TimeWentBack(ms("06:54:59.999"), ms("06:55")),)
    same = a_set().ask(says("camera", Stop, at="06:55"))
    assert granted(same)


# --- what is not known -------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "unknown"),
    [
        (says("nobody", TakeOut, "colt-1"), ("person", "nobody")),
        (says("armorer", TakeOut, "colt-9"), ("weapon", "colt-9")),
        (says("armorer", Offer, "colt-1", "x"), ("person", "x")),
        (says("armorer", LockUp, "colt-1", "attic"), ("place", "attic")),
        (says("armorer", Move, "B9", "safe-1"), ("box", "B9")),
        (says("armorer", Count, "B9", 1), ("box", "B9")),
        (says("armorer", CountBrass, "K9", 1), ("lot", "K9")),
        (says("armorer", Transfer, "B1", "B9", 1), ("box", "B9")),
        (says("armorer", Transfer, "B9", "B1", 1), ("box", "B9")),
        (says("armorer", Unload, "colt-1", (1,), "B9"), ("box", "B9")),
        (says("armorer", Load, "colt-1", (1,), "B1", ("x",)), ("person", "x")),
        (says("office", AssignDuty, "x", "props", 0, 1), ("person", "x")),
        (a_plan("12C", performers=("x",)), ("person", "x")),
        (says("first-ad", HoldMeeting, "12", ("x",)), ("person", "x")),
        (says("first-ad", HoldMeeting, "99", ()), ("scene", "99")),
        (says("first-ad", ChangeSetUp, "99Z"), ("set-up", "99Z")),
        (says("armorer", Correct, 1, "typo", "colt-9"), ("weapon", "colt-9")),
        (says("camera", Report, "other", 0, "colt-9"), ("weapon", "colt-9")),
        (says("camera", Report, "other", 0, box="B9"), ("box", "B9")),
        (says("camera", Report, "other", 0, to="x"), ("person", "x")),
        (says("camera", Stop, via="x"), ("person", "x")),
    ],
    ids=lambda value: value.kind.__name__ if isinstance(value, Said) else None,
)
def test_what_nobody_registered_is_named(said: Said, unknown: tuple[str, str]) -> None:
    assert refused(a_set().ask(said)) == (Unknown(*unknown),)


def test_from_an_unknown_box_nothing_goes_even_into_a_new_one() -> None:
    said = says("armorer", Transfer, "B9", "B8", 1, "safe-1")
    answer = a_set().ask(said)
    assert isinstance(answer, Refused)
    assert Unknown("box", "B9") in answer.impossible


def test_everything_unknown_is_named_at_once_and_nothing_else_is_asked() -> None:
    said = says("nobody", Load, "colt-9", (1,), "B9", ("x", "armorer", "y"))
    assert a_set().ask(said) == Refused(
        impossible=(
            Unknown("person", "nobody"),
            Unknown("weapon", "colt-9"),
            Unknown("box", "B9"),
            Unknown("person", "x"),
            Unknown("person", "y"),
        )
    )


@pytest.mark.parametrize(
    "said",
    [
        says("camera", Report, "other", ms("06:00")),
        says("armorer", Correct, 1, "typo"),
        says("adviser", LiftHold, "distance-too-short@anything", "why"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_is_not_said_need_not_be_known(said: Said) -> None:
    assert granted(a_set().ask(said))


# --- every reason, not the first ---------------------------------------------


def test_rules_and_what_the_record_rules_out_are_told_apart_and_all_told() -> None:
    said = says("camera", Load, "colt-1", (1, 2), "B1", at="20:00")
    broke = replace(a_set().box("B1"), rounds=1)
    bare = replace(a_set(), state=a_set().state.with_box(broke))
    answer = bare.ask(said)
    assert isinstance(answer, Refused)
    assert answer.impossible == (
        NotTheHolder("colt-1", "camera", "safe-1"),
        TooFewRounds("B1", 1),
    )
    assert NotYourPart("camera", "load") in answer.reasons
    assert OutOfHours("colt-1", ms("07:00"), ms("19:00")) in answer.reasons
    assert ChamberNotSeenEmpty("colt-1", 2) in answer.reasons
    assert answer.remarks == (WatchNotOffered("colt-1"),)


def test_what_is_impossible_is_refused_though_no_rule_is_broken() -> None:
    answer = a_set().out().ask(says("prop-master", LockUp, "colt-1", "safe-1"))
    assert answer == Refused(
        impossible=(NotTheHolder("colt-1", "prop-master", "armorer"),)
    )


def test_no_pack_switches_off_what_the_record_rules_out() -> None:
    bare = replace(a_set(), policy=Policy())
    assert refused(bare.out().ask(TAKES)) != ()
    assert not isinstance(bare.out().ask(says("camera", Collect, "colt-1")), Refused)


# --- how strictly ------------------------------------------------------------


def no_day() -> Production:
    return replace(a_set(), state=replace(a_set().state, day=None))


def test_a_rule_no_pack_asks_for_is_not_asked() -> None:
    lax = no_day().without("day-not-called")
    assert lax.ask(TAKES) == Granted(granted(lax.ask(TAKES)))


@pytest.mark.parametrize("severity", ["warn", "note"])
def test_a_rule_that_warns_or_notes_is_remarked(severity: Any) -> None:
    softer = no_day().under("day-not-called", severity)
    assert remarks(softer.ask(TAKES)) == (DayNotCalled("colt-1"),)


@pytest.mark.parametrize("severity", ["stop", "hold"])
def test_a_rule_that_stops_or_holds_refuses(severity: Any) -> None:
    strict = no_day().under("day-not-called", severity)
    assert strict.ask(TAKES) == Refused((DayNotCalled("colt-1"),))


@pytest.mark.parametrize(
    ("lifted", "severity", "until", "may"),
    [
        ("day-not-called@colt-1", "hold", ms("07:00") + 1, True),
        ("day-not-called@colt-1", "hold", ms("07:00"), False),
        ("day-not-called@colt-2", "hold", ms("08:00"), False),
        ("no-set-up@colt-1", "hold", ms("08:00"), False),
        ("day-not-called@colt-1", "stop", ms("08:00"), False),
    ],
)
def test_a_rule_that_holds_is_lifted_for_its_subject_until_its_time(
    lifted: str, severity: Any, until: int, *, may: bool
) -> None:
    held = no_day().under("day-not-called", severity)
    table = held.state.lifted.put(lifted, Lifted("adviser", until))
    answer = replace(held, state=replace(held.state, lifted=table)).ask(TAKES)
    objection = (DayNotCalled("colt-1"),)
    assert (remarks(answer) if may else refused(answer)) == objection


def test_a_refusal_carries_its_remarks_with_it() -> None:
    broken = replace(a_set().state, day=None)
    mixed = replace(a_set(), state=broken).under("day-not-called", "warn")
    answer = mixed.ask(says("first-ad", TakeOut, "colt-1"))
    assert answer == Refused(
        (NotYourPart("first-ad", "take-out"),), (), (DayNotCalled("colt-1"),)
    )


def test_the_strictest_pack_is_the_one_that_counts() -> None:
    rules = house().rules["on-break"]
    softer = replace(rules[0], severity="note", pack="softer")
    both = house().rules.put("on-break", (*rules, softer))
    policy = replace(house(), rules=both)
    day = a_set().state.day
    assert day is not None
    on_break = replace(a_set().state, day=replace(day, on_break=True))
    answer = replace(a_set(), policy=policy, state=on_break).ask(TAKES)
    assert refused(answer) == (OnBreak("colt-1"),)


def test_a_policy_without_a_rule_is_the_same_in_all_else() -> None:
    without = house().without("on-break")
    assert without.severity("on-break") is None
    assert without.severity("not-collected") == house().severity("not-collected")
    assert without.limits == house().limits
    assert without.parts == house().parts
    assert without.handlers == house().handlers
    assert without.tests == house().tests
    assert (without.digest, house().digest == "") == ("", False)
    assert without.without("on-break").rules == without.rules
    assert house().without("no-such-code").rules == house().rules


# --- answers are values ------------------------------------------------------


def test_the_same_question_gets_the_same_answer() -> None:
    asked = a_set().asked(TAKES)
    first = decide(a_set().state, asked, house())
    assert first == decide(a_set().state, asked, house())
    assert hash(a_set().state) == hash(replace(a_set().state))


def test_what_is_made_is_known_from_then_on() -> None:
    new = ("D9", "snap-cap", ".45LC", 1, "hire-house", "B9", "safe-1")
    made = a_set().having(says("armorer", Receive, *new))
    assert refused(made.ask(says("armorer", Receive, *new))) == (
        KnownAlready("lot", "D9"),
        KnownAlready("box", "B9"),
    )
    rubber = ("rubber", "none", 0, "none", "R", "hire-house", "safe-1")
    twice = says("armorer", RegisterWeapon, "rubber-1", *rubber)
    assert refused(made.ask(twice)) == (KnownAlready("weapon", "rubber-1"),)
    enrolled = says("office", Enrol, "actor", ("performer",))
    assert refused(made.ask(enrolled)) == (KnownAlready("person", "actor"),)


def test_what_went_back_is_known_and_gone() -> None:
    gone = replace(a_set().box("B1"), place=None, rounds=0)
    state = a_set().state.with_box(gone)
    answer = replace(a_set(), state=state).ask(says("armorer", Move, "B1", "cart-1"))
    assert refused(answer) == (GoneBack("B1"),)


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Collect, "colt-1"),
        says("armorer", Count, "B1", 1),
        says("camera", Stop),
        TAKES,
    ],
    ids=lambda said: said.kind.__name__,
)
def test_a_rule_file_that_does_not_hear_an_act_has_nothing_against_it(
    said: Said,
) -> None:
    held = a_set().ready().handed_to("actor")
    case = case_of(held.state, held.asked(said), held.policy)
    for noun in NOUNS:
        if noun not in HEARING[said.kind]:
            assert list(noun.objections(case)) == []
            if hasattr(noun, "impossible"):
                assert list(noun.impossible(case)) == []


def test_an_act_is_ruled_out_by_its_own_file_and_by_those_that_say_so() -> None:
    assert RULING_OUT[Offer] == (custody,)
    assert RULING_OUT[Load] == (custody, loading)
    assert RULING_OUT[Collect] == (custody,)
    assert RULING_OUT[Inspect] == (looking,)
    assert RULING_OUT[TriesBlank] == (blanks,)


def test_a_rule_file_that_rules_nothing_out_is_not_asked_to() -> None:
    assert not hasattr(sweep, "impossible")
    assert RULING_OUT[Sweep] == ()
    assert set(RULING_OUT) == set(OWNER)
    for nouns in RULING_OUT.values():
        assert all(hasattr(noun, "impossible") for noun in nouns)


def test_reasons_come_in_the_order_old_records_have_them_in() -> None:
    assert [noun.__name__.rpartition(".")[2] for noun in NOUNS] == [
        "people",
        "hold",
        "day",
        "scene",
        "custody",
        "weapon",
        "looking",
        "loading",
        "clearance",
        "stock",
        "count",
        "cover",
        "notice",
        "mechanism",
        "blanks",
        "live",
        "sweep",
        "suspicion",
        "firing",
        "phones",
        "desk_key",
        "erasure",
    ]


@pytest.mark.parametrize(
    ("said", "kind", "name"),
    [
        (a_plan("12A", near=("actor", "ghost")), "person", "ghost"),
        (says("first-ad", CallDay, 0, 1, "ghost"), "person", "ghost"),
        (says("armorer", IssueProtection, "99", ("actor",), ("ears",)), "set-up", "99"),
        (
            says("armorer", IssueProtection, "12B", ("ghost",), ("ears",)),
            "person",
            "ghost",
        ),
        (says("first-ad", GiveNotice, "police", "P-1", "99"), "scene", "99"),
        (says("armorer", Sweep, "attic", 0), "place", "attic"),
        (says("adviser", Examine, "B9", "live"), "box", "B9"),
        (says("adviser", RevealTrainer, "B1", "some-salt", "L9"), "lot", "L9"),
        (says("armorer", Repair, "colt-9", "new-spring"), "weapon", "colt-9"),
    ],
    ids=lambda value: value.kind.__name__ if isinstance(value, Said) else None,
)
def test_what_an_act_names_is_known(said: Said, kind: str, name: str) -> None:
    assert refused(a_set().ask(said)) == (Unknown(kind, name),)


def test_a_look_alike_is_a_weapon_that_is_here() -> None:
    rubber = ("rubber", "none", 0, "none", "R", "hire-house", "safe-1")
    said = says("armorer", RegisterWeapon, "rubber-2", *rubber, like=("colt-9",))
    assert refused(a_set().ask(said)) == (Unknown("weapon", "colt-9"),)


def test_a_notice_of_no_scene_and_a_trainer_found_by_nobody_name_nothing() -> None:
    assert granted(a_set().ask(says("first-ad", GiveNotice, "police", "P-1")))
    reveals = says("adviser", RevealTrainer, "B1", "some-salt")
    assert refused(a_set().ask(reveals)) == (NoSuchTrainer("B1"),)
