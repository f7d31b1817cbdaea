"""Packs and their numbers in words."""

import pytest

from lastlook.core.words import Name
from lastlook.policy.library import shipped, shipped_names
from lastlook.policy.read import read_pack
from lastlook.policy.told import counted, in_a_line, in_short, quantity
from tests.world.packs import SECOND, SMALL


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [
        ("clearance_ms", 600_000, "10 min"),
        ("day_ms", 57_600_000, "16 h"),
        ("notice_ms", 172_800_000, "2 d"),
        ("notice_ms", 0, "0"),
        ("look_ms", 500, "500 ms"),
        ("offer_ms", 90_000, "90 s"),
        ("distance_cm", 610, "610 cm"),
        ("looks_count", 2, "2"),
    ],
)
def test_a_number_is_said_in_the_largest_unit_that_is_whole(
    name: Name, number: int, said: str
) -> None:
    assert quantity(name, number) == said


def test_rules_are_counted_by_how_far_they_were_read() -> None:
    pack = read_pack(SECOND, "second")

    assert counted(pack.rules) == "2 rules: verified 1, not read 1"
    assert counted(pack.rules[:1]) == "1 rule: verified 1"
    assert counted(()) == "0 rules"


def test_a_pack_is_told_in_a_few_lines() -> None:
    assert list(in_a_line(read_pack(SECOND, "second"))) == [
        "second 7  A pack of format 2",
        "  Nowhere",
        "  2 rules: verified 1, not read 1",
        "  To be read by tests.",
    ]
    assert "  Nowhere" not in list(in_a_line(read_pack(SMALL, "small")))


def test_a_pack_is_told_in_short() -> None:
    assert list(in_short(read_pack(SECOND, "second"))) == [
        "second 7 of 2026-11-23: A pack of format 2",
        "  Nowhere",
        "  Applies from 2027-01-01; a date switches nothing.",
        "  To be read by tests.",
        "",
        "Documents: entertainment-permit, ffl",
        "Topics of a meeting: abort, action",
        "Notices: permit-office",
        "Notices where the public can see: police, neighbours",
        "weapons_count: 4",
        "meeting_ms: 1 d",
        "notice_ms: 0",
        "loaded_ms: 10 min",
        "look_ms: 1 s",
        "body_looks_count: 2",
        "distance_full_cm: 1000 cm",
        "distance_half_cm: 800 cm",
        "distance_quarter_cm: 600 cm",
        "2 rules: verified 1, not read 1",
        "  SECOND-1  live-round, stop (verified)",
        "  SECOND-2  meeting-too-old, warn (not read)",
    ]
    small = list(in_short(read_pack(SMALL, "small")))
    assert "Parts of: load, call-day, lift-hold.weapon" in small
    assert "Tests for: empty, dummy, snap-cap, blank, spent, live, unsure" in small


@pytest.mark.parametrize("name", shipped_names())
def test_no_line_is_longer_than_80_columns(name: str) -> None:
    pack = read_pack(shipped(name), name)

    assert all(len(line) <= 80 for line in (*in_a_line(pack), *in_short(pack)))
