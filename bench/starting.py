"""How long the command takes to say what there is, beside Python that does nothing."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from bench.table import Row

ROUNDS = 9
COMMAND = Path(sys.executable).with_name("lastlook")


def rows() -> Iterator[Row]:
    """Every figure of starting."""
    floor = ours = float("inf")
    for _ in range(ROUNDS):
        floor = min(floor, _ran((sys.executable, "-c", "pass")))
        ours = min(ours, _ran((str(COMMAND), "--help")))
    yield Row("lastlook --help", ours * 1e3, "ms", floor * 1e3)
    yield Row("  more than Python alone", (ours - floor) * 1e3, "ms", None, "<= 200")


def _ran(command: Sequence[str]) -> float:
    taken = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return perf_counter() - taken
