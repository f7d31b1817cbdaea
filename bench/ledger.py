"""The ledger against the bare disk, SQLite and SHA-256 of the same machine.

Appending is measured whole: numbering, leaf, tree, signature, commit and head file,
the last two flushed beside each other. The floor inserts the same leaves as bare rows
in batches of the same size, durably, with one flush a batch: no act id, no checkpoint,
no head file. The second row of each size leaves out the head file, to tell what it
costs; the third is the floor with what a retry cannot do without, an index of act ids
in which none is twice. Rounds take turns, and the best of each counts.
"""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import count
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import apsw

from bench.table import Row
from lastlook.ledger.entry import ACT_ID_AT, Draft, leaf, numbered
from lastlook.ledger.head import HeadFile, HeadInMemory, HeadOnDisk
from lastlook.ledger.keys import PrivateKey, is_signed
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import Frontier, leaf_hash
from lastlook.ledger.note import Signer
from lastlook.ledger.sqlite import SqliteStore

ROUNDS = 3
ENTRIES = {1: 600, 16: 6_400, 64: 12_800, 256: 25_600}  # by batch size
SIGNER = Signer("bench.example", PrivateKey(bytes(32)))
# Not /tmp, which is in memory on many machines.
FOLDER = Path("build")

BARE = "CREATE TABLE bare (n INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT"
ONCE = f"CREATE UNIQUE INDEX ids ON bare (substr(leaf, {ACT_ID_AT + 1}, 16))"


def rows() -> Iterator[Row]:
    """Every figure of the ledger."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as folder:
        yield from flushes(Path(folder) / "flushes")
        for batch in ENTRIES:
            yield from _appending(Path(folder), batch)
    yield from _hashing()
    yield from _checking()


def drafts(entries: int) -> list[Draft]:
    """Acts of 354 bytes with decisions of 200, their ids in order of time."""
    draw = random.Random(1)  # noqa: S311  # the same every time
    return [
        Draft(
            recorded_at=1_750_000_000_000 + n,
            act_id=(1_750_000_000_000 + n // 50).to_bytes(6, "big")
            + b"\x70"
            + draw.randbytes(9),
            key="armorer-1",
            act=draw.randbytes(354),
            signature=draw.randbytes(64),
            decision=draw.randbytes(200),
            core="1",
            pack=sha256(b"pack").hexdigest(),
        )
        for n in range(entries)
    ]


def flushes(path: Path) -> Iterator[Row]:
    """How long this disk takes to keep 4 KiB."""
    with path.open("wb", buffering=0) as file:
        file.write(bytes(4096))
        os.fsync(file.fileno())
        taken = []
        for _ in range(400):
            file.seek(0)
            file.write(b"x" * 4096)
            start = perf_counter()
            os.fdatasync(file.fileno())
            taken.append((perf_counter() - start) * 1e6)
    parts = quantiles(taken, n=100)
    yield Row("fdatasync of this disk, median", parts[49], "µs")
    yield Row("fdatasync of this disk, 99th of 100", parts[98], "µs")


def _appending(folder: Path, batch: int) -> Iterator[Row]:
    acts = drafts(ENTRIES[batch])
    leaves = [leaf(numbered(n, act)) for n, act in enumerate(acts)]
    names = count()

    def place() -> Path:
        made = folder / f"{batch}-{next(names)}"
        made.mkdir()
        return made

    bare, once, whole, without = _best(
        lambda: inserted(place(), leaves, batch),
        lambda: inserted(place(), leaves, batch, ONCE),
        lambda: _appended(place(), acts, batch, HeadOnDisk),
        lambda: _appended(place(), acts, batch, lambda _: HeadInMemory()),
    )
    name = f"append, {batch} at a time"
    yield Row(name, whole, "entries/s", bare, "ratio >= 0.6")
    yield Row(f"{name}, no head file", without, "entries/s", bare)
    yield Row(f"bare rows, each act id once, {batch} at a time", once, "rows/s", bare)
    if batch >= 64:
        more = (1 / whole - 1 / bare) * 1e6
        yield Row(f"{name}, over the floor", more, "µs/entry", goal="<= 12")


def _best(*measured: Callable[[], float]) -> list[float]:
    """The highest rate of each over the rounds, taken in turns."""
    rounds = [[each() for each in measured] for _ in range(ROUNDS)]
    return [max(rates) for rates in zip(*rounds, strict=True)]


def inserted(folder: Path, leaves: Sequence[bytes], batch: int, *more: str) -> float:
    """Bare durable rows a second, so many a transaction, with `more` to the table."""
    with closing(apsw.Connection(str(folder / "bare.db"))) as connection:
        connection.pragma("journal_mode", "WAL")
        connection.pragma("synchronous", "FULL")
        for statement in (BARE, *more):
            connection.execute(statement)
        start = perf_counter()
        for first in range(0, len(leaves), batch):
            numbered_leaves = enumerate(leaves[first : first + batch], first)
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO bare (n, leaf) VALUES (?, ?)", list(numbered_leaves)
            )
            connection.execute("COMMIT")
        return len(leaves) / (perf_counter() - start)


def _appended(
    folder: Path,
    acts: Sequence[Draft],
    batch: int,
    head_file_at: Callable[[Path], HeadFile],
) -> float:
    store = SqliteStore.create(folder / "ledger.db")
    with closing(Log.create(store, SIGNER, head_file_at(folder / "head"))) as log:
        start = perf_counter()
        for first in range(0, len(acts), batch):
            log.append(acts[first : first + batch])
        return len(acts) / (perf_counter() - start)


def _hashing() -> Iterator[Row]:
    leaves = [leaf(numbered(n, act)) for n, act in enumerate(drafts(25_600))]

    def hashed() -> float:
        start = perf_counter()
        for each in leaves:
            sha256(each).digest()
        return len(leaves) / (perf_counter() - start)

    def grown() -> float:
        start = perf_counter()
        frontier = Frontier()
        for first in range(0, len(leaves), 256):
            frontier.extend(map(leaf_hash, leaves[first : first + 256]))
            frontier.root()
        return len(leaves) / (perf_counter() - start)

    floor, ours = _best(hashed, grown)
    yield Row(
        "tree, leaf hash and append, 256 at a time",
        ours,
        "leaves/s",
        floor,
        ">= 200,000",
    )


def _checking() -> Iterator[Row]:
    key = PrivateKey(bytes(32))
    messages = [act.act for act in drafts(1000)]
    signed = [(message, key.sign(message)) for message in messages]

    def checked() -> float:
        start = perf_counter()
        assert all(is_signed(key.public, *each) for each in signed)
        return len(signed) / (perf_counter() - start)

    [rate] = _best(checked)
    yield Row("Ed25519 checked with PyNaCl, one core", rate, "per s", None, ">= 10,000")
