"""Which basic event matters how much: the factors of fault tree analysis, exactly.

1. The probability of the top event is that of the union of the cut sets, by Shannon's
   expansion; no rare-event sum and no bound stands in for it.
2. Names and definitions are SCRAM's, with P for the top event and p for the event:
   MIF = P(top | e) - P(top | not e) (Birnbaum), CIF = p MIF / P,
   DIF = p P(top | e) / P,
   RAW = P(top | e) / P, RRW = P / P(top | not e).
3. Events are taken to be independent here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from lastlook.hazard.budgets import Cut
from lastlook.hazard.errors import Error
from lastlook.hazard.likelihood import likelihood

Sets: TypeAlias = frozenset[frozenset[Error]]
Probabilities: TypeAlias = Mapping[Error, float]


class Importance(Struct, frozen=True):
    """The five factors of one basic event.

    `rrw` is None where the top event cannot be without it (SCRAM writes 0).
    """

    error: Error
    probability: float
    mif: float
    cif: float
    dif: float
    raw: float
    rrw: float | None


def factors(one: Importance) -> tuple[float | None, ...]:
    """MIF, CIF, DIF, RAW and RRW, in this order."""
    return one.mif, one.cif, one.dif, one.raw, one.rrw


def assumed(cuts: Sequence[Cut]) -> dict[Error, float]:
    """The assumed median of each basic event of some cut set."""
    events = sorted({error for cut in cuts for error in cut})
    return {error: likelihood(error).median for error in events}


def probability(cuts: Sequence[Cut], of: Probabilities) -> float:
    """(1) How probable it is that some cut set happens whole, by independent events."""
    return _union(frozenset(map(frozenset, cuts)), of, {})


def importances(cuts: Sequence[Cut], of: Probabilities) -> tuple[Importance, ...]:
    """(2) Every event of some cut set, most important by MIF first; none without P."""
    top = probability(cuts, of)
    if not top:
        return ()
    events = sorted({error for cut in cuts for error in cut})
    found = [_factors(cuts, of, error, top) for error in events]
    return tuple(sorted(found, key=lambda one: (-one.mif, one.error)))


def _factors(
    cuts: Sequence[Cut], of: Probabilities, error: Error, top: float
) -> Importance:
    given = probability(cuts, {**of, error: 1.0})
    without = probability(cuts, {**of, error: 0.0})
    own = of[error]
    return Importance(
        error=error,
        probability=own,
        mif=given - without,
        cif=own * (given - without) / top,
        dif=own * given / top,
        raw=given / top,
        rrw=top / without if without else None,
    )


def _union(sets: Sets, of: Probabilities, known: dict[Sets, float]) -> float:
    if not sets:
        return 0.0
    if frozenset() in sets:
        return 1.0
    found = known.get(sets)
    if found is None:
        often = Counter(error for one in sets for error in one)
        error = min(often, key=lambda one: (-often[one], one))
        without = frozenset(one for one in sets if error not in one)
        given = frozenset(one - {error} for one in sets)
        given = frozenset(one for one in given if not any(less < one for less in given))
        own = of[error]
        found = own * _union(given, of, known) + (1 - own) * _union(without, of, known)
        known[sets] = found
    return found
