"""The connection to PostgreSQL is lost at every message of a commit, in every way."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest
from msgspec.structs import replace

from lastlook.core.acts import Stop
from lastlook.core.answers import Granted
from lastlook.desk.receipt import Receipt
from lastlook.desk.unanswered import Busy, DeskStopped
from lastlook.evidence.verify import Trusted, verify
from lastlook.ledger.errors import HeadMovedError, RetryableError
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.postgres import PostgresStore
from lastlook.ledger.store import Batch, Head
from tests.world.cut import WAYS, How, Line, a_line
from tests.world.desk import PRODUCTION, Company, together
from tests.world.ledger import a_log, a_signer, drafts
from tests.world.postgres import Server, a_production, a_store

MESSAGES_MAX = 60  # of one commit; there are fewer


@pytest.fixture
def line(postgres: Server) -> Iterator[Line]:
    with a_line(postgres.folder) as line:
        yield line


def behind(line: Line, server: Server, production: str, again: int) -> PostgresStore:
    """The production's store at the other end of the line."""
    address = server.address(host=str(line.host))
    patience = replace(address.patience, again=again, connecting=2_000)
    return PostgresStore.open(replace(address, patience=patience), production)


@pytest.mark.parametrize("how", WAYS)
def test_wherever_it_is_lost_the_batch_is_there_whole_or_not_and_that_is_known(
    postgres: Server, line: Line, how: How
) -> None:
    production = a_production()
    head_file = HeadInMemory()
    log = Log.create(a_store(postgres, production), a_signer(), head_file)
    log.append(drafts(0, 250))
    log.close()
    found = set()
    for at in range(1, MESSAGES_MAX):
        store = behind(line, postgres, production, 10_000)
        with closing(Log.open(store, a_signer(), head_file)) as log:
            size = log.size
            line.cut(at, how)
            found.add(appended(log, size + 9))  # at some time with a tile
            if log.size == size:
                log.append(drafts(size, size + 9))
            assert log.size == size + 9
            struck = line.struck
            line.cut(0, how)
            assert log.verify().size == size + 9
        if not struck:
            break
    else:
        raise AssertionError("there was no end of messages")
    assert at > 3
    # Sent in one go, all of it arrives; cut before anything, nothing does.
    assert found == {True, False} or how == "unheard"


def appended(log: Log, stop: int) -> bool:
    """Whether a batch went in; False where it says that nothing was written."""
    try:
        log.append(drafts(log.size, stop))
    except RetryableError as error:
        return "nothing was written" not in str(error)
    return True


@pytest.mark.parametrize("how", WAYS)
def test_wherever_it_is_lost_no_answer_is_given_that_is_not_there(
    postgres: Server, line: Line, how: How
) -> None:
    production = a_production()
    begun = Company(a_store(postgres, production))
    asyncio.run(_begun(begun))
    begun.store.close()
    store = behind(line, postgres, production, 10_000)
    company = Company(store, begun.head_file, begun=True)
    company.clock.at += 1  # its phones make other ids from here on
    asked = asyncio.run(_asked_while_it_is_cut(company, line, how))
    assert asked > 3
    direct = PostgresStore.open_to_read(postgres.address(), production)
    head = direct.head()
    assert head is not None
    trusted = Trusted(a_signer(PRODUCTION).verifier)
    assert verify(direct.read(0, head.size), head.note, trusted).holds
    direct.close()
    company.close()


async def _begun(company: Company) -> None:
    async with company.open_desk():
        pass


async def _asked_while_it_is_cut(company: Company, line: Line, how: How) -> int:
    """How often it was cut, with two acts asked each time, and asked again."""
    async with company.desk() as desk:
        for at in range(1, MESSAGES_MAX):
            acts = [company.office.says(Stop, grounds=f"cut-{at}") for _ in "ab"]
            before = desk.size
            line.cut(at, how)
            firsts = await together(desk, acts)
            struck = line.struck
            line.cut(0, how)
            agains = await together(desk, acts)
            for first, again in zip(firsts, agains, strict=True):
                assert isinstance(again, Receipt)
                assert isinstance(again.answer, Granted)
                if isinstance(first, Receipt):
                    assert first.to_json() == again.to_json()
                else:
                    assert isinstance(first, Busy)
            assert desk.size == before + len(acts)  # each once
            if not struck:
                return at
    raise AssertionError("there was no end of messages")


