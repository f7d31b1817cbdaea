"""An analysis to read in a terminal, from 80 columns on, with colour or without.

1. The assumptions stand first, what is not covered last.
2. Colour repeats what a word or a mark says: `!` is an error, `>` where the record and
   the truth part.
3. Where an order of cut sets was left out it is said up to which was looked for.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lastlook.hazard.analysis import Analysis
from lastlook.hazard.assumptions import ASSUMPTIONS, NOT_COVERED
from lastlook.hazard.budgets import BARRIER_MAX
from lastlook.hazard.errors import Error
from lastlook.hazard.patterns import Pattern, patterns
from lastlook.hazard.phrases import barrier_words, event_words, events_words
from lastlook.hazard.story import Step, Told
from lastlook.hazard.told import counted, sentence, weapon_words
from lastlook.hazard.what_if import budgets, one_of_each, outcome_of, tale, turns

STORIES: Final = 3
PATTERNS: Final = 6
ADVICE: Final = 5
WIDEST: Final = 120  # longer lines are hard to read


def report(found: Analysis, console: Console, packs: str) -> None:
    """Print an analysis; `packs` names the rules that were judged."""
    width = min(console.width, WIDEST)
    for part in _parts(found, packs):
        console.print(part, width=width, highlight=False)


def _parts(found: Analysis, packs: str) -> Iterator[RenderableType]:
    scene = found.scene
    yield Text(found.top.title, style="bold")
    yield Text(
        f"{scene.title}. Rules: {packs}. World: {scene.size} (weapons x chambers)"
    )
    if scene.barred:
        yield Text(weapon_words(scene))
    yield from _listed("Assumed", ASSUMPTIONS)
    if scene.refused:
        said = (f"{act}: {', '.join(codes)}" for act, codes in scene.refused)
        yield from _listed("Refused while the scene was prepared", said)
    yield _head("How many errors it withstands")
    yield _budgets(found)
    if found.cuts:
        yield from _patterns(found)
        yield from _stories(one_of_each(found, STORIES))
        yield from _advice(found)
    yield from _listed("Not covered", NOT_COVERED)


def _head(title: str) -> RenderableType:
    return Padding(
        Rule(Text(title, style="bold"), align="left", style="dim"), (1, 0, 0, 0)
    )


def _listed(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    yield _head(title)
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(width=1)
    table.add_column(overflow="fold")
    for line in lines:
        table.add_row("-", Text(line))
    yield table


def _budgets(found: Analysis) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(justify="right", no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, least, words in budgets(outcome_of(found)):
        table.add_row(name if name == "acts" else f"k {name}", least, Text(words))
    return table


def _patterns(found: Analysis) -> Iterator[RenderableType]:
    all_ = patterns(found.cuts)
    sets = counted(len(found.cuts), "minimal cut set")
    yield _head(f"What has to go wrong: {sets}, {counted(len(all_), 'pattern')}")
    for nth, pattern in enumerate(all_[:PATTERNS], start=1):
        yield _pattern(nth, pattern)
    if len(all_) > PATTERNS:
        yield Text(
            f"and {counted(len(all_) - PATTERNS, 'more pattern')}; --json has all."
        )


def _pattern(nth: int, pattern: Pattern) -> RenderableType:
    ways = "one way" if pattern.cuts == 1 else f"{pattern.cuts} ways"
    head = f"{nth}. {counted(pattern.order, 'error')}, {ways}: all of"
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=2, overflow="fold", style="cyan")
    table.add_column(ratio=3, overflow="fold")
    for one in pattern.passed:
        said = [events_words(way) for way in one.ways]
        table.add_row(Text(barrier_words(one.barrier)), Text("\nor ".join(said)))
    return Padding(Group(Text(head), Padding(table, (0, 0, 0, 3))), (0, 0, 1, 0))


def _stories(stories: Iterable[Told]) -> Iterator[RenderableType]:
    yield _head("The shortest stories, of different patterns")
    for told in stories:
        yield Text(f"{counted(len(told.errors), 'error')}: {_names(told.errors)}")
        yield Padding(_story(told), (0, 0, 1, 0))


def _names(errors: Iterable[Error]) -> str:
    return ", ".join(error.name for error in errors)


def _story(told: Told) -> RenderableType:
    table = Table(box=None, padding=(0, 1, 0, 0), expand=True, header_style="dim")
    table.add_column("", width=2, no_wrap=True)
    table.add_column("", width=2, no_wrap=True, justify="right")
    table.add_column("what is done", ratio=4, overflow="fold")
    table.add_column("the record says", ratio=3, overflow="fold")
    table.add_column("really in the gun", ratio=3, overflow="fold")
    for nth, step in enumerate(told.steps, start=1):
        mark = Text()
        if step.errors:
            mark.append("!", style="bold red")
        if nth - 1 == told.turning_point:
            mark.append(">", style="bold yellow")
        said, real = Text(step.recorded), Text(step.really)
        table.add_row(mark, str(nth), _step(step), said, real)
    lines = (Padding(Text(line), (0, 0, 0, 3)) for line in turns(tale(told)))
    return Group(table, *lines)


def _step(step: Step) -> Text:
    said = Text(sentence(step), style="bold" if step.errors else "")
    if step.said:
        said.append(f" (refused: {', '.join(step.said)})", style="not bold")
    return said


def _advice(found: Analysis) -> Iterator[RenderableType]:
    if not found.barriers:
        return
    head = "Advice: make these impossible, and no number of the others is enough"
    yield from _listed(
        head,
        (
            "; ".join(event_words(error) for error in one)
            for one in found.barriers[:ADVICE]
        ),
    )
    rest = len(found.barriers) - ADVICE
    more = f"And {counted(rest, 'more set')}; --json has all. " if rest > 0 else ""
    yield Text(f"{more}Sets of more than {BARRIER_MAX} are not listed.")
