"""The right blank for the weapon, made for it and tried in it."""

from typing import Any

import pytest

from lastlook.core.acts import (
    Load,
    Quarantine,
    Receive,
    RecordCondition,
    ReturnToSupplier,
    Seal,
    SendBack,
    Stop,
)
from lastlook.core.acts import TestBlank as TriesBlank
from lastlook.core.events import BlankTested, SightLost
from lastlook.core.impossibilities import (
    GoneBack,
    NotTheHolder,
    OtherKind,
    StillLoaded,
    TooFewRounds,
)
from lastlook.core.invariants import broken
from lastlook.core.refusals import (
    BlankNotTested,
    BoxNotProved,
    BoxQuarantined,
    BoxSealed,
    ConditionOwed,
    LoadTooStrong,
    NotFactoryMade,
    SetStopped,
    WeaponOnHold,
    WrongCalibre,
)
from lastlook.core.state import UNSEEN, Chamber
from tests.world.production import (
    Production,
    Said,
    a_set,
    granted,
    looked_over,
    ms,
    refused,
    remarks,
    says,
)

NOW: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}
LOADS = says("armorer", Load, "colt-1", (1,), "B2", ("actor",))
TESTING = (
    "box-not-proved",
    "box-quarantined",
    "box-sealed",
    "wrong-calibre",
    "not-factory-made",
    "condition-owed",
)


def under(*codes: str) -> Production:
    """At the set-up with blanks, colt-1 seen empty; these rules alone are kept."""
    return a_set().ready("12B").only(*codes)


def tries(rounds: int = 1, by: str = "armorer", **fields: Any) -> Said:
    usual: dict[str, Any] = {"distance_cm": 600, "box": "B2", "weapon": "colt-1"}
    return says(by, TriesBlank, rounds=rounds, **(usual | fields))


def trying(*codes: str) -> Production:
    """The condition of colt-1 is recorded for a test."""
    return a_set().only(*(codes or TESTING)).having(looked_over("before-test"))


# --- made as one -------------------------------------------------------------


def receive(**changed: Any) -> Said:
    usual: dict[str, Any] = {
        "lot": "K2",
        "kind": "blank",
        "calibre": ".45LC",
        "rounds": 6,
        "supplier": "hire-house",
        "box": "B3",
        "place": "safe-1",
    }
    return says("armorer", Receive, **(usual | changed))


@pytest.mark.parametrize(
    "made_from", ["hand-loaded", "inert-components", "live-components"]
)
def test_a_blank_was_made_as_one_by_a_maker_of_blanks(made_from: str) -> None:
    kept = a_set().only("not-factory-made")
    answer = kept.ask(receive(made_from=made_from))
    assert refused(answer) == (NotFactoryMade("K2", made_from),)
    assert granted(kept.ask(receive()))
    assert granted(kept.ask(receive(kind="dummy", made_from=made_from)))


@pytest.mark.parametrize(
    "made_from", ["hand-loaded", "inert-components", "live-components"]
)
def test_no_blank_that_somebody_made_goes_into_a_chamber(made_from: Any) -> None:
    kept = under("not-factory-made")
    assert granted(kept.ask(LOADS))
    answer = kept.with_lot("K1", made_from=made_from).ask(LOADS)
    assert refused(answer) == (NotFactoryMade("K1", made_from),)
    nowhere = kept.with_lot("K1", made_from=made_from).with_day(set_up=None)
    assert refused(nowhere.ask(LOADS)) == (NotFactoryMade("K1", made_from),)
    dummies = says("armorer", Load, "colt-1", (1,), "B1", ("actor",))
    assert granted(kept.with_lot("D1", made_from=made_from).ask(dummies))


# --- tried in this weapon ----------------------------------------------------


def test_a_blank_was_tried_at_the_distance_planned_or_nearer() -> None:
    kept = under("blank-not-tested")
    assert kept.colt.upkeep.tests == (("K1", 600),)
    assert granted(kept.with_set_up("12B", distance_cm=600).ask(LOADS))
    nearer = kept.with_set_up("12B", distance_cm=599)
    assert refused(nearer.ask(LOADS)) == (BlankNotTested("colt-1", "K1", 599),)


