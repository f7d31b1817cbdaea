from typing import get_args

import pytest

from lastlook.core.acts import AnyAct, kebab
from lastlook.stories import CorePlayer, play
from lastlook.stories.asking import NotHeard
from lastlook.stories.story import Said
from lastlook.views.clocks import APART_MS
from lastlook.views.log import SAYS, LogLine, Reading, line
from tests.world.levels import STORIES, rules, story
from tests.world.viewed import NAMES


def clock(_: int) -> str:
    return "12:34"


def lines(name: str, reading: Reading) -> list[LogLine]:
    played = play(story(name), CorePlayer(rules), rules)
    return [
        line(n, turn.line.now, turn.line.act, turn.answer, reading)
        for n, turn in enumerate(played.turns)
        if isinstance(turn.line, Said)
        and turn.answer is not None
        and not isinstance(turn.answer, NotHeard)
    ]


def said(name: str, withheld: frozenset[str] = frozenset()) -> list[str]:
    return [one.sentence for one in lines(name, Reading(NAMES, clock, withheld))]


def test_every_act_has_a_sentence() -> None:
    assert set(SAYS) == {kebab(act.__name__) for act in get_args(AnyAct)}


@pytest.mark.parametrize("name", sorted(path.stem for path in STORIES.glob("*.story")))
def test_every_story_can_be_read(name: str) -> None:
    for sentence in said(name):
        assert sentence.endswith(".")
        assert "[" not in sentence
        assert "{" not in sentence


def test_what_was_granted_is_told_as_done_with_names() -> None:
    sentences = said("an-ordinary-good-day")
    assert "Nadia took colt-1 out." in sentences
    assert "Priya accepted colt-1; the look was taken." in sentences
    assert "Nadia looked into colt-1 by rod: empty ×6." in sentences  # noqa: RUF001


def test_what_was_refused_is_told_as_asked() -> None:
    refused = [
        one
        for one in lines("the-2021-day", Reading(NAMES, clock))
        if not one.granted and one.act == "take-out"
    ]
    assert refused[0].sentence == "Nadia asked to take colt-2 out."
    assert refused[0].decision is not None


def test_what_followed_is_said_besides() -> None:
    followed = [
        so
        for one in lines("an-ordinary-good-day", Reading(NAMES, clock))
        for so in one.so
    ]
    assert "colt-1 is not cleared: content changed" in followed


def test_a_withheld_look_is_withheld_in_the_log() -> None:
    sentences = said("an-ordinary-good-day", frozenset({"colt-1"}))
    looks = [one for one in sentences if "looked into colt-1" in one]
    assert looks
    assert all("withheld" in one for one in looks)
    assert not any("empty" in one for one in looks)


def test_both_times_are_told_where_phone_and_desk_disagree() -> None:
    told = lines("a-late-entry", Reading(NAMES, clock))
    apart = {one.sentence: (one.phone_at, one.at) for one in told if one.phone_at}
    assert apart
    for phone_at, at in apart.values():
        assert phone_at is not None
        assert abs(phone_at - at) > APART_MS
