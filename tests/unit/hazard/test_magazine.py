"""How far a weapon fed from a magazine is from harm."""

from collections.abc import Iterator
from functools import partial

import pytest
from msgspec.structs import replace

from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.core.state import Chamber, HeldBy, Look, State
from lastlook.core.words import Mechanism, Ms, Seen
from lastlook.hazard import search as searching
from lastlook.hazard.deeds import Deed
from lastlook.hazard.looks import Looks
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.refused import done
from lastlook.hazard.standing import Standing, Unjudged, standing
from lastlook.hazard.top import LIVE_ROUND
from lastlook.hazard.world import SAFE, Gun, Kind, World, come_up
from tests.unit.hazard.test_margin import (
    DUMMY,
    EMPTY,
    GUN,
    POLICY,
    SEEN,
    TAKEN,
    far,
    says,
    stands,
    then,
    together,
    told,
)

UNSEEN = Chamber()
FULL = told(DUMMY, "dummy")
CASE = replace(DUMMY, spent=True)
LATER: Ms = 10_000


def of(mechanism: Mechanism, *chambers: Chamber, state: State = SEEN) -> State:
    """The close-up with a weapon of another make, its barrel first."""
    weapon = replace(state.weapons[GUN], mechanism=mechanism, chambers=chambers)
    return state.with_weapon(weapon)


def pistol(*chambers: Chamber) -> State:
    return of("semi-automatic", *chambers)


def inside(state: State) -> set[tuple[Kind, ...]]:
    """What may be in the weapon at no error: the barrel, and a place beside it."""
    starts = stands(state).posed[0].starts
    return {one.world.guns[0].chambers for one in starts if not one.errors}


# --- what its record is worth ---------------------------------------------------------


@pytest.mark.parametrize("mechanism", ["semi-automatic", "pump", "bolt", "lever"])
@pytest.mark.parametrize(
    "chambers",
    [(EMPTY,) * 4, (FULL,) * 3, (EMPTY, FULL, FULL), (FULL, EMPTY)],
    ids=["empty", "full", "a full magazine", "one in the barrel"],
)
def test_seen_and_cleared_it_is_as_far_from_harm_as_a_revolver(
    mechanism: Mechanism, chambers: tuple[Chamber, ...]
) -> None:
    revolver = far(of("double-action-revolver", *chambers))
    assert revolver.k == 3
    assert far(of(mechanism, *chambers)).k == revolver.k


def test_with_a_magazine_nobody_looked_into_it_is_one_error_from_harm() -> None:
    counted = far(pistol(EMPTY, UNSEEN, UNSEEN))
    assert counted.k == 1
    assert far(of("double-action-revolver", EMPTY, UNSEEN, UNSEEN)).k == 2
    # Nobody errs before the last step: a round comes up between two honest looks.
    assert [line.is_error for line in counted.lines[-2:]] == [False, True]
    assert sum(line.is_error for line in counted.lines) == 1
    [up] = [line for line in counted.lines if "lets a round up" in line.text]
    assert up.really.endswith("live in the barrel, empty in the magazine")
    assert "unseen" not in counted.lines[-1].recorded
    # With the magazine out the barrel can be looked into first as well.
    assert far(pistol(UNSEEN, UNSEEN)).k == 1


def test_where_the_plan_points_it_at_somebody_no_error_is_left() -> None:
    state = pistol(EMPTY, UNSEEN)
    assert state.set_up is not None
    planned = replace(state.set_up, pointing="person")
    at_somebody = replace(state, set_ups=state.set_ups.put(planned.id, planned))
    assert far(at_somebody).k == 0


def test_with_a_barrel_nobody_looked_into_an_empty_magazine_says_nothing() -> None:
    assert far(pistol(UNSEEN, EMPTY, EMPTY)).k == 2
    assert ("live",) in inside(pistol(UNSEEN, EMPTY, EMPTY))


def test_places_of_a_magazine_of_which_the_record_says_the_same_are_one() -> None:
    few, many = (stands(pistol(EMPTY, *(UNSEEN,) * n)).posed for n in (1, 12))
    assert few == many
    assert inside(pistol(EMPTY, UNSEEN)) == {
        ("empty",),
        ("empty", "empty"),
        ("empty", "live"),
    }


def test_what_the_record_has_no_place_for_is_unknown() -> None:
    said = standing(pistol(EMPTY), POLICY, GUN, SEEN.now)
    assert isinstance(said, Unjudged)
    assert said.why == "the record has no place for what is in its magazine"


# --- in which order they were looked into ---------------------------------------------


def seen(*saw: Seen, by: str = "armorer") -> AnyAct:
    """One look."""
    first = {"bore": "clear", "hammer": "half-cock"} if saw[0] != "unseen" else {}
    return says(
        acts.Inspect,
        by,
        chambers=saw,
        method="rattle",
        magazine="out",
        **first,
    )


BARREL, MAGAZINE = seen("empty", "unseen"), seen("unseen", "empty")
BOTH = seen("empty", "empty")


@pytest.mark.parametrize(
    ("looks", "wait", "feared"),
    [
        ((BOTH,), LATER, False),
        ((BARREL, MAGAZINE), LATER, True),
        ((MAGAZINE, BARREL), LATER, False),
        ((BARREL, MAGAZINE, BARREL), LATER, False),
        ((BARREL, seen("unseen", "empty", by="first-ad")), 0, True),
        ((BOTH, seen("empty", "empty", by="first-ad")), 0, False),
    ],
)
def test_a_round_that_came_up_between_two_looks_is_feared_in_the_barrel(
    looks: tuple[AnyAct, ...], wait: Ms, *, feared: bool
) -> None:
    state = of("semi-automatic", UNSEEN, UNSEEN, state=TAKEN)
    for one in looks:
        state = then(replace(state, now=state.now + wait), one)
    assert all(chamber.looks for chamber in state.weapons[GUN].chambers)
    assert (("live",) in inside(state)) is feared


