"""What was left lying is taken up, and what is taken back is remembered."""

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    ChangeSetUp,
    Collect,
    Load,
    LockUp,
    Offer,
    RegisterWeapon,
    Report,
    Stop,
    TakeOut,
)
from lastlook.core.events import Collected
from lastlook.core.impossibilities import InPlace
from lastlook.core.refusals import WeaponUnattended
from lastlook.core.state import HeldBy
from tests.world.production import (
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

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


# --- what lies about ---------------------------------------------------------

OFFERS = says("armorer", Offer, "colt-1", "actor")
PLAYED = pytest.mark.parametrize(
    "said",
    [
        says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
        OFFERS,
        says("actor", Accept, "colt-1", "taken"),
        says("first-ad", Announce, "colt-1", "empty"),
    ],
    ids=lambda said: said.kind.__name__,
)


def lying(
    place: str = "safe-1", what: str | None = "left-unattended", **colt: str
) -> Production:
    """Colt-1 is offered; colt-2 came to a place, and something was told of it."""
    second = says("armorer", RegisterWeapon, *COLT_2, place)
    offered = a_set().ready().offered().only("weapon-unattended").having(second)
    if what is not None:
        offered = offered.having(
            says("camera", Report, what, ms("07:00"), "colt-2"),
        )
    return offered.with_weapon("colt-2", **colt)


@PLAYED
def test_while_one_lies_in_nobodys_hands_no_other_is_put_in_play(said: Said) -> None:
    left = lying()
    assert refused(left.ask(said)) == (WeaponUnattended("colt-2"),)
    taken = left.having(says("prop-master", Collect, "colt-2"))
    assert granted(taken.ask(said))


def test_while_one_lies_in_nobodys_hands_no_other_comes_out() -> None:
    left = lying().locked_up()
    answer = left.ask(says("armorer", TakeOut, "colt-1"))
    assert refused(answer) == (WeaponUnattended("colt-2"),)


@pytest.mark.parametrize("what", ["left-unattended", "moved"])
def test_what_was_left_or_carried_off_lies_about(what: str) -> None:
    assert refused(lying(what=what).ask(OFFERS)) == (WeaponUnattended("colt-2"),)
    # What is lost lies nobody knows where; that hold is its own.
    for other in ("handed-over", "lost"):
        assert granted(lying(what=other).ask(OFFERS))


def test_what_lies_in_a_place_that_does_not_lock_lies_about() -> None:
    on_table = lying("table-1", None)
    assert refused(on_table.ask(OFFERS)) == (WeaponUnattended("colt-2"),)
    assert granted(lying("cart-1", None).ask(OFFERS))
    # It comes out of there itself, and may then be put in play.
    assert granted(on_table.ask(says("armorer", TakeOut, "colt-2")))
    assert granted(lying("safe-1", None).ask(says("armorer", TakeOut, "colt-2")))


def test_what_cannot_fire_may_lie_about() -> None:
    assert granted(lying(weapon_class="replica").ask(OFFERS))


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Offer, "colt-1", "prop-master"),
        says("armorer", LockUp, "colt-1", "safe-1"),
        says("first-ad", Announce, "colt-1", "not-cleared"),
        says("first-ad", ChangeSetUp, "12B"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_lies_about_keeps_nobody_from_making_safe(said: Said) -> None:
    assert granted(lying().ask(said))


def test_everything_that_lies_about_is_named_even_what_is_asked_for() -> None:
    left = lying().having(says("camera", Report, "moved", ms("07:00"), "colt-1"))
    answer = left.ask(says("first-ad", Announce, "colt-1", "empty"))
    assert refused(answer) == (
        WeaponUnattended("colt-1"),
        WeaponUnattended("colt-2"),
    )


def test_a_pack_that_warns_of_what_lies_about_has_it_remarked() -> None:
    warned = lying().only("weapon-unattended", severity="warn")
    assert remarks(warned.ask(OFFERS)) == (WeaponUnattended("colt-2"),)
    assert remarks(warned.only().ask(OFFERS)) == ()
