"""The house pack is complete, and says what it should to whom it should."""

import re
from typing import get_args

import pytest

from lastlook.core.controls import CONTROLS, KEEPING
from lastlook.core.policy import Policy, Rule
from lastlook.core.words import LiveException
from lastlook.policy.library import Library, shipped
from lastlook.policy.read import read_pack
from lastlook.policy.schema import ACTS, BOUNDS, CODES, FINDINGS, Pack

TEXT = shipped("house")
HOUSE: Pack = read_pack(TEXT, "house.toml")
# Whatever else is written with a capital inside a sentence might be a name.
CAPITALS = frozenset(
    {"A", "AD", "Angeles", "Armorers", "Australian", "British", "Bulletin", "Cal"}
    | {"Code", "Columbian", "Lab", "Los", "New", "Ontario", "PIN", "Safety", "South"}
    | {"Texan", "UK", "Wales"}
)
# Codes the house does not ask for, and why another pack has to.
ELSEWHERE = {
    "document-missing": "which papers there are is the law of a place",
    "course-missing": "whose course counts is the law of a place",
    "no-safety-adviser": "a full-time adviser is owed by some productions only",
    "contact-not-named": "whom people turn to is named where a law says so",
    "no-pointing": "most texts let it be planned with mitigations",
    "live-capable": "most places allow such a weapon with a handler",
    "officer-missing": "whether an officer comes, the police of a place decide",
    "risk-incomplete": "what an assessment has to say differs by law",
    "not-endorsed": "the approval is enough where no text asks for more",
    "topics-missing": "what a meeting has to make clear is each text's own list",
    "dry-fire-barred": "some show a weapon empty by it and some avoid it",
    "dry-fire-owed": "some show a weapon empty by it and some avoid it",
}
# What makes safe, people's own word, and what a rule asks a paper for.
FREE = frozenset(
    {"accept", "add-key", "confirm-return", "decline", "find", "offer"}
    | {"forget", "quarantine", "repair", "report", "stop"}
)


@pytest.fixture(name="policy")
def in_force() -> Policy:
    library = Library()
    return library.policy((library.learn(TEXT, "house.toml"),))


def by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in HOUSE.rules}


def test_every_refusal_has_a_rule_or_is_left_to_other_packs() -> None:
    assert set(by_code()) == CODES - set(ELSEWHERE)
    assert set(ELSEWHERE) < CODES


def test_each_number_is_used_once_and_none_is_left_out() -> None:
    numbers = {f"HOUSE-{n:02}" for n in range(1, len(HOUSE.rules) + 1)}

    assert {rule.number for rule in HOUSE.rules} == numbers


def test_the_first_rule_is_the_stand_down() -> None:
    first = HOUSE.rules[0]

    assert (first.number, first.code, first.control) == (
        "HOUSE-01",
        "set-stopped",
        "C36",
    )


@pytest.mark.parametrize("rule", HOUSE.rules, ids=lambda rule: rule.number)
def test_a_rule_is_said_in_one_plain_sentence_and_so_is_what_to_do(rule: Rule) -> None:
    for said in (rule.requirement, rule.remedy):
        assert re.fullmatch(r"[A-Z][^.!?]*\.", said), said
        assert len(said) <= 150, said


@pytest.mark.parametrize("rule", HOUSE.rules, ids=lambda rule: rule.number)
def test_a_rule_says_what_shows_that_it_was_kept(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z][^.!?]*\.", rule.evidence), rule.evidence


@pytest.mark.parametrize("rule", HOUSE.rules, ids=lambda rule: rule.number)
def test_a_rule_serves_the_control_its_code_belongs_to(rule: Rule) -> None:
    serves = {
        str(refusal.__struct_config__.tag): control.number
        for control in CONTROLS
        for refusal in control.rules
    }
    keeping = {str(refusal.__struct_config__.tag) for refusal in KEEPING}

    assert rule.control == serves.get(rule.code, "")
    assert rule.control or rule.code in keeping


@pytest.mark.parametrize("rule", HOUSE.rules, ids=lambda rule: rule.number)
def test_what_was_not_read_only_warns(rule: Rule) -> None:
    if rule.status == "unverified":
        assert rule.severity in {"warn", "note"}
        assert "not read" in rule.source


@pytest.mark.parametrize("rule", HOUSE.rules, ids=lambda rule: rule.number)
def test_a_rule_names_nobody(rule: Rule) -> None:
    for said in (rule.requirement, rule.remedy, rule.source, rule.evidence):
        capitals = set(re.findall(r"(?<!^)\b[A-Z][A-Za-z]*", said))
        assert capitals <= CAPITALS, capitals - CAPITALS


@pytest.mark.parametrize("rule", HOUSE.rules, ids=lambda rule: rule.number)
def test_a_rule_is_of_the_house_when_its_source_says_so(rule: Rule) -> None:
    assert (rule.status == "house") == (rule.source.split(":")[0] == "house")


