"""Where the chambers of a weapon are drawn: a cylinder, barrels, or a magazine."""

import math
from typing import Final

from msgspec import Struct

from lastlook.core.words import Mechanism

CYLINDER: Final = frozenset({"single-action-revolver", "double-action-revolver"})
SIZE: Final = 240  # of the square picture
MIDDLE: Final = SIZE / 2
RIM: Final = 112  # the cylinder's radius
WIDEST: Final = 29  # no chamber is drawn wider, in radius
COLUMN: Final = 5  # rounds of a magazine in one column


class Spot(Struct, frozen=True):
    """Where one chamber stands: its middle and its radius."""

    x: float
    y: float
    r: float


class Drawing(Struct, frozen=True):
    """The outline behind the chambers and the chambers' places, in order."""

    outline: str  # an SVG path
    spots: tuple[Spot, ...]
    pin: bool  # whether there is an axis in the middle


def drawing(mechanism: Mechanism, chambers: int) -> Drawing:
    """The picture of a weapon's chambers; chamber 1 on top, then clockwise."""
    if mechanism in CYLINDER and chambers > 1:
        return _cylinder(chambers)
    return _column(chambers)


def _cylinder(chambers: int) -> Drawing:
    ring = RIM * 0.64
    r = min(WIDEST, ring * math.sin(math.pi / chambers) * 0.86)
    spots = tuple(
        Spot(*_around(ring, n / chambers), round(r, 2)) for n in range(chambers)
    )
    return Drawing(_fluted(chambers), spots, pin=True)


def _fluted(chambers: int) -> str:
    flute = min(17.0, RIM * math.pi / chambers * 0.45)
    half = flute / (math.tau * RIM)  # of a whole turn
    path = ""
    for n in range(chambers):
        x, y = _around(RIM, (n - 0.5) / chambers + half)
        path += f"{'L' if path else 'M'}{x} {y}"
        x, y = _around(RIM, (n + 0.5) / chambers - half)
        path += f"A{RIM} {RIM} 0 0 1 {x} {y}"
        x, y = _around(RIM, (n + 0.5) / chambers + half)
        path += f"A{flute:.2f} {flute:.2f} 0 0 0 {x} {y}"
    return path + "Z"


def _around(radius: float, turn: float) -> tuple[float, float]:
    angle = math.tau * turn - math.pi / 2
    return (
        round(MIDDLE + radius * math.cos(angle), 2),
        round(MIDDLE + radius * math.sin(angle), 2),
    )


def _column(chambers: int) -> Drawing:
    columns = max(1, math.ceil(chambers / COLUMN))
    rows = min(COLUMN, max(1, chambers)) if columns == 1 else COLUMN
    r = min(WIDEST, SIZE / (2.3 * max(rows, columns)))
    wide, high = columns * r * 2.3, rows * r * 2.3
    left, top = MIDDLE - wide / 2, MIDDLE - high / 2
    spots = tuple(
        Spot(
            round(left + (n // rows + 0.5) * r * 2.3, 2),
            round(top + (n % rows + 0.5) * r * 2.3, 2),
            round(r, 2),
        )
        for n in range(chambers)
    )
    edge = 4
    outline = (
        f"M{left - edge:.1f} {top - edge:.1f}h{wide + 2 * edge:.1f}"
        f"v{high + 2 * edge:.1f}h{-wide - 2 * edge:.1f}Z"
    )
    return Drawing(outline, spots, pin=False)
