"""A text as lines that can be read: nothing hidden in it, nothing too long.

1. A line ends with a line feed alone. Tabs, carriage returns, a byte order mark
   and characters nobody sees are told, not skipped: what a person reads must be
   what is played.
2. A `#` at a line's start, or after a space, begins a comment.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from lastlook.stories.faults import Faults, Spot, WrongError

LINE_AT_MOST: Final = 400_000  # a whole pack, escaped, still fits in one line

# Control and format characters, surrogates, private and unassigned ones, and the
# two separators that some programs take for the end of a line.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NAMED: Final = {
    "\t": WrongError("There is a tab.", "Use spaces."),
    "\r": WrongError(
        "The line ends with a carriage return.", "Save the file with LF line ends."
    ),
    "\0": WrongError("There is a NUL byte.", "Save the file as plain text."),
    "\ufeff": WrongError(
        "There is a byte order mark.", "Save the file as UTF-8 without one."
    ),
}


class Source(Struct, frozen=True):
    """One line of a text."""

    spot: Spot
    text: str

    @property
    def indented(self) -> bool:
        """Whether it belongs to the line above."""
        return self.text.startswith(" ")


def lines_of(text: str, source: str, faults: Faults) -> Iterator[Source]:
    """The lines that can be read; what is wrong with the others goes to `faults`."""
    if not text.strip():
        faults.add(
            Spot(source, 1),
            1,
            WrongError("There is nothing here.", "Write a production, a day, a line."),
        )
        return
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        spot = Spot(source, number)
        wrong = _wrong(line)
        if wrong is None:
            yield Source(spot, line.rstrip(" "))
            continue
        if wrong[1].says not in seen:
            # Once a text: who has one tab has a hundred.
            seen.add(wrong[1].says)
            faults.add(spot, *wrong)
        if len(line) <= LINE_AT_MOST:
            # Read on without it, so that the text's other faults are told too.
            yield Source(spot, "".join(_shown(one) for one in line).rstrip(" "))


def is_plain(line: str) -> bool:
    """Whether a line would be read exactly as it stands."""
    return _wrong(line) is None and not line.endswith(" ")


def split_note(text: str) -> tuple[str, str]:
    """A line without its comment, and the comment."""
    if text.lstrip(" ").startswith("#"):
        return "", text.lstrip(" ").removeprefix("#").removeprefix(" ")
    before, _, note = text.partition(" #")
    return before.rstrip(" "), note.strip(" ")


def _wrong(line: str) -> tuple[int, WrongError] | None:
    if len(line) > LINE_AT_MOST:
        return 1, WrongError(
            f"The line is {len(line)} characters long, more than {LINE_AT_MOST}.",
            "Write one act a line.",
        )
    if line.isascii() and line.isprintable():
        return None
    for column, one in enumerate(line, 1):
        if one in _NAMED:
            return column, _NAMED[one]
        if unicodedata.category(one) in _HIDDEN:
            return column, WrongError(
                f"There is a character nobody sees, U+{ord(one):04X}.", "Remove it."
            )
    return None


def _shown(one: str) -> str:
    if one == "\t":
        return " "
    return "" if unicodedata.category(one) in _HIDDEN else one
