"""Runs one seed after another until it is told to stop: `make soak`.

    python -m tests.simulator.soak [--seconds 600] [--seed 7] [--runs 1]

Says how far it is, and on a failure the seed, the smallest run that still fails, and
the end of its trace. Writes nothing into the tree.
"""

import argparse
import secrets
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from typing import Final

import msgspec

from tests.simulator.shrink import shrunk
from tests.simulator.swarm import drawn
from tests.simulator.world import Ran, run

TOLD_EVERY_S: Final = 5.0
LINES: Final = 80  # of a failing run's trace


def say(text: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Run; 1 where a promise was not kept."""
    asked = _asked()
    first = secrets.randbelow(2**32) if asked.seed is None else asked.seed
    say(f"first seed {first}; Ctrl-C stops")
    began = told = time.monotonic()
    counts: Counter[str] = Counter()
    runs = 0
    try:
        for ran in islice(_runs(first), asked.runs):
            runs += 1
            counts.update(ran.told)
            now = time.monotonic()
            if ran.wrong is not None:
                return _failed(ran)
            if asked.runs == 1:
                say(f"seed {ran.seed}: trace {ran.digest}")
            if now - told > TOLD_EVERY_S:
                told = now
                say(_summary(runs, counts, now - began))
            if asked.seconds and now - began > asked.seconds:
                break
    except KeyboardInterrupt:
        say("stopped")
    say(_summary(runs, counts, time.monotonic() - began))
    return 0


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="soak")
    words.add_argument("--seconds", type=float, default=0, help="0: until stopped")
    words.add_argument("--seed", type=int, help="the first; drawn where not given")
    words.add_argument("--runs", type=int, help="how many at most")
    return words.parse_args()


def _runs(first: int) -> Iterator[Ran]:
    for seed in count(first):
        yield run(seed)


def _summary(runs: int, counts: Counter[str], seconds: float) -> str:
    told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    return f"{runs:,} runs in {seconds:.0f} s: {told}"


def _failed(ran: Ran) -> int:
    say(f"\nseed {ran.seed}: {ran.wrong}\nmaking it smaller ...")
    swarm, smallest = shrunk(ran.seed, drawn(ran.seed))
    say("\n".join(smallest.trace[-LINES:]))
    say(f"\nseed {ran.seed}: {smallest.wrong}")
    say(f"under {msgspec.json.encode(swarm).decode()}")
    say(f"again: python -m tests.simulator.soak --runs 1 --seed {ran.seed}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
