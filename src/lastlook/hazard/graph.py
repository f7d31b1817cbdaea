"""The labelled graph of a scene: record and world together, every error permitted.

1. A node is what the record says and what is so. A move is a deed, a report or both,
   and its label the errors it takes; honest moves have none.
2. A deed that is refused, or never asked for, leaves the record as it was: a bypass. A
   report of what was not done leaves the world as it was: untrue. An alarm is followed
   no further (`record.py`).
3. It is built once with every error permitted. No depth is bounded: what is bounded is
   the number of things (`scene.Size`).
4. With `among` only those errors are permitted: what is found are the cut sets of the
   whole graph that take no other.
5. What other weapons, which are not handled, add to the errors is put into the cut sets
   after: a mixup leaves here what a bypass leaves, or what an untrue report does, and a
   stray may come into the box out of another weapon as it may out of this one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import product
from typing import ClassVar, Final

from msgspec import Struct

from lastlook.hazard.cuts import least, minimal_cuts
from lastlook.hazard.deeds import Deed
from lastlook.hazard.errors import Error, Errors
from lastlook.hazard.harm import TopEvent, ways_to_harm
from lastlook.hazard.procedure import CARRIED, Procedure
from lastlook.hazard.record import Record
from lastlook.hazard.scene import Scene
from lastlook.hazard.world import World

HARM = 0  # the node of the top event
# What is done to a weapon, and can be told of another.
UNSEEN: Final = frozenset({"covert", "stock"})  # not out of a weapon
MISTAKABLE: Final = frozenset({"custody", "loading", "look", "shot"})


class Doing(Struct, frozen=True):
    """A deed with everything numbered: whose world it makes, what is reported."""

    after: int
    report: int | None
    bypass: int
    untrue: tuple[int, ...]
    misread: int
    mixed: tuple[int, ...] = ()
    mixup: int = 0


class Graph:
    """Every state of a scene, and the errors from one to the next."""

    answers: ClassVar[type[Record]] = Record  # who answers: a search may ask otherwise

    def __init__(
        self,
        scene: Scene,
        top: TopEvent,
        among: Collection[Error] | None = None,
        *,
        record: Record | None = None,
        whole: bool = False,
    ) -> None:
        """Args: the scene; the top event; errors; a record whose answers are known."""
        self.scene, self.top = scene, top
        self.procedure = Procedure(scene, top, whole=whole)
        self.record = record or self.answers(scene.state, scene.policy)
        self.errors = Errors()
        self._permitted = -1 if among is None else self._bits(tuple(sorted(among)))
        self.worlds: list[World] = []
        self._worlds: dict[World, int] = {}
        self._doings: dict[int, tuple[Doing, ...]] = {}
        self._covert: dict[int, tuple[tuple[int, int], ...]] = {}
        self._told: dict[int, tuple[tuple[int, int], ...]] = {}
        self.nodes: list[tuple[int, int]] = [(-1, -1)]  # (record, world); HARM first
        self._numbers: dict[tuple[int, int], int] = {}
        self.edges: list[list[tuple[int, int]]] = [[]]
        self.start = self._node(self.record.first, self._world(self.procedure.start()))
        self._deliveries()
        done = 1
        while done < len(self.nodes):
            self.edges[done] += self._moves(*self.nodes[done])
            done += 1

    # --- numbers ---

    def _node(self, record: int, world: int) -> int:
        key = record, world
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.nodes)
            self.nodes.append(key)
            self.edges.append([])
        return number

    def _world(self, world: World) -> int:
        number = self._worlds.get(world)
        if number is None:
            number = self._worlds[world] = len(self.worlds)
            self.worlds.append(world)
        return number

    def _bits(self, errors: tuple[Error, ...]) -> int:
        bits = 0
        for error in errors:
            bits |= self.errors.bit(*error)
        return bits

    # --- moves ---

    def _deliveries(self) -> None:
        # Latent: what may have been wrong from the beginning, in any combination.
        todo = [(self.procedure.start(), 0)]
        seen = {todo[0]}
        while todo:
            world, bits = todo.pop()
            for covert in self.procedure.deliveries(world):
                more = covert.after, bits | self._bits(covert.errors)
                if more not in seen:
                    seen.add(more)
                    todo.append(more)
        for world, bits in sorted(seen, key=repr):
            if bits and bits | self._permitted == self._permitted:
                node = self._node(self.record.first, self._world(world))
                self.edges[self.start].append((node, bits))

    def _moves(self, record: int, world: int) -> list[tuple[int, int]]:
        here, permitted = (record, world), self._permitted
        moves: dict[int, set[int]] = {}
        for to_record, to_world, errors in self._all_moves(record, world):
            if errors | permitted == permitted and (to_record, to_world) != here:
                to = self._node(to_record, to_world)
                moves.setdefault(to, set()).add(errors)
        flat = [(to, errors) for to, all_ in moves.items() for errors in least(all_)]
        state, true = self.record.states[record], self.worlds[world]
        harm = ways_to_harm(self.procedure, state, true)
        last = least({self._bits(way) for way in harm})
        flat += [(HARM, bits) for bits in last if bits | permitted == permitted]
        return flat

    def _all_moves(self, record: int, world: int) -> Iterator[tuple[int, int, int]]:
        say = self.record.say
        for doing in self._doings_in(world):
            said = say(record, doing.report) if doing.report is not None else None
            if isinstance(said, int):
                yield said, doing.after, 0
            if doing.bypass:
                yield record, doing.after, doing.bypass
            for report in doing.untrue:
                said = say(record, report)
                if isinstance(said, int):
                    yield said, doing.after, doing.misread
            for report in doing.mixed:
                said = say(record, report)
                if isinstance(said, int):
                    yield said, doing.after, doing.mixup
        for after, errors in self._told_in(record):
            yield after, world, errors
        for after, errors in self._covert_in(world):
            yield record, after, errors

    def _doings_in(self, world: int) -> tuple[Doing, ...]:
        known = self._doings.get(world)
        if known is None:
            deeds = self.procedure.deeds(self.worlds[world])
            known = self._doings[world] = tuple(self._doing(world, d) for d in deeds)
        return known

    def _doing(self, world: int, deed: Deed) -> Doing:
        after, act = self._world(deed.after), self.record.act
        bit = self.errors.bit
        changes = after != world and deed.what != "prove"
        return Doing(
            after,
            None if deed.report is None else act(deed.report),
            bit("bypass", deed.what, deed.who) if changes else 0,
            tuple(act(one) for one in deed.untrue),
            bit("untrue", deed.what, deed.who) if deed.untrue else 0,
            tuple(act(one) for one in deed.mixed),
            bit("mixup", deed.what, deed.who) if deed.mixed else 0,
        )

    def _covert_in(self, world: int) -> tuple[tuple[int, int], ...]:
        known = self._covert.get(world)
        if known is None:
            known = self._covert[world] = tuple(
                (self._world(covert.after), self._bits(covert.errors))
                for covert in self.procedure.covert(self.worlds[world])
            )
        return known

    # --- mixups with a weapon that is not handled ---

    def with_others(self, cuts: Iterable[int]) -> list[int]:
        """(5) Minimal cut sets with what other weapons add to them, smallest first."""
        if not self.procedure.mistakable:
            return least(set(cuts))
        carried = self.errors.bit(*CARRIED)
        ways = set()
        for cut in cuts:
            into_box = self.into_box if cut & carried else (0,)
            ways |= {(cut & ~carried) | errors for errors in into_box}
        return least({way for cut in least(ways) for way in self._mixed_up(cut)})

    def _mixed_up(self, cut: int) -> Iterator[int]:
        there = [group for group in self.mixups() if cut & group[1]]
        for chosen in product((False, True), repeat=len(there)):
            way = cut
            for (mixup, covered), instead in zip(there, chosen, strict=True):
                way = (way & ~covered) | mixup if instead else way
            yield way

    @cached_property
    def into_box(self) -> tuple[int, ...]:
        """(5) The minimal sets of errors that take a stray from a weapon to a box."""
        goal = len(self.edges)
        carried = self.errors.bit(*CARRIED)
        edges = [[move for move in out if not move[1] & carried] for out in self.edges]
        brought = self._bits(tuple(e for e in self.errors.all if e.of in UNSEEN))
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
        return every | (self.errors.bit(*CARRIED) if self._carrying(every) else 0)

    def _carrying(self, errors: int) -> int:
        ways = (way for way in self.into_box if way | errors == errors)
        return next(ways, 0)

    def meant(self, cut: int, errors: int) -> int:
        """(5) The errors of one move by the names they have in a cut set."""
        if not self.procedure.mistakable:
            return errors
        carried = self.errors.bit(*CARRIED)
        if errors & carried:
            every = cut | self._of_mixups(cut, lambda _, covered: covered)
            errors = (errors & ~carried) | self._carrying(every)
        covered = self._of_mixups(cut, lambda _, covered: covered) & errors & ~cut
        mixup = self._of_mixups(cut, lambda mixup, of: mixup if of & covered else 0)
        return (errors & ~covered) | mixup

    def _of_mixups(self, cut: int, of: Callable[[int, int], int]) -> int:
        bits = 0
        for mixup, covered in self.mixups():
            if cut & mixup:
                bits |= of(mixup, covered)
        return bits

    def mixups(self) -> list[tuple[int, int]]:
        """(5) Each mixup, and the errors it amounts to."""
        tasks = sorted(
            {
                (error.what, error.who)
                for error in self.errors.all
                if error.of in {"bypass", "untrue"} and error.what in MISTAKABLE
            }
        )
        bit = self.errors.bit
        return [
            (bit("mixup", *task), bit("bypass", *task) | bit("untrue", *task))
            for task in tasks
        ]

    def _told_in(self, record: int) -> tuple[tuple[int, int], ...]:
        known = self._told.get(record)
        if known is not None:
            return known
        ways: dict[int, set[int]] = {}
        for told in self.procedure.told(self.record.states[record]):
            said = self.record.say(record, self.record.act(told.act))
            if isinstance(said, int) and said != record:
                act = told.act
                bits = 0 if told.honest else self.errors.bit("untrue", act.word, act.by)
                ways.setdefault(said, set()).add(bits)
        known = self._told[record] = tuple(
            (after, bits) for after, all_ in ways.items() for bits in least(all_)
        )
        return known
