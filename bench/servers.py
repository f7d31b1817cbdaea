"""The servers that the HTTP bench asks, each in a process of its own.

`whole` is the product: desk, ledger, pages and all. `bare` is a server of the same
framework (uvicorn on uvloop, bare ASGI) that only checks the signature and commits the
same bytes to SQLite, durably, whatever waits in one transaction; it decides nothing and
answers `{}`. It flushes once a commit, where the ledger also flushes its head file.
"""

import asyncio
import base64
import gc
import multiprocessing
import resource
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeAlias

import apsw
import uvloop
from litestar.types import HTTPScope, Receive
from msgspec import Struct

from bench.day import EIGHT_MS, KEYS, a_day
from lastlook import wiring
from lastlook.api.wire import answer, body, header
from lastlook.desk.door import key_text, signature_fits
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.desk.receipt import Envelope
from lastlook.desk.wire import ACT_BYTES_MAX
from lastlook.ledger.keys import PrivateKey
from lastlook.web.app import make_app
from lastlook.web.serve import Address, serve

LOOKERS = ("armorer", "first-ad")

Run: TypeAlias = Callable[[Path, Connection], None]
Commit: TypeAlias = Callable[[bytes], asyncio.Future[None]]


class Served(Struct):
    """A server that runs: its port, and in the end the CPU seconds it took."""

    port: int
    cpu: float = 0.0


@contextmanager
def serving(run: Run, folder: Path) -> Iterator[Served]:
    """A server in another process, for as long as it is needed."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=run, args=(folder, there)
    )
    process.start()
    served = Served(here.recv())
    try:
        yield served
    finally:
        here.send("stop")
        served.cpu = here.recv()
        process.join()


def whole(folder: Path, told: Connection) -> None:
    """The product, on a production that was just set up."""

    async def run() -> None:
        day, clock = a_day(0, 1), ToldClock()
        path = folder / "ledger"
        wiring.create(path, "long-road", PrivateKey(bytes(32)))
        async with wiring.open_desk(path, clock) as desk:
            player = DeskPlayer(desk, clock)
            for one in day.asked:
                if one.act.at < day.begins:
                    await player.answer(one, "whole")
            clock.at = EIGHT_MS
            for person in LOOKERS:
                key = key_text(KEYS[f"{person}-phone"].public)
                assert key in desk.state.keys
            gc.freeze()  # as `lastlook serve` does
            await _until_told(make_app(desk, clock), told)

    uvloop.run(run())


def bare(folder: Path, told: Connection) -> None:
    """The floor."""

    async def run() -> None:
        async with _committing(folder / "bare") as commit:
            await _until_told(_Bare(commit), told)

    uvloop.run(run())


async def _until_told(app: object, told: Connection) -> None:
    def ready(url: str) -> None:
        told.send(int(url.rstrip("/").rpartition(":")[2]))

    before = _cpu()
    running = asyncio.create_task(serve(app, Address(port=0), EIGHT_MS, ready))  # type: ignore[arg-type]
    await asyncio.to_thread(told.recv)
    told.send(_cpu() - before)
    running.cancel()
    await asyncio.wait([running])


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class _Bare:
    """Checks the signature, commits the bytes, answers `{}`."""

    def __init__(self, commit: Commit) -> None:
        self._commit = commit

    async def __call__(self, scope: Any, receive: Receive, send: Any) -> None:
        """Answer one act, or the server's own start and end."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        envelope = _envelope(scope, await body(receive, ACT_BYTES_MAX))
        assert signature_fits(envelope)
        await self._commit(envelope.act + envelope.signature)
        await answer(send, 200, {})


def _envelope(scope: HTTPScope, act: bytes) -> Envelope:
    key = header(scope, b"lastlook-key")
    signature = header(scope, b"lastlook-signature")
    assert key is not None
    assert signature is not None
    return Envelope(act, key, base64.b64decode(signature))


async def _lifespan(receive: Receive, send: Any) -> None:
    kind = ""
    while kind != "lifespan.shutdown":
        kind = str((await receive())["type"])
        await send({"type": f"{kind}.complete"})


@asynccontextmanager
async def _committing(path: Path) -> AsyncIterator[Commit]:
    """Commits whatever arrived during the commit before, in one transaction."""
    database = apsw.Connection(str(path))
    database.pragma("journal_mode", "WAL")
    database.pragma("synchronous", "FULL")
    database.execute("CREATE TABLE bare (n INTEGER PRIMARY KEY, act BLOB) STRICT")
    loop = asyncio.get_running_loop()
    waiting: list[tuple[bytes, asyncio.Future[None]]] = []
    arrived = asyncio.Event()

    def commit(act: bytes) -> asyncio.Future[None]:
        done: asyncio.Future[None] = loop.create_future()
        waiting.append((act, done))
        arrived.set()
        return done

    async def run() -> None:
        while True:
            await arrived.wait()
            arrived.clear()
            batch = waiting[:]
            waiting.clear()
            await asyncio.to_thread(_insert, database, [act for act, _ in batch])
            for _, done in batch:
                done.set_result(None)

    running = asyncio.create_task(run())
    yield commit
    running.cancel()
    await asyncio.wait([running])
    database.close()


def _insert(database: apsw.Connection, acts: Sequence[bytes]) -> None:
    database.execute("BEGIN IMMEDIATE")
    rows_ = [(act,) for act in acts]
    database.executemany("INSERT INTO bare (act) VALUES (?)", rows_)
    database.execute("COMMIT")
