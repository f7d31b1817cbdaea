"""Weapons as things: their arrival and their condition."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import RecordCondition, RegisterWeapon
from lastlook.core.events import (
    ConditionRecorded,
    HoldSet,
    SightLost,
    WeaponRegistered,
)
from lastlook.core.impossibilities import KnownAlready, NoChambers, Unknown
from lastlook.core.state import UNSEEN, Stored, Weapon
from tests.world.production import Said, a_set, granted, ms, refused, says

NOW: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}
RIFLE: dict[str, Any] = {
    "weapon": "rifle-1",
    "weapon_class": "blank-firing",
    "mechanism": "bolt",
    "chambers": 5,
    "calibre": ".308",
    "serial": "R-1",
    "supplier": "hire-house",
    "place": "safe-1",
    "transfer_bar": True,
}


def register(**changed: Any) -> Said:
    return says("armorer", RegisterWeapon, **(RIFLE | changed))


def test_nothing_arrives_clean_and_nothing_in_anybodys_hands() -> None:
    assert granted(a_set().ask(register())) == (WeaponRegistered(**NOW, **RIFLE),)
    rifle = a_set().having(register()).state.weapons["rifle-1"]
    assert rifle == Weapon(
        id="rifle-1",
        weapon_class="blank-firing",
        mechanism="bolt",
        calibre=".308",
        serial="R-1",
        supplier="hire-house",
        transfer_bar=True,
        chambers=(UNSEEN,) * 5,
        custody=Stored("safe-1", locked=True, since=ms("07:00")),
    )
    assert rifle.lapse == "never-seen"


def test_what_arrives_on_a_table_is_not_under_lock() -> None:
    rifle = a_set().having(register(place="table-1")).state.weapons["rifle-1"]
    assert rifle.custody == Stored("table-1", locked=False, since=ms("07:00"))


def test_nothing_arrives_in_a_place_nobody_knows() -> None:
    answer = a_set().ask(register(place="attic"))
    assert refused(answer) == (Unknown("place", "attic"),)


@pytest.mark.parametrize("weapon_class", ["firearm", "blank-adapted", "blank-firing"])
def test_what_can_fire_has_chambers_to_look_into(weapon_class: str) -> None:
    answer = a_set().ask(register(weapon_class=weapon_class, chambers=0))
    assert refused(answer) == (NoChambers("rifle-1", weapon_class),)
    assert granted(a_set().ask(register(weapon_class=weapon_class, chambers=1)))


@pytest.mark.parametrize("weapon_class", ["rubber", "replica", "blade", "deactivated"])
def test_what_cannot_fire_may_have_none(weapon_class: str) -> None:
    assert granted(a_set().ask(register(weapon_class=weapon_class, chambers=0)))


def test_a_weapon_is_registered_once() -> None:
    answer = a_set().ask(register(weapon="colt-1"))
    assert refused(answer) == (KnownAlready("weapon", "colt-1"),)


UNSOUND = says("armorer", RecordCondition, "colt-1", sound=False, hammer="half-cock")


def test_an_unsound_weapon_is_out_of_use_unseen_and_held() -> None:
    ready = a_set().ready()
    assert granted(ready.ask(UNSOUND)) == (
        ConditionRecorded(**NOW, weapon="colt-1", sound=False, hammer="half-cock"),
        SightLost(**NOW, weapon="colt-1", because="malfunction"),
        HoldSet(
            **NOW, hold="weapon-1", kind="weapon", grounds="not-sound", weapon="colt-1"
        ),
    )
    colt = ready.having(UNSOUND).colt
    assert not colt.sound
    assert not colt.looked_into
    assert colt.lapse == "malfunction"


def test_an_unsound_weapon_is_held_once() -> None:
    assert len(granted(a_set().having(UNSOUND).ask(UNSOUND))) == 1


def test_a_weapon_found_sound_is_in_use_again_and_keeps_its_looks() -> None:
    sound = says("armorer", RecordCondition, "colt-1", sound=True)
    assert granted(a_set().ready().ask(sound)) == (
        ConditionRecorded(**NOW, weapon="colt-1", sound=True, hammer="unseen"),
    )
    again = a_set().having(UNSOUND, sound)
    assert again.colt.sound
    assert again.state.holds
    assert a_set().ready().having(sound).colt.looked_into


def test_a_hammer_is_kept_when_it_was_seen() -> None:
    half = says("armorer", RecordCondition, "colt-1", sound=True, hammer="half-cock")
    unseen = says("armorer", RecordCondition, "colt-1", sound=True)
    assert a_set().having(half).colt.hammer == "half-cock"
    assert a_set().having(half, unseen).colt.hammer == "half-cock"


def test_where_a_weapon_is_is_said_in_one_word() -> None:
    colt = a_set().colt
    assert colt.whereabouts == "safe-1"
    assert a_set().out().colt.whereabouts == "armorer"
    assert a_set().out().colt.holder == "armorer"
    assert colt.holder is None


def test_a_weapon_is_looked_into_when_anything_of_it_was_seen() -> None:
    colt = a_set().colt
    assert not colt.looked_into
    assert replace(colt, bore="clear").looked_into
    assert replace(colt, bore="blocked").looked_into
    assert a_set().ready().colt.looked_into
