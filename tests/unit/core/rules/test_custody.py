"""Who has the weapon, and how it goes from hand to hand."""

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    AssignDuty,
    Break,
    ChangeSetUp,
    Collect,
    ConfirmReturn,
    Correct,
    Cut,
    Decline,
    Enrol,
    Inspect,
    Load,
    LockUp,
    Offer,
    RecordCondition,
    RecordPermit,
    RegisterWeapon,
    Report,
    Show,
    TakeOut,
    Unload,
    Wrap,
)
from lastlook.core.events import (
    Accepted,
    Collected,
    Declined,
    LockedUp,
    Offered,
    ReturnConfirmed,
    SightLost,
    TakenOut,
)
from lastlook.core.impossibilities import (
    AlreadyHeld,
    GoneBack,
    InPlace,
    NoOffer,
    NothingToConfirm,
    NotTheHolder,
    NotThere,
)
from lastlook.core.refusals import (
    HandOverByHandler,
    NotCollected,
    OfferLapsed,
    OfferOpen,
    PlaceDoesNotLock,
    ReturnNotConfirmed,
    WeaponUnsound,
)
from lastlook.core.state import HeldBy, OpenOffer, Returned, Stored, Unattended
from tests.world.production import (
    EMPTY,
    NEW_YEAR,
    NEXT_YEAR,
    SECOND,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)


def with_actor() -> Production:
    return a_set().ready().handed_to("actor")


def left_alone() -> Production:
    return with_actor().having(
        says("armorer", Report, "left-unattended", ms("07:00"), "colt-1")
    )


def gone_back() -> Production:
    out = a_set().ready()
    gone = replace(out.colt, custody=Returned(ms("07:00")))
    return replace(out, state=out.state.with_weapon(gone))


# --- taking out --------------------------------------------------------------


def test_what_is_taken_out_is_in_the_hands_of_who_took_it() -> None:
    out = a_set().having(says("armorer", TakeOut, "colt-1", at="07:03"))
    assert out.colt.custody == HeldBy("armorer", ms("07:03"))
    assert out.colt.touched_by == ("armorer",)


def test_taking_out_is_recorded_as_taking_out_and_nothing_else() -> None:
    answer = a_set().ask(says("armorer", TakeOut, "colt-1", at="07:03"))
    assert granted(answer) == (TakenOut(by="armorer", at=ms("07:03"), weapon="colt-1"),)


def test_what_somebody_holds_is_not_taken_out() -> None:
    answer = a_set().out().ask(says("prop-master", TakeOut, "colt-1"))
    assert refused(answer) == (AlreadyHeld("colt-1", "armorer"),)


def test_what_nobody_minds_is_not_taken_out_of_anywhere() -> None:
    alone = left_alone().without("weapon-unattended")
    answer = alone.ask(says("armorer", TakeOut, "colt-1"))
    assert refused(answer) == (NotThere("colt-1"),)


def test_who_had_a_hand_on_it_is_counted_anew_from_the_lock() -> None:
    back = with_actor().collected("prop-master").locked_up(by="prop-master")
    assert back.colt.touched_by == ("armorer", "first-ad", "actor", "prop-master")
    again = back.out(by="armorer").colt
    assert again.touched_by == ("armorer",)
    assert again.unconfirmed is None


# --- offering ----------------------------------------------------------------


def test_an_offer_stands_and_the_weapon_is_still_the_givers() -> None:
    offered = a_set().ready().having(says("armorer", Offer, "colt-1", "actor"))
    assert offered.colt.offer == OpenOffer("armorer", "actor", ms("07:00"))
    assert offered.colt.holder == "armorer"


def test_an_offer_is_recorded_as_an_offer_and_nothing_else() -> None:
    answer = a_set().ready().ask(says("armorer", Offer, "colt-1", "actor"))
    event = Offered(by="armorer", at=ms("07:00"), weapon="colt-1", to="actor")
    assert granted(answer) == (event,)
    assert remarks(answer) == ()


