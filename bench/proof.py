"""An inclusion proof in a ledger of ten million entries.

The store has every tile of such a ledger and none of the entries but the last two
hundred: a proof reads nothing else. The leaf hashes under the tiles are those of
counted numbers. Each proof is read from the file, with nothing remembered from the one
before, and is then checked against the signed root.
"""

import random
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench.ledger import SIGNER, drafts
from bench.table import Row
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import leaf, numbered
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import EMPTY_ROOT, leaf_hash, verify_inclusion
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.store import Batch, Head
from lastlook.ledger.tiles import Edge

TILED: Final = 39_062 * 256  # entries of which there are tiles only
ENTRIES: Final = TILED + 200
STEP: Final = 256 * 256
PROOFS: Final = 1_000
FOLDER: Final = Path("build")


def rows() -> Iterator[Row]:
    """Every figure of proofs."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as folder:
        path = Path(folder) / "ledger"
        _built(path)
        taken = perf_counter()
        store = SqliteStore.open_to_read(path)
        log = Log.open_to_read(store, SIGNER.verifier)
        opening = perf_counter() - taken
        with closing(log):
            times = [_proved(log, n) for n in _numbers()]
    parts = quantiles(times, n=100)
    name = f"inclusion proof, {ENTRIES:,} entries"
    yield Row(f"{name}, half within", parts[49] * 1e3, "ms", None, "<= 2")
    yield Row(f"{name}, 99 of 100 within", parts[98] * 1e3, "ms", None, "<= 2")
    yield Row("  store, checkpoint and tree opened", opening * 1e3, "ms")


def _numbers() -> Iterator[int]:
    draw = random.Random(1)  # noqa: S311  # the same every time
    yield from (0, TILED - 1, TILED, ENTRIES - 1)
    yield from (draw.randrange(ENTRIES) for _ in range(PROOFS))


def _proved(log: Log, n: int) -> float:
    taken = perf_counter()
    proof = log.inclusion(n)
    taken = perf_counter() - taken
    known = _hash(n) if n < TILED else leaf_hash(next(log.leaves(n, n + 1)))
    verify_inclusion(known, n, log.size, proof, log.root(log.size))
    return taken


def _hash(n: int) -> bytes:
    return sha256(n.to_bytes(8, "big")).digest()


def _built(path: Path) -> None:
    edge, size = Edge(), 0
    first = Checkpoint(SIGNER.name, 0, EMPTY_ROOT)
    with closing(SqliteStore.create(path)) as store:
        store.append(Batch(None, [], [], Head(0, sign_checkpoint(first, SIGNER))))
        while size < TILED:
            stop = min(size + STEP, TILED)
            tiles = edge.extend([_hash(n) for n in range(size, stop)])
            store.append(Batch(size, [], tiles, _head(edge)))
            size = stop
        last = [leaf(numbered(size + n, one)) for n, one in enumerate(drafts(200))]
        tiles = edge.extend(map(leaf_hash, last))
        store.append(Batch(size, last, tiles, _head(edge)))


def _head(edge: Edge) -> Head:
    signed = Checkpoint(SIGNER.name, edge.size, edge.root())
    return Head(edge.size, sign_checkpoint(signed, SIGNER))
