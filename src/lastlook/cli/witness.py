"""`lastlook witness`: see checkpoints for others, and check who has seen one."""

import datetime as dt
from pathlib import Path

import click

from lastlook.cli.console import table
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS
from lastlook.cli.places import HOST, PORT
from lastlook.desk.clock import SystemClock
from lastlook.ledger.errors import SignatureError
from lastlook.ledger.tlog_policy import TlogPolicy, Witnessed, shown
from lastlook.wiring import witnessing
from lastlook.wiring.asked import newest_cosigned
from lastlook.wiring.given import checkpoint_in, policy_in

_AHEAD_S = 60  # how far a witness's clock may be before ours
_BOOK = click.Path(path_type=Path, dir_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.group("witness")
def command() -> None:
    """See ledgers' checkpoints for others, and check who has seen one."""


@command.command("init")
@click.argument("file", type=_BOOK)
@click.argument("name")
def init(file: Path, name: str) -> None:
    """Begin a witness called NAME whose book is FILE.

    NAME stands in every cosignature: an address of your own without https://, such as
    insurer.example/witness. FILE.key and FILE.mark are made beside FILE: keep the
    first to yourself, and neither back up nor restore the second.

    Prints the line for the policy of those who ask you.
    """
    vkey = witnessing.begin_witness(file, name)
    click.echo(f"Keep {file}.key to yourself; never back up {file}.mark.")
    click.echo("Give this to whoever writes the policy, with the address you serve at:")
    click.echo(f"  witness {name} {vkey}")


@command.command("add-log")
@click.argument("file", type=_BOOK)
@click.argument("vkey")
def add_log(file: Path, vkey: str) -> None:
    """Let the witness in FILE see one more ledger, by its public key VKEY.

    Have VKEY from the production itself, by a way you trust. A ledger that changes its
    key is added again with the new one, and goes on from what was cosigned before;
    once the new one has signed, what only an older one signs is refused. A witness
    that runs knows it at once.
    """
    origin, new = witnessing.add_log(file, vkey)
    click.echo(f"{origin}: {'known from now on' if new else 'this key was known'}")


@command.command("serve")
@click.argument("file", type=_BOOK)
@click.option(
    "--host", type=HOST, default="127.0.0.1", show_default=True, help="Address to use."
)
@click.option(
    "--port", type=PORT, default=8023, show_default=True, help="Port; 0: any free one."
)
def serve(file: Path, host: str, port: int) -> None:
    """Cosign what the known ledgers' desks send, until Ctrl-C.

    By C2SP tlog-witness. Nothing here is secret and every request shows its own
    signature; the address may be open to anybody.
    """
    try:
        witnessing.serve_witness(file, (host, port), _ready)
    except KeyboardInterrupt:
        click.echo(f"\nClosed. What was cosigned is in {file}.")


@command.command("show")
@click.argument("file", type=_BOOK)
def show(file: Path) -> int:
    """Say what the witness in FILE has seen of each ledger.

    Exit code 1 where a ledger showed two pasts; the notes that prove it are printed.
    """
    click.echo(witnessing.witness_vkey(file))
    seen = witnessing.logs_seen(file)
    for log in seen:
        latest = log.latest
        told = (
            f"{latest.size} entries, cosigned at {_clock(latest.at_seconds)}"
            if latest is not None
            else "nothing cosigned yet"
        )
        click.echo(f"{shown(log.origin)}: {told}")
        for refused in log.refused:
            click.secho(
                f"TWO PASTS: at {_clock(refused.at_seconds)} it showed other "
                f"{refused.size} entries than those cosigned. Its own signature says:",
                fg="red",
            )
            click.echo(refused.note.decode())
    return DOES_NOT_HOLD if any(log.refused for log in seen) else HOLDS


@command.command("last")
@click.argument("file", type=_BOOK)
@click.option(
    "--policy",
    type=_FILE,
    help="Who makes a quorum; FILE.witnesses where not given.",
)
def last(file: Path, policy: Path | None) -> int:
    """Print the newest checkpoint of the ledger in FILE that a quorum has cosigned.

    To be kept by whoever may have to show, later, what the record was. A desk may be
    running. Exit code 1 where no quorum ever cosigned one.
    """
    note = newest_cosigned(file, policy)
    if note is None:
        click.secho(
            "No quorum has ever cosigned a checkpoint of it.", fg="red", err=True
        )
        return DOES_NOT_HOLD
    click.echo(note.decode(), nl=False)
    return HOLDS


@command.command("check")
@click.argument("policy", type=_FILE)
@click.argument("checkpoint", type=_FILE)
@click.option(
    "--max-age",
    type=click.IntRange(min=0),
    metavar="MINUTES",
    help="Also say no where the quorum cosigned longer ago.",
)
def check(policy: Path, checkpoint: Path, max_age: int | None) -> int:
    """Check who has cosigned a checkpoint.

    POLICY says which logs and witnesses are known, and how many of them are a quorum
    (C2SP tlog-policy): have it from somebody other than whoever gives you CHECKPOINT.
    Exit code 0 where a known log signed it and the quorum cosigned it, else 1.

    An old checkpoint stays well signed for ever. Whoever was given one as the newest
    asks with --max-age.
    """
    known = policy_in(policy)
    note = checkpoint_in(checkpoint)
    try:
        witnessed = known.check(note)
    except SignatureError as no:
        click.secho(f"{no}", fg="red")
        return DOES_NOT_HOLD
    _say(known, witnessed)
    times = {name: found.at_seconds for name, found in witnessed.by.items()}
    at = known.seen_at(times)
    if max_age is not None and not _is_fresh(at, max_age):
        told = "never" if at is None else f"at {_clock(at)}, by their clocks"
        click.secho(
            f"STALE: cosigned by the quorum {told}; asked for within {max_age} "
            "minutes. Newer entries may be kept from you.",
            fg="red",
        )
        return DOES_NOT_HOLD
    click.secho("The quorum has cosigned it.", fg="green")
    return HOLDS


def _is_fresh(at: int | None, minutes: int) -> bool:
    """Whether it was so lately; what is of the future tells nothing of now."""
    now = SystemClock().now_ms() // 1000
    return at is not None and -_AHEAD_S <= now - at <= minutes * 60


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


def _ready(prefix: str) -> None:
    click.echo(f"Asked at {prefix} (Ctrl-C stops)")


def _clock(seconds: int) -> str:
    """A time as it is printed; some that can be signed are in no calendar."""
    try:
        return f"{dt.datetime.fromtimestamp(seconds, dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (OverflowError, ValueError, OSError):
        return f"{seconds} seconds after 1970"
