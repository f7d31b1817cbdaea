"""`lastlook backup`: a copy of a ledger that was verified."""

import base64
from pathlib import Path

import click

from lastlook import wiring
from lastlook.cli.console import progress
from lastlook.cli.exits import HOLDS, IN_PART
from lastlook.cli.places import ITS_KEY, LEDGER
from lastlook.wiring.backups import Wanted, back_up
from lastlook.wiring.files import Files


@click.command("backup")
@click.argument("file", type=LEDGER)
@click.argument("dest", type=click.Path(path_type=Path))
@click.option(
    "--people", is_flag=True, help="Names and PINs too: `forget` does not reach them."
)
@click.option("--keys", is_flag=True, help="The private keys too: guard the copy.")
@ITS_KEY
def command(
    file: wiring.Where, dest: Path, vkey: str | None, *, people: bool, keys: bool
) -> int:
    """Copy a ledger while its desk runs, and verify the copy.

    DEST is one file, or is not there: only a copy whose every entry, checkpoint and
    signature was checked, and that has all that was signed when the copy began, gets
    the name. Nothing is overwritten.

    FILE may be a database's address; the copy is a file all the same.

    FILE.head is never in a backup: its worth is that it does not go back. Where it is
    missing, the copy is compared with nothing that was signed last, which is said;
    exit code 7.
    """
    wanted = Wanted(people=people, keys=keys, key=vkey)
    with progress("pages") as counting:
        made = back_up(file, dest, wanted, counting)
    root = base64.b64encode(made.checkpoint.root).decode()
    verified = "verified" if made.compared else "verified in itself"
    click.echo(f"{file} is backed up and {verified}: {made.checkpoint.size} entries.")
    for path in made.files:
        click.echo(f"  {path}  {_what(path, dest)}")
    click.echo(f"  root {root}: write it down elsewhere")
    name = wiring.place_of(file).ledger.name
    left = [] if people else [f"{name}.people (--people)"]
    left += [] if keys else [f"{name}.key and .office (--keys)"]
    left.append(f"{name}.head (never)")
    click.echo(f"Not in it: {', '.join(left)}.")
    if made.compared:
        return HOLDS
    click.secho(
        f"It was compared with nothing that was signed last: there is no {name}.head. "
        "Entries may be missing at its end, and nobody here can tell. Put the file "
        "back and back up again; if it is lost: lastlook adopt FILE CHECKPOINT",
        fg="red",
        err=True,
    )
    return IN_PART


def _what(path: Path, dest: Path) -> str:
    names = Files(dest)
    return {
        names.ledger: "the ledger",
        names.people: "names and PINs: what is forgotten later stays in it",
        names.key: "the desk's private key: nobody else's business",
        names.former_key: "the key before it, which signs along",
        names.office: "the private key of the first person",
    }[path]
