"""A studio's mirror over HTTP (C2SP tlog-mirror), as an ASGI application of its own.

    POST /add-checkpoint            a newer checkpoint of a log, and its proof
    POST /add-entries               entries up to it, 256 at a time, each time proved
    GET  /<origin hash>/checkpoint  and the rest of a log's read surface (tiles.py)

1. Answers are those of the specification, with its status codes and bodies; where it
   leaves the body free, the one error shape.
2. An upload that breaks off has brought what was proved before; the answer says where
   to go on.
3. No request holds more than one package in memory, packed or not, and no more than
   `UPLOADS_MAX` uploads go on at once; the next is told to come again. One of which
   nothing comes for `IDLE_S` has broken off.

Who pushes need not say who they are: only what the log's key signed is taken.
"""

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

from litestar.types import (
    HTTPScope,
    LifeSpanReceive,
    LifeSpanSend,
    Receive,
    Send,
)

from lastlook.api.errors import Failed, Problem
from lastlook.api.tiles import ReadToken, Tiles
from lastlook.api.wire import body, fail, header, start
from lastlook.ledger.add_checkpoint import (
    ADD_CHECKPOINT,
    BODY_BYTES_MAX,
    SIZE_TYPE,
    read_add_checkpoint,
)
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.entry_bundle import bundle
from lastlook.ledger.errors import (
    FolderError,
    LedgerError,
    MalformedError,
    OutOfRangeError,
    ProofError,
    SignatureError,
)
from lastlook.ledger.folder import Folder
from lastlook.ledger.merkle import HASH_BYTES
from lastlook.ledger.store import TILE_HEIGHT, TILE_WIDTH
from lastlook.ledger.tile_paths import Place
from lastlook.mirror.copy import ConflictError, ContradictedError, Copy
from lastlook.mirror.wire import (
    ADD_ENTRIES,
    INFO_TYPE,
    CutOffError,
    Incoming,
    Standing,
    Upload,
    packages_of,
    read_package,
    read_upload,
    write_standing,
)

