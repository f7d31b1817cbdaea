"""Every write and every flush of a commit fails once, in every way."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lastlook.ledger.errors import FatalError, LedgerError, RetryableError
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from tests.world.disk import NAME, WAYS, FailingDisk, a_failing_disk
from tests.world.ledger import a_signer, drafts

SIGNER = a_signer()
BEFORE, AFTER = 300, 420


@pytest.fixture
def disk() -> Iterator[FailingDisk]:
    with a_failing_disk() as disk:
        yield disk


@pytest.fixture
def log(tmp_path: Path, disk: FailingDisk) -> Iterator[Log]:
    """A ledger of 300 entries on a disk that works so far."""
    del disk  # it is known by its name
    yield from a_ledger(tmp_path / "ledger", HeadInMemory())


def a_ledger(folder: Path, head_file: HeadInMemory) -> Iterator[Log]:
    folder.mkdir()
    store = SqliteStore.create(folder / "ledger.db", NAME)
    log = Log.create(store, SIGNER, head_file)
    log.append(drafts(0, BEFORE))
    yield log
    log.close()


def test_an_append_ends_with_a_flush(log: Log, disk: FailingDisk) -> None:
    disk.operations.clear()
    log.append(drafts(BEFORE, AFTER))
    assert disk.operations[-1] == "flush"


@pytest.mark.parametrize("how", WAYS)
def test_whichever_operation_fails_the_batch_is_whole_or_not_there(
    tmp_path: Path, disk: FailingDisk, how: str
) -> None:
    left = []
    for fails_at in range(1, 1000):
        disk.how = how
        found = _after_a_failure(tmp_path / str(fails_at), disk, fails_at)
        if found is None:
            break
        left.append(found)
    # a header, a frame for each page, the flush after them: all were failed
    assert len(left) > 20
    # Why a failed commit is fatal: with the last flush failed, the batch is there.
    assert set(left) == {BEFORE, AFTER}


def _after_a_failure(folder: Path, disk: FailingDisk, fails_at: int) -> int | None:
    """The size that a crash leaves after this failure; None where nothing failed."""
    head_file = HeadInMemory()
    for log in a_ledger(folder, head_file):
        disk.operations.clear()
        disk.fails_at = fails_at
        error = _failed(log)
        struck = len(disk.operations) >= fails_at
        disk.fails_at = 0
        assert (error is not None) == struck
        assert log.size == (BEFORE if error else AFTER)
        size = _checked_after_a_crash(folder, head_file, error)
    return size if struck else None


def _failed(log: Log) -> LedgerError | None:
    try:
        log.append(drafts(BEFORE, AFTER))
    except LedgerError as error:
        return error
    return None


def _checked_after_a_crash(
    folder: Path, head_file: HeadInMemory, error: LedgerError | None
) -> int:
    """The size of what a crash at this moment leaves; it is well and goes on.

    Where it is not known whether the batch is there, the head file gives it back.
    """
    copy = folder.with_name(folder.name + "-after")
    shutil.copytree(folder, copy)
    store = SqliteStore.open(copy / "ledger.db")
    head = store.head()
    assert head is not None
    with closing(Log.open(store, SIGNER, head_file)) as log:
        if isinstance(error, RetryableError):
            assert log.size == head.size == BEFORE
            log.append(drafts(BEFORE, AFTER))
        elif error is None:
            assert head.size == AFTER
        else:
            assert isinstance(error, FatalError)
            assert head.size in {BEFORE, AFTER}
        assert log.verify().size == log.size == AFTER
    return head.size
