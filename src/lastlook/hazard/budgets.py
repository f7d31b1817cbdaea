"""How much a procedure withstands: errors, people, causes; and what would close it.

1. *k errors*: the order of the smallest cut set. It withstands k-1 of any.
2. *k people*: how few people can commit one between them. Whoever reports under
   another's name does it alone, so an untrue report is anybody's who has a phone here.
   A round can be brought by anybody, and so by whoever slips it in.
3. *k causes*: errors that one cause brings about together are counted once (a
   common-cause group in the sense of NUREG/CR-4780). Each cause is tried by itself.
4. *Barrier sets*: minimal sets of errors to make impossible, after which no number of
   the others suffices: the minimal hitting sets of the cut sets (Berge, 1989).
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.hazard.errors import BRING, Error
from lastlook.hazard.procedure import ARMORER, FIRST_AD, PERFORMER

Cut: TypeAlias = tuple[Error, ...]
ON_SET: Final = (ARMORER, FIRST_AD, PERFORMER)
BARRIER_MAX: Final = 4  # more at once is no advice
CAUSES: Final[dict[str, str]] = {
    "look-alike-rounds": "nobody can tell the rounds apart by looking",
    "rushed-crew": "there is no time: looks are skipped and nobody asks",
    "one-supplier": "one delivery was wrong in all it brought",
}


def cause_of(error: Error) -> tuple[str, ...]:
    """The common causes that can bring an error about."""
    causes = []
    if error.of == "untrue" and error.what in {"look", "proof"}:
        causes += ["look-alike-rounds", "rushed-crew"]
    if error.of == "bypass":
        causes.append("rushed-crew")
    if error.of == "stock":
        causes.append("one-supplier")
    return tuple(causes)


def k_errors(cuts: Iterable[Cut]) -> int | None:
    """(1) The order of the smallest; None where there is none."""
    return min((len(cut) for cut in cuts), default=None)


class Between(Struct, frozen=True):
    """(2) People who can commit a cut set between them, and who of them which error."""

    people: tuple[str, ...]
    cut: Cut
    by: tuple[str, ...]  # of each error who commits it


def k_people(cuts: Iterable[Cut]) -> int | None:
    """(2) The fewest people who can commit one of these between them."""
    found = fewest_people(cuts)
    return None if found is None else len(found.people)


def fewest_people(cuts: Iterable[Cut]) -> Between | None:
    """(2) Who they are: of the smallest cut set that takes no more; None of none."""
    found = (between(cut) for cut in cuts)
    return min(found, key=lambda one: (len(one.people), len(one.cut)), default=None)


def between(cut: Cut) -> Between:
    """(2) The fewest people who can commit one cut set between them."""
    able = [_able(error) for error in cut]
    people = sorted(set().union(*able))
    for count in range(len(people) + 1):
        for some in combinations(people, count):
            if all(not one.isdisjoint(some) for one in map(frozenset, able)):
                # Whose error it is comes first, where they are among them.
                by = tuple(next(who for who in one if who in some) for one in able)
                return Between(some, cut, by)
    raise AssertionError("Somebody can commit every error.")


def _able(error: Error) -> tuple[str, ...]:
    anybodys = error.of == "untrue" or error.what.startswith(BRING)
    return (error.who, *ON_SET) if anybodys else (error.who,)


def k_by_cause(cuts: Sequence[Cut]) -> dict[str, int]:
    """(3) For each cause, the order of the smallest where it is counted once."""
    return {
        cause: min((_counted_once(cut, cause) for cut in cuts), default=0)
        for cause in CAUSES
    }


def _counted_once(cut: Cut, cause: str) -> int:
    together = sum(1 for error in cut if cause in cause_of(error))
    return len(cut) - max(together - 1, 0)


def barriers(cuts: Sequence[Cut], most: int = BARRIER_MAX) -> tuple[Cut, ...]:
    """(4) Minimal sets of errors that hit every cut set, up to `most` errors each."""
    sets: list[frozenset[Error]] = [frozenset()]
    for cut in sorted(cuts, key=len):
        grown = {
            one if one.intersection(cut) else one | {error}
            for one in sets
            for error in (cut[:1] if one.intersection(cut) else cut)
        }
        fit = sorted((one for one in grown if len(one) <= most), key=_order)
        sets = []
        for one in fit:
            if not any(less <= one for less in sets):
                sets.append(one)
    return tuple(tuple(sorted(one)) for one in sets)


def _order(one: frozenset[Error]) -> tuple[int, tuple[Error, ...]]:
    return len(one), tuple(sorted(one))
