"""One act line, word by word: who does what to what, and how it is sent.

1. `09:20 armorer offers colt-1 to=actor`: the time, who, the verb, the object,
   then name=value in any order.
2. Every word that is wrong is told, not only the first.
3. What every act may say besides its own fields: `id`, `production`, `at`, `via`,
   `phone-at`; and of the line itself: `now`, `signed-by`, `sent`, `as`.
4. `09:21 actor again` sends once more, as it was, what the person sent last;
   `id=again` gives another act the id of it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

import msgspec
from msgspec import Struct

from lastlook.core.acts import Act, AnyAct, kebab
from lastlook.core.words import ActId, KeyText, Ms, Name, PersonId, ProductionId
from lastlook.stories.faults import Faults, Spot, WrongError, meant, quoted
from lastlook.stories.fields import (
    COMMON,
    Field,
    Moment,
    PackName,
    Word,
    Words,
    fields_of,
    object_of,
)
from lastlook.stories.story import Said, Sent
from lastlook.stories.values import Known, read_value
from lastlook.stories.verbs import act_called

AGAIN: Final = "again"
ESCAPE: Final = "="  # before a person called `then`
OPTIONS: Final = (
    Field("id", Word("a UUIDv7 in small letters, or: again"), ActId, required=False),
    Field("production", Word("an id"), ProductionId, required=False),
    Field("at", Moment(), Ms, required=False),
    Field("phone_at", Moment(), Ms, required=False),
    Field("via", Word("a person's id"), PersonId, required=False),
    Field("now", Moment(), Ms, required=False),
    Field("signed_by", Word("a key: any word, or base64"), KeyText, required=False),
    Field("sent", Words(get_args(Sent)), Sent, required=False),
    Field("as", Word("a label"), Name, required=False),
)

_word: Final = re.compile(r"[^ ]+")
_label: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*", re.ASCII)


class Piece(Struct, frozen=True):
    """A word of a line, and the column it begins at."""

    text: str
    column: int


class Before(Struct, frozen=True):
    """What stands before a line: where it is, what it may refer to."""

    spot: Spot
    time: Ms
    known: Known
    production: ProductionId
    ordinal: int  # how many acts the story has with this one
    sent: Mapping[str, Said]  # the last line that sent it, by the act's id
    last: Mapping[str, Said]  # the last line of each person


class Sentence(Struct, frozen=True):
    """An act line as read, and the label it gives itself."""

    said: Said
    label: str | None = None


def pieces(line: str) -> list[Piece]:
    """The words of a line with their columns, counted from one."""
    return [Piece(one[0], one.start() + 1) for one in _word.finditer(line)]


def act_id(time: Ms, ordinal: int) -> ActId:
    """The id of an act that gives none: its time, and the how-manieth it is."""
    stamp = f"{time % 2**48:012x}"
    return f"{stamp[:8]}-{stamp[8:]}-7000-8000-{ordinal:012x}"


def read_sentence(
    words: list[Piece], note: str, before: Before, faults: Faults
) -> Sentence | None:
    """The act in the words after the time; None where any of them is wrong."""
    reading = _Reading(words, before, faults)
    try:
        sentence = reading.sentence(note)
    except WrongError as wrong:
        reading.wrong(words[-1] if words else None, wrong)
        return None
    return None if reading.faulty else sentence


class _Reading:
    """One line while it is read."""

    def __init__(self, words: list[Piece], before: Before, faults: Faults) -> None:
        self._words = words
        self._before = before
        self._faults = faults
        self.faulty = False
        self._guessing = False  # a word may be what seems to be missing

    def wrong(self, word: Piece | None, wrong: WrongError) -> None:
        """Keep a fault of this line."""
        self.faulty = True
        self._faults.add(self._before.spot, word.column if word else 1, wrong)

    def sentence(self, note: str) -> Sentence | None:
        """The whole line; a fault that leaves nothing to go on is raised."""
        if len(self._words) < 2:  # noqa: PLR2004  # who and what
            raise WrongError(
                "The line does not say who does what.",
                "Write the time, the person and the verb: 09:20 armorer offers colt-1.",
            )
        who, verb, *rest = self._words
        by = self._person(who)
        if verb.text == AGAIN:
            return Sentence(self._again(by, rest, note))
        try:
            kind = act_called(verb.text)
        except WrongError as wrong:
            self.wrong(verb, wrong)
            return None
        values = self._values(kind, by, rest)
        for field in fields_of(kind):
            self._require(field, kind, values)
        return None if self.faulty else self._said(kind, values | {"by": by}, note)

    def _person(self, word: Piece) -> PersonId:
        text = word.text.removeprefix(ESCAPE)
        try:
            msgspec.convert(text, PersonId)
        except msgspec.ValidationError:
            self.wrong(
                word,
                WrongError(
                    f"{quoted(text)} is no person.",
                    "After the time comes who does it, by id.",
                ),
            )
        return text

    def _values(
        self, kind: type[Act], by: PersonId, words: list[Piece]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for word, field, text in self._told(kind, words):
            if field.name in values:
                self.wrong(
                    word, WrongError(f"{field.word} is said twice.", "Say it once.")
                )
                continue
            values[field.name] = None
            try:
                values[field.name] = self._value(field, text, by)
            except WrongError as wrong:
                self.wrong(word, wrong)
        return values

    def _value(self, field: Field, text: str, by: PersonId) -> object:
        if field.name == "id" and text == AGAIN:
            return self._last(by).act.id
        if field.name == "as" and not _label.fullmatch(text):
            raise WrongError(
                f"{quoted(text)} is no label.",
                "It begins with a letter; then letters, digits and hyphens.",
            )
        return read_value(field, text, self._before.known)

    def _told(
        self, kind: type[Act], words: list[Piece]
    ) -> Iterator[tuple[Piece, Field, str]]:
        known = {field.word: field for field in (*fields_of(kind), *OPTIONS)}
        for n, word in enumerate(words):
            name, is_, text = word.text.partition("=")
            if is_ and name in known:
                yield word, known[name], text
            elif is_:
                remedy = meant(name, known, "docs/reference/stories.md")
                says = f"{quoted(name)} is nothing that an act of this verb says."
                self._guessing = True
                self.wrong(word, WrongError(says, remedy))
            elif n == 0 and (first := object_of(kind)) is not None:
                yield word, first, name
            else:
                self._guessing = True
                self.wrong(word, self._stray(word.text, kind))

    def _stray(self, text: str, kind: type[Act]) -> WrongError:
        first = object_of(kind)
        says = f"{quoted(text)} does not say which field it is."
        if first is None:
            return WrongError(says, "This verb has no object; write name=value.")
        return WrongError(
            says, f"Only the {first.word}, right after the verb, needs no name."
        )

    def _require(self, field: Field, kind: type[Act], values: dict[str, Any]) -> None:
        if not field.required or field.name in values or self._guessing:
            return
        first = object_of(kind)
        if first != field and isinstance(field.form, PackName):
            # An opening needs no word for it: it is the story's first pack.
            packs = self._before.known.packs
            values[field.name] = next(iter(packs.values()), None)
            if packs:
                return
        where = (
            f"Write it after the verb: {self._words[1].text} {field.word.upper()}"
            if first == field
            else f"Write {field.word}=VALUE"
        )
        self.wrong(
            self._words[1],
            WrongError(
                f"{self._words[1].text} does not say its {field.word}.",
                f"{where}; it is {field.in_words}.",
            ),
        )

    def _said(self, kind: type[Act], values: dict[str, Any], note: str) -> Sentence:
        before = self._before
        own = {name: value for name, value in values.items() if name not in _OF_LINE}
        own.setdefault("id", act_id(before.time, before.ordinal))
        own.setdefault("production", before.production)
        own.setdefault("at", before.time)
        act: AnyAct = msgspec.convert(own | {"act": kebab(kind.__name__)}, AnyAct)
        said = Said(
            spot=before.spot,
            time=before.time,
            now=values.get("now", before.time),
            act=act,
            signed_by=values.get("signed_by"),
            sent=values.get("sent", "whole"),
            note=note,
        )
        return Sentence(said, values.get("as"))

    def _again(self, by: PersonId, words: list[Piece], note: str) -> Said:
        if len(words) > 1:
            raise WrongError(
                "The same is sent as it was.",
                "Write nothing after `again` but the act's id, if anything.",
            )
        first = self._sent(words[0].text) if words else self._last(by)
        if first.act.by != by:
            raise WrongError(
                f"{first.act.by} sent that, not {by}.", f"Write: {first.act.by} again."
            )
        return Said(
            spot=self._before.spot,
            time=self._before.time,
            now=self._before.time,
            act=first.act,
            signed_by=first.signed_by,
            sent=first.sent,
            again=True,
            note=note,
        )

    def _sent(self, given: str) -> Said:
        if given in self._before.sent:
            return self._before.sent[given]
        raise WrongError(
            f"No line before this one has the id {quoted(given)}.",
            "Give the line that is meant an id of its own, id=…, and write that.",
        )

    def _last(self, by: PersonId) -> Said:
        if by in self._before.last:
            return self._before.last[by]
        raise WrongError(
            f"{by} has sent nothing yet.", "Put the line after the one it repeats."
        )


_OF_LINE: Final = frozenset(one.name for one in OPTIONS) - COMMON
