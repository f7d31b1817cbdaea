"""What a pack may set, and what holds where none set anything."""

import pytest

from lastlook.core.policy import STRICTNESS, Limits, Policy
from lastlook.core.words import Severity
from tests.world.production import a_set, house


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


def test_a_limit_of_a_later_rule_is_no_limit_before_it_is_asked_for() -> None:
    later = Limits()
    assert (later.weapons_count, later.meeting_ms, later.notice_ms) == (0, 0, 0)
    assert (later.loaded_ms, later.look_ms, later.body_looks_count) == (0, 0, 0)
    assert (later.distance_full_cm, later.distance_half_cm) == (0, 0)
    assert later.distance_quarter_cm == 0


@pytest.mark.parametrize("severity", ["stop", "hold", "warn", "note"])
def test_a_pack_asks_for_a_rule_however_strictly(severity: Severity) -> None:
    kept = a_set().only("shot-not-called", severity=severity).policy
    assert kept.asks("shot-not-called")
    assert not kept.asks("body-unseen")
    assert not kept.without("shot-not-called").asks("shot-not-called")
    assert not Policy().asks("shot-not-called")


def test_a_policy_names_no_paper_topic_notice_or_exception_by_itself() -> None:
    nothing = Policy()
    assert (nothing.documents, nothing.topics, nothing.exceptions) == ((), (), ())
    assert (nothing.notices, nothing.public_notices) == ((), ())
