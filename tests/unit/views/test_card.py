import pytest
from msgspec.structs import replace

from lastlook.core.state import Hold
from lastlook.core.words import Hammer
from lastlook.views.card import Card, card
from lastlook.views.viewpoint import Viewpoint
from tests.world.viewed import CLEARED, MINUTE, OFFERED, ONE_LOOK, OUT, seen

LOADED = f"""{CLEARED}\
08:04 armorer loads colt-1 chambers=1,2 box=B1 watchers=actor
"""


def marks(one: Card) -> list[str]:
    return [mark.mark for mark in one.chambers]


def possible(one: Card) -> list[str]:
    return [choice.name for choice in one.choices if choice.possible]


def test_a_weapon_nobody_looked_into_is_unseen_whatever_the_record_holds() -> None:
    assert marks(card(seen(OUT, "armorer"), "colt-1")) == ["unseen"] * 6
    loaded = card(seen(LOADED, "armorer"), "colt-1")
    assert marks(loaded) == ["unseen"] * 6
    assert [(row.lot, row.rounds) for row in loaded.load] == [("D1", 2)]


def test_who_looked_sees_what_they_found() -> None:
    one = card(seen(ONE_LOOK, "armorer"), "colt-1")
    assert marks(one) == ["empty"] * 6
    assert one.looks[0].found == "6 empty"


@pytest.mark.parametrize("reader", ["first-ad", "actor", "director"])
def test_a_first_look_is_withheld_from_everybody_else(reader: str) -> None:
    one = card(seen(ONE_LOOK, reader), "colt-1")
    assert marks(one) == ["withheld"] * 6
    assert [mark.people for mark in one.chambers] == [1] * 6
    assert one.looks[0].found == ""


def test_after_the_second_look_everybody_sees_both() -> None:
    one = card(seen(CLEARED, "director"), "colt-1")
    assert not one.withheld
    assert marks(one) == ["empty"] * 6
    assert [(look.by, look.method) for look in one.looks] == [
        ("armorer", "rod"),
        ("first-ad", "light"),
    ]


def test_a_cleared_weapon_may_be_called_until_its_oldest_look_is_too_old() -> None:
    view = seen(CLEARED, "armorer")
    one = card(view, "colt-1")
    assert one.clearance.called == "empty"
    assert one.clearance.until == view.now - MINUTE + 10 * MINUTE
    late = card(seen(CLEARED, "armorer", later=9 * MINUTE), "colt-1")
    assert late.clearance.called == "not-cleared"
    assert late.stale
    assert not one.stale


def test_the_likely_next_act_stands_first() -> None:
    assert card(seen(OUT, "armorer"), "colt-1").main == next(
        c for c in card(seen(OUT, "armorer"), "colt-1").choices if c.name == "inspect"
    )
    looked = card(seen(CLEARED, "armorer"), "colt-1").main
    assert looked is not None
    assert looked.name == "offer"
    offered = card(seen(OFFERED, "actor"), "colt-1").main
    assert offered is not None
    assert offered.name == "accept"


def test_what_the_record_rules_out_is_left_out() -> None:
    names = [choice.name for choice in card(seen(OUT, "armorer"), "colt-1").choices]
    assert "take-out" not in names
    assert "accept" not in names
    assert "unload" not in names


def test_what_a_rule_refuses_says_why() -> None:
    one = card(seen(OUT, "armorer"), "colt-1")
    offer = next(choice for choice in one.choices if choice.name == "offer")
    # To another handler it may go unseen; nobody else is asked about then.
    assert offer.possible
    call = next(choice for choice in one.choices if choice.name == "announce")
    assert not call.possible
    assert "chambers-unseen" in [reason.code for reason in call.reasons]


def test_possible_acts_stand_before_refused_ones() -> None:
    flags = [choice.possible for choice in card(seen(OUT, "armorer"), "colt-1").choices]
    assert flags == sorted(flags, reverse=True)


def test_a_performer_is_told_what_is_not_their_part() -> None:
    one = card(seen(CLEARED, "actor"), "colt-1")
    assert possible(one) == []
    assert any(choice.not_your_part for choice in one.choices)


def test_while_the_set_is_stopped_the_likely_act_is_to_lock_it_up() -> None:
    one = card(seen(f"{CLEARED}08:04 camera stops\n", "armorer"), "colt-1")
    assert [hold.kind for hold in one.holds] == ["stop"]
    assert one.main is not None
    assert one.main.name == "lock-up"


