"""Where the chambers of a weapon are drawn: a cylinder, barrels, or a magazine.

1. Chamber 1 comes first, whatever the mechanism: on top of a cylinder, on the left of
   barrels side by side, and in the barrel of whatever is fed from a magazine.
2. The chamber in the barrel stands apart from the magazine, each under its own word:
   an empty magazine must not be taken for an empty chamber.
3. Nothing in a picture stands outside it.
"""

import math
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from lastlook.core.words import MAGAZINE_FED, Mechanism

CYLINDER: Final = frozenset({"single-action-revolver", "double-action-revolver"})
SIZE: Final = 240  # of the square picture
MIDDLE: Final = SIZE / 2
RIM: Final = 112  # the cylinder's radius
WIDEST: Final = 29  # no chamber of a cylinder or a magazine is drawn wider, in radius
STEP: Final = 2.3  # from one round of a magazine to the next, in radii
SIDE: Final = 8  # between an outline and the picture's edge
HEIGHT: Final = 64  # of a barrel seen from the side
BELOW: Final = 106  # where a magazine begins, under barrel and word


class Spot(Struct, frozen=True):
    """Where one chamber stands: its middle and its radius."""

    x: float
    y: float
    r: float


class Caption(Struct, frozen=True):
    """A word in a picture: its beginning, on the height of its middle."""

    x: float
    y: float
    word: str


class Drawing(Struct, frozen=True):
    """The outline behind the chambers and the chambers' places, in order."""

    outline: str  # an SVG path
    spots: tuple[Spot, ...]
    pin: bool = False  # whether there is an axis in the middle
    captions: tuple[Caption, ...] = ()
    hammers: tuple[str, ...] = ()  # the hammer on each chamber, as SVG paths


def drawing(mechanism: Mechanism, chambers: int) -> Drawing:
    """The picture of a weapon's chambers."""
    if not chambers:
        return Drawing("", ())
    if mechanism in CYLINDER and chambers > 1:
        return _cylinder(chambers)
    if mechanism in MAGAZINE_FED:
        return _fed(chambers)
    if mechanism == "muzzle-loader":
        return _barrels(chambers)
    if mechanism == "break-action":
        return _breech(chambers)
    spots = tuple(_stacked(chambers, top=SIDE))
    return Drawing(_around_all(spots), spots)


# --- a cylinder, from behind ---------------------------------------------------


def _cylinder(chambers: int) -> Drawing:
    ring = RIM * 0.64
    r = min(WIDEST, ring * math.sin(math.pi / chambers) * 0.86)
    spots = tuple(
        Spot(*_around(ring, n / chambers), round(r, 2)) for n in range(chambers)
    )
    hammers = tuple(_hammer(n / chambers, ring + r * 0.5) for n in range(chambers))
    return Drawing(_fluted(chambers), spots, pin=True, hammers=hammers)


def _hammer(turn: float, tip: float) -> str:
    """A wedge from the rim that points at a chamber."""
    points = (
        _around(tip, turn),
        _around(MIDDLE - 1, turn + 0.013),
        _around(MIDDLE - 1, turn - 0.013),
    )
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


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


# --- barrels, from the side or from behind -------------------------------------


def _fed(places: int) -> Drawing:
    # (2) the chamber in the barrel, the magazine under it
    chamber = Spot(SIDE + HEIGHT / 2 + 4, SIDE + HEIGHT / 2, WIDEST - 3)
    words = [Caption(chamber.x + chamber.r + 10, chamber.y, "CHAMBER")]
    outline = _barrel(SIDE)
    magazine = tuple(_stacked(places - 1, top=BELOW))
    if magazine:
        words.append(Caption(SIDE, BELOW - 16, "MAGAZINE"))
        outline += _around_all(magazine)
    return Drawing(outline, (chamber, *magazine), captions=tuple(words))


def _barrels(chambers: int) -> Drawing:
    high = min(HEIGHT, (SIZE - 2 * SIDE) / chambers)
    top = MIDDLE - high * chambers / 2
    r = round(high / 2 - 6, 2)
    rows = [top + n * high for n in range(chambers)]
    spots = tuple(Spot(SIDE + high / 2 + 4, y + high / 2, r) for y in rows)
    words = tuple(Caption(s.x + r + 10, s.y, "BREECH") for s in spots[:1])
    return Drawing("".join(_barrel(y, high) for y in rows), spots, captions=words)


def _barrel(top: float, high: float = HEIGHT) -> str:
    return _box(SIDE, top, SIZE - 2 * SIDE, high)


def _breech(chambers: int) -> Drawing:
    # Side by side, as they are seen when it is broken open.
    r = min(50.0, (SIZE - 4 * SIDE) / (STEP * chambers))
    left = MIDDLE - (chambers - 1) * r * STEP / 2
    spots = tuple(
        Spot(round(left + n * r * STEP, 2), MIDDLE, round(r, 2))
        for n in range(chambers)
    )
    return Drawing(_around_all(spots), spots)


# --- rounds beside and under each other ----------------------------------------


def _stacked(rounds: int, top: float) -> Iterator[Spot]:
    """Rounds in columns, as large as the room under `top` lets them be."""
    if not rounds:
        return
    wide, high = SIZE - 2 * SIDE, SIZE - SIDE - top
    rows = max(range(1, rounds + 1), key=lambda n: (_fits(rounds, n, wide, high), n))
    r = _fits(rounds, rows, wide, high)
    columns = math.ceil(rounds / rows)
    left = MIDDLE - columns * r * STEP / 2
    for n in range(rounds):
        yield Spot(
            round(left + (n // rows + 0.5) * r * STEP, 2),
            round(top + (n % rows + 0.5) * r * STEP, 2),
            round(r, 2),
        )


def _fits(rounds: int, rows: int, wide: float, high: float) -> float:
    columns = math.ceil(rounds / rows)
    return min(WIDEST, high / (STEP * rows), wide / (STEP * columns))


def _around_all(spots: tuple[Spot, ...]) -> str:
    left = min(s.x - s.r for s in spots) - SIDE / 2
    top = min(s.y - s.r for s in spots) - SIDE / 2
    right = max(s.x + s.r for s in spots) + SIDE / 2
    bottom = max(s.y + s.r for s in spots) + SIDE / 2
    return _box(left, top, right - left, bottom - top)


def _box(left: float, top: float, wide: float, high: float) -> str:
    return f"M{left:.1f} {top:.1f}h{wide:.1f}v{high:.1f}h{-wide:.1f}Z"
