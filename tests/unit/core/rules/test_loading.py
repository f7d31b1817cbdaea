"""What goes into a chamber and what comes out of it."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Announce,
    BreakSeal,
    Count,
    Cut,
    Discharge,
    Find,
    Inspect,
    Load,
    Misfire,
    Quarantine,
    Receive,
    ReturnToSupplier,
    Seal,
    Unload,
)
from lastlook.core.events import (
    Discharged,
    HoldSet,
    Loaded,
    Misfired,
    ProofLost,
    SightLost,
    Unloaded,
)
from lastlook.core.impossibilities import (
    ChamberHoldsNothing,
    ChamberTaken,
    GoneBack,
    LotsMixed,
    TooFewRounds,
    WrongChambers,
)
from lastlook.core.refusals import (
    BoxNotProved,
    BoxQuarantined,
    BoxSealed,
    ChamberNotSeenEmpty,
    LiveRound,
    LoadNotPlanned,
    MadeFromLive,
    MisfireWait,
    WatchNotOffered,
    WrongCalibre,
)
from lastlook.core.state import Chamber, Hold
from tests.world.production import (
    EMPTY,
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


def load(*chambers: int, box: str = "B1") -> Said:
    return says("armorer", Load, "colt-1", chambers, box, ("actor",))


def unload(*chambers: int, box: str = "B1", **more: Any) -> Said:
    return says("armorer", Unload, "colt-1", chambers, box, **more)


def dummies() -> Production:
    """Dummies in 1 and 2."""
    return a_set().ready().loaded(1, 2)


def blanks() -> Production:
    """Blanks in 1 and 2, called, in play, with the armorer."""
    loaded = a_set().ready("12B").loaded(1, 2, box="B2")
    seen = loaded.looked_into("blank", "blank", *EMPTY[2:], tests=("eye", "light"))
    return seen.having(says("first-ad", Announce, "colt-1", "blanks"))


def in_play() -> Production:
    """The same in the actor's hands: a shot that is called out is planned."""
    return blanks().handed_to()


def fired(*chambers: int) -> Production:
    """A planned shot from these, and the armorer took it back."""
    said = says("first-ad", Discharge, "colt-1", chambers, planned=True)
    return in_play().having(said).collected()


def with_lot(**changed: Any) -> Production:
    """Ready to load, with a lot D1 that differs as said."""
    ready = a_set().ready()
    lot = replace(ready.lot("D1"), **changed)
    return replace(ready, state=ready.state.with_lot(lot))


# --- loading -----------------------------------------------------------------


def test_what_is_loaded_leaves_the_box_and_ends_every_look() -> None:
    said = load(2, 5)
    assert granted(a_set().ready().ask(said)) == (
        Loaded(
            by="armorer",
            at=ms("07:00"),
            weapon="colt-1",
            chambers=(2, 5),
            box="B1",
            watchers=("actor",),
        ),
        SightLost(
            by="armorer", at=ms("07:00"), weapon="colt-1", because="content-changed"
        ),
    )
    loaded = a_set().ready().having(said)
    lots = [chamber.lot for chamber in loaded.colt.chambers]
    assert lots == [None, "D1", None, None, "D1", None]
    assert loaded.box("B1").rounds == 10
    assert loaded.colt.fed_from == ("B1",)
    assert not loaded.colt.looked_into
    assert loaded.box("B1").proof is not None


def test_whoever_loads_it_has_had_a_hand_on_it() -> None:
    taken = a_set().ready().collected("prop-master")
    untouched = replace(taken.colt, touched_by=("first-ad",))
    taken = replace(taken, state=taken.state.with_weapon(untouched))
    loaded = taken.having(says("prop-master", Load, "colt-1", (1,), "B1", ("actor",)))
    assert loaded.colt.touched_by == ("first-ad", "prop-master")


def test_every_box_it_was_ever_loaded_from_is_known_once() -> None:
    more = dummies().having(
        says("armorer", Inspect, "colt-1", ("dummy", "dummy", *EMPTY[2:]), "rattle")
    )
    more = more.with_weapon(bore="clear", hammer="half-cock")
    assert more.having(load(3)).colt.fed_from == ("B1",)
    other = replace(more.box("B1"), id="B9")
    more = replace(more, state=more.state.with_box(other))
    assert more.having(load(3, box="B9")).colt.fed_from == ("B1", "B9")


@pytest.mark.parametrize("kind", ["live", "unseen"])
def test_no_live_round_goes_into_a_chamber(kind: str) -> None:
    answer = with_lot(kind=kind).ask(load(1))
    assert refused(answer) == (
        LiveRound("D1"),
        LoadNotPlanned("colt-1", kind, "dummy"),
    )


