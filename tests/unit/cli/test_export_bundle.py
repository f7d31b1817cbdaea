"""`lastlook export --out`: what is in the file, and what never is."""

import zipfile
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.evidence.bundle import open_bundle
from tests.world.bundled import steps_alone
from tests.world.levels import STORIES
from tests.world.typed import run

CONTACT = "nadia@example.org"


@pytest.fixture
def played(tmp_path: Path) -> Path:
    path = tmp_path / "film.ledger"
    assert run("play", STORIES / "the-2021-day.story", "--into", path).exit_code == 0
    return path


def test_a_bundle_of_everything_is_written_and_holds(
    played: Path, tmp_path: Path
) -> None:
    out = tmp_path / "all.zip"
    asked = run("export", played, "--out", out)
    assert asked.exit_code == 0
    assert f"61 of 61 entries, in {out}" in asked.output
    vkey = wiring.vkey(played)
    assert vkey in asked.output
    assert steps_alone(out, vkey) == []
    assert not list(tmp_path.glob("*.part"))


def test_the_same_ledger_gives_the_same_file(played: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for out in files:
        assert run("export", played, "--out", out, "--item", "colt-1").exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    "words", [("--item", "colt-1"), ("--item", "B1"), ("--incident", "stand-down-1")]
)
def test_an_excerpt_is_written_and_holds(
    played: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "some.zip"
    assert run("export", played, "--out", out, *words).exit_code == 0
    assert steps_alone(out, wiring.vkey(played)) == []
    with open_bundle(out) as opened:
        assert opened.numbers is not None
        assert 0 < len(opened.numbers) < opened.size == 61


def test_nobody_is_named_unless_asked_and_nobodys_contact_ever(
    played: Path, tmp_path: Path
) -> None:
    told = run("person", played, "armorer", "--name", "Nadia", "--contact", CONTACT)
    assert told.exit_code == 0
    shut, opened = tmp_path / "shut.zip", tmp_path / "opened.zip"
    run("export", played, "--out", shut)
    run("export", played, "--out", opened, "--names")
    assert b"Nadia" not in shut.read_bytes()
    assert b"Nadia" in opened.read_bytes()
    assert CONTACT.encode() not in opened.read_bytes()
    assert steps_alone(opened, wiring.vkey(played)) == []
    run("forget", played, "armorer")
    after = tmp_path / "after.zip"
    run("export", played, "--out", after, "--names")
    assert b"Nadia" not in after.read_bytes()


def test_everybody_can_unpack_it(played: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    run("export", played, "--out", out)
    with zipfile.ZipFile(out) as read:
        assert read.testzip() is None
        read.extractall(tmp_path / "unpacked")
    assert steps_alone(tmp_path / "unpacked", wiring.vkey(played)) == []


def test_what_is_there_is_left_alone(played: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.zip"
    out.write_text("a letter")
    asked = run("export", played, "--out", out)
    assert asked.exit_code == exits.USAGE
    assert "it was left as it is" in asked.output
    assert out.read_text() == "a letter"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--item", "colt-9"), "No weapon, box or lot is called colt-9"),
        (("--incident", "stop-99"), "neither the number of an entry"),
        (("--item", "colt-1", "--incident", "1"), "one is enough"),
        (("--vkey", "file"), "--vkey goes with --tiles"),
        (("--tiles", "folder"), "Say what to write"),
    ],
)
def test_what_cannot_be_asked_leaves_no_file(
    played: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "some.zip"
    asked = run("export", played, "--out", out, *words)
    assert asked.exit_code == exits.USAGE
    assert said in asked.output
    assert not list(tmp_path.glob("some.zip*"))


def test_a_folder_of_tiles_takes_no_choice_of_entries(
    played: Path, tmp_path: Path
) -> None:
    asked = run("export", played, "--tiles", tmp_path / "tiles", "--names")
    assert asked.exit_code == exits.USAGE
    assert "go with --out" in asked.output
    assert not (tmp_path / "tiles").exists()


def test_a_bundle_that_cannot_be_written_leaves_nothing(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lastlook.evidence.archive.BYTES_MAX", 1000)
    asked = run("export", played, "--out", tmp_path / "all.zip")
    assert asked.exit_code == exits.UNREADABLE
    assert "too much for a zip" in asked.output
    assert not list(tmp_path.glob("all.zip*"))
