"""`lastlook verify`: whom to trust, and audits that go on."""

import json
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.evidence.findings import Checked, Findings
from tests.tidy.repository import ROOT
from tests.world.typed import run
from tests.world.witnesses import policy_text

STORY = ROOT / "stories" / "a-set-is-ready.story"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("played") / "film.ledger"
    assert run("play", STORY, "--into", path).exit_code == 0
    return path


def test_a_policy_says_whom_to_trust(played: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    policy.write_bytes(policy_text(f"log {wiring.vkey(played)}", "quorum none"))
    asked = run("verify", played, "--policy", policy)
    assert asked.exit_code == exits.HOLDS
    assert "(1) quorum: none" in asked.output
    assert "The key beside the file" not in asked.output


def test_a_quorum_that_is_not_there_does_not_hold(played: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    log = f"log {wiring.vkey(played)}"
    policy.write_bytes(policy_text(log, "quorum insurer", names=("insurer",)))
    asked = run("verify", played, "--policy", policy)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "insurer has not cosigned" in asked.output


def test_a_policy_that_names_no_log_needs_a_key(played: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    policy.write_bytes(policy_text("quorum none"))
    asked = run("verify", played, "--policy", policy)
    assert asked.exit_code == exits.USAGE
    assert "--vkey" in asked.output
    key = wiring.vkey(played)
    assert run("verify", played, "--policy", policy, "--vkey", key).exit_code == 0


def test_an_auditor_goes_on_from_their_own_note(played: Path, tmp_path: Path) -> None:
    key, first, second = tmp_path / "me.key", tmp_path / "first", tmp_path / "second"
    asked = run("verify", played, "--auditor", key, "--keep", first)
    assert asked.exit_code == 0
    assert "Made a new auditor's key" in asked.stderr
    assert f"Your note of it is in {first}" in asked.output
    again = run("verify", played, "--auditor", key, "--resume", first, "--keep", second)
    assert again.exit_code == 0
    assert "were audited before, by your note" in again.output
    assert "made a new" not in again.output.lower()
    text = first.read_text().partition("\n\n")[0]
    assert second.read_text().startswith(text)


def test_another_auditors_note_is_refused(played: Path, tmp_path: Path) -> None:
    mine, yours, note = tmp_path / "mine", tmp_path / "yours", tmp_path / "note"
    run("verify", played, "--auditor", mine, "--keep", note)
    run("verify", played, "--auditor", yours, "--keep", tmp_path / "other")
    asked = run("verify", played, "--auditor", yours, "--resume", note)
    assert asked.exit_code == exits.UNREADABLE
    assert "no note of this auditor's" in asked.output
    no_key = run("verify", played, "--auditor", tmp_path / "no", "--resume", note)
    assert no_key.exit_code == exits.UNREADABLE
    assert not (tmp_path / "no").exists()


def test_of_what_does_not_hold_no_note_is_written(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lastlook.evidence.record.CORES", ("another/9",))
    note = tmp_path / "note"
    asked = run("verify", played, "--auditor", tmp_path / "me", "--keep", note)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "No note was written" in asked.output
    assert not note.exists()


def test_what_cannot_go_together_is_said_before_anything_is_read(
    played: Path, tmp_path: Path
) -> None:
    note = tmp_path / "note"
    note.write_text("mine")
    for words in (
        ("--keep", tmp_path / "new"),
        ("--auditor", tmp_path / "me"),
        ("--auditor", tmp_path / "me", "--keep", note),
    ):
        assert run("verify", played, *words).exit_code == exits.USAGE
    assert note.read_text() == "mine"
    assert not (tmp_path / "me").exists()


def test_what_was_not_checked_has_an_exit_code_of_its_own(
    played: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = Findings(None, (Checked(1, "checkpoint", 0, "no key"),), ())
    check = "lastlook.evidence.verify.Verification.check"
    monkeypatch.setattr(check, lambda *_: part)
    asked = run("verify", played)
    assert asked.exit_code == exits.IN_PART
    assert "NOT CHECKED" in asked.output
    assert "(1) not checked: no key" in asked.output
    assert "Everything holds" not in asked.output
    said = json.loads(run("verify", played, "--json").output)
    assert said["checked"][0]["not_checked"] == "no key"