def test_a_blank_was_tried_from_this_weapon_and_of_this_lot() -> None:
    kept = under("blank-not-tested")
    untried = BlankNotTested("colt-1", "K1", 900)
    assert refused(kept.with_upkeep(tests=()).ask(LOADS)) == (untried,)
    other = kept.with_upkeep(tests=(("K2", 600),))
    assert refused(other.ask(LOADS)) == (untried,)
    far = kept.with_upkeep(tests=(("K2", 100), ("K1", 901)))
    assert refused(far.ask(LOADS)) == (untried,)
    near = kept.with_upkeep(tests=(("K1", 901), ("K2", 100), ("K1", 900)))
    assert granted(near.ask(LOADS))


def test_a_dummy_is_tried_in_nothing() -> None:
    dummies = says("armorer", Load, "colt-1", (1,), "B1", ("actor",))
    assert granted(under("blank-not-tested", "load-too-strong").ask(dummies))


def test_where_no_set_up_is_called_there_is_no_distance_to_try_it_at() -> None:
    kept = under("blank-not-tested", "load-too-strong").with_upkeep(tests=())
    assert granted(kept.with_day(set_up=None).ask(LOADS))


# --- no stronger -------------------------------------------------------------


@pytest.mark.parametrize(
    ("load", "planned", "may"),
    [
        ("quarter", "quarter", True),
        ("half", "quarter", False),
        ("full", "quarter", False),
        ("quarter", "half", True),
        ("half", "half", True),
        ("full", "half", False),
        ("quarter", "full", True),
        ("half", "full", True),
        ("full", "full", True),
        (None, "full", True),
        (None, "half", False),
        ("full", None, True),
    ],
)
def test_no_stronger_load_goes_in_than_the_set_up_plans(
    load: Any, planned: str | None, *, may: bool
) -> None:
    kept = under("load-too-strong").with_lot("K1", load=load)
    answer = kept.with_set_up("12B", blank_load=planned).ask(LOADS)
    if may:
        assert granted(answer)
    else:
        stronger = LoadTooStrong("colt-1", load or "full", str(planned))
        assert refused(answer) == (stronger,)


def test_everything_against_a_blank_is_named_in_order() -> None:
    worst = under("load-too-strong", "blank-not-tested", "not-factory-made")
    worst = worst.with_lot("K1", load="full", made_from="hand-loaded")
    assert refused(worst.with_upkeep(tests=()).ask(LOADS)) == (
        NotFactoryMade("K1", "hand-loaded"),
        BlankNotTested("colt-1", "K1", 900),
        LoadTooStrong("colt-1", "full", "quarter"),
    )
    softer = worst.only("load-too-strong", severity="warn")
    assert remarks(softer.ask(LOADS)) == (LoadTooStrong("colt-1", "full", "quarter"),)
    assert remarks(worst.only().ask(LOADS)) == ()


# --- the test ----------------------------------------------------------------


def test_a_test_is_recorded_with_what_it_took_and_how_far() -> None:
    said = tries(2, distance_cm=450)
    assert granted(trying().ask(said)) == (
        BlankTested(**NOW, weapon="colt-1", box="B2", rounds=2, distance_cm=450),
    )
    before = trying()
    assert before.colt.upkeep.ready
    tested = before.having(said)
    upkeep = tested.colt.upkeep
    assert upkeep.tests == (("K1", 600), ("K1", 450))
    assert (upkeep.ready, upkeep.owed) == (False, ("after-test",))
    assert (tested.box("B2").rounds, tested.lot("K1").spent) == (8, 3)
    assert list(broken(tested.state)) == []


def test_a_test_ends_every_look() -> None:
    ready = trying().out().looked_into()
    assert granted(ready.ask(tries()))[1:] == (
        SightLost(**NOW, weapon="colt-1", because="fired"),
    )
    assert not ready.having(tries()).colt.looked_into


def test_a_test_takes_what_the_box_has_and_not_one_more() -> None:
    assert granted(trying().ask(tries(10)))
    assert refused(trying().ask(tries(11))) == (TooFewRounds("B2", 10),)


