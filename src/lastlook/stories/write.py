"""A story as text, in its one layout.

1. What is written reads back as the same story, but for its spots.
2. A ledger's entries make a story that stands alone: every pack stands in it with
   its text, every answer under its act; played, it gives the same decisions.
3. What goes without saying is not said: an id, a time, a key or a field that would
   be read the same without it.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.words import PersonId
from lastlook.stories.blocks import write_block
from lastlook.stories.checks import write_check
from lastlook.stories.expectations import THEN, write_expectation
from lastlook.stories.fields import Field, fields_of, object_of
from lastlook.stories.moments import is_dated, midnight, write_day, write_moment
from lastlook.stories.sentence import AGAIN, ESCAPE, act_id
from lastlook.stories.story import Comment, Said, Story, Then, times_of
from lastlook.stories.values import Known, write_value
from lastlook.stories.verbs import verb_of

WHO_AT_MOST: Final = 16  # longer ids push their line out of the column


def write(story: Story) -> str:
    """The text that reads back as the story."""
    writer = _Writer(story)
    lines = [*_title(story), *writer.headers(), *writer.lines()]
    lines += [f"not caught: {one}" for one in story.not_caught]
    return "\n".join(lines) + "\n"


class _Row(Struct, frozen=True):
    """An act or a check before it is set in columns, with what stands under it."""

    time: str
    who: str
    rest: str
    under: tuple[str, ...] = ()


class _Writer:
    """A story while it is written."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._packs = {pack.name: pack.text for pack in story.packs}
        times = [line.time for line in story.lines if not isinstance(line, Comment)]
        self._day = midnight(times[0]) if times and is_dated(times[0]) else None
        self._acts = 0
        self._last: dict[PersonId, AnyAct] = {}

    def headers(self) -> Iterator[str]:
        """The lines before the first act."""
        if self._day is not None:
            yield f"day {write_day(self._day)}"
        yield f"production {self._story.production}"
        for pack in self._story.packs:
            if pack.inline:
                yield f"pack {pack.name}"
                yield from write_block(pack.text)
            else:
                yield f"packs {pack.name}"

    def lines(self) -> Iterator[str]:
        """Everything that happens, in columns."""
        if self._story.lines and not isinstance(self._story.lines[0], Comment):
            yield ""
        for loose, rows in groupby(self._rows(), key=lambda row: isinstance(row, str)):
            if loose:
                yield from (str(row) for row in rows)
            else:
                yield from _columns([row for row in rows if isinstance(row, _Row)])
        if self._story.not_caught:
            yield ""

    def _rows(self) -> Iterator[_Row | str]:
        lines = self._story.lines
        apart = False  # whether an empty line stands above already
        for line, time in zip(lines, times_of(lines), strict=True):
            if time is not None and is_dated(time) and midnight(time) != self._day:
                self._day = midnight(time)
                yield from ("", f"day {write_day(time)}")
                apart = False
            if not isinstance(line, Comment):
                yield self._then(line) if isinstance(line, Then) else self._said(line)
                apart = False
                continue
            if not apart:
                yield ""
            yield f"# {line.text}".rstrip(" ")
            apart = True

    def _then(self, then: Then) -> _Row:
        check = _noted(write_check(then.check, self._day), then.note)
        return _Row(write_moment(then.time, self._day), THEN, check)

    def _said(self, said: Said) -> _Row:
        self._acts += 1
        words = [*(self._again(said) if said.again else self._act(said))]
        self._last[said.act.by] = said.act
        return _Row(
            write_moment(said.time, self._day),
            f"{ESCAPE}{THEN}" if said.act.by == THEN else said.act.by,
            _noted(" ".join(words), said.note),
            tuple(
                f"  {_noted(write_expectation(one, self._day), one.note)}"
                for one in said.expects
            ),
        )

    def _again(self, said: Said) -> Iterator[str]:
        yield AGAIN
        if self._last.get(said.act.by) != said.act:
            yield said.act.id

    def _act(self, said: Said) -> Iterator[str]:
        act, known = said.act, Known(self._day, self._packs)
        first = object_of(type(act))
        yield verb_of(act)
        for field in fields_of(type(act)):
            value = getattr(act, field.name)
            if field.required or value != field.default:
                yield _field(field, write_value(field, value, known), first)
        yield from self._options(said)

    def _options(self, said: Said) -> Iterator[str]:
        act = said.act
        if act.via is not None:
            yield f"via={act.via}"
        if act.at != said.time:
            yield f"at={write_moment(act.at, self._day)}"
        if act.phone_at is not None:
            yield f"phone-at={write_moment(act.phone_at, self._day)}"
        if said.now != said.time:
            yield f"now={write_moment(said.now, self._day)}"
        if act.production != self._story.production:
            yield f"production={act.production}"
        if act.id != act_id(said.time, self._acts):
            last = self._last.get(act.by)
            yield f"id={AGAIN if last and last.id == act.id else act.id}"
        if said.signed_by is not None:
            yield f"signed-by={said.signed_by}"
        if said.sent != "whole":
            yield f"sent={said.sent}"


def _title(story: Story) -> list[str]:
    if not (story.title or story.prose):
        return []
    said = [f"# {line}".rstrip(" ") for line in (story.title, *story.prose)]
    return [*said, ""]


def _field(field: Field, word: str, first: Field | None) -> str:
    # A key may end in =, which would make it look like a name and its value.
    bare = field == first and "=" not in word
    return word if bare else f"{field.word}={word}"


def _noted(text: str, note: str) -> str:
    return f"{text}  # {note}" if note else text


def _columns(rows: list[_Row]) -> Iterator[str]:
    time = max(len(row.time) for row in rows)
    who = min(max(len(row.who) for row in rows), WHO_AT_MOST)
    for row in rows:
        yield f"{row.time:<{time}} {row.who:<{who}} {row.rest}"
        yield from row.under
