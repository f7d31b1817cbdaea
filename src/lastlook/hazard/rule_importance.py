"""What a rule is worth: the procedure is searched again without it, and without pairs.

1. Nothing is read off the cut sets. A rule also changes what is recorded, so taking it
   away can do more, or less, than its refusals say.
2. A search in which the core answers every question as in one already made is that
   search, and is not made again: it would ask the same questions and get the same
   answers, one after the other. So a rule that nothing read costs no search.
3. The scene is prepared again too. A rule that kept it from being planned may be what
   stood between it and a death, or only in the way: `acts` says whether it can be shot.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.policy import Policy
from lastlook.hazard.analysis import acts_to_shoot, minimal
from lastlook.hazard.budgets import Cut
from lastlook.hazard.graph import Graph
from lastlook.hazard.harm import TopEvent
from lastlook.hazard.projection import framed, projected
from lastlook.hazard.record import Said
from lastlook.hazard.scene import Scene
from lastlook.hazard.variants import NONE, Answers, Codes, Variants, Without

Prepare: TypeAlias = Callable[[Policy], Scene]
Progress: TypeAlias = Callable[[int], None]  # how many are done


class Removal(Struct, frozen=True):
    """What is left without some rules.

    `k_errors`, `cut`: the order of the smallest cut set, and the first of that order;
    None where there is none. `acts`: honest acts until the scene is shot; None: never.
    """

    codes: tuple[str, ...]
    k_errors: int | None
    cut: Cut | None
    acts: int | None


class RuleImportance(Struct, frozen=True):
    """Every rule, and every pair, taken away; how many searches that took.

    `whole` is the procedure with every rule in force.
    """

    whole: Removal
    singles: tuple[Removal, ...]
    pairs: tuple[Removal, ...]
    searches: int

    def telling_pairs(self) -> tuple[Removal, ...]:
        """Pairs that do more together than either does alone: real redundancy."""
        alone = {one.codes[0]: _order(one) for one in self.singles}
        return tuple(
            pair
            for pair in self.pairs
            if _order(pair) < min(alone[code] for code in pair.codes)
        )


def _order(one: Removal) -> float:
    return float("inf") if one.k_errors is None else one.k_errors


class _Search(Struct, frozen=True):
    """A search that was made: from which state, what was asked, what came of it."""

    codes: Codes
    record: Without
    reading: dict[str, tuple[tuple[int, int], ...]]  # rule -> what read it
    found: Removal


def rule_importance(
    prepare: Prepare,
    policy: Policy,
    top: TopEvent,
    *,
    pairs: bool = True,
    progress: Progress | None = None,
) -> RuleImportance:
    """Every rule of a policy, and every pair of them, taken away and searched again.

    Args:
        prepare: prepares the scene under a policy.
        policy: the rules to be judged.
        top: what must never happen.
        pairs: whether pairs are taken away, too.
        progress: told after each removal how many are done.
    """
    searches = _Searches(prepare, policy, top)
    rules = sorted(policy.rules)
    wanted = [frozenset({code}) for code in rules]
    if pairs:
        wanted += [frozenset(pair) for pair in combinations(rules, 2)]
    found = []
    for done, codes in enumerate(wanted, start=1):
        found.append(searches.without(codes))
        if progress is not None:
            progress(done)
    return RuleImportance(
        whole=searches.without(NONE),
        singles=tuple(found[: len(rules)]),
        pairs=tuple(found[len(rules) :]),
        searches=searches.made,
    )


class _Searches:
    """The searches made so far, by the rules taken away."""

    def __init__(self, prepare: Prepare, policy: Policy, top: TopEvent) -> None:
        self.policy, self.top = policy, top
        self.made = 0
        self._scenes = Variants(prepare)
        self._answers = Answers(self._scene(NONE).state, policy)
        self._by_codes: dict[Codes, _Search] = {}
        self._most: int | None = None
        self._most = self.without(NONE).k_errors

    def without(self, codes: Codes) -> Removal:
        """What is left without these rules."""
        return _named(self._search(codes).found, codes)

    def _search(self, codes: Codes) -> _Search:
        known = self._by_codes.get(codes)
        if known is None:
            alike = (one for one in self._near(codes) if self._same(one, codes))
            known = next(alike, None) or self._made(codes)
            self._by_codes[codes] = known
        return known

    def _near(self, codes: Codes) -> Iterator[_Search]:
        for code in sorted(codes):
            yield self._search(codes - {code})

    def _same(self, search: _Search, codes: Codes) -> bool:
        """(2) Whether every answer of a search is the same with these rules gone."""
        scene = self._scenes.without(self.policy, codes).value
        first = self._scenes.without(self.policy, search.codes).value
        # Prepared under other rules it may still be the same scene.
        if scene is not first and replace(scene, policy=first.policy) != first:
            return False
        return all(
            _same_edge(self._answers.say(*key, codes).value, search.record.say(*key))
            for code in sorted(codes - search.codes)
            for key in search.reading.get(code, ())
        )

    def _scene(self, codes: Codes) -> Scene:
        return self._scenes.without(self.policy, codes).value

    def _made(self, codes: Codes) -> _Search:
        self.made += 1
        scene = self._scene(codes)
        first = projected(framed(scene.state), self._answers.numbers.leases)
        record = Without(self._answers, first, codes)
        graph = Graph(scene, self.top, record=record)
        reading: dict[str, list[tuple[int, int]]] = {}
        for key, known in record.asked.items():
            for code in known.read:
                reading.setdefault(code, []).append(key)
        return _Search(
            codes,
            record,
            {code: tuple(keys) for code, keys in reading.items()},
            _found(graph, self._most, codes),
        )


def _same_edge(one: Said, other: Said) -> bool:
    # Two refusals, for whatever reasons, leave the same record.
    if isinstance(one, tuple) or isinstance(other, tuple):
        return isinstance(one, tuple) and isinstance(other, tuple)
    return one == other


def _found(graph: Graph, most: int | None, codes: Codes) -> Removal:
    """The smallest cut set, looked for up to the known order first."""
    sets, complete = minimal(graph, most)
    if not sets and not complete:
        sets, _ = minimal(graph, None)
    small = min((one.bit_count() for one in sets), default=None)
    named = sorted(graph.errors.of(one) for one in sets if one.bit_count() == small)
    return Removal(
        codes=tuple(sorted(codes)),
        k_errors=small,
        cut=named[0] if named else None,
        acts=acts_to_shoot(graph),
    )


def _named(found: Removal, codes: Codes) -> Removal:
    return Removal(tuple(sorted(codes)), found.k_errors, found.cut, found.acts)