def test_after_the_first_look_nothing_is_more_likely_than_another() -> None:
    one = card(seen(ONE_LOOK, "armorer"), "colt-1")
    assert one.main is not None
    assert one.main.label == "Look again into colt-1"


def test_an_unknown_weapon_has_no_card() -> None:
    with pytest.raises(KeyError):
        card(seen(OUT, "armorer"), "colt-9")


# --- what the trade asks besides -----------------------------------------------

DOWN = "bore=clear hammer=down under=2"
ON_TWO = f"""{OUT}\
08:02 armorer inspects colt-1 chambers=empty*6 method=rod took-ms=41s {DOWN}
"""
SEEN_TWICE = f"""{ON_TWO}\
08:03 first-ad inspects colt-1 chambers=empty*6 method=light took-ms=38s
"""
SOFT = """\
08:00 first-ad goes-to 12R
08:01 armorer takes-out rubber-1
"""
FELT = f"""{SOFT}\
08:02 armorer inspects rubber-1 chambers=- method=finger body=soft
"""


def by_two(view: Viewpoint) -> Viewpoint:
    """The same where two people look at what has no chambers."""
    limits = replace(view.policy.limits, body_looks_count=2)
    return replace(view, policy=replace(view.policy, limits=limits))


def test_the_chamber_under_a_hammer_that_is_down_is_shown() -> None:
    assert card(seen(SEEN_TWICE, "director"), "colt-1").rests_on == 2
    assert card(seen(CLEARED, "director"), "colt-1").rests_on is None


def test_where_the_hammer_rests_is_withheld_with_the_first_look() -> None:
    # It was let down on a chamber because that was found empty.
    one = card(seen(ON_TWO, "first-ad"), "colt-1")
    hammer: Hammer = "unseen"
    assert (one.weapon.hammer, one.rests_on) == (hammer, None)
    assert card(seen(ON_TWO, "armorer"), "colt-1").rests_on == 2


def test_how_long_each_look_took_is_shown() -> None:
    looks = card(seen(SEEN_TWICE, "director"), "colt-1").looks
    assert [look.took_ms for look in looks] == [41_000, 38_000]


def test_what_has_no_chambers_is_not_cleared_before_somebody_looked() -> None:
    assert card(seen(SOFT, "armorer"), "rubber-1").clearance.called == "not-cleared"
    felt = card(seen(FELT, "armorer"), "rubber-1")
    assert felt.clearance.called == "rubber"
    assert [(look.by, look.found) for look in felt.looks] == [("armorer", "soft")]


def test_a_first_look_at_a_body_is_withheld_too_where_two_are_asked_for() -> None:
    one = card(by_two(seen(FELT, "first-ad")), "rubber-1")
    assert one.withheld
    assert one.looks[0].found == ""
    assert one.weapon.body[0].found == "unseen"
    own = card(by_two(seen(FELT, "armorer")), "rubber-1")
    assert own.looks[0].found == "soft"


def test_a_hold_that_names_a_box_and_no_weapon_is_of_the_whole_set() -> None:
    view = seen(CLEARED, "armorer")
    hold = Hold("live-round-1", "live-round", 1, "adviser", "confirmed-live", box="B1")
    state = replace(view.state, holds=view.state.holds.put(hold.id, hold))
    assert card(replace(view, state=state), "colt-1").holds == (hold,)


def test_a_condition_that_is_owed_is_at_hand_and_one_that_is_not_stands_aside() -> None:
    one = card(seen(OUT, "armorer"), "colt-1")
    assert "record-condition" in [choice.name for choice in one.set_by]
    arrived = (
        "07:00 armorer registers colt-9 weapon-class=firearm mechanism=bolt chambers=5 "
        "calibre=.308 serial=S-9 supplier=hire-house place=safe-1\n"
    )
    new = card(seen(arrived, "armorer"), "colt-9")
    assert new.main is not None
    assert new.main.name == "record-condition"


def test_what_is_done_beside_the_set_is_offered_to_whoever_may() -> None:
    one = card(seen("", "armorer"), "colt-1")
    assert {"test-blank", "send-back"} <= {choice.name for choice in one.choices}
    assert "verify-status" not in {choice.name for choice in one.choices}
    unsound = "07:00 armorer records-condition colt-1 sound=no\n"
    broken = card(seen(unsound, "armorer"), "colt-1").choices
    assert "repair" in {choice.name for choice in broken}
