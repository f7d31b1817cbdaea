"""The tables of a PostgreSQL database that holds ledgers: made, checked, granted.

1. Every table is keyed by `production_id` first, and so is every query: productions
   never meet, and the tables can be spread over servers by that column.
2. Rows are only ever inserted: triggers refuse UPDATE, DELETE and TRUNCATE, to
   superusers and replicas too; and no role but the owner is ever granted one of them.
3. A database whose tables, keys or triggers are not these, or are of another version,
   is refused, and nothing in it is touched.
4. An entry is its leaf. The act id by which it is found, and is unique, is read out of
   that leaf by the database, so the two cannot differ.

Knows nothing of what is in the rows; `postgres.PostgresStore` does.
"""

from typing import Any, Final, LiteralString

from psycopg import Connection, sql

from lastlook.ledger.entry import ACT_ID_AT, ACT_ID_BYTES
from lastlook.ledger.errors import LedgerCorruptError, StoreUnusableError

VERSION: Final = 2
MARK: Final = f"lastlook ledgers, version {VERSION}"  # the schema's comment
_MARK_BEFORE: Final = "lastlook ledgers, version "
_LOCK: Final = 0x4C4C6F6B  # "LLok": who makes the schema holds it

_ACT_ID: Final = f'"substring"(leaf, {ACT_ID_AT + 1}, {ACT_ID_BYTES})'  # from 1
_TABLES: Final = (
    # (4) unlike SQLite's, the id is stored: an index on an expression has no name
    f"""CREATE TABLE lastlook.entries (
    production_id text COLLATE "C" NOT NULL,
    n bigint NOT NULL,
    leaf bytea NOT NULL,
    act_id bytea NOT NULL GENERATED ALWAYS AS ({_ACT_ID}) STORED,
    CONSTRAINT entries_in_order PRIMARY KEY (production_id, n),
    CONSTRAINT entries_once UNIQUE (production_id, act_id)
)""",
    """CREATE TABLE lastlook.tiles (
    production_id text COLLATE "C" NOT NULL,
    level integer NOT NULL,
    n bigint NOT NULL,
    root bytea NOT NULL,
    hashes bytea NOT NULL,
    CONSTRAINT tiles_once PRIMARY KEY (production_id, level, n)
)""",
    """CREATE TABLE lastlook.checkpoints (
    production_id text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    note bytea NOT NULL,
    turn bigint NOT NULL,
    CONSTRAINT checkpoints_once PRIMARY KEY (production_id, size)
)""",
    """CREATE TABLE lastlook.turns (
    production_id text COLLATE "C" NOT NULL,
    turn bigint NOT NULL,
    CONSTRAINT turns_once PRIMARY KEY (production_id, turn)
)""",
    # Hashes do not get shorter by trying.
    "ALTER TABLE lastlook.tiles ALTER COLUMN hashes SET STORAGE EXTERNAL",
)
TABLES: Final = ("checkpoints", "entries", "tiles", "turns")
_BODY: Final = "BEGIN RAISE EXCEPTION '% are append-only', TG_TABLE_NAME; END"
_REFUSE: Final = (
    "CREATE FUNCTION lastlook.refuse() RETURNS trigger LANGUAGE plpgsql "
    f"AS $refuse${_BODY}$refuse$"
)
# One call is one way there and back, and one transaction. Each of its statements sees
# what was committed before it, so what is looked at is looked at with the lock in hand.
_APPEND: Final = """
BEGIN
    PERFORM pg_advisory_xact_lock(lock);
    SELECT max(c.size) INTO size FROM lastlook.checkpoints c
        WHERE c.production_id = production;
    SELECT coalesce(max(t.turn), 0) INTO turn FROM lastlook.turns t
        WHERE t.production_id = production;
    fits := turn = seen AND size IS NOT DISTINCT FROM expected;
    IF NOT fits THEN
        RETURN;
    END IF;
    IF own > seen THEN
        INSERT INTO lastlook.turns (production_id, turn) VALUES (production, own);
    END IF;
    INSERT INTO lastlook.entries (production_id, n, leaf)
        SELECT production, expected + nth - 1, new.leaf
        FROM unnest(leaves) WITH ORDINALITY AS new (leaf, nth);
    IF cardinality(levels) > 0 THEN
        INSERT INTO lastlook.tiles (production_id, level, n, root, hashes)
            SELECT production, new.* FROM unnest(levels, numbers, roots, hashes) AS new;
    END IF;
    INSERT INTO lastlook.checkpoints (production_id, size, note, turn)
        SELECT production, new.size, new.note, own
        FROM unnest(sizes, notes) AS new (size, note);
END
"""
_APPENDS: Final = (
    "CREATE FUNCTION lastlook.append(production text, lock bigint, seen bigint, "
    "own bigint, expected bigint, leaves bytea[], levels integer[], numbers bigint[], "
    "roots bytea[], hashes bytea[], sizes bigint[], notes bytea[], "
    "OUT size bigint, OUT turn bigint, OUT fits boolean) LANGUAGE plpgsql "
    f"AS $append${_APPEND}$append$"
)
_STAY: Final[LiteralString] = (
    "CREATE TRIGGER stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {} "
    "FOR EACH STATEMENT EXECUTE FUNCTION lastlook.refuse()"
)
# Otherwise a session that says it is a replica would pass.
_ALWAYS: Final[LiteralString] = "ALTER TABLE {} ENABLE ALWAYS TRIGGER stay"

