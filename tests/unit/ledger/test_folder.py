import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry_bundle import bundle
from lastlook.ledger.errors import (
    FolderBusyError,
    FolderError,
    LedgerError,
    OutOfRangeError,
    SignatureError,
)
from lastlook.ledger.folder import Folder, check_folder, write_folder, writing
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.note import Signer
from lastlook.ledger.tile_paths import Place, bundles_of, tiles_of
from tests.world.breaking import breaking_at
from tests.world.ledger import a_draft, a_log, a_signer, drafts, flip
from tests.world.written import written

KEY = a_signer().verifier


@cache
def log_of(size: int) -> Log:
    """A ledger of so many entries, for reading."""
    log = a_log()
    while log.size < size:
        log.append(drafts(log.size, min(size, log.size + 1024)))
    return log


def files(path: Path) -> dict[str, bytes]:
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file()
    }


def expected(size: int) -> set[str]:
    places = [*tiles_of(size), *bundles_of(0, size)]
    return {"checkpoint", *(place.path for place in places)}


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_a_folder_has_the_files_of_the_specification_and_no_other(
    tmp_path: Path, size: int
) -> None:
    log = log_of(size)
    signed = write_folder(log, tmp_path / "new" / "out")
    assert signed.size == size
    assert set(files(tmp_path / "new" / "out")) == expected(size)
    folder = Folder(tmp_path / "new" / "out")
    assert (folder.size, folder.checkpoint) == (size, log.checkpoint)
    assert list(folder.leaves()) == list(log.leaves())
    assert check_folder(folder, KEY) == signed


def test_any_entries_of_a_folder_are_read_by_number(tmp_path: Path) -> None:
    log = log_of(600)
    write_folder(log, tmp_path)
    folder = Folder(tmp_path)
    for start, stop in ((0, 0), (0, 1), (255, 257), (256, 512), (300, 600), (600, 600)):
        assert list(folder.leaves(start, stop)) == list(log.leaves(start, stop))
    for start, stop in ((-1, 1), (2, 1), (0, 601)):
        with pytest.raises(OutOfRangeError):
            folder.leaves(start, stop)


def test_a_tile_of_tiles_is_that_of_the_store(tmp_path: Path) -> None:
    log = log_of(65_536 + 300)
    write_folder(log, tmp_path)
    assert set(files(tmp_path)) == expected(log.size)
    check_folder(Folder(tmp_path), KEY)
    flip(tmp_path / "tile/1/000", 8_000)
    with pytest.raises(FolderError, match=r"tile/1/000: its hashes are not of the"):
        check_folder(Folder(tmp_path), KEY)


def test_progress_tells_how_far_writing_and_checking_are(tmp_path: Path) -> None:
    told: list[int] = []
    write_folder(log_of(600), tmp_path, told.append)
    check_folder(Folder(tmp_path), KEY, told.append)
    assert told == [256, 512, 600] * 2


def test_a_folder_grows_with_its_ledger_and_drops_what_is_full_now(
    tmp_path: Path,
) -> None:
    log = a_log()
    for count in (0, 1, 200, 55, 1, 300):
        log.append(drafts(log.size, log.size + count))
        write_folder(log, tmp_path)
        check_folder(Folder(tmp_path), KEY)
    assert expected(log.size) <= set(files(tmp_path))
    assert not (tmp_path / "tile/entries/000.p").exists()
    assert not (tmp_path / "tile/0/001.p").exists()
    assert (tmp_path / "tile/entries/002.p/45").exists()


def test_what_is_complete_is_left_alone(tmp_path: Path) -> None:
    write_folder(log_of(300), tmp_path)
    full = [tmp_path / "tile/0/000", tmp_path / "tile/entries/000"]
    before = [*map(written, full)]
    write_folder(log_of(600), tmp_path)
    assert [*map(written, full)] == before


def test_an_open_folder_can_be_read_while_it_grows(tmp_path: Path) -> None:
    write_folder(log_of(300), tmp_path)
    open_before = Folder(tmp_path)
    write_folder(log_of(600), tmp_path)
    assert not (tmp_path / "tile/entries/001.p").exists()
    assert list(open_before.leaves()) == list(log_of(300).leaves())
    check_folder(open_before, KEY)


