"""The words and numbers of packs, and what a pack that was read holds.

1. Words (codes, acts, roles, tests) are those of `core`, taken from its catalogues
   and never listed again here.
2. Each limit is declared once: which way is stricter, and what is absurd. The first
   are owed by every stack and are all that format 1 knows.
3. Some acts are everybody's to do; no pack says who may.
"""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Final, TypeAlias, get_args

from msgspec import Meta, Struct

from lastlook.core.acts import AnyAct
from lastlook.core.policy import STRICTNESS, Rule
from lastlook.core.refusals import AnyRefusal
from lastlook.core.table import Table
from lastlook.core.words import (
    HoldKind,
    LiveException,
    Method,
    Name,
    NoticeKind,
    Role,
    Seen,
    Severity,
    Topic,
)

HANDLERS: Final = "handlers"  # in [parts]: whoever handles weapons under all packs
CODES: Final = frozenset(
    str(refusal.__struct_config__.tag) for refusal in get_args(AnyRefusal)
)
ACTS: Final = frozenset(str(act.__struct_config__.tag) for act in get_args(AnyAct))
STATUSES: Final = frozenset({"verified", "partial", "unverified", "house"})
FINDINGS: Final = frozenset(get_args(Seen)) - {"unseen"}  # which is no look at all
# Lifting is one act, and a part of its own for each kind of hold and each rule.
LIFTS: Final = frozenset(f"lift-hold.{on}" for on in {*get_args(HoldKind), *CODES})
# Anyone on the crew stops the set, says no, tells what happened or what was found;
# and before a production is open nobody has a part that could be asked for.
NO_PARTS: Final = frozenset({"stop", "decline", "report", "find", "open"})

EXCEPTED: Final = "live-round"  # the one rule that may list exceptions


class Words(Struct, frozen=True):
    """The words a text is one of, and what such a word is called."""

    noun: str
    known: frozenset[str]
    hint: str = ""


class Bound(Struct, frozen=True):
    """How one limit combines, and between which numbers it makes sense."""

    stricter: Callable[[int, int], int]  # min or max: which of two is the stricter
    least: int
    most: int


SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

FIRST_BOUNDS: Final[dict[str, Bound]] = {
    "clearance_ms": Bound(min, 10 * SECOND, DAY),
    "offer_ms": Bound(min, 5 * SECOND, HOUR),
    "late_ms": Bound(min, 5 * SECOND, DAY),
    "ahead_ms": Bound(min, SECOND, 10 * MINUTE),
    "looks_count": Bound(max, 1, 5),
    "distance_cm": Bound(max, 100, 100_000),  # from one metre: 20 is a number of feet
    "misfire_wait_ms": Bound(max, 5 * SECOND, HOUR),
    "collect_ms": Bound(min, 5 * SECOND, HOUR),
    "lift_ms": Bound(min, MINUTE, 7 * DAY),
    "day_ms": Bound(min, HOUR, DAY),
}
BOUNDS: Final[dict[str, Bound]] = {
    **FIRST_BOUNDS,
    "weapons_count": Bound(min, 1, 20),
    "meeting_ms": Bound(min, HOUR, 7 * DAY),
    "notice_ms": Bound(max, 0, 30 * DAY),
    "loaded_ms": Bound(min, MINUTE, DAY),
    "look_ms": Bound(max, 0, MINUTE),
    "body_looks_count": Bound(max, 1, 5),
    "distance_full_cm": Bound(max, 100, 100_000),
    "distance_half_cm": Bound(max, 100, 100_000),
    "distance_quarter_cm": Bound(max, 100, 100_000),
}
UNITS: Final = "`_ms` is milliseconds, `_cm` centimetres"

Line: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"\A\S([^\n]{0,198}\S)?\Z",
        description="one line of text, 1 to 200 characters",
    ),
]
Sentence: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"\A\S[^\n]{0,198}\.\Z",
        description="one sentence of at most 200 characters that ends with a full stop",
    ),
]
Word: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"\A[A-Za-z0-9][A-Za-z0-9.-]{0,31}\Z",
        description="one word of letters, digits, `-` and `.`",
    ),
]
Paragraph: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"\A\s*\S(?s:.){0,1998}\Z",
        description="a paragraph that says what the pack is for",
    ),
]
Number: TypeAlias = Annotated[int, Meta(description="a whole number, such as 600_000")]
Date: TypeAlias = Annotated[dt.date, Meta(description="a date, such as 2026-11-23")]
Code: TypeAlias = Annotated[str, Words("rule code", CODES)]
Control: TypeAlias = Annotated[
    str, Words("control", frozenset(f"C{n:02}" for n in range(1, 39)))
]
Status: TypeAlias = Annotated[str, Words("status", STATUSES)]
Level: TypeAlias = Annotated[Severity, Words("severity", frozenset(STRICTNESS))]
Handler: TypeAlias = Annotated[Role, Words("role", frozenset(get_args(Role)))]
Part: TypeAlias = Annotated[str, Words("role", frozenset({*get_args(Role), HANDLERS}))]
Test: TypeAlias = Annotated[Method, Words("test", frozenset(get_args(Method)))]
Finding: TypeAlias = Annotated[Seen, Words("finding", FINDINGS)]
_ENDING: Final = f"The ending is the unit: {UNITS}."
FirstLimitName: TypeAlias = Annotated[
    str, Words("limit", frozenset(FIRST_BOUNDS), f"{_ENDING} Format 2 knows more.")
]
LimitName: TypeAlias = Annotated[str, Words("limit", frozenset(BOUNDS), _ENDING)]
ActName: TypeAlias = Annotated[str, Words("act", ACTS | LIFTS)]
Format: TypeAlias = Annotated[
    int, Meta(ge=2, le=2, description="2; a pack of format 1 leaves the key out")
]
# Any word: each place has papers of its own. Written small, so that none is two.
Document: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"\A[a-z0-9][a-z0-9-]{0,63}\Z",
        description="a small word joined by hyphens, such as entertainment-permit",
    ),
]
TopicName: TypeAlias = Annotated[Topic, Words("topic", frozenset(get_args(Topic)))]
Notice: TypeAlias = Annotated[
    NoticeKind, Words("notice", frozenset(get_args(NoticeKind)))
]
Opening: TypeAlias = Annotated[
    LiveException, Words("exception", frozenset(get_args(LiveException)))
]


class Pack(Struct, frozen=True, kw_only=True):
    """A pack that was read; what it does not set, it does not ask for."""

    digest: str
    id: str
    name: str
    version: str
    date: dt.date
    purpose: str
    effective_from: dt.date | None = None
    jurisdiction: str = ""
    handlers: tuple[Role, ...] = ()
    limits: Table[str, int] = Table()
    parts: Table[str, tuple[str, ...]] = Table()
    tests: Table[Seen, tuple[Method, ...]] = Table()
    documents: tuple[Name, ...] = ()
    topics: tuple[Topic, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    public_notices: tuple[NoticeKind, ...] = ()
    rules: tuple[Rule, ...] = ()
