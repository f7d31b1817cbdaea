"""The tree's nodes as tiles: what is written while it grows, what is read for proofs.

1. A full tile is written once, in the commit that filled it; the ragged right edge is
   never written, for the entries themselves say it (C2SP tlog-tiles).
2. Any node is found with one tile and at most 127 hashes, or, at the right edge, with
   at most 255 entries or tile roots.
"""

from collections.abc import Callable, Iterable
from functools import partial

from lastlook.ledger.errors import LedgerCorruptError
from lastlook.ledger.merkle import HASH_BYTES, Frontier, leaf_hash, root
from lastlook.ledger.store import TILE_HEIGHT, TILE_WIDTH, Store, Tile


class TiledNodes:
    """Looks up nodes in tiles, wherever those are, for one proof or so.

    A `merkle.Nodes`; it remembers every tile it has read, so it is not kept.
    """

    def __init__(self, read: Callable[[int, int], list[bytes]], where: str) -> None:
        """Nodes of the tiles that `read` gives by level and number."""
        self._read = read
        self._where = where
        self._rows: dict[tuple[int, int], list[bytes]] = {}

    def __call__(self, height: int, index: int) -> bytes:
        """The hash over the complete subtree (height, index)."""
        level, above = divmod(height, TILE_HEIGHT)
        n, at = divmod(index << above, TILE_WIDTH)
        hashes = self.row(level, n)[at : at + (1 << above)]
        if len(hashes) != 1 << above:
            raise LedgerCorruptError(
                f"tile {n} of level {level} lacks hashes", self._where
            )
        return hashes[0] if above == 0 else root(hashes)

    def row(self, level: int, n: int) -> list[bytes]:
        """The hashes of one tile, as many as there are yet."""
        found = self._rows.get((level, n))
        if found is None:
            found = self._rows[level, n] = self._read(level, n)
        return found


class StoredNodes(TiledNodes):
    """The nodes of the first `size` entries in a store."""

    def __init__(self, store: Store, size: int) -> None:
        """Nodes of the first `size` entries of `store`."""
        super().__init__(partial(_stored_row, store, size), store.where)


def _stored_row(store: Store, size: int, level: int, n: int) -> list[bytes]:
    start = n * TILE_WIDTH
    stop = min(start + TILE_WIDTH, size >> TILE_HEIGHT * level)
    if stop - start == TILE_WIDTH:
        tile = store.tile(level, n)
        if tile is None or len(tile.hashes) != TILE_WIDTH * HASH_BYTES:
            raise LedgerCorruptError(
                f"tile {n} of level {level} is missing or short", store.where
            )
        return hashes_in(tile.hashes)
    if level:
        roots = store.roots(level - 1, start, stop)
        if len(roots) != stop - start:
            raise LedgerCorruptError(
                f"a tile of level {level - 1} is missing from {start} to {stop}",
                store.where,
            )
        return roots
    return [leaf_hash(leaf) for leaf in store.read(start, stop)]


class Edge:
    """The right edge of the tree as its writer keeps it: root and unfinished tiles."""

    __slots__ = ("_frontier", "_rows")

    def __init__(self) -> None:
        self._frontier = Frontier()
        self._rows: list[list[bytes]] = []  # by level, at most 255 hashes each

    @classmethod
    def of(cls, store: Store, size: int) -> "Edge":
        """The edge of the first `size` entries of a store."""
        return cls.at(size, StoredNodes(store, size))

    @classmethod
    def at(cls, size: int, nodes: TiledNodes) -> "Edge":
        """The edge of a tree of `size` leaves whose tiles are kept."""
        edge = cls()
        edge._frontier = Frontier.at(size, nodes)
        level, count = 0, size
        while count:
            n, waiting = divmod(count, TILE_WIDTH)
            edge._rows.append(nodes.row(level, n).copy() if waiting else [])
            level, count = level + 1, n
        return edge

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self._frontier.size

    @property
    def unfinished(self) -> list[bytes]:
        """The hashes of the unfinished tile of each level, joined; some have none."""
        return [b"".join(row) for row in self._rows]

    def root(self) -> bytes:
        """The root, 32 bytes."""
        return self._frontier.root()

    def copy(self) -> "Edge":
        """Another edge of the same tree, growing on its own."""
        twin = Edge()
        twin._frontier = self._frontier.copy()
        twin._rows = [row.copy() for row in self._rows]
        return twin

    def extend(self, leaf_hashes: Iterable[bytes]) -> list[Tile]:
        """Grow by these leaves; the tiles that became full, lowest level first."""
        first = self._frontier.size
        grown = self._frontier.extend(leaf_hashes)
        tiles = []
        for level in range(0, len(grown), TILE_HEIGHT):
            if level // TILE_HEIGHT == len(self._rows):
                self._rows.append([])
            row = self._rows[level // TILE_HEIGHT]
            row += grown[level]
            roots = (
                grown[level + TILE_HEIGHT] if level + TILE_HEIGHT < len(grown) else []
            )
            n = first >> level + TILE_HEIGHT
            for root_hash in roots:
                hashes = b"".join(row[:TILE_WIDTH])
                del row[:TILE_WIDTH]
                tiles.append(Tile(level // TILE_HEIGHT, n, root_hash, hashes))
                n += 1
        return tiles


def hashes_in(row: bytes) -> list[bytes]:
    """The hashes that are joined in a tile."""
    return [row[at : at + HASH_BYTES] for at in range(0, len(row), HASH_BYTES)]
