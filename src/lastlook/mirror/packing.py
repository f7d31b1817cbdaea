"""The bodies of uploads, packed: the next one while the one before is on its way.

1. A body has whole packages, at most `PACKAGES_MAX`, and ends once it is `BODY_BYTES`
   long.
2. What is packed ahead goes on where this body ends, as it will be asked for if the
   mirror takes it all. Where the mirror says otherwise it is let go, unsent.
3. Two bodies are in memory at a time, and no more.
4. Once `close` has returned no thread reads the ledger any more.
"""

import asyncio
import gzip
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from lastlook.ledger.log import Log
from lastlook.ledger.store import TILE_WIDTH
from lastlook.mirror.wire import (
    PACKAGES_MAX,
    Upload,
    packages_of,
    write_package,
    write_upload,
)

P = ParamSpec("P")
T = TypeVar("T")

BODY_BYTES: Final = 2_000_000  # a request's packages end once there are so many
LEVEL: Final = 1  # gzip's


class Packed(Struct, frozen=True):
    """A body, gzipped, and the first entry that is not in it."""

    content: bytes
    stop: int


class Packing:
    """Packs one ledger's bodies."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._ahead: tuple[Upload, asyncio.Task[Packed]] | None = None

    async def body(self, upload: Upload) -> bytes:
        """As many packages of an upload as go into one request, from its start on."""
        # (2) as it was thought, or anew
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == upload:
            packing = ahead[1]
        else:
            await _ended(ahead)
            packing = self._begun(upload)
        packed = await packing
        if packed.stop < upload.stop:
            following = replace(upload, start=packed.stop)
            self._ahead = following, self._begun(following)
        return packed.content

    async def close(self) -> None:
        """Let go of what was packed ahead."""
        ahead, self._ahead = self._ahead, None
        await _ended(ahead)

    def _begun(self, upload: Upload) -> asyncio.Task[Packed]:
        return asyncio.create_task(in_thread(pack, self._log, upload))


async def _ended(ahead: tuple[Upload, asyncio.Task[Packed]] | None) -> None:
    # (4) whatever came of it: nobody has asked for it
    if ahead is not None:
        await asyncio.gather(ahead[1], return_exceptions=True)


async def in_thread(call: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """What `call` gives, in a thread that has ended even where this is cancelled.

    So that nobody closes a ledger under it.
    """
    running = asyncio.create_task(asyncio.to_thread(call, *args, **named))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait({running})
        raise


def pack(log: Log, upload: Upload) -> Packed:
    """As many packages as one request may have, from the first on."""
    parts, reached = [write_upload(upload)], upload.start
    length = 0
    for start, stop in packages_of(upload.start, upload.stop):
        # (1) whole packages
        if len(parts) > PACKAGES_MAX or length > BODY_BYTES:
            break
        first = start // TILE_WIDTH * TILE_WIDTH
        proof = log.subtree(first, stop, upload.stop)
        parts.append(write_package(list(log.leaves(start, stop)), proof))
        length += len(parts[-1])
        reached = stop
    return Packed(gzip.compress(b"".join(parts), LEVEL), reached)
