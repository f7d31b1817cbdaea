"""`lastlook say`: say acts from the terminal, in the words of a story."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from lastlook import wiring
from lastlook.cli.begin import pack_text
from lastlook.cli.in_one_go import Wish, say_all
from lastlook.cli.places import LEDGER_IN_USE
from lastlook.core.words import Ms, PersonId
from lastlook.desk.clock import SystemClock
from lastlook.policy.library import shipped_names
from lastlook.stories import read
from lastlook.stories.faults import Fault, StoryError
from lastlook.stories.fields import fields_of
from lastlook.stories.moments import midnight, write_day, write_moment
from lastlook.stories.story import Said

HEADERS = 3  # lines before the first one that was given


@click.command("say")
@click.argument("file", type=LEDGER_IN_USE)
@click.argument("lines", nargs=-1)
@click.option("--as", "person", help="Who says so; whose key it is where not given.")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The file of that person's private key; FILE.office where not given.",
)
def command(
    file: wiring.Where, lines: tuple[str, ...], person: str | None, key: Path | None
) -> int:
    """Say acts from the terminal, in the words of a story.

    Each of LINES is a line of a story from its verb on: what would stand after the
    time and the person. Without LINES they are read from the standard input. They
    are said now, by one person; all of them, or where one would be refused none.
    """
    given = lines or tuple(sys.stdin.read().splitlines())
    whose = key or wiring.files_of(file).office
    speaker = person or wiring.pen("any", whose).person
    wishes = list(read_lines(given, speaker, SystemClock().now_ms()))
    if not wishes:
        raise click.UsageError("There is no line. See docs/reference/stories.md.")
    return asyncio.run(say_all(file, wishes, key, person))


def read_lines(lines: Sequence[str], person: PersonId, now: Ms) -> Iterator[Wish]:
    """The acts in lines that begin with their verb, said by `person` at `now`.

    Raises:
        StoryError: what is wrong, by the given lines' own numbers and columns.
    """
    day = midnight(now)
    before = f"{write_moment(now, day)} {person} "
    told = [
        line if line.lstrip().startswith("#") or not line.strip() else before + line
        for line in lines
    ]
    packs = " ".join(dict.fromkeys(["house", *_adopted(lines)]))
    headers = ["production any", f"day {write_day(now)}", f"packs {packs}"]
    text = "\n".join([*headers, *told, ""])
    try:
        story = read(text, "line", pack=_pack)
    except StoryError as error:
        raise StoryError(
            *(_moved(fault, len(before)) for fault in error.faults)
        ) from None
    for said in story.lines:
        if isinstance(said, Said):
            own = {f.name: getattr(said.act, f.name) for f in fields_of(type(said.act))}
            line = said.spot.line - HEADERS
            where = f"line {line}, {lines[line - 1]}"
            yield Wish(where, type(said.act), own)


def _adopted(lines: Sequence[str]) -> Iterator[str]:
    for verb, pack, *_ in (f"{line} . .".split() for line in lines):
        if verb == "adopts":
            yield pack.removeprefix("pack=")


def _pack(name: str) -> str | None:
    if name in shipped_names() or Path(name).is_file():
        return pack_text(name)
    return None


def _moved(fault: Fault, columns: int) -> Fault:
    spot = replace(fault.spot, line=max(1, fault.spot.line - HEADERS))
    return replace(fault, spot=spot, column=max(1, fault.column - columns))
