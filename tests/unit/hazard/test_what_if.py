"""One question of a safety adviser, one outcome."""

from lastlook.hazard.what_if import Question, answered
from tests.unit.hazard.test_close_up import close_up, house


def asked(*without: str) -> Question:
    return Question("close-up", "live-round", house(), without)


def test_the_outcome_is_that_of_the_analysis() -> None:
    outcome, found = answered(asked()), close_up()
    assert (outcome.k_errors, outcome.k_people) == (found.k_errors, found.k_people)
    assert sum(pattern.cuts for pattern in outcome.patterns) == outcome.cut_sets
    [tale] = outcome.tales
    assert len(tale.errors) == outcome.k_errors
    assert tale.lines[-1].is_error


def test_rules_are_left_out_as_they_are_asked_for() -> None:
    codes = ("second-look-missing", "same-test-twice")
    outcome = answered(asked(*codes))
    assert outcome.k_errors == close_up(*codes).k_errors
    assert outcome.cut_sets != answered(asked()).cut_sets


def test_rules_that_say_no_somewhere_are_named_and_no_others() -> None:
    refusing = answered(asked()).refusing
    assert "box-not-proved" in refusing
    assert "alarm" not in refusing
    assert "box-not-proved" not in answered(asked("box-not-proved")).refusing


def test_the_order_of_rules_left_out_makes_no_other_question() -> None:
    assert asked("a", "b").key == asked("b", "a").key != asked("a").key
