"""A ledger's file as it is to somebody who wants to change what is in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def unguarded(path: Path) -> Iterator[sqlite3.Connection]:
    """The file without its triggers, which are back when this ends: nothing shows."""
    rows = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute(rows).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
