"""The value of a field as a word, and back.

1. What is written reads back as the same value.
2. A list has commas between its parts, `*6` after one that stands there six times
   in a row, and is `-` where it is empty.
3. What the catalogue does not allow is told in words; nothing is mended silently.
"""

import hashlib
import re
from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Final, assert_never, cast

import msgspec
from msgspec import Struct

from lastlook.core.words import Ms
from lastlook.stories.faults import WrongError, meant, quoted
from lastlook.stories.fields import (
    Digested,
    EntryNumber,
    Field,
    Many,
    Measure,
    Moment,
    PackName,
    Single,
    Whole,
    Word,
    Words,
    YesNo,
)
from lastlook.stories.moments import (
    read_measure,
    read_moment,
    write_measure,
    write_moment,
)

NOTHING: Final = "-"
TIMES_AT_MOST: Final = 1_000
_repeated: Final = re.compile(r"([^*]+)\*(\d{1,4})", re.ASCII)
_whole: Final = re.compile(r"\d{1,16}", re.ASCII)


class Known(Struct, frozen=True):
    """What a line may refer to: the day, packs by name, lines by label."""

    day: Ms | None = None
    packs: Mapping[str, str] = MappingProxyType({})
    labels: Mapping[str, int] = MappingProxyType({})  # the number of their entry


def read_value(field: Field, text: str, known: Known) -> object:
    """The value in a word."""
    value: object
    if isinstance(field.form, Many):
        value = tuple(_read_many(field.form, text, known))
    else:
        value = _read_single(field.form, text, known)
    try:
        return cast("object", msgspec.convert(value, field.hint))
    except msgspec.ValidationError as error:
        raise WrongError(
            f"{field.word} cannot be {quoted(text)}.",
            f"It must be {field.in_words} ({_said(error)}).",
        ) from error


def write_value(field: Field, value: object, known: Known) -> str:
    """A value as the word that reads back as it."""
    if not isinstance(field.form, Many):
        return _write_single(field.form, value, known)
    parts = cast("tuple[object, ...]", value)
    return (
        ",".join(
            _write_run(_write_single(field.form.of, part, known), len(list(run)))
            for part, run in groupby(parts)
        )
        or NOTHING
    )


def _read_many(form: Many, text: str, known: Known) -> list[object]:
    parts: list[object] = []
    for part in text.split(",") if text != NOTHING else ():
        word, times = part, 1
        if run := _repeated.fullmatch(part):
            word, times = run[1], int(run[2])
        if not word or not 1 <= times <= TIMES_AT_MOST:
            raise WrongError(
                f"{quoted(part)} is no part of a list.",
                "Write the parts with commas between, and *6 for six in a row.",
            )
        parts += [_read_single(form.of, word, known)] * times
    return parts


def _read_single(form: Single, text: str, known: Known) -> object:
    match form:
        case Words(words):
            return _one_of(text, words)
        case YesNo():
            return _one_of(text, ("yes", "no")) == "yes"
        case Moment():
            return read_moment(text, known.day)
        case Measure(unit):
            return read_measure(text, unit)
        case Whole():
            return _read_whole(text)
        case PackName():
            return _read_pack(text, known)
        case Digested():
            return _read_digest(text)
        case EntryNumber():
            return _read_whole(text) if text[:1].isdigit() else _entry(text, known)
        case Word():
            return text
        case _:
            assert_never(form)


def _write_single(form: Single, value: object, known: Known) -> str:
    match form:
        case YesNo():
            return "yes" if value else "no"
        case Moment():
            return write_moment(cast("int", value), known.day)
        case Measure(unit):
            return write_measure(cast("int", value), unit)
        case PackName():
            return next(name for name, text in known.packs.items() if text == value)
        case Words() | Whole() | Digested() | EntryNumber() | Word():
            return str(value)
        case _:
            assert_never(form)


def _one_of(text: str, words: tuple[str, ...]) -> str:
    if text in words:
        return text
    raise WrongError(
        f"{quoted(text)} is none of its words.",
        meant(text, words, "docs/reference/stories.md"),
    )


def _read_whole(text: str) -> int:
    if not _whole.fullmatch(text):
        raise WrongError(f"{quoted(text)} is no whole number.", "Write it in digits.")
    return int(text)


def _read_pack(name: str, known: Known) -> str:
    if name in known.packs:
        return known.packs[name]
    raise WrongError(
        f"The story names no pack {quoted(name)}.",
        meant(name, known.packs, "its first lines, and say there: packs NAME"),
    )


def _read_digest(text: str) -> str:
    told, _, plain = text.partition(":")
    if told == "sha256" and plain:
        return hashlib.sha256(plain.encode()).hexdigest()
    return text


def _entry(label: str, known: Known) -> int:
    if label in known.labels:
        return known.labels[label]
    raise WrongError(
        f"No line before this one has the label {quoted(label)}.",
        meant(label, known.labels, "the line that is meant, and say as=LABEL there"),
    )


def _write_run(word: str, times: int) -> str:
    return word if times == 1 else f"{word}*{times}"


def _said(error: msgspec.ValidationError) -> str:
    return str(error).partition(" - at ")[0].replace("`", "").lower()
