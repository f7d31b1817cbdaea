"""Keys, backups and losses of a ledger in a database, and of several desks on one."""

import asyncio
import shutil
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.core.acts import Stop
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.unanswered import DeskStopped
from lastlook.ledger.note import parse, read_vkey
from lastlook.wiring.files import WiringError
from lastlook.wiring.stores import Place
from tests.world.postgres import Server, a_production
from tests.world.typed import run


@pytest.fixture
def place(postgres: Server, tmp_path: Path) -> Place:
    """A production in a database; its files are in a folder."""
    production = a_production()
    (tmp_path / "one").mkdir()
    words = ("--production", production, "--files", tmp_path / "one")
    assert run("init", postgres.url(), *words).exit_code == 0
    return wiring.place_at(postgres.url(), production, tmp_path / "one")


@pytest.fixture
def second(place: Place, postgres: Server, tmp_path: Path) -> Place:
    """Another desk of the same production, with files of its own."""
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    return wiring.place_at(postgres.url(), place.production, tmp_path / "two")


def typed(place: Place) -> str:
    """The place as it is typed."""
    return f"{place.database}&production={place.production}&files={place.ledger.parent}"


def speaker(place: Place) -> wiring.Speaker:
    return wiring.Speaker(place.files.office)


async def stops(desk: Desk, place: Place) -> None:
    pen = wiring.pen(place.production, place.files.office)
    await desk.submit(pen.signed(pen.act(Stop, SystemClock().now_ms())))


def test_a_ledger_in_a_database_is_looked_through_and_its_key_changed(
    place: Place,
) -> None:
    first = wiring.vkey(place)
    assert run("fsck", typed(place)).exit_code == exits.HOLDS
    changed = run("key", "rotate", typed(place))
    assert changed.exit_code == 0, changed.output
    assert wiring.vkey(place) in changed.output
    assert wiring.vkey(place) != first
    assert f"lastlook key retire '{typed(place)}'" in changed.output
    assert run("key", "retire", typed(place)).exit_code == 0
    shown = run("key", "show", typed(place))
    assert "since entry 1" in shown.output
    assert run("fsck", typed(place)).exit_code == exits.HOLDS
    lost = run("key", "lost", typed(place), "--vkey", wiring.vkey(place))
    assert lost.exit_code == 0, lost.output
    assert run("verify", typed(place), "--vkey", wiring.vkey(place)).exit_code == 0


def test_it_is_backed_up_into_a_file_that_is_checked_like_any_other(
    place: Place, tmp_path: Path
) -> None:
    for _ in range(3):
        assert run("say", typed(place), "stops").exit_code == 0
    copy = tmp_path / "copy.ledger"
    made = run("backup", typed(place), copy, "--people", "--keys")
    assert made.exit_code == 0, made.output
    assert run("verify", copy, "--vkey", wiring.vkey(place)).exit_code == exits.HOLDS
    wanted = {f"copy.ledger{end}" for end in ("", ".people", ".key", ".office")}
    assert {one.name for one in tmp_path.iterdir()} == wanted | {"one"}
    # and without its head file it can be gone on with, as somebody else has seen it
    assert run("export", typed(place), "--out", tmp_path / "x.zip").exit_code == 0
    folder = tmp_path / "tiles"
    assert run("export", typed(place), "--tiles", folder).exit_code == 0
    assert run("adopt", copy, folder / "checkpoint").exit_code == 0
    assert run("say", copy, "stops").exit_code == 0


def test_a_new_ledger_continues_it_without_the_file_of_its_key(
    place: Place, tmp_path: Path
) -> None:
    vkey = wiring.vkey(place)
    place.files.key.unlink()
    words = ("--production", f"{place.production}-2", "--continues", typed(place))
    made = run("init", tmp_path / "new.ledger", *words, "--vkey", vkey)
    assert made.exit_code == 0, made.output
    statement = (tmp_path / "new.ledger.continues").read_text()
    assert vkey in statement
    assert "of what was signed nothing is lost" in statement
    assert (
        run("init", tmp_path / "x", "--production", "x", "--vkey", vkey).exit_code == 2
    )


@pytest.mark.parametrize("lost", [False, True])
def test_a_second_desk_signs_nothing_by_the_old_key_and_says_how_it_gets_the_new(
    place: Place,
    second: Place,
    lost: bool,  # noqa: FBT001  # pytest's
) -> None:
    first = read_vkey(wiring.vkey(place))

    async def goes_on() -> str:
        async with wiring.open_desk(second, SystemClock()) as desk:
            await stops(desk, second)
            change = (
                (wiring.lose_key, place, first, speaker(place))
                if lost
                else (wiring.rotate_key, place, speaker(place))
            )
            await asyncio.to_thread(*change)
            with pytest.raises(DeskStopped) as stopped:
                await stops(desk, second)
            return str(stopped.value)

    said = asyncio.run(goes_on())
    assert "lastlook key take FILE KEY" in said
    with wiring.reading(place, wiring.vkey(place)) as log:
        assert log.size == 3  # opened, stopped, changed
    asked = run("say", typed(second), "stops")
    assert asked.exit_code != 0
    taken = run("key", "take", typed(second), place.files.key)
    assert taken.exit_code == 0, taken.output
    assert wiring.vkey(second) == wiring.vkey(place)
    asked = run("say", typed(second), "stops")
    assert asked.exit_code == 0, asked.output
    found = run("verify", typed(second), "--vkey", wiring.vkey(place))
    assert found.exit_code == exits.HOLDS


def signers_of(place: Place) -> int:
    """How many keys sign the next entry of this desk."""
    asked = run("say", typed(place), "stops")
    assert asked.exit_code == 0, asked.output
    with wiring.reading(place) as log:
        return len(parse(log.checkpoint).signatures)


def test_after_a_change_both_keys_sign_at_each_desk_until_each_retires_the_first(
    place: Place, second: Place
) -> None:
    first = read_vkey(wiring.vkey(place))
    wiring.rotate_key(place, speaker(place))
    wiring.take_key(second, place.files.key)
    assert [signers_of(desk) for desk in (place, second)] == [2, 2]
    assert wiring.retire_key(place) == first
    assert [signers_of(desk) for desk in (place, second)] == [1, 2]
    assert wiring.retire_key(second) == first
    assert [signers_of(desk) for desk in (place, second)] == [1, 1]


def test_a_key_that_signs_no_more_elsewhere_signs_along_nowhere(
    place: Place, second: Place
) -> None:
    first = read_vkey(wiring.vkey(place))
    between = wiring.rotate_key(place, speaker(place))
    wiring.retire_key(place)
    assert signers_of(place) == 1
    wiring.take_key(second, place.files.key)
    assert not second.files.former_key.exists()
    assert read_vkey(wiring.vkey(second)) == between != first
    wiring.lose_key(place, between, speaker(place))
    wiring.take_key(second, place.files.key)
    assert not second.files.former_key.exists()
    assert signers_of(second) == 1


def test_only_the_key_that_the_record_names_last_is_taken(
    place: Place, second: Place, tmp_path: Path
) -> None:
    before = second.files.key.read_bytes()
    run("init", tmp_path / "other", "--production", "other")
    with pytest.raises(WiringError, match="Nothing was changed"):
        wiring.take_key(second, wiring.Files(tmp_path / "other").key)
    wiring.rotate_key(place, speaker(place))
    wiring.retire_key(place)
    with pytest.raises(WiringError, match="Nothing was changed"):
        wiring.take_key(second, second.files.key)
    assert second.files.key.read_bytes() == before
