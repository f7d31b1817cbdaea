"""Taken out only to be made safe."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import Load, TakeOut
from lastlook.core.events import TakenOut
from lastlook.core.impossibilities import NothingToMakeSafe
from lastlook.core.refusals import WeaponUnsound
from lastlook.core.state import Chamber, Hold
from tests.world.production import Production, a_set, granted, ms, refused, says

SAFE = says("armorer", TakeOut, "colt-1", to_make_safe=True)
USE = says("armorer", TakeOut, "colt-1")


def held(weapon: str | None) -> Production:
    """On hold: a weapon, or the whole set."""
    hold = Hold("weapon-1", "weapon", ms("07:00"), "armorer", "a-test", weapon=weapon)
    state = a_set().state
    holds = state.holds.put(hold.id, hold)
    return replace(a_set(), state=replace(state, holds=holds))


def loaded() -> Production:
    chambers = (Chamber("D1"), *a_set().colt.chambers[1:])
    return a_set().with_weapon(chambers=chambers)


OWED: dict[str, Any] = {
    "loaded": loaded(),
    "fired": a_set().with_upkeep(fired=True),
    "on hold": held("colt-1"),
    "not sound": a_set().with_weapon(sound=False),
}


@pytest.mark.parametrize("owed", OWED.values(), ids=OWED)
def test_what_has_to_be_made_safe_is_taken_out_for_that_at_any_time(
    owed: Production,
) -> None:
    for when in (owed, owed.without_day(), owed.with_day(on_break=True)):
        assert granted(when.ask(SAFE)) == (
            TakenOut(by="armorer", at=ms("07:00"), weapon="colt-1", to_make_safe=True),
        )


@pytest.mark.parametrize(
    "owed",
    [a_set(), held("rubber-1"), held(None), a_set().with_upkeep(owed=("malfunction",))],
    ids=["nothing", "another's hold", "the set's hold", "a condition"],
)
def test_what_has_nothing_to_be_made_safe_is_not_taken_out_for_it(
    owed: Production,
) -> None:
    assert refused(owed.ask(SAFE)) == (NothingToMakeSafe("colt-1"),)


def test_to_be_used_it_is_as_little_ready_as_before() -> None:
    unsound = a_set().with_weapon(sound=False).only("weapon-unsound")
    assert refused(unsound.ask(USE)) == (WeaponUnsound("colt-1"),)
    out = unsound.having(SAFE)
    assert out.colt.holder == "armorer"
    load = says("armorer", Load, "colt-1", (1,), "B1", ("actor",))
    assert refused(out.ask(load)) == (WeaponUnsound("colt-1"),)
