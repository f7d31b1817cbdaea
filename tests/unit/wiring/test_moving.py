"""A production is carried from one store to another, and goes on there alone."""

import asyncio
import shutil
import stat
from pathlib import Path

import apsw
import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.core.acts import Stop
from lastlook.desk.clock import SystemClock
from lastlook.desk.receipt import Receipt
from lastlook.desk.unanswered import DeskStopped
from lastlook.ledger.errors import (
    LedgerCorruptError,
    LedgerError,
    StoreBusyError,
    StoreUnusableError,
)
from lastlook.ledger.note import parse
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.store import Batch, Begins
from lastlook.policy.library import shipped
from lastlook.wiring import Place, WiringError, moving, stores
from tests.world.ledger import unmark
from tests.world.postgres import Server, a_production
from tests.world.typed import run


def goes_on(place: Place, count: int = 1) -> list[Receipt]:
    """What a desk answers there, asked to stop so often."""

    async def asked() -> list[Receipt]:
        clock = SystemClock()
        office = wiring.pen(_production(place), wiring.files_of(place).office)
        async with wiring.open_desk(place, clock) as desk:
            stops = [
                office.signed(office.act(Stop, clock.now_ms())) for _ in range(count)
            ]
            return [await desk.submit(stop) for stop in stops]

    return asyncio.run(asked())


def _production(place: Place) -> str:
    with wiring.reading(place) as log:
        return log.origin.removeprefix("lastlook/")


def entries(place: Place) -> list[bytes]:
    with wiring.reading(place) as log:
        return list(log.leaves())


def move(here: Place, there: Place) -> wiring.Moved:
    return wiring.move(here, there, lambda _: None)


@pytest.fixture
def here(tmp_path: Path) -> Place:
    """A production in a file, with a few hundred entries."""
    (tmp_path / "here").mkdir()
    place = wiring.place_at(str(tmp_path / "here" / "film.ledger"))
    wiring.init(place, a_production(), [shipped("house")])
    goes_on(place, 299)
    return place


@pytest.fixture
def there(postgres: Server, here: Place, tmp_path: Path) -> Place:
    """A place for it in a database."""
    (tmp_path / "there").mkdir()
    return wiring.place_at(postgres.url(), _production(here), tmp_path / "there")


@pytest.fixture
def file(tmp_path: Path) -> Place:
    """A place for it in another file."""
    (tmp_path / "file").mkdir()
    return wiring.place_at(str(tmp_path / "file" / "film.ledger"))


def test_a_production_is_carried_whole_and_goes_on_where_it_is_now(
    here: Place, there: Place
) -> None:
    before = entries(here)
    told = run("move", here, f"{there}")
    assert told.exit_code == 0, told.output
    assert "300 entries, each the same" in told.output
    assert "301 checkpoints, each the same" in told.output
    assert "1 tiles, each the same" in told.output
    assert entries(there) == entries(here) == before
    assert goes_on(there)[0].n == 300
    for place in (here, there):
        assert run("verify", place).exit_code == 0
    names = {file.suffix for file in there.ledger.parent.iterdir()}
    assert names - {".people-journal"} == {".head", ".key", ".people", ".office"}
    for file in (there.files.key, there.files.office, there.files.people):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_desk_opens_what_was_moved_away_and_it_says_where_it_went(
    here: Place, there: Place
) -> None:
    move(here, there)
    with pytest.raises(WiringError, match="was moved to postgresql://"):
        goes_on(here)
    assert run("say", here, "stops").exit_code == exits.UNREADABLE
    with pytest.raises(WiringError, match="was moved to"):
        move(here, there)


def test_names_go_along_and_are_erased_where_the_production_is(
    here: Place, file: Place
) -> None:
    named = "Zelda Realname"
    assert run("person", here, "zed", "--name", named).exit_code == 0
    move(here, file)
    left = b"".join(one.read_bytes() for one in here.ledger.parent.iterdir())
    assert named.encode() not in left
    assert named.encode() in file.files.people.read_bytes()
    assert run("forget", file, "zed").exit_code == 0
    brought = b"".join(one.read_bytes() for one in file.ledger.parent.iterdir())
    assert named.encode() not in brought
    move(file, here)
    goes_on(here)


