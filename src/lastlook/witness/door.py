"""A witness over HTTP: bare ASGI, three addresses.

1. `POST /add-checkpoint` and `GET /<origin hash>/checkpoint` as C2SP tlog-witness has
   them, and `GET /`, which says whose witness this is and gives its key.
2. A body is read to at most `BODY_BYTES_MAX`, within `BODY_S` seconds; at most
   `WAITING_MAX` requests wait.
3. One at a time is answered, in a thread of its own: a slow disk stops no reading.
4. Where the book cannot be written the answer is 503, and no signature is in it.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, Final, TypeAlias

from lastlook.ledger.add_checkpoint import (
    ADD_CHECKPOINT,
    BODY_BYTES_MAX,
)
from lastlook.ledger.errors import LedgerError
from lastlook.witness.keeper import Answer, Keeper

log = logging.getLogger(__name__)

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

BODY_S: Final = 10.0
WAITING_MAX: Final = 64

_CHECKPOINT: Final = re.compile("/([0-9a-f]{64})/checkpoint")


class _UnreadableError(Exception):
    """No body to answer."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.answer = Answer(status, f"{why}\n".encode())


class Door:
    """One witness, as an ASGI application."""

    def __init__(self, keeper: Keeper, body_s: float = BODY_S) -> None:
        """Answer for `keeper`; a body must be there within `body_s` seconds."""
        self._keeper = keeper
        self._body_s = body_s
        self._hand = ThreadPoolExecutor(1, "lastlook-witness")
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            answer = await self._answer(scope["method"], scope["path"], receive)
            await _send(send, answer, head=scope["method"] == "HEAD")

    async def _answer(self, method: str, path: str, receive: Receive) -> Answer:
        asked = _CHECKPOINT.fullmatch(path)
        reads = method in {"GET", "HEAD"}
        if path == f"/{ADD_CHECKPOINT}":
            if method != "POST":
                return _not_so("POST")
            return await self._add(receive)
        if path != "/" and asked is None:
            return Answer(
                HTTPStatus.NOT_FOUND,
                f"There are /{ADD_CHECKPOINT}, "
                "/<origin hash>/checkpoint and /.\n".encode(),
            )
        if not reads:
            return _not_so("GET")
        if asked is None:
            return Answer(HTTPStatus.OK, f"A witness.\n{self._keeper.vkey}\n".encode())
        return await self._handed(self._keeper.latest, asked[1])

    async def _add(self, receive: Receive) -> Answer:
        try:
            async with asyncio.timeout(self._body_s):
                body = await _body(receive)
        except _UnreadableError as no:
            return no.answer
        except TimeoutError:
            return Answer(HTTPStatus.REQUEST_TIMEOUT, b"The body did not come.\n")
        return await self._handed(self._keeper.add_checkpoint, body)

    async def _handed(
        self, asked: Callable[[Any], Answer], what: bytes | str
    ) -> Answer:
        """The keeper's answer, made in its thread."""
        if self._waiting >= WAITING_MAX:
            return _unable("Too many are asking. Try again.")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._hand, asked, what)
        except LedgerError:
            # (4) whatever it is, nothing was given out
            log.exception("the book cannot be used")
            return _unable("The witness cannot use its book. Nothing was cosigned.")
        finally:
            self._waiting -= 1

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                self._hand.shutdown()
                return


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise _UnreadableError(HTTPStatus.BAD_REQUEST, "The request broke off.")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BODY_BYTES_MAX:
            raise _UnreadableError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"A request has at most {BODY_BYTES_MAX} bytes.",
            )
        if not message.get("more_body", False):
            return b"".join(parts)


async def _send(send: Send, answer: Answer, *, head: bool) -> None:
    headers = [
        (b"content-type", answer.kind.encode()),
        (b"content-length", str(len(answer.body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    status = int(answer.status)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    body = b"" if head else answer.body
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _not_so(method: str) -> Answer:
    return Answer(HTTPStatus.METHOD_NOT_ALLOWED, f"Ask it by {method}.\n".encode())


def _unable(why: str) -> Answer:
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, f"{why}\n".encode())
