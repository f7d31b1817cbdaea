"""A production carried from one store to another, and shown to be the same.

1. Nothing is believed: the source's tree is built anew while it is copied, and each of
   its checkpoints must have the root of the tree as it was then.
2. Afterwards both are read side by side: every leaf, every checkpoint, every tile are
   the same bytes; then the copy is checked as any ledger is.
3. A target that holds anything that is not the source's beginning is refused, and
   nothing in it is touched. What an interrupted move has brought over stays, and the
   next one goes on behind it.
4. At no moment may both be written to: desks are shut out while it goes on, and the
   source is closed before the target gets its head file, without which no desk opens.
5. A key that no longer signs at the source signs nowhere: the target keeps none of it.
6. The source's record stays whole. Beside it a note says where it went; a database
   closes the production to desks that have their files elsewhere.
7. Names, contacts and PINs are kept once: where they may still be erased. They leave
   the source with the production.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from itertools import islice, zip_longest
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from lastlook.desk.people import People, wipe
from lastlook.ledger import checkpoint as checkpoints
from lastlook.ledger import note as notes
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.durable import sync_directory
from lastlook.ledger.errors import LedgerCorruptError, StoreUnusableError
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.keys import read_key_file, write_key_file
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import leaf_hash
from lastlook.ledger.store import Batch, Head, Store, Tile
from lastlook.ledger.tiles import Edge
from lastlook.wiring import stores
from lastlook.wiring.files import (
    Files,
    WiringError,
    held,
    is_changing,
    origin,
    signer_of,
)
from lastlook.wiring.reading import in_doubt
from lastlook.wiring.stores import Place

LEAVES_MAX: Final = 1024  # in one batch
BYTES_MAX: Final = 4 << 20  # and of so many bytes, but for the last leaf


class Moved(Struct, frozen=True):
    """What was carried over: the checkpoint that both end with, and how much is there.

    Attributes:
        end: the newest checkpoint.
        checkpoints: how many there are.
        tiles: how many there are.
        before: how many entries an earlier attempt had brought over.
    """

    end: Checkpoint
    checkpoints: int
    tiles: int
    before: int


def move(source: Place, target: Place, progress: Callable[[int], None]) -> Moved:
    """Carry the production at `source` to `target`; it goes on there.

    Raises:
        WiringError: it cannot be; says what stands in the way.
        LedgerError: the source does not hold, or a store failed; run it again.
    """
    files = source.files
    verifier = signer_of(files).verifier
    for place in (source, target):
        if place.database is not None and origin(place.production) != verifier.name:
            raise WiringError(
                f"This is the ledger {verifier.name}, and {place.production} is not "
                "its production. It keeps its id wherever it is."
            )
    if str(source) == str(target):
        raise WiringError(f"It is at {source} already.")
    _check_note(files, target.files)
    with ExitStack() as open_:
        for each in (files, target.files):
            open_.enter_context(held(each))
        kept = stores.open_to_read(source)
        open_.callback(kept.close)
        _check_settled(source, Log.open_to_read(kept, verifier, HeadOnDisk(files.head)))
        copy = _opened(target)
        open_.callback(copy.close)
        before = bring_over(kept, copy, progress)
        # (4) desks elsewhere may have written until here, and do not any more
        stores.close_to_desks(source)
        try:
            bring_over(kept, copy, progress)
            compared = compare(kept, copy)
            signed = Log.open_to_read(copy, verifier).verify()
            _carry_files(files, target.files)
        except BaseException:
            if not files.moved.exists():
                stores.close_to_desks(source, closed=False)
            raise
        _hand_over(files, target)
    return Moved(signed, *compared, before)


def _check_note(ours: Files, theirs: Files) -> None:
    """Refuse what was moved away already, unless that was not brought to its end."""
    if is_changing(ours, signer_of(ours).name):
        raise WiringError(
            f"The desk's key is being changed ({ours.next_key} is there). Bring that "
            "to its end first: lastlook key."
        )
    if ours.moved.exists() and (theirs.head.exists() or not theirs.key.exists()):
        raise WiringError(ours.moved.read_text("utf-8"))


def _check_settled(source: Place, log: Log) -> None:
    """Refuse to leave behind what was signed last, and perhaps answered."""
    if in_doubt(source, log) is not None:
        raise WiringError(
            f"What was signed last is in {source.files.head} and not in {source}: its "
            "desk went down at that moment. Start the desk once, which gives it back, "
            "then move."
        )


def _opened(target: Place) -> Store:
    """The target's store; a new one where there is none."""
    there = target.ledger.exists() if target.database is None else _is_begun(target)
    if there:
        return stores.open_to_write(target, even_closed=True)
    return stores.create(target)


def _is_begun(target: Place) -> bool:
    try:
        with closing(stores.open_to_read(target)) as store:
            return store.head() is not None
    except StoreUnusableError:
        return False  # no tables yet; `create` says it if it is anything else


def bring_over(source: Store, target: Store, progress: Callable[[int], None]) -> int:
    """Bring over what is missing; how many entries were there before."""
    edge, heads = _behind(source, target)
    before, size = edge.size, target.head()
    batch = _Batch(edge, None if size is None else size.size)
    newest = source.head()
    leaves = source.read(edge.size, newest.size if newest else 0)
    for head in heads:
        batch.grow(islice(leaves, head.size - edge.size), head, source.where)
        if batch.is_large:
            batch.append_to(target)
            progress(edge.size)
    batch.append_to(target)
    return before


