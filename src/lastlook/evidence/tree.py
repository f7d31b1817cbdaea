"""The tree, built anew from the entries' bytes, with the roots it once had.

1. The root is computed from the leaves; no hash that somebody kept is believed.
2. Where an older checkpoint was made, or an earlier audit ended, the tree is looked
   at just then.
3. The right edge of a tree, a hash for each binary digit of its size, is enough to
   go on from: whoever knows the root knows whether an edge is that tree's.
4. Where tiles came with the entries, each is the one that the entries make.
"""

from collections.abc import Callable, Iterable, Sequence

from lastlook.evidence.findings import Report
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.merkle import Frontier, leaf_hash
from lastlook.ledger.store import TILE_WIDTH
from lastlook.ledger.tile_paths import Place, tiles_of
from lastlook.ledger.tiles import Edge


class Tree:
    """The tree of a ledger while its leaves come in."""

    def __init__(
        self,
        report: Report,
        older: Iterable[Checkpoint],
        frontier: Frontier | None = None,
        tile: Callable[[Place], bytes] | None = None,
    ) -> None:
        """`tile` gives the tiles that came along, in a tree from its beginning on."""
        self._report = report
        self._tile = tile
        self._edge = Edge()
        self.frontier = frontier or Frontier()
        self._older = sorted(older, key=lambda one: one.size)
        self._look_back()

    def grow(self, leaves: Sequence[bytes]) -> None:
        """Add leaves, stopping to look wherever an older checkpoint was made."""
        hashes = [leaf_hash(leaf) for leaf in leaves]
        self._report.counts[2] += len(leaves)
        if self._tile is not None:
            for tile in self._edge.extend(hashes):
                self._same(self._tile, Place(tile.level, tile.n), tile.hashes)
        while hashes:
            room = self._older[0].size - self.frontier.size if self._older else None
            self.frontier.extend(hashes[:room])
            hashes = hashes[room:] if room is not None else []
            self._look_back()

    def compare(self, signed: Checkpoint | None) -> None:
        """Compare the whole with what was signed."""
        for missing in self._older:
            self._missing(missing)
        if signed is None:
            return
        if signed.size != self.frontier.size:
            self._report.add(
                2, f"{signed.size} entries are signed, here are {self.frontier.size}"
            )
        elif signed.root != self.frontier.root():
            self._report.add(2, "the entries are not those that were signed")

    def close(self) -> None:
        """Look at the tiles that are not full."""
        if self._tile is None:
            return
        for place in tiles_of(self._edge.size):
            if place.width < TILE_WIDTH and place.level is not None:
                self._same(self._tile, place, self._edge.unfinished[place.level])

    def _same(
        self, tile: Callable[[Place], bytes], place: Place, hashes: bytes
    ) -> None:
        # (4) byte for byte
        if tile(place) != hashes:
            self._report.add(2, f"{place.path} is not the tile that the entries make")

    def compare_with(self, then: Checkpoint, root: bytes | None) -> None:
        """Compare an older checkpoint with the root the tree had at its size."""
        if root is None:
            self._missing(then)
        elif root != then.root:
            self._rewritten(then)

    def _missing(self, then: Checkpoint) -> None:
        self._report.add(
            3,
            f"a checkpoint of {then.size} entries was signed, "
            f"here are {self.frontier.size}",
        )

    def _rewritten(self, then: Checkpoint) -> None:
        what = f"the first {then.size} entries are not those signed earlier"
        self._report.add(3, what)

    def _look_back(self) -> None:
        # (2) just then
        while self._older and self._older[0].size == self.frontier.size:
            then = self._older.pop(0)
            if then.root != self.frontier.root():
                self._rewritten(then)
