"""`GET /live`: every entry once, in order, from where the listener left off."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from lastlook.api.house import House
from lastlook.api.live import Live
from lastlook.core import acts
from lastlook.desk.desk import LOOKING_MS
from tests.world.asked import Asked, asked
from tests.world.desk import in_a_loop

BEAT_S = 0.05


class Listener:
    """One page that listens."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.leaving = asyncio.Event()

    async def receive(self) -> dict[str, str]:
        await self.leaving.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        await self.messages.put(message)

    async def hear(self) -> dict[str, str]:
        """The next event that says something, by field."""
        while True:
            message = await asyncio.wait_for(self.messages.get(), 5)
            text = message.get("body", b"").decode()
            if "data:" in text:
                rows = (row.split(": ", 1) for row in text.strip().split("\n"))
                return {row[0]: row[1] for row in rows}

    async def entries(self, count: int) -> list[int]:
        """The numbers of the next entries heard."""
        found: list[int] = []
        while len(found) < count:
            event = await self.hear()
            if event["event"] == "entry":
                found.append(int(event["id"]))
        return found


@asynccontextmanager
async def listening(
    stage: Asked, query: bytes = b"", headers: tuple[tuple[bytes, bytes], ...] = ()
) -> AsyncIterator[Listener]:
    live = Live(stage_house(stage), BEAT_S)
    listener = Listener()
    scope: Any = {
        "type": "http",
        "method": "GET",
        "path": "/live",
        "query_string": query,
        "headers": [(b"cookie", await cookie(stage)), *headers],
    }
    task = asyncio.create_task(live(scope, listener.receive, listener.send))  # type: ignore[arg-type]
    yield listener
    listener.leaving.set()
    await asyncio.wait_for(task, 5)


def stage_house(stage: Asked) -> House:
    """The very house that the application serves: it knows the cookies."""
    bare = stage.web._transport.app._bare  # type: ignore[attr-defined]  # noqa: SLF001
    house: House = bare["/live"]._house  # noqa: SLF001
    return house


async def cookie(stage: Asked) -> bytes:
    await stage.read_as(stage.company.phone("actor"))
    return f"lastlook={stage.web.cookies['lastlook']}".encode()


@in_a_loop
async def test_it_beats_with_the_desks_time_and_size() -> None:
    async with asked() as stage, listening(stage, b"after=999") as listener:
        for _ in range(2):
            event = await listener.hear()
            assert event["event"] == "beat"
            told = json.loads(event["data"])
            now = stage.company.clock.at
            assert told == {
                "now": now,
                "size": stage.desk.size,
                "seen": 0,
                "counted": 0,
            }


@in_a_loop
async def test_everything_since_an_entry_comes_once_and_in_order() -> None:
    async with asked() as stage, listening(stage, b"after=1") as listener:
        assert await listener.entries(3) == [2, 3, 4]
        await stage.post(stage.company.phone("armorer").says(acts.Stop))
        assert await listener.entries(1) == [5]


@in_a_loop
async def test_a_listener_who_comes_back_misses_nothing() -> None:
    async with asked() as stage:
        async with listening(stage, b"after=-1") as listener:
            heard = await listener.entries(2)
        await stage.post(stage.company.phone("armorer").says(acts.Stop))
        last = str(heard[-1]).encode()
        headers = ((b"last-event-id", last),)
        # What the browser remembers counts more than the address it first asked.
        async with listening(stage, b"after=-1", headers) as listener:
            assert await listener.entries(4) == [2, 3, 4, 5]


@in_a_loop
async def test_a_desk_that_stops_falls_silent() -> None:
    async with asked() as stage, listening(stage, b"after=4") as listener:
        await listener.hear()
        await stage.desk.close()
        while True:
            message = await asyncio.wait_for(listener.messages.get(), 5)
            if not message.get("more_body", True):
                break


@in_a_loop
async def test_a_desk_that_cannot_see_what_others_write_is_silent() -> None:
    async with asked() as stage, listening(stage, b"after=999") as listener:
        assert (await listener.hear())["event"] == "beat"
        desk = stage_house(stage).desk
        desk._asked_at = stage.company.clock.at - LOOKING_MS - 1  # noqa: SLF001
        said = b""
        while b"no link" not in said:
            said = (await asyncio.wait_for(listener.messages.get(), 5))["body"]
        later = [await asyncio.wait_for(listener.messages.get(), 5) for _ in range(3)]
        assert all(b"no link" in one["body"] for one in later)
