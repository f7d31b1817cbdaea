"""What one pack asks for and another does not, or not as strictly.

1. Everything that stacking looks at is compared: rules and their severities, limits,
   handlers, parts, tests, lists, exceptions from the ban on live rounds.
2. Of severities and limits it is said which is stricter; of words, who has which.
3. Two versions of one pack are compared by the words of their rules as well.
4. Packs that differ in none of it have no differences, whatever they are called.
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from lastlook.core.policy import STRICTNESS, Rule
from lastlook.policy.schema import BOUNDS, EXCEPTED, Pack
from lastlook.policy.told import label, listed, paragraph, quantity

Lines: TypeAlias = Iterator[str]
Sides: TypeAlias = tuple[str, str]
Rows: TypeAlias = Mapping[str, tuple[str, ...]]

_WORDS: Final = (
    *("number", "requirement", "source", "status", "remedy", "control"),
    *("evidence", "effective_from", "effective_until"),
)


def differences(one: Pack, other: Pack) -> tuple[str, ...]:
    """How two packs differ, in lines for a terminal; none where they do not."""
    sides = (label(one), label(other))
    if sides[0] == sides[1]:
        sides = (f"{sides[0]} (first)", f"{sides[1]} (second)")
    lines = [
        *_rules(one, other, sides),
        *_section("Limits", _limits(one, other, sides)),
        *_section("Lists", _words_of(_lists(one), _lists(other), sides)),
        *_section("Parts", _rows(_parts(one), _parts(other), sides)),
        *_section("Tests", _rows(_tests(one), _tests(other), sides)),
    ]
    return tuple(lines[1:])  # a section begins with an empty line


def _section(title: str, lines: Lines) -> Lines:
    told = tuple(lines)
    if told:
        yield from ("", title, *told)


# --- rules ---


def _rules(one: Pack, other: Pack, sides: Sides) -> Lines:
    here, there = ({rule.code: rule for rule in pack.rules} for pack in (one, other))
    both = [(here[code], there[code]) for code in sorted(here.keys() & there.keys())]
    yield from _section(f"Only {sides[0]} asks for", _only(here, there))
    yield from _section(f"Only {sides[1]} asks for", _only(there, here))
    yield from _section("Both ask for, not as strictly", _severities(both, sides))
    if one.id == other.id:
        yield from _section("Both ask for, in other words", _words(both))


def _only(here: dict[str, Rule], there: dict[str, Rule]) -> Lines:
    for code in sorted(here.keys() - there.keys()):
        rule = here[code]
        yield from paragraph(f"{code}, {rule.severity} ({rule.number})", "  ", "    ")


def _severities(both: list[tuple[Rule, Rule]], sides: Sides) -> Lines:
    for rule, beside in both:
        if rule.severity != beside.severity:
            first = STRICTNESS[rule.severity] > STRICTNESS[beside.severity]
            said = (rule.severity, beside.severity)
            yield from _stricter(
                rule.code, said, sides, sides[0] if first else sides[1]
            )


def _words(both: list[tuple[Rule, Rule]]) -> Lines:
    for rule, beside in both:
        keys = [key for key in _WORDS if getattr(rule, key) != getattr(beside, key)]
        if keys:
            yield from paragraph(f"{rule.code}: {listed(keys)}", "  ", "    ")


# --- numbers and words ---


def _limits(one: Pack, other: Pack, sides: Sides) -> Lines:
    for name, bound in BOUNDS.items():
        here, there = one.limits.get(name), other.limits.get(name)
        if here == there:
            continue
        # What is not set is left to other packs.
        first = there is None or (
            here is not None and bound.stricter(here, there) == here
        )
        said = (_number(name, here), _number(name, there))
        yield from _stricter(name, said, sides, sides[0] if first else sides[1])


def _number(name: str, number: int | None) -> str:
    return "not set" if number is None else quantity(name, number)


def _stricter(name: str, said: Sides, sides: Sides, stricter: str) -> Lines:
    told = f"{name}: {said[0]} in {sides[0]}, {said[1]} in {sides[1]}"
    told = f"{told}; {stricter} is stricter"
    yield from paragraph(told, "  ", "    ")


def _lists(pack: Pack) -> Rows:
    ban = [rule.exceptions for rule in pack.rules if rule.code == EXCEPTED]
    rows = {
        "documents": pack.documents,
        "topics": pack.topics,
        "notices, always": pack.notices,
        "notices, public": pack.public_notices,
        "exceptions from the ban on live rounds": ban[0] if ban else (),
    }
    return {name: words for name, words in rows.items() if words}


def _parts(pack: Pack) -> Rows:
    handlers = {"handlers": pack.handlers} if pack.handlers else {}
    return {**handlers, **pack.parts}


def _tests(pack: Pack) -> Rows:
    return {str(found): methods for found, methods in pack.tests.items()}


def _rows(here: Rows, there: Rows, sides: Sides) -> Lines:
    for side, mine, others in ((sides[0], here, there), (sides[1], there, here)):
        alone = [name for name in mine if name not in others]
        if alone:
            yield from paragraph(listed(alone), f"  only in {side}: ", "    ")
    both = {name: words for name, words in here.items() if name in there}
    yield from _words_of(both, {name: there[name] for name in both}, sides)


def _words_of(here: Rows, there: Rows, sides: Sides) -> Lines:
    for name in dict.fromkeys((*here, *there)):
        mine, others = here.get(name, ()), there.get(name, ())
        alone = [
            f"only in {side}: {listed(words)}"
            for side, words in (
                (sides[0], [word for word in mine if word not in others]),
                (sides[1], [word for word in others if word not in mine]),
            )
            if words
        ]
        if alone:
            yield from paragraph("; ".join(alone), f"  {name}, ", "    ")
