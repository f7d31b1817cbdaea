"""What the desk writes, any program can check and anybody can read back."""

import json

import rfc8785
from hypothesis import given

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Decision
from lastlook.desk.wire import (
    act_bytes,
    decision_bytes,
    read_act,
    read_decision,
)
from tests.world.values import acts, decisions


@given(decisions)
def test_a_decision_is_written_as_rfc_8785_says(decision: Decision) -> None:
    written = decision_bytes(decision)
    assert rfc8785.dumps(json.loads(written)) == written
    assert written.isascii()


@given(decisions)
def test_a_decision_reads_back_as_itself(decision: Decision) -> None:
    assert read_decision(decision_bytes(decision)) == decision


@given(acts)
def test_an_act_reads_back_as_itself(act: AnyAct) -> None:
    assert read_act(act_bytes(act)) == act
