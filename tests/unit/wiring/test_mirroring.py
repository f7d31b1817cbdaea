import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lastlook import wiring
from lastlook.cli import exits
from lastlook.cli.main import main
from lastlook.ledger.errors import FolderError, InputError
from lastlook.ledger.log import Log
from lastlook.web.serve import Address
from lastlook.wiring.files import WiringError
from lastlook.wiring.mirroring import Mirroring, Push, check_url, pushing, serve_mirror
from tests.world.desk import in_a_loop
from tests.world.ledger import a_signer
from tests.world.link import Heard
from tests.world.long_ledger import a_long_ledger


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


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