@pytest.mark.parametrize("fails_at", range(1, 7))
def test_writing_that_breaks_off_anywhere_is_gone_on_with(
    tmp_path: Path, fails_at: int
) -> None:
    write_folder(log_of(300), tmp_path)
    with breaking_at(fails_at), pytest.raises(OSError, match="pulled out"):
        write_folder(log_of(600), tmp_path)
    assert check_folder(Folder(tmp_path), KEY).size == 300
    with breaking_at(7):  # there are no more than six files to write
        write_folder(log_of(600), tmp_path)
    assert check_folder(Folder(tmp_path), KEY).size == 600
    assert not list(tmp_path.rglob("*.new"))


KILLED = """
import os, sys
from pathlib import Path
from lastlook.ledger import folder
from tests.world.breaking import breaking_at
from tests.world.ledger import a_log
told = []
def kill(count):
    if count >= 512:
        os.kill(os.getpid(), 9)
folder.write_folder(a_log(700), Path(sys.argv[1]), kill)
"""


def test_a_killed_export_is_gone_on_with(tmp_path: Path) -> None:
    killed = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", KILLED, tmp_path / "out"], check=False
    )
    assert killed.returncode == -9
    with pytest.raises(FolderError, match="has no checkpoint"):
        Folder(tmp_path / "out")
    write_folder(log_of(700), tmp_path / "out")
    assert check_folder(Folder(tmp_path / "out"), KEY).size == 700