def test_looks_that_have_lapsed_say_nothing_of_the_order() -> None:
    old = Look("armorer", "rattle", SEEN.now, "empty")
    limit = POLICY.limits.clearance_ms
    young = Look("first-ad", "primer", SEEN.now + limit - 1, "empty")
    # The barrel was looked into after the magazine, and before it: of these the
    # earlier look into the magazine is too old.
    state = pistol(
        Chamber(looks=(replace(young, at=young.at - 2),)),
        Chamber(looks=(old, young)),
    )
    assert ("live",) not in inside(state)
    assert ("live",) in inside(replace(state, now=SEEN.now + limit))


# --- against a search of all of it ----------------------------------------------------


@pytest.mark.parametrize(
    "chambers",
    [
        (UNSEEN, UNSEEN),
        (UNSEEN, EMPTY),
        (EMPTY, EMPTY),
        (EMPTY, FULL),
        (DUMMY, DUMMY),
        (CASE, UNSEEN),
        (EMPTY, UNSEEN, EMPTY),
        (EMPTY, UNSEEN, FULL),
    ],
)
def test_place_by_place_it_counts_what_all_of_them_together_count(
    chambers: tuple[Chamber, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    state = pistol(*chambers)
    held = replace(state.weapons[GUN], custody=HeldBy("performer", SEEN.now))
    state = state.with_weapon(held)
    alone = far(state)
    monkeypatch.setattr(searching, "Procedure", partial(Procedure, whole=True))
    monkeypatch.setattr(searching, "STATES_MAX", 200_000)
    assert together(state).k == alone.k


def test_a_search_in_which_nobody_looks_into_one_of_them_alone_counts_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> Iterator[Deed]:
        return iter(())

    monkeypatch.setattr(Looks, "_apart", never)
    assert far(pistol(EMPTY, UNSEEN)).k == 2


def test_any_round_of_a_magazine_comes_up_and_throws_out_what_was_there() -> None:
    gun = Gun("armorer", ("spent", "blank", "empty", "live", "blank"), fed=True)
    assert {one.chambers for one in come_up(gun)} == {
        ("blank", "empty", "empty", "live", "blank"),
        ("live", "blank", "empty", "empty", "blank"),
    }
    assert not list(come_up(gun._replace(fed=False)))


# --- what hands do to it --------------------------------------------------------------


def beside_the_barrel(at: str, *chambers: Kind) -> tuple[Procedure, World]:
    """Who does what, where the weapon is one place of a magazine and its barrel."""
    procedure = Procedure(stands(pistol(EMPTY, EMPTY)).scene, LIVE_ROUND)
    return procedure, World((Gun(at, chambers, fed=True),), (None,))


def test_who_looks_into_one_of_them_alone_tells_nothing_of_the_other() -> None:
    procedure, world = beside_the_barrel("armorer", "empty", "live")
    told_of = {
        (deed.what, deed.report.chambers, deed.report.bore, deed.report.hammer)
        for deed in procedure.deeds(world)
        if deed.what != "inspect" and isinstance(deed.report, acts.Inspect)
    }
    assert told_of == {
        ("look-into-barrel", ("empty", "unseen"), "clear", "half-cock"),
        ("look-into-magazine", ("unseen", "live"), "unseen", "unseen"),
        ("round-up-and-look", ("unseen", "empty"), "unseen", "unseen"),
    }


def test_no_lock_keeps_a_hand_from_its_magazine() -> None:
    procedure, world = beside_the_barrel(SAFE, "empty", "empty")
    slipped = [one for one in procedure.covert(world) if one.after.guns != world.guns]
    assert {one.after.guns[0].chambers for one in slipped} == {("empty", "live")}
    assert {one.errors[-1].who for one in slipped} == {"armorer", "performer", "crew"}
    plain = world.with_gun(0, world.guns[0]._replace(fed=False))
    assert all(one.after.guns == plain.guns for one in procedure.covert(plain))


@pytest.mark.parametrize(("holds", "what"), [("empty", "load"), ("dummy", "unload")])
def test_it_is_loaded_and_unloaded_by_its_magazine(holds: Kind, what: str) -> None:
    procedure, world = beside_the_barrel("armorer", "empty", holds)
    [deed] = [one for one in procedure.deeds(world) if one.what == what]
    assert isinstance(deed.report, acts.Load | acts.Unload)
    assert deed.report.chambers == (2,)
    assert deed.after.guns[0].chambers[0] == "empty"


# --- done all the same ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "loaded"),
    [(1, ("dummy",)), (2, ("empty", "dummy")), (3, ("empty", "dummy"))],
)
def test_loaded_all_the_same_it_is_in_the_place_that_was_named(
    number: int, loaded: tuple[Kind, ...]
) -> None:
    state = pistol(EMPTY, EMPTY, EMPTY)
    act = says(acts.Load, "armorer", chambers=(number,), box="dummy-box")
    one = standing(state, POLICY, GUN, SEEN.now, done(act, state))
    assert isinstance(one, Standing)
    starts = one.posed[0].starts
    found = {
        start.world.guns[0].chambers
        for start in starts
        if "dummy" in start.world.guns[0].chambers
    }
    assert found == {loaded}
    assert {start.world.guns[0].chambers for start in starts} >= {("empty", "empty")}
