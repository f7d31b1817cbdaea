"""Killed without warning under load, the desk keeps every answer it gave."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from pathlib import Path

import msgspec

from lastlook.desk.receipt import Receipt
from lastlook.desk.writer import BATCH_MAX
from lastlook.evidence.verify import Trusted, verify
from tests.tidy.repository import ROOT
from tests.world.crowd import OVER, company_in
from tests.world.desk import PRODUCTION, Company, together
from tests.world.ledger import a_signer

DESKS = 2
KILLS = 26  # of each desk


class Crowds:
    """One crowd after another at the desk in a folder, each killed in the middle."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.world.crowd", str(folder)]
        self._crowds = subprocess.Popen(  # noqa: S603  # our own words
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def answered_before_the_kill(self, seed: int, lines: int) -> list[bytes]:
        """Let a crowd ask until so many were answered, kill its desk; all answers."""
        asked, answers = self._crowds.stdin, self._crowds.stdout
        assert asked is not None
        assert answers is not None
        asked.write(b"%d\n" % seed)
        asked.flush()
        crowd = int(answers.readline())
        answered = list(islice(answers, lines))
        os.kill(crowd, signal.SIGKILL)
        for line in answers:
            if line.endswith(OVER):  # behind it, too, where a line was cut off
                break
            answered.append(line)
        return [line.rstrip(b"\n") for line in answered]

    def close(self) -> None:
        """Let no more come."""
        self._crowds.communicate()


async def check(company: Company, answered: list[bytes], seed: int) -> None:
    """Whoever was answered is on record, and hears the same when they ask again."""
    company.clock.at += seed
    acts, receipts = zip(*(line.split(b" ", 1) for line in answered), strict=True)
    async with company.desk() as desk:
        size = desk.size
        for at in range(0, len(acts), BATCH_MAX):
            some = [company.office.sign(act) for act in acts[at : at + BATCH_MAX]]
            for again in await together(desk, some):
                assert isinstance(again, Receipt)
                assert again.to_json() in receipts
        assert desk.size == size  # asking again has left no entry
        entries = {entry.n: entry for entry in desk.log.read()}
        for act, receipt in zip(acts, receipts, strict=True):
            assert entries[msgspec.json.decode(receipt)["n"]].act == act


def killed_again_and_again(folder: Path, first_seed: int) -> int:
    """How many acts one desk answered over all its kills."""
    folder.mkdir()
    asyncio.run(open_production(folder))
    draw = random.Random(first_seed)  # noqa: S311  # the same every time
    total = 0
    with closing(Crowds(folder)) as crowds:
        for kill in range(1, KILLS + 1):
            seed = first_seed + kill * 1000
            lines = draw.choice((1, draw.randint(2, 60), draw.randint(60, 300)))
            answered = crowds.answered_before_the_kill(seed, lines)
            total += len(answered)
            with closing(company_in(folder)) as company:
                asyncio.run(check(company, answered, seed))
    holds(folder)
    return total


async def open_production(folder: Path) -> None:
    with closing(company_in(folder)) as company:
        async with company.open_desk():
            pass


def holds(folder: Path) -> None:
    """Everything in it follows from everything before it."""
    with closing(company_in(folder)) as company:
        store = company.store
        head = store.head()
        assert head is not None
        trusted = Trusted(a_signer(PRODUCTION).verifier)
        found = verify(store.read(0, head.size), head.note, trusted)
    assert found.findings == ()


def test_after_fifty_kills_under_load_whoever_was_answered_is_on_record(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / str(number) for number in range(DESKS)]
    seeds = range(0, DESKS * 100_000, 100_000)
    with ThreadPoolExecutor(DESKS) as side_by_side:
        totals = list(side_by_side.map(killed_again_and_again, folders, seeds))
    assert DESKS * KILLS >= 50
    assert min(totals) > 500
