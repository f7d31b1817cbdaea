"""Words for what witnesses have seen of the record."""

from typing import Final

from lastlook.api.house import wall_day
from lastlook.witness.standing import Standing, WitnessStanding

MINUTE_MS: Final = 60_000
HOURS_FROM: Final = 120  # minutes


def age_words(ms: int) -> str:
    """How long ago; `frontend/src/lease.ts` says it alike."""
    minutes = ms // MINUTE_MS
    if minutes < 1:
        return "less than a minute"
    return f"{minutes} min" if minutes < HOURS_FROM else f"{minutes // 60} h"


def witnessed_words(standing: Standing) -> str:
    """How much of the record a quorum has seen."""
    if standing.seen is None:
        seen = "no quorum outside has seen this record"
    elif standing.seen == standing.size:
        seen = f"all {standing.size} entries"
    else:
        seen = f"{standing.seen} of {standing.size} entries"
    troubled = ", ".join(standing.troubled)
    return f"{seen}. Trouble with {troubled}" if troubled else seen


def witness_words(one: WitnessStanding, now: int) -> str:
    """What one witness has seen, and whether it can be asked."""
    if one.size is None or one.at is None:
        last = "has never cosigned"
    else:
        last = f"cosigned {one.size} entries at {wall_day(one.at, now)}"
    since = wall_day(one.since, now)
    match one.link:
        case "cosigned":
            return last
        case "asking":
            return f"not heard since the start at {since}; {last}"
        case "lost":
            return f"LINK LOST since {since}; {last}"
        case "refused":
            return f"SAYS NO since {since}; {last}"
