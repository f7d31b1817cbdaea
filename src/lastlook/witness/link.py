"""A witness over the network, as a desk asks it (C2SP tlog-witness).

1. An answer is read to at most `ANSWER_BYTES_MAX`, within `PATIENCE_S`; no redirect is
   followed.
2. Nothing that comes back is believed here: whoever asked checks it.
"""

import asyncio
from hashlib import sha256
from typing import Final

import httpx
from msgspec import Struct

from lastlook.ledger.add_checkpoint import (
    ADD_CHECKPOINT,
    BODY_BYTES_MAX,
)

ANSWER_BYTES_MAX: Final = BODY_BYTES_MAX
CONNECT_S: Final = 5.0
PATIENCE_S: Final = 10.0


class NoAnswerError(Exception):
    """A witness did not answer; says why."""


class Reply(Struct, frozen=True):
    """What a witness answered."""

    status: int
    body: bytes


def make_client() -> httpx.AsyncClient:
    """The client that asks all witnesses; keeps their connections open."""
    return httpx.AsyncClient(
        timeout=httpx.Timeout(PATIENCE_S, connect=CONNECT_S), trust_env=False
    )


async def add_checkpoint(client: httpx.AsyncClient, prefix: str, body: bytes) -> Reply:
    """Ask for a cosignature.

    Args:
        client: see `make_client`.
        prefix: the witness's submission prefix.
        body: see `request.write_request`.

    Raises:
        NoAnswerError: nobody answered in time, or with too much.
    """
    return await _ask(
        client, client.build_request("POST", _at(prefix, ADD_CHECKPOINT), content=body)
    )


async def latest(client: httpx.AsyncClient, prefix: str, origin: str) -> Reply:
    """Ask what a witness cosigned last of a log.

    Raises:
        NoAnswerError: as `add_checkpoint`.
    """
    path = f"{sha256(origin.encode()).hexdigest()}/checkpoint"
    return await _ask(client, client.build_request("GET", _at(prefix, path)))


async def _ask(client: httpx.AsyncClient, request: httpx.Request) -> Reply:
    try:
        async with asyncio.timeout(PATIENCE_S):
            answer = await client.send(request, stream=True)
            try:
                return Reply(answer.status_code, await _read(answer))
            finally:
                await answer.aclose()
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        why = f"{error}" or type(error).__name__
        raise NoAnswerError(f"It does not answer ({why}).") from None


async def _read(answer: httpx.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in answer.aiter_bytes():
        parts.append(part)
        size += len(part)
        if size > ANSWER_BYTES_MAX:
            raise NoAnswerError(f"It answers with more than {ANSWER_BYTES_MAX} bytes.")
    return b"".join(parts)


def _at(prefix: str, path: str) -> str:
    return f"{prefix.rstrip('/')}/{path}"
