"""Doubt about rounds: what raises it, and what ends it."""

from typing import Any

import pytest

from lastlook.core.acts import (
    Accept,
    Announce,
    Discharge,
    Examine,
    Load,
    Offer,
    Prove,
    Transfer,
)
from lastlook.core.doubt import examined, is_left, with_doubt
from lastlook.core.events import HoldSet, LotDoubted, ProofFailed, Quarantined
from lastlook.core.refusals import LotInDoubt, VerdictStands
from tests.world.production import (
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    says,
)

NOW: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}
SPLITS = says("armorer", Transfer, "B1", "belt-1", 4, "cart-1")
FAILS = says("armorer", Prove, "B1", 11, ("rattle",), failed=1)


def verdicts(production: Production) -> tuple[Any, ...]:
    """Of B1, of belt-1 and of their lot."""
    boxes = production.state.boxes
    said = [boxes[name].verdict for name in ("B1", "belt-1")]
    return (*said, production.lot("D1").verdict)


def examine(box: str, verdict: str, paper: str | None = None) -> Said:
    return says("adviser", Examine, box, verdict, paper)


def split() -> Production:
    """D1 in two boxes, in doubt."""
    return a_set().only().having(SPLITS).with_lot("D1", suspected=True)


# --- what ends it ------------------------------------------------------------


def test_a_verdict_is_of_one_box_and_of_the_lot_when_all_were_examined() -> None:
    assert verdicts(split()) == (None, None, None)
    one = split().having(examine("B1", "dummy"))
    assert verdicts(one) == ("dummy", None, None)
    assert one.lot("D1").doubtful
    both = one.having(examine("belt-1", "inert"))
    assert verdicts(both) == ("dummy", "inert", "inert")
    assert not both.lot("D1").doubtful
    empty = split().with_box("belt-1", rounds=0).having(examine("B1", "dummy"))
    assert verdicts(empty) == ("dummy", None, "dummy")


@pytest.mark.parametrize("boxes", [("B1", "belt-1"), ("belt-1", "B1")])
def test_one_box_of_another_kind_leaves_the_lot_in_doubt(
    boxes: tuple[str, str],
) -> None:
    first, last = boxes
    mixed = split().having(examine(first, "blank"), examine(last, "dummy"))
    assert mixed.lot("D1").verdict == "blank"
    assert mixed.lot("D1").doubtful


def test_what_is_in_a_chamber_was_examined_by_nobody_and_a_case_is_no_round() -> None:
    loaded = a_set().ready().loaded(1)
    assert examined(loaded.state, "B1", "dummy").lots["D1"].verdict is None
    first, *others = loaded.colt.chambers
    spent = type(first)(lot="D1", spent=True)
    fired = loaded.with_weapon(chambers=(spent, *others))
    assert examined(fired.state, "B1", "dummy").lots["D1"].verdict == "dummy"


def test_one_round_confirmed_live_makes_the_lot_live() -> None:
    live = split().having(examine("B1", "live"))
    assert verdicts(live) == ("live", None, "live")
    assert live.lot("D1").doubtful
    other = live.having(examine("belt-1", "dummy", "LAB-1"))
    assert verdicts(other) == ("live", "dummy", "live")


def test_what_was_confirmed_live_is_undone_by_a_paper_alone() -> None:
    live = a_set().only("verdict-stands").having(examine("B1", "live"))
    assert refused(live.ask(examine("B1", "dummy"))) == (VerdictStands("B1"),)
    assert granted(live.ask(examine("B1", "live")))
    assert live.having(examine("B1", "dummy", "LAB-1")).lot("D1").verdict == "dummy"


def test_what_is_left_is_in_a_box_or_whole_in_a_chamber() -> None:
    assert is_left(a_set().state, "D1")
    gone = a_set().with_box("B1", rounds=0)
    assert not is_left(gone.state, "D1")
    loaded = a_set().ready().loaded(1).with_box("B1", rounds=0)
    assert is_left(loaded.state, "D1")
    first, *others = loaded.colt.chambers
    spent = type(first)(lot="D1", spent=True)
    fired = loaded.with_weapon(chambers=(spent, *others))
    assert not is_left(fired.state, "D1")


# --- what raises it ----------------------------------------------------------


