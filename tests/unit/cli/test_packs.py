"""`lastlook packs`: what is said of packs, and of one that cannot be read."""

from pathlib import Path

from click.testing import CliRunner, Result

from lastlook.cli.main import main
from lastlook.policy.library import shipped


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["packs", *words])


def test_the_shipped_packs_are_listed_with_their_version() -> None:
    assert run("list").output.startswith("house  version 1, ")


def test_a_pack_is_shown_as_it_is() -> None:
    assert run("show", "house").output == shipped("house")


def test_packs_that_go_together_are_said_to() -> None:
    told = run("check", "house")
    assert told.exit_code == 0
    assert told.output.endswith("rules, and they go together.\n")


def test_a_pack_that_cannot_be_read_is_told_by_file_and_line(tmp_path: Path) -> None:
    pack = tmp_path / "county.toml"
    pack.write_text('id = "county"\nfoo = 1\n')
    told = run("check", str(pack))
    assert told.exit_code == 3
    assert f"{pack}:2: unknown key `foo`." in told.output


def test_a_rule_is_explained_with_its_source_and_remedy() -> None:
    told = run("explain", "hand-over-by-handler").output
    assert "Cal. Lab. Code" in told
    assert "What to do: " in told


def test_a_rule_that_is_none_is_told_the_nearest() -> None:
    told = run("explain", "clearance-lapse")
    assert told.exit_code == 2
    assert "Did you mean clearance-lapsed?" in told.output
