"""Killed without warning, a witness never contradicts what it has given out."""

import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

from tests.world.cosigning import ORIGIN, seen_by
from tests.world.witnesses import a_ledger, a_witness, asks

ROOT = Path(__file__).parents[2]
KILLS = 12


def given_out(folder: Path, past: str, lines: int) -> list[list[str]]:
    """Let a witness cosign so often, kill it, and give all that it answered."""
    command = [sys.executable, "-m", "tests.world.cosigning", str(folder), past]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:  # noqa: S603
        assert child.stdout is not None
        answered = list(islice(child.stdout, lines))
        child.kill()
        answered += child.stdout
    assert child.returncode == -9
    return [line.decode().split() for line in answered if line.endswith(b"\n")]


def test_after_every_kill_it_goes_on_from_all_it_gave_out(tmp_path: Path) -> None:
    draw = random.Random(4)  # noqa: S311  # the same every time
    roots: dict[str, str] = {}
    for _ in range(KILLS):
        answered = given_out(tmp_path, "past", draw.randint(1, 60))
        assert {status for status, _, _ in answered} == {"200"}
        for _, size, root in answered:
            assert roots.setdefault(size, root) == root
        with a_witness(tmp_path) as keeper:
            assert seen_by(keeper) >= int(answered[-1][1])
    assert len(roots) > KILLS


def test_after_a_kill_another_past_is_refused(tmp_path: Path) -> None:
    answered = given_out(tmp_path, "past", 10)
    size = int(answered[-1][1])
    with a_witness(tmp_path) as keeper:
        other = a_ledger(*(f"other {n}" for n in range(size + 5)))
        for old in (0, size - 1):
            assert keeper.add_checkpoint(asks(other, old)).status == 409
        seen = seen_by(keeper)
        assert keeper.add_checkpoint(asks(other, seen)).status == 422
        assert keeper.latest(ORIGIN).status == 200
