"""The shape of the repository, as STYLE.md has it. Each failure quotes its heading."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath
from typing import get_args

import pytest

from lastlook.core.acts import AnyAct, kebab
from lastlook.core.answers import Granted, Refused
from lastlook.core.events import AnyEvent
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal
from lastlook.stories import CorePlayer, Played, play
from lastlook.stories.story import Said
from tests.tidy import code, documents, repository
from tests.tidy.repository import ROOT, is_text, text, tracked
from tests.world.levels import STORIES, rules, story

TOLD = "Everything is told in a story"
OURS = frozenset({"src", "bench", "docs", "frontend"})
FILES = tracked()
PRODUCT = [path for path in FILES if path.parts[0] in OURS]
TESTS = [path for path in FILES if path.parts[0] == "tests" and path.suffix == ".py"]
DOCUMENTS = [path for path in FILES if path.suffix == ".md"]
# These checkers spell out what they look for.
TEXTS = [
    path for path in FILES if path.parts[:2] != ("tests", "tidy") and is_text(path)
]


def none(findings: Iterable[str]) -> None:
    """Fail with every finding on a line of its own."""
    found = list(findings)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "path",
    [path for path in PRODUCT if path.suffix in {".py", ".ts", ".html"}],
    ids=str,
)
def test_the_shape_of_the_code(path: PurePosixPath) -> None:
    none(code.found(path, text(path)))


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_the_size_of_test_files(path: PurePosixPath) -> None:
    none(code.lines(path, text(path), code.TEST_MAX))


def test_nothing_is_left_half_done() -> None:
    none(found for path in TEXTS for found in code.marks(path, text(path)))


def test_no_module_is_dead() -> None:
    none(repository.dead(repository.modules(), repository.ENTRIES))


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_documents_have_one_title(path: PurePosixPath) -> None:
    none(documents.titles(str(path), text(path)))


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_links_lead_somewhere(path: PurePosixPath) -> None:
    none(documents.links(ROOT / path, text(path), ROOT))


def test_no_machine_is_named() -> None:
    none(f for path in TEXTS for f in documents.machines(str(path), text(path)))


def test_every_heading_that_is_quoted_is_there() -> None:
    style = text(PurePosixPath("STYLE.md"))
    there = set(re.findall(r"^#{2,3} (.+)$", style, re.MULTILINE))
    quoted = {*code.HEADINGS, *documents.HEADINGS, *repository.HEADINGS, TOLD}
    assert quoted <= there


# --- every act, every reason, every event is told ----------------------------


@cache
def played() -> tuple[Played, ...]:
    found = sorted(path.stem for path in STORIES.glob("*.story"))
    return tuple(play(story(name), CorePlayer(rules), rules) for name in found)


def answers() -> Iterable[tuple[Said, object]]:
    for one in played():
        for turn in one.turns:
            if isinstance(turn.line, Said):
                yield turn.line, turn.answer


def kinds(*catalogues: object) -> set[str]:
    return {kebab(kind.__name__) for union in catalogues for kind in get_args(union)}


def untold(words: set[str]) -> str:
    return f"in no story: {', '.join(sorted(words))}. (STYLE.md, “{TOLD}”)"


def test_every_act_is_told() -> None:
    missing = kinds(AnyAct) - {line.act.word for line, _ in answers()}
    assert not missing, untold(missing)


def test_every_event_is_told() -> None:
    told = {
        kebab(type(event).__name__)
        for _, answer in answers()
        if isinstance(answer, Granted)
        for event in answer.events
    }
    missing = kinds(AnyEvent) - told
    assert not missing, untold(missing)


def test_every_reason_is_told() -> None:
    told: set[str] = set()
    for _, answer in answers():
        if isinstance(answer, Granted | Refused):
            told |= {remark.code for remark in answer.remarks}
        if isinstance(answer, Refused):
            told |= set(answer.codes)
    missing = kinds(AnyRefusal, AnyImpossibility) - told
    assert not missing, untold(missing)
