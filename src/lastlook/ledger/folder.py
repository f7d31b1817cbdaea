"""A log as a folder of files (C2SP tlog-tiles): `checkpoint`, `tile/…`.

1. Every file is there whole or not at all, and one that is full is never written
   again. The checkpoint is written last: what it commits to is there by then.
2. A folder that was begun is gone on with, after a crash too; what is there must be
   this log's, and is not replaced where it is not.
3. Reading stops at the first fault, and names the file.
4. `check_folder` looks at every tile and every entry: what it passes is what the log
   signed, so that anything may be read from it.

`Folder` gives bytes. It believes the checkpoint only as far as its size says which
files there must be; whoever reads checks the signature and the tree.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Final

from lastlook.ledger.checkpoint import Checkpoint, parse, read_checkpoint
from lastlook.ledger.durable import sync_directory, write_whole
from lastlook.ledger.entry_bundle import BUNDLE_BYTES_MAX, bundle, read_bundle
from lastlook.ledger.errors import (
    FolderBusyError,
    FolderError,
    InputError,
    LedgerCorruptError,
    MalformedError,
    OutOfRangeError,
    ProofError,
    SignatureError,
)
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import (
    EMPTY_ROOT,
    HASH_BYTES,
    leaf_hash,
    verify_consistency,
)
from lastlook.ledger.note import NOTE_BYTES_MAX, Verifier
from lastlook.ledger.note import parse as parse_note
from lastlook.ledger.store import TILE_HEIGHT, TILE_WIDTH
from lastlook.ledger.tile_paths import Place, bundles_of, tiles_of
from lastlook.ledger.tiles import Edge, TiledNodes, hashes_in

CHECKPOINT: Final = "checkpoint"
TILES: Final = "tile"
_AGAIN: Final = "Keep the folder as it is, and get this file again from where it was."
_ELSEWHERE: Final = "Keep the folder as it is, and choose an empty one."


class Folder:
    """A tiles folder, for reading, as its checkpoint was when it was opened.

    Attributes:
        path: where it is.
        checkpoint: the signed note.
        size: how many entries the note says there are.
    """

    def __init__(self, path: Path) -> None:
        """Open the folder at `path`.

        Raises:
            FolderError: there is no checkpoint, or it is none.
        """
        self.path = path
        file = path / CHECKPOINT
        found = _read(file, NOTE_BYTES_MAX)
        if found is None:
            raise FolderError(
                f"{path}",
                "it has no checkpoint, so it is no tiles folder, or none yet",
                "Name the folder with `checkpoint` in it, or write it to its end",
            )
        try:
            self.size = parse(parse_note(found).text).size
        except MalformedError as error:
            raise FolderError(
                f"{file}", f"it is no checkpoint: {error}", _AGAIN
            ) from None
        self.checkpoint = found

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Entries [start, stop), to the end where no stop is given, a bundle in memory.

        Raises:
            OutOfRangeError: not 0 <= start <= stop <= size.
            FolderError: a bundle is missing or broken; says which.
        """
        stop = self.size if stop is None else stop
        if not 0 <= start <= stop <= self.size:
            raise OutOfRangeError(
                f"Entries {start} to {stop} are not in a folder of {self.size}."
            )
        return self._leaves(start, stop)

    def entries(self, n: int) -> list[bytes]:
        """The entries of bundle `n`, as many as the checkpoint commits to.

        Raises:
            FolderError: the bundle is missing or broken.
        """
        width = min(TILE_WIDTH, self.size - n * TILE_WIDTH)
        octets, file = self._found(Place(None, n, width), BUNDLE_BYTES_MAX)
        try:
            leaves = read_bundle(octets)
        except MalformedError as error:
            raise FolderError(f"{file}", f"{error}"[:-1], _AGAIN) from None
        if len(leaves) < width:
            raise FolderError(
                f"{file}", f"it has {len(leaves)} entries, not {width}", _AGAIN
            )
        return leaves[:width]

    def tile(self, place: Place) -> bytes:
        """The hashes of a tile, 32 bytes each, as many as its width says.

        Raises:
            FolderError: the tile is missing or of another length.
        """
        octets, file = self._found(place, TILE_WIDTH * HASH_BYTES)
        length = place.width * HASH_BYTES
        if len(octets) < length:
            raise FolderError(
                f"{file}", f"it has {len(octets)} bytes, not {length}", _AGAIN
            )
        return octets[:length]

    def nodes(self, size: int) -> TiledNodes:
        """The nodes of the tree of the first `size` entries, as the tiles have them."""

        def row(level: int, n: int) -> list[bytes]:
            there = (size >> TILE_HEIGHT * level) - n * TILE_WIDTH
            return hashes_in(self.tile(Place(level, n, min(there, TILE_WIDTH))))

        return TiledNodes(row, f"{self.path}")

    def where(self, place: Place) -> Path:
        """The file with a tile or a bundle: its own, else that of the full one."""
        own = self.path / place.path
        return own if own.exists() else self.path / place.full.path

    def _leaves(self, start: int, stop: int) -> Iterator[bytes]:
        for place in bundles_of(start, stop):
            first = place.n * TILE_WIDTH
            yield from self.entries(place.n)[max(start - first, 0) : stop - first]

    def _found(self, place: Place, most: int) -> tuple[bytes, Path]:
        # A partial tile goes once the full one is there: asked in this order, one is.
        for file in (self.path / place.path, self.path / place.full.path):
            octets = _read(file, most)
            if octets is not None:
                return octets, file
        raise FolderError(f"{self.path / place.path}", "it is missing", _AGAIN)


