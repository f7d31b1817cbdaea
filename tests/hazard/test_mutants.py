"""Worse procedures, made on purpose: the budget falls, or their way is named."""

from typing import ClassVar

import pytest
from msgspec.structs import replace

from lastlook.core.answers import Granted
from lastlook.core.decide import decide
from lastlook.core.events import AnyEvent, SightLost
from lastlook.core.evolve import evolve
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import Lapse
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.errors import Error
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.projection import projected
from lastlook.hazard.record import ALARM, ALARMS, Record, Said
from lastlook.hazard.scene import Scene, scene
from lastlook.hazard.story import story
from lastlook.hazard.top import TOP_EVENTS
from tests.hazard.ground import cuts_of, graph_of, house, named
from tests.hazard.walks import asked_of


class Keeping(Record):
    """A core that forgets no look for these reasons."""

    kept: ClassVar[frozenset[Lapse]] = frozenset()

    def _ask(self, state: State, number: int) -> Said:
        decision = decide(state, asked_of(state, self.acts[number]), self.policy)
        if not isinstance(decision, Granted):
            return decision.codes
        if any(isinstance(event, ALARMS) for event in decision.events):
            return ALARM
        for event in decision.events:
            if not self._keeps(event):
                state = evolve(state, event)
        return self.number(projected(state, self.leases))

    def _keeps(self, event: AnyEvent) -> bool:
        return isinstance(event, SightLost) and event.because in self.kept


class KeptAtTakeBack(Keeping):
    """Looks count on after a performer had it in hand."""

    kept: ClassVar[frozenset[Lapse]] = frozenset({"out-of-sight"})


class KeptAfterLoading(Keeping):
    """Looks count on after a round went in or out."""

    kept: ClassVar[frozenset[Lapse]] = frozenset({"content-changed"})


class TakeBack(Graph):
    """The graph of that core."""

    answers = KeptAtTakeBack


class Reloading(Graph):
    """The graph of that core."""

    answers = KeptAfterLoading


def one_look() -> Policy:
    """The house rules with one look by one test enough."""
    policy = house("same-test-twice")
    return replace(policy, limits=replace(policy.limits, looks_count=1), digest="")


MUTANTS = {
    "one look is enough": (
        Graph,
        one_look(),
        {"stock.weapon.supplier", "untrue.look.armorer", "slip.muzzle.performer"},
    ),
    "no proof is asked for": (
        Graph,
        house("box-not-proved"),
        {"stock.box.supplier", "slip.muzzle.armorer", "slip.trigger.armorer"},
    ),
    "looks are kept after loading": (Reloading, house(), None),
}


@pytest.mark.parametrize("which", MUTANTS)
def test_a_worse_procedure_is_told_apart(which: str) -> None:
    kind, policy, expected = MUTANTS[which]
    graph = kind(scene("close-up", policy), LIVE_ROUND)
    found = minimal_cuts(graph.edges, graph.start, HARM).sets
    before = named(graph_of("close-up"), cuts_of("close-up").sets)
    new = [cut for cut in found if not named(graph, (cut,)) <= before]
    assert new, "nothing has become easier"
    ways = named(graph, tuple(new))
    assert any(way < old for way in ways for old in before)
    if expected is not None:
        assert expected in ways
    told = story(graph, min(new, key=lambda cut: (cut.bit_count(), cut)))
    assert {error.name for error in told.errors} in ways
    assert told.steps[-1].what == "harm"


def test_looks_kept_at_the_take_back_open_nothing_before_the_first_take() -> None:
    """Whoever had it in hand could do it then and there."""
    graph = TakeBack(scene("close-up", house()), LIVE_ROUND)
    found = minimal_cuts(graph.edges, graph.start, HARM).sets
    # Something is kept, and it is answered otherwise.
    assert graph.record.states != graph_of("close-up").record.states
    assert named(graph, found) == named(graph_of("close-up"), cuts_of("close-up").sets)


def test_looks_kept_at_the_take_back_show_in_the_reset() -> None:
    """What was fired into the bore meanwhile is not looked for before the next."""
    prepared, top = scene("reset", house()), TOP_EVENTS["obstruction"]
    kept, lost = TakeBack(prepared, top), Graph(prepared, top)
    cuts = minimal_cuts(kept.edges, kept.start, HARM).sets
    before = named(lost, minimal_cuts(lost.edges, lost.start, HARM).sets)
    new = [cut for cut in cuts if not named(kept, (cut,)) <= before]
    ways = named(kept, tuple(new))
    assert {
        "covert.bring-primed.crew",
        "covert.tamper.performer",
        "bypass.shot.performer",
        "bypass.loading.armorer",
        "slip.muzzle.performer",
    } in ways
    assert any(way < old for way in ways for old in before)
    told = story(kept, min(new, key=lambda cut: (cut.bit_count(), cut)))
    assert "collect" in {step.what for step in told.steps}


def test_without_any_rule_that_refuses_it_withstands_no_more() -> None:
    """Each smallest cut set is still enough: a rule that only refuses, less, opens."""
    graph, cuts = graph_of("close-up"), cuts_of("close-up").sets
    asked = {
        code
        for record in range(len(graph.record.states))
        for _, said in graph.record.said(record)
        if isinstance(said, tuple)
        for code in said
        if house().asks(code)
    }
    assert {"second-look-missing", "box-not-proved", "called-otherwise"} <= asked
    k = min(cut.bit_count() for cut in cuts)
    smallest = [graph.errors.of(cut) for cut in cuts if cut.bit_count() == k]
    for code in sorted(asked):
        laxer = scene("close-up", house(code))
        assert any(is_enough(laxer, cut) for cut in smallest), code


def is_enough(the_scene: Scene, cut: tuple[Error, ...]) -> bool:
    """Whether these errors alone reach harm in a scene."""
    graph = Graph(the_scene, LIVE_ROUND, among=cut)
    return bool(minimal_cuts(graph.edges, graph.start, HARM).sets)
