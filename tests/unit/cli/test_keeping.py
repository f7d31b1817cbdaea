"""Looking a production's files through, backing them up, going on after a loss."""

import hashlib
import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.ledger.backup import copy_file
from lastlook.wiring import backups
from tests.world.ledger import flip, unmark
from tests.world.typed import production, run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A production of three entries."""
    return production(tmp_path, stops=2)


def names(path: Path) -> set[str]:
    """The files beside a ledger that are not SQLite's own."""
    return {
        one.name
        for one in path.parent.iterdir()
        if not one.name.endswith(("-wal", "-shm"))
    }


def rolled_back(path: Path) -> Path:
    """The same, its ledger put back to a backup that lacks the last entry."""
    backup = path.with_name("backup.ledger")
    assert run("backup", path, backup).exit_code == 0
    assert run("say", path, "stops").exit_code == 0
    for name in ("", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    backup.rename(path)
    return path


# --- fsck ----------------------------------------------------------------------------


def test_fsck_of_what_is_well_says_so_and_leaves_no_file(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    before = {one: one.read_bytes() for one in path.parent.iterdir()}
    asked = run("fsck", path)
    assert asked.exit_code == exits.HOLDS, asked.output
    assert "All of it is well." in asked.output
    assert {one: one.read_bytes() for one in path.parent.iterdir()} == before


def test_fsck_names_the_entry_in_which_a_byte_was_flipped(path: Path) -> None:
    run("fsck", path)
    flip(path, path.read_bytes().rindex(b'"act":"stop"') + 8)
    asked = run("fsck", path, "--json")
    assert asked.exit_code == exits.DAMAGED
    told = json.loads(asked.output)
    assert not told["holds"]
    faults = {check["what"]: check["faults"] for check in told["checks"]}
    assert faults["entries"][0]["where"] in {"entry 1", "entry 2"}
    said = run("fsck", path)
    assert said.exit_code == exits.DAMAGED
    assert f"entries: {faults['entries'][0]['where']}: it is not the" in said.output


def test_fsck_of_a_file_that_cannot_be_opened_passes_nothing(path: Path) -> None:
    text = bytearray(path.read_bytes())
    text[100:4096] = bytes(3996)
    path.write_bytes(text)
    asked = run("fsck", path)
    assert asked.exit_code == exits.DAMAGED
    assert "entries: the file: not looked at" in asked.output


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("key", "can be used by others"),
        ("office", "can be used by others"),
        ("people", "others can use it"),
    ],
)
def test_fsck_finds_a_private_file_that_others_can_read(
    path: Path, ending: str, said: str
) -> None:
    vkey = wiring.vkey(path)
    path.with_name(f"{path.name}.{ending}").chmod(0o640)
    asked = run("fsck", path, "--vkey", vkey)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert said in asked.output


@pytest.mark.parametrize("ending", ["key", "people", "head"])
def test_fsck_misses_a_file_that_is_not_there(path: Path, ending: str) -> None:
    vkey = wiring.vkey(path)
    path.with_name(f"{path.name}.{ending}").unlink()
    asked = run("fsck", path, "--vkey", vkey)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert f"colt.ledger.{ending}: it is missing" in asked.output


@pytest.mark.parametrize("ending", ["key", "office", "people", "head"])
def test_fsck_finds_another_file_in_its_place(path: Path, ending: str) -> None:
    vkey = wiring.vkey(path)
    beside = path.with_name(f"{path.name}.{ending}")
    beside.write_text("a letter of more than sixteen bytes")
    asked = run("fsck", path, "--vkey", vkey)
    assert asked.exit_code in {exits.DOES_NOT_HOLD, exits.DAMAGED}
    assert beside.read_text() == "a letter of more than sixteen bytes"


