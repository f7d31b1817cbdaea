"""One process writes to a production's files; who reads goes on beside it."""

import asyncio
from pathlib import Path

import pytest
from click.testing import Result

from lastlook import wiring
from lastlook.cli import exits
from lastlook.core.acts import Stop
from lastlook.desk.clock import SystemClock
from lastlook.ledger import head_layout
from tests.world.typed import production, run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A production of two entries."""
    return production(tmp_path, stops=1)


def beside_a_desk(path: Path, *commands: tuple[object, ...]) -> list[Result]:
    """What these commands say while a desk runs, which answers before and after."""

    async def asked() -> list[Result]:
        clock = SystemClock()
        async with wiring.open_desk(path, clock) as desk:
            office = wiring.pen("colt-45", wiring.Files(path).office)

            async def stops() -> None:
                before = desk.size
                await desk.submit(office.signed(office.act(Stop, clock.now_ms())))
                assert desk.size == before + 1

            await stops()
            said = [await asyncio.to_thread(run, *words) for words in commands]
            await stops()
            return said

    return asyncio.run(asked())


def counter_of(path: Path) -> int:
    found = head_layout.newest(wiring.Files(path).head.read_bytes())
    assert found is not None
    return found.counter


@pytest.mark.parametrize(
    "words",
    [("say", "stops"), ("key", "rotate"), ("key", "retire")],
    ids=" ".join,
)
def test_whoever_comes_second_is_told_what_to_do_and_changes_nothing(
    path: Path, words: tuple[str, ...]
) -> None:
    command = words[:2] if words[0] == "key" else words[:1]
    before = sorted(one.name for one in path.parent.glob("*.key*"))
    [told] = beside_a_desk(path, (*command, path, *words[len(command) :]))
    assert told.exit_code == exits.BUSY, told.output
    assert f"A desk runs on {wiring.Files(path).head}" in told.output
    assert "Stop the desk first" in told.output
    assert "on a phone" in told.output
    assert sorted(one.name for one in path.parent.glob("*.key*")) == before
    assert run("say", path, "stops").exit_code == exits.HOLDS
    assert wiring.state_of(path).n == 5  # two before, the desk's two, and this one
    assert run("fsck", path).exit_code == exits.HOLDS


def test_what_reads_goes_on_beside_a_desk(path: Path, tmp_path: Path) -> None:
    commands = [("status", path), ("log", path), ("verify", path), ("fsck", path)]
    told = beside_a_desk(
        path,
        *commands,
        ("export", path, "--out", tmp_path / "all.zip"),
        ("backup", path, tmp_path / "copy"),
        ("person", path, "office", "--name", "Somebody"),
    )
    assert [one.exit_code for one in told] == [exits.HOLDS] * 7, told


def test_the_head_file_never_goes_back(path: Path) -> None:
    says = ("say", path, "stops")
    counters = [counter_of(path)]
    for _ in range(2):
        beside_a_desk(path, says, says, says)
        counters.append(counter_of(path))
        assert run(*says).exit_code == exits.HOLDS
        counters.append(counter_of(path))
    assert counters == sorted(set(counters))
