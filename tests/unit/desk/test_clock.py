import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.core.words import ActId
from lastlook.desk.clock import CHANCE_BYTES, SystemClock, act_id


def test_the_clock_goes_on_when_the_machines_clock_is_set_back() -> None:
    wall = iter([5_000_000_000, 5_001_000_000, 1_002_000_000, 5_100_000_000])
    ticks = iter([0, 1_000_000, 2_000_000, 3_000_000])
    clock = SystemClock(lambda: next(wall), lambda: next(ticks))
    assert [clock.now_ms() for _ in range(3)] == [5001, 5002, 5100]


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_every_id_is_a_uuid_of_version_7_that_begins_with_its_time(
    now: int, chance: bytes
) -> None:
    made = act_id(now, chance)
    pattern = get_args(ActId)[1].pattern
    assert re.search(pattern, made)
    assert int(made[:8] + made[9:13], 16) == now


def test_other_chance_makes_another_id_in_the_same_millisecond() -> None:
    assert act_id(1, bytes(10)) != act_id(1, bytes(9) + b"\1")


def test_an_id_is_not_made_of_too_little_chance() -> None:
    with pytest.raises(ValueError, match=f"{CHANCE_BYTES} bytes"):
        act_id(1, b"short")
