"""A store in one SQLite file.

1. Every commit is on the disk before `append` returns: write-ahead log,
   synchronous=FULL, both set and read back at the start, or the store does not open.
2. Exactly one connection writes, and it moves the write-ahead log into the file too;
   readers have connections of their own, opened read-only, one per reading thread.
3. Entries, tiles and checkpoints are only ever inserted (`sqlite_schema`).
4. Of another program's file, a newer version's, an empty or a cut-off one it says so,
   and touches nothing.
5. What a desk reads when it starts is on the disk: the write-ahead log is written over
   with its own content, because a flush that failed before leaves pages that only
   look written.

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
from lastlook.ledger.durable import sync_directory
from lastlook.ledger.entry import act_id_in
from lastlook.ledger.errors import (
    DuplicateActError,
    HeadMovedError,
    LedgerCorruptError,
    LedgerError,
    OutcomeUnknownError,
    ReadOnlyError,
    StoreBrokenError,
    StoreBusyError,
    StoreFullError,
    StoreUnusableError,
)
from lastlook.ledger.rewrite import rewrite
from lastlook.ledger.store import READ_PAGE, Batch, Begins, Head, Tile, nothing

_BUSY_WAIT_MS = 1000  # for another process that copies or checks the file
_FULL = 2  # what PRAGMA synchronous answers for FULL


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
        self._still = False
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
        try:
            path.open("x").close()
        except FileExistsError:
            raise StoreUnusableError(
                f"There is a file at {path} already; it was left as it is. Open it, or "
                "choose another place."
            ) from None
        except OSError as error:
            raise StoreBrokenError(str(path), str(error)) from None
        with _translated(str(path)):
            writer = _connect(path, apsw.SQLITE_OPEN_READWRITE, vfs)
            _make_durable(writer, path)
            with writer:
                schema.make(writer)
            schema.guard(writer)
        sync_directory(path.parent)
        return cls(path, writer, vfs)

    @classmethod
    def open(cls, path: Path, vfs: str | None = None) -> "SqliteStore":
        """The file at `path`, open for writing and reading.

        Raises:
            StoreUnusableError: there is none, or not one of ours; says which.
            LedgerCorruptError: it is cut off or damaged.
        """
        with _translated(str(path)):
            writer = _connect(path, apsw.SQLITE_OPEN_READWRITE, vfs)
            with _closed_on_failure(writer):
                schema.check(writer, path)
                _make_durable(writer, path)
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
            still: that nobody writes to it meanwhile: then no file is made beside it,
                and it may lie where nothing can be written.

        Raises:
            StoreUnusableError: there is none, or not one of ours; says which.
            LedgerCorruptError: it is cut off or damaged.
        """
        store = cls(path, None, vfs)
        store._still = still
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
        with _translated(self.where):
            writer.execute("BEGIN IMMEDIATE")
            try:
                self._insert(writer, batch)
                beside()
            except BaseException:
                _roll_back(writer)
                raise
        try:
            writer.execute("COMMIT")
        except BaseException as error:
            _roll_back(writer)
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
        newest = "SELECT max(size) FROM checkpoints"
        beyond = f"SELECT n FROM entries WHERE n >= ({newest}) LIMIT 1"  # noqa: S608
        for (n,) in self._rows(beyond):
            raise LedgerCorruptError(
                f"entry {n} is beyond the newest checkpoint", self.where
            )

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

    @contextmanager
    def _reader(self) -> Iterator[apsw.Connection]:
        """A connection for reading that no other thread uses meanwhile."""
        with _translated(self.where):
            try:
                reader = self._idle.get_nowait()
            except Empty:
                how = apsw.SQLITE_OPEN_READONLY
                reader = _connect(self._path, how, self._vfs, still=self._still)
            try:
                yield reader
            finally:
                self._idle.put(reader)


def _connect(
    path: Path, how: int, vfs: str | None, *, still: bool = False
) -> apsw.Connection:
    if not path.exists():
        raise StoreUnusableError(
            f"There is no ledger at {path}. Check the path, or create one there."
        )
    name = str(path)
    if still:
        name, how = (
            f"{path.absolute().as_uri()}?immutable=1",
            how | apsw.SQLITE_OPEN_URI,
        )
    connection = apsw.Connection(name, flags=how, vfs=vfs)
    connection.set_busy_timeout(_BUSY_WAIT_MS)
    return connection


def _make_durable(writer: apsw.Connection, path: Path) -> None:
    """Set what promise 1 needs, and read it back."""
    journal = writer.pragma("journal_mode", "WAL")
    writer.pragma("synchronous", "FULL")
    synchronous = writer.pragma("synchronous")
    if (journal, synchronous) != ("wal", _FULL):
        raise StoreUnusableError(
            f"{path} cannot be written durably (journal_mode={journal}, synchronous="
            f"{synchronous}). Put it on a local disk, not on a network share."
        )


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
def _closed_on_failure(connection: apsw.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with suppress(apsw.Error):  # what brought us here is told
            connection.close()
        raise


def _roll_back(writer: apsw.Connection) -> None:
    # What brought us here is told; SQLite may have rolled back by itself, and what
    # is not committed is gone after a restart in any case.
    with suppress(apsw.Error):
        if not writer.get_autocommit():
            writer.execute("ROLLBACK")


@contextmanager
def _translated(where: str) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise StoreBusyError(where) from error
    except apsw.FullError as error:
        raise StoreFullError(where) from error
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise LedgerCorruptError(f"SQLite says: {error}", where) from error
    except apsw.Error as error:
        raise StoreBrokenError(where, str(error)) from error
