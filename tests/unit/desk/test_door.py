import base64

import pytest

from lastlook.core.acts import AddKey, Open, Stop
from lastlook.core.state import Key, State
from lastlook.core.table import Table
from lastlook.desk.door import (
    may_speak,
    public_bytes,
    signature_fits,
)
from lastlook.desk.receipt import Envelope
from tests.world.desk import Phone, SetClock

CLOCK = SetClock()
GIVEN = "a-word-given"
ARMORER = Phone("armorer", CLOCK)
STRANGER = Phone("stranger", CLOCK)


def test_what_the_named_key_signed_fits() -> None:
    assert signature_fits(ARMORER.says(Stop))


def test_another_key_a_changed_act_or_a_cut_signature_does_not() -> None:
    signed = ARMORER.says(Stop)
    act, key, signature = signed.act, signed.key, signed.signature
    assert not signature_fits(Envelope(act, STRANGER.key, signature))
    assert not signature_fits(Envelope(act + b" ", key, signature))
    assert not signature_fits(Envelope(act, key, signature[:-1]))
    assert not signature_fits(Envelope(act, "no key", signature))


def test_a_key_has_one_spelling() -> None:
    # Base64 has two spare bits at the end of 32 bytes: readers differ over them.
    last = base64.b64encode(bytes(32)).decode()
    assert public_bytes(last) == bytes(32)
    other = last[:-2] + "B="
    assert base64.b64decode(other) == bytes(32)
    assert public_bytes(other) is None


@pytest.mark.parametrize("spelling", ["", "abc", "****", "AAAA", "Zoë"])
def test_what_is_no_key_has_no_bytes(spelling: str) -> None:
    assert public_bytes(spelling) is None


def test_only_enrolled_keys_and_keys_that_bring_themselves_may_speak() -> None:
    state = State(keys=Table({ARMORER.key: Key("armorer", 0)}))
    assert may_speak(state, ARMORER.act(Stop), ARMORER.key)
    assert not may_speak(state, STRANGER.act(Stop), STRANGER.key)
    joining = STRANGER.act(AddKey, key=STRANGER.key, token=GIVEN)
    assert may_speak(state, joining, STRANGER.key)
    for_another = STRANGER.act(AddKey, key=ARMORER.key, token=GIVEN)
    assert not may_speak(state, for_another, STRANGER.key)
    opening = STRANGER.act(Open, roles=(), key=STRANGER.key, pack="x")
    assert may_speak(State(), opening, STRANGER.key)


def test_a_revoked_key_is_still_heard_so_that_its_refusal_is_on_record() -> None:
    state = State(keys=Table({ARMORER.key: Key("armorer", 0, revoked_at=1)}))
    assert may_speak(state, ARMORER.act(Stop), ARMORER.key)
