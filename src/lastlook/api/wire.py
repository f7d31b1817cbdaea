"""Requests and answers on bare ASGI: for the two paths that must be quick."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Final

import msgspec
from litestar.types import HTTPScope, Receive, Send

from lastlook.api.errors import Failed, Problem

JSON: Final = "application/json"
_encoder: Final = msgspec.json.Encoder()


def header(scope: HTTPScope, name: bytes) -> str | None:
    """A header's text; None where it is missing. Names come in small letters."""
    for found, value in scope["headers"]:
        if found == name:
            return value.decode("latin-1")
    return None


async def body(receive: Receive, most: int) -> bytes:
    """The whole body; `Failed` as soon as it is more than `most` bytes."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise Failed(
                HTTPStatus.BAD_REQUEST,
                Problem("cut-off", "The request broke off.", "the body", "Send again."),
            )
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            raise Failed(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                Problem(
                    "too-big",
                    f"More than {most} bytes came.",
                    "the body",
                    "Send papers and photos by their digest only.",
                ),
            )
        if not message.get("more_body", False):
            return b"".join(parts)


async def start(
    send: Send, status: int, headers: Iterable[tuple[bytes, bytes]]
) -> None:
    """Begin an answer."""
    await send(
        {"type": "http.response.start", "status": status, "headers": list(headers)}
    )


async def answer(
    send: Send,
    status: int,
    content: object,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Answer with JSON."""
    payload = _encoder.encode(content)
    more = ((k.encode(), v.encode()) for k, v in (headers or {}).items())
    await start(
        send,
        status,
        (
            (b"content-type", JSON.encode()),
            (b"content-length", str(len(payload)).encode()),
            (b"cache-control", b"no-store"),
            *more,
        ),
    )
    await send({"type": "http.response.body", "body": payload, "more_body": False})


async def fail(send: Send, failed: Failed) -> None:
    """Answer with what is wrong."""
    await answer(send, failed.status, failed.problem, failed.headers)
