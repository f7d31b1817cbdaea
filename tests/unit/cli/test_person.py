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


@pytest.mark.parametrize("option", ["--name", "--contact"])
@pytest.mark.parametrize("text", ["A\nB", "A\x1b[2J", "A\u202eB", "A" * 201])
def test_what_would_show_as_another_name_is_not_kept(
    production: Path, option: str, text: str
) -> None:
    asked = person(production, "--name", "Somebody", option, text)
    assert asked.exit_code == exits.USAGE
    assert "one line of at most 200 characters that can be seen" in asked.output
    with wiring.people_of(production) as people:
        assert people.details("actor") is None


def test_a_name_is_kept_in_every_script(production: Path) -> None:
    for name in ("Zo\u00eb", "\u0645\u06cc\u200c\u0631\u0627", "\u5c0f\u660e"):
        assert person(production, "--name", name).exit_code == exits.HOLDS
        with wiring.people_of(production) as people:
            assert people.details("actor") == Details(name)


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


def enrol(path: Path) -> None:
    line = "enrols actor roles=performer"
    asked = CliRunner().invoke(main, ["say", str(path), line])
    assert asked.exit_code == exits.HOLDS, asked.output


def files_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_what_is_erased_is_gone_from_every_file_and_that_it_was_is_on_record(
    production: Path,
) -> None:
    enrol(production)
    person(production, "--name", "Somebody Else", "--contact", "stage door")
    person(production, "--pin", typed="2468\n2468\n")
    with wiring.people_of(production) as people:
        hashed = people.pin_of("actor")
    assert hashed is not None
    assert hashed.encode() in files_of(production)
    asked = forget(production)
    assert (asked.exit_code, asked.output) == (
        exits.HOLDS,
        f"1 act is in {production}, as office's.\n",
    )
    for gone in ("Somebody Else", "stage door", hashed):
        assert gone.encode() not in files_of(production)
    erased = wiring.state_of(production).people["actor"].erased
    assert erased is not None
    assert (erased.n, erased.by) == (2, "office")
    again = forget(production)
    assert again.output == "actor: nothing was kept; the record has it in entry 2.\n"


def test_what_was_erased_is_not_entered_again(production: Path) -> None:
    enrol(production)
    forget(production)
    asked = person(production, "--name", "Somebody Else")
    assert asked.exit_code == exits.USAGE
    assert "were erased in entry 2" in asked.output
    assert b"Somebody Else" not in files_of(production)


def test_whoever_may_not_erase_it_erases_nothing(production: Path) -> None:
    enrol(production)
    person(production, "--name", "Somebody Else")
    line = "enrols camera roles=camera"
    CliRunner().invoke(main, ["say", str(production), line])
    words = ["forget", str(production), "actor", "--as", "camera"]
    asked = CliRunner().invoke(main, words)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert b"Somebody Else" in files_of(production)


def test_of_somebody_who_was_never_enrolled_nothing_is_recorded(
    production: Path,
) -> None:
    person(production, "--name", "Somebody Else")
    size = wiring.state_of(production).n
    assert "actor: erased. Nobody of this id is enrolled" in forget(production).output
    assert "actor: nothing was kept." in forget(production).output
    assert b"Somebody Else" not in files_of(production)
    assert wiring.state_of(production).n == size


def test_saying_nothing_to_keep_is_told(production: Path) -> None:
    assert person(production).exit_code == exits.USAGE
