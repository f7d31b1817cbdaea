"""Laws of packs: stacking knows no order and only tightens; reading never breaks."""

import tomllib
from random import Random
from typing import TypeVar, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.core.policy import STRICTNESS, Limits, Policy, Rule
from lastlook.core.table import Table
from lastlook.core.words import (
    LiveException,
    Method,
    NoticeKind,
    Role,
    Severity,
    Topic,
)
from lastlook.policy.differences import differences
from lastlook.policy.lines import Lines, statements
from lastlook.policy.read import PackError, digest, read_pack
from lastlook.policy.schema import (
    BOUNDS,
    CODES,
    EXCEPTED,
    FIRST_BOUNDS,
    HANDLERS,
    Pack,
)
from lastlook.policy.stack import NEEDS, OPPOSED, StackError, stack
from tests.world.packs import SECOND, SMALL, Lists, a_pack, a_rule, the_laxest

W = TypeVar("W")

NAMES = st.sampled_from(["one", "two", "three", "four", "five"])
ROLES: st.SearchStrategy[Role] = st.sampled_from(get_args(Role)[:4])
METHODS: st.SearchStrategy[Method] = st.sampled_from(get_args(Method)[:4])
SEVERITIES: st.SearchStrategy[Severity] = st.sampled_from(sorted(STRICTNESS))
FEW_CODES = st.sampled_from(
    [*sorted(CODES)[:2], EXCEPTED, "meeting-too-old", *OPPOSED[0]]
)
EXCEPTIONS: st.SearchStrategy[LiveException] = st.sampled_from(get_args(LiveException))
DOCUMENTS = st.sampled_from(["card", "ffl", "permit"])
TOPICS: st.SearchStrategy[Topic] = st.sampled_from(get_args(Topic))
NOTICES: st.SearchStrategy[NoticeKind] = st.sampled_from(get_args(NoticeKind))
ACTS = st.sampled_from(["load", "wrap", "lift-hold", "lift-hold.stop"])


@st.composite
def limits(draw: st.DrawFn) -> dict[str, int]:
    named = draw(st.sets(st.sampled_from(sorted(BOUNDS))))
    return {
        name: draw(st.integers(BOUNDS[name].least, BOUNDS[name].most)) for name in named
    }


@st.composite
def rules(draw: st.DrawFn, pack: str) -> tuple[Rule, ...]:
    codes = draw(st.lists(FEW_CODES, unique=True, max_size=4))
    return tuple(
        a_rule(
            code,
            draw(SEVERITIES),
            pack=pack,
            exceptions=draw(several(EXCEPTIONS)) if code == EXCEPTED else (),
        )
        for code in codes
    )


def several(words: st.SearchStrategy[W]) -> st.SearchStrategy[tuple[W, ...]]:
    return st.lists(words, unique=True).map(tuple)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    name = draw(NAMES)
    role_lists = st.lists(ROLES | st.just(HANDLERS), min_size=1, unique=True)
    findings = st.sampled_from(["empty", "dummy"])
    return a_pack(
        name,
        handlers=tuple(draw(st.lists(ROLES, unique=True))),
        limits=draw(limits()),
        parts=draw(st.dictionaries(ACTS, role_lists.map(tuple), max_size=3)),
        tests=draw(
            st.dictionaries(
                findings, st.lists(METHODS, min_size=1, unique=True).map(tuple)
            )
        ),
        rules=draw(rules(name)),
        lists=Lists(
            documents=draw(several(DOCUMENTS)),
            topics=draw(several(TOPICS)),
            notices=draw(several(NOTICES)),
            public_notices=draw(several(NOTICES)),
        ),
    )


def of_format_1(pack: Pack) -> Pack:
    """The same pack without the limits that came later."""
    kept = {name: it for name, it in pack.limits.items() if name in FIRST_BOUNDS}
    return replace(pack, limits=Table(kept))


def policy_of(some: list[Pack], on: Pack | None = None) -> Policy | StackError:
    try:
        return stack([on or the_laxest(), *some])
    except StackError as clash:
        return clash


def pack_of(text: str) -> Pack | PackError:
    try:
        return read_pack(text, "small.toml")
    except PackError as error:
        return error


def no_laxer(before: Policy, after: Policy) -> bool:
    return (
        all(
            STRICTNESS[after.rules[code][0].severity] >= STRICTNESS[rules[0].severity]
            for code, rules in before.rules.items()
        )
        and all(limit_no_laxer(name, before.limits, after.limits) for name in BOUNDS)
        and set(after.handlers) <= set(before.handlers)
        and all(set(after.parts[act]) <= set(may) for act, may in before.parts.items())
        and all(set(after.tests[saw]) <= set(may) for saw, may in before.tests.items())
        and set(after.documents) >= set(before.documents)
        and set(after.topics) >= set(before.topics)
        and set(after.notices) >= set(before.notices)
        and set(after.public_notices) >= set(before.public_notices)
        and (
            # Where nothing is banned, nothing is excepted from the ban.
            not before.asks(EXCEPTED) or set(after.exceptions) <= set(before.exceptions)
        )
    )


def limit_no_laxer(name: str, before: Limits, after: Limits) -> bool:
    was: int = getattr(before, name)
    is_now: int = getattr(after, name)
    # Of a limit where less is stricter, 0 says that no pack sets it: none makes sense.
    unset = was == 0
    return unset or BOUNDS[name].stricter(was, is_now) == is_now


