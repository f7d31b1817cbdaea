"""Fault tree and bow-tie: what is drawn is what is said."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from lastlook.hazard.errors import Error
from lastlook.hazard.patterns import patterns
from lastlook.hazard.phrases import barrier_words, events_words
from lastlook.hazard.pictures import bow_tie, fault_tree, outline
from tests.unit.hazard.test_close_up import close_up

SVG = "{http://www.w3.org/2000/svg}"
PATTERNS = patterns(close_up().cuts)
Drawn = Callable[..., str]


def read(drawn: Drawn) -> ET.Element:
    return ET.fromstring(drawn("A live <round>", PATTERNS))  # noqa: S314 -- ours


@pytest.mark.parametrize("drawn", [fault_tree, bow_tie])
def test_every_box_is_reached_by_keyboard_and_says_what_it_is(drawn: Drawn) -> None:
    for group in read(drawn).iter(f"{SVG}g"):
        assert group.get("tabindex") == "0"
        assert group.get("aria-label")


@pytest.mark.parametrize("drawn", [fault_tree, bow_tie])
def test_nothing_is_drawn_outside_the_picture_or_out_of_its_box(drawn: Drawn) -> None:
    root = read(drawn)
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    for group in root.iter(f"{SVG}g"):
        for rect in group.iter(f"{SVG}rect"):
            left, top, width, height = (
                float(rect.attrib[name]) for name in ("x", "y", "width", "height")
            )
            assert 0 <= left <= left + width <= wide
            assert 0 <= top <= top + height <= high
            for text in group.iter(f"{SVG}text"):
                assert top < float(text.attrib["y"]) < top + height


def test_the_fault_tree_has_a_box_for_each_barrier_of_each_pattern() -> None:
    labels = [
        group.get("aria-label") or "" for group in read(fault_tree).iter(f"{SVG}g")
    ]
    for pattern in PATTERNS:
        for one in pattern.passed:
            begins = f"{barrier_words(one.barrier)}; passed by: "
            assert any(
                label.startswith(begins) and events_words(one.ways[-1]) in label
                for label in labels
            )
    assert len(labels) == 1 + sum(1 + len(one.passed) for one in PATTERNS)


def test_the_outline_is_the_pictures_description() -> None:
    described = read(fault_tree).findtext(f"{SVG}desc")
    assert described == "\n".join(outline(PATTERNS))


def test_every_way_in_is_a_threat_of_the_bow_tie() -> None:
    labels = {group.get("aria-label") for group in read(bow_tie).iter(f"{SVG}g")}
    ways = {
        w
        for p in PATTERNS
        for one in p.passed
        for w in one.ways
        if one.barrier == "entry"
    }
    assert {f"Threat: {events_words(way)}" for way in ways} <= labels
    assert "Harm: A live <round>" in labels


def test_no_style_and_no_script_so_that_it_may_stand_in_any_page() -> None:
    names = {element.tag for element in read(fault_tree).iter()}
    assert not names & {f"{SVG}style", f"{SVG}script"}
    assert "style=" not in fault_tree("x", PATTERNS)


def test_without_cut_sets_there_is_still_a_picture() -> None:
    for drawn in (fault_tree, bow_tie):
        assert ET.fromstring(drawn("x", ())).tag == f"{SVG}svg"  # noqa: S314


def test_people_are_called_as_whoever_asks_calls_them() -> None:
    one = patterns([(Error("untrue", "look", "p-1"),)])
    assert "Nadia looks into the" in fault_tree("x", one, lambda _: "Nadia")
