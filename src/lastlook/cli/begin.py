"""`lastlook init`: begin a production."""

from pathlib import Path
from shlex import quote
from typing import Any

import click

from lastlook import wiring
from lastlook.cli.places import LEDGER, VKEY
from lastlook.policy.library import PackUnknownError, shipped, shipped_names
from lastlook.policy.read import PackError, PackFault
from lastlook.wiring.continuing import continue_from, loss_of


@click.command("init")
@click.argument("file")
@click.option("--production", required=True, help="The production's id: no name.")
@click.option(
    "--pack",
    "packs",
    multiple=True,
    default=("house",),
    show_default=True,
    help="Rules: a shipped pack's name, or a TOML file. Give it again for more.",
)
@click.option(
    "--continues",
    "old",
    type=LEDGER,
    help="A ledger that cannot go on: what is lost of it is put on record.",
)
@click.option(
    "--vkey", type=VKEY, help="The public key of that one, where its key file is gone."
)
@click.option(
    "--files",
    type=click.Path(path_type=Path, file_okay=False),
    help="For a database: the folder of the files beside the ledger.",
)
def command(
    file: str,
    production: str,
    packs: tuple[str, ...],
    files: Path | None,
    **before: Any,
) -> None:
    """Begin a production: its ledger, its keys, its rules.

    Makes FILE and four files beside it. The first person is `office`, a
    production-manager; the key in FILE.office speaks for it. Instead of FILE a
    database's address may be given, postgresql://ROLE@HOST/DATABASE: then the four
    files are in the folder --files, and are called after the production.

    With --continues, where the end of a ledger is lost, the new one's second entry
    commits to a statement, FILE.continues: which ledger, how much of it is kept, and
    what was signed last.
    """
    old, vkey = before["old"], before["vkey"]
    if vkey is not None and old is None:
        raise click.UsageError(
            "--vkey is the key of the ledger that --continues names."
        )
    texts = [pack_text(pack) for pack in packs]
    loss = loss_of(old, production, vkey) if old is not None else None
    place = wiring.place_at(file, production, files)
    wiring.init(place, production, texts)
    beside = wiring.files_of(place)
    click.echo(f"{production} is open, under {', '.join(packs)}.")
    for path, what in (
        (place, "the ledger"),
        (beside.head, "what it last signed: never restore this one from a backup"),
        (beside.key, "the desk's private key: nobody else's business"),
        (beside.people, "names and PINs: erasable, never in the ledger"),
        (beside.office, "the private key of office, the first person"),
    ):
        click.echo(f"  {path}  {what}")
    if loss is not None:
        continued = continue_from(loss, place, production)
        click.echo(f"  {continued.path}  what it continues: {continued.said}")
        click.echo(
            f"Entry {continued.entry} commits to that statement. Hand it to whoever "
            "holds something of the old ledger, and keep the old files as they are."
        )
    click.echo("Whoever is to check it later needs its public key:")
    click.echo(f"  {wiring.vkey(place)}")
    click.echo(f"Next: lastlook serve {_typed(place)}")


def _typed(place: wiring.Place) -> str:
    """The place as it is typed in a shell, where & and ? mean something else."""
    return quote(str(place))


def pack_text(pack: str) -> str:
    """The text of a pack: a file's, or a shipped one's by its name."""
    path = Path(pack)
    if path.suffix == ".toml":
        content = path.read_bytes()
        try:
            return content.decode()
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            remedy = "A pack is a TOML text; save it as UTF-8."
            fault = PackFault(pack, line, "this is no UTF-8", remedy)
            raise PackError((fault,)) from None
    if pack not in shipped_names():
        raise PackUnknownError(
            f"No pack {pack} comes with Lastlook. There is: "
            f"{', '.join(shipped_names())}; or name a TOML file."
        )
    return shipped(pack)
