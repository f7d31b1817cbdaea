"""`lastlook init`: begin a production."""

from pathlib import Path

import click

from lastlook import wiring
from lastlook.policy.library import PackUnknownError, shipped, shipped_names


@click.command("init")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--production", required=True, help="The production's id: no name.")
@click.option(
    "--pack",
    "packs",
    multiple=True,
    default=("house",),
    show_default=True,
    help="Rules: a shipped pack's name, or a TOML file. Give it again for more.",
)
def command(file: Path, production: str, packs: tuple[str, ...]) -> None:
    """Begin a production: its ledger, its keys, its rules.

    Makes FILE and four files beside it. The first person is `office`, a
    production-manager; the key in FILE.office speaks for it.
    """
    texts = [pack_text(pack) for pack in packs]
    wiring.init(file, production, texts)
    files = wiring.Files(file)
    click.echo(f"{production} is open, under {', '.join(packs)}.")
    for path, what in (
        (files.ledger, "the ledger"),
        (files.head, "what it last signed: never restore this one from a backup"),
        (files.key, "the desk's private key: nobody else's business"),
        (files.people, "names and PINs: erasable, never in the ledger"),
        (files.office, "the private key of office, the first person"),
    ):
        click.echo(f"  {path}  {what}")
    click.echo("Whoever is to check it later needs its public key:")
    click.echo(f"  {wiring.vkey(file)}")
    click.echo(f"Next: lastlook serve {file}")


def pack_text(pack: str) -> str:
    """The text of a pack: a file's, or a shipped one's by its name."""
    path = Path(pack)
    if path.suffix == ".toml":
        return path.read_text("utf-8")
    if pack not in shipped_names():
        raise PackUnknownError(
            f"No pack {pack} comes with Lastlook. There is: "
            f"{', '.join(shipped_names())}; or name a TOML file."
        )
    return shipped(pack)
