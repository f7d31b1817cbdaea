"""Writes evidence bundles (`bundle` says what is in one).

1. The same ledger gives the same bytes, every time and everywhere.
2. All of it is of one moment: a desk may go on writing meanwhile.
3. Of an excerpt the manifest says which entries are in it, and keeps the gaps that
   show in them or in the things they name. It cannot be derived from an excerpt.

Knows neither who may be handed what nor where a ledger is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.words import PersonId
from lastlook.desk.people import Opening
from lastlook.desk.replay import heard
from lastlook.evidence.archive import write_archive
from lastlook.evidence.bundle import (
    CHECKPOINT,
    MANIFEST,
    OPENINGS,
    PAGE,
    PROOFS,
    README,
    VERIFIER,
    readme,
    verifier,
)
from lastlook.evidence.excerpt import Heard
from lastlook.evidence.manifest import Manifest, manifest, manifest_bytes
from lastlook.evidence.openings import Openings, openings, openings_bytes
from lastlook.evidence.page import ENTRIES_MAX, OnPage, Shown, page
from lastlook.ledger.checkpoint import Checkpoint, parse
from lastlook.ledger.entry import Entry
from lastlook.ledger.entry_bundle import bundle as bundle_of
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import leaf_hash
from lastlook.ledger.note import parse as parse_note
from lastlook.ledger.proof import ENDING, TlogProof, write_proof
from lastlook.ledger.store import TILE_WIDTH
from lastlook.ledger.tile_paths import Place, bundles_of, tiles_of
from lastlook.ledger.tiles import Edge


class Wanted(Struct, frozen=True):
    """What is handed over: everything, or some entries; names of people, or none."""

    numbers: tuple[int, ...] | None = None
    names: Mapping[PersonId, Opening] | None = None


def write_bundle(into: BinaryIO, log: Log, wanted: Wanted) -> Checkpoint:
    """Write a bundle of a log as it is now.

    Returns:
        The checkpoint in it.

    Raises:
        ArchiveError: it is too much for a zip.
    """
    note = log.checkpoint
    signed = _read_note(note)
    missing = manifest(log.read(0, signed.size))
    files: dict[str, Callable[[], bytes]] = {CHECKPOINT: lambda: note}
    if wanted.numbers is None:
        files |= _tiles(log, signed.size)
    else:
        proofs = _proofs(log, note, wanted.numbers)
        files |= {name: partial(write_proof, proof) for name, proof in proofs.items()}
        missing = excerpted(missing, _entries(log, wanted.numbers))
    opened = Openings()
    if wanted.names is not None:
        opened = openings(map(heard, _entries(log, wanted.numbers)), wanted.names)
    told, named = manifest_bytes(missing), openings_bytes(opened)
    shown = Shown(note, told, named, tuple(_on_page(log, signed.size, wanted)))
    files |= {
        MANIFEST: lambda: told,
        OPENINGS: lambda: named,
        README: readme,
        VERIFIER: verifier,
        PAGE: lambda: page(shown),
    }
    write_archive(into, ((name, files[name]()) for name in sorted(files)))
    return signed


def excerpted(whole: Manifest, entries: Iterable[Entry]) -> Manifest:
    """What of a log's manifest concerns these entries, and which entries they are."""
    numbers, things = set(), set()
    for entry in entries:
        asked, decision = heard(entry)
        numbers.add(entry.n)
        things |= Heard(entry.n, entry.key, asked, decision).things
    gaps = tuple(
        gap
        for gap in whole.gaps
        if numbers & {gap.entry, gap.followed_by} or gap.thing in things
    )
    return replace(whole, gaps=gaps, entries=tuple(sorted(numbers)))


def _entries(log: Log, numbers: Iterable[int] | None) -> Iterator[Entry]:
    if numbers is None:
        yield from log.read()
    else:
        for n in numbers:
            yield from log.read(n, n + 1)


def _tiles(log: Log, size: int) -> dict[str, Callable[[], bytes]]:
    files: dict[str, Callable[[], bytes]] = {}
    edge = Edge()
    for place in bundles_of(0, size):
        start = place.n * TILE_WIDTH
        stop = start + place.width
        files[place.path] = partial(_bundled, log, start, stop)
        for tile in edge.extend(map(leaf_hash, log.leaves(start, stop))):
            files[Place(tile.level, tile.n).path] = partial(bytes, tile.hashes)
    for place in tiles_of(size):
        if place.width < TILE_WIDTH and place.level is not None:
            files[place.path] = partial(bytes, edge.unfinished[place.level])
    return files


def _bundled(log: Log, start: int, stop: int) -> bytes:
    return bundle_of(list(log.leaves(start, stop)))


def _proofs(log: Log, note: bytes, numbers: Iterable[int]) -> dict[str, TlogProof]:
    size = _read_note(note).size
    return {
        f"{PROOFS}{n}{ENDING}": TlogProof(leaf, n, tuple(log.inclusion(n, size)), note)
        for n in numbers
        for leaf in log.leaves(n, n + 1)
    }


def _on_page(log: Log, size: int, wanted: Wanted) -> Iterator[OnPage]:
    """The entries a page shows; none where they are too many for one."""
    numbers = range(size) if wanted.numbers is None else wanted.numbers
    if len(numbers) > ENTRIES_MAX:
        return
    for n in numbers:
        for leaf in log.leaves(n, n + 1):
            whole = wanted.numbers is None
            yield OnPage(n, leaf, () if whole else tuple(log.inclusion(n, size)))


def _read_note(note: bytes) -> Checkpoint:
    return parse(parse_note(note).text)
