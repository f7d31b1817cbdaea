import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest

from lastlook.ledger.entry import ACT_ID_AT, leaf, numbered
from lastlook.ledger.errors import (
    LedgerCorruptError,
    OutcomeUnknownError,
    ReadOnlyError,
    StoreBrokenError,
    StoreBusyError,
    StoreFullError,
    StoreUnusableError,
)
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.sqlite_schema import APPLICATION_ID
from tests.world.ledger import a_draft, a_log, a_signer, act_id, drafts, flip
from tests.world.unguarded import unguarded

SIGNER = a_signer()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed ledger of 600 entries, in batches of 300."""
    path = tmp_path / "ledger.db"
    a_log(300, 300, store=SqliteStore.create(path)).close()
    return path


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The same file through Python's own SQLite, as anybody may open it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def reopened(store: SqliteStore) -> Log:
    """The ledger in a reopened store, with a head file that goes with it."""
    head, head_file = store.head(), HeadInMemory()
    assert head is not None
    head_file.write(head.note)
    return Log.open(store, SIGNER, head_file)


def test_an_opened_file_goes_on_where_it_ended(path: Path) -> None:
    log = reopened(SqliteStore.open(path))
    log.append(drafts(600, 601))
    assert log.verify().size == 601
    log.close()


def test_a_closed_ledger_is_one_file(path: Path) -> None:
    assert [each.name for each in path.parent.iterdir()] == ["ledger.db"]


ROWS = {
    "entries": "n, leaf",
    "tiles": "level, n, root, hashes",
    "checkpoints": "size, note",
}
CHANGES = (
    "UPDATE {table} SET rowid = rowid + 9000",
    "DELETE FROM {table}",
    "REPLACE INTO {table} ({rows}) SELECT {rows} FROM {table} LIMIT 1",
)
AGAIN = "INSERT INTO {table} ({rows}) SELECT {rows} FROM {table} LIMIT 1"


@pytest.mark.parametrize("table", ROWS)
@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_changed_deleted_or_replaced_even_from_outside(
    raw: sqlite3.Connection, table: str, change: str
) -> None:
    every_row = f"SELECT {ROWS[table]} FROM {table}"  # noqa: S608  # our own words
    before = list(raw.execute(every_row))
    with pytest.raises(sqlite3.IntegrityError, match=f"{table} are append-only"):
        raw.execute(change.format(table=table, rows=ROWS[table]))
    assert list(raw.execute(every_row)) == before


@pytest.mark.parametrize("table", ROWS)
@pytest.mark.parametrize("change", [*CHANGES, AGAIN])
def test_the_writing_connection_too_only_adds_rows_in_a_new_file_and_an_opened_one(
    path: Path, table: str, change: str
) -> None:
    every_row = f"SELECT {ROWS[table]} FROM {table}"  # noqa: S608  # our own words
    with closing(SqliteStore.create(path.with_name("new"))) as new:
        Log.create(new, SIGNER, HeadInMemory()).append(drafts(0, 300))
        with closing(SqliteStore.open(path)) as opened:
            for store in (new, opened):
                writer = store._writer  # noqa: SLF001  # nobody else has it
                assert writer is not None
                before = list(writer.execute(every_row))
                assert before
                with pytest.raises(apsw.ConstraintError):
                    writer.execute(change.format(table=table, rows=ROWS[table]))
                assert list(writer.execute(every_row)) == before


def test_an_entry_cannot_be_replaced_by_way_of_its_act_id(
    raw: sqlite3.Connection,
) -> None:
    again = leaf(numbered(600, a_draft(7, act="never happened")))
    with pytest.raises(sqlite3.IntegrityError, match="entries are append-only"):
        raw.execute("REPLACE INTO entries (n, leaf) VALUES (600, ?)", (again,))
    [found] = raw.execute("SELECT n FROM entries WHERE act_id = ?", (act_id(7),))
    assert found == (7,)


def test_an_older_checkpoint_cannot_be_slipped_in(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="checkpoints are append-only"):
        raw.execute("INSERT INTO checkpoints VALUES (5, x'00')")


@pytest.mark.parametrize(
    ("n", "said"),
    [(200, "entry 200 is not the one"), (550, "one of entries 300 to 599 is not")],
)
def test_an_entry_rewritten_behind_the_triggers_is_named(
    path: Path, n: int, said: str
) -> None:
    rewritten = leaf(numbered(n, a_draft(n, act="never happened")))
    with unguarded(path) as raw:
        raw.execute("UPDATE entries SET leaf = ? WHERE n = ?", (rewritten, n))
    store = SqliteStore.open_to_read(path)
    with pytest.raises(LedgerCorruptError, match=said):
        verify(store)
    store.close()


def verify(store: SqliteStore) -> None:
    """Open for reading and verify; a changed right edge is found by the former."""
    Log.open_to_read(store, SIGNER.verifier).verify()


def test_a_file_without_its_triggers_does_not_open(path: Path) -> None:
    with (
        unguarded(path),
        pytest.raises(LedgerCorruptError, match="triggers that keep it append-only"),
    ):
        SqliteStore.open(path)


def test_a_deleted_entry_is_named(path: Path) -> None:
    with unguarded(path) as raw:
        raw.execute("DELETE FROM entries WHERE n = 9")
    with (
        closing(SqliteStore.open_to_read(path)) as store,
        pytest.raises(LedgerCorruptError, match="entry 9 is missing"),
    ):
        verify(store)


def test_entries_beyond_the_newest_checkpoint_are_found(
    path: Path, raw: sqlite3.Connection
) -> None:
    extra = leaf(numbered(600, a_draft(600)))
    raw.execute("INSERT INTO entries (n, leaf) VALUES (600, ?)", (extra,))
    with closing(SqliteStore.open(path)) as store:
        log = Log.open_to_read(store, SIGNER.verifier)
        with pytest.raises(LedgerCorruptError, match="1 row of entries outside"):
            log.verify()
        log = reopened(store)
        with pytest.raises(LedgerCorruptError, match="entries beyond the newest"):
            log.append(drafts(601, 602))


def test_tiles_are_in_the_ledger_once_its_entries_fill_them(
    path: Path, raw: sqlite3.Connection
) -> None:
    with closing(SqliteStore.open_to_read(path)) as store:
        store.check()  # two full tiles, and 88 entries after them
        for level, n in ((-1, 0), (0, -1), (0, 2), (1, 0), (7, 0)):
            raw.execute("INSERT INTO tiles VALUES (?, ?, x'', x'')", (level, n))
        with pytest.raises(LedgerCorruptError, match="5 rows of tiles outside of its"):
            store.check()


def test_a_file_that_is_written_though_it_was_to_be_still_is_busy_not_damaged(
    path: Path,
) -> None:
    with closing(SqliteStore.open_to_read(path, still=True)) as store:
        assert len([*store.read(0, 600)]) == 600
        reopened(SqliteStore.open(path)).close()
        assert len([*store.read(0, 600)]) == 600
        log = reopened(SqliteStore.open(path))
        log.append(drafts(600, 700))
        log.close()
        with pytest.raises(StoreBusyError):
            list(store.read(0, 600))


def test_an_index_that_lost_a_row_is_found(path: Path) -> None:
    content, key = path.read_bytes(), act_id(500)
    places = [at for at in range(len(content)) if content.startswith(key, at)]
    tag = b"lastlook/entry/v1"
    of_index = [at for at in places if not content.startswith(tag, at - ACT_ID_AT)]
    assert of_index
    for at in of_index:
        flip(path, at + 15)
    with closing(SqliteStore.open_to_read(path)) as store:
        log = Log.open_to_read(store, SIGNER.verifier)
        with pytest.raises(LedgerCorruptError, match="SQLite finds: "):
            log.verify()


@pytest.mark.parametrize("share", [0.01, 0.3, 0.7, 0.99])
def test_a_file_that_was_cut_off_is_damage(path: Path, share: float) -> None:
    pages = int(path.stat().st_size * share) // 4096
    path.write_bytes(path.read_bytes()[: max(pages, 1) * 4096])
    with pytest.raises(LedgerCorruptError, match="malformed"):
        SqliteStore.open(path)


@pytest.mark.parametrize("table", ["entries", "checkpoints"])
def test_a_page_of_zeros_is_damage(path: Path, table: str) -> None:
    with closing(apsw.Connection(str(path))) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
        ).get
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)
    with (
        closing(SqliteStore.open_to_read(path)) as store,
        pytest.raises(LedgerCorruptError),
    ):
        verify(store)


def test_an_empty_file_says_that_its_creation_was_interrupted(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(StoreUnusableError, match="is empty: its creation was inter"):
        SqliteStore.open(path)


def test_a_file_that_is_not_sqlites_is_refused(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(StoreUnusableError, match="it is no SQLite file"):
        SqliteStore.open(path)


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE entries (n)")
        connection.execute("PRAGMA application_id = 7")
    before = path.read_bytes()
    for way in (SqliteStore.open, SqliteStore.open_to_read):
        with pytest.raises(StoreUnusableError, match=r"another program.*\(appl.*0x7\)"):
            way(path)
    assert path.read_bytes() == before


def test_a_newer_versions_file_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (
            APPLICATION_ID,
        )
        connection.execute("PRAGMA user_version = 2")
    before = path.read_bytes()
    with pytest.raises(StoreUnusableError, match="version 2; this program knows ver"):
        SqliteStore.open(path)
    assert path.read_bytes() == before


def test_where_there_is_no_file_none_is_made(tmp_path: Path) -> None:
    for way in (SqliteStore.open, SqliteStore.open_to_read):
        with pytest.raises(StoreUnusableError, match="There is no ledger at"):
            way(tmp_path / "nothing.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_created_over_another(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreUnusableError, match="already; it was left as it is"):
        SqliteStore.create(path)
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreBrokenError, match="nowhere"):
        SqliteStore.create(tmp_path / "nowhere" / "ledger.db")


def test_a_store_that_cannot_be_made_durable_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Careless(apsw.Connection):
        def pragma(self, name: str, *value: Any, **_: object) -> Any:
            if (name, *value) == ("synchronous", "FULL"):
                value = ("NORMAL",)
            return super().pragma(name, *value)

    monkeypatch.setattr(apsw, "Connection", Careless)
    with pytest.raises(StoreUnusableError, match="journal_mode=wal, synchronous=1"):
        SqliteStore.open(path)


def test_the_writing_connection_is_durable(path: Path) -> None:
    with closing(SqliteStore.open(path)) as store:
        writer = store._writer  # noqa: SLF001  # its settings
        assert writer is not None
        assert writer.pragma("synchronous") == 2
        assert writer.pragma("journal_mode") == "wal"


def test_what_was_opened_for_reading_cannot_append(path: Path) -> None:
    with closing(SqliteStore.open_to_read(path)) as store:
        log = reopened(store)
        with pytest.raises(ReadOnlyError, match=r"ledger\.db was opened for reading"):
            log.append(drafts(600, 601))


def test_while_another_connection_writes_the_store_is_busy_and_then_goes_on(
    path: Path,
) -> None:
    # The same SQLite library: locks of two libraries in one process do not meet.
    other = apsw.Connection(str(path))
    with closing(other), closing(SqliteStore.open(path)) as store:
        writer = store._writer  # noqa: SLF001  # not to wait long
        assert writer is not None
        writer.set_busy_timeout(0)
        log = reopened(store)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match="only one desk runs"):
            log.append(drafts(600, 601))
        other.execute("ROLLBACK")
        log.append(drafts(600, 601))
        assert log.verify().size == 601


def test_a_copy_taken_before_the_last_commit_is_older_not_damaged(
    tmp_path: Path,
) -> None:
    path, copy = tmp_path / "ledger.db", tmp_path / "backup.db"
    log = a_log(3, store=SqliteStore.create(path))
    log.close()
    shutil.copy(path, copy)
    with closing(SqliteStore.open(copy)) as store:
        assert Log.open_to_read(store, SIGNER.verifier).verify().size == 3


def test_a_commit_that_is_interrupted_leaves_the_outcome_open(
    path: Path,
) -> None:
    with closing(SqliteStore.open(path)) as store:
        log = reopened(store)
        writer = store._writer  # noqa: SLF001  # what is interrupted
        assert writer is not None
        writer.set_commit_hook(lambda: True)
        with pytest.raises(OutcomeUnknownError, match="find each act by its id"):
            log.append(drafts(600, 601))
        writer.set_commit_hook(None)
        assert reopened(store).verify().size == 600


def test_a_disk_that_is_full_before_the_commit_takes_the_same_batch_later(
    path: Path,
) -> None:
    with closing(SqliteStore.open(path)) as store:
        log = reopened(store)
        writer = store._writer  # noqa: SLF001  # its limit stands for the disk's
        assert writer is not None
        writer.pragma("max_page_count", writer.pragma("page_count"))
        with pytest.raises(StoreFullError, match="Free some space"):
            log.append(drafts(600, 900))
        assert (log.size, log.find(act_id(600))) == (600, None)
        writer.pragma("max_page_count", 1_000_000)
        log.append(drafts(600, 900))
        assert log.verify().size == 900


def test_a_path_that_sqlite_cannot_open_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreBrokenError, match=f"{tmp_path} cannot be read or written"):
        SqliteStore.open(tmp_path)