def test_fsck_finds_another_ledgers_key(path: Path, tmp_path: Path) -> None:
    run("init", tmp_path / "other", "--production", "other")
    vkey = wiring.vkey(path)
    wiring.Files(tmp_path / "other").key.replace(wiring.Files(path).key)
    asked = run("fsck", path, "--vkey", vkey)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "it is not the key of lastlook/colt-45" in asked.output


def test_fsck_of_nothing_says_what_to_do(tmp_path: Path, path: Path) -> None:
    asked = run("fsck", tmp_path / "no", "--vkey", wiring.vkey(path))
    assert asked.exit_code == exits.UNREADABLE
    assert "There is no ledger at" in asked.output


def test_fsck_and_backup_follow_a_ledger_whose_key_was_changed(
    path: Path, tmp_path: Path
) -> None:
    old = wiring.vkey(path)
    assert run("key", "rotate", path).exit_code == 0
    assert run("say", path, "stops").exit_code == 0
    assert wiring.vkey(path) != old
    asked = run("fsck", path)
    assert asked.exit_code == exits.HOLDS, asked.output
    to = tmp_path / "monday.ledger"
    backed_up = run("backup", path, to, "--keys")
    assert backed_up.exit_code == 0, backed_up.output
    files = wiring.Files(to)
    assert files.former_key.read_bytes() == wiring.Files(path).former_key.read_bytes()
    assert run("fsck", to).exit_code == exits.DOES_NOT_HOLD  # no head file, no people


# --- backup --------------------------------------------------------------------------


def test_a_backup_is_the_ledger_alone_and_verifies(path: Path, tmp_path: Path) -> None:
    to = tmp_path / "monday.ledger"
    before = names(path)
    asked = run("backup", path, to)
    assert asked.exit_code == 0, asked.output
    assert "backed up and verified: 3 entries" in asked.output
    assert "colt.ledger.head (never)" in asked.output
    assert names(path) == before | {"monday.ledger"}
    verified = run("verify", to, "--vkey", wiring.vkey(path))
    assert verified.exit_code == exits.HOLDS
    assert "monday.ledger.head, what the desk signed last, is not" in verified.stderr


def test_people_and_keys_are_in_a_backup_only_where_they_were_asked_for(
    path: Path, tmp_path: Path
) -> None:
    to = tmp_path / "all.ledger"
    run("person", path, "actor", "--name", "Who Plays Her")
    asked = run("backup", path, to, "--people", "--keys")
    assert asked.exit_code == 0, asked.output
    assert "what is forgotten later stays in it" in asked.output
    files = wiring.Files(to)
    for file in (files.key, files.people, files.office):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not files.head.exists()
    assert files.key.read_bytes() == wiring.Files(path).key.read_bytes()
    with wiring.people_of(to) as people:
        assert people.names() == {"actor": "Who Plays Her"}


@pytest.mark.parametrize("ending", ["", ".people", ".key", ".head"])
def test_a_backup_goes_over_nothing(path: Path, tmp_path: Path, ending: str) -> None:
    there = tmp_path / f"monday{ending}"
    there.write_text("a letter")
    asked = run("backup", path, tmp_path / "monday", "--people", "--keys")
    assert asked.exit_code == exits.UNREADABLE
    assert "it was left as it is" in asked.output
    assert there.read_text() == "a letter"
    assert {one for one in names(path) if one.startswith("monday")} == {there.name}


def test_a_ledger_that_does_not_hold_becomes_no_backup(
    path: Path, tmp_path: Path
) -> None:
    run("fsck", path)
    flip(path, path.read_bytes().rindex(b'"act":"stop"') + 8)
    before = names(path)
    asked = run("backup", path, tmp_path / "monday")
    assert asked.exit_code == exits.DAMAGED
    assert names(path) == before


def test_a_rolled_back_ledger_becomes_no_backup(path: Path, tmp_path: Path) -> None:
    rolled_back(path)
    before = names(path)
    asked = run("backup", path, tmp_path / "monday")
    assert asked.exit_code == exits.DAMAGED
    assert f"{path} is older than what this desk has signed" in asked.output
    assert names(path) == before


