"""What is known to have happened is among the cut sets, and nothing short of it is."""

import pytest

from lastlook.core.acts import TakeOut
from lastlook.core.policy import Policy
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.scene import Size, scene
from lastlook.hazard.top import LIVE_ROUND
from tests.unit.hazard.chains import HOUSE, THAT_DAY, cuts_among, searched

LIVE_IN_THE_BOX = {"stock.box.supplier", "slip.trigger.performer"}
CLOSE_UP_OF_1993 = {
    "stock.box.supplier",  # a dummy made from a live cartridge, its primer left in
    "bypass.shot.performer",  # the trigger pulled in the close-up, and nothing said
    "slip.muzzle.performer",
}
DELAY_OF_1984 = {"slip.trigger.performer", "slip.contact.performer"}


def test_the_2021_chain_takes_two_errors_as_it_was_practised() -> None:
    found = cuts_among(
        LIVE_IN_THE_BOX, of="live-round", in_="rehearsal", under=THAT_DAY
    )

    assert found == {frozenset(LIVE_IN_THE_BOX)}


def test_a_search_of_everything_finds_the_2021_chain_and_nothing_smaller() -> None:
    found = searched("rehearsal", "live-round", THAT_DAY)

    assert frozenset(LIVE_IN_THE_BOX) in found
    assert min(map(len, found)) == 2


def test_under_the_house_rules_the_2021_errors_do_not_suffice() -> None:
    assert not cuts_among(LIVE_IN_THE_BOX, of="live-round", in_="rehearsal")


def test_the_1993_chain_takes_a_shot_nobody_told_of_and_every_look() -> None:
    looks = {"untrue.proof.armorer", "untrue.look.armorer", "untrue.look.first-ad"}

    found = cuts_among(
        CLOSE_UP_OF_1993 | looks, of="obstruction", in_="close-up-then-take"
    )

    assert found == {frozenset(CLOSE_UP_OF_1993 | looks)}


def test_as_it_was_practised_in_2021_the_1993_chain_needs_no_false_look() -> None:
    found = cuts_among(
        CLOSE_UP_OF_1993, of="obstruction", in_="close-up-then-take", under=THAT_DAY
    )

    assert found == {frozenset(CLOSE_UP_OF_1993)}


@pytest.mark.parametrize("under", [HOUSE, THAT_DAY], ids=["house", "that day"])
def test_a_search_of_everything_finds_the_1984_chain_and_nothing_smaller(
    under: Policy,
) -> None:
    found = searched("lunch", "contact", under)

    assert frozenset(DELAY_OF_1984) in found
    assert min(map(len, found)) == 2


@pytest.mark.parametrize("name", ["lunch", "wrap"])
def test_the_1984_chain_is_a_finger_and_a_hand_once_the_cut_is_called(
    name: str,
) -> None:
    found = cuts_among(DELAY_OF_1984, of="contact", in_=name)

    # At the wrap the blank is fired: what is in the chamber is a case.
    assert found == ({frozenset(DELAY_OF_1984)} if name == "lunch" else set())


def test_in_the_action_one_hand_is_enough_for_it() -> None:
    found = cuts_among(DELAY_OF_1984, of="contact", in_="reset")

    assert found == {frozenset({"slip.contact.performer"})}


def test_a_blow_needs_a_hammer_that_rests_on_a_live_round() -> None:
    loaded = {
        "covert.bring-live.crew",
        "covert.tamper.performer",
        "slip.blow.performer",
        "slip.muzzle.performer",
    }

    assert not cuts_among(loaded, of="blow", in_="close-up")
    lowered = loaded | {"bypass.hammer.performer"}
    assert cuts_among(lowered, of="blow", in_="close-up") == {frozenset(lowered)}


def test_a_hammer_let_down_on_a_round_is_handed_on_only_by_a_false_look() -> None:
    came = {"stock.weapon.supplier", "slip.blow.performer", "slip.muzzle.performer"}
    looks = {"untrue.look.armorer", "untrue.look.first-ad"}

    assert not cuts_among(came, of="blow", in_="close-up")
    assert cuts_among(came | looks, of="blow", in_="close-up") == {
        frozenset(came | looks)
    }


def test_no_look_tells_how_strong_a_blank_is() -> None:
    stronger = {"stock.box.supplier", "slip.muzzle.performer"}

    found = cuts_among(stronger, of="wrong-blank", in_="take")

    assert found == {frozenset(stronger)}


def test_from_the_wrong_box_is_a_mixup_where_there_are_two() -> None:
    wrong_box = {"mixup.loading.armorer", "slip.muzzle.performer"}

    assert cuts_among(wrong_box, of="wrong-blank", in_="two-loads") == {
        frozenset(wrong_box)
    }
    assert not cuts_among(wrong_box, of="wrong-blank", in_="take")


@pytest.mark.parametrize("weapons", [1, 2])
def test_only_where_there_are_two_weapons_can_one_be_taken_for_the_other(
    weapons: int,
) -> None:
    the_scene = scene("close-up", HOUSE, Size(weapons, 1))
    procedure = Procedure(the_scene, LIVE_ROUND, whole=True)

    told_of = {
        (act.weapon, deed.what)
        for deed in procedure.deeds(procedure.start())
        for act in deed.mixed
        if isinstance(act, TakeOut)
    }

    both = {("revolver-1", "take-out"), ("revolver-2", "take-out")}
    assert told_of == (both if weapons == 2 else set())


def test_a_set_of_two_weapons_is_as_ready_as_one() -> None:
    two = scene("take", HOUSE, Size(2, 1))

    assert not two.refused
    assert not two.state.holds