@pytest.mark.parametrize(
    "said",
    [
        says("prop-master", Offer, "colt-1", "actor"),
        says("prop-master", LockUp, "colt-1", "safe-1"),
        says("prop-master", Load, "colt-1", (1,), "B1", ("actor",)),
        says("prop-master", Show, "colt-1", ("actor",)),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_only_whoever_holds_it_does_anything_with_it(said: Said) -> None:
    answer = a_set().ready().ask(said)
    assert refused(answer) == (NotTheHolder("colt-1", "prop-master", "armorer"),)


def test_only_whoever_holds_it_unloads_it() -> None:
    answer = (
        a_set().ready().loaded(1).ask(says("prop-master", Unload, "colt-1", (1,), "B1"))
    )
    assert refused(answer) == (NotTheHolder("colt-1", "prop-master", "armorer"),)


@pytest.mark.parametrize(
    ("where", "with_whom"), [(a_set(), "safe-1"), (left_alone(), "nobody")]
)
def test_who_does_not_have_it_is_told_where_it_is(
    where: Production, with_whom: str
) -> None:
    answer = where.ask(says("armorer", LockUp, "colt-1", "safe-1"))
    assert refused(answer) == (NotTheHolder("colt-1", "armorer", with_whom),)


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", TakeOut, "colt-1"),
        says("armorer", Collect, "colt-1"),
        says("armorer", LockUp, "colt-1", "safe-1"),
        says("actor", Decline, "colt-1"),
        says("actor", ConfirmReturn, "colt-1"),
        says("armorer", Show, "colt-1", ("actor",)),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_went_back_to_the_supplier_is_in_nobodys_hands(said: Said) -> None:
    assert refused(gone_back().ask(said)) == (GoneBack("colt-1"),)


def test_nobody_offers_it_to_themselves() -> None:
    answer = a_set().ready().ask(says("armorer", Offer, "colt-1", "armorer"))
    assert refused(answer) == (AlreadyHeld("colt-1", "armorer"),)


def test_between_two_performers_no_weapon_goes() -> None:
    answer = with_actor().ask(says("actor", Offer, "colt-1", "double"))
    assert refused(answer) == (HandOverByHandler("colt-1", "actor", "double"),)


@pytest.mark.parametrize("to", ["armorer", "prop-master"])
def test_a_performer_offers_it_back_to_any_handler(to: str) -> None:
    assert granted(with_actor().ask(says("actor", Offer, "colt-1", to)))


def test_a_weapon_goes_from_handler_to_handler_unseen_and_off_hours() -> None:
    answer = (
        a_set().out().ask(says("armorer", Offer, "colt-1", "prop-master", at="22:00"))
    )
    assert granted(answer)


def test_one_offer_at_a_time() -> None:
    answer = (
        a_set().ready().offered("actor").ask(says("armorer", Offer, "colt-1", "double"))
    )
    assert refused(answer) == (OfferOpen("colt-1", "actor"),)


def test_the_same_person_is_offered_it_again() -> None:
    offered = a_set().ready().offered("actor")
    again = offered.having(says("armorer", Offer, "colt-1", "actor", at="07:01"))
    assert again.colt.offer == OpenOffer("armorer", "actor", ms("07:01"))


def test_an_offer_bars_another_until_its_last_millisecond() -> None:
    offered = a_set().ready().offered("actor")
    answer = offered.ask(says("armorer", Offer, "colt-1", "double", at="07:01:59.999"))
    assert refused(answer) == (OfferOpen("colt-1", "actor"),)


def test_a_lapsed_offer_bars_nothing() -> None:
    offered = a_set().ready().offered("actor")
    answer = offered.ask(says("armorer", Offer, "colt-1", "double", at="07:02"))
    assert granted(answer)


# --- accepting and declining -------------------------------------------------


def test_what_is_accepted_changes_hands() -> None:
    offered = a_set().ready().offered("actor")
    held = offered.having(says("actor", Accept, "colt-1", "taken", at="07:01")).colt
    assert held.custody == HeldBy("actor", ms("07:01"))
    assert held.offer is None
    assert held.touched_by == ("armorer", "first-ad", "actor")


def test_an_acceptance_names_the_giver_the_look_and_the_phone() -> None:
    answer = (
        a_set()
        .ready()
        .offered("double")
        .ask(says("double", Accept, "colt-1", "declined", via="armorer"))
    )
    assert granted(answer) == (
        Accepted(
            by="double",
            at=ms("07:00"),
            weapon="colt-1",
            giver="armorer",
            look="declined",
            via="armorer",
        ),
    )


def test_a_weapon_shown_empty_is_still_seen_in_the_performers_hands() -> None:
    assert with_actor().colt.looked_into


@pytest.mark.parametrize("kind", [Accept, Decline])
def test_nobody_answers_an_offer_that_was_not_made(kind: type) -> None:
    fields = {"look": "taken"} if kind is Accept else {}
    answer = a_set().ready().ask(says("actor", kind, "colt-1", **fields))
    assert NoOffer("colt-1", "actor") in refused(answer)


@pytest.mark.parametrize("kind", [Accept, Decline])
def test_nobody_answers_an_offer_made_to_another(kind: type) -> None:
    fields = {"look": "taken"} if kind is Accept else {}
    answer = (
        a_set()
        .ready()
        .offered("actor")
        .ask(says("double", kind, "colt-1", via="armorer", **fields))
    )
    assert refused(answer) == (NoOffer("colt-1", "double"),)


def test_an_offer_is_accepted_until_its_last_millisecond() -> None:
    offered = a_set().ready().offered("actor")
    answer = offered.ask(says("actor", Accept, "colt-1", "taken", at="07:01:59.999"))
    assert granted(answer)


def test_an_offer_lapses_exactly_at_its_time() -> None:
    offered = a_set().ready().offered("actor")
    answer = offered.ask(says("actor", Accept, "colt-1", "taken", at="07:02"))
    assert refused(answer) == (OfferLapsed("colt-1", ms("07:00")),)


def test_an_offer_lapses_when_the_packs_say_so() -> None:
    offered = a_set().limited(offer_ms=10 * SECOND).ready().offered("actor")
    late = says("actor", Accept, "colt-1", "taken", at="07:00:10")
    assert refused(offered.ask(late)) == (OfferLapsed("colt-1", ms("07:00")),)


def test_what_is_declined_stays_where_it_was() -> None:
    offered = a_set().ready().offered("actor")
    said = says("actor", Decline, "colt-1", "not-shown-to-me")
    assert granted(offered.ask(said)) == (
        Declined(
            by="actor", at=ms("07:00"), weapon="colt-1", grounds="not-shown-to-me"
        ),
    )
    declined = offered.having(said).colt
    assert declined.offer is None
    assert declined.holder == "armorer"


def test_a_handler_who_accepts_from_a_performer_has_not_seen_it_since() -> None:
    offered = with_actor().having(says("actor", Offer, "colt-1", "armorer"))
    events = granted(offered.ask(says("armorer", Accept, "colt-1", "taken")))
    assert events[1:] == (
        SightLost(
            by="armorer", at=ms("07:00"), weapon="colt-1", because="out-of-sight"
        ),
    )


def test_between_handlers_a_weapon_stays_seen() -> None:
    passed = (
        a_set()
        .ready()
        .offered("prop-master")
        .having(says("prop-master", Accept, "colt-1", "taken"))
    )
    assert passed.colt.looked_into


# --- collecting --------------------------------------------------------------


def test_a_handler_takes_a_weapon_back_at_once_and_the_giver_has_not_confirmed() -> (
    None
):
    back = with_actor().having(says("prop-master", Collect, "colt-1", at="07:05"))
    assert back.colt.custody == HeldBy("prop-master", ms("07:05"))
    assert back.colt.unconfirmed == "actor"
    assert back.colt.touched_by == ("armorer", "first-ad", "actor", "prop-master")


def test_what_comes_back_from_other_hands_has_been_out_of_sight() -> None:
    answer = with_actor().ask(says("armorer", Collect, "colt-1"))
    assert granted(answer) == (
        Collected(by="armorer", at=ms("07:00"), weapon="colt-1", giver="actor"),
        SightLost(
            by="armorer", at=ms("07:00"), weapon="colt-1", because="out-of-sight"
        ),
    )


def test_what_nobody_minded_has_been_out_of_sight_and_nobody_need_confirm() -> None:
    # A report forgets every look; somebody must have looked since for one to lapse.
    alone = a_set().ready()
    left = replace(alone.colt, custody=Unattended(ms("07:00")))
    found = replace(alone, state=alone.state.with_weapon(left))
    events = granted(found.ask(says("armorer", Collect, "colt-1")))
    assert [type(event) for event in events] == [Collected, SightLost]
    back = left_alone().collected().colt
    assert back.holder == "armorer"
    assert back.unconfirmed is None


def test_what_one_handler_takes_from_another_stays_seen() -> None:
    taken = a_set().ready().collected("prop-master").colt
    assert taken.looked_into
    assert taken.unconfirmed == "armorer"


def test_what_was_not_seen_does_not_go_out_of_sight() -> None:
    unseen = a_set().out().ask(says("prop-master", Collect, "colt-1"))
    assert [type(event) for event in granted(unseen)] == [Collected]
    back = with_actor().having(says("first-ad", Correct, 3, "typo", "colt-1"))
    events = granted(back.ask(says("armorer", Collect, "colt-1")))
    assert [type(event) for event in events] == [Collected]


def test_collecting_takes_an_open_offer_with_it() -> None:
    back = a_set().ready().offered("actor").collected("prop-master")
    assert back.colt.offer is None


def test_nobody_collects_from_themselves() -> None:
    answer = a_set().out().ask(says("armorer", Collect, "colt-1"))
    assert refused(answer) == (AlreadyHeld("colt-1", "armorer"),)


def test_nobody_collects_what_is_under_lock() -> None:
    answer = a_set().ask(says("armorer", Collect, "colt-1"))
    assert refused(answer) == (InPlace("colt-1", "safe-1"),)


def test_taking_back_asks_for_no_duty_no_permit_and_no_hour() -> None:
    out = with_actor().having(
        says("office", Enrol, "spare", ("armorer",), "spare-phone")
    )
    assert granted(out.ask(says("spare", Collect, "colt-1", at="23:00")))


def test_the_giver_confirms_the_return_and_nobody_else() -> None:
    back = with_actor().collected()
    other = back.ask(says("double", ConfirmReturn, "colt-1", via="armorer"))
    assert refused(other) == (NothingToConfirm("colt-1", "double"),)
    own = says("actor", ConfirmReturn, "colt-1")
    event = ReturnConfirmed(by="actor", at=ms("07:00"), weapon="colt-1")
    assert granted(back.ask(own)) == (event,)
    assert back.having(own).colt.unconfirmed is None


def test_a_one_sided_return_is_remarked_when_it_goes_to_a_performer_again() -> None:
    back = with_actor().collected().looked_into()
    to_actor = back.ask(says("armorer", Offer, "colt-1", "actor"))
    assert remarks(to_actor) == (ReturnNotConfirmed("colt-1", "actor"),)
    to_handler = back.ask(says("armorer", Offer, "colt-1", "prop-master"))
    assert remarks(to_handler) == ()
    confirmed = back.having(says("actor", ConfirmReturn, "colt-1"))
    assert remarks(confirmed.ask(says("armorer", Offer, "colt-1", "actor"))) == ()


# --- locking up --------------------------------------------------------------


def test_what_is_locked_up_is_in_its_place_unseen_uncalled_and_offered_to_nobody() -> (
    None
):
    called = a_set().ready().having(says("first-ad", Announce, "colt-1", "empty"))
    away = called.offered().having(
        says("armorer", LockUp, "colt-1", "cart-1", at="07:04")
    )
    colt = away.colt
    assert colt.custody == Stored("cart-1", locked=True, since=ms("07:04"))
    assert (colt.offer, colt.called, colt.lapse) == (None, None, "locked-up")
    assert not colt.looked_into


def test_a_lock_ends_every_look_and_an_unseen_weapon_has_none_to_end() -> None:
    seen = a_set().ready().ask(says("armorer", LockUp, "colt-1", "safe-1"))
    locked = LockedUp(by="armorer", at=ms("07:00"), weapon="colt-1", place="safe-1")
    lost = SightLost(by="armorer", at=ms("07:00"), weapon="colt-1", because="locked-up")
    assert granted(seen) == (locked, lost)
    unseen = a_set().out().ask(says("armorer", LockUp, "colt-1", "safe-1"))
    assert granted(unseen) == (locked,)


def test_a_place_that_does_not_lock_is_no_place_for_it() -> None:
    answer = a_set().out().ask(says("armorer", LockUp, "colt-1", "table-1"))
    assert refused(answer) == (PlaceDoesNotLock("table-1"),)


# --- out of use --------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Offer, "colt-1", "actor"),
        says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
        says("armorer", Announce, "colt-1", "empty"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_is_out_of_use_is_not_put_in_play(said: Said) -> None:
    unsound = (
        a_set().ready().having(says("armorer", RecordCondition, "colt-1", sound=False))
    )
    assert WeaponUnsound("colt-1") in refused(unsound.ask(said))
    assert WeaponUnsound("colt-1") not in getattr(
        a_set().ready().ask(said), "reasons", ()
    )


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", LockUp, "colt-1", "safe-1"),
        says("armorer", Offer, "colt-1", "prop-master"),
        says("armorer", Inspect, "colt-1", EMPTY, "rod"),
        says("armorer", Announce, "colt-1", "not-cleared"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_is_out_of_use_may_always_be_made_safe(said: Said) -> None:
    unsound = (
        a_set().ready().having(says("armorer", RecordCondition, "colt-1", sound=False))
    )
    assert granted(unsound.ask(said))


# --- after the cut -----------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        says("first-ad", Break),
        says("first-ad", ChangeSetUp, "12B"),
        says("first-ad", Wrap),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_the_company_does_not_go_on_while_it_is_in_other_hands(said: Said) -> None:
    assert NotCollected("colt-1", "actor") in refused(with_actor().ask(said))


@pytest.mark.parametrize(
    "said", [says("first-ad", Break), says("first-ad", ChangeSetUp, "12B")]
)
def test_the_company_goes_on_while_a_handler_holds_it(said: Said) -> None:
    assert granted(with_actor().collected().ask(said))


CALL = says("first-ad", Announce, "colt-1", "empty")


def test_before_any_cut_it_is_called_in_the_performers_hands() -> None:
    assert granted(with_actor().ask(CALL))


def test_after_the_cut_none_is_called_while_one_is_out() -> None:
    cut = with_actor().having(says("first-ad", Cut))
    assert refused(cut.ask(CALL)) == (NotCollected("colt-1", "actor"),)
    not_cleared = says("first-ad", Announce, "colt-1", "not-cleared")
    assert granted(cut.ask(not_cleared))


def test_what_is_handed_over_after_the_cut_is_for_what_comes_next() -> None:
    cut = a_set().ready().having(says("first-ad", Cut, at="07:00"))
    again = cut.offered().having(
        says("actor", Accept, "colt-1", "taken", at="07:00:00.001")
    )
    assert granted(again.ask(CALL))
    at_once = cut.handed_to("actor")
    assert refused(at_once.ask(CALL)) == (NotCollected("colt-1", "actor"),)


def with_two_colts() -> Production:
    """Colt-1 with the actor and cut; colt-2 in the safe."""
    colt_2 = ("colt-2", "firearm", "single-action-revolver", 6, ".45LC", "SA-2")
    arrives = says("armorer", RegisterWeapon, *colt_2, "hire-house", "safe-1")
    cut = with_actor().having(arrives, says("first-ad", Cut, at="07:00"))
    return cut.with_upkeep("colt-2", owed=())


def test_after_the_cut_another_weapon_comes_out_until_the_return_is_overdue() -> None:
    cut = with_two_colts()
    out = says("prop-master", TakeOut, "colt-2", at="07:00:59.999")
    assert granted(cut.ask(out))
    overdue = says("prop-master", TakeOut, "colt-2", at="07:01")
    assert refused(cut.ask(overdue)) == (NotCollected("colt-1", "actor"),)


def test_how_long_a_return_may_take_is_for_the_packs_to_say() -> None:
    out = says("prop-master", TakeOut, "colt-2", at="07:00:10")
    assert granted(with_two_colts().ask(out))
    hurried = with_two_colts().limited(collect_ms=10 * SECOND)
    assert refused(hurried.ask(out)) == (NotCollected("colt-1", "actor"),)


def test_what_makes_safe_waits_for_no_return() -> None:
    cut = with_two_colts()
    assert granted(cut.ask(says("armorer", Collect, "colt-1", at="07:30")))


def test_every_weapon_still_out_is_named() -> None:
    two = with_two_colts()
    both = two.with_weapon("colt-2", custody=HeldBy("double", ms("07:00")))
    assert refused(both.ask(says("first-ad", Break))) == (
        NotCollected("colt-1", "actor"),
        NotCollected("colt-2", "double"),
    )


def test_a_trainee_with_papers_is_a_handler_like_any_other() -> None:
    ready = (
        a_set()
        .ready()
        .having(
            says("office", Enrol, "trainee", ("assistant-armorer",), "trainee-phone"),
            says("office", AssignDuty, "trainee", "weapons", ms("06:00"), ms("20:00")),
            says("office", RecordPermit, "trainee", ("firearm",), NEW_YEAR, NEXT_YEAR),
        )
    )
    passed = ready.collected("trainee")
    assert granted(passed.ask(says("trainee", Offer, "colt-1", "armorer")))
