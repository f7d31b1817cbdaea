"""Copies of a file that somebody writes to meanwhile."""

from contextlib import closing
from pathlib import Path

import pytest

from lastlook.ledger import sqlite_file
from lastlook.ledger.backup import copy_file
from lastlook.ledger.errors import StoreBrokenError, StoreUnusableError
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from tests.world.ledger import a_signer, drafts

SIGNER = a_signer()


def test_a_copy_is_one_moment_of_a_ledger_that_goes_on_meanwhile(
    tmp_path: Path,
) -> None:
    path, copy = tmp_path / "ledger", tmp_path / "copy"
    log = Log.create(SqliteStore.create(path), SIGNER, HeadInMemory())
    for first in range(0, 3000, 1000):
        log.append(drafts(first, first + 1000))
    steps: list[int] = []

    def written_meanwhile(pages: int) -> None:
        steps.append(pages)
        log.append(drafts(log.size, log.size + 50))

    with closing(log):
        copy_file(path, copy, written_meanwhile)
    assert len(steps) > 2
    assert steps == sorted(steps)
    assert log.size == 3000 + 50 * len(steps)
    store = SqliteStore.open_to_read(copy, still=True)
    with closing(Log.open_to_read(store, SIGNER.verifier)) as copied:
        assert copied.verify().size == 3000
    assert not copy.with_name("copy-wal").exists()


def test_a_copy_can_be_opened_and_written_again(tmp_path: Path) -> None:
    path, copy = tmp_path / "ledger", tmp_path / "copy"
    head_file = HeadInMemory()
    Log.create(SqliteStore.create(path), SIGNER, head_file).close()
    copy_file(path, copy)
    with closing(Log.open(SqliteStore.open(copy), SIGNER, head_file)) as log:
        log.append(drafts(0, 3))
        assert log.verify().size == 3


def test_a_copy_is_made_of_what_lies_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = tmp_path / "ledger", tmp_path / "copy"
    Log.create(SqliteStore.create(path), SIGNER, HeadInMemory()).close()
    (tmp_path / "ledger-shm").symlink_to("nowhere")
    with pytest.raises(StoreBrokenError):
        copy_file(path, copy)
    copy.unlink(missing_ok=True)
    monkeypatch.setattr(sqlite_file, "can_be_written", lambda _: False)
    copy_file(path, copy)
    store = SqliteStore.open_to_read(copy, still=True)
    with closing(Log.open_to_read(store, SIGNER.verifier)) as copied:
        assert copied.verify().size == 0


def test_nothing_is_copied_from_nothing_or_over_something(tmp_path: Path) -> None:
    path, copy = tmp_path / "ledger", tmp_path / "copy"
    with pytest.raises(StoreUnusableError, match="nothing at"):
        copy_file(path, copy)
    path.write_text("a letter, and not a short one at that")
    with pytest.raises(StoreUnusableError, match="is no SQLite file"):
        copy_file(path, copy)
    copy.write_text("another")
    with pytest.raises(StoreUnusableError, match="a file at"):
        copy_file(path, copy)
    assert copy.read_text() == "another"
