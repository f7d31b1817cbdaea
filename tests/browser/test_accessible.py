"""Every page: read by axe, touched with gloves, seen without scrolling sideways."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]
    Axe,
)
from playwright.sync_api import Page, expect

from tests.browser.conftest import Join
from tests.browser.steps import called, cleared, others
from tests.world.served import Served

ACT_PX = 56  # the least height of what a glove has to hit
Scheme = Literal["light", "dark"]
PAGES = (
    "hands",
    "board",
    "day",
    "more",
    "log",
    "boxes",
    "boxes/B1",
    "prove/B1",
    "count/B1",
    "receive",
    "scenes",
    "hold-meeting/12",
    "people",
    "who",
    "tell",
    "find",
    "correct",
    "revoke-key/actor",
    "phones",
    "forget/actor",
    "confirm-desk-key",
    "record-condition/colt-1",
    "weapons/colt-1",
    "weapons/colt-2",
    "inspect/colt-1",
    "offer/colt-1",
    "load/colt-1",
    "unload/colt-1",
    "lock-up/colt-1",
    "accept/colt-1",
    "call-day",
    "paperwork",
    "acts/register-weapon",
    "acts/record-training",
    "acts/transfer",
    "acts/allow-live",
    "acts/give-notice",
    "sweep/table-1",
    "give-notice/12",
    "issue-protection/12A",
    "assess-risk/12",
    "examine/B1",
    "release/B1",
    "test-blank/colt-1",
    "repair/colt-1",
    "send-back/colt-1",
    "verify-status/colt-1",
    "expend/B1",
    "put-in-charge",
    "trainers",
    "weapons/sabre-1",
    "inspect/sabre-1",
    "weapons/glock-1",
    "inspect/glock-1",
    "load/glock-1",
)
SMALL = """(least) => [...document.querySelectorAll("button, a.button, nav a, summary")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < least)
  .map((one) => one.outerHTML.slice(0, 90))"""
DARK = (
    "hands",
    "board",
    "day",
    "weapons/colt-1",
    "weapons/sabre-1",
    "inspect/colt-1",
    "load/colt-1",
    "boxes",
)
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def wrong_with(page: Page) -> list[str]:
    """What axe, a glove and a narrow screen have to say."""
    found = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
    found += [f"too small: {one}" for one in page.evaluate(SMALL, ACT_PX)]
    if page.evaluate(WIDE) > 0:
        found.append("scrolls sideways")
    return found


@pytest.mark.parametrize(("scheme", "pages"), [("light", PAGES), ("dark", DARK)])
def test_every_page(
    stage: Served, join: Join, scheme: Scheme, pages: tuple[str, ...]
) -> None:
    cleared(stage)
    others(stage)
    armorer = join("armorer")
    armorer.emulate_media(color_scheme=scheme)
    found: list[str] = []
    for path in pages:
        armorer.goto(f"{stage.url}{path}")
        armorer.wait_for_load_state()
        found += [f"/{path}: {one}" for one in wrong_with(armorer)]
    assert not found, "\n".join(found)


def test_the_main_act_needs_no_scrolling(stage: Served, join: Join) -> None:
    called(stage)
    armorer = join("armorer")
    for path, name in (
        ("weapons/colt-1", "Look into colt-1"),
        ("prove/B1", "Sign the proof"),
        ("load/colt-1", "Load"),
    ):
        armorer.goto(f"{stage.url}{path}")
        act = armorer.locator("#dock").get_by_text(name, exact=True)
        expect(act).to_be_in_viewport(ratio=1)
