"""The close-up with dummies under the house rules, as far as one can tell by heart."""

from functools import lru_cache

from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.budgets import between, fewest_people, k_people
from lastlook.hazard.errors import Class, Error
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.scene import scene
from lastlook.hazard.told import between_words
from lastlook.policy.library import Library, shipped


def house(*without: str) -> Policy:
    library = Library()
    policy = library.policy((library.learn(shipped("house"), "house"),))
    for code in without:
        policy = policy.without(code)
    return policy


@lru_cache
def close_up(*without: str) -> Analysis:
    return analysed(scene("close-up", house(*without)), LIVE_ROUND)


def names(analysis: Analysis) -> set[frozenset[str]]:
    return {frozenset(error.name for error in cut) for cut in analysis.cuts}


def test_two_errors_of_any_are_withstood() -> None:
    assert close_up().complete
    assert close_up().k_errors == 3


def test_one_who_brings_a_round_slips_it_in_and_points_needs_nobody_else() -> None:
    assert close_up().k_people == 1
    alone = {"covert.bring-live.crew", "covert.tamper.performer"}
    assert alone | {"slip.muzzle.performer"} in names(close_up())


def test_whoever_needs_nobody_else_is_named_with_what_they_do() -> None:
    found = fewest_people(close_up().cuts)
    assert found is not None
    assert found.people == ("performer",)
    assert set(found.by) == {"performer"}
    names = {error.name for error in found.cut}
    assert "covert.bring-live.crew" in names
    assert between_words(found) == (
        "performer brings a live round; slips it in, unseen; "
        "points the muzzle at somebody"
    )


def test_of_two_people_it_is_said_which_does_what_and_on_whose_phone() -> None:
    errors: list[tuple[Class, str, str]] = [
        ("stock", "box", "supplier"),
        ("untrue", "look", "first-ad"),
        ("untrue", "look", "armorer"),
        ("slip", "muzzle", "performer"),
    ]
    found = between(tuple(Error(*one) for one in errors))
    assert found.people == ("performer", "supplier")
    assert found.by == ("supplier", "performer", "performer", "performer")
    assert between_words(found) == (
        "it came in a box of other rounds; "
        "performer tells of a look not made, or sees wrong, on first AD's phone; "
        "tells of a look not made, or sees wrong, on armorer's phone; "
        "points the muzzle at somebody"
    )


def test_who_brings_nothing_needs_others() -> None:
    told = [cut for cut in close_up().cuts if not any(e.of == "covert" for e in cut)]
    assert k_people(told) == 2


def test_a_live_round_in_the_box_takes_a_false_proof_and_two_false_looks() -> None:
    chain = {
        "stock.box.supplier",
        "untrue.proof.armorer",
        "untrue.look.armorer",
        "untrue.look.first-ad",
        "slip.muzzle.performer",
    }
    assert chain in names(close_up())


def test_without_the_second_look_one_false_look_is_enough() -> None:
    one_look = {"stock.weapon.supplier", "untrue.look.armorer", "slip.muzzle.performer"}
    assert one_look not in names(close_up())
    assert one_look in names(close_up("second-look-missing", "same-test-twice"))


def test_the_scene_can_be_shot_without_any_error() -> None:
    assert close_up().acts == 9


def test_every_story_ends_in_harm_and_uses_exactly_its_errors() -> None:
    for told in close_up().stories:
        assert told.steps[-1].what == "harm"
        used = {error for step in told.steps for error in step.errors}
        assert used == set(told.errors)


def test_the_record_and_the_truth_part_somewhere() -> None:
    assert all(told.turning_point is not None for told in close_up().stories[:3])
