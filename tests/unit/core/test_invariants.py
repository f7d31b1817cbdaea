"""What holds in every reachable state, and what is said where it does not."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    AllowLive,
    Count,
    Discharge,
    Examine,
    Expend,
    Find,
    Inspect,
    LockUp,
    Receive,
    ReturnToSupplier,
    RevealTrainer,
    SeedTrainer,
    SendBack,
    Sweep,
    TakeOut,
    Transfer,
    Unload,
)
from lastlook.core.acts import TestBlank as TriesBlank
from lastlook.core.invariants import broken
from lastlook.core.rules.suspicion import digest_of
from lastlook.core.state import HeldBy, OpenOffer, Proof, State, Stored
from tests.world.production import EMPTY, Production, a_set, looked_over, ms, says

PROOF = Proof("armorer", 0, ("eye",))


def state_with_lot(**changed: Any) -> State:
    state = a_set().state
    return state.with_lot(replace(state.lots["D1"], **changed))


def state_with_box(**changed: Any) -> State:
    state = a_set().state
    return state.with_box(replace(state.boxes["B1"], **changed))


def state_with_colt(**changed: Any) -> State:
    state = a_set().state
    return state.with_weapon(replace(state.weapons["colt-1"], **changed))


def test_nothing_is_broken_on_a_set_that_is_ready() -> None:
    assert list(broken(a_set().state)) == []
    assert list(broken(State())) == []


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (state_with_lot(received=13), "D1: 13 received, 12 accounted for"),
        (state_with_lot(spent=1), "D1: 12 received, 13 accounted for"),
        (state_with_lot(returned=1), "D1: 12 received, 13 accounted for"),
        (state_with_lot(unaccounted=1), "D1: 12 received, 13 accounted for"),
        (state_with_box(rounds=11), "D1: 12 received, 11 accounted for"),
        (state_with_lot(brass=1), "D1: 1 cases counted, 0 fired"),
        (state_with_box(place="attic"), "B1: 12 rounds in no place"),
        (state_with_box(place=None), "B1: 12 rounds in no place"),
        (state_with_box(found=True), "B1: from nowhere, and in use"),
        (
            state_with_box(quarantined="wet", proof=PROOF),
            "B1: in quarantine, and proved",
        ),
        (
            state_with_colt(custody=HeldBy("nobody", 0)),
            "colt-1: held by nobody, whom nobody enrolled",
        ),
        (
            state_with_colt(offer=OpenOffer("armorer", "actor", 0)),
            "colt-1: offered from no hand",
        ),
        (
            replace(a_set().state, out=("colt-1",)),
            "out are none, not colt-1",
        ),
        (
            replace(a_set().out().state, out=()),
            "out are colt-1, not ",
        ),
        (
            replace(a_set().out().state, out=("colt-1", "colt-1")),
            "out are colt-1, not colt-1, colt-1",
        ),
    ],
)
def test_what_does_not_hold_is_said_in_a_sentence(state: State, sentence: str) -> None:
    assert list(broken(state)) == [sentence]


@pytest.mark.parametrize("part", ["spent", "returned", "unaccounted", "brass"])
def test_no_count_is_negative(part: str) -> None:
    said = list(broken(state_with_lot(**{part: -1})))
    assert "D1: a count is negative" in said


def test_no_box_holds_less_than_nothing() -> None:
    state = state_with_box(rounds=-1).with_lot(
        replace(a_set().lot("D1"), unaccounted=13)
    )
    assert list(broken(state)) == ["B1: -1 rounds"]


@pytest.mark.parametrize(
    "state",
    [
        state_with_lot(spent=0, brass=0),
        state_with_colt(custody=HeldBy("armorer", 0)),
        state_with_colt(
            custody=HeldBy("armorer", 0), offer=OpenOffer("armorer", "actor", 0)
        ),
        state_with_colt(custody=Stored("table-1", locked=False, since=0)),
        state_with_box(found=True, quarantined="from-nowhere", proof=None),
        state_with_box(rounds=0, place=None).with_lot(
            replace(a_set().lot("D1"), spent=12, brass=12)
        ),
    ],
)
def test_what_holds_is_not_spoken_of(state: State) -> None:
    assert list(broken(state)) == []


def test_every_round_is_in_one_place_all_day_long() -> None:
    day: list[Production] = [a_set()]

    def then(*said: Any) -> None:
        for one in said:
            day.append(day[-1].having(one))

    then(says("armorer", Transfer, "B2", "belt-1", 4, "cart-1"))
    day.append(day[-1].ready("12B").loaded(1, 2, 3, box="belt-1"))
    then(
        says("armorer", Inspect, "colt-1", ("blank", "blank", *EMPTY[2:]), "eye"),
        says("first-ad", Discharge, "colt-1", (1,), planned=True),
        says("armorer", Unload, "colt-1", (1, 2), "belt-1"),
        says("armorer", Count, "belt-1", 1),
        says("armorer", Count, "B1", 15),
        says("camera", Find, "jar", 2, "live", "table-1"),
        says("adviser", Examine, "jar", "live"),
        says("armorer", ReturnToSupplier, "jar"),
        says("armorer", ReturnToSupplier, "belt-1"),
    )
    for moment in day:
        assert list(broken(moment.state)) == []
    lot = day[-1].lot("K1")
    assert (lot.spent, lot.unaccounted, lot.returned) == (2, 2, 1)
    assert day[-1].box("B2").rounds == 6


def test_a_lot_that_was_found_is_counted_like_any_other() -> None:
    found = a_set().having(says("camera", Find, "jar", 2, "live", "table-1"))
    name = found.box("jar").lot
    lost = replace(found.lot(name), received=3)
    said = list(broken(found.state.with_lot(lost)))
    assert said == [f"{name}: 3 received, 2 accounted for"]


def test_what_is_tried_swept_fired_and_found_is_in_one_place_too() -> None:
    day: list[Production] = [a_set().only().asking(exceptions=("range-training",))]
    live = ("L1", "live", ".45LC", 6, "range", "V1", "safe-1")
    told = says("armorer", Inspect, "colt-1", ("live", *EMPTY[1:]), "eye")
    steps = (
        looked_over("before-test"),
        says("armorer", TriesBlank, "colt-1", "B2", 2, 600),
        says("armorer", Sweep, "cart-1", 3),
        says("adviser", AllowLive, "range-training", "safe-1", 6, ms("12:00")),
        says("armorer", Receive, *live),
        says("armorer", Expend, "V1", 4),
        says("armorer", TakeOut, "colt-1"),
        told,
        says("armorer", Unload, "colt-1", (1,), "jar", "cart-1"),
        says("adviser", Examine, "jar", "live"),
        says("adviser", Examine, "B1", "dummy"),
        says("adviser", SeedTrainer, digest_of("B1", "some-salt")),
        says("armorer", Count, "B1", 13),
        says("adviser", RevealTrainer, "B1", "some-salt"),
        says("armorer", LockUp, "colt-1", "safe-1"),
        says("armorer", SendBack, "colt-1"),
    )
    for said in steps:
        day.append(day[-1].having(said))
        assert list(broken(day[-1].state)) == []
    end = day[-1]
    assert (end.lot("K1").spent, end.box("B2").rounds) == (3, 8)
    assert (end.lot("L1").spent, end.box("V1").rounds) == (4, 2)
    assert (end.box("jar").found, end.box("jar").rounds) == (True, 1)
