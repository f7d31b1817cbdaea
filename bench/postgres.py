"""The ledger in PostgreSQL against a bare multi-row insert on the same server.

Appending is measured whole, as for a file (`bench.ledger`). The floor inserts the same
leaves into a table with a number and nothing else, one statement a batch, durably: no
act id, no checkpoint, no head file. Rounds take turns, and the best of each counts.

Opening is measured with one production in the database, then with 2,000: copies of its
rows under other ids, as full as it is.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.ledger import SIGNER, drafts, flushes
from bench.table import Row
from lastlook.ledger.entry import Draft, leaf, numbered
from lastlook.ledger.head import HeadFile, HeadInMemory, HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.postgres import PostgresStore
from tests.world.postgres import Server, a_server

ROUNDS = 7
ENTRIES = {16: 960, 64: 3_840, 256: 10_240}  # by batch size
GOAL = "ratio >= 0.6"
PRODUCTIONS = 2_000
OPENINGS = 60
# Not /tmp, which is in memory on many machines.
FOLDER = Path("build")

BARE = "CREATE TABLE bare_{} (n bigint PRIMARY KEY, leaf bytea NOT NULL)"
INSERT = (
    "INSERT INTO bare_{} SELECT %s + nth, leaf "
    "FROM unnest(%b::bytea[]) WITH ORDINALITY AS new (leaf, nth)"
)
COLUMNS = {
    "entries": "n, leaf",
    "tiles": "level, n, root, hashes",
    "checkpoints": "size, note, turn",
    "turns": "turn",
}
COPIES = (
    "INSERT INTO lastlook.{0} (production_id, {1}) SELECT 'copy-' || copy, {1} "
    "FROM lastlook.{0}, generate_series(1, {2}) AS copy"
)
_names = count()


def rows() -> Iterator[Row]:
    """Every figure of the ledger in PostgreSQL."""
    FOLDER.mkdir(exist_ok=True)
    with a_server() as server, TemporaryDirectory(dir=FOLDER) as folder:
        yield from flushes(server.folder / "flushes")
        for batch in ENTRIES:
            yield from _appending(server, Path(folder), batch)
        yield from _opening(server)


def _appending(server: Server, folder: Path, batch: int) -> Iterator[Row]:
    acts = drafts(ENTRIES[batch])
    leaves = [leaf(numbered(n, act)) for n, act in enumerate(acts)]
    rounds = []
    for _ in range(ROUNDS):
        head_file = HeadOnDisk(folder / f"head-{next(_names)}")
        rounds.append(
            (
                _inserted(server, leaves, batch),
                _appended(server, acts, batch, head_file),
                _appended(server, acts, batch, HeadInMemory()),
            )
        )
    bare, whole, without = (max(rates) for rates in zip(*rounds, strict=True))
    yield Row(f"append, {batch} at a time", whole, "entries/s", bare, GOAL)
    yield Row(f"append, {batch} at a time, no head file", without, "entries/s", bare)


def _inserted(server: Server, leaves: Sequence[bytes], batch: int) -> float:
    name = next(_names)
    with server.connect() as connection:
        connection.execute(BARE.format(name).encode())
        insert = INSERT.format(name).encode()
        start = perf_counter()
        for first in range(0, len(leaves), batch):
            connection.execute(insert, (first, leaves[first : first + batch]))
        return len(leaves) / (perf_counter() - start)


def _appended(
    server: Server, acts: Sequence[Draft], batch: int, head_file: HeadFile
) -> float:
    store = PostgresStore.create(server.address(), f"bench-{next(_names)}")
    with closing(Log.create(store, SIGNER, head_file)) as log:
        start = perf_counter()
        for first in range(0, len(acts), batch):
            log.append(acts[first : first + batch])
        return len(acts) / (perf_counter() - start)


def _opening(server: Server) -> Iterator[Row]:
    database, head_file = server.a_database(), HeadInMemory()
    store = PostgresStore.create(server.address(database), "film-0")
    with closing(Log.create(store, SIGNER, head_file)) as log:
        log.append(drafts(300))
    alone = _opened(server, database, head_file)
    for table, columns in COLUMNS.items():
        server.run(COPIES.format(table, columns, PRODUCTIONS - 1), database)
    server.run("ANALYZE", database)
    among = _opened(server, database, head_file)
    yield Row("open a production, alone in its database", alone, "ms")
    yield Row(f"open it among {PRODUCTIONS:,}", among, "ms", alone, "ratio <= 1.5")


def _opened(server: Server, database: str, head_file: HeadFile) -> float:
    """Milliseconds from connecting to being ready to append, the median."""
    taken = []
    for _ in range(OPENINGS):
        start = perf_counter()
        store = PostgresStore.open(server.address(database), "film-0")
        with closing(Log.open(store, SIGNER, head_file)):
            taken.append((perf_counter() - start) * 1e3)
    return median(taken)
