"""Laws of packs: stacking knows no order and only tightens; reading never breaks."""

import tomllib
from random import Random
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lastlook.core.policy import STRICTNESS, Policy, Rule
from lastlook.core.words import Method, Role, Severity
from lastlook.policy.lines import Lines, statements
from lastlook.policy.read import PackError, digest, read_pack
from lastlook.policy.schema import BOUNDS, CODES, HANDLERS, Pack
from lastlook.policy.stack import StackError, stack
from tests.world.packs import SMALL, a_pack, a_rule, the_laxest

NAMES = st.sampled_from(["one", "two", "three", "four", "five"])
ROLES: st.SearchStrategy[Role] = st.sampled_from(get_args(Role)[:4])
METHODS: st.SearchStrategy[Method] = st.sampled_from(get_args(Method)[:4])
SEVERITIES: st.SearchStrategy[Severity] = st.sampled_from(sorted(STRICTNESS))
FEW_CODES = st.sampled_from(sorted(CODES)[:4])
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
    return tuple(a_rule(code, draw(SEVERITIES), pack=pack) for code in codes)


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
    )


def policy_of(some: list[Pack]) -> Policy | StackError:
    try:
        return stack([the_laxest(), *some])
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
        and all(
            bound.stricter(getattr(before.limits, name), getattr(after.limits, name))
            == getattr(after.limits, name)
            for name, bound in BOUNDS.items()
        )
        and set(after.handlers) <= set(before.handlers)
        and all(set(after.parts[act]) <= set(may) for act, may in before.parts.items())
        and all(set(after.tests[saw]) <= set(may) for saw, may in before.tests.items())
    )


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


@given(
    st.integers(0, len(SMALL)),
    st.integers(0, 30),
    st.text(st.sampled_from("\"'[]{}=#\n\\ ,.ax1-_"), max_size=8),
)
def test_a_damaged_text_is_a_pack_or_says_on_which_line_it_is_none(
    start: int, length: int, inserted: str
) -> None:
    text = SMALL[:start] + inserted + SMALL[start + length :]

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
