"""Minimal cut sets, and basic events, as CSV (RFC 4180): one row each.

1. Cut sets stand smallest first; the errors of one are separated by spaces, and so
   are the fewest people who can commit it between them (`budgets.py`).
2. Basic events stand most important by MIF first, by the assumed probabilities; an RRW
   that has no bound is left empty.
3. What it is of stands in the last columns of every row: CSV has no comments.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

from lastlook.hazard.budgets import Cut, between
from lastlook.hazard.event_importance import assumed, factors, importances
from lastlook.hazard.exports.found import Found

COLUMNS: Final = ("number", "order", "people", "errors", "who")
EVENT_COLUMNS: Final = ("event", "assumed", "MIF", "CIF", "DIF", "RAW", "RRW")
BEGINS: Final = ",".join(COLUMNS).encode()
EVENT_BEGINS: Final = ",".join(EVENT_COLUMNS).encode()


def rows(found: Found) -> bytes:
    """(1) The columns `COLUMNS`."""
    return _written(
        found,
        COLUMNS,
        (
            (number, len(cut), len(fewest), _names(cut), " ".join(fewest))
            for number, cut in enumerate(found.analysis.cuts, start=1)
            for fewest in (between(cut).people,)
        ),
    )


def event_rows(found: Found) -> bytes:
    """(2) The columns `EVENT_COLUMNS`."""
    cuts = found.analysis.cuts
    return _written(
        found,
        EVENT_COLUMNS,
        (
            (one.error.name, one.probability, *factors(one))
            for one in importances(cuts, assumed(cuts))
        ),
    )


def _names(cut: Cut) -> str:
    return " ".join(error.name for error in cut)


def _written(
    found: Found, columns: Sequence[str], lines: Iterable[Sequence[object]]
) -> bytes:
    out, about = StringIO(newline=""), found.about
    writer = csv.writer(out)
    writer.writerow((*columns, *about))
    writer.writerows((*line, *about.values()) for line in lines)
    return out.getvalue().encode()
