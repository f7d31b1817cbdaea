"""What the pages on packs show can be read, and what they stack goes together."""

import re
import shlex
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner

from lastlook.cli import main
from lastlook.policy.library import Library, shipped, shipped_names
from tests.tidy.repository import ROOT
from tests.world.levels import STORIES

WRITING: Final = (ROOT / "docs" / "how-to" / "write-a-pack.md").read_text("utf-8")
WHICH: Final = (ROOT / "docs" / "explanation" / "which-pack.md").read_text("utf-8")
GROUP: Final = next(one for one in vars(main).values() if isinstance(one, click.Group))
STACKS: Final = [
    tuple(re.findall(r"`([a-z-]+)`", packs))
    for packs in re.findall(r"^\| .+ \| (`house`|`.+ `house`) \|$", WHICH, re.MULTILINE)
]


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", WRITING, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture(name="campus")
def written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("campus.toml").write_text(block("toml"), "utf-8")
    Path("not-told.story").write_text(block("text"), "utf-8")
    ready = (STORIES / "a-set-is-ready.story").read_text("utf-8")
    Path("a-set-is-ready.story").write_text(ready, "utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", WRITING, re.MULTILINE | re.DOTALL)
    return [line.removeprefix("lastlook ") for b in blocks for line in b.splitlines()]


@pytest.mark.usefixtures("campus")
@pytest.mark.parametrize("command", commands())
def test_the_pack_of_the_page_is_read_played_and_adopted(
    command: str,
) -> None:
    answer = CliRunner().invoke(GROUP, shlex.split(command))

    assert answer.exit_code == 0, answer.output


@pytest.mark.usefixtures("campus")
def test_what_the_page_explains_is_its_own_rule() -> None:
    explain = next(line for line in commands() if " explain " in line)

    assert "CAMPUS-4" in CliRunner().invoke(GROUP, shlex.split(explain)).output


@pytest.mark.parametrize("names", STACKS, ids="+".join)
def test_the_stacks_of_the_table_go_together(names: tuple[str, ...]) -> None:
    library = Library()

    digests = tuple(library.learn(shipped(one), one) for one in names)

    assert library.policy(digests).rules


def test_every_pack_stands_in_the_table_and_has_its_limits_told() -> None:
    assert {name for names in STACKS for name in names} == set(shipped_names())
    assert set(re.findall(r"^### ([a-z-]+)$", WHICH, re.MULTILINE)) == set(
        shipped_names()
    )
