"""The ledger as the desk uses it, over any store.

1. `append` numbers the entries, grows the tree, signs its root and commits all of it
   at once; it returns when both the store and the head file are durable.
2. After an error of `append` nothing of the batch is shown; after a fatal one this
   ledger takes no more.
3. Times never go back from one entry to the next.
4. A ledger opens only if its newest checkpoint is signed by its key, its tree has the
   signed root, and it continues what the head file says was signed last. A store that
   is exactly one crash ahead of its head file is well, and the file is brought up.
   What another desk has appended is followed only where it continues this tree.
5. Where its key is being changed, each checkpoint is signed by the new key and, while
   it is at hand, by the former one; a head that either signed is taken.
6. Reading and proving may happen from any thread, and sees whole batches only.

`append` is called from one thread. Does not know the clock, or what an act means.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from lastlook.ledger.audit import audit
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from lastlook.ledger.entry import Draft, Entry, leaf, numbered
from lastlook.ledger.errors import (
    ClockWentBackError,
    FatalError,
    HeadFileError,
    HeadMovedError,
    InputError,
    OutOfRangeError,
    ReadOnlyError,
    StoppedError,
)
from lastlook.ledger.handover import Former, hand_over
from lastlook.ledger.head import HeadFile
from lastlook.ledger.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    range_root,
)
from lastlook.ledger.note import Signer, Verifier
from lastlook.ledger.opening import (
    Position,
    check_continues,
    checked_position,
    entry_in,
    followed,
    last_signed,
    position_of,
)
from lastlook.ledger.store import (
    TILE_HEIGHT,
    TILE_WIDTH,
    Batch,
    Head,
    Store,
)
from lastlook.ledger.subtree import subtree_proof
from lastlook.ledger.tiles import StoredNodes

__all__ = ["DRAFTS_MAX", "Former", "Log", "adopt"]

DRAFTS_MAX = 1024  # in one append: bounds what a commit holds in memory


class _Pen(Struct, frozen=True):
    """What it takes to write."""

    signers: tuple[Signer, ...]
    head_file: HeadFile


class Log:
    """A ledger: see `create`, `open` and `open_to_read`."""

    def __init__(
        self,
        store: Store,
        keys: tuple[Verifier, ...],
        position: Position,
        pen: _Pen | None,
    ) -> None:
        self._store = store
        self._keys = keys  # the one that signs now, and the one before it
        self._position = position
        self._pen = pen
        self._stopped: FatalError | None = None

    @classmethod
    def create(cls, store: Store, signer: Signer, head_file: HeadFile) -> "Log":
        """Begin a ledger in an empty store; its origin is the signer's name.

        Raises:
            HeadFileError: the head file is another ledger's.
            HeadMovedError: the store holds a ledger already.
        """
        empty = Checkpoint(signer.name, 0, EMPTY_ROOT)
        head = Head(0, sign_checkpoint(empty, signer))
        began = store.head()
        if began is not None:
            raise HeadMovedError(None, began.size)
        # The same note again is a creation that was interrupted: Ed25519 signs the
        # same text with the same bytes.
        if head_file.read() not in (None, head.note):
            raise HeadFileError(
                "The head file has another ledger's checkpoint, or one of a ledger "
                "that has entries. Choose another place for the new one's."
            )
        head_file.write(head.note)
        store.append(Batch(None, [], [], head))
        return cls.open(store, signer, head_file)

    @classmethod
    def open(
        cls,
        store: Store,
        signer: Signer,
        head_file: HeadFile,
        former: Former | None = None,
    ) -> "Log":
        """Open a ledger for writing.

        Args:
            store: where it is.
            signer: its key.
            head_file: what it last signed.
            former: where its key is being changed, the one before.

        Raises:
            RolledBackError: the store is older than the head file, or differs.
            HeadFileError: there is no head file, or not this ledger's.
            LedgerCorruptError: the tree has not the root that was signed; says why.
            SignatureError: the ledger was not signed by this key.
            StoreUnusableError: no ledger was begun in the store.
        """
        # (5) two keys, while one gives way to the other
        keys: tuple[Verifier, ...] = (signer.verifier,)
        signers: tuple[Signer, ...] = (signer,)
        if former is not None:
            keys = (*keys, former.verifier)
            signers = (*signers, former.signer) if former.signer else signers
        position = checked_position(store, keys, head_file)
        return cls(store, keys, position, _Pen(signers, head_file))

    @classmethod
    def open_to_read(
        cls, store: Store, verifier: Verifier, head_file: HeadFile | None = None
    ) -> "Log":
        """Open a ledger for reading, as it is at this moment.

        Args:
            store: where it is; a desk may be writing to it.
            verifier: the ledger's public key.
            head_file: where this desk's is at hand, compared, and left as it is.

        Raises:
            As `open` does.
        """
        keys = (verifier,)
        known = last_signed(head_file, keys) if head_file else None
        position = position_of(store, keys)
        if head_file and known:
            check_continues(store, position, known, head_file)
        return cls(store, keys, position, None)

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

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Number these drafts and commit them, all or none, durably.

        Args:
            drafts: at most `DRAFTS_MAX`, in order; recorded at the last entry's time
                or later.

        Returns:
            The entries, as they are in the ledger now.

        Raises:
            RetryableError: nothing was written; after a `HeadMovedError` this ledger
                stands at the moved head.
            FatalError: stop; start again, and find the acts by their ids.
            InputError: nothing was written.
        """
        pen = self._writing()
        if not drafts:
            return []
        if len(drafts) > DRAFTS_MAX:
            raise InputError(f"{len(drafts)} drafts at once; at most {DRAFTS_MAX}.")
        try:
            position, entries = self._commit(pen, drafts)
            # Shown to nobody before the head file has it: what was seen must hold.
            pen.head_file.write(position.head.note)
        except HeadMovedError:
            self.catch_up()
            raise
        except FatalError as error:
            self._stopped = error
            raise
        self._position = position
        return entries

    def catch_up(self) -> None:
        """Stand where the store ends, after whatever others have appended.

        Called from the thread that appends.

        Raises:
            RetryableError: the store cannot be read now; this ledger stands where it
                stood.
            FatalError: what is there does not continue what this ledger has signed.
        """
        pen = self._writing()
        try:
            position = followed(self._store, self._keys, self._position)
            if position is None:
                position = checked_position(self._store, self._keys, pen.head_file)
            elif position is not self._position:
                pen.head_file.write(position.head.note)
        except FatalError as error:
            self._stopped = error
            raise
        self._position = position

    @property
    def signer(self) -> Signer:
        """The key it signs with."""
        return self._writing().signers[0]

    def rekey(self, signer: Signer, *, lost: bool = False) -> None:
        """Sign with another key from now on; with the one before too, if not `lost`.

        Called between two appends, by whoever has the entry ready that names the key.
        """
        pen = self._writing()
        self._keys = (signer.verifier, self.verifier)
        signers = (signer,) if lost else (signer, pen.signers[0])
        self._pen = _Pen(signers, pen.head_file)

    def sign_alone(self, signer: Signer) -> None:
        """Sign with this key and no other: a change that came to nothing."""
        self._keys = (signer.verifier,)
        self._pen = _Pen((signer,), self._writing().head_file)

    def hand_over(self) -> bytes:
        """The note by which the key before this one gives way to it; see handover.py.

        Raises:
            InputError: there is no key before it.
        """
        pen = self._writing()
        if self.former is None:
            raise InputError("The ledger's key is not being changed.")
        stands = read_checkpoint(self.checkpoint, *self._keys)
        return hand_over(stands, self.former, self.verifier, pen.signers)

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

    def close(self) -> None:
        """Let go of the store and the head file."""
        self._store.close()
        if self._pen:
            self._pen.head_file.close()

    def _writing(self) -> _Pen:
        if self._stopped:
            raise StoppedError(self._stopped)
        if self._pen is None:
            raise ReadOnlyError(self._store.where)
        return self._pen

    def _commit(
        self, pen: _Pen, drafts: Sequence[Draft]
    ) -> tuple[Position, list[Entry]]:
        """The position after these drafts, and their entries, now in the store."""
        before = self._position
        recorded_at = before.recorded_at
        for draft in drafts:
            if draft.recorded_at < recorded_at:
                raise ClockWentBackError(recorded_at, draft.recorded_at)
            recorded_at = draft.recorded_at
        entries = [numbered(n, draft) for n, draft in enumerate(drafts, self.size)]
        leaves = [leaf(entry) for entry in entries]
        edge = before.edge.copy()
        tiles = edge.extend(map(leaf_hash, leaves))
        checkpoint = Checkpoint(self.origin, edge.size, edge.root())
        head = Head(edge.size, sign_checkpoint(checkpoint, *pen.signers))
        self._store.append(Batch(before.head.size, leaves, tiles, head))
        return Position(head, edge, recorded_at), entries

    def _entry(self, n: int | None, found: bytes) -> Entry:
        return entry_in(self._store, n, found)

    def _within(self, size: int | None) -> int:
        """The size asked for, else the ledger's; never more."""
        if size is None:
            return self.size
        if size > self.size:
            raise OutOfRangeError(f"The ledger has {self.size} entries, not {size}.")
        return size


def adopt(store: Store, signer: Signer, head_file: HeadFile) -> Log:
    """Open a ledger that has no head file, on the word of whoever calls this.

    For a ledger moved to another machine or restored on purpose: nothing here can tell
    whether entries are missing at its end. The head file is made anew.

    Raises:
        HeadFileError: there is a head file; use `Log.open`.
    """
    if head_file.read() is not None:
        raise HeadFileError(
            "There is a head file: open the ledger with it. If the store does not go "
            "with it, that is what it is there to tell."
        )
    position = position_of(store, (signer.verifier,))
    head_file.write(position.head.note)
    return Log.open(store, signer, head_file)
