"""Which signed checkpoint was the first to hold an entry: receipts name it.

1. The same entry always has the same checkpoint, after a restart too.
   Another desk's checkpoints count as one's own.
2. Read only when somebody asks again for what was answered before; kept from then
   on, some 250 bytes a commit.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from lastlook.ledger.store import Head


class Checkpoints:
    """The checkpoints of one ledger, by the entries they were the first to hold."""

    def __init__(self, heads: Callable[[], Iterator[Head]]) -> None:
        """`heads` gives every checkpoint there ever was, oldest first."""
        self._read = heads
        self._heads: list[Head] = []

    def add(self, head: Head) -> None:
        """Keep one that was just signed, where any are kept."""
        if self._heads:
            self._heads.append(head)

    def forget(self) -> None:
        """Read them again when somebody asks: another desk has signed some."""
        self._heads = []

    def over(self, n: int) -> bytes:
        """The first whose tree holds entry `n`."""
        if not self._heads or self._heads[-1].size <= n:
            self._heads = list(self._read())
        return self._heads[bisect_right(self._heads, n, key=_size)].note


def _size(head: Head) -> int:
    return head.size
