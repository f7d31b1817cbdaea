"""One row of the bench, and how the rows are printed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# `ratio >= 0.5`, `>= 5,000`, `<= 12`, or several of them
_GOAL: Final = re.compile(r"(ratio )?([<>]=) ([\d.,]*\d)")
WIDTH: Final = 58


@dataclass(frozen=True)
class Row:
    """One measured figure beside its floor.

    Attributes:
        name: what was measured.
        figure: how much it was.
        unit: of the figure and the floor.
        floor: what the machine does without us, measured in the same run.
        goal: what the figure or the ratio should be, in words; empty for a floor.
    """

    name: str
    figure: float
    unit: str
    floor: float | None = None
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure over its floor."""
        return self.figure / self.floor if self.floor else None

    @property
    def missed(self) -> bool:
        """Whether a goal is not reached."""
        for ratio, sign, text in _GOAL.findall(self.goal):
            found, due = (
                self.ratio if ratio else self.figure,
                float(text.replace(",", "")),
            )
            if found is None or (found < due if sign == ">=" else found > due):
                return True
        return False

    @property
    def told(self) -> tuple[str, str, str, str, str, str]:
        """What stands in the row: name, figure, unit, floor, ratio, goal."""
        return (
            self.name,
            _in_figures(self.figure),
            self.unit,
            "" if self.floor is None else _in_figures(self.floor),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            f"{self.goal}, missed" if self.missed else self.goal,
        )


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows under each other, as they come."""
    print(f"{'':{WIDTH}}{'figure':>12} {'unit':10}{'floor':>12}{'ratio':>7}  goal")
    for row in rows:
        name, figure, unit, floor, ratio, goal = row.told
        print(
            f"{name:{WIDTH}}{figure:>12} {unit:10}{floor:>12}{ratio:>7}  {goal}",
            flush=True,
        )


def print_markdown(rows: Iterable[Row]) -> None:
    """The same as a table of a document."""
    print("\n| | figure | floor | ratio | goal |\n| --- | ---: | ---: | ---: | --- |")
    for row in rows:
        name, figure, unit, floor, ratio, goal = row.told
        cells = (name.strip(), f"{figure} {unit}", floor, ratio, goal)
        print(f"| {' | '.join(cells)} |", flush=True)


def _in_figures(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}"
