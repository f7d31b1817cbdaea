"""One place knows what a store's address means."""

import asyncio
import json
import shutil
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.core.acts import Stop
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.policy.library import shipped
from lastlook.wiring.files import HeldError
from tests.world.postgres import Server, a_production
from tests.world.typed import run

URL = "postgresql://desk:secret@db.example:5433/ledgers"


@pytest.mark.parametrize("typed", ["a/b.ledger", "sqlite:a/b.ledger"])
def test_a_path_is_an_sqlite_file(typed: str) -> None:
    assert wiring.place_at(typed) == wiring.Place(Path("a/b.ledger"))


def test_an_address_names_a_production_and_the_folder_of_its_files() -> None:
    place = wiring.place_at(f"{URL}?production=colt-45&sslmode=require&files=/var/set")
    assert place == wiring.Place(
        Path("/var/set/colt-45"), f"{URL}?sslmode=require", "colt-45"
    )
    assert wiring.files_of(place).head == Path("/var/set/colt-45.head")
    assert wiring.place_at(URL, "colt-45", Path("/var/set")).files == place.files


def test_a_place_is_told_so_that_it_can_be_typed_again_but_for_its_password() -> None:
    place = wiring.place_at(f"{URL}?production=colt-45&files=/var/set")
    assert "secret" not in str(place)
    again = wiring.place_at(str(place))
    assert (again.ledger, again.production) == (place.ledger, "colt-45")
    assert again.database == URL.replace(":secret", "")


def test_a_socket_s_folder_stays_as_it_was_typed() -> None:
    place = wiring.place_at("postgresql:///ledgers?host=/run/my%20pg&production=a")
    assert place.database == "postgresql:///ledgers?host=/run/my%20pg"
    assert str(place).startswith("postgresql:///ledgers?host=/run/my%20pg&")


def test_a_production_whose_id_has_a_slash_has_files_in_the_same_folder() -> None:
    place = wiring.place_at(URL, "film/colt-45", Path("/var/set"))
    assert place.ledger == Path("/var/set/film%2Fcolt-45")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (URL, "names none: give its id once"),
        (f"{URL}?production=b", "both b and a"),
        (f"{URL}?production=no%20spaces", "cannot be a production's id"),
        ("mysql://x", "mysql: is no store"),
    ],
)
def test_an_address_that_cannot_be_understood_is_told_why(
    typed: str, told: str
) -> None:
    asked = "a" if "both" in told else None
    with pytest.raises(wiring.WiringError, match=told):
        wiring.place_at(typed, asked)


# --- a production in a database ---------------------------------------------------


@pytest.fixture
def address(postgres: Server, tmp_path: Path) -> str:
    """The address of a production that was begun, its files in this test's folder."""
    production = a_production()
    made = run("init", postgres.url(), "--production", production, "--files", tmp_path)
    assert made.exit_code == 0, made.output
    return f"{postgres.url()}&production={production}&files={tmp_path}"


def test_an_address_of_no_store_is_not_taken_for_a_file(tmp_path: Path) -> None:
    for words in (("move", "mysql://x", tmp_path / "a"), ("log", "mysql://x")):
        asked = run(*words)
        assert asked.exit_code == exits.UNREADABLE
        assert "mysql: is no store this program knows. Write a file's" in asked.output


def test_init_begins_a_production_in_a_database_with_four_files_beside_it(
    postgres: Server, tmp_path: Path
) -> None:
    words = ("init", postgres.url(), "--production", "film-7", "--files", tmp_path)
    made = run(*words)
    assert made.exit_code == 0, made.output
    assert {file.name.partition("-journal")[0] for file in tmp_path.iterdir()} == {
        "film-7.head",
        "film-7.key",
        "film-7.people",
        "film-7.office",
    }
    assert f"lastlook serve '{postgres.url()[:20]}" in made.output
    for file in tmp_path.iterdir():
        file.unlink()
    again = run(*words)
    assert again.exit_code == exits.UNREADABLE
    assert "There is a ledger in" in again.output
    assert not list(tmp_path.iterdir())  # and no key was left behind


