"""`lastlook hazard --importance` in a terminal: the tables of what was weighed."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from lastlook.hazard.weighing import Weighed, weight_tables


def report(weights: Weighed, console: Console) -> None:
    """Print its tables, each with what it means."""
    for told in weight_tables(weights):
        console.print(Text(f"\n{told.title}", style="bold"))
        table = Table(*told.heads, box=None)
        for row in told.rows:
            table.add_row(*row)
        console.print(table)
        console.print(told.said)
