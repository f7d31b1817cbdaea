"""How many errors from harm a weapon is, beside it and on its page."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Join, Keep
from tests.browser.steps import LOOKS, blanks_planned, called, cleared, looked
from tests.browser.test_accessible import wrong_with
from tests.world.served import Served

COUNTED_MS = 60_000  # of a search on a machine that does other things too
COUNT = re.compile(r"\d errors? from harm")


def test_the_margin_stands_beside_the_weapon_and_moves_with_the_record(
    stage: Served, join: Join, keep: Keep
) -> None:
    called(stage)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}board")
    tag = armorer.locator(".tag", has=armorer.get_by_role("link", name="colt-1"))
    expect(tag.locator(".margin")).to_contain_text(
        "2 errors from harm", timeout=COUNTED_MS
    )
    # What lies under its lock is not in play.
    locked = armorer.locator(".tag", has=armorer.get_by_role("link", name="colt-2"))
    expect(locked.locator(".margin")).to_have_count(0)
    keep(armorer, "60-margin-board-unseen")
    for person, method in LOOKS:
        looked(stage, person, method)
    expect(tag.locator(".margin")).to_contain_text(
        "3 errors from harm", timeout=COUNTED_MS
    )
    # On the board by what people do; names stand in the story.
    expect(tag.locator(".margin")).to_contain_text("by a live round first: the armorer")
    keep(armorer, "61-margin-board")
    found = wrong_with(armorer)
    armorer.set_viewport_size({"width": 1280, "height": 900})
    keep(armorer, "62-margin-board-desktop")
    assert not found, "\n".join(found)


def test_with_blanks_in_play_two_harms_stand_on_the_board(
    stage: Served, join: Join, keep: Keep
) -> None:
    blanks_planned(stage)
    called(stage, "12B")
    for person, method in LOOKS:
        looked(stage, person, method)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}board")
    told = armorer.locator(".margin")
    expect(told).to_contain_text("3 errors from harm", timeout=COUNTED_MS)
    expect(told).to_contain_text("by a blank against the skin first: ")
    expect(told).to_contain_text("a live round: 4 errors from harm")
    keep(armorer, "67-margin-blanks")


def test_the_weapons_page_tells_the_way_there(
    stage: Served, join: Join, keep: Keep
) -> None:
    cleared(stage)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}weapons/colt-1")
    expect(armorer.locator(".margin")).to_contain_text(COUNT, timeout=COUNTED_MS)
    armorer.get_by_text("The shortest way to harm from here").click()
    expect(armorer.locator(".margin .tale")).to_contain_text("Nadia")
    keep(armorer, "63-margin-card")
    found = wrong_with(armorer)
    armorer.screenshot(path="screenshots/64-margin-card-whole.png", full_page=True)
    assert not found, "\n".join(found)


def test_who_may_make_the_second_look_is_told_no_margin(
    stage: Served, join: Join
) -> None:
    called(stage)
    looked(stage, "armorer", "rod")
    first_ad = join("first-ad")
    first_ad.goto(f"{stage.url}weapons/colt-1")
    expect(first_ad.locator(".margin")).to_have_text(
        "UNKNOWN until the second look is made"
    )


def test_a_refusal_says_what_the_margin_would_have_become(
    stage: Served, join: Join, keep: Keep
) -> None:
    called(stage)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}load/colt-1")
    armorer.locator("[name=chambers][value='1']").check()
    armorer.get_by_role("button", name="Load", exact=True).click()
    answer = armorer.get_by_role("dialog", name="REFUSED")
    same = answer.locator("[data-part=margin]")
    expect(answer.get_by_text("The rounds in B1 have not been proved")).to_be_visible()
    expect(same).to_contain_text("Now 2 errors from harm", timeout=COUNTED_MS)
    expect(same).to_contain_text("Done anyway 1 error", timeout=COUNTED_MS)
    expect(same).to_contain_text("By a live round; then first: somebody of the crew")
    keep(armorer, "65-refused-margin")
    found = wrong_with(armorer)
    answer.get_by_role("button", name="Go back").last.click()
    armorer.goto(f"{stage.url}log")
    armorer.get_by_role("link", name="REFUSED").first.click()
    expect(armorer.locator(".same")).to_contain_text(
        "Done anyway 1 error", timeout=COUNTED_MS
    )
    keep(armorer, "66-refused-page")
    assert not [*found, *wrong_with(armorer)]


def test_without_an_answer_it_is_unknown_and_never_the_count_before(
    stage: Served, join: Join
) -> None:
    called(stage)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}load/colt-1")
    armorer.locator("[name=chambers][value='1']").check()
    armorer.get_by_role("button", name="Load", exact=True).click()
    same = armorer.locator("#answer [data-part=margin]")
    expect(same).to_contain_text("Done anyway 1 error", timeout=COUNTED_MS)
    armorer.route("**/refused/*", lambda route: route.abort())
    expect(same).to_have_text("Done anyway: UNKNOWN how far from harm, no answer.")
