"""Looks through everything a store holds and names what is damaged, for its owner.

1. Nothing is written, and nothing stored is believed: every leaf is hashed, every
   tile, root and checkpoint is made or checked anew.
2. It does not stop at the first fault: each of the six checks says how much it could
   look at, and its first faults with their place.
3. An entry is named where a tile remembers its hash, or where the store cannot read
   it; else the batch it came in.
4. What lies behind a damaged entry and cannot be compared is counted, not passed.
5. A page of entries is in memory at a time, however many there are.
6. A desk may be writing: what it appends after the beginning is not looked at, and
   damage is not seen in it.

Whether the answers in the entries are right is the verifier's question, not this one's.
"""

from collections.abc import Callable, Iterator
from itertools import count, takewhile
from typing import Final

from msgspec import Struct

from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.entry import read_leaf
from lastlook.ledger.errors import InputError, LedgerCorruptError, LedgerError
from lastlook.ledger.head import HeadFile
from lastlook.ledger.merkle import HASH_BYTES, leaf_hash
from lastlook.ledger.note import Verifier
from lastlook.ledger.opening import in_doubt
from lastlook.ledger.store import TILE_HEIGHT, TILE_WIDTH, Head, Store, Tile
from lastlook.ledger.tiles import Edge

FAULTS_MAX: Final = 8  # kept of each check; the rest are counted
TOLD_EVERY: Final = 4096
CHECKS: Final = (
    "pages and indexes",
    "entries",
    "act ids",
    "tiles",
    "checkpoints",
    "head file",
)


class Fault(Struct, frozen=True):
    """One thing that is wrong, and where: `entry 17`, `tile 0/3`, `the head file`."""

    where: str
    what: str


class Check(Struct):
    """One check.

    Attributes:
        what: what it is of.
        count: how many it looked at.
        faults: what it found.
        more: how many faults it found that are not kept.
        note: what is no fault, and to be known.
    """

    what: str
    count: int = 0
    faults: list[Fault] = []
    more: int = 0
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    def found(self, where: str, what: str) -> None:
        """Keep one fault, or count it."""
        if len(self.faults) < FAULTS_MAX:
            self.faults.append(Fault(where, what))
        else:
            self.more += 1


def fsck(
    store: Store,
    keys: tuple[Verifier, ...],
    head_file: HeadFile | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Check]:
    """Look through all of a ledger.

    Args:
        store: the ledger; it is only read.
        keys: the public keys that sign it, or once did.
        head_file: the one beside it, where there is one; it is only read.
        progress: hears entry numbers.

    Returns:
        The `CHECKS`, in order.
    """
    search = _Search(store, keys, progress)
    search.pages()
    signed = search.signed_last(head_file) if head_file is not None else None
    search.tree(signed)
    if head_file is not None and signed is not None:
        search.doubt(head_file, signed)
    return search.checks


