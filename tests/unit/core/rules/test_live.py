"""Live rounds where a coded exception lets them be, and nowhere else."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    AllowLive,
    Expend,
    Find,
    Load,
    Move,
    Quarantine,
    Receive,
    RecordCondition,
    RegisterPlace,
    Seal,
    Stop,
    TakeOut,
    Transfer,
    Wrap,
)
from lastlook.core.decide import decide
from lastlook.core.events import Expended, LiveAllowed, Received
from lastlook.core.impossibilities import (
    EndsBeforeItStarts,
    FromNowhere,
    GoneBack,
    OtherKind,
    TooFewRounds,
)
from lastlook.core.invariants import broken
from lastlook.core.refusals import (
    BoxQuarantined,
    BoxSealed,
    ExceptionNotOpen,
    KeptApart,
    LiveRound,
    PlaceDoesNotLock,
    SetStopped,
)
from lastlook.core.state import Exemption
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

NOW: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}
CODES = ("live-round", "exception-not-open", "place-does-not-lock")


def under(*codes: str) -> Production:
    """A set with a vault, where the packs leave range training open."""
    kept = a_set().only(*(codes or CODES)).asking(exceptions=("range-training",))
    more = (("vault-1", "safe", True), ("vault-2", "safe", True))
    return kept.having(*(says("armorer", RegisterPlace, *place) for place in more))


def allow(rounds: int = 20, until: str = "12:00", **changed: Any) -> Said:
    usual: dict[str, Any] = {"exception": "range-training", "place": "vault-1"}
    return says(
        "adviser", AllowLive, rounds=rounds, until=ms(until), **(usual | changed)
    )


def receive(rounds: int = 20, box: str = "V1", **changed: Any) -> Said:
    usual: dict[str, Any] = {
        "lot": f"L-{box}",
        "kind": "live",
        "calibre": ".45LC",
        "supplier": "range",
        "place": "vault-1",
    }
    return says("armorer", Receive, rounds=rounds, box=box, **(usual | changed))


def allowed(*codes: str) -> Production:
    """Ten of twenty live rounds are in V1 in the vault."""
    return under(*codes).having(allow(), receive(10))


def expend(rounds: int = 1, box: str = "V1", at: str | None = None) -> Said:
    return says("armorer", Expend, box, rounds, at=at)


# --- granting it -------------------------------------------------------------


def test_an_exception_says_for_what_how_many_where_and_until_when() -> None:
    assert granted(under().ask(allow())) == (
        LiveAllowed(
            by="adviser",
            at=ms("07:00"),
            exception="range-training",
            place="vault-1",
            rounds=20,
            until=ms("12:00"),
        ),
    )
    assert under().having(allow()).state.live == {
        "range-training": Exemption("vault-1", 20, ms("12:00"))
    }


def test_an_exception_is_granted_only_where_the_packs_leave_it_open() -> None:
    other = under().ask(allow(exception="documentary"))
    assert refused(other) == (ExceptionNotOpen("documentary"),)
    none = under().asking(exceptions=()).ask(allow())
    assert refused(none) == (ExceptionNotOpen("range-training"),)


def test_an_exception_is_granted_in_a_place_that_locks() -> None:
    answer = under().ask(allow(place="table-1"))
    assert refused(answer) == (PlaceDoesNotLock("table-1"),)
    assert granted(under().ask(allow(place="cart-1")))


def test_an_exception_ends_after_it_starts() -> None:
    over = under().ask(allow(until="07:00"))
    assert refused(over) == (EndsBeforeItStarts(ms("07:00"), ms("07:00")),)
    assert granted(under().ask(allow(until="07:00:00.001")))


def test_everything_against_an_exception_is_named_in_order() -> None:
    said = allow(exception="documentary", place="table-1", until="06:00")
    assert refused(under().ask(said)) == (
        EndsBeforeItStarts(ms("07:00"), ms("06:00")),
        ExceptionNotOpen("documentary"),
        PlaceDoesNotLock("table-1"),
    )


def test_a_new_exception_takes_the_place_of_the_old_and_what_came_in_counts() -> None:
    longer = allowed().having(allow(12, "14:00", place="cart-1"))
    assert longer.state.live == {
        "range-training": Exemption("cart-1", 12, ms("14:00"), received=10)
    }
    two = longer.asking(exceptions=("range-training", "sound-recording"))
    both = two.having(allow(exception="sound-recording"))
    assert both.state.live["range-training"].received == 10
    assert both.state.live["sound-recording"].received == 0


# --- receiving under it ------------------------------------------------------


def test_without_an_exception_no_live_round_arrives() -> None:
    assert refused(under().ask(receive())) == (LiveRound("L-V1"),)


def test_so_many_arrive_and_not_one_more() -> None:
    assert granted(under().having(allow()).ask(receive(20)))
    over = under().having(allow()).ask(receive(21))
    assert refused(over) == (LiveRound("L-V1"),)
    ten = allowed()
    assert granted(ten.ask(receive(10, "V2")))
    assert refused(ten.ask(receive(11, "V2"))) == (LiveRound("L-V2"),)


def test_they_arrive_until_its_last_millisecond_and_in_its_place() -> None:
    open_now = under().having(allow())
    assert granted(open_now.ask(receive(at="11:59:59.999")))
    assert refused(open_now.ask(receive(at="12:00"))) == (LiveRound("L-V1"),)
    assert refused(open_now.ask(receive(place="safe-1"))) == (LiveRound("L-V1"),)


def test_what_a_pack_closes_later_is_closed_from_then_on() -> None:
    closed = allowed().asking(exceptions=("documentary",))
    assert refused(closed.ask(receive(1, "V2"))) == (LiveRound("L-V2"),)
    assert refused(closed.ask(expend())) == (LiveRound("L-V1"),)


def test_what_came_in_is_counted_and_only_what_is_live() -> None:
    arrived = allowed().state.live["range-training"]
    assert arrived == Exemption("vault-1", 20, ms("12:00"), received=10)
    blanks = allowed().having(receive(5, "V2", kind="blank"))
    assert blanks.state.live["range-training"].received == 10
    lax = allowed().only()
    elsewhere = lax.having(receive(5, "V2", place="safe-1"))
    assert elsewhere.state.live["range-training"].received == 10
    late = lax.having(receive(5, "V2", at="12:00"))
    assert late.state.live["range-training"].received == 10
    last = lax.having(receive(5, "V2", at="11:59:59.999"))
    assert last.state.live["range-training"].received == 15


def test_two_exceptions_in_one_place_do_not_let_in_more_than_either_allows() -> None:
    both = under().asking(exceptions=("range-training", "sound-recording"))
    both = both.having(allow(5), allow(5, exception="sound-recording"))
    later = both.asking(exceptions=("sound-recording",)).having(receive(5))
    assert later.state.live["sound-recording"].received == 5
    assert refused(later.ask(receive(1, "V2"))) == (LiveRound("L-V2"),)


def test_a_live_round_under_an_exception_arrives_like_any_other() -> None:
    (event,) = granted(under().having(allow()).ask(receive()))
    assert isinstance(event, Received)
    assert allowed().box("V1").proof is None
    assert allowed().lot("L-V1").received == 10


def test_no_exception_lets_a_live_round_into_a_chamber() -> None:
    ready = allowed().ready()
    loads = says("armorer", Load, "colt-1", (1,), "V1", ("actor",))
    assert refused(ready.ask(loads)) == (LiveRound("L-V1"),)


# --- keeping them ------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Move, "V1", "table-1"),
        says("armorer", Transfer, "V1", "belt-1", 2, "table-1"),
        says("armorer", Transfer, "V1", "tray-1", 2),
        says("armorer", Transfer, "V1", "tray-1", 2, "vault-1"),
    ],
    ids=["carried", "into a new box", "into another", "into another, whatever is said"],
)
def test_live_rounds_stay_in_places_that_lock(said: Said) -> None:
    tray = says("armorer", Transfer, "B1", "tray-1", 1, "table-1")
    kept = allowed().having(tray).with_box("tray-1", rounds=0)
    assert refused(kept.ask(said)) == (
        PlaceDoesNotLock("table-1"),
        LiveRound("L-V1"),
    )
    # Before packs that know of exceptions live rounds went where they went.
    assert granted(kept.only("place-does-not-lock", "live-round").ask(said))


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Move, "V1", "vault-2"),
        says("armorer", Transfer, "V1", "belt-1", 2, "vault-2"),
        says("armorer", Transfer, "V1", "V2", 2, "vault-1"),
        says("armorer", Move, "B1", "table-1"),
        says("armorer", Transfer, "B1", "belt-1", 2, "table-1"),
    ],
)
def test_from_one_exceptions_place_to_anothers_they_go_and_others_go_anywhere(
    said: Said,
) -> None:
    second = allow(1, exception="documentary", place="vault-2")
    two = allowed().asking(exceptions=("range-training", "documentary"))
    assert granted(two.having(second).ask(said))


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Move, "V1", "vault-2"),
        says("armorer", Transfer, "V1", "belt-1", 2, "safe-1"),
        says("armorer", Move, "V1", "vault-1", at="12:00"),
    ],
)
def test_where_no_exception_is_in_force_no_live_round_goes(said: Said) -> None:
    assert refused(allowed().ask(said)) == (LiveRound("L-V1"),)


def test_into_a_box_that_went_back_no_live_round_goes() -> None:
    gone = allowed().with_box("B1", rounds=0, place=None)
    answer = gone.ask(says("armorer", Transfer, "V1", "B1", 2))
    assert refused(answer) == (GoneBack("B1"),)


def test_what_was_found_is_carried_away_wherever_it_is_put() -> None:
    found = allowed().having(says("camera", Find, "jar", 2, "live", "cart-1"))
    assert granted(found.ask(says("armorer", Move, "jar", "table-1")))


# --- firing them -------------------------------------------------------------


def test_they_are_fired_away_from_any_set_up_and_are_spent() -> None:
    assert granted(allowed().ask(expend(4))) == (Expended(**NOW, box="V1", rounds=4),)
    fired = allowed().having(expend(4))
    assert (fired.box("V1").rounds, fired.lot("L-V1").spent) == (6, 4)
    assert fired.having(expend(1)).lot("L-V1").spent == 5
    assert list(broken(fired.state)) == []


def test_they_are_fired_in_that_time_and_from_that_place() -> None:
    assert granted(allowed().ask(expend(at="11:59:59.999")))
    assert refused(allowed().ask(expend(at="12:00"))) == (LiveRound("L-V1"),)
    moved = allowed().with_box("V1", place="vault-2")
    assert refused(moved.ask(expend())) == (LiveRound("L-V1"),)


def test_no_more_are_fired_than_the_box_holds_and_none_but_live_ones() -> None:
    assert granted(allowed().ask(expend(10)))
    assert refused(allowed().ask(expend(11))) == (TooFewRounds("V1", 10),)
    blank = allowed().with_box("B2", place="vault-1")
    assert refused(blank.ask(expend(1, "B2"))) == (OtherKind("B2", "blank"),)


def test_what_went_back_is_in_no_place_to_be_fired_from() -> None:
    gone = allowed().with_box("V1", place=None)
    assert refused(gone.ask(expend())) == (LiveRound("L-V1"),)


def test_a_sealed_or_quarantined_box_gives_nothing_out() -> None:
    codes = ("box-sealed", "box-quarantined")
    sealed = allowed(*codes).having(says("armorer", Seal, "V1", "S-1"))
    assert refused(sealed.ask(expend())) == (BoxSealed("V1", "S-1"),)
    wet = allowed(*codes).having(says("camera", Quarantine, "V1", "wet"))
    assert refused(wet.ask(expend())) == (BoxQuarantined("V1", "wet"),)


def test_what_was_found_is_never_fired_away() -> None:
    finds = says("camera", Find, "jar", 2, "live", "vault-1")
    found = allowed("live-round").having(finds)
    assert refused(found.ask(expend(2, "jar"))) == (FromNowhere("jar"),)


def test_while_the_set_is_stopped_they_are_not_fired_either() -> None:
    stopped = allowed("set-stopped", "weapon-on-hold").having(says("camera", Stop))
    assert refused(stopped.ask(expend())) == (SetStopped("stop-1", "stop"),)
    unsound = says("armorer", RecordCondition, "colt-1", sound=False)
    one = allowed("set-stopped", "weapon-on-hold").having(unsound)
    assert granted(one.ask(expend()))


# --- kept apart, and left over -----------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Move, "B1", "vault-1"),
        says("armorer", Transfer, "B1", "belt-1", 2, "vault-1"),
        receive(5, "V2", kind="blank"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_nothing_else_is_kept_where_live_rounds_are(said: Said) -> None:
    kept = allowed("kept-apart", "live-round")
    assert refused(kept.ask(said)) == (KeptApart("vault-1"),)
    elsewhere = Said(said.by, said.kind, said.fields | {"place": "vault-2"})
    assert granted(kept.ask(elsewhere))
    late = Said(said.by, said.kind, said.fields, at="12:00")
    assert granted(kept.ask(late))


def test_an_exception_is_granted_where_nothing_else_is() -> None:
    kept = under("kept-apart")
    assert granted(kept.ask(allow()))
    assert refused(kept.ask(allow(place="safe-1"))) == (KeptApart("safe-1"),)
    boxed = kept.having(says("armorer", Move, "B1", "vault-1"))
    assert refused(boxed.ask(allow())) == (KeptApart("vault-1"),)
    assert granted(boxed.with_box("B1", rounds=0).ask(allow()))
    armed = kept.out().locked_up("vault-1")
    assert refused(armed.ask(allow())) == (KeptApart("vault-1"),)


@pytest.mark.parametrize(
    "said",
    [says("armorer", TakeOut, "colt-1"), says("first-ad", Wrap)],
    ids=lambda said: said.kind.__name__,
)
def test_live_rounds_left_over_let_nothing_into_play_and_no_day_end(said: Said) -> None:
    kept = allowed("live-round")
    assert granted(kept.ask(said))
    over = Said(said.by, said.kind, said.fields, at="12:00")
    assert refused(kept.ask(over)) == (LiveRound("L-V1"),)
    closed = kept.asking(exceptions=())
    assert refused(closed.ask(said)) == (LiveRound("L-V1"),)
    assert granted(kept.having(expend(10)).ask(over))
    old = decide(kept.state, replace(kept.asked(over), edition=1), kept.policy)
    assert granted(old)


def test_live_rounds_left_over_do_not_keep_a_weapon_from_being_made_safe() -> None:
    loaded = allowed("live-round").ready().loaded(1).locked_up()
    closed = loaded.asking(exceptions=())
    safe = says("armorer", TakeOut, "colt-1", to_make_safe=True)
    assert granted(closed.ask(safe))
    plays = says("armorer", TakeOut, "colt-1")
    assert refused(closed.ask(plays)) == (LiveRound("L-V1"),)


def test_a_pack_that_warns_has_it_remarked() -> None:
    warned = under().only("exception-not-open", severity="warn")
    said = allow(exception="documentary")
    assert remarks(warned.ask(said)) == (ExceptionNotOpen("documentary"),)
    assert remarks(under().only().ask(said)) == ()