def test_a_backup_without_a_head_file_says_what_it_was_not_compared_with(
    path: Path, tmp_path: Path
) -> None:
    rolled_back(path)
    wiring.Files(path).head.rename(tmp_path / "kept")
    asked = run("backup", path, tmp_path / "monday")
    assert asked.exit_code == exits.IN_PART
    assert "verified in itself: 3 entries" in asked.output
    assert "compared with nothing that was signed last" in asked.output
    assert f"there is no {path.name}.head" in asked.output
    assert (tmp_path / "monday").exists()


def test_a_copy_that_lacks_what_was_signed_becomes_no_backup(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, to = tmp_path / "older", tmp_path / "copy"
    copy_file(path, older)
    assert run("say", path, "stops").exit_code == 0

    def copy_older(_: Path, copy: Path, progress: Callable[[int], None] | None) -> None:
        """A file that was put back once it had been looked at."""
        copy_file(older, copy, progress)

    monkeypatch.setattr(backups, "copy_file", copy_older)
    before = names(path)
    asked = run("backup", path, to)
    assert asked.exit_code == exits.DAMAGED, asked.output
    assert "older than what this desk has signed" in asked.output
    assert names(path) == before


@pytest.mark.parametrize(
    ("to", "said"), [("", "is a folder"), ("no/monday", "There is no folder")]
)
def test_a_backup_needs_a_place(path: Path, tmp_path: Path, to: str, said: str) -> None:
    asked = run("backup", path, tmp_path / to)
    assert asked.exit_code == exits.UNREADABLE
    assert said in asked.output


# --- never restored, and going on ----------------------------------------------------


@pytest.mark.parametrize("command", ["status", "log", "say", "serve"])
def test_a_restored_older_ledger_is_refused_in_two_lines_with_both_ends(
    path: Path, command: str
) -> None:
    rolled_back(path)
    words = ["stops"] if command == "say" else []
    asked = run(command, path, *words)
    assert asked.exit_code == exits.DAMAGED
    [what, remedy] = asked.output.splitlines()
    assert f"{path} is older than what this desk has signed: it has 3 ent" in what
    assert "signed are 4 (root " in what
    assert what.count(" UTC") == 2
    assert "Put back the store that goes with the head file." in remedy
    assert "lastlook init NEW --production ID --continues OLD" in remedy


def test_a_new_production_puts_on_record_what_was_lost(
    path: Path, tmp_path: Path
) -> None:
    signed = wiring.Files(rolled_back(path)).head.read_bytes()
    new = tmp_path / "new.ledger"
    asked = run("init", new, "--production", "colt-46", "--continues", path)
    assert asked.exit_code == 0, asked.output
    assert "3 entries are kept; entry 3 is lost." in asked.output
    statement = (tmp_path / "new.ledger.continues").read_bytes()
    for line in (b"lastlook/colt-46 continues lastlook/colt-45.", b"\n3\n", b"\n4\n"):
        assert line in statement
    assert wiring.vkey(path).encode() in statement
    assert statement.rsplit(b"\n", 3)[1] in signed  # the signature of what was lost
    digest = hashlib.sha256(statement).hexdigest()
    log = run("log", new).output
    assert f"office corrects 0 grounds=continues-{digest}" in log
    assert run("verify", new).exit_code == exits.HOLDS


def before_a_change(path: Path, *, retired: bool) -> str:
    """It is put back to a backup from before its key was changed; the key of then."""
    backup, first = path.with_name("backup.ledger"), wiring.vkey(path)
    assert run("backup", path, backup).exit_code == 0
    assert run("key", "rotate", path).exit_code == 0
    if retired:
        assert run("key", "retire", path).exit_code == 0
    assert run("say", path, "stops").exit_code == 0
    for name in ("", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    backup.rename(path)
    return first


@pytest.mark.parametrize("command", ["serve", "status", "log", "say"])
def test_a_ledger_older_than_its_key_is_named_so_with_both_sizes(
    path: Path, command: str
) -> None:
    before_a_change(path, retired=True)
    asked = run(command, path, *(["stops"] if command == "say" else []))
    assert asked.exit_code == exits.DAMAGED
    [what, remedy, keys] = asked.output.splitlines()
    assert f"{path} is older than what this desk has signed: it has 3 ent" in what
    assert "signed are 5 (root " in what
    assert remedy.endswith("--production ID --continues OLD --vkey KEY")
    assert "KEY is the public key in force then" in keys


@pytest.mark.parametrize("retired", [False, True])
def test_fsck_of_a_ledger_older_than_its_key_finds_that_and_nothing_wrong_in_it(
    path: Path,
    retired: bool,  # noqa: FBT001  # pytest's
) -> None:
    first = before_a_change(path, retired=retired)
    asked = run("fsck", path, *(("--vkey", first) if retired else ()))
    assert "5 entries were signed, 3 are there: the store is older" in asked.output
    assert "No trusted key" not in asked.output


@pytest.mark.parametrize("retired", [False, True])
def test_what_was_lost_with_a_change_of_key_is_put_on_record(
    path: Path,
    tmp_path: Path,
    retired: bool,  # noqa: FBT001  # pytest's
) -> None:
    first = before_a_change(path, retired=retired)
    new = tmp_path / "new.ledger"
    words = ("init", new, "--production", "colt-46", "--continues", path)
    asked = run(*words)
    if retired:
        assert asked.exit_code == exits.UNREADABLE
        assert "name by --vkey the one in force then" in asked.output
        assert not new.exists()
        asked = run(*words, "--vkey", first)
    assert asked.exit_code == 0, asked.output
    assert "3 entries are kept; entries 3-4 are lost." in asked.output
    statement = (tmp_path / "new.ledger.continues").read_text()
    assert f"Its public key:\n{first}\n" in statement
    assert (f"changed later, to:\n{wiring.vkey(path)}\n" in statement) is retired


def test_a_key_is_not_declared_lost_in_a_ledger_older_than_it(path: Path) -> None:
    first = before_a_change(path, retired=True)
    for vkey, said in (
        (wiring.vkey(path), "is older than what this desk has signed"),
        (first, f"is not the key in force of {path}. That is {wiring.vkey(path)}"),
    ):
        assert said in run("key", "lost", path, "--vkey", vkey).output
    assert not wiring.Files(path).next_key.exists()


def test_what_was_answered_just_before_a_power_cut_is_perhaps_lost(
    path: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    assert run("backup", path, kept).exit_code == 0
    assert run("say", path, "stops").exit_code == 0
    assert run("say", path, "stops").exit_code == 0
    unmark(wiring.Files(path).head)
    for name in ("", "-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    kept.rename(path)
    asked = run("fsck", path)
    assert "4 entries were signed, perhaps 5, 3 are there" in asked.output
    asked = run("status", path)
    assert asked.exit_code == exits.DAMAGED
    assert "and perhaps 5: nobody knows whether the last was answered" in asked.output
    new = tmp_path / "new.ledger"
    asked = run("init", new, "--production", "colt-46", "--continues", path)
    assert "3 entries are kept; at least entry 3 is lost." in asked.output
    assert "Perhaps more: entry 4 was signed last" in asked.output
    statement = (tmp_path / "new.ledger.continues").read_text()
    for line in ("\n4\n", "\nSigned after that, answered or not:\n", "\n5\n"):
        assert line in statement
    assert run("verify", new).exit_code == exits.HOLDS


def test_a_batch_in_doubt_that_is_only_missing_in_the_store_is_told_and_given_back(
    path: Path, tmp_path: Path
) -> None:
    rolled_back(path)
    unmark(wiring.Files(path).head)
    asked = run("status", path)
    assert asked.exit_code == exits.HOLDS
    assert "4 entries were signed, and the last of them are not in" in asked.output
    asked = run("fsck", path)
    assert asked.exit_code == exits.HOLDS, asked.output
    assert "3 entries were answered, perhaps 4" in asked.output
    new = tmp_path / "new.ledger"
    asked = run("init", new, "--production", "colt-46", "--continues", path)
    assert "of what was surely answered nothing is lost." in asked.output
    assert "Perhaps more: entry 3 was signed last" in asked.output
    assert run("say", path, "stops").exit_code == exits.HOLDS
    asked = run("status", path)
    assert "nobody knows" not in asked.output
    assert wiring.state_of(path).n == 5


def test_a_batch_in_doubt_that_is_in_the_store_is_not_told(
    path: Path, tmp_path: Path
) -> None:
    assert run("say", path, "stops").exit_code == 0
    unmark(wiring.Files(path).head)
    for command in ("status", "fsck"):
        asked = run(command, path)
        assert asked.exit_code == exits.HOLDS
        assert "nobody knows" not in asked.output
        assert "perhaps" not in asked.output
    new = tmp_path / "new.ledger"
    asked = run("init", new, "--production", "colt-46", "--continues", path)
    assert "4 entries are kept; of what was signed nothing is lost." in asked.output


def test_what_a_desk_wrote_since_the_reading_began_is_not_in_doubt(path: Path) -> None:
    with wiring.reading(path) as log:
        assert run("say", path, "stops").exit_code == 0
        unmark(wiring.Files(path).head)
        assert log.size == 3
        assert wiring.in_doubt(path, log) is None


def test_what_is_not_lost_is_not_said_to_be(path: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.ledger"
    asked = run("init", new, "--production", "colt-46", "--continues", path)
    assert "3 entries are kept; of what was signed nothing is lost." in asked.output


def test_without_the_head_file_nobody_knows_what_is_lost(
    path: Path, tmp_path: Path
) -> None:
    wiring.Files(path).head.unlink()
    new = tmp_path / "new.ledger"
    asked = run("init", new, "--production", "colt-46", "--continues", path)
    assert "nobody here knows whether there were more" in asked.output
    statement = (tmp_path / "new.ledger.continues").read_text()
    assert statement.endswith("What was signed last:\nnot known\n")


def test_a_ledger_with_another_history_is_not_said_to_go_on(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(path.parent, other, ignore=lambda *_: ["other"])
    assert run("say", path, "stops").exit_code == 0
    assert run("say", other / path.name, "stops").exit_code == 0
    wiring.Files(other / path.name).head.replace(wiring.Files(path).head)
    assert "not the ledger that this desk has signed" in run("status", path).output
    new = tmp_path / "new.ledger"
    asked = run("init", new, "--production", "colt-46", "--continues", path)
    assert "4 entries are kept, which are not those that were signed" in asked.output


def test_two_ledgers_never_go_under_one_name(path: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.ledger"
    asked = run("init", new, "--production", "colt-45", "--continues", path)
    assert asked.exit_code == exits.UNREADABLE
    assert "two ledgers never go under one name" in asked.output
    assert not new.exists()


@pytest.mark.parametrize("command", ["fsck", "log", "verify"])
def test_beside_a_backup_is_no_key_and_the_message_says_to_name_one(
    path: Path, tmp_path: Path, command: str
) -> None:
    vkey, copy = wiring.vkey(path), tmp_path / "a backup"
    assert run("backup", path, copy).exit_code == 0
    asked = run(command, copy)
    assert asked.exit_code == exits.UNREADABLE
    assert "by --vkey" in asked.output
    # A backup has no head file either, and fsck says so.
    assert run(command, copy, "--vkey", vkey).exit_code in {0, exits.DOES_NOT_HOLD}
