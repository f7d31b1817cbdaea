"""Another weapon on the set only adds to what is refused of this one.

With it stands the search of large worlds: of many weapons one has to move.
"""

import random
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import evolve
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.projection import NOW, Leases, framed, projected
from lastlook.hazard.record import ALARMS
from lastlook.hazard.scene import Scene, Size, scene
from lastlook.policy.library import Library, shipped

THIS, OTHER = "revolver-1", "revolver-2"


@lru_cache
def two_weapons() -> Scene:
    library = Library()
    policy = library.policy((library.learn(shipped("house"), "house"),))
    return scene("close-up", policy, Size(weapons=2))


def asked(state: State, act: AnyAct, policy: Policy) -> tuple[str, ...] | State | None:
    """The codes of a no, the state after a yes, None after an alarm."""
    decision = decide(state, Asked(act, f"{act.by}-phone", NOW), policy)
    if not isinstance(decision, Granted):
        return decision.codes
    if any(isinstance(event, ALARMS) for event in decision.events):
        return None
    for event in decision.events:
        state = evolve(state, event)
    return projected(state, Leases.of(policy.limits))


def alone(state: State) -> State:
    """The same set without the other weapon."""
    left = tuple(name for name in state.out if name != OTHER)
    return replace(state, weapons=state.weapons.drop(OTHER), out=left)


def walked(seed: int, steps: int) -> tuple[State, list[AnyAct]]:
    """A state after a walk of granted acts, and what can be asked in it."""
    the_scene, chance = two_weapons(), random.Random(seed)  # noqa: S311
    procedure = Procedure(the_scene, LIVE_ROUND)
    state = projected(framed(the_scene.state), Leases.of(the_scene.policy.limits))
    for _ in range(steps):
        acts = [told.act for told in procedure.told(state)]
        chance.shuffle(acts)
        for act in acts:
            after = asked(state, act, the_scene.policy)
            if isinstance(after, State):
                state = after
                break
    return state, [told.act for told in procedure.told(state)]


def is_of(act: AnyAct, weapon: str) -> bool:
    return getattr(act, "weapon", None) == weapon


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 14))
def test_it_takes_away_nothing_that_is_refused_and_changes_nothing_that_is_granted(
    seed: int, steps: int
) -> None:
    state, acts = walked(seed, steps)
    policy = two_weapons().policy
    for act in acts:
        if is_of(act, OTHER):
            continue
        both, one = asked(state, act, policy), asked(alone(state), act, policy)
        if isinstance(both, State):
            assert one == alone(both)
        elif both is None:
            assert one is None
        elif isinstance(one, tuple):
            assert set(one) <= set(both)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 14))
def test_what_is_done_with_it_at_most_takes_a_proof_from_a_box_of_this_one(
    seed: int, steps: int
) -> None:
    state, acts = walked(seed, steps)
    for act in acts:
        after = asked(state, act, two_weapons().policy) if is_of(act, OTHER) else None
        if isinstance(after, State):
            assert after.weapons[THIS] == state.weapons[THIS]
            for name, box in after.boxes.items():
                assert box in {state.boxes[name], replace(box, proof=None)}
            assert after.set_up == state.set_up
