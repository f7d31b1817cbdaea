"""The house pack is complete, and says what it should to whom it should."""

import re

import pytest

from lastlook.core.policy import Policy, Rule
from lastlook.policy.library import Library, shipped
from lastlook.policy.read import read_pack
from lastlook.policy.schema import ACTS, CODES, FINDINGS, Pack

TEXT = shipped("house")
HOUSE: Pack = read_pack(TEXT, "house.toml")
# Whatever else is written with a capital inside a sentence might be a name.
CAPITALS = frozenset(
    {"A", "AD", "Armorers", "Australian", "British", "Bulletin", "Cal", "Code"}
    | {"Columbian", "Lab", "New", "Ontario", "PIN", "Safety", "South", "UK", "Wales"}
)
# What makes safe, and people's own word.
FREE = frozenset(
    {"accept", "add-key", "confirm-return", "decline", "find", "offer"}
    | {"quarantine", "report", "stop"}
)


@pytest.fixture(name="policy")
def in_force() -> Policy:
    library = Library()
    return library.policy((library.learn(TEXT, "house.toml"),))


def by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in HOUSE.rules}


def test_every_refusal_has_a_rule() -> None:
    assert set(by_code()) == CODES


def test_the_numbers_are_consecutive() -> None:
    numbers = [f"HOUSE-{n:02}" for n in range(1, len(CODES) + 1)]

    assert [rule.number for rule in HOUSE.rules] == numbers


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
def test_a_rule_names_nobody(rule: Rule) -> None:
    for said in (rule.requirement, rule.remedy, rule.source):
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
    }
    assert by_severity.pop("warn") == {"watch-not-offered", "return-not-confirmed"}
    assert set(by_severity) == {"stop"}


def test_every_act_is_somebodys_part_but_the_first_and_what_everybody_may_do(
    policy: Policy,
) -> None:
    assert ACTS - set(policy.parts) == FREE | {"open"}


def test_a_performer_has_a_look_but_none_that_counts(policy: Policy) -> None:
    assert set(policy.parts["inspect"]) == {
        *policy.handlers,
        "first-ad",
        "safety-adviser",
    }


@pytest.mark.parametrize("act", ["enrol", "invite"])
def test_nobody_who_looks_into_weapons_lets_people_in(act: str, policy: Policy) -> None:
    assert set(policy.parts["inspect"]).isdisjoint(policy.parts[act])


def test_nobody_who_handles_weapons_lifts_a_hold(policy: Policy) -> None:
    lifts = [act for act in policy.parts if act.startswith("lift-hold")]

    assert len(lifts) == 9
    assert all(set(policy.handlers).isdisjoint(policy.parts[act]) for act in lifts)


def test_the_first_ad_goes_on_from_a_stop_and_from_nothing_graver(
    policy: Policy,
) -> None:
    assert "first-ad" in policy.parts["lift-hold"]
    assert "lift-hold.stop" not in policy.parts
    graver = ["stand-down", "live-round", "unaccounted", "contradiction", "weapon"]
    liftable = [rule.code for rule in HOUSE.rules if rule.severity == "hold"]
    for hold in (*graver, *liftable):
        assert "first-ad" not in policy.parts[f"lift-hold.{hold}"]


@pytest.mark.parametrize("method", ["eye", "light", "rod", "finger", "weight"])
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


def test_the_stand_off_is_twenty_feet(policy: Policy) -> None:
    assert 20 * 30.48 <= policy.limits.distance_cm < 20 * 30.48 + 1


def test_the_text_fits_into_the_act_that_adopts_it() -> None:
    assert len(TEXT) < 60_000
