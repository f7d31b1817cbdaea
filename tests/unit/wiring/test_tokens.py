import stat
from pathlib import Path

import pytest

from lastlook.ledger.errors import KeyFileError
from lastlook.wiring.files import WiringError
from lastlook.wiring.tokens import read_token


def test_a_missing_token_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "reader"
    token = read_token(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert token.admits(f"Bearer {file.read_text().strip()}")
    assert read_token(file) == token
    assert read_token(tmp_path / "other") != token


def test_a_token_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "reader"
    read_token(file)
    file.chmod(0o644)
    with pytest.raises(KeyFileError, match="can be used by others"):
        read_token(file)


def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "reader"
    file.write_text("armorer\n")
    file.chmod(0o600)
    with pytest.raises(WiringError, match="32 characters or more"):
        read_token(file)
