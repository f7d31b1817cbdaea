"""An excerpt has what touches a thing, and what makes that readable."""

import pytest

from lastlook.core.acts import AdoptPack, Correct, Enrol, LiftHold, Open
from lastlook.desk.wire import read_act
from lastlook.evidence.excerpt import NotThereError, of_incident, of_thing
from lastlook.ledger.entry import Entry
from tests.world.recorded import recorded, told

READY = recorded("")
NEXT = len(READY)
LOOKED = """\
07:00 first-ad goes-to 12A
07:01 armorer takes-out colt-1
07:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
"""
LOADED = f"""\
{LOOKED}\
07:03 armorer transfers B1 into=B9 rounds=3 place=safe-1
07:03 armorer proves B9 proved=3 methods=rattle,primer
07:04 armorer loads colt-1 chambers=1 box=B9 watchers=actor
07:05 armorer unloads colt-1 chambers=1 box=B9
07:06 armorer locks-up colt-1 place=safe-1
"""


def kinds(entries: tuple[Entry, ...], numbers: tuple[int, ...]) -> set[str]:
    return {read_act(entries[n].act).word for n in numbers}


def about(entries: tuple[Entry, ...], thing: str) -> set[int]:
    """The entries whose act or answer has the word in it, as a reader would look."""
    word = f'"{thing}"'.encode()
    return {e.n for e in entries if word in e.act or word in e.decision}


def test_every_entry_that_names_the_weapon_is_in_it_the_refused_ones_too() -> None:
    entries = told("the-2021-day")
    numbers = of_thing(entries, "colt-1")
    assert about(entries, "colt-1") <= {*numbers}
    assert len(numbers) < len(entries)
    assert numbers == tuple(sorted({*numbers}))


def test_the_rounds_are_followed_back_to_the_delivery() -> None:
    entries = recorded(LOADED)
    numbers = {*of_thing(entries, "colt-1")}
    for thing in ("B9", "B1", "D1"):
        assert about(entries, thing) <= numbers, thing
    assert not about(entries, "rubber-1") <= numbers
    received = next(e.n for e in READY if b'"D1"' in e.act)
    assert received in numbers


def test_a_lot_brings_every_box_that_ever_held_it() -> None:
    entries = recorded(LOADED)
    numbers = {*of_thing(entries, "D1")}
    assert about(entries, "B1") | about(entries, "B9") <= numbers
    assert not about(entries, "B2") <= numbers


def test_of_another_weapon_that_shared_a_box_only_the_box_is_told() -> None:
    lines = f"""\
{LOOKED}\
07:04 armorer loads colt-1 chambers=1 box=B1 watchers=actor
07:05 armorer unloads colt-1 chambers=1 box=B1
07:06 armorer locks-up colt-1 place=safe-1
"""
    entries = recorded(lines)
    numbers = {*of_thing(entries, "B1")}
    loads = {
        e.n for e in entries if b'"act":"load"' in e.act or b'"act":"unload"' in e.act
    }
    assert loads <= numbers
    assert not about(entries, "colt-1") <= numbers


def test_whoever_signed_was_enrolled_in_it_and_every_pack_is_there() -> None:
    entries = told("the-2021-day")
    numbers = of_thing(entries, "colt-1")
    acts = [read_act(entries[n].act) for n in numbers]
    brought = {getattr(act, "key", None) for act in acts}
    assert {entries[n].key for n in numbers} <= brought
    packs = {e.n for e in entries if isinstance(read_act(e.act), Open | AdoptPack)}
    assert packs <= {*numbers}


def test_whoever_joined_by_an_invitation_brings_it() -> None:
    entries = told("the-2015-street-show")
    joined = [e.n for e in entries if read_act(e.act).word == "add-key"]
    if joined:
        numbers = of_incident(entries, str(joined[0]))
        assert kinds(entries, numbers) >= {"open", "add-key"}


def test_a_correction_comes_with_the_entry_it_points_at() -> None:
    entries = told("a-late-entry")
    numbers = of_thing(entries, "colt-1")
    corrected = [read_act(entries[n].act) for n in numbers]
    points = [act.entry for act in corrected if isinstance(act, Correct)]
    assert points
    assert {*points} - {4000} <= {*numbers}


def test_an_incident_is_followed_to_the_weapon_it_names() -> None:
    entries = told("a-shot-nobody-called")
    shot = next(e.n for e in entries if b'"discharge"' in e.act)
    numbers = of_incident(entries, str(shot))
    assert about(entries, "colt-1") <= {*numbers}


def test_a_stop_that_names_nothing_is_followed_to_what_was_out() -> None:
    lines = """\
07:01 armorer takes-out colt-1
07:02 camera stops
07:03 adviser lifts stop-1 grounds=all-well
"""
    entries = recorded(lines)
    numbers = of_incident(entries, "stop-1")
    assert about(entries, "colt-1") <= {*numbers}
    lifted = [n for n in numbers if isinstance(read_act(entries[n].act), LiftHold)]
    assert lifted == [NEXT + 2]


def test_a_stop_with_nothing_out_is_an_excerpt_of_itself() -> None:
    entries = recorded("07:02 camera stops\n")
    numbers = of_incident(entries, "stop-1")
    words = [read_act(entries[n].act) for n in numbers]
    assert NEXT in numbers
    assert {act.person for act in words if isinstance(act, Enrol)} == {"camera"}


def test_a_weapon_is_found_by_its_tag() -> None:
    line = (
        "07:00 armorer registers knife-1 weapon-class=blade mechanism=none chambers=0 "
        "calibre=none serial=K place=safe-1 supplier=hire-house edge=blunted "
        "tag=red-7\n"
    )
    entries = recorded(line)
    assert of_thing(entries, "red-7") == of_thing(entries, "knife-1")


@pytest.mark.parametrize("thing", ["nothing", ""])
def test_what_is_not_there_is_said(thing: str) -> None:
    with pytest.raises(NotThereError, match="is called"):
        of_thing(READY, thing)


@pytest.mark.parametrize("incident", ["stop-9", "999999", "-1", ""])
def test_an_incident_that_is_not_there_is_said(incident: str) -> None:
    with pytest.raises(NotThereError, match="neither the number"):
        of_incident(READY, incident)
