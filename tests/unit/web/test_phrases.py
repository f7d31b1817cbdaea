from typing import get_args

import pytest
from msgspec.structs import replace

from lastlook.core.words import HoldKind, Lapse
from lastlook.views.outstanding import Kind, Outstanding
from lastlook.web import phrases
from tests.world.viewed import seen

COLT = seen("", "armorer").state.weapons["colt-1"]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_whatever_is_missing_has_a_sentence_and_a_page(kind: Kind) -> None:
    row = Outstanding(kind, "thing-1", "actor", 1, 2, "police")
    said = phrases.outstanding_words(row, {"actor": "Priya"})
    assert "{" not in said
    assert phrases.outstanding_way(row).startswith("/")


def test_every_hold_and_every_lapse_has_its_words() -> None:
    assert {*phrases.HOLDS} == {*get_args(HoldKind)}
    assert {*phrases.LAPSES} == {*get_args(Lapse)}


def test_a_round_is_confirmed_live_only_once_it_was_examined() -> None:
    assert "SUSPECTED" in phrases.hold_words("live-round")
    assert "CONFIRMED" in phrases.hold_words("live-round", confirmed=True)
    assert "CONFIRMED" not in phrases.hold_words("stop", confirmed=True)


@pytest.mark.parametrize(
    ("hammer", "under", "said"),
    [
        ("down", 2, "Hammer down on chamber 2"),
        ("down", None, "Hammer down"),
        ("half-cock", None, "Hammer at half cock"),
        ("full-cock", None, "HAMMER COCKED"),
        ("unseen", None, "hammer not seen"),
    ],
)
def test_where_the_hammer_is_is_said(hammer: str, under: int | None, said: str) -> None:
    assert phrases.hammer_words(replace(COLT, hammer=hammer, under=under)) == said


def test_a_hammer_that_need_not_be_seen_is_not_missed() -> None:
    assert phrases.hammer_words(replace(COLT, mechanism="bolt")) == ""


@pytest.mark.parametrize(
    ("took", "said"),
    [
        (400, "0.4 s"),
        (41_000, "41 s"),
        (125_000, "2 min 5 s"),
        (12_000_000, "3 h 20 min"),
    ],
)
def test_a_time_is_said_as_people_say_it(took: int, said: str) -> None:
    assert phrases.seconds(took) == said