@given(st.lists(packs(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_packs_does_not_matter(some: list[Pack], chance: Random) -> None:
    shuffled = [*some, *some]
    chance.shuffle(shuffled)

    one, other = policy_of(some), policy_of(shuffled)

    if isinstance(one, StackError):
        assert isinstance(other, StackError)
        assert one.reasons == other.reasons
    else:
        assert one == other
        assert isinstance(other, Policy)
        assert list(one.rules) == list(other.rules)


@given(st.lists(packs(), max_size=3), packs())
def test_one_more_pack_never_makes_anything_laxer(some: list[Pack], more: Pack) -> None:
    before, after = policy_of(some), policy_of([*some, more])

    assume(isinstance(after, Policy))
    assert isinstance(after, Policy)
    assert isinstance(before, Policy), "packs that clash cannot be mended by another"
    assert no_laxer(before, after)


@given(st.lists(packs(), max_size=3), packs())
def test_nor_does_it_where_nobody_set_what_came_later(
    some: list[Pack], more: Pack
) -> None:
    bare = of_format_1(the_laxest())
    before, after = policy_of(some, bare), policy_of([*some, more], bare)

    assume(isinstance(before, Policy) and isinstance(after, Policy))
    assert isinstance(before, Policy)
    assert isinstance(after, Policy)
    assert no_laxer(before, after)


@given(st.lists(packs(), max_size=4))
def test_no_rule_is_in_force_without_the_limit_it_needs_nor_beside_its_opposite(
    some: list[Pack],
) -> None:
    policy = policy_of(some, of_format_1(the_laxest()))

    assume(isinstance(policy, Policy))
    assert isinstance(policy, Policy)
    for code, name in NEEDS.items():
        if policy.asks(code):
            assert any(name in pack.limits for pack in some)
            assert getattr(policy.limits, name) >= BOUNDS[name].least
    for one, other in OPPOSED:
        assert not (policy.asks(one) and policy.asks(other))


@given(st.lists(packs(), min_size=1, max_size=4))
def test_what_each_pack_asks_for_is_kept(some: list[Pack]) -> None:
    policy = policy_of(some)

    assume(isinstance(policy, Policy))
    assert isinstance(policy, Policy)
    for pack in some:
        assert all(rule in policy.rules[rule.code] for rule in pack.rules)
        assert no_laxer(stack([the_laxest(), pack]), policy)
    for asked in policy.rules.values():
        severities = [STRICTNESS[rule.severity] for rule in asked]
        assert severities == sorted(severities, reverse=True)


KEYS = (
    *("handlers", "limits", "parts", "tests", "rules"),
    *("documents", "topics", "notices", "public_notices"),
)


@given(packs(), packs(), st.sampled_from(KEYS))
def test_packs_without_a_difference_ask_for_the_same(
    one: Pack, other: Pack, key: str
) -> None:
    changed = replace(one, digest="changed", **{key: getattr(other, key)})

    if differences(one, changed):
        assert getattr(one, key) != getattr(changed, key)
    else:
        before, after = policy_of([one]), policy_of([changed])
        assert isinstance(before, StackError) == isinstance(after, StackError)
        if isinstance(before, Policy) and isinstance(after, Policy):
            assert no_laxer(before, after)
            assert no_laxer(after, before)


@given(
    st.sampled_from([SMALL, SECOND]),
    st.integers(0, max(len(SMALL), len(SECOND))),
    st.integers(0, 30),
    st.text(st.sampled_from("\"'[]{}=#\n\\ ,.ax1-_"), max_size=8),
)
def test_a_damaged_text_is_a_pack_or_says_on_which_line_it_is_none(
    whole: str, start: int, length: int, inserted: str
) -> None:
    text = whole[:start] + inserted + whole[start + length :]

    read = pack_of(text)

    if isinstance(read, PackError):
        lines = text.count("\n") + 1
        assert all(1 <= fault.line <= lines for fault in read.faults)
        assert str(read).startswith("small.toml:")
    else:
        assert read.digest == digest(text)


@given(st.text())
def test_any_text_at_all_is_a_pack_or_says_why_not(text: str) -> None:
    with pytest.raises(PackError):
        read_pack(text, "any")


VALUES = st.sampled_from(
    [
        "1",
        '"#"',
        "'\"'",
        '"\\"["',
        "[1, [2]]",
        "[\n 1, # ]\n 2,\n]",
        '"""\nk0 = 1\n[x]\n"""',
        "'''\n\"\"\"\n'''",
        '"""a""""',
        '{ a = "}" }',
        '"""\\""""',
    ]
)
BETWEEN = st.sampled_from(
    ["", "\n", "# [[r]] '\n", "[t%d]\n", "[[r]]\n", '["a.b".%d]\n']
)


@given(st.lists(st.tuples(BETWEEN, VALUES), max_size=12))
def test_every_key_is_found_on_its_line(rows: list[tuple[str, str]]) -> None:
    text, placed = "", []
    for n, (between, value) in enumerate(rows):
        text += between.replace("%d", str(n))
        placed.append(text.count("\n") + 1)
        text += f"k{n} = {value}\n"

    lines = Lines(text)
    paths = {path[-1]: path for path in _paths(tomllib.loads(text), ())}

    assert [lines.of(paths[f"k{n}"]) for n in range(len(rows))] == placed
    assert "".join(piece for _, piece in statements(text)) == text


def _paths(value: object, at: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [at] * bool(at) + [
        path for key, each in inner for path in _paths(each, (*at, key))
    ]
