"""Graphviz DOT: the fault tree by patterns, and the labelled graph.

1. The tree has the top event, its patterns, of each the barriers passed, and of each
   barrier the ways to pass it.
2. The graph is the quotient that is searched: states from which the same errors lead to
   the same are one node. The harm is a double circle.
3. Every name is quoted, as DOT has it: `"` and the backslash are escaped.
4. What it is of stands in comments at the top.
"""

from collections.abc import Iterator
from typing import Final

from lastlook.hazard.cuts import quotient
from lastlook.hazard.exports.found import Found
from lastlook.hazard.graph import HARM
from lastlook.hazard.patterns import patterns
from lastlook.hazard.phrases import barrier_words

OR_SHAPE: Final = "invhouse"
AND_SHAPE: Final = "house"
TREE: Final = "fault_tree"
GRAPH: Final = "labelled_graph"  # `graph` alone is a word of the language
TREE_BEGINS: Final = f"digraph {TREE} {{".encode()
GRAPH_BEGINS: Final = f"digraph {GRAPH} {{".encode()


def tree(found: Found) -> bytes:
    """(1) The fault tree."""
    return _digraph(TREE, found, _tree(found))


def graph(found: Found) -> bytes:
    """(2) The labelled graph."""
    return _digraph(GRAPH, found, _graph(found))


def quoted(text: str) -> str:
    """(3) A DOT string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _digraph(name: str, found: Found, lines: Iterator[str]) -> bytes:
    about = (f"  // {key}: {value}" for key, value in found.about.items())
    return "\n".join((f"digraph {name} {{", *about, *lines, "}", "")).encode()


def _node(name: str, label: str, shape: str) -> str:
    return f"  {quoted(name)} [label={quoted(label)}, shape={shape}];"


def _edge(upper: str, lower: str) -> str:
    return f"  {quoted(upper)} -> {quoted(lower)};"


def _tree(found: Found) -> Iterator[str]:
    yield _node("harm", found.analysis.top.title, OR_SHAPE)
    basic: set[str] = set()
    for nth, pattern in enumerate(patterns(found.analysis.cuts), start=1):
        name = f"pattern {nth}"
        yield _node(name, f"{name}: {pattern.order} errors", AND_SHAPE)
        yield _edge("harm", name)
        for passed in pattern.passed:
            barrier = f"{name} {passed.barrier}"
            yield _node(barrier, barrier_words(passed.barrier), OR_SHAPE)
            yield _edge(name, barrier)
            for number, way in enumerate(passed.ways, start=1):
                upper = barrier
                if len(way) > 1:
                    upper = f"{barrier} {number}"
                    yield _node(upper, "together", AND_SHAPE)
                    yield _edge(barrier, upper)
                for error in way:
                    basic.add(error.name)
                    yield _edge(upper, error.name)
    for event in sorted(basic):
        yield _node(event, event, "ellipse")


def _graph(found: Found) -> Iterator[str]:
    edges, start, harm = quotient(found.graph.edges, found.graph.start, HARM)
    yield _node(str(start), "start", "box")
    yield _node(str(harm), found.analysis.top.title, "doublecircle")
    for node, moves in enumerate(edges):
        for to, bits in moves:
            names = "\n".join(error.name for error in found.graph.errors.of(bits))
            label = f" [label={quoted(names)}]" if names else ""
            yield f'  "{node}" -> "{to}"{label};'
