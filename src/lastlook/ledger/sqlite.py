"""A store in one SQLite file.

1. Every commit is on the disk before `append` returns, or the store does not open
   (`sqlite_file`).
2. Exactly one connection writes, and it moves the write-ahead log into the file too;
   readers have connections of their own, opened read-only, one per reading thread.
3. Entries, tiles and checkpoints are only ever inserted (`sqlite_schema`).
4. Of another program's file, a newer version's, an empty or a cut-off one it says so,
   and touches nothing.
5. What a desk reads when it starts is on the disk: the write-ahead log is written over
   with its own content, because a flush that failed before leaves pages that only
   look written.
6. A file that is read as one that nobody writes to, and is written all the same, is
   called busy, not damaged.

A failed COMMIT leaves open whether the batch will be there after a restart, so it is
fatal (`OutcomeUnknownError`); any error before it has written nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import apsw

from lastlook.ledger import sqlite_schema as schema
from lastlook.ledger.entry import act_id_in
from lastlook.ledger.errors import (
    DuplicateActError,
    HeadMovedError,
    LedgerCorruptError,
    LedgerError,
    OutcomeUnknownError,
    ReadOnlyError,
    StoreBusyError,
    StoreUnusableError,
)
from lastlook.ledger.rewrite import rewrite
from lastlook.ledger.sqlite_file import (
    made,
    make_durable,
    only_still,
    opened,
    roll_back,
    to_read,
    translated,
)
from lastlook.ledger.store import (
    READ_PAGE,
    Batch,
    Begins,
    Head,
    Tile,
    check_inside,
    nothing,
)

_SIZE = "(SELECT coalesce(max(size), 0) FROM checkpoints)"
# One statement, so that what is appended meanwhile is in all of it or in none.
_OUTSIDE = f"""
SELECT 'entries', count(*), min(n) FROM entries WHERE n < 0 OR n >= {_SIZE}
UNION ALL
SELECT 'tiles', count(*), min(n) FROM tiles WHERE CASE
    WHEN n < 0 OR level NOT BETWEEN 0 AND 6 THEN true
    ELSE n >= {_SIZE} >> 8 * (level + 1) END
