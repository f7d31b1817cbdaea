"""A ledger as it was at one of its checkpoints, for reading.

1. Nothing after the checkpoint is shown, and all before it is as it was signed.
2. The checkpoint is given as it came in, with whatever cosignatures it has: what is
   handed on from here carries them.

For handing over just what others outside have witnessed. Opened by `Log.open_to_read`,
which checks signature and root.
"""

from collections.abc import Iterator
from itertools import takewhile

from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.errors import OutOfRangeError, ReadOnlyError
from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier
from lastlook.ledger.store import Batch, Begins, Head, Store, Tile, nothing


def until(store: Store, verifier: Verifier, note: bytes) -> Log:
    """The ledger in a store as it was at this checkpoint.

    Args:
        store: where it is; stays the caller's to close.
        verifier: the ledger's public key.
        note: the checkpoint, cosigned or not.

    Raises:
        SignatureError: this ledger's key did not sign it.
        OutOfRangeError: the ledger is not so long.
        LedgerCorruptError: the ledger had not that root at that size.
    """
    size = read_checkpoint(note, verifier).size
    head = store.head()
    if head is None or head.size < size:
        has = head.size if head is not None else 0
        raise OutOfRangeError(f"The ledger has {has} entries, not {size}.")
    return Log.open_to_read(_Until(store, Head(size, note)), verifier)


class _Until:
    """A store that ends at an earlier head."""

    def __init__(self, store: Store, head: Head) -> None:
        self._store = store
        self._head = head

    @property
    def where(self) -> str:
        return self._store.where

    @property
    def shared(self) -> bool:
        return self._store.shared

    def append(self, batch: Batch, beside: Begins = nothing) -> None:  # noqa: ARG002  # the protocol's
        raise ReadOnlyError(self.where)

    def head(self) -> Head:
        return self._head

    def heads(self) -> Iterator[Head]:
        size = self._head.size
        return takewhile(lambda head: head.size <= size, self._store.heads())

    def over(self, n: int) -> Head | None:
        found = self._store.over(n)
        if found is not None and found.size < self._head.size:
            return found
        return self._head if n < self._head.size else None

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        return self._store.read(start, stop)

    def find(self, act_id: bytes) -> bytes | None:
        return self._store.find(act_id)  # the log passes over what comes later

    def tile(self, level: int, n: int) -> Tile | None:
        return self._store.tile(level, n)

    def roots(self, level: int, start: int, stop: int) -> list[bytes]:
        return self._store.roots(level, start, stop)

    def check(self) -> None:
        self._store.check()

    def close(self) -> None:
        """The store is the caller's."""
