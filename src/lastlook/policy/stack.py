"""Several packs, as one policy.

1. The strictest wins: of severities and limits the stricter, of roles and tests
   only those every pack names that names any.
2. Every pack that asks for a rule is kept, strictest first.
3. The order of the packs does not matter, the same pack twice is once, and one more
   pack never makes anything laxer.
4. Between them the packs set every limit a rule in force needs, name who handles
   weapons and say which test can tell what: nothing that counts is assumed where no
   pack says it.
5. Packs that leave an act to nobody, or a finding to no test, do not go together; nor
   do rules that ask for opposite things, as neither is the stricter.
6. Papers, topics and notices are asked for by any pack, and so by all together. From
   the ban on live rounds is excepted only what every rule that bans them excepts.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from hashlib import sha256
from typing import Final, TypeVar, get_args

from msgspec.structs import astuple

from lastlook.core.policy import STRICTNESS, Limits, Policy, Rule
from lastlook.core.table import Table
from lastlook.core.words import LiveException, Method, NoticeKind, Role, Topic
from lastlook.policy.schema import (
    BOUNDS,
    EXCEPTED,
    FINDINGS,
    FIRST_BOUNDS,
    HANDLERS,
    Pack,
)

# A rule -> the limit without which it means nothing. Format 1 sets all of its limits
# whatever is asked for, and so must every stack.
NEEDS: Final[dict[str, str]] = {
    "too-few-handlers": "weapons_count",
    "meeting-too-old": "meeting_ms",
    "notice-too-late": "notice_ms",
    "loaded-too-long": "loaded_ms",
    "look-hasty": "look_ms",
    "body-unseen": "body_looks_count",
}
# Rules of which nobody can keep both.
OPPOSED: Final = (("dry-fire-barred", "dry-fire-owed"),)

W = TypeVar("W", bound=str)

_TOPICS: tuple[Topic, ...] = get_args(Topic)
_NOTICES: tuple[NoticeKind, ...] = get_args(NoticeKind)
_EXCEPTIONS: tuple[LiveException, ...] = get_args(LiveException)
_ROLES: tuple[Role, ...] = get_args(Role)
_METHODS: tuple[Method, ...] = get_args(Method)


class StackError(ValueError):
    """Packs that cannot be in force together, and every reason why."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def stack(packs: Iterable[Pack]) -> Policy:
    """The policy of these packs together; StackError where there is none."""
    by_digest = {pack.digest: pack for pack in packs}
    each = tuple(by_digest.values())
    clashes = _opposed(each)
    handlers = _handlers(each, clashes)
    policy = Policy(
        rules=_rules(each),
        limits=_limits(each, clashes),
        parts=_parts(each, handlers, clashes),
        handlers=handlers,
        tests=_tests(each, clashes),
        digest=sha256("\n".join(sorted(by_digest)).encode()).hexdigest(),
        documents=tuple(sorted({word for pack in each for word in pack.documents})),
        topics=_in_any(_TOPICS, [pack.topics for pack in each]),
        notices=_in_any(_NOTICES, [pack.notices for pack in each]),
        public_notices=_in_any(_NOTICES, [pack.public_notices for pack in each]),
        exceptions=_exceptions(each),
    )
    if clashes:
        raise StackError(tuple(clashes))
    return policy


def _rules(packs: Sequence[Pack]) -> Table[str, tuple[Rule, ...]]:
    rules = {rule for pack in packs for rule in pack.rules}
    strictest_first = sorted(rules, key=lambda r: (-STRICTNESS[r.severity], astuple(r)))
    return Table(
        (code, tuple(rule for rule in strictest_first if rule.code == code))
        for code in sorted({rule.code for rule in rules})
    )


def _limits(packs: Sequence[Pack], clashes: list[str]) -> Limits:
    limits: dict[str, int] = {}
    for name, bound in BOUNDS.items():
        asked = [pack.limits[name] for pack in packs if name in pack.limits]
        if asked:
            limits[name] = reduce(bound.stricter, asked)
        elif name in FIRST_BOUNDS:
            clashes.append(f"No pack sets the limit {name}.")
    for code, name in NEEDS.items():
        asking = _asking(packs, code)
        if asking and name not in limits:
            ask = "asks" if len(asking) == 1 else "ask"
            said = f"{_named(asking)} {ask} for {code}, and no pack sets {name}."
            clashes.append(said)
    return Limits(**limits)


