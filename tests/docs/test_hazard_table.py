"""The tables of errors are those an analysis makes; one small row is made again."""

import pytest

from docs.hazard_table import (
    HOUSE,
    PAGE,
    PICTURE,
    PRACTISED,
    SCENES,
    STACKS,
    Row,
    row,
    worlds,
)
from lastlook.hazard.practised import AS_PRACTISED
from lastlook.hazard.scene import Size
from lastlook.hazard.top import LIVE_ROUND, TOP_EVENTS

COLUMNS = len(Row._fields)


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


def packs_of(subject: str) -> set[str]:
    """The packs that the lines of one subject name."""
    rows = (cells(line) for line in PAGE.read_text("utf-8").splitlines())
    of = (one for one in rows if len(one) == COLUMNS and one[0] == subject)
    return {pack for one in of for pack in one[1].split(", ")}


@pytest.mark.parametrize("name", SCENES)
def test_every_stack_of_packs_has_an_answer_in_every_scene(name: str) -> None:
    assert len(packs_of(name)) == len(STACKS)
    assert {"house", AS_PRACTISED, "au+au-nsw"} <= packs_of(name)


@pytest.mark.parametrize("name", [name for name in TOP_EVENTS if name != "live-round"])
def test_every_other_harm_is_asked_of_that_day_too(name: str) -> None:
    found = packs_of(f"{name}, {TOP_EVENTS[name].scene}")
    assert found == {"house", AS_PRACTISED, "au+au-nsw"}


def test_a_line_of_a_larger_world_is_what_the_analysis_says() -> None:
    lines = [*worlds("hand-back", LIVE_ROUND, [Size(1, 1), Size(1, 2)])]
    assert len(lines) == 2
    assert set(lines) <= set(PAGE.read_text("utf-8").splitlines())


def test_every_scene_stands_in_the_picture() -> None:
    drawn = PICTURE.read_text("utf-8")

    for scene in SCENES:
        assert scene in drawn


def test_what_was_practised_is_said_to_be_no_pack_for_use() -> None:
    assert f"`{AS_PRACTISED}` is no pack for use" in PAGE.read_text("utf-8")
