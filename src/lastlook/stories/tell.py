"""A played story as a report: who did what when, what was said, what was missed.

1. Every refusal is told: the fact, and under it the rule, its source and remedy; a
   rule told before is named, not told again.
2. What people did without asking is told where it was reported, and once more at
   the end; so is, in the story's own words, what Lastlook would not have caught.
3. A used story is one line, unless something in it did not fit.
4. Plain text, line by line, each with its kind; colour is the terminal's affair.
"""

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from lastlook.core.acts import Report
from lastlook.core.answers import Granted, Refused
from lastlook.core.wording import Saying, saying
from lastlook.core.words import Ms
from lastlook.stories.asking import NotHeard
from lastlook.stories.checks import write_check
from lastlook.stories.compare import Mismatch
from lastlook.stories.moments import is_dated, midnight, write_day, write_moment
from lastlook.stories.play import Played, Turn, clock_of
from lastlook.stories.saying import in_a_sentence
from lastlook.stories.story import Comment, Said, Story, Then, times_of

Kind: TypeAlias = Literal[
    "blank",
    "title",
    "prose",
    "day",
    "comment",
    "used",
    "act",
    "outside",
    "refused",
    "impossible",
    "not-heard",
    "remark",
    "rule",
    "remedy",
    "again",
    "check",
    "mismatch",
    "heading",
    "not-caught",
    "count",
]

WIDTH: Final = 88
UNDER: Final = " " * 6  # what is said of an act stands under it, right of its time
DEEPER: Final = " " * 8
LABELS: Final[dict[Kind, str]] = {
    "impossible": "Impossible",
    "refused": "Refused",
    "remark": "Remark",
}


class Told(Struct, frozen=True):
    """One line of the report, and what it is."""

    kind: Kind
    text: str


Lines: TypeAlias = Iterator[Told]


def tell(played: Played) -> tuple[Told, ...]:
    """The report of a played story, line by line."""
    return tuple(_Report(played).lines())


class _Report:
    """A report while it is written."""

    def __init__(self, played: Played) -> None:
        self._played = played
        self._packs = {pack.name: pack.text for pack in played.story.packs}
        self._day: Ms | None = None
        self._rules: set[str] = set()  # told before, by their numbers

    def lines(self) -> Lines:
        """All of it."""
        story = self._played.story
        yield from wrapped("title", story.title or story.source)
        if story.prose:
            yield from headed("prose", " ".join(story.prose))
        for source, group in groupby(self._played.turns, key=_source):
            turns = list(group)
            if source == story.source or any(turn.mismatches for turn in turns):
                times = times_of([turn.line for turn in turns])
                for turn, time in zip(turns, times, strict=True):
                    yield from self._new_day(time)
                    yield from self._turn(turn)
            else:
                acts = sum(1 for turn in turns if isinstance(turn.line, Said))
                yield from headed("used", f"As in {source}: {_many(acts, 'act')}.")
        yield from self._outside()
        yield from not_caught(story)
        yield from counted(self._played)

    # --- a line and what came of it ---

    def _turn(self, turn: Turn) -> Lines:
        match turn.line:
            case Comment(text=text):
                yield from headed("comment", text)
            case Then() as then:
                if not turn.mismatches:
                    yield from _check(then)
            case Said() as said:
                yield from self._said(said, turn)
        for mismatch in turn.mismatches:
            yield from _mismatch(mismatch)

    def _new_day(self, time: Ms | None) -> Lines:
        if time is not None and is_dated(time) and midnight(time) != self._day:
            self._day = midnight(time)
            yield from headed("day", write_day(time))

    def _said(self, said: Said, turn: Turn) -> Lines:
        kind: Kind = "outside" if is_outside(turn) else "act"
        clock = write_moment(said.time, midnight(said.time))
        sentence = in_a_sentence(said, self._packs)
        yield from wrapped(kind, f"{clock} {sentence}", "", UNDER)
        if turn.repeated:
            yield from wrapped("again", "The answer is the one it got before.", UNDER)
        elif isinstance(turn.answer, NotHeard):
            yield from wrapped("not-heard", f"Not heard: {turn.answer.reason}.", UNDER)
        else:
            yield from self._reasons(turn, said.time)
        if not turn.mismatches:
            for one in said.expects:
                if isinstance(one, Then):
                    yield from _check(one)

    def _reasons(self, turn: Turn, time: Ms) -> Lines:
        # Reasons of one rule stand together, and the rule once under them.
        told = list(sayings(turn, time))
        for code in dict.fromkeys(said.code for _, said in told):
            same = [(kind, said) for kind, said in told if said.code == code]
            for kind, said in same:
                yield from wrapped(
                    kind, f"{LABELS[kind]}: {said.sentence}", UNDER, "  "
                )
            yield from self._rule(*same[0])

    def _rule(self, kind: Kind, said: Saying) -> Lines:
        if kind == "impossible":
            yield from wrapped("remedy", said.remedy, DEEPER, "  ")
        elif said.number in self._rules:
            yield from wrapped("rule", f"{said.number}, as above.", DEEPER, "  ")
        else:
            self._rules.add(said.number)
            yield from wrapped("rule", f"{said.rule}.", DEEPER, "  ")
            yield from wrapped("remedy", said.remedy, DEEPER, "  ")

    # --- at the end ---

    def _outside(self) -> Lines:
        reports = [t.line for t in self._played.turns if is_outside(t)]
        if not reports:
            return
        yield from headed("heading", "What people did outside the system")
        for line in reports:
            if isinstance(line, Said):
                when = write_moment(line.time, None).replace("T", " ")
                sentence = in_a_sentence(line, self._packs)
                yield from wrapped("outside", f"{when} {sentence}", "  ", "  ")


