"""Uploads and their answers (C2SP tlog-mirror), as bytes.

1. What a `write_` makes, its `read_` gives back; a `read_` takes nothing else.
2. An upload is read as it comes: never more than one package is in memory, and no
   more than it may have.
"""

import base64
import struct
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Final

from msgspec import Struct

from lastlook.ledger.add_checkpoint import HASHES_MAX, read_size
from lastlook.ledger.entry_bundle import bundle, whole_entries
from lastlook.ledger.errors import MalformedError
from lastlook.ledger.merkle import HASH_BYTES
from lastlook.ledger.note import from_base64
from lastlook.ledger.store import TILE_WIDTH

ADD_ENTRIES: Final = "add-entries"
INFO_TYPE: Final = "text/x.tlog.mirror-info"
TICKET_BYTES_MAX: Final = 1024
PACKAGES_MAX: Final = 32  # in one request
_SIZE_MAX: Final = 2**63 - 1

_LENGTH: Final = struct.Struct(">H")
_BOUNDS: Final = struct.Struct(">QQ")


class CutOffError(MalformedError):
    """The body ended in the middle of something."""

    def __init__(self) -> None:
        super().__init__("The upload broke off.")


class Upload(Struct, frozen=True):
    """What an upload says before its packages.

    Attributes:
        origin: which log.
        start: the first entry it brings.
        stop: the size of the pending checkpoint they are proved against.
        ticket: what the mirror said last.
    """

    origin: str
    start: int
    stop: int
    ticket: bytes = b""


class Standing(Struct, frozen=True):
    """Where a mirror stands (`text/x.tlog.mirror-info`).

    Attributes:
        pending: the size of a pending checkpoint.
        following: number of the first entry that it does not have.
        ticket: to be sent with the next upload.
    """

    pending: int
    following: int
    ticket: bytes = b""


class Package(Struct, frozen=True):
    """Entries of one bundle, and the proof that they are in the tree."""

    leaves: tuple[bytes, ...]
    proof: tuple[bytes, ...]


def packages_of(start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The bounds of each package of an upload of entries [start, stop), in order."""
    while start < stop:
        end = min(stop, (start // TILE_WIDTH + 1) * TILE_WIDTH)
        yield start, end
        start = end


def write_standing(standing: Standing) -> bytes:
    """The body of a 202 or 409 answer."""
    ticket = base64.b64encode(standing.ticket).decode()
    return f"{standing.pending}\n{standing.following}\n{ticket}\n".encode()


def read_standing(octets: bytes) -> Standing:
    """The inverse of `write_standing`.

    Raises:
        MalformedError: it is no such body.
    """
    try:
        pending, following, ticket, rest = octets.split(b"\n")
    except ValueError:
        raise MalformedError("A mirror's standing has three lines.") from None
    if rest:
        raise MalformedError("A mirror's standing has three lines.")
    read = from_base64(ticket.decode("latin-1"))
    if len(read) > TICKET_BYTES_MAX:
        raise MalformedError(f"A ticket has at most {TICKET_BYTES_MAX} bytes.")
    return Standing(read_size(pending), read_size(following), read)


def write_upload(upload: Upload) -> bytes:
    """The beginning of an `add-entries` body; packages follow."""
    origin = upload.origin.encode()
    return b"".join(
        (
            _LENGTH.pack(len(origin)),
            origin,
            _BOUNDS.pack(upload.start, upload.stop),
            _LENGTH.pack(len(upload.ticket)),
            upload.ticket,
        )
    )


def write_package(leaves: Sequence[bytes], proof: Sequence[bytes]) -> bytes:
    """One package: 1 to 256 entries, then the proof."""
    return b"".join((bundle(leaves), bytes([len(proof)]), *proof))


class Incoming:
    """A body as it comes, taken in pieces of known length."""

    def __init__(self, parts: AsyncIterator[bytes]) -> None:
        """Take from these parts, of whatever length."""
        self._parts = parts
        self._there = b""
        self._at = 0

    async def take(self, count: int) -> bytes:
        """The next `count` bytes.

        Raises:
            CutOffError: there are not so many.
        """
        while len(self._there) - self._at < count:
            await self._more()
        taken = self._there[self._at : self._at + count]
        self._at += count
        return taken

    async def take_entries(self, count: int) -> list[bytes]:
        """The next `count` entries, each behind its length as in a bundle.

        Raises:
            CutOffError: there are not so many.
        """
        leaves: list[bytes] = []
        while True:
            whole, self._at = whole_entries(self._there, self._at, count - len(leaves))
            leaves += whole
            if len(leaves) == count:
                return leaves
            await self._more()

    async def _more(self) -> None:
        part = await anext(self._parts, None)
        if part is None:
            raise CutOffError
        self._there = self._there[self._at :] + part
        self._at = 0

    async def ended(self) -> bool:
        """Whether there is nothing more."""
        while self._at == len(self._there):
            part = await anext(self._parts, None)
            if part is None:
                return True
            self._there, self._at = part, 0
        return False


async def read_upload(incoming: Incoming) -> Upload:
    """The beginning of an `add-entries` body.

    Raises:
        MalformedError: it is none, or breaks off.
    """
    origin = await incoming.take(*_LENGTH.unpack(await incoming.take(_LENGTH.size)))
    start, stop = _BOUNDS.unpack(await incoming.take(_BOUNDS.size))
    (length,) = _LENGTH.unpack(await incoming.take(_LENGTH.size))
    if not start <= stop <= _SIZE_MAX:
        raise MalformedError(f"There are no entries from {start} to {stop}.")
    if length > TICKET_BYTES_MAX:
        raise MalformedError(f"A ticket has at most {TICKET_BYTES_MAX} bytes.")
    try:
        named = origin.decode()
    except UnicodeDecodeError as error:
        raise MalformedError(f"The origin is not UTF-8: {error}.") from None
    return Upload(named, start, stop, await incoming.take(length))


async def read_package(incoming: Incoming, count: int) -> Package:
    """The next package, of `count` entries.

    Raises:
        MalformedError: it is none, or breaks off.
    """
    leaves = await incoming.take_entries(count)
    (hashes,) = await incoming.take(1)
    if hashes > HASHES_MAX:
        raise MalformedError(f"A package's proof has more than {HASHES_MAX} hashes.")
    proof = [await incoming.take(HASH_BYTES) for _ in range(hashes)]
    return Package(tuple(leaves), tuple(proof))
