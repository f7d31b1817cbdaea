"""One question of a safety adviser, one outcome."""

import pytest

from lastlook.cli import exits
from lastlook.hazard.phrases import errors_words
from lastlook.hazard.what_if import Question, answered, budgets
from lastlook.web.render import known
from tests.unit.hazard.test_close_up import close_up, house
from tests.world.typed import run


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


def test_what_is_too_large_to_be_searched_is_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lastlook.hazard.graph.NODES_MAX", 100)
    outcome = answered(Question("close-up", "live-round", house()))
    assert not outcome.complete
    assert errors_words(outcome.k_errors, outcome.complete) == "UNKNOWN"
    assert known(outcome.acts, outcome.complete, "it cannot") == "UNKNOWN"
    assert list(budgets(outcome)) == [("errors", "?", "Undetermined.")]
    asked = run("hazard", "--fail-under", "1")
    assert asked.exit_code == exits.IN_PART
    assert "Undetermined: close-up in a world of 1x1" in asked.output
