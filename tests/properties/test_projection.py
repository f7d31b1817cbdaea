"""The full core and its projection side by side, on walks with real time.

After every step, of every act of a broad menu: both give the same answer, and what
comes of it is projected to the same. By induction a search in projected states
hears what a set would hear.
"""

from collections.abc import Iterator
from random import Random
from typing import Final

import pytest
from msgspec.structs import replace

from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Decision, Granted, Refused
from lastlook.core.decide import OWNER
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.hazard.projection import NOW, Leases, framed, projected, waited
from lastlook.hazard.record import ALARMS
from lastlook.hazard.scene import Size, scene
from tests.hazard.everything import NOT_ASKED, distinct, menu
from tests.hazard.ground import policy_of, scene_of
from tests.hazard.walks import answer, asked_of, later, walks

HOUSE: Final = ("house",)
STRICT: Final = ("house", "us-nm", "ca-on", "uk", "au")
GROUNDS: Final = [
    (HOUSE, "close-up", 1, 2),
    (HOUSE, "take", 2, 3),
    (STRICT, "take", 3, 1),
]
# Reasons that time alone takes away: a wait that is over, an offer nobody answered,
# a notice that has become old enough.
ENDS_BY_WAITING: Final = frozenset({"misfire-wait", "offer-open", "notice-too-late"})
MANY: Final = frozenset({"lift-hold", "examine", "move"})  # and none has a lease


def on_a_walk(
    packs: tuple[str, ...], name: str, seed: int, steps: int
) -> Iterator[State]:
    """States of one seed's walks."""
    policy = policy_of(*packs)
    dice = Random(seed)  # noqa: S311  # the same every time
    return walks(scene_of(name, *packs), policy, dice, steps=steps)


def with_a_pistol(seed: int) -> Iterator[State]:
    """The same with a weapon fed from a magazine of two."""
    policy = policy_of(*HOUSE)
    prepared = scene("close-up", policy, Size(1, 3))
    pistol = replace(prepared.state.weapons["revolver-1"], mechanism="semi-automatic")
    prepared = replace(prepared, state=prepared.state.with_weapon(pistol))
    dice = Random(seed)  # noqa: S311  # the same every time
    return walks(prepared, policy, dice, steps=4)


def codes(decision: Decision) -> frozenset[str]:
    """What is said against an act."""
    return frozenset(decision.codes) if isinstance(decision, Refused) else frozenset()


def stands_for(state: State, leases: Leases) -> State:
    """The searchable state that stands for a full one."""
    return projected(framed(state), leases)


def is_alarm(decision: Decision) -> bool:
    """Whether an answer ends a way (`record.py`)."""
    return isinstance(decision, Granted) and any(
        isinstance(event, ALARMS) for event in decision.events
    )


def lifts_one_of_two(state: State, act: AnyAct) -> bool:
    """Two holds of one kind on one thing are one; lifting takes two acts of a set."""
    return isinstance(act, acts.LiftHold) and len(state.holds) > len(distinct(state))


def disagreements(full: State, policy: Policy) -> Iterator[object]:
    """Every act of the menu that the two sides answer differently."""
    leases = Leases.of(policy.limits)
    small = stands_for(full, leases)
    both = zip(menu(full, full.now), menu(small, NOW), strict=True)
    for act, same in both:
        said, heard = answer(full, act, policy), answer(small, same, policy)
        if codes(said) != codes(heard) or type(said) is not type(heard):
            yield act, said, heard
            continue
        if isinstance(said, Refused) or is_alarm(said) or lifts_one_of_two(full, act):
            continue
        then = stands_for(after(full, asked_of(full, act), said), leases)
        there = stands_for(after(small, asked_of(small, same), heard), leases)
        if then != there:
            yield act, then, there


@pytest.mark.parametrize(("packs", "name", "seed", "steps"), GROUNDS)
def test_the_projection_hears_what_the_full_core_says(
    packs: tuple[str, ...], name: str, seed: int, steps: int
) -> None:
    policy = policy_of(*packs)
    for full in on_a_walk(packs, name, seed, steps):
        for found in disagreements(full, policy):
            pytest.fail(str(found))


