"""SQLite files whose transactions stay, whoever keeps what in them."""

from pathlib import Path

import apsw
import pytest

from lastlook.ledger.errors import StoreBrokenError, StoreUnusableError
from lastlook.ledger.sqlite_file import made, make_durable, opened, translated


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
