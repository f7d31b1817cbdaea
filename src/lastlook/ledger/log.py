"""The ledger as the desk uses it, over any store.

1. `append` numbers the entries, grows the tree, signs its root and commits all of it
   at once; it returns when both the store and the head file are durable.
2. After an error of `append` nothing of the batch is shown; after a fatal one this
   ledger takes no more.
3. Times never go back from one entry to the next.
4. A ledger opens only if its newest checkpoint is signed by its key, its tree has the
   signed root, and it continues what the head file says was signed last. A store that
   is exactly one crash ahead of its head file is well, and the file is brought up; one
   that is exactly one crash behind gets the batch back that the file has (`opening`).
   What another desk has appended is followed only where it continues this tree.
5. Where its key is being changed, each checkpoint is signed by the new key and, while
   it is at hand, by the former one; a head that either signed is taken.
6. What has been appended is read as `log_read.LogReader` promises.

`append` is called from one thread. Does not know the clock, or what an act means.
"""

from collections.abc import Sequence

from msgspec import Struct

from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from lastlook.ledger.entry import Draft, Entry, leaf_of, numbered
from lastlook.ledger.errors import (
    ClockWentBackError,
    FatalError,
    HeadFileError,
    HeadMovedError,
    InputError,
    OtherKeyError,
    ReadOnlyError,
    RetryableError,
    SignatureError,
    StoppedError,
)
from lastlook.ledger.handover import Former, hand_over
from lastlook.ledger.head import HeadFile, Pending
from lastlook.ledger.log_read import LogReader
from lastlook.ledger.merkle import (
    EMPTY_ROOT,
    leaf_hash,
)
from lastlook.ledger.note import Signer, Verifier
from lastlook.ledger.opening import (
    Position,
    checked_position,
    continued_from,
    followed,
    last_signed,
    position_of,
)
from lastlook.ledger.store import (
    Batch,
    Head,
    Store,
)

__all__ = ["DRAFTS_MAX", "Former", "Log", "adopt"]

DRAFTS_MAX = 1024  # in one append: bounds what a commit holds in memory


class _Pen(Struct, frozen=True):
    """What it takes to write."""

    signers: tuple[Signer, ...]
    head_file: HeadFile


class Log(LogReader):
    """A ledger: see `create`, `open` and `open_to_read`."""

    def __init__(
        self,
        store: Store,
        keys: tuple[Verifier, ...],
        position: Position,
        pen: _Pen | None,
    ) -> None:
        super().__init__(store, keys, position)
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
        cls,
        store: Store,
        verifier: Verifier,
        head_file: HeadFile | None = None,
        others: tuple[Verifier, ...] = (),
    ) -> "Log":
        """Open a ledger for reading, as it is at this moment.

        Args:
            store: where it is; a desk may be writing to it.
            verifier: the ledger's public key.
            head_file: where this desk's is at hand, compared, and left as it is.
            others: further keys of its, which are as good.

        Raises:
            As `open` does.
        """
        keys = (verifier, *others)
        if head_file is None:
            return cls(store, keys, position_of(store, keys), None)
        known = last_signed(head_file, keys)
        position = continued_from(store, keys, known, head_file)
        return cls(store, keys, position, None)

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
                position = self._checked(pen)
            elif position is not self._position:
                pen.head_file.write(position.head.note)
        except FatalError as error:
            self._stopped = error
            raise
        self._position = position

    def _checked(self, pen: _Pen) -> Position:
        try:
            return checked_position(self._store, self._keys, pen.head_file)
        except SignatureError:
            # It goes on by another key, and this one has no part in it.
            raise OtherKeyError(self._store.where) from None

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

    def close(self) -> None:
        """Let go of the store and the head file, each whatever becomes of the other."""
        try:
            self._store.close()
        finally:
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
        leaves = [leaf_of(n, draft) for n, draft in enumerate(drafts, self.size)]
        edge = before.edge.copy()
        tiles = edge.extend(map(leaf_hash, leaves))
        checkpoint = Checkpoint(self.origin, edge.size, edge.root())
        head = Head(edge.size, sign_checkpoint(checkpoint, *pen.signers))
        batch = Batch(before.head.size, leaves, tiles, head)
        pending = Pending(head.note, before.head.note, leaves)
        try:
            # (1) beside each other, and shown to nobody before both are durable
            self._store.append(batch, lambda: pen.head_file.prepare(pending))
        except (RetryableError, InputError):
            # (2) nobody hears of it before it cannot come back
            pen.head_file.withdraw()
            raise
        pen.head_file.settle()
        entries = [numbered(n, draft) for n, draft in enumerate(drafts, self.size)]
        return Position(head, edge, recorded_at), entries


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
