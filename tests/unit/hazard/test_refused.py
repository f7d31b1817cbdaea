"""What a refused act would have led to, had hands done it all the same."""

from typing import Any, get_args, get_type_hints

from msgspec.structs import replace

from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.core.state import State
from lastlook.hazard.errors import Error
from lastlook.hazard.margin import Margin
from lastlook.hazard.nearest import Searches
from lastlook.hazard.phrases import part
from lastlook.hazard.refused import NONE, Deed, done, no_deed, weapon_of
from lastlook.hazard.standing import Standing, standing
from tests.unit.hazard.test_margin import (
    DUMMY,
    GUN,
    OUT,
    POLICY,
    SEEN,
    far,
    look,
    prepared,
    says,
    stands,
)


def were_it_done(state: State, act: AnyAct) -> Margin:
    one = standing(state, POLICY, GUN, state.now, done(act, state))
    assert isinstance(one, Standing), one
    return Searches(one.scene).nearest(one, part)


def load(chambers: tuple[int, ...] = (1,)) -> AnyAct:
    return says(acts.Load, "armorer", chambers=chambers, box="dummy-box")


def test_loading_without_a_yes_brings_it_nearer_to_harm() -> None:
    counted = were_it_done(SEEN, load())
    # What came out of an unproved box, and one slip; the bypass is behind already.
    assert (far(SEEN).k, counted.k) == (3, 2)
    assert not any(error.of == "bypass" for error in counted.errors)


def test_an_error_that_was_committed_counts_no_more_when_it_is_again() -> None:
    for act in (
        load(),
        says(acts.Collect, "armorer"),
        says(acts.Unload, "armorer", chambers=(1,), box="dummy-box"),
    ):
        counted, deed = were_it_done(SEEN, act), done(act, SEEN)
        assert deed is not None
        assert deed.error not in counted.errors
        assert counted.k is not None
        assert counted.k + 1 >= (far(SEEN).k or 0)


def test_only_the_chambers_that_were_named_are_loaded() -> None:
    weapon = SEEN.weapons[GUN]
    six = SEEN.with_weapon(replace(weapon, chambers=weapon.chambers * 6))
    one = standing(six, POLICY, GUN, six.now, done(load((1, 2)), six))
    assert isinstance(one, Standing)
    inside = {start.world.guns[0].chambers for start in one.posed[0].starts}
    assert inside == {("dummy",), ("live",), ("empty",)}
    # The record knows nothing of it.
    chambers = {start.state.weapons[GUN].chambers for start in one.posed[0].starts}
    assert chambers == {weapon.chambers}


def test_handed_over_all_the_same_it_is_with_whom_it_was_offered_to() -> None:
    for act in (
        says(acts.Offer, "armorer", to="crew"),
        says(acts.Accept, "crew", look="taken"),
    ):
        one = standing(SEEN, POLICY, GUN, SEEN.now, done(act, SEEN))
        assert isinstance(one, Standing)
        assert dict(one.people)["performer"] == "crew"
        assert one.posed[0].starts[0].world.guns[0].at == "performer"
        assert one.free == (Error("bypass", "custody", "performer"),)


def test_a_call_that_was_refused_leaves_the_world_and_is_played_all_the_same() -> None:
    act = says(acts.Announce, "first-ad", called="empty")
    one = standing(SEEN, POLICY, GUN, SEEN.now, done(act, SEEN))
    assert isinstance(one, Standing)
    assert one.posed == stands(SEEN).posed
    assert one.free == (Error("bypass", "call", "first-ad"),)


def test_locked_fired_emptied_and_taken_out_are_as_hands_leave_them() -> None:
    full = SEEN.with_weapon(replace(SEEN.weapons[GUN], chambers=(DUMMY,)))
    live = SEEN.with_weapon(
        replace(SEEN.weapons[GUN], chambers=(replace(DUMMY, strange=True),))
    )
    for state, act, at, inside in (
        (full, says(acts.LockUp, "armorer", place="safe"), "locked", "dummy"),
        (
            live,
            says(acts.Discharge, "armorer", chambers=(1,), planned=False),
            "armorer",
            "spent",
        ),
        (
            full,
            says(acts.Unload, "armorer", chambers=(1,), box="dummy-box"),
            "armorer",
            "empty",
        ),
        (prepared().state, OUT, "armorer", "empty"),
    ):
        one = standing(state, POLICY, GUN, state.now, done(act, state))
        assert isinstance(one, Standing)
        gun = one.posed[0].starts[0].world.guns[0]
        assert (gun.at, gun.chambers) == (at, (inside,))


def test_what_is_sent_away_is_in_the_hands_of_whoever_sends_it() -> None:
    paper = says(acts.Surrender, "armorer", reference="P-1")
    for act in (says(acts.SendBack, "armorer"), paper):
        state = prepared().state
        one = standing(state, POLICY, GUN, state.now, done(act, state))
        assert isinstance(one, Standing)
        assert one.posed[0].starts[0].world.guns[0].at == "armorer"
        assert one.free == (Error("bypass", "custody", "armorer"),)
        # It was locked up, and nobody had looked into it.
        assert were_it_done(state, act).k == 2


def arriving(**fields: Any) -> AnyAct:
    """A weapon that packs may bar at the door."""
    weapon: dict[str, Any] = {
        "weapon_class": "firearm",
        "mechanism": "single-action-revolver",
        "chambers": 6,
        "calibre": ".45LC",
        "serial": "S-9",
        "supplier": "shop",
        "place": "safe",
    }
    came = says(acts.RegisterWeapon, "armorer", **weapon)
    return replace(came, **{"weapon": "colt-9", **fields})


def test_what_is_taken_in_all_the_same_is_feared_to_be_loaded() -> None:
    act = arriving()
    one = standing(SEEN, POLICY, "colt-9", SEEN.now, done(act, SEEN))
    assert isinstance(one, Standing)
    inside = {start.world.guns[0].chambers for start in one.posed[0].starts}
    assert inside == {("empty",), ("live",)}
    assert one.posed[0].starts[0].world.guns[0].at == "locked"
    assert Searches(one.scene).nearest(one, part).k == 2
    table = replace(SEEN.places["cart"], id="table", locks=False)
    open_ = replace(SEEN, places=SEEN.places.put("table", table))
    deed = done(arriving(place="table"), open_)
    lying = standing(open_, POLICY, "colt-9", SEEN.now, deed)
    assert isinstance(lying, Standing)
    assert lying.posed[0].starts[0].world.guns[0].at == "lying"


def test_what_cannot_be_taken_in_is_no_deed() -> None:
    for act in (
        arriving(weapon=GUN),
        arriving(place="no-place"),
        arriving(like=("no-gun",)),
    ):
        assert done(act, SEEN) is None


def test_every_act_about_a_weapon_is_a_deed_or_it_is_said_why_it_is_none() -> None:
    about = {
        act for act in get_args(AnyAct) if get_type_hints(act).get("weapon") is str
    }
    deeds = set(get_args(Deed))
    assert about == deeds | set(NONE)
    assert not deeds & set(NONE)
    assert no_deed(look("armorer", "rattle")) == NONE[acts.Inspect]
    assert weapon_of(look("armorer", "rattle")) == GUN
    assert not no_deed(OUT)
    assert weapon_of(OUT) == GUN


def test_a_look_and_what_is_about_nothing_known_are_no_deeds() -> None:
    assert done(look("armorer", "rattle"), SEEN) is None
    unknown = says(acts.Load, "armorer", chambers=(1,), box="no-box")
    assert done(unknown, SEEN) is None
    assert done(replace(OUT, weapon="no-gun"), SEEN) is None
