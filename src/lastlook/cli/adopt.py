"""`lastlook adopt`: take up a ledger whose head file is lost."""

from pathlib import Path

import click

from lastlook import wiring
from lastlook.cli.places import LEDGER
from lastlook.wiring.adopting import adopt_ledger

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command("adopt")
@click.argument("file", type=LEDGER)
@click.argument("checkpoint", type=_FILE)
@click.option("--policy", type=_FILE, help="Witnesses that must have cosigned it.")
def command(file: wiring.Where, checkpoint: Path, policy: Path | None) -> None:
    """Take up a ledger whose head file is lost.

    CHECKPOINT is one that somebody else kept: `checkpoint` of a mirror's copy or of a
    bundle, what `lastlook witness last` printed, a receipt's. The ledger is taken up
    only if it has all the entries that CHECKPOINT has, and the same. The newer it is
    the more it shows: of entries after it nobody here can tell whether any are missing.

    Where there is a head file, or the ledger is older than CHECKPOINT, nothing is done.
    """
    known = wiring.policy_in(policy) if policy is not None else None
    made = adopt_ledger(file, wiring.checkpoint_in(checkpoint), known)
    click.echo(
        f"{file} goes on: {made.size} entries, of which {made.seen.size} were seen by "
        "whoever kept the checkpoint. That none is missing after those nobody here "
        "can tell."
    )
