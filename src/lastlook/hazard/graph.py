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
"""

from collections.abc import Collection, Iterator
from typing import ClassVar

from msgspec import Struct

from lastlook.hazard.cuts import least
from lastlook.hazard.errors import Error, Errors
from lastlook.hazard.harm import TopEvent, ways_to_harm
from lastlook.hazard.procedure import Deed, Procedure
from lastlook.hazard.record import Record
from lastlook.hazard.scene import Scene
from lastlook.hazard.world import World

HARM = 0  # the node of the top event


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
        self, scene: Scene, top: TopEvent, among: Collection[Error] | None = None
    ) -> None:
        self.scene, self.top = scene, top
        self.procedure = Procedure(scene, top)
        self.record = self.answers(scene.state, scene.policy)
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
