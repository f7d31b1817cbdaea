from lastlook.views.board import board
from tests.world.viewed import CLEARED, HANDED_OVER, OFFERED, ONE_LOOK, OUT, seen

PLAYED = f"""{HANDED_OVER}\
08:06 first-ad announces colt-1 called=empty
"""


def test_what_is_out_stands_above_what_is_locked() -> None:
    rows = board(seen(OUT, "first-ad")).rows
    assert [(row.weapon.id, row.where.kind) for row in rows] == [
        ("colt-1", "held"),
        ("rubber-1", "locked"),
    ]


def test_every_row_says_what_may_be_called_and_why_not() -> None:
    row = board(seen(OUT, "first-ad")).rows[0]
    assert row.clearance.called == "not-cleared"
    assert row.clearance.missing[0].code == "chambers-unseen"
    assert board(seen(CLEARED, "first-ad")).rows[0].clearance.called == "empty"


def test_an_open_offer_is_shown_with_who_has_not_answered() -> None:
    offer = board(seen(OFFERED, "director")).rows[0].offer
    assert offer is not None
    assert (offer.by, offer.to) == ("armorer", "actor")


def test_a_first_look_stays_withheld_on_the_board_too() -> None:
    row = board(seen(ONE_LOOK, "first-ad")).rows[0]
    assert {mark.mark for mark in row.chambers} == {"withheld"}


def test_the_day_goes_through_its_states() -> None:
    assert board(seen(CLEARED, "first-ad")).status.kind == "called"
    assert board(seen(PLAYED, "first-ad")).status.kind == "in-play"
    cut = f"{PLAYED}08:07 first-ad cuts\n"
    assert board(seen(cut, "first-ad")).status.kind == "cut"
    broken = "12:00 first-ad breaks\n"
    assert board(seen(broken, "first-ad")).status.kind == "on-break"


def test_a_stop_stands_above_the_board() -> None:
    shown = board(seen("07:10 camera stops\n", "armorer"))
    assert [hold.kind for hold in shown.stops] == ["stop"]
    # It is nobody's weapon's own hold, so no row repeats it.
    assert [row.holds for row in shown.rows] == [(), ()]


def test_the_board_says_of_which_entry_it_is() -> None:
    view = seen(OUT, "first-ad")
    assert board(view).n == view.state.n
