"""Each call a store or a head file makes of the disk fails once, in every way."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import apsw
import pytest

from lastlook.ledger.errors import HeadFileError, LedgerError
from lastlook.ledger.head import HeadInMemory, HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from tests.world.disk import EVERY, NAME, FailingDisk, FailingHeadDisk, a_failing_disk
from tests.world.ledger import a_signer, drafts

SIGNER = a_signer()
BEFORE, AFTER = 300, 420


@pytest.fixture
def disk() -> Iterator[FailingDisk]:
    with a_failing_disk() as disk:
        yield disk


# --- SQLite: opening, reading, appending, closing ----------------------------------


def left_by_a_crash(folder: Path) -> tuple[Path, HeadInMemory]:
    """A ledger of 300 entries whose desk was killed: its log is still to be moved."""
    folder.mkdir()
    head_file = HeadInMemory()
    store = SqliteStore.create(folder / "first")
    with closing(Log.create(store, SIGNER, head_file)) as log:
        log.append(drafts(0, BEFORE))
        for ending in ("", "-wal"):
            shutil.copy(folder / f"first{ending}", folder / f"ledger.db{ending}")
    return folder / "ledger.db", head_file


def lived(path: Path, head_file: HeadInMemory) -> None:
    """One desk's life on it: opened, read, written, looked through, closed."""
    with closing(SqliteStore.open(path, NAME)) as store:
        log = Log.open(store, SIGNER, head_file)
        assert [entry.n for entry in log.read()] == list(range(log.size))
        log.append(drafts(log.size, AFTER))
        assert log.find(drafts(7, 8)[0].act_id) is not None
        store.check()


@pytest.mark.parametrize("how", ["broken", "short"])
def test_whichever_call_fails_the_ledger_is_well_and_goes_on(
    tmp_path: Path, disk: FailingDisk, how: str
) -> None:
    struck: dict[str, int] = {}
    errors = 0
    for fails_at in range(1, 3000):
        path, head_file = left_by_a_crash(tmp_path / str(fails_at))
        disk.counted, disk.how, disk.fails_at = EVERY, how, fails_at
        disk.operations.clear()
        try:
            lived(path, head_file)
        except LedgerError:
            errors += 1
        happened = disk.operations[fails_at - 1 : fails_at]
        disk.fails_at = 0
        shutil.rmtree(path.parent / "again", ignore_errors=True)
        well_after(path, head_file)
        shutil.rmtree(path.parent)
        if not happened:
            break
        struck[happened[0]] = struck.get(happened[0], 0) + 1
    assert set(struck) == EVERY
    assert errors > 50
    assert not happened  # it went on until nothing was left to fail


def well_after(path: Path, head_file: HeadInMemory) -> None:
    """The ledger has all of the batch or nothing, and takes what is missing."""
    with closing(Log.open(SqliteStore.open(path), SIGNER, head_file)) as log:
        assert log.size in {BEFORE, AFTER}
        log.append(drafts(log.size, AFTER))
        assert log.verify().size == AFTER


def test_a_lock_that_is_not_got_is_told_as_busy_or_not_at_all(
    tmp_path: Path, disk: FailingDisk
) -> None:
    path, head_file = left_by_a_crash(tmp_path / "one")
    disk.counted, disk.how, disk.fails_at = frozenset({"lock"}), "broken", 1
    with suppress(LedgerError):
        lived(path, head_file)
    assert disk.operations
    well_after(path, head_file)


# --- the head file -----------------------------------------------------------------

NOTES = [b"note %d\n" % number for number in range(4)]


def kept(path: Path) -> bytes | None:
    """What whoever reads it next finds."""
    return HeadOnDisk(path).read()


@pytest.mark.parametrize("how", ["broken", "short", "kept"])
def test_whichever_call_of_the_head_file_fails_the_note_before_or_the_new_one_is_there(
    tmp_path: Path, how: str
) -> None:
    struck = set()
    for fails_at in range(1, 100):
        path = tmp_path / str(fails_at)
        disk = FailingHeadDisk(fails_at, how)
        before: bytes | None = None
        failed = False
        head_file = HeadOnDisk(path, disk)
        for note in NOTES:
            try:
                head_file.write(note)
            except HeadFileError:
                failed = True
                assert kept(path) in {before, note}
                break
            assert kept(path) == note
            before = note
        head_file.close()
        if len(disk.operations) < fails_at:
            assert not failed
            break
        assert failed or (how == "kept" and disk.operations[fails_at - 1] == "read")
        struck.add(disk.operations[fails_at - 1])
        # whoever starts again writes on
        with closing(HeadOnDisk(path)) as again:
            again.write(b"again\n")
        assert kept(path) == b"again\n"
    assert struck == {"read", "open", "write", "sync", "rename", "sync directory"}


def test_a_desk_is_told_when_the_head_file_cannot_be_read(tmp_path: Path) -> None:
    with closing(HeadOnDisk(tmp_path / "head")) as head_file:
        head_file.write(b"one\n")
    with pytest.raises(HeadFileError, match="could not be read"):
        HeadOnDisk(tmp_path / "head", FailingHeadDisk(1)).read()


# --- what a failed flush leaves ----------------------------------------------------


class NotingDisk(apsw.VFS):
    """Notes how many bytes of each file were written and then flushed."""

    def __init__(self) -> None:
        super().__init__("noting", "")
        self.written: Counter[str] = Counter()
        self.flushed: Counter[str] = Counter()

    def xOpen(self, name: Any, flags: list[int]) -> "NotingFile":  # noqa: N802  # SQLite's
        return NotingFile(self, name, flags)


class NotingFile(apsw.VFSFile):
    """A file on it."""

    def __init__(self, disk: NotingDisk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._short = Path(path).name
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  # SQLite's
        super().xWrite(data, offset)
        self._disk.written[self._short] += len(data)

    def xSync(self, flags: int) -> None:  # noqa: N802  # SQLite's
        super().xSync(flags)
        self._disk.flushed[self._short] += self._disk.written.pop(self._short, 0)


def test_a_log_that_a_failed_flush_may_have_left_is_written_again_before_it_is_read(
    tmp_path: Path,
) -> None:
    path, head_file = left_by_a_crash(tmp_path / "one")
    log = path.with_name("ledger.db-wal")
    disk = NotingDisk()
    try:
        with closing(SqliteStore.open(path, "noting")) as store:
            assert disk.flushed[log.name] == log.stat().st_size > 0
            assert Log.open(store, SIGNER, head_file).size == BEFORE
    finally:
        disk.unregister()