UNION ALL
SELECT 'checkpoints', count(*), min(size) FROM checkpoints WHERE size < 0
"""  # noqa: S608  # our own words


class SqliteStore:
    """A ledger in an SQLite file; see `create`, `open` and `open_to_read`."""

    shared = False  # one process writes

    def __init__(
        self, path: Path, writer: apsw.Connection | None, vfs: str | None
    ) -> None:
        self.where = str(path)
        self._path = path
        self._writer = writer
        self._vfs = vfs
        self._still: tuple[int, int] | None = None  # what it was when it was opened
        self._idle: SimpleQueue[apsw.Connection] = SimpleQueue()

    @classmethod
    def create(cls, path: Path, vfs: str | None = None) -> "SqliteStore":
        """A new file at `path`, open for writing.

        Args:
            path: where; its directory must be there.
            vfs: name of a registered SQLite VFS to read and write through.

        Raises:
            StoreUnusableError: there is a file already.
        """
        with _translated(str(path)), made(path, vfs) as writer:
            with writer:
                schema.make(writer)
            schema.guard(writer)
        return cls(path, writer, vfs)

    @classmethod
    def open(cls, path: Path, vfs: str | None = None) -> "SqliteStore":
        """The file at `path`, open for writing and reading.

        Raises:
            StoreUnusableError: there is none, or not one of ours; says which.
            LedgerCorruptError: it is cut off or damaged.
        """
        check_there(path)
        with _translated(str(path)), opened(path, vfs=vfs) as writer:
            schema.check(writer, path)
            make_durable(writer, path)
            schema.guard(writer)
            _write_log_again(writer, path, vfs)
        return cls(path, writer, vfs)

    @classmethod
    def open_to_read(
        cls, path: Path, vfs: str | None = None, *, still: bool = False
    ) -> "SqliteStore":
        """The file at `path`, open for reading only.

        Args:
            path: where it is.
            vfs: name of a registered SQLite VFS to read through.
            still: that nobody writes to it meanwhile: then no file is made beside it.
                So it is taken by itself where nothing can be written.

        Raises:
            StoreUnusableError: there is none, or not one of ours, or it cannot be read
                where it lies; says which.
            LedgerCorruptError: it is cut off or damaged.
        """
        check_there(path)
        store = cls(path, None, vfs)
        with _translated(str(path)):
            if still or only_still(path, vfs):
                store._still = _written(path)
        try:
            with store._reader() as reader:
                schema.check(reader, path)
        except BaseException:
            store.close()
            raise
        return store

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        """Add the batch, durably, or raise and add nothing."""
        writer = self._writer
        if writer is None:
            raise ReadOnlyError(self.where)
        try:
            writer.execute("BEGIN IMMEDIATE")
            self._insert(writer, batch)
            beside()
        except BaseException:
            with _translated(self.where):
                roll_back(writer)
                raise
        try:
            writer.execute("COMMIT")
        except BaseException as error:
            roll_back(writer)
            raise OutcomeUnknownError(self.where, str(error)) from error

    def _insert(self, writer: apsw.Connection, batch: Batch) -> None:
        found = writer.execute("SELECT max(size) FROM checkpoints").get
        if found != batch.size:
            raise HeadMovedError(batch.size, found)
        if batch.leaves:
            try:
                # One statement for the whole batch, without a call for each row.
                writer.execute(
                    "INSERT INTO entries (n, leaf) "
                    "SELECT ?1 + rowid - 1, value FROM carray(?2)",
                    (batch.size, apsw.carray(tuple(batch.leaves))),
                )
            except apsw.ConstraintError as error:
                raise self._refused(writer, batch, error) from None
        if batch.tiles:
            writer.executemany(
                "INSERT INTO tiles (level, n, root, hashes) VALUES (?, ?, ?, ?)",
                [(tile.level, tile.n, tile.root, tile.hashes) for tile in batch.tiles],
            )
        writer.executemany(
            "INSERT INTO checkpoints (size, note) VALUES (?, ?)",
            [(head.size, head.note) for head in (*batch.passed, batch.head)],
        )

    def _refused(
        self, writer: apsw.Connection, batch: Batch, error: apsw.ConstraintError
    ) -> LedgerError:
        """Why the entries could not be inserted."""
        seen = set()
        for act_id in map(act_id_in, batch.leaves):
            stored = "SELECT 1 FROM entries WHERE act_id = ?"
            if act_id in seen or writer.execute(stored, (act_id,)).get:
                return DuplicateActError(act_id)
            seen.add(act_id)
        return LedgerCorruptError(
            f"entries beyond the newest checkpoint: {error}", self.where
        )

    def head(self) -> Head | None:
        """The newest head; None where no ledger was begun."""
        newest = "SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1"
        return next((Head(*row) for row in self._rows(newest)), None)

    def heads(self) -> Iterator[Head]:
        """Every head there ever was, oldest first."""
        after = -1
        page = "SELECT size, note FROM checkpoints WHERE size > ? ORDER BY size LIMIT ?"
        while True:
            rows = self._rows(page, (after, READ_PAGE))
            if not rows:
                return
            yield from (Head(*row) for row in rows)
            after = rows[-1][0]

    def over(self, n: int) -> Head | None:
        """The first head whose tree holds entry `n`."""
        one = "SELECT size, note FROM checkpoints WHERE size > ? ORDER BY size LIMIT 1"
        return next((Head(*row) for row in self._rows(one, (n,))), None)

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Leaves [start, stop), in order, read a page at a time."""
        # Between pages no read transaction is open: a slow reader does not keep the
        # write-ahead log from being emptied.
        page = "SELECT n, leaf FROM entries WHERE n >= ? AND n < ? ORDER BY n"
        for first in range(start, stop, READ_PAGE):
            last = min(first + READ_PAGE, stop)
            rows = self._rows(page, (first, last))
            for expected, (n, leaf) in enumerate(rows, first):
                if n != expected:
                    raise LedgerCorruptError(f"entry {expected} is missing", self.where)
                yield leaf
            if len(rows) != last - first:
                raise LedgerCorruptError(
                    f"entry {first + len(rows)} is missing", self.where
                )

    def find(self, act_id: bytes) -> bytes | None:
        """The leaf of the act with this id."""
        one = "SELECT leaf FROM entries WHERE act_id = ?"
        return next((leaf for (leaf,) in self._rows(one, (act_id,))), None)

    def tile(self, level: int, n: int) -> Tile | None:
        """The tile, once it is full."""
        one = "SELECT level, n, root, hashes FROM tiles WHERE level = ? AND n = ?"
        return next((Tile(*row) for row in self._rows(one, (level, n))), None)

    def roots(self, level: int, start: int, stop: int) -> list[bytes]:
        """The roots of full tiles [start, stop) of one level, as far as there are."""
        some = "SELECT root FROM tiles WHERE level = ? AND n >= ? AND n < ? ORDER BY n"
        return [root for (root,) in self._rows(some, (level, start, stop))]

    def check(self) -> None:
        """Let SQLite look through the whole file, indexes and all."""
        [(fault,)] = self._rows("PRAGMA integrity_check(1)")
        if fault != "ok":
            raise LedgerCorruptError(f"SQLite finds: {fault}", self.where)
        check_inside(self._rows(_OUTSIDE), self.where)

    def close(self) -> None:
        """Close the readers, then the writer, which empties the write-ahead log."""
        with _translated(self.where):
            with suppress(Empty):
                while True:
                    self._idle.get_nowait().close()
            if self._writer:
                self._writer.close()

    def _rows(self, query: str, bindings: tuple[Any, ...] = ()) -> list[Any]:
        with self._reader() as reader:
            return reader.execute(query, bindings).fetchall()

    def _a_reader(self) -> apsw.Connection:
        check_there(self._path)
        return to_read(self._path, self._vfs, still=self._still is not None)

    @contextmanager
    def _reader(self) -> Iterator[apsw.Connection]:
        """A connection for reading that no other thread uses meanwhile."""
        with _translated(self.where):
            try:
                reader = self._idle.get_nowait()
            except Empty:
                reader = self._a_reader()
            try:
                yield reader
            finally:
                self._idle.put(reader)
                # (6) whatever was read or not
                if self._still not in (None, _written(self._path)):
                    raise StoreBusyError(self.where)


def check_there(path: Path) -> None:
    """Refuse a place where no file is; StoreUnusableError says what to do."""
    if not path.exists():
        raise StoreUnusableError(
            f"There is no ledger at {path}. Check the path, or create one there."
        )


def _written(path: Path) -> tuple[int, int]:
    """When a file was written last (ns), and its bytes."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _write_log_again(writer: apsw.Connection, path: Path, vfs: str | None) -> None:
    """Promise 5: a commit whose flush failed is on the disk now, or is not read."""
    log = path.with_name(f"{path.name}-wal")
    if not log.exists():
        return
    writer.execute("BEGIN IMMEDIATE")  # nobody else writes to it meanwhile
    try:
        rewrite(str(log), vfs)
    finally:
        writer.execute("ROLLBACK")


@contextmanager
def _translated(where: str) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    with translated(where):
        try:
            yield
        except (apsw.CorruptError, apsw.NotADBError) as error:
            raise LedgerCorruptError(f"SQLite says: {error}", where) from error