def test_no_round_from_nowhere_goes_into_a_chamber() -> None:
    ready = a_set().ready()
    found = replace(ready.box("B1"), found=True)
    answer = replace(ready, state=ready.state.with_box(found)).ask(load(1))
    assert refused(answer) == (LiveRound("D1"),)


def test_nothing_made_from_live_components_goes_into_a_chamber() -> None:
    assert refused(with_lot(made_from="live-components").ask(load(1))) == (
        MadeFromLive("D1"),
    )
    assert granted(with_lot(made_from="inert-components").ask(load(1)))


def test_a_round_of_another_calibre_does_not_fit() -> None:
    answer = with_lot(calibre=".38").ask(load(1))
    assert refused(answer) == (WrongCalibre("colt-1", ".38"),)


@pytest.mark.parametrize(
    ("set_up", "box", "kind", "planned"),
    [("12A", "B2", "blank", "dummy"), ("12B", "B1", "dummy", "blank")],
)
def test_another_kind_than_planned_is_not_loaded(
    set_up: str, box: str, kind: str, planned: str
) -> None:
    ready = a_set().ready(set_up).without("blank-not-tested")
    answer = ready.ask(load(1, box=box))
    assert refused(answer) == (LoadNotPlanned("colt-1", kind, planned),)


@pytest.mark.parametrize("kind", ["dummy", "snap-cap"])
def test_a_snap_cap_is_as_good_as_a_dummy(kind: str) -> None:
    assert granted(with_lot(kind=kind).ask(load(1)))


def test_nothing_is_loaded_where_nothing_is_planned() -> None:
    ready = a_set().ready()
    empty = replace(ready.state.set_ups["12A"], load="none")
    state = replace(ready.state, set_ups=ready.state.set_ups.put("12A", empty))
    answer = replace(ready, state=state).ask(load(1))
    assert refused(answer) == (LoadNotPlanned("colt-1", "dummy", "none"),)


def test_rounds_come_from_a_box_that_was_proved() -> None:
    more = ("D4", "snap-cap", ".45LC", 6, "hire-house", "B4", "safe-1")
    ready = a_set().ready().having(says("armorer", Receive, *more))
    assert refused(ready.ask(load(1, box="B4"))) == (BoxNotProved("B4"),)


def test_rounds_come_from_a_box_that_is_open() -> None:
    sealed = a_set().ready().having(says("armorer", Seal, "B1", "S-7"))
    assert refused(sealed.ask(load(1))) == (BoxSealed("B1", "S-7"),)
    open_again = sealed.having(says("armorer", BreakSeal, "B1", intact=True))
    assert granted(open_again.ask(load(1)))


def test_rounds_come_from_a_box_in_use() -> None:
    out = a_set().ready().having(says("camera", Quarantine, "B1", "wet"))
    assert refused(out.ask(load(1))) == (
        BoxNotProved("B1"),
        BoxQuarantined("B1", "wet"),
    )


def test_a_box_gives_what_it_has_and_not_one_more() -> None:
    ready = a_set().ready()
    two = replace(ready.box("B1"), rounds=2)
    ready = replace(ready, state=ready.state.with_box(two))
    assert granted(ready.ask(load(1, 2)))
    assert refused(ready.ask(load(1, 2, 3))) == (TooFewRounds("B1", 2),)


def test_a_chamber_is_loaded_only_after_it_was_seen_empty() -> None:
    out = a_set().at_set_up().out().only("chamber-not-seen-empty")
    assert refused(out.ask(load(2, 6))) == (
        ChamberNotSeenEmpty("colt-1", 2),
        ChamberNotSeenEmpty("colt-1", 6),
    )
    partly = says("armorer", Inspect, "colt-1", (*EMPTY[:5], "unseen"), "rod")
    assert refused(out.having(partly).ask(load(5, 6))) == (
        ChamberNotSeenEmpty("colt-1", 6),
    )


def test_one_look_is_enough_to_load_and_a_doubt_is_not() -> None:
    out = a_set().at_set_up().out()
    look = says("armorer", Inspect, "colt-1", EMPTY, "rod", "clear", "half-cock")
    assert granted(out.having(look).ask(load(1)))
    doubt = says("first-ad", Inspect, "colt-1", ("unsure", *EMPTY[1:]), "light")
    assert refused(out.having(look, doubt).ask(load(1, 2))) == (
        ChamberNotSeenEmpty("colt-1", 1),
    )


