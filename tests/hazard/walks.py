"""Walks in the full core: a good day up to some point, and then anything at all.

Time is real: every act is an entry with a number and a moment, and now and then one of
the packs' leases passes between two of them.
"""

from collections.abc import Iterator
from random import Random
from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import AnyAct, Inspect, Load
from lastlook.core.answers import Asked, Decision, Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import Ms
from lastlook.hazard.projection import Leases
from lastlook.hazard.record import ALARMS
from lastlook.hazard.scene import Scene
from tests.hazard.everything import menu

GOOD_DAY: Final = (
    "take-out",
    "prove",
    "inspect armorer",
    "inspect first-ad",
    "load",
    "inspect armorer",
    "inspect first-ad",
    "offer",
    "accept",
    "announce",
    "discharge",
    "cut",
    "collect",
    "confirm-return",
    "inspect armorer",
    "unload",
    "lock-up",
)
# What a day seldom comes back from is seldom taken on a walk; it is asked all the same.
SELDOM: Final = frozenset(
    {"move", "revoke-key", "plan-set-up", "assess-risk", "send-back", "surrender"}
    | {"quarantine", "return-to-supplier", "transfer", "wrap", "examine", "repair"}
)
MENDS: Final = frozenset({"lift-hold", "release", "examine"})


def asked_of(state: State, act: AnyAct) -> Asked:
    """The question as it is put to a state at its own now."""
    for key, one in state.keys.items():
        if one.person == act.by and one.revoked_at is None:
            return Asked(act, key, state.now)
    return Asked(act, "", state.now)


def answer(state: State, act: AnyAct, policy: Policy) -> Decision:
    """What the core says to an act at the state's own now."""
    return decide(state, asked_of(state, act), policy)


def later(state: State, ms: Ms) -> State:
    """The same, when so much time has passed with nobody saying anything."""
    return replace(state, now=state.now + ms)


def taken(state: State, act: AnyAct, decision: Decision) -> State:
    """The state after an entry, a moment later."""
    return later(after(state, asked_of(state, act), decision), 1)


def walks(
    scene: Scene, policy: Policy, dice: Random, *, steps: int = 5
) -> Iterator[State]:
    """States of the full core: one walk from each point of a good day."""
    waits = Leases.of(policy.limits).waits
    begun = scene.state
    for word in (*GOOD_DAY, ""):
        state = begun
        for _ in range(steps):
            yield state
            ways = list(_ways(state, policy))
            act, decision = dice.choice(_likely(state, ways, dice))
            state = taken(state, act, decision)
            if dice.random() < 0.5:
                state = later(state, dice.choice((1_000, *waits[:-1], waits[-1] + 1)))
        begun = _on(begun, word, policy)


def _ways(state: State, policy: Policy) -> Iterator[tuple[AnyAct, Granted]]:
    for act in menu(state, state.now):
        decision = answer(state, act, policy)
        if isinstance(decision, Granted):
            yield act, decision


def _likely(
    state: State, ways: list[tuple[AnyAct, Granted]], dice: Random
) -> list[tuple[AnyAct, Granted]]:
    if state.holds and dice.random() < 0.6:
        mending = [one for one in ways if one[0].word in MENDS]
        return mending or ways
    if dice.random() < 0.15:
        return ways
    calm = [
        (act, decision)
        for act, decision in ways
        if act.word not in SELDOM
        and not any(isinstance(event, ALARMS) for event in decision.events)
    ]
    return calm or ways


def _on(state: State, word: str, policy: Policy) -> State:
    """One act further on a good day; as it was where that act is not for this day."""
    word, _, who = word.partition(" ")
    for act, decision in _ways(state, policy):
        fits = act.word == word and who in {"", act.by}
        if fits and _is_good(state, act) and not decision.remarks:
            loud = any(isinstance(event, ALARMS) for event in decision.events)
            if not loud:
                return later(taken(state, act, decision), 10_000)
    return state


def _is_good(state: State, act: AnyAct) -> bool:
    match act:
        case Load():
            return bool(act.watchers)
        case Inspect():
            sure = act.hammer != "unseen"
            load = state.set_up.load if state.set_up is not None else "none"
            tests = ("eye", "light") if load == "blank" else ("rattle", "primer")
            test = tests[0 if act.by == "armorer" else 1]
            chamber = state.weapons[act.weapon].chambers[0]
            saw = "empty" if chamber.lot is None else "spent" if chamber.spent else load
            return sure and act.method == test and act.chambers[0] == saw
        case _:
            return True
