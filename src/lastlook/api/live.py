"""`GET /live?after=N`: what happened since entry N, as server-sent events.

1. Every entry comes once, in order, its number as the event's id: a browser that
   lost the link says the last one it heard (`Last-Event-ID`) and misses nothing.
2. Every two seconds there is a beat with the desk's time. Silence means that
   nothing is known, and whoever listens must say so: a desk that cannot see what
   another one has written is silent too.
3. When the desk stops, so does the stream.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs

import msgspec
from litestar.types import HTTPScope, Receive, Send
from msgspec import Struct

from lastlook.api.errors import Failed, Problem, not_known
from lastlook.api.house import House
from lastlook.api.wire import fail, header, start
from lastlook.desk.unanswered import DeskStopped
from lastlook.ledger.entry import Entry

log = logging.getLogger(__name__)

PATH: Final = "/live"
BEAT_S: Final = 2.0
RETRY_MS: Final = 1000
HEADERS: Final = (
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)


class Beat(Struct, frozen=True):
    """The desk's time (ms UTC) and how many entries there are.

    Attributes:
        now: the time.
        size: the number of entries.
        seen: another number whenever the witnesses have something else to say.
        counted: the same for the margins of weapons; that is told at once.
    """

    now: int
    size: int
    seen: int = 0
    counted: int = 0


class Live:
    """The live stream, as an ASGI application of its own."""

    def __init__(self, house: House, beat_s: float = BEAT_S) -> None:
        """Follow the house's desk; beat every `beat_s` seconds."""
        self._house = house
        self._beat_s = beat_s

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer one listener until they leave or the desk stops."""
        try:
            after = self._after(scope)
        except Failed as failed:
            await fail(send, failed)
            return
        await start(send, HTTPStatus.OK, HEADERS)
        await self._say(send, f"retry: {RETRY_MS}\n\n".encode())
        await self._say(send, self._beat())
        gone = asyncio.ensure_future(_left(receive))
        try:
            async for event in self._events(after, gone):
                await self._say(send, event)
        except DeskStopped:
            log.warning("the desk has stopped; the live stream ends: not cleared")
        finally:
            gone.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _after(self, scope: HTTPScope) -> int:
        if self._house.sessions.reader(header(scope, b"cookie") or "") is None:
            raise not_known(PATH)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("after", ["-1"])
        last = header(scope, b"last-event-id") or asked[0]
        try:
            return int(last)
        except ValueError:
            raise Failed(
                HTTPStatus.BAD_REQUEST,
                Problem(
                    "no-number",
                    f"{last[:40]} is no entry's number.",
                    "after",
                    "Say the number of the last entry you know, or -1.",
                ),
            ) from None

    async def _events(
        self, after: int, gone: asyncio.Future[None]
    ) -> AsyncIterator[bytes]:
        entries = self._house.desk.follow(after)
        step = asyncio.ensure_future(anext(entries, None))
        counted = asyncio.ensure_future(self._counted())
        try:
            while not gone.done():
                waiting: set[asyncio.Future[Entry | None] | asyncio.Future[None]]
                waiting = {step, gone, counted}
                await asyncio.wait(
                    waiting,
                    timeout=self._beat_s,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if counted.done():
                    counted = asyncio.ensure_future(self._counted())
                if not step.done():
                    yield self._beat()
                    continue
                entry = step.result()
                if entry is None:
                    return
                yield self._entry(entry)
                step = asyncio.ensure_future(anext(entries, None))
        finally:
            step.cancel()
            counted.cancel()

    def _entry(self, entry: Entry) -> bytes:
        house = self._house
        beat = Beat(house.clock.now_ms(), entry.n + 1, self._seen(), house.counted)
        told = msgspec.json.encode(beat)
        return b"event: entry\nid: %d\ndata: %b\n\n" % (entry.n, told)

    def _beat(self) -> bytes:
        house = self._house
        if not house.desk.current:
            return b": no link to the ledger\n\n"
        beat = Beat(house.clock.now_ms(), house.desk.size, self._seen(), house.counted)
        return b"event: beat\ndata: %b\n\n" % msgspec.json.encode(beat)

    async def _counted(self) -> None:
        margins = self._house.margins
        if margins is None:
            await asyncio.Event().wait()  # for ever: nothing is counted here
        else:
            await margins.changed()

    def _seen(self) -> int:
        standing = self._house.standing
        return standing.change if standing is not None else 0

    async def _say(self, send: Send, text: bytes) -> None:
        await send({"type": "http.response.body", "body": text, "more_body": True})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