def test_a_chamber_takes_one_round() -> None:
    seen = dummies().looked_into(
        "dummy", "dummy", *EMPTY[2:], tests=("rattle", "primer")
    )
    assert refused(seen.ask(load(2, 3))) == (ChamberTaken("colt-1", 2),)


@pytest.mark.parametrize(
    ("chambers", "said"), [((7,), 7), ((1, 7), 7), ((2, 2), 2), ((1, 1, 1), 3)]
)
def test_only_chambers_there_are_are_spoken_of_each_once(
    chambers: tuple[int, ...], said: int
) -> None:
    wrong = WrongChambers("colt-1", said, 6)
    assert wrong in refused(a_set().ready().ask(load(*chambers)))
    assert refused(dummies().ask(unload(*chambers))) == (wrong,)
    shot = says("armorer", Discharge, "colt-1", chambers, planned=False)
    assert refused(a_set().out().ask(shot)) == (wrong,)


def test_the_last_chamber_is_there_and_the_one_after_it_is_not() -> None:
    assert granted(a_set().ready().ask(load(6)))
    assert granted(a_set().ready().ask(says("armorer", Misfire, "colt-1", 6)))
    assert refused(a_set().ready().ask(says("armorer", Misfire, "colt-1", 7))) == (
        WrongChambers("colt-1", 7, 6),
    )


def test_those_near_the_line_of_fire_are_offered_to_watch() -> None:
    alone = says("armorer", Load, "colt-1", (1,), "B1")
    assert remarks(a_set().ready().ask(alone)) == (WatchNotOffered("colt-1"),)
    assert remarks(a_set().ready().ask(load(1))) == ()


# --- unloading ---------------------------------------------------------------


def test_what_comes_out_goes_back_to_its_box_which_is_no_longer_proved() -> None:
    said = unload(1)
    assert granted(dummies().ask(said)) == (
        Unloaded(
            by="armorer", at=ms("07:00"), weapon="colt-1", chambers=(1,), box="B1"
        ),
        SightLost(
            by="armorer", at=ms("07:00"), weapon="colt-1", because="content-changed"
        ),
        ProofLost(by="armorer", at=ms("07:00"), box="B1"),
    )
    out = dummies().having(said)
    assert [chamber.lot for chamber in out.colt.chambers] == [None, "D1", *[None] * 4]
    assert out.box("B1").rounds == 11
    assert out.box("B1").proof is None


def test_a_box_that_was_not_proved_has_no_proof_to_lose() -> None:
    out = dummies().having(unload(1))
    assert len(granted(out.ask(unload(2)))) == 2


def test_what_comes_out_goes_into_a_new_box_unproved() -> None:
    said = unload(1, 2, box="tray-1", place="cart-1")
    assert [type(event) for event in granted(dummies().ask(said))] == [
        Unloaded,
        SightLost,
    ]
    tray = dummies().having(said).box("tray-1")
    assert (tray.lot, tray.rounds, tray.place) == ("D1", 2, "cart-1")
    assert (tray.proof, tray.found, tray.quarantined) == (None, False, None)


def test_an_empty_box_takes_the_lot_of_what_is_put_into_it() -> None:
    loaded = dummies()
    bare = replace(loaded.box("B2"), rounds=0)
    spent = replace(loaded.lot("K1"), spent=10)
    state = loaded.state.with_box(bare).with_lot(spent)
    out = replace(loaded, state=state).having(unload(1, box="B2"))
    assert (out.box("B2").lot, out.box("B2").rounds) == ("D1", 1)


def test_rounds_of_two_lots_do_not_go_into_one_box() -> None:
    assert refused(dummies().ask(unload(1, box="B2"))) == (LotsMixed("B2", "D1"),)
    mixed = dummies()
    chambers = (mixed.colt.chambers[0], Chamber("K1"), *mixed.colt.chambers[2:])
    colt = replace(mixed.colt, chambers=chambers)
    mixed = replace(mixed, state=mixed.state.with_weapon(colt))
    assert refused(mixed.ask(unload(1, 2, box="new", place="cart-1"))) == (
        LotsMixed("new", "K1"),
    )
    assert refused(mixed.ask(unload(1, 2))) == (LotsMixed("B1", "K1"),)


def test_nothing_comes_out_of_a_chamber_that_holds_nothing() -> None:
    assert refused(dummies().ask(unload(2, 3))) == (ChamberHoldsNothing("colt-1", 3),)


def test_nothing_goes_into_a_sealed_box() -> None:
    sealed = dummies().having(says("armorer", Seal, "B1", "S-7"))
    assert refused(sealed.ask(unload(1))) == (BoxSealed("B1", "S-7"),)


