"""The desk without HTTP: signatures, rules, ledger and answers, batch by batch.

Two floors. The ledger appends the same entries, decided and signed before, in batches
of the same size: what the desk adds is reading, deciding and checking signatures. And
the signatures of the same acts are checked in as many threads and nothing else: what
a desk that trusts nobody can at most do.
"""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.day import KEYS, Day, a_day
from bench.table import Row
from lastlook import wiring
from lastlook.core.answers import Asked
from lastlook.desk.desk import Desk
from lastlook.desk.door import signature_fits
from lastlook.desk.pen import sign
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.desk.receipt import Envelope
from lastlook.desk.wire import act_bytes
from lastlook.desk.writer import THREADS
from lastlook.ledger.entry import Draft, Entry
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.note import Signer
from lastlook.ledger.sqlite import SqliteStore

ROUNDS = 3
SIZES = {1: 400, 16: 3_200, 64: 6_400, 256: 10_240}  # acts by batch size
GOALS = {1: "ratio >= 0.5", 16: "ratio >= 0.3"}
# Not /tmp, which is in memory on many machines.
FOLDER = Path("build")


def rows() -> Iterator[Row]:
    """Every figure of the desk."""
    FOLDER.mkdir(exist_ok=True)
    day = a_day(0, max(SIZES.values()) // 10)
    begun = next(n for n, one in enumerate(day.asked) if one.act.at >= day.begins)
    acts = [(one, _envelope(one)) for one in day.asked[begun:]]
    with TemporaryDirectory(dir=FOLDER) as folder:
        names = (Path(folder) / str(n) for n in count())
        for size, some in SIZES.items():
            desk, ledger, signed = _in_turns(names, day, acts[:some], size)
            name, goal = f"desk, {size} at a time", GOALS.get(size, "")
            yield Row(name, desk, "acts/s", ledger, goal)
        name = f"  beside its signatures, {THREADS} threads"
        yield Row(name, desk, "acts/s", signed, "ratio >= 0.5")


def _in_turns(
    names: Iterator[Path], day: Day, acts: Sequence[tuple[Asked, Envelope]], size: int
) -> list[float]:
    """The best rates of the desk, the ledger alone, the signatures alone."""
    rates = []
    for _ in range(ROUNDS):
        desk, entries = asyncio.run(_asked(next(names), day, acts, size))
        ledger = _appended(next(names), entries, size)
        signed = _checked([envelope for _, envelope in acts])
        rates.append((desk, ledger, signed))
    return [max(rate) for rate in zip(*rates, strict=True)]


def _envelope(asked: Asked) -> Envelope:
    return sign(act_bytes(asked.act), KEYS[asked.key])


def _checked(envelopes: Sequence[Envelope]) -> float:
    with ThreadPoolExecutor(THREADS) as threads:
        taken = perf_counter()
        assert all(threads.map(signature_fits, envelopes, chunksize=128))
        return len(envelopes) / (perf_counter() - taken)


async def _asked(
    path: Path, day: Day, acts: Sequence[tuple[Asked, Envelope]], size: int
) -> tuple[float, list[Entry]]:
    """Ask so many at a time, each lot when the one before was answered."""
    clock = ToldClock()
    wiring.create(path, "long-road", PrivateKey(bytes(32)))
    async with wiring.open_desk(path, clock) as desk:
        await _set_up(desk, day, clock)
        start, taken = desk.size, perf_counter()
        for first in range(0, len(acts), size):
            some = acts[first : first + size]
            clock.at = some[-1][0].now
            await asyncio.gather(*(desk.submit(envelope) for _, envelope in some))
        rate = len(acts) / (perf_counter() - taken)
        return rate, list(desk.log.read(start))


async def _set_up(desk: Desk, day: Day, clock: ToldClock) -> None:
    for one in day.asked:
        if one.act.at < day.begins:
            await DeskPlayer(desk, clock).answer(one, "whole")


def _appended(folder: Path, entries: Sequence[Entry], size: int) -> float:
    """The ledger alone, with the same entries."""
    folder.mkdir()
    signer = Signer("bench.example", PrivateKey(bytes(32)))
    store = SqliteStore.create(folder / "ledger")
    drafts = [_draft(entry) for entry in entries]
    with closing(Log.create(store, signer, HeadOnDisk(folder / "head"))) as log:
        taken = perf_counter()
        for first in range(0, len(drafts), size):
            log.append(drafts[first : first + size])
        return len(drafts) / (perf_counter() - taken)


def _draft(entry: Entry) -> Draft:
    return Draft(
        entry.recorded_at,
        entry.act_id,
        entry.key,
        entry.act,
        entry.signature,
        entry.decision,
        entry.core,
        entry.pack,
    )
