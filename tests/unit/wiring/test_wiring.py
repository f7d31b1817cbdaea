"""Where store, clock, packs and keys come together."""

import asyncio
import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lastlook import wiring
from lastlook.core.acts import AddKey, Stop
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.unanswered import DeskStopped
from lastlook.ledger.errors import HeadFileError, KeyFileError
from lastlook.policy.library import shipped
from lastlook.web.serve import Address
from lastlook.wiring import desks
from tests.world.desk import Phone, SetClock, in_a_loop


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "colt.ledger"
    wiring.init(made, "colt-45", [shipped("house")])
    return made


@in_a_loop
async def reopened(path: Path) -> None:
    clock = SystemClock()
    async with wiring.open_desk(path, clock) as desk:
        office = wiring.pen("colt-45", wiring.Files(path).office)
        receipt = await desk.submit(office.signed(office.act(Stop, clock.now_ms())))
        assert receipt.n == 1
    async with wiring.open_desk(path, clock) as desk:
        assert desk.size == 2
        assert desk.state.holds


def test_a_production_goes_on_after_a_restart(path: Path) -> None:
    reopened(path)


def test_without_its_head_file_or_key_a_production_is_not_opened(path: Path) -> None:
    files = wiring.Files(path)

    def opened() -> None:
        async def open_() -> None:
            async with wiring.open_desk(path, SystemClock()):
                pass

        asyncio.run(open_())

    head = files.head.read_bytes()
    files.head.unlink()
    with pytest.raises(HeadFileError, match="head file is missing"):
        opened()
    files.head.write_bytes(head)
    files.key.chmod(0o644)
    with pytest.raises(KeyFileError, match="can be used by others"):
        opened()


@pytest.mark.parametrize("left", ["key", "cosigned"])
def test_files_half_made_are_not_taken_for_a_production(
    tmp_path: Path, left: str
) -> None:
    (tmp_path / f"x.{left}").write_text("somebody else's")
    with pytest.raises(
        wiring.WiringError, match=rf"There is a file at .*x\.{left} already"
    ):
        wiring.init(tmp_path / "x", "x", [shipped("house")])


def test_packs_that_do_not_let_the_office_in_open_nothing(tmp_path: Path) -> None:
    strict = shipped("house").replace(
        'adopt-pack = ["production-manager", "safety-adviser"]',
        'adopt-pack = ["safety-adviser"]',
    )
    with pytest.raises(wiring.WiringError, match="not-your-part"):
        wiring.init(tmp_path / "x", "x", [strict, shipped("house")])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lacks", ["HeadOnDisk", "write_key", "open_desk"])
def test_a_production_that_could_not_be_begun_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacks: str
) -> None:
    other = tmp_path / "x.other"
    other.write_text("somebody else's")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(desks, lacks, full)
        with pytest.raises(OSError, match="No space"):
            wiring.init(tmp_path / "x", "x", [shipped("house")])
    assert [*tmp_path.iterdir()] == [other]
    wiring.init(tmp_path / "x", "x", [shipped("house")])


def serving(path: Path, heard: list[tuple[str, str | None]]) -> wiring.Serving:
    return wiring.Serving(
        path, Address(), lambda url, link: heard.append((url, link)), demo=True
    )


def test_a_first_person_without_a_phone_is_given_a_link_that_adds_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, str | None]] = []

    async def serve(_: Any, __: Any, ___: Any, ready: Callable[[str], None]) -> None:
        ready("http://127.0.0.1:8021/")

    monkeypatch.setattr("lastlook.web.serve.serve", serve)
    wiring.serve(serving(path, heard))
    ((url, link),) = heard
    assert link is not None
    person, _, token = link.removeprefix(f"{url}join#").partition("~")
    assert person == "office"

    clock = SystemClock()

    async def join() -> None:
        phone = Phone("phone-1", SetClock(clock.now_ms()))
        async with wiring.open_desk(path, clock) as desk:
            added = phone.says(AddKey, by=person, key=phone.key, token=token)
            await desk.submit(added)
            assert desk.state.keys[phone.key].person == "office"

    asyncio.run(join())
    wiring.serve(serving(path, heard))
    assert heard[1] == (url, None)  # there is a phone now
    wiring.Files(path).office.unlink()  # and the key file may be locked away
    wiring.serve(serving(path, heard))
    assert heard[2] == (url, None)


def test_when_the_desk_stops_the_serving_ends_and_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    async def serve(*_: object) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("the pages")

    async def until_stopped(_: Desk) -> None:
        raise DeskStopped("stopped")

    monkeypatch.setattr(Desk, "until_stopped", until_stopped)
    monkeypatch.setattr("lastlook.web.serve.serve", serve)
    with pytest.raises(DeskStopped):
        wiring.serve(serving(path, []))
    assert ended == ["the pages"]
