"""A witness's book: which logs it knows, and everything it has signed of them.

1. For one log sizes never go back, one size has one root, and times never go back:
   the file itself refuses a row that would contradict an earlier one.
2. Looking up what was signed last and writing what is signed next are one
   transaction: no two requests can pass each other.
3. What was signed is on the disk, in the book and in the mark, before anybody is given
   the signature.
4. A book that has less than the mark says was signed is not opened: it was restored
   from a backup, and signing on from it could contradict what is out.

The mark is a small file beside the book that no backup may hold. Where book and mark
were both put back, nobody here can tell; whoever holds a later cosignature can.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.ledger.errors import FatalError, HeadFileError
from lastlook.ledger.head import HeadFile
from lastlook.ledger.tlog_policy import LogKey, read_log_key
from lastlook.witness.sqlite import Form, Sqlite, stays

REFUSED_MAX: Final = 1000  # contradictions kept of one log; one is enough

_LATEST: Final = (
    "SELECT size, root, at_seconds, note FROM signed WHERE origin = ? "
    "ORDER BY n DESC LIMIT 1"
)
_MARK: Final = "lastlook witness mark"
# The last row has the largest size and time of its log: each was held to this.
_CONTRADICTS: Final = (  # all of it our own words
    f"EXISTS (SELECT 1 FROM ({_LATEST.replace('?', 'NEW.origin')}) "  # noqa: S608
    "WHERE size > NEW.size OR size = NEW.size AND root <> NEW.root "
    "OR at_seconds > NEW.at_seconds)"
)
FORM: Final = Form(
    "witness's book",
    0x4C4C7774,  # "LLwt"
    1,
    (
        """CREATE TABLE logs (
    vkey TEXT PRIMARY KEY,
    origin TEXT NOT NULL
) STRICT""",
        """CREATE TABLE signed (
    n INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    at_seconds INTEGER NOT NULL,
    note BLOB NOT NULL
) STRICT""",
        "CREATE INDEX signed_of ON signed (origin, size)",
        "CREATE INDEX signed_last ON signed (origin)",
        """CREATE TABLE refused (
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL,
    at_seconds INTEGER NOT NULL,
    note BLOB NOT NULL,
    PRIMARY KEY (origin, size, root)
) STRICT""",
        *stays("signed", _CONTRADICTS),
        *stays("logs"),
        *stays("refused"),
    ),
)


class Signed(Struct, frozen=True):
    """A checkpoint as it was cosigned.

    Attributes:
        size: number of entries.
        root: the root over them, 32 bytes.
        at_seconds: when it was cosigned, seconds since 1970 UTC.
        note: the checkpoint, signed by its log and cosigned.
    """

    size: int
    root: bytes
    at_seconds: int
    note: bytes


Sign: TypeAlias = Callable[[Signed | None], Signed]
"""Makes what is signed next out of what was signed last, or raises."""


class Book:
    """The book of one witness, open for writing."""

    def __init__(self, file: Sqlite, mark: HeadFile) -> None:
        self._file = file
        self._mark = mark

    @classmethod
    def create(cls, path: Path, mark: HeadFile) -> "Book":
        """A new book with nothing in it.

        Raises:
            StoreUnusableError: there is a file already.
            HeadFileError: there is a mark already.
        """
        if mark.read() is not None:
            raise HeadFileError(
                "There is a mark of another book already; it was left as it is. Choose "
                "another place."
            )
        file = Sqlite.create(path, FORM)
        mark.write(_marked(0, None))
        return cls(file, mark)

    @classmethod
    def open(cls, path: Path, mark: HeadFile) -> "Book":
        """The book at `path`.

        Raises:
            StoreUnusableError: there is none, or it was changed.
            HeadFileError: the mark is missing, or the book is older than it.
        """
        book = cls(Sqlite.open(path, FORM), mark)
        try:
            book._check_mark()
        except BaseException:
            book.close()
            raise
        return book

    @property
    def where(self) -> str:
        """The book's path."""
        return self._file.where

    def add_log(self, key: LogKey) -> bool:
        """Know one more key of a log; whether it was new.

        The key's name is the log's origin. Keys are only added: a log that changes
        its key has two.
        """
        added = "INSERT INTO logs (vkey, origin) VALUES (?, ?)"
        with self._file.writing() as connection:
            known = {vkey for (vkey,) in connection.execute("SELECT vkey FROM logs")}
            if key.vkey in known:
                return False
            connection.execute(added, (key.vkey, key.name))
        return True

    def keys(self, origin: str) -> list[LogKey]:
        """The keys known for a log; none where it is unknown."""
        some = "SELECT vkey FROM logs WHERE origin = ? ORDER BY rowid"
        return [read_log_key(vkey) for (vkey,) in self._file.rows(some, (origin,))]

    def origins(self) -> list[str]:
        """Every log that is known."""
        return [o for (o,) in self._file.rows("SELECT DISTINCT origin FROM logs")]

    def latest(self, origin: str) -> Signed | None:
        """What was signed last of a log."""
        return next((Signed(*row) for row in self._file.rows(_LATEST, (origin,))), None)

    def root_at(self, origin: str, size: int) -> bytes | None:
        """The root that was signed for this size, where one was."""
        one = "SELECT root FROM signed WHERE origin = ? AND size = ? LIMIT 1"
        return next((r for (r,) in self._file.rows(one, (origin, size))), None)

    def sign(self, origin: str, sign: Sign) -> Signed:
        """Let `sign` make what follows what was signed last, and keep it, durably.

        Raises:
            FatalError: it could not be kept; nothing may be given out.
            Whatever `sign` raises; then nothing is written.
        """
        with self._file.writing() as connection:
            # (2) looked up and written in one transaction
            found = next(connection.execute(_LATEST, (origin,)), None)
            signed = sign(Signed(*found) if found is not None else None)
            connection.execute(
                "INSERT INTO signed (origin, size, root, at_seconds, note) "
                "VALUES (?, ?, ?, ?, ?)",
                (origin, signed.size, signed.root, signed.at_seconds, signed.note),
            )
        # (3) the mark, too, before it is given out
        self._mark.write(_marked(*self._last()))
        return signed

    def refuse(self, origin: str, refused: Signed) -> None:
        """Keep a checkpoint that its log signed and that contradicts what we signed."""
        have = "SELECT count(*) FROM refused WHERE origin = ?"
        with self._file.writing() as connection:
            (count,) = next(connection.execute(have, (origin,)))
            if count < REFUSED_MAX:
                connection.execute(
                    "INSERT INTO refused (origin, size, root, at_seconds, note) "
                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (
                        origin,
                        refused.size,
                        refused.root,
                        refused.at_seconds,
                        refused.note,
                    ),
                )

    def refused(self, origin: str) -> list[Signed]:
        """The contradictions that were kept of a log, oldest first."""
        some = (
            "SELECT size, root, at_seconds, note FROM refused WHERE origin = ? "
            "ORDER BY rowid"
        )
        return [Signed(*row) for row in self._file.rows(some, (origin,))]

    def close(self) -> None:
        """Let go of book and mark."""
        self._file.close()
        self._mark.close()

    def _last(self) -> tuple[int, bytes | None]:
        """How many were signed, and the last note."""
        newest = "SELECT n, note FROM signed ORDER BY n DESC LIMIT 1"
        return next(((n, note) for n, note in self._file.rows(newest)), (0, None))

    def _check_mark(self) -> None:
        noted = self._mark.read()
        if noted is None:
            raise HeadFileError(
                f"The mark of {self.where} is missing, so nobody can tell whether the "
                "book is the newest. Put it back; if it is lost, begin a new witness "
                "with a new key, and give that to those who ask you."
            )
        count = _count(noted)
        one = "SELECT note FROM signed WHERE n = ?"
        note = next((note for (note,) in self._file.rows(one, (count,))), None)
        # One more than the mark says is well: it was killed between the two, and that
        # signature was given to nobody.
        if noted != _marked(count, note):
            raise BookRolledBackError(self.where, count, self._last()[0])


class BookRolledBackError(FatalError):
    """The book has less than, or other than, what this witness has signed."""

    def __init__(self, where: str, marked: int, found: int) -> None:
        super().__init__(
            f"{where} was rolled back or replaced: it has {found} cosignatures, and "
            f"this witness has given {marked}. Signing on from it could contradict "
            "them. Put back the newest book; if it is lost, begin a new witness with a "
            "new key, and tell those who ask you."
        )


def _marked(count: int, note: bytes | None) -> bytes:
    """What the mark says once so many were signed, this note last."""
    return f"{_MARK}\n{count}\n{sha256(note or b'').hexdigest()}\n".encode()


def _count(noted: bytes) -> int:
    match noted.split(b"\n"):
        case [first, count, _, b""] if first == _MARK.encode() and count.isdigit():
            return int(count)
        case _:
            raise HeadFileError("The mark is not a witness's: check the path.")
