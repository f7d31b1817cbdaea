"""The tree, built anew from the entries' bytes, with the roots it once had.

1. The root is computed from the leaves; no hash that somebody kept is believed.
2. Where an older checkpoint was made, or an earlier audit ended, the tree is looked
   at just then.
3. The right edge of a tree, a hash for each binary digit of its size, is enough to
   go on from: whoever knows the root knows whether an edge is that tree's.
"""

from collections.abc import Iterable, Sequence

from lastlook.evidence.findings import Report
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.merkle import Frontier, leaf_hash


class Tree:
    """The tree of a ledger while its leaves come in."""

    def __init__(
        self,
        report: Report,
        older: Iterable[Checkpoint],
        frontier: Frontier | None = None,
    ) -> None:
        self._report = report
        self.frontier = frontier or Frontier()
        self._older = sorted(older, key=lambda one: one.size)
        self._look_back()

    def grow(self, leaves: Sequence[bytes]) -> None:
        """Add leaves, stopping to look wherever an older checkpoint was made."""
        hashes = [leaf_hash(leaf) for leaf in leaves]
        self._report.counts[2] += len(leaves)
        while hashes:
            room = self._older[0].size - self.frontier.size if self._older else None
            self.frontier.extend(hashes[:room])
            hashes = hashes[room:] if room is not None else []
            self._look_back()

    def compare(self, signed: Checkpoint | None) -> None:
        """Compare the whole with what was signed."""
        for missing in self._older:
            self._report.add(
                3,
                f"a checkpoint of {missing.size} entries was signed, "
                f"here are {self.frontier.size}",
            )
        if signed is None:
            return
        if signed.size != self.frontier.size:
            self._report.add(
                2, f"{signed.size} entries are signed, here are {self.frontier.size}"
            )
        elif signed.root != self.frontier.root():
            self._report.add(2, "the entries are not those that were signed")

    def _look_back(self) -> None:
        # (2) just then
        while self._older and self._older[0].size == self.frontier.size:
            then = self._older.pop(0)
            if then.root != self.frontier.root():
                self._report.add(
                    3, f"the first {then.size} entries are not those signed earlier"
                )
