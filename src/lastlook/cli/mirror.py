"""`lastlook mirror`: keep copies of logs that sets push here."""

import json
from pathlib import Path
from typing import Any

import click

from lastlook import wiring
from lastlook.cli.places import HOST, PORT
from lastlook.web.serve import Address


@click.command("mirror")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--log",
    "logs",
    multiple=True,
    required=True,
    help="A log's public key, as text or in a file; of one log the newest last.",
)
@click.option("--name", help="What this mirror cosigns as; needed the first time.")
@click.option(
    "--host", type=HOST, default="127.0.0.1", show_default=True, help="Address to use."
)
@click.option(
    "--port", type=PORT, default=8022, show_default=True, help="Port; 0: any free one."
)
@click.option(
    "--read-token",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File with the word by which entries are read; made if missing.",
)
def command(folder: Path, logs: tuple[str, ...], **options: Any) -> None:
    """Keep copies of logs that sets push here.

    Each log has a folder of tiles in FOLDER that `lastlook verify` checks. A copy only
    grows, and only by what its log's key signed; what contradicts it is refused, said
    here, and kept in the copy's `evidence`. A new key that the log's last one names is
    followed; one that came after a loss has to be named here, behind the one before.

    Put a web server with a certificate in front of it: sets push by https.
    """
    name, read_token = options.pop("name"), options.pop("read_token")
    keys = [wiring.read_key(log) for log in logs]
    address = Address(**options)
    wiring.serve_mirror(
        wiring.Mirroring(folder, keys, name, address, _ready, _alarm, read_token)
    )


def _ready(url: str, vkey: str) -> None:
    click.echo(f"Mirror at {url} (Ctrl-C stops)")
    click.echo(f"Its key: {vkey}")


def _alarm(what: str) -> None:
    click.secho(f"ALARM {json.dumps(what, ensure_ascii=False)}", fg="red", err=True)
