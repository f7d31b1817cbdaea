"""The tables of an SQLite file that is a ledger: made, checked, guarded.

1. Rows are only ever inserted: triggers refuse UPDATE, DELETE and INSERT OR REPLACE,
   and a file without these triggers is refused.
2. The writing connection refuses the same by triggers of its own, which cost a row
   that is inserted nothing.
3. An entry is kept as its leaf alone. The act id by which it is found, and is unique,
   is read out of that leaf by the database, so the two cannot differ.
4. Of another program's file, a newer version's, an empty or a cut-off one it says so,
   and touches nothing.
"""

from pathlib import Path

import apsw

from lastlook.ledger.entry import ACT_ID_AT, ACT_ID_BYTES
from lastlook.ledger.errors import LedgerCorruptError, StoreUnusableError

APPLICATION_ID = 0x4C4C6F6B  # "LLok"
VERSION = 1


# SQL counts bytes from 1.
_TABLES = (
    f"""CREATE TABLE entries (
    n INTEGER PRIMARY KEY,
    leaf BLOB NOT NULL,
    act_id BLOB NOT NULL UNIQUE
        GENERATED ALWAYS AS (substr(leaf, {ACT_ID_AT + 1}, {ACT_ID_BYTES})) VIRTUAL
) STRICT""",
    """CREATE TABLE tiles (
    level INTEGER NOT NULL,
    n INTEGER NOT NULL,
    root BLOB NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, n)
) STRICT""",
    """CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY,
    note BLOB NOT NULL
) STRICT""",
)
_ALREADY_THERE = {
    "entries": "n = NEW.n OR act_id = NEW.act_id",
    "tiles": "level = NEW.level AND n = NEW.n",
    "checkpoints": "size >= NEW.size",
}


def _refused(table: str) -> str:
    return f"BEGIN SELECT raise(ABORT, '{table} are append-only'); END"


_TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when}{_refused(table)}"
    for table, same in _ALREADY_THERE.items()
    for name, event, when in (
        ("stay", "UPDATE", ""),
        ("remain", "DELETE", ""),
        # INSERT OR REPLACE deletes without firing the trigger above.
        ("once", "INSERT", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "),  # noqa: S608  # our own words
    )
)
_SCHEMA = _TABLES + _TRIGGERS


def make(writer: apsw.Connection) -> None:
    """Make the tables in an empty file, within a transaction."""
    for statement in _SCHEMA:
        writer.execute(statement)
    writer.pragma("application_id", APPLICATION_ID)
    writer.pragma("user_version", VERSION)


def guard(writer: apsw.Connection) -> None:
    """Let this connection insert, and change or take away nothing, at no cost a row.

    The file's triggers look at each row before it is inserted, because REPLACE takes
    rows away unheard; that is half of what inserting costs. Here they are off, and
    REPLACE is made to be heard instead.
    """
    # (2) triggers of the file are off, those of the connection never are
    writer.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    writer.pragma("recursive_triggers", True)
    for table in _ALREADY_THERE:
        for event in ("UPDATE", "DELETE"):
            writer.execute(
                f"CREATE TEMP TRIGGER {table}_{event} BEFORE {event} ON main.{table} "
                f"{_refused(table)}"
            )


def check(connection: apsw.Connection, path: Path) -> None:
    """Refuse a file that is not ours, not of this version, or not whole."""
    try:
        application = connection.pragma("application_id")
    except apsw.NotADBError:
        raise StoreUnusableError(
            f"{path} is not a ledger: it is no SQLite file. Check the path."
        ) from None
    version = connection.pragma("user_version")
    found = {
        sql
        for (sql,) in connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
        )
    }
    if (application, version, found) == (0, 0, set()):
        raise StoreUnusableError(
            f"{path} is empty: its creation was interrupted, or it was cut off. If it "
            "was never used, delete it and create it again; else restore it."
        )
    if application != APPLICATION_ID:
        raise StoreUnusableError(
            f"{path} is not a ledger: it is another program's SQLite file "
            f"(application id {application:#x}). Check the path."
        )
    if version != VERSION:
        raise StoreUnusableError(
            f"{path} is of ledger version {version}; this program knows version "
            f"{VERSION}. Use the Lastlook that wrote it, or a newer one."
        )
    if found != set(_SCHEMA):
        raise LedgerCorruptError(
            "its tables or the triggers that keep it append-only were changed",
            str(path),
        )
