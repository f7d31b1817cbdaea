"""Packs for tests: a small whole one as text, and packs as values."""

import datetime as dt

from lastlook.core.policy import Rule
from lastlook.core.table import Table
from lastlook.core.words import Method, Role, Severity
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


def a_rule(code: str, severity: Severity = "stop", *, pack: str = "small") -> Rule:
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
    )


def a_pack(  # noqa: PLR0913 - as many parts as a pack has
    name: str,
    *,
    handlers: tuple[Role, ...] = (),
    limits: dict[str, int] | None = None,
    parts: dict[str, tuple[str, ...]] | None = None,
    tests: dict[str, tuple[Method, ...]] | None = None,
    rules: tuple[Rule, ...] = (),
) -> Pack:
    """A pack that asks for what is said, and for nothing more."""
    return Pack(
        digest=digest(f"{name}{handlers}{limits}{parts}{tests}{rules}"),
        id=name,
        name=name,
        version="1",
        date=dt.date(2026, 11, 23),
        purpose="To be stacked by tests.",
        handlers=handlers,
        limits=Table(limits or {}),
        parts=Table(parts or {}),
        tests=Table(tests or {}),
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