def check_folder(
    folder: Folder, key: Verifier, progress: Callable[[int], None] | None = None
) -> Checkpoint:
    """Check every entry and every tile of a folder against its checkpoint.

    Raises:
        FolderError: something is not what was signed; names the file.
        SignatureError, MalformedError: the checkpoint is not signed by this key.
    """
    signed = read_checkpoint(folder.checkpoint, key)
    edge = Edge()
    for place in bundles_of(0, signed.size):
        hashes = [leaf_hash(leaf) for leaf in folder.entries(place.n)]
        beside = Place(0, place.n, place.width)
        _same(folder, beside, b"".join(hashes), f"not of the entries in {place.path}")
        for tile in edge.extend(hashes):
            if tile.level:
                what = f"not of the tiles of level {tile.level - 1}"
                _same(folder, Place(tile.level, tile.n), tile.hashes, what)
        if progress is not None:
            progress(edge.size)
    for place in tiles_of(signed.size):
        if place.level and place.width < TILE_WIDTH:
            expected = edge.unfinished[place.level]
            what = f"not of the tiles of level {place.level - 1}"
            _same(folder, place, expected, what)
    if edge.root() != signed.root:
        raise FolderError(
            f"{folder.path}", "its entries have not the root that was signed", _AGAIN
        )
    return signed


