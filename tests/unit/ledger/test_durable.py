"""Files that are there whole or not at all."""

import errno
from pathlib import Path

import pytest

from lastlook.ledger import durable
from lastlook.ledger.durable import give_name, write_whole


def full(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_on_a_full_disk_the_file_is_named_and_what_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "checkpoint"
    write_whole(path, b"first")
    monkeypatch.setattr(durable, "sync_content", full)
    with pytest.raises(OSError, match="No space left") as refused:
        write_whole(path, b"second")
    assert refused.value.filename == str(path)
    assert [*tmp_path.iterdir()] == [path]
    assert path.read_bytes() == b"first"


def test_a_name_that_is_taken_is_not_given_again(tmp_path: Path) -> None:
    part, name = tmp_path / "part", tmp_path / "name"
    part.write_bytes(b"new")
    name.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        give_name(part, name)
    assert (part.read_bytes(), name.read_bytes()) == (b"new", b"old")
