import pytest
from msgspec.structs import replace

from lastlook.core.state import Lot
from lastlook.views.boxes import (
    box_view,
    boxes,
    doubt,
    has_confirmed_live,
    may_receive,
)
from lastlook.views.choices import Choice
from tests.world.viewed import seen


def named(choices: tuple[Choice, ...], name: str) -> Choice | None:
    return next((choice for choice in choices if choice.name == name), None)


def test_every_box_shows_its_lot_and_how_its_dummies_are_told_apart() -> None:
    first, second = boxes(seen("", "armorer"))
    assert (first.box.id, first.box.rounds) == ("B1", 12)
    assert first.dummy_type is not None
    assert first.dummy_type.id == "rattler"
    assert second.dummy_type is None


def test_a_handler_can_count_a_box_and_cannot_break_a_seal_that_is_not_there() -> None:
    choices = box_view(seen("", "armorer"), "B1").choices
    count = named(choices, "count")
    assert count is not None
    assert count.possible
    assert named(choices, "break-seal") is None


def test_a_performer_counts_nothing() -> None:
    count = named(box_view(seen("", "actor"), "B1").choices, "count")
    assert count is not None
    assert count.not_your_part


def test_whoever_may_receive_is_asked_of_the_core() -> None:
    receive = may_receive(seen("", "actor"))
    assert receive is not None
    assert receive.not_your_part
    handler = may_receive(seen("", "armorer"))
    assert handler is not None
    assert not handler.not_your_part


# --- what is taken for live ------------------------------------------------------

LOOSE = "07:00 armorer sweeps table-1 rounds=1\n"
LOT = Lot("L1", "dummy", ".45LC", 6, "hire-house")


def found_in(lines: str) -> str:
    """The box of what was found."""
    state = seen(lines, "armorer").state
    return next(box.id for box in state.boxes.values() if box.found)


@pytest.mark.parametrize(
    ("lot", "feared"),
    [
        (LOT, "none"),
        (replace(LOT, failed=True), "failed"),
        (replace(LOT, failed=True, suspected=True), "suspected"),
        (replace(LOT, suspected=True, verdict="live"), "confirmed"),
        (replace(LOT, suspected=True, verdict="inert"), "none"),
    ],
)
def test_a_lot_is_suspected_until_somebody_examined_it(lot: Lot, feared: str) -> None:
    assert doubt(lot) == feared


def test_loose_rounds_are_suspected_and_the_adviser_says_what_they_are() -> None:
    box = found_in(LOOSE)
    shown = box_view(seen(LOOSE, "adviser"), box)
    assert shown.doubt == "suspected"
    assert shown.choices[0].name == "examine"
    assert shown.choices[0].possible
    other = named(box_view(seen(LOOSE, "armorer"), box).choices, "examine")
    assert other is not None
    assert other.not_your_part


def test_what_was_confirmed_is_here_until_it_is_gone() -> None:
    box = found_in(LOOSE)
    examined = f"{LOOSE}07:01 adviser examines {box} verdict=live\n"
    state = seen(examined, "adviser").state
    assert not has_confirmed_live(seen(LOOSE, "adviser").state)
    assert has_confirmed_live(state)
    gone = state.with_box(replace(state.boxes[box], rounds=0))
    assert not has_confirmed_live(gone)


def test_only_a_box_in_quarantine_can_be_released() -> None:
    assert named(box_view(seen("", "adviser"), "B1").choices, "release") is None
    aside = "07:00 armorer quarantines B1 grounds=doubt\n"
    release = named(box_view(seen(aside, "adviser"), "B1").choices, "release")
    assert release is not None
    assert release.possible


def test_no_box_without_live_rounds_is_fired_under_an_exception() -> None:
    assert named(box_view(seen("", "armorer"), "B2").choices, "expend") is None
