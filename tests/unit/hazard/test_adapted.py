"""How far a weapon that was adapted to take no live round is from harm."""

from functools import lru_cache

from msgspec.structs import replace

from lastlook.core.answers import Asked, Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.state import Chamber, State
from lastlook.hazard.feared import NOT_ADAPTED, Start
from lastlook.hazard.margin import Margin
from lastlook.hazard.nearest import Searches
from lastlook.hazard.phrases import part
from lastlook.hazard.scene import ADAPTED, Scene, scene
from lastlook.hazard.standing import Posed, Standing, standing
from lastlook.hazard.top import LIVE_ROUND, OBSTRUCTION, TOP_EVENTS, TopEvent
from lastlook.stories.signing import signing_key
from tests.hazard.ground import policy_of
from tests.unit.hazard.test_margin import GUN, OUT

# These bar what was not adapted, and ask that somebody verified it.
PACKS = ("house", "au", "au-nsw")
POLICY = policy_of(*PACKS)


@lru_cache
def taken(name: str = "take") -> State:
    """The scene with its weapon out, and nobody has looked."""
    prepared: Scene = scene(name, POLICY)
    asked = Asked(OUT, signing_key(prepared.state, OUT), prepared.state.now)
    decision = decide(prepared.state, asked, POLICY)
    assert isinstance(decision, Granted), decision
    return after(prepared.state, asked, decision)


def declared(state: State) -> State:
    """The same, and nobody has verified what its paper says."""
    weapon = state.weapons[GUN]
    return state.with_weapon(replace(weapon, make=replace(weapon.make, verified=False)))


def stands(state: State) -> Standing:
    one = standing(state, POLICY, GUN, state.now)
    assert isinstance(one, Standing), one
    return one


def starts(state: State, top: TopEvent) -> tuple[Start, ...]:
    [posed] = [one for one in stands(state).posed if one.top == top]
    return posed.starts


def far(state: State, top: TopEvent = LIVE_ROUND) -> Margin:
    one = stands(state)
    alone = replace(one, posed=(Posed(top, starts(state, top)),))
    return Searches(one.scene).nearest(alone, part)


def test_a_live_round_is_feared_in_it_by_the_error_of_whoever_verified_it() -> None:
    weapon = taken().weapons[GUN]
    assert (weapon.weapon_class, weapon.make.verified) == (ADAPTED, True)
    live = [one for one in starts(taken(), LIVE_ROUND) if holds_live(one)]
    assert live
    for one in live:
        assert set(NOT_ADAPTED) <= set(one.errors)
        assert not one.world.guns[0].adapted
    counted = far(taken())
    assert counted.k == len(counted.errors) == 4
    assert set(NOT_ADAPTED) <= set(counted.errors)


def holds_live(start: Start) -> bool:
    return "live" in start.world.guns[0].chambers


def test_what_is_only_declared_is_feared_as_any_other() -> None:
    assert far(declared(taken())).k == 2
    assert any(
        holds_live(one) and not one.errors
        for one in starts(declared(taken()), LIVE_ROUND)
    )


def test_where_the_record_has_a_live_round_in_it_it_is_not_believed() -> None:
    weapon = taken().weapons[GUN]
    found = Chamber(lot=next(iter(taken().lots)), strange=True)
    state = taken().with_weapon(replace(weapon, chambers=(found,)))
    guns = {one.world.guns[0] for one in starts(state, LIVE_ROUND)}
    assert {(gun.adapted, gun.chambers) for gun in guns} == {(False, ("live",))}
    assert far(state).k == 2


def test_nothing_solid_leaves_it_and_what_a_blank_does_it_does() -> None:
    blocked = [
        one for one in starts(taken(), OBSTRUCTION) if one.world.guns[0].bore_blocked
    ]
    assert blocked
    assert all(set(NOT_ADAPTED) <= set(one.errors) for one in blocked)
    assert far(taken(), TOP_EVENTS["contact"]).k == 1
    one = stands(taken())
    counted = Searches(one.scene).nearest(one, part)
    assert (counted.k, counted.live) == (1, 4)
