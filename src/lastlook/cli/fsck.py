"""`lastlook fsck`: what condition a production's files are in."""

from collections.abc import Sequence

import click
import msgspec
from msgspec import Struct

from lastlook import wiring
from lastlook.cli.console import progress
from lastlook.cli.exits import DAMAGED, DOES_NOT_HOLD, HOLDS
from lastlook.cli.places import ITS_KEY, LEDGER
from lastlook.ledger.fsck import Check
from lastlook.wiring.condition import condition, is_damaged


class Condition(Struct, frozen=True):
    """What was found in a production's files."""

    file: str
    holds: bool
    checks: tuple[Check, ...]


@click.command("fsck")
@click.argument("file", type=LEDGER)
@ITS_KEY
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def command(file: wiring.Where, vkey: str | None, *, as_json: bool) -> int:
    """Look through a production's files and name what is damaged.

    For whoever keeps them: pages and indexes, every entry, act id, tile, checkpoint
    and signature, the head file, the keys, the people's table. Nothing is written,
    and a desk may be running. Exit code 5 where the ledger is damaged, 1 where only a
    file beside it is not as it should be.

    It does not decide again; `lastlook verify` does.
    """
    with progress("entries") as counting:
        checks = condition(file, vkey, counting)
    holds = all(check.holds for check in checks)
    if as_json:
        told = Condition(str(file), holds, tuple(checks))
        click.echo(msgspec.json.encode(told))
    else:
        _say(file, checks)
    if holds:
        return HOLDS
    return DAMAGED if is_damaged(checks) else DOES_NOT_HOLD


def _say(file: wiring.Where, checks: Sequence[Check]) -> None:
    from rich.console import Console  # noqa: PLC0415  # when it is called
    from rich.table import Table  # noqa: PLC0415  # when it is called

    table = Table("", "looked at", "found", title=str(file), title_justify="left")
    for check in checks:
        found = "[green]well" if check.holds else f"[red]{_faults(check)}"
        table.add_row(check.what, f"{check.count:,}", found)
    Console().print(table)
    for check in checks:
        for fault in check.faults:
            click.secho(f"{check.what}: {fault.where}: {fault.what}", fg="red")
        if check.note:
            click.secho(f"{check.what}: {check.note}.", fg="yellow")
        if check.more:
            click.secho(f"{check.what}: and {check.more} more", fg="red")
    if all(check.holds for check in checks):
        click.secho("All of it is well.", fg="green")
    else:
        click.secho(
            "Stop the desk, keep these files as they are, and work on a copy: "
            "docs/how-to/back-up-and-restore.md",
            fg="red",
        )


def _faults(check: Check) -> str:
    count = len(check.faults) + check.more
    return "1 fault" if count == 1 else f"{count} faults"
