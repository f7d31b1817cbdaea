"""Names, contacts and PINs: beside the ledger, and erasable.

1. The ledger holds an opaque id and a commitment to the name and the contact, each
   with a salt of its own. Who is shown one salt can check the name and learns nothing
   of the contact.
2. Erasing a person removes the row and overwrites it on the disk; the ledger's
   proofs stay whole and the commitment opens to nothing any more. What is erased or
   replaced stays in no journal either: that is overwritten before it is removed.
3. A PIN is kept as its Argon2 hash. Four digits keep out a neighbour at the desk,
   not the owner of this file: it is as secret as the names in it.
4. The file is made for its owner alone, and refused where others can use it.

Does not know who may enter, read or erase: the desk's acts say that.
"""

import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any, Final

import apsw
import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from msgspec import Struct

from lastlook.core.words import Digest, PersonId

IN_MEMORY: Final = ":memory:"
SALT_BYTES: Final = 32
PIN_DIGITS: Final = range(4, 13)
TEXT_MAX: Final = 200  # characters of a name, or of a contact
_JOINING: Final = str.maketrans("", "", "\u00a0\u200c\u200d")  # some scripts need them
OWNER_ONLY: Final = 0o600
BUSY_WAIT_MS: Final = 5_000  # while another process writes to it
APPLICATION: Final = 0x4C4C5045  # "LLPE", in the file's header
SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS person (
  id TEXT PRIMARY KEY,
  details BLOB,
  salt BLOB,
  pin TEXT
) STRICT, WITHOUT ROWID
"""

# OWASP's second choice for Argon2id: 19 MiB, so that a small laptop stays quick.
_hasher: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_in_order: Final = msgspec.json.Encoder(order="sorted")


class Details(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a person outside the ledger."""

    name: str
    contact: str = ""


def check_text(text: str) -> None:
    """Refuse what a name or a contact cannot be; ValueError says what one is.

    What moves a terminal's cursor or turns writing round would show another name.
    """
    if len(text) > TEXT_MAX or not text.translate(_JOINING).isprintable():
        raise ValueError(
            f"It is one line of at most {TEXT_MAX} characters that can be seen."
        )


class NameOpening(Struct, frozen=True):
    """What opens a name and leaves the contact shut.

    Attributes:
        name: the name.
        salt: the name's own salt, 32 bytes.
        rest: SHA-256 over the contact's own salt and the contact, 32 bytes.
    """

    name: str
    salt: bytes
    rest: bytes

    @property
    def commitment(self) -> Digest:
        """SHA-256(SHA-256(salt || name) || rest), as the ledger holds it."""
        named = hashlib.sha256(self.salt + self.name.encode()).digest()
        return hashlib.sha256(named + self.rest).hexdigest()


class Opening(Struct, frozen=True):
    """What opens a commitment: the salt and the details' exact bytes."""

    salt: bytes
    details: bytes

    @property
    def commitment(self) -> Digest:
        """What the ledger holds of them."""
        return self.name_alone.commitment

    @property
    def name_alone(self) -> NameOpening:
        """What opens the name and not the contact."""
        details = msgspec.json.decode(self.details, type=Details)
        # Each salt follows from the one that is kept; neither leads back to it.
        salt, other = (
            hashlib.sha256(what + self.salt).digest() for what in (b"name", b"contact")
        )
        rest = hashlib.sha256(other + details.contact.encode()).digest()
        return NameOpening(details.name, salt, rest)


class PeopleFileError(Exception):
    """The side table is no side table of ours, or cannot be used."""


def pin_hash(pin: str) -> str:
    """The hash of a PIN; ValueError where it is none."""
    if not (pin.isascii() and pin.isdigit() and len(pin) in PIN_DIGITS):
        raise ValueError(
            f"A PIN has {PIN_DIGITS.start} to {PIN_DIGITS.stop - 1} digits."
        )
    return _hasher.hash(pin)


def pin_fits(hashed: str, pin: str) -> bool:
    """Whether this is the PIN that was hashed. Takes milliseconds on purpose."""
    try:
        return _hasher.verify(hashed, pin)
    except VerifyMismatchError:
        return False


