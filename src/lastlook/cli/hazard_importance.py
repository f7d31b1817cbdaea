"""`lastlook hazard --importance`: what each rule, error and way is worth."""

from typing import Any

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from lastlook.cli.console import progress
from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis
from lastlook.hazard.budgets import Cut
from lastlook.hazard.dependence import Ranks, ranked
from lastlook.hazard.event_importance import Importance, assumed, importances
from lastlook.hazard.rule_importance import (
    Prepare,
    Removal,
    RuleImportance,
    rule_importance,
)
from lastlook.hazard.told_importance import (
    MEANING,
    events_as_json,
    ranks_as_json,
    rules_as_json,
)

SHOWN = 10  # rows of a table


class Weighed(Struct, frozen=True):
    """The worth of rules, of basic events and of cut sets."""

    rules: RuleImportance
    events: tuple[Importance, ...]
    ranks: Ranks


def weighed(found: Analysis, prepare: Prepare, policy: Policy, seed: int) -> Weighed:
    """Take away every rule and every pair, and weigh the cut sets that were found."""
    with progress("removals") as counting:
        rules = rule_importance(prepare, policy, found.top, progress=counting)
    return Weighed(
        rules=rules,
        events=importances(found.cuts, assumed(found.cuts)),
        ranks=ranked(found.cuts, found.scene.sort.tests, seed=seed),
    )


def weighed_as_json(weights: Weighed) -> dict[str, Any]:
    """What `--importance` adds to the JSON."""
    return {
        "rule_importance": rules_as_json(weights.rules),
        "event_importance": events_as_json(weights.events),
        "ranks": ranks_as_json(weights.ranks),
    }


def report(weights: Weighed, console: Console) -> None:
    """Print it in three tables."""
    _rules(weights.rules, console)
    _events(weights.events, console)
    _ranks(weights.ranks, console)


def _rules(found: RuleImportance, console: Console) -> None:
    whole = found.whole
    told = [
        one
        for one in found.singles
        if (one.k_errors, one.acts) != (whole.k_errors, whole.acts)
    ]
    console.print("\n[bold]What each rule is worth[/bold]")
    table = Table("without", "errors", "acts to shoot", "the smallest way", box=None)
    for one in (whole, *told, *found.telling_pairs()[:SHOWN]):
        named = " and ".join(one.codes) or "(every rule in force)"
        table.add_row(named, _or_none(one.k_errors), _or_none(one.acts), _way(one))
    console.print(table)
    alike = len(found.singles) - len(told)
    console.print(
        f"{alike} of {len(found.singles)} rules change neither by themselves; "
        f"{len(found.pairs)} pairs were tried, in {found.searches} searches."
    )


def _events(found: tuple[Importance, ...], console: Console) -> None:
    console.print("\n[bold]Which error matters most[/bold]")
    table = Table("error", "MIF", "CIF", "DIF", "RAW", "RRW", box=None)
    for one in found[:SHOWN]:
        rrw = "no bound" if one.rrw is None else f"{one.rrw:.3g}"
        factors = (f"{of:.3g}" for of in (one.mif, one.cif, one.dif, one.raw))
        table.add_row(one.error.name, *factors, rrw)
    console.print(table)


def _ranks(found: Ranks, console: Console) -> None:
    console.print("\n[bold]Which way is likeliest[/bold]")
    table = Table("", "share", "from", "to", "way", box=None)
    for nth, one in enumerate(found.ranks[:SHOWN], start=1):
        shares = (f"{of:.1%}" for of in (one.share, one.low, one.high))
        table.add_row(str(nth), *shares, _joined(one.cut))
    console.print(table)
    console.print(
        f"Checkers who are not independent make it {found.factor:.1f} times as likely. "
        f"The band of all ways together is {found.low:.1e} to {found.high:.1e} "
        f"(5 to 95 %, seed {found.seed}). {MEANING}"
    )


def _way(one: Removal) -> str:
    return "none" if one.cut is None else _joined(one.cut)


def _joined(cut: Cut) -> str:
    return ", ".join(error.name for error in cut)


def _or_none(count: int | None) -> str:
    return "none" if count is None else str(count)
