"""How a no looks: refused, stopped, no link, lapsed."""

import re

from playwright.sync_api import expect

from lastlook.core import acts
from tests.browser.conftest import Join, Keep
from tests.browser.link import Link
from tests.browser.steps import called, cleared, says
from tests.browser.test_accessible import wrong_with
from tests.world.served import PIN, Served

SILENCE_MS = 9000  # five seconds, and what the machine takes


def test_a_refusal_says_why_and_what_to_do(
    stage: Served, join: Join, keep: Keep
) -> None:
    called(stage)
    armorer = join("armorer")
    # Two boxes are uncounted when the page is drawn; the core is asked all the same.
    armorer.goto(f"{stage.url}load/colt-1")
    for number in (1, 2):
        armorer.locator(f"[name=chambers][value='{number}']").check()
    armorer.get_by_role("button", name="Load", exact=True).click()
    answer = armorer.get_by_role("dialog", name="REFUSED")
    expect(answer.get_by_text("The rounds in B1 have not been proved")).to_be_visible()
    expect(answer.get_by_role("link", name="Prove B1")).to_be_visible()
    keep(armorer, "10-refused")
    assert wrong_with(armorer) == []
    answer.get_by_role("link", name="Look into colt-1").first.click()
    armorer.wait_for_url("**/inspect/colt-1")
    armorer.goto(f"{stage.url}log")
    expect(armorer.get_by_text("Nadia asked to load")).to_be_visible()


def test_anyone_stops_the_set_and_one_without_a_conflict_lifts_it(
    stage: Served, join: Join, keep: Keep
) -> None:
    actor, adviser = join("actor"), join("adviser")
    adviser.goto(f"{stage.url}board")
    actor.get_by_role("button", name="Stop the set", exact=True).click()
    keep(actor, "11-stop")
    assert wrong_with(actor) == []
    actor.get_by_role("button", name="STOP THE SET", exact=True).click()
    expect(actor.get_by_text("SET STOPPED")).to_be_visible()
    expect(adviser.get_by_text("SET STOPPED")).to_be_visible()
    keep(adviser, "12-stopped")
    adviser.get_by_role("link", name="Who can lift it").click()
    adviser.get_by_label("On what grounds").fill("Crew heard, all weapons in the safe")
    adviser.get_by_role("button", name="Lift the hold").click()
    adviser.wait_for_url("**/board")
    expect(actor.get_by_text("SET STOPPED")).to_have_count(0)


def test_a_count_that_was_tapped_otherwise_is_looked_at_again(
    stage: Served, join: Join
) -> None:
    called(stage)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}inspect/colt-1")
    armorer.get_by_role("button", name="Eye").click()
    for saw in ("EMPTY",) * 5 + ("DUMMY",):
        armorer.get_by_role("button", name=saw, exact=True).click()
    armorer.get_by_role("button", name="Clear", exact=True).click()
    armorer.get_by_role("button", name="Half cock", exact=True).click()
    armorer.get_by_label("How many chambers have something in them").fill("0")
    armorer.get_by_role("button", name="Sign my look").click()
    expect(armorer.get_by_text("Tapped 1, typed 0. Look again.")).to_be_visible()
    expect(armorer.locator("[data-chamber-now]")).to_have_text("1")


def test_a_performer_without_a_phone_takes_it_by_pin(
    stage: Served, join: Join, keep: Keep
) -> None:
    cleared(stage)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}offer/colt-1")
    armorer.get_by_role("button", name="Rosa").click()
    armorer.wait_for_url("**/weapons/colt-1")
    armorer.get_by_role("link", name="Rosa answers here").click()
    armorer.get_by_label("types their own PIN").fill("0000")
    armorer.get_by_role("button", name="I looked. I take it").click()
    expect(
        armorer.get_by_role("dialog").get_by_text("The PIN is wrong")
    ).to_be_visible()
    armorer.get_by_role("button", name="Go back").last.click()
    armorer.get_by_label("types their own PIN").fill(PIN)
    keep(armorer, "13-by-pin")
    armorer.get_by_role("button", name="I looked. I take it").click()
    armorer.wait_for_url("**/weapons/colt-1")
    expect(armorer.get_by_text("in Rosa's hands", exact=True)).to_be_visible()


def test_a_silent_desk_clears_nothing(stage: Served, join: Join, keep: Keep) -> None:
    cleared(stage)
    with Link(stage.url) as link:
        director = join("director", link.url)
        director.goto(f"{link.url}weapons/colt-1")
        says(director, "EMPTY")
        link.silent()
        expect(director.locator(".no-link")).to_be_visible(timeout=SILENCE_MS)
        says(director, "NOT CLEARED")
        expect(director.get_by_text("EMPTY", exact=True)).to_be_hidden()
        # A picture of empty chambers would clear as much as the word.
        expect(director.locator("figure")).to_be_hidden()
        keep(director, "14-no-link")
        stage.say("armorer", acts.Offer, weapon="colt-1", to="actor")
        link.broken()
        link.back()
        # Back, without a touch, and with what happened meanwhile.
        expect(director.locator(".no-link")).to_be_hidden(timeout=SILENCE_MS)
        says(director, "EMPTY")
        director.goto(f"{link.url}log")
        expect(director.get_by_text("Nadia offered colt-1 to Priya.")).to_be_visible()


def test_a_clearance_ends_by_itself(stage: Served, join: Join, keep: Keep) -> None:
    cleared(stage)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}weapons/colt-1")
    left = armorer.locator("main .status time").first
    expect(left).to_have_text(re.compile("9:[0-5][0-9]"))
    # Nobody asks or reloads: the page hears the time and counts.
    stage.stage.clock.ahead_ms += 575_000
    expect(left).to_have_text(re.compile("0:[0-2][0-9]"))
    says(armorer, "EMPTY")
    stage.stage.clock.ahead_ms += 60_000
    says(armorer, "NOT CLEARED")
    expect(armorer.get_by_text("The clearance of colt-1 lapsed").first).to_be_visible()
    keep(armorer, "15-lapsed")