def test_what_may_be_lifted_or_only_warned_of_is_a_short_list() -> None:
    by_severity: dict[str, set[str]] = {}
    for rule in HOUSE.rules:
        by_severity.setdefault(rule.severity, set()).add(rule.code)

    assert by_severity.pop("hold") == {
        "replica-first",
        "pointing-at-person",
        "distance-too-short",
        "sharp-in-rehearsal",
        "rehearsal-functional",
        "blank-at-person",
        "residual-high",
        "last-key",
    }
    assert by_severity.pop("warn") == {
        "watch-not-offered",
        "return-not-confirmed",
        "photos-missing",
        "look-hasty",
        "no-medic",
        "shot-not-called",
    }
    assert set(by_severity) == {"stop"}


def test_every_act_is_somebodys_part_but_the_first_and_what_everybody_may_do(
    policy: Policy,
) -> None:
    assert ACTS - set(policy.parts) == FREE | {"open"}


def test_a_performer_has_a_look_but_none_that_counts(policy: Policy) -> None:
    assert set(policy.parts["inspect"]) == {
        *policy.handlers,
        "first-ad",
        "stage-manager",
        "safety-adviser",
    }


def test_on_a_stage_the_stage_manager_has_the_part_of_the_first_ad(
    policy: Policy,
) -> None:
    for act, roles in policy.parts.items():
        assert ("first-ad" in roles) == ("stage-manager" in roles), act


@pytest.mark.parametrize(
    "act",
    ["examine", "release", "allow-live", "seed-trainer", "reveal-trainer"],
)
def test_what_is_in_doubt_is_judged_by_nobody_whose_work_it_was(
    act: str, policy: Policy
) -> None:
    assert policy.parts[act] == ("safety-adviser",)


@pytest.mark.parametrize("act", ["enrol", "invite"])
def test_nobody_who_looks_into_weapons_lets_people_in(act: str, policy: Policy) -> None:
    assert set(policy.parts["inspect"]).isdisjoint(policy.parts[act])


def test_nobody_who_handles_weapons_lifts_a_hold(policy: Policy) -> None:
    lifts = [act for act in policy.parts if act.startswith("lift-hold")]

    assert len(lifts) == 15
    assert all(set(policy.handlers).isdisjoint(policy.parts[act]) for act in lifts)


def test_the_first_ad_goes_on_from_a_stop_and_from_nothing_graver(
    policy: Policy,
) -> None:
    assert "first-ad" in policy.parts["lift-hold"]
    assert "lift-hold.stop" not in policy.parts
    graver = [
        "stand-down",
        "live-round",
        "unaccounted",
        "contradiction",
        "weapon",
        "loss",
    ]
    liftable = [rule.code for rule in HOUSE.rules if rule.severity == "hold"]
    for hold in (*graver, *liftable):
        assert "first-ad" not in policy.parts[f"lift-hold.{hold}"]


@pytest.mark.parametrize(
    "method", ["eye", "light", "rod", "finger", "weight", "dry-fire"]
)
def test_a_dummy_is_told_by_what_was_built_into_it_only(
    method: str, policy: Policy
) -> None:
    assert method not in policy.tests["dummy"]


@pytest.mark.parametrize("seen", sorted(FINDINGS))
def test_what_was_found_can_be_told_by_two_tests(seen: str, policy: Policy) -> None:
    assert len(policy.tests[seen]) >= policy.limits.looks_count


def test_a_live_round_may_be_said_after_any_test(policy: Policy) -> None:
    every = {method for methods in policy.tests.values() for method in methods}

    assert set(policy.tests["live"]) == set(policy.tests["unsure"]) == every


def test_a_dry_fire_tells_an_empty_chamber_and_no_round(policy: Policy) -> None:
    told = {seen for seen in FINDINGS if "dry-fire" in policy.tests[seen]}

    assert told == {"empty", "spent", "live", "unsure"}


def test_every_limit_has_a_number() -> None:
    assert set(HOUSE.limits) == set(BOUNDS)


def test_no_load_is_fired_nearer_than_the_stand_off(policy: Policy) -> None:
    limits = policy.limits

    assert limits.distance_cm <= limits.distance_quarter_cm
    assert limits.distance_quarter_cm < limits.distance_half_cm
    assert limits.distance_half_cm < limits.distance_full_cm


def test_the_call_sheet_tells_the_company_and_the_police_know_of_the_street(
    policy: Policy,
) -> None:
    assert policy.notices == ("call-sheet",)
    assert policy.public_notices == ("police",)
    assert policy.limits.notice_ms == 30 * 60 * 1_000


def test_live_rounds_are_barred_but_for_what_every_other_pack_leaves_open(
    policy: Policy,
) -> None:
    assert set(policy.exceptions) == set(get_args(LiveException))
    assert [rule.code for rule in HOUSE.rules if rule.exceptions] == ["live-round"]
    assert by_code()["live-round"].severity == "stop"


def test_the_stand_off_is_twenty_feet(policy: Policy) -> None:
    assert 20 * 30.48 <= policy.limits.distance_cm < 20 * 30.48 + 1


def test_the_text_fits_into_the_act_that_adopts_it() -> None:
    assert len(TEXT) < 60_000