@pytest.mark.parametrize(
    ("words", "is_refused"),
    [
        (("status",), True),
        (("person", "zed", "--name", "Zed"), True),
        (("forget", "zed"), True),
        (("key", "rotate"), True),
        (("say", "stops"), True),
        (("verify",), False),
        (("log",), False),
        (("register",), False),
        (("key", "show"), False),
        (("fsck",), False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_stays_behind_is_said_to_be_old_or_refused(
    here: Place, file: Place, words: tuple[str, ...], *, is_refused: bool
) -> None:
    move(here, file)
    verbs = 2 if words[0] == "key" else 1
    before = {one.name for one in here.ledger.parent.iterdir()}
    told = run(*words[:verbs], here, *words[verbs:])
    assert f"This production was moved to {file.ledger}" in told.output
    assert told.exit_code == (exits.UNREADABLE if is_refused else exits.HOLDS)
    assert before >= {
        one.name
        for one in here.ledger.parent.iterdir()
        if not one.name.endswith(("-wal", "-shm"))
    }


def test_a_production_comes_back_and_takes_along_what_was_added(
    here: Place, there: Place
) -> None:
    move(here, there)
    goes_on(there, 3)
    moved = move(there, here)
    assert moved.before == 300
    assert moved.end.size == 303
    assert goes_on(here)[0].n == 303
    with pytest.raises(WiringError, match="was moved to"):
        goes_on(there)
    again = move(here, there)
    assert (again.before, again.end.size) == (303, 304)
    assert goes_on(there)[0].n == 304


def test_a_desk_elsewhere_cannot_write_to_a_database_that_it_was_moved_from(
    here: Place, there: Place, file: Place, tmp_path: Path
) -> None:
    move(here, there)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(there.ledger.parent, elsewhere)
    other = wiring.place_at(str(there).partition("&files=")[0], files=elsewhere)
    other = Place(elsewhere / there.ledger.name, there.database, there.production)

    async def asked() -> None:
        clock = SystemClock()
        office = wiring.pen(there.production, there.files.office)
        async with wiring.open_desk(other, clock) as desk:
            await desk.submit(office.signed(office.act(Stop, clock.now_ms())))
            # It runs on another machine: the move does not see it, and takes along
            # what it has written. Then it is shut out.
            moved = await asyncio.to_thread(move, there, file)
            assert moved.end.size == 301
            with pytest.raises(DeskStopped, match="closed to desks"):
                await desk.submit(office.signed(office.act(Stop, clock.now_ms())))

    asyncio.run(asked())
    with pytest.raises(StoreUnusableError, match="goes on elsewhere"):
        goes_on(other)
    assert goes_on(file)[0].n == 301


def test_what_is_served_is_not_moved(here: Place, there: Place) -> None:
    async def moved() -> None:
        async with wiring.open_desk(here, SystemClock()):
            move(here, there)

    with pytest.raises(WiringError, match="A desk runs on"):
        asyncio.run(moved())
    assert not there.files.key.exists()


def test_what_was_signed_last_and_is_not_in_the_store_is_not_left_behind(
    here: Place, file: Place
) -> None:
    older = here.ledger.with_name("older")
    assert run("backup", here, older).exit_code == 0
    goes_on(here)
    unmark(here.files.head)
    for name in ("-wal", "-shm"):
        here.ledger.with_name(here.ledger.name + name).unlink(missing_ok=True)
    older.replace(here.ledger)
    with pytest.raises(WiringError, match="Start the desk once"):
        move(here, file)
    assert list(file.ledger.parent.iterdir()) == []
    assert goes_on(here)[0].n == 301
    assert move(here, file).end.size == 302


def test_a_target_that_holds_something_else_is_refused_and_left_as_it_is(
    here: Place, file: Place
) -> None:
    wiring.init(file, "another", [shipped("house")])
    before = {one.name: one.read_bytes() for one in file.ledger.parent.iterdir()}
    with pytest.raises(WiringError, match="holds something else"):
        move(here, file)
    for name, content in before.items():
        assert (file.ledger.parent / name).read_bytes() == content
    goes_on(here)


def test_files_of_somebody_else_are_left_as_they_are(here: Place, file: Place) -> None:
    file.files.people.write_bytes(b"another production's names")
    for _ in range(2):
        with pytest.raises(WiringError, match=r"film\.ledger\.people already"):
            move(here, file)
    assert file.files.people.read_bytes() == b"another production's names"
    assert not file.files.head.exists()
    file.files.people.unlink()
    file.files.key.touch(0o600)
    with pytest.raises(WiringError, match=r"film\.ledger\.key already"):
        move(here, file)
    file.files.key.unlink()
    move(here, file)
    goes_on(file)


def test_a_key_that_was_retired_elsewhere_signs_no_more_where_it_comes_back(
    here: Place, file: Place
) -> None:
    wiring.rotate_key(here, wiring.Speaker(here.files.office))
    move(here, file)
    assert file.files.former_key.exists()
    wiring.retire_key(file)
    goes_on(file)
    move(file, here)
    goes_on(here)
    with wiring.reading(here) as log:
        assert len(parse(log.checkpoint).signatures) == 1
    assert not here.files.former_key.exists()


def test_a_production_keeps_its_id(here: Place, there: Place) -> None:
    other = Place(there.ledger, there.database, "another")
    with pytest.raises(WiringError, match="is not its production"):
        move(here, other)
    with pytest.raises(WiringError, match="already"):
        move(here, here)


def test_a_damaged_ledger_is_not_carried_anywhere(here: Place, file: Place) -> None:
    with apsw.Connection(str(here.ledger)) as connection:
        connection.execute("DROP TRIGGER entries_stay")
        connection.execute("UPDATE entries SET leaf = zeroblob(200) WHERE n = 100")
        sql = "CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN "
        connection.execute(f"{sql}SELECT raise(ABORT, 'entries are append-only'); END")
    with pytest.raises(LedgerCorruptError):
        move(here, file)
    assert not file.files.head.exists()


def test_an_interrupted_move_is_run_again_and_goes_on_where_it_was(
    here: Place, file: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "LEAVES_MAX", 50)
    appends = 0
    append = SqliteStore.append

    def failing(self: SqliteStore, batch: Batch, *beside: Begins) -> None:
        nonlocal appends
        appends += 1
        if appends == 4:
            raise StoreBusyError(self.where)
        append(self, batch, *beside)

    monkeypatch.setattr(SqliteStore, "append", failing)
    with pytest.raises(StoreBusyError):
        move(here, file)
    assert not file.files.head.exists()
    moved = move(here, file)
    assert moved.before == 100
    assert entries(file) == entries(here)
    assert goes_on(file)[0].n == 300


@pytest.mark.parametrize("step", ["_carry_files", "_hand_over", "head"])
def test_a_move_that_breaks_off_at_its_end_leaves_one_place_at_most_to_go_on(
    here: Place, there: Place, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        if step == "head":
            patched.setattr(stores, "close_to_desks", _fails_second(broken))
        else:
            patched.setattr(moving, step, broken)
        with pytest.raises(KeyboardInterrupt):
            move(here, there)
    with pytest.raises((WiringError, LedgerError, FileNotFoundError)):
        goes_on(there)
    if step == "head":
        with pytest.raises(WiringError, match="was moved to"):
            goes_on(here)
    moved = move(here, there)
    assert moved.before == moved.end.size == 300
    assert goes_on(there)[0].n == 300
    with pytest.raises(WiringError, match="was moved to"):
        goes_on(here)


def _fails_second(broken: object) -> object:
    calls = []
    close = stores.close_to_desks

    def closing(place: Place, *, closed: bool = True) -> None:
        calls.append(place)
        if len(calls) == 2:
            broken()  # type: ignore[operator]
        close(place, closed=closed)

    return closing
