"""The score is counted against the tests where there is a doubt."""

import pytest

from bench.mutation import Tally, main, table, tally, total
from tests.tidy.repository import ROOT
from tests.world.mutating import tests_of as own_tests_of


def test_a_mutant_that_no_test_reaches_has_survived() -> None:
    assert tally("day.py", ["killed", "no tests", "survived"]) == Tally("day.py", 1, 2)


def test_a_mutant_that_its_tests_ran_out_of_time_over_was_killed() -> None:
    assert tally("day.py", ["timeout"]).score == 100


@pytest.mark.parametrize("word", ["not checked", "suspicious", "segfault"])
def test_a_mutant_without_a_verdict_counts_as_neither(word: str) -> None:
    counted = tally("day.py", ["killed", word])
    assert (counted.killed, counted.survived, counted.unjudged) == (1, 0, 1)
    assert tally("day.py", [word]).score is None


def test_the_total_weighs_mutants_and_not_files() -> None:
    assert total([Tally("a", 90, 0), Tally("b", 0, 10)]).score == 90


def test_the_table_says_what_was_not_judged() -> None:
    *_, last = table([Tally("a", 3, 1, 2), Tally("b", 1, 0)])
    assert " ".join(last.split()) == "total 7 4 1 80.0 % 2 not judged"


def test_a_file_that_is_left_out_is_not_passed_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["src/lastlook/core/refusals.py"]) == 2
    assert "src/lastlook/core/refusals.py" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("mutant", "file"),
    [
        ("rules.day.x_applied__mutmut_3", "rules/test_day.py"),
        ("answers.xǁCaseǁhandles__mutmut_1", "test_answers.py"),
    ],
)
def test_a_mutant_meets_the_tests_of_its_own_file_first(mutant: str, file: str) -> None:
    own = own_tests_of(f"lastlook.core.{mutant}")
    assert own == f"tests/unit/core/{file}"
    assert (ROOT / own).is_file()


@pytest.mark.parametrize("none", ["", "stats", "fail"])
def test_without_a_mutant_no_tests_come_first(none: str) -> None:
    assert not (ROOT / own_tests_of(none)).is_file()
