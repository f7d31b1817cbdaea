"""`lastlook log`: a ledger as a story, or as JSON."""

import click
import msgspec

from lastlook import wiring
from lastlook.cli.console import progress
from lastlook.cli.places import ITS_KEY, LEDGER
from lastlook.desk.replay import heard
from lastlook.evidence.manifest import manifest, manifest_bytes
from lastlook.ledger.entry import Entry
from lastlook.ledger.log import Log
from lastlook.stories import write_entries


@click.command("log")
@click.argument("file", type=LEDGER)
@click.option(
    "--as",
    "form",
    type=click.Choice(["story", "json", "manifest"]),
    default="story",
    show_default=True,
    help="A story that plays to the same decisions, one JSON object a line, or what "
    "is missing from it.",
)
@ITS_KEY
def command(file: wiring.Where, form: str, vkey: str | None) -> None:
    """Print a ledger as a story, or as JSON.

    As JSON every line is one entry: its number, the desk's time (ms UTC), the key
    and signature, the act exactly as it was signed, and what was decided.

    As a manifest it says what should be in it and is not: checks left out, weapons
    not given back, late entries, papers of which only the digest is there, what was
    refused and then done in another form, clocks that disagree.
    """
    with wiring.reading(file, vkey) as log:
        if form == "json":
            for entry in log.read():
                click.echo(as_json(entry))
        elif form == "manifest":
            click.echo(manifest_bytes(manifest(log.read())), nl=False)
        elif log.size:
            click.echo(as_story(log), nl=False)
        else:
            click.echo("Nothing is in it yet.", err=True)


def as_story(log: Log) -> str:
    """The ledger as a story's text."""
    with progress("entries") as counting:
        entries = []
        for entry in log.read():
            entries.append(heard(entry))
            counting(entry.n)
    return write_entries(entries, f"The ledger {log.origin}")


def as_json(entry: Entry) -> bytes:
    """One entry as one line of JSON."""
    return msgspec.json.encode(
        {
            "n": entry.n,
            "recorded_at": entry.recorded_at,
            "key": entry.key,
            "signature": entry.signature,
            "act": msgspec.Raw(entry.act),
            "decision": msgspec.Raw(entry.decision),
            "core": entry.core,
            "pack": entry.pack,
        }
    )
