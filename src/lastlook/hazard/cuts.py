"""All minimal cut sets of a labelled graph: minimal sets of errors that reach harm.

1. A fixpoint over antichains, smallest sets first. Labels only grow on a way, so when a
   set arrives at a node every smaller set that reaches it is there already, and nothing
   that was put in is ever taken out: Dijkstra in the free distributive lattice (the
   provenance of reachability as a positive Boolean polynomial; Green, Karvounarakis and
   Tannen, PODS 2007).
2. Nodes from which the same errors lead to the same are one (`quotient`): the coarsest
   strong bisimulation, by refinement (Kanellakis and Smolka, 1990). What leads from one
   to itself is left out: a way has no fewer errors for it.
3. Where an order is given nothing above it is looked for, and the answer says so.
"""

from collections.abc import Collection, Sequence
from typing import TypeAlias

from msgspec import Struct

Edges: TypeAlias = Sequence[Sequence[tuple[int, int]]]  # node -> (to, errors as bits)


class Cuts(Struct, frozen=True):
    """Minimal cut sets as bits, smallest first; whether there may be larger ones."""

    sets: tuple[int, ...]
    complete: bool  # no order was left out


def least(sets: Collection[int]) -> list[int]:
    """The sets that contain no other, in a fixed order."""
    ordered = sorted(sets, key=lambda one: (one.bit_count(), one))
    kept: list[int] = []
    for one in ordered:
        if not any(less & one == less for less in kept):
            kept.append(one)
    return kept


def quotient(edges: Edges, start: int, harm: int) -> tuple[Edges, int, int]:
    """(2) The smallest graph with the same cut sets, and where start and harm are."""
    block = [0] * len(edges)
    block[harm] = 1
    count = 2
    while True:
        signs: dict[object, int] = {}
        finer = [0] * len(edges)
        for node, out in enumerate(edges):
            here = block[node]
            sign = (
                here,
                frozenset((block[to], bits) for to, bits in out if block[to] != here),
            )
            finer[node] = signs.setdefault(sign, len(signs))
        block = finer
        if len(signs) == count:
            break
        count = len(signs)
    small: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    done = [False] * count
    for node, out in enumerate(edges):
        here = block[node]
        if not done[here]:
            done[here] = True
            small[here] = sorted({(block[to], b) for to, b in out if block[to] != here})
    return small, block[start], block[harm]


def minimal_cuts(edges: Edges, start: int, harm: int, most: int | None = None) -> Cuts:
    """Every minimal label set of a way from `start` to `harm`.

    Args:
        edges: for each node, where its moves lead and the errors each takes, as bits.
        start: the node to begin at.
        harm: the node that stands for the top event.
        most: the largest order looked for; every order where none is given.
    """
    edges, start, harm = quotient(edges, start, harm)
    reached: list[list[int]] = [[] for _ in edges]
    found = reached[harm]
    waiting: list[set[tuple[int, int]]] = [{(start, 0)}]
    size = 0
    while size < len(waiting):
        if most is not None and size > most:
            return Cuts(tuple(least(found)), complete=not any(waiting[size:]))
        _settle(waiting, size, edges, reached, harm)
        size += 1
    return Cuts(tuple(least(found)), complete=True)


def _settle(
    waiting: list[set[tuple[int, int]]],
    size: int,
    edges: Edges,
    reached: list[list[int]],
    harm: int,
) -> None:
    """Take in every set of one order, and what follows from it without more errors."""
    found, bucket = reached[harm], list(waiting[size])
    waiting[size] = set()
    while bucket:
        node, errors = bucket.pop()
        if _has_less(reached[node], errors) or _has_less(found, errors):
            continue
        reached[node].append(errors)
        if node == harm:
            continue
        for to, label in edges[node]:
            more = errors | label
            if more == errors:
                bucket.append((to, errors))
                continue
            order = more.bit_count()
            while len(waiting) <= order:
                waiting.append(set())
            waiting[order].add((to, more))


def _has_less(sets: list[int], errors: int) -> bool:
    for less in sets:  # noqa: SIM110 -- the innermost loop: a generator costs half more
        if less & errors == less:
            return True
    return False