class _Search:
    """The tree built anew, with what was found on the way."""

    def __init__(
        self,
        store: Store,
        keys: tuple[Verifier, ...],
        progress: Callable[[int], None] | None,
    ) -> None:
        self._store = store
        self._keys = keys
        self._progress = progress
        self._edge = Edge()
        self._recorded_at = 0
        self._doubt: Checkpoint | None = None  # signed too, answered or not
        self._roots: dict[int, bytes] = {}  # where the head file's checkpoints end
        self._lost = False  # whether an entry is damaged, and no root fits behind it
        self.checks = [Check(name) for name in CHECKS]
        (
            self._pages,
            self._entries,
            self._act_ids,
            self._tiles,
            self._checkpoints,
            self._head,
        ) = self.checks

    def pages(self) -> None:
        """Let the store look through its own structures."""
        self._pages.count = 1
        try:
            self._store.check()
        except LedgerCorruptError as error:
            self._pages.found("the file", error.what)
        except LedgerError as error:
            self._pages.found("the file", str(error))

    def signed_last(self, head_file: HeadFile) -> Checkpoint | None:
        """What the head file says was signed last; None where it says nothing."""
        self._head.count = 1
        try:
            note = head_file.read()
            if note is not None:
                self._doubt = in_doubt(head_file, self._keys)
                return read_checkpoint(note, *self._keys)
            self._head.found("the head file", "nothing was ever written to it")
        except LedgerError as error:
            self._head.found("the head file", _said(error))
        return None

    def tree(self, signed: Checkpoint | None) -> None:
        """Follow the checkpoints from the first to the last, past `signed`."""
        size = -1
        asked = {one.size for one in (signed, self._doubt) if one is not None}
        try:
            newest = self._store.head()
            stop = newest.size if newest else -1
            leaves = self._store.read(0, max(stop, 0))
            heads = self._store.heads()
            # (6) no further than the leaves
            for head in takewhile(lambda head: head.size <= stop, heads):
                size = head.size
                self._follow(head, leaves)
                if size in asked:
                    self._roots[size] = self._edge.root()
        except LedgerError as error:
            self._checkpoints.found(f"after checkpoint {size}", _said(error))
        if size < 0:
            self._checkpoints.found("the store", "no ledger was begun in it")
        self._look_beyond(size)
        if signed is not None:
            self._compare_head(signed, size)

    def _look_beyond(self, size: int) -> None:
        """No tile may be there whose entries are not."""
        full = max(size, 0)
        for level in count():
            full //= TILE_WIDTH
            beyond = self._tile(level, full)
            # (6) asked after the tile: a desk commits both as one
            if beyond is not None and not self._fills(level, full):
                self._tiles.found(f"tile {level}/{full}", "no entries are under it")
            if not full:
                return

    def _fills(self, level: int, n: int) -> bool:
        """Whether the entries that the store has now fill this tile."""
        try:
            head = self._store.head()
        except LedgerError as error:
            self._checkpoints.found("the newest checkpoint", _said(error))
            return False
        return head is not None and head.size >> TILE_HEIGHT * (level + 1) > n

    def _compare_head(self, signed: Checkpoint, size: int) -> None:
        if signed.size > size:
            perhaps = f", perhaps {self._doubt.size}" if self._doubt else ""
            self._head.found(
                "the head file",
                f"{signed.size} entries were signed{perhaps}, {max(size, 0)} are "
                "there: the store is older, or cut off",
            )
        elif self._roots.get(signed.size) != signed.root:
            self._head.found(
                "the head file",
                f"the {signed.size} entries that were signed are not those here",
            )

    def doubt(self, head_file: HeadFile, signed: Checkpoint) -> None:
        """Say what was signed last and is not here, answered or not."""
        doubt, reached = self._doubt, self._edge.size
        if doubt is None or self._roots.get(doubt.size) == doubt.root:
            return
        if not self._head.holds:
            return  # which says it
        try:
            # (6) a desk may have brought it to its end meanwhile
            if in_doubt(head_file, self._keys) != doubt:
                return
        except LedgerError as error:
            self._head.found("the head file", _said(error))
            return
        if reached > signed.size and not self._store.shared:
            self._head.found(
                "the head file",
                f"the {doubt.size} entries that were signed last are not those here",
            )
            return
        self._head.note = (
            f"{signed.size} entries were answered, perhaps {doubt.size}: the last were "
            "signed and are not in the store. A desk that starts gives them back, "
            "if it can"
        )

    def _follow(self, head: Head, leaves: Iterator[bytes]) -> None:
        """The entries up to this head, then its signature, root and tiles."""
        start = self._edge.size
        hashes = self._hashed(start, head.size, leaves)
        tiles = self._edge.extend(hashes)
        signed = self._signed(head)
        if self._lost or self._edge.size != head.size:
            # (4) compared with nothing
            if signed is not None:
                self._checkpoints.found(
                    f"checkpoint {head.size}", "it cannot be compared: see the entries"
                )
            return
        if signed is not None and signed.root != self._edge.root():
            self._lost = True
            self._blame(start, hashes)
            return
        for tile in tiles:
            self._compare(tile)

    def _hashed(self, start: int, stop: int, leaves: Iterator[bytes]) -> list[bytes]:
        """The hashes of entries [start, stop), as far as they can be read."""
        hashes = []
        for n in range(start, stop):
            try:
                leaf = next(leaves, None)
            except LedgerError as error:
                self._unread(n, _said(error))
                break
            if leaf is None:
                if not self._lost:
                    self._unread(n, "it is missing")
                break
            hashes.append(leaf_hash(leaf))
            self._look_at(n, leaf)
            if self._progress is not None and n % TOLD_EVERY == 0:
                self._progress(n)
        return hashes

    def _unread(self, n: int, what: str) -> None:
        self._lost = True
        self._entries.found(f"entry {n}", what)

    def _look_at(self, n: int, leaf: bytes) -> None:
        """The entry's own form, number and time, and that its id leads to it."""
        self._entries.count += 1
        try:
            entry = read_leaf(leaf)
        except InputError as error:
            self._entries.found(f"entry {n}", str(error))
            return
        if entry.n != n:
            self._entries.found(f"entry {n}", f"it says that it is entry {entry.n}")
        if entry.recorded_at < self._recorded_at:
            self._entries.found(f"entry {n}", f"it is recorded before entry {n - 1}")
        self._recorded_at = max(self._recorded_at, entry.recorded_at)
        try:
            there = self._store.find(entry.act_id) == leaf
        except LedgerError as error:
            self._act_ids.found(f"entry {n}", _said(error))
            return
        self._act_ids.count += 1
        if not there:
            self._act_ids.found(
                f"entry {n}", f"act {entry.act_id.hex()} leads elsewhere, or nowhere"
            )

    def _signed(self, head: Head) -> Checkpoint | None:
        """What the head's note says; None where it is none, or not signed."""
        self._checkpoints.count += 1
        where = f"checkpoint {head.size}"
        try:
            signed = read_checkpoint(head.note, *self._keys)
        except InputError as error:
            self._checkpoints.found(where, str(error))
            return None
        if signed.size != head.size:
            self._checkpoints.found(where, f"it says size {signed.size}")
            return None
        return signed

    def _blame(self, start: int, hashes: list[bytes]) -> None:
        """Name the entries from `start` on that have not the signed root."""
        blamed = False
        for n, hashed in enumerate(hashes, start):
            tile = self._tile(0, n // TILE_WIDTH)
            at = n % TILE_WIDTH * HASH_BYTES
            if tile is not None and tile.hashes[at : at + HASH_BYTES] != hashed:
                blamed = True
                self._entries.found(f"entry {n}", "it is not the one that was signed")
        if not blamed:
            last = start + len(hashes) - 1
            where = (
                f"entry {start}" if last <= start else f"one of entries {start}-{last}"
            )
            self._entries.found(where, "it is not the one that was signed")

    def _compare(self, tile: Tile) -> None:
        """A tile as it follows from the entries with the one that is stored."""
        self._tiles.count += 1
        if self._tile(tile.level, tile.n) != tile:
            self._tiles.found(
                f"tile {tile.level}/{tile.n}", "it is not that of the entries under it"
            )

    def _tile(self, level: int, n: int) -> Tile | None:
        try:
            return self._store.tile(level, n)
        except LedgerError as error:
            self._tiles.found(f"tile {level}/{n}", _said(error))
            return None


def _said(error: LedgerError) -> str:
    return error.what if isinstance(error, LedgerCorruptError) else str(error)
