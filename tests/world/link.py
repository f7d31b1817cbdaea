"""The link between a set and a studio: it can be lost at any request, in four ways."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx

from lastlook.api.mirroring import Mirror
from lastlook.api.tiles import ReadToken
from lastlook.ledger.log import Log
from lastlook.ledger.note import Signer
from lastlook.mirror.push import Destination, Pusher
from tests.world.mirrored import LOG_KEY, STUDIO, Studio

AT = "http://studio"
WORD = "w" * 40
WAYS = ("unsent", "cut", "unanswered", "unwell")


class Link(httpx.AsyncBaseTransport):
    """Carries requests to a studio that restarts whenever one is lost.

    Attributes:
        fails_at: number of the request that is lost, from 1; 0 for none.
        how: one of `WAYS`: it never arrives, half of it arrives, its answer is lost,
            or the studio says that it is unwell.
        asked: the path of every request so far.
        down: whether every request is lost.
        carries: how many bytes of a request's body arrive before the link is lost; 0
            for all of them.
    """

    def __init__(self, studio: Studio, key: Signer = LOG_KEY) -> None:
        self._studio = studio
        self._key = key
        self.fails_at = 0
        self.how = ""
        self.asked: list[str] = []
        self.down = False
        self.carries = 0
        self.restart()

    def restart(self) -> None:
        """The studio's process ends and begins again."""
        copy = self._studio.copy(self._key)
        app: Any = Mirror({self._key.name: copy}, ReadToken.of(WORD))
        self._carrier = httpx.ASGITransport(app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if self.down:
            raise httpx.ConnectError("no link", request=request)
        body = await request.aread()
        if self.carries and len(body) > self.carries:
            await self._carry_only(request, body[: self.carries])
            raise httpx.ReadError("the link is lost", request=request)
        if len(self.asked) != self.fails_at:
            return await self._carrier.handle_async_request(request)
        if self.how == "cut":
            await self._carry_only(request, body[: len(body) // 2])
        if self.how == "unanswered":
            await self._carrier.handle_async_request(request)
        if self.how == "unwell":
            return httpx.Response(502, request=request)
        self.restart()
        raise httpx.ReadError("the link is lost", request=request)

    async def _carry_only(self, request: httpx.Request, body: bytes) -> None:
        """Let these bytes of a request arrive, and then nothing."""
        kept = [one for one in request.headers.raw if one[0] != b"Content-Length"]
        half = httpx.Request(
            request.method, request.url, headers=kept, content=_parts(body)
        )
        await self._carrier.handle_async_request(half)


class Saying(httpx.AsyncBaseTransport):
    """A server that is no mirror: it says `first` once, then always the same."""

    def __init__(
        self, status: int, content: bytes, first: tuple[int, bytes] | None = None
    ) -> None:
        self._always = (status, content)
        self._first = first
        self.asked = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        first = self._first if self.asked == 1 else None
        status, content = first or self._always
        return httpx.Response(status, content=content, request=request)


async def _parts(body: bytes) -> AsyncIterator[bytes]:
    yield body


class Heard:
    """What a pusher told."""

    def __init__(self) -> None:
        self.pushed_to: list[tuple[int, int]] = []
        self.failures: list[tuple[Exception, float | None]] = []

    def pushed(self, have: int, size: int) -> None:
        self.pushed_to.append((have, size))

    def failed(self, error: Exception, wait_s: float | None) -> None:
        self.failures.append((error, wait_s))


@asynccontextmanager
async def pushing(
    link: Link,
    latest: Callable[[], Log],
    heard: Heard | None = None,
    earlier: Sequence[Log] = (),
) -> AsyncIterator[Pusher]:
    """A desk's pusher at one end of the link, which knows the studio's key."""
    async with httpx.AsyncClient(transport=link, base_url=AT) as web:
        telling = Heard() if heard is None else heard
        destination = Destination(web, STUDIO.cosigner, lambda: earlier)
        yield Pusher(destination, latest, telling)
