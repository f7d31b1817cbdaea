"""A batch in the head file, from the moment it is signed until its commit is over."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lastlook.ledger.errors import HeadFileError
from lastlook.ledger.head import HeadFile, HeadInMemory, HeadOnDisk, Pending
from lastlook.ledger.head_layout import RECORD_BYTES_MAX
from tests.world.disk import FailingHeadDisk
from tests.world.ledger import flip

RECORDS_AT = 12_288
ONE = Pending(b"one\n", b"none\n", (b"a leaf", b"", b"another" * 900))
TWO = Pending(b"two\n", b"one\n", (b"a third",))
LONG = Pending(b"two\n", b"one\n", (b"x" * 60_000,) * 9)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "head"


@pytest.fixture(params=["in memory", "on disk"])
def head_file(request: pytest.FixtureRequest, path: Path) -> Iterator[HeadFile]:
    made: HeadFile = HeadInMemory()
    if request.param == "on disk":
        made = HeadOnDisk(path)
    made.write(b"none\n")
    yield made
    made.close()


def kept(path: Path) -> tuple[bytes | None, Pending | None]:
    """What whoever starts next finds."""
    with closing(HeadOnDisk(path)) as head_file:
        return head_file.read(), head_file.pending()


def test_what_is_prepared_is_pending_and_counts_for_nobody_until_it_is_settled(
    head_file: HeadFile,
) -> None:
    assert head_file.pending() is None
    head_file.prepare(ONE)
    assert head_file.read() == b"none\n"
    head_file.settle()
    assert (head_file.read(), head_file.pending()) == (b"one\n", None)


def test_what_is_withdrawn_never_was(head_file: HeadFile) -> None:
    head_file.withdraw()
    head_file.prepare(ONE)
    head_file.withdraw()
    assert (head_file.read(), head_file.pending()) == (b"none\n", None)
    head_file.withdraw()
    head_file.settle()
    assert head_file.read() == b"none\n"


def test_a_process_that_ends_before_it_settles_leaves_all_of_the_batch(
    path: Path,
) -> None:
    for settled in range(4):
        with closing(HeadOnDisk(path)) as head_file:
            head_file.write(b"none\n")
            for number in range(settled):
                again = Pending(b"%d\n" % number, b"none\n", (b"x" * 5000 * number,))
                head_file.prepare(again)
                head_file.settle()
            head_file.prepare(ONE)
        assert kept(path) == (b"none\n", ONE)
        with closing(HeadOnDisk(path)) as head_file:
            head_file.prepare(TWO)
            head_file.settle()
        assert kept(path) == (b"two\n", None)


def test_a_batch_too_long_for_its_place_is_kept_after_the_commit_without_its_entries(
    path: Path,
) -> None:
    assert sum(map(len, LONG.leaves)) > RECORD_BYTES_MAX
    with closing(HeadOnDisk(path)) as head_file:
        head_file.write(b"one\n")
        head_file.prepare(LONG)
        assert kept(path) == (b"one\n", None)
        head_file.withdraw()
        assert kept(path) == (b"one\n", None)
        head_file.prepare(LONG)
        head_file.settle()
        assert kept(path) == (b"two\n", None)


def test_the_longest_batch_that_has_a_place_is_read_back(path: Path) -> None:
    front = 32 + 14 + len(b"two\none\n") + 2 * 9
    room = RECORD_BYTES_MAX - front - 8 * 60_000
    longest = Pending(b"two\n", b"one\n", (*(b"x" * 60_000,) * 8, b"y" * room))
    longer = Pending(b"two\n", b"one\n", (*longest.leaves[:8], b"y" * (room + 1)))
    with closing(HeadOnDisk(path)) as head_file:
        head_file.write(b"one\n")
        head_file.prepare(longest)
        head_file.settle()
        head_file.prepare(longest)
    assert kept(path) == (b"one\n", longest)
    with closing(HeadOnDisk(path)) as head_file:
        head_file.write(b"one\n")
        head_file.prepare(longer)
    assert kept(path) == (b"one\n", None)


def left_pending(path: Path) -> None:
    with closing(HeadOnDisk(path)) as head_file:
        head_file.write(b"none\n")
        head_file.prepare(ONE)
        head_file.settle()
        head_file.prepare(TWO)


def test_of_a_batch_that_is_torn_in_front_nothing_is_left_and_the_one_before_counts(
    path: Path,
) -> None:
    left_pending(path)
    torn = path.read_bytes().index(b"two\n")
    flip(path, torn)
    assert kept(path) == (b"one\n", None)


def test_of_a_batch_that_ends_early_the_note_is_left_without_entries(
    path: Path,
) -> None:
    left_pending(path)
    content = path.read_bytes()
    with path.open("r+b") as file:
        file.truncate(content.index(b"a third") + 3)
    assert kept(path) == (b"one\n", Pending(b"two\n", b"one\n", ()))
    with path.open("r+b") as file:
        file.truncate(content.index(b"two\n") - 20)
    assert kept(path) == (b"one\n", None)


def test_without_its_mark_a_settled_batch_is_pending_again(path: Path) -> None:
    with closing(HeadOnDisk(path)) as head_file:
        head_file.write(b"none\n")
        head_file.prepare(ONE)
        head_file.settle()
    assert kept(path) == (b"one\n", None)
    flip(path, 8192 + 3)
    assert kept(path) == (b"none\n", ONE)


@pytest.mark.parametrize("how", ["broken", "short", "kept"])
@pytest.mark.parametrize("end", [HeadOnDisk.settle, HeadOnDisk.withdraw])
def test_whichever_call_fails_it_is_told_and_nothing_else_is_found_than_was_there(
    tmp_path: Path, how: str, end: Callable[[HeadOnDisk], None]
) -> None:
    after = (b"one\n", None) if end is HeadOnDisk.settle else (b"none\n", None)
    torn = Pending(ONE.note, ONE.before, ())
    struck = []
    for fails_at in range(1, 100):
        path = tmp_path / str(fails_at)
        with closing(HeadOnDisk(path)) as first:
            first.write(b"none\n")
        disk = FailingHeadDisk(fails_at, how)
        head_file = HeadOnDisk(path, disk)
        try:
            head_file.prepare(ONE)
            end(head_file)
        except HeadFileError:
            pass
        else:
            assert kept(path) == after
        fired = disk.operations[fails_at - 1 :]
        assert kept(path) in [(b"none\n", None), (b"none\n", ONE), after] or (
            kept(path) == (b"none\n", torn)
        )
        disk.fails_at = 0
        head_file.close()
        if not fired:
            break
        struck.append(fired[0])
    assert set(struck) == {"read", "open", "write", "sync"}


def test_a_flush_that_failed_is_told_when_it_is_settled(path: Path) -> None:
    with closing(HeadOnDisk(path)) as head_file:
        head_file.write(b"none\n")
    disk = FailingHeadDisk(4)  # read, open, write, sync
    with closing(HeadOnDisk(path, disk)) as head_file:
        head_file.prepare(ONE)
        with pytest.raises(HeadFileError, match="sync failed"):
            head_file.settle()


def test_a_close_that_cannot_flush_what_is_settled_says_so(path: Path) -> None:
    with closing(HeadOnDisk(path)) as head_file:
        head_file.write(b"none\n")
    disk = FailingHeadDisk(6)  # read, open, write, sync; the mark, then the close's
    head_file = HeadOnDisk(path, disk)
    head_file.prepare(ONE)
    head_file.settle()
    with pytest.raises(HeadFileError, match="sync failed"):
        head_file.close()
    assert disk.operations[-1] == "sync"
    head_file.close()  # let go of already
