"""A story that stands in a document plays, with the answers that stand there."""

import re
from pathlib import Path

import pytest

from lastlook.policy.library import shipped
from lastlook.stories import CorePlayer, play, read
from tests.tidy.repository import ROOT
from tests.world.levels import STORIES, rules

BLOCK = re.compile(r"^```story\n(.*?)^```", re.MULTILINE | re.DOTALL)
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TELLING = [path for path in DOCUMENTS if BLOCK.search(path.read_text("utf-8"))]


def used(name: str) -> str | None:
    path = STORIES / f"{name}.story"
    return path.read_text("utf-8") if path.exists() else None


def test_some_documents_tell_stories() -> None:
    assert TELLING


@pytest.mark.parametrize("path", TELLING, ids=lambda path: path.stem)
def test_the_blocks_of_a_document_are_one_story_that_plays(path: Path) -> None:
    told = "\n".join(BLOCK.findall(path.read_text("utf-8")))
    story = read(told, path.name, use=used, pack=shipped)
    played = play(story, CorePlayer(rules), rules)
    assert not played.mismatches, "\n".join(map(str, played.mismatches))
