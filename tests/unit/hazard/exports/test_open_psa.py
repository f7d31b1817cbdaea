"""Another program finds the same: SCRAM reads the graph, not our cut sets."""

from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.equations import ALWAYS, NEVER, holds, unrolled
from lastlook.hazard.event_importance import assumed, importances, probability
from lastlook.hazard.exports.open_psa import flat, unrolled_tree
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.scene import SCENES, Size, scene
from tests.hazard.ground import reaches
from tests.unit.hazard.test_close_up import house, names
from tests.world.scram import scram

ABOUT = {"program": "lastlook 0", "packs": "house 3 sha256:00", "without": "none"}
BASE = ("close-up", "rehearsal", "take")


@cache
def judged(name: str) -> tuple[Graph, Analysis]:
    prepared = scene(name, house())
    graph = Graph(prepared, LIVE_ROUND)
    return graph, analysed(prepared, LIVE_ROUND, graph=graph, stories=0)


def test_the_scenes_are_among_the_reference_scenes() -> None:
    assert set(BASE) <= set(SCENES)


@pytest.mark.parametrize("name", BASE)
def test_scram_finds_the_same_cut_sets_in_the_graph(name: str, tmp_path: Path) -> None:
    graph, analysis = judged(name)
    found = scram(unrolled_tree("Harm", graph, ABOUT), tmp_path)
    assert found.products == names(analysis)


def test_scram_finds_the_same_where_one_weapon_may_be_taken_for_another(
    tmp_path: Path,
) -> None:
    prepared = scene("close-up", house(), Size(2, 1))
    graph = Graph(prepared, LIVE_ROUND)
    analysis = analysed(prepared, LIVE_ROUND, graph=graph, stories=0)
    assert any(error.of == "mixup" for cut in analysis.cuts for error in cut)
    found = scram(unrolled_tree("Harm", graph, ABOUT), tmp_path)
    assert found.products == names(analysis)
    chance = probability(analysis.cuts, assumed(analysis.cuts))
    assert found.probability == pytest.approx(chance, rel=1e-5)


@pytest.mark.parametrize("name", BASE)
def test_a_cut_set_withheld_is_missed(name: str, tmp_path: Path) -> None:
    _, analysis = judged(name)
    found = scram(flat("Harm", analysis.cuts[1:], ABOUT), tmp_path)
    assert found.products != names(analysis)


@pytest.mark.parametrize("name", BASE)
@pytest.mark.parametrize("how", ["unrolled", "flat"])
def test_scram_has_the_same_probability_and_importance(
    name: str, how: str, tmp_path: Path
) -> None:
    graph, analysis = judged(name)
    text = flat("Harm", analysis.cuts, ABOUT)
    if how == "unrolled":
        text = unrolled_tree("Harm", graph, ABOUT)
    found, of = scram(text, tmp_path), assumed(analysis.cuts)
    assert found.probability == pytest.approx(probability(analysis.cuts, of), rel=1e-5)
    ours = importances(analysis.cuts, of)
    assert {one.error.name for one in ours} == set(found.importance)
    for one in ours:
        theirs = found.importance[one.error.name]
        assert theirs["MIF"] == pytest.approx(one.mif, rel=1e-5)
        assert theirs["CIF"] == pytest.approx(one.cif, rel=1e-5)
        assert theirs["DIF"] == pytest.approx(one.dif, rel=1e-5)
        assert theirs["RAW"] == pytest.approx(one.raw, rel=1e-5)
        assert theirs["RRW"] == pytest.approx(one.rrw or 0.0, rel=1e-5)


@pytest.mark.parametrize("name", ["close-up", "rehearsal"])
def test_the_equations_say_what_a_walk_through_the_graph_says(name: str) -> None:
    graph, _ = judged(name)
    equations, chance = unrolled(graph.edges, graph.start, HARM), Random(7)  # noqa: S311
    bits = [1 << nth for nth in range(len(graph.errors.all))]
    asked = [sum(some) for some in chance.sample(list(combinations(bits, 5)), 60)]
    asked += [chance.getrandbits(len(bits)) for _ in range(60)]
    answers = [holds(equations, permitted) for permitted in asked]
    assert answers == [reaches(graph.edges, graph.start, one) for one in asked]
    assert len(set(answers)) == 2


def test_small_graphs_of_every_shape_have_right_equations() -> None:
    chance = Random(11)  # noqa: S311
    tops = set()
    for _ in range(300):
        edges = [
            [(chance.randrange(6), chance.choice([0, 1, 2, 4, 3])) for _ in range(2)]
            for _ in range(6)
        ]
        edges[HARM] = []
        equations = unrolled(edges, 1, HARM)
        tops.add(min(equations.top, 0))
        for permitted in range(8):
            assert holds(equations, permitted) == reaches(edges, 1, permitted)
    assert tops == {0, ALWAYS, NEVER}


def test_each_gate_uses_earlier_ones_and_only_the_top_is_unused() -> None:
    graph, _ = judged("close-up")
    equations = unrolled(graph.edges, graph.start, HARM)
    used = set()
    for number, gate in enumerate(equations.gates):
        assert all(of < number for _, of in gate.of)
        used |= {of for _, of in gate.of if of >= 0}
    assert used == set(range(len(equations.gates))) - {equations.top}


def test_basic_events_are_private_and_referred_to_by_their_path() -> None:
    graph, analysis = judged("close-up")
    root = ET.fromstring(unrolled_tree("Harm", graph, ABOUT))  # noqa: S314 -- our own
    defined = {
        f"{tree.get('name')}.{task.get('name')}.{event.get('name')}"
        for tree in root.findall("define-fault-tree")
        for task in tree.findall("define-component")
        for event in task.findall("define-basic-event")
    }
    assert {one.get("name") for one in root.iter("basic-event")} == defined
    assert defined >= {error.name for cut in analysis.cuts for error in cut}


def test_what_it_is_of_stands_in_the_models_attributes() -> None:
    graph, analysis = judged("close-up")
    for text in (
        unrolled_tree("Harm", graph, ABOUT),
        flat("Harm", analysis.cuts, ABOUT),
    ):
        label, attributes, *_ = ET.fromstring(text)  # noqa: S314 -- our own
        assert (label.tag, attributes.tag) == ("label", "attributes")
        said = {one.attrib["name"]: one.attrib["value"] for one in attributes}
        assert said == ABOUT


@pytest.mark.parametrize(("cuts", "said"), [([], "false"), ([()], "true")])
def test_what_never_or_always_happens_is_a_constant(
    cuts: list[tuple[()]], said: str
) -> None:
    root = ET.fromstring(flat("Harm", cuts, ABOUT))  # noqa: S314 -- our own
    constant = root.find(".//constant")
    assert constant is not None
    assert constant.get("value") == said
