"""A log's read surface over HTTP (C2SP tlog-tiles), as an ASGI application of its own.

    GET …/checkpoint                       the newest signed note; never cached
    GET …/tile/<L>/<N>[.p/<W>]             hashes; cached for ever
    GET …/tile/entries/<N>[.p/<W>]         entries, with a read token; cached for ever

1. Checkpoint and hashes are anybody's: no hash says what was hashed, for every entry
   has a signature in it that nobody can guess.
2. Entries are for who has the read token, and for nobody where none was given out:
   not for enrolled people either, since a bundle shows the first look to who is to
   look second, and trainer rounds to those they are hidden from.
3. What a tree of the present size does not have is not served, as 404.

Reading goes on in threads: it delays no act.
"""

import asyncio
import gzip
import hmac
import re
from collections.abc import Iterable
from hashlib import sha256
from http import HTTPStatus
from typing import Final, Protocol

from litestar.types import HTTPScope, Receive, Send
from msgspec import Struct

from lastlook.api.errors import Failed, Problem
from lastlook.api.house import Witnesses
from lastlook.api.wire import fail, header, start
from lastlook.ledger.entry_bundle import bundle
from lastlook.ledger.errors import LedgerError, MalformedError, OutOfRangeError
from lastlook.ledger.log import Log
from lastlook.ledger.store import TILE_WIDTH
from lastlook.ledger.tile_paths import Place, read_path

PREFIX: Final = "/log/"
CHECKPOINT: Final = "checkpoint"
TOKEN_MIN: Final = 32  # characters; fewer could be tried out
TEXT: Final = b"text/plain; charset=utf-8"
OCTETS: Final = b"application/octet-stream"
NOT_KEPT: Final = b"no-cache"
KEPT: Final = b"public, max-age=31536000, immutable"
KEPT_BY_READER: Final = b"private, max-age=31536000, immutable"
METHODS: Final = frozenset({"GET", "HEAD"})
_GZIP: Final = re.compile(r"(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))|,|$)")
_PACKED: Final = 1  # gzip's level: a bundle is packed while somebody waits


class ReadToken(Struct, frozen=True):
    """The word by which a monitor or a mirror's reader may read entries.

    Attributes:
        digest: SHA-256 of the word; the word itself is not kept.
    """

    digest: bytes

    @classmethod
    def of(cls, word: str) -> "ReadToken":
        """The token that this word opens.

        Raises:
            ValueError: it is shorter than 32 characters.
        """
        if len(word) < TOKEN_MIN:
            raise ValueError(f"A read token has {TOKEN_MIN} characters or more.")
        return cls(sha256(word.encode()).digest())

    def admits(self, authorization: str | None) -> bool:
        """Whether an `Authorization` header brings the word, as `Bearer`."""
        scheme, _, word = (authorization or "").partition(" ")
        digest = sha256(word.strip().encode()).digest()
        return hmac.compare_digest(digest, self.digest) and scheme.lower() == "bearer"


class TiledLog(Protocol):
    """What is served. Every method may raise a `LedgerError`, no other."""

    @property
    def checkpoint(self) -> bytes:
        """The newest signed note.

        Raises:
            OutOfRangeError: there is none yet.
        """

    def tile(self, level: int, n: int, width: int) -> bytes:
        """The hashes of a tile.

        Raises:
            OutOfRangeError: the tree has no such tile.
        """

    def entries(self, n: int, width: int) -> bytes:
        """An entry bundle.

        Raises:
            OutOfRangeError: the tree has not these entries.
        """


