"""Open-PSA Model Exchange Format 2.0, for SCRAM, XFTA and others.

1. *Unrolled*: a fault tree made from the labelled graph (`equations.py`). Whoever
   reads it finds the minimal cut sets anew.
2. *Flat*: the cut sets as found, an OR of ANDs.
3. Both have the same basic events by the same names. A name of the format has no dots,
   a reference is a path: `untrue.look.armorer` is the private basic event `armorer` of
   the component `look` of the fault tree `untrue`, and SCRAM reports it as that path.
4. What other weapons add (`graph.py`) has gates of its own: an error, or the mixup that
   stands for it; a stray that is carried in, by any of its ways.
5. Probabilities are the assumed medians (`likelihood.py`).
6. What it is of stands in the model's attributes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lastlook.hazard.budgets import Cut
from lastlook.hazard.equations import ALWAYS, NEVER, Gate, unrolled
from lastlook.hazard.errors import Error
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.likelihood import likelihood

TREE: Final = "procedure"
TOP: Final = "harm"
BEGINS: Final = b"<?xml version='1.0' encoding='utf-8'?>\n<opsa-mef>"


def flat(title: str, cuts: Sequence[Cut], about: Mapping[str, str]) -> bytes:
    """(2) The minimal cut sets as a fault tree of two levels."""
    root, tree = _begun(title, about)
    ways = [
        _and([Element("basic-event", name=error.name) for error in cut]) for cut in cuts
    ]
    _gate(tree, TOP, _or(ways), title)
    _basic_events(root, {error for cut in cuts for error in cut})
    return _written(root)


def unrolled_tree(title: str, graph: Graph, about: Mapping[str, str]) -> bytes:
    """(1) The graph itself as a fault tree; no cut set was asked of the analyser."""
    root, tree = _begun(title, about)
    equations = unrolled(graph.edges, graph.start, HARM)
    terms = _Terms(graph)
    for number, gate in enumerate(equations.gates):
        name = TOP if number == equations.top else f"state-{number}"
        formula = _or(_products(terms, gate))
        _gate(tree, name, formula, title if name == TOP else None)
    if equations.top in {ALWAYS, NEVER}:
        _gate(tree, TOP, _constant(holds=equations.top == ALWAYS), title)
    for name, formula in terms.gates():
        _gate(tree, name, formula)
    _basic_events(root, terms.used)
    return _written(root)


class _Terms:
    """The errors of a graph as terms of a formula, and which of them were used."""

    def __init__(self, graph: Graph) -> None:
        self._errors, self._instead = graph.errors, graph.instead()
        self._asked: dict[int, None] = {}  # bits that need a gate, in order
        self.used: set[Error] = set()

    def of(self, bits: int, *, but: int = 0) -> list[Element]:
        """The terms of a set of errors; the one of bit `but` as the event it is."""
        found = []
        for error in self._errors.of(bits):
            bit = self._errors.bit(*error)
            if bit in self._instead and bit != but:
                self._asked[bit] = None
                found.append(Element("gate", name=_gate_name(error)))
            else:
                self.used.add(error)
                found.append(Element("basic-event", name=error.name))
        return found

    def gates(self) -> Iterator[tuple[str, Element]]:
        """(4) Each gate that was asked for, and those that are asked for in them."""
        done = 0
        while done < len(self._asked):
            bit = list(self._asked)[done]
            ways = [_and(self.of(way, but=bit)) for way in self._instead[bit]]
            [error] = self._errors.of(bit)
            yield _gate_name(error), _or(ways)
            done += 1


def _gate_name(error: Error) -> str:
    return f"way-{error.name.replace('.', '-')}"


def _products(terms: _Terms, gate: Gate) -> Iterator[Element]:
    for bits, of in gate.of:
        found = terms.of(bits)
        if of != ALWAYS:
            found.append(Element("gate", name=f"state-{of}"))
        yield _and(found)


# --- the elements ---


def _begun(title: str, about: Mapping[str, str]) -> tuple[Element, Element]:
    root = Element("opsa-mef")
    SubElement(root, "label").text = title
    attributes = SubElement(root, "attributes")
    for name, value in about.items():
        SubElement(attributes, "attribute", name=name, value=value)
    return root, SubElement(root, "define-fault-tree", name=TREE)


def _gate(tree: Element, name: str, formula: Element, title: str | None = None) -> None:
    gate = SubElement(tree, "define-gate", name=name)
    if title is not None:
        SubElement(gate, "label").text = title
    gate.append(formula)


def _or(terms: Iterable[Element]) -> Element:
    return _joined("or", terms)


def _and(terms: Iterable[Element]) -> Element:
    return _joined("and", terms)


def _joined(word: str, terms: Iterable[Element]) -> Element:
    """An operator over its terms; one alone is itself, none is what it comes to."""
    all_ = tuple(terms)
    if not all_:
        return _constant(holds=word == "and")
    if len(all_) == 1:
        return all_[0]
    joined = Element(word)
    joined.extend(all_)
    return joined


def _constant(*, holds: bool) -> Element:
    return Element("constant", value="true" if holds else "false")


def _basic_events(root: Element, errors: Iterable[Error]) -> None:
    """(3) Each as a private event at the end of its path."""
    for of, in_class in groupby(sorted(errors), key=lambda error: error.of):
        tree = SubElement(root, "define-fault-tree", name=of)
        for what, by in groupby(in_class, key=lambda error: error.what):
            task = SubElement(tree, "define-component", name=what)
            for error in by:
                event = SubElement(
                    task, "define-basic-event", name=error.who, role="private"
                )
                assumed = likelihood(error)
                SubElement(event, "label").text = assumed.why
                SubElement(event, "float", value=repr(assumed.median))


def _written(root: Element) -> bytes:
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
