"""What is taken for live, until somebody says what it is."""

from hashlib import sha256
from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Count,
    Examine,
    Find,
    Inspect,
    LiftHold,
    Load,
    Prove,
    Quarantine,
    Release,
    RevealTrainer,
    SeedTrainer,
    Stop,
    Transfer,
    Unload,
)
from lastlook.core.events import (
    Examined,
    HoldSet,
    Quarantined,
    Released,
    TrainerRevealed,
    TrainerSeeded,
)
from lastlook.core.impossibilities import (
    FromNowhere,
    KnownAlready,
    NoSuchTrainer,
    NotATrainer,
    NotQuarantined,
)
from lastlook.core.refusals import LiveRound, NotExamined, NotYourPart, StillSuspect
from lastlook.core.rules.suspicion import digest_of
from lastlook.core.state import Lot, Trainer
from tests.world.production import (
    EMPTY,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

NOW: dict[str, Any] = {"by": "adviser", "at": ms("07:00")}
LIFTS = says("adviser", LiftHold, "live-round-1", "looked-into")
UNLOADS = says("armorer", Unload, "colt-1", (1,), "B1")
SEES_LIVE = says("first-ad", Inspect, "colt-1", ("live", *EMPTY[1:]), "eye")


def examine(box: str, verdict: str) -> Said:
    return says("adviser", Examine, box, verdict)


def release(box: str) -> Said:
    return says("adviser", Release, box, "traced")


def found(*codes: str, looks: str = "live") -> Production:
    """Two rounds were found in a jar; these rules alone are kept."""
    kept = a_set().only(*(codes or ("not-examined", "still-suspect")))
    return kept.having(says("camera", Find, "jar", 2, looks, "table-1"))


def taken_for_live() -> Production:
    """A dummy of D1 in colt-1 was taken for a live round."""
    kept = a_set().ready().loaded(1).only("not-examined", "still-suspect")
    return kept.having(SEES_LIVE)


# --- suspected until examined ------------------------------------------------


@pytest.mark.parametrize(
    ("suspected", "failed", "verdict", "doubtful"),
    [
        (False, False, None, False),
        (True, False, None, True),
        (False, True, None, True),
        (True, True, None, True),
        (True, False, "dummy", False),
        (False, True, "inert", False),
        (True, False, "blank", True),
        (False, False, "blank", True),
        (True, False, "live", True),
        (False, True, "live", True),
        (False, False, "live", True),
        (False, False, "dummy", False),
    ],
)
def test_a_lot_is_in_doubt_until_somebody_says_it_is_not_live(
    verdict: Any, *, suspected: bool, failed: bool, doubtful: bool
) -> None:
    lot = Lot(
        "D1",
        "dummy",
        ".45LC",
        12,
        "hire-house",
        suspected=suspected,
        failed=failed,
        verdict=verdict,
    )
    assert lot.doubtful is doubtful


def test_a_blank_is_a_blank_and_among_dummies_a_doubt() -> None:
    blanks = Lot("K1", "blank", ".45LC", 12, "hire-house", suspected=True)
    assert blanks.doubtful
    for verdict, doubtful in (("blank", False), ("dummy", True), ("live", True)):
        assert replace(blanks, verdict=verdict).doubtful is doubtful
        assert replace(blanks, verdict="inert").doubtful
        for kind in ("live", "unseen"):
            found_ = replace(blanks, kind=kind, verdict=verdict)
            assert found_.doubtful is (verdict == "live")
    examined = wet().having(examine("B1", "blank"))
    assert refused(examined.ask(release("B1"))) == (StillSuspect("B1"),)


def test_a_verdict_is_kept_for_the_lot() -> None:
    assert granted(found().ask(examine("jar", "blank"))) == (
        Examined(**NOW, box="jar", verdict="blank"),
    )
    lot = found().box("jar").lot
    examined = found().having(examine("jar", "blank"))
    assert (examined.lot(lot).verdict, examined.lot(lot).suspected) == ("blank", True)
    assert found().lot(lot).verdict is None


@pytest.mark.parametrize("verdict", ["live", "blank", "dummy", "inert"])
def test_a_hold_for_a_live_round_stays_while_a_lot_is_suspected(verdict: str) -> None:
    lot = found().box("jar").lot
    assert refused(found().ask(LIFTS)) == (NotExamined("live-round-1", lot),)
    assert granted(found().having(examine("jar", verdict)).ask(LIFTS))


def test_every_lot_that_is_suspected_is_named() -> None:
    two = found().having(says("camera", Find, "tin", 1, "unseen", "table-1"))
    jar, tin = two.box("jar").lot, two.box("tin").lot
    assert refused(two.ask(LIFTS)) == (
        NotExamined("live-round-1", jar),
        NotExamined("live-round-1", tin),
    )
    one = two.having(examine("jar", "inert"))
    assert refused(one.ask(LIFTS)) == (NotExamined("live-round-1", tin),)


def test_a_hold_for_rounds_that_do_not_add_up_waits_for_that_too() -> None:
    tin = found().having(says("camera", Find, "tin", 1, "dummy", "table-1"))
    lot = tin.box("jar").lot
    lifts = says("adviser", LiftHold, "unaccounted-2", "traced")
    assert refused(tin.ask(lifts)) == (NotExamined("unaccounted-2", lot),)
    assert granted(tin.having(examine("jar", "inert")).ask(lifts))


def test_what_is_left_nowhere_waits_for_nobody_to_examine_it() -> None:
    lot = found().box("jar").lot
    gone = found().having(says("armorer", Count, "jar", 0))
    for hold in ("live-round-1", "unaccounted-2"):
        lifts = says("adviser", LiftHold, hold, "traced")
        assert granted(gone.ask(lifts))
        one = found().having(says("armorer", Count, "jar", 1))
        assert refused(one.ask(lifts)) == (NotExamined(hold, lot),)


def test_other_holds_wait_for_nobody_to_examine_anything() -> None:
    stop = found().having(says("camera", Stop))
    assert granted(stop.ask(says("adviser", LiftHold, "stop-2", "traced")))
    rule = says("adviser", LiftHold, "not-examined@12B", "traced")
    assert granted(stop.ask(rule))


def test_what_was_found_and_looks_like_a_dummy_is_not_suspected() -> None:
    dummy = found(looks="dummy")
    assert not dummy.lot(dummy.box("jar").lot).suspected
    held = dummy.having(says("camera", Find, "tin", 1, "live", "table-1"))
    tin = held.box("tin").lot
    answer = held.ask(says("adviser", LiftHold, "live-round-2", "traced"))
    assert refused(answer) == (NotExamined("live-round-2", tin),)


def test_a_round_of_a_lot_taken_for_live_makes_it_a_suspected_one() -> None:
    held = taken_for_live()
    assert held.lot("D1").suspected
    assert refused(held.ask(LIFTS)) == (NotExamined("live-round-1", "D1"),)
    boxed = held.having(UNLOADS)
    assert refused(boxed.ask(LIFTS)) == (NotExamined("live-round-1", "D1"),)
    assert granted(boxed.having(examine("B1", "dummy")).ask(LIFTS))


def test_what_is_in_a_chamber_was_examined_by_nobody() -> None:
    held = taken_for_live().having(examine("B1", "dummy"))
    assert (held.box("B1").verdict, held.lot("D1").verdict) == ("dummy", None)
    assert refused(held.ask(LIFTS)) == (NotExamined("live-round-1", "D1"),)
    boxed = held.having(UNLOADS)
    assert boxed.box("B1").verdict is None
    assert refused(boxed.ask(LIFTS)) == (NotExamined("live-round-1", "D1"),)


def test_what_is_taken_for_live_again_is_suspected_again() -> None:
    examined = taken_for_live().having(UNLOADS, examine("B1", "dummy"), LIFTS)
    assert (examined.lot("D1").verdict, examined.box("B1").verdict) == (
        "dummy",
        "dummy",
    )
    again = examined.loaded(1).having(SEES_LIVE)
    assert (again.lot("D1").verdict, again.box("B1").verdict) == (None, None)
    lifts = says("adviser", LiftHold, "live-round-2", "looked-into")
    assert refused(again.ask(lifts)) == (NotExamined("live-round-2", "D1"),)
    assert refused(again.ask(release("B1"))) == (StillSuspect("B1"),)


def test_what_was_confirmed_live_is_not_forgotten_when_it_is_seen_again() -> None:
    confirmed = taken_for_live().having(examine("B1", "live"))
    assert confirmed.having(SEES_LIVE).lot("D1").verdict == "live"


def test_what_fails_after_it_was_examined_is_in_doubt_again() -> None:
    kept = a_set().only("still-suspect").having(examine("B1", "dummy"))
    fails = says("armorer", Prove, "B1", 11, ("rattle",), failed=1)
    failed = kept.having(fails)
    assert refused(failed.ask(release("B1"))) == (StillSuspect("B1"),)
    live = kept.having(examine("B1", "live"), fails)
    assert live.lot("D1").verdict == "live"


def test_a_pack_that_warns_has_it_remarked() -> None:
    held = found()
    warned = held.only("not-examined", severity="warn")
    lot = held.box("jar").lot
    assert remarks(warned.ask(LIFTS)) == (NotExamined("live-round-1", lot),)
    assert remarks(held.only().ask(LIFTS)) == ()


# --- confirmed live ----------------------------------------------------------


def test_confirmed_live_a_lot_stops_the_set_and_every_box_of_it() -> None:
    split = a_set().having(says("armorer", Transfer, "B1", "belt-1", 4, "cart-1"))
    assert granted(split.ask(examine("B1", "live"))) == (
        Examined(**NOW, box="B1", verdict="live"),
        Quarantined(**NOW, box="B1", grounds="confirmed-live"),
        Quarantined(**NOW, box="belt-1", grounds="confirmed-live"),
        HoldSet(
            **NOW,
            hold="live-round-1",
            kind="live-round",
            grounds="confirmed-live",
            box="B1",
        ),
    )
    stopped = split.having(examine("B1", "live"))
    assert stopped.box("B2").quarantined is None
    assert stopped.box("belt-1").proof is None


def test_a_box_in_quarantine_keeps_its_grounds_and_a_hold_that_stands_is_enough() -> (
    None
):
    assert granted(found().ask(examine("jar", "live"))) == (
        Examined(**NOW, box="jar", verdict="live"),
    )
    wet = a_set().having(says("camera", Quarantine, "B1", "wet"))
    events = granted(wet.ask(examine("B1", "live")))
    assert [type(event) for event in events] == [Examined, HoldSet]


def test_a_hold_of_another_kind_is_not_enough() -> None:
    short = a_set().having(says("armorer", Count, "B1", 11))
    events = granted(short.ask(examine("B1", "live")))
    assert isinstance(events[-1], HoldSet)
    assert events[-1].hold == "live-round-2"


@pytest.mark.parametrize("verdict", ["blank", "dummy", "inert"])
def test_what_is_not_live_stops_nothing(verdict: str) -> None:
    assert len(granted(a_set().ask(examine("B1", verdict)))) == 1


# --- out of quarantine -------------------------------------------------------


def wet(*codes: str) -> Production:
    kept = a_set().only(*(codes or ("still-suspect",)))
    return kept.having(says("camera", Quarantine, "B1", "wet"))


def test_a_box_leaves_quarantine_unproved() -> None:
    assert granted(wet().ask(release("B1"))) == (
        Released(**NOW, box="B1", grounds="traced"),
    )
    out = wet().having(release("B1")).box("B1")
    assert (out.quarantined, out.proof) == (None, None)
    assert out.rounds == 12


def test_what_is_in_no_quarantine_is_not_let_out_of_it() -> None:
    assert refused(a_set().ask(release("B1"))) == (NotQuarantined("B1"),)


@pytest.mark.parametrize("verdict", ["dummy", "inert", "live"])
def test_what_came_from_nowhere_never_goes_back_into_use(verdict: str) -> None:
    examined = found().having(examine("jar", verdict))
    assert FromNowhere("jar") in refused(examined.ask(release("jar")))
    lax = found().only().ask(release("jar"))
    assert refused(lax) == (FromNowhere("jar"),)


@pytest.mark.parametrize("changed", [{"suspected": True}, {"failed": True}])
def test_a_box_leaves_quarantine_when_nothing_in_it_is_in_doubt(
    changed: dict[str, bool],
) -> None:
    doubt = wet().with_lot("D1", **changed)
    assert refused(doubt.ask(release("B1"))) == (StillSuspect("B1"),)
    assert granted(doubt.having(examine("B1", "dummy")).ask(release("B1")))
    other = wet().with_lot("K1", **changed)
    assert granted(other.ask(release("B1")))


def test_what_nobody_suspected_and_was_confirmed_live_stays_in_quarantine() -> None:
    live = a_set().only("still-suspect").having(examine("B1", "live"))
    assert refused(live.ask(release("B1"))) == (StillSuspect("B1"),)


def test_what_was_confirmed_live_goes_into_no_chamber_out_of_any_box() -> None:
    ready = a_set().ready().only("live-round").with_lot("D1", verdict="live")
    loads = says("armorer", Load, "colt-1", (1,), "B1", ("actor",))
    assert refused(ready.ask(loads)) == (LiveRound("D1"),)
    for verdict in ("dummy", "inert", None):
        assert granted(ready.with_lot("D1", verdict=verdict).ask(loads))


# --- trainers ----------------------------------------------------------------

SALT = "a-long-salt"
DIGEST = sha256(b"B1/a-long-salt").hexdigest()
SEEDS = says("adviser", SeedTrainer, DIGEST)
MORE = says("armorer", Count, "B1", 13)


def reveal(box: str = "B1", salt: str = SALT, lot: str | None = None) -> Said:
    return says("adviser", RevealTrainer, box, salt, lot)


def seeded() -> Production:
    return a_set().only("not-examined").having(SEEDS)


def caught() -> Production:
    """The trainer round in B1 was counted among the others."""
    return seeded().having(MORE)


def test_a_commitment_says_nothing_of_the_box() -> None:
    assert digest_of("B1", SALT) == DIGEST
    assert digest_of("B1", "another-salt") != DIGEST
    assert granted(a_set().ask(SEEDS)) == (TrainerSeeded(**NOW, digest=DIGEST),)
    assert seeded().state.trainers == {DIGEST: Trainer("adviser", ms("07:00"))}


def test_a_trainer_is_committed_to_once() -> None:
    answer = seeded().ask(SEEDS)
    assert refused(answer) == (KnownAlready("trainer", DIGEST),)
    other = says("adviser", SeedTrainer, digest_of("B2", SALT))
    assert granted(seeded().ask(other))


def test_a_trainer_that_was_found_is_inert_and_the_hold_can_be_lifted() -> None:
    lot = caught().state.lots["found-" + str(seeded().state.n)].id
    lifts = says("adviser", LiftHold, "unaccounted-1", "it-was-a-trainer")
    assert caught().lot(lot).suspected
    assert granted(caught().ask(reveal(lot=lot))) == (
        TrainerRevealed(**NOW, box="B1", digest=DIGEST, lot=lot),
    )
    shown = caught().having(reveal(lot=lot))
    assert shown.state.trainers[DIGEST] == Trainer(
        "adviser", ms("07:00"), "B1", lot, ms("07:00")
    )
    assert shown.lot(lot).verdict == "inert"
    assert granted(shown.ask(lifts))
    swept = shown.having(says("camera", Find, "jar", 1, "live", "table-1"))
    jar = swept.box("jar").lot
    held = says("adviser", LiftHold, "live-round-2", "traced")
    assert refused(swept.ask(held)) == (NotExamined("live-round-2", jar),)


def test_a_trainer_nobody_found_is_revealed_as_that() -> None:
    later = says("adviser", RevealTrainer, "B1", SALT, at="07:30")
    assert granted(seeded().ask(later)) == (
        TrainerRevealed(by="adviser", at=ms("07:30"), box="B1", digest=DIGEST),
    )
    shown = seeded().having(later)
    assert shown.state.trainers[DIGEST] == Trainer(
        "adviser", ms("07:00"), "B1", None, ms("07:30")
    )
    assert shown.state.lots == seeded().state.lots


@pytest.mark.parametrize(
    ("box", "salt"), [("B2", SALT), ("B1", "another-salt")], ids=["box", "salt"]
)
def test_what_was_not_committed_to_is_not_revealed(box: str, salt: str) -> None:
    assert refused(seeded().ask(reveal(box, salt))) == (NoSuchTrainer(box),)
    assert refused(a_set().ask(reveal())) == (NoSuchTrainer("B1"),)


def test_a_trainer_is_revealed_once() -> None:
    shown = seeded().having(reveal())
    assert refused(shown.ask(reveal())) == (NoSuchTrainer("B1"),)
    lot = caught().state.lots["found-" + str(seeded().state.n)].id
    again = caught().having(reveal()).ask(reveal(lot=lot))
    assert refused(again) == (NoSuchTrainer("B1"),)


def test_what_came_with_a_delivery_is_no_trainer() -> None:
    assert refused(seeded().ask(reveal(lot="D1"))) == (NotATrainer("D1"),)


def test_what_came_to_light_before_it_was_hidden_is_no_trainer() -> None:
    early = a_set().only().having(MORE)
    lot = f"found-{a_set().state.n}"
    hidden = early.having(says("adviser", SeedTrainer, DIGEST, at="07:00:00.001"))
    assert refused(hidden.ask(reveal(lot=lot))) == (NotATrainer(lot),)
    same = early.having(SEEDS)
    assert granted(same.ask(reveal(lot=lot)))


def test_whoever_hid_it_reveals_it_where_it_was_hidden_one_round() -> None:
    lot = caught().state.lots["found-" + str(seeded().state.n)].id
    other = says("office", RevealTrainer, "B1", SALT, lot)
    assert refused(caught().ask(other)) == (NotATrainer(lot),)
    assert granted(caught().ask(reveal(lot=lot)))
    for place in ("table-1", None, "colt-1"):
        elsewhere = caught().with_lot(lot, found_in=place)
        assert refused(elsewhere.ask(reveal(lot=lot))) == (NotATrainer(lot),)
    two = seeded().having(says("armorer", Count, "B1", 14))
    assert refused(two.ask(reveal(lot=lot))) == (NotATrainer(lot),)


def test_in_a_weapon_it_was_found_where_that_was_loaded_from_its_box() -> None:
    lot = caught().state.lots["found-" + str(seeded().state.n)].id
    inside = caught().with_lot(lot, found_in="colt-1")
    fed = inside.with_weapon(fed_from=("B2", "B1"))
    assert granted(fed.ask(reveal(lot=lot)))
    other = inside.with_weapon(fed_from=("B2",))
    assert refused(other.ask(reveal(lot=lot))) == (NotATrainer(lot),)


def test_what_somebody_has_examined_is_what_it_was_found_to_be() -> None:
    lot = caught().state.lots["found-" + str(seeded().state.n)].id
    examined = caught().having(examine(lot, "live"))
    assert refused(examined.ask(reveal(lot=lot))) == (NotATrainer(lot),)


# --- by whom -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "inorder"),
    [
        (Examine, ("B1", "dummy")),
        (Release, ("B1", "traced")),
        (SeedTrainer, (DIGEST,)),
        (RevealTrainer, ("B1", SALT)),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
@pytest.mark.parametrize("by", ["armorer", "first-ad", "actor"])
def test_nobody_clears_a_doubt_but_who_is_there_for_safety(
    kind: Any, inorder: tuple[str, ...], by: str
) -> None:
    kept = wet("not-your-part").having(SEEDS)
    if kind is SeedTrainer:
        kept = wet("not-your-part")
    word = kind.__struct_config__.tag
    answer = kept.ask(says(by, kind, *inorder))
    assert refused(answer) == (NotYourPart(by, word),)
    assert granted(kept.ask(says("adviser", kind, *inorder)))
