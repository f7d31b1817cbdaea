"""An analysis to read in a terminal, from 80 columns on, with colour or without.

1. The assumptions stand first, what is not covered last.
2. Colour repeats what a word or a mark says: `!` is an error, `>` where the record and
   the truth part.
3. *Undetermined* is said where an order of cut sets was left out.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lastlook.hazard.analysis import ASSUMPTIONS, NOT_COVERED, Analysis
from lastlook.hazard.budgets import CAUSES
from lastlook.hazard.errors import Error
from lastlook.hazard.patterns import Pattern, patterns
from lastlook.hazard.phrases import barrier_words, event_words, events_words
from lastlook.hazard.story import Step, Told
from lastlook.hazard.told import budget, counted, missed_words, sentence

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
    yield from _listed("Assumed", ASSUMPTIONS)
    if scene.refused:
        said = (f"{act}: {', '.join(codes)}" for act, codes in scene.refused)
        yield from _listed("Refused while the scene was prepared", said)
    yield _head("How many errors it withstands")
    yield _budgets(found)
    if found.cuts:
        yield from _patterns(found)
        yield from _stories(_one_of_each(found))
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
    table.add_row("k errors", _k(found, found.k_errors), Text(budget(found)))
    if found.cuts:
        cause, least = min(found.k_causes.items(), key=lambda one: (one[1], one[0]))
        table.add_row("k people", str(found.k_people), Text(_people(found.k_people)))
        table.add_row("k causes", str(least), Text(_cause(found, cause, least)))
    acts = "never" if found.acts is None else str(found.acts)
    told = (
        "The scene cannot be shot: refusing everything is no safety."
        if found.acts is None
        else "acts until the scene can be shot with no error at all."
    )
    table.add_row("acts", acts, Text(told))
    return table


def _k(found: Analysis, k: int | None) -> str:
    if k is not None:
        return str(k)
    return "none" if found.complete else "?"


def _people(k: int | None) -> str:
    if k == 1:
        return "One person alone is enough."
    fewer = counted((k or 0) - 1, "person")
    return f"{k} people between them can do it; {fewer} cannot."


def _cause(found: Analysis, cause: str, least: int) -> str:
    if least == found.k_errors:
        return "No common cause brings about more than one error of a way."
    return (
        f"Where {CAUSES[cause]} ({cause}), what that brings about counts as one: "
        f"{least} are enough."
    )


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


def _one_of_each(found: Analysis) -> Iterator[Told]:
    """The shortest story of each of the first patterns."""
    told = {one.errors: one for one in found.stories}
    count = 0
    for pattern in patterns(found.cuts):
        known = [told[cut] for cut in pattern.sets() if cut in told]
        if known and count < STORIES:
            count += 1
            yield min(known, key=lambda one: (len(one.errors), len(one.steps)))


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
    return Group(table, *_turns(told))


def _step(step: Step) -> Text:
    said = Text(sentence(step), style="bold" if step.errors else "")
    if step.said:
        said.append(f" (refused: {', '.join(step.said)})", style="not bold")
    return said


def _turns(told: Told) -> Iterator[RenderableType]:
    lines = []
    if told.turning_point is not None:
        turn = told.turning_point + 1
        lines.append(f"From step {turn} (>) on the record and the truth differ.")
    missed = dict.fromkeys(one for step in told.steps for one in step.missed)
    said = ", ".join(missed_words(one) for one in missed)
    lines.append(
        f"Missed chances: it would have been found if {said}."
        if missed
        else "Nobody's task would have found it."
    )
    for line in lines:
        yield Padding(Text(line), (0, 0, 0, 3))


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
    if len(found.barriers) > ADVICE:
        more = counted(len(found.barriers) - ADVICE, "more set")
        yield Text(f"and {more}; --json has all.")