def not_caught(story: Story) -> Lines:
    """The honest list at the end of a story, in its own words."""
    if story.not_caught:
        yield from headed("heading", "What Lastlook would not have caught")
        for one in story.not_caught:
            yield from wrapped("not-caught", one, "  ", "  ")


def _source(turn: Turn) -> str:
    return turn.line.spot.source


def is_outside(turn: Turn) -> bool:
    """Whether a line tells what somebody did without asking."""
    told = isinstance(turn.line, Said) and isinstance(turn.line.act, Report)
    return told and isinstance(turn.answer, Granted)


def sayings(turn: Turn, time: Ms) -> Iterator[tuple[Kind, Saying]]:
    """Every reason and remark of an answer, in words, and which of them it is."""
    clock, answer = clock_of(time), turn.answer
    if isinstance(answer, Refused):
        for impossible in answer.impossible:
            yield "impossible", saying(impossible, turn.policy, clock)
        for reason in answer.reasons:
            yield "refused", saying(reason, turn.policy, clock)
    if isinstance(answer, Granted | Refused):
        for remark in answer.remarks:
            yield "remark", saying(remark, turn.policy, clock)


def _check(then: Then) -> Lines:
    said = write_check(then.check, midnight(then.time))
    yield from wrapped("check", f"So it is: {said}.", UNDER, "  ")


def _mismatch(mismatch: Mismatch) -> Lines:
    yield from wrapped("mismatch", f"{mismatch.spot}", UNDER)
    yield from wrapped("mismatch", f"expected {mismatch.expected}", DEEPER, "  ")
    yield from wrapped("mismatch", f"got {mismatch.got}", DEEPER, "  ")
    for sentence in mismatch.sentences:
        yield from wrapped("mismatch", sentence, DEEPER, "  ")


def counted(played: Played) -> Lines:
    """How many acts there were, what came of them, and whether all fits."""
    answers = [turn.answer for turn in played.turns if turn.answer is not None]
    counts = (
        (sum(isinstance(one, Granted) for one in answers), "granted"),
        (sum(isinstance(one, Refused) for one in answers), "refused"),
        (sum(isinstance(one, NotHeard) for one in answers), "not heard"),
    )
    said = ", ".join(f"{number} {what}" for number, what in counts if number)
    yield from headed("count", f"{_many(len(answers), 'act')}: {said or 'none'}.")
    misfits = len(played.mismatches)
    if misfits:
        said = f"{_many(misfits, 'answer')} not as the story expects."
        yield from wrapped("mismatch", said)
    else:
        yield from wrapped("count", "Everything is as the story expects.")


def headed(kind: Kind, text: str) -> Lines:
    """The text, after a blank line."""
    yield Told("blank", "")
    yield from wrapped(kind, text)


def wrapped(kind: Kind, text: str, indent: str = "", hang: str = "") -> Lines:
    """The text in lines of the report's width."""
    for line in wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_long_words=False,
        break_on_hyphens=False,  # an id stays whole
    ):
        yield Told(kind, line)


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
