"""The shared controls: every rule belongs to one, and none says nothing."""

from collections import Counter
from typing import get_args

from lastlook.core.controls import CONTROLS, KEEPING, Control
from lastlook.core.refusals import AnyRefusal


def test_there_are_the_thirty_eight_of_the_trade() -> None:
    assert [control.number for control in CONTROLS] == [
        f"C{n:02}" for n in range(1, 39)
    ]


def test_every_rule_belongs_to_one_control_or_keeps_the_record() -> None:
    placed = Counter(rule for control in CONTROLS for rule in control.rules)
    placed.update(KEEPING)
    assert set(placed) == set(get_args(AnyRefusal))
    assert [rule.__name__ for rule, times in placed.items() if times > 1] == []


def test_what_is_not_enforced_says_why() -> None:
    for control in CONTROLS:
        assert control.rules or control.unseen.endswith("."), control.number
        assert not control.unseen or control.unseen.endswith("."), control.number


def test_a_control_is_enforced_recorded_or_out_of_reach() -> None:
    stances = Counter(control.stance for control in CONTROLS)
    assert stances == {"enforced": 36, "recorded": 1, "out-of-reach": 1}
    assert Control("C99", "Nothing").stance == "out-of-reach"
