"""What PostgreSQL's errors mean, by SQLSTATE and not by their words.

1. Every error of psycopg becomes one of `ledger/errors.py`: retryable, fatal, or the
   caller's; none comes out as it is.
2. An error that took the connection with it is a `StoreAwayError`. Whether a batch was
   committed by then it does not say: who sent one asks the database
   (`postgres.PostgresStore`).
3. What is not known is fatal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg

from lastlook.ledger.errors import (
    LedgerCorruptError,
    LedgerError,
    StoreAwayError,
    StoreBrokenError,
    StoreBusyError,
    StoreFullError,
    StoreUnusableError,
)

# The table of codes is appendix A of PostgreSQL's manual.
_FULL: Final = frozenset({"53100"})
_BUSY: Final = frozenset(
    {
        "40001",  # serialization_failure
        "40P01",  # deadlock_detected
        "55P03",  # lock_not_available: somebody else has the production
        "57014",  # query_canceled: it took longer than statement_timeout
        "53000",
        "53200",  # out_of_memory
        "53300",  # too_many_connections
        "53400",
    }
)
_AWAY: Final = frozenset(
    {
        "25006",  # read_only_sql_transaction: it became a standby
        "25P03",  # idle_in_transaction_session_timeout
        "25P04",  # transaction_timeout
        "57P01",  # admin_shutdown
        "57P02",  # crash_shutdown
        "57P03",  # cannot_connect_now
        "57P05",  # idle_session_timeout
    }
)
_UNUSABLE: Final = frozenset(
    {
        "28000",  # invalid_authorization_specification
        "28P01",  # invalid_password
        "3D000",  # no such database
        "3F000",  # no such schema
        "42501",  # insufficient_privilege
        "42P01",  # no such table
        "57P04",  # database_dropped
    }
)
_NO_ROLE: Final = "42704"  # undefined_object; of ours only a role may be missing
_CORRUPT: Final = frozenset({"XX001", "XX002"})


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn psycopg's errors into ours."""
    try:
        yield
    except psycopg.Error as error:
        raise meaning(error, where) from error


def meaning(error: psycopg.Error, where: str) -> LedgerError:
    """Our error for one of psycopg's."""
    code = error.sqlstate
    # Without its context: where in the statement it was is nothing to its reader.
    said = error.diag.message_primary or str(error).strip() or type(error).__name__
    if code in _FULL:
        return StoreFullError(where)
    if code in _BUSY:
        return StoreBusyError(where)
    # (2) gone, or never there; class 08 is that of connections
    if code in _AWAY or (code or "").startswith("08"):
        return StoreAwayError(where, said)
    if code in _UNUSABLE:
        return StoreUnusableError(
            f"{where} lets nobody keep a ledger in it this way ({said}). Check the "
            "address, and what the role may do: `lastlook prepare` grants it."
        )
    if code == _NO_ROLE:
        return StoreUnusableError(
            f"{where} does not know what was named ({said}). Check its name, or have "
            "it made first: CREATE ROLE name LOGIN"
        )
    if code in _CORRUPT:
        return LedgerCorruptError(f"PostgreSQL says: {said}", where)
    if code is None and isinstance(error, psycopg.OperationalError):
        return StoreAwayError(where, said)
    # (3) the rest
    return StoreBrokenError(where, said)


def is_lost(error: psycopg.Error, connection: psycopg.Connection[Any]) -> bool:
    """Whether the connection went with this error, now or as soon as it is used."""
    fatal = error.diag.severity_nonlocalized in {"FATAL", "PANIC"}
    return fatal or connection.closed


def is_over(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server has hung up while nobody asked it anything."""
    try:
        # Its last words first, then that there will be no more.
        connection.pgconn.consume_input()
        connection.pgconn.consume_input()
    except psycopg.OperationalError:
        return True
    return connection.closed
