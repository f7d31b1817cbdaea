"""What stands under an act line: what must come of it.

refused: hand-over-by-handler, chambers-unseen     these rules, and no others
impossible: not-the-holder                         what the record rules out
remarks: watch-not-offered                         remarks, or `none`
not heard: bad-signature                           it never was answered
then colt-1 is dummies until 09:30                 a check
"""

from typing import Final, cast, get_args

from lastlook.core.acts import kebab
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal
from lastlook.core.words import Ms
from lastlook.stories.checks import read_check, write_check
from lastlook.stories.faults import WrongError, meant, quoted
from lastlook.stories.lines import Source, split_note
from lastlook.stories.story import (
    Codes,
    Expectation,
    Listed,
    Reason,
    Then,
    Unheard,
)

THEN: Final = "then"
NOT_HEARD: Final = "not heard"
NONE: Final = "none"
RULES: Final = frozenset(kebab(one.__name__) for one in get_args(AnyRefusal))
RECORD: Final = frozenset(kebab(one.__name__) for one in get_args(AnyImpossibility))
LISTED: Final[dict[str, frozenset[str]]] = {
    "refused": RULES,
    "impossible": RECORD,
    "remarks": RULES,
}
WHERE: Final = "docs/reference/stories.md"


def read_expectation(line: Source, time: Ms, day: Ms | None) -> Expectation:
    """The expectation in an indented line under an act at `time`."""
    text, note = split_note(line.text.strip(" "))
    words = text.split()
    if words[:1] == [THEN]:
        return Then(line.spot, time, read_check(words[1:], day), note)
    name, colon, listed = text.partition(":")
    if not colon:
        raise WrongError(
            f"{quoted(text)} is nothing that can come of an act.",
            "Under an act stand refused:, impossible:, remarks:, not heard:, then …; "
            "a line of its own is not indented.",
        )
    if name == NOT_HEARD:
        return Unheard(line.spot, _reason(listed.strip(" ")), note)
    if name not in LISTED:
        known = (*LISTED, NOT_HEARD)
        raise WrongError(f"No answer is {quoted(name)}.", meant(name, known, WHERE))
    codes = tuple(_codes(name, listed))
    return Codes(line.spot, cast("Listed", name), codes, note)


def write_expectation(expected: Expectation, day: Ms | None) -> str:
    """The line that reads back as the expectation, but for its note."""
    match expected:
        case Then(check=check):
            return f"{THEN} {write_check(check, day)}"
        case Unheard(reason=reason):
            return f"{NOT_HEARD}: {reason}"
        case Codes(of=of, codes=codes):
            return f"{of}: {', '.join(codes) or NONE}"


def twice(expects: list[Expectation], new: Expectation) -> WrongError | None:
    """What is wrong where two expectations are of one kind."""
    kind = _kind(new)
    if kind == THEN or kind not in {_kind(one) for one in expects}:
        return None
    return WrongError(f"{kind}: stands there twice.", "Write all of it in one line.")


def _kind(expected: Expectation) -> str:
    match expected:
        case Then():
            return THEN
        case Unheard():
            return NOT_HEARD
        case Codes(of=of):
            return of


def _reason(text: str) -> Reason:
    reasons: tuple[Reason, ...] = get_args(Reason)
    for reason in reasons:
        if text == reason:
            return reason
    raise WrongError(
        f"{quoted(text)} is no reason for not being heard.", meant(text, reasons, WHERE)
    )


def _codes(name: str, listed: str) -> list[str]:
    codes = [code.strip(" ") for code in listed.split(",")]
    if codes == [NONE]:
        return []
    for n, code in enumerate(codes):
        if code not in LISTED[name]:
            raise _no_code(name, code)
        if code in codes[:n]:
            raise WrongError(f"{code} is listed twice.", "List it once.")
    return codes


def _no_code(name: str, code: str) -> WrongError:
    if not code:
        return WrongError(f"{name}: lists nothing.", f"List codes, or say {NONE}.")
    if name == "refused" and code in RECORD:
        return WrongError(
            f"{code} is no rule: the record rules it out.",
            f"Write it under impossible: {code}",
        )
    if name == "impossible" and code in RULES:
        return WrongError(f"{code} is a rule.", f"Write it under refused: {code}")
    return WrongError(
        f"There is no code {quoted(code)}.",
        meant(code, LISTED[name], "docs/reference/refusals.md"),
    )
