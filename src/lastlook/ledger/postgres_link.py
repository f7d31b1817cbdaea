"""Connections to a PostgreSQL database, and what they are made sure of.

1. A commit is on the server's disk before it is answered: synchronous_commit is set
   and read back on every writing connection, and fsync and full_page_writes are looked
   at; a server that has them off is refused, and told what to set.
2. A standby takes no entries and is refused for writing.
3. Nothing waits for ever: connecting, a lock, a statement and an idle transaction end
   after `Patience`; a connection whose other end is gone is noticed.
4. A message never shows a password.
"""

from typing import Any, Final, TypeAlias

import psycopg
from msgspec import Struct
from psycopg import conninfo

from lastlook.ledger.errors import StoreUnusableError
from lastlook.ledger.postgres_errors import translated

VERSION_MIN: Final = 140_000  # the oldest that is still maintained
_ENDS_TRANSACTIONS: Final = 170_000  # from here on a server can be told how long

Connection: TypeAlias = psycopg.Connection[Any]


class Patience(Struct, frozen=True):
    """How long what may take, in milliseconds.

    Attributes:
        connecting: to a server that does not answer.
        lock: while another desk writes to the same production.
        statement: one statement, a commit too.
        idle: a transaction that its writer does not go on with; then the server ends
            it, and lets the others have the production.
        again: how long a lost connection is tried again, to learn what became of a
            batch.
        polling: between two looks for what others have written, whether or not word
            of it comes.
    """

    connecting: int = 5_000
    lock: int = 5_000
    statement: int = 30_000
    idle: int = 10_000
    again: int = 20_000
    polling: int = 1_000


class Address(Struct, frozen=True):
    """Where a database is.

    Attributes:
        conninfo: as libpq takes it, a URL or `host=… dbname=…`.
        patience: how long what may take.
    """

    conninfo: str
    patience: Patience = Patience()

    @property
    def where(self) -> str:
        """What to call it in a message."""
        # (4) named one by one: nothing else is shown
        known = conninfo.conninfo_to_dict(self.conninfo)
        host = known.get("host") or known.get("hostaddr") or ""
        port = f":{known['port']}" if known.get("port") else ""
        return f"postgresql://{host}{port}/{known.get('dbname') or ''}"


def check_address(address: str) -> None:
    """Refuse what libpq cannot read.

    Raises:
        StoreUnusableError: it cannot be read; says why.
    """
    try:
        conninfo.conninfo_to_dict(address)
    except psycopg.ProgrammingError as error:
        raise StoreUnusableError(
            "The store's address cannot be read "
            f"({str(error).strip()}). Write postgresql://ROLE@HOST/DATABASE."
        ) from None


def to_read(address: Address) -> Connection:
    """A connection that can change nothing."""
    return _connect(address, "-c default_transaction_read_only=on")


def to_write(address: Address) -> Connection:
    """A connection whose commits stay.

    Raises:
        StoreUnusableError: the server would not keep them; says what to set.
        RetryableError: it cannot be reached, or is a standby.
    """
    patience = address.patience
    connection = _connect(
        address,
        # Whatever the role's default: what another has committed is seen.
        "-c default_transaction_isolation=read\\ committed "
        f"-c lock_timeout={patience.lock} "
        f"-c idle_in_transaction_session_timeout={patience.idle} "
        # The server notices too when a desk's machine is gone.
        "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 "
        "-c tcp_keepalives_count=3",
    )
    try:
        with translated(address.where):
            _make_durable(connection, address.where)
            if connection.info.server_version >= _ENDS_TRANSACTIONS:
                # `idle` is not counted within a pipeline that was cut off.
                longest = patience.lock + patience.statement
                connection.execute(f"SET transaction_timeout = {longest}".encode())
    except BaseException:
        connection.close()
        raise
    return connection


def bounds(patience: Patience) -> dict[str, Any]:
    """Connection parameters by which nobody waits for ever for a lost other end."""
    # (3) counted in seconds, but the last, in milliseconds
    return {
        "connect_timeout": max(patience.connecting // 1000, 2),
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": patience.statement,
    }


def _connect(address: Address, options: str) -> Connection:
    with translated(address.where):
        own = conninfo.conninfo_to_dict(address.conninfo).get("options", "")
        patience = address.patience
        return psycopg.connect(
            address.conninfo,
            autocommit=True,
            **bounds(patience),
            application_name="lastlook",
            options=f"{own} -c statement_timeout={patience.statement} {options}",
        )


def _make_durable(connection: Connection, where: str) -> None:
    """Set what promise 1 needs, and read it back."""
    ask = (
        "SELECT current_setting('synchronous_commit'), current_setting('fsync'), "
        "current_setting('full_page_writes'), pg_is_in_recovery(), "
        "current_setting('server_version_num')::int"
    )
    row = connection.execute(ask).fetchone()
    if row is not None and row[0] not in {"on", "remote_apply"}:
        connection.execute("SET synchronous_commit TO on")
        row = connection.execute(ask).fetchone()
    synchronous, fsync, whole_pages, standby, version = row or ("", "", "", True, 0)
    if version < VERSION_MIN:
        raise StoreUnusableError(
            f"{where} is PostgreSQL {version // 10000}; it must be "
            f"{VERSION_MIN // 10000} or later."
        )
    if standby:
        # (2) retryable while a desk runs: somebody may be made primary
        raise psycopg.errors.ReadOnlySqlTransaction(
            "this server is a standby and takes no entries; name the primary"
        )
    if synchronous not in {"on", "remote_apply"} or (fsync, whole_pages) != (
        "on",
        "on",
    ):
        raise StoreUnusableError(
            f"{where} does not keep what it commits (synchronous_commit={synchronous}, "
            f"fsync={fsync}, full_page_writes={whole_pages}). Set all three to on in "
            "postgresql.conf, then start the server again."
        )
