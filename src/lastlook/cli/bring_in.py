"""`lastlook import`: bring in a hire house's delivery note."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from lastlook import wiring
from lastlook.cli.delivery_note import Row, read_note
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Decision, Refused
from lastlook.core.wording import saying
from lastlook.core.words import Ms
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.pen import Pen
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.writer import BATCH_MAX
from lastlook.stories.moments import write_moment

HELP: Final = """\
Bring in a hire house's delivery note (CSV).

The first line of NOTE.csv names the columns, in any order. `what` says what a row
is: weapon, lot or dummy-type.

\b
weapon      id class mechanism chambers calibre serial supplier place
            [transfer-bar]
lot         id kind calibre rounds supplier box place
            [dummy-type] [load] [made-from]
dummy-type  id calibre hole rattle primer

Cells in [ ] may be empty. Text is UTF-8; commas, semicolons or tabs divide.

Every row is tried before the first one is recorded: where any is wrong or would
be refused, each is named with its line, and nothing is taken in. Whatever a note
says of their contents, weapons and boxes arrive unseen and unproved.
"""


@click.command("import", help=HELP)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("note", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--as", "person", help="Who says so; whose key it is where not given.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The file of that person's private key; FILE.office where not given.",
)
def command(file: Path, note: Path, person: str | None, key: Path | None) -> int:
    """Bring in a delivery note."""
    rows = read_note(note.read_bytes())
    return asyncio.run(_bring_in(file, rows, key or wiring.Files(file).office, person))


async def _bring_in(
    file: Path, rows: Sequence[Row], key: Path, person: str | None
) -> int:
    clock = SystemClock()
    async with wiring.open_desk(file, clock) as desk:
        pen = wiring.pen(desk.state.production or "", key, person)
        acts = _acts(rows, pen, clock.now_ms())
        # Every row is tried on the state that those before it would make.
        tried = desk.preview_all(acts, pen.key)
        if _tell(rows, tried, desk):
            click.echo("Nothing was taken in.", err=True)
            return DOES_NOT_HOLD
        receipts = await _submitted(desk, [pen.signed(act) for act in acts])
        if _tell(rows, [receipt.answer for receipt in receipts], desk):
            return DOES_NOT_HOLD
    click.echo(f"{len(rows)} rows are in {file}, as entries of {pen.person}.")
    return HOLDS


async def _submitted(desk: Desk, envelopes: Sequence[Envelope]) -> list[Receipt]:
    receipts: list[Receipt] = []
    for first in range(0, len(envelopes), BATCH_MAX):
        some = envelopes[first : first + BATCH_MAX]
        receipts += await asyncio.gather(*map(desk.submit, some))
    return receipts


def _acts(rows: Sequence[Row], pen: Pen, now: Ms) -> list[AnyAct]:
    return [pen.act(row.kind, now, **row.fields) for row in rows]  # type: ignore[misc]


def _tell(rows: Sequence[Row], answers: Sequence[Decision], desk: Desk) -> int:
    """Say which rows were refused and why; how many."""
    refused = 0
    for row, answer in zip(rows, answers, strict=True):
        if not isinstance(answer, Refused):
            continue
        refused += 1
        click.secho(f"line {row.line}, {row.thing}:", fg="red", err=True)
        for reason in (*answer.impossible, *answer.reasons):
            said = saying(reason, desk.policy, _time)
            click.echo(f"  {said.sentence} {said.remedy}", err=True)
    return refused


def _time(at: Ms) -> str:
    return write_moment(at, None)
