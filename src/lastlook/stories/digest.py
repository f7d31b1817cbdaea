"""A played story on one page: what was asked, why not, what would still get through.

1. Only what was refused is told, day by day, each with every rule that said no; the
   report (`tell.py`) has the rest, with sources and remedies.
2. Reasons of one rule are told once: the first, and how many more there are.
3. What people did without asking stands where they told it, marked as such.
"""

from collections.abc import Iterator

from lastlook.core.answers import Refused
from lastlook.core.wording import Saying
from lastlook.core.words import Ms
from lastlook.stories.moments import is_dated, midnight, write_day, write_moment
from lastlook.stories.play import Played, Turn
from lastlook.stories.saying import in_a_sentence
from lastlook.stories.story import Said
from lastlook.stories.tell import (
    UNDER,
    Lines,
    Told,
    counted,
    headed,
    is_outside,
    not_caught,
    sayings,
    wrapped,
)


def digest(played: Played) -> tuple[Told, ...]:
    """The one page of a played story, line by line."""
    return tuple(_page(played))


def _page(played: Played) -> Lines:
    story = played.story
    yield from wrapped("title", story.title or story.source)
    if story.prose:
        yield from headed("prose", " ".join(story.prose))
    day: Ms | None = None
    packs = {pack.name: pack.text for pack in story.packs}
    for turn, said in _told(played):
        if is_dated(said.time) and midnight(said.time) != day:
            day = midnight(said.time)
            yield from headed("day", write_day(said.time))
        clock = write_moment(said.time, midnight(said.time))
        sentence = f"{clock} {in_a_sentence(said, packs)}"
        if isinstance(turn.answer, Refused):
            yield from wrapped("act", sentence, "", UNDER)
            yield from wrapped("refused", f"REFUSED  {_why(turn, said)}", UNDER)
        else:
            yield from wrapped("outside", f"{sentence}  (done unasked)", "", UNDER)
    yield from not_caught(story)
    yield from counted(played)


def _told(played: Played) -> Iterator[tuple[Turn, Said]]:
    for turn in played.turns:
        if isinstance(turn.line, Said) and (
            isinstance(turn.answer, Refused) or is_outside(turn)
        ):
            yield turn, turn.line


def _why(turn: Turn, said: Said) -> str:
    by_code: dict[str, list[Saying]] = {}
    for kind, one in sayings(turn, said.time):
        if kind != "remark":
            by_code.setdefault(one.code, []).append(one)
    return " ".join(
        ones[0].sentence if len(ones) == 1 else f"{ones[0].sentence} (+{len(ones) - 1})"
        for ones in by_code.values()
    )
