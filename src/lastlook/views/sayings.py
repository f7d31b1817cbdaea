"""Reasons for no as the reader sees them: with people's names, in local time."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyRefusal, Refusal
from lastlook.core.wording import AskedBy, saying
from lastlook.core.words import Ms, PersonId
from lastlook.views.ways import Way, way

PEOPLE: Final = frozenset({"by", "to", "via", "person", "holder"})

Reason = TypeVar("Reason", bound=AnyRefusal | AnyImpossibility)


class Said(Struct, frozen=True):
    """One reason on a page: the fact, what to do about it, and where to do that."""

    code: str
    sentence: str
    remedy: str
    number: str
    source: str
    severity: str
    asked: tuple[AskedBy, ...]
    rule: str  # all of that on one line
    next: Way | None


def sayings(
    reasons: Iterable[AnyRefusal | AnyImpossibility],
    policy: Policy,
    names: Mapping[PersonId, str],
    clock: Callable[[Ms], str],
) -> tuple[Said, ...]:
    """What to tell a person, reason by reason."""
    return tuple(_said(reason, policy, names, clock) for reason in reasons)


def _said(
    reason: AnyRefusal | AnyImpossibility,
    policy: Policy,
    names: Mapping[PersonId, str],
    clock: Callable[[Ms], str],
) -> Said:
    told = saying(named(reason, names), policy, clock)
    return Said(
        code=told.code,
        sentence=told.sentence,
        remedy=told.remedy,
        number=told.number,
        source=told.source,
        severity=told.severity,
        asked=told.asked,
        rule=told.rule,
        next=way(reason) or _to_lift(reason, told.severity),
    )


def _to_lift(reason: AnyRefusal | AnyImpossibility, severity: str) -> Way | None:
    if isinstance(reason, Refusal) and severity == "hold":
        return Way("Who can lift this", f"/holds/{reason.hold}")
    return None


def named(reason: Reason, names: Mapping[PersonId, str]) -> Reason:
    """The same reason with names where ids of people stood."""
    facts: dict[str, Any] = {
        field: names[value]
        for field in reason.__struct_fields__
        if field in PEOPLE
        for value in [getattr(reason, field)]
        if value in names
    }
    return replace(reason, **facts)
