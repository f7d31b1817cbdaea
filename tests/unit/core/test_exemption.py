"""Which coded exception lets live rounds be in a place now."""

from msgspec.structs import replace

from lastlook.core.exemption import exemption_at
from lastlook.core.policy import Policy
from lastlook.core.state import Exemption, State
from lastlook.core.table import Table

TERMS = Exemption("vault-1", 20, 1_000)
OPEN = Policy(exceptions=("range-training", "documentary"))


def under(**changed: Exemption) -> State:
    terms = {name.replace("_", "-"): one for name, one in changed.items()}
    return State(live=Table(terms.items()))


def test_nothing_is_exempt_by_default() -> None:
    assert exemption_at(State(), OPEN, "vault-1", 0) is None
    assert exemption_at(under(range_training=TERMS), Policy(), "vault-1", 0) is None


def test_an_exception_is_in_force_in_its_place_until_its_time() -> None:
    state = under(range_training=TERMS)
    assert exemption_at(state, OPEN, "vault-1", 999) == ("range-training", TERMS)
    assert exemption_at(state, OPEN, "vault-1", 1_000) is None
    assert exemption_at(state, OPEN, "safe-1", 999) is None


def test_one_that_is_over_or_closed_or_elsewhere_hides_no_other() -> None:
    other = replace(TERMS, until=2_000)
    for first in (TERMS, replace(TERMS, place="safe-1", until=3_000)):
        state = under(range_training=first, documentary=other)
        assert exemption_at(state, OPEN, "vault-1", 1_500) == ("documentary", other)
    closed = under(sound_recording=other, documentary=other)
    assert exemption_at(closed, OPEN, "vault-1", 1_500) == ("documentary", other)


def test_of_two_the_one_granted_first_is_named() -> None:
    state = under(documentary=TERMS, range_training=TERMS)
    assert exemption_at(state, OPEN, "vault-1", 0) == ("documentary", TERMS)
