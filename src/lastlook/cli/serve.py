"""`lastlook serve`: serve a production to the phones on set."""

from pathlib import Path
from typing import Any

import click

from lastlook import wiring
from lastlook.cli.console import progress
from lastlook.cli.places import HOST, PORT
from lastlook.cli.push import Said
from lastlook.web.serve import Address, qr_text


@click.command("serve")
@click.argument("file", required=False)
@click.option("--store", help="Instead of FILE: sqlite:PATH, or a database's address.")
@click.option("--production", help="Which production of the database.")
@click.option(
    "--files",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of the files beside a ledger in a database.",
)
@click.option(
    "--host", type=HOST, default="127.0.0.1", show_default=True, help="Address to use."
)
@click.option(
    "--port", type=PORT, default=8021, show_default=True, help="Port; 0: any free one."
)
@click.option(
    "--witnesses",
    metavar="POLICY",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Who outside witnesses the record; FILE.witnesses where not given.",
)
@click.option("--lan", is_flag=True, help="For phones on the same network, by https.")
@click.option(
    "--read-token",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File with the word by which a monitor reads entries; made if missing.",
)
@click.option("--mirror", help="Push everything to the studio's mirror at this URL.")
@click.option("--mirror-key", help="The mirror's public key, as text or in a file.")
def command(
    file: str | None,
    store: str | None,
    production: str | None,
    files: Path | None,
    **options: Any,
) -> None:
    """Serve a production to the phones on set.

    By itself only this machine can open it. With --lan phones on the same network
    can, by https with a certificate made here: each warns once.

    With a policy (C2SP tlog-policy) witnesses outside are asked to cosign what was
    recorded, in the background; the board shows how old the last is that enough of
    them have seen.

    Where the first person has no phone yet, a link is printed by which they add one.
    Ctrl-C stops; every answer that was given is in FILE by then.

    Below /log/ the ledger can be read as C2SP tlog-tiles: checkpoint and hashes by
    anybody, entries only with --read-token, by who sends the word in that file.

    With --mirror everything is pushed to a studio while there is a link; no answer
    waits for it.

    A production of a database is served by its address,
    postgresql://ROLE@HOST/DATABASE, with --production and --files. Several desks may
    serve one production, each with a folder of its own.
    """
    if (file is None) == (store is None):
        raise click.UsageError("Name a FILE, or a --store.")
    place = wiring.place_at(file or store or "", production, files)
    ledger = place.ledger
    certificates = ledger.with_name(f"{ledger.name}.certificates")
    read_token = options.pop("read_token")
    witnesses = options.pop("witnesses")
    push = _push(options.pop("mirror"), options.pop("mirror_key"))
    address = Address(**options, certificates=certificates)
    serve(place, address, read_token=read_token, push=push, witnesses=witnesses)


def serve(place: wiring.Where, address: Address, **chosen: Any) -> None:
    """Serve, telling where, until stopped; `chosen` as `wiring.Serving` has it."""
    with progress("entries") as counting:
        serving = wiring.Serving(place, address, _ready, progress=counting, **chosen)
        try:
            wiring.serve(serving)
        except KeyboardInterrupt:
            click.echo(f"\nClosed. Every answer that was given is in {place}.")


def _push(url: str | None, key: str | None) -> wiring.Push | None:
    if url is not None:
        return wiring.Push(url, key, Said(url))
    if key is not None:
        raise click.UsageError("--mirror-key is the key of a --mirror; name that too.")
    return None


def _ready(url: str, link: str | None) -> None:
    click.echo(qr_text(url))
    click.echo(f"Open {url} (Ctrl-C stops)")
    if link is not None:
        click.echo("The first person has no phone yet. Within the hour, on theirs:")
        click.echo(f"  {link}")
