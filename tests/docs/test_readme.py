"""The README is short, says what it must, and names things that are there."""

import re
from importlib.metadata import metadata
from typing import get_args

import pytest

from lastlook.core.acts import AnyAct
from tests.tidy.repository import ROOT

TEXT = (ROOT / "README.md").read_text("utf-8")
SCREEN = 24  # lines that are seen first
LINES_MAX = 150
COLUMNS = 3  # of the trust table


def test_it_is_short() -> None:
    assert len(TEXT.splitlines()) <= LINES_MAX


@pytest.mark.parametrize("said", ["is for", "is not", "`make run`", "`make test`"])
def test_the_first_screen_says_the_four_things(said: str) -> None:
    assert said in "\n".join(TEXT.splitlines()[:SCREEN])


def test_it_has_its_parts() -> None:
    parts = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    assert {"Where the requirements come from", "Limits", "Trust", "Status"} <= {*parts}


def test_it_counts_the_acts() -> None:
    assert f"{len(get_args(AnyAct))} acts" in TEXT


def test_the_package_begins_with_it() -> None:
    assert metadata("lastlook")["Summary"].rstrip(".") in TEXT


@pytest.mark.parametrize("part", ["ledger file", "desk", "phone", "pack", "clock"])
def test_everything_that_is_trusted_says_how_far(part: str) -> None:
    trust = TEXT.partition("## Trust")[2].partition("\n## ")[0]
    row = next(line for line in trust.splitlines() if line.startswith(f"| {part}"))
    assert "can at most" in trust
    assert row.count("|") == COLUMNS + 1
