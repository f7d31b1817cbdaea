"""A store in memory: for tests, previews and stories.

1. Keeps every promise of `store.Store` but durability: it ends with the process.
"""

from bisect import bisect_right
from collections.abc import Iterator

from lastlook.ledger.entry import act_id_in
from lastlook.ledger.errors import (
    DuplicateActError,
    HeadMovedError,
    LedgerCorruptError,
)
from lastlook.ledger.store import Batch, Begins, Head, Tile, nothing


class MemoryStore:
    """A ledger in lists and dictionaries."""

    where = "memory"
    shared = True

    def __init__(self) -> None:
        self._leaves: list[bytes] = []
        self._numbers: dict[bytes, int] = {}
        self._tiles: dict[tuple[int, int], Tile] = {}
        self._heads: list[Head] = []

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        """Add the batch, or raise and add nothing."""
        head = self.head()
        found = head.size if head else None
        if found != batch.size:
            raise HeadMovedError(batch.size, found)
        numbers = {}
        for n, leaf in enumerate(batch.leaves, len(self._leaves)):
            act_id = act_id_in(leaf)
            if act_id in numbers or act_id in self._numbers:
                raise DuplicateActError(act_id)
            numbers[act_id] = n
        beside()
        self._leaves += batch.leaves
        self._numbers |= numbers
        self._tiles |= {(tile.level, tile.n): tile for tile in batch.tiles}
        # Last: readers in other threads go by the head.
        self._heads += (*batch.passed, batch.head)

    def head(self) -> Head | None:
        """The newest head; None where no ledger was begun."""
        return self._heads[-1] if self._heads else None

    def heads(self) -> Iterator[Head]:
        """Every head there ever was, oldest first."""
        return iter(self._heads.copy())

    def over(self, n: int) -> Head | None:
        """The first head whose tree holds entry `n`."""
        place = bisect_right(self._heads, n, key=lambda head: head.size)
        return self._heads[place] if place < len(self._heads) else None

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Leaves [start, stop), in order."""
        for n in range(start, stop):
            if n >= len(self._leaves):
                raise LedgerCorruptError(f"entry {n} is missing", self.where)
            yield self._leaves[n]

    def find(self, act_id: bytes) -> bytes | None:
        """The leaf of the act with this id."""
        n = self._numbers.get(act_id)
        head = self.head()
        if n is None or head is None or n >= head.size:
            return None
        return self._leaves[n]

    def tile(self, level: int, n: int) -> Tile | None:
        """The tile, once it is full."""
        return self._tiles.get((level, n))

    def roots(self, level: int, start: int, stop: int) -> list[bytes]:
        """The roots of full tiles [start, stop) of one level, as far as there are."""
        tiles = (self._tiles.get((level, n)) for n in range(start, stop))
        return [tile.root for tile in tiles if tile]

    def check(self) -> None:
        """Compare the ids with the entries."""
        for act_id, n in self._numbers.items():
            if act_id_in(self._leaves[n]) != act_id:
                raise LedgerCorruptError(
                    f"entry {n} is not that of act {act_id.hex()}", self.where
                )

    def close(self) -> None:
        """Nothing to let go of."""