def test_every_flipped_byte_of_every_file_is_noticed_and_the_file_named(
    tmp_path: Path,
) -> None:
    write_folder(log_of(258), tmp_path)
    for name, content in files(tmp_path).items():
        step = max(1, len(content) // 40)
        for at in [*range(0, len(content), step), len(content) - 1]:
            flip(tmp_path / name, at)
            with pytest.raises(LedgerError) as caught:
                check_folder(Folder(tmp_path), KEY)
            if isinstance(caught.value, FolderError) and "tile/" in name:
                # an entry that hashes to another tile may be either's fault
                assert caught.value.where.split("/tile/")[1].split("/", 1)[1] in name
            flip(tmp_path / name, at)
    check_folder(Folder(tmp_path), KEY)


def test_every_missing_and_every_cut_file_is_noticed_and_named(tmp_path: Path) -> None:
    write_folder(log_of(258), tmp_path)
    for name, content in files(tmp_path).items():
        file = tmp_path / name
        for spoiled in (None, b"", content[: len(content) // 2], content[:-1]):
            file.unlink()
            if spoiled is not None:
                file.write_bytes(spoiled)
            with pytest.raises(FolderError) as caught:
                check_folder(Folder(tmp_path), KEY)
            assert str(file) == caught.value.where or name == "checkpoint"
            file.write_bytes(content)
    check_folder(Folder(tmp_path), KEY)


def test_a_file_too_long_is_named_before_it_is_read(tmp_path: Path) -> None:
    write_folder(log_of(1), tmp_path)
    (tmp_path / "tile/0/000.p/1").write_bytes(bytes(8_193))
    with pytest.raises(FolderError, match=r"000\.p/1: it has more than 8192 bytes"):
        check_folder(Folder(tmp_path), KEY)


def test_entries_and_tiles_of_another_ledger_have_not_the_signed_root(
    tmp_path: Path,
) -> None:
    other = Log.create(MemoryStore(), a_signer(), HeadInMemory())
    other.append([a_draft(0, act='{"act":"other"}')])
    write_folder(log_of(1), tmp_path / "a")
    write_folder(other, tmp_path / "b")
    for name in ("tile/0/000.p/1", "tile/entries/000.p/1"):
        (tmp_path / "a" / name).write_bytes((tmp_path / "b" / name).read_bytes())
    with pytest.raises(FolderError, match="have not the root that was signed"):
        check_folder(Folder(tmp_path / "a"), KEY)


def test_a_folder_is_checked_by_the_key_that_was_asked_for(tmp_path: Path) -> None:
    write_folder(log_of(1), tmp_path)
    with pytest.raises(SignatureError):
        check_folder(Folder(tmp_path), a_signer("other.example").verifier)


def test_a_folder_without_a_checkpoint_is_none(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="has no checkpoint"):
        Folder(tmp_path)
    (tmp_path / "checkpoint").write_bytes(b"hello\n")
    with pytest.raises(FolderError, match="it is no checkpoint"):
        Folder(tmp_path)


def test_another_ledgers_folder_is_left_as_it_is(tmp_path: Path) -> None:
    other = Log.create(MemoryStore(), a_signer("other.example"), HeadInMemory())
    other.append(drafts(0, 3))
    write_folder(other, tmp_path)
    before = files(tmp_path)
    with pytest.raises(FolderError, match="it is another log's"):
        write_folder(log_of(600), tmp_path)
    assert files(tmp_path) == before


def test_a_folder_goes_on_after_the_ledgers_key_was_changed(tmp_path: Path) -> None:
    log = a_log(300)
    write_folder(log, tmp_path)
    next_ = Signer(log.origin, PrivateKey(b"n" * 32))
    log.rekey(next_)
    log.sign_alone(next_)
    log.append(drafts(300, 310))
    write_folder(log, tmp_path)
    assert check_folder(Folder(tmp_path), next_.verifier).size == 310
    # Another log of the same name has another tree, whoever signs it.
    other = Log.create(MemoryStore(), next_, HeadInMemory())
    other.append(drafts(1, 311))
    with pytest.raises(FolderError, match="one was rewritten"):
        write_folder(other, tmp_path)
    stranger = Log.create(MemoryStore(), a_signer(), HeadInMemory())
    stranger.append(drafts(1, 320))
    with pytest.raises(FolderError, match="another log's"):
        write_folder(stranger, tmp_path)


def test_a_folder_ahead_of_the_ledger_is_left_as_it_is(tmp_path: Path) -> None:
    write_folder(log_of(600), tmp_path)
    before = files(tmp_path)
    with pytest.raises(FolderError, match="has 600 entries, the ledger only 300"):
        write_folder(log_of(300), tmp_path)
    assert files(tmp_path) == before


def test_a_rewritten_ledger_does_not_go_into_the_folder_of_the_first(
    tmp_path: Path,
) -> None:
    write_folder(log_of(300), tmp_path)
    before = files(tmp_path)
    rewritten = a_log()
    rewritten.append([*drafts(0, 7), a_draft(7, act="{}"), *drafts(8, 400)])
    with pytest.raises(FolderError, match="does not continue its 300 entries"):
        write_folder(rewritten, tmp_path)
    assert files(tmp_path) == before


def test_a_file_that_is_not_the_ledgers_is_named_and_not_replaced(
    tmp_path: Path,
) -> None:
    write_folder(log_of(300), tmp_path)
    for name in ("tile/entries/000", "tile/0/000"):
        flip(tmp_path / name, 7)
        changed = (tmp_path / name).read_bytes()
        with pytest.raises(FolderError, match=f"{name}: it is not what the log has"):
            write_folder(log_of(600), tmp_path)
        assert (tmp_path / name).read_bytes() == changed
        flip(tmp_path / name, 7)


def test_a_folder_with_other_files_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(FolderError, match="other files in it"):
        write_folder(log_of(1), tmp_path)
    assert set(files(tmp_path)) == {"letter.txt"}


def test_only_one_writes_into_a_folder(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(FolderBusyError, match="by somebody else"):
        write_folder(log_of(1), tmp_path)
    write_folder(log_of(1), tmp_path)


def test_a_full_bundle_answers_for_its_beginning(tmp_path: Path) -> None:
    write_folder(log_of(300), tmp_path)
    short = sign_checkpoint(Checkpoint(KEY.name, 200, bytes(32)), a_signer())
    (tmp_path / "checkpoint").write_bytes(short)
    folder = Folder(tmp_path)
    assert folder.entries(0) == list(log_of(300).leaves(0, 200))
    assert len(folder.tile(Place(0, 0, 200))) == 200 * 32
    assert folder.where(Place(0, 0, 200)) == tmp_path / "tile/0/000"


def test_a_bundle_with_fewer_entries_than_it_should_have_is_named(
    tmp_path: Path,
) -> None:
    write_folder(log_of(300), tmp_path)
    few = bundle(list(log_of(300).leaves(0, 255)))
    (tmp_path / "tile/entries/000").write_bytes(few)
    with pytest.raises(FolderError, match="entries/000: it has 255 entries, not 256"):
        list(Folder(tmp_path).leaves())
