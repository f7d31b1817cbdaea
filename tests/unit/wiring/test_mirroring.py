import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from lastlook import wiring
from lastlook.api.mirroring import Mirror
from lastlook.cli import exits
from lastlook.desk.own_key import hand_over_in
from lastlook.ledger.cosignature import CosigningKey
from lastlook.ledger.errors import FolderError, InputError
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.note import read_vkey
from lastlook.ledger.sqlite import SqliteStore
from lastlook.mirror.copy import Copy, Keeper
from lastlook.mirror.push import Destination, MirrorRefusesError, Pusher
from lastlook.policy.library import shipped
from lastlook.web.serve import Address
from lastlook.wiring import mirroring
from lastlook.wiring.files import WiringError
from lastlook.wiring.mirroring import (
    Mirroring,
    Push,
    check_url,
    handed_over,
    pushing,
    serve_mirror,
)
from tests.world.desk import in_a_loop
from tests.world.ledger import a_signer
from tests.world.link import Heard
from tests.world.long_ledger import a_long_ledger
from tests.world.typed import run


@pytest.mark.parametrize(
    "url",
    [
        "https://mirror.studio.example/",
        "https://10.0.0.7:8022/studio/",
        "http://127.0.0.1:8022/",
        "http://[::1]:8022/",
        "http://localhost:8022",
    ],
)
def test_entries_go_by_https_or_to_this_machine(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://mirror.studio.example/",
        "http://10.0.0.7:8022/",
        "http://localhost.example/",
        "mirror.studio.example",
        "ftp://localhost/",
        "https:///",
        "",
    ],
)
def test_no_entry_travels_open_over_a_network(url: str) -> None:
    with pytest.raises(WiringError, match="is no address to push to"):
        check_url(url)


def test_a_desk_is_not_served_whose_mirror_could_be_read_along(tmp_path: Path) -> None:
    path = a_long_ledger(tmp_path / "colt.ledger", 3)
    asked = run("serve", path, "--port", 0, "--mirror", "http://studio.example/")
    assert asked.exit_code == exits.UNREADABLE
    assert "is no address to push to" in asked.output
    asked = run("serve", path, "--mirror-key", "x")
    assert asked.exit_code == exits.USAGE


def test_a_push_without_a_mirror_says_what_and_may_be_tried_again(
    tmp_path: Path,
) -> None:
    path = a_long_ledger(tmp_path / "colt.ledger", 3)
    asked = run("push", path, "http://127.0.0.1:9/")
    assert asked.exit_code == exits.BUSY
    assert "http://127.0.0.1:9/" in asked.output


def a_mirror(path: Path, name: str | None) -> Mirroring:
    def unheard(*_: str) -> None:
        raise AssertionError

    keys = [a_signer().verifier]
    return Mirroring(path, keys, name, Address(port=0), unheard, unheard)


def test_a_mirror_has_a_name_before_it_has_a_key(tmp_path: Path) -> None:
    with pytest.raises(WiringError, match="Say by --name what this mirror is called"):
        serve_mirror(a_mirror(tmp_path / "copies", None))
    assert not (tmp_path / "copies" / "mirror.key").exists()


def test_a_mirror_keeps_its_name(tmp_path: Path) -> None:
    def stop(*_: str) -> None:
        raise KeyboardInterrupt

    first = a_mirror(tmp_path, "studio.example/mirror")
    with pytest.raises(KeyboardInterrupt):
        serve_mirror(
            Mirroring(tmp_path, first.logs, first.name, first.address, stop, stop)
        )
    with pytest.raises(FolderError, match=r"key of studio\.example/mirror, not of"):
        serve_mirror(a_mirror(tmp_path, "other.example/mirror"))


def test_a_logs_key_is_text_or_a_file(tmp_path: Path) -> None:
    vkey = a_signer().verifier.vkey
    file = tmp_path / "log.vkey"
    file.write_text(f"{vkey}\n")
    assert wiring.read_key(vkey) == wiring.read_key(str(file)) == a_signer().verifier
    with pytest.raises(WiringError, match="is no log's key"):
        wiring.read_key("colt")


