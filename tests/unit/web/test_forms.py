"""Every form asks what its act needs, and nothing that the act does not say."""

import pytest
from msgspec import NODEFAULT
from msgspec.structs import fields

from lastlook.web.asking import ACTS, OPENING, about
from lastlook.web.forms import ACTS as PAGES
from lastlook.web.forms import FORMS
from lastlook.web.questions import Field
from tests.world.viewed import seen

THINGS = {"weapon": "colt-1", "box": "B1", "lot": "D1", "scene": "12", "set_up": "12B"}
STATE = seen("", "armorer").state


def asked(page: str, thing: str = "") -> dict[str, Field]:
    """The questions of a page, by name."""
    return {field.name: field for field in FORMS[page](STATE, thing).fields}


@pytest.mark.parametrize("page", FORMS)
def test_what_an_act_needs_is_asked_or_stands_in_the_address(page: str) -> None:
    act = ACTS[PAGES.get(page, page)]
    noun = next((n for n in THINGS if n == next(iter(act.__struct_fields__))), "person")
    form = FORMS[page](STATE, THINGS.get(noun, "actor"))
    said = {field.name for field in form.fields} | ({form.noun} - {""})
    every = {field.name for field in fields(act)} - OPENING
    needed = {f.name for f in fields(act) if f.default is NODEFAULT} - OPENING
    # A page that ends a phone knows the person only to list their keys.
    assert said - {"person"} <= every
    assert needed <= said


def test_the_one_in_charge_is_somebody_on_weapons_duty() -> None:
    options = [option.value for option in asked("call-day")["in_charge"].options]
    assert options == ["armorer", "prop-master"]


def test_a_condition_that_is_owed_is_asked_for_first() -> None:
    arrived = (
        "07:00 armorer registers colt-9 weapon-class=firearm mechanism=bolt chambers=5 "
        "calibre=.308 serial=S-9 supplier=hire-house place=safe-1\n"
    )
    state = seen(arrived, "armorer").state
    first, *_ = FORMS["record-condition"](state, "colt-9").fields
    assert (first.name, first.start) == ("occasion", "intake")
    assert asked("record-condition", "colt-1")["occasion"].start == "routine"


def test_protection_is_for_those_who_play_or_stand_near() -> None:
    assert asked("issue-protection", "12B")["to"].starts == ()
    assert asked("issue-protection", "12A")["to"].starts == ("actor", "double")


def test_a_meeting_asks_what_was_made_clear() -> None:
    topics = asked("hold-meeting", "12")["topics"]
    assert topics.many
    assert "who decides" in [option.label for option in topics.options]


def test_somebody_else_is_put_in_charge_where_there_is_anybody() -> None:
    options = [option.value for option in asked("put-in-charge")["person"].options]
    assert options == ["prop-master"]


def test_a_blank_is_tested_from_a_box_of_blanks() -> None:
    box = next(
        f for f in about("test-blank", STATE, "colt-1").fields if f.name == "box"
    )
    assert [option.value for option in box.options] == ["B2"]


def test_a_vent_nobody_knows_is_asked_for_with_the_condition() -> None:
    arrived = (
        "07:00 armorer registers flash-1 weapon-class=blank-firing mechanism=bolt "
        "chambers=5 calibre=8mm serial=F-1 supplier=hire-house place=safe-1\n"
    )
    state = seen(arrived, "armorer").state
    names = [f.name for f in FORMS["record-condition"](state, "flash-1").fields]
    assert "vent" in names
    assert "vent" not in asked("record-condition", "colt-1")
