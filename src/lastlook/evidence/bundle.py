"""Evidence bundles: what somebody outside is handed, in one file or unpacked.

1. A bundle is a whole log (`tile/…`, C2SP tlog-tiles) or an excerpt of one
   (`proofs/<n>.tlog-proof`, each with the entry's leaf as its extra bytes, all under
   the one checkpoint). It has every file it must have and no other, none larger than
   any of its kind, and not fewer than its checkpoint says entries.
2. What is read is what was written; nothing of it is believed here. Whoever reads
   checks signatures, tree and decisions.
3. The files beside the log (`README.txt`, `index.html`, `verify.py`) are those that
   this program writes. Whoever trusts this program can compare; nobody else should
   believe a page for what it says of itself. A page that has another bundle in it is
   no other version's work, and never passes.

Written by `bundling`.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from importlib.resources import files as resources
from pathlib import Path
from typing import Final

import msgspec

from lastlook.evidence.archive import Archive, ArchiveError
from lastlook.evidence.manifest import Manifest, read_manifest
from lastlook.evidence.openings import Openings, read_openings
from lastlook.evidence.page import ENTRIES_MAX, OnPage, Shown, has, page
from lastlook.ledger.checkpoint import parse
from lastlook.ledger.entry_bundle import BUNDLE_BYTES_MAX
from lastlook.ledger.entry_bundle import read_bundle as read_leaves
from lastlook.ledger.errors import InputError, MalformedError
from lastlook.ledger.merkle import HASH_BYTES, leaf_hash
from lastlook.ledger.note import NOTE_BYTES_MAX
from lastlook.ledger.note import parse as parse_note
from lastlook.ledger.proof import ENDING, PROOF_BYTES_MAX, TlogProof, read_proof
from lastlook.ledger.store import TILE_WIDTH
from lastlook.ledger.tile_paths import Place, bundles_of, tiles_of
from lastlook.ledger.tiles import Edge

README: Final = "README.txt"
PAGE: Final = "index.html"
VERIFIER: Final = "verify.py"
MANIFEST: Final = "manifest.json"
OPENINGS: Final = "openings.json"
CHECKPOINT: Final = "checkpoint"
PROOFS: Final = "proofs/"
BESIDE_BYTES_MAX: Final = 1 << 28  # a page holds the entries it shows
BESIDE: Final = (README, PAGE, MANIFEST, OPENINGS, VERIFIER)  # none is of the log


class BundleError(Exception):
    """It is no bundle, or not a whole one; says which file and what is wrong."""


class Bundle:
    """A bundle, for reading; nothing in it is checked but that it is whole.

    Attributes:
        files: its files by name.
        checkpoint: the signed note.
        size: how many entries the note says there are.
        numbers: which entries are in an excerpt; None where all are.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Look whether every file is there, and no other.

        Raises:
            BundleError: one is missing, broken, or does not belong there.
        """
        self.files = files
        self.checkpoint = self._found(CHECKPOINT)
        try:
            self.size = parse(parse_note(self.checkpoint).text).size
            self.numbers = read_manifest(self._found(MANIFEST)).entries
        except InputError as error:
            raise BundleError(f"{CHECKPOINT}: {error}") from None
        except msgspec.MsgspecError as error:
            raise BundleError(f"{MANIFEST} is none: {error}.") from None
        # (1) what a checkpoint claims costs nothing
        if self.numbers is None and self.size > len(files) * TILE_WIDTH:
            raise BundleError(
                f"{CHECKPOINT} says {self.size} entries, more than {len(files)} files "
                "can hold."
            )
        expected = {CHECKPOINT, *BESIDE, *self._of_the_log()}
        for name in sorted(expected - files.keys()):
            raise BundleError(f"{name} is missing.")
        for name in sorted(files.keys() - expected):
            raise BundleError(
                f"{name} does not belong to a bundle. Remove it; the entries were not "
                "looked at."
            )

    @property
    def manifest(self) -> Manifest:
        """What the bundle says is missing."""
        return read_manifest(self.files[MANIFEST])

    @property
    def openings(self) -> Openings:
        """Whom the bundle names.

        Raises:
            BundleError: it is no such file.
        """
        try:
            return read_openings(self._found(OPENINGS))
        except (msgspec.MsgspecError, ValueError) as error:
            raise BundleError(f"{OPENINGS} is none: {error}.") from None

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Entries [start, stop) of a whole log, a file in memory at a time.

        Raises:
            BundleError: a file has other entries than it should.
        """
        stop = self.size if stop is None else stop
        for place in bundles_of(start, stop):
            whole = Place(
                None, place.n, min(TILE_WIDTH, self.size - place.n * TILE_WIDTH)
            )
            first = place.n * TILE_WIDTH
            try:
                leaves = read_leaves(self._found(whole.path))
            except MalformedError as error:
                raise BundleError(f"{whole.path}: {error}") from None
            if len(leaves) != whole.width:
                raise BundleError(f"{whole.path} has {len(leaves)} entries.")
            yield from leaves[max(start - first, 0) : stop - first]

    def proofs(self) -> Iterator[TlogProof]:
        """The proof of each entry of an excerpt, the leaf in it as its extra bytes.

        Raises:
            BundleError: a file is no such proof, or of another entry or checkpoint.
        """
        for n in self.numbers or ():
            name = f"{PROOFS}{n}{ENDING}"
            try:
                proof = read_proof(self._found(name))
            except MalformedError as error:
                raise BundleError(f"{name}: {error}") from None
            if proof.index != n or proof.checkpoint != self.checkpoint:
                raise BundleError(f"{name} is of another entry or checkpoint.")
            if proof.extra is None:
                raise BundleError(f"{name} has no entry in it.")
            yield proof

    def strangers(self) -> Iterator[str]:
        """The files beside the log that are not as this program writes them."""
        # (3) made anew, and compared
        for name, ours in (
            (README, readme()),
            (VERIFIER, verifier()),
            (PAGE, page(self._shown())),
        ):
            if self.files[name] != ours:
                yield name

    @property
    def page_of_another(self) -> bool:
        """Whether the page has another bundle in it than this one."""
        return has(self._found(PAGE), self._shown()) is False

    def check_tiles(self) -> None:
        """Look whether every tile has the hashes of the entries.

        Raises:
            BundleError: one has not; says which.
        """
        edge = Edge()
        for place in bundles_of(0, self.size):
            start = place.n * TILE_WIDTH
            hashes = map(leaf_hash, self.leaves(start, start + place.width))
            for tile in edge.extend(hashes):
                self._same(Place(tile.level, tile.n), tile.hashes)
        for place in tiles_of(self.size):
            if place.width < TILE_WIDTH and place.level is not None:
                self._same(place, edge.unfinished[place.level])

    def _of_the_log(self) -> Iterator[str]:
        if self.numbers is not None:
            yield from (f"{PROOFS}{n}{ENDING}" for n in self.numbers)
        else:
            yield from (place.path for place in tiles_of(self.size))
            yield from (place.path for place in bundles_of(0, self.size))

    def _shown(self) -> Shown:
        beside = self.files[MANIFEST], self.files[OPENINGS]
        return Shown(self.checkpoint, *beside, tuple(self._on_page()))

    def _on_page(self) -> Iterator[OnPage]:
        if self.numbers is not None and len(self.numbers) <= ENTRIES_MAX:
            for proof in self.proofs():
                yield OnPage(proof.index, proof.extra or b"", proof.hashes)
        elif self.numbers is None and self.size <= ENTRIES_MAX:
            yield from (OnPage(n, leaf, ()) for n, leaf in enumerate(self.leaves()))

    def _same(self, place: Place, hashes: bytes) -> None:
        if self._found(place.path) != hashes:
            raise BundleError(f"{place.path} does not fit the entries.")

    def _found(self, name: str) -> bytes:
        try:
            return self.files[name]
        except KeyError:
            raise BundleError(f"{name} is missing.") from None
        except (ArchiveError, OSError) as error:
            raise BundleError(f"{name} cannot be read: {error}") from None


