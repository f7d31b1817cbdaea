"""A weapon that fired unplanned or held a live round stays until that is settled."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Discharge,
    Inspect,
    Report,
    SendBack,
    Surrender,
    Unload,
)
from lastlook.core.answers import Granted
from lastlook.core.decide import decide
from lastlook.core.events import HoldSet, LotDoubted, Quarantined
from lastlook.core.refusals import WeaponOnHold
from tests.world.production import (
    EMPTY,
    Production,
    Said,
    a_set,
    granted,
    refused,
    says,
)

BACK = says("armorer", SendBack, "colt-1")
FIRED = says("armorer", Discharge, "colt-1", (1,), planned=False)
SEEN = says("armorer", Inspect, "colt-1", ("live", *EMPTY[1:]), "rattle")


def told(production: Production) -> Said:
    return says("armorer", Report, "discharged", production.clock, "colt-1")


def a_loaded() -> Production:
    return a_set().ready("12A").loaded(1)


def exhibits(answer: tuple[object, ...]) -> list[tuple[str, str | None]]:
    return [(one.kind, one.exhibit) for one in answer if isinstance(one, HoldSet)]


def test_what_fired_unplanned_goes_to_no_supplier_while_the_set_stands_down() -> None:
    fired = a_loaded().having(FIRED, says("armorer", Unload, "colt-1", (1,), "B1"))
    kept = {WeaponOnHold("colt-1", hold) for hold in fired.state.holds}
    assert len(kept) == 2  # it fired a dummy: the stand-down and the live round
    assert set(refused(fired.ask(BACK))) == kept
    granted(fired.ask(says("armorer", Surrender, "colt-1", "CASE-7")))


def test_another_weapon_may_go_back_meanwhile() -> None:
    fired = a_loaded().having(FIRED)
    granted(fired.ask(says("armorer", SendBack, "rubber-1")))


def test_it_may_go_once_the_hold_is_lifted() -> None:
    seen = a_set().ready("12A").having(SEEN)
    [hold] = [one for one in seen.state.holds.values() if one.exhibit]
    assert refused(seen.having(unloads()).ask(BACK)) == (
        WeaponOnHold("colt-1", hold.id),
    )
    gone = seen.having(unloads())
    lifted = replace(gone.state, holds=gone.state.holds.drop(hold.id))
    granted(replace(gone, state=lifted).ask(BACK))


def unloads() -> Said:
    return says("armorer", Unload, "colt-1", (1,), "B9", "safe-1")


@pytest.mark.parametrize("said", [FIRED, SEEN, told(a_loaded())], ids=["f", "s", "t"])
def test_each_of_its_holds_names_it(said: Said) -> None:
    answer = granted(a_loaded().ask(said))
    assert [kind for kind, _ in exhibits(answer)] == sorted(
        {kind for kind, _ in exhibits(answer)}, reverse=True
    )
    assert {exhibit for _, exhibit in exhibits(answer)} == {"colt-1"}


@pytest.mark.parametrize("said", [FIRED, SEEN, told(a_loaded())], ids=["f", "s", "t"])
def test_an_older_entry_names_none(said: Said) -> None:
    production = a_loaded()
    asked = replace(production.asked(said), edition=1)
    old = decide(production.state, asked, production.policy)
    assert isinstance(old, Granted)
    assert {exhibit for _, exhibit in exhibits(old.events)} == {None}


def test_a_shot_told_of_afterwards_is_recorded_whole() -> None:
    loaded = a_loaded()
    by: dict[str, Any] = {"by": "armorer", "at": loaded.clock}
    why = "went-off-where-none-should"
    assert granted(loaded.ask(told(loaded)))[-3:] == (
        LotDoubted(**by, lot="D1"),
        Quarantined(**by, box="B1", grounds=why),
        HoldSet(
            **by,
            hold="live-round-2",
            kind="live-round",
            grounds=why,
            exhibit="colt-1",
        ),
    )


def test_a_shot_from_blanks_told_of_afterwards_puts_none_in_doubt() -> None:
    loaded = a_set().ready("12B").only().loaded(2, 3, box="B2")
    answer = granted(loaded.ask(told(loaded)))
    assert exhibits(answer) == [("stand-down", "colt-1")]


def test_what_was_missing_or_of_another_kind_makes_no_exhibit() -> None:
    missing = says("armorer", Inspect, "colt-1", EMPTY, "rod")
    answer = granted(a_loaded().ask(missing))
    assert exhibits(answer) == [("unaccounted", None)]


def test_a_hold_names_what_it_was_set_with_until_it_is_lifted() -> None:
    seen = a_set().ready("12A").having(SEEN)
    [hold] = [one for one in seen.state.holds.values() if one.kind == "live-round"]
    assert hold.exhibit == "colt-1"
