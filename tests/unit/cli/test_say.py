"""`lastlook say`: acts in the words of a story, all of them or none."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lastlook import wiring
from lastlook.cli import exits
from lastlook.cli.main import main
from lastlook.cli.say import read_lines
from lastlook.core.acts import AssignDuty, Enrol
from lastlook.stories.faults import StoryError

NOON = 1_714_996_800_000  # 2024-05-06 12:00 UTC


@pytest.fixture
def production(tmp_path: Path) -> Path:
    path = tmp_path / "film.ledger"
    asked = CliRunner().invoke(main, ["init", str(path), "--production", "long-road"])
    assert asked.exit_code == 0
    return path


def say(path: Path, *lines: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["say", str(path), *lines], input=typed)


def size(path: Path) -> int:
    with wiring.reading(path) as log:
        return log.size


def test_lines_are_acts_of_one_person_now() -> None:
    lines = ["# who", "enrols armorer roles=armorer", ""]
    (wish,) = read_lines(lines, "office", NOON)
    assert wish.kind is Enrol
    assert wish.fields["person"] == "armorer"
    assert wish.where == "line 2, enrols armorer roles=armorer"


def test_a_clock_time_is_todays() -> None:
    line = "assigns armorer duty=weapons starts-at=06:00 ends-at=2024-05-07T06:00"
    (wish,) = read_lines([line], "office", NOON)
    assert wish.kind is AssignDuty
    assert wish.fields["starts_at"] == NOON - 6 * 3_600_000
    assert wish.fields["ends_at"] == NOON + 18 * 3_600_000


def test_a_fault_is_named_by_the_given_line_and_column() -> None:
    with pytest.raises(StoryError) as raised:
        list(read_lines(["stops", "enrols x roles=armourer"], "office", NOON))
    (fault,) = raised.value.faults
    assert (fault.spot.line, fault.column) == (2, 10)
    assert "armorer" in fault.remedy


def test_what_is_said_is_on_record(production: Path) -> None:
    asked = say(production, "enrols armorer roles=armorer", "stops")
    assert asked.exit_code == exits.HOLDS
    assert "2 acts are in" in asked.output
    assert size(production) == 3


def test_lines_are_read_from_the_standard_input(production: Path) -> None:
    asked = say(production, typed="# remark\n\nstops\n")
    assert asked.exit_code == exits.HOLDS
    assert "1 act is in" in asked.output


def test_where_one_would_be_refused_nothing_is_recorded(production: Path) -> None:
    asked = say(production, "enrols armorer roles=armorer", "takes-out colt-1")
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "line 2, takes-out colt-1:" in asked.output
    assert "There is no weapon colt-1" in asked.output
    assert "Nothing was recorded." in asked.output
    assert size(production) == 1


def test_a_later_line_stands_on_the_earlier_ones(production: Path) -> None:
    lines = (
        "registers-place safe-1 kind=safe locks=yes",
        "registers-place safe-1 kind=safe",
    )
    asked = say(production, *lines)
    assert "There is a place safe-1 already." in asked.output
    assert size(production) == 1


def test_a_typo_is_told_and_nothing_is_recorded(production: Path) -> None:
    asked = say(production, "enrolls armorer roles=armorer")
    assert asked.exit_code == exits.UNREADABLE
    assert 'Did you mean "enrols"?' in asked.output
    assert size(production) == 1


def test_nothing_to_say_is_said_to_be_nothing(production: Path) -> None:
    asked = say(production, typed="")
    assert asked.exit_code == exits.USAGE
    assert "There is no line." in asked.output


def test_a_pack_is_adopted_from_its_file(
    production: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(production.parent)
    Path("county.toml").write_text(
        'id = "county"\nname = "County"\nversion = "1"\ndate = 2026-11-23\n'
        'purpose = "Looks that last half as long."\n'
        "[limits]\nclearance_ms = 300_000\n"
    )
    assert say(production, "adopts county.toml").exit_code == exits.HOLDS
    assert size(production) == 2
    asked = say(production, "adopts nowhere.toml")
    assert asked.exit_code == exits.UNREADABLE
    assert "nowhere.toml" in asked.output
