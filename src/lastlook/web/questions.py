"""Questions as values: what can be picked or typed before an act is signed.

Whether the answer is good, the core says.
"""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from lastlook.core.state import Person, State
from lastlook.web.phrases import plain


class Option(Struct, frozen=True):
    """One answer to pick."""

    value: str
    label: str
    note: str = ""
    person: bool = False  # the page writes their name


class Field(Struct, frozen=True):
    """One question: answers to pick from, or a line to type into."""

    name: str
    question: str
    options: tuple[Option, ...] = ()
    kind: str = ""  # how the text is read: number, yes-no, time, moment, list …
    many: bool = False
    short: bool = False
    needed: bool = True
    start: str = ""
    starts: tuple[str, ...] = ()  # what is picked beforehand, where several may be
    note: str = ""
    unit: str = ""
    pattern: str = ""  # what a typed answer may look like …
    meaning: str = ""  # … and the same in words
    known: tuple[str, ...] = ()  # what was typed before, to be picked again
    files: str = ""  # a photo or a paper, of which the phone signs the digest


class Form(Struct, frozen=True):
    """Everything to ask before one act is signed."""

    title: str
    button: str
    fields: tuple[Field, ...]
    noun: str  # the act's word for the thing it is about; empty for none
    then: str


YES_NO: Final = (Option("yes", "Yes"), Option("no", "No"))


def options(words: Iterable[str]) -> tuple[Option, ...]:
    """Words of the record to pick from."""
    return tuple(Option(word, plain(word)) for word in words)


def people(state: State) -> tuple[Option, ...]:
    """Everybody, by id; the page writes their names."""
    return tuple(_person(person) for person in state.people.values())


def _person(person: Person) -> Option:
    role = plain(person.roles[0]) if person.roles else ""
    return Option(person.id, person.id, role, person=True)


def places(state: State) -> tuple[Option, ...]:
    """Every place, and whether it locks."""
    return tuple(
        Option(p.id, p.id, f"{p.kind}, {'locks' if p.locks else 'does not lock'}")
        for p in state.places.values()
    )
