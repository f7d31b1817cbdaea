"""An SQLite file of this room: made new, opened, written durably, only added to.

1. A file is never made over another, and one that is not ours, of another version, or
   without the triggers that keep it append-only, is not opened.
2. What a transaction wrote is on the disk when it ends (`ledger/sqlite_file.py`).
3. One thread at a time uses a file.

Used by the witness's book and by what a desk keeps of its witnesses. The ledger's own
store is another (`ledger/sqlite.py`).
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
from msgspec import Struct

from lastlook.ledger.errors import StoreUnusableError
from lastlook.ledger.sqlite_file import (
    made,
    make_durable,
    opened,
    opened_to_read,
    roll_back,
    translated,
)


class Form(Struct, frozen=True):
    """What is in a file of one kind.

    Attributes:
        what: what to call such a file: `witness's book`.
        application: its SQLite application id.
        version: of its form.
        schema: the statements that make it, as SQLite keeps them.
    """

    what: str
    application: int
    version: int
    schema: tuple[str, ...]


def stays(table: str, otherwise: str = "") -> tuple[str, ...]:
    """Triggers by which a table's rows stay as they are.

    Args:
        table: its name.
        otherwise: SQL over NEW that refuses a row although it is new.
    """
    refused = f"BEGIN SELECT raise(ABORT, '{table} are append-only'); END"
    triggers = [
        f"CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} {refused}",
        f"CREATE TRIGGER {table}_remain BEFORE DELETE ON {table} {refused}",
    ]
    if otherwise:
        triggers.append(
            f"CREATE TRIGGER {table}_follow BEFORE INSERT ON {table} "
            f"WHEN {otherwise} {refused}"
        )
    return tuple(triggers)


class Sqlite:
    """One such file, open."""

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.where = str(path)
        self._connection = connection
        self._lock = threading.Lock()

    @classmethod
    def create(cls, path: Path, form: Form) -> "Sqlite":
        """A new file at `path`.

        Raises:
            StoreUnusableError: there is a file already.
        """
        with translated(str(path)), made(path) as connection, connection:
            for statement in form.schema:
                connection.execute(statement)
            connection.pragma("application_id", form.application)
            connection.pragma("user_version", form.version)
        return cls(path, connection)

    @classmethod
    def open(cls, path: Path, form: Form) -> "Sqlite":
        """The file at `path`.

        Raises:
            StoreUnusableError: there is none, or not one of this form.
        """
        if not path.exists():
            raise StoreUnusableError(f"There is no {form.what} at {path}.")
        with translated(str(path)), opened(path) as connection:
            _check(connection, path, form)
            make_durable(connection, path)
        return cls(path, connection)

    @classmethod
    def open_to_read(cls, path: Path, form: Form) -> "Sqlite":
        """The file at `path`, for reading only; somebody may be writing to it.

        Raises:
            StoreUnusableError: there is none, or not one of this form.
        """
        if not path.exists():
            raise StoreUnusableError(f"There is no {form.what} at {path}.")
        with translated(str(path)), opened_to_read(path) as connection:
            _check(connection, path, form)
        return cls(path, connection)

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """One transaction: all of it is durable when it ends, or nothing is there.

        Raises:
            StoreBusyError: another process writes.
            StoreFullError: there is no room; nothing was written.
            StoreBrokenError: the disk fails; whether it was written is not known.
        """
        with self._lock, translated(self.where):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                roll_back(self._connection)
                raise

    def rows(self, query: str, bindings: Sequence[Any] = ()) -> list[Any]:
        """What a query finds."""
        with self._lock, translated(self.where):
            return self._connection.execute(query, tuple(bindings)).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, translated(self.where):
            self._connection.close()


def _check(connection: apsw.Connection, path: Path, form: Form) -> None:
    try:
        application = connection.pragma("application_id")
    except apsw.NotADBError:
        raise StoreUnusableError(f"{path} is no SQLite file. Check the path.") from None
    version = connection.pragma("user_version")
    query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
    found = {sql for (sql,) in connection.execute(query)}
    if application != form.application:
        raise StoreUnusableError(
            f"{path} is not a {form.what} (application id {application:#x}). Check the "
            "path; if its creation was interrupted, delete it and create it again."
        )
    if version != form.version:
        raise StoreUnusableError(
            f"{path} is a {form.what} of version {version}; this program knows version "
            f"{form.version}. Use the Lastlook that wrote it, or a newer one."
        )
    if found != set(form.schema):
        raise StoreUnusableError(
            f"{path} was changed: it has not the tables and triggers of a {form.what}. "
            "Keep it as it is, and go on with a new one."
        )
