"""The export formats by name, and what each writes.

1. A format is a function of what was found: the same analysis is the same bytes.
2. A format of several files is written to numbered ones: `story.itf.json` becomes
   `story1.itf.json`, `story2.itf.json`, as Apalache names its traces.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from lastlook.hazard.exports import cut_sets, dot, itf, junit, open_psa, promela, sarif
from lastlook.hazard.exports.found import Found

Written: TypeAlias = bytes | Sequence[bytes]
ITF: Final = "itf"


def _unrolled(found: Found) -> bytes:
    return open_psa.unrolled_tree(found.analysis.top.title, found.graph)


def _flat(found: Found) -> bytes:
    return open_psa.flat(found.analysis.top.title, found.analysis.cuts)


FORMATS: Final[dict[str, Callable[[Found], Written]]] = {
    "open-psa": _unrolled,
    "open-psa-flat": _flat,
    "csv": cut_sets.rows,
    "csv-events": cut_sets.event_rows,
    "dot": dot.tree,
    "dot-graph": dot.graph,
    ITF: itf.traces,
    "junit": junit.report,
    "promela": promela.model,
    "sarif": sarif.log,
}


def write(found: Found, name: str, path: Path) -> tuple[Path, ...]:
    """Write an export; answers the files. KeyError where no format has that name."""
    written = FORMATS[name](found)
    if isinstance(written, bytes):
        path.write_bytes(written)
        return (path,)
    paths = tuple(_numbered(path, nth) for nth in range(1, len(written) + 1))
    for one, text in zip(paths, written, strict=True):
        one.write_bytes(text)
    return paths


def _numbered(path: Path, nth: int) -> Path:
    stem, dot_, rest = path.name.partition(".")
    return path.with_name(f"{stem}{nth}{dot_}{rest}")
