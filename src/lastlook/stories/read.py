"""A text read as a story, or told everything that is wrong with it.

1. Headers first: `production`, `day`, `packs`, `pack`, `use`; then one act a line.
   Of two `production` or first `day` lines the earlier counts, so that a story
   sets them for the stories it uses.
2. A used story stands where it is used, line by line, and once however often it is
   used; its title and its list of what is not caught stay behind. None uses itself.
3. Time never goes back from line to line; where the desk's own clock did, the
   line says so with `now`.
4. Nothing is fetched here: the caller finds stories and packs by name.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import msgspec
from msgspec.structs import replace

from lastlook.core.words import Ms, Name, ProductionId
from lastlook.stories.blocks import read_block_line
from lastlook.stories.checks import read_check
from lastlook.stories.expectations import LISTED, THEN, read_expectation, twice
from lastlook.stories.faults import Faults, Spot, StoryError, WrongError, meant, quoted
from lastlook.stories.lines import Source, lines_of, split_note
from lastlook.stories.moments import read_day, read_moment
from lastlook.stories.sentence import Before, Sentence, pieces, read_sentence
from lastlook.stories.story import (
    Comment,
    Expectation,
    Line,
    Pack,
    Said,
    Story,
    Then,
    Unheard,
)
from lastlook.stories.values import Known
from lastlook.stories.verbs import ACTS

Find: TypeAlias = Callable[[Name], str | None]

NOT_CAUGHT: Final = "not caught:"
UNNAMED: Final = "unnamed"  # until the reader is told that it has no name
HEADERS: Final = ("production", "day", "packs", "pack", "use")


def nothing(_: Name) -> None:
    """Find nothing: for stories that stand alone."""


def read(text: str, where: str, *, use: Find = nothing, pack: Find = nothing) -> Story:
    """The story in a text; `StoryError` tells everything that is wrong with it.

    Args:
        text: The story.
        where: What to call the text in faults: a file's name.
        use: Finds the text of another story by its name.
        pack: Finds the text of a pack by its name.
    """
    reader = _Reader(use, pack)
    reader.read(text, where)
    return reader.story(where)


class _Text:
    """One text while it is read: the story itself, or one it uses."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.begun = False  # anything but comments was read
        self.acted = False  # an act line was read


