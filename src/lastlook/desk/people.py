"""Names, contacts and PINs: beside the ledger, and erasable.

1. The ledger holds an opaque id and a commitment: SHA-256 over a 32-byte salt and
   the details in canonical JSON. Who is shown the salt can check the details.
2. Erasing a person removes the row and overwrites it on the disk; the ledger's
   proofs stay whole and the commitment opens to nothing any more.
3. A PIN is kept as its Argon2 hash. Four digits keep out a neighbour at the desk,
   not the owner of this file: it is as secret as the names in it.

Does not know who may enter, read or erase: the desk's acts say that.
"""

import hashlib
from threading import Lock
from typing import Any, Final

import apsw
import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from msgspec import Struct

from lastlook.core.words import Digest, PersonId

SALT_BYTES: Final = 32
PIN_DIGITS: Final = range(4, 13)
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


class Opening(Struct, frozen=True):
    """What opens a commitment: the salt and the details' exact bytes."""

    salt: bytes
    details: bytes

    @property
    def commitment(self) -> Digest:
        """What the ledger holds of them."""
        return hashlib.sha256(self.salt + self.details).hexdigest()


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

    def __init__(self, path: str) -> None:
        """Open the table at `path`, made where there is none yet."""
        self.path = path
        self._turn = Lock()
        try:
            self._db = apsw.Connection(path)
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
        # What is erased is overwritten, and no journal keeps a copy of it.
        self._db.pragma("secure_delete", True)
        self._db.pragma("journal_mode", "delete")
        self._db.pragma("synchronous", "full")
        self._db.pragma("application_id", APPLICATION)
        self._db.execute(SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def enter(self, person: PersonId, details: Details, salt: bytes) -> Digest:
        """Enter or replace a person's details; answers what the ledger may hold."""
        if len(salt) != SALT_BYTES:
            raise ValueError(f"A salt has {SALT_BYTES} bytes.")
        opening = Opening(salt, _in_order.encode(details))
        self._rows(
            "INSERT INTO person (id, details, salt) VALUES (?, ?, ?) "
            "ON CONFLICT (id) "
            "DO UPDATE SET details=excluded.details, salt=excluded.salt",
            (person, opening.details, opening.salt),
        )
        return opening.commitment

    def set_pin(self, person: PersonId, hashed: str) -> None:
        """Keep the hash of a person's PIN, instead of any before."""
        self._rows(
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
        return bool(self._rows("DELETE FROM person WHERE id=? RETURNING id", (person,)))

    def _rows(self, query: str, bindings: tuple[Any, ...] = ()) -> list[Any]:
        # Pages ask from threads of their own; the connection is for one at a time.
        with self._turn:
            return self._db.execute(query, bindings).fetchall()
