"""Every format keeps the rules of its own schema; the same analysis is the same."""

import csv
import json
import re
from functools import cache
from io import StringIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from lastlook.cli import exits
from lastlook.cli.hazard import CODES
from lastlook.cli.hazard_rules import rules_of
from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.exports import cut_sets, dot, itf, junit, sarif
from lastlook.hazard.exports.formats import FORMATS, PICTURES, Format
from lastlook.hazard.exports.found import Found
from lastlook.hazard.graph import Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.judged import PROGRAM, JudgedPack
from lastlook.hazard.scene import scene
from lastlook.policy.library import shipped
from lastlook.policy.read import read_pack
from tests.unit.hazard.test_close_up import house

JUDGED = rules_of(("house",)).without("box-not-proved").without("same-test-twice")
ALL = {**FORMATS, **PICTURES}
OTHERS = {"performer", "supplier"}
LEVELS = {"none", "note", "warning", "error"}
KINDS = {"pass", "open", "informational", "notApplicable", "review", "fail"}
DOT_STRING = r'"(?:[^"\\]|\\.)*"'
DOT_LINE = re.compile(
    rf"  {DOT_STRING}( -> {DOT_STRING})?( \[\w+={DOT_STRING}(, shape=\w+)?\])?;"
)


@cache
def made(most: int | None = None) -> tuple[Analysis, Graph]:
    prepared = scene("rehearsal", house())
    graph = Graph(prepared, LIVE_ROUND)
    return analysed(prepared, LIVE_ROUND, most=most, graph=graph), graph


def found(at_least: int, most: int | None = None) -> Found:
    return Found(*made(most), JUDGED, at_least)


def files(of: Format, asked: Found) -> list[bytes]:
    made = of.make(asked)
    return [made] if isinstance(made, bytes) else list(made)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_analysis_is_the_same_bytes(name: str) -> None:
    assert files(FORMATS[name], found(3)) == files(FORMATS[name], found(3))


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("most", [None, 3])
def test_every_file_says_of_which_packs_and_which_question_it_is(
    name: str, most: int | None
) -> None:
    [pack] = JUDGED.packs
    shipped_ = read_pack(shipped("house"), "house")
    assert pack == JudgedPack("house", shipped_.version, shipped_.digest)
    asked = found(3, most)
    for content in files(ALL[name], asked):
        said = content.decode()
        for line in (
            PROGRAM,
            "rehearsal",
            "live-round",
            "1x1",
            pack.sha256,
            "at most 3" if most else "every order",
            "box-not-proved",
            "same-test-twice",
        ):
            assert line in said


def test_what_is_asked_again_says_nothing_of_when() -> None:
    assert found(3).about == {
        "program": PROGRAM,
        "scene": "rehearsal",
        "top_event": "live-round",
        "world": "1x1",
        "orders": "every order",
        "packs": str(JUDGED.packs[0]),
        "without": "box-not-proved, same-test-twice",
    }
    plain = rules_of(("house",))
    assert plain.about(made()[0])["without"] == "none"


@pytest.mark.parametrize("name", ALL)
def test_a_file_is_known_by_its_format_and_by_no_other(name: str) -> None:
    for content in files(ALL[name], found(3)):
        alike = {other for other, of in ALL.items() if of.known(content)}
        assert alike == ({"open-psa", "open-psa-flat"} if "psa" in name else {name})
    assert not ALL[name].known(b"SQLite format 3\x00")


def results(asked: Found) -> list[dict[str, Any]]:
    log = json.loads(sarif.log(asked))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["kind"] in KINDS
        assert result["level"] in LEVELS
        assert (result["level"] == "none") == (result["kind"] != "fail")
    return list(run["results"])


def test_a_verdict_in_sarif_passes_where_enough_errors_are_needed() -> None:
    (verdict,) = results(found(3))
    assert verdict["kind"] == "pass"


def test_a_verdict_in_sarif_fails_with_each_small_cut_set_and_its_story() -> None:
    verdict, *small = results(found(4))
    assert verdict["kind"] == "fail"
    cuts = [cut for cut in made()[0].cuts if len(cut) < 4]
    assert len(small) == len(cuts) > 0
    assert len({one["partialFingerprints"]["cutSet/v1"] for one in small}) == len(cuts)
    for one in small:
        ((flow,),) = [[one["codeFlows"][0]["threadFlows"][0]]]
        assert all(step["location"]["message"]["text"] for step in flow["locations"])
        assert {s["importance"] for s in flow["locations"]} <= {
            "important",
            "essential",
        }


