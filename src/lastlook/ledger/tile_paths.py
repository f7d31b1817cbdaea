"""Where a log's tiles and entry bundles are, by name (C2SP tlog-tiles).

1. Each tile and each bundle has exactly one path, the same over HTTP and in a folder;
   no path is the beginning of another, so that files and folders never meet.
2. `read_path` takes exactly what `tile_path` and `entries_path` make.
3. `tiles_of` names every tile that a tree of some size has, and no other.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from lastlook.ledger.errors import MalformedError
from lastlook.ledger.store import TILE_HEIGHT, TILE_WIDTH

LEVEL_MAX: Final = 63
_N_MAX: Final = 2**63 - 1
_GROUP: Final = 1000  # three digits a path element
_PATH: Final = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)"
    r"/(?P<n>(?:x[0-9]{3}/){0,6}[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?",
    re.ASCII,
)


class Place(Struct, frozen=True):
    """One tile, or one entry bundle.

    Attributes:
        level: 0 over the leaves, and so on; None for an entry bundle.
        n: number within its level, from 0.
        width: how many hashes or entries; 256 when it is full.
    """

    level: int | None
    n: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Its path below the log's prefix."""
        if self.level is None:
            return entries_path(self.n, self.width)
        return tile_path(self.level, self.n, self.width)

    @property
    def full(self) -> "Place":
        """The same place, once it is full."""
        return Place(self.level, self.n)


def tile_path(level: int, n: int, width: int = TILE_WIDTH) -> str:
    """`tile/<L>/<N>[.p/<W>]`.

    Raises:
        MalformedError: there is no such tile in any log.
    """
    if not 0 <= level <= LEVEL_MAX:
        raise MalformedError(f"There is no level {level}: levels are 0 to {LEVEL_MAX}.")
    return f"tile/{level}/{_numbered(n, width)}"


def entries_path(n: int, width: int = TILE_WIDTH) -> str:
    """`tile/entries/<N>[.p/<W>]`.

    Raises:
        MalformedError: there is no such bundle in any log.
    """
    return f"tile/entries/{_numbered(n, width)}"


def read_path(path: str) -> Place:
    """The place that a path names; the inverse of the two above.

    Raises:
        MalformedError: it names none, or not in its one form.
    """
    found = _PATH.fullmatch(path)
    if found is not None:
        level, n, width = found.group("level", "n", "width")
        number = int(n.replace("x", "").replace("/", ""))
        place = Place(
            None if level == "entries" else int(level),
            number,
            TILE_WIDTH if width is None else int(width),
        )
        # (2) no needless x000 in front, no width or level out of range
        if number <= _N_MAX and _is_one(place) and place.path == path:
            return place
    raise MalformedError(
        f"{path[:100]!r} is no tile's path: tile/<level>/<number>[.p/<width>] or "
        "tile/entries/<number>[.p/<width>], numbers in groups of three digits."
    )


def tiles_of(size: int, start: int = 0) -> Iterator[Place]:
    """Every tile of a tree of `size` leaves, lowest level first; bundles not.

    With a `start`: only those that may differ from those of a tree of `start` leaves.
    """
    level = 0
    while count := size >> TILE_HEIGHT * level:
        full, width = divmod(count, TILE_WIDTH)
        for n in range((start >> TILE_HEIGHT * level) // TILE_WIDTH, full):
            yield Place(level, n)
        if width:
            yield Place(level, full, width)
        level += 1


def bundles_of(start: int, stop: int) -> Iterator[Place]:
    """The bundles with entries [start, stop), as a log of `stop` entries has them."""
    for n in range(start // TILE_WIDTH, -(-stop // TILE_WIDTH) if stop > start else 0):
        yield Place(None, n, min(TILE_WIDTH, stop - n * TILE_WIDTH))


def _is_one(place: Place) -> bool:
    in_range = place.level is None or place.level <= LEVEL_MAX
    return in_range and place.width <= TILE_WIDTH


def _numbered(n: int, width: int) -> str:
    if not 0 <= n <= _N_MAX or not 1 <= width <= TILE_WIDTH:
        raise MalformedError(f"There is no tile {n} of {width} hashes.")
    n, last = divmod(n, _GROUP)
    path = f"{last:03}"
    while n:
        n, group = divmod(n, _GROUP)
        path = f"x{group:03}/{path}"
    return path if width == TILE_WIDTH else f"{path}.p/{width}"
