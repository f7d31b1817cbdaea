"""Reachability as a system of equations without cycles: a fault tree, not cut sets.

1. What is unrolled is the labelled graph itself. For every state, *harm can follow from
   here* is the OR over its moves of the errors each takes AND *harm can follow from
   there*. The least solution of these equations says which errors suffice.
2. Going round in a circle takes no fewer errors, so the solution is reached after
   finitely many rounds (Kleene's iteration; Gauss-Seidel, as each equation uses the
   newest of the others). A state has one gate for each round in which it grew, which is
   its last one OR what is new; the graph of the gates has no cycle.
3. Sound: a gate stands for ways there are. Complete: the rounds end only when none adds
   anything anywhere. What the gates say together is left to whoever evaluates them.
4. Rounds go outward from the harm, fewest errors first; then few states grow twice, and
   few gates are under the top one.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import Final

from msgspec import Struct

from lastlook.hazard.cuts import Edges, least, quotient

ALWAYS: Final = -1  # a gate that is always true
NEVER: Final = -2  # a gate that is never true


class Gate(Struct, frozen=True):
    """An OR of ANDs: of errors, as bits, and one earlier gate or `ALWAYS` each."""

    of: tuple[tuple[int, int], ...]  # (errors, gate)


class Equations(Struct, frozen=True):
    """Gates in an order in which each uses earlier ones only, and which is the top."""

    gates: tuple[Gate, ...]
    top: int  # a gate's number, `ALWAYS` or `NEVER`
    rounds: int


def unrolled(edges: Edges, start: int, harm: int) -> Equations:
    """The equations of a labelled graph.

    Args:
        edges: for each node, where its moves lead and the errors each takes, as bits.
        start: the node to begin at.
        harm: the node that stands for the top event.
    """
    edges, start, harm = quotient(edges, start, harm)
    circle = _circles(edges)
    small = _merged(edges, circle)
    start, harm = circle[start], circle[harm]
    solving = _Solving(small, harm)
    rounds = solving.solve()
    return _under(solving, start, rounds)


def _circles(edges: Edges) -> list[int]:
    """(2) For each state the number of those it leads to and from without error."""
    free = [[to for to, errors in moves if not errors] for moves in edges]
    left: dict[int, None] = {}  # in the order in which they are left
    for root in range(len(edges)):
        ways = [(root, iter(free[root]))] if root not in left else []
        seen = {root}
        while ways:
            node, onward = ways[-1]
            to = next((to for to in onward if to not in left and to not in seen), None)
            if to is None:
                left[node] = None
                ways.pop()
            else:
                seen.add(to)
                ways.append((to, iter(free[to])))
    back: list[list[int]] = [[] for _ in edges]
    for node, onward_all in enumerate(free):
        for to in onward_all:
            back[to].append(node)
    circle = [-1] * len(edges)
    count = 0
    for root in reversed(left):
        todo = [root] if circle[root] < 0 else []
        while todo:
            node = todo.pop()
            if circle[node] < 0:
                circle[node] = count
                todo += back[node]
        count = max(circle[root] + 1, count)
    return circle


def _merged(edges: Edges, circle: Sequence[int]) -> Edges:
    ways: list[dict[int, set[int]]] = [{} for _ in range(max(circle) + 1)]
    for node, moves in enumerate(edges):
        for to, errors in moves:
            if circle[to] != circle[node]:
                ways[circle[node]].setdefault(circle[to], set()).add(errors)
    return [
        [(to, errors) for to, all_ in of.items() for errors in least(all_)]
        for of in ways
    ]


class _Solving:
    """The iteration: of every state the ways known so far and its newest gate."""

    def __init__(self, edges: Edges, harm: int) -> None:
        self.edges = edges
        self.certain = _without_errors(edges, harm)
        self.order = _outward(edges, harm)
        self.gates: list[Gate] = []
        self.newest: dict[int, int] = {}
        self._ways: dict[int, list[int]] = {node: [0] for node in self.certain}
        self._grew: dict[int, int] = dict.fromkeys(self.certain, 1)
        self._looked: dict[int, int] = {}
        self._tick = 1

    def solve(self) -> int:
        """Rounds until none adds anything (3); answers how many there were."""
        rounds = 0
        growing = True
        while growing:
            rounds += 1
            grown = [self._look_at(node) for node in self.order]
            growing = any(grown)
        return rounds

    def _look_at(self, node: int) -> bool:
        if node in self.certain:
            return False
        since, self._tick = self._looked.get(node, 0), self._tick + 1
        self._looked[node] = self._tick
        fresh = [
            move for move in self.edges[node] if self._grew.get(move[0], 0) > since
        ]
        known = self._ways.get(node, [])
        ways = {errors | way for to, errors in fresh for way in self._ways[to]}
        more = least({*known, *ways})
        if more == known:
            return False
        self._ways[node] = more
        of = [(errors, self.newest.get(to, ALWAYS)) for to, errors in fresh]
        if node in self.newest:
            of.append((0, self.newest[node]))
        self.newest[node] = len(self.gates)
        self.gates.append(Gate(tuple(dict.fromkeys(of))))
        self._tick += 1
        self._grew[node] = self._tick
        return True


def _without_errors(edges: Edges, harm: int) -> set[int]:
    """The states from which harm follows with no error at all."""
    back: list[list[int]] = [[] for _ in edges]
    for node, moves in enumerate(edges):
        for to, errors in moves:
            if not errors:
                back[to].append(node)
    certain, todo = {harm}, [harm]
    while todo:
        for node in back[todo.pop()]:
            if node not in certain:
                certain.add(node)
                todo.append(node)
    return certain


def _outward(edges: Edges, harm: int) -> list[int]:
    """(4) The states from which harm can follow, by the errors and then the moves."""
    back: list[list[tuple[int, int]]] = [[] for _ in edges]
    for node, moves in enumerate(edges):
        for to, errors in moves:
            back[to].append((node, errors.bit_count()))
    order: dict[int, None] = {}
    heap = [(0, 0, harm)]
    while heap:
        errors, moves_count, node = heappop(heap)
        if node in order:
            continue
        order[node] = None
        for before, more in back[node]:
            if before not in order:
                heappush(heap, (errors + more, moves_count + 1, before))
    return list(order)


def _under(solving: _Solving, start: int, rounds: int) -> Equations:
    """Only the gates the top one stands on, numbered anew."""
    if start in solving.certain:
        return Equations((), ALWAYS, rounds)
    top = solving.newest.get(start)
    if top is None:
        return Equations((), NEVER, rounds)
    kept = {top}
    for number in range(top, -1, -1):
        if number in kept:
            kept.update(gate for _, gate in solving.gates[number].of if gate >= 0)
    number_of = {old: new for new, old in enumerate(sorted(kept))}
    number_of[ALWAYS] = ALWAYS
    gates = tuple(_renumbered(solving.gates[old], number_of) for old in sorted(kept))
    return Equations(gates, number_of[top], rounds)


def _renumbered(gate: Gate, number_of: dict[int, int]) -> Gate:
    return Gate(tuple((errors, number_of[of]) for errors, of in gate.of))


def holds(equations: Equations, permitted: int) -> bool:
    """Whether the top gate is true where exactly these errors are permitted."""
    true: list[bool] = []
    for gate in equations.gates:
        true.append(_is_true(gate, permitted, true))
    if equations.top < 0:
        return equations.top == ALWAYS
    return true[equations.top]


def _is_true(gate: Gate, permitted: int, true: Sequence[bool]) -> bool:
    return any(
        errors | permitted == permitted and (of == ALWAYS or true[of])
        for errors, of in gate.of
    )