class _Unpacked(Mapping[str, bytes]):
    """The files in a folder, by their names below it."""

    def __init__(self, path: Path) -> None:
        inside = [
            one for one in path.rglob("*") if one.is_symlink() or not one.is_dir()
        ]
        for one in inside:
            if one.is_symlink() or not one.is_file():
                raise BundleError(f"{one} is no file of a bundle: a link, or a device.")
        self._paths = {one.relative_to(path).as_posix(): one for one in sorted(inside)}

    @property
    def sizes(self) -> dict[str, int]:
        """How many bytes each file has."""
        return {name: one.stat().st_size for name, one in self._paths.items()}

    def __getitem__(self, name: str) -> bytes:
        return self._paths[name].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def is_bundle(path: Path) -> bool:
    """Whether this can be a bundle: a zip, or a folder with one of its own files."""
    if path.is_dir():
        return any((path / name).exists() for name in BESIDE)
    with path.open("rb") as file:
        return file.read(2) == b"PK"


@contextmanager
def open_bundle(path: Path) -> Iterator[Bundle]:
    """The bundle in a zip, or unpacked in a folder.

    Raises:
        BundleError: it is none, or not whole; says which file.
    """
    if path.is_dir():
        unpacked = _Unpacked(path)
        _check_sizes(unpacked.sizes)
        yield Bundle(unpacked)
        return
    try:
        archive = Archive(path)
    except (ArchiveError, OSError) as error:
        raise BundleError(
            f"{path}: {error} The entries were not looked at. If somebody zipped the "
            "files again, unpack it and check the folder."
        ) from None
    with closing(archive):
        _check_sizes(archive.sizes)
        yield Bundle(archive)


def _check_sizes(sizes: Mapping[str, int]) -> None:
    # (1) seen before any is read
    for name, size in sizes.items():
        if size > most_of(name):
            raise BundleError(
                f"{name} has {size} bytes; such a file has at most {most_of(name)}."
            )


def most_of(name: str) -> int:
    """How many bytes a file of this name has at most."""
    if name.startswith("tile/entries/"):
        return BUNDLE_BYTES_MAX
    if name.startswith("tile/"):
        return TILE_WIDTH * HASH_BYTES
    if name.startswith(PROOFS):
        return PROOF_BYTES_MAX
    return NOTE_BYTES_MAX if name == CHECKPOINT else BESIDE_BYTES_MAX


def readme() -> bytes:
    """`README.txt`: what the files are and how they are checked."""
    return (resources("lastlook.evidence") / "beside" / README).read_bytes()


def verifier() -> bytes:
    """`verify.py`: the verifier in one file (`alone.py`)."""
    return (resources("lastlook.evidence") / "alone.py").read_bytes()
