"""What the reference page says of packs is so."""

import re
from pathlib import Path
from textwrap import dedent
from typing import get_args

import pytest
from msgspec import Struct
from msgspec.structs import fields

from lastlook.core.policy import STRICTNESS
from lastlook.core.words import HoldKind, LiveException, NoticeKind, Topic
from lastlook.policy.formats import PackFile1, PackFile2, RuleRow1, RuleRow2
from lastlook.policy.library import Library, shipped
from lastlook.policy.read import PackError, read_pack
from lastlook.policy.schema import (
    BOUNDS,
    FINDINGS,
    NO_PARTS,
    STATUSES,
)
from lastlook.policy.stack import NEEDS, OPPOSED

PAGE = (Path(__file__).parents[3] / "docs/reference/packs.md").read_text("utf-8")
EXAMPLE = dedent(PAGE[PAGE.index("    format = 2") : PAGE.index("The text itself")])


def rows_after(heading: str) -> list[tuple[str, ...]]:
    """The cells of the first table after a heading, without quotes and brackets."""
    table = PAGE[PAGE.index(heading) :].split("\n\n|")[1].split("\n\n")[0]
    return [
        tuple(re.sub(r"[`\[\]]", "", cell).strip() for cell in row.split("|")[1:-1])
        for row in table.splitlines()[2:]
    ]


def test_the_example_is_a_pack_that_goes_on_top_of_the_house_rules() -> None:
    library = Library()
    house = library.learn(shipped("house"), "house.toml")
    bigcity = library.learn(EXAMPLE, "bigcity.toml")

    policy = library.policy((house, bigcity))

    assert policy.limits.distance_cm == 900
    assert policy.handlers == ("armorer", "assistant-armorer")
    assert [rule.pack for rule in policy.rules["distance-too-short"]] == [
        "bigcity",
        "house",
    ]


def test_the_errors_shown_are_the_errors_made() -> None:
    wrong = EXAMPLE.replace("= 900", "= 30").replace("too-short", "to-short")

    with pytest.raises(PackError) as caught:
        read_pack(wrong, "bigcity.toml")

    assert str(caught.value).splitlines() == re.findall(r"bigcity\.toml:.*", PAGE)


def test_the_page_lists_every_limit_with_its_bounds() -> None:
    assert rows_after("### Limits") == [
        (name, "less" if b.stricter is min else "more", str(b.least), str(b.most))
        for name, b in BOUNDS.items()
    ]


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [("## Keys", PackFile1, PackFile2), ("### Rules", RuleRow1, RuleRow2)],
)
def test_the_page_lists_every_key_and_which_format_1_has_not(
    heading: str, first: type[Struct], second: type[Struct]
) -> None:
    rows = rows_after(heading)

    assert {row[0] for row in rows} == {field.name for field in fields(second)}
    assert {row[0] for row in rows if not row[1].startswith("*2*")} == {
        field.name for field in fields(first)
    }


def test_the_page_says_which_rule_needs_which_limit_and_which_rules_are_opposed() -> (
    None
):
    assert {(row[0], row[1]) for row in rows_after("A number outside")} == set(
        NEEDS.items()
    )
    for one, other in OPPOSED:
        assert f"`{one}` and another for\n`{other}`" in PAGE


def test_the_page_lists_every_severity_and_every_status() -> None:
    for word in (*STRICTNESS, *STATUSES):
        assert f"\n| `{word}` | " in PAGE


def test_the_page_lists_every_finding_every_hold_and_what_is_no_part() -> None:
    for word in (*FINDINGS, *get_args(HoldKind), *NO_PARTS):
        assert f"`{word}`" in PAGE


def test_the_page_lists_every_topic_every_notice_and_every_exception() -> None:
    for word in (*get_args(Topic), *get_args(NoticeKind), *get_args(LiveException)):
        assert f"`{word}`" in PAGE
