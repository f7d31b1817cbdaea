"""The export formats by name, what each writes, and how a file of it is known again.

1. A format is a function of what was found: the same analysis is the same bytes. In
   each stands by which program it is, of which packs, without what, of which question.
2. A format of several files is written to numbered ones: `story.itf.json` becomes
   `story1.itf.json`, `story2.itf.json`, as Apalache names its traces.
3. Every file of a format begins as the format says, and holds what it says: so an
   earlier one is told from anything else that may be in its place.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.hazard.exports import cut_sets, dot, itf, junit, open_psa, promela, sarif
from lastlook.hazard.exports.found import Found
from lastlook.hazard.patterns import patterns
from lastlook.hazard.pictures import bow_tie, fault_tree

Written: TypeAlias = bytes | Sequence[bytes]


class Format(Struct, frozen=True):
    """A kind of file: what it is called, how it is known (3), how it is made."""

    words: str
    begins: bytes
    make: Callable[[Found], Written]
    holds: bytes = b""
    numbered: bool = False  # (2)

    def known(self, content: bytes) -> bool:
        """(3) Whether a whole file's bytes are an earlier one of this kind."""
        return content.startswith(self.begins) and self.holds in content


def _unrolled(found: Found) -> bytes:
    return open_psa.unrolled_tree(found.analysis.top.title, found.graph, found.about)


def _flat(found: Found) -> bytes:
    return open_psa.flat(found.analysis.top.title, found.analysis.cuts, found.about)


def _fault_tree(found: Found) -> bytes:
    one = found.analysis
    return fault_tree(one.top.title, patterns(one.cuts), about=found.about).encode()


def _bow_tie(found: Found) -> bytes:
    one = found.analysis
    return bow_tie(one.top.title, patterns(one.cuts), about=found.about).encode()


FORMATS: Final[dict[str, Format]] = {
    "open-psa": Format("Open-PSA fault tree", open_psa.BEGINS, _unrolled),
    "open-psa-flat": Format("Open-PSA fault tree", open_psa.BEGINS, _flat),
    "csv": Format("CSV export", cut_sets.BEGINS, cut_sets.rows),
    "csv-events": Format(
        "CSV export of events", cut_sets.EVENT_BEGINS, cut_sets.event_rows
    ),
    "dot": Format("fault tree in DOT", dot.TREE_BEGINS, dot.tree),
    "dot-graph": Format("graph in DOT", dot.GRAPH_BEGINS, dot.graph),
    "itf": Format("trace in ITF", itf.BEGINS, itf.traces, numbered=True),
    "junit": Format("JUnit report", junit.BEGINS, junit.report),
    "promela": Format("model in Promela", promela.BEGINS, promela.model),
    "sarif": Format("SARIF log", sarif.BEGINS, sarif.log, sarif.HOLDS),
}
PICTURES: Final[dict[str, Format]] = {
    "fault-tree": Format("fault tree (SVG)", b"<svg ", _fault_tree, b">Fault tree: "),
    "bow-tie": Format("bow-tie (SVG)", b"<svg ", _bow_tie, b">Bow-tie: "),
}


def numbered(path: Path, nth: int) -> Path:
    """(2) The nth of several files, the first being 1."""
    stem, dot_, rest = path.name.partition(".")
    return path.with_name(f"{stem}{nth}{dot_}{rest}")
