"""How a no is said: the fact, the rule, its source, what to do.

1. One place turns a reason into a sentence, for pages, terminal and paper alike.
2. Times are written by the caller's clock: the core knows no time zone.
3. Every pack that asks is named with how far its source was read. What nobody read is
   called so wherever its source is named, and is never shown as law.
"""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lastlook.core.impossibilities import AnyImpossibility, Impossibility
from lastlook.core.policy import STRICTNESS, Policy, Rule
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


# How far a rule's source was read: beside a number, and as a sentence.
UNREAD: Final = "unverified"
READ: Final[dict[str, str]] = {
    "verified": "verified",
    "partial": "read as quoted",
    UNREAD: "not read",
    "house": "own rule",
}
READ_IN_FULL: Final[dict[str, str]] = {
    "verified": "The words were read in the document itself.",
    "partial": "The words were read where somebody else quotes them.",
    UNREAD: "The document exists; this was not read in it, and is not claimed as law.",
    "house": "No document asks for it: it is the pack's own rule.",
}


class AskedBy(Struct, frozen=True):
    """One pack that asks for a rule: how strictly, from where, how far it was read."""

    pack: str
    number: str
    severity: Severity
    status: str
    source: str

    def __str__(self) -> str:
        return f"{self.pack} {self.number} ({READ[self.status]})"


class Saying(Struct, frozen=True):
    """One reason as a person reads it."""

    code: str
    sentence: str
    remedy: str
    number: str  # the strictest pack's number for the rule; "record" for the record
    source: str
    severity: Severity
    asked: tuple[AskedBy, ...]  # every pack that asks for it, the strictest first

    @property
    def rule(self) -> str:
        """Who asks for it and where it is written, on one line."""
        if not self.asked:
            return "The record itself"
        return f"Asked by {', '.join(map(str, self.asked))}. Source: {self.source}"


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
    # Of rules as strict, one that was read speaks first.
    rules = sorted(
        policy.rules[reason.code],
        key=lambda rule: (-STRICTNESS[rule.severity], rule.status == UNREAD),
    )
    first = rules[0]
    return Saying(
        reason.code,
        said,
        first.remedy,
        first.number,
        cited(first),
        first.severity,
        tuple(
            AskedBy(rule.pack, rule.number, rule.severity, rule.status, cited(rule))
            for rule in rules
        ),
    )


def cited(rule: Rule) -> str:
    """Where a rule is written, as it may be shown."""
    return f"{rule.source} ({READ[UNREAD]})" if rule.status == UNREAD else rule.source
