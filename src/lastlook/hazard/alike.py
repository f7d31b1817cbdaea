"""Records that nothing later tells apart are of one kind; a search goes by kinds.

1. Two states of the record are of one *kind* where as much is called and over in both
   (`stage.py`), and every act that can be asked in the scene is answered alike: with a
   no in both, or with states of one kind. That is the coarsest strong bisimulation, by
   refinement (Kanellakis and Smolka, 1990).
2. What leads from a kind to the same kind and leaves the world as it was leads nowhere.
   A way that goes through it has a shorter one beside it that takes no more errors.
3. Every state that any of these acts leads to is made and asked about, whatever the
   world is then. Where only some errors are permitted, only what they allow is asked.

Knows nothing of what harm is, nor of how far it is.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeAlias

from lastlook.core.words import WeaponId
from lastlook.hazard.moves import Moves
from lastlook.hazard.stage import stage

NO = -1  # refused, an alarm, or nothing new
Told: TypeAlias = tuple[tuple[int, int], ...]  # the record after it, the errors


class Kinds:
    """The states of the record that a scene can come to, by kinds."""

    def __init__(self, moves: Moves, permitted: int = -1) -> None:
        """Args: what can be done in the scene; the errors permitted, as bits."""
        self._moves, self._permitted = moves, permitted
        self._acts, self._moving = self._asked()
        self._answers: dict[int, tuple[int, ...]] = {}
        self._told: dict[int, Told] = {}
        self._reach()
        names = moves.procedure.weapons
        self._kind = self._told_apart(names)
        self._first: list[int] = []
        for record, kind in self._kind.items():
            if kind == len(self._first):
                self._first.append(record)

    def of(self, record: int) -> int:
        """The kind of a state of the record, both by number."""
        return self._kind[record]

    def one_of(self, kind: int) -> int:
        """The first state of a kind."""
        return self._first[kind]

    def __len__(self) -> int:
        return len(self._first)

    def _allows(self, errors: int) -> bool:
        return errors | self._permitted == self._permitted

    def _asked(self) -> tuple[tuple[int, ...], frozenset[int]]:
        """(3) The acts that go with a deed, and those of them that change the world."""
        asked: dict[int, None] = {}
        moving = set()
        for world in self._worlds():
            for doing in self._moves.doings(world):
                for report in doing.reports:
                    if self._allows(report.errors):
                        asked[report.number] = None
                        if doing.after != world:
                            moving.add(report.number)
        return tuple(asked), frozenset(moving)

    def _worlds(self) -> Iterator[int]:
        moves = self._moves
        begin = [moves.world(moves.procedure.start())]
        begin += [one.world for one in moves.deliveries() if self._allows(one.errors)]
        worlds = dict.fromkeys(begin)
        todo = list(worlds)
        while todo:
            world = todo.pop()
            yield world
            for after in self._after(world):
                if after not in worlds:
                    worlds[after] = None
                    todo.append(after)

    def _after(self, world: int) -> Iterator[int]:
        for doing in self._moves.doings(world):
            if doing.reports or self._allows(doing.bypass):
                yield doing.after
        for slip in self._moves.covert(world):
            if self._allows(slip.errors):
                yield slip.after

    def _reach(self) -> None:
        # (3) every state that the acts lead to, with the answers there
        record = self._moves.record
        todo = [record.first]
        seen = {record.first}
        while todo:
            at = todo.pop()
            said = (record.say(at, act) for act in self._acts)
            answers = tuple(one if isinstance(one, int) else NO for one in said)
            told = tuple(
                (move.record, move.errors)
                for move in self._moves.told(at)
                if self._allows(move.errors)
            )
            self._answers[at], self._told[at] = answers, told
            new = {to for to in answers if to != NO}.union(to for to, _ in told) - seen
            seen |= new
            todo += sorted(new)

    def _told_apart(self, names: tuple[WeaponId, ...]) -> Mapping[int, int]:
        """(1) The kind of each state, in the order in which they were reached."""
        states = self._moves.record.states
        kind = _numbered({at: stage(states[at], names) for at in self._answers})
        count = len(set(kind.values()))
        still = [act not in self._moving for act in self._acts]
        while True:
            finer = _numbered({at: self._sign(at, kind, still) for at in kind})
            more = len(set(finer.values()))
            if more == count:
                return finer
            kind, count = finer, more

    def _sign(
        self, at: int, kind: Mapping[int, int], still: Sequence[bool]
    ) -> Hashable:
        here = kind[at]
        answers = []
        for to, rests in zip(self._answers[at], still, strict=True):
            after = NO if to == NO else kind[to]
            answers.append(NO if rests and after == here else after)  # (2)
        told = {(kind[to], errors) for to, errors in self._told[at]}
        return here, tuple(answers), frozenset(one for one in told if one[0] != here)


def _numbered(signs: Mapping[int, Hashable]) -> dict[int, int]:
    numbers: dict[Hashable, int] = {}
    return {at: numbers.setdefault(sign, len(numbers)) for at, sign in signs.items()}
