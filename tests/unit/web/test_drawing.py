import math
from typing import get_args

import pytest

from lastlook.core.words import MAGAZINE_FED, Mechanism
from lastlook.web.drawing import MIDDLE, SIZE, drawing


@pytest.mark.parametrize("chambers", range(2, 13))
def test_chambers_of_a_cylinder_stand_apart_inside_it(chambers: int) -> None:
    spots = drawing("single-action-revolver", chambers).spots
    assert len(spots) == chambers
    for one, other in zip(spots, (*spots[1:], spots[0]), strict=True):
        assert math.dist((one.x, one.y), (other.x, other.y)) > one.r + other.r
    assert all(s.x - s.r > 0 and s.x + s.r < SIZE for s in spots)


def test_chamber_one_is_on_top_and_they_go_round_clockwise() -> None:
    spots = drawing("double-action-revolver", 4).spots
    assert (spots[0].x, spots[0].y < MIDDLE) == (MIDDLE, True)
    assert spots[1].x > MIDDLE


@pytest.mark.parametrize("mechanism", get_args(Mechanism))
@pytest.mark.parametrize("chambers", [0, 1, 2, 5, 6, 16, 50])
def test_every_chamber_is_drawn_inside_the_picture(
    mechanism: Mechanism, chambers: int
) -> None:
    spots = drawing(mechanism, chambers).spots
    assert len(spots) == chambers
    assert all(s.x - s.r >= 0 and s.x + s.r <= SIZE for s in spots)
    assert all(s.y - s.r >= 0 and s.y + s.r <= SIZE for s in spots)
    for n, one in enumerate(spots):
        for other in spots[:n]:
            assert math.dist((one.x, one.y), (other.x, other.y)) >= one.r + other.r


@pytest.mark.parametrize("mechanism", sorted(MAGAZINE_FED))
@pytest.mark.parametrize("chambers", [2, 6, 16, 31])
def test_the_chamber_in_the_barrel_stands_apart_from_the_magazine(
    mechanism: Mechanism, chambers: int
) -> None:
    drawn = drawing(mechanism, chambers)
    chamber, *magazine = drawn.spots
    assert [caption.word for caption in drawn.captions] == ["CHAMBER", "MAGAZINE"]
    assert all(place.y - place.r > chamber.y + chamber.r for place in magazine)
    # Each word stands at what it names.
    first, second = drawn.captions
    assert first.y == chamber.y
    assert chamber.y + chamber.r < second.y < min(s.y - s.r for s in magazine)


def test_a_weapon_without_a_magazine_has_no_word_for_one() -> None:
    words = [caption.word for caption in drawing("bolt", 1).captions]
    assert words == ["CHAMBER"]


@pytest.mark.parametrize("barrels", [1, 2, 3, 4])
def test_barrels_that_break_open_stand_side_by_side(barrels: int) -> None:
    spots = drawing("break-action", barrels).spots
    assert len({spot.y for spot in spots}) == 1
    assert [spot.x for spot in spots] == sorted(spot.x for spot in spots)


@pytest.mark.parametrize("chambers", [5, 6, 7])
def test_the_hammer_is_marked_on_the_chamber_it_rests_on(chambers: int) -> None:
    drawn = drawing("single-action-revolver", chambers)
    assert len(drawn.hammers) == chambers
    for path, spot in zip(drawn.hammers, drawn.spots, strict=True):
        x, y = map(float, path.removeprefix("M").split("L")[0].split())
        # Its tip reaches into its own chamber and into no other.
        reached = [s for s in drawn.spots if math.dist((x, y), (s.x, s.y)) < s.r]
        assert reached == [spot]
