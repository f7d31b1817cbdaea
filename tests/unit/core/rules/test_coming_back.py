"""What was left lying is taken up, and what is taken back is remembered."""

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Collect,
    LockUp,
    Offer,
    RegisterWeapon,
    Stop,
    TakeOut,
)
from lastlook.core.events import Collected
from lastlook.core.impossibilities import InPlace
from lastlook.core.state import HeldBy
from tests.world.production import Production, a_set, granted, ms, refused, says

COLT_2 = ("colt-2", "firearm", "bolt", 1, ".308", "S-2", "hire-house")


def arrived(place: str) -> Production:
    return a_set().having(says("armorer", RegisterWeapon, *COLT_2, place))


@pytest.mark.parametrize("at", ["07:00", "23:00"])
def test_what_lies_in_a_place_that_does_not_lock_is_taken_up_at_any_time(
    at: str,
) -> None:
    stopped = arrived("table-1").having(says("camera", Stop))
    takes_up = says("prop-master", Collect, "colt-2", at=at)
    assert granted(stopped.ask(takes_up)) == (
        Collected(by="prop-master", at=ms(at), weapon="colt-2"),
    )
    taken = stopped.having(takes_up)
    assert taken.state.weapons["colt-2"].custody == HeldBy("prop-master", ms(at))
    assert granted(taken.ask(says("prop-master", LockUp, "colt-2", "safe-1")))


def test_what_is_under_lock_is_taken_out_and_not_collected() -> None:
    answer = arrived("cart-1").ask(says("prop-master", Collect, "colt-2"))
    assert refused(answer) == (InPlace("colt-2", "cart-1"),)


def test_from_one_performer_to_another_a_weapon_is_out_of_sight_all_the_same() -> None:
    held = a_set().without("hand-over-by-handler").ready().handed_to("actor")
    passed = held.having(
        says("actor", Offer, "colt-1", "double"),
        says("double", Accept, "colt-1", "taken", via="armorer"),
    )
    assert passed.colt.holder == "double"
    assert not passed.colt.looked_into


def test_from_a_handler_who_performs_it_comes_back_out_of_sight() -> None:
    ready = a_set().ready().collected("prop-master")
    assert ready.colt.looked_into
    plan = replace(ready.state.set_ups["12A"], performers=("prop-master",))
    set_ups = ready.state.set_ups.put("12A", plan)
    played = replace(ready, state=replace(ready.state, set_ups=set_ups))
    assert not played.collected("armorer").colt.looked_into


def test_before_anybody_called_a_set_up_a_handler_performs_in_none() -> None:
    out = a_set().out().looked_into()
    assert out.collected("prop-master").colt.looked_into


def test_who_had_a_hand_on_it_is_not_forgotten_while_it_is_loaded() -> None:
    loaded = a_set().ready().loaded(1).locked_up()
    again = loaded.having(says("prop-master", TakeOut, "colt-1"))
    assert again.colt.touched_by == ("armorer", "first-ad", "prop-master")
    emptied = replace(loaded.colt, chambers=a_set().colt.chambers)
    emptied_set = replace(loaded, state=loaded.state.with_weapon(emptied))
    again = emptied_set.having(says("prop-master", TakeOut, "colt-1"))
    assert again.colt.touched_by == ("prop-master",)


def test_a_lock_ends_a_call_that_rests_on_no_look() -> None:
    called = a_set().out().having(says("first-ad", Announce, "colt-1", "not-cleared"))
    assert called.colt.called is not None
    assert called.locked_up().colt.called is None
