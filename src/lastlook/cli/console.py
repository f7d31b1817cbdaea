"""What goes to the terminal: lines with a colour each, and progress."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from threading import Event, Thread
from typing import Final

import click

QUIET_S: Final = 1.0  # what takes longer says how far it is
AGAIN_S: Final = 0.1  # and no more often than this


class Progress:
    """Counts on stderr, for what takes longer than a second."""

    def __init__(self, what: str) -> None:
        """`what` is counted: `entries`."""
        self._what = what
        self._next = time.monotonic() + QUIET_S
        self._shown = False

    def __call__(self, reached: int) -> None:
        """Show the count, once a second has gone, ten times a second."""
        now = time.monotonic()
        if now > self._next:
            self._next = now + AGAIN_S
            click.echo(f"\r{reached:,} {self._what} ", nl=False, err=True)
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


def warn(what: str | None) -> None:
    """One line on stderr, where there is something to say."""
    if what is not None:
        click.secho(f"{what}.", fg="yellow", err=True)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Say on stderr how long something runs, once a second has gone."""
    over = Event()

    def tell() -> None:
        for nth in count(1):
            if over.wait(QUIET_S):
                if nth > 1:
                    click.echo(err=True)
                return
            seconds = round(nth * QUIET_S)
            click.echo(f"\r{what}, {seconds} s ", nl=False, err=True)

    teller = Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
