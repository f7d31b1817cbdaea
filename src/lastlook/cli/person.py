"""`lastlook person` and `forget`: names, contacts and PINs, beside the ledger."""

import secrets
from pathlib import Path

import click

from lastlook import wiring
from lastlook.desk.people import SALT_BYTES, Details, pin_hash


@click.command("person")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("person")
@click.option("--name", help="Their name, as phones show it.")
@click.option("--contact", default="", help="How to reach them.")
@click.option("--pin", is_flag=True, help="Ask for a PIN, for who has no phone.")
def command(
    file: Path, person: str, name: str | None, contact: str, *, pin: bool
) -> None:
    """Keep a person's name, contact and PIN.

    They are kept in FILE.people and never in the ledger, which knows PERSON by this
    id alone. The digest that is printed may be given when they are enrolled: it
    commits to the name and the contact without telling them.
    """
    if not (name or pin):
        raise click.UsageError("Say what to keep: --name or --pin.")
    with wiring.people_of(file) as people:
        if name:
            salt = secrets.token_bytes(SALT_BYTES)
            digest = people.enter(person, Details(name, contact), salt)
            click.echo(f"{person} is {name}. When enrolling: details={digest}")
        if pin:
            people.set_pin(person, _asked(person))
            click.echo(f"{person} has a PIN.")


@click.command("forget")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("person")
def forget(file: Path, person: str) -> None:
    """Erase a person's name, contact and PIN.

    The ledger keeps what was done by this id, and every proof; nothing opens the
    commitment to the name any more.
    """
    with wiring.people_of(file) as people:
        there = people.erase(person)
    click.echo(f"{person}: {'erased' if there else 'nothing was kept'}.")


def _asked(person: str) -> str:
    pin = click.prompt(f"PIN of {person}", hide_input=True, confirmation_prompt=True)
    try:
        return pin_hash(pin)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
