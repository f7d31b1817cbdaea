"""Laws of the core, over every kind of act with whatever in it.

The acts are drawn field by field from their own types, names mostly from those a set
knows: sensible ones and any nonsense that still parses.
"""

from typing import Final, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Decision, Granted, Refused, case_of
from lastlook.core.decide import HEARING, NOUNS, OWNER, decide
from lastlook.core.events import AnyEvent
from lastlook.core.evolve import APPLIER, after
from lastlook.core.invariants import broken
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.wording import saying
from tests.world.likely import likely_acts
from tests.world.walk import Walk

STORIES: Final = (
    "a-set-is-ready",
    "an-ordinary-good-day",
    "a-live-round-found",
    "a-shot-nobody-planned",
    "the-2021-day",
    "loading",
)
MOMENTS: Final = {name: Walk.of(name).asked for name in STORIES}
ALL: Final = [moment for asked in MOMENTS.values() for moment in asked]


@st.composite
def cases(draw: st.DrawFn) -> tuple[State, Asked, Policy]:
    """Some moment of some story, and any act at all."""
    state, asked, policy, _ = draw(st.sampled_from(ALL))
    act = draw(likely_acts(state, asked.now))
    return state, Asked(act, asked.key, asked.now), policy


def test_every_act_is_answered_by_one_rule_file() -> None:
    owned = [act for noun in NOUNS for act in noun.ANSWERS]
    assert sorted(a.__name__ for a in owned) == sorted(
        a.__name__ for a in get_args(AnyAct)
    )
    assert set(OWNER) == set(get_args(AnyAct))


def test_every_event_is_applied_by_one_rule_file() -> None:
    applied = [event for noun in NOUNS for event in noun.APPLIES]
    assert sorted(e.__name__ for e in applied) == sorted(
        e.__name__ for e in get_args(AnyEvent)
    )
    assert set(APPLIER) == set(get_args(AnyEvent))


@given(cases())
@settings(max_examples=600)
def test_any_act_gets_an_answer_and_breaks_nothing(
    case: tuple[State, Asked, Policy],
) -> None:
    state, asked, policy = case
    answer = decide(state, asked, policy)
    assert list(broken(after(state, asked, answer))) == []


@given(cases())
def test_the_same_question_gets_the_same_answer(
    case: tuple[State, Asked, Policy],
) -> None:
    state, asked, policy = case
    assert decide(state, asked, policy) == decide(state, asked, policy)
    assert hash(after(state, asked, decide(state, asked, policy))) == hash(
        after(state, asked, decide(state, asked, policy))
    )


@given(cases())
def test_a_refused_act_changes_only_number_time_and_what_its_phone_said_last(
    case: tuple[State, Asked, Policy],
) -> None:
    state, asked, policy = case
    answer = decide(state, asked, policy)
    if isinstance(answer, Refused):
        then = after(state, asked, answer)
        unchanged = msgspec.structs.replace(
            state, n=state.n + 1, now=asked.now, keys=then.keys
        )
        assert then == unchanged
        # Of the keys too only what the one that asked said last.
        others = {key: then.keys[key] for key in state.keys if key != asked.key}
        assert others == {k: v for k, v in state.keys.items() if k != asked.key}
        assert [*then.keys] == [*state.keys]


@given(cases(), st.data())
def test_a_rule_less_never_refuses_more(
    case: tuple[State, Asked, Policy], data: st.DataObject
) -> None:
    state, asked, policy = case
    code = data.draw(st.sampled_from(sorted(policy.rules) or ["none"]))
    answer, laxer = decide(state, asked, policy), policy.without(code)
    if isinstance(answer, Granted):
        assert isinstance(decide(state, asked, laxer), Granted)
    less = decide(state, asked, laxer)
    codes = less.codes if isinstance(less, Refused) else ()
    assert code not in codes


@given(cases())
def test_with_no_rule_at_all_no_round_is_lost(
    case: tuple[State, Asked, Policy],
) -> None:
    state, asked, _ = case
    answer = decide(state, asked, Policy())
    assert list(broken(after(state, asked, answer))) == []


@given(cases())
def test_a_rule_file_that_is_not_asked_has_nothing_to_say(
    case: tuple[State, Asked, Policy],
) -> None:
    state, asked, policy = case
    answer = decide(state, asked, policy)
    if asked.act.by not in state.people or "unknown" in getattr(answer, "codes", ()):
        return
    heard = case_of(state, asked, policy)
    for noun in set(NOUNS) - set(HEARING[type(asked.act)]):
        assert list(noun.objections(heard)) == []
        if hasattr(noun, "impossible"):
            assert list(noun.impossible(heard)) == []


@pytest.mark.parametrize("name", STORIES)
def test_every_answer_survives_being_written_and_read(name: str) -> None:
    for _, _, _, answer in MOMENTS[name]:
        written = msgspec.json.encode(answer)
        assert msgspec.json.decode(written, type=Decision) == answer


@pytest.mark.parametrize("name", STORIES)
def test_every_reason_says_what_where_and_what_to_do(name: str) -> None:
    for _, _, policy, answer in MOMENTS[name]:
        if isinstance(answer, Refused) and policy.rules:
            for reason in (*answer.reasons, *answer.impossible, *answer.remarks):
                said = saying(reason, policy, lambda ms: f"{ms} ms")
                assert said.sentence.endswith(".")
                assert said.remedy
                assert said.source
                assert said.number
