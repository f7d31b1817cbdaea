"""`lastlook key`: shown, changed, declared lost, from the terminal."""

from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from tests.world.typed import run


@pytest.fixture
def production(tmp_path: Path) -> Path:
    path = tmp_path / "film.ledger"
    assert run("init", path, "--production", "long-road").exit_code == exits.HOLDS
    return path


def test_the_key_in_force_is_shown_and_what_came_before_it(production: Path) -> None:
    first = wiring.vkey(production)
    assert run("key", "show", production).output == f"In force:\n  {first}\n"
    rotated = run("key", "rotate", production)
    assert rotated.exit_code == exits.HOLDS
    second = wiring.vkey(production)
    assert second in rotated.output
    shown = run("key", "show", production).output
    assert f"since entry 1: {second}\n  named by the key before it\n" in shown
    assert first in run("key", "retire", production).output
    assert run("key", "retire", production).output == "No key signs along.\n"


def test_who_has_the_first_key_verifies_what_came_after_it(production: Path) -> None:
    first = wiring.vkey(production)
    run("key", "rotate", production)
    run("key", "retire", production)
    run("say", production, "registers-place safe-1 kind=safe locks=yes")
    asked = run("verify", production, "--vkey", first)
    assert asked.exit_code == exits.HOLDS, asked.output
    assert "Everything holds." in asked.output


def test_a_key_that_is_gone_is_declared_lost_and_whoever_trusts_it_is_told(
    production: Path,
) -> None:
    first = wiring.vkey(production)
    wiring.Files(production).key.unlink()
    lost = run("key", "lost", production, "--vkey", first)
    assert lost.exit_code == exits.HOLDS, lost.output
    assert "a second person confirms it" in lost.output
    second = wiring.vkey(production)
    assert "confirmed by nobody yet" in run("key", "show", production).output
    asked = run("verify", production, "--vkey", first)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "(1) entry 1: the trusted key was declared lost here" in asked.output
    assert f"from here on the record stands on the word of {second}" in asked.output
    assert run("verify", production, "--vkey", second).exit_code == exits.HOLDS


def test_without_its_file_the_key_in_force_is_the_one_that_the_record_names(
    production: Path,
) -> None:
    files = wiring.Files(production)
    gone = files.key.read_bytes()
    files.key.unlink()
    asked = run("key", "show", production)
    assert asked.exit_code == exits.UNREADABLE
    assert "the line that lastlook init printed" in asked.output
    files.key.touch(0o600)
    files.key.write_bytes(gone)
    run("key", "rotate", production)
    second = wiring.vkey(production)
    files.key.unlink()
    shown = run("key", "show", production).output
    assert shown.endswith(f"In force, as the record itself says:\n  {second}\n")
    assert "lastlook key show" in run("status", production).output
    lost = run("key", "lost", production, "--vkey", second)
    assert lost.exit_code == exits.HOLDS, lost.output


def test_another_ledgers_next_key_is_put_aside_with_a_word(
    production: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.ledger"
    run("init", other, "--production", "another")
    files = wiring.Files(production)
    wiring.Files(other).key.rename(files.next_key)
    rotated = run("key", "rotate", production)
    assert rotated.exit_code == exits.HOLDS, rotated.output
    assert f"it is now {files.next_key}.other" in rotated.output


def test_a_desk_without_its_key_is_told_what_brings_it_back(production: Path) -> None:
    known, key = wiring.vkey(production), wiring.Files(production).key
    key.unlink()
    for words in (("serve", production), ("say", production, "stops")):
        asked = run(*words)
        assert asked.exit_code == exits.UNREADABLE
        assert f"There is no {key}, the desk's own key" in asked.output
        assert "backup that was made with --keys" in asked.output
        assert "lastlook key lost FILE --vkey KEY" in asked.output
    made = run("key", "lost", production, "--vkey", known)
    assert made.exit_code == exits.HOLDS, made.output
    assert run("say", production, "stops").exit_code == exits.HOLDS


def test_who_may_not_change_it_is_told_so(production: Path) -> None:
    run("say", production, "enrols actor roles=performer")
    asked = run("key", "rotate", production, "--as", "actor")
    assert asked.exit_code == exits.UNREADABLE
    assert "actor may not change the desk's key: not-your" in asked.output
