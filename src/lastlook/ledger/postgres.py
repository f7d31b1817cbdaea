"""A store in a PostgreSQL database, which may hold thousands of productions.

1. A batch is one statement and one transaction: entries, full tiles and checkpoint.
   It is on the server's disk when `append` returns (`postgres_link` sees to that).
2. It goes in only where the production ends as the writer expects *and* nobody has
   taken a turn since the writer's own: checked and inserted under an advisory lock
   that ends with the transaction.
3. A turn is a number that only grows (a fencing epoch). Whoever writes after another
   takes the next one, in the same transaction; what an earlier writer, cut off or
   slow, had under way is refused from then on.
   Whoever was overtaken waits in the lock's queue and keeps it for its next batch, so
   that of two busy desks each has its turn; a second without one ends that.
4. A connection lost while a batch was under way leaves open what became of it. The
   store connects again, takes a turn, so that nothing of it can still arrive, and
   looks: it is there, and `append` returns; or it is not, and nothing was written; or
   nobody can say, and that is fatal (`OutcomeUnknownError`). Nothing is guessed.
After a lost connection the store connects again by itself at the next call.
"""

import struct
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final, TypeAlias

import psycopg
from msgspec import Struct
from tenacity import (
    Retrying,
    retry_if_exception_type,
    stop_after_delay,
    wait_exponential,
)

from lastlook.ledger import postgres_schema as schema
from lastlook.ledger import postgres_statements as say
from lastlook.ledger.entry import act_id_in
from lastlook.ledger.errors import (
    DuplicateActError,
    HeadMovedError,
    LedgerCorruptError,
    LedgerError,
    OutcomeUnknownError,
    ReadOnlyError,
    StoreAwayError,
    StoreBusyError,
    StoreUnusableError,
)
from lastlook.ledger.postgres_errors import is_lost, is_over, meaning, translated
from lastlook.ledger.postgres_link import Address, Connection, to_write
from lastlook.ledger.postgres_read import PostgresReader
from lastlook.ledger.postgres_tell import TELL, Teller
from lastlook.ledger.postgres_watch import channel
from lastlook.ledger.store import Batch, Begins, nothing

TURNS_MAX: Final = 8  # how often a batch is offered again when only the turn moved
NO_TURN: Final = 0  # the first is 1

_Session: TypeAlias = tuple[int, datetime]  # the server's process, and since when


class _Turn(Struct, frozen=True):
    """The newest turn that was seen, and the writer's own."""

    seen: int
    own: int


