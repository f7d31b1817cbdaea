"""The desk in bad weather: whatever disk, clock and network do, it keeps its word."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

import pytest
from msgspec.structs import replace

from tests.simulator import mutants
from tests.simulator.beside import MOMENTS
from tests.simulator.disk import Faults
from tests.simulator.shrink import shrunk
from tests.simulator.swarm import Swarm, calmer, drawn
from tests.simulator.world import begun, run
from tests.tidy.repository import ROOT

# `make soak` runs more; LASTLOOK_SEEDS says how many are run here.
SEEDS: Final = int(os.environ.get("LASTLOOK_SEEDS", "96"))
SHARES: Final = 8
CAUGHT_WITHIN: Final = 40
SEEDS_BETWEEN: Final = 8
STORM: Final = Faults(flush=0.25, write=0.02)


@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_befalls_it_the_desk_keeps_its_word(share: int) -> None:
    told: Counter[str] = Counter()
    for seed in range(share, SEEDS, SHARES):
        ran = run(seed)
        assert ran.wrong is None, f"seed {seed}: {ran.wrong}"
        told.update(ran.told)
    assert told["answered"] > SEEDS  # it was not idle
    assert told["boots"] > 2 * SEEDS // SHARES


def test_both_flushes_come_first_and_a_crash_between_them_is_met() -> None:
    told: Counter[str] = Counter()
    for seed in range(SEEDS_BETWEEN):
        told.update(run(seed, cut_short(seed)).told)
    assert min(told[moment] for moment in MOMENTS) > SEEDS_BETWEEN
    assert told["pending"] > told["given back"] > 0


def cut_short(seed: int) -> Swarm:
    """A swarm in which the power goes all the time, and old copies are put back."""
    power = {"power": 1.0, "boots": 6, "up": 20.0, "restores": 0.9}
    return replace(drawn(seed), disk=Faults(cut=0.02), **power)


def test_one_number_gives_one_run_byte_for_byte() -> None:
    first, again = run(11), run(11)
    assert first.trace == again.trace
    assert first.digest == again.digest
    assert len(first.trace) > 100
    assert run(12).digest != first.digest


def test_the_same_number_gives_the_same_run_in_another_process() -> None:
    command = [sys.executable, "-m", "tests.simulator.soak", "--runs=1", "--seed=11"]
    strange = {**os.environ, "PYTHONHASHSEED": "4711"}
    said = subprocess.run(  # noqa: S603  # our own words
        command, cwd=ROOT, env=strange, capture_output=True, text=True, check=True
    ).stdout
    assert f"seed 11: trace {run(11).digest}" in said


def stormy(seed: int) -> Swarm:
    """A swarm in which many flushes fail, and nobody is spared."""
    return replace(drawn(seed), disk=STORM, boots=6, up=3.0, power=0.0)


WEATHERS: Final = dict.fromkeys(mutants.IN_A_STORM, stormy) | dict.fromkeys(
    mutants.CUT_SHORT, cut_short
)


@pytest.mark.parametrize("mutant", mutants.MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_broken_promise_is_noticed(
    mutant: Callable[[], AbstractContextManager[None]],
) -> None:
    begun()  # by the product as it is
    weather = WEATHERS.get(mutant, drawn)
    for seed in range(CAUGHT_WITHIN):
        with mutant():
            ran = run(seed, weather(seed))
        if ran.wrong is not None:
            assert run(seed, weather(seed)).wrong is None  # it was the mutant
            return
    pytest.fail(f"not noticed within {CAUGHT_WITHIN} seeds")


def test_a_failing_run_is_made_smaller_and_still_fails() -> None:
    begun()
    swarm = drawn(0)
    with mutants.swaps_two_answers():
        assert run(0, swarm).wrong is not None
        small, ran = shrunk(0, swarm)
    assert ran.wrong is not None
    assert small.phones * small.acts < swarm.phones * swarm.acts
    assert len(list(calmer(small))) < len(list(calmer(swarm)))
