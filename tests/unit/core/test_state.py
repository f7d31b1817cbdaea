"""What is known after n entries."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Collect,
    LockUp,
    RegisterWeapon,
    Report,
    SendBack,
    TakeOut,
)
from lastlook.core.state import (
    UNSEEN,
    BodyLook,
    Chamber,
    Exemption,
    HeldBy,
    Look,
    Lost,
    Lot,
    Make,
    OnDuty,
    Permit,
    Returned,
    State,
    Stored,
    Trainer,
    Unattended,
    Upkeep,
)
from tests.world.production import Production, a_set, ms, says

SEVEN = ms("07:00")


# --- what is out -------------------------------------------------------------


@pytest.mark.parametrize(
    ("custody", "out"),
    [
        (Stored("safe-1", locked=True, since=0), False),
        (Stored("table-1", locked=False, since=0), True),
        (HeldBy("armorer", 0), True),
        (Unattended(0), True),
        (Returned(0), False),
        (Lost(0), False),
    ],
)
def test_what_is_here_and_under_no_lock_is_out(custody: Any, *, out: bool) -> None:
    colt = replace(a_set().colt, custody=custody)
    assert colt.is_out is out
    assert a_set().state.with_weapon(colt).out == (("colt-1",) if out else ())
    known = replace(a_set().state, out=("rubber-1", "colt-1"))
    again = known.with_weapon(colt).out
    assert again == (("rubber-1", "colt-1") if out else ("rubber-1",))


def test_what_is_out_is_known_in_the_order_it_came_out() -> None:
    def out(*said: Any) -> tuple[str, ...]:
        return a_set().only().having(*said).state.out

    both = (
        says("armorer", TakeOut, "rubber-1"),
        says("armorer", TakeOut, "colt-1"),
    )
    assert a_set().state.out == ()
    assert out(*both) == ("rubber-1", "colt-1")
    assert out(*both, says("prop-master", Collect, "rubber-1")) == (
        "rubber-1",
        "colt-1",
    )
    assert out(*both, says("armorer", LockUp, "rubber-1", "safe-1")) == ("colt-1",)
    left = says("camera", Report, "left-unattended", SEVEN, "rubber-1")
    assert out(*both, left) == ("rubber-1", "colt-1")
    assert out(*both, says("armorer", SendBack, "rubber-1")) == ("colt-1",)


def test_what_arrives_under_no_lock_is_out() -> None:
    bow = ("bow-1", "bow", "bow", 0, "none", "B-1", "hire-house")
    arrives = says("armorer", RegisterWeapon, *bow, "table-1")
    assert a_set().having(arrives).state.out == ("bow-1",)


def test_what_is_known_of_one_weapon_is_known_of_no_other() -> None:
    colt = replace(a_set().colt, bore="clear")
    after = a_set().state.with_weapon(colt)
    assert after.weapons["colt-1"].bore == "clear"
    assert after.weapons["rubber-1"] == a_set().weapon("rubber-1")
    assert list(after.weapons) == ["colt-1", "rubber-1"]


# --- weapons -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("weapon_class", "fires"),
    [
        ("firearm", True),
        ("blank-adapted", True),
        ("blank-firing", True),
        ("deactivated", False),
        ("airsoft", False),
        ("replica", False),
        ("rubber", False),
        ("blade", False),
        ("bow", False),
    ],
)
def test_what_fires_is_what_fires_a_cartridge(
    weapon_class: Any, *, fires: bool
) -> None:
    assert replace(a_set().colt, weapon_class=weapon_class).fires is fires


@pytest.mark.parametrize(
    "changed",
    [
        {"bore": "clear"},
        {"bore": "blocked"},
        {"body": (BodyLook("armorer", 0, "soft"),)},
        {"chambers": (UNSEEN, Chamber(looks=(Look("armorer", "rod", 0, "empty"),)))},
    ],
)
def test_any_look_that_counts_is_one(changed: dict[str, Any]) -> None:
    assert not a_set().colt.looked_into
    assert replace(a_set().colt, **changed).looked_into


def test_a_weapon_with_a_round_or_a_case_in_it_is_loaded() -> None:
    colt = a_set().colt
    assert not colt.loaded
    assert replace(colt, chambers=(UNSEEN, Chamber("D1"))).loaded
    assert replace(colt, chambers=(Chamber("K1", spent=True), UNSEEN)).loaded


def test_the_fearful_one_is_the_default() -> None:
    assert Make() == Make(
        magazine="none",
        vent="unknown",
        edge="none",
        tag=None,
        owner="supplier",
        altered=None,
        verified=False,
        alike=False,
    )
    assert Upkeep() == Upkeep(
        owed=("intake",),
        repaired=False,
        fired=False,
        loaded_at=None,
        tests=(),
        ready=False,
    )
    assert Exemption("vault-1", 1, 0).received == 0
    assert Trainer("adviser", 0).revealed_at is None
    assert a_set().weapon("rubber-1").upkeep == Upkeep()


# --- people and lots ---------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "covers"), [(9, False), (10, True), (19, True), (20, False)]
)
def test_a_duty_and_a_permit_run_from_their_first_to_their_last_moment(
    at: int, *, covers: bool
) -> None:
    assert OnDuty("weapons", 10, 20).covers(at) is covers
    permit = Permit(("bow", "firearm"), 10, 20)
    assert permit.covers("firearm", at) is covers
    assert permit.covers("bow", at) is covers
    assert not permit.covers("blade", at)


def test_of_a_verdict_a_new_doubt_leaves_only_that_it_is_live() -> None:
    lot = Lot("D1", "dummy", ".45LC", 12, "hire-house")
    assert lot.verdict_left is None
    for verdict in ("blank", "dummy", "inert"):
        assert replace(lot, verdict=verdict).verdict_left is None
    assert replace(lot, verdict="live").verdict_left == "live"


# --- the set-up --------------------------------------------------------------


def test_the_set_up_is_the_one_the_company_is_at() -> None:
    def at(production: Production) -> str | None:
        set_up = production.state.set_up
        return set_up.id if set_up is not None else None

    assert at(a_set()) is None
    assert at(a_set().at_set_up("12B")) == "12B"
    assert at(a_set().at_set_up("12B").without_day()) is None
    assert State().set_up is None
