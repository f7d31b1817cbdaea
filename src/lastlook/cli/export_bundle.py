"""`lastlook export --out`: a bundle for somebody outside.

1. A file that is there is left alone. What is written appears whole or not at all.
2. Nobody is named who was not asked for, and nobody's contact ever.
"""

from pathlib import Path
from typing import Final

import click
from msgspec import Struct

from lastlook import wiring
from lastlook.desk.people import Opening
from lastlook.evidence.bundling import Wanted, write_bundle
from lastlook.evidence.excerpt import of_incident, of_thing
from lastlook.ledger.durable import named, sync_directory
from lastlook.ledger.log import Log

UNFINISHED: Final = ".part"


class Asked(Struct, frozen=True):
    """What a bundle is asked for."""

    out: Path
    thing: str | None = None
    incident: str | None = None
    names: bool = False
    witnessed: bool = False
    policy: Path | None = None


def export_bundle(file: wiring.Where, asked: Asked) -> None:
    """Write a bundle of the ledger at `file`.

    Raises:
        click.UsageError: something is at `out` already, or no such thing is there.
    """
    if asked.out.exists():
        raise click.UsageError(
            f"There is a file at {asked.out} already; it was left as it is. Name "
            "another."
        )
    kept = _names(file) if asked.names else None
    part = asked.out.with_name(f"{asked.out.name}{UNFINISHED}")
    reading = wiring.reading(file)
    if asked.witnessed:
        reading = wiring.witnessed(file, asked.policy)
    with reading as log:
        wanted = Wanted(_numbers(log, asked), kept)
        try:
            with part.open("wb") as into, named(asked.out):
                signed = write_bundle(into, log, wanted)
            part.replace(asked.out)
        finally:
            part.unlink(missing_ok=True)
        sync_directory(asked.out.parent)
        vkey = log.verifier.vkey
    count = signed.size if wanted.numbers is None else len(wanted.numbers)
    click.echo(
        f"{signed.origin}: {count} of {signed.size} entries, in {asked.out}\n"
        f"They need its key, on another way: {vkey}"
    )


def _numbers(log: Log, asked: Asked) -> tuple[int, ...] | None:
    try:
        if asked.thing is not None:
            return of_thing(log.read(), asked.thing)
        if asked.incident is not None:
            return of_incident(log.read(), asked.incident)
    except LookupError as error:
        raise click.UsageError(str(error)) from None
    return None


def _names(file: wiring.Where) -> dict[str, Opening]:
    with wiring.people_of(file) as people:
        found = {person: people.opening(person) for person in people.names()}
    return {person: opening for person, opening in found.items() if opening}