def test_it_hears_what_is_said_of_a_weapon_fed_from_a_magazine() -> None:
    policy, refused = policy_of(*HOUSE), set[str]()
    for full in with_a_pistol(5):
        for act in menu(full, full.now):
            refused |= codes(answer(full, act, policy))
        for found in disagreements(full, policy):
            pytest.fail(str(found))
    assert refused >= {"magazine-in", "only-magazine-seen"}


def test_what_is_projected_is_not_projected_further() -> None:
    leases = Leases.of(policy_of(*HOUSE).limits)
    for full in on_a_walk(HOUSE, "take", 4, steps=2):
        small = stands_for(full, leases)
        assert projected(small, leases) == small
        assert stands_for(small, leases) == small


def test_a_walk_comes_to_everything_that_is_done_with_a_weapon() -> None:
    """The comparison would prove nothing of acts that are never granted."""
    policy = policy_of(*HOUSE)
    granted = {
        act.word
        for full in on_a_walk(HOUSE, "take", 2, steps=1)
        for act in menu(full, full.now)
        if isinstance(answer(full, act, policy), Granted)
    }
    assert granted >= {
        "take-out",
        "inspect",
        "load",
        "offer",
        "accept",
        "announce",
        "discharge",
        "collect",
        "confirm-return",
        "unload",
        "lock-up",
        "misfire",
        "break",
    }


def test_every_kind_of_act_is_compared_or_on_the_list_of_those_that_are_not() -> None:
    full = scene_of("take").state
    stopped = answer(full, stop(full), policy_of(*HOUSE))
    held = after(full, asked_of(full, stop(full)), stopped)
    compared = {type(act) for act in menu(held, held.now)}
    assert compared.isdisjoint(NOT_ASKED)
    assert compared | NOT_ASKED == set(OWNER)


def stop(state: State) -> AnyAct:
    """Somebody stops the set."""
    return next(a for a in menu(state, state.now) if isinstance(a, acts.Stop))


def test_a_projection_that_forgets_a_lease_is_found_out() -> None:
    """The comparison can fail: here looks never lapse."""
    policy = policy_of(*HOUSE)
    lax = replace(
        policy, limits=replace(policy.limits, clearance_ms=policy.limits.day_ms)
    )
    leases, told = Leases.of(policy.limits), Leases.of(lax.limits)
    assert any(
        stands_for(full, told) != stands_for(full, leases)
        and codes_differ(full, stands_for(full, told), policy)
        for full in on_a_walk(HOUSE, "close-up", 1, steps=3)
    )


def codes_differ(full: State, small: State, policy: Policy) -> bool:
    """Whether any answer differs."""
    both = zip(menu(full, full.now), menu(small, NOW), strict=True)
    return any(
        codes(answer(full, act, policy)) != codes(answer(small, same, policy))
        for act, same in both
    )


@pytest.mark.parametrize(("packs", "name", "seed", "steps"), GROUNDS[1:])
def test_time_takes_no_reason_away_but_those_on_the_list(
    packs: tuple[str, ...], name: str, seed: int, steps: int
) -> None:
    policy = policy_of(*packs)
    leases = Leases.of(policy.limits)
    dice = Random(seed)  # noqa: S311  # the same every time
    for full in on_a_walk(packs, name, seed + 10, steps - 1 or 1):
        wait = dice.choice(leases.waits)
        then, small = later(full, wait), stands_for(full, leases)
        old = waited(small, leases, wait)
        same = zip(
            menu(full, full.now), menu(then, then.now), menu(old, NOW), strict=True
        )
        for act, again, asked in same:
            if act.word in MANY:
                continue
            before, since = answer(full, act, policy), answer(then, again, policy)
            assert codes(before) - codes(since) <= ENDS_BY_WAITING, act
            # A projected wait forbids no more than the same wait on a set.
            assert codes(answer(old, asked, policy)) <= codes(since), act
