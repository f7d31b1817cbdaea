"""Everything that is wrong with the rows of a pack file, each with its place.

1. The file's shape is one of `formats.py`: keys, types and words are read from there
   and stand nowhere else.
2. Nothing stops at the first fault.
3. A fault says what is wrong and what to do.
"""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, TypeAlias, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct, ValidationError, convert
from msgspec.structs import fields

from lastlook.policy.formats import LATER, PackFile1, PackFile2, shape
from lastlook.policy.lines import Path
from lastlook.policy.schema import (
    BOUNDS,
    EXCEPTED,
    FIRST_BOUNDS,
    NO_PARTS,
    UNITS,
    Bound,
    Words,
)

_FEW = 16  # so many words can be listed whole
_SHOWN = 40  # so much of a wrong value is enough to find it by


class Fault(Struct, frozen=True):
    """One thing wrong in a pack file: where, what, and what to do."""

    path: Path
    wrong: str
    remedy: str


Faults: TypeAlias = Iterator[Fault]


def faults_of(document: dict[str, Any]) -> Faults:
    """Everything wrong with a pack file that is good TOML."""
    file = shape(document)
    bounds = FIRST_BOUNDS if file is PackFile1 else BOUNDS
    yield from _faults(document, file, ())
    for name, value in _rows(document, "limits"):
        if name in bounds:
            yield from _beyond(name, value, bounds[name])
    for act, _ in _rows(document, "parts"):
        if act in NO_PARTS:
            wrong = f"`{act}` is no part"
            yield Fault(("parts", act), wrong, "Leave it out; no pack can narrow it.")
    for key in ("number", "code"):
        yield from _twice(document, key)
    if file is PackFile2:
        for n, rule in enumerate(_rules(document)):
            yield from _at_odds(rule, ("rule", n))


def _rows(document: dict[str, Any], table: str) -> list[tuple[str, Any]]:
    rows = document.get(table)
    return list(rows.items()) if isinstance(rows, dict) else []


def _rules(document: dict[str, Any]) -> list[dict[str, Any]]:
    rules = document.get("rule")
    return [
        rule if isinstance(rule, dict) else {}
        for rule in (rules if isinstance(rules, list) else ())
    ]


def _beyond(name: str, value: Any, bound: Bound) -> Faults:
    if type(value) is int and not bound.least <= value <= bound.most:
        wrong = f"`{name}` is {_cut(value)}, not within {bound.least} to {bound.most}"
        yield Fault(("limits", name), wrong, f"Check the unit: {UNITS}.")


def _twice(document: dict[str, Any], key: str) -> Faults:
    seen = set()
    for n, rule in enumerate(_rules(document)):
        value = rule.get(key)
        if not isinstance(value, str):
            continue
        if value in seen:
            wrong = f"{key} `{value}` stands twice"
            yield Fault(("rule", n, key), wrong, "A pack asks for each thing once.")
        seen.add(value)


def _at_odds(rule: dict[str, Any], path: Path) -> Faults:
    """What two keys of a rule cannot say together."""
    severity = rule.get("severity")
    if rule.get("status") == "unverified" and severity in ("stop", "hold"):
        wrong = f"an unverified rule has the severity `{severity}`"
        remedy = "Write `warn` or `note`: what was not read never claims the law."
        yield Fault((*path, "severity"), wrong, remedy)
    if "exceptions" in rule and rule.get("code") != EXCEPTED:
        wrong = f"`exceptions` stands at `{_cut(rule.get('code'))}`"
        remedy = f"Leave it out; only `{EXCEPTED}` has exceptions."
        yield Fault((*path, "exceptions"), wrong, remedy)
    since, until = rule.get("effective_from"), rule.get("effective_until")
    if type(since) is type(until) is date and until <= since:
        wrong = f"`effective_until` is {until}, not after {since}"
        yield Fault((*path, "effective_until"), wrong, "Write a later day.")


def _faults(value: Any, kind: Any, path: Path) -> Faults:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        yield from _list(value, inner[0], path)
    elif origin is dict:
        yield from _table(value, inner, path)
    elif origin is Annotated:
        yield from _plain(value, kind, path)
    elif type(None) in inner:  # what may be left out, and cannot be null in TOML
        yield from _faults(value, inner[0], path)
    else:
        yield from _row(value, kind, path)


def _list(value: Any, kind: Any, path: Path) -> Faults:
    if not isinstance(value, list):
        yield Fault(path, f"{_shown(path)} is no list", "Put it in [ ] brackets.")
    elif not value:
        yield Fault(path, f"{_shown(path)} is empty", "Name one, or leave it out.")
    else:
        for n, each in enumerate(value):
            yield from _faults(each, kind, (*path, n))


def _table(value: Any, kinds: tuple[Any, ...], path: Path) -> Faults:
    if not isinstance(value, dict):
        yield Fault(path, f"{_shown(path)} is no table", f"Write [{path[-1]}].")
        return
    for key, each in value.items():
        wrong_key = list(_plain(key, kinds[0], (*path, key)))
        yield from wrong_key or _faults(each, kinds[1], (*path, key))


def _row(value: Any, kind: type[Struct], path: Path) -> Faults:
    if not isinstance(value, dict):
        yield Fault(path, f"{_shown(path)} is no table", "Give it keys and values.")
        return
    known = {field.name: field for field in fields(kind)}
    for key in value:
        if key not in known:
            remedy = _near(_cut(key), Words("key", frozenset(known)))
            if key in LATER.get(kind, ()):
                remedy = "It is of format 2: begin the pack with format = 2."
            yield Fault((*path, key), f"unknown key `{_cut(key)}`", remedy)
    for name, field in known.items():
        if name in value:
            yield from _faults(value[name], field.type, (*path, name))
        elif field.default is NODEFAULT and field.default_factory is NODEFAULT:
            yield Fault(path, f"`{name}` is missing", f"Add {name} = …")


def _plain(value: Any, kind: Any, path: Path) -> Faults:
    rule: Words | Meta = kind.__metadata__[0]
    if isinstance(rule, Words):
        if not isinstance(value, str) or value not in rule.known:
            said = _cut(value)
            yield Fault(path, f"`{said}` is no {rule.noun}", _near(said, rule))
        return
    if value == "":
        yield Fault(path, f"{_shown(path)} is empty", f"Write {rule.description}.")
        return
    try:
        convert(value, kind)
    except ValidationError:
        wrong = f"{_shown(path)} is `{_cut(value)}`"
        yield Fault(path, wrong, f"Write {rule.description}.")


def _near(word: str, words: Words) -> str:
    known = sorted(words.known)
    close = get_close_matches(word, known, 1)
    if close:
        said = f"Did you mean `{close[0]}`?"
    elif len(known) <= _FEW:
        said = f"Write {_either(known)}."
    else:
        said = f"The nearest are {_either(get_close_matches(word, known, 3, 0.0))}."
    return f"{said} {words.hint}".strip()


def _either(words: list[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)


def _shown(path: Path) -> str:
    return f"`{path[-1]}`" if isinstance(path[-1], str) else f"entry {path[-1] + 1}"


def _cut(value: Any) -> str:
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            return str(value)[:_SHOWN]
