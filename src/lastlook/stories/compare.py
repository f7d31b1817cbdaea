"""An answer beside what was expected of it.

1. `refused:` and `impossible:` list exactly the codes of the answer, in any order;
   what is not listed must not be there.
2. Remarks are compared only where they are listed.
3. An act sent again must get the very answer it got the first time, whatever that
   was; it may be listed once more.
"""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.core.answers import Decision, Refused
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal
from lastlook.core.wording import sentence
from lastlook.core.words import Ms
from lastlook.stories.asking import Answer, NotHeard
from lastlook.stories.faults import Spot
from lastlook.stories.story import Codes, Listed, Said, Unheard

Clock: TypeAlias = Callable[[Ms], str]
Why: TypeAlias = AnyRefusal | AnyImpossibility

GRANTED: Final = "granted"
SAME: Final = "the answer it got the first time"


class Mismatch(Struct, frozen=True):
    """Where an answer was not the expected one."""

    spot: Spot
    expected: str
    got: str
    sentences: tuple[str, ...] = ()  # what the answer says of itself

    def __str__(self) -> str:
        said = "".join(f"\n    {one}" for one in self.sentences)
        return f"{self.spot}: expected {self.expected}; got {self.got}{said}"


def compared(
    line: Said, answer: Answer, first: Decision | None, clock: Clock
) -> Iterator[Mismatch]:
    """What does not fit in the answer to a line; `first` is what it got before."""
    if first is not None and answer != first:
        yield Mismatch(line.spot, SAME, told(answer), sentences(answer, clock))
    if first is not None and not any(_listed(line)):
        return
    unheard = next((one for one in line.expects if isinstance(one, Unheard)), None)
    if unheard is not None or isinstance(answer, NotHeard):
        if unheard is None or answer != NotHeard(unheard.reason):
            expected = _expected(line) if unheard is None else _unheard(unheard.reason)
            yield Mismatch(line.spot, expected, told(answer), sentences(answer, clock))
        return
    yield from _codes(line, answer, clock)


def told(answer: Answer) -> str:
    """An answer as a story writes it, in one line."""
    if isinstance(answer, NotHeard):
        return _unheard(answer.reason)
    return _listing({of: _got(answer, of) for of in ("impossible", "refused")})


def sentences(answer: Answer, clock: Clock) -> tuple[str, ...]:
    """What a refusal says, reason by reason."""
    if not isinstance(answer, Refused):
        return ()
    return tuple(sentence(why, clock) for why in (*answer.impossible, *answer.reasons))


def _codes(line: Said, answer: Decision, clock: Clock) -> Iterator[Mismatch]:
    if any(_wanted(line, of) != _got(answer, of) for of in ("impossible", "refused")):
        yield Mismatch(
            line.spot, _expected(line), told(answer), sentences(answer, clock)
        )
    listed = next((one for one in _listed(line) if one.of == "remarks"), None)
    if listed is not None and frozenset(listed.codes) != _got(answer, "remarks"):
        got = _got(answer, "remarks")
        said = tuple(sentence(one, clock) for one in answer.remarks)
        yield Mismatch(
            listed.spot,
            f"remarks: {_list(frozenset(listed.codes))}",
            f"remarks: {_list(got)}",
            said,
        )


def _expected(line: Said) -> str:
    return _listing({of: _wanted(line, of) for of in ("impossible", "refused")})


def _listed(line: Said) -> Iterator[Codes]:
    return (one for one in line.expects if isinstance(one, Codes))


def _wanted(line: Said, of: Listed) -> frozenset[str]:
    return frozenset(
        code for one in _listed(line) if one.of == of for code in one.codes
    )


def _got(answer: Decision, of: Listed) -> frozenset[str]:
    match answer, of:
        case _, "remarks":
            return frozenset(one.code for one in answer.remarks)
        case Refused(reasons=reasons), "refused":
            return frozenset(one.code for one in reasons)
        case Refused(impossible=impossible), "impossible":
            return frozenset(one.code for one in impossible)
        case _:
            return frozenset()


def _listing(codes: dict[Listed, frozenset[str]]) -> str:
    said = [f"{of}: {_list(listed)}" for of, listed in codes.items() if listed]
    return "; ".join(said) or GRANTED


def _list(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes)) or "none"


def _unheard(reason: str) -> str:
    return f"not heard: {reason}"
