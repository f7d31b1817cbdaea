"""Two who look are not two who see: dependence between checkers, and ranks with a band.

1. Five levels, as conditional probabilities of a miss after a miss (NUREG/CR-1278,
   table 20-17, equations 10-14 to 10-18): zero p, low (1+19p)/20, moderate (1+6p)/7,
   high (1+p)/2, complete 1.
2. Four facts choose the level (SPAR-H, NUREG/CR-6883, dependency condition table in the
   worksheets): the same crew, close in time, the same place, further cues. Who looks
   the same way at the same thing as another, one after the other, is one crew with
   them: *high*; by eye and by lamp are one way. Another test, answered before the first
   answer is shown, is another crew's: *low*.
3. In a cut set the checks stand in the order of time. Each after the first is taken
   given that the one before it failed, by the strongest level to any before it; a third
   is at least moderate, a fourth at least high (SPAR-H). Other errors are independent.
4. The result is a rank and a band, for one scene in which every occasion for an error
   arises once. It is no frequency: nobody knows how often a live round is brought.
5. The same seed gives the same band.

The tables are as others give them: neither handbook nor worksheets were at hand.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from math import exp, log, prod
from random import Random
from typing import Final

from msgspec import Struct

from lastlook.core.words import Method
from lastlook.hazard.budgets import Cut
from lastlook.hazard.errors import Error
from lastlook.hazard.likelihood import likelihood

CHECKS: Final = ("proof", "look")  # in the order of time
SIGHT: Final[frozenset[Method]] = frozenset({"eye", "light"})  # one way of looking
LOOKERS: Final = ("armorer", "first-ad")  # in the order of time
Z95: Final = 1.6448536269514722  # the standard normal's 95th percentile
LEAST, MIDDLE, MOST = 0.05, 0.5, 0.95  # percentiles of the band


class Level(IntEnum):
    """How much a second check depends on a first: zero to complete (1)."""

    ZERO = 0
    LOW = 1
    MODERATE = 2
    HIGH = 3
    COMPLETE = 4


# (3) of the first, the second, the third, and every later check
AT_LEAST: Final = (Level.ZERO, Level.ZERO, Level.MODERATE, Level.HIGH)


class Facts(Struct, frozen=True):
    """SPAR-H's four facts about two checks (2)."""

    same_crew: bool
    close_in_time: bool
    same_place: bool
    new_cues: bool


class Rank(Struct, frozen=True):
    """A cut set's share of all, and the 5th and 95th percentile of that share."""

    cut: Cut
    share: float
    low: float
    high: float


class Ranks(Struct, frozen=True):
    """Cut sets by share, and what they come to together with and without dependence.

    `low`, `middle`, `high`: percentiles 5, 50, 95 of the rare-event sum (4).
    `factor`: that sum by the medians, over the same sum with no dependence.
    """

    ranks: tuple[Rank, ...]
    low: float
    middle: float
    high: float
    factor: float
    seed: int
    trials: int


def given_a_miss(level: Level, own: float) -> float:
    """(1) The probability of a miss after a miss, from that of a miss alone."""
    match level:
        case Level.ZERO:
            return own
        case Level.LOW:
            return (1 + 19 * own) / 20
        case Level.MODERATE:
            return (1 + 6 * own) / 7
        case Level.HIGH:
            return (1 + own) / 2
        case Level.COMPLETE:
            return 1.0


def level_of(facts: Facts) -> Level:
    """(2) SPAR-H's table; its last line, no dependence, is for no two checks here.

    Same crew: close in time and place complete; close in time, elsewhere high; later,
    same place high, with new cues moderate; later, elsewhere moderate, with new cues
    low. Another crew: close in time moderate, later low.
    """
    if not facts.same_crew:
        return Level.MODERATE if facts.close_in_time else Level.LOW
    if facts.close_in_time:
        return Level.COMPLETE if facts.same_place else Level.HIGH
    if facts.same_place:
        return Level.MODERATE if facts.new_cues else Level.HIGH
    return Level.LOW if facts.new_cues else Level.MODERATE