class _Reader:
    """A story while it is read, with the stories it uses."""

    def __init__(self, use: Find, pack: Find) -> None:
        self._find_story = use
        self._find_pack = pack
        self._faults = Faults()
        self._texts: list[_Text] = []  # the last one is being read
        self._used: set[Name] = set()
        self._production: ProductionId | None = None
        self._day: Ms | None = None
        self._guessing = False  # what is missing may be there, misspelt
        self._title: list[str] = []
        self._packs: dict[Name, Pack] = {}
        self._block: tuple[Spot, Name, list[str]] | None = None
        self._lines: list[Line] = []
        self._not_caught: list[str] = []
        self._time: Ms = 0
        self._acts = 0
        self._open: Sentence | None = None  # the act line that may be added to
        self._lost = False  # there was one, but it could not be read
        self._expects: list[Expectation] = []
        self._asides: list[Comment] = []
        self._sent: dict[str, Said] = {}
        self._last: dict[str, Said] = {}
        self._entries: dict[str, int] = {}  # numbers by act ids
        self._labels: dict[str, int] = {}

    # --- the whole ---

    def read(self, text: str, source: str) -> None:
        """Read a text, and whatever it uses."""
        self._texts.append(_Text(source))
        self._guessing = self._guessing or not text.strip()
        for line in lines_of(text, source, self._faults):
            try:
                self._line(line)
            except WrongError as wrong:
                self._wrong(line, wrong)
        self._settle()
        self._end_block()
        self._texts.pop()

    def story(self, source: str) -> Story:
        """What was read; `StoryError` where anything was wrong."""
        if self._production is None and not self._guessing:
            self._faults.add(
                Spot(source, 1),
                1,
                WrongError("There is no production.", "Begin with: production NAME"),
            )
        if self._faults.found or self._production is None:
            raise StoryError(*self._faults.found)
        title, *prose = self._title or [""]
        return Story(
            source=source,
            production=self._production,
            lines=tuple(self._lines),
            title=title,
            prose=tuple(prose),
            packs=tuple(self._packs.values()),
            not_caught=tuple(self._not_caught),
        )

    # --- one line ---

    @property
    def _text(self) -> _Text:
        return self._texts[-1]

    @property
    def _is_used(self) -> bool:
        return len(self._texts) > 1

    def _wrong(self, line: Source, wrong: WrongError) -> None:
        indent = len(line.text) - len(line.text.lstrip(" "))
        self._faults.add(line.spot, indent + 1, wrong)

    def _line(self, line: Source) -> None:
        if not line.text:
            return
        if line.indented:
            self._indented(line)
            return
        self._settle()
        self._end_block()
        if line.text.startswith("#"):
            self._comment(line)
            return
        self._text.begun = True
        if line.text[0].isdigit():
            self._text.acted = True
            self._timed(line)
        elif line.text.startswith(f"{THEN} "):
            text, note = split_note(line.text)
            self._then(line, text.split()[1:], note)
        elif line.text.startswith(NOT_CAUGHT):
            self._close(line.text.removeprefix(NOT_CAUGHT).strip(" "))
        else:
            self._header(line)

    def _comment(self, line: Source) -> None:
        _, text = split_note(line.text)
        if self._text.begun:
            self._lines.append(Comment(line.spot, text))
        elif not self._is_used:
            self._title.append(text)

    def _close(self, said: str) -> None:
        if not said:
            raise WrongError("It says nothing.", "Say what would not be caught.")
        if not self._is_used:
            self._not_caught.append(said)

    def _then(self, line: Source, words: list[str], note: str) -> None:
        if not self._acts:
            raise WrongError("Nothing has happened yet.", "Put it after an act.")
        check = read_check(words, self._day)
        self._lines.append(Then(line.spot, self._time, check, note))

    # --- headers ---

    def _header(self, line: Source) -> None:
        text, _ = split_note(line.text)
        name, *words = text.split()
        if name not in HEADERS:
            self._guessing = True
            raise _no_header(name, words)
        if name != "day" and self._text.acted:
            raise WrongError(
                f"{name} comes too late.", "Put it before the first act of the story."
            )
        if not words or (name != "packs" and len(words) > 1):
            self._guessing = True
            raise WrongError(f"{name} names one thing.", f"Write: {name} NAME")
        if name == "day":
            self._set_day(read_day(words[0]))
            return
        for word in words:
            self._set(name, _name(word.rstrip(",")), line.spot)

    def _set_day(self, day: Ms) -> None:
        # The story that uses another sets its first day.
        if self._day is None or self._text.acted or not self._is_used:
            self._day = day

    def _set(self, header: str, name: Name, spot: Spot) -> None:
        match header:
            case "production":
                self._set_production(name)
            case "packs":
                self._add_pack(name, self._find_pack(name))
            case "pack":
                self._block = (spot, name, [])
            case _:
                self._use(name)

    def _set_production(self, name: ProductionId) -> None:
        if self._production is not None and not self._is_used:
            raise WrongError(
                f"The production is {self._production} already.",
                "Name one, before any story that is used.",
            )
        unnamed = self._production is None and self._acts > 0
        self._production = self._production or name
        if unnamed:
            raise WrongError(
                "There are acts before it, in a story that is used.",
                "Put the production before the line that uses it.",
            )

    def _add_pack(self, name: Name, text: str | None, *, inline: bool = False) -> None:
        if not text:
            raise WrongError(
                f"There is no pack {quoted(name)}.",
                f"Write its text here: pack {name}, and below it lines that begin "
                "with two spaces and a bar.",
            )
        known = self._packs.setdefault(name, Pack(name, text, inline=inline))
        if known.text != text:
            raise WrongError(
                f"Another pack is called {name} already.", "Give this one another name."
            )

    def _end_block(self) -> None:
        if self._block is None:
            return
        spot, name, lines = self._block
        self._block = None
        try:
            self._add_pack(name, "\n".join(lines), inline=True)
        except WrongError as wrong:
            self._faults.add(spot, 1, wrong)

    def _use(self, name: Name) -> None:
        chain = [text.source for text in self._texts]
        if name in chain:
            raise WrongError(
                f"The story uses itself: {' uses '.join([*chain, name])}.",
                "Take one of these lines out.",
            )
        text = self._find_story(name)
        if text is None:
            raise WrongError(
                f"There is no story {quoted(name)}.", f"Put {name}.story beside this."
            )
        if name not in self._used:
            self._used.add(name)
            self.read(text, name)

    # --- acts and what comes of them ---

    def _timed(self, line: Source) -> None:
        self._lost = True
        text, note = split_note(line.text)
        words = pieces(text)
        time = read_moment(words[0].text, self._day)
        if time < self._time:
            self._wrong(line, _BACKWARDS)
        self._time = max(self._time, time)
        if [word.text for word in words[1:2]] == [THEN]:
            self._lost = False
            self._then(line, [word.text for word in words[2:]], note)
            return
        self._acts += 1
        self._open = read_sentence(words[1:], note, self._before(line), self._faults)
        self._lost = self._open is None
        if self._open is not None and self._open.label in self._labels:
            raise WrongError(
                f"Another line is called {self._open.label}.", "Find another label."
            )

    def _before(self, line: Source) -> Before:
        packs = {pack.name: pack.text for pack in self._packs.values()}
        return Before(
            spot=line.spot,
            time=self._time,
            known=Known(self._day, packs, self._labels),
            production=self._production or UNNAMED,
            ordinal=self._acts,
            sent=self._sent,
            last=self._last,
        )

    def _indented(self, line: Source) -> None:
        if self._block is not None:
            self._block[2].append(read_block_line(line.text))
            return
        begins = line.text.lstrip(" ")[0]
        if begins.isdigit():
            raise WrongError(
                "A line of its own is not indented.", "Take out the space."
            )
        if begins == "#":
            self._asides.append(Comment(line.spot, split_note(line.text)[1]))
            return
        if self._open is None and not self._lost:
            raise WrongError(
                "This belongs to no act.", "Put it under the line of an act, indented."
            )
        expected = read_expectation(line, self._time, self._day)
        if wrong := twice(self._expects, expected):
            raise wrong
        self._expects.append(expected)

    def _settle(self) -> None:
        # The line of an act is whole when the next one begins.
        if self._open is not None:
            said = replace(self._open.said, expects=tuple(self._expects))
            self._lines.append(said)
            self._sent.setdefault(said.act.id, said)
            self._last[said.act.by] = said
            if not any(isinstance(one, Unheard) for one in said.expects):
                number = self._entries.setdefault(said.act.id, len(self._entries))
                if self._open.label is not None:
                    self._labels[self._open.label] = number
        self._lines += self._asides
        self._open, self._lost, self._expects, self._asides = None, False, [], []


_BACKWARDS: Final = WrongError(
    "The line is earlier than the one before it.",
    "Put it in its place; where the desk's clock went back, say that with now=TIME.",
)


def _name(word: str) -> Name:
    try:
        return msgspec.convert(word, Name)
    except msgspec.ValidationError as error:
        raise WrongError(f"{quoted(word)} is no name.", "Write an id.") from error


def _no_header(name: str, words: list[str]) -> WrongError:
    if name.rstrip(":") in {*LISTED, THEN} or (name, *words[:1]) == ("not", "heard:"):
        return WrongError(
            f"{quoted(name)} stands under no act.",
            "Begin the line with two spaces, under the act's line.",
        )
    if words and words[0] in ACTS:
        return WrongError(
            "The line does not say when.", f"Write the time first: 09:05 {name}"
        )
    known = (*HEADERS, NOT_CAUGHT, THEN)
    return WrongError(f"No line begins with {quoted(name)}.", meant(name, known, ""))