def write_folder(
    log: Log, path: Path, progress: Callable[[int], None] | None = None
) -> Checkpoint:
    """Write a log into a tiles folder, or go on with one that was begun.

    Args:
        log: which; a desk may be writing to it, and only what is there now counts.
        path: the folder, made where there is none.
        progress: hears how many entries are there.

    Returns:
        The checkpoint that is in the folder now.

    Raises:
        FolderError: something else is there; it was left as it is.
        FolderBusyError: somebody else is writing into it.
    """
    note = log.checkpoint
    signed = read_checkpoint(note, log.verifier)
    path.mkdir(parents=True, exist_ok=True)
    with writing(path):
        _check_is_ours(log, path, signed)
        edge, touched = Edge(), set[Path]()
        leaves = log.leaves(0, signed.size)
        while page := list(islice(leaves, TILE_WIDTH)):
            n = edge.size // TILE_WIDTH
            touched |= keep(path, Place(None, n, len(page)), bundle(page))
            for tile in edge.extend(map(leaf_hash, page)):
                touched |= keep(path, Place(tile.level, tile.n), tile.hashes)
            if progress is not None:
                progress(edge.size)
        for place in tiles_of(signed.size):
            if place.width < TILE_WIDTH and place.level is not None:
                touched |= keep(path, place, edge.unfinished[place.level])
        if edge.root() != signed.root:
            raise LedgerCorruptError("its entries have not the signed root", f"{path}")
        keep_checkpoint(path, note, touched)
        drop_unfinished(path, 0, signed.size)
    return signed


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Hold a folder, so that no other process writes into it.

    Raises:
        FolderBusyError: somebody else does.
    """
    opened = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise FolderBusyError(f"{path}") from None
    try:
        yield
    finally:
        os.close(opened)


def keep(path: Path, place: Place, octets: bytes) -> set[Path]:
    """Write a tile or bundle where there is none yet.

    Returns:
        The directories whose names must still be made to stay.

    Raises:
        FolderError: there is another one; it was left as it is.
    """
    file = path / place.path
    there = _read(file, BUNDLE_BYTES_MAX)
    if there == octets:
        return set()
    if there is not None:
        raise FolderError(f"{file}", "it is not what the log has there", _ELSEWHERE)
    touched = {file.parent}
    for parent in file.parents:
        if parent.is_dir():
            touched.add(parent)
            break
        touched.add(parent)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, octets)
    return touched


def keep_checkpoint(path: Path, note: bytes, touched: set[Path]) -> None:
    """Write the checkpoint, once all it commits to stays; `touched` as `keep` says."""
    for directory in touched:
        sync_directory(directory)
    if _read(path / CHECKPOINT, NOTE_BYTES_MAX) != note:
        write_whole(path / CHECKPOINT, note)
        sync_directory(path)


def drop_unfinished(path: Path, start: int, size: int) -> None:
    """Take away the partial tiles and bundles that are full since `start` entries."""
    for place in (*tiles_of(size, start), *bundles_of(start, size)):
        beside = path / f"{place.full.path}.p"
        if place.width == TILE_WIDTH and beside.is_dir():
            shutil.rmtree(beside)


def _known(log: Log, note: bytes) -> Checkpoint:
    """What a folder has, by this log's key or, of a tree that it continues, another.

    The key may have been changed since: then the tree says whether it is this log's.
    """
    try:
        return read_checkpoint(note, log.verifier)
    except SignatureError:
        known = parse(parse_note(note).text)
        if known.origin != log.origin or not 0 < known.size <= log.size:
            raise
        proof = log.consistency(known.size)
        root = read_checkpoint(log.checkpoint, log.verifier).root
        verify_consistency(known.size, log.size, proof, known.root, root)
        return known


def _check_is_ours(log: Log, path: Path, signed: Checkpoint) -> None:
    """Refuse a folder that is another log's, or goes beyond this one."""
    if not (path / CHECKPOINT).exists():
        if any(path.iterdir()) and not (path / TILES).is_dir():
            raise FolderError(f"{path}", "there are other files in it", _ELSEWHERE)
        return
    folder = Folder(path)
    try:
        known = _known(log, folder.checkpoint)
    except InputError as error:
        what = f"it is another log's: {error}"[:-1]
        raise FolderError(f"{path / CHECKPOINT}", what, _ELSEWHERE) from None
    if known.size > signed.size:
        what = f"it has {known.size} entries, the ledger only {signed.size}"
        raise FolderError(f"{path / CHECKPOINT}", what, _ELSEWHERE)
    with suppress(ProofError):
        if known.size == 0 and known.root == EMPTY_ROOT:
            return
        proof = log.consistency(known.size, signed.size)
        verify_consistency(known.size, signed.size, proof, known.root, signed.root)
        return
    what = f"the ledger does not continue its {known.size} entries: one was rewritten"
    raise FolderError(f"{path / CHECKPOINT}", what, _ELSEWHERE)


def _same(folder: Folder, place: Place, expected: bytes, what: str) -> None:
    if folder.tile(place) != expected:
        raise FolderError(f"{folder.where(place)}", f"its hashes are {what}", _AGAIN)


def _read(file: Path, most: int) -> bytes | None:
    """A file's bytes; None where there is none.

    Raises:
        FolderError: it is too long, or cannot be read.
    """
    try:
        with file.open("rb") as opened:
            octets = opened.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise FolderError(f"{file}", f"it cannot be read ({error})", _AGAIN) from None
    if len(octets) > most:
        raise FolderError(f"{file}", f"it has more than {most} bytes", _AGAIN)
    return octets
