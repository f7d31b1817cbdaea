"""`lastlook witness`: see checkpoints for others, and check who has seen one."""

import datetime as dt
from pathlib import Path

import click

from lastlook.cli.console import table
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS
from lastlook.ledger.errors import SignatureError
from lastlook.ledger.tlog_policy import TlogPolicy, Witnessed, read_policy, shown

_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group("witness")
def command() -> None:
    """See ledgers' checkpoints for others, and check who has seen one."""


@command.command("check")
@click.argument("policy", type=_FILE)
@click.argument("checkpoint", type=_FILE)
def check(policy: Path, checkpoint: Path) -> int:
    """Check who has cosigned a checkpoint.

    POLICY says which logs and witnesses are known, and how many of them are a quorum
    (C2SP tlog-policy): have it from somebody other than whoever gives you CHECKPOINT.
    Exit code 0 where a known log signed it and the quorum cosigned it, else 1.
    """
    known = read_policy(policy.read_bytes())
    try:
        witnessed = known.check(checkpoint.read_bytes())
    except SignatureError as no:
        click.secho(f"{no}", fg="red")
        return DOES_NOT_HOLD
    _say(known, witnessed)
    return HOLDS


def _say(policy: TlogPolicy, witnessed: Witnessed) -> None:
    checkpoint = witnessed.checkpoint
    click.echo(f"{checkpoint.origin}, {checkpoint.size} entries")
    rows = [
        (
            shown(witness.name),
            f"cosigned at {_clock(witnessed.by[witness.name].at_seconds)}"
            if witness.name in witnessed.by
            else "has not cosigned",
        )
        for witness in policy.witnesses
    ]
    for line in table(rows):
        click.echo(line)
    click.secho("The quorum has cosigned it.", fg="green")


def _clock(seconds: int) -> str:
    """A time as it is printed; some that can be signed are in no calendar."""
    try:
        return f"{dt.datetime.fromtimestamp(seconds, dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (OverflowError, ValueError, OSError):
        return f"{seconds} seconds after 1970"
