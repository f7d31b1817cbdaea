"""`lastlook demo`: the 2021 day told, then a production to try out."""

from pathlib import Path
from typing import Final

import click
from msgspec.structs import replace

from lastlook.cli.places import HOST, PORT
from lastlook.cli.play import play_story, read_file, say
from lastlook.cli.serve import serve
from lastlook.core.acts import AnyAct
from lastlook.core.words import Ms
from lastlook.desk.clock import SystemClock
from lastlook.stories import Story
from lastlook.stories.digest import digest
from lastlook.stories.fields import Moment, fields_of
from lastlook.stories.moments import write_day
from lastlook.stories.story import Expectation, IsCalled, Line, Said, Then
from lastlook.web.serve import Address

AGO_MS: Final = 60_000  # how long ago the demo's last line was
TOLD: Final = "the-2021-day"
SERVED: Final = "demo"


@click.command("demo")
@click.option(
    "--stories",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("stories"),
    show_default=True,
    help="Where the stories are.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the demo production is kept.",
)
@click.option(
    "--host", type=HOST, default="127.0.0.1", show_default=True, help="Address to use."
)
@click.option(
    "--port", type=PORT, default=8021, show_default=True, help="Port; 0: any free one."
)
@click.option("--lan", is_flag=True, help="For phones on the same network, by https.")
def command(stories: Path, folder: Path, host: str, port: int, *, lan: bool) -> None:
    """Play the 2021 day, then serve a demo production.

    The demo is the story demo.story, moved to today and played into a ledger in the
    folder; a new one each day, the old ones stay. Anybody may come in as anybody: it
    is for trying out, never for a production.
    """
    say(digest(play_story(read_file(stories / f"{TOLD}.story"))))
    now = SystemClock().now_ms()
    path = folder / f"{write_day(now)}.ledger"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        play_story(until(read_file(stories / f"{SERVED}.story"), now - AGO_MS), path)
    click.echo()
    serve(path, Address(host, port, lan, folder), demo=True)


def until(story: Story, end: Ms) -> Story:
    """The same story, moved so that its last line is at `end`."""
    times = [line.time for line in story.lines if isinstance(line, Said | Then)]
    by = end - max(times, default=end)
    return replace(story, lines=tuple(_line(line, by) for line in story.lines))


def _line(line: Line, by: Ms) -> Line:
    match line:
        case Said():
            return replace(
                line,
                time=line.time + by,
                now=line.now + by,
                act=_act(line.act, by),
                expects=tuple(_expected(one, by) for one in line.expects),
            )
        case Then():
            return _then(line, by)
        case _:
            return line


def _act(act: AnyAct, by: Ms) -> AnyAct:
    moments = {
        field.name: getattr(act, field.name) + by
        for field in fields_of(type(act))
        if isinstance(field.form, Moment) and getattr(act, field.name) is not None
    }
    return replace(act, at=act.at + by, **moments)


def _expected(expected: Expectation, by: Ms) -> Expectation:
    return _then(expected, by) if isinstance(expected, Then) else expected


def _then(then: Then, by: Ms) -> Then:
    check = then.check
    if isinstance(check, IsCalled) and check.until is not None:
        check = replace(check, until=check.until + by)
    return replace(then, time=then.time + by, check=check)
