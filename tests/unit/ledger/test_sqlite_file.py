"""SQLite files whose transactions stay, whoever keeps what in them."""

import shutil
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from lastlook.ledger import sqlite_file
from lastlook.ledger.errors import StoreBrokenError, StoreUnusableError
from lastlook.ledger.sqlite_file import (
    made,
    make_durable,
    only_still,
    opened,
    opened_to_read,
    translated,
)


def still_open(path: Path) -> list[apsw.Connection]:
    """The connections to this file that nobody has closed."""
    return [each for each in apsw.connections() if each.filename == str(path)]


def test_what_is_made_is_written_durably_and_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    with made(path) as connection:
        pass
    assert still_open(path) == [connection]
    found = connection.pragma("journal_mode"), connection.pragma("synchronous")
    assert found == ("wal", 2)
    connection.close()


def test_a_file_is_never_made_over_another(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    path.write_bytes(b"somebody's")
    with pytest.raises(StoreUnusableError, match="left as it is"), made(path):
        pass
    assert path.read_bytes() == b"somebody's"


def test_where_no_file_can_be_made_the_disk_is_named(tmp_path: Path) -> None:
    path = tmp_path / "no folder" / "a file"
    with pytest.raises(StoreBrokenError, match="no folder"), made(path):
        pass


def test_of_an_opening_that_fails_no_connection_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    with pytest.raises(KeyError), made(path):
        raise KeyError
    assert still_open(path) == []
    assert not [*tmp_path.iterdir()]
    with made(path) as connection:
        connection.close()
    with pytest.raises(KeyError), opened(path):
        raise KeyError
    assert still_open(path) == []


def test_a_file_that_cannot_be_written_durably_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    with made(path) as connection:
        connection.close()
    how = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
    in_memory = apsw.Connection(
        "file:/a?vfs=memdb", flags=how | apsw.SQLITE_OPEN_CREATE
    )
    with pytest.raises(StoreUnusableError, match="journal_mode=memory"):
        make_durable(in_memory, path)
    in_memory.close()


def test_an_error_that_is_none_of_the_others_is_the_disks(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    with pytest.raises(StoreBrokenError), translated(str(path)), opened(path):
        pass


@pytest.fixture
def in_the_log(tmp_path: Path) -> Path:
    """A file with one row in it, and another in the write-ahead log beside it."""
    path, copy = tmp_path / "a file", tmp_path / "copy"
    with made(path) as connection:
        connection.execute("CREATE TABLE rows (n)")
        connection.execute("INSERT INTO rows VALUES (1)")
    connection.close()
    with opened(path) as connection:
        connection.execute("INSERT INTO rows VALUES (2)")
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    connection.close()
    return copy


def protect(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite make no shared memory beside a file, as where nothing is written."""
    # Root writes whatever the permissions say; through a link SQLite never does.
    path.with_name(f"{path.name}-shm").symlink_to("nowhere")
    monkeypatch.setattr(sqlite_file, "can_be_written", lambda _: False)


def test_a_file_is_read_where_nothing_can_be_written(
    in_the_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(apsw.Connection(str(in_the_log))) as connection:
        assert connection.execute("SELECT count(*) FROM rows").get == 2
    protect(in_the_log, monkeypatch)
    assert only_still(in_the_log)
    with opened_to_read(in_the_log) as connection:
        assert connection.execute("SELECT count(*) FROM rows").get == 2
    connection.close()


def test_what_is_in_a_log_that_cannot_be_read_there_is_not_left_out(
    in_the_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(in_the_log, monkeypatch)
    with (
        pytest.raises(StoreUnusableError, match="copy-wal, and nothing can be written"),
        opened_to_read(in_the_log),
    ):
        pass
    assert still_open(in_the_log) == []


def test_a_log_in_which_nothing_is_is_in_nobodys_way(
    in_the_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(f"{in_the_log}-wal").write_bytes(b"")
    protect(in_the_log, monkeypatch)
    assert only_still(in_the_log)


def test_where_files_can_be_made_the_disk_is_to_blame(in_the_log: Path) -> None:
    in_the_log.with_name("copy-shm").symlink_to("nowhere")
    with pytest.raises(apsw.CantOpenError):
        only_still(in_the_log)


def test_a_file_is_not_taken_for_still_without_need(
    in_the_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With the shared memory beside it the log can be read, written or not.
    monkeypatch.setattr(sqlite_file, "can_be_written", lambda _: False)
    assert not only_still(in_the_log)
    in_the_log.write_bytes(b"a letter, and not a short one at that")
    assert not only_still(in_the_log)


def test_the_folder_that_counts_is_the_one_in_which_the_file_lies(
    in_the_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    protect(in_the_log, monkeypatch)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "link"
    link.symlink_to(in_the_log)
    monkeypatch.setattr(sqlite_file, "can_be_written", elsewhere.__eq__)
    with pytest.raises(StoreUnusableError, match="copy-wal"):
        only_still(link)


def test_only_a_folder_that_is_there_can_be_written(tmp_path: Path) -> None:
    assert sqlite_file.can_be_written(tmp_path)
    assert not sqlite_file.can_be_written(tmp_path / "none")