class Checks:
    """The checks of a scene: the armorer's test and the first AD's, what joins two."""

    def __init__(self, tests: tuple[Method, Method]) -> None:
        ways = ("sight" if test in SIGHT else test for test in tests)
        self._ways = dict(zip(LOOKERS, ways, strict=True))

    def is_check(self, error: Error) -> bool:
        """Whether an error is a miss in a check."""
        return error.of == "untrue" and error.what in CHECKS

    def facts(self, first: Error, second: Error) -> Facts:
        """What joins two checks: acts of their own, so never close in time."""
        same_person = first.who == second.who
        looks = first.what == second.what == "look"
        same_way = self._ways.get(first.who) == self._ways.get(second.who)
        return Facts(
            same_crew=same_person or (looks and same_way),
            close_in_time=False,
            same_place=first.what == second.what,
            new_cues=not same_way and not same_person,
        )

    def chained(self, cut: Cut) -> tuple[tuple[Error, Level], ...]:
        """(3) The errors of a cut set with their levels, checks by time."""
        checks = sorted((one for one in cut if self.is_check(one)), key=_when)
        chain = [(one, Level.ZERO) for one in cut if not self.is_check(one)]
        for nth, check in enumerate(checks):
            levels = [level_of(self.facts(before, check)) for before in checks[:nth]]
            chain.append((check, max((AT_LEAST[min(nth, 3)], *levels))))
        return tuple(chain)


def _when(check: Error) -> tuple[int, int]:
    by = LOOKERS.index(check.who) if check.who in LOOKERS else len(LOOKERS)
    return CHECKS.index(check.what), by


def ranked(
    cuts: Sequence[Cut],
    tests: tuple[Method, Method],
    *,
    seed: int,
    trials: int = 2_000,
) -> Ranks:
    """(4) The cut sets by their share, with a band.

    Args:
        cuts: minimal cut sets.
        tests: the armorer's and the first AD's test.
        seed: what the sampling begins with (5).
        trials: how many samples.
    """
    checks = Checks(tests)
    chains = [checks.chained(cut) for cut in cuts]
    events = sorted({error for cut in cuts for error in cut})
    medians = {error: likelihood(error).median for error in events}
    joint = [_joint(chain, medians) for chain in chains]
    alone = sum(prod(medians[error] for error in cut) for cut in cuts)
    sums, shares = _sampled(chains, events, Random(seed), trials)  # noqa: S311
    total = sum(joint)
    ranks = [
        Rank(cut, one / total, _at(share, LEAST), _at(share, MOST))
        for cut, one, share in zip(cuts, joint, shares, strict=True)
    ]
    return Ranks(
        ranks=tuple(sorted(ranks, key=lambda one: (-one.share, one.cut))),
        low=_at(sums, LEAST),
        middle=_at(sums, MIDDLE),
        high=_at(sums, MOST),
        factor=total / alone if alone else 1.0,
        seed=seed,
        trials=trials,
    )


def _joint(chain: Sequence[tuple[Error, Level]], alone: Mapping[Error, float]) -> float:
    return prod(given_a_miss(level, alone[error]) for error, level in chain)


def _sampled(
    chains: Sequence[Sequence[tuple[Error, Level]]],
    events: Sequence[Error],
    chance: Random,
    trials: int,
) -> tuple[list[float], list[list[float]]]:
    """The sum in each trial, and for each cut set its share in each trial, in order."""
    spread = [
        (error, log(likelihood(error).median), log(likelihood(error).factor) / Z95)
        for error in events
    ]
    sums: list[float] = []
    shares: list[list[float]] = [[] for _ in chains]
    for _ in range(trials if chains else 0):
        drawn = {
            error: min(1.0, exp(chance.gauss(middle, width)))
            for error, middle, width in spread
        }
        joint = [_joint(chain, drawn) for chain in chains]
        total = sum(joint)
        sums.append(total)
        for share, one in zip(shares, joint, strict=True):
            share.append(one / total)
    sums.sort()
    for share in shares:
        share.sort()
    return sums, shares


def _at(ordered: Sequence[float], quantile: float) -> float:
    return ordered[int(quantile * (len(ordered) - 1))] if ordered else 0.0
