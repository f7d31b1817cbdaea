"""What is missing from a production's files, or too much, is told and named."""

from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from tests.world.typed import production, run
from tests.world.unguarded import unguarded


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A production of three entries."""
    return production(tmp_path, stops=2)


@pytest.fixture
def shorter(path: Path) -> Path:
    """The same, its end cut off with everything that says so."""
    with unguarded(path) as connection:
        connection.execute("DELETE FROM entries WHERE n >= 2")
        connection.execute("DELETE FROM checkpoints WHERE size > 2")
    wiring.Files(path).head.unlink()
    return path


def test_without_the_head_file_nothing_says_that_a_ledger_is_whole(
    shorter: Path,
) -> None:
    asked = run("verify", shorter)
    assert asked.exit_code == exits.IN_PART
    assert "(3) not checked: colt.ledger.head, what the desk signed" in asked.output
    assert "Everything holds" not in asked.output


@pytest.mark.parametrize("words", [("status",), ("status", "--json"), ("export",)])
def test_whoever_reads_a_ledger_without_its_head_file_is_warned_in_one_line(
    shorter: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    command, *more = words
    if command == "export":
        more = ["--out", f"{tmp_path / 'some.zip'}"]
    asked = run(command, shorter, *more)
    assert asked.exit_code == 0
    [line] = asked.stderr.splitlines()
    assert line.startswith("colt.ledger.head, what the desk signed last, is not there")


def test_a_folder_of_tiles_is_written_with_the_same_warning(
    shorter: Path, tmp_path: Path
) -> None:
    asked = run("export", shorter, "--tiles", tmp_path / "tiles")
    assert asked.exit_code == 0
    assert "what the desk signed last, is not there" in asked.stderr


def test_with_its_head_file_nobody_is_warned(path: Path, tmp_path: Path) -> None:
    assert run("status", path).stderr == ""
    assert run("export", path, "--out", tmp_path / "all.zip").stderr == ""
    assert run("verify", path).exit_code == exits.HOLDS


def test_an_auditor_keeps_a_note_of_a_copy_to_which_no_head_file_belongs(
    path: Path, tmp_path: Path
) -> None:
    copy, note, me = tmp_path / "copy", tmp_path / "note", tmp_path / "me"
    assert run("backup", path, copy).exit_code == 0
    words = ("--vkey", wiring.vkey(path), "--auditor", me)
    asked = run("verify", copy, *words, "--keep", note)
    assert asked.exit_code == exits.HOLDS
    assert f"Your note of it is in {note}" in asked.output
    assert note.exists()
    again = run("verify", copy, *words, "--resume", note, "--keep", tmp_path / "next")
    assert again.exit_code == exits.HOLDS
    assert "were audited before, by your note" in again.output


def test_a_bundle_has_no_head_file_and_needs_none(path: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "all.zip"
    run("export", path, "--out", bundle)
    asked = run("verify", bundle, "--vkey", wiring.vkey(path))
    assert asked.exit_code == exits.HOLDS


@pytest.mark.parametrize("tables", [("checkpoints",), ("checkpoints", "entries")])
@pytest.mark.parametrize("command", ["verify", "status", "log", "export", "backup"])
def test_that_nothing_is_left_of_what_was_signed_is_damage(
    path: Path, tmp_path: Path, tables: tuple[str, ...], command: str
) -> None:
    with unguarded(path) as connection:
        for table in tables:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608  # our own words
    more = {"export": ("--out", tmp_path / "x.zip"), "backup": (tmp_path / "copy",)}
    asked = run(command, path, *more.get(command, ()))
    assert asked.exit_code == exits.DAMAGED
    assert "3 entries were signed, and none is there with its" in asked.output


def test_of_a_ledger_that_was_never_begun_nothing_was_signed(path: Path) -> None:
    with unguarded(path) as connection:
        connection.execute("DELETE FROM checkpoints")
    wiring.Files(path).head.unlink()
    asked = run("verify", path)
    assert asked.exit_code == exits.UNREADABLE
    assert "No ledger was begun" in asked.output


OUTSIDE = {
    "entries": "INSERT INTO entries (n, leaf) VALUES (-1, zeroblob(99))",
    "tiles": "INSERT INTO tiles VALUES (7, 0, x'00', x'00')",
    "checkpoints": "INSERT INTO checkpoints VALUES (-5, x'00')",
}


@pytest.mark.parametrize("table", OUTSIDE)
def test_a_row_outside_of_the_ledger_is_damage(
    path: Path, tmp_path: Path, table: str
) -> None:
    with unguarded(path) as connection:
        connection.execute(OUTSIDE[table])
    for command in (("fsck", path), ("backup", path, tmp_path / "copy")):
        asked = run(*command)
        assert asked.exit_code == exits.DAMAGED
        assert f"1 row of {table} outside of its entries" in asked.output
    assert not (tmp_path / "copy").exists()


def test_of_the_checkpoints_in_a_ledger_verify_says_which_it_read(path: Path) -> None:
    with unguarded(path) as connection:
        connection.execute("UPDATE checkpoints SET note = x'00' WHERE size = 1")
    asked = run("verify", path)
    assert asked.exit_code == exits.HOLDS
    assert "of the checkpoints in the ledger only the newest was read" in asked.output
    assert run("fsck", path).exit_code == exits.DAMAGED


@pytest.mark.parametrize("content", [b"", b"\xff\0", "head file", b"a letter\n"])
def test_what_is_no_checkpoint_accuses_no_ledger(
    path: Path, tmp_path: Path, content: bytes | str
) -> None:
    older = tmp_path / "monday"
    head = wiring.Files(path).head.read_bytes()
    older.write_bytes(head if isinstance(content, str) else content)
    asked = run("verify", path, "--older", older)
    assert asked.exit_code == exits.UNREADABLE
    assert f"{older} is no checkpoint: " in asked.output
    assert "does not hold" not in asked.output