# What the database says of itself, one line a fact. Row security would hide rows from
# some readers; an unlogged table is emptied by a crash; a rule rewrites statements; a
# child table adds rows that no key watches.
_FOUND: Final[LiteralString] = """
SELECT format('table %s %s %s rules=%s security=%s children=%s', relname, relkind,
              relpersistence, relhasrules, relrowsecurity, relhassubclass)
    FROM pg_class WHERE relnamespace = 'lastlook'::regnamespace AND relkind <> 'i'
        AND relkind <> 'c'
UNION ALL
SELECT format('column %s.%s %s notnull=%s %s', relname, attname,
              format_type(atttypid, atttypmod), attnotnull,
              pg_get_expr(adbin, adrelid))
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace = 'lastlook'::regnamespace AND relkind = 'r' AND attnum > 0
        AND NOT attisdropped
UNION ALL
SELECT format('key %s.%s %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
    FROM pg_class JOIN pg_constraint ON conrelid = pg_class.oid
    WHERE relnamespace = 'lastlook'::regnamespace AND contype <> 'n'
UNION ALL
SELECT format('trigger %s.%s %s %s', relname, tgname, tgenabled,
              pg_get_triggerdef(pg_trigger.oid))
    FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid
    WHERE relnamespace = 'lastlook'::regnamespace AND NOT tgisinternal
UNION ALL
SELECT format('function %s %s definer=%s %s', proname, provolatile, prosecdef, prosrc)
    FROM pg_proc WHERE pronamespace = 'lastlook'::regnamespace
"""


def _columns() -> dict[str, tuple[str, ...]]:
    production = "production_id text notnull=t "
    return {
        "entries": (
            production,
            "n bigint notnull=t ",
            "leaf bytea notnull=t ",
            f"act_id bytea notnull=t {_ACT_ID}",
        ),
        "tiles": (
            production,
            "level integer notnull=t ",
            "n bigint notnull=t ",
            "root bytea notnull=t ",
            "hashes bytea notnull=t ",
        ),
        "checkpoints": (
            production,
            "size bigint notnull=t ",
            "note bytea notnull=t ",
            "turn bigint notnull=t ",
        ),
        "turns": (production, "turn bigint notnull=t "),
    }


