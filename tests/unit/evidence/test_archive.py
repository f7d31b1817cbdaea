"""A zip of bundles has one form, and every other program reads it."""

import io
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from lastlook.evidence import archive
from lastlook.evidence.alone import FaultError, read_zip
from lastlook.evidence.archive import Archive, ArchiveError, write_archive

BROKEN = (
    *(FaultError, zipfile.BadZipFile, ValueError, RuntimeError),
    *(EOFError, zlib.error),
)
FILES = {"a.txt": b"one", "b/c": b"", "b/d": bytes(range(256))}


def written(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    write_archive(into, files.items())
    return into.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.zip"


def refusal(path: Path, octets: bytes) -> str:
    path.write_bytes(octets)
    with pytest.raises(ArchiveError) as refused:
        Archive(path)
    return str(refused.value)


def test_what_is_written_is_read_back_by_us_and_by_everybody(path: Path) -> None:
    path.write_bytes(written(FILES))
    with closing(Archive(path)) as read:
        assert dict(read) == FILES
        assert len(read) == 3
    with zipfile.ZipFile(path) as read_by_python:
        assert read_by_python.testzip() is None
        assert {n: read_by_python.read(n) for n in read_by_python.namelist()} == FILES
    again = {name: take() for name, take in read_zip(path.read_bytes()).items()}
    assert again == FILES


def test_nothing_is_a_zip_too(path: Path) -> None:
    path.write_bytes(written({}))
    with closing(Archive(path)) as read:
        assert list(read) == []


def test_no_bit_of_it_is_free(path: Path) -> None:
    # Neither for the program nor for the verifier in one file.
    octets = written(FILES)
    for at in range(len(octets)):
        for bit in range(8):
            changed = bytearray(octets)
            changed[at] ^= 1 << bit
            assert refusal(path, bytes(changed))
            with pytest.raises(BROKEN):
                read_zip(bytes(changed))


@pytest.mark.parametrize("length", [0, 3, 29, 31, 40, 120, -1, -30])
def test_one_that_is_cut_off_is_refused(path: Path, length: int) -> None:
    assert refusal(path, written(FILES)[:length])


def test_what_stands_behind_it_is_refused(path: Path) -> None:
    assert "cut off" in refusal(path, written(FILES) + b"\0")


def test_a_name_twice_or_out_of_order_is_refused(path: Path) -> None:
    with pytest.raises(ArchiveError, match="out of order"):
        write_archive(io.BytesIO(), [("a", b""), ("a", b"")])
    with pytest.raises(ArchiveError, match="out of order"):
        write_archive(io.BytesIO(), [("b", b""), ("a", b"")])
    both = written({"a": b"1", "b": b"2"}).replace(b"b", b"a")
    assert "out of order" in refusal(path, both)


def test_a_name_that_is_not_ascii_is_not_written() -> None:
    with pytest.raises(ArchiveError, match="ASCII"):
        write_archive(io.BytesIO(), [("ä", b"")])


def test_too_much_for_a_zip_is_refused_and_says_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "FILES_MAX", 2)
    with pytest.raises(ArchiveError, match="Export a tiles folder"):
        written(FILES)
    monkeypatch.undo()
    monkeypatch.setattr(archive, "BYTES_MAX", 5)
    with pytest.raises(ArchiveError, match="Export a tiles folder"):
        written(FILES)


def test_a_file_that_changes_while_it_is_read_is_noticed(path: Path) -> None:
    octets = written(FILES)
    path.write_bytes(octets)
    with closing(Archive(path)) as read:
        path.write_bytes(octets.replace(b"one", b"two"))
        with pytest.raises(ArchiveError, match="changed while it was read"):
            read["a.txt"]


def test_what_is_no_zip_is_refused(path: Path) -> None:
    assert refusal(path, b"a letter")
    with pytest.raises(FileNotFoundError):
        Archive(path.with_name("none"))
