"""How one desk hears that another has written."""

import asyncio
from contextlib import aclosing, closing
from threading import Event, Semaphore

import msgspec
import psycopg
import pytest

from lastlook.ledger.errors import StoreAwayError
from lastlook.ledger.postgres_link import Address, Patience
from lastlook.ledger.postgres_tell import TELL, Teller
from lastlook.ledger.postgres_watch import watch
from lastlook.ledger.store import Batch, Head
from tests.world.desk import in_a_loop
from tests.world.postgres import Server, a_production, a_store

NEVER = 3_600_000  # ms; no test waits as long
BEGINNING = Batch(None, [], [], Head(0, b"checkpoint of 0"))


def that_never_looks(server: Server) -> Address:
    """Where nobody hears anything unless they are told."""
    return msgspec.structs.replace(server.address(), patience=Patience(polling=NEVER))


# --- telling ----------------------------------------------------------------------


def test_what_is_new_while_it_is_said_is_said_once_more_and_not_as_often() -> None:
    begun, go_on = Semaphore(0), Semaphore(0)

    def say() -> None:
        begun.release()
        assert go_on.acquire(timeout=10)

    with closing(Teller(say)) as teller:
        teller.tell()
        assert begun.acquire(timeout=10)
        for _ in range(100):
            teller.tell()
        go_on.release(2)
        assert begun.acquire(timeout=10)
    assert not begun.acquire(blocking=False)


def test_the_last_is_said_before_it_closes() -> None:
    said = []
    for n in range(100):
        with closing(Teller(lambda n=n: said.append(n))) as teller:  # type: ignore[misc]
            teller.tell()
    assert said == list(range(100))


def test_one_who_has_nothing_to_say_closes_in_silence() -> None:
    said: list[None] = []
    with closing(Teller(lambda: said.append(None))):
        pass
    assert said == []


def test_what_could_not_be_said_keeps_nothing_from_being_said_later() -> None:
    tries, heard = Semaphore(0), Event()

    def say() -> None:
        if tries.acquire(blocking=False):
            heard.set()
            return
        tries.release()
        raise StoreAwayError("a database", "gone")

    with closing(Teller(say)) as teller:
        teller.tell()
        while not heard.wait(0.001):
            teller.tell()


def test_telling_flushes_nothing(postgres: Server) -> None:
    flushed = (
        "SELECT coalesce(sum(fsyncs), 0) "
        "FROM pg_stat_get_backend_io(pg_backend_pid()) WHERE object = 'wal'"
    )
    with postgres.connect() as connection:

        def flushes() -> int:
            connection.execute("SELECT pg_stat_force_next_flush()")
            [(count,)] = connection.execute(flushed).fetchall()
            return int(count)

        before = flushes()
        for _ in range(20):
            connection.execute(TELL, ("a_channel",))
        told = flushes()
        for _ in range(20):
            connection.execute("CREATE TABLE something ()")
            connection.execute("DROP TABLE something")
        assert told == before
        assert flushes() > told


# --- hearing ----------------------------------------------------------------------


@in_a_loop
async def test_whoever_listens_hears_of_a_batch_without_looking(
    postgres: Server,
) -> None:
    production = a_production()
    with closing(a_store(postgres, production)) as store:
        async with (
            asyncio.timeout(30),
            aclosing(watch(that_never_looks(postgres), production)) as heard,
        ):
            await anext(heard)  # it listens from here on
            await asyncio.to_thread(store.append, BEGINNING)
            await anext(heard)
            head = await asyncio.to_thread(store.head)
    assert head == BEGINNING.head


@in_a_loop
async def test_a_listener_whose_server_is_gone_without_a_word_finds_that_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[dict[str, object]] = []

    async def connect(_: str, **named: object) -> None:
        asked.append(named)
        raise psycopg.OperationalError

    monkeypatch.setattr(psycopg.AsyncConnection, "connect", connect)
    async with aclosing(watch(Address("host=away"), a_production())) as heard:
        await anext(heard)
    [named] = asked
    bounded = ("keepalives_idle", "keepalives_interval", "keepalives_count")
    assert [named.get(name) for name in bounded] == [10, 5, 3]
    assert named["tcp_user_timeout"] == Patience().statement


@in_a_loop
async def test_where_nobody_tells_it_looks_by_itself(postgres: Server) -> None:
    async with (
        asyncio.timeout(30),
        aclosing(watch(postgres.address(), a_production())) as heard,
    ):
        for _ in range(3):
            await anext(heard)


@in_a_loop
async def test_a_listener_that_was_cut_off_listens_again(postgres: Server) -> None:
    production = a_production()
    listening = (
        "FROM pg_stat_activity WHERE application_name = 'lastlook, listening' "
        "AND query LIKE 'LISTEN%'"
    )
    with postgres.connect() as connection:

        def listeners() -> set[int]:
            return {pid for (pid,) in connection.execute(f"SELECT pid {listening}")}

        async with (
            asyncio.timeout(30),
            aclosing(watch(postgres.address(), production)) as heard,
        ):
            await anext(heard)
            first = listeners()
            connection.execute(f"SELECT pg_terminate_backend(pid) {listening}")
            while not listeners() - first:
                await anext(heard)
