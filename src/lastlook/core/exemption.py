"""Which coded exception lets live rounds be in a place now.

1. None where a pack leaves it closed, where its time is over or it is of another
   place. Nothing is exempt by default.
"""

from lastlook.core.policy import Policy
from lastlook.core.state import Exemption, State
from lastlook.core.words import LiveException, Ms, PlaceId


def exemption_at(
    state: State, policy: Policy, place: PlaceId, now: Ms
) -> tuple[LiveException, Exemption] | None:
    """The exception in force in `place` at `now` (ms UTC), and its terms."""
    for exception, terms in state.live.items():
        here = terms.place == place and now < terms.until
        if here and exception in policy.exceptions:
            return exception, terms
    return None
