"""`lastlook prepare`: make a PostgreSQL database ready for ledgers."""

import click

from lastlook import wiring


@click.command("prepare")
@click.argument("address")
@click.option("--desk", "desks", multiple=True, help="A role that is to append.")
@click.option("--reader", "readers", multiple=True, help="A role that is only to read.")
def command(address: str, desks: tuple[str, ...], readers: tuple[str, ...]) -> None:
    """Make a PostgreSQL database ready for ledgers.

    ADDRESS is postgresql://ROLE@HOST/DATABASE, with a role that may make a schema.
    The tables are made in the schema `lastlook`; where they are there already they
    are looked at. The roles of desks may append and read, those of readers read, and
    nobody may change or delete: run desks under a role that does not own the tables.
    """
    made = wiring.prepare(address, desks, readers)
    click.echo("The tables are made." if made else "The tables are there, unchanged.")
    for role in desks:
        click.echo(f"{role} may append and read, and change nothing.")
    for role in readers:
        click.echo(f"{role} may read.")
