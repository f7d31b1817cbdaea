"""Where a ledger stands when it is opened: by its key, its tree and its head file.

1. A store stands where its newest checkpoint says, which a known key signed and whose
   root its tree has.
2. It continues what the head file says was signed last; where it is one crash ahead,
   the head file is brought up.
3. A store that ends before what was signed last is called older whoever signed its
   end: the key may have changed in the part that is missing.
4. A batch that the head file has, and whose commit may be over or not, is in the store
   or given back to it: only where the store ends before it, and its leaves on the
   store's own tree give the root that was signed. It is dropped only where it was
   never answered: it was torn, an act id of it is in the ledger already, or others
   have written in its place.
"""

from msgspec import Struct

from lastlook.ledger import checkpoint as checkpoints
from lastlook.ledger import note as notes
from lastlook.ledger.audit import audit
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.entry import Entry, read_leaf
from lastlook.ledger.errors import (
    DuplicateActError,
    End,
    HeadFileError,
    InputError,
    LedgerCorruptError,
    MalformedError,
    RolledBackError,
    SignatureError,
    StoreUnusableError,
)
from lastlook.ledger.head import HeadFile, Pending
from lastlook.ledger.merkle import leaf_hash, range_root
from lastlook.ledger.note import Verifier
from lastlook.ledger.store import Batch, Head, Store
from lastlook.ledger.tiles import Edge, StoredNodes


class Position(Struct, frozen=True):
    """Where the ledger ends, all of it exchanged at once."""

    head: Head
    edge: Edge
    recorded_at: int


def check_begun(store: Store, signed: int) -> None:
    """Refuse a store that has no checkpoint, where `signed` entries were signed."""
    if signed and store.head() is None:
        raise LedgerCorruptError(
            f"{signed} entries were signed, and none is there with its checkpoint",
            store.where,
        )


def position_of(store: Store, keys: tuple[Verifier, ...]) -> Position:
    """Where the store ends, its root compared with the signed one."""
    head = store.head()
    if head is None:
        raise StoreUnusableError(
            f"No ledger was begun in {store.where}: its creation was interrupted. "
            "Create the ledger again in this store."
        )
    try:
        signed = read_checkpoint(head.note, *keys)
    except MalformedError as error:
        raise LedgerCorruptError(f"newest checkpoint: {error}", store.where) from None
    edge = Edge.of(store, head.size)
    if (signed.size, signed.root) != (head.size, edge.root()):
        audit(store, keys, head)  # says which entry it is
        raise LedgerCorruptError(
            f"its {head.size} entries had not the root that was signed", store.where
        )
    recorded_at = 0
    for n, last in enumerate(
        store.read(max(head.size - 1, 0), head.size), head.size - 1
    ):
        recorded_at = entry_in(store, n, last).recorded_at
    return Position(head, edge, recorded_at)


def checked_position(
    store: Store, keys: tuple[Verifier, ...], head_file: HeadFile
) -> Position:
    """Where the store ends, compared with the head file, and that brought up."""
    clear_up(store, keys, head_file)
    known = last_signed(head_file, keys)
    position = continued_from(store, keys, known, head_file)
    if known.size < position.head.size:
        head_file.write(position.head.note)
    return position


def clear_up(store: Store, keys: tuple[Verifier, ...], head_file: HeadFile) -> None:
    """Find out what became of the batch that the head file has pending, and settle it.

    Raises:
        RolledBackError: the store is older than what was signed before it, or differs.
        RetryableError: the store takes no entries now.
    """
    pending = head_file.pending()
    if pending is None:
        return
    signed, before = (_signed(note, keys) for note in (pending.note, pending.before))
    position = _position_since(store, keys, signed, head_file)
    size = position.head.size
    if size >= signed.size and _root_at(store, size, signed.size) == signed.root:
        head_file.write(pending.note)
    elif size < before.size or _root_at(store, size, before.size) != before.root:
        check_continues(store, position, signed, head_file, keys)
    elif size > before.size:
        # (4) by others, while nobody knew of the batch; where there are no others,
        # the store is not the one it was
        if not store.shared:
            check_continues(store, position, signed, head_file, keys)
        head_file.write(pending.before)
    elif _given_back(store, position, pending, signed):
        head_file.write(pending.note)
    else:
        head_file.write(pending.before)


def _given_back(
    store: Store, position: Position, pending: Pending, signed: Checkpoint
) -> bool:
    """Whether the batch is in the store now; False where it can never have been."""
    edge = position.edge.copy()
    tiles = edge.extend(map(leaf_hash, pending.leaves))
    if (edge.size, edge.root()) != (signed.size, signed.root):
        return False
    head = Head(signed.size, pending.note)
    try:
        store.append(Batch(position.head.size, pending.leaves, tiles, head))
    except DuplicateActError:
        return False
    return True


