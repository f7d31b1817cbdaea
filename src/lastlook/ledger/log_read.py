"""The reading half of a ledger: its entries, its tree, and what is proved of them.

1. Reading and proving may happen from any thread, and sees whole batches only: those
   up to one position, which is exchanged at once.

Does not know whether anybody writes; `log.Log` does.
"""

from collections.abc import Iterator
from itertools import takewhile

from lastlook.ledger.audit import audit
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.entry import Entry
from lastlook.ledger.errors import OutOfRangeError
from lastlook.ledger.merkle import consistency_proof, inclusion_proof, range_root
from lastlook.ledger.note import Verifier
from lastlook.ledger.opening import Position, entry_in
from lastlook.ledger.store import TILE_HEIGHT, TILE_WIDTH, Head, Store
from lastlook.ledger.subtree import subtree_proof
from lastlook.ledger.tiles import StoredNodes


class LogReader:
    """What can be asked of a ledger that stands at a position."""

    def __init__(
        self, store: Store, keys: tuple[Verifier, ...], position: Position
    ) -> None:
        self._store = store
        self._keys = keys  # the one that signs now, and the one before it
        self._position = position

    @property
    def origin(self) -> str:
        """Which log: the name in every checkpoint."""
        return self.verifier.name

    @property
    def verifier(self) -> Verifier:
        """The ledger's public key."""
        return self._keys[0]

    @property
    def former(self) -> Verifier | None:
        """The key before it, where the one is giving way to the other."""
        return self._keys[1] if len(self._keys) > 1 else None

    @property
    def size(self) -> int:
        """Number of entries."""
        return self._position.head.size

    @property
    def checkpoint(self) -> bytes:
        """The newest checkpoint, a signed note (C2SP tlog-checkpoint)."""
        return self._position.head.note

    def root(self, size: int) -> bytes:
        """The root of the tree over the first `size` entries, 32 bytes.

        Raises:
            OutOfRangeError: the ledger has not so many.
        """
        position = self._position
        if size == position.head.size:
            return position.edge.root()
        return range_root(StoredNodes(self._store, self._within(size)), 0, size)

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Entry]:
        """Entries [start, stop), to the end where no stop is given, a page in memory.

        Raises:
            OutOfRangeError: not 0 <= start <= stop <= size.
        """
        leaves = self.leaves(start, stop)
        return (self._entry(n, found) for n, found in enumerate(leaves, start))

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The same entries as the bytes that are hashed (`entry.leaf`)."""
        size = self.size
        stop = size if stop is None else stop
        if not 0 <= start <= stop <= size:
            raise OutOfRangeError(
                f"Entries {start} to {stop} are not in a ledger of {size}."
            )
        return self._store.read(start, stop)

    def find(self, act_id: bytes) -> Entry | None:
        """The entry of the act with this id (16 bytes)."""
        size = self.size
        found = self._store.find(act_id)
        if found is None:
            return None
        entry = self._entry(None, found)
        return entry if entry.n < size else None

    def heads(self) -> Iterator[Head]:
        """Every checkpoint that was signed so far, the oldest first."""
        size = self.size
        return takewhile(lambda head: head.size <= size, self._store.heads())

    def signed_over(self, n: int) -> bytes:
        """The first checkpoint whose tree holds entry `n`, which its receipt names.

        Raises:
            OutOfRangeError: there is no such entry.
        """
        found = self._store.over(n) if 0 <= n < self.size else None
        if found is None:
            raise OutOfRangeError(f"There is no entry {n} in a ledger of {self.size}.")
        return found.note

    def tile(self, level: int, n: int, width: int = TILE_WIDTH) -> bytes:
        """The first `width` hashes of a tile (C2SP tlog-tiles), 32 bytes each.

        Raises:
            OutOfRangeError: the tree has not so many hashes there.
        """
        size = self.size
        there = (size >> TILE_HEIGHT * level) - n * TILE_WIDTH
        if min(level, n) < 0 or not 1 <= width <= min(there, TILE_WIDTH):
            raise OutOfRangeError(
                f"A tree of {size} has no tile {n} of {width} hashes on level {level}."
            )
        return b"".join(StoredNodes(self._store, size).row(level, n)[:width])

    def inclusion(self, n: int, size: int | None = None) -> list[bytes]:
        """The proof that entry `n` is in the tree of `size` (RFC 9162, 2.1.3).

        Returns:
            Hashes of 32 bytes, lowest first; see `merkle.verify_inclusion`.

        Raises:
            OutOfRangeError: not 0 <= n < size <= the ledger's.
        """
        size = self._within(size)
        return inclusion_proof(StoredNodes(self._store, size), n, size)

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """The proof that the tree of `new` continues that of `old` (RFC 9162, 2.1.4).

        Returns:
            Hashes of 32 bytes; see `merkle.verify_consistency`.

        Raises:
            OutOfRangeError: not 1 <= old <= new <= the ledger's size.
        """
        new = self._within(new)
        return consistency_proof(StoredNodes(self._store, new), old, new)

    def subtree(self, start: int, stop: int, size: int) -> list[bytes]:
        """The proof that entries [start, stop) are in the tree of `size`.

        Returns:
            Hashes of 32 bytes; see `subtree.verify_subtree`.

        Raises:
            OutOfRangeError: there is no such subtree, or no such tree.
        """
        nodes = StoredNodes(self._store, self._within(size))
        return subtree_proof(nodes, start, stop, size)

    def verify(self) -> Checkpoint:
        """Check every entry, tile and checkpoint anew; see audit.py.

        Raises:
            LedgerCorruptError: something was changed; says what.
        """
        return audit(self._store, self._keys, self._position.head)

    def _entry(self, n: int | None, found: bytes) -> Entry:
        return entry_in(self._store, n, found)

    def _within(self, size: int | None) -> int:
        """The size asked for, else the ledger's; never more."""
        if size is None:
            return self.size
        if size > self.size:
            raise OutOfRangeError(f"The ledger has {self.size} entries, not {size}.")
        return size
