"""What a rule is worth, by taking it away; what is not searched is the same."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import combinations

import pytest

from lastlook.core.policy import Policy
from lastlook.core.table import Table
from lastlook.hazard.analysis import acts_to_shoot
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.rule_importance import (
    Removal,
    RuleImportance,
    rule_importance,
)
from lastlook.hazard.scene import Scene, scene
from lastlook.hazard.variants import Reading, Variants
from tests.unit.hazard.test_close_up import house


def preparing(name: str) -> Callable[[Policy], Scene]:
    return lambda policy: scene(name, policy)


@cache
def weighed(name: str) -> RuleImportance:
    pairs = name == "rehearsal"  # the small one
    return rule_importance(preparing(name), house(), LIVE_ROUND, pairs=pairs)


def searched(name: str, codes: Iterable[str]) -> Removal:
    graph = Graph(scene(name, house(*codes)), LIVE_ROUND)
    cuts = minimal_cuts(graph.edges, graph.start, HARM).sets
    small = min((one.bit_count() for one in cuts), default=None)
    named = sorted(graph.errors.of(one) for one in cuts if one.bit_count() == small)
    first = named[0] if named else None
    return Removal(tuple(sorted(codes)), small, first, acts_to_shoot(graph))


def test_every_rule_and_every_pair_is_taken_away() -> None:
    rules = sorted(house().rules)
    found = weighed("rehearsal")
    assert [one.codes for one in found.singles] == [(code,) for code in rules]
    assert [one.codes for one in found.pairs] == list(combinations(rules, 2))
    assert found.searches < len(rules)


def test_what_was_not_searched_again_would_have_come_out_the_same() -> None:
    found = weighed("rehearsal")
    assert found.whole == searched("rehearsal", ())
    for one in found.singles[::5]:
        assert one == searched("rehearsal", one.codes)


def test_pairs_are_what_a_search_without_both_finds() -> None:
    found = weighed("rehearsal")
    step = len(found.pairs) // 25
    for one in found.pairs[::step]:
        assert one == searched("rehearsal", one.codes)


@pytest.mark.parametrize(
    "code",
    ["second-look-missing", "called-otherwise", "box-not-proved"],
)
def test_rules_that_object_in_the_close_up_are_searched_again(code: str) -> None:
    (one,) = [one for one in weighed("close-up").singles if one.codes == (code,)]
    assert one == searched("close-up", (code,))


def test_taking_a_rule_away_shows_in_the_acts_a_scene_takes() -> None:
    found = weighed("close-up")
    (one,) = [one for one in found.singles if one.codes == ("second-look-missing",)]
    assert one.acts is not None
    assert found.whole.acts is not None
    assert one.acts < found.whole.acts


def test_a_rule_that_only_the_preparation_reads_costs_no_search() -> None:
    """The scene is prepared again and comes out the same."""
    assert weighed("close-up").searches <= 10


def test_a_pair_tells_only_where_it_does_more_than_either_alone() -> None:
    def left(k: int | None, *codes: str) -> Removal:
        return Removal(codes, k, None, None)

    pairs = (left(2, "a", "b"), left(3, "a", "c"), left(None, "b", "c"))
    singles = (left(3, "a"), left(4, "b"), left(None, "c"))
    found = RuleImportance(left(4), singles, pairs, 1)
    assert found.telling_pairs() == (pairs[0],)


def test_an_answer_is_asked_again_only_where_a_rule_it_read_is_gone() -> None:
    asked = []

    def ask(policy: Policy) -> bool:
        asked.append(1)
        return policy.asks("second-look-missing")

    answers, policy = Variants(ask), house()
    assert answers.without(policy, frozenset()).value
    assert answers.without(policy, frozenset({"box-sealed"})).value
    assert len(asked) == 1
    assert not answers.without(policy, frozenset({"second-look-missing"})).value
    assert len(asked) == 2


def test_whatever_looks_at_a_table_of_rules_is_noted() -> None:
    code = "second-look-missing"
    looks: list[Callable[[Reading], object]] = [
        lambda table: table.get(code),
        lambda table: table[code],
        lambda table: code in table,
        list,
        len,
        lambda table: table.keys(),
        lambda table: table.values(),
        lambda table: table.items(),
        lambda table: table.copy(),
        Table,
    ]
    for look in looks:
        table = Reading.of(house())
        assert not table.read
        look(table)
        assert code in table.read
