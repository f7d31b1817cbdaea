"""A ledger asked about by its desk, its witnesses, and a time that tests move."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier
from lastlook.ledger.tlog_policy import TlogPolicy, read_policy
from lastlook.witness.asking import Asking, Parts
from lastlook.witness.door import Door
from lastlook.witness.kept import Cosignatures
from lastlook.witness.standing import Standing
from tests.world.ledger import a_signer
from tests.world.witnesses import (
    NOON_S,
    Ticking,
    a_cosigner,
    a_witness,
    grow,
)

GIVEN_UP_S = 30.0  # a test that waits for longer is broken


class Waits:
    """Time that goes on only when a test says so."""

    def __init__(self) -> None:
        self.now_s = float(NOON_S)
        self._sleeping: list[tuple[float, float, asyncio.Future[None]]] = []
        self._more = asyncio.Event()

    def now_ms(self) -> int:
        """The time, ms UTC."""
        return int(self.now_s * 1000)

    async def sleep(self, seconds: float) -> None:
        """Wait until a test has let so many seconds pass."""
        waits = asyncio.get_running_loop().create_future()
        sleeper = (self.now_s + seconds, seconds, waits)
        self._sleeping.append(sleeper)
        self._more.set()
        try:
            await waits
        finally:
            self._sleeping.remove(sleeper)

    async def after(self, seconds: float) -> None:
        """Let so many seconds pass, once somebody waits for just so long."""
        await self._passed(
            seconds, lambda: any(each == seconds for _, each, _ in self._sleeping)
        )

    async def pass_by(self, seconds: float, sleepers: int) -> None:
        """Let so many seconds pass, once so many wait for less."""
        end = self.now_s + seconds
        await self._passed(
            seconds, lambda: sum(due <= end for due, _, _ in self._sleeping) >= sleepers
        )

    async def _passed(self, seconds: float, ready: Callable[[], bool]) -> None:
        async with asyncio.timeout(GIVEN_UP_S):
            while not ready():
                self._more.clear()
                await self._more.wait()
        self.now_s += seconds
        for due, _, waits in self._sleeping:
            if due <= self.now_s and not waits.done():
                waits.set_result(None)


class Network(httpx.AsyncBaseTransport):
    """Leads to witnesses by their host's name; a link can be cut."""

    def __init__(self) -> None:
        self.doors: dict[str, httpx.AsyncBaseTransport] = {}
        self.cut: set[str] = set()
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        self.asked.append(host)
        if host in self.cut or host not in self.doors:
            raise httpx.ConnectError("refused", request=request)
        return await self.doors[host].handle_async_request(request)


class Answers(httpx.AsyncBaseTransport):
    """A witness that answers whatever a test says."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self._answer = answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return self._answer(request)


class Set:
    """A ledger, its witnesses w1, w2 and w3, and the time."""

    def __init__(self, folder: Path, log: Log, policy: TlogPolicy) -> None:
        self.folder = folder
        self.log = log
        self.policy = policy
        self.waits = Waits()
        self.network = Network()
        self.clock = Ticking()
        self.earlier: tuple[tuple[Verifier, int | None], ...] = ()
        self._grown = asyncio.Event()

    def grow(self, *acts: str) -> None:
        """Some entries more."""
        grow(self.log, *acts)
        self._grown.set()

    async def moved(self, size: int) -> None:
        """Wait until there are more entries than that."""
        while self.log.size <= size:
            self._grown.clear()
            await self._grown.wait()

    def asking(self) -> Asking:
        """A desk's asking, begun anew from what is kept."""
        kept = Cosignatures.at(self.folder / "cosigned")
        client = httpx.AsyncClient(transport=self.network)
        return Asking(
            Parts(
                self.log,
                self.policy,
                kept,
                client,
                self.waits.now_ms,
                self.waits.sleep,
                self.earlier,
            )
        )

    @asynccontextmanager
    async def run(self) -> AsyncIterator[Asking]:
        """Ask, while a test looks on."""
        asking = self.asking()
        running = asyncio.create_task(asking.run(self.moved))
        try:
            yield asking
        finally:
            running.cancel()
            await asyncio.wait([running])

    async def until(
        self, asking: Asking, holds: Callable[[Standing], bool]
    ) -> Standing:
        """Wait until this holds of how it stands."""
        async with asyncio.timeout(GIVEN_UP_S):
            return await asking.until(holds)

    async def ends(self) -> Exception:
        """How an asking that must end ends."""
        async with asyncio.timeout(GIVEN_UP_S):
            try:
                await self.asking().run(self.moved)
            except Exception as error:  # noqa: BLE001  # whatever it is
                return error
        raise AssertionError("it ended without an error")


def quorum(line: str, names: tuple[str, ...] = ("w1", "w2", "w3")) -> TlogPolicy:
    """A policy of these witnesses, each at http://NAME/."""
    lines = [f"log {a_signer().verifier.vkey}"]
    lines += [f"witness {n} {a_cosigner(n).cosigner.vkey} http://{n}/" for n in names]
    lines += [line, f"quorum {line.split()[1]}"]
    return read_policy("".join(f"{each}\n" for each in lines).encode())


TWO_OF_THREE = quorum("group outside 2 w1 w2 w3")


def on_set(
    folder: Path,
    log: Log,
    test: Callable[[Set], Coroutine[Any, Any, None]],
    policy: TlogPolicy = TWO_OF_THREE,
) -> None:
    """Run a test with three witnesses that know the ledger."""

    async def whole() -> None:
        async with AsyncExitStack() as open_:
            stage = Set(folder, log, policy)
            for name in ("w1", "w2", "w3"):
                keeper = open_.enter_context(a_witness(folder, name, stage.clock))
                stage.network.doors[name] = httpx.ASGITransport(Door(keeper))
            await test(stage)

    asyncio.run(whole())