def test_what_was_not_looked_for_is_open_in_sarif_and_an_error_in_junit() -> None:
    (verdict,) = results(found(4, most=2))
    assert verdict["kind"] == "open"
    root = ET.fromstring(junit.report(found(4, most=2)))  # noqa: S314 -- our own
    assert root.get("errors") == "1"
    assert root.find(".//error") is not None


@pytest.mark.parametrize(("at_least", "failures"), [(3, 0), (4, 1)])
def test_junit_counts_its_cases_and_failures(at_least: int, failures: int) -> None:
    root = ET.fromstring(junit.report(found(at_least)))  # noqa: S314 -- our own
    assert root.tag == "testsuites"
    (suite,) = root.findall("testsuite")
    cases = suite.findall("testcase")
    failed = suite.findall("testcase/failure")
    not_shot = made()[0].acts is None
    for one in (root, suite):
        assert one.get("tests") == str(len(cases)) == "2"
        assert one.get("failures") == str(len(failed)) == str(failures + not_shot)
        assert one.get("errors") == "0"
    assert all(case.get("name") and case.get("classname") for case in cases)


def test_what_refuses_everything_does_not_pass() -> None:
    analysis, graph = made()
    never = Found(replace(analysis, acts=None), graph, JUDGED, 2)
    (verdict,) = results(never)
    assert verdict["kind"] == "fail"
    assert "cannot be shot" in verdict["message"]["text"]
    assert CODES[never.verdict] == exits.DOES_NOT_HOLD
    root = ET.fromstring(junit.report(never))  # noqa: S314 -- our own
    assert [one.get("message") for one in root.iter("failure")] == [never.shot]


def test_a_trace_of_itf_has_its_variables_in_each_state() -> None:
    traces = itf.traces(found(3))
    assert len(traces) == len(made()[0].stories)
    for text, told in zip(traces, made()[0].stories, strict=True):
        trace = json.loads(text)
        assert set(trace["#meta"]["varTypes"]) == set(trace["vars"])
        assert len(trace["states"]) == len(told.steps)
        for nth, state in enumerate(trace["states"]):
            assert set(state) == {"#meta", *trace["vars"]}
            assert state["#meta"] == {"index": nth}
            assert state["step"] == {"#bigint": str(nth + 1)}
            assert set(state["errors"]) == {"#set"}
            assert all(isinstance(one, str) for one in state["errors"]["#set"])


def test_csv_has_a_row_for_each_cut_set_with_its_events() -> None:
    text = cut_sets.rows(found(3)).decode()
    assert text.count("\r\n") == len(made()[0].cuts) + 1
    header, *rows = csv.reader(StringIO(text, newline=""))
    assert tuple(header) == (*cut_sets.COLUMNS, *found(3).about)
    for row, cut in zip(rows, made()[0].cuts, strict=True):
        assert row[3].split(" ") == [error.name for error in cut]
        assert int(row[1]) == len(cut)
        assert int(row[2]) == len(row[4].split(" "))
        assert set(row[4].split(" ")) <= {"armorer", "crew", "first-ad", *OTHERS}


def test_csv_of_events_has_every_event_of_some_cut_set() -> None:
    header, *rows = csv.reader(StringIO(cut_sets.event_rows(found(3)).decode()))
    assert tuple(header) == (*cut_sets.EVENT_COLUMNS, *found(3).about)
    events = {error.name for cut in made()[0].cuts for error in cut}
    assert {row[0] for row in rows} == events
    mifs = [float(row[2]) for row in rows]
    assert mifs == sorted(mifs, reverse=True)


@pytest.mark.parametrize("of", [dot.tree, dot.graph])
def test_dot_is_one_graph_of_quoted_names(of: Any) -> None:
    text = of(found(3)).decode()
    assert re.match(r"digraph \w+ \{\n", text)
    assert text.endswith("\n}\n")
    body = text.split("{\n", 1)[1].removesuffix("}\n")
    *about, body = body.split("  // ", len(found(3).about))
    first, body = body.split("\n", 1)
    said = dict(line.rstrip().split(": ", 1) for line in (*about[1:], first))
    assert said == found(3).about
    assert DOT_LINE.sub("", body).strip() == ""
    assert body.count(";\n") == len(DOT_LINE.findall(body))


def test_a_quote_and_a_backslash_in_dot_are_escaped() -> None:
    assert dot.quoted('a "b" \\') == '"a \\"b\\" \\\\"'


def test_the_fault_tree_in_dot_has_each_basic_event_once() -> None:
    text = dot.tree(found(3)).decode()
    for error in {error for cut in made()[0].cuts for error in cut}:
        assert text.count(f'  "{error.name}" [') == 1
