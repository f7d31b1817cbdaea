"""What importance and likelihood come to, as data with fixed names.

1. A number that could be taken for a frequency never stands without its band and the
   sentence that says what it is (`MEANING`).
"""

from typing import Any

from lastlook.hazard.budgets import Cut
from lastlook.hazard.dependence import Ranks
from lastlook.hazard.event_importance import Importance
from lastlook.hazard.likelihood import likelihood
from lastlook.hazard.rule_importance import Removal, RuleImportance
from lastlook.hazard.weighing import MEANING, Weighed


def weighed_as_json(weights: Weighed) -> dict[str, Any]:
    """What `--importance` adds to the JSON."""
    return {
        "rule_importance": rules_as_json(weights.rules),
        "event_importance": events_as_json(weights.events),
        "ranks": ranks_as_json(weights.ranks),
    }


def rules_as_json(found: RuleImportance) -> dict[str, Any]:
    """Every rule taken away, and the pairs that do more together than alone."""
    return {
        "whole": _removal(found.whole),
        "rules": [_removal(one) for one in found.singles],
        "pairs_tried": len(found.pairs),
        "pairs": [_removal(one) for one in found.telling_pairs()],
        "searches": found.searches,
    }


def _removal(one: Removal) -> dict[str, Any]:
    return {
        "without": list(one.codes),
        "k_errors": one.k_errors,
        "cut_set": None if one.cut is None else _names(one.cut),
        "acts_to_shoot": one.acts,
    }


def events_as_json(found: tuple[Importance, ...]) -> list[dict[str, Any]]:
    """Each basic event with its factors, by SCRAM's names, and its assumption."""
    return [
        {
            "event": one.error.name,
            "assumed": one.probability,
            "error_factor": likelihood(one.error).factor,
            "because": likelihood(one.error).why,
            "MIF": one.mif,
            "CIF": one.cif,
            "DIF": one.dif,
            "RAW": one.raw,
            "RRW": one.rrw,
        }
        for one in found
    ]


def ranks_as_json(found: Ranks) -> dict[str, Any]:
    """(1) The cut sets by their share, with a band, and what dependence does."""
    return {
        "meaning": MEANING,
        "band": {"low": found.low, "middle": found.middle, "high": found.high},
        "dependence_factor": found.factor,
        "seed": found.seed,
        "trials": found.trials,
        "cut_sets": [
            {
                "cut_set": _names(one.cut),
                "share": one.share,
                "share_low": one.low,
                "share_high": one.high,
            }
            for one in found.ranks
        ],
    }


def _names(cut: Cut) -> list[str]:
    return [error.name for error in cut]
