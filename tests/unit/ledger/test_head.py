from contextlib import closing
from pathlib import Path

import pytest

from lastlook.ledger.errors import HeadFileError
from lastlook.ledger.head import HeadInMemory, HeadOnDisk, Pending
from tests.world.disk import FailingHeadDisk
from tests.world.ledger import flip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "head"


def written(path: Path, *notes: bytes) -> HeadOnDisk:
    with closing(HeadOnDisk(path)) as head_file:
        for note in notes:
            head_file.write(note)
    return HeadOnDisk(path)


def test_the_note_written_last_is_read_back(path: Path) -> None:
    assert written(path, b"one\n").read() == b"one\n"
    assert written(path, b"two\n", b"three\n").read() == b"three\n"
    assert written(path, b"four\n").read() == b"four\n"
    in_memory = HeadInMemory()
    assert in_memory.read() is None
    in_memory.write(b"one\n")
    assert in_memory.read() == b"one\n"


def test_where_there_is_no_file_there_is_no_note(path: Path) -> None:
    with closing(HeadOnDisk(path)) as head_file:
        assert head_file.read() is None


def test_the_file_keeps_its_size_however_often_it_is_written(path: Path) -> None:
    written(path, b"one\n")
    before = path.stat().st_size
    written(path, *(b"%d\n" % number for number in range(9)))
    assert path.stat().st_size == before == 8192


@pytest.mark.parametrize("count", [2, 3, 8])
def test_a_slot_torn_while_it_was_written_leaves_the_note_before(
    path: Path, count: int
) -> None:
    written(path, *(b"note %d\n" % number for number in range(count)))
    slot = path.read_bytes().index(b"note %d\n" % (count - 1)) // 4096
    flip(path, slot * 4096 + 4050)
    assert HeadOnDisk(path).read() == b"note %d\n" % (count - 2)
    assert written(path, b"again\n").read() == b"again\n"


@pytest.mark.parametrize("length", [0, 100, 4095])
def test_a_file_without_a_whole_note_is_refused_not_taken_for_a_new_one(
    path: Path, length: int
) -> None:
    written(path, b"one\n")
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(HeadFileError, match="holds no whole checkpoint"):
        HeadOnDisk(path).read()
    with pytest.raises(HeadFileError, match="holds no whole checkpoint"):
        HeadOnDisk(path).write(b"two\n")


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(HeadFileError, match="could not be read"):
        HeadOnDisk(tmp_path).read()
    with pytest.raises(HeadFileError, match="could not be written"):
        HeadOnDisk(tmp_path / "nowhere" / "head").write(b"one\n")


def test_a_note_too_long_for_a_slot_is_refused_not_cut(path: Path) -> None:
    written(path, b"n" * 4056)
    assert HeadOnDisk(path).read() == b"n" * 4056
    with pytest.raises(HeadFileError, match="has 4057 bytes"):
        written(path, b"n" * 4057)
    with (
        closing(HeadOnDisk(path)) as head_file,
        pytest.raises(HeadFileError, match="has 4057 bytes"),
    ):
        head_file.prepare(Pending(b"n" * 4057, b"one\n", (b"a leaf",)))


def test_a_short_write_is_an_error_and_leaves_the_note_before(path: Path) -> None:
    written(path, b"one\n", b"two\n")
    disk = FailingHeadDisk(3, "short")  # read, open, write
    with (
        closing(HeadOnDisk(path, disk)) as head_file,
        pytest.raises(HeadFileError, match="only 2048 bytes were written"),
    ):
        head_file.write(b"three\n")
    assert HeadOnDisk(path).read() == b"two\n"
