"""Times and measures as a story writes them. All times are UTC.

1. A moment is `HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm` on the story's day, or the
   same after `YYYY-MM-DDT` on any other; past the year 9999 it is `123ms`, the
   milliseconds since 1970.
2. A measure is a whole number of the unit its field is called after, or a whole
   number and its unit: `took-ms=45s`, `distance-cm=700`.
3. What is written reads back as the same number, and is as short as it can be.
"""

import re
from datetime import date
from typing import Final

from lastlook.core.words import Ms
from lastlook.stories.faults import WrongError, quoted

DAY_MS: Final = 86_400_000
EPOCH: Final = date(1970, 1, 1).toordinal()
DAYS_AT_MOST: Final = date.max.toordinal() - EPOCH
MS_AT_MOST: Final = 2**53 - 1
UNITS: Final[dict[str, dict[str, int]]] = {
    "ms": {"min": 60_000, "s": 1_000, "ms": 1},
    "cm": {"m": 100, "cm": 1},
}  # by the unit a field's name ends with

_clock: Final = re.compile(
    r"(?:(\d{4}-\d{2}-\d{2})T)?(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?", re.ASCII
)
_day: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_counted: Final = re.compile(r"(\d{1,16})ms", re.ASCII)
_measure: Final = re.compile(r"(\d{1,16})([a-z]*)", re.ASCII)


def midnight(at: Ms) -> Ms:
    """When the day of a moment began."""
    return at - at % DAY_MS


def is_dated(at: Ms) -> bool:
    """Whether a moment has a date that can be written."""
    return at // DAY_MS <= DAYS_AT_MOST


def read_day(text: str) -> Ms:
    """The midnight a date begins with."""
    # Only this one of the standard's many forms: a story is read by people.
    days = _date(text).toordinal() - EPOCH if _day.fullmatch(text) else -1
    if days < 0:
        raise WrongError(
            f"{quoted(text)} is no day.", "Write it as year-month-day: 2021-10-21."
        )
    return days * DAY_MS


def write_day(at: Ms) -> str:
    """The date of a moment."""
    return date.fromordinal(EPOCH + at // DAY_MS).isoformat()


def read_moment(text: str, day: Ms | None) -> Ms:
    """The moment in a text; without a date it is on `day`."""
    if counted := _counted.fullmatch(text):
        at = int(counted[1])
        if at > MS_AT_MOST:
            raise WrongError(f"{quoted(text)} is too late.", "Name a real time.")
        return at
    told = _clock.fullmatch(text)
    if told is None:
        raise WrongError(
            f"{quoted(text)} is no time.",
            "Write hours and minutes, 09:05, or 2021-10-21T09:05 on another day.",
        )
    if told[1] is not None:
        day = read_day(told[1])
    if day is None:
        raise WrongError(
            f"{quoted(text)} is on no day.", "Say the day first: day 2021-10-21."
        )
    hours, minutes, seconds = (int(part or 0) for part in told.group(2, 3, 4))
    if hours > 23 or minutes > 59 or seconds > 59:  # noqa: PLR2004  # a clock's
        raise WrongError(f"{quoted(text)} is on no clock.", "A day is 00:00 to 23:59.")
    return day + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + int(told[5] or 0)


def write_moment(at: Ms, day: Ms | None) -> str:
    """A moment as short as it can be said on `day`."""
    if not is_dated(at):
        return f"{at}ms"
    clock = _write_clock(at % DAY_MS)
    return clock if midnight(at) == day else f"{write_day(at)}T{clock}"


def read_measure(text: str, unit: str) -> int:
    """The number of `unit` in a text."""
    told = _measure.fullmatch(text)
    units = UNITS[unit]
    if told is None or (told[2] and told[2] not in units):
        raise WrongError(
            f"{quoted(text)} is no measure.",
            f"Write a whole number and, if you like, its unit: {', '.join(units)}.",
        )
    return int(told[1]) * units[told[2] or unit]


def write_measure(number: int, unit: str) -> str:
    """A measure: whole seconds as such, anything else as the plain number."""
    seconds, rest = divmod(number, UNITS["ms"]["s"])
    return f"{seconds}s" if unit == "ms" and seconds and not rest else str(number)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _write_clock(into_day: Ms) -> str:
    seconds, ms = divmod(into_day, 1_000)
    minutes, second = divmod(seconds, 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    if ms:
        return f"{clock}:{second:02}.{ms:03}"
    return f"{clock}:{second:02}" if second else clock
