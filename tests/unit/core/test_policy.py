"""What a pack may set, and what holds where none set anything."""

import pytest

from lastlook.core.policy import STRICTNESS, Limits, Policy
from tests.world.production import house


def test_a_stop_is_stricter_than_a_hold_a_warning_and_a_note() -> None:
    assert sorted(STRICTNESS, key=STRICTNESS.__getitem__) == [
        "note",
        "warn",
        "hold",
        "stop",
    ]
    assert len(set(STRICTNESS.values())) == len(STRICTNESS)


def test_a_limit_no_pack_set_lets_nothing_through() -> None:
    assert Limits() == Limits(
        clearance_ms=0,
        offer_ms=0,
        late_ms=0,
        ahead_ms=0,
        looks_count=50,
        distance_cm=100_000,
        misfire_wait_ms=86_400_000,
        collect_ms=0,
        lift_ms=0,
        day_ms=0,
    )


def test_a_policy_asks_for_nothing_before_a_pack_is_in_force() -> None:
    nothing = Policy()
    assert (nothing.rules, nothing.parts, nothing.tests) == ({}, {}, {})
    assert (nothing.handlers, nothing.digest) == ((), "")
    assert nothing.severity("on-break") is None


def test_a_policy_never_changes_and_a_what_if_has_no_digest() -> None:
    policy = house()
    with pytest.raises(AttributeError, match="immutable"):
        policy.digest = "another"  # type: ignore[misc]
    assert policy.without("on-break").digest == ""
    assert policy.without("no-such-rule").digest == ""