class PostgresStore(PostgresReader):
    """One production in a PostgreSQL database; see `create`, `open`, `open_to_read`."""

    def __init__(
        self,
        address: Address,
        production: str,
        *,
        writes: bool,
        even_closed: bool = False,
    ) -> None:
        super().__init__(address, production)
        self._writes = writes
        self._even_closed = even_closed
        self._lock_key = lock_key(production)
        self._writer: Connection | None = None
        self._session: _Session | None = None  # the newest, alive or not
        self._turn = _Turn(NO_TURN, NO_TURN)
        self._keeps = False  # the lock, from before the batch
        self._others = Teller(self._tell)

    @classmethod
    def create(cls, address: Address, production: str) -> "PostgresStore":
        """A place for a new production; the tables are made where there are none.

        Raises:
            StoreUnusableError: there is a ledger of this production already.
        """
        with to_write(address) as connection, translated(address.where):
            schema.make(connection)
        store = cls.open(address, production)
        if store.head() is not None:
            store.close()
            raise StoreUnusableError(
                f"There is a ledger in {store.where} already; it was left as it is. "
                "Open it, or choose another id."
            )
        return store

    @classmethod
    def open(
        cls, address: Address, production: str, *, even_closed: bool = False
    ) -> "PostgresStore":
        """The production, open for writing and reading.

        Args:
            address: where the database is.
            production: which of its productions.
            even_closed: also where it is closed to desks: for whoever moves it.

        Raises:
            StoreUnusableError: the database is not one of ours, or does not keep what
                it commits; says which.
            LedgerCorruptError: its tables were changed.
            RetryableError: it cannot be reached, or is a standby.
        """
        store = cls(address, production, writes=True, even_closed=even_closed)
        store._connected()
        return store

    @classmethod
    def open_to_read(cls, address: Address, production: str) -> "PostgresStore":
        """The production, open for reading only; a standby will do.

        Raises:
            As `open` does.
        """
        store = cls(address, production, writes=False)
        store.check_tables()
        return store

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        """Add the batch, durably, or raise and add nothing."""
        if not self._writes:
            raise ReadOnlyError(self.where)
        # Before anything is sent: it is all one way there and back.
        beside()
        for _ in range(TURNS_MAX):
            if self._offered(batch):
                return
        raise StoreBusyError(self.where)

    def _offered(self, batch: Batch) -> bool:
        """Whether the batch went in; False where it was somebody else's turn."""
        connection = self._connected()
        turn = self._next_turn()
        try:
            size, seen, fits = self._sent(connection, batch, turn)
        except psycopg.Error as error:
            if is_lost(error, connection):
                self._hang_up()
                self._resolve(batch, error)
                self._others.tell()
                return True
            self._let_go(connection)
            raise self._refused(batch, error) from None
        self._let_go(connection)
        if fits:
            self._turn = _Turn(turn.own, turn.own)
            self._others.tell()
            return True
        self._check_open(seen)
        # (2) nothing was inserted; what is there is known now
        self._turn = _Turn(seen, turn.own if seen == turn.own else NO_TURN)
        if size != batch.size:
            self._keep_lock(connection)
            raise HeadMovedError(batch.size, size)
        return False

    def close_to_desks(self, *, closed: bool) -> None:
        """Close the production to every desk, wherever it runs, or open it again.

        Nothing in the ledger changes: it is a turn that leaves no turn after it.
        """
        connection = self._connected()
        seen = self._turn.seen
        if is_closed(seen) == closed:
            return
        with translated(self.where), connection.transaction():
            connection.execute(say.LOCK, (self._lock_key,))
            turn = (seen // say.CLOSINGS + 1) * say.CLOSINGS
            connection.execute(say.TAKE_THIS, {"of": self._production, "turn": turn})

    def _keep_lock(self, connection: Connection) -> None:
        """Wait for the lock, and have it until the next batch or for a second."""
        try:
            # The server ends a session that does not come back for it.
            connection.execute(say.KEEP_MS)
            connection.execute(say.KEEP_LOCK, (self._lock_key,))
            self._keeps = True
        except psycopg.Error as error:
            # Not in time, then: it is tried as anybody tries.
            if is_lost(error, connection):
                self._hang_up()

    def _let_go(self, connection: Connection) -> None:
        """Let the others have the lock, where it was kept."""
        if not self._keeps:
            return
        self._keeps = False
        try:
            with connection.pipeline():
                connection.execute(say.LET_GO, (self._lock_key,))
                connection.execute(say.KEEP_NO_MORE)
        except psycopg.Error:
            self._hang_up()  # which lets go, too

    def _next_turn(self) -> _Turn:
        """The turn to write in: one's own where nobody else had one since."""
        seen = self._turn.seen
        return (
            self._turn if self._turn.own == seen != NO_TURN else _Turn(seen, seen + 1)
        )

    def _sent(
        self, connection: Connection, batch: Batch, turn: _Turn
    ) -> tuple[int | None, int, int]:
        """Where it ended, whose turn it was, and whether the batch fitted."""
        heads = (*batch.passed, batch.head)
        words = {
            "of": self._production,
            "lock": self._lock_key,
            "seen": turn.seen,
            "own": turn.own,
            "expected": batch.size,
            "leaves": list(batch.leaves),
            "levels": [tile.level for tile in batch.tiles],
            "numbers": [tile.n for tile in batch.tiles],
            "roots": [tile.root for tile in batch.tiles],
            "hashes": [tile.hashes for tile in batch.tiles],
            "sizes": [head.size for head in heads],
            "notes": [head.note for head in heads],
        }
        [row] = connection.execute(say.APPEND, words).fetchall()
        return row  # type: ignore[no-any-return]

    def _tell(self) -> None:
        words = (channel(self._production),)
        self._read(lambda reader: reader.execute(TELL, words))

    def _resolve(self, batch: Batch, lost: psycopg.Error) -> None:
        """Return where the batch is there; raise where it is not, or nobody knows."""
        # (4) reached again, fenced, looked at: in this order
        again = Retrying(
            retry=retry_if_exception_type((StoreAwayError, StoreBusyError)),
            wait=wait_exponential(multiplier=0.05, max=1.0),
            stop=stop_after_delay(self._address.patience.again / 1000),
            reraise=True,
        )
        try:
            note = again(self._fenced_note, batch.head.size)
        except LedgerError as error:
            raise OutcomeUnknownError(self.where, f"{lost}; then {error}") from lost
        if note != batch.head.note:
            raise StoreAwayError(self.where, str(lost).strip()) from lost

    def _fenced_note(self, size: int) -> bytes | None:
        """The checkpoint of this size, once nothing sent before can still arrive."""
        lost = self._session if self._writer is None else None
        connection = self._connected()
        try:
            if lost is not None:
                # Where it hangs with the lock in its hand, nobody waits for it.
                connection.execute(say.END_SESSION, lost)
            connection.execute(say.BEGIN)
            connection.execute(say.LOCK, (self._lock_key,))
            [(turn,)] = connection.execute(
                say.TAKE, {"of": self._production}
            ).fetchall()
            connection.execute("COMMIT")
            row = connection.execute(
                "SELECT note FROM lastlook.checkpoints "
                "WHERE production_id = %s AND size = %s",
                (self._production, size),
                binary=True,
            ).fetchone()
        except psycopg.Error as error:
            self._hang_up()
            raise meaning(error, self.where) from error
        self._turn = _Turn(turn, turn)
        return row[0] if row else None

    def _refused(self, batch: Batch, error: psycopg.Error) -> LedgerError:
        """Why the batch was not inserted."""
        if not isinstance(error, psycopg.errors.UniqueViolation):
            return meaning(error, self.where)
        if error.diag.constraint_name != "entries_once":
            return LedgerCorruptError(
                f"rows beyond the newest checkpoint: {error}", self.where
            )
        seen = set()
        for act_id in map(act_id_in, batch.leaves):
            if act_id in seen or self.find(act_id) is not None:
                return DuplicateActError(act_id)
            seen.add(act_id)
        return LedgerCorruptError(f"an act id in no entry: {error}", self.where)

    def close(self) -> None:
        """Hang up."""
        self._others.close()
        self._hang_up()
        super().close()

    def _check_open(self, turn: int) -> None:
        if is_closed(turn) and not self._even_closed:
            raise StoreUnusableError(
                f"{self.where} was closed to desks: it was moved, and goes on "
                "elsewhere. Serve it from there; what is here can still be read."
            )

    def _connected(self) -> Connection:
        """The writing connection; a new one where it was lost."""
        if self._writer is not None and is_over(self._writer):
            self._hang_up()
        if self._writer is None:
            writer = to_write(self._address)
            try:
                with translated(self.where):
                    schema.check(writer, self._address.where)
                    turns = writer.execute(say.SEEN, {"of": self._production})
                    [(seen,)] = turns.fetchall()
                    [self._session] = writer.execute(say.SESSION).fetchall()
                self._check_open(seen)
            except BaseException:
                writer.close()
                raise
            self._writer, self._turn = writer, _Turn(seen, NO_TURN)
        return self._writer

    def _hang_up(self) -> None:
        self._keeps = False
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def is_closed(turn: int) -> bool:
    """Whether no desk may write after this turn."""
    return turn // say.CLOSINGS % 2 == 1


def prepare(address: Address, desks: Sequence[str], readers: Sequence[str]) -> bool:
    """Make a database ready for ledgers; whether it was not before.

    Args:
        address: with a role that may make a schema, or owns ours.
        desks: roles that may append and read; no role is ever given more.
        readers: roles that may read.

    Raises:
        StoreUnusableError: this role may not, or one of the others is not there.
    """
    with to_write(address) as connection, translated(address.where):
        made = schema.make(connection)
        schema.check(connection, address.where)
        for role in desks:
            schema.grant(connection, role, writes=True)
        for role in readers:
            schema.grant(connection, role, writes=False)
    return made


def lock_key(production: str) -> int:
    """The advisory lock of a production; two that share one wait for each other."""
    (key,) = struct.unpack(">q", sha256(f"lastlook/{production}".encode()).digest()[:8])
    return int(key)
