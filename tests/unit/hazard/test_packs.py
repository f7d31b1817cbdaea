"""Under every pack a scene has an answer, or says that it cannot be shot and why."""

from functools import lru_cache

import pytest
from msgspec.structs import replace

from lastlook.core.policy import Policy
from lastlook.hazard.alike import Kinds
from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.deeds import Covert
from lastlook.hazard.moves import Moves
from lastlook.hazard.practised import AS_PRACTISED
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.record import Record
from lastlook.hazard.scene import SCENES, Scene, Size, scene
from lastlook.hazard.told import as_json, weapon_words
from lastlook.hazard.top import LIVE_ROUND, TOP_EVENTS
from lastlook.policy.library import shipped_names
from tests.unit.hazard.chains import HOUSE, THAT_DAY, policy

NSW = policy("house", "au", "au-nsw")
STACKS = sorted(
    {tuple(dict.fromkeys(("house", name))) for name in shipped_names()}
    | {("house", "au", "au-nsw"), (AS_PRACTISED,)}
)


@lru_cache
def prepared(name: str, *packs: str) -> Scene:
    return scene(name, policy(*packs))


@lru_cache
def found(name: str, under: Policy) -> Analysis:
    return analysed(scene(name, under), LIVE_ROUND)


def no_weapons() -> Policy:
    """Rules by which nobody who is here may let a weapon in."""
    parts = {**HOUSE.parts, "register-weapon": ("camera",)}
    return replace(HOUSE, parts=type(HOUSE.parts)(parts), digest="")


@pytest.mark.parametrize("top", TOP_EVENTS)
@pytest.mark.parametrize("packs", STACKS, ids="+".join)
def test_every_scene_can_be_begun_under_every_pack(
    packs: tuple[str, ...], top: str
) -> None:
    for name in SCENES:
        the_scene = prepared(name, *packs)
        procedure = Procedure(the_scene, TOP_EVENTS[top])
        moves = Moves(procedure, Record(the_scene.state, the_scene.policy))
        moves.deliveries()
        first = moves.world(procedure.start())
        assert [*moves.all(moves.record.first, first)]
        assert the_scene.weapon is not None


def test_where_a_firearm_is_barred_it_is_played_with_an_adapted_one() -> None:
    the_scene = scene("close-up", NSW)
    assert the_scene.barred == (("firearm", ("live-capable",)),)
    assert the_scene.weapon == "blank-adapted"
    assert not the_scene.refused
    assert the_scene.state.weapons["revolver-1"].make.verified
    assert "These packs bar a firearm (live-capable)" in weapon_words(the_scene)
    assert not scene("close-up", HOUSE).barred


@pytest.mark.parametrize("name", ["close-up", "take", "hand-back"])
def test_an_adapted_weapon_takes_a_live_round_only_where_it_is_none(name: str) -> None:
    adapted, firearm = found(name, NSW), found(name, HOUSE)
    assert adapted.acts == firearm.acts
    assert adapted.k_errors is not None
    assert firearm.k_errors is not None
    assert adapted.k_errors > firearm.k_errors
    for cut in adapted.cuts:
        names = {error.name for error in cut}
        assert {"stock.weapon.supplier", "untrue.status.armorer"} <= names


def test_where_nobody_asks_for_the_check_of_a_status_it_stops_nothing() -> None:
    lax = NSW.without("status-not-verified")
    assert "revolver-1" in scene("close-up", NSW).looked_into
    assert "revolver-1" not in scene("close-up", lax).looked_into
    names = {error.name for cut in found("close-up", lax).cuts for error in cut}
    assert "stock.weapon.supplier" in names
    assert "untrue.status.armorer" not in names


def test_a_bullet_sticks_in_no_barrel_that_lets_nothing_out() -> None:
    nothing = analysed(scene("close-up", NSW), TOP_EVENTS["obstruction"])
    assert nothing.complete
    assert nothing.k_errors is None
    assert nothing.acts == 9


@pytest.mark.parametrize("size", [Size(), Size(2, 2)], ids=str)
def test_where_no_weapon_may_be_there_it_is_said_that_nothing_can_be_shot(
    size: Size,
) -> None:
    empty = analysed(scene("take", no_weapons(), size), LIVE_ROUND)
    assert empty.scene.weapon is None
    assert [one for one, _ in empty.scene.barred] == ["firearm", "blank-adapted"]
    assert (empty.k_errors, empty.acts, empty.complete) == (None, None, True)
    assert "cannot be shot with any weapon that fires" in weapon_words(empty.scene)
    told = as_json(empty)
    assert told["weapon"] is None
    assert told["acts_to_shoot"] is None
    assert told["barred"][0] == {"weapon": "firearm", "codes": ["not-your-part"]}


@pytest.mark.parametrize("name", ["take", "reset", "lunch", "wrap"])
def test_a_proof_before_the_scene_counts_where_the_packs_ask_for_it(name: str) -> None:
    assert scene(name, HOUSE).looked_into == {"blank-box"}
    assert not scene(name, HOUSE.without("box-not-proved")).looked_into
    assert not scene(name, THAT_DAY).looked_into


def test_a_strange_round_delivered_in_a_proved_box_was_missed_by_the_proof() -> None:
    came = [
        {error.name for error in one.errors}
        for under in (HOUSE, THAT_DAY)
        for one in _deliveries("take", under, "live-round")
        if any(one.after.strays)
    ]
    box, missed = "stock.box.supplier", "untrue.proof.armorer"
    assert came == [{box, missed}, {box}]


def test_how_strong_a_blank_is_no_proof_would_have_shown() -> None:
    [came] = [
        {error.name for error in one.errors}
        for one in _deliveries("take", HOUSE, "wrong-blank")
        if any(one.after.strays)
    ]
    assert came == {"stock.box.supplier"}


def _deliveries(name: str, under: Policy, top: str) -> list[Covert]:
    procedure = Procedure(scene(name, under), TOP_EVENTS[top])
    return list(procedure.deliveries(procedure.start()))


def test_kinds_are_fewer_than_records_under_any_pack() -> None:
    the_scene = scene("hand-back", NSW)
    record = Record(the_scene.state, NSW)
    kinds = Kinds(Moves(Procedure(the_scene, LIVE_ROUND), record))
    assert 0 < len(kinds) < len(record.states)
