"""What is entered beforehand, all by clicks: a person, a duty, a plan, its approval."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from lastlook.core import acts
from tests.browser.conftest import Join, Keep
from tests.browser.test_accessible import wrong_with
from tests.world.served import HOUR, Served


def test_from_a_new_person_to_an_approved_set_up(
    stage: Served, join: Join, keep: Keep
) -> None:
    _office_enrols(stage, join("office"), keep)
    _director_plans(stage, join("director"), keep)
    _adviser_approves(stage, join("adviser"), keep)
    now = stage.stage.clock.now_ms()
    stage.say("first-ad", acts.CallDay, call_at=now - HOUR, wrap_by=now + 8 * HOUR)
    first_ad = join("first-ad")
    first_ad.goto(f"{stage.url}day")
    first_ad.get_by_role("button", name="Go to set-up 12B").click()
    expect(first_ad.get_by_role("heading", name="12B")).to_be_visible()


def _office_enrols(stage: Served, office: Page, keep: Keep) -> None:
    office.goto(f"{stage.url}more")
    office.get_by_role("link", name="Paperwork").click()
    keep(office, "30-paperwork")
    office.get_by_role("link", name="Enrol somebody").click()
    keep(office, "31-enrol")
    assert wrong_with(office) == []
    office.get_by_label("An id for them").fill("props-2")
    office.get_by_role("checkbox", name="assistant property master").check()
    office.get_by_role("button", name="Enrol them").click()
    office.wait_for_url("**/people")
    expect(office.get_by_text("assistant property master")).to_be_visible()
    office.get_by_role("link", name="Duty").click()
    office.get_by_role("radio", name="props-2").check()
    office.get_by_role("radio", name="weapons").check()
    in_ten_hours = stage.stage.clock.now_ms() / 1000 + 36_000
    until = datetime.fromtimestamp(in_ten_hours, UTC).astimezone()
    office.get_by_label("Until when?").fill(f"{until:%Y-%m-%dT%H:%M}")
    keep(office, "32-duty")
    office.get_by_role("button", name="Assign the duty").click()
    office.wait_for_url("**/people")
    duty = stage.stage.desk.state.people["props-2"].duties[0]
    assert duty.covers(stage.stage.clock.now_ms())


def _director_plans(stage: Served, director: Page, keep: Keep) -> None:
    director.goto(f"{stage.url}scenes")
    keep(director, "33-scenes")
    director.get_by_role("link", name="Plan a set-up").click()
    director.get_by_label("Which set-up?").fill("12B")
    director.get_by_label("In which scene?").fill("12")
    for answer in ("take", "replica", "nothing", "at nobody"):
        director.get_by_role("radio", name=answer, exact=True).check()
    director.get_by_role("checkbox", name="Priya").check()
    director.get_by_label("How far is the nearest person").fill("3.5")
    director.get_by_label("What is done with it?").fill("draw")
    director.get_by_text("May be left out").click()
    director.get_by_label("What keeps people safe?").fill("Remote camera, a screen")
    keep(director, "34-plan")
    assert wrong_with(director) == []
    director.get_by_role("button", name="Plan it").click()
    director.wait_for_url("**/scenes")
    planned = stage.stage.desk.state.set_ups["12B"]
    assert planned.distance_cm == 350
    assert planned.mitigations == ("remote-camera", "a-screen")


def _adviser_approves(stage: Served, adviser: Page, keep: Keep) -> None:
    adviser.goto(f"{stage.url}scenes")
    adviser.get_by_role("link", name="Assess the risk").click()
    adviser.get_by_label("What is done about it?").fill("Remote camera, a screen")
    adviser.get_by_role("checkbox", name="camera").check()
    adviser.locator("[name=before][value=medium]").check()
    adviser.locator("[name=residual][value=low]").check()
    keep(adviser, "35-risk")
    assert wrong_with(adviser) == []
    adviser.get_by_role("button", name="Sign the assessment").click()
    adviser.wait_for_url("**/scenes")
    assert stage.stage.desk.state.scenes["12"].residual == "low"
    adviser.get_by_role("button", name="Approve as planned").click()
    expect(adviser.get_by_role("button", name="Approve as planned")).to_have_count(0)


def test_somebody_whose_part_it_is_not_is_told_and_refused(
    stage: Served, join: Join
) -> None:
    actor = join("actor")
    actor.goto(f"{stage.url}paperwork")
    expect(actor.get_by_text("Nothing here is your part.")).to_be_visible()
    actor.goto(f"{stage.url}acts/enrol")
    expect(
        actor.get_by_text("This is for: second ad, production manager.")
    ).to_be_visible()
    actor.get_by_label("An id for them").fill("friend")
    actor.get_by_role("checkbox", name="crew").check()
    actor.get_by_role("button", name="Enrol them").click()
    expect(actor.get_by_role("dialog", name="REFUSED")).to_be_visible()
    assert "friend" not in stage.stage.desk.state.people
