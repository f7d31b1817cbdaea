"""`lastlook key`: the desk's own key shown, changed, declared lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote
from typing import Any, Final

import click

from lastlook import wiring
from lastlook.cli.places import LEDGER, LEDGER_IN_USE, VKEY
from lastlook.core.state import State
from lastlook.core.words import KeyText
from lastlook.desk.door import key_text, public_bytes
from lastlook.ledger.note import Verifier, read_vkey

TELL: Final = (
    "Whoever checks it later can follow from the key before: the record names the new "
    "one. So can a mirror. A witness cannot. Its keeper runs the following; the board "
    "names those who did not yet:"
)
LOST: Final = (
    "Hand it to whoever is to check the record: nothing leads to it from the key "
    "before. The keeper of a witness, and of a mirror, runs:"
)

SHOWN: Final = 8  # letters of a key on a phone

_file: Callable[[Any], Any] = click.argument("file", type=LEDGER_IN_USE)
_as: Callable[[Any], Any] = click.option(
    "--as", "person", help="Who says so; whose key it is where not given."
)
_key: Callable[[Any], Any] = click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The file of that person's private key; FILE.office where not given.",
)


@click.group("key")
def command() -> None:
    """Show the desk's own key, change it, or declare it lost."""


@command.command("show")
@click.argument("file", type=LEDGER)
def show(file: wiring.Where) -> None:
    """Print the ledger's public keys, the one in force last.

    Where FILE.key is gone it is the one that the record itself names last.
    """
    there = wiring.files_of(file).key.exists()
    vkey = wiring.vkey(file) if there else _named_last(file)
    state = wiring.state_of(file, vkey)
    for line in _keys(wiring.origin(state.production or "not-opened"), state):
        click.echo(line)
    click.echo("In force:" if there else "In force, as the record itself says:")
    click.echo(f"  {vkey}")


@command.command("rotate")
@_file
@_as
@_key
def rotate(file: wiring.Where, person: str | None, key: Path | None) -> None:
    """Let the ledger go on under a new key.

    The key that is given up names the new one in the record, so that who trusts it
    can trust what comes after. Stop the desk first. Until `lastlook key retire` both
    keys sign, for witnesses that know only the old one.
    """
    _put_aside(file)
    made = wiring.rotate_key(file, _speaker(file, person, key))
    click.echo(f"The ledger goes on under a new key:\n  {made.vkey}")
    click.echo(f"{TELL}\n  lastlook witness add-log BOOK {made.vkey}")
    click.echo(
        f"When they have it, stop the desk: lastlook key retire {quote(str(file))}"
    )


@command.command("lost")
@_file
@click.option(
    "--vkey",
    type=VKEY,
    required=True,
    help="The public key in force until now, as `lastlook key show` prints it.",
)
@_as
@_key
def lost(file: wiring.Where, vkey: str, person: str | None, key: Path | None) -> None:
    """Declare the desk's key lost, or known to others; go on under a new one.

    The lost key cannot name the new one: who trusts only that is told that the record
    holds until here, and on whose word it goes on. A second person has to confirm it,
    on a phone; until then no weapon comes into play.
    """
    _put_aside(file)
    made = wiring.lose_key(file, read_vkey(vkey), _speaker(file, person, key))
    click.echo(f"The ledger goes on under a new key:\n  {made.vkey}")
    click.echo(f"{LOST}\n  lastlook witness add-log BOOK {made.vkey}")
    click.echo(f"  lastlook mirror FOLDER --log {vkey} --log {made.vkey}")
    click.echo(
        "Next: a second person confirms it on their phone, from the board. There it "
        f"reads {key_text(made.public)[:SHOWN]}…"
    )


@command.command("take")
@_file
@click.argument("key", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def take(file: wiring.Where, key: Path) -> None:
    """Take over the key under which another desk lets the ledger go on.

    Where several desks serve one production, each with files of its own, the key is
    changed at one of them. The others stop, and sign nothing more by the old one. Carry
    FILE.key from there by a way that nobody reads along, and name it here as KEY; it is
    copied, and only if it is the key that the record names last. Where the key before
    it still signs along there, it does so here too; end that by `lastlook key retire`
    at each desk.
    """
    made = wiring.take_key(file, key)
    click.echo(f"This desk goes on under the key that the record names:\n  {made.vkey}")
    click.echo(f"Delete {key}, if nobody else needs it.")


@command.command("retire")
@_file
def retire(file: wiring.Where) -> None:
    """Let the key before this one sign no more: everybody has the new one.

    Stop the desk first: it would sign on by both.
    """
    gone = wiring.retire_key(file)
    if gone is None:
        click.echo("No key signs along.")
    else:
        click.echo(f"This one signs no more; its file is deleted:\n  {gone.vkey}")


def _speaker(
    file: wiring.Where, person: str | None, key: Path | None
) -> wiring.Speaker:
    return wiring.Speaker(key or wiring.files_of(file).office, person)


def _named_last(file: wiring.Where) -> str:
    named = wiring.key_named_last(file)
    if named is None:
        raise wiring.WiringError(
            f"There is no {wiring.files_of(file).key}, and the record names no key: it "
            "was never changed. The one in force is the line that lastlook init "
            "printed; whoever checks the record has it, and a witnesses' policy has it "
            "in its log line."
        )
    return named.vkey


def _put_aside(file: wiring.Where) -> None:
    if (aside := wiring.put_aside(file)) is not None:
        click.echo(
            f"The next key that lay there is another ledger's; it is now {aside}."
        )


def _keys(origin: str, state: State) -> Iterator[str]:
    """A line for each key the record names, and how it came."""
    for known in state.desk_keys:
        how = "named by the key before it"
        if known.lost_by is not None:
            second = known.confirmed_by or "nobody yet"
            how = f"the one before lost, says {known.lost_by}; confirmed by {second}"
        yield f"since entry {known.n}: {_vkey(origin, known.key)}"
        yield f"  {how}"


def _vkey(origin: str, key: KeyText) -> str:
    public = public_bytes(key)
    return Verifier(origin, public).vkey if public is not None else key
