"""The page about stories says what the code does."""

from pathlib import Path
from typing import get_args

import pytest

from lastlook.core.acts import Act, kebab
from lastlook.core.words import Called
from lastlook.stories.checks import read_check
from lastlook.stories.expectations import LISTED, NOT_HEARD
from lastlook.stories.fields import fields_of, object_of
from lastlook.stories.read import HEADERS
from lastlook.stories.sentence import OPTIONS
from lastlook.stories.story import Ends, Reason, Sent
from lastlook.stories.verbs import VERBS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "stories.md"
TEXT = PAGE.read_text("utf-8")


def row(act: type[Act]) -> str:
    words = [VERBS[act]]
    for field in fields_of(act):
        first = field == object_of(act)
        word = field.word.upper() if first else f"{field.word}="
        words.append(word if field.required else f"[{word}]")
    name = kebab(act.__name__)
    return f"| `{' '.join(words)}` | [{name}](acts.md#{name}) |"


def cells(heading: str) -> list[str]:
    """The first cells of the tables under a heading."""
    part = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| `")]
    return [line.split("|")[1].strip() for line in rows]


def test_the_table_of_verbs_is_the_catalogue() -> None:
    assert TEXT.rpartition("\n| --- | --- |\n")[2].splitlines() == list(map(row, VERBS))


def test_every_header_is_listed() -> None:
    words = {cell.strip("`").split()[0] for cell in cells("Headers")}
    assert words == {"#", *HEADERS}


def test_everything_a_line_may_say_is_listed() -> None:
    said = [cell.strip("`=") for cell in cells("An act") if cell.endswith("=`")]
    assert sorted(said) == sorted(field.word for field in OPTIONS)


def test_every_kind_of_expectation_is_listed() -> None:
    kinds = {cell.strip("`").partition(":")[0] for cell in cells("What comes of it")}
    assert {*LISTED, NOT_HEARD, "then CHECK"} <= kinds


@pytest.mark.parametrize("word", [*get_args(Reason), *get_args(Sent), *get_args(Ends)])
def test_every_word_of_a_closed_list_is_named(word: str) -> None:
    assert f"`{word}`" in TEXT or f" {word} " in TEXT


def test_every_call_is_named() -> None:
    assert ", ".join(f"`{call}`" for call in get_args(Called)) in TEXT


def test_every_check_of_the_page_is_one() -> None:
    _, _, part = TEXT.partition("| check | holds when |")
    rows = [line.split("|")[1] for line in part.split("\n\n")[0].splitlines()[2:]]
    checks = [check.strip(" `") for row in rows for check in row.split("`, `")]
    assert len(checks) == 10
    for check in checks:
        read_check(check.split(), 0)
