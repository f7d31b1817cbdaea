"""`lastlook register`: who had each weapon, and when it was out of its lock."""

import csv
import sys
from collections.abc import Iterator

import click

from lastlook import wiring
from lastlook.cli.console import progress, table
from lastlook.cli.places import ITS_KEY, LEDGER
from lastlook.core.answers import Asked, Decision
from lastlook.core.words import Ms
from lastlook.desk.replay import heard
from lastlook.ledger.log import Log
from lastlook.stories.moments import write_moment
from lastlook.views.register import Had, Out, Registered, register

COLUMNS = (
    "weapon",
    "class",
    "mechanism",
    "calibre",
    "serial",
    "supplier",
    "what",
    "person",
    "from",
    "to",
    "act",
    "happened",
    "phone",
)


@click.command("register")
@click.argument("file", type=LEDGER)
@ITS_KEY
@click.option(
    "--csv", "as_csv", is_flag=True, help="Print it as CSV, one period a row."
)
def command(file: wiring.Where, vkey: str | None, *, as_csv: bool) -> None:
    """Print who had each weapon, and when it was out of its lock.

    Every period comes from the ledger: who had the weapon, from when, to when, by
    which act; and from when to when it was under no lock. People are named by the
    ids they were enrolled under. What has no end yet goes on.
    """
    with wiring.reading(file, vkey) as log:
        pages = register(_answered(log))
    if as_csv:
        writing = csv.writer(sys.stdout, lineterminator="\n")
        writing.writerow(COLUMNS)
        writing.writerows(rows(pages))
        return
    if not pages:
        click.echo("No weapon is registered yet.", err=True)
    for line in lines(pages):
        click.echo(line)


def _answered(log: Log) -> Iterator[tuple[Asked, Decision]]:
    with progress("entries") as counting:
        for entry in log.read():
            yield heard(entry)
            counting(entry.n)


def lines(pages: tuple[Registered, ...]) -> Iterator[str]:
    """The register as a page of text."""
    for nth, page in enumerate(pages):
        if nth:
            yield ""
        yield (
            f"{page.weapon}: {page.weapon_class}, {page.mechanism}, {page.calibre}, "
            f"serial {page.serial}, from {page.supplier}"
        )
        shown = [("HAD BY", "FROM", "TO", "BY THE ACT")]
        shown += [(one.person, *_times(one)) for one in page.had]
        shown += [("OUT OF ITS LOCK", "FROM", "TO", "BY THE ACT")]
        shown += [("", *_times(one)) for one in page.out]
        yield from (f"  {line}" for line in table(shown))


def rows(pages: tuple[Registered, ...]) -> Iterator[tuple[str, ...]]:
    """The register as rows of `COLUMNS`."""
    for page in pages:
        of = (
            page.weapon,
            page.weapon_class,
            page.mechanism,
            page.calibre,
            page.serial,
            page.supplier,
        )
        for had in page.had:
            yield (*of, "had", had.person, *_cells(had))
        for out in page.out:
            yield (*of, "out", "", *_cells(out))


def _times(one: Had | Out) -> tuple[str, str, str]:
    since, until, how, happened, phone = _cells(one)
    told = f", told afterwards: it happened at {happened}" if happened else ""
    clock = f", at {phone} by the phone's own clock" if phone else ""
    return since, until or "now", f"{how}{told}{clock}"


def _cells(one: Had | Out) -> tuple[str, str, str, str, str]:
    times = _time(one.happened_at), _time(one.phone_at)
    return _time(one.since), _time(one.until), one.how, *times


def _time(at: Ms | None) -> str:
    return "" if at is None else write_moment(at - at % 1000, None)