def test_only_blanks_are_tested() -> None:
    assert refused(trying("box-sealed").ask(tries(box="B1"))) == (
        OtherKind("B1", "dummy"),
    )


def test_whoever_tests_it_holds_it_or_nobody_does() -> None:
    out = trying().out()
    assert granted(out.ask(tries()))
    answer = out.ask(tries(by="prop-master"))
    assert refused(answer) == (NotTheHolder("colt-1", "prop-master", "armorer"),)
    assert granted(trying().ask(tries(by="prop-master")))


def test_it_is_not_tested_while_it_is_loaded() -> None:
    case = Chamber("K1", spent=True)
    for chamber in (Chamber("D1"), case):
        loaded = trying().with_weapon(chambers=(*[UNSEEN] * 5, chamber))
        assert refused(loaded.ask(tries())) == (StillLoaded("colt-1"),)


def test_while_the_set_or_that_weapon_is_stopped_it_is_not_tested() -> None:
    kept = trying("set-stopped", "weapon-on-hold")
    stopped = kept.having(says("camera", Stop))
    assert refused(stopped.ask(tries())) == (SetStopped("stop-1", "stop"),)
    unsound = kept.having(says("armorer", RecordCondition, "colt-1", sound=False))
    assert refused(unsound.ask(tries())) == (WeaponOnHold("colt-1", "weapon-1"),)
    other = kept.having(says("armorer", RecordCondition, "rubber-1", sound=False))
    assert granted(other.ask(tries()))


def test_what_went_back_is_not_tested() -> None:
    gone = trying().having(says("armorer", SendBack, "colt-1"))
    assert refused(gone.ask(tries())) == (GoneBack("colt-1"),)
    no_box = trying("box-sealed").having(says("armorer", ReturnToSupplier, "B2"))
    assert refused(no_box.ask(tries())) == (TooFewRounds("B2", 0),)


def test_its_condition_is_recorded_before_a_test_and_anew_before_the_next() -> None:
    owed = ConditionOwed("colt-1", "before-test")
    assert refused(a_set().only("condition-owed").ask(tries())) == (owed,)
    tested = trying("condition-owed").having(tries())
    assert refused(tested.ask(tries())) == (owed,)
    again = tested.having(looked_over("after-test"))
    assert refused(again.ask(tries())) == (owed,)
    assert granted(again.having(looked_over("before-test")).ask(tries()))


def test_what_was_not_sound_before_a_test_is_not_tested() -> None:
    owed = ConditionOwed("colt-1", "before-test")
    kept = a_set().only("condition-owed")
    unsound = kept.having(looked_over("before-test", sound=False))
    assert refused(unsound.ask(tries())) == (owed,)
    since = trying("condition-owed").having(
        says("armorer", RecordCondition, "colt-1", sound=False)
    )
    assert refused(since.ask(tries())) == (owed,)


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        (
            says("camera", Quarantine, "B2", "wet"),
            (BoxNotProved("B2"), BoxQuarantined("B2", "wet")),
        ),
        (says("armorer", Seal, "B2", "S-1"), (BoxSealed("B2", "S-1"),)),
    ],
)
def test_what_is_tested_comes_from_a_box_that_is_open_and_in_use(
    said: Said, reasons: tuple[object, ...]
) -> None:
    assert refused(trying().having(said).ask(tries())) == reasons


def test_what_is_tested_is_proved_fits_and_was_made_as_a_blank() -> None:
    unproved = trying().with_box("B2", proof=None)
    assert refused(unproved.ask(tries())) == (BoxNotProved("B2"),)
    other = trying().with_lot("K1", calibre=".38")
    assert refused(other.ask(tries())) == (WrongCalibre("colt-1", ".38"),)
    made = trying().with_lot("K1", made_from="hand-loaded")
    assert refused(made.ask(tries())) == (NotFactoryMade("K1", "hand-loaded"),)


def test_a_test_where_no_pack_asks_for_anything_is_recorded_all_the_same() -> None:
    worst = a_set().only().with_box("B2", proof=None, seal="S-1")
    answer = worst.with_lot("K1", calibre=".38", made_from="hand-loaded").ask(tries())
    assert len(granted(answer)) == 1
    assert remarks(answer) == ()
