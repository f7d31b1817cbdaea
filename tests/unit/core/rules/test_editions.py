"""What edition 2 of the rules put right, and edition 1 still answers as it did."""

from msgspec.structs import replace

from lastlook.core.acts import (
    Act,
    Count,
    Examine,
    Find,
    Inspect,
    LiftHold,
    Move,
    RegisterWeapon,
    Report,
    ReturnToSupplier,
    Seal,
    SendBack,
    TakeOut,
    Unload,
    Wrap,
)
from lastlook.core.answers import Decision, Granted, Refused
from lastlook.core.decide import decide
from lastlook.core.events import HoldSet, LotDoubted, Quarantined, SetUpPlanned
from lastlook.core.impossibilities import KnownAlready
from lastlook.core.refusals import (
    AmmunitionOut,
    OtherDuty,
    SharpInRehearsal,
    StillSuspect,
    UnfitForLoad,
)
from lastlook.core.state import Returned
from tests.world.production import (
    EMPTY,
    Production,
    Said,
    a_plan,
    a_set,
    granted,
    refused,
    says,
)


def as_edition_1(production: Production, said: Said) -> Decision:
    asked = replace(production.asked(said), edition=1)
    return decide(production.state, asked, production.policy)


def codes(answer: Decision) -> tuple[str, ...]:
    return answer.codes if isinstance(answer, Refused) else ()


def test_a_handler_in_front_of_the_camera_minds_no_weapon() -> None:
    planned = a_plan("12A", performers=("armorer",))
    played = a_set().open_to_all("plan-set-up").having(planned)
    played = played.without(
        "risk-not-assessed", "scene-not-approved", "meeting-not-held"
    ).at_set_up()
    takes = says("armorer", TakeOut, "colt-1")
    assert OtherDuty("armorer", "performing") in refused(played.ask(takes))
    assert "other-duty" not in codes(as_edition_1(played, takes))
    assert "other-duty" not in codes(played.ask(says("prop-master", TakeOut, "colt-1")))


def test_what_cannot_fire_is_planned_with_nothing_in_it() -> None:
    loaded = a_plan("12R", activity="take", load="dummy")
    assert refused(a_set().ask(loaded)) == (UnfitForLoad("12R", "rubber"),)
    granted(a_set().ask(a_plan("12R", activity="take", load="none")))


def test_a_sealed_box_is_locked_away_at_the_wrap() -> None:
    left = a_set().having(
        says("armorer", Move, "B1", "table-1"), says("armorer", Seal, "B1", "S-1")
    )
    assert AmmunitionOut("B1") in refused(left.ask(says("first-ad", Wrap)))
    assert "ammunition-out" not in codes(as_edition_1(left, says("first-ad", Wrap)))


def test_what_was_lifted_for_a_plan_was_lifted_for_no_other() -> None:
    near = a_plan("12B", distance_cm=300)
    lifted = a_set().having(
        says("adviser", LiftHold, "distance-too-short@12B", "tested-at-that-distance")
    )
    (planned,) = granted(lifted.ask(near))
    assert isinstance(planned, SetUpPlanned)
    assert planned.used_up == ("distance-too-short@12B",)
    nearer = a_plan("12B", distance_cm=10)
    assert "distance-too-short" in codes(lifted.having(near).ask(nearer))
    old = as_edition_1(lifted, near)
    assert isinstance(old, Granted)
    assert old.events == (replace(planned, used_up=()),)


def test_a_shot_told_of_afterwards_puts_dummies_in_doubt() -> None:
    loaded = a_set().ready("12A").loaded(1)
    told = says("armorer", Report, "discharged", loaded.clock, "colt-1")
    answer = granted(loaded.ask(told))
    assert [one.lot for one in answer if isinstance(one, LotDoubted)] == ["D1"]
    after = loaded.having(told)
    assert (after.colt.upkeep.fired, after.colt.upkeep.owed) == (True, ("fired",))
    assert {hold.kind for hold in after.state.holds.values()} == {
        "stand-down",
        "live-round",
    }
    old = as_edition_1(loaded, told)
    assert isinstance(old, Granted)
    assert not any(isinstance(one, LotDoubted) for one in old.events)


def test_a_live_round_in_an_empty_chamber_puts_every_lot_beside_it_in_doubt() -> None:
    loaded = a_set().ready("12A").loaded(1)
    sees = says("armorer", Inspect, "colt-1", ("dummy", "live", *EMPTY[2:]), "rattle")
    answer = granted(loaded.ask(sees))
    doubts = [one.lot for one in answer if isinstance(one, LotDoubted)]
    assert doubts == ["D1"]
    assert [one.box for one in answer if isinstance(one, Quarantined)] == ["B1"]
    old = as_edition_1(loaded, sees)
    assert isinstance(old, Granted)
    before = (e for e in answer if not isinstance(e, LotDoubted))
    assert old.events == tuple(
        replace(e, exhibit=None) if isinstance(e, HoldSet) else e for e in before
    )


