"""Loading at the last moment: the bore before it, the time after it, the shot."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Cut,
    Discharge,
    Inspect,
    Load,
    Misfire,
    Offer,
    SendBack,
    Unload,
    Wrap,
)
from lastlook.core.events import Discharged, HoldSet, Quarantined
from lastlook.core.refusals import (
    BoreAfterFiring,
    BoreBeforeLoading,
    ContentDisagrees,
    LoadedTooLong,
    LotInDoubt,
    ShotNotCalled,
)
from lastlook.core.state import Chamber, OpenOffer
from tests.world.production import (
    EMPTY,
    MINUTE,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

WRAPS = says("first-ad", Wrap)


def load(*chambers: int, box: str = "B2", at: str | None = None) -> Said:
    return says("armorer", Load, "colt-1", chambers or (1,), box, ("actor",), at=at)


def unload(*chambers: int, at: str | None = None) -> Said:
    return says("armorer", Unload, "colt-1", chambers, "B2", at=at)


def under(*codes: str) -> Production:
    """At the set-up with blanks, colt-1 seen empty; these rules alone are kept."""
    return a_set().ready("12B").only(*codes)


def shot(*chambers: int, planned: bool = True, weapon: str = "colt-1") -> Said:
    return says("first-ad", Discharge, weapon, chambers or (1,), planned)


# --- the bore ----------------------------------------------------------------


@pytest.mark.parametrize("bore", ["unseen", "blocked"])
def test_the_bore_is_seen_clear_before_it_is_loaded(bore: Any) -> None:
    kept = under("bore-before-loading")
    assert granted(kept.ask(load()))
    other = kept.with_weapon(bore=bore)
    assert refused(other.ask(load())) == (BoreBeforeLoading("colt-1"),)
    dummies = other.ask(load(box="B1"))
    assert refused(dummies) == (BoreBeforeLoading("colt-1"),)
    assert granted(other.with_weapon(weapon_class="replica").ask(load()))


def test_what_was_loaded_is_looked_through_before_more_is_loaded() -> None:
    kept = under("bore-before-loading").having(load())
    assert refused(kept.ask(load(2))) == (BoreBeforeLoading("colt-1"),)


def test_after_a_shot_the_bore_is_seen_before_it_is_loaded_anew() -> None:
    kept = under("bore-after-firing")
    assert granted(kept.ask(load()))
    fired = kept.with_upkeep(fired=True)
    assert refused(fired.ask(load())) == (BoreAfterFiring("colt-1"),)
    seen = fired.having(
        says("first-ad", Inspect, "colt-1", EMPTY, "light", bore="clear")
    )
    assert granted(seen.ask(load()))


def test_after_a_shot_the_bore_is_seen_before_the_wrap() -> None:
    kept = a_set().only("bore-after-firing").with_upkeep(fired=True)
    assert refused(kept.ask(WRAPS)) == (BoreAfterFiring("colt-1"),)
    assert granted(kept.with_upkeep(fired=False).ask(WRAPS))
    both = kept.with_upkeep("rubber-1", fired=True)
    assert refused(both.ask(WRAPS)) == (
        BoreAfterFiring("colt-1"),
        BoreAfterFiring("rubber-1"),
    )


def test_into_what_went_back_nobody_looks_any_more() -> None:
    kept = a_set().only("bore-after-firing").with_upkeep(fired=True)
    gone = kept.having(says("armorer", SendBack, "colt-1"))
    assert granted(gone.ask(WRAPS))


def test_a_shot_leaves_a_bore_and_a_condition_to_be_looked_at() -> None:
    before = under().with_upkeep(fired=False, owed=())
    fired = before.having(shot()).colt.upkeep
    assert (fired.fired, fired.owed) == (True, ("fired",))
    owed = under().with_upkeep(owed=("malfunction",)).having(shot())
    assert owed.colt.upkeep.owed == ("malfunction", "fired")
    assert owed.having(shot()).colt.upkeep == owed.colt.upkeep


def test_a_misfire_leaves_a_condition_to_be_looked_at_before_anything_else() -> None:
    for owed in ((), ("fired",), ("after-test", "fired")):
        before = under().with_upkeep(owed=owed, fired=False)
        after = before.having(says("armorer", Misfire, "colt-1", 2)).colt.upkeep
        assert (after.owed, after.fired) == ((*owed, "malfunction"), False)


# --- the last moment ---------------------------------------------------------

IN_HAND = pytest.mark.parametrize(
    "said",
    [
        says("armorer", Offer, "colt-1", "actor"),
        says("actor", Accept, "colt-1", "taken"),
        says("first-ad", Announce, "colt-1", "blanks"),
    ],
    ids=lambda said: said.kind.__name__,
)


def at(said: Said, time: str) -> Said:
    return says(said.by, said.kind, at=time, **said.fields)


def loaded() -> Production:
    """Colt-1 loaded with a blank at 07:00, and offered; five minutes are enough."""
    kept = under("loaded-too-long").limited(loaded_ms=5 * MINUTE)
    return kept.having(load(), says("armorer", Offer, "colt-1", "actor"))


@IN_HAND
def test_what_is_loaded_waits_until_its_last_millisecond(said: Said) -> None:
    assert granted(loaded().ask(at(said, "07:04:59.999")))
    late = loaded().ask(at(said, "07:05"))
    assert refused(late) == (LoadedTooLong("colt-1", ms("07:00")),)


def test_what_is_emptied_and_loaded_anew_waits_anew() -> None:
    offer = says("armorer", Offer, "colt-1", "actor", at="07:09")
    emptied = loaded().having(unload(1, at="07:05"))
    assert emptied.colt.upkeep.loaded_at is None
    assert granted(emptied.ask(offer))
    assert granted(emptied.having(load(at="07:06")).ask(offer))


def test_the_oldest_load_still_in_it_counts() -> None:
    second = loaded().having(load(2, at="07:03"))
    assert second.colt.upkeep.loaded_at == ms("07:00")
    half = second.having(unload(1, at="07:04"))
    assert half.colt.upkeep.loaded_at == ms("07:00")
    assert half.having(unload(2, at="07:04")).colt.upkeep.loaded_at is None


def test_dummies_may_wait_and_only_blanks_that_were_not_fired_do() -> None:
    dummies = under().having(load(box="B1"))
    assert dummies.colt.upkeep.loaded_at is None
    both = dummies.having(load(2, at="07:03"))
    assert both.colt.upkeep.loaded_at == ms("07:03")
    fired = both.having(shot(2), load(3, box="B1", at="07:04"))
    assert fired.colt.upkeep.loaded_at is None


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Offer, "colt-1", "prop-master", at="09:00"),
        says("first-ad", Announce, "colt-1", "not-cleared", at="09:00"),
        unload(1, at="09:00"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_waited_too_long_is_made_safe_at_any_time(said: Said) -> None:
    assert granted(loaded().ask(said))


def test_a_load_that_waits_is_remarked_where_a_pack_warns() -> None:
    offer = says("armorer", Offer, "colt-1", "actor", at="07:05")
    late = LoadedTooLong("colt-1", ms("07:00"))
    warned = loaded().only("loaded-too-long", severity="warn")
    assert remarks(warned.ask(offer)) == (late,)
    assert remarks(warned.only().ask(offer)) == ()


# --- the shot ----------------------------------------------------------------


def in_play(*codes: str, weapon: str = "colt-1") -> Production:
    """Blanks in colt-1, a weapon was called out with blanks; the actor has colt-1."""
    call = says("first-ad", Announce, weapon, "blanks")
    return under(*codes).having(load(1, 2), call).handed_to()


def planned(production: Production, said: Said) -> bool:
    """Whether a shot counts as a planned one."""
    events = granted(production.ask(said))
    assert isinstance(events[0], Discharged)
    assert isinstance(events[-1], HoldSet) is not events[0].planned
    return events[0].planned


def test_a_planned_shot_is_one_that_was_called_out() -> None:
    warned = in_play().only("shot-not-called", severity="warn")
    assert planned(warned, shot())
    assert remarks(warned.ask(shot())) == ()
    other = in_play(weapon="rubber-1").only("shot-not-called", severity="warn")
    assert remarks(other.ask(shot())) == (ShotNotCalled("colt-1"),)
    assert not planned(other, shot())


def test_a_shot_nobody_called_is_refused_where_a_pack_stops_it() -> None:
    other = in_play("shot-not-called", weapon="rubber-1")
    assert refused(other.ask(shot())) == (ShotNotCalled("colt-1"),)
    assert granted(other.ask(shot(planned=False)))
    assert not planned(other, shot(planned=False))


def test_after_the_cut_and_before_the_day_no_shot_was_called() -> None:
    cut = in_play("shot-not-called").having(says("first-ad", Cut))
    assert refused(cut.ask(shot())) == (ShotNotCalled("colt-1"),)
    none = in_play("shot-not-called").without_day()
    assert refused(none.ask(shot())) == (ShotNotCalled("colt-1"),)


def test_the_second_shot_of_a_take_was_called_with_the_first() -> None:
    kept = in_play("shot-not-called")
    assert planned(kept.having(shot(1)), shot(2))


def test_before_a_pack_asked_for_it_a_shot_was_planned_without_being_called() -> None:
    old = in_play(weapon="rubber-1")
    assert planned(old, shot())
    assert remarks(old.ask(shot())) == ()


def test_a_shot_is_planned_only_while_something_is_in_play() -> None:
    assert planned(in_play(), shot())
    assert not planned(in_play().with_day(in_play=False), shot())


# --- what is in doubt --------------------------------------------------------


def with_dummies(**lot: Any) -> Production:
    """Dummies of D1, of which this is known, in colt-1, offered; none from B1 is."""
    ready = a_set().ready().loaded(1, 2)
    kept = ready.with_weapon(offer=OpenOffer("armorer", "actor", ms("07:00")))
    return kept.only("still-suspect", "lot-in-doubt").with_lot("D1", **lot)


@IN_HAND
def test_what_was_found_out_to_be_live_is_handed_to_nobody(said: Said) -> None:
    assert granted(with_dummies().ask(said))
    for verdict in ("dummy", "inert"):
        assert granted(with_dummies(verdict=verdict).ask(said))
    live = with_dummies(verdict="live")
    assert refused(live.ask(said)) == (LotInDoubt("D1"),)
    emptied = live.with_weapon(chambers=a_set().colt.chambers)
    assert granted(emptied.ask(said))


def test_a_case_of_what_was_found_out_to_be_live_is_no_better() -> None:
    live = with_dummies(verdict="live")
    fired = live.having(shot(1, 2, planned=False))
    offer = says("armorer", Offer, "colt-1", "actor")
    assert refused(fired.ask(offer)) == (LotInDoubt("D1"),)


@pytest.mark.parametrize(
    "lot", [{"suspected": True}, {"failed": True}, {"verdict": "live"}]
)
@pytest.mark.parametrize("box", ["B1", "tray-1"])
def test_what_is_in_doubt_goes_into_no_box_in_use(lot: Any, box: str) -> None:
    said = says("armorer", Unload, "colt-1", (1,), box, "cart-1")
    events = granted(with_dummies(**lot).ask(said))
    assert events[-1] == Quarantined(
        by="armorer", at=ms("07:00"), box=box, grounds="in-doubt"
    )
    out = with_dummies(**lot).having(said).box(box)
    assert (out.quarantined, out.proof) == ("in-doubt", None)


def test_what_is_in_no_doubt_or_goes_where_none_is_used_changes_nothing() -> None:
    said = says("armorer", Unload, "colt-1", (1,), "B1")
    assert with_dummies().having(said).box("B1").quarantined is None
    examined = with_dummies(suspected=True, verdict="dummy").having(said)
    assert examined.box("B1").quarantined is None
    wet = with_dummies(suspected=True).with_box("B1", quarantined="wet", proof=None)
    assert wet.having(said).box("B1").quarantined == "wet"
    kept = with_dummies(failed=True)
    fired = Chamber("D1", spent=True)
    cased = kept.with_weapon(chambers=(fired, *kept.colt.chambers[1:]))
    assert cased.having(said).box("B1").quarantined is None


def test_what_went_off_where_none_should_put_its_box_out_of_use_by_itself() -> None:
    fired = with_dummies().having(shot(1, planned=False))
    assert fired.box("B1").quarantined == "went-off-where-none-should"
    out = fired.having(says("armorer", Unload, "colt-1", (1,), "B1"))
    assert out.box("B1").quarantined == "went-off-where-none-should"
    assert out.lot("D1").spent == fired.lot("D1").spent + 1


def test_before_a_pack_asked_for_it_a_box_stayed_in_use() -> None:
    said = says("armorer", Unload, "colt-1", (1,), "B1")
    old = with_dummies(failed=True).only().having(said)
    assert old.box("B1").quarantined is None


def test_a_round_from_nowhere_makes_its_box_one_from_nowhere_and_not_in_doubt() -> None:
    saw = says("armorer", Inspect, "colt-1", ("live", *EMPTY[1:]), "eye")
    found = a_set().out().only("still-suspect").having(saw)
    jar = says("armorer", Unload, "colt-1", (1,), "jar", "cart-1")
    assert found.having(jar).box("jar").quarantined == "from-nowhere"


# --- seen otherwise than the record has it -----------------------------------


def looked(*chambers: Any) -> Production:
    """A dummy by the record in chamber 1, a blank in 2; two saw this, offered."""
    kept = under("content-disagrees").having(load(1, box="B1"), load(2))
    seen = kept.looked_into(*chambers, *EMPTY[len(chambers) :])
    return seen.with_weapon(offer=OpenOffer("armorer", "actor", ms("07:00")))


@IN_HAND
def test_what_was_seen_as_the_record_has_it_is_handed_over(said: Said) -> None:
    assert granted(looked("dummy", "blank").ask(said))
    for nothing in ("unseen", "unsure"):
        assert granted(looked(nothing, nothing).ask(said))


@IN_HAND
def test_what_was_seen_otherwise_is_handed_to_nobody(said: Said) -> None:
    assert refused(looked("blank", "blank").ask(said)) == (
        ContentDisagrees("colt-1", 1),
    )
    assert refused(looked("snap-cap", "dummy").ask(said)) == (
        ContentDisagrees("colt-1", 1),
        ContentDisagrees("colt-1", 2),
    )
    case = looked("dummy", "spent")
    assert refused(case.ask(said)) == (ContentDisagrees("colt-1", 2),)
    one, two, *rest = case.colt.chambers
    shot_since = case.with_weapon(chambers=(one, replace(two, spent=True), *rest))
    assert granted(shot_since.ask(said))


def test_what_was_seen_otherwise_goes_back_to_a_handler() -> None:
    other = looked("blank", "blank")
    assert granted(other.ask(says("armorer", Offer, "colt-1", "prop-master")))
    assert granted(other.ask(says("first-ad", Announce, "colt-1", "not-cleared")))
