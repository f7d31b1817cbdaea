"""Killed without warning, again and again, the ledger keeps what it answered."""

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path

from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from tests.world.ledger import a_signer, act_id

ROOT = Path(__file__).parents[2]
LEDGERS = 2
KILLS = 26  # of each ledger


def answered_before_the_kill(folder: Path, seed: int, lines: int) -> list[str]:
    """Let an appender answer so many acts, kill it, and give all that it answered."""
    command = [sys.executable, "-m", "tests.world.appender", str(folder), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:  # noqa: S603
        assert child.stdout is not None
        answered = list(islice(child.stdout, lines))
        child.kill()
        answered += child.stdout
    assert child.returncode == -9
    # A line that was cut off was not an answer.
    return [line.decode().strip() for line in answered if line.endswith(b"\n")]


def check(folder: Path, answered: int) -> int:
    """Reopen the ledger and check all of it; its size."""
    store = SqliteStore.open(folder / "ledger.db")
    with closing(Log.open(store, a_signer(), HeadOnDisk(folder / "head"))) as log:
        assert log.size >= answered
        assert log.verify().size == log.size
        for entry in log.read(answered):
            assert entry.act_id == act_id(entry.n)
        return log.size


def killed_again_and_again(folder: Path, seed: int) -> int:
    """How many acts one ledger answered over all its kills."""
    folder.mkdir()
    store = SqliteStore.create(folder / "ledger.db")
    Log.create(store, a_signer(), HeadOnDisk(folder / "head")).close()
    draw = random.Random(seed)  # noqa: S311  # the same every time
    size = total = 0
    for kill in range(KILLS):
        lines = draw.choice((1, draw.randint(2, 60), draw.randint(60, 900)))
        answered = answered_before_the_kill(folder, seed + kill, lines)
        assert answered == [act_id(size + n).hex() for n in range(len(answered))]
        size = check(folder, size + len(answered))
        total += len(answered)
    return total


def test_after_fifty_kills_nothing_answered_is_missing_and_nothing_half_is_there(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / str(number) for number in range(LEDGERS)]
    seeds = range(0, LEDGERS * 1000, 1000)
    with ThreadPoolExecutor(LEDGERS) as side_by_side:
        totals = list(side_by_side.map(killed_again_and_again, folders, seeds))
    assert LEDGERS * KILLS >= 50
    assert min(totals) > 500