def _root_at(store: Store, size: int, then: int) -> bytes:
    """The root of the tree of `size` as it was at an earlier size."""
    return range_root(StoredNodes(store, size), 0, then)


def followed(
    store: Store, keys: tuple[Verifier, ...], before: Position
) -> Position | None:
    """Where the store ends, if its tree is this one with more leaves; else None.

    Costs as much as what is new, and shows as much as looking at everything.
    """
    head = store.head()
    if head is None or head.size < before.head.size:
        return None
    if head == before.head:
        return before
    edge, recorded_at = before.edge.copy(), before.recorded_at
    for n, found in enumerate(store.read(edge.size, head.size), edge.size):
        recorded_at = entry_in(store, n, found).recorded_at
        edge.extend((leaf_hash(found),))
    try:
        signed = read_checkpoint(head.note, *keys)
    except InputError:
        return None
    if (signed.size, signed.root) != (head.size, edge.root()):
        return None
    return Position(head, edge, recorded_at)


def last_signed(head_file: HeadFile, keys: tuple[Verifier, ...]) -> Checkpoint:
    """What the head file says was signed last."""
    note = head_file.read()
    if note is None:
        raise HeadFileError(
            "The head file is missing, so nobody can tell whether the store is the "
            "newest. Put the file back. If it is lost, and somebody else kept a "
            "checkpoint (a witness, a mirror, an export), take the ledger up by that: "
            "lastlook adopt FILE CHECKPOINT. If nobody did, or the ledger is older, "
            "begin a new one that says so: lastlook init NEW --production ID "
            "--continues OLD"
        )
    return _signed(note, keys)


def _signed(note: bytes, keys: tuple[Verifier, ...]) -> Checkpoint:
    try:
        return read_checkpoint(note, *keys)
    except InputError as error:
        raise HeadFileError(f"The head file is not this ledger's: {error}") from None


def said_to_be_signed(head_file: HeadFile) -> int:
    """How many entries the head file says were signed, whoever signed that.

    Zero where there is no such file.
    """
    note = head_file.read()
    if note is None:
        return 0
    try:
        return checkpoints.parse(notes.parse(note).text).size
    except InputError as error:
        raise HeadFileError(f"The head file is not this ledger's: {error}") from None


def in_doubt(head_file: HeadFile, keys: tuple[Verifier, ...]) -> Checkpoint | None:
    """What was signed after that, answered or not; None where there is no such batch.

    After a power cut the last batch is in doubt though it was answered: that its commit
    is over is written down without a flush.
    """
    pending = head_file.pending()
    return _signed(pending.note, keys) if pending is not None else None


def check_continues(
    store: Store,
    position: Position,
    known: Checkpoint,
    head_file: HeadFile,
    keys: tuple[Verifier, ...],
) -> None:
    """Refuse a store that does not continue what was signed."""
    size = position.head.size
    if known.size > size:
        kept = End(size, position.edge.root(), position.recorded_at)
    else:
        root = _root_at(store, size, known.size)
        if root == known.root:
            return
        kept = End(known.size, root, None)
    signed = _end_signed(known, head_file, keys)
    raise RolledBackError(store.where, size, kept, signed)


def _end_signed(
    known: Checkpoint, head_file: HeadFile, keys: tuple[Verifier, ...]
) -> End:
    doubt = in_doubt(head_file, keys)
    perhaps = doubt.size if doubt is not None and doubt.size > known.size else None
    return End(known.size, known.root, head_file.written_at(), perhaps=perhaps)


def continued_from(
    store: Store, keys: tuple[Verifier, ...], known: Checkpoint, head_file: HeadFile
) -> Position:
    """Where the store ends, which continues what was signed.

    Raises:
        RolledBackError: it does not.
    """
    position = _position_since(store, keys, known, head_file)
    check_continues(store, position, known, head_file, keys)
    return position


def _position_since(
    store: Store, keys: tuple[Verifier, ...], known: Checkpoint, head_file: HeadFile
) -> Position:
    """Where the store ends, where its end is signed, or is no older than `known`."""
    check_begun(store, known.size)
    try:
        return position_of(store, keys)
    except SignatureError:
        head = store.head()
        # (3) by whichever key, but of this ledger
        if head is None or head.size >= known.size:
            raise
        if checkpoints.parse(notes.parse(head.note).text).origin != known.origin:
            raise
        root = Edge.of(store, head.size).root()
        kept = End(head.size, root, None, by_others=True)
        signed = _end_signed(known, head_file, keys)
        raise RolledBackError(store.where, head.size, kept, signed) from None


def entry_in(store: Store, n: int | None, found: bytes) -> Entry:
    """The entry in a stored leaf, which is number `n` where that is known."""
    try:
        entry = read_leaf(found)
    except MalformedError as error:
        raise LedgerCorruptError(str(error), store.where) from None
    if n is not None and entry.n != n:
        raise LedgerCorruptError(f"entry {n} says that it is {entry.n}", store.where)
    return entry
