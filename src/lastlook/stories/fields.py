"""How the fields of an act are said: read from the catalogue, act by act.

1. A field is said by its name in kebab-case: `took_ms` is `took-ms`.
2. The first field of an act is the object of its sentence and needs no name.
3. The type of a field decides how its value is written (`values.py`); nothing here
   or there is written for one act.
"""

from functools import cache
from types import NoneType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    TypeAlias,
    assert_never,
    get_args,
    get_origin,
)

import msgspec
from msgspec import Struct

from lastlook.core.acts import Act, PackText
from lastlook.core.words import (
    Cm,
    Digest,
    Grounds,
    HoldId,
    KeyText,
    Ms,
    Name,
    NoteText,
    Token,
)

IN_WORDS: Final[tuple[tuple[object, str], ...]] = (
    (Name, "an id of letters, digits and . _ / + -, at most 64 characters"),
    (Grounds, "small words joined by hyphens, at most 96 characters"),
    (HoldId, "the name of a hold, such as stop-41"),
    (KeyText, "a key: any word, or base64"),
    (NoteText, "a signed note: any word, or base64"),
    (Token, "the token of an invitation, 8 to 86 letters, digits, _ and -"),
)


class Words(Struct, frozen=True):
    """One of a closed list of words."""

    words: tuple[str, ...]


class YesNo(Struct, frozen=True):
    """`yes` or `no`."""


class Moment(Struct, frozen=True):
    """A time."""


class Measure(Struct, frozen=True):
    """A whole number of the unit its field is called after."""

    unit: str


class Whole(Struct, frozen=True):
    """A whole number."""


class PackName(Struct, frozen=True):
    """A pack of rules, by its name in the story."""


class Digested(Struct, frozen=True):
    """A digest, or the text to be digested."""


class EntryNumber(Struct, frozen=True):
    """An entry, by its number or by the label of a line."""


class Word(Struct, frozen=True):
    """A word as it stands, and what it is for a person."""

    what: str = "a word"


class Many(Struct, frozen=True):
    """A list, with commas between."""

    of: "Single"


Single: TypeAlias = (
    Words | YesNo | Moment | Measure | Whole | PackName | Digested | EntryNumber | Word
)
Form: TypeAlias = Single | Many


class Field(Struct, frozen=True):
    """One field of an act: its name, how it is said, what it may be."""

    name: str
    form: Form
    hint: Any  # the catalogue's own type
    required: bool
    default: object = None

    @property
    def word(self) -> str:
        """Its name as a story says it."""
        return self.name.replace("_", "-")

    @property
    def in_words(self) -> str:
        """What it may be, for a person."""
        if isinstance(self.form, Many):
            return f"a list, commas between, of {_in_words(self.form.of)}"
        return _in_words(self.form)


def _in_words(form: Single) -> str:
    match form:
        case Words(words):
            return f"{', '.join(words[:-1])} or {words[-1]}"
        case YesNo():
            return "yes or no"
        case Moment():
            return "a time, 09:05 or 2021-10-21T09:05"
        case Measure(unit):
            return f"a whole number, of {unit} if no other unit is said"
        case Whole():
            return "a whole number"
        case PackName():
            return "the name of a pack"
        case Digested():
            return "64 small hexadecimal digits, or sha256: and the text they stand for"
        case EntryNumber():
            return "the number of an entry, or the label of a line"
        case Word(what):
            return what
        case _:
            assert_never(form)


COMMON: Final = frozenset(Act.__struct_fields__)


@cache
def fields_of(act: type[Act]) -> tuple[Field, ...]:
    """The fields of an act beyond those that all acts have, in their order."""
    return tuple(
        _field(one) for one in msgspec.structs.fields(act) if one.name not in COMMON
    )


def object_of(act: type[Act]) -> Field | None:
    """The field that needs no name; None where the act has none such."""
    return next(iter(fields_of(act)), None)


def _field(told: msgspec.structs.FieldInfo) -> Field:
    return Field(
        name=told.name,
        form=_form(told.name, _without_none(told.type)),
        hint=told.type,
        required=told.required,
        default=None if told.required else told.default,
    )


def _without_none(hint: Any) -> Any:
    others = [part for part in get_args(hint) if part is not NoneType]
    return others[0] if NoneType in get_args(hint) else hint


def _form(name: str, hint: Any) -> Form:
    plain = hint
    if get_origin(hint) is Annotated:
        plain = get_args(hint)[0]
    if get_origin(plain) is tuple:
        return Many(_single(name, get_args(plain)[0]))
    return _single(name, hint)


_SINGLES: Final[tuple[tuple[object, Single], ...]] = (
    (Ms, Moment()),
    (PackText, PackName()),
    (Digest, Digested()),
    (bool, YesNo()),
)


def _single(name: str, hint: Any) -> Single:
    if hint == Cm or (hint == Ms and name.endswith("_ms")):
        return Measure(name.rpartition("_")[2])
    if name == "entry":
        return EntryNumber()
    if get_origin(hint) is Literal:
        return Words(get_args(hint))
    known = next((form for type_, form in _SINGLES if type_ == hint), None)
    if known is not None:
        return known
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if plain is int:
        return Whole()
    said = next((said for known, said in IN_WORDS if known == hint), None)
    if plain is str and said is not None:
        return Word(said)
    raise TypeError(f"no story can say the field {name}: {hint}")
