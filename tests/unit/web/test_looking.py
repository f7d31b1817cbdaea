"""A look asks what can be answered of this weapon, and nothing beforehand."""

from typing import get_args

import pytest
from msgspec.structs import replace

from lastlook.core.clearance import AS_MADE, EDGES
from lastlook.core.state import UNSEEN, Make, Stored, Weapon
from lastlook.core.table import Table
from lastlook.core.words import Body, Edge, Mechanism, WeaponClass
from lastlook.web.looking import SAYS, looking
from tests.world.viewed import seen

MADE = Make()
POLICY = seen("", "armorer").policy


def weapon(
    of: WeaponClass, mechanism: Mechanism, chambers: int = 0, make: Make = MADE
) -> Weapon:
    """A weapon nobody has looked at."""
    return Weapon(
        id="w-1",
        weapon_class=of,
        mechanism=mechanism,
        calibre=".45LC",
        serial="S-1",
        supplier="hire-house",
        transfer_bar=False,
        chambers=(UNSEEN,) * chambers,
        custody=Stored("safe-1", locked=True, since=0),
        make=make,
    )


def test_of_a_single_action_revolver_the_chamber_under_the_hammer_is_asked() -> None:
    ask = looking(POLICY, weapon("firearm", "single-action-revolver", 6))
    assert [option.value for option in ask.hammer][:3] == [
        "down",
        "half-cock",
        "full-cock",
    ]
    assert ask.under
    assert not looking(POLICY, weapon("firearm", "double-action-revolver", 6)).under
    assert not looking(POLICY, weapon("firearm", "bolt", 5)).hammer


@pytest.mark.parametrize("magazine", ["none", "fixed", "detachable"])
def test_a_magazine_is_asked_after_where_it_comes_out(magazine: str) -> None:
    make = replace(MADE, magazine=magazine)
    ask = looking(POLICY, weapon("blank-firing", "semi-automatic", 16, make))
    assert ask.fed
    assert ask.magazine == (magazine != "fixed")
    assert not looking(POLICY, weapon("firearm", "break-action", 2)).fed


@pytest.mark.parametrize("of", AS_MADE)
def test_what_a_class_should_be_is_among_the_answers(of: WeaponClass) -> None:
    answers = {found.value for found in looking(POLICY, weapon(of, "none")).body}
    assert AS_MADE[of] <= answers
    assert answers - AS_MADE[of]


@pytest.mark.parametrize("edge", get_args(Edge))
def test_a_blade_is_asked_for_its_edge(edge: Edge) -> None:
    blade = weapon("blade", "none", make=Make(edge=edge))
    answers = {found.value for found in looking(POLICY, blade).body}
    assert EDGES[edge] <= answers
    # Nobody pushes on a blade that does not give way.
    assert ("sticks" in answers) == (edge == "retractable")
    assert "fires" not in answers


def test_the_answers_do_not_tell_what_is_expected() -> None:
    blunt, sharp = (
        looking(POLICY, weapon("blade", "none", make=Make(edge=edge))).body
        for edge in ("blunted", "sharp")
    )
    assert blunt == sharp


def test_a_tag_is_asked_for_where_there_is_another_like_it() -> None:
    alike = weapon("blade", "none", make=Make(tag="S1", alike=True))
    assert looking(POLICY, alike).tag
    assert not looking(POLICY, weapon("blade", "none", make=Make(tag="S1"))).tag


def test_dry_firing_is_a_test_where_the_packs_let_it_tell() -> None:
    colt, rubber = (
        weapon("firearm", "single-action-revolver", 6),
        weapon("rubber", "none"),
    )
    telling = replace(POLICY, tests=POLICY.tests.put("empty", ("rod", "dry-fire")))
    assert "dry-fire" in {one.name for one in looking(telling, colt).methods}
    assert {one.name for one in looking(POLICY, rubber).methods} == {"finger", "eye"}
    silent = replace(POLICY, tests=Table({"empty": ("rod",)}))
    assert {one.name for one in looking(silent, colt).methods} == {"rod"}


def test_every_finding_has_its_words() -> None:
    assert {*SAYS} == {*get_args(Body)} - {"unseen"}
