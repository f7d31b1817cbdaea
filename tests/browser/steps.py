"""What people do on the pages, step by step, as they would say it."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from lastlook.core import acts
from tests.world.served import HOUR, PEOPLE, TOPICS, Served

LOOKS = (("armorer", "rod"), ("first-ad", "light"))
FROM = {"supplier": "hire-house", "place": "safe-1"}


def call_day(page: Page, stage: Served) -> None:
    """The first assistant director calls the day and goes to the set-up."""
    now = datetime.fromtimestamp(stage.stage.clock.now_ms() / 1000, UTC).astimezone()
    page.goto(f"{stage.url}day")
    page.get_by_role("link", name="Call the day").click()
    page.get_by_role("radio", name="Nadia").check()
    # A time on the form is one of today's: in the first hour of a day, its midnight.
    midnight = now.replace(hour=0, minute=0)
    since = max(midnight, now - timedelta(hours=1))
    page.locator("[name=call_at]").fill(f"{since:%H:%M}")
    page.locator("[name=wrap_by]").fill(f"{now + timedelta(hours=8):%H:%M}")
    page.get_by_role("button", name="Call the day").click()
    page.wait_for_url("**/day")
    page.get_by_role("button", name="Go to set-up 12A").click()
    expect(page.get_by_role("heading", name="12A")).to_be_visible()


def search(page: Page, stage: Served, loose: int = 0) -> None:
    """Search the table for loose rounds, and sign how many there were."""
    page.goto(f"{stage.url}boxes")
    page.get_by_role("link", name="Search table-1").click()
    page.get_by_label("How many loose rounds").fill(str(loose))
    page.get_by_role("button", name="Sign the search").click()
    page.wait_for_url("**/boxes")


def swept(stage: Served) -> None:
    """The one place where rounds could lie was searched, on another phone."""
    stage.say("armorer", acts.Sweep, place="table-1", rounds=0)


def look(
    page: Page, stage: Served, test: str, saw: tuple[str, ...] = ("EMPTY",) * 6
) -> None:
    """Look into colt-1, chamber by chamber, and sign; the hammer is at half cock."""
    page.goto(f"{stage.url}inspect/colt-1")
    page.get_by_role("button", name=test).click()
    for number, found in enumerate(saw, start=1):
        expect(page.locator("[data-chamber-now]")).to_have_text(str(number))
        page.get_by_role("button", name=found, exact=True).click()
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("button", name="Half cock", exact=True).click()
    full = sum(1 for found in saw if found != "EMPTY")
    page.get_by_label("How many chambers have something in them").fill(str(full))
    page.get_by_role("button", name="Sign my look").click()
    page.wait_for_url("**/weapons/colt-1")


def says(page: Page, word: str) -> None:
    """Wait until the page's first status says this word."""
    status = page.locator("main .status").first
    expect(status.locator(".word :visible")).to_have_text(word)


def blanks_planned(stage: Served) -> None:
    """A box of blanks, and a set-up in which they are fired."""
    stage.say(
        "armorer",
        acts.Receive,
        lot="K1",
        kind="blank",
        calibre=".45LC",
        rounds=11,
        box="B2",
        load="quarter",
        **FROM,
    )
    stage.say(
        "director",
        acts.PlanSetUp,
        set_up="12B",
        scene="12",
        activity="take",
        weapon_class="firearm",
        load="blank",
        performers=("actor",),
        pointing="nobody",
        distance_cm=900,
        action="draw",
        why_functional="flash-and-recoil",
        blank_load="quarter",
    )
    stage.say("adviser", acts.AssessRisk, scene="12", residual="low")
    stage.say("adviser", acts.ApproveScene, scene="12")
    stage.say(
        "first-ad",
        acts.HoldMeeting,
        scene="12",
        present=tuple(PEOPLE),
        dry_run=True,
        topics=TOPICS,
    )


def called(stage: Served, set_up: str = "12A") -> None:
    """A day with its set-up, called on a phone that is in no browser."""
    now = stage.stage.clock.now_ms()
    hours = {"call_at": now - HOUR, "wrap_by": now + 8 * HOUR}
    stage.say("first-ad", acts.CallDay, **hours, in_charge="armorer")
    stage.say("first-ad", acts.ChangeSetUp, set_up=set_up)
    swept(stage)
    stage.say("armorer", acts.TakeOut, weapon="colt-1")


def looked(stage: Served, person: str, method: str) -> None:
    """One look into a weapon in which nothing is."""
    stage.say(
        person,
        acts.Inspect,
        weapon="colt-1",
        chambers=("empty",) * 6,
        method=method,
        bore="clear",
        hammer="half-cock",
    )


def cleared(stage: Served) -> None:
    """A weapon out of the safe, looked into twice."""
    called(stage)
    for person, method in LOOKS:
        looked(stage, person, method)


def others(stage: Served) -> None:
    """A pistol with a magazine that comes out, and two sabres that look alike."""
    pistol = {
        "weapon": "glock-1",
        "weapon_class": "blank-firing",
        "mechanism": "semi-automatic",
        "chambers": 16,
        "calibre": "9mm-PAK",
        "serial": "G-17",
        "magazine": "detachable",
        "vent": "front",
    }
    stage.say("armorer", acts.RegisterWeapon, **pistol, **FROM)
    for number, edge, like in ((1, "blunted", ()), (2, "sharp", ("sabre-1",))):
        sabre = {
            "weapon": f"sabre-{number}",
            "weapon_class": "blade",
            "mechanism": "none",
            "chambers": 0,
            "calibre": "none",
            "serial": f"SB-{number}",
            "edge": edge,
            "tag": f"S{number}",
            "like": like,
        }
        stage.say("armorer", acts.RegisterWeapon, **sabre, **FROM)
