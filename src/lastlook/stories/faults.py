"""What is wrong with a story: where, what, and what to do.

1. Every fault of a text is told at once, not only the first.
2. A fault names the source, the line, the column, and a way out; where a word is
   nearly a known one, that one.
3. A text with any fault is no story: nothing of it is played.
"""

import difflib
from collections.abc import Collection
from typing import Final

from msgspec import Struct

LIST_AT_MOST: Final = 12  # of the known words, where none is near
WORD_AT_MOST: Final = 80  # longer ones are compared and quoted no further


class Spot(Struct, frozen=True):
    """A line of a source, counted from one."""

    source: str
    line: int

    def __str__(self) -> str:
        return f"{self.source}:{self.line}"


class Fault(Struct, frozen=True):
    """One thing that is wrong, where it stands, and what to do about it."""

    spot: Spot
    column: int
    says: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.spot}:{self.column}: {self.says} {self.remedy}"


class StoryError(Exception):
    """A text that is no story, with everything that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class WrongError(Exception):
    """A word that cannot stand where it stands; `Faults.at` gives it its place."""

    def __init__(self, says: str, remedy: str) -> None:
        super().__init__(says, remedy)
        self.says = says
        self.remedy = remedy


class Faults:
    """Collects the faults of one text while it is read."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, spot: Spot, column: int, wrong: WrongError) -> None:
        """Keep one fault."""
        self.found.append(Fault(spot, column, wrong.says, wrong.remedy))


def quoted(word: str) -> str:
    """A word as a message shows it: short enough to be read."""
    return f'"{word if len(word) <= WORD_AT_MOST else word[:WORD_AT_MOST] + "…"}"'


def meant(word: str, known: Collection[str], where: str) -> str:
    """What was probably meant; else all there is, or where that is written."""
    close = difflib.get_close_matches(word[:WORD_AT_MOST].lower(), sorted(known), n=1)
    if close:
        return f"Did you mean {quoted(close[0])}?"
    if known and len(known) <= LIST_AT_MOST:
        return f"There is: {', '.join(known)}."
    return f"See {where}."