@pytest.mark.parametrize("failed", [False, True])
@pytest.mark.parametrize("verdict", ["dummy", "live"])
def test_a_new_doubt_leaves_of_what_was_examined_that_it_is_live(
    verdict: str, *, failed: bool
) -> None:
    known = a_set().only().having(SPLITS, examine("B1", verdict))
    known = known.having(examine("belt-1", verdict)).having(examine("B2", "blank"))
    state = with_doubt(known.state, "D1", failed=failed)
    lot = state.lots["D1"]
    assert lot.verdict == ("live" if verdict == "live" else None)
    assert (lot.failed, lot.suspected, lot.doubtful) == (failed, not failed, True)
    assert [state.boxes[b].verdict for b in ("B1", "belt-1", "B2")] == [
        None,
        None,
        "blank",
    ]
    assert state.lots["K1"] == known.lot("K1")


def test_a_shot_from_a_dummy_puts_its_lot_in_doubt_and_stops_the_set() -> None:
    loaded = (
        a_set()
        .only()
        .ready()
        .loaded(1)
        .having(says("armorer", Offer, "colt-1", "prop-master"))
    )
    events = granted(
        loaded.ask(says("armorer", Discharge, "colt-1", (1,), planned=True))
    )
    doubt = [e for e in events if isinstance(e, LotDoubted | Quarantined)]
    assert doubt == [
        LotDoubted(**NOW, lot="D1"),
        Quarantined(**NOW, box="B1", grounds="went-off-where-none-should"),
    ]
    kinds = [event.kind for event in events if isinstance(event, HoldSet)]
    assert kinds == ["stand-down", "live-round"]
    shot = loaded.having(says("armorer", Discharge, "colt-1", (1,), planned=True))
    assert (shot.lot("D1").suspected, shot.lot("D1").doubtful) == (True, True)


def test_a_round_that_failed_is_always_heard_and_puts_its_lot_in_doubt() -> None:
    wet = a_set().with_box("B1", quarantined="wet", seal="S-1", proof=None)
    wet = wet.with_lot("D1", suspected=True)
    assert granted(wet.ask(FAILS))[0] == ProofFailed(
        **NOW, box="B1", failed=1, methods=("rattle",)
    )
    known = a_set().only().having(examine("B1", "dummy"))
    failed = known.having(FAILS)
    assert (failed.lot("D1").failed, failed.lot("D1").verdict) == (True, None)
    assert failed.box("B1").verdict is None


# --- what is in doubt is not used --------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Prove, "B1", 11, ("rattle", "primer")),
        SPLITS,
        says("armorer", Load, "colt-1", (2,), "B1", ("actor",)),
        says("armorer", Offer, "colt-1", "actor"),
        says("actor", Accept, "colt-1", "taken"),
        says("first-ad", Announce, "colt-1", "dummies"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_nothing_of_a_lot_in_doubt_is_used(said: Said) -> None:
    kept = a_set().only("lot-in-doubt").ready().loaded(1).offered()
    assert granted(kept.ask(said))
    doubt = kept.with_lot("D1", suspected=True)
    assert refused(doubt.ask(said)) == (LotInDoubt("D1"),)
    assert granted(doubt.with_lot("D1", verdict="dummy").ask(said))
    assert granted(kept.with_lot("K1", suspected=True).ask(said))


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Offer, "colt-1", "prop-master"),
        says("first-ad", Announce, "colt-1", "not-cleared"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_doubt_does_not_keep_a_weapon_from_being_made_safe(said: Said) -> None:
    doubt = a_set().only("lot-in-doubt").ready().loaded(1)
    assert granted(doubt.with_lot("D1", suspected=True).ask(said))


def test_what_comes_into_an_examined_box_is_not_examined() -> None:
    some = split().having(examine("belt-1", "dummy"))
    more = some.having(says("armorer", Transfer, "B1", "belt-1", 1))
    assert verdicts(some) == (None, "dummy", None)
    assert verdicts(more) == (None, None, None)


def test_a_lot_is_in_doubt_again_where_more_of_it_turns_up() -> None:
    done = split().having(examine("B1", "dummy"), examine("belt-1", "dummy"))
    assert verdicts(done) == ("dummy", "dummy", "dummy")
    new = done.with_box("B2", lot="D1")
    assert new.having(examine("belt-1", "dummy")).lot("D1").verdict is None
