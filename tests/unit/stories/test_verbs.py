"""Every act can be said, in words of its own."""

from itertools import combinations
from typing import get_args

import pytest

from lastlook.core.acts import Act, AnyAct
from lastlook.core.refusals import AnyRefusal
from lastlook.stories.expectations import RECORD, RULES
from lastlook.stories.fields import fields_of
from lastlook.stories.sentence import AGAIN, OPTIONS
from lastlook.stories.verbs import ACTS, VERBS, act_called


def test_every_act_has_a_verb_and_every_verb_an_act() -> None:
    assert set(VERBS) == set(get_args(AnyAct))
    assert {verb: act for act, verb in VERBS.items()} == dict(ACTS)


def test_no_verb_means_something_else_already() -> None:
    assert not {AGAIN, "then"} & set(ACTS)


@pytest.mark.parametrize("act", get_args(AnyAct), ids=lambda act: act.__name__)
def test_no_field_of_an_act_is_called_like_what_every_line_may_say(
    act: type[Act],
) -> None:
    assert not {field.word for field in fields_of(act)} & {one.word for one in OPTIONS}


def test_every_refusal_code_and_every_impossibility_can_be_expected() -> None:
    assert len(RULES) == len(get_args(AnyRefusal))
    assert not RULES & RECORD


def test_no_two_verbs_are_one_slip_apart() -> None:
    for one, other in combinations(sorted(ACTS), 2):
        assert one[:-1] != other
        assert act_called(one) is not act_called(other)
