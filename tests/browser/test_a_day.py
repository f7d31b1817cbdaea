"""The whole job, by three people with three phones."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Join, Keep
from tests.browser.steps import call_day, look, says, search
from tests.world.served import Served

TOLD_MS = 1000  # so soon every page shows what was answered


def test_from_the_safe_to_the_wrap(stage: Served, join: Join, keep: Keep) -> None:
    armorer, first_ad, actor = join("armorer"), join("first-ad"), join("actor")
    call_day(first_ad, stage)
    _searched(stage, armorer, keep)
    _taken_out_and_looked_into(stage, armorer, first_ad, keep)
    _handed_over(stage, armorer, actor, keep)
    _played(stage, armorer, first_ad, actor, keep)
    _after_lunch_nothing_counts(stage, armorer, first_ad, keep)


def _searched(stage: Served, armorer: Page, keep: Keep) -> None:
    armorer.goto(f"{stage.url}boxes")
    expect(armorer.get_by_text("NOT SEARCHED")).to_be_visible()
    keep(armorer, "00-a-place-to-search")
    search(armorer, stage)
    expect(armorer.get_by_text("NOT SEARCHED")).to_have_count(0)


def _taken_out_and_looked_into(
    stage: Served, armorer: Page, first_ad: Page, keep: Keep
) -> None:
    armorer.goto(f"{stage.url}hands")
    keep(armorer, "01-hands-of-the-armorer")
    armorer.get_by_role("button", name="Take colt-1 out").click()
    expect(armorer.get_by_role("heading", name="In your hands")).to_be_visible()
    look(armorer, stage, "Rod")
    says(armorer, "NOT CLEARED")
    expect(armorer.get_by_text("1 of 2 people have looked").first).to_be_visible()
    keep(armorer, "02-one-look")
    # Blind: whoever may make the second look is not told what the first one found.
    first_ad.goto(f"{stage.url}weapons/colt-1")
    expect(first_ad.get_by_text("6 seen once, withheld")).to_be_visible()
    expect(first_ad.get_by_text("6 empty")).to_have_count(0)
    keep(first_ad, "03-withheld")
    look(first_ad, stage, "Light")
    says(first_ad, "EMPTY")
    # The armorer's page was told within the second, with nobody touching it.
    says(armorer, "EMPTY")
    keep(armorer, "04-cleared")


def _handed_over(stage: Served, armorer: Page, actor: Page, keep: Keep) -> None:
    armorer.goto(f"{stage.url}offer/colt-1")
    armorer.get_by_role("button", name="Priya").click()
    armorer.wait_for_url("**/weapons/colt-1")
    says(actor, "EMPTY")
    expect(actor.get_by_text("You may look into every chamber")).to_be_visible()
    keep(actor, "05-offered")
    actor.get_by_role("button", name="I looked. I take it").click()
    expect(actor.get_by_text("in Priya's hands", exact=True)).to_be_visible()
    told = armorer.get_by_text("in Priya's hands", exact=True)
    expect(told).to_be_visible(timeout=TOLD_MS)


def _played(
    stage: Served, armorer: Page, first_ad: Page, actor: Page, keep: Keep
) -> None:
    first_ad.goto(f"{stage.url}day")
    first_ad.get_by_role("button", name="Call it EMPTY").click()
    expect(first_ad.get_by_text("In play")).to_be_visible()
    keep(first_ad, "06-in-play")
    first_ad.get_by_role("button", name="CUT").click()
    expect(
        first_ad.get_by_text("colt-1 is still with Priya after the cut")
    ).to_be_visible()
    armorer.goto(f"{stage.url}hands")
    armorer.get_by_role("button", name="Take colt-1 back").click()
    actor.get_by_role("button", name="Yes, I gave it back").click()
    expect(actor.get_by_text("Nothing in your hands")).to_be_visible()
    armorer.goto(f"{stage.url}weapons/colt-1")
    says(armorer, "NOT CLEARED")
    keep(armorer, "07-taken-back")


def _after_lunch_nothing_counts(
    stage: Served, armorer: Page, first_ad: Page, keep: Keep
) -> None:
    look(armorer, stage, "Rod")
    look(first_ad, stage, "Light")
    says(armorer, "EMPTY")
    armorer.goto(f"{stage.url}lock-up/colt-1")
    armorer.get_by_text("safe-1").first.click()
    armorer.get_by_role("button", name="It is locked").click()
    armorer.wait_for_url("**/hands")
    armorer.goto(f"{stage.url}count/B1")
    armorer.get_by_label("How many rounds").fill("12")
    armorer.get_by_role("button", name="Sign the count").click()
    armorer.wait_for_url("**/boxes/B1")
    first_ad.goto(f"{stage.url}day")
    first_ad.get_by_role("button", name="Break", exact=True).click()
    expect(first_ad.get_by_text("On a break")).to_be_visible()
    keep(first_ad, "08-break")
    first_ad.get_by_role("button", name="Resume", exact=True).click()
    first_ad.goto(f"{stage.url}weapons/colt-1")
    says(first_ad, "NOT CLEARED")
    # A weapon was played with since the table was searched.
    search(armorer, stage)
    first_ad.goto(f"{stage.url}day")
    first_ad.get_by_role("button", name="Wrap the day").click()
    expect(first_ad.get_by_role("heading", name="No day called")).to_be_visible()
    first_ad.goto(f"{stage.url}log")
    expect(first_ad.get_by_text("Tomas wrapped the day.")).to_be_visible()
    keep(first_ad, "09-log")
