"""What the documents tell people to type is there to be typed."""

import re
from pathlib import Path

import click
import pytest

from lastlook.cli import main
from tests.tidy.repository import ROOT

DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if "adr" not in path.parts
)
GROUP = next(one for one in vars(main).values() if isinstance(one, click.Group))
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:make|lastlook) [^`]+)`")


def commands(path: Path) -> list[list[str]]:
    """Every command of a document, in words, `$ ` and comments left off."""
    text = path.read_text("utf-8")
    said = INLINE.findall(text)
    for block in BLOCK.findall(text):
        said += [line.removeprefix("$ ") for line in block.splitlines()]
    words = [line.split("#")[0].split() for line in said]
    return [line for line in words if line and line[0] in {"make", "lastlook"}]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_made_can_be_made(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    asked = {words[1] for words in commands(path) if words[0] == "make"}
    assert asked <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_is_run_can_be_run(path: Path) -> None:
    context = click.Context(GROUP)
    for words in commands(path):
        if words[0] != "lastlook":
            continue
        command = GROUP.get_command(context, words[1])
        if isinstance(command, click.Group) and len(words) > 2:
            command = command.get_command(context, words[2])
        assert command is not None, words
        options = {name for one in command.params for name in one.opts}
        asked = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert asked <= options | {"--help"}, words


def test_every_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == set(explained)
