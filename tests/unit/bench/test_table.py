import pytest

from bench.table import Row, print_markdown


@pytest.mark.parametrize(
    ("goal", "missed"),
    [
        ("", False),
        (">= 5,000", False),
        (">= 5,001", True),
        ("<= 5,000", False),
        ("<= 4,999.5", True),
        ("ratio >= 0.5", False),
        ("ratio >= 0.51", True),
        (">= 4,000, ratio >= 0.6", True),
    ],
)
def test_a_goal_that_is_not_reached_is_said(goal: str, missed: bool) -> None:  # noqa: FBT001
    row = Row("acts", 5_000, "acts/s", 10_000, goal)
    assert row.missed == missed
    assert ("missed" in row.told[-1]) == missed


def test_a_ratio_without_a_floor_is_a_goal_not_reached() -> None:
    assert Row("acts", 5_000, "acts/s", None, "ratio >= 0.1").missed


def test_a_table_of_a_document_has_a_row_for_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_markdown([Row("acts", 5_000, "acts/s", 10_000, ">= 6,000")])
    *_, row = capsys.readouterr().out.splitlines()
    assert row == "| acts | 5,000 acts/s | 10,000 | 0.50 | >= 6,000, missed |"
