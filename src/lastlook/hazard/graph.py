"""The labelled graph of a scene: record and world together, every error permitted.

1. A node is what the record says and what is so; records that nothing later tells apart
   are one (`alike.py`). A move is a deed, a report or both, and its label the errors it
   takes; honest moves have none.
2. What can be done from a node, `moves.py` knows.
3. It is built once with every error permitted. No depth is bounded: what is bounded is
   the number of things (`scene.Size`), and of nodes. Past `NODES_MAX` nothing is said.
4. With `among` only those errors are permitted: what is found are the cut sets of the
   whole graph that take no other.
5. What other weapons, which are not handled, add to the errors is put into the cut sets
   after: a mixup leaves here what a bypass leaves, or what an untrue report does, and a
   stray may come into the box out of another weapon as it may out of this one.
6. The same scene numbers its errors alike, in whatever order its nodes are reached.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import product
from typing import ClassVar, Final

from lastlook.hazard.alike import Kinds
from lastlook.hazard.cuts import least, minimal_cuts
from lastlook.hazard.errors import Error
from lastlook.hazard.moves import Moves
from lastlook.hazard.numbered import Numbered
from lastlook.hazard.procedure import CARRIED, Procedure
from lastlook.hazard.record import Record
from lastlook.hazard.scene import Scene
from lastlook.hazard.stage import is_ready, stage
from lastlook.hazard.top import TopEvent

HARM = 0  # the node of the top event
NODES_MAX = 200_000  # some minutes and half a gigabyte
# What is done to a weapon, and can be told of another.
UNSEEN: Final = frozenset({"covert", "stock"})  # not out of a weapon
MISTAKABLE: Final = frozenset({"custody", "loading", "look", "shot"})


class TooLargeError(Exception):
    """There are more states than are searched: the answer is *undetermined*."""

    def __init__(self, scene: str, size: object) -> None:
        super().__init__(
            f"Undetermined: {scene} in a world of {size} has more than {NODES_MAX:,} "
            "states of record and truth. Ask for a smaller world, or another scene."
        )


class Graph:
    """Every state of a scene, and the errors from one to the next."""

    # Who answers, what can be done, what is alike: a search may ask otherwise.
    answers: ClassVar[type[Record]] = Record
    moving: ClassVar[type[Moves]] = Moves
    alike: ClassVar[type[Kinds]] = Kinds

    def __init__(
        self,
        scene: Scene,
        top: TopEvent,
        among: Collection[Error] | None = None,
        *,
        record: Record | None = None,
        whole: bool = False,
    ) -> None:
        """Args: the scene; the top event; errors; a record whose answers are known.

        Raises:
            TooLargeError: it has more nodes than are searched (3).
        """
        self.scene, self.top = scene, top
        self.procedure = Procedure(scene, top, whole=whole)
        self.record = record or self.answers(scene.state, scene.policy)
        self.moves = self.moving(self.procedure, self.record)
        self.errors, self.worlds = self.moves.errors, self.moves.worlds
        bits = self.moves.bits
        # (6) there is no such error where nothing can be mistaken
        self._carried = bits((CARRIED,)) if self.procedure.mistakable else 0
        self._permitted = -1 if among is None else bits(tuple(sorted(among)))
        self.kinds = self.alike(self.moves, self._permitted)
        self._numbers = Numbered((-1, -1))  # (kind of record, world); HARM first
        self.nodes = self._numbers.all
        first = self.moves.world(self.procedure.start())
        self.start = self._numbers[self.kinds.of(self.record.first), first]
        self.edges: list[list[tuple[int, int]]] = [[], self._delivered()]
        self.edges[self.start] += self._out(*self.nodes[self.start])
        while len(self.edges) < len(self.nodes):
            if len(self.nodes) > NODES_MAX:
                raise TooLargeError(scene.name, scene.size)
            self.edges.append(self._out(*self.nodes[len(self.edges)]))
        self.mixups = self._mixups() if self.procedure.mistakable else ()

    def node_of(self, record: int, world: int) -> int | None:
        """The node of a record and a world, by number; None: it was not reached."""
        return self._numbers.get((self.kinds.of(record), world))

    def is_ready(self, node: int) -> bool:
        """Whether the scene has come to its end there."""
        kind, world = self.nodes[node]
        state = self.record.states[self.kinds.one_of(kind)]
        at = stage(state, self.procedure.weapons)
        return is_ready(self.scene.outline, at, self.worlds[world])

    def _delivered(self) -> list[tuple[int, int]]:
        return [
            (self._numbers[self.kinds.of(move.record), move.world], move.errors)
            for move in self.moves.deliveries()
            if move.errors | self._permitted == self._permitted
        ]

    def _out(self, kind: int, world: int) -> list[tuple[int, int]]:
        here, permitted = (kind, world), self._permitted
        record, kind_of = self.kinds.one_of(kind), self.kinds.of
        ways: dict[int, set[int]] = {}
        for move in self.moves.all(record, world):
            errors = move.errors
            if errors | permitted == permitted:
                there = kind_of(move.record), move.world
                if there != here:
                    ways.setdefault(self._numbers[there], set()).add(errors)
        flat = [(to, errors) for to, all_ in ways.items() for errors in least(all_)]
        last = least(set(self.moves.harm(record, world)))
        flat += [(HARM, bits) for bits in last if bits | permitted == permitted]
        return flat

    # --- mixups with a weapon that is not handled ---

    def with_others(self, cuts: Iterable[int]) -> list[int]:
        """(5) Minimal cut sets with what other weapons add to them, smallest first."""
        if not self.procedure.mistakable:
            return least(set(cuts))
        carried = self._carried
        ways = set()
        for cut in cuts:
            into_box = self.into_box if cut & carried else (0,)
            ways |= {(cut & ~carried) | errors for errors in into_box}
        return least({way for cut in least(ways) for way in self._mixed_up(cut)})

    def instead(self) -> dict[int, tuple[int, ...]]:
        """(5) What may stand for an error in a cut set: by its bit, sets of errors.

        Of a mixup that is the error itself as well; of a stray that is carried in, the
        ways to a box, whose errors may be mixups in turn.
        """
        ways = {
            1 << nth: (1 << nth, mixup)
            for mixup, covered in self.mixups
            for nth in range(covered.bit_length())
            if covered >> nth & 1
        }
        return ways | ({self._carried: self.into_box} if self._carried else {})

    def _mixed_up(self, cut: int) -> Iterator[int]:
        there = [group for group in self.mixups if cut & group[1]]
        for chosen in product((False, True), repeat=len(there)):
            way = cut
            for (mixup, covered), instead in zip(there, chosen, strict=True):
                way = (way & ~covered) | mixup if instead else way
            yield way

    @cached_property
    def into_box(self) -> tuple[int, ...]:
        """(5) The minimal sets of errors that take a stray from a weapon to a box."""
        goal = len(self.edges)
        carried = self._carried
        edges = [[move for move in out if not move[1] & carried] for out in self.edges]
        brought = self.moves.bits(tuple(e for e in self.errors.all if e.of in UNSEEN))
        for node in range(1, len(self.nodes)):
            if not self._is_strange(node):
                edges[node] += [
                    (goal, errors)
                    for to, errors in edges[node]
                    if to != HARM and not errors & brought and self._is_strange(to)
                ]
        return minimal_cuts([*edges, []], self.start, goal).sets

    def _is_strange(self, node: int) -> bool:
        return any(self.worlds[self.nodes[node][1]].strays)

    def permitted(self, cut: int) -> int:
        """(5) A set of errors, with what its mixups and other weapons amount to."""
        if not self.procedure.mistakable:
            return cut
        every = cut | self._of_mixups(cut, lambda _, covered: covered)
        return every | (self._carried if self._carrying(every) else 0)

    def _carrying(self, errors: int) -> int:
        ways = (way for way in self.into_box if way | errors == errors)
        return next(ways, 0)

    def meant(self, cut: int, errors: int) -> int:
        """(5) The errors of one move by the names they have in a cut set."""
        if not self.procedure.mistakable:
            return errors
        carried = self._carried
        if errors & carried:
            every = cut | self._of_mixups(cut, lambda _, covered: covered)
            errors = (errors & ~carried) | self._carrying(every)
        covered = self._of_mixups(cut, lambda _, covered: covered) & errors & ~cut
        mixup = self._of_mixups(cut, lambda mixup, of: mixup if of & covered else 0)
        return (errors & ~covered) | mixup

    def _of_mixups(self, cut: int, of: Callable[[int, int], int]) -> int:
        bits = 0
        for mixup, covered in self.mixups:
            if cut & mixup:
                bits |= of(mixup, covered)
        return bits

    def _mixups(self) -> tuple[tuple[int, int], ...]:
        """(5) Each mixup, and the errors it amounts to."""
        tasks = sorted(
            {
                (error.what, error.who)
                for error in self.errors.all
                if error.of in {"bypass", "untrue"} and error.what in MISTAKABLE
            }
        )
        bit = self.errors.bit
        return tuple(
            (bit("mixup", *task), bit("bypass", *task) | bit("untrue", *task))
            for task in tasks
        )
