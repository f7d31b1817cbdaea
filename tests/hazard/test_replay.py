"""Stories at a running desk: over HTTP each answer is the one the story has."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

import pytest
from msgspec.structs import replace

from lastlook.core.acts import AnyAct, Count, Prove
from lastlook.core.answers import Asked, Decision, Granted, Refused
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.scene import SCENES
from lastlook.hazard.story import Step, Told, story
from lastlook.hazard.top import TOP_EVENTS
from lastlook.policy.library import shipped
from lastlook.stories import Ask
from lastlook.stories.read import read
from lastlook.stories.signing import signing_key
from lastlook.stories.story import Said
from tests.api.test_stories import over_http
from tests.hazard.ground import cuts_of, graph_of, house, scene_of

ID: Final = "01920000-0000-7000-8000-{:012x}"
MOST: Final = 10  # stories of one scene
TOLD: Final = [
    *((name, "live-round") for name in SCENES if name != "two-loads"),
    ("two-loads", "wrong-blank"),
    ("lunch", "contact"),
]


class Played:
    """A desk that is asked, and what its answers make of the state."""

    def __init__(self, ask: Ask, policy: Policy) -> None:
        self._ask, self.policy = ask, policy
        self.state = State()

    def say(self, act: AnyAct, now: int) -> Decision:
        """What the desk answers; it is what the core says."""
        asked = Asked(act, signing_key(self.state, act), now)
        answered = self._ask(asked, "whole")
        assert isinstance(answered, Granted | Refused), answered
        self.state = after(self.state, asked, answered)
        return answered

    def prepares(self, name: str) -> None:
        """The set and the scene, as their files have them."""
        scenes = files("lastlook.hazard") / "scenes"
        texts = [(scenes / f"{one}.story").read_text("utf-8") for one in ("set", name)]
        text = "".join(texts)
        for line in read(text, name, pack=shipped).lines:
            if isinstance(line, Said):
                self.say(line.act, line.now)

    def now_asked(self, act: AnyAct) -> AnyAct:
        """The act as it is asked here: of so many rounds as there are, with an id."""
        now = self.state.now + 1_000
        if isinstance(act, Prove):
            rounds = self.state.boxes[act.box].rounds - act.failed
            act = replace(act, proved=rounds)
        elif isinstance(act, Count):
            act = replace(act, rounds=self.state.boxes[act.box].rounds)
        return replace(act, id=ID.format(self.state.n), at=now)

    def codes(self, act: AnyAct) -> set[str]:
        """What would be said against an act."""
        asked = Asked(act, signing_key(self.state, act), act.at)
        decision = decide(self.state, asked, self.policy)
        return set(decision.codes) if isinstance(decision, Refused) else set()


def asked_in(graph: Graph, step: Step) -> Iterator[AnyAct]:
    """What is asked before a deed that is done against the answer."""
    for world in graph.worlds:
        for deed in graph.procedure.deeds(world):
            if (deed.what, deed.who) == (step.what, step.who) and deed.report:
                yield deed.report


def some_of(graph: Graph) -> list[int]:
    """Cut sets of every order, from the smallest to the largest, not more than MOST."""
    found = minimal_cuts(graph.edges, graph.start, HARM).sets
    cuts = sorted(found, key=lambda one: (one.bit_count(), one))
    return cuts[:: -(-len(cuts) // MOST)]


def plays(graph: Graph, told: Told) -> None:
    """A story is played at a desk of its own, and each answer is the story's."""
    with over_http() as ask:
        desk = Played(ask, house())
        desk.prepares(graph.scene.name)
        for step in told.steps:
            if step.act is not None:
                act = desk.now_asked(step.act)
                assert isinstance(desk.say(act, act.at), Granted), step
            elif step.said:
                ways = [desk.now_asked(act) for act in asked_in(graph, step)]
                act = next(act for act in ways if desk.codes(act) == set(step.said))
                refused = desk.say(act, act.at)
                assert isinstance(refused, Refused)
                assert set(refused.codes) == set(step.said)


@pytest.mark.parametrize(("name", "top"), TOLD)
def test_stories_get_the_same_answers_from_a_desk(name: str, top: str) -> None:
    graph = Graph(scene_of(name), TOP_EVENTS[top])
    cuts = some_of(graph)
    assert cuts
    for cut in cuts:
        plays(graph, story(graph, cut))


def test_a_story_that_a_desk_answers_otherwise_is_missed() -> None:
    """With a look the less the story is another, and the desk does not grant it."""
    graph = graph_of("close-up")
    longest = max(cuts_of("close-up").sets, key=int.bit_count)
    told = story(graph, longest)
    looks = [step for step in told.steps if step.what == "inspect"]
    kept = tuple(step for step in told.steps if step is not looks[-1])
    with pytest.raises((AssertionError, StopIteration)):
        plays(graph, replace(told, steps=kept))
