"""A run that failed, made smaller as long as it fails.

1. What comes out fails too, and there is nothing left to leave out that was tried.
"""

from collections.abc import Callable
from typing import Final

from tests.simulator.swarm import Swarm, calmer
from tests.simulator.world import Ran, run

RUNS_MAX: Final = 150


def shrunk(
    seed: int, swarm: Swarm, tried: Callable[[Ran], None] = lambda _: None
) -> tuple[Swarm, Ran]:
    """The calmest swarm found under which this seed still fails, and its run."""
    smallest = run(seed, swarm)
    left = RUNS_MAX
    smaller = True
    while smaller:
        smaller = False
        for calm in calmer(swarm):
            if not left:
                return swarm, smallest
            left -= 1
            ran = run(seed, calm)
            tried(ran)
            if ran.wrong is not None:
                swarm, smallest, smaller = calm, ran, True
                break
    return swarm, smallest
