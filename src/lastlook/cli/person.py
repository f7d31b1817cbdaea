"""`lastlook person` and `forget`: names, contacts and PINs, beside the ledger."""

import asyncio
import secrets
from pathlib import Path

import click

from lastlook import wiring
from lastlook.cli.exits import HOLDS
from lastlook.cli.in_one_go import Wish, say_all
from lastlook.cli.places import LEDGER_IN_USE
from lastlook.core.acts import Forget
from lastlook.core.state import Person
from lastlook.desk.people import SALT_BYTES, Details, People, check_text, pin_hash


def _text(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    try:
        check_text(value or "")
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from None
    return value


@click.command("person")
@click.argument("file", type=LEDGER_IN_USE)
@click.argument("person")
@click.option("--name", callback=_text, help="Their name, as phones show it.")
@click.option("--contact", callback=_text, default="", help="How to reach them.")
@click.option("--pin", is_flag=True, help="Ask for a PIN, for who has no phone.")
def command(
    file: wiring.Where, person: str, name: str | None, contact: str, *, pin: bool
) -> None:
    """Keep a person's name, contact and PIN.

    They are kept in FILE.people and never in the ledger, which knows PERSON by this
    id alone. The digest that is printed may be given when they are enrolled: it
    commits to the name and the contact without telling them.
    """
    if not (name or pin):
        raise click.UsageError("Say what to keep: --name or --pin.")
    known = wiring.state_of(file).people.get(person)
    if known is not None and known.erased is not None:
        raise click.UsageError(
            f"The details of {person} were erased in entry {known.erased.n}, and stay "
            "so. Enrol the person anew, under another id."
        )
    with wiring.people_of(file) as people:
        if name:
            salt = secrets.token_bytes(SALT_BYTES)
            digest = people.enter(person, Details(name, contact), salt)
            click.echo(f"{person} is {name}. When enrolling: details={digest}")
        if pin:
            people.set_pin(person, _asked(person))
            click.echo(f"{person} has a PIN.")


@click.command("forget")
@click.argument("file", type=LEDGER_IN_USE)
@click.argument("person")
@click.option(
    "--grounds",
    default="asked-by-themselves",
    show_default=True,
    help="Why, in small words joined by hyphens.",
)
@click.option("--as", "speaker", help="Who says so; whose key it is where not given.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The file of that person's private key; FILE.office where not given.",
)
def forget(
    file: wiring.Where, person: str, grounds: str, speaker: str | None, key: Path | None
) -> int:
    """Erase a person's name, contact and PIN.

    That they were erased, when and on whose word, stands in the ledger; so does what
    was done by this id, and every proof. Nothing opens the commitment to the name any
    more. A backup of FILE.people still has them: a desk that starts on it erases them
    again.
    """
    known = wiring.state_of(file).people.get(person)
    with wiring.people_of(file) as people:
        if known is None or known.erased is not None:
            click.echo(_erased_beside(people, person, known))
            return HOLDS
    wish = Wish(f"forget {person}", Forget, {"person": person, "grounds": grounds})
    return asyncio.run(say_all(file, [wish], key, speaker))


def _erased_beside(people: People, person: str, known: Person | None) -> str:
    there = people.erase(person)
    if known is not None and known.erased is not None:
        again = "erased again" if there else "nothing was kept"
        return f"{person}: {again}; the record has it in entry {known.erased.n}."
    was = "erased" if there else "nothing was kept"
    return f"{person}: {was}. Nobody of this id is enrolled, so nothing was recorded."


def _asked(person: str) -> str:
    pin = click.prompt(f"PIN of {person}", hide_input=True, confirmation_prompt=True)
    try:
        return pin_hash(pin)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
