"""`lastlook prove`: the proof that one entry is in a ledger, as a file."""

from pathlib import Path

import click

from lastlook import wiring
from lastlook.cli.places import LEDGER
from lastlook.ledger.durable import write_whole
from lastlook.ledger.proof import ENDING, make_proof, write_proof


@click.command("prove")
@click.argument("file", type=LEDGER)
@click.argument("n", type=click.IntRange(min=0))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"Where to write it; entry-N{ENDING} where not given.",
)
@click.option("--without-entry", is_flag=True, help="Leave the entry's bytes out.")
def command(
    file: wiring.Where, n: int, out: Path | None, *, without_entry: bool
) -> None:
    """Write the proof that entry N is in a ledger.

    The file (C2SP tlog-proof) has the entry's bytes, the way from them to the root,
    and the checkpoint with that root; it is checked without the rest of the ledger.
    The entry says who did what by their ids. Numbers are those of
    `lastlook log --as json`.
    """
    with wiring.reading(file) as log:
        leaf = next(log.leaves(n, n + 1))
        proof = make_proof(log, n, None if without_entry else leaf)
    written = out or Path(f"entry-{n}{ENDING}")
    if written.exists():
        raise click.UsageError(f"There is a file at {written} already; name another.")
    write_whole(written, write_proof(proof))
    click.echo(f"The proof of entry {n} is in {written}")
