"""`lastlook verify`: check a ledger."""

from pathlib import Path
from typing import Final

import click
import msgspec

from lastlook import wiring
from lastlook.cli.console import progress, table
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS, IN_PART
from lastlook.evidence.verify import Checked, Findings, Trusted, verify

BESIDE: Final = (
    "The key beside the file was trusted: this shows a broken disk or a changed file, "
    "not what somebody wrote who has that key. Give --vkey for that."
)


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--vkey", help="The ledger's public key, as you were given it before.")
@click.option(
    "--older",
    "older",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A checkpoint you kept: shows that nothing before it was rewritten.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def command(
    file: Path, vkey: str | None, older: tuple[Path, ...], *, as_json: bool
) -> int:
    """Check a ledger: signatures, tree, every decision.

    Decides every act again, by the rules in this program and the packs in the
    ledger, in nine steps; what was not checked is said. Exit code 0 only when
    everything holds, 1 when something does not, 7 when not everything was checked.

    Without --vkey the key beside FILE is trusted: enough against a broken disk, not
    against whoever has that key.
    """
    notes = tuple(path.read_bytes() for path in older)
    with wiring.kept(file, vkey) as kept, progress("entries") as counting:
        trusted = Trusted(kept.key, (*kept.older, *notes))
        found = verify(kept.leaves, kept.checkpoint, trusted, counting)
    if as_json:
        click.echo(msgspec.json.encode(found))
    else:
        _say(found)
        if vkey is None:
            click.echo(BESIDE)
    if found.findings:
        return DOES_NOT_HOLD
    return HOLDS if found.holds else IN_PART


def _say(found: Findings) -> None:
    if found.checkpoint is not None:
        click.echo(f"{found.checkpoint.origin}, {found.checkpoint.size} entries")
    bad = {finding.step for finding in found.findings}
    rows = [
        (f"{step.step}", step.what, _checked(step), _verdict(step, bad))
        for step in found.checked
    ]
    for line in table(rows):
        click.echo(line)
    for step in found.checked:
        if step.not_checked:
            click.secho(f"({step.step}) not checked: {step.not_checked}", fg="yellow")
    for finding in found.findings:
        where = "" if finding.entry is None else f"entry {finding.entry}: "
        click.secho(f"({finding.step}) {where}{finding.what}", fg="red")
    if found.more:
        click.secho(f"and {found.more} more", fg="red")
    if found.state is not None:
        click.echo(f"State after the last entry: {found.state}")
    if found.holds:
        click.secho("Everything holds.", fg="green")
    elif found.findings:
        click.secho("It does not hold. Keep the file as it is.", fg="red")
    else:
        click.secho("What was checked holds. Not everything was.", fg="yellow")


def _checked(step: Checked) -> str:
    if step.not_checked and not step.count:
        return ""
    return f"{step.count} checked" if step.count else "nothing to check"


def _verdict(step: Checked, bad: set[int]) -> str:
    if step.step in bad:
        return "DOES NOT HOLD"
    return "NOT CHECKED" if step.not_checked else ""
