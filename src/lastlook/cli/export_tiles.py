"""`lastlook export --tiles`: a ledger as a folder of tiles.

1. The folder has what the ledger had when it began; a desk may go on meanwhile.
2. No file that is there is replaced, but for the folder's checkpoint.
"""

from pathlib import Path

import click

from lastlook import wiring
from lastlook.cli.console import progress
from lastlook.ledger.durable import write_whole
from lastlook.ledger.folder import write_folder


def export_tiles(file: wiring.Where, folder: Path, key_file: Path | None) -> None:
    """Write the ledger at `file` into `folder`, and its public key into `key_file`.

    Raises:
        click.UsageError: another key is in the key file.
        FolderError, FolderBusyError: the folder is not this ledger's, or is in use.
    """
    with wiring.reading(file) as log, progress("entries") as counting:
        vkey = log.verifier.vkey
        if key_file is not None:
            _keep_key(key_file, vkey)
        signed = write_folder(log, folder, counting)
    click.echo(f"{signed.origin}, {signed.size} entries, in {folder}")
    click.echo(f"Its key is in {key_file}" if key_file else f"Its key: {vkey}")


def _keep_key(key_file: Path, vkey: str) -> None:
    said = f"{vkey}\n".encode()
    if not key_file.exists():
        write_whole(key_file, said)
    elif key_file.read_bytes() != said:
        raise click.UsageError(
            f"{key_file} holds something else; it was left as it is. Name another file."
        )