def test_every_command_takes_an_address_where_it_takes_a_file(
    address: str, tmp_path: Path
) -> None:
    said = run("say", address, "stops")
    assert said.exit_code == 0, said.output
    assert "1 act is in postgresql://postgres@/ledgers?host=" in said.output
    assert run("person", address, "office", "--name", "Nadia").exit_code == 0
    assert run("forget", address, "nobody").exit_code == 0
    assert "stops" in run("log", address).output
    assert json.loads(run("status", address, "--json").output)["entries"] == 2
    assert run("register", address).exit_code == 0
    assert run("verify", address).exit_code == 0, run("verify", address).output
    proof = ("prove", address, "1", "--out", tmp_path / "proof")
    assert run(*proof).exit_code == 0, run(*proof).output
    tiles = run("export", address, "--tiles", tmp_path / "tiles")
    assert tiles.exit_code == 0, tiles.output
    assert (tmp_path / "tiles" / "checkpoint").exists()
    shutil.rmtree(tmp_path / "tiles")
    key = wiring.vkey(wiring.place_at(address))
    for file in tmp_path.iterdir():
        file.unlink()
    alone = address.partition("&files=")[0]
    assert run("verify", alone, "--vkey", key).exit_code == exits.HOLDS


def test_serve_takes_address_production_and_files_apart(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[wiring.Serving] = []
    monkeypatch.setattr(wiring, "serve", asked.append)
    url, _, rest = address.partition("&production=")
    production, _, files = rest.partition("&files=")
    words = ("--store", url, "--production", production, "--files", files)
    assert run("serve", *words).exit_code == 0
    assert asked[0].place == wiring.place_at(address)
    assert asked[0].address.certificates == Path(files) / f"{production}.certificates"


def test_prepare_makes_the_tables_and_says_who_may_what(postgres: Server) -> None:
    url, desk = postgres.url(postgres.a_database()), postgres.a_role()
    made = run("prepare", url, "--desk", desk, "--reader", postgres.a_role())
    assert made.exit_code == 0, made.output
    assert "The tables are made." in made.output
    assert f"{desk} may append and read, and change nothing." in made.output
    assert "unchanged" in run("prepare", url).output
    assert run("prepare", "a.ledger").exit_code == exits.UNREADABLE
    nobody = run("prepare", url, "--desk", "nobody-here")
    assert nobody.exit_code == exits.UNREADABLE
    assert 'role "nobody-here" does not exist' in nobody.output
    assert "CREATE ROLE" in nobody.output
    assert "`lastlook prepare`" not in nobody.output


def test_a_server_that_is_away_is_told_without_a_password() -> None:
    told = run("status", "postgresql://desk:secret@127.0.0.1:1/x?production=a")
    assert told.exit_code == exits.BUSY
    assert "127.0.0.1:1/x" in told.output
    assert "secret" not in told.output


def test_a_second_desk_hears_what_the_first_one_writes(
    address: str, tmp_path: Path
) -> None:
    place = wiring.place_at(address)
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    for file in tmp_path.glob(f"{place.production}.*"):
        shutil.copy(file, other_folder)
    other = wiring.place_at(address.partition("&files=")[0], files=other_folder)
    clock = SystemClock()

    async def heard() -> None:
        async with (
            wiring.open_desk(place, clock) as one,
            wiring.open_desk(other, clock) as two,
        ):
            office = wiring.pen(place.production, wiring.files_of(place).office)
            for desk, follower in ((one, two), (two, one)):
                following = follower.follow(follower.size - 1)
                stop = office.signed(office.act(Stop, clock.now_ms()))
                receipt = await desk.submit(stop)
                entry = await asyncio.wait_for(anext(following), 20)
                assert (entry.n, entry.act) == (receipt.n, stop.act)
                assert _state(follower) == _state(desk)

    asyncio.run(heard())


def test_two_desks_of_one_database_do_not_share_a_folder(address: str) -> None:
    place = wiring.place_at(address)

    async def second() -> None:
        async with (
            wiring.open_desk(place, SystemClock()),
            wiring.open_desk(place, SystemClock()),
        ):
            pass

    with pytest.raises(HeldError, match="A desk runs on"):
        asyncio.run(second())


def _state(desk: Desk) -> object:
    return desk.state


def test_an_sqlite_ledger_waits_for_no_other_desk(tmp_path: Path) -> None:
    path = tmp_path / "film.ledger"
    wiring.init(path, "film", [shipped("house")])
    assert run("status", f"sqlite:{path}").exit_code == 0
