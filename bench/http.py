"""Acts over HTTP: signed, decided, durable and answered.

Server and clients are two processes that share the machine's cores. Alone: one act a
request, beside a server that decides nothing (`servers.bare`). Together: fifty acts a
request under one signature, beside bare durable rows of the same bytes, and beside the
signatures that as many single acts would need. By the clock: 500 acts a second whether
or not the one before was answered, so that a stall counts for all who wait. Rounds take
turns, and the best of each counts. CPU is what the server's process took, which a busy
machine changes less than the rates.
"""

import asyncio
import base64
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, TypeAlias

import uvloop
from msgspec import Struct

from bench.day import EIGHT_MS, KEYS
from bench.ledger import inserted
from bench.servers import LOOKERS, Run, bare, serving, whole
from bench.table import Row
from lastlook.core.acts import Inspect
from lastlook.desk.clock import act_id
from lastlook.desk.door import signature_fits
from lastlook.desk.pen import sign, sign_together
from lastlook.desk.receipt import Envelope, Together
from lastlook.desk.wire import act_bytes
from lastlook.desk.writer import THREADS

ROUNDS: Final = 3
ACTS: Final = {1: 600, 64: 6_400}  # by clients
GOALS: Final = {1: "ratio >= 0.3", 64: ">= 5,000, ratio >= 0.5"}
TOGETHER: Final = 50
TOGETHER_CLIENTS: Final = 8
TOGETHER_ACTS: Final = 20_000
A_SECOND: Final = 500
SECONDS: Final = 6
# Not /tmp, which is in memory on many machines.
FOLDER: Final = Path("build")

Asking: TypeAlias = Callable[
    [int, Sequence[bytes], int], Coroutine[None, None, "Timed"]
]


class Timed(Struct, frozen=True):
    """What the clients saw: requests a second, answers in ms; the server's CPU in s."""

    rate: float
    p50: float
    p99: float
    cpu: float = 0.0


def rows() -> Iterator[Row]:
    """Every figure of the HTTP side."""
    FOLDER.mkdir(exist_ok=True)
    yield from _alone()
    yield from _together()
    yield from _by_the_clock()


def _alone() -> Iterator[Row]:
    requests = [_request(envelope) for envelope in _envelopes(max(ACTS.values()))]
    for clients, count in ACTS.items():
        some, ours, floors = requests[:count], [], []
        for _ in range(ROUNDS):
            floors.append(_measured(bare, some, clients))
            ours.append(_measured(whole, some, clients))
        best, floor = _best(ours), _best(floors)
        name = f"POST /acts, {clients} client{'s' if clients > 1 else ''}"
        yield Row(name, best.rate, "acts/s", floor.rate, GOALS[clients])
        yield Row(f"{name}, half within", best.p50, "ms", floor.p50)
        yield Row(f"{name}, 99 of 100 within", best.p99, "ms", floor.p99)
        cpu, least = (min(one.cpu for one in some) for some in (ours, floors))
        yield Row(
            f"{name}, server's CPU", cpu / count * 1e6, "µs/act", least / count * 1e6
        )


def _together() -> Iterator[Row]:
    requests = [_lines(one) for one in _togethers(TOGETHER_ACTS)]
    envelopes = _envelopes(2_000)
    leaves = [envelope.act * 2 for envelope in envelopes]  # act and answer
    ours, stored, signed = [], [], []
    for _ in range(ROUNDS):
        with TemporaryDirectory(dir=FOLDER) as folder:
            stored.append(inserted(Path(folder), leaves, 64))
        signed.append(_checked(envelopes))
        ours.append(_measured(whole, requests, TOGETHER_CLIENTS))
    best = _best(ours)
    rate, name = best.rate * TOGETHER, f"POST /acts, {TOGETHER} together"
    yield Row(name, rate, "acts/s", max(stored), ">= 9,000")
    yield Row(f"{name}, beside one signature an act", rate, "acts/s", max(signed))
    yield Row(f"{name}, 99 of 100 within", best.p99, "ms")
    cpu = min(one.cpu for one in ours) / TOGETHER_ACTS
    yield Row(f"{name}, server's CPU", cpu * 1e6, "µs/act")


def _by_the_clock() -> Iterator[Row]:
    count = A_SECOND * SECONDS
    requests = [_request(envelope) for envelope in _envelopes(count)]
    best = min(
        (_measured(whole, requests, A_SECOND, scheduled) for _ in range(ROUNDS)),
        key=lambda one: one.p99,
    )
    name = f"POST /acts, {A_SECOND} a second"
    yield Row(f"{name}, half within", best.p50, "ms")
    yield Row(f"{name}, 99 of 100 within", best.p99, "ms", None, "<= 10")