def test_a_lot_that_left_the_weapon_is_in_doubt_as_well() -> None:
    emptied = a_set().ready("12A").loaded(1)
    emptied = emptied.having(says("armorer", Unload, "colt-1", (1,), "B1"))
    sees = says("armorer", Inspect, "colt-1", ("live", *EMPTY[1:]), "rattle")
    answer = granted(emptied.ask(sees))
    assert [one.lot for one in answer if isinstance(one, LotDoubted)] == ["D1"]
    untouched = granted(a_set().ready("12A").ask(sees))
    assert not any(isinstance(one, LotDoubted) for one in untouched)


def test_what_is_inside_is_in_doubt_where_its_box_holds_another_lot_now() -> None:
    loaded = a_set().ready("12A").loaded(1)
    refilled = loaded.state.with_box(replace(loaded.box("B1"), lot="K1"))
    sees = says("armorer", Inspect, "colt-1", ("dummy", "live", *EMPTY[2:]), "rattle")
    answer = granted(replace(loaded, state=refilled).ask(sees))
    doubts = [one.lot for one in answer if isinstance(one, LotDoubted)]
    assert doubts == ["D1", "K1"]


def test_what_was_taken_for_live_goes_back_examined() -> None:
    found = a_set().having(says("camera", Find, "F1", 1, "live", "table-1"))
    returns = says("armorer", ReturnToSupplier, "F1")
    assert refused(found.ask(returns)) == (StillSuspect("F1"),)
    assert isinstance(as_edition_1(found, returns), Granted)
    granted(found.having(says("adviser", Examine, "F1", "live")).ask(returns))
    granted(found.having(says("armorer", Count, "F1", 0)).ask(returns))
    dummy = a_set().having(says("camera", Find, "F1", 1, "dummy", "table-1"))
    granted(dummy.ask(returns))


def test_what_went_back_is_not_ours_to_lose() -> None:
    gone = a_set().having(says("armorer", SendBack, "colt-1"))
    told = gone.having(says("armorer", Report, "lost", gone.clock, "colt-1"))
    assert isinstance(told.colt.custody, Returned)


def test_one_serial_number_is_one_weapon() -> None:
    again: tuple[object, ...] = (
        "colt-2",
        "firearm",
        "single-action-revolver",
        6,
        ".45LC",
        a_set().colt.serial,
        "hire-house",
        "safe-1",
    )
    kind: type[Act] = RegisterWeapon
    said = says("armorer", kind, *again)
    assert refused(a_set().ask(said)) == (
        KnownAlready("serial number", a_set().colt.serial),
    )
    assert isinstance(as_edition_1(a_set(), said), Granted)
    gone = a_set().having(says("armorer", SendBack, "colt-1"))
    granted(gone.ask(said))


def test_an_alarm_was_refused_once_and_is_heard_now() -> None:
    held = a_set().at_set_up().out()
    seen = ("live", *("unseen",) * 5)
    by_eye = says("armorer", Inspect, "colt-1", (*seen[:1], *("dummy",) * 5), "eye")
    assert isinstance(held.ask(by_eye), Granted)
    assert codes(as_edition_1(held, by_eye)) == ("test-cannot-tell",)


def test_one_tag_is_one_weapon() -> None:
    first = a_blade("knife-1", "T-1")
    with_one = a_set().having(first)
    assert refused(with_one.ask(a_blade("knife-2", "T-1"))) == (
        KnownAlready("tag", "T-1"),
    )
    granted(with_one.ask(a_blade("knife-2", "T-2")))
    granted(with_one.ask(a_blade("knife-3", None)))


def test_no_sharp_blade_is_taken_to_a_rehearsal() -> None:
    def at(activity: str, edge: str) -> Production:
        planned = a_plan("12R", activity=activity, weapon_class="blade")
        there = a_set().having(a_blade("knife-1", None, edge), planned)
        return there.without(
            "risk-not-assessed", "scene-not-approved", "meeting-not-held"
        ).at_set_up("12R")

    takes = says("armorer", TakeOut, "knife-1")
    assert refused(at("rehearsal", "sharp").ask(takes)) == (
        SharpInRehearsal("knife-1", "12R"),
    )
    granted(at("take", "sharp").ask(takes))
    granted(at("rehearsal", "soft").ask(takes))


def a_blade(name: str, tag: str | None, edge: str = "blunted") -> Said:
    return says(
        "armorer",
        RegisterWeapon,
        name,
        *("blade", "none", 0, "none", "none", "hire-house", "safe-1"),
        edge=edge,
        tag=tag,
    )
