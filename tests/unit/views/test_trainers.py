from lastlook.core.rules.suspicion import digest_of
from lastlook.views.blind import seen_by
from lastlook.views.trainers import candidates, may_hide, trainers
from tests.world.viewed import MINUTE, seen

SALT = "abcd-efgh-jkmn"
HIDDEN = f"07:00 adviser seeds-trainer {digest_of('B1', SALT)}\n"
FOUND = f"{HIDDEN}07:20 armorer counts B1 rounds=13\n"
LOT = next(lot for lot in seen(FOUND, "adviser").state.lots if lot.startswith("found"))
REVEALED = f"{FOUND}07:30 adviser reveals-trainer B1 salt={SALT} lot={LOT}\n"
MISSED = f"{HIDDEN}19:00 adviser reveals-trainer B1 salt={SALT}\n"


def test_what_is_hidden_is_a_number() -> None:
    shown = trainers(seen(HIDDEN, "adviser").state)
    assert (shown.hidden, shown.found, shown.missed) == (1, 0, 0)
    assert shown.revealed == ()


def test_what_was_found_says_how_long_it_took() -> None:
    shown = trainers(seen(REVEALED, "adviser").state)
    assert (shown.hidden, shown.found, shown.missed) == (0, 1, 0)
    assert shown.revealed[0].box == "B1"
    assert shown.revealed[0].took_ms == 20 * MINUTE


def test_what_nobody_found_was_missed() -> None:
    shown = trainers(seen(MISSED, "adviser").state)
    assert (shown.found, shown.missed) == (0, 1)
    assert shown.revealed[0].took_ms is None


def test_only_whoever_may_hide_one_is_told() -> None:
    assert may_hide(seen(HIDDEN, "adviser"))
    assert not may_hide(seen(HIDDEN, "armorer"))
    assert seen_by(seen(HIDDEN, "adviser")).trainers
    assert not seen_by(seen(HIDDEN, "armorer")).trainers
    # What was revealed is everybody's to know.
    assert seen_by(seen(REVEALED, "armorer")).trainers


def test_a_trainer_was_found_as_something_that_came_to_light_since() -> None:
    assert candidates(seen(FOUND, "adviser").state) == (LOT,)
    assert candidates(seen(REVEALED, "adviser").state) == ()
    before = "07:00 armorer counts B1 rounds=13\n"
    assert candidates(seen(before, "adviser").state) == ()
