"""What a refused act would have led to: asked for after the answer, never with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from lastlook.api.refused import AllTheSame, is_nearer
from lastlook.core import acts
from lastlook.desk.receipt import Envelope
from lastlook.hazard.margin import Margin
from lastlook.hazard.phrases import errors_words
from tests.api.test_blind import looked
from tests.world.asked import Asked, asked
from tests.world.counted import ToldMargins
from tests.world.desk import Phone, in_a_loop

FAR = Margin(2, first="the armorer does it", by="a live round")
NEAR = Margin(1, first="the performer points it", by="a live round")


async def refused(stage: Asked, phone: Phone) -> tuple[str, Any]:
    """An act about the weapon, and the refusal of it."""
    offer = phone.act(acts.Offer, weapon="colt-1", to="actor")
    return offer.id, await no(stage, phone.signed(offer))


async def no(stage: Asked, envelope: Envelope) -> Any:
    answer = await stage.post(envelope)
    assert answer.status_code == 409, answer.text
    assert answer.json()["code"] == "refused"
    return answer.json()


@asynccontextmanager
async def read_by_the_armorer() -> AsyncIterator[tuple[Asked, ToldMargins, str, Any]]:
    """A stage, what is counted there, an act about the weapon, and the no to it."""
    margins = ToldMargins()
    async with asked(margins=margins) as stage:
        armorer, _ = await looked(stage)
        act, answer = await refused(stage, armorer)
        await stage.read_as(armorer)
        yield stage, margins, act, answer


async def told(stage: Asked, where: str, status: int = 200) -> Any:
    answer = await stage.web.get(where)
    assert answer.status_code == status, answer.text
    return answer.json()


@in_a_loop
async def test_a_refusal_says_where_it_is_told_and_waits_for_no_count() -> None:
    margins = ToldMargins()
    async with asked(margins=margins) as stage:
        armorer, _ = await looked(stage)
        _, answer = await refused(stage, armorer)
        n = answer["receipt"]["n"]
        assert answer["margin"] == f"/api/refused/{n}"
        # Nobody was asked to count before somebody asks for it.
        assert margins.asked == []


@in_a_loop
async def test_nothing_is_told_of_what_is_no_deed_or_where_nothing_is_counted() -> None:
    async with asked(margins=ToldMargins()) as stage:
        armorer = stage.company.phone("armorer")
        answer = await no(stage, armorer.says(acts.Resume))
        assert answer["margin"] == ""
        await stage.read_as(armorer)
        problem = await told(stage, f"/api/refused/{answer['receipt']['n']}", 404)
        assert problem["code"] == "no-such-margin"
    async with asked() as stage:
        armorer, _ = await looked(stage)
        _, answer = await refused(stage, armorer)
        assert answer["margin"] == ""


@in_a_loop
async def test_while_it_is_counted_it_is_unknown_and_then_both_are_told() -> None:
    async with read_by_the_armorer() as (stage, margins, act, answer):
        margins.now["colt-1"] = FAR
        counting = await told(stage, answer["margin"])
        assert counting["stands"] == "counting"
        assert counting["now"]["errors"] == 2
        assert counting["all_the_same"]["errors"] is None
        assert counting["all_the_same"]["words"].startswith("UNKNOWN")
        margins.then[act] = NEAR
        known = await told(stage, answer["margin"])
        assert known == {
            "entry": answer["receipt"]["n"],
            "weapon": "colt-1",
            "stands": "known",
            "now": {"errors": 2, "words": errors_words(2), "first": FAR.first}
            | {"by": "a live round"},
            "all_the_same": {"errors": 1, "words": errors_words(1), "first": NEAR.first}
            | {"by": "a live round"},
            "why": "",
        }


@in_a_loop
async def test_what_was_refused_is_never_said_to_lead_away_from_harm() -> None:
    async with read_by_the_armorer() as (stage, margins, act, answer):
        margins.now["colt-1"] = FAR
        for then in (Margin(3, first="nobody"), Margin(None), FAR):
            margins.then[act] = then
            known = await told(stage, answer["margin"])
            assert known["stands"] == "known"
            assert known["all_the_same"] == known["now"]
        page = (await stage.web.get(f"/refused/{answer['receipt']['n']}")).text
        assert "Something else still holds, but the record would be wrong." in page


@in_a_loop
async def test_what_cannot_be_told_is_unknown_with_its_reason() -> None:
    async with read_by_the_armorer() as (stage, margins, act, answer):
        margins.then[act] = Margin(None, why="it is not here")
        unknown = await told(stage, answer["margin"])
        assert unknown["stands"] == "unknown"
        assert unknown["all_the_same"]["words"].endswith("it is not here")
        page = (await stage.web.get(f"/refused/{answer['receipt']['n']}")).text
        assert "It cannot be told: it is not here." in page


@in_a_loop
async def test_of_what_is_no_deed_it_is_said_why_and_nothing_is_counted() -> None:
    margins = ToldMargins()
    async with asked(margins=margins) as stage:
        armorer, _ = await looked(stage)
        await stage.read_as(armorer)
        answer = await no(stage, armorer.says(acts.ConfirmReturn, weapon="colt-1"))
        none = await told(stage, answer["margin"])
        assert none["stands"] == "no-deed"
        assert (
            none["why"] == "it says that the weapon was given back, and moves nothing"
        )
        assert none["all_the_same"]["errors"] is None
        assert margins.asked == []
        page = (await stage.web.get(f"/refused/{answer['receipt']['n']}")).text
        assert f"is not counted: {none['why']}." in page
        assert "UNKNOWN" not in page


@in_a_loop
async def test_of_a_weapon_that_was_not_let_in_it_is_told_too() -> None:
    margins = ToldMargins()
    async with asked(margins=margins) as stage:
        armorer, _ = await looked(stage)
        await stage.read_as(armorer)
        came = armorer.act(
            acts.RegisterWeapon,
            weapon="colt-9",
            weapon_class="firearm",
            mechanism="single-action-revolver",
            chambers=6,
            calibre=".45LC",
            serial="SA-1873",  # as the first has
            supplier="hire-house",
            place="safe-2",
        )
        answer = await no(stage, armorer.signed(came))
        margins.then[came.id] = NEAR
        known = await told(stage, answer["margin"])
        assert (known["stands"], known["all_the_same"]["errors"]) == ("known", 1)
        page = (await stage.web.get(f"/refused/{answer['receipt']['n']}")).text
        assert "Done anyway" in page
        assert "/weapons/colt-9" not in page  # which would lead nowhere


@in_a_loop
async def test_who_may_make_the_second_look_is_told_neither() -> None:
    async with read_by_the_armorer() as (stage, margins, act, answer):
        margins.now["colt-1"] = margins.then[act] = FAR
        await stage.read_as(stage.company.phone("actor"))
        withheld = await told(stage, answer["margin"])
        assert withheld["stands"] == "withheld"
        assert withheld["now"]["errors"] is withheld["all_the_same"]["errors"] is None
        page = (await stage.web.get(f"/refused/{answer['receipt']['n']}")).text
        assert "until the second look is made" in page
        assert "2 errors" not in page


@in_a_loop
async def test_a_stranger_and_what_is_no_refusal_are_told_nothing() -> None:
    async with asked(margins=ToldMargins()) as stage:
        armorer, _ = await looked(stage)
        _, answer = await refused(stage, armorer)
        assert (await stage.web.get(answer["margin"])).status_code == 401
        await stage.read_as(armorer)
        for n in (0, stage.desk.size):
            problem = await told(stage, f"/api/refused/{n}", 404)
            assert problem["code"] == "no-such-refusal"


@in_a_loop
async def test_without_scripts_the_page_of_the_refusal_says_what_to_do() -> None:
    async with read_by_the_armorer() as (stage, _, _, answer):
        n = answer["receipt"]["n"]
        assert f'href="/refused/{n}"' in (await stage.web.get("/log")).text
        page = (await stage.web.get(f"/refused/{n}")).text
        assert "<noscript> Load this page again in a second.</noscript>" in page
        assert answer["reasons"][0]["sentence"] in page


@pytest.mark.parametrize(
    ("now", "then", "nearer"),
    [
        (Margin(2), Margin(1), True),
        (Margin(2), Margin(2), False),
        (Margin(2), Margin(None), False),
        (Margin(None), Margin(4), True),
        (None, Margin(4), True),
        (Margin(None, why="nobody knows"), Margin(4), True),
        (Margin(2), None, True),
    ],
)
def test_what_is_unknown_is_feared_to_be_nearer(
    now: Margin | None, then: Margin | None, *, nearer: bool
) -> None:
    assert is_nearer(AllTheSame("colt-1", True, "known", now, then)) is nearer