def _best(timed: Sequence[Timed]) -> Timed:
    return max(timed, key=lambda one: one.rate)


def _checked(envelopes: Sequence[Envelope]) -> float:
    with ThreadPoolExecutor(THREADS) as threads:
        taken = perf_counter()
        assert all(threads.map(signature_fits, envelopes, chunksize=128))
        return len(envelopes) / (perf_counter() - taken)


# --- what is sent ----------------------------------------------------------------


def _look(person: str, n: int) -> bytes:
    # Looks into one weapon: granted in whatever order they arrive.
    look = Inspect(
        id=act_id(EIGHT_MS, n.to_bytes(10, "big")),
        production="long-road",
        by=person,
        at=EIGHT_MS,
        weapon="colt-1",
        chambers=("empty",) * 6,
        method="rod" if person == LOOKERS[0] else "light",
        bore="clear",
    )
    return act_bytes(look)


def _envelopes(count: int) -> list[Envelope]:
    people = [LOOKERS[n % len(LOOKERS)] for n in range(count)]
    return [
        sign(_look(person, n), KEYS[f"{person}-phone"])
        for n, person in enumerate(people)
    ]


def _togethers(count: int) -> list[Together]:
    person = LOOKERS[0]
    acts = [_look(person, n) for n in range(count)]
    return [
        sign_together(acts[first : first + TOGETHER], KEYS[f"{person}-phone"])
        for first in range(0, count, TOGETHER)
    ]


def _request(envelope: Envelope) -> bytes:
    head = _head("application/json", envelope.key, envelope.signature, envelope.act)
    return head + envelope.act


def _lines(together: Together) -> bytes:
    lines = b"\n".join(together.acts)
    kind = "application/x-ndjson"
    return _head(kind, together.key, together.signature, lines) + lines


def _head(kind: str, key: str, signature: bytes, content: bytes) -> bytes:
    signed = base64.b64encode(signature).decode()
    return (
        f"POST /acts HTTP/1.1\r\nHost: set\r\nContent-Type: {kind}\r\n"
        f"Lastlook-Key: {key}\r\nLastlook-Signature: {signed}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    ).encode()


# --- the clients -------------------------------------------------------------------


async def in_turn(port: int, requests: Sequence[bytes], clients: int) -> Timed:
    """Each client asks again when it was answered."""
    taken: list[float] = []

    async def client(some: Sequence[bytes]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in some:
            start = perf_counter()
            await _asked(reader, writer, request)
            taken.append(perf_counter() - start)
        writer.close()

    start = perf_counter()
    await asyncio.gather(*(client(requests[n::clients]) for n in range(clients)))
    return _timed(len(requests) / (perf_counter() - start), taken)


async def scheduled(port: int, requests: Sequence[bytes], rate: int) -> Timed:
    """So many requests a second, each timed from the moment at which it was due."""
    loop = asyncio.get_running_loop()
    taken: list[float] = []
    # In turn: the server closes a connection on which nothing comes for some seconds.
    idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()

    async def ask(request: bytes, due: float) -> None:
        await asyncio.sleep(due - loop.time())
        streams = (
            idle.popleft() if idle else await asyncio.open_connection("127.0.0.1", port)
        )
        await _asked(*streams, request)
        taken.append(loop.time() - due)
        idle.append(streams)

    begin = loop.time() + 0.5
    await asyncio.gather(
        *(ask(request, begin + n / rate) for n, request in enumerate(requests))
    )
    for _, writer in idle:
        writer.close()
    return _timed(rate, taken)


async def _asked(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> None:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    await reader.readexactly(length)


def _timed(rate: float, taken: list[float]) -> Timed:
    parts = quantiles(taken, n=100)
    return Timed(rate, parts[49] * 1e3, parts[98] * 1e3)


def _measured(
    run: Run, requests: Sequence[bytes], many: int, asking: Asking = in_turn
) -> Timed:
    """What clients see who ask so: `many` is how many they are, or how fast."""
    with (
        TemporaryDirectory(dir=FOLDER) as folder,
        serving(run, Path(folder)) as served,
    ):
        timed = uvloop.run(asking(served.port, requests, many))
    return Timed(timed.rate, timed.p50, timed.p99, served.cpu)