_EXPECTED: Final = frozenset(
    [f"table {table} r p rules=f security=f children=f" for table in TABLES]
    + [
        f"column {table}.{column}"
        for table, columns in _columns().items()
        for column in columns
    ]
    + [
        "key entries.entries_in_order PRIMARY KEY (production_id, n)",
        "key entries.entries_once UNIQUE (production_id, act_id)",
        "key tiles.tiles_once PRIMARY KEY (production_id, level, n)",
        "key checkpoints.checkpoints_once PRIMARY KEY (production_id, size)",
        "key turns.turns_once PRIMARY KEY (production_id, turn)",
        f"function refuse v definer=f {_BODY}",
        f"function append v definer=f {_APPEND}",
    ]
    + [
        f"trigger {table}.stay A CREATE TRIGGER stay BEFORE DELETE OR UPDATE OR "
        f"TRUNCATE ON lastlook.{table} FOR EACH STATEMENT "
        "EXECUTE FUNCTION lastlook.refuse()"
        for table in TABLES
    ]
)


def make(connection: Connection[Any]) -> bool:
    """Make the schema where it is not there; whether it was made now.

    One transaction; of two who make it at once, one does.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        if _mark(connection) is not None:
            return False
        connection.execute("CREATE SCHEMA lastlook")
        for statement in (*_TABLES, _REFUSE, _APPENDS):
            connection.execute(statement.encode())
        for table in TABLES:
            name = sql.Identifier("lastlook", table)
            connection.execute(sql.SQL(_STAY).format(name))
            connection.execute(sql.SQL(_ALWAYS).format(name))
        connection.execute(
            sql.SQL("COMMENT ON SCHEMA lastlook IS {}").format(sql.Literal(MARK))
        )
    return True


def grant(connection: Connection[Any], role: str, *, writes: bool) -> None:
    """Let a role read every ledger, and where it `writes` append to them; no more."""
    what: LiteralString = "SELECT, INSERT" if writes else "SELECT"
    to = sql.Identifier(role)
    if writes:
        # Nobody may call it for more than their own rights; they need it to append.
        may = "GRANT EXECUTE ON FUNCTION lastlook.append TO {}"
        connection.execute(sql.SQL(may).format(to))
    for statement in (
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA lastlook FROM {}").format(to),
        sql.SQL("GRANT USAGE ON SCHEMA lastlook TO {}").format(to),
        sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA lastlook TO {}").format(
            sql.SQL(what), to
        ),
    ):
        connection.execute(statement)


def _way_over(version: str) -> str:
    if not version.isdecimal() or int(version) > VERSION:
        return "Use the Lastlook that made it, or a newer one."
    return (
        "It is not changed into that. With the Lastlook that made it, carry each "
        "production to a file: lastlook move ADDRESS FILE. Then with this one make "
        "another database ready (lastlook prepare), and carry it there: lastlook move "
        "FILE ADDRESS"
    )


def check(connection: Connection[Any], where: str) -> None:
    """Refuse a database without our tables, of another version, or changed.

    Raises:
        StoreUnusableError: there are none, or not of this version.
        LedgerCorruptError: tables, keys or triggers were changed; says which.
    """
    mark = _mark(connection)
    if mark is None:
        raise StoreUnusableError(
            f"No ledgers are kept in {where}: there is no schema lastlook. Let its "
            "owner make one with `lastlook prepare`, or check the address."
        )
    if mark != MARK:
        version = mark.removeprefix(_MARK_BEFORE)
        told = version if version != mark else "of another program"
        raise StoreUnusableError(
            f"The schema lastlook in {where} is version {told}; this program knows "
            f"version {VERSION}. {_way_over(version)}"
        )
    found = {line for (line,) in connection.execute(_FOUND)}
    if found != _EXPECTED:
        differs = ", ".join(sorted(found ^ _EXPECTED))
        raise LedgerCorruptError(
            "its tables or the triggers that keep it append-only were changed "
            f"({differs})",
            where,
        )


def _mark(connection: Connection[Any]) -> str | None:
    """What the schema says that it is; None where there is no such schema."""
    row = connection.execute(
        "SELECT coalesce(obj_description(oid, 'pg_namespace'), '') "
        "FROM pg_namespace WHERE nspname = 'lastlook'"
    ).fetchone()
    return row[0] if row else None
