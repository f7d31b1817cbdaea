"""Writing a ledger out as tiles, bringing it to a mirror, and answering meanwhile.

The ledger is real (`bench.long`): how long gzip takes depends on what is in it. The
floor of writing is the same files, of the same bytes, flushed one by one and named:
what is added is reading the ledger and hashing. The floor of pushing is the same; what
is added is proofs, gzip, HTTP in one process, and checking every proof.

Answers come to 500 acts a second that are asked when they are due, whether or not the
one before was answered, and are measured from then. Meanwhile everything is pushed
every 50 ms to a mirror in another process, forty times as often as a desk does; the
first act is asked when the first push is over. The floor is the same while nothing is
pushed.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import httpx

from bench.day import KEYS, a_day
from bench.long import write
from bench.table import Row
from lastlook import wiring
from lastlook.api.mirroring import Mirror
from lastlook.desk.desk import Desk
from lastlook.desk.pen import sign
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.desk.receipt import Envelope
from lastlook.desk.wire import act_bytes
from lastlook.ledger.cosignature import CosigningKey
from lastlook.ledger.durable import write_whole
from lastlook.ledger.folder import write_folder
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from lastlook.mirror.copy import Copy, Keeper
from lastlook.mirror.push import Destination, Pusher
from lastlook.wiring.mirroring import Push, pusher

ENTRIES = 12_800
ACTS = 1_000
A_SECOND: Final = 500
ROUNDS = 3
OFTEN_S = 0.05
# Not /tmp, which is in memory on many machines.
FOLDER = Path("build")
RUN = "from lastlook.cli.main import main; main()"


class Begun:
    """Hears that something was pushed."""

    def __init__(self) -> None:
        self.heard = asyncio.Event()

    def pushed(self, have: int, size: int) -> None:
        """Something was."""
        if have == size:
            self.heard.set()

    def failed(self, error: Exception, wait_s: float | None) -> None:
        """A bench does not go on from here."""
        raise AssertionError(wait_s) from error


def rows() -> Iterator[Row]:
    """Every figure of tiles and mirror."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as folder:
        yield from _written(Path(folder))
        yield from _answered(Path(folder))


def _written(folder: Path) -> Iterator[Row]:
    path = folder / "ledger"
    key = write(path, ENTRIES)
    with closing(Log.open_to_read(SqliteStore.open_to_read(path), key)) as log:
        rates = [_round(log, folder / str(n)) for n in range(ROUNDS)]
    floor, first, again, pushed = (max(rate) for rate in zip(*rates, strict=True))
    yield Row("tiles, written", first, "entries/s", floor, "ratio >= 0.5")
    yield Row("  again, with nothing new", again, "entries/s", floor)
    yield Row("  pushed to a mirror", pushed, "entries/s", floor, "ratio >= 0.2")


def _round(log: Log, folder: Path) -> tuple[float, float, float, float]:
    """Entries a second: bare, written, written again, pushed."""
    out = folder / "out"
    written, again = (_timed(log, out) for _ in range(2))
    files = [
        (f.relative_to(out), f.read_bytes()) for f in out.rglob("*") if f.is_file()
    ]
    taken = perf_counter()
    for path, content in files:
        (folder / "bare" / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / "bare" / path, content)
    bare = ENTRIES / (perf_counter() - taken)
    return bare, written, again, asyncio.run(_pushed(log, folder / "copy"))


def _timed(log: Log, out: Path) -> float:
    taken = perf_counter()
    write_folder(log, out)
    return ENTRIES / (perf_counter() - taken)


async def _pushed(log: Log, path: Path) -> float:
    key = CosigningKey("bench.example/mirror", PrivateKey(bytes(32)))
    copy = Copy(path, (log.verifier,), Keeper(key, lambda: 1, print))
    app: Any = Mirror({log.origin: copy}, None)  # httpx has types of its own
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://studio") as web:
        taken = perf_counter()
        await Pusher(Destination(web), lambda: log, Begun()).push()
        return ENTRIES / (perf_counter() - taken)


def _answered(folder: Path) -> Iterator[Row]:
    turns = []
    for n in range(ROUNDS):
        alone = asyncio.run(_asked(folder / f"alone-{n}", None))
        path = folder / f"beside-{n}"
        turns.append((alone, asyncio.run(_asked(path, folder / f"copies-{n}"))))
    name, goals = f"answer at {A_SECOND} a second", ("", "<= 10")
    for told, at, goal in zip(("half", "99 of 100"), (49, 98), goals, strict=True):
        quiet, beside = (min(turn[side][at] for turn in turns) for side in (0, 1))
        yield Row(f"{name} while pushing, {told} within", beside, "ms", quiet, goal)


async def _asked(path: Path, copies: Path | None) -> list[float]:
    """Percentiles of an answer, ms, each act asked when it is due."""
    day, clock = a_day(0, ACTS // 10), ToldClock()
    wiring.create(path, "long-road", PrivateKey(bytes(32)))
    begun = next(n for n, one in enumerate(day.asked) if one.act.at >= day.begins)
    acts = [
        (one.now, sign(act_bytes(one.act), KEYS[one.key]))
        for one in day.asked[begun : begun + ACTS]
    ]
    async with wiring.open_desk(path, clock) as desk:
        for one in day.asked[:begun]:
            await DeskPlayer(desk, clock).answer(one, "whole")
        with _mirror(path, copies) as url:
            first = Begun()
            beside = asyncio.create_task(_following(desk.log, url, first))
            if url is not None:
                await first.heard.wait()
            start, asking = perf_counter(), list[asyncio.Task[float]]()
            for n, (now, envelope) in enumerate(acts):
                due = start + n / A_SECOND
                await asyncio.sleep(due - perf_counter())
                clock.at = now
                asking.append(asyncio.create_task(_taken(desk, envelope, due)))
            took = await asyncio.gather(*asking)
            beside.cancel()
            await asyncio.wait({beside})
    return quantiles(took, n=100)


async def _taken(desk: Desk, envelope: Envelope, due: float) -> float:
    await desk.submit(envelope)
    return (perf_counter() - due) * 1e3


async def _following(log: Log, url: str | None, begun: Begun) -> None:
    if url is not None:
        async with pusher(lambda: log, Push(url, None, begun)) as one:
            await one.follow(lambda _: asyncio.sleep(OFTEN_S))


@contextmanager
def _mirror(path: Path, copies: Path | None) -> Iterator[str | None]:
    """The address of a mirror in a process of its own; none where not asked for."""
    if copies is None:
        yield None
        return
    words = ["mirror", copies, "--log", wiring.vkey(path), "--port", "0", "--name", "b"]
    process = subprocess.Popen(  # noqa: S603  # ourselves
        [sys.executable, "-u", "-c", RUN, *map(str, words)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split(" ")[2]
    finally:
        process.kill()
        process.communicate()
