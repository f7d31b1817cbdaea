"""Where a ledger stands when it is opened: by its key, its tree and its head file.

1. A store stands where its newest checkpoint says, which a known key signed and whose
   root its tree has.
2. It continues what the head file says was signed last; where it is one crash ahead,
   the head file is brought up.
"""

from msgspec import Struct

from lastlook.ledger.audit import audit
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.entry import Entry, read_leaf
from lastlook.ledger.errors import (
    End,
    HeadFileError,
    InputError,
    LedgerCorruptError,
    MalformedError,
    RolledBackError,
    StoreUnusableError,
)
from lastlook.ledger.head import HeadFile
from lastlook.ledger.merkle import leaf_hash, range_root
from lastlook.ledger.note import Verifier
from lastlook.ledger.store import Head, Store
from lastlook.ledger.tiles import Edge, StoredNodes


class Position(Struct, frozen=True):
    """Where the ledger ends, all of it exchanged at once."""

    head: Head
    edge: Edge
    recorded_at: int


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
    known = last_signed(head_file, keys)
    position = position_of(store, keys)
    check_continues(store, position, known, head_file)
    if known.size < position.head.size:
        head_file.write(position.head.note)
    return position


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
    try:
        return read_checkpoint(note, *keys)
    except InputError as error:
        raise HeadFileError(f"The head file is not this ledger's: {error}") from None


def check_continues(
    store: Store, position: Position, known: Checkpoint, head_file: HeadFile
) -> None:
    """Refuse a store that does not continue what was signed."""
    size = position.head.size
    if known.size > size:
        kept = End(size, position.edge.root(), position.recorded_at)
    else:
        root = range_root(StoredNodes(store, size), 0, known.size)
        if root == known.root:
            return
        kept = End(known.size, root, None)
    signed = End(known.size, known.root, head_file.written_at())
    raise RolledBackError(store.where, size, kept, signed)


def entry_in(store: Store, n: int | None, found: bytes) -> Entry:
    """The entry in a stored leaf, which is number `n` where that is known."""
    try:
        entry = read_leaf(found)
    except MalformedError as error:
        raise LedgerCorruptError(str(error), store.where) from None
    if n is not None and entry.n != n:
        raise LedgerCorruptError(f"entry {n} says that it is {entry.n}", store.where)
    return entry
