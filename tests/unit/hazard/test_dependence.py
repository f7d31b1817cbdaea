"""Checkers who are not independent: the levels, the chain, the ranks, the band."""

import pytest

from lastlook.core.words import Method
from lastlook.hazard.budgets import Cut
from lastlook.hazard.dependence import (
    Checks,
    Facts,
    Level,
    given_a_miss,
    level_of,
    ranked,
)
from lastlook.hazard.errors import Error
from lastlook.hazard.likelihood import likelihood
from lastlook.hazard.scene import SCENES
from tests.unit.hazard.test_close_up import close_up

ARMORER = Error("untrue", "look", "armorer")
FIRST_AD = Error("untrue", "look", "first-ad")
PROOF = Error("untrue", "proof", "armorer")
MUZZLE = Error("slip", "muzzle", "performer")
SAME: tuple[Method, Method] = ("rattle", "rattle")
OTHER: tuple[Method, Method] = ("rattle", "primer")


@pytest.mark.parametrize(
    ("level", "given"),
    [
        (Level.ZERO, 0.01),
        (Level.LOW, 0.0595),
        (Level.MODERATE, 1.06 / 7),
        (Level.HIGH, 0.505),
        (Level.COMPLETE, 1.0),
    ],
)
def test_a_miss_after_a_miss_is_as_the_handbook_has_it(
    level: Level, given: float
) -> None:
    assert given_a_miss(level, 0.01) == pytest.approx(given)


def test_what_is_certain_is_certain_at_every_level() -> None:
    assert {given_a_miss(level, 1.0) for level in Level} == {1.0}


def test_high_dependence_is_what_nurses_were_measured_at() -> None:
    # 33.7 % missed by one of them, 0.66 of what one missed by two
    assert given_a_miss(Level.HIGH, 0.337) == pytest.approx(0.66, abs=0.01)


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (Facts(True, True, True, False), Level.COMPLETE),
        (Facts(True, True, False, False), Level.HIGH),
        (Facts(True, False, True, False), Level.HIGH),
        (Facts(True, False, True, True), Level.MODERATE),
        (Facts(True, False, False, False), Level.MODERATE),
        (Facts(True, False, False, True), Level.LOW),
        (Facts(False, True, True, False), Level.MODERATE),
        (Facts(False, False, True, False), Level.LOW),
    ],
)
def test_four_facts_choose_the_level(facts: Facts, level: Level) -> None:
    assert level_of(facts) == level


def levels(cut: Cut, tests: tuple[Method, Method]) -> dict[Error, Level]:
    return dict(Checks(tests).chained(cut))


def test_two_who_look_the_same_way_depend_highly_and_by_other_tests_little() -> None:
    assert levels((ARMORER, FIRST_AD), SAME)[FIRST_AD] == Level.HIGH
    assert levels((ARMORER, FIRST_AD), OTHER)[FIRST_AD] == Level.LOW


@pytest.mark.parametrize("name", sorted(SCENES))
def test_by_eye_and_by_lamp_is_one_way_of_looking(name: str) -> None:
    tests = SCENES[name].sort.tests
    seen = set(tests) <= {"eye", "light"}
    level = levels((ARMORER, FIRST_AD), tests)[FIRST_AD]
    assert level == (Level.HIGH if seen else Level.LOW)


def test_the_first_check_stands_alone_and_slips_are_no_checks() -> None:
    found = levels((MUZZLE, FIRST_AD, ARMORER), SAME)
    assert found[ARMORER] == Level.ZERO
    assert found[MUZZLE] == Level.ZERO


def test_a_third_check_is_at_least_moderately_dependent() -> None:
    assert levels((PROOF, ARMORER, FIRST_AD), OTHER)[FIRST_AD] == Level.MODERATE


def test_checks_are_taken_in_the_order_of_time() -> None:
    order = [error for error, _ in Checks(SAME).chained((FIRST_AD, ARMORER, PROOF))]
    assert order == [PROOF, ARMORER, FIRST_AD]


def test_dependence_makes_two_looks_worth_less() -> None:
    cuts = [(ARMORER, FIRST_AD)]
    alone = likelihood(FIRST_AD).median
    same = ranked(cuts, SAME, seed=1, trials=50)
    assert same.factor == pytest.approx(given_a_miss(Level.HIGH, alone) / alone)
    assert ranked(cuts, OTHER, seed=1, trials=50).factor < same.factor


def test_shares_add_up_and_lie_in_their_bands_and_the_same_seed_is_the_same() -> None:
    cuts = close_up().cuts
    found = ranked(cuts, OTHER, seed=7, trials=400)
    assert sum(one.share for one in found.ranks) == pytest.approx(1)
    assert {one.cut for one in found.ranks} == set(cuts)
    assert all(0 <= one.low <= one.high <= 1 for one in found.ranks)
    assert found.low < found.middle < found.high
    assert found == ranked(cuts, OTHER, seed=7, trials=400)
    assert found != ranked(cuts, OTHER, seed=8, trials=400)


def test_the_band_of_one_error_is_its_error_factor() -> None:
    (one,) = [(MUZZLE,)]
    found = ranked([one], SAME, seed=3, trials=4_000)
    assumed = likelihood(MUZZLE)
    assert found.high / assumed.median == pytest.approx(assumed.factor, rel=0.1)
    assert assumed.median / found.low == pytest.approx(assumed.factor, rel=0.1)


def test_where_nothing_leads_to_harm_there_is_nothing_to_rank() -> None:
    found = ranked([], SAME, seed=1)
    assert found.ranks == ()
    assert found.high == 0