def test_a_case_goes_to_brass_and_into_no_box() -> None:
    shot = fired(1)
    out = unload(1, box="B1")
    assert [type(event) for event in granted(shot.ask(out))] == [Unloaded, SightLost]
    done = shot.having(out)
    assert (done.lot("K1").spent, done.box("B2").rounds) == (2, 8)
    assert done.box("B1").rounds == 12
    assert done.box("B1").proof is not None
    assert "tray" not in shot.having(unload(1, box="tray", place="cart-1")).state.boxes


def test_a_case_and_a_round_part_ways() -> None:
    done = fired(2).having(unload(1, 2, box="B2"))
    assert (done.lot("K1").spent, done.box("B2").rounds) == (2, 9)
    assert not done.colt.loaded


def test_a_round_from_nowhere_makes_its_box_one_from_nowhere() -> None:
    found = a_set().out().without("test-cannot-tell")
    found = found.having(
        says("armorer", Inspect, "colt-1", ("dummy", *EMPTY[1:]), "rattle")
    )
    out = found.having(unload(1, box="jar", place="cart-1")).box("jar")
    assert (out.rounds, out.found, out.quarantined) == (1, True, "from-nowhere")


def test_a_box_in_quarantine_stays_there_whatever_is_put_into_it() -> None:
    out = dummies().having(says("camera", Quarantine, "B1", "wet"), unload(1))
    assert out.box("B1").quarantined == "wet"
    assert not out.box("B1").found


def test_whoever_unloads_it_has_had_a_hand_on_it() -> None:
    loaded = dummies()
    colt = replace(loaded.colt, touched_by=())
    loaded = replace(loaded, state=loaded.state.with_weapon(colt))
    assert loaded.having(unload(1)).colt.touched_by == ("armorer",)


def test_unloading_asks_for_no_day_no_duty_and_no_set_up() -> None:
    late = says("armorer", Unload, "colt-1", (1,), "B1", at="23:00")
    assert granted(dummies().ask(late))


# --- shots -------------------------------------------------------------------


SHOT = says("first-ad", Discharge, "colt-1", (1,), planned=True)


def discharged(*, planned: bool) -> Discharged:
    return Discharged(
        by="first-ad", at=ms("07:00"), weapon="colt-1", chambers=(1,), planned=planned
    )


FIRED = SightLost(by="first-ad", at=ms("07:00"), weapon="colt-1", because="fired")


def test_a_shot_that_was_planned_ends_every_look_and_stops_nothing() -> None:
    assert granted(in_play().ask(SHOT)) == (discharged(planned=True), FIRED)
    colt = in_play().having(SHOT).colt
    assert [chamber.spent for chamber in colt.chambers] == [True, *[False] * 5]
    assert colt.chambers[0].lot == "K1"


def test_a_shot_nobody_planned_stands_the_set_down_and_names_all_hands() -> None:
    said = says("first-ad", Discharge, "colt-1", (1,), planned=False)
    hold = HoldSet(
        by="first-ad",
        at=ms("07:00"),
        hold="stand-down-1",
        kind="stand-down",
        grounds="unplanned-discharge",
        involved=("armorer", "first-ad"),
        exhibit="colt-1",
    )
    assert granted(blanks().ask(said)) == (discharged(planned=False), FIRED, hold)


def _with_plan(production: Production, **changed: Any) -> Production:
    plan = replace(production.state.set_ups["12B"], **changed)
    set_ups = production.state.set_ups.put("12B", plan)
    return replace(production, state=replace(production.state, set_ups=set_ups))


@pytest.mark.parametrize(
    "when",
    [
        in_play().having(says("first-ad", Cut)),
        _with_plan(in_play(), load="dummy"),
        in_play().without_day(),
        a_set().out(),
    ],
    ids=["after the cut", "with dummies planned", "with no day", "with no set-up"],
)
def test_a_shot_is_not_planned_because_somebody_says_so(when: Production) -> None:
    assert granted(when.ask(SHOT))[0] == discharged(planned=False)


@pytest.mark.parametrize("chambers", [(), (3,), (1, 3)])
def test_a_shot_from_a_chamber_that_held_no_blank_was_not_planned(
    chambers: tuple[int, ...],
) -> None:
    said = says("first-ad", Discharge, "colt-1", chambers, planned=True)
    events = granted(in_play().ask(said))
    assert isinstance(events[0], Discharged)
    assert not events[0].planned
    assert HoldSet in map(type, events)


def test_a_shot_from_a_chamber_with_a_dummy_was_not_planned() -> None:
    dummy = in_play().with_lot("K1", kind="dummy")
    assert granted(dummy.ask(SHOT))[0] == discharged(planned=False)


