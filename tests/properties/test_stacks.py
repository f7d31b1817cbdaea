"""Laws of any stack: strictness only grows, and what is granted breaks nothing.

Every shipped pack on top of the house rules, in any choice, and packs drawn at random
on top of those; any act at any moment of some stories.
"""

from functools import cache
from typing import Final, get_args

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lastlook.core.acts import LiftHold
from lastlook.core.answers import Asked, Granted, Refused
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.invariants import broken
from lastlook.core.policy import STRICTNESS, Policy
from lastlook.core.state import State
from lastlook.core.words import LiveException, NoticeKind, Severity, Topic
from lastlook.policy.library import Library, shipped, shipped_names
from lastlook.policy.schema import BOUNDS, CODES, Pack
from lastlook.policy.stack import StackError, stack
from tests.world.likely import likely_acts
from tests.world.packs import Lists, a_pack, a_rule
from tests.world.walk import Walk

STORIES: Final = (
    "an-ordinary-good-day",
    "a-live-round-found",
    "a-shot-nobody-planned",
    "loading",
    "wrong-hands",
)
MOMENTS: Final = [moment for name in STORIES for moment in Walk.of(name).asked]
EXCEPTIONS: st.SearchStrategy[tuple[LiveException, ...]] = st.sampled_from(
    [(), get_args(LiveException)[:1], get_args(LiveException)]
)
OTHERS: Final = tuple(name for name in shipped_names() if name != "house")
SEVERITIES: st.SearchStrategy[Severity] = st.sampled_from(sorted(STRICTNESS))


@cache
def pack(name: str) -> Pack:
    library = Library()
    return library.pack(library.learn(shipped(name), name))


@st.composite
def any_packs(draw: st.DrawFn) -> Pack:
    """A pack nobody ships: some rules, some limits, some lists."""
    codes = draw(st.lists(st.sampled_from(sorted(CODES)), unique=True, max_size=12))
    limits = draw(st.sets(st.sampled_from(sorted(BOUNDS)), max_size=6))
    name = draw(st.sampled_from(["one", "two", "three"]))
    return a_pack(
        name,
        limits={
            limit: draw(st.integers(BOUNDS[limit].least, BOUNDS[limit].most))
            for limit in sorted(limits)
        },
        rules=tuple(
            a_rule(code, draw(SEVERITIES), pack=name, exceptions=draw(EXCEPTIONS))
            for code in codes
        ),
        lists=Lists(
            documents=draw(st.sampled_from([(), ("federal",)])),
            topics=draw(st.sampled_from([(), get_args(Topic)])),
            notices=draw(st.sampled_from([(), get_args(NoticeKind)[:2]])),
            public_notices=draw(st.sampled_from([(), get_args(NoticeKind)[1:3]])),
        ),
    )


def policy_of(packs: list[Pack]) -> Policy | None:
    """The policy of these on top of the house rules; None where they clash."""
    try:
        return stack([pack("house"), *packs])
    except StackError:
        return None


@st.composite
def stacks(draw: st.DrawFn) -> list[Pack]:
    names = draw(st.sets(st.sampled_from(OTHERS))) if OTHERS else set()
    drawn = draw(st.lists(any_packs(), max_size=2))
    return [*(pack(name) for name in sorted(names)), *drawn]


@st.composite
def questions(draw: st.DrawFn) -> tuple[State, Asked]:
    """Some moment of some story: what was asked there, or any act at all."""
    state, asked, _, _ = draw(st.sampled_from(MOMENTS))
    if draw(st.booleans()):
        return state, asked
    return state, Asked(draw(likely_acts(state, asked.now)), asked.key, asked.now)


@given(questions(), stacks(), st.one_of(any_packs(), st.sampled_from(OTHERS)))
@settings(max_examples=500)
def test_one_more_pack_never_turns_a_no_into_a_yes(
    question: tuple[State, Asked], before: list[Pack], more: Pack | str
) -> None:
    state, asked = question
    laxer = policy_of(before)
    stricter = policy_of([*before, pack(more) if isinstance(more, str) else more])
    assume(laxer is not None and stricter is not None)
    assert laxer is not None
    assert stricter is not None
    # What only the new pack asks for can only be lifted where it is asked for.
    assume(not isinstance(asked.act, LiftHold))

    first, then = decide(state, asked, laxer), decide(state, asked, stricter)

    if isinstance(then, Granted):
        assert isinstance(first, Granted)
    if isinstance(first, Refused):
        assert isinstance(then, Refused)
        kept = {code for code in first.codes if _still(code, laxer, stricter)}
        assert kept <= {*then.codes}


# A look that a stricter pack finds wanting says less of what it found.
OF_A_LOOK: Final = frozenset({"content-unclear", "same-test-twice", "chambers-unseen"})
# Who is no handler for a stricter pack is refused as one, and owes no handler's papers.
OF_A_HANDLER: Final = frozenset(
    {"document-missing", "not-on-duty", "other-duty", "permit-missing"}
)


def _still(code: str, laxer: Policy, stricter: Policy) -> bool:
    fewer = {*stricter.handlers} != {*laxer.handlers}
    return (
        code not in OF_A_LOOK
        and not (fewer and code in OF_A_HANDLER)
        and laxer.severity(code) == stricter.severity(code)
    )


@given(questions(), stacks())
@settings(max_examples=500)
def test_under_any_stack_what_is_granted_breaks_nothing(
    question: tuple[State, Asked], packs: list[Pack]
) -> None:
    state, asked = question
    policy = policy_of(packs)
    assume(policy is not None)
    assert policy is not None
    answer = decide(state, asked, policy)
    assert list(broken(after(state, asked, answer))) == []
    if isinstance(answer, Refused):
        assert all(policy.asks(reason.code) for reason in answer.reasons)


def test_the_shipped_packs_go_together_in_some_way() -> None:
    assert all(policy_of([pack(name)]) is not None for name in OTHERS)
