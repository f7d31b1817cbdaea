"""What must be so at a moment: read and written.

The forms, and there are no others:

    colt-1 is dummies until 09:30     what it may be called; `until` if it matters
    colt-1 with actor                 in whose hands it is
    colt-1 in safe-1                  where a weapon or a box is
    colt-1 unattended                 in nobody's hands and under no lock
    colt-1 on hold, colt-1 not on hold
    B1 holds 45                       how many rounds are in a box
    D1 unaccounted 1                  of a lot; also `spent` and `returned`
    stopped, not stopped              the whole set
"""

from collections.abc import Callable
from typing import Final, NoReturn, assert_never, cast, get_args

import msgspec

from lastlook.core.words import Called, Ms, Name
from lastlook.stories.faults import WrongError, meant, quoted
from lastlook.stories.moments import read_moment, write_moment
from lastlook.stories.story import (
    Check,
    Ended,
    Ends,
    Holds,
    IsCalled,
    IsIn,
    IsOnHold,
    IsStopped,
    IsUnattended,
    IsWith,
)

WHERE: Final = "the checks in docs/reference/stories.md"


def read_check(words: list[str], day: Ms | None) -> Check:
    """The check in the words after `then`."""
    match words:
        case ["stopped"]:
            return IsStopped(stopped=True)
        case ["not", "stopped"]:
            return IsStopped(stopped=False)
        case [thing, relation, *rest] if relation in _RELATIONS:
            return _RELATIONS[relation](_name(thing), rest, day)
        case [_, relation, *_]:
            raise WrongError(
                f"No check says {quoted(relation)}.", meant(relation, _RELATIONS, WHERE)
            )
    return _unfinished(" ".join(words))


def write_check(check: Check, day: Ms | None) -> str:
    """The words that read back as the check."""
    match check:
        case IsCalled(weapon, called, None):
            return f"{weapon} is {called}"
        case IsCalled(weapon, called, until):
            return f"{weapon} is {called} until {write_moment(cast('int', until), day)}"
        case IsWith(weapon, person):
            return f"{weapon} with {person}"
        case IsIn(thing, place):
            return f"{thing} in {place}"
        case IsUnattended(weapon):
            return f"{weapon} unattended"
        case IsOnHold(thing, held):
            return f"{thing} on hold" if held else f"{thing} not on hold"
        case Holds(box, rounds):
            return f"{box} holds {rounds}"
        case Ended(lot, rounds, how):
            return f"{lot} {how} {rounds}"
        case IsStopped(stopped):
            return "stopped" if stopped else "not stopped"
        case _:
            assert_never(check)


def _unfinished(said: str) -> NoReturn:
    raise WrongError(
        f"{quoted(said)} is no check.", f"It is one of the forms; see {WHERE}."
    )


def _name(word: str) -> Name:
    try:
        return msgspec.convert(word, Name)
    except msgspec.ValidationError as error:
        raise WrongError(f"{quoted(word)} is no id.", "Write an id.") from error


def _number(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 9):  # noqa: PLR2004
        raise WrongError(f"{quoted(word)} is no number.", "Write a number of rounds.")
    return int(word)


def _is(thing: Name, rest: list[str], day: Ms | None) -> Check:
    match rest:
        case [called]:
            return IsCalled(thing, _call(called))
        case [called, "until", time]:
            return IsCalled(thing, _call(called), read_moment(time, day))
        case _:
            return _unfinished(" ".join([thing, "is", *rest]))


def _call(word: str) -> Called:
    calls: tuple[Called, ...] = get_args(Called)
    for call in calls:
        if word == call:
            return call
    raise WrongError(
        f"Nothing may be called {quoted(word)}.", meant(word, calls, WHERE)
    )


def _with(thing: Name, rest: list[str], _: Ms | None) -> Check:
    return IsWith(thing, _name(_only(thing, "with", rest)))


def _in(thing: Name, rest: list[str], _: Ms | None) -> Check:
    return IsIn(thing, _name(_only(thing, "in", rest)))


def _holds(thing: Name, rest: list[str], _: Ms | None) -> Check:
    return Holds(thing, _number(_only(thing, "holds", rest)))


def _unattended(thing: Name, rest: list[str], _: Ms | None) -> Check:
    if rest:
        _unfinished(" ".join([thing, "unattended", *rest]))
    return IsUnattended(thing)


def _on(thing: Name, rest: list[str], _: Ms | None) -> Check:
    if rest != ["hold"]:
        _unfinished(" ".join([thing, "on", *rest]))
    return IsOnHold(thing, held=True)


def _not(thing: Name, rest: list[str], _: Ms | None) -> Check:
    if rest != ["on", "hold"]:
        _unfinished(" ".join([thing, "not", *rest]))
    return IsOnHold(thing, held=False)


def _ended(how: Ends) -> "_Relation":
    def read(thing: Name, rest: list[str], _: Ms | None) -> Check:
        return Ended(thing, _number(_only(thing, how, rest)), how)

    return read


def _only(thing: Name, relation: str, rest: list[str]) -> str:
    if len(rest) != 1:
        _unfinished(" ".join([thing, relation, *rest]))
    return rest[0]


_Relation = Callable[[Name, list[str], Ms | None], Check]
_RELATIONS: Final[dict[str, _Relation]] = {
    "is": _is,
    "with": _with,
    "in": _in,
    "unattended": _unattended,
    "on": _on,
    "not": _not,
    "holds": _holds,
    **{how: _ended(how) for how in get_args(Ends)},
}
