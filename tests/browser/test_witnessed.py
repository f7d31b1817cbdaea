"""The board's word on who outside has seen the record, on a phone."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]
    Axe,
)
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from lastlook.desk.clock import SystemClock
from tests.browser.conftest import Join
from tests.world.looked import Looked, fine, never
from tests.world.served import Served, served

SOON_MS = 4000


@pytest.fixture
def looked() -> Looked:
    return Looked(fine(SystemClock().now_ms(), 3))


@pytest.fixture
def stage(looked: Looked) -> Iterator[Served]:
    with served(looked) as prepared:
        yield prepared


def test_the_age_is_told_and_turns_into_a_warning_by_itself(
    stage: Served, join: Join, looked: Looked, keep: Callable[[Page, str], None]
) -> None:
    page = join("armorer")
    old_ms = looked.standing.old_ms
    seen_at = SystemClock().now_ms() - old_ms + SOON_MS
    looked.standing = replace(looked.standing, at=seen_at)
    page.goto(f"{stage.url}board")
    box = page.locator("#witnessed")
    expect(box).to_contain_text("Witnessed")
    expect(box).to_contain_text("Last 9 min ago: all 3 entries")
    keep(page, "board-witnessed")
    # The desk says nothing new; time alone ends it.
    expect(box).to_contain_text("NOT WITNESSED")
    expect(box).to_contain_text("Last 10 min ago")
    assert not Axe().run(page).response["violations"]


def test_what_the_witnesses_say_anew_is_shown_without_a_new_entry(
    stage: Served, join: Join, looked: Looked, keep: Callable[[Page, str], None]
) -> None:
    page = join("armorer")
    page.goto(f"{stage.url}board")
    box = page.locator("#witnessed")
    expect(box).to_contain_text("Last 1 min ago")
    box.locator("summary").click()
    looked.standing = never(SystemClock().now_ms(), 3)
    expect(box).to_contain_text("NOT WITNESSED")
    expect(box).to_contain_text("Never: no quorum outside has seen this record")
    expect(box.get_by_text("LINK LOST since")).to_be_visible()
    assert not Axe().run(page).response["violations"]
    keep(page, "board-not-witnessed")
