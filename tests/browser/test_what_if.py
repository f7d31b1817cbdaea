"""The safety adviser ticks a rule off and sees what it held."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Join, Keep
from tests.browser.test_accessible import wrong_with
from tests.world.served import Served

COUNTED_MS = 60_000  # two searches, on a machine that does other things too


def counted(page: Page, words: str) -> None:
    expect(page.locator("#verdict")).to_contain_text(words, timeout=COUNTED_MS)
    expect(page.locator("#verdict")).to_have_attribute("aria-busy", "false")


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "desktop"])
def test_a_rule_ticked_off_changes_count_and_story_at_once(
    stage: Served, join: Join, keep: Keep, *, wide: bool
) -> None:
    adviser = join("adviser")
    if wide:
        adviser.set_viewport_size({"width": 1280, "height": 900})
    name = "desktop" if wide else "phone"
    adviser.goto(f"{stage.url}more")
    adviser.get_by_role("link", name="What if").click()
    counted(adviser, "3 errors from harm")
    expect(adviser.locator(".tale")).to_contain_text("from here on they differ")
    keep(adviser, f"50-what-if-{name}")
    found = wrong_with(adviser)
    adviser.get_by_role("checkbox", name="second look missing").check()
    counted(adviser, "without second look missing")
    keep(adviser, f"51-what-if-without-{name}")
    expect(adviser).to_have_url(
        f"{stage.url}what-if?scene=close-up&top=live-round&without=second-look-missing"
    )
    adviser.get_by_text("What has to go wrong").click()
    adviser.get_by_text("What this assumes").click()
    adviser.get_by_text("Fault tree", exact=True).click()
    adviser.get_by_text("Bow-tie", exact=True).click()
    # Every box is reached by keyboard: the gate, then what stands in its way.
    adviser.locator("#fault-tree .drawn").focus()
    adviser.keyboard.press("Tab")
    adviser.keyboard.press("Tab")
    adviser.keyboard.press("Tab")
    box = adviser.locator("#fault-tree g:focus")
    expect(box).to_have_attribute("aria-label", re.compile("; passed by: "))
    found += wrong_with(adviser)
    adviser.screenshot(path=f"screenshots/52-what-if-whole-{name}.png", full_page=True)
    assert not found, "\n".join(found)
    # The report is on what was ticked off.
    link = adviser.get_by_role("link", name="Report for the file (PDF)")
    report = adviser.request.get(
        stage.url.rstrip("/") + (link.get_attribute("href") or "")
    )
    assert report.headers["content-type"] == "application/pdf"
    printed = PdfReader(BytesIO(report.body())).pages[0].extract_text()
    assert "Rules: house, without second-look-missing." in printed


def test_a_page_that_gets_no_answer_says_unknown_and_shows_no_count(
    stage: Served, join: Join
) -> None:
    adviser = join("adviser")
    adviser.goto(f"{stage.url}what-if")
    counted(adviser, "3 errors from harm")
    adviser.route("**/what-if?*", lambda route: route.abort())
    adviser.get_by_role("checkbox", name="box not proved").check()
    expect(adviser.locator("#verdict")).to_have_text(
        "UNKNOWN: no answer. Tick it again."
    )
    expect(adviser.locator(".tale")).to_have_count(0)


def test_another_harm_is_looked_for_in_the_scene_that_belongs_to_it(
    stage: Served, join: Join
) -> None:
    adviser = join("adviser")
    adviser.goto(f"{stage.url}what-if")
    counted(adviser, "3 errors from harm")
    scene = adviser.locator("select[name=scene]")
    adviser.get_by_label("What must not happen").select_option("contact")
    expect(scene).to_have_value("lunch")
    counted(adviser, "2 errors from harm")
    expect(adviser).to_have_url(f"{stage.url}what-if?scene=lunch&top=contact")
    scene.select_option("hand-back")
    expect(adviser).to_have_url(f"{stage.url}what-if?scene=hand-back&top=contact")
