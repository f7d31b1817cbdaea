"""`lastlook import`: bring in a hire house's delivery note."""

import asyncio
from pathlib import Path
from typing import Final

import click

from lastlook import wiring
from lastlook.cli.delivery_note import read_note
from lastlook.cli.in_one_go import Wish, say_all
from lastlook.cli.places import LEDGER_IN_USE

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
@click.argument("file", type=LEDGER_IN_USE)
@click.argument("note", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--as", "person", help="Who says so; whose key it is where not given.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The file of that person's private key; FILE.office where not given.",
)
def command(
    file: wiring.Where, note: Path, person: str | None, key: Path | None
) -> int:
    """Bring in a delivery note."""
    wishes = [
        Wish(f"line {row.line}, {row.thing}", row.kind, row.fields)
        for row in read_note(note.read_bytes())
    ]
    return asyncio.run(say_all(file, wishes, key, person))
