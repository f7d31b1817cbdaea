"""Format 2 says more than format 1, and format 1 is read as it always was."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import fields

from lastlook.core.policy import Limits, Policy, Rule
from lastlook.policy.library import Library
from lastlook.policy.read import PackError, read_pack
from lastlook.policy.schema import FIRST_BOUNDS
from tests.world.packs import SECOND, SMALL

HOUSE_1 = (Path(__file__).parents[2] / "fixtures/house-1.toml").read_text("utf-8")
RULE_1 = (
    *("code", "number", "pack", "requirement", "source"),
    *("status", "severity", "remedy", "control"),
)


def wrong_with(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_pack(text, "second.toml")
    return [str(fault) for fault in caught.value.faults]


def line_of(text: str, line: str) -> int:
    return text.splitlines().index(line) + 1


def policy_of(*texts: str) -> Policy:
    library = Library()
    return library.policy(tuple(library.learn(text, "a pack") for text in texts))


def as_the_first_release_knew_it(policy: Policy) -> str:
    """A policy as text, of what there was when format 1 was the only one."""
    return json.dumps(
        {
            "rules": {
                code: [{key: getattr(rule, key) for key in RULE_1} for rule in rules]
                for code, rules in policy.rules.items()
            },
            "limits": {name: getattr(policy.limits, name) for name in FIRST_BOUNDS},
            "parts": dict(policy.parts.items()),
            "handlers": policy.handlers,
            "tests": dict(policy.tests.items()),
            "digest": policy.digest,
        },
        sort_keys=True,
    )


# --- format 1 ---


def test_the_first_house_pack_makes_the_policy_it_always_made() -> None:
    told = as_the_first_release_knew_it(policy_of(HOUSE_1))

    # Made by the first release, from the same text.
    assert sha256(told.encode()).hexdigest() == (
        "e267eb8a5a5c4f5d3a9324f5674847fc21f1236eba8167e29438f318125d065d"
    )


@pytest.mark.parametrize("text", [HOUSE_1, SMALL], ids=["house", "small"])
def test_a_pack_of_format_1_asks_for_nothing_that_came_later(text: str) -> None:
    policy, nothing = policy_of(text), Policy()

    for name in ("documents", "topics", "notices", "public_notices", "exceptions"):
        assert getattr(policy, name) == ()
    for field in fields(Limits):
        if field.name not in FIRST_BOUNDS:
            assert getattr(policy.limits, field.name) == getattr(
                nothing.limits, field.name
            )
    for field in fields(Rule):
        if field.name not in RULE_1:
            for rules in policy.rules.values():
                assert {getattr(rule, field.name) for rule in rules} == {field.default}


def test_a_pack_of_format_2_goes_on_top_of_one_of_format_1() -> None:
    policy, alone = policy_of(HOUSE_1, SECOND), policy_of(HOUSE_1)

    assert [rule.number for rule in policy.rules["live-round"]] == [
        alone.rules["live-round"][0].number,
        "SECOND-1",
    ]
    assert policy.exceptions == ()  # the older rule lists none
    assert policy.limits.clearance_ms == alone.limits.clearance_ms
    assert policy.limits.meeting_ms == 86_400_000
    assert policy.notices == ("permit-office",)
    assert (policy.parts, policy.tests) == (alone.parts, alone.tests)


def test_format_1_may_stop_by_a_rule_nobody_read() -> None:
    text = SMALL.replace('status = "verified"', 'status = "unverified"')

    assert read_pack(text, "small.toml").rules[0].severity == "stop"


@pytest.mark.parametrize(
    "key", ['jurisdiction = "Here"', 'documents = ["ffl"]', 'topics = ["abort"]']
)
def test_what_came_with_format_2_is_an_unknown_key_of_format_1(key: str) -> None:
    name = key.partition(" ")[0]

    assert wrong_with(f"{key}\n{SMALL}") == [
        (
            f"second.toml:1: unknown key `{name}`. "
            "It is of format 2: begin the pack with format = 2."
        )
    ]


def test_a_rule_of_format_1_has_no_key_of_format_2() -> None:
    assert wrong_with(f'{SMALL}evidence = "The record."\n') == [
        (
            f"second.toml:{len(SMALL.splitlines()) + 1}: unknown key `evidence`. "
            "It is of format 2: begin the pack with format = 2."
        )
    ]


def test_a_limit_of_format_2_is_none_of_format_1() -> None:
    (said,) = wrong_with(SMALL.replace("[limits]\n", "[limits]\nmeeting_ms = 1\n"))

    assert "`meeting_ms` is no limit." in said
    assert said.endswith("Format 2 knows more.")


# --- format 2 ---


def test_a_pack_of_format_2_is_read_whole() -> None:
    pack = read_pack(SECOND, "second.toml")

    assert pack.jurisdiction == "Nowhere"
    assert pack.documents == ("entertainment-permit", "ffl")
    assert pack.topics == ("abort", "action")
    assert (pack.notices, pack.public_notices) == (
        ("permit-office",),
        ("police", "neighbours"),
    )
    assert pack.limits["notice_ms"] == 0
    first, second = pack.rules
    assert first.exceptions == ("sound-recording", "range-training")
    assert (first.evidence, first.effective_from) == ("Every look.", "")
    assert (second.effective_from, second.effective_until) == (
        "2027-01-01",
        "2028-01-01",
    )


def test_a_pack_of_format_2_may_ask_for_one_thing_only() -> None:
    head, _, _ = SECOND.partition("documents")
    pack = read_pack(head.replace('jurisdiction = "Nowhere"\n', ""), "second.toml")

    assert (pack.jurisdiction, pack.documents, pack.topics) == ("", (), ())
    assert (pack.notices, pack.public_notices, pack.limits) == ((), (), {})


def test_a_rule_of_format_2_says_what_shows_that_it_was_kept() -> None:
    assert wrong_with(SECOND.replace('evidence = "Every look."\n', "")) == [
        (
            f"second.toml:{line_of(SECOND, '[[rule]]')}: "
            "`evidence` is missing. Add evidence = …"
        )
    ]


@pytest.mark.parametrize(
    ("line", "becomes", "says"),
    [
        (
            "format = 2",
            "format = 3",
            "`format` is `3`. Write 2; a pack of format 1 leaves the key out.",
        ),
        ("format = 2", "format = 1", "`format` is `1`. Write 2; "),
        ("format = 2", 'format = "2"', "`format` is `2`. Write 2; "),
        ("format = 2", "format = true", "`format` is `True`. Write 2; "),
        (
            'documents = ["entertainment-permit", "ffl"]',
            'documents = ["FFL"]',
            "entry 1 is `FFL`. Write a small word joined by hyphens, such as ",
        ),
        (
            'topics = ["abort", "action"]',
            'topics = ["abort", "actoin"]',
            "`actoin` is no topic. Did you mean `action`?",
        ),
        (
            'always = ["permit-office"]',
            'always = ["permit-ofice"]',
            "`permit-ofice` is no notice. Did you mean `permit-office`?",
        ),
        (
            'always = ["permit-office"]',
            'alway = ["permit-office"]',
            "unknown key `alway`. Did you mean `always`?",
        ),
        (
            'always = ["permit-office"]',
            "always = []",
            "`always` is empty. Name one, or leave it out.",
        ),
        (
            'exceptions = ["sound-recording", "range-training"]',
            'exceptions = ["sound-recordings"]',
            "`sound-recordings` is no exception. Did you mean `sound-recording`?",
        ),
        (
            "weapons_count = 4",
            "weapons_count = 0",
            "`weapons_count` is 0, not within 1 to 20. ",
        ),
        (
            "meeting_ms = 86_400_000",
            "meeting_ms = 24",
            "`meeting_ms` is 24, not within 3600000 to 604800000. ",
        ),
        (
            'severity = "warn"',
            'severity = "stop"',
            (
                "an unverified rule has the severity `stop`. "
                "Write `warn` or `note`: what was not read never claims the law."
            ),
        ),
        (
            'severity = "warn"',
            'severity = "hold"',
            "an unverified rule has the severity `hold`. Write `warn` or `note`: ",
        ),
        (
            "effective_until = 2028-01-01",
            "effective_until = 2027-01-01",
            (
                "`effective_until` is 2027-01-01, not after 2027-01-01. "
                "Write a later day."
            ),
        ),
        (
            "effective_until = 2028-01-01",
            "effective_until = 2028",
            "`effective_until` is `2028`. Write a date, such as 2026-11-23.",
        ),
        (
            'evidence = "The meeting."',
            'evidence = ""',
            "`evidence` is empty. Write one line of text, 1 to 200 characters.",
        ),
        (
            'evidence = "The meeting."',
            'evidence = "The meeting."\nexceptions = ["documentary"]',
            (
                "`exceptions` stands at `meeting-too-old`. "
                "Leave it out; only `live-round` has exceptions."
            ),
        ),
        (
            'number = "SECOND-2"',
            'number = "SECOND-1"',
            "number `SECOND-1` stands twice. ",
        ),
        (
            'code = "meeting-too-old"',
            'code = "live-round"',
            "code `live-round` stands twice. ",
        ),
    ],
)
def test_a_wrong_line_of_format_2_is_named(line: str, becomes: str, says: str) -> None:
    text = SECOND.replace(f"{line}\n", f"{becomes}\n")
    assert SECOND.count(f"{line}\n") == 1

    said = [fault for fault in wrong_with(text) if f": {says}" in fault]

    place = line_of(SECOND, line) + becomes.count("\n")
    assert [fault.partition(": ")[0] for fault in said] == [f"second.toml:{place}"]


def test_rules_that_are_no_tables_are_named_in_format_2_as_well() -> None:
    head, _, _ = SECOND.partition("documents")

    assert wrong_with(f"{head}rule = [1]\nnotices = 2\n") == [
        "second.toml:9: entry 1 is no table. Give it keys and values.",
        "second.toml:10: `notices` is no table. Give it keys and values.",
    ]


@pytest.mark.parametrize("severity", ["warn", "note"])
def test_what_nobody_read_may_warn(severity: str) -> None:
    text = SECOND.replace('severity = "warn"', f'severity = "{severity}"')

    assert read_pack(text, "second.toml").rules[1].status == "unverified"
