"""`lastlook move`: carry a production from one store to another."""

import base64

import click

from lastlook import wiring
from lastlook.cli.console import progress
from lastlook.cli.places import ANY_PLACE, LEDGER_OR_OLD


@click.command("move")
@click.argument("source", metavar="FROM", type=LEDGER_OR_OLD)
@click.argument("target", metavar="TO", type=ANY_PLACE)
def command(source: wiring.Where, target: wiring.Where) -> None:
    """Carry a production from one store to another.

    FROM and TO are each a file, or a database's address. Stop its desks first. Every
    entry, checkpoint and tile is compared afterwards, and the copy is checked as a
    whole; only then it goes on at TO, with the keys, names and the head file. The
    record at FROM stays whole, without the names; no desk opens it any more. A move
    that was interrupted is run again and goes on where it was.
    """
    here, there = wiring.place_of(source), wiring.place_of(target)
    with progress("entries") as counting:
        moved = wiring.move(here, there, counting)
    click.echo(f"{moved.end.origin} is at {there} now.")
    if moved.before:
        click.echo(f"  {moved.before} entries were there from before")
    click.echo(f"  {moved.end.size} entries, each the same")
    click.echo(f"  {moved.checkpoints} checkpoints, each the same")
    click.echo(f"  {moved.tiles} tiles, each the same")
    click.echo(f"  root {base64.b64encode(moved.end.root).decode()}, checked anew")
    click.echo(f"What is at {here} can be read and verified, and is served no more.")
