"""What a pack may set: which rules are in force, how strict, and their numbers.

1. A rule in force is named by its refusal's code; a code no pack names is not
   asked for. Several packs may ask for the same; the strictest wins and all are
   kept, so that an answer can show who asked.
2. Limits are integers in the unit their name ends with.
3. Parts say which roles may do which act; an act not named may be done by anyone
   enrolled. `lift-hold.KIND` and `lift-hold.CODE` narrow who lifts what.
4. A code can be asked after (`asks`): what a new rule changed of what an act leaves
   is so only where a pack asks for that rule, so that an old record stays as it was.
5. With no pack in force nothing is cleared, offered or lifted: the limits below are
   the strictest there are, until a pack sets its own.
"""

from msgspec import Struct
from msgspec.structs import replace

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

STRICTNESS: dict[Severity, int] = {"note": 0, "warn": 1, "hold": 2, "stop": 3}


class Rule(Struct, frozen=True, gc=False):
    """One pack's rule: what it requires, who says so, what to do about a no."""

    code: str  # the refusal's code
    number: str  # the pack's own number, e.g. HOUSE-12
    pack: str
    requirement: str
    source: str
    status: str  # verified, partial, unverified, house
    severity: Severity
    remedy: str
    control: str = ""  # the shared catalogue's number, e.g. C05
    evidence: str = ""  # what shows that it was kept
    effective_from: str = ""  # ISO date; informs, switches nothing
    effective_until: str = ""
    exceptions: tuple[LiveException, ...] = ()  # of the ban on live rounds alone


class Limits(Struct, frozen=True, gc=False):
    """Numbers of a pack, by unit: `_ms`, `_cm`, `_count`."""

    clearance_ms: int = 0  # how long a look counts
    offer_ms: int = 0  # how long an offer waits for its answer
    late_ms: int = 0  # what is said later than this after it happened is late
    ahead_ms: int = 0  # how far ahead a phone's clock may be
    looks_count: int = 50  # how many people look into every chamber
    distance_cm: int = 100_000  # from the muzzle, where blanks are fired
    misfire_wait_ms: int = 86_400_000  # before anybody opens it
    collect_ms: int = 0  # after the cut, until a weapon still out is overdue
    lift_ms: int = 0  # how long a lifted rule stays lifted
    day_ms: int = 0  # the longest day that can be called
    # Owed only where a rule that needs it is asked for (`policy/stack.py`).
    weapons_count: int = 0  # out at once for each handler on duty
    meeting_ms: int = 0  # how long a safety meeting counts
    notice_ms: int = 0  # how long before, at least, outsiders are told
    loaded_ms: int = 0  # how long before its use a weapon may be loaded
    look_ms: int = 0  # the least a look takes, for each chamber
    body_looks_count: int = 0  # how many people look at what has no chambers
    distance_full_cm: int = 0  # as `distance_cm`, for this load; the larger counts
    distance_half_cm: int = 0
    distance_quarter_cm: int = 0


class Policy(Struct, frozen=True, gc=False):
    """The packs in force, stacked."""

    rules: Table[str, tuple[Rule, ...]] = Table()  # strictest first
    limits: Limits = Limits()
    parts: Table[str, tuple[Role, ...]] = Table()  # act -> roles that may
    handlers: tuple[Role, ...] = ()  # who handles weapons
    tests: Table[str, tuple[Method, ...]] = Table()  # what was seen -> tests that tell
    digest: str = ""  # SHA-256 over the packs' texts
    # What is asked for in full: every pack's words together.
    documents: tuple[Name, ...] = ()  # papers a handler holds, each for the class
    topics: tuple[Topic, ...] = ()  # what a safety meeting makes clear
    notices: tuple[NoticeKind, ...] = ()  # owed for every scene with weapons
    public_notices: tuple[NoticeKind, ...] = ()  # owed where the public can see it
    # What every pack that bans live rounds leaves open: the words they share.
    exceptions: tuple[LiveException, ...] = ()

    def severity(self, code: str) -> Severity | None:
        """How strictly a rule is kept; None when no pack asks for it."""
        rules = self.rules.get(code)
        return rules[0].severity if rules else None

    def asks(self, code: str) -> bool:
        """Whether any pack asks for a rule, however strictly."""
        return code in self.rules

    def without(self, code: str) -> "Policy":
        """The same policy with one rule out of force, for what-if questions."""
        rules = self.rules.drop(code) if code in self.rules else self.rules
        return replace(self, rules=rules, digest="")
