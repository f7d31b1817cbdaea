from lastlook.views.boxes import box_view, boxes, may_receive
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
