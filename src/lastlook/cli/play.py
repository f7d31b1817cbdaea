"""`lastlook play`: play stories and compare every answer."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import click
import msgspec

from lastlook import wiring
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS
from lastlook.core.policy import Policy
from lastlook.policy.library import Library, shipped, shipped_names
from lastlook.stories import CorePlayer, Played, Story, play, read
from lastlook.stories.digest import digest
from lastlook.stories.tell import Kind, Told, tell

COLOURS: Final[dict[Kind, str]] = {
    "refused": "red",
    "impossible": "red",
    "not-heard": "red",
    "mismatch": "red",
    "outside": "yellow",
    "remark": "yellow",
    "not-caught": "yellow",
    "comment": "cyan",
    "prose": "cyan",
}
BOLD: Final[frozenset[Kind]] = frozenset({"title", "day", "heading", "mismatch"})


@click.command("play")
@click.argument(
    "stories",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Play one story into a new ledger at this path, through a real desk.",
)
@click.option("--brief", is_flag=True, help="One page: what was refused, and why.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(
    stories: tuple[Path, ...], into: Path | None, *, brief: bool, as_json: bool
) -> int:
    """Play stories and compare every answer.

    One story is told as a report, of several only what does not fit. Exit code 1
    when any answer is not the one a story expects; its file and line are named.

    A ledger made by --into has keys that follow from the story: anybody can make
    them again. It is for trying out, never for a production.
    """
    if into is not None and len(stories) > 1:
        raise click.UsageError("Only one story can be played into a ledger.")
    played = [play_file(path, into) for path in stories]
    if as_json:
        click.echo(msgspec.json.encode([_outcome(one) for one in played]))
    elif len(played) == 1:
        say(digest(played[0]) if brief else tell(played[0]))
    else:
        _say_all(played)
    if into is not None and not as_json:
        click.echo(f"It is in {into} now: lastlook log {into}")
    return HOLDS if all(one.fits for one in played) else DOES_NOT_HOLD


def play_file(path: Path, into: Path | None = None) -> Played:
    """Play the story in a file; on the core alone, or into a new ledger."""
    return play_story(read_file(path), into)


def read_file(path: Path) -> Story:
    """The story in a file; what it uses is found beside it, packs by name too."""

    def beside(name: str) -> str | None:
        other = path.with_name(f"{name}.story")
        return other.read_text("utf-8") if other.exists() else None

    def pack(name: str) -> str | None:
        own = path.with_name(f"{name}.toml")
        if own.exists():
            return own.read_text("utf-8")
        return shipped(name) if name in shipped_names() else None

    return read(path.read_text("utf-8"), str(path), use=beside, pack=pack)


def play_story(story: Story, into: Path | None = None) -> Played:
    """Play a story on the core alone, or into a new ledger."""
    if into is None:
        return play(story, CorePlayer(rules), rules)
    with wiring.playing_into(into, story) as ask:
        return play(story, ask, rules)


def rules(texts: tuple[str, ...]) -> Policy:
    """The policy that packs' texts make together."""
    library = Library()
    return library.policy(tuple(library.learn(text, "a pack") for text in texts))


def say(lines: Iterable[Told]) -> None:
    """Print a report, or a page of one."""
    for line in lines:
        _say(line)


def _say(line: Told) -> None:
    click.secho(line.text, fg=COLOURS.get(line.kind), bold=line.kind in BOLD)


def _say_all(played: Sequence[Played]) -> None:
    for one in played:
        acts = sum(1 for turn in one.turns if turn.answer is not None)
        verdict = "fits" if one.fits else f"{len(one.mismatches)} do not fit"
        click.echo(f"{one.story.source}: {acts} acts, {verdict}")
        for mismatch in one.mismatches:
            click.secho(f"  {mismatch}", fg="red")


def _outcome(played: Played) -> dict[str, object]:
    return {
        "story": played.story.source,
        "acts": sum(1 for turn in played.turns if turn.answer is not None),
        "fits": played.fits,
        "mismatches": [
            {
                "where": str(one.spot),
                "expected": one.expected,
                "got": one.got,
                "sentences": one.sentences,
            }
            for one in played.mismatches
        ],
    }
