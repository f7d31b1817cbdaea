"""One row of the bench, and how the rows are printed."""

from collections.abc import Iterable
from dataclasses import dataclass


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


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows under each other, as they come."""
    print(f"{'':44}{'figure':>12} {'unit':10}{'floor':>12}{'ratio':>7}  goal")
    for row in rows:
        floor = "" if row.floor is None else _in_figures(row.floor)
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        print(
            f"{row.name:44}{_in_figures(row.figure):>12} {row.unit:10}{floor:>12}"
            f"{ratio:>7}  {row.goal}",
            flush=True,
        )


def _in_figures(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}"
