"""Checks a whole ledger against its signature, entry by entry.

1. What it passes is what was signed: the newest checkpoint's signature holds, and the
   tree that is built anew from the entries has its root.
2. Every older checkpoint has the root of the tree as it was then: nothing was signed
   that did not become part of today's ledger.
3. Numbers follow each other without gaps, and times never go back.
4. The tiles from which proofs are made are those of the entries.
5. A fault is named as closely as it can be known: the entry, where a tile remembers
   its hash; else the batch.
"""

from collections.abc import Iterator
from itertools import islice, takewhile

from lastlook.ledger import checkpoint as checkpoints
from lastlook.ledger import note as notes
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.entry import read_leaf
from lastlook.ledger.errors import LedgerCorruptError, LedgerError
from lastlook.ledger.merkle import HASH_BYTES, leaf_hash
from lastlook.ledger.note import Verifier
from lastlook.ledger.store import TILE_WIDTH, Head, Store, Tile
from lastlook.ledger.tiles import Edge


def audit(store: Store, keys: tuple[Verifier, ...], newest: Head) -> Checkpoint:
    """Check the ledger up to and with its head `newest`, signed by one of `keys`.

    Returns:
        The checkpoint that holds.

    Raises:
        LedgerCorruptError: it does not; says where.
        SignatureError: the newest checkpoint is signed by none of them.
    """
    # (1) the store's own structures
    store.check()
    # (2) the newest checkpoint's signature
    signed = read_checkpoint(newest.note, *keys)
    # (3) from each checkpoint to the next: entries, root, tiles
    replay = _Replay(store, newest.size)
    for head in takewhile(lambda head: head.size <= newest.size, store.heads()):
        replay.follow(head)
    # (4) and nothing is missing at the end
    reached = replay.reached
    # Others may have cosigned the newest since: what it says has to be the same.
    if reached is None or read_checkpoint(reached.note, *keys) != signed:
        raise LedgerCorruptError(
            f"the checkpoint of {newest.size} entries is missing", store.where
        )
    return signed


class _Replay:
    """The tree, built anew."""

    def __init__(self, store: Store, stop: int) -> None:
        self._store = store
        self._leaves: Iterator[bytes] = store.read(0, stop)
        self._edge = Edge()
        self._recorded_at = 0
        self.reached: Head | None = None

    def follow(self, head: Head) -> None:
        """Add the entries up to this head; compare root and tiles."""
        start = self._edge.size
        leaves = islice(self._leaves, head.size - start)
        hashes = [self._checked(n, leaf) for n, leaf in enumerate(leaves, start)]
        tiles = self._edge.extend(hashes)
        root = self._checkpoint(head).root
        if self._edge.root() != root:
            raise self._corrupt(self._blamed(start, hashes))
        for tile in tiles:
            if self._store.tile(tile.level, tile.n) != tile:
                raise self._corrupt(_tile_fault(tile))
        self.reached = head

    def _checked(self, n: int, leaf: bytes) -> bytes:
        """The hash of a leaf that is entry `n`, not before the last one's time."""
        try:
            entry = read_leaf(leaf)
        except LedgerError as error:
            raise self._corrupt(f"entry {n} is no entry: {error}") from None
        if entry.n != n:
            raise self._corrupt(f"entry {n} says that it is entry {entry.n}")
        if entry.recorded_at < self._recorded_at:
            raise self._corrupt(f"entry {n} is recorded before entry {n - 1}")
        self._recorded_at = entry.recorded_at
        return leaf_hash(leaf)

    def _checkpoint(self, head: Head) -> Checkpoint:
        try:
            found = checkpoints.parse(notes.parse(head.note).text)
        except LedgerError as error:
            raise self._corrupt(f"checkpoint {head.size}: {error}") from None
        if found.size != head.size:
            raise self._corrupt(f"checkpoint {head.size} says size {found.size}")
        return found

    def _blamed(self, start: int, hashes: list[bytes]) -> str:
        """What to say of a batch from `start` on that has not the signed root."""
        for n, hashed in enumerate(hashes, start):
            tile = self._store.tile(0, n // TILE_WIDTH)
            at = n % TILE_WIDTH * HASH_BYTES
            if tile and tile.hashes[at : at + HASH_BYTES] != hashed:
                return f"entry {n} is not the one that was committed"
        last = start + len(hashes) - 1
        which = (
            f"entry {start}" if last == start else f"one of entries {start} to {last}"
        )
        return f"{which} is not the one that was committed"

    def _corrupt(self, what: str) -> LedgerCorruptError:
        return LedgerCorruptError(what, self._store.where)


def _tile_fault(tile: Tile) -> str:
    return f"tile {tile.n} of level {tile.level} is not that of the entries under it"
