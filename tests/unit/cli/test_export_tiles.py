from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.entry import read_leaf
from lastlook.ledger.folder import Folder, check_folder
from lastlook.ledger.merkle import leaf_hash
from lastlook.ledger.note import read_vkey
from lastlook.ledger.proof import check_proof, read_proof
from tests.world.levels import STORIES
from tests.world.typed import run


@pytest.fixture
def played(tmp_path: Path) -> Path:
    path = tmp_path / "demo.ledger"
    assert run("play", STORIES / "demo.story", "--into", path).exit_code == 0
    return path


def test_export_writes_a_folder_that_its_key_file_checks(
    played: Path, tmp_path: Path
) -> None:
    out, key_file = tmp_path / "out", tmp_path / "log.vkey"
    asked = run("export", played, "--tiles", out, "--vkey", key_file)
    assert asked.exit_code == 0
    signed = check_folder(Folder(out), read_vkey(key_file.read_text().strip()))
    assert f"{signed.origin}, {signed.size} entries, in {out}" in asked.output
    assert run("export", played, "--tiles", out, "--vkey", key_file).exit_code == 0


def test_export_without_a_key_file_says_the_key(played: Path, tmp_path: Path) -> None:
    asked = run("export", played, "--tiles", tmp_path / "out")
    assert f"Its key: {wiring.vkey(played)}\n" in asked.output


def test_export_does_not_write_over_another_key(played: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "log.vkey"
    key_file.write_text("another\n")
    asked = run("export", played, "--tiles", tmp_path / "out", "--vkey", key_file)
    assert asked.exit_code == exits.USAGE
    assert "holds something else" in asked.output
    assert key_file.read_text() == "another\n"
    assert not (tmp_path / "out").exists()


def test_export_says_what_there_is_to_write(played: Path) -> None:
    asked = run("export", played)
    assert asked.exit_code == exits.USAGE
    assert "--tiles DIR" in asked.output


def test_export_leaves_a_folder_alone_that_is_not_this_ledgers(
    played: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter").touch()
    asked = run("export", played, "--tiles", tmp_path / "out")
    assert asked.exit_code == exits.UNREADABLE
    assert "other files in it" in asked.output


def test_prove_writes_a_proof_that_holds_without_the_ledger(
    played: Path, tmp_path: Path
) -> None:
    out = tmp_path / "third.tlog-proof"
    assert run("prove", played, 3, "--out", out).exit_code == 0
    proof = read_proof(out.read_bytes())
    assert proof.extra is not None
    assert read_leaf(proof.extra).n == proof.index == 3
    key = read_vkey(wiring.vkey(played))
    check_proof(proof, leaf_hash(proof.extra), lambda note: read_checkpoint(note, key))
    bare = tmp_path / "bare.tlog-proof"
    assert run("prove", played, 3, "--out", bare, "--without-entry").exit_code == 0
    assert read_proof(bare.read_bytes()).extra is None


def test_prove_neither_invents_an_entry_nor_writes_over_a_file(
    played: Path, tmp_path: Path
) -> None:
    out = tmp_path / "proof"
    asked = run("prove", played, 1_000_000, "--out", out)
    assert asked.exit_code == exits.UNREADABLE
    assert "not in a ledger of" in asked.output
    assert not out.exists()
    out.write_text("mine")
    assert run("prove", played, 0, "--out", out).exit_code == exits.USAGE
    assert out.read_text() == "mine"