class LogTiles:
    """A `TiledLog` of a ledger that may be growing."""

    def __init__(self, log: Log, witnesses: Witnesses | None = None) -> None:
        """Serve `log`, its checkpoint with what `witnesses` have cosigned."""
        self._log = log
        self._witnesses = witnesses

    @property
    def checkpoint(self) -> bytes:
        """The newest signed note."""
        witnesses = self._witnesses
        return witnesses.newest if witnesses is not None else self._log.checkpoint

    def tile(self, level: int, n: int, width: int) -> bytes:
        """The hashes of a tile."""
        return self._log.tile(level, n, width)

    def entries(self, n: int, width: int) -> bytes:
        """An entry bundle."""
        first = n * TILE_WIDTH
        return bundle(list(self._log.leaves(first, first + width)))


class Tiles:
    """The read surface of one log under a prefix."""

    def __init__(self, prefix: str, log: TiledLog, token: ReadToken | None) -> None:
        """Serve `log` below `prefix`, its entries to whoever has the token."""
        self._prefix = prefix
        self._log = log
        self._token = token

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        del receive  # nothing is read from who reads
        try:
            content, headers = await self._answer(scope)
        except Failed as failed:
            await fail(send, failed)
            return
        length = (b"content-length", str(len(content)).encode())
        await start(send, HTTPStatus.OK, (*headers, length))
        shown = content if scope["method"] == "GET" else b""
        await send({"type": "http.response.body", "body": shown, "more_body": False})

    async def _answer(
        self, scope: HTTPScope
    ) -> tuple[bytes, Iterable[tuple[bytes, bytes]]]:
        if scope["method"] not in METHODS:
            raise _not_a_get()
        path = scope["path"].removeprefix(self._prefix)
        try:
            if path == CHECKPOINT:
                headers = ((b"content-type", TEXT), (b"cache-control", NOT_KEPT))
                return self._log.checkpoint, headers
            place = read_path(path)
        except (MalformedError, OutOfRangeError) as error:
            raise _no_tile(scope["path"], f"{error}") from None
        if place.level is None and not self._admits(scope):
            raise _not_yours(scope["path"])
        try:
            return await asyncio.to_thread(self._read, place, _takes_gzip(scope))
        except OutOfRangeError as error:
            raise _no_tile(scope["path"], f"{error}") from None
        except LedgerError as error:
            raise _broken(scope["path"], f"{error}") from error

    def _admits(self, scope: HTTPScope) -> bool:
        token = self._token
        return token is not None and token.admits(header(scope, b"authorization"))

    def _read(
        self,
        place: Place,
        packed: bool,  # noqa: FBT001  # from one place only
    ) -> tuple[bytes, Iterable[tuple[bytes, bytes]]]:
        kind = (b"content-type", OCTETS)
        if place.level is not None:
            hashes = self._log.tile(place.level, place.n, place.width)
            return hashes, (kind, (b"cache-control", KEPT))
        entries = self._log.entries(place.n, place.width)
        headers = [
            kind,
            (b"cache-control", KEPT_BY_READER),
            (b"vary", b"accept-encoding, authorization"),
        ]
        if packed:
            entries = gzip.compress(entries, _PACKED, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        return entries, headers


def _takes_gzip(scope: HTTPScope) -> bool:
    return _GZIP.search(header(scope, b"accept-encoding") or "") is not None


def _not_a_get() -> Failed:
    return Failed(
        HTTPStatus.METHOD_NOT_ALLOWED,
        Problem("not-a-get", "A log is read.", "the method", "Use GET."),
    )


def _no_tile(path: str, what: str) -> Failed:
    return Failed(
        HTTPStatus.NOT_FOUND,
        Problem(
            "no-such-tile",
            what,
            path,
            "Read the checkpoint first: its size says which tiles there are.",
        ),
    )


def _not_yours(path: str) -> Failed:
    return Failed(
        HTTPStatus.UNAUTHORIZED,
        Problem(
            "no-read-token",
            "Entries are read with the read token only.",
            path,
            "Ask whoever serves the log for it; send it as Authorization: Bearer …",
        ),
    )


def _broken(path: str, what: str) -> Failed:
    return Failed(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        Problem("log-unreadable", what, path, "Tell whoever serves the log."),
    )