def test_a_chamber_that_holds_nothing_by_the_record_held_a_round_from_nowhere() -> None:
    said = says("first-ad", Discharge, "colt-1", (3,), planned=False)
    chamber = blanks().having(said).colt.chambers[2]
    name = f"found-{blanks().state.n}-3"
    assert chamber == Chamber(name, strange=True)


# --- misfires ----------------------------------------------------------------


def test_a_misfire_ends_every_look_and_the_wait_begins() -> None:
    said = says("armorer", Misfire, "colt-1", 2, at="07:05")
    assert granted(blanks().ask(said)) == (
        Misfired(by="armorer", at=ms("07:05"), weapon="colt-1", chamber=2),
        SightLost(by="armorer", at=ms("07:05"), weapon="colt-1", because="malfunction"),
    )
    assert blanks().having(said).colt.misfired_at == ms("07:05")


def test_after_a_misfire_nobody_unloads_before_the_wait_is_over() -> None:
    misfired = blanks().having(says("armorer", Misfire, "colt-1", 2, at="07:05"))
    early = unload(2, box="B2", at="07:05:59.999")
    assert refused(misfired.ask(early)) == (MisfireWait("colt-1", ms("07:06")),)
    assert granted(misfired.ask(unload(2, box="B2", at="07:06")))
    short = misfired.limited(misfire_wait_ms=5 * SECOND)
    assert granted(short.ask(unload(2, box="B2", at="07:05:05")))


# --- what the record would not bear ------------------------------------------


def test_nothing_is_unloaded_into_a_box_that_went_back() -> None:
    gone = blanks().having(says("armorer", ReturnToSupplier, "B1"))
    answer = gone.ask(unload(1, box="B1"))
    assert refused(answer) == (GoneBack("B1"),)


def test_a_case_needs_no_box_not_even_one_that_is_there() -> None:
    gone = fired(1).having(says("armorer", ReturnToSupplier, "B1"))
    assert granted(gone.ask(unload(1, box="B1")))


def test_what_comes_back_into_a_box_makes_its_count_an_old_one() -> None:
    counted = dummies().having(says("armorer", Count, "B1", 10))
    assert counted.having(unload(1)).box("B1").counted_at is None


def test_a_case_leaves_the_count_of_the_box_as_it_is() -> None:
    shot = fired(1).having(says("armorer", Count, "B2", 8))
    assert shot.having(unload(1, box="B2")).box("B2").counted_at == ms("07:00")


def test_a_case_does_not_fire_again_as_planned() -> None:
    assert granted(in_play().having(SHOT).ask(SHOT))[0] == discharged(planned=False)


def test_a_shot_from_another_class_than_planned_was_not_planned() -> None:
    other = _with_plan(in_play(), weapon_class="blank-firing")
    assert granted(other.ask(SHOT))[0] == discharged(planned=False)


@pytest.mark.parametrize("weapon", [None, "colt-1"])
def test_a_shot_after_a_stop_was_not_planned(weapon: str | None) -> None:
    hold = Hold("weapon-1", "weapon", ms("07:00"), "armorer", "a-test", weapon=weapon)
    held = in_play()
    state = replace(held.state, holds=held.state.holds.put(hold.id, hold))
    answer = replace(held, state=state).ask(SHOT)
    assert granted(answer)[0] == discharged(planned=False)


def test_a_shot_before_the_stop_or_beside_another_weapons_hold_was_planned() -> None:
    stop = Hold("stop-1", "stop", ms("07:00:05"), "camera", "a-test")
    stopped = in_play()
    state = replace(stopped.state, holds=stopped.state.holds.put(stop.id, stop))
    said = replace(SHOT, happened="07:00:04.999", at="07:00:10")
    event = granted(replace(stopped, state=state).ask(said))[0]
    assert isinstance(event, Discharged)
    assert event.planned
    rubber = replace(stop, id="weapon-1", since=0, weapon="rubber-1")
    state = replace(stopped.state, holds=stopped.state.holds.put("weapon-1", rubber))
    assert granted(replace(stopped, state=state).ask(SHOT))[0] == discharged(
        planned=True
    )


def test_a_box_from_nowhere_stays_one_whatever_is_put_into_it() -> None:
    found = dummies().having(says("camera", Find, "jar", 1, "dummy", "table-1"))
    bare = replace(found.box("jar"), rounds=0)
    lot = replace(found.lot(bare.lot), returned=1)
    found = replace(found, state=found.state.with_box(bare).with_lot(lot))
    jar = found.having(unload(1, box="jar")).box("jar")
    assert (jar.found, jar.quarantined, jar.lot) == (True, "from-nowhere", "D1")
