"""What goes to the terminal: lines with a colour each, and progress."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import click

QUIET_S: Final = 1.0  # what takes longer says how far it is


class Progress:
    """Counts on stderr, for what takes longer than a second."""

    def __init__(self, what: str) -> None:
        """`what` is counted: `entries`."""
        self._what = what
        self._since = time.monotonic()
        self._shown = False

    def __call__(self, count: int) -> None:
        """Show the count, once a second has gone."""
        if time.monotonic() - self._since > QUIET_S:
            click.echo(f"\r{count:,} {self._what} ", nl=False, err=True)
            self._shown = True

    def close(self) -> None:
        """End the line, where there is one."""
        if self._shown:
            click.echo(err=True)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Count `what` while something runs."""
    counting = Progress(what)
    try:
        yield counting
    finally:
        counting.close()


def table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines with even columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