class _Batch:
    """What is collected until it is worth a commit."""

    def __init__(self, edge: Edge, size: int | None) -> None:
        self._edge = edge
        self._size = size
        self._leaves: list[bytes] = []
        self._tiles: list[Tile] = []
        self._heads: list[Head] = []
        self._bytes = 0

    @property
    def is_large(self) -> bool:
        """Whether it should go now."""
        return len(self._leaves) >= LEAVES_MAX or self._bytes >= BYTES_MAX

    def grow(self, leaves: Iterable[bytes], head: Head, where: str) -> None:
        """Add the leaves up to a head, which must be that of the tree they make."""
        new = list(leaves)
        self._tiles += self._edge.extend(map(leaf_hash, new))
        self._leaves += new
        self._bytes += sum(map(len, new))
        self._heads.append(head)
        # (1) as it was when it was signed
        signed = checkpoints.parse(notes.parse(head.note).text)
        if (signed.size, signed.root) != (self._edge.size, self._edge.root()):
            raise LedgerCorruptError(
                f"the checkpoint of {head.size} is not that of its entries", where
            )

    def append_to(self, target: Store) -> None:
        """Append it, where there is anything."""
        if self._size is None and self._heads:
            begun = self._heads.pop(0)  # a ledger is begun before it takes entries
            target.append(Batch(None, [], [], begun))
            self._size = begun.size
        if not self._heads:
            return
        *passed, head = self._heads
        target.append(Batch(self._size, self._leaves, self._tiles, head, passed))
        self._size = head.size
        self._leaves, self._tiles, self._heads = [], [], []
        self._bytes = 0


def _behind(source: Store, target: Store) -> tuple[Edge, Iterator[Head]]:
    """The tree that the target has, and the source's heads after it.

    Raises:
        WiringError: what the target has is not the beginning of the source.
    """
    heads = source.heads()
    size = 0
    for there in target.heads():
        # (3) the same signed note is the same tree, whatever lies under it
        if next(heads, None) != there:
            raise WiringError(
                f"{target.where} holds something else; it was left as it is. Choose "
                "another place."
            )
        size = there.size
    return Edge.of(target, size), heads


def compare(source: Store, target: Store) -> tuple[int, int]:
    """Compare everything; how many checkpoints and tiles there are.

    Raises:
        LedgerCorruptError: the two differ; says where.
    """
    # (2) side by side
    heads = tiles = 0
    for ours, theirs in zip_longest(source.heads(), target.heads()):
        if ours != theirs:
            which = (ours or theirs or Head(0, b"")).size
            raise LedgerCorruptError(f"its checkpoint of {which} differs", target.where)
        heads += 1
    head = source.head()
    size = head.size if head else 0
    for n, (ours_leaf, theirs_leaf) in enumerate(
        zip(source.read(0, size), target.read(0, size), strict=True)
    ):
        if ours_leaf != theirs_leaf:
            raise LedgerCorruptError(f"its entry {n} differs", target.where)
    for level, n in _full_tiles(size):
        if source.tile(level, n) != target.tile(level, n):
            raise LedgerCorruptError(f"its tile {n} of {level} differs", target.where)
        tiles += 1
    return heads, tiles


def _full_tiles(size: int) -> Iterator[tuple[int, int]]:
    level, count = 0, size >> 8
    while count:
        yield from ((level, n) for n in range(count))
        level, count = level + 1, count >> 8


def _carry_files(ours: Files, theirs: Files) -> None:
    """Bring over keys and names.

    Where the key is there already, so may the names be: of a move that broke off, or of
    the time before the production was moved away. Those here are the ones that count.
    """
    if theirs.people.exists() and not theirs.key.exists():
        raise _there_already(theirs.people)
    for key, copy in (
        (ours.key, theirs.key),
        (ours.former_key, theirs.former_key),
        (ours.office, theirs.office),
    ):
        if key.exists() and not copy.exists():
            write_key_file(copy, read_key_file(key))
        elif key.exists() and read_key_file(copy) != read_key_file(key):
            raise _there_already(copy)
    if not ours.former_key.exists():
        theirs.former_key.unlink(missing_ok=True)  # (5) retired since
    if ours.people.exists() and ours.people != theirs.people:
        # What a crash left in its journal is settled, and none stays with names in it.
        People(str(ours.people)).close()
        wipe(Path(f"{ours.people}-journal"))
        _write(theirs.people, ours.people.read_bytes())


def _hand_over(ours: Files, target: Place) -> None:
    """From the moment of the note on the production is the target's."""
    theirs = target.files
    head = HeadOnDisk(ours.head).read()
    # (4) closed here first, then open there
    _write(ours.moved, _note(target).encode())
    if ours.people != theirs.people:
        wipe(ours.people)  # (7)
    theirs.head.unlink(missing_ok=True)  # of the time before it was moved away
    theirs.moved.unlink(missing_ok=True)
    stores.close_to_desks(target, closed=False)
    if head is not None:
        with closing(HeadOnDisk(theirs.head)) as head_file:
            head_file.write(head)


def _write(path: Path, content: bytes) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_directory(path.parent)


def _there_already(path: Path) -> WiringError:
    return WiringError(
        f"There is a file at {path} already, and it is another one; it was left as it "
        "is. Move it away, then move again."
    )


def _note(target: Place) -> str:
    # It may be read from another folder than it was moved from.
    files = target.ledger.absolute()
    whole = replace(target, ledger=files)
    return (
        f"This production was moved to {whole}. Serve it from there; what is left "
        "here is a copy that can be read and verified.\n"
    )
