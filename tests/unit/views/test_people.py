from lastlook.views.holds import to_lift
from lastlook.views.methods import methods
from lastlook.views.people import people
from tests.world.viewed import ONE_LOOK, seen


def test_only_whose_part_it_is_may_invite() -> None:
    assert all(row.may_invite for row in people(seen("", "office")))
    assert not any(row.may_invite for row in people(seen("", "actor")))


def test_a_phone_that_is_not_there_cannot_be_ended() -> None:
    rows = {row.person.id: row.may_revoke for row in people(seen("", "office"))}
    assert rows["armorer"]
    assert not rows["double"]


def test_phones_that_count_are_counted() -> None:
    rows = {row.person.id: row.keys for row in people(seen("", "office"))}
    assert rows["armorer"] == 1
    assert rows["double"] == 0


def test_who_set_a_stop_may_not_lift_it_and_others_may() -> None:
    stopped = "07:10 camera stops\n"
    view = seen(stopped, "adviser")
    (hold,) = view.state.holds.values()
    lift = to_lift(view, hold.id)
    assert lift is not None
    assert lift.possible
    refused = to_lift(seen(stopped, "camera"), hold.id)
    assert refused is not None
    assert not refused.possible


def test_a_test_used_by_the_first_look_is_offered_last() -> None:
    view = seen(ONE_LOOK, "first-ad")
    shown = methods(view.policy, view.state.weapons["colt-1"])
    assert shown[-1].name == "rod"
    assert shown[-1].used
    assert "empty" in shown[0].tells