class People:
    """The side table of one production, in its own file."""

    def __init__(self, path: str, vfs: str | None = None) -> None:
        """Open the table at `path`, made where there is none yet.

        Args:
            path: where.
            vfs: name of a registered SQLite VFS to read and write through.
        """
        self.path = path
        self._turn = Lock()
        if path != IN_MEMORY:
            _claim(Path(path))
        try:
            self._db = apsw.Connection(path, vfs=vfs)
            self._db.set_busy_timeout(BUSY_WAIT_MS)
            self._prepare()
        except apsw.Error as error:
            raise PeopleFileError(
                f"{path} cannot be used as the people's table ({error}). Move it "
                "away; an empty one is made, and names are entered again."
            ) from error

    def _prepare(self) -> None:
        found = self._db.pragma("application_id")
        if found not in {0, APPLICATION}:
            raise PeopleFileError(f"{self.path} is some other program's file.")
        # (2) in the file; the journal is wiped here, so SQLite must not remove it
        self._db.pragma("secure_delete", True)
        self._db.pragma("journal_mode", "persist")
        self._db.pragma("synchronous", "full")
        if found != APPLICATION:
            self._db.pragma("application_id", APPLICATION)
            self._write(SCHEMA, ())

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def enter(self, person: PersonId, details: Details, salt: bytes) -> Digest:
        """Enter or replace a person's details; answers what the ledger may hold."""
        if len(salt) != SALT_BYTES:
            raise ValueError(f"A salt has {SALT_BYTES} bytes.")
        opening = Opening(salt, _in_order.encode(details))
        self._write(
            "INSERT INTO person (id, details, salt) VALUES (?, ?, ?) "
            "ON CONFLICT (id) "
            "DO UPDATE SET details=excluded.details, salt=excluded.salt",
            (person, opening.details, opening.salt),
        )
        return opening.commitment

    def set_pin(self, person: PersonId, hashed: str) -> None:
        """Keep the hash of a person's PIN, instead of any before."""
        self._write(
            "INSERT INTO person (id, pin) VALUES (?, ?) "
            "ON CONFLICT (id) DO UPDATE SET pin=excluded.pin",
            (person, hashed),
        )

    def pin_of(self, person: PersonId) -> str | None:
        """The hash of a person's PIN; None where none was set."""
        rows = self._rows("SELECT pin FROM person WHERE id=?", (person,))
        return rows[0][0] if rows else None

    def opening(self, person: PersonId) -> Opening | None:
        """What opens the person's commitment; None where unknown or erased."""
        rows = self._rows(
            "SELECT salt, details FROM person WHERE id=? AND details IS NOT NULL",
            (person,),
        )
        return Opening(*rows[0]) if rows else None

    def details(self, person: PersonId) -> Details | None:
        """What is known of a person; None where unknown or erased."""
        opening = self.opening(person)
        return msgspec.json.decode(opening.details, type=Details) if opening else None

    def names(self) -> dict[PersonId, str]:
        """The names of all who have one here, by id."""
        rows = self._rows("SELECT id, details FROM person WHERE details IS NOT NULL")
        return {
            person: msgspec.json.decode(details, type=Details).name
            for person, details in rows
        }

    def erase(self, person: PersonId) -> bool:
        """Erase all that is kept of a person; whether there was anything."""
        gone = self._write("DELETE FROM person WHERE id=? RETURNING id", (person,))
        return bool(gone)

    def erase_again(self, erased: Iterable[PersonId]) -> list[PersonId]:
        """Erase what is there of people who were erased before; who that was.

        A backup that was put back brings names back with it.
        """
        # (2) whatever brought it back
        return [person for person in erased if self.erase(person)]

    def _write(self, query: str, bindings: tuple[Any, ...]) -> list[Any]:
        with self._turn:
            rows = self._db.execute(query, bindings).fetchall()
            # (2) nobody else's journal: while this is held, nobody else writes one
            self._db.execute("BEGIN EXCLUSIVE")
            try:
                wipe(Path(f"{self.path}-journal"))
            finally:
                self._db.execute("COMMIT")
        return rows

    def _rows(self, query: str, bindings: tuple[Any, ...] = ()) -> list[Any]:
        # Pages ask from threads of their own; the connection is for one at a time.
        with self._turn:
            return self._db.execute(query, bindings).fetchall()


def _claim(path: Path) -> None:
    """Make the file for its owner alone, or refuse one that others can use."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))
    except FileExistsError:
        pass
    except OSError as error:
        raise PeopleFileError(f"{path} cannot be made: {error}.") from error
    # (4) not opened to ask: closing it again would let go of SQLite's own locks
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & ~OWNER_ONLY:
        raise PeopleFileError(
            f"{path} can be used by others (mode {mode:04o}), so the names and PINs in "
            f"it may be known. If they may be: chmod 600 {path}"
        )


def wipe(path: Path) -> None:
    """Overwrite a file that is over, then remove it; nobody may have it open."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        file.write(bytes(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
