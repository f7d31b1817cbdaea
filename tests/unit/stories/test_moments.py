"""Times and measures as people write them."""

import pytest

from lastlook.stories.faults import WrongError
from lastlook.stories.moments import (
    read_day,
    read_measure,
    read_moment,
    write_measure,
    write_moment,
)

DAY = 1_634_774_400_000  # 2021-10-21


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("00:00", DAY),
        ("09:05", DAY + 32_700_000),
        ("09:05:01", DAY + 32_701_000),
        ("09:05:01.007", DAY + 32_701_007),
        ("23:59", DAY + 86_340_000),
        ("2021-10-20T23:59", DAY - 60_000),
        ("1970-01-01T00:00", 0),
        ("9999-12-31T23:59:59.999", 253_402_300_799_999),
        ("253402300800000ms", 253_402_300_800_000),
        ("9007199254740991ms", 2**53 - 1),
    ],
)
def test_a_moment_is_written_as_it_is_read(text: str, at: int) -> None:
    assert read_moment(text, DAY) == at
    assert write_moment(at, DAY) == text


def test_a_moment_may_be_dated_on_the_very_day() -> None:
    assert read_moment("2021-10-21T09:05", DAY) == read_moment("09:05", DAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9:05",
        "09.05",
        "09:60",
        "24:00",
        "09:05:60",
        "09:05:01.7",
        "09:05Z",
        "2021-10-21 09:05",
        "2021-13-01T09:05",
        "0000-01-01T09:05",
        "-1ms",
        "9007199254740992ms",
        "\u0660\u0669:\u0660\u0665",
    ],
)
def test_what_is_no_moment_is_told(text: str) -> None:
    with pytest.raises(WrongError):
        read_moment(text, DAY)


def test_a_day_begins_at_midnight() -> None:
    assert read_day("2021-10-21") == DAY


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("45s", "ms", 45_000),
        ("2min", "ms", 120_000),
        ("41500ms", "ms", 41_500),
        ("41500", "ms", 41_500),
        ("700", "cm", 700),
        ("7m", "cm", 700),
        ("700cm", "cm", 700),
    ],
)
def test_a_measure_has_its_fields_unit_or_its_own(
    text: str, unit: str, number: int
) -> None:
    assert read_measure(text, unit) == number


@pytest.mark.parametrize("text", ["", "s", "4 s", "4.5s", "4h", "-4s", "4S"])
def test_what_is_no_measure_is_told(text: str) -> None:
    with pytest.raises(WrongError, match="whole number"):
        read_measure(text, "ms")


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (45_000, "ms", "45s"),
        (120_000, "ms", "120s"),
        (41_500, "ms", "41500"),
        (0, "ms", "0"),
        (2_000, "cm", "2000"),
    ],
)
def test_whole_seconds_are_written_as_such(number: int, unit: str, text: str) -> None:
    assert write_measure(number, unit) == text
