"""Clocks that disagree are shown, whatever came of the act."""

import pytest
from msgspec.structs import replace

from lastlook.core.acts import AnyAct, Stop
from lastlook.core.answers import Asked
from lastlook.core.state import Heard, State
from lastlook.core.words import Ms
from lastlook.views.board import board
from lastlook.views.clocks import (
    APART_MS,
    Apart,
    ApartEntry,
    ApartPhone,
    apart,
    entries_apart,
    off_ms,
    phones_apart,
)
from tests.world.viewed import seen

NOON: Ms = 1_714_996_800_000


def stop(at: Ms, via: str | None = None) -> AnyAct:
    return Stop(
        id="00000000-0000-7000-8000-000000000000",
        production="long-road",
        by="actor",
        at=at,
        via=via,
    )


@pytest.mark.parametrize("off", [0, APART_MS, -APART_MS])
def test_up_to_a_minute_is_no_disagreement(off: Ms) -> None:
    assert apart(stop(NOON + off), NOON) is None


@pytest.mark.parametrize("off", [APART_MS + 1, -APART_MS - 1, 86_400_000])
def test_beyond_a_minute_both_times_are_kept_and_which_way_they_differ(
    off: Ms,
) -> None:
    times = apart(stop(NOON + off), NOON)
    assert times == Apart(NOON + off, NOON)
    assert times.ahead_ms == off


def test_a_phone_that_knows_the_desks_time_is_judged_by_its_own() -> None:
    said = replace(stop(NOON), phone_at=NOON + 420_000)
    assert apart(said, NOON + 2_000) == Apart(NOON + 420_000, NOON + 2_000)
    assert apart(replace(stop(NOON - 420_000), phone_at=NOON), NOON) is None


@pytest.mark.parametrize(
    ("at", "phone_at", "off"),
    [
        (NOON + 5_000, None, 5_000),
        (NOON - 5_000, None, 0),  # behind, or late
        (NOON - 5_000, NOON + 60_000, 65_000),
        (NOON - 5_000, NOON - 65_000, -60_000),
    ],
)
def test_how_far_a_clock_was_off_is_told_as_far_as_the_record_shows_it(
    at: Ms, phone_at: Ms | None, off: Ms
) -> None:
    assert off_ms(replace(stop(at), phone_at=phone_at), NOON) == off


def test_of_a_ledger_every_entry_that_disagrees_is_listed_in_order() -> None:
    asked = [
        Asked(stop(NOON), "a", NOON),
        Asked(stop(NOON - 100_000), "a", NOON),
        Asked(stop(NOON + 100_000, via="armorer"), "b", NOON),
    ]
    assert [*entries_apart(enumerate(asked))] == [
        ApartEntry(1, "actor", "a", Apart(NOON - 100_000, NOON)),
        # On whose phone it was said, its clock is the one that disagrees.
        ApartEntry(2, "armorer", "b", Apart(NOON + 100_000, NOON)),
    ]


def state_of(**keys: tuple[Ms, Ms | None]) -> State:
    """People whose phones were so far ahead when last heard; ended, where they were."""
    state = seen("", "office").state
    for person, (off, revoked_at) in keys.items():
        text = f"{person}-phone"
        key = state.keys[text]
        last = Heard(7, NOON + off, NOON)
        key = replace(key, last=last, revoked_at=revoked_at)
        state = replace(state, keys=state.keys.put(text, key))
    return state


def test_phones_that_disagreed_when_last_heard_are_known_while_they_count() -> None:
    state = state_of(
        armorer=(APART_MS + 1, None), actor=(5, None), camera=(200_000, NOON)
    )
    assert phones_apart(state) == (
        ApartPhone("armorer", "armorer-phone", 7, Apart(NOON + APART_MS + 1, NOON)),
    )


def test_a_phone_that_was_not_heard_yet_disagrees_with_nobody() -> None:
    state = seen("", "office").state
    key = replace(state.keys["actor-phone"], last=None)
    state = replace(state, keys=state.keys.put("actor-phone", key))
    assert phones_apart(state) == ()


def test_the_board_marks_them() -> None:
    view = seen("", "office")
    assert board(view).clocks == ()
    off = replace(view, state=state_of(actor=(-200_000, None)))
    assert [one.person for one in board(off).clocks] == ["actor"]
