"""`lastlook person` and `forget`: what is kept of a person, and erased."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lastlook import wiring
from lastlook.cli import exits
from lastlook.cli.main import main
from lastlook.desk.people import Details, pin_fits


@pytest.fixture
def production(tmp_path: Path) -> Path:
    path = tmp_path / "film.ledger"
    asked = CliRunner().invoke(main, ["init", str(path), "--production", "long-road"])
    assert asked.exit_code == 0
    return path


def person(path: Path, *words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["person", str(path), "actor", *words], input=typed)


def forget(path: Path) -> Result:
    return CliRunner().invoke(main, ["forget", str(path), "actor"])


def test_a_name_is_kept_beside_the_ledger_and_not_in_it(production: Path) -> None:
    asked = person(production, "--name", "Somebody Else", "--contact", "stage door")
    assert asked.exit_code == exits.HOLDS
    with wiring.people_of(production) as people:
        assert people.details("actor") == Details("Somebody Else", "stage door")
        opening = people.opening("actor")
    assert opening is not None
    assert f"details={opening.commitment}" in asked.output
    assert b"Somebody Else" not in production.read_bytes()


def test_a_pin_is_asked_for_twice_and_kept_as_its_hash(production: Path) -> None:
    asked = person(production, "--pin", typed="2468\n2468\n")
    assert "actor has a PIN." in asked.output
    assert "2468" not in asked.output
    with wiring.people_of(production) as people:
        hashed = people.pin_of("actor")
    assert hashed is not None
    assert pin_fits(hashed, "2468")


def test_what_is_no_pin_is_not_kept(production: Path) -> None:
    asked = person(production, "--pin", typed="12\n12\n")
    assert asked.exit_code == exits.USAGE
    assert "A PIN has 4 to 12 digits." in asked.output
    with wiring.people_of(production) as people:
        assert people.pin_of("actor") is None


def test_what_is_erased_is_gone(production: Path) -> None:
    person(production, "--name", "Somebody Else")
    assert forget(production).output == "actor: erased.\n"
    with wiring.people_of(production) as people:
        assert people.details("actor") is None
    assert forget(production).output == "actor: nothing was kept.\n"


def test_saying_nothing_to_keep_is_told(production: Path) -> None:
    assert person(production).exit_code == exits.USAGE
