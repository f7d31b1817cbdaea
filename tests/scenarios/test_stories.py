"""Every story, at every level: the same file, the same answers."""

from itertools import pairwise
from pathlib import Path

import pytest

from lastlook.stories import Spot, play
from lastlook.stories.story import Said, Story
from tests.world.levels import STORIES, at_a_desk, on_the_core, rules, story

NAMES = sorted(path.stem for path in STORIES.glob("*.story"))


def goes_back(told: Story) -> set[Spot]:
    """The lines at which the desk's own clock has gone back; at a desk it cannot."""
    said = [line for line in told.lines if isinstance(line, Said)]
    return {line.spot for before, line in pairwise(said) if line.now < before.now}


@pytest.mark.parametrize("name", NAMES)
def test_on_the_core(name: str, tmp_path: Path) -> None:
    with on_the_core(tmp_path) as ask:
        played = play(story(name), ask, rules)
    assert not played.mismatches, "\n".join(map(str, played.mismatches))


@pytest.mark.parametrize("name", NAMES)
def test_at_a_desk(name: str, tmp_path: Path) -> None:
    told = story(name)
    with at_a_desk(tmp_path) as ask:
        played = play(told, ask, rules)
    cannot_be = goes_back(told)
    wrong = [one for one in played.mismatches if one.spot not in cannot_be]
    assert not wrong, "\n".join(map(str, wrong))
