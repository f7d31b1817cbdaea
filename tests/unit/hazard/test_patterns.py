"""Cut sets grouped by the barriers they pass."""

from itertools import product

from lastlook.hazard.errors import Error
from lastlook.hazard.patterns import patterns
from lastlook.hazard.phrases import barrier_words, event_words, events_words
from tests.unit.hazard.test_close_up import close_up

MUZZLE = Error("slip", "muzzle", "performer")
LINE = Error("slip", "stand-in-line", "crew")
BOX = Error("stock", "box", "supplier")
GUN = Error("stock", "weapon", "supplier")
LOOK = Error("untrue", "look", "armorer")


def test_what_passes_the_same_barriers_in_any_way_is_one_pattern() -> None:
    cuts = [(one, LOOK, last) for one, last in product((BOX, GUN), (MUZZLE, LINE))]
    [found] = patterns(cuts)
    assert [one.barrier for one in found.passed] == ["entry", "look.armorer", "muzzle"]
    assert [len(one.ways) for one in found.passed] == [2, 1, 2]
    assert (found.order, found.cuts) == (3, 4)


def test_a_choice_that_is_no_cut_set_is_in_no_pattern() -> None:
    cuts = [(BOX, LOOK, MUZZLE), (GUN, LOOK, MUZZLE), (GUN, LOOK, LINE)]
    made = [cut for one in patterns(cuts) for cut in one.sets()]
    assert sorted(made) == sorted(tuple(sorted(cut)) for cut in cuts)


def test_the_patterns_of_a_scene_have_each_of_its_cut_sets_once() -> None:
    cuts = close_up().cuts
    made = [cut for one in patterns(cuts) for cut in one.sets()]
    assert len(made) == len(set(made)) == len(cuts)
    assert set(made) == set(cuts)


def test_no_cut_sets_make_no_pattern() -> None:
    assert patterns([]) == ()


def test_who_does_two_things_is_named_once() -> None:
    bring = Error("covert", "bring-live", "crew")
    slip = Error("covert", "tamper", "crew")
    assert events_words((bring, slip)) == (
        "somebody of the crew brings a live round and slips it in, unseen"
    )


def test_an_error_nobody_foresaw_has_words_too() -> None:
    assert event_words(Error("mixup", "two-weapons", "first-ad")) == (
        "first AD takes one thing for another: two weapons"
    )
    assert barrier_words("two-weapons") == "Two weapons"


def test_people_are_called_as_whoever_asks_calls_them() -> None:
    assert barrier_words("look.p-17", {"p-17": "Nadia"}.__getitem__) == (
        "Nadia looks into the weapon"
    )