UPLOADS_MAX: Final = 16  # at once; a package may have 16 MiB
IDLE_S: Final = 60.0
LINES: Final = "text/plain; charset=utf-8"
UNPACKED_MAX: Final = 65_536  # bytes at a time, however well they were packed
GZIP: Final = 31  # zlib's window bits for gzip
STATUSES: Final[tuple[tuple[type[Exception], int], ...]] = (
    (SignatureError, HTTPStatus.FORBIDDEN),
    (ContradictedError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ProofError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (FolderError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (MalformedError, HTTPStatus.BAD_REQUEST),
    (OSError, HTTPStatus.SERVICE_UNAVAILABLE),
)


class CopyTiles:
    """A `TiledLog` of a copy, as it is on the disk at each request."""

    def __init__(self, copy: Copy) -> None:
        """Serve `copy`."""
        self._copy = copy

    @property
    def checkpoint(self) -> bytes:
        """The copy's checkpoint, cosigned.

        Raises:
            OutOfRangeError: nothing is there yet.
        """
        return self._folder().checkpoint

    def tile(self, level: int, n: int, width: int) -> bytes:
        """The hashes of a tile."""
        folder = self._folder()
        there = (folder.size >> TILE_HEIGHT * level) - n * TILE_WIDTH
        if width > there:
            raise OutOfRangeError(f"The copy has {folder.size} entries.")
        # Of a tile that has grown since, what it began with is asked for.
        whole = folder.tile(Place(level, n, min(there, TILE_WIDTH)))
        return whole[: width * HASH_BYTES]

    def entries(self, n: int, width: int) -> bytes:
        """An entry bundle."""
        first = n * TILE_WIDTH
        return bundle(list(self._folder().leaves(first, first + width)))

    def _folder(self) -> Folder:
        if not self._copy.size:
            raise OutOfRangeError("The copy has no entries yet.")
        return Folder(self._copy.path)


class Mirror:
    """The copies of some logs, to be pushed to and to be read."""

    def __init__(
        self,
        copies: Mapping[str, Copy],
        token: ReadToken | None,
        idle_s: float = IDLE_S,
    ) -> None:
        """Serve copies by origin; entries to whoever has the token."""
        self._copies = copies
        self._idle_s = idle_s
        self._uploads = 0
        self._reads = {
            origin_hash(origin): Tiles(
                f"/{origin_hash(origin)}/", CopyTiles(copy), token
            )
            for origin, copy in copies.items()
        }
        self._writes: Mapping[
            str, Callable[[HTTPScope, Receive, Send], Awaitable[None]]
        ]
        self._writes = {
            f"/{ADD_CHECKPOINT}": self._add_checkpoint,
            f"/{ADD_ENTRIES}": self._add_entries,
        }

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request, or live as long as the server."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            try:
                await self._answer(scope, receive, send)
            except Failed as failed:
                await fail(send, failed)

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        write = self._writes.get(scope["path"])
        if write is None:
            read = self._reads.get(scope["path"].split("/")[1])
            if read is None:
                raise _failed(scope, HTTPStatus.NOT_FOUND, "There is no such log here.")
            await read(scope, receive, send)
            return
        if scope["method"] != "POST":
            what = "Checkpoints and entries are posted."
            raise _failed(scope, HTTPStatus.METHOD_NOT_ALLOWED, what)
        try:
            await write(scope, receive, send)
        except (LedgerError, OSError) as error:
            raise _failed(scope, _status(error), f"{error}") from error

    async def _add_checkpoint(
        self, scope: HTTPScope, receive: Receive, send: Send
    ) -> None:
        asked = read_add_checkpoint(await body(receive, BODY_BYTES_MAX))
        origin = asked.checkpoint.origin
        copy = self._copy(scope, origin)
        try:
            await asyncio.to_thread(copy.add_checkpoint, asked)
        except ConflictError as conflict:
            size = f"{conflict.standing.pending}\n".encode()
            await _say(send, HTTPStatus.CONFLICT, SIZE_TYPE, size)
        else:
            # cosigned only once the entries are here
            await _say(send, HTTPStatus.OK, LINES, b"")

    async def _add_entries(
        self, scope: HTTPScope, receive: Receive, send: Send
    ) -> None:
        # (3) bounded, whoever they are
        if self._uploads == UPLOADS_MAX:
            what = f"{UPLOADS_MAX} uploads are going on already."
            raise _failed(scope, HTTPStatus.SERVICE_UNAVAILABLE, what)
        self._uploads += 1
        try:
            await self._take_upload(scope, receive, send)
        finally:
            self._uploads -= 1

    async def _take_upload(
        self, scope: HTTPScope, receive: Receive, send: Send
    ) -> None:
        incoming = Incoming(_unpacked(scope, _parts(receive, self._idle_s)))
        upload = await read_upload(incoming)
        copy = self._copy(scope, upload.origin)
        try:
            tree = await asyncio.to_thread(copy.tree_of, upload)
            reached = await _take(incoming, upload, copy, tree)
            if reached < upload.stop:
                standing = Standing(upload.stop, copy.standing.following)
                whole = write_standing(standing)
                await _say(send, HTTPStatus.ACCEPTED, INFO_TYPE, whole)
                return
            lines = await asyncio.to_thread(copy.finish, tree)
        except ConflictError as conflict:
            whole = write_standing(conflict.standing)
            await _say(send, HTTPStatus.CONFLICT, INFO_TYPE, whole)
        else:
            await _say(send, HTTPStatus.OK, LINES, lines)

    def _copy(self, scope: HTTPScope, origin: str) -> Copy:
        copy = self._copies.get(origin)
        if copy is None:
            what = f"No log {origin[:100]} is mirrored here."
            raise _failed(scope, HTTPStatus.NOT_FOUND, what)
        return copy


def origin_hash(origin: str) -> str:
    """What a log's copy is called in a path: SHA-256 of its origin, in hex."""
    return sha256(origin.encode()).hexdigest()


async def _take(
    incoming: Incoming, upload: Upload, copy: Copy, tree: Checkpoint
) -> int:
    """Take the packages that come, of this tree; the first entry that did not."""
    reached = upload.start
    for bounds in packages_of(upload.start, upload.stop):
        try:
            if await incoming.ended():
                raise CutOffError  # noqa: TRY301  # between packages or in one
            package = await read_package(incoming, bounds[1] - bounds[0])
        except CutOffError:
            # (2) what was proved before stays; nothing at all is a wrong request
            if reached == upload.start:
                raise
            return reached
        await asyncio.to_thread(copy.add_package, bounds, package, tree)
        reached = bounds[1]
    return reached


async def _parts(receive: Receive, idle_s: float) -> AsyncIterator[bytes]:
    more = True
    while more:
        try:
            async with asyncio.timeout(idle_s):
                message = await receive()
        except TimeoutError:
            return  # (3) as if the link were gone: the next may have its place
        if message["type"] != "http.request":
            return  # the link is gone: what came is all there is
        yield message.get("body", b"")
        more = message.get("more_body", False)


def _unpacked(scope: HTTPScope, parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    match header(scope, b"content-encoding"):
        case None | "identity":
            return parts
        case "gzip":
            return _gunzipped(parts)
        case other:
            raise _failed(
                scope,
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                f"The body is packed as {other[:40]}; gzip is taken.",
            )


async def _gunzipped(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    # (3) a little at a time: a few bytes may unpack to a great many
    unpacking = zlib.decompressobj(GZIP)
    async for part in parts:
        waiting = part
        while waiting:
            try:
                yield unpacking.decompress(waiting, UNPACKED_MAX)
            except zlib.error as error:
                raise MalformedError(f"The body is no gzip: {error}.") from None
            waiting = unpacking.unconsumed_tail


async def _say(send: Send, status: int, kind: str, content: bytes) -> None:
    headers = (
        (b"content-type", kind.encode()),
        (b"content-length", f"{len(content)}".encode()),
        (b"cache-control", b"no-store"),
        (b"accept-encoding", b"gzip, identity"),
    )
    await start(send, status, headers)
    await send({"type": "http.response.body", "body": content, "more_body": False})


async def _live(receive: LifeSpanReceive, send: LifeSpanSend) -> None:
    while True:
        match (await receive())["type"]:
            case "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            case _:
                await send({"type": "lifespan.shutdown.complete"})
                return


def _status(error: Exception) -> int:
    for kind, status in STATUSES:
        if isinstance(error, kind):
            return status
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _failed(scope: HTTPScope, status: int, what: str) -> Failed:
    status = HTTPStatus(status)
    remedies = {
        HTTPStatus.FORBIDDEN: "Give the studio the key that signs this log now.",
        HTTPStatus.NOT_FOUND: "Give the studio this log's public key.",
        HTTPStatus.UNPROCESSABLE_ENTITY: "Keep the ledger, and ask the studio.",
        HTTPStatus.INTERNAL_SERVER_ERROR: "Tell whoever keeps the mirror.",
        HTTPStatus.SERVICE_UNAVAILABLE: "Try again later.",
    }
    code = status.phrase.lower().replace(" ", "-")
    remedy = remedies.get(status, "Mend the request and send it again.")
    return Failed(status, Problem(code, what, scope["path"], remedy))
