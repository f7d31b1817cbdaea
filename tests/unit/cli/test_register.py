"""`lastlook register`, on the ledger of an ordinary day."""

import csv
import io
from pathlib import Path

import pytest

from lastlook.cli.register import COLUMNS
from tests.world.levels import STORIES
from tests.world.typed import run


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "day.ledger"
    story = STORIES / "an-ordinary-good-day.story"
    assert run("play", story, "--into", path).exit_code == 0
    return path


def test_it_says_who_had_each_weapon_and_when_it_was_out(ledger: Path) -> None:
    asked = run("register", ledger)
    assert asked.exit_code == 0
    assert "colt-1: firearm, single-action-revolver" in asked.output
    assert "serial SA-1873" in asked.output
    rows = [line.split() for line in asked.output.splitlines()]
    day = "2024-05-06T"
    assert ["actor", f"{day}08:08", f"{day}08:14", "accept"] in rows
    assert [f"{day}13:01", f"{day}13:14", "take-out"] in rows


def test_as_csv_every_period_is_a_row(ledger: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("register", ledger, "--csv").output)))
    assert tuple(rows[0]) == COLUMNS
    assert {row["what"] for row in rows} == {"had", "out"}
    assert all(row["person"] for row in rows if row["what"] == "had")
    assert all(row["to"] for row in rows)


def test_without_a_weapon_there_is_nothing_to_print(tmp_path: Path) -> None:
    path = tmp_path / "new.ledger"
    run("init", path, "--production", "long-road")
    assert "No weapon is registered yet." in run("register", path).output
