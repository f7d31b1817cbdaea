"""Packs for tests: a small whole one as text, and packs as values."""

import datetime as dt
from typing import Final

from msgspec import Struct

from lastlook.core.policy import Rule
from lastlook.core.table import Table
from lastlook.core.words import (
    LiveException,
    Method,
    Name,
    NoticeKind,
    Role,
    Severity,
    Topic,
)
from lastlook.policy.read import digest
from lastlook.policy.schema import BOUNDS, FINDINGS, Pack

SMALL = """\
id = "small"
name = "A small pack"
version = "1"
date = 2026-11-23
purpose = "To be read by tests."
handlers = ["armorer", "property-master"]

[limits]
clearance_ms = 600_000
offer_ms = 120_000
late_ms = 120_000
ahead_ms = 30_000
looks_count = 2
distance_cm = 610
misfire_wait_ms = 60_000
collect_ms = 60_000
lift_ms = 43_200_000
day_ms = 57_600_000

[parts]
load = ["handlers"]
call-day = [
  "first-ad",
  "second-ad",
]
"lift-hold.weapon" = ["safety-adviser"]

[tests]
empty = ["eye", "rod"]
dummy = ["rattle", "hole"]
snap-cap = ["eye"]
blank = ["eye"]
spent = ["eye"]
live = ["eye"]
unsure = ["eye"]

[[rule]]
number = "SMALL-1"
code = "hand-over-by-handler"
control = "C05"
requirement = "The handler hands over."
source = "A statute"
status = "verified"
severity = "stop"
remedy = "Call the handler."

[[rule]]
number = "SMALL-2"
code = "watch-not-offered"
requirement = "Loading may be watched."
source = "house"
status = "house"
severity = "warn"
remedy = "Offer it."
"""

# The same in format 2, with every key of it, to go on top of any whole pack.
SECOND = """\
format = 2
id = "second"
name = "A pack of format 2"
version = "7"
date = 2026-11-23
effective_from = 2027-01-01
jurisdiction = "Nowhere"
purpose = "To be read by tests."
documents = ["entertainment-permit", "ffl"]
topics = ["abort", "action"]

[notices]
always = ["permit-office"]
public = ["police", "neighbours"]

[limits]
weapons_count = 4
meeting_ms = 86_400_000
notice_ms = 0
loaded_ms = 600_000
look_ms = 1_000
body_looks_count = 2
distance_full_cm = 1_000
distance_half_cm = 800
distance_quarter_cm = 600

[[rule]]
number = "SECOND-1"
code = "live-round"
control = "C14"
requirement = "No live round is here."
source = "A statute"
status = "verified"
severity = "stop"
remedy = "Stop."
evidence = "Every look."
exceptions = ["sound-recording", "range-training"]

[[rule]]
number = "SECOND-2"
code = "meeting-too-old"
requirement = "A meeting is of today."
source = "A clause nobody read"
status = "unverified"
severity = "warn"
remedy = "Meet."
evidence = "The meeting."
effective_from = 2027-01-01
effective_until = 2028-01-01
"""


def a_rule(
    code: str,
    severity: Severity = "stop",
    *,
    pack: str = "small",
    exceptions: tuple[LiveException, ...] = (),
) -> Rule:
    """A rule of a pack, as strict as said."""
    return Rule(
        code=code,
        number=f"{pack}-{code}",
        pack=pack,
        requirement="It is so.",
        source="house",
        status="house",
        severity=severity,
        remedy="Make it so.",
        exceptions=exceptions,
    )


class Lists(Struct, frozen=True, kw_only=True):
    """What packs of format 2 add up."""

    documents: tuple[Name, ...] = ()
    topics: tuple[Topic, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    public_notices: tuple[NoticeKind, ...] = ()


NO_LISTS: Final = Lists()


def a_pack(  # noqa: PLR0913 - as many parts as a pack has
    name: str,
    *,
    handlers: tuple[Role, ...] = (),
    limits: dict[str, int] | None = None,
    parts: dict[str, tuple[str, ...]] | None = None,
    tests: dict[str, tuple[Method, ...]] | None = None,
    rules: tuple[Rule, ...] = (),
    lists: Lists = NO_LISTS,
) -> Pack:
    """A pack that asks for what is said, and for nothing more."""
    return Pack(
        digest=digest(f"{name}{handlers}{limits}{parts}{tests}{rules}{lists}"),
        id=name,
        name=name,
        version="1",
        date=dt.date(2026, 11, 23),
        purpose="To be stacked by tests.",
        handlers=handlers,
        limits=Table(limits or {}),
        parts=Table(parts or {}),
        tests=Table(tests or {}),
        documents=lists.documents,
        topics=lists.topics,
        notices=lists.notices,
        public_notices=lists.public_notices,
        rules=rules,
    )


def the_laxest() -> Pack:
    """A whole pack that asks for as little as a pack can."""
    return a_pack(
        "laxest",
        handlers=("armorer", "property-master"),
        limits={
            name: bound.most if bound.stricter is min else bound.least
            for name, bound in BOUNDS.items()
        },
        tests=dict.fromkeys(FINDINGS, ("eye", "light", "rod", "rattle")),
    )
