"""`lastlook verify`: check a ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click
import msgspec
from msgspec import Struct

from lastlook import wiring
from lastlook.cli.console import progress, table, warn
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS, IN_PART
from lastlook.cli.places import LEDGER_OR_FOLDER, VKEY
from lastlook.evidence.audited import Audited, read_back, write_down
from lastlook.evidence.part import verify_part
from lastlook.evidence.verify import Checked, Findings, Trusted, Verification
from lastlook.ledger.note import Signer
from lastlook.ledger.tlog_policy import TlogPolicy

BESIDE: Final = (
    "The key beside the file was trusted: this shows a broken disk or a changed file, "
    "not what somebody wrote who has that key. Give --vkey or --policy for that."
)
EXCERPT: Final = (
    "It is an excerpt. It shows that these entries stand in the ledger, at their "
    "numbers, and were signed by the keys they name; not what else was said or done, "
    "and not that the answers follow from it."
)
IN_FILE: Final = click.Path(path_type=Path, dir_okay=False, exists=True)
OUT_FILE: Final = click.Path(path_type=Path, dir_okay=False)


class Options(Struct, frozen=True):
    """What the command was called with, beside the file."""

    vkey: str | None
    policy: Path | None
    older: tuple[Path, ...]
    auditor: Path | None
    resume: Path | None
    keep: Path | None
    as_json: bool


@click.command("verify")
@click.argument("file", type=LEDGER_OR_FOLDER)
@click.option(
    "--vkey", type=VKEY, help="The ledger's public key, as you were given it before."
)
@click.option(
    "--policy",
    type=IN_FILE,
    help="Whom you trust: logs, witnesses, and how many of them (tlog-policy).",
)
@click.option(
    "--older",
    multiple=True,
    type=IN_FILE,
    help="A checkpoint you kept: shows that nothing before it was rewritten.",
)
@click.option(
    "--auditor", type=OUT_FILE, help="Your own key; made where there is none."
)
@click.option("--keep", type=OUT_FILE, help="Write a signed note of this audit there.")
@click.option("--resume", type=IN_FILE, help="Go on from the audit of this note.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def command(file: wiring.Where, **options: Any) -> int:
    """Check a ledger: signatures, tree, every decision.

    FILE is a ledger, a tiles folder or an evidence bundle, zipped or unpacked.
    Decides every act again, by the rules in this program and the packs in the
    ledger, in nine steps; what was not checked is said. Exit code 0 only when
    everything holds, 1 when something does not, 7 when not everything was checked,
    as of an excerpt, or of a desk's own ledger without FILE.head.

    Whom to trust comes from you and never from FILE: the ledger's key by --vkey, or
    keys, witnesses and their quorum by --policy. With neither, the key beside a
    ledger is trusted: enough against a broken disk, not against whoever has that key.
    Of a bundle or a folder nobody is.

    An auditor who comes back writes a note with --keep, signed with the key in the
    file --auditor, and next time goes on from there with --resume. What they find is
    what a whole audit finds of everything since. Beside the note lies NOTE.state;
    keep both, and the key, where nobody who is audited can write.
    """
    asked = Options(**options)
    policy = _policy(asked)
    auditor = _auditor(asked)
    notes = tuple(map(wiring.checkpoint_in, asked.older))
    with (
        wiring.kept(file, asked.vkey, policy) as kept,
        _audited(asked, auditor) as audited,
        progress("entries") as counting,
    ):
        older = (*kept.older, *notes)
        # Whoever brings a key is handed a copy, and knows what else they hold.
        handed = asked.vkey is not None or policy is not None
        if handed and kept.without:
            warn(kept.without)
        without = "" if handed else kept.without
        trusted = Trusted(kept.key, older, audited, policy, without)
        if kept.proofs is not None:
            if auditor is not None:
                raise click.UsageError("An excerpt is no audit: it has no state.")
            found = verify_part(kept.proofs(), kept.checkpoint, trusted, kept.along)
        else:
            with Verification(trusted, kept.along) as verification:
                leaves = kept.leaves(verification.begin)
                found = verification.check(leaves, kept.checkpoint, counting)
                if asked.keep is not None and auditor is not None and found.holds:
                    write_down(asked.keep, auditor, verification.came_to(found))
    if asked.as_json:
        click.echo(msgspec.json.encode(found))
    else:
        _say(found)
        if kept.proofs is not None and not found.findings:
            click.echo(EXCERPT)
        if kept.key is not None and asked.vkey is None:
            click.echo(BESIDE)
        _say_note(asked, found)
    if found.findings:
        return DOES_NOT_HOLD
    return HOLDS if found.holds else IN_PART


def _policy(asked: Options) -> TlogPolicy | None:
    if asked.policy is None:
        return None
    policy = wiring.policy_in(asked.policy)
    if not policy.logs and asked.vkey is None:
        raise click.UsageError(
            f"{asked.policy} names no log: say which one you mean with --vkey."
        )
    return policy


def _auditor(asked: Options) -> Signer | None:
    if asked.auditor is None:
        if asked.keep or asked.resume:
            raise click.UsageError("A note is signed: give your key with --auditor.")
        return None
    if asked.keep is None and asked.resume is None:
        raise click.UsageError("--auditor is for --keep or --resume; give one.")
    if asked.keep is not None and asked.keep.exists():
        raise click.UsageError(f"There is a file at {asked.keep}; choose another name.")
    if asked.auditor.exists() or asked.resume is not None:
        return wiring.auditor(asked.auditor)
    made = wiring.new_auditor(asked.auditor)
    said = f"Made a new auditor's key in {asked.auditor}: {made.verifier.vkey}"
    click.echo(said, err=True)
    return made


@contextmanager
def _audited(asked: Options, auditor: Signer | None) -> Iterator[Audited | None]:
    if asked.resume is None or auditor is None:
        yield None
        return
    with read_back(asked.resume, auditor.verifier) as audited:
        yield audited


def _say(found: Findings) -> None:
    if found.checkpoint is not None:
        click.echo(f"{found.checkpoint.origin}, {found.checkpoint.size} entries")
    if found.audited:
        click.echo(f"The first {found.audited} were audited before, by your note.")
    bad = {finding.step for finding in found.findings}
    rows = [
        (f"{step.step}", step.what, _checked(step), _verdict(step, bad))
        for step in found.checked
    ]
    for line in table(rows):
        click.echo(line)
    _say_why(found)
    if found.state is not None:
        click.echo(f"State after the last entry: {found.state}")
    if found.holds:
        click.secho("Everything holds.", fg="green")
    elif found.findings:
        click.secho("It does not hold. Keep the file as it is.", fg="red")
    else:
        click.secho("What was checked holds. Not everything was.", fg="yellow")


def _say_why(found: Findings) -> None:
    for step in found.checked:
        if step.remark:
            click.echo(f"({step.step}) {step.remark}")
        if step.not_checked:
            click.secho(f"({step.step}) not checked: {step.not_checked}", fg="yellow")
    for finding in found.findings:
        where = "" if finding.entry is None else f"entry {finding.entry}: "
        click.secho(f"({finding.step}) {where}{finding.what}", fg="red")
    if found.more:
        click.secho(f"and {found.more} more", fg="red")


def _say_note(asked: Options, found: Findings) -> None:
    if asked.keep is not None:
        click.echo(
            f"Your note of it is in {asked.keep}, and {asked.keep}.state beside it."
            if found.holds
            else "No note was written: only of what holds is there one."
        )


def _checked(step: Checked) -> str:
    if step.not_checked and not step.count:
        return ""
    return f"{step.count} checked" if step.count else "nothing to check"


def _verdict(step: Checked, bad: set[int]) -> str:
    if step.step in bad:
        return "DOES NOT HOLD"
    if not step.not_checked:
        return ""
    return "IN PART" if step.count else "NOT CHECKED"
