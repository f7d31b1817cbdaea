"""Reading a production from a PostgreSQL database.

1. Each reading thread has a connection of its own, which can change nothing; reading
   goes page by page, and between pages nothing is open on the server.
2. A reader whose connection was lost asks once more on another: reading twice does no
   harm.
3. Every query names the production first.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, LiteralString, TypeVar

import psycopg

from lastlook.ledger import postgres_schema as schema
from lastlook.ledger.errors import LedgerCorruptError, StoreAwayError
from lastlook.ledger.postgres_errors import meaning
from lastlook.ledger.postgres_link import Address, Connection, to_read
from lastlook.ledger.store import READ_PAGE, Head, Tile, check_inside

# One statement, so that what is appended meanwhile is in all of it or in none.
_OUTSIDE: LiteralString = """
WITH c AS (SELECT size FROM lastlook.checkpoints WHERE production_id = %s),
    newest AS (SELECT coalesce(max(size), 0) AS size FROM c)
SELECT 'entries', count(*), min(n) FROM lastlook.entries, newest
    WHERE production_id = %s AND (n < 0 OR n >= size)
UNION ALL
SELECT 'tiles', count(*), min(n) FROM lastlook.tiles, newest
    WHERE production_id = %s AND CASE
        WHEN n < 0 OR level NOT BETWEEN 0 AND 6 THEN true
        ELSE n >= size >> 8 * (level + 1) END
UNION ALL
SELECT 'checkpoints', count(*), min(size) FROM c WHERE size < 0
"""

T = TypeVar("T")


class PostgresReader:
    """The reading half of a store in PostgreSQL."""

    shared = True

    def __init__(self, address: Address, production: str) -> None:
        self.where = f"{address.where}, production {production}"
        self._address = address
        self._production = production
        self._idle: SimpleQueue[Connection] = SimpleQueue()

    def check_tables(self) -> None:
        """Refuse a database whose tables are not ours; see `postgres_schema.check`."""
        self._read(lambda reader: schema.check(reader, self._address.where))

    def head(self) -> Head | None:
        """The newest head; None where no ledger was begun."""
        newest = (
            "SELECT size, note FROM lastlook.checkpoints WHERE production_id = %s "
            "ORDER BY size DESC LIMIT 1"
        )
        return next((Head(*row) for row in self._rows(newest)), None)

    def heads(self) -> Iterator[Head]:
        """Every head there ever was, oldest first."""
        after = -1
        page = (
            "SELECT size, note FROM lastlook.checkpoints "
            "WHERE production_id = %s AND size > %s ORDER BY size LIMIT %s"
        )
        while True:
            rows = self._rows(page, after, READ_PAGE)
            yield from (Head(*row) for row in rows)
            if len(rows) < READ_PAGE:
                return
            after = rows[-1][0]

    def over(self, n: int) -> Head | None:
        """The first head whose tree holds entry `n`."""
        one = (
            "SELECT size, note FROM lastlook.checkpoints "
            "WHERE production_id = %s AND size > %s ORDER BY size LIMIT 1"
        )
        return next((Head(*row) for row in self._rows(one, n)), None)

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Leaves [start, stop), in order, read a page at a time."""
        page = (
            "SELECT n, leaf FROM lastlook.entries "
            "WHERE production_id = %s AND n >= %s AND n < %s ORDER BY n"
        )
        for first in range(start, stop, READ_PAGE):
            last = min(first + READ_PAGE, stop)
            rows = self._rows(page, first, last)
            for expected, (n, leaf) in enumerate(rows, first):
                if n != expected:
                    raise LedgerCorruptError(f"entry {expected} is missing", self.where)
                yield leaf
            if len(rows) != last - first:
                raise LedgerCorruptError(
                    f"entry {first + len(rows)} is missing", self.where
                )

    def find(self, act_id: bytes) -> bytes | None:
        """The leaf of the act with this id."""
        one = (
            "SELECT leaf FROM lastlook.entries WHERE production_id = %s AND act_id = %s"
        )
        return next((leaf for (leaf,) in self._rows(one, act_id)), None)

    def tile(self, level: int, n: int) -> Tile | None:
        """The tile, once it is full."""
        one = (
            "SELECT level, n, root, hashes FROM lastlook.tiles "
            "WHERE production_id = %s AND level = %s AND n = %s"
        )
        return next((Tile(*row) for row in self._rows(one, level, n)), None)

    def roots(self, level: int, start: int, stop: int) -> list[bytes]:
        """The roots of full tiles [start, stop) of one level, as far as there are."""
        some = (
            "SELECT root FROM lastlook.tiles WHERE production_id = %s AND level = %s "
            "AND n >= %s AND n < %s ORDER BY n"
        )
        return [root for (root,) in self._rows(some, level, start, stop)]

    def check(self) -> None:
        """Look for rows outside of the ledger's entries, and for changed tables."""
        self.check_tables()
        again = (self._production, self._production)
        check_inside(self._rows(_OUTSIDE, *again), self.where)

    def close(self) -> None:
        """Hang up."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _rows(self, query: LiteralString, *more: Any) -> list[Any]:
        """The rows of a query whose first parameter is the production."""
        words = (self._production, *more)
        return self._read(
            lambda reader: reader.execute(query, words, binary=True).fetchall()
        )

    def _read(self, ask: Callable[[Connection], T]) -> T:
        """What `ask` has from a connection that no other thread uses meanwhile."""
        try:
            reader = self._idle.get_nowait()
        except Empty:
            return self._asked(to_read(self._address), ask)
        try:
            return self._asked(reader, ask)
        except StoreAwayError:
            # (2) an idle connection may have been dead for long
            return self._asked(to_read(self._address), ask)

    def _asked(self, reader: Connection, ask: Callable[[Connection], T]) -> T:
        try:
            answer = ask(reader)
        except psycopg.Error as error:
            reader.close()
            raise meaning(error, self.where) from error
        except BaseException:
            reader.close()
            raise
        self._idle.put(reader)
        return answer
