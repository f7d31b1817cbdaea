"""The report on paper: everything in it, the same every time, readable by ear."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from msgspec.structs import replace
from pypdf import PdfReader

from lastlook.hazard.assumptions import ASSUMPTIONS, NOT_COVERED
from lastlook.hazard.phrases import barrier_words, event_words
from lastlook.hazard.what_if import Outcome, Question, answered
from lastlook.paper.hazard import hazard_pdf
from tests.hazard.ground import house


@lru_cache
def outcome() -> Outcome:
    return answered(Question("close-up", "live-round", house()))


@lru_cache
def pdf() -> bytes:
    return hazard_pdf(outcome(), "house")


def words(printed: bytes) -> str:
    """What stands on its pages, its line ends as spaces."""
    pages = PdfReader(BytesIO(printed)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def said_of_pictures(printed: bytes) -> list[str]:
    """What each picture is by its alternative text, in reading order."""
    root: Any = PdfReader(BytesIO(printed)).root_object["/StructTreeRoot"]
    todo, found = [root], []
    while todo:
        one = todo.pop().get_object()
        if not hasattr(one, "get"):
            continue
        if one.get("/S") == "/Figure":
            found.append(str(one["/Alt"]))
        kids = one.get("/K", [])
        todo += reversed(kids) if isinstance(kids, list) else [kids]
    return found


def test_it_begins_with_what_is_assumed_and_says_what_is_not_covered() -> None:
    printed = words(pdf())
    at = [printed.index(line) for line in (*ASSUMPTIONS, *NOT_COVERED)]
    assert at == sorted(at)
    assert printed.index(outcome().top) < at[0]
    assert "3 errors can be enough; 2 of any are withstood." in printed
    assert "Rules: house. World: 1x1" in printed


def test_every_way_the_stories_and_the_advice_stand_in_it() -> None:
    printed = words(pdf())
    for pattern in outcome().patterns:
        for one in pattern.passed:
            assert barrier_words(one.barrier) in printed
    for tale in outcome().tales:
        for line in tale.lines:
            assert line.text in printed
            assert line.really in printed
    for barrier in outcome().barriers:
        assert "; ".join(map(event_words, barrier)) in printed


def test_the_same_outcome_is_the_same_bytes() -> None:
    assert hazard_pdf(outcome(), "house") == pdf()


def test_its_pictures_are_told_to_whoever_does_not_see_them() -> None:
    tree, tie = said_of_pictures(pdf())
    assert tree.startswith("Way 1, 3 errors, all of:\n- ")
    assert tree.count("Way ") == len(outcome().patterns)
    assert tie.startswith("Threat: ")
    reader = PdfReader(BytesIO(pdf()))
    about: Any = reader.root_object["/Metadata"]
    assert "pdfuaid:part" in about.get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title == outcome().top


def test_what_nobody_can_bring_about_has_no_ways_and_no_pictures() -> None:
    none = replace(
        outcome(),
        k_errors=None,
        k_people=None,
        k_causes=None,
        cut_sets=0,
        patterns=(),
        barriers=(),
        tales=(),
    )
    printed = hazard_pdf(none, "house")
    assert "No number of the errors listed leads to it." in words(printed)
    assert not said_of_pictures(printed)
    unsure = hazard_pdf(replace(none, complete=False), "house")
    assert "Undetermined." in words(unsure)
    bounded = hazard_pdf(replace(none, complete=False, searched=2), "house")
    assert "errors more than 2 It takes more than 2 errors" in words(bounded)


def test_words_are_words_and_no_typesetters_commands() -> None:
    strange = 'house *and* #panic("no") $x$ <y> `z` \\ @w'
    assert strange in words(hazard_pdf(outcome(), strange))
