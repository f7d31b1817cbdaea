"""What the ledger asks of a store: a small promise, kept by each of them alike.

1. A batch (leaves, full tiles, signed checkpoint) is there whole or not at all, and
   is durable when `append` returns.
2. `append` goes through only on the size that the caller expects; a moved head is a
   retryable error, and nothing was written.
3. Nothing is ever changed or taken away, and no act id is there twice.
4. Reading may happen from any thread while one other appends; a reader sees whole
   batches only, and keeps a few hundred entries in memory, however many it reads.

A store keeps bytes. It checks no signature and no hash: `log.Log` does, so that a
store need not be trusted with more than keeping.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias

from msgspec import Struct

from lastlook.ledger.errors import LedgerCorruptError

TILE_HEIGHT = 8
TILE_WIDTH = 256
READ_PAGE = 256  # entries fetched at a time; at most 16 MiB of them


class Tile(Struct, frozen=True):
    """256 hashes beside each other in the tree, complete for ever (C2SP tlog-tiles).

    Attributes:
        level: 0 over the leaves, 1 over the roots of 256 tiles of level 0, ...
        n: number within its level, from 0.
        root: the node over all 256, 32 bytes.
        hashes: the 256 hashes, 8,192 bytes: what `tile/<L>/<N>` serves.
    """

    level: int
    n: int
    root: bytes
    hashes: bytes


class Head(Struct, frozen=True):
    """Where the ledger ends.

    Attributes:
        size: number of entries.
        note: the signed checkpoint of that size.
    """

    size: int
    note: bytes


class Batch(Struct, frozen=True):
    """What is appended at once.

    Attributes:
        size: number of entries that must be there before; None for the beginning
            of a ledger, which has no head yet.
        leaves: the new entries' bytes, in order.
        tiles: the tiles that became full with them.
        head: the head after them.
        passed: heads between the two, oldest first, where a ledger is copied and
            many of its batches are appended as one.
    """

    size: int | None
    leaves: Sequence[bytes]
    tiles: Sequence[Tile]
    head: Head
    passed: Sequence[Head] = ()


Begins: TypeAlias = Callable[[], None]


def nothing() -> None:
    """Begin nothing beside a commit."""


def check_inside(outside: Iterable[tuple[str, int, int | None]], where: str) -> None:
    """Refuse rows that belong to no entry of the ledger, and that nothing else reads.

    Args:
        outside: of each table its name, how many rows of it are before the first entry
            or behind the newest checkpoint, and the least number of those.
        where: what to call the store.

    Raises:
        LedgerCorruptError: there are any; counts them by their table.
    """
    counted = [
        f"{count} {'row' if count == 1 else 'rows'} of {table} outside of its entries "
        f"(from {least} on)"
        for table, count, least in outside
        if count
    ]
    if counted:
        raise LedgerCorruptError(f"it has {', '.join(counted)}", where)


class Store(Protocol):
    """Where a ledger is kept. Every method may raise a `LedgerError`, no other."""

    @property
    def where(self) -> str:
        """What to call this store in a message: its path, its address."""

    @property
    def shared(self) -> bool:
        """Whether others may append to it while a desk does."""

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        """Add the batch, durably, or raise and add nothing.

        Args:
            batch: what to add.
            beside: called once before the batch is committed, in this thread; begins
                what is to be done beside that. What it raises comes out of here, and
                nothing was added.

        Raises:
            HeadMovedError: the store does not have `batch.size` entries.
            DuplicateActError: an act id is there already, or twice in the batch.
            OutcomeUnknownError: the commit failed; stop using the store.
        """

    def head(self) -> Head | None:
        """The newest head; None where no ledger was begun."""

    def heads(self) -> Iterator[Head]:
        """Every head there ever was, oldest first."""

    def over(self, n: int) -> Head | None:
        """The first head whose tree holds entry `n`; None where none does."""

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Leaves [start, stop), which must be there, in order.

        Raises:
            LedgerCorruptError: one is missing.
        """

    def find(self, act_id: bytes) -> bytes | None:
        """The leaf of the act with this id."""

    def tile(self, level: int, n: int) -> Tile | None:
        """The tile, once it is full."""

    def roots(self, level: int, start: int, stop: int) -> list[bytes]:
        """The roots of full tiles [start, stop) of one level, as far as there are."""

    def check(self) -> None:
        """Look through the store's own structures.

        Raises:
            LedgerCorruptError: they contradict each other.
        """

    def close(self) -> None:
        """Let go of everything; the store is not used again."""
