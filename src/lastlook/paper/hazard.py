"""How many human errors a procedure withstands, as a PDF for the file and the insurer.

1. The assumptions stand first, what is not covered before the pictures.
2. The same outcome is the same bytes: no date, no machine's fonts.
3. It can be read by ear (PDF/UA-1): fault tree and bow-tie carry their outlines.
"""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

import msgspec

from lastlook.hazard.assumptions import ASSUMPTIONS, NOT_COVERED
from lastlook.hazard.budgets import BARRIER_MAX
from lastlook.hazard.patterns import Pattern
from lastlook.hazard.phrases import barrier_words, event_words, events_words
from lastlook.hazard.pictures import (
    bow_tie,
    fault_tree,
    outline,
    threats_outline,
)
from lastlook.hazard.told import counted
from lastlook.hazard.weighing import Weighed, weight_tables
from lastlook.hazard.what_if import Outcome, Tale, budgets, turns

STANDARD: Final = "ua-1"  # ISO 14289-1


def hazard_pdf(outcome: Outcome, rules: str, weights: Weighed | None = None) -> bytes:
    """The report on an outcome.

    Args:
        outcome: what was found.
        rules: the packs that were judged, in words.
        weights: what rules and errors are worth, where that was weighed.
    """
    # Nobody who prints nothing waits for the typesetter.
    import typst  # noqa: PLC0415

    template = files(__package__).joinpath("hazard.typ").read_bytes()
    said = msgspec.json.encode(_told(outcome, rules, weights)).decode()
    return typst.compile(
        template,
        format="pdf",
        sys_inputs={"told": said},
        ignore_system_fonts=True,
        pdf_standards=STANDARD,
    )


def _told(outcome: Outcome, rules: str, weights: Weighed | None) -> dict[str, Any]:
    sets = counted(outcome.cut_sets, "minimal cut set")
    patterns = counted(len(outcome.patterns), "pattern")
    return {
        "title": outcome.top,
        "scene": outcome.title,
        "rules": f"Rules: {rules}. World: {outcome.world} (weapons x chambers).",
        "weapon": outcome.weapon,
        "assumed": ASSUMPTIONS,
        "refused": outcome.refused,
        "budgets": list(budgets(outcome)),
        "counted": f"{sets}, {patterns}",
        "patterns": [
            _pattern(nth, one) for nth, one in enumerate(outcome.patterns, start=1)
        ],
        "stories": [_story(one) for one in outcome.tales],
        "barrier_max": BARRIER_MAX,
        "advice": ["; ".join(map(event_words, one)) for one in outcome.barriers],
        "weights": list(weight_tables(weights)) if weights is not None else [],
        "not_covered": NOT_COVERED,
        "pictures": list(_pictures(outcome)),
    }


def _pattern(nth: int, pattern: Pattern) -> dict[str, Any]:
    errors, ways = counted(pattern.order, "error"), counted(pattern.cuts, "way")
    return {
        "head": f"{nth}. {errors}, {ways}: all of",
        "passed": [
            (barrier_words(one.barrier), [events_words(way) for way in one.ways])
            for one in pattern.passed
        ],
    }


def _story(tale: Tale) -> dict[str, Any]:
    steps = []
    for nth, line in enumerate(tale.lines):
        refused = f" (although refused: {', '.join(line.refused)})"
        steps.append(
            {
                "nth": str(nth + 1),
                "what": line.text + (refused if line.refused else ""),
                "wrong": line.is_error,
                "recorded": line.recorded,
                "really": line.really,
                "differs": tale.turning_point is not None and nth >= tale.turning_point,
            }
        )
    head = f"A shortest way of {counted(len(tale.errors), 'error')}"
    return {"head": head, "steps": steps, "turns": list(turns(tale))}


def _pictures(outcome: Outcome) -> Iterator[dict[str, str]]:
    title, patterns = outcome.top, outcome.patterns
    if not patterns:
        return
    for name, drawn, said in (
        ("Fault tree", fault_tree, outline),
        ("Bow-tie", bow_tie, threats_outline),
    ):
        # A page knows what its paper's colour is; a sheet is told.
        svg = drawn(title, patterns).replace('fill="Canvas"', 'fill="white"')
        yield {"title": name, "svg": svg, "outline": "\n".join(said(patterns))}
