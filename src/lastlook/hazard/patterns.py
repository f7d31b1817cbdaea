"""Cut sets grouped by their kind: which barriers they pass, and by which errors.

1. A pattern is a product: of each of its barriers one way is taken, and every such
   choice is a cut set. The patterns together have each cut set, and no other.
2. Two patterns that differ in one barrier only are one, whose barrier is passed in
   either way (`OR`); what passes one barrier together stands together (`AND`).

Knows nothing of a graph: cut sets in, patterns out, the same for the same sets.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TypeAlias

from msgspec import Struct

from lastlook.hazard.errors import Error
from lastlook.hazard.phrases import barrier, barrier_order

Cut: TypeAlias = tuple[Error, ...]
Way: TypeAlias = frozenset[Error]  # errors that pass one barrier together
Ways: TypeAlias = dict[str, frozenset[Way]]


class Passed(Struct, frozen=True, order=True):
    """One barrier and the ways past it, any of which is enough."""

    barrier: str
    ways: tuple[Cut, ...]


class Pattern(Struct, frozen=True):
    """Barriers that are all passed; how many cut sets it stands for."""

    passed: tuple[Passed, ...]
    cuts: int

    @property
    def order(self) -> int:
        """The errors of its smallest cut set."""
        return sum(min(map(len, one.ways)) for one in self.passed)

    def sets(self) -> Iterable[Cut]:
        """The cut sets it stands for."""
        for chosen in product(*(one.ways for one in self.passed)):
            yield tuple(sorted(error for way in chosen for error in way))


def patterns(cuts: Sequence[Cut]) -> tuple[Pattern, ...]:
    """The patterns of these cut sets, those of the fewest errors first."""
    grouped: dict[tuple[str, ...], list[Ways]] = {}
    for cut in cuts:
        ways = _by_barrier(cut)
        grouped.setdefault(tuple(sorted(ways)), []).append(ways)
    found = [_pattern(one) for same in grouped.values() for one in _merged(same)]
    return tuple(sorted(found, key=lambda one: (one.order, -one.cuts, one.passed)))


def _by_barrier(cut: Cut) -> Ways:
    parts: dict[str, set[Error]] = {}
    for error in cut:
        parts.setdefault(barrier(error), set()).add(error)
    return {name: frozenset({frozenset(errors)}) for name, errors in parts.items()}


def _merged(same: list[Ways]) -> list[Ways]:
    """(2) Joined by one barrier after the other, until nothing more can be."""
    while True:
        before = len(same)
        for name in sorted(same[0], key=barrier_order):
            others: dict[tuple[tuple[str, frozenset[Way]], ...], Ways] = {}
            for ways in same:
                rest = tuple(sorted((k, v) for k, v in ways.items() if k != name))
                known = others.get(rest)
                joined = ways[name] | (known[name] if known else frozenset())
                others[rest] = {**ways, name: joined}
            same = list(others.values())
        if len(same) == before:
            return same


def _pattern(ways: Ways) -> Pattern:
    passed = tuple(
        Passed(name, tuple(sorted(tuple(sorted(way)) for way in ways[name])))
        for name in sorted(ways, key=barrier_order)
    )
    count = 1
    for one in passed:
        count *= len(one.ways)
    return Pattern(passed, count)
