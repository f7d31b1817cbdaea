"""What somebody types for a ledger, its key, and where something listens."""

from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from tests.world.typed import production, run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return production(tmp_path, stops=1)


@pytest.mark.parametrize(
    "words",
    [
        ("fsck", "@"),
        ("move", "@", "there"),
        ("say", "@", "stops"),
        ("verify", "@"),
        ("key", "rotate", "@"),
        ("person", "@", "zed", "--name", "Zed"),
    ],
    ids=lambda words: words[0],
)
def test_where_nothing_is_that_is_said_first(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    nowhere = tmp_path / "nowhere.ledger"
    asked = run(*(nowhere if word == "@" else word for word in words))
    assert asked.exit_code == exits.UNREADABLE
    assert f"There is no ledger at {nowhere}. Check the path" in asked.output
    assert not [*tmp_path.iterdir()]


def test_a_public_key_is_its_text_or_a_file_with_it(path: Path, tmp_path: Path) -> None:
    key = tmp_path / "given"
    key.write_text(f"{wiring.vkey(path)}\n")
    for given in (wiring.vkey(path), key):
        assert run("verify", path, "--vkey", given).exit_code == exits.HOLDS
    missing = run("verify", path, "--vkey", tmp_path / "not-given")
    assert missing.exit_code == exits.UNREADABLE
    assert "is no public key (name+id+key), and no file is there" in missing.output


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_nothing_listens_where_nobody_said_it_should(command: str, path: Path) -> None:
    file = (path,) if command == "serve" else ()
    asked = run(command, *file, "--host", "")
    assert asked.exit_code == exits.USAGE
    assert "It is empty: leave it out, or name an address." in asked.output
    for port in ("99999", "-1"):
        assert run(command, *file, "--port", port).exit_code == exits.USAGE


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:99999", "http://[::1", "http://127.0.0.1/\n", "https://"]
)
def test_what_is_no_address_is_not_pushed_to(path: Path, url: str) -> None:
    asked = run("push", path, url)
    assert asked.exit_code == exits.UNREADABLE
    assert "is no address to push to" in asked.output
