"""The packs of countries, unions and stages: whole, honest, and fit to be stacked."""

import re
from typing import Final

import pytest

from lastlook.core.policy import Policy, Rule
from lastlook.policy.library import Library, shipped, shipped_names
from lastlook.policy.read import read_pack
from lastlook.policy.schema import Pack
from lastlook.policy.stack import stack

NAMES: Final = shipped_names()
PACKS: Final[dict[str, Pack]] = {
    name: read_pack(shipped(name), f"{name}.toml") for name in NAMES
}
OTHERS: Final = tuple(name for name in NAMES if name != "house")
RULES: Final = [
    pytest.param(rule, id=rule.number) for name in OTHERS for rule in PACKS[name].rules
]
STACKS: Final = (
    *((name, "house") for name in OTHERS),
    ("us-ca", "us-ilmsc", "us-la-city", "house"),
    ("us-nm", "us-ilmsc", "house"),
    ("us-ilmsc", "theatre", "house"),
    ("au", "au-nsw", "house"),
    ("au", "au-nsw", "theatre", "house"),
    ("ca-on", "theatre", "house"),
    ("ca-mb", "us-ilmsc", "house"),
    ("uk", "theatre", "house"),
    NAMES,
)
# Asked for by the packs of some places and not by the house pack.
ELSEWHERE: Final = {
    "document-missing": {"us-ca"},
    "course-missing": {"us-ca"},
    "no-safety-adviser": {"us-ca"},
    "contact-not-named": {"us-ca"},
    "risk-incomplete": {"us-ca"},
    "topics-missing": {"us-ilmsc"},
    "officer-missing": {"us-la-city"},
    "no-pointing": {"ca-on"},
    "live-capable": {"au-nsw"},
    "not-endorsed": {"uk"},
    "dry-fire-barred": {"theatre"},
}
PILOT: Final = ("2025-07-01", "2030-07-01")  # its last day is 2030-06-30


def in_force(*names: str) -> Policy:
    return stack(PACKS[name] for name in names)


def by_code(name: str) -> dict[str, Rule]:
    return {rule.code: rule for rule in PACKS[name].rules}