def test_where_nobody_can_say_the_desk_stops_and_a_new_one_answers_from_the_ledger(
    postgres: Server, line: Line
) -> None:
    production = a_production()
    begun = Company(a_store(postgres, production))
    asyncio.run(_begun(begun))
    begun.store.close()
    company = Company(
        behind(line, postgres, production, 100), begun.head_file, begun=True
    )
    company.clock.at += 1
    act = company.office.says(Stop)

    async def asked() -> int:
        async with company.desk() as desk:
            size = desk.size
            line.dead = True
            line.cut_at_answer(b"fits")
            [stopped] = await together(desk, [act])
            assert isinstance(stopped, DeskStopped)
            assert "whether the batch is there is not known" in str(stopped)
            line.dead = False
            [still] = await together(desk, [act])
            assert isinstance(still, DeskStopped)
            return size

    size = asyncio.run(asked())
    company.store.close()
    again = Company(a_reopened(postgres, production), begun.head_file, begun=True)
    again.clock.at += 1

    async def answered() -> None:
        async with again.desk() as desk:
            assert desk.size == size + 1  # it was there all the time
            receipt = await desk.submit(act)
            assert (receipt.n, desk.size) == (size, size + 1)

    asyncio.run(answered())
    again.close()


def a_reopened(server: Server, production: str) -> PostgresStore:
    return PostgresStore.open(server.address(), production)


# --- fencing ----------------------------------------------------------------------


def test_what_an_older_writer_had_under_way_is_refused_once_a_newer_one_has_a_turn(
    postgres: Server,
) -> None:
    production = a_production()
    store = a_store(postgres, production)
    log = a_log(3, store=store)
    newer = a_reopened(postgres, production)
    assert newer._fenced_note(4) is None  # noqa: SLF001  # it looks, and has a turn
    # What the older one sent before that arrives only now.
    assert not arrives_late(store)
    assert [head.size for head in newer.heads()] == [0, 3]
    # It learns of it, and may write again, in a turn after that.
    log.append(drafts(3, 5))
    assert log.verify().size == 5
    log.close()
    newer.close()


def arrives_late(store: PostgresStore) -> bool:
    """Whether a batch goes in that is sent in the turn that the store has."""
    leaf = b"t" * 40 + b"i" * 16
    batch = Batch(3, [leaf], [], Head(4, b"checkpoint of 4"))
    sent = store._sent(store._connected(), batch, store._turn)  # noqa: SLF001
    return bool(sent[2])


def test_a_writer_that_hangs_with_the_lock_in_its_hand_does_not_stop_the_others(
    postgres: Server,
) -> None:
    production = a_production()
    log = a_log(3, store=a_store(postgres, production))
    key = log._store._lock_key  # type: ignore[attr-defined]  # noqa: SLF001
    with postgres.connect() as hanging:
        hanging.execute("SET idle_in_transaction_session_timeout = 60000")
        hanging.execute("BEGIN")
        hanging.execute("SELECT pg_advisory_xact_lock(%s)", (key,))
        with pytest.raises(RetryableError, match="written by somebody else"):
            log.append(drafts(3, 4))
    log.append(drafts(3, 4))
    log.close()


def test_a_writer_that_was_overtaken_and_does_not_come_back_keeps_nobody_waiting(
    postgres: Server,
) -> None:
    production = a_production()
    store = a_store(postgres, production)
    head_file = HeadInMemory()
    log = Log.create(store, a_signer(), head_file)
    other = Log.open(a_reopened(postgres, production), a_signer(), head_file)
    other.append(drafts(0, 1))
    with pytest.raises(HeadMovedError):
        log.append(drafts(0, 1))
    other.append(drafts(1, 2))  # after a second at most
    log.catch_up()
    log.append(drafts(2, 3))
    assert log.verify().size == 3
    log.close()
    other.close()


def test_an_idle_connection_that_the_server_has_ended_is_made_anew_before_a_batch(
    postgres: Server,
) -> None:
    store = a_store(postgres)
    log = a_log(3, store=store)
    pid = store._connected().info.backend_pid  # noqa: SLF001
    with postgres.connect() as owner:
        owner.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
    log.append(drafts(3, 4))
    assert log.verify().size == 4
    log.close()
