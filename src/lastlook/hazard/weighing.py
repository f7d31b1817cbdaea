"""What each rule, each error and each way is worth: weighed once, told as tables.

1. A terminal and a sheet of paper show the same tables, by the same words.
2. Of a long table the first rows are shown; whoever wants all of them asks for JSON.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis
from lastlook.hazard.budgets import Cut
from lastlook.hazard.dependence import Ranks, ranked
from lastlook.hazard.event_importance import Importance, assumed, importances
from lastlook.hazard.rule_importance import (
    Prepare,
    Progress,
    Removal,
    RuleImportance,
    rule_importance,
)

SHOWN: Final = 10  # rows of a table
MEANING: Final = (
    "For one scene in which every occasion for an error arises once, by assumed "
    "likelihoods. It ranks ways to harm and is no frequency: nobody knows how often "
    "any of it happens. Two who look the same way depend highly on each other, by "
    "another test little (NUREG/CR-1278, table 20-17; SPAR-H)."
)
FACTORS: Final = (
    "With P for the probability of harm and p for the error's own, both by assumed "
    "likelihoods: MIF is P with it less P without it; CIF is p MIF / P; DIF is p times "
    "P with it / P; RAW is P with it / P; RRW is P / P without it."
)


class Weighed(Struct, frozen=True):
    """The worth of rules, of basic events and of cut sets."""

    rules: RuleImportance
    events: tuple[Importance, ...]
    ranks: Ranks


class WeightTable(Struct, frozen=True):
    """One of the tables: `wide` are the columns of words, `said` stands below it."""

    title: str
    heads: tuple[str, ...]
    wide: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    said: str


def weighed(
    found: Analysis,
    prepare: Prepare,
    policy: Policy,
    seed: int,
    progress: Progress | None = None,
) -> Weighed:
    """Take away every rule and every pair, and weigh the cut sets that were found.

    Args:
        found: the analysis of the scene with every rule.
        prepare: prepares the scene under a policy.
        policy: the rules that were judged.
        seed: what the band of the ranks begins with.
        progress: told after each removal how many are done.
    """
    return Weighed(
        rules=rule_importance(prepare, policy, found.top, progress=progress),
        events=importances(found.cuts, assumed(found.cuts)),
        ranks=ranked(found.cuts, found.scene.sort.tests, seed=seed),
    )


def weight_tables(weights: Weighed) -> Iterator[WeightTable]:
    """(1) What was weighed, as tables."""
    yield _rules(weights.rules)
    if weights.events:
        yield _events(weights.events)
        yield _ranks(weights.ranks)


def _rules(found: RuleImportance) -> WeightTable:
    whole = found.whole
    told = [
        one
        for one in found.singles
        if (one.k_errors, one.acts) != (whole.k_errors, whole.acts)
    ]
    shown = (whole, *told, *found.telling_pairs()[:SHOWN])
    alike = len(found.singles) - len(told)
    return WeightTable(
        "What each rule is worth",
        ("without", "errors", "acts to shoot", "the smallest way"),
        (0, 3),
        tuple(
            (
                " and ".join(one.codes) or "(every rule in force)",
                _or_none(one.k_errors),
                _or_none(one.acts),
                _way(one),
            )
            for one in shown
        ),
        f"{alike} of {len(found.singles)} rules change neither by themselves; "
        f"{len(found.pairs)} pairs were tried, in {found.searches} searches.",
    )


def _events(found: tuple[Importance, ...]) -> WeightTable:
    return WeightTable(
        "Which error matters most",
        ("error", "MIF", "CIF", "DIF", "RAW", "RRW"),
        (0,),
        tuple(
            (
                one.error.name,
                *(f"{of:.3g}" for of in (one.mif, one.cif, one.dif, one.raw)),
                "no bound" if one.rrw is None else f"{one.rrw:.3g}",
            )
            for one in found[:SHOWN]
        ),
        FACTORS,
    )


def _ranks(found: Ranks) -> WeightTable:
    return WeightTable(
        "Which way is likeliest",
        ("rank", "share", "from", "to", "way"),
        (4,),
        tuple(
            (
                str(nth),
                *(f"{of:.1%}" for of in (one.share, one.low, one.high)),
                _joined(one.cut),
            )
            for nth, one in enumerate(found.ranks[:SHOWN], start=1)
        ),
        f"Checkers who are not independent make it {found.factor:.1f} times as likely. "
        f"The band of all ways together is {found.low:.1e} to {found.high:.1e} "
        f"(5 to 95 %, seed {found.seed}). {MEANING}",
    )


def _way(one: Removal) -> str:
    return "none" if one.cut is None else _joined(one.cut)


def _joined(cut: Cut) -> str:
    return ", ".join(error.name for error in cut)


def _or_none(count: int | None) -> str:
    return "none" if count is None else str(count)
