"""`lastlook export`: write a ledger out, for those who check it without us."""

from pathlib import Path
from typing import Any

import click

from lastlook import wiring
from lastlook.cli.console import warn
from lastlook.cli.export_bundle import Asked, export_bundle
from lastlook.cli.export_tiles import export_tiles
from lastlook.cli.places import LEDGER


@click.command("export")
@click.argument("file", type=LEDGER)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write an evidence bundle (a zip) here.",
)
@click.option(
    "--item",
    "thing",
    metavar="TAG",
    help="Of it only what touches this weapon (its id or tag), box or lot.",
)
@click.option(
    "--incident",
    metavar="ID",
    help="Of it only what touches this entry (its number) or hold (stop-4).",
)
@click.option("--names", is_flag=True, help="Name the people in it; contacts never.")
@click.option(
    "--witnessed",
    is_flag=True,
    help="Of it only what a quorum outside has cosigned by now.",
)
@click.option(
    "--policy",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="With --witnessed: who makes a quorum; FILE.witnesses where not given.",
)
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
def command(
    file: wiring.Where, folder: Path | None, key_file: Path | None, **chosen: Any
) -> None:
    """Write a ledger out, for those who check it without us.

    A bundle is one file for somebody outside: the whole ledger, or what touches one
    weapon, box, lot, entry or hold, with a page that tells it and checks itself and a
    verifier in one file. The same ledger gives the same bytes.

    With --witnessed the bundle ends at the newest checkpoint that the policy's quorum
    has cosigned, and carries those cosignatures: `verify.py --policy` and `lastlook
    verify --policy` hold it to them.

    A tiles folder that was begun is gone on with: what is complete is left alone.
    Whoever checks either needs the ledger's key, and should have it from elsewhere.
    """
    if (folder is None) == (chosen["out"] is None):
        raise click.UsageError("Say what to write: --out BUNDLE.zip or --tiles DIR.")
    if folder is not None:
        if any(chosen.values()):
            raise click.UsageError(
                "--item, --incident, --names and --witnessed go with --out."
            )
        export_tiles(file, folder, key_file)
        warn(wiring.without_head(file))
        return
    if chosen["policy"] is not None and not chosen["witnessed"]:
        raise click.UsageError("--policy says who makes the quorum of --witnessed.")
    if key_file is not None or (chosen["thing"] and chosen["incident"]):
        raise click.UsageError(
            "--vkey goes with --tiles; of --item and --incident one is enough."
        )
    export_bundle(file, Asked(**chosen))
    warn(wiring.without_head(file))
