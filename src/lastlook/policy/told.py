"""Packs and their numbers in words, for lines of a terminal.

1. No line is longer than 80 columns, unless a single word is.
2. A number is said with its unit, as people say it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import shorten, wrap
from typing import Final

from lastlook.core.policy import Rule
from lastlook.core.wording import READ
from lastlook.policy.schema import DAY, HOUR, MINUTE, SECOND, Pack

WIDTH: Final = 80
NOBODY: Final = "none"
_LENGTHS: Final = ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (SECOND, "s"))


def quantity(name: str, number: int) -> str:
    """The number of a limit, in the unit its name ends with or a larger one."""
    unit = name.rpartition("_")[2]
    if unit == "count" or not number:
        return str(number)
    if unit == "ms":
        for length, larger in _LENGTHS:
            if number % length == 0:
                return f"{number // length} {larger}"
    return f"{number} {unit}"


def listed(words: Iterable[str]) -> str:
    """Words in a row, or that there are none."""
    return ", ".join(words) or NOBODY


def label(pack: Pack) -> str:
    """A pack by its id and version."""
    return f"{pack.id} {pack.version}"


def counted(rules: Iterable[Rule]) -> str:
    """How many rules there are, and of how many the source was read, and how far."""
    counts = Counter(rule.status for rule in rules)
    total = counts.total()
    said = f"{total} rule{'' if total == 1 else 's'}"
    by_status = [
        f"{READ[status]} {counts[status]}" for status in READ if counts[status]
    ]
    return f"{said}: {listed(by_status)}" if by_status else said


def paragraph(text: str, first: str = "", under: str | None = None) -> Iterator[str]:
    """A text as lines: the first begins with `first`, the others with `under`."""
    rest = " " * len(first) if under is None else under
    yield from wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def in_a_line(pack: Pack) -> Iterator[str]:
    """A pack in a few lines: what it is, where it holds, its rules, what it is for."""
    yield from paragraph(f"{label(pack)}  {pack.name}", "", "  ")
    if pack.jurisdiction:
        yield from paragraph(pack.jurisdiction, "  ")
    yield from paragraph(counted(pack.rules), "  ")
    yield f"  {shorten(pack.purpose, WIDTH - 2, placeholder=' …')}"


def in_short(pack: Pack) -> Iterator[str]:
    """A pack on a page or two: what it is for, its numbers, lists and rules."""
    yield from paragraph(f"{label(pack)} of {pack.date}: {pack.name}", "", "  ")
    if pack.jurisdiction:
        yield from paragraph(pack.jurisdiction, "  ")
    if pack.effective_from:
        yield f"  Applies from {pack.effective_from}; a date switches nothing."
    yield from paragraph(pack.purpose, "  ")
    yield ""
    for name, words in (
        ("Handlers", pack.handlers),
        ("Documents", pack.documents),
        ("Topics of a meeting", pack.topics),
        ("Notices", pack.notices),
        ("Notices where the public can see", pack.public_notices),
    ):
        if words:
            yield from paragraph(listed(words), f"{name}: ", "  ")
    for name, number in pack.limits.items():
        yield f"{name}: {quantity(name, number)}"
    if pack.parts:
        yield from paragraph(listed(pack.parts), "Parts of: ", "  ")
    if pack.tests:
        yield from paragraph(listed(pack.tests), "Tests for: ", "  ")
    yield from paragraph(counted(pack.rules))
    for rule in pack.rules:
        told = f"{rule.code}, {rule.severity} ({READ[rule.status]})"
        yield from paragraph(told, f"  {rule.number}  ", "    ")
