"""What a witness has signed is kept, and nothing that contradicts it is."""

import shutil
from pathlib import Path

import apsw
import pytest

from lastlook.ledger.errors import (
    HeadFileError,
    StoreBrokenError,
    StoreUnusableError,
)
from lastlook.ledger.head import HeadInMemory, HeadOnDisk
from lastlook.witness.book import Book, BookRolledBackError, Signed
from tests.world.ledger import a_signer
from tests.world.witnesses import NOON_S, a_ledger, a_witness, asks, grow

ORIGIN = "log.example"


def row(size: int, root: bytes = bytes(32), at_seconds: int = NOON_S) -> Signed:
    return Signed(size, root, at_seconds, b"note")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.create(tmp_path / "book", HeadInMemory())


@pytest.mark.parametrize(
    "contradiction",
    [row(6), row(7, bytes(31) + b"1"), row(8, at_seconds=NOON_S - 1), row(0)],
    ids=["smaller", "another root", "earlier", "from the beginning"],
)
def test_the_file_itself_refuses_what_contradicts_the_last(
    book: Book, contradiction: Signed
) -> None:
    book.sign(ORIGIN, lambda _: row(7))
    with pytest.raises(StoreBrokenError, match="append-only"):
        book.sign(ORIGIN, lambda _: contradiction)
    assert book.latest(ORIGIN) == row(7)


def test_logs_do_not_stand_in_each_others_way(book: Book) -> None:
    book.sign(ORIGIN, lambda _: row(7))
    book.sign("other.example", lambda _: row(1, bytes([1]) * 32, NOON_S - 9))
    book.sign(ORIGIN, lambda _: row(7, at_seconds=NOON_S + 1))
    assert book.latest(ORIGIN) == row(7, at_seconds=NOON_S + 1)
    assert book.latest("other.example") == row(1, bytes([1]) * 32, NOON_S - 9)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM signed",
        "UPDATE signed SET size = 1",
        "UPDATE signed SET origin = 'other'",
        "DELETE FROM logs",
        "UPDATE logs SET origin = 'other'",
    ],
)
def test_nothing_that_is_in_the_file_can_be_changed(
    tmp_path: Path, book: Book, statement: str
) -> None:
    book.add_log(a_signer().verifier)
    book.sign(ORIGIN, lambda _: row(7))
    connection = apsw.Connection(str(tmp_path / "book"))
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        connection.execute(statement)


def test_an_error_while_signing_leaves_nothing(book: Book) -> None:
    def fails(_: Signed | None) -> Signed:
        raise LookupError

    with pytest.raises(LookupError):
        book.sign(ORIGIN, fails)
    assert book.latest(ORIGIN) is None


def test_a_log_may_have_several_keys_and_each_is_known_once(book: Book) -> None:
    key = a_signer().verifier
    assert [book.add_log(key), book.add_log(key)] == [True, False]
    assert book.keys(key.name) == [key]
    assert book.origins() == [key.name]
    assert book.keys("other.example") == []


def test_a_book_put_back_from_a_backup_is_not_opened(tmp_path: Path) -> None:
    log = a_ledger("one")
    with a_witness(tmp_path, "w") as keeper:
        keeper.add_checkpoint(asks(log, 0))
    shutil.copy(tmp_path / "w", tmp_path / "backup")
    with a_witness(tmp_path, "w") as keeper:
        grow(log, "two")
        keeper.add_checkpoint(asks(log, 1))
    shutil.copy(tmp_path / "backup", tmp_path / "w")
    with pytest.raises(BookRolledBackError, match=r"has 1 .* given 2"):
        Book.open(tmp_path / "w", HeadOnDisk(tmp_path / "w.mark"))


def test_another_book_of_the_same_length_is_not_opened(tmp_path: Path) -> None:
    for name in ("w", "x"):
        with a_witness(tmp_path, name) as keeper:
            keeper.add_checkpoint(asks(a_ledger("one"), 0))
    shutil.copy(tmp_path / "x", tmp_path / "w")
    with pytest.raises(BookRolledBackError, match="rolled back or replaced"):
        Book.open(tmp_path / "w", HeadOnDisk(tmp_path / "w.mark"))


def test_a_book_one_ahead_of_its_mark_is_well(tmp_path: Path) -> None:
    mark = HeadInMemory()
    book = Book.create(tmp_path / "w", mark)
    behind = mark.read()
    book.sign(ORIGIN, lambda _: row(7))
    book.close()
    assert behind is not None
    mark.write(behind)
    assert Book.open(tmp_path / "w", mark).latest(ORIGIN) == row(7)


def test_a_book_without_its_mark_is_not_opened(tmp_path: Path, book: Book) -> None:
    book.close()
    with pytest.raises(HeadFileError, match="begin a new witness with a new key"):
        Book.open(tmp_path / "book", HeadInMemory())


def test_a_mark_that_is_no_witnesss_is_refused(tmp_path: Path, book: Book) -> None:
    book.close()
    mark = HeadInMemory()
    mark.write(a_ledger("one").checkpoint)
    with pytest.raises(HeadFileError, match="is not a witness's"):
        Book.open(tmp_path / "book", mark)


def test_a_mark_of_another_book_is_not_written_over(tmp_path: Path) -> None:
    mark = HeadInMemory()
    Book.create(tmp_path / "one", mark)
    with pytest.raises(HeadFileError, match="mark of another book"):
        Book.create(tmp_path / "two", mark)


def test_a_book_is_not_made_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("letters")
    with pytest.raises(StoreUnusableError, match="left as it is"):
        Book.create(tmp_path / "book", HeadInMemory())
    assert (tmp_path / "book").read_text() == "letters"


def test_what_is_not_a_book_is_told(tmp_path: Path, book: Book) -> None:
    book.close()
    mark = HeadInMemory()
    with pytest.raises(StoreUnusableError, match="no witness's book at"):
        Book.open(tmp_path / "none", mark)
    (tmp_path / "letters").write_text("letters" * 99)
    with pytest.raises(StoreUnusableError, match="no SQLite file"):
        Book.open(tmp_path / "letters", mark)
    other = apsw.Connection(str(tmp_path / "other"))
    other.execute("CREATE TABLE t (a)")
    with pytest.raises(StoreUnusableError, match="not a witness's book"):
        Book.open(tmp_path / "other", mark)
    changed = apsw.Connection(str(tmp_path / "book"))
    changed.execute("DROP TRIGGER signed_follow")
    with pytest.raises(StoreUnusableError, match="was changed"):
        Book.open(tmp_path / "book", mark)
    changed.pragma("user_version", 2)
    with pytest.raises(StoreUnusableError, match="of version 2"):
        Book.open(tmp_path / "book", mark)


def test_contradictions_are_kept_once_each_and_not_without_end(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lastlook.witness.book.REFUSED_MAX", 3)
    for number in (1, 1, 2, 3, 4):
        book.refuse(ORIGIN, row(7, bytes([number]) * 32))
    assert [kept.root[0] for kept in book.refused(ORIGIN)] == [1, 2, 3]