@in_a_loop
async def test_whatever_goes_wrong_with_pushing_goes_no_further() -> None:
    heard = Heard()

    def broken() -> Log:
        raise InputError("nobody thought of this")

    await asyncio.wait_for(pushing(broken, Push("http://localhost/", None, heard)), 60)
    [(error, wait)] = heard.failures
    assert "nobody thought of this" in str(error)
    assert wait is None


@pytest.fixture
def colt(tmp_path: Path) -> Path:
    path = tmp_path / "colt.ledger"
    wiring.init(path, "colt-45", [shipped("house")])
    return path


async def brought(path: Path, studio: "Copies") -> int:
    """Push once to a studio, as `lastlook push` does."""
    with closing(SqliteStore.open_to_read(path)) as store:
        key = read_vkey(wiring.vkey(path))
        web = httpx.AsyncClient(transport=studio.carrier, base_url="http://studio")
        destination = Destination(web, None, lambda: handed_over(store))
        async with web:
            latest = Log.open_to_read(store, key)
            return await Pusher(destination, lambda: latest, Heard()).push()


class Copies:
    """A studio that knows one log by these keys."""

    def __init__(self, path: Path, *keys: str) -> None:
        signer = CosigningKey("studio.example", PrivateKey(bytes(32)))
        keeper = Keeper(signer, lambda: 1_750_000_000, print, hand_over_in)
        self.copy = Copy(path, [read_vkey(key) for key in keys], keeper)
        app: Any = Mirror({self.copy.origin: self.copy}, None)
        self.carrier = httpx.ASGITransport(app)


def test_a_studio_that_missed_the_change_follows_by_what_both_keys_signed(
    colt: Path, tmp_path: Path
) -> None:
    first, office = wiring.vkey(colt), wiring.Speaker(wiring.Files(colt).office)
    studio = Copies(tmp_path / "copy", first)
    assert asyncio.run(brought(colt, studio)) == 1
    for _ in range(2):  # twice, and each time over before the studio hears of it
        wiring.rotate_key(colt, office)
        wiring.retire_key(colt)
    assert asyncio.run(brought(colt, studio)) == 3
    assert asyncio.run(brought(colt, Copies(tmp_path / "copy", first))) == 3


def test_after_a_loss_the_set_is_told_what_the_studio_has_to_do(
    colt: Path, tmp_path: Path
) -> None:
    first, office = wiring.vkey(colt), wiring.Speaker(wiring.Files(colt).office)
    assert asyncio.run(brought(colt, Copies(tmp_path / "copy", first))) == 1
    second = wiring.lose_key(colt, read_vkey(first), office).vkey
    with pytest.raises(MirrorRefusesError) as refused:
        asyncio.run(brought(colt, Copies(tmp_path / "copy", first)))
    assert f"lastlook mirror FOLDER --log OLD --log {second}" in str(refused.value)
    studio = Copies(tmp_path / "copy", first, second)
    assert asyncio.run(brought(colt, studio)) == 2


def test_following_goes_on_when_the_key_was_changed_and_the_old_one_retired(
    colt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = wiring.Speaker(wiring.Files(colt).office)

    class Following:
        def __init__(self, latest: Callable[[], Log]) -> None:
            self.latest = latest

        async def follow(self, _: object) -> None:
            await asyncio.to_thread(self.goes_on)

        async def push(self) -> int:
            return self.latest().size

        def goes_on(self) -> None:
            assert self.latest().size == 1
            wiring.rotate_key(colt, office)
            wiring.retire_key(colt)
            assert run("say", colt, "stops").exit_code == 0

    @asynccontextmanager
    async def pusher(latest: Callable[[], Log], *_: object) -> AsyncIterator[Following]:
        yield Following(latest)

    monkeypatch.setattr(mirroring, "pusher", pusher)
    to = Push("http://localhost/", None, Heard())
    assert wiring.push(colt, to, follow=True) == 3


def test_under_another_key_it_is_said_how_the_desk_gets_it(colt: Path) -> None:
    files = wiring.Files(colt)
    old = files.key.read_bytes()
    wiring.rotate_key(colt, wiring.Speaker(files.office))
    wiring.retire_key(colt)
    assert run("say", colt, "stops").exit_code == 0
    files.key.write_bytes(old)
    asked = run("push", colt, "http://127.0.0.1:9/")
    assert asked.exit_code == exits.BUSY
    assert "lastlook key take FILE KEY" in asked.output