def test_these_packs_come_with_lastlook() -> None:
    assert set(NAMES) == {
        *("house", "us-ilmsc", "us-ca", "us-nm", "us-la-city", "au", "au-nsw"),
        *("ca-on", "ca-mb", "uk", "theatre"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_is_called_by_its_name_and_is_learned(name: str) -> None:
    library = Library()

    assert library.pack(library.learn(shipped(name), name)).id == name


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_is_of_format_2(name: str) -> None:
    assert re.search(r"^format = 2$", shipped(name), re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_the_text_fits_into_the_act_that_adopts_it(name: str) -> None:
    assert len(shipped(name)) < 60_000


@pytest.mark.parametrize("name", OTHERS)
def test_a_pack_says_for_where_it_is_and_that_it_is_no_legal_advice(name: str) -> None:
    assert PACKS[name].jurisdiction
    assert "no legal advice" in PACKS[name].purpose


@pytest.mark.parametrize("name", OTHERS)
def test_a_pack_says_what_of_its_texts_it_leaves_out(name: str) -> None:
    left_out = re.search(r"^# Not expressed here:\n# - ", shipped(name), re.MULTILINE)

    assert left_out is not None


@pytest.mark.parametrize("names", STACKS, ids="+".join)
def test_packs_go_together(names: tuple[str, ...]) -> None:
    policy = in_force(*names)

    assert set(policy.rules) == {
        rule.code for name in names for rule in PACKS[name].rules
    }
    assert policy.handlers


@pytest.mark.parametrize("name", NAMES)
def test_numbers_and_codes_are_used_once(name: str) -> None:
    rules = PACKS[name].rules

    assert len({rule.number for rule in rules}) == len(rules)
    assert len({rule.code for rule in rules}) == len(rules)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_serves_a_control_and_says_how_it_is_shown_to_be_kept(
    rule: Rule,
) -> None:
    assert re.fullmatch(r"C0[1-9]|C[12][0-9]|C3[0-8]", rule.control)
    assert rule.evidence


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_one_plain_sentence_with_a_source(rule: Rule) -> None:
    for said in (rule.requirement, rule.remedy):
        assert re.fullmatch(r"[A-Z][^.!?]*\.", said), said
        assert len(said) <= 150, said
    assert len(rule.source) > 20


@pytest.mark.parametrize("rule", RULES)
def test_what_was_not_read_only_warns(rule: Rule) -> None:
    if rule.status == "unverified":
        assert rule.severity in {"warn", "note"}
        assert "not read" in rule.source


@pytest.mark.parametrize("rule", RULES)
def test_the_house_is_no_source_of_another_pack(rule: Rule) -> None:
    assert rule.status in {"verified", "partial", "unverified"}


@pytest.mark.parametrize("code", ELSEWHERE)
def test_a_rule_of_one_place_is_asked_for_there_and_not_by_the_house(
    code: str,
) -> None:
    asking = {name for name in NAMES if code in by_code(name)}

    assert asking == ELSEWHERE[code]


@pytest.mark.parametrize("name", OTHERS)
def test_a_rule_that_may_be_lifted_is_lifted_by_nobody_who_handles_weapons(
    name: str,
) -> None:
    policy = in_force(name, "house")
    for rule in PACKS[name].rules:
        if policy.severity(rule.code) == "hold":
            lifts = policy.parts[f"lift-hold.{rule.code}"]
            assert not {*policy.handlers, "first-ad"} & {*lifts}


# --- what each text gives -----------------------------------------------------


@pytest.mark.parametrize("name", ["us-ilmsc", "au", "ca-on", "theatre"])
def test_where_live_rounds_are_barred_whole_no_exception_is_open(name: str) -> None:
    assert by_code(name)["live-round"].exceptions == ()
    assert in_force("us-ca", name, "house").exceptions == ()


def test_california_lists_the_exceptions_of_its_statute() -> None:
    assert set(by_code("us-ca")["live-round"].exceptions) == {
        "range-training",
        "sound-recording",
        "documentary",
        "firearms-education",
        "controlled-facility",
    }


def test_california_names_who_handles_and_what_paper_they_hold() -> None:
    policy = in_force("us-ca", "us-ilmsc", "us-la-city", "house")

    assert "assistant-armorer" not in policy.handlers
    assert policy.documents == ("federal-document",)


def test_every_rule_of_california_has_its_dates_and_the_pilot_ends() -> None:
    dates = {
        rule.number: (rule.effective_from, rule.effective_until)
        for rule in PACKS["us-ca"].rules
    }

    pilot = {number for number in dates if number.startswith("USCA-9152")}
    assert {dates[number] for number in pilot} == {PILOT}
    assert {dates[number] for number in {*dates} - pilot} == {("2025-01-01", "")}


def test_an_adviser_only_some_productions_owe_stops_nobody() -> None:
    assert by_code("us-ca")["no-safety-adviser"].severity == "warn"


def test_new_mexico_reminds_and_stops_nothing() -> None:
    assert {rule.severity for rule in PACKS["us-nm"].rules} == {"warn"}


def test_los_angeles_is_told_half_an_hour_before_of_what_the_public_sees() -> None:
    pack = PACKS["us-la-city"]

    assert pack.limits["notice_ms"] == 30 * 60 * 1_000
    assert set(pack.public_notices) == {"permit-office", "police"}
    assert not pack.notices


def test_the_bulletins_ask_for_twenty_feet_and_five_topics() -> None:
    pack = PACKS["us-ilmsc"]

    assert 20 * 30.48 <= pack.limits["distance_cm"] < 20 * 30.48 + 1
    assert len(pack.topics) == 5


def test_in_the_kingdom_the_police_know_of_every_scene_with_a_weapon() -> None:
    assert PACKS["uk"].notices == ("police",)


@pytest.mark.parametrize("name", OTHERS)
def test_no_pack_but_the_stage_speaks_of_dry_firing(name: str) -> None:
    assert "dry-fire-owed" not in by_code(name)
