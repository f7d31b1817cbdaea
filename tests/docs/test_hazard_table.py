"""The tables of errors are those an analysis makes; one small row is made again."""

import pytest

from docs.hazard_table import HOUSE, PAGE, PICTURE, PRACTISED, row
from lastlook.hazard.practised import AS_PRACTISED


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("stack", [HOUSE, PRACTISED])
def test_a_row_of_the_table_is_what_the_analysis_says(stack: tuple[str, ...]) -> None:
    made = cells(row("hand-back", stack).line())

    there = [
        found
        for line in PAGE.read_text("utf-8").splitlines()
        if (found := cells(line))[0] == "hand-back"
        and stack[-1] in found[1].split(", ")
    ]

    assert [(one[0], *one[2:]) for one in there] == [(made[0], *made[2:])]


def test_every_scene_stands_in_the_picture() -> None:
    drawn = PICTURE.read_text("utf-8")

    for scene in ("rehearsal", "close-up", "take", "lunch", "hand-back"):
        assert scene in drawn


def test_what_was_practised_is_said_to_be_no_pack_for_use() -> None:
    assert f"`{AS_PRACTISED}` is no pack for use" in PAGE.read_text("utf-8")
