"""Acts over HTTP: signed, decided, durable and answered, one client and sixty-four.

The floor is a server of the same framework (uvicorn on uvloop, bare ASGI) that only
checks the signature and commits the same bytes to SQLite, durably, whatever waits in
one transaction; it decides nothing and answers `{}`. It flushes once a commit, where
the ledger also flushes its head file. Server and clients are two processes that share
the machine's cores. Rounds take turns, the best of each counts.
"""

import asyncio
import base64
import multiprocessing
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import apsw
import uvloop
from litestar.types import HTTPScope, Receive
from msgspec import Struct

from bench.day import EIGHT_MS, KEYS, a_day
from bench.table import Row
from lastlook import wiring
from lastlook.api.wire import answer, body, header
from lastlook.core.acts import Inspect
from lastlook.desk.clock import act_id
from lastlook.desk.door import key_text, signature_fits
from lastlook.desk.pen import sign
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.desk.receipt import Envelope
from lastlook.desk.wire import ACT_BYTES_MAX, act_bytes
from lastlook.ledger.keys import PrivateKey
from lastlook.web.app import make_app
from lastlook.web.serve import Address, serve

ROUNDS: Final = 3
ACTS: Final = {1: 600, 64: 6_400}  # by clients
LOOKS: Final = (("armorer", "rod"), ("first-ad", "light"))
GOALS: Final = {1: "ratio >= 0.3", 64: "ratio >= 0.5"}
# Not /tmp, which is in memory on many machines.
FOLDER: Final = Path("build")

Run = Callable[[Path, Connection], None]


class Timed(Struct, frozen=True):
    """What the clients saw: acts a second, and answers in ms."""

    rate: float
    p50: float
    p99: float


def rows() -> Iterator[Row]:
    """Every figure of the HTTP side."""
    FOLDER.mkdir(exist_ok=True)
    requests = [_request(envelope) for envelope in _envelopes(max(ACTS.values()))]
    for clients, some in ACTS.items():
        whole: list[Timed] = []
        bare: list[Timed] = []
        for _ in range(ROUNDS):
            bare.append(_measured(_run_bare, requests[:some], clients))
            whole.append(_measured(_run_whole, requests[:some], clients))
        ours, floor = _best(whole), _best(bare)
        name = f"POST /acts, {clients} client{'s' if clients > 1 else ''}"
        yield Row(name, ours.rate, "acts/s", floor.rate, GOALS[clients])
        yield Row(f"{name}, half within", ours.p50, "ms", floor.p50)
        yield Row(f"{name}, 99 of 100 within", ours.p99, "ms", floor.p99)


def _best(timed: Sequence[Timed]) -> Timed:
    return max(timed, key=lambda one: one.rate)


# --- what is sent ----------------------------------------------------------------


def _envelopes(count: int) -> list[Envelope]:
    # Looks into one weapon: granted in whatever order they arrive.
    made = []
    for n in range(count):
        person, method = LOOKS[n % len(LOOKS)]
        look = Inspect(
            id=act_id(EIGHT_MS, n.to_bytes(10, "big")),
            production="long-road",
            by=person,
            at=EIGHT_MS,
            weapon="colt-1",
            chambers=("empty",) * 6,
            method="rod" if method == "rod" else "light",
            bore="clear",
        )
        made.append(sign(act_bytes(look), KEYS[f"{person}-phone"]))
    return made


def _request(envelope: Envelope) -> bytes:
    signature = base64.b64encode(envelope.signature).decode()
    head = (
        "POST /acts HTTP/1.1\r\nHost: set\r\nContent-Type: application/json\r\n"
        f"Lastlook-Key: {envelope.key}\r\nLastlook-Signature: {signature}\r\n"
        f"Content-Length: {len(envelope.act)}\r\n\r\n"
    )
    return head.encode() + envelope.act


# --- the clients -------------------------------------------------------------------


def _measured(run: Run, requests: Sequence[bytes], clients: int) -> Timed:
    with TemporaryDirectory(dir=FOLDER) as folder, _serving(run, Path(folder)) as port:
        return uvloop.run(_asked(port, requests, clients))


async def _asked(port: int, requests: Sequence[bytes], clients: int) -> Timed:
    taken: list[float] = []
    start = perf_counter()
    await asyncio.gather(
        *(_client(port, requests[n::clients], taken) for n in range(clients))
    )
    rate = len(requests) / (perf_counter() - start)
    parts = quantiles(taken, n=100)
    return Timed(rate, parts[49] * 1e3, parts[98] * 1e3)


async def _client(port: int, requests: Sequence[bytes], taken: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        start = perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        taken.append(perf_counter() - start)
    writer.close()


# --- the servers -------------------------------------------------------------------


@contextmanager
def _serving(run: Run, folder: Path) -> Iterator[int]:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=run, args=(folder, there)
    )
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("stop")
        process.join()


def _run_whole(folder: Path, told: Connection) -> None:
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
            for person, _ in LOOKS:
                key = key_text(KEYS[f"{person}-phone"].public)
                assert key in desk.state.keys
            await _until_told(make_app(desk, clock), told)

    uvloop.run(run())


def _run_bare(folder: Path, told: Connection) -> None:
    async def run() -> None:
        async with _committing(folder / "bare") as commit:
            await _until_told(Bare(commit), told)

    uvloop.run(run())


async def _until_told(app: object, told: Connection) -> None:
    def ready(url: str) -> None:
        told.send(int(url.rstrip("/").rpartition(":")[2]))

    serving = asyncio.create_task(serve(app, Address(port=0), EIGHT_MS, ready))  # type: ignore[arg-type]
    await asyncio.to_thread(told.recv)
    serving.cancel()
    await asyncio.wait([serving])


class Bare:
    """Checks the signature, commits the bytes, answers `{}`."""

    def __init__(self, commit: "Commit") -> None:
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


Commit = Callable[[bytes], asyncio.Future[None]]


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
