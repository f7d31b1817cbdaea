"""How a no is said: the fact, the rule, its source, what to do.

1. One place turns a reason into a sentence, for pages, terminal and paper alike.
2. Times are written by the caller's clock: the core knows no time zone.
"""

from collections.abc import Callable

from msgspec import Struct

from lastlook.core.impossibilities import AnyImpossibility, Impossibility
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyRefusal
from lastlook.core.words import Ms, Severity

TIMES = frozenset(
    {
        "at",
        "call_at",
        "ends_at",
        "given_at",
        "happened_at",
        "held_at",
        "lapsed_at",
        "loaded_at",
        "last",
        "now",
        "offered_at",
        "opens_at",
        "revoked_at",
        "starts_at",
        "wrap_by",
    }
)


class Saying(Struct, frozen=True):
    """One reason as a person reads it."""

    code: str
    sentence: str
    remedy: str
    number: str  # the strictest pack's number for the rule; "record" for the record
    source: str
    severity: Severity
    asked_by: tuple[str, ...]  # every pack that asks for it


def sentence(reason: AnyRefusal | AnyImpossibility, clock: Callable[[Ms], str]) -> str:
    """The fact of a reason as one sentence, its times written by `clock`."""
    facts = {
        name: clock(value) if name in TIMES else value
        for name in reason.__struct_fields__
        for value in [getattr(reason, name)]
    }
    return reason.says.format(**facts)


def saying(
    reason: AnyRefusal | AnyImpossibility, policy: Policy, clock: Callable[[Ms], str]
) -> Saying:
    """A reason with its rule, source and remedy under the packs in force."""
    said = sentence(reason, clock)
    if isinstance(reason, Impossibility):
        return Saying(
            reason.code, said, reason.remedy, "record", "the record", "stop", ()
        )
    rules = policy.rules[reason.code]
    first = rules[0]
    return Saying(
        reason.code,
        said,
        first.remedy,
        first.number,
        first.source,
        first.severity,
        tuple(rule.pack for rule in rules),
    )
