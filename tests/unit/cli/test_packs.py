"""`lastlook packs`: what is said of packs, and of one that cannot be read."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lastlook.cli.main import main
from lastlook.policy.library import shipped, shipped_names
from tests.world.packs import SECOND


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["packs", *words])


@pytest.fixture(name="second")
def of_format_2(tmp_path: Path) -> str:
    """The file of a pack of format 2."""
    pack = tmp_path / "second.toml"
    pack.write_text(SECOND)
    return str(pack)


def test_the_shipped_packs_are_listed_with_where_they_hold_and_how_far_read() -> None:
    lines = run("list").output.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [head.split()[0] for head in heads] == list(shipped_names())
    at = next(n for n, line in enumerate(lines) if line.startswith("us-ca 1  "))
    assert lines[at + 1].startswith("  California")
    assert lines[at + 2].startswith("  20 rules: verified ")
    assert lines[at + 3].endswith(" …")
    assert all(len(line) <= 80 for line in lines)


def test_a_pack_is_shown_as_it_is() -> None:
    assert run("show", "house").output == shipped("house")


def test_a_pack_is_shown_in_short(second: str) -> None:
    told = run("show", second, "--summary").output
    assert told.startswith("second 7 of 2026-11-23: A pack of format 2\n")
    assert "SECOND-2  meeting-too-old, warn (not read)" in told


def test_packs_that_go_together_are_said_to(second: str) -> None:
    told = run("check", "house", second)
    assert told.exit_code == 0
    assert told.output.endswith("rules, and they go together.\n")


def test_a_pack_that_cannot_be_read_is_told_by_file_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "county.toml"
    pack.write_text('id = "county"\nfoo = 1\n')
    told = run("check", str(pack))
    assert told.exit_code == 3
    assert f"{pack}:2: unknown key `foo`." in told.output


def test_packs_that_clash_are_told_why(second: str) -> None:
    told = run("check", second)
    assert told.exit_code == 3
    assert "No pack says who handles weapons." in told.output


def test_without_a_pack_every_shipped_one_is_checked_on_house_and_with_all() -> None:
    told = run("check")
    assert told.exit_code == 0
    on_house = [line for line in told.output.splitlines() if " on house 2: " in line]
    assert [line.split()[0] for line in on_house] == list(shipped_names())
    assert told.output.endswith("rules, and they go together.\n")


def test_a_rule_is_explained_in_every_shipped_pack() -> None:
    told = run("explain", "hand-over-by-handler").output
    assert "Cal. Lab. Code" in told
    assert "What to do: " in told
    assert "asked by house 2" in told
    assert "asked by us-ca 1" in told


def test_a_rule_is_explained_in_the_packs_that_are_named(second: str) -> None:
    told = run("explain", "live-round", "--pack", "house", "--pack", second).output
    assert told.count("asked by ") == 2
    assert "SECOND-1 (live-round, C14), stop, asked by second 7" in told


@pytest.mark.parametrize("word", ["USCA-9153a2", "usca-9153a2.1", "C05"])
def test_a_rule_is_explained_by_its_number_or_its_control(word: str) -> None:
    assert "USCA-9153a2.1 (hand-over-by-handler, C05), stop" in (
        run("explain", word).output
    )


def test_a_rule_that_is_none_is_told_the_nearest() -> None:
    told = run("explain", "clearance-lapse")
    assert told.exit_code == 2
    assert "Did you mean clearance-lapsed?" in told.output


def test_packs_that_differ_are_told_how(second: str) -> None:
    told = run("diff", "house", second)
    assert told.exit_code == 1
    assert "Only house 2 asks for\n" in told.output
    assert "  look_ms: " in told.output


def test_packs_that_ask_for_the_same_are_said_to() -> None:
    told = run("diff", "us-ca", "us-ca")
    assert (told.exit_code, told.output) == (0, "us-ca and us-ca ask for the same.\n")
