"""`lastlook export`: write a ledger out, for those who check it without us."""

from pathlib import Path

import click

from lastlook.cli.export_tiles import export_tiles


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--tiles",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a tlog-tiles folder here: every public tlog tool can check it.",
)
@click.option(
    "--vkey",
    "key_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --tiles: write the ledger's public key into this file.",
)
def command(file: Path, folder: Path | None, key_file: Path | None) -> None:
    """Write a ledger out, for those who check it without us.

    A folder that was begun is gone on with: what is complete is left alone. Whoever
    checks it needs the ledger's key, and should have it from elsewhere.
    """
    if folder is None:
        raise click.UsageError("Say what to write: --tiles DIR.")
    export_tiles(file, folder, key_file)
