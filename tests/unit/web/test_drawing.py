import math

import pytest

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


@pytest.mark.parametrize("chambers", [0, 1, 2, 5, 6, 15, 50])
def test_a_magazine_is_a_column_inside_the_picture(chambers: int) -> None:
    drawn = drawing("semi-automatic", chambers)
    assert len(drawn.spots) == chambers
    assert not drawn.pin
    assert all(s.x - s.r >= 0 and s.x + s.r <= SIZE for s in drawn.spots)
    assert all(s.y - s.r >= 0 and s.y + s.r <= SIZE for s in drawn.spots)
