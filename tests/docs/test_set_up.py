"""What the page on setting up tells people to do works, in its order."""

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from lastlook import wiring
from lastlook.cli import main
from lastlook.core.answers import Granted
from lastlook.desk.replay import heard
from tests.tidy.repository import ROOT

TEXT = (ROOT / "docs" / "how-to" / "set-up-a-production.md").read_text("utf-8")
GROUP = next(one for one in vars(main).values() if isinstance(one, click.Group))


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def run(command: str) -> Result:
    assert f"lastlook {command}\n" in TEXT
    return CliRunner().invoke(GROUP, shlex.split(command))


def test_a_production_is_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init film.ledger --production long-road").exit_code == 0
    assert "lastlook say film.ledger < people.txt\n" in TEXT
    said_by = CliRunner().invoke(GROUP, ["say", "film.ledger"], input=block("text"))
    assert said_by.exit_code == 0
    Path("note.csv").write_text(block("csv"), "utf-8")
    assert run("import film.ledger note.csv").exit_code == 0
    with wiring.reading(Path("film.ledger")) as log:
        said = [heard(entry) for entry in log.read()]
    assert {"open", "enrol", "register-place", "register-weapon"} <= {
        asked.act.word for asked, _ in said
    }
    assert all(isinstance(answer, Granted) for _, answer in said)


def test_files_that_are_kept_and_not_kept_are_named() -> None:
    for file in wiring.Files(Path("film.ledger")).all:
        assert file.suffix in TEXT