def _asking(packs: Sequence[Pack], code: str) -> list[Pack]:
    return [pack for pack in packs if any(rule.code == code for rule in pack.rules)]


def _opposed(packs: Sequence[Pack]) -> list[str]:
    clashes: list[str] = []
    for one, other in OPPOSED:
        if _asking(packs, one) and _asking(packs, other):
            sides = f"{_rule_named(packs, one)}, but {_rule_named(packs, other)}"
            clashes.append(f"{sides}: nobody can keep both. Choose one of the packs.")
    return clashes


def _rule_named(packs: Sequence[Pack], code: str) -> str:
    rules = sorted(
        f"{pack.id} {pack.version} ({rule.number})"
        for pack in packs
        for rule in pack.rules
        if rule.code == code
    )
    return f"{' and '.join(rules)} {'asks' if len(rules) == 1 else 'ask'} for {code}"


def _exceptions(packs: Sequence[Pack]) -> tuple[LiveException, ...]:
    bans = [rule for pack in packs for rule in pack.rules if rule.code == EXCEPTED]
    return _in_all(_EXCEPTIONS, [rule.exceptions for rule in bans]) if bans else ()


def _handlers(packs: Sequence[Pack], clashes: list[str]) -> tuple[Role, ...]:
    asked = [pack for pack in packs if pack.handlers]
    if not asked:
        clashes.append("No pack says who handles weapons.")
        return ()
    common = _in_all(_ROLES, [pack.handlers for pack in asked])
    if not common:
        clashes.append(f"Under {_named(asked)} nobody handles weapons.")
    return common


def _parts(
    packs: Sequence[Pack], handlers: tuple[Role, ...], clashes: list[str]
) -> Table[str, tuple[Role, ...]]:
    parts: dict[str, tuple[Role, ...]] = {}
    for act in sorted({act for pack in packs for act in pack.parts}):
        asked = [pack for pack in packs if act in pack.parts]
        named = [_roles(pack.parts[act], handlers) for pack in asked]
        # Who lifts one kind of hold is among those who lift holds at all.
        whole, _, kind = act.partition(".")
        if kind:
            named.append(parts.get(whole, _ROLES))
            asked += [pack for pack in packs if whole in pack.parts]
        parts[act] = _in_all(_ROLES, named)
        if not parts[act]:
            if any(HANDLERS in pack.parts.get(act, ()) for pack in asked):
                asked += [pack for pack in packs if pack.handlers]
            clashes.append(f"Under {_named(asked)} nobody can do this: {act}.")
    return Table(parts)


def _roles(part: tuple[str, ...], handlers: tuple[Role, ...]) -> tuple[str, ...]:
    return (*part, *handlers) if HANDLERS in part else part


def _tests(packs: Sequence[Pack], clashes: list[str]) -> Table[str, tuple[Method, ...]]:
    tests: dict[str, tuple[Method, ...]] = {}
    for seen in sorted(FINDINGS):
        asked = [pack for pack in packs if seen in pack.tests]
        if not asked:
            clashes.append(f"No pack says which test can tell {seen}.")
            continue
        tests[seen] = _in_all(_METHODS, [pack.tests[seen] for pack in asked])
        if not tests[seen]:
            clashes.append(f"Under {_named(asked)} no test can tell {seen}.")
    return Table(tests)


def _in_all(words: tuple[W, ...], lists: Sequence[tuple[str, ...]]) -> tuple[W, ...]:
    return _within(words, lists, all)


def _in_any(words: tuple[W, ...], lists: Sequence[tuple[str, ...]]) -> tuple[W, ...]:
    return _within(words, lists, any)


def _within(
    words: tuple[W, ...],
    lists: Sequence[tuple[str, ...]],
    how_many: Callable[[Iterable[bool]], bool],
) -> tuple[W, ...]:
    return tuple(word for word in words if how_many(word in each for each in lists))


def _named(packs: Sequence[Pack]) -> str:
    return " and ".join(sorted({f"{pack.id} {pack.version}" for pack in packs}))
