"""The analyser: cut sets and stories of the reference scenes, beside SPIN and SCRAM.

Both peers are programs in C and C++ that know nothing of weapons. SPIN searches the
same graph with the cut sets as its assertion, compiled first; SCRAM finds the cut sets
of the graph as a fault tree. What is not installed is left out.
"""

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench import margin
from bench.table import Row
from lastlook.core.policy import Policy
from lastlook.hazard.analysis import analysed
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.exports.open_psa import unrolled_tree
from lastlook.hazard.exports.promela import promela
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.rule_importance import rule_importance
from lastlook.hazard.scene import Scene, Size, scene
from lastlook.policy.library import Library, in_turn, shipped, shipped_names

FOLDER: Final = Path("build")
SEARCHED: Final = ("close-up", "take", "rehearsal")
LARGER: Final = ((Size(2, 6), "<= 5"), (Size(3, 6), "<= 60"))
SPIN_ORDER: Final = 3  # of errors: every order takes SPIN more memory than there is
COMPILE: Final = ("gcc", "-O2", "-w", "-DSAFETY", "-DNOREDUCE", "-o", "pan", "pan.c")


def rows() -> Iterator[Row]:
    """Every figure of the analyser."""
    house = _policy(shipped("house"))
    for name in SEARCHED:
        taken = _timed(partial(_whole, name, house, Size()))
        goal = "<= 1" if name == "close-up" else ""
        yield Row(f"{name}, 1x1, every cut set and every story", taken, "s", None, goal)
    for size, goal in LARGER:
        taken = _timed(partial(_whole, "close-up", house, size))
        yield Row(f"close-up, {size}, the same", taken, "s", None, goal)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row("  memory", used, "MB", None, "<= 500")
    yield from _peers(house)
    stack = _policy(*(shipped(n) for n in shipped_names() if n != "au-nsw"))
    taken = _timed(
        partial(rule_importance, partial(scene, "close-up"), stack, LIVE_ROUND)
    )
    yield Row("every rule and pair, the largest stack", taken, "s", None, "<= 30")
    yield from margin.rows()


def _policy(*texts: str) -> Policy:
    library = Library()
    return library.policy(
        tuple(library.learn(text, "a pack") for text in in_turn(texts))
    )


def _whole(name: str, policy: Policy, size: Size) -> None:
    analysed(scene(name, policy, size), LIVE_ROUND)


def _timed(work: Callable[[], object]) -> float:
    taken = perf_counter()
    work()
    return perf_counter() - taken


def _peers(policy: Policy) -> Iterator[Row]:
    FOLDER.mkdir(exist_ok=True)
    prepared = scene("close-up", policy)
    graph = Graph(prepared, LIVE_ROUND)
    with TemporaryDirectory(dir=FOLDER) as folder:
        if shutil.which("scram"):
            tree = unrolled_tree("Harm", graph, {})
            (Path(folder) / "model.xml").write_bytes(tree)
            floor = _timed(partial(_run, folder, "scram", "-o", "out.xml", "model.xml"))
            ours = _timed(partial(_from_graph, graph))
            yield Row("cut sets of the graph, floor SCRAM", ours, "s", floor)
        if shutil.which("spin") and shutil.which("gcc"):
            found = minimal_cuts(graph.edges, graph.start, HARM, SPIN_ORDER)
            model = promela(graph.edges, graph.start, HARM, found.sets, SPIN_ORDER)
            (Path(folder) / "model.pml").write_text(model, "utf-8")
            floor = _timed(partial(_spun, folder))
            ours = _timed(partial(_to_order, prepared))
            name = f"graph and cut sets to order {SPIN_ORDER}, floor SPIN"
            yield Row(name, ours, "s", floor, "ratio <= 0.5")


def _from_graph(graph: Graph) -> None:
    minimal_cuts(graph.edges, graph.start, HARM)


def _to_order(prepared: Scene) -> None:
    graph = Graph(prepared, LIVE_ROUND)
    minimal_cuts(graph.edges, graph.start, HARM, SPIN_ORDER)


def _spun(folder: str) -> None:
    # It finds side effects in our pieces of C, says so, and writes its program.
    _run(folder, "spin", "-a", "model.pml", check=False)
    _run(folder, *COMPILE)
    _run(folder, "./pan", "-m2000000")


def _run(folder: str, *command: str, check: bool = True) -> None:
    subprocess.run(  # noqa: S603  # our own words
        command, cwd=folder, check=check, capture_output=True
    )
