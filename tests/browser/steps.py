"""What people do on the pages, step by step, as they would say it."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.world.served import Served


def clear_of_notes(page: Page) -> None:
    """Wait until the page hears the desk."""
    expect(page.locator("html")).to_have_attribute("data-link", "up")


def call_day(page: Page, stage: Served) -> None:
    """The first assistant director calls the day and goes to the set-up."""
    now = datetime.fromtimestamp(stage.stage.clock.now_ms() / 1000, UTC).astimezone()
    page.goto(f"{stage.url}day")
    page.get_by_role("link", name="Call the day").click()
    page.locator("[name=call_at]").fill(f"{now - timedelta(hours=1):%H:%M}")
    page.locator("[name=wrap_by]").fill(f"{now + timedelta(hours=8):%H:%M}")
    page.get_by_role("button", name="Call the day").click()
    page.wait_for_url("**/day")
    page.get_by_role("button", name="Go to set-up 12A").click()
    expect(page.get_by_role("heading", name="12A")).to_be_visible()


def look(page: Page, stage: Served, test: str, weapon: str = "colt-1") -> None:
    """Look into six chambers, find them empty, and sign."""
    page.goto(f"{stage.url}inspect/{weapon}")
    page.get_by_role("button", name=test).click()
    for number in range(1, 7):
        expect(page.locator("[data-chamber-now]")).to_have_text(str(number))
        page.get_by_role("button", name="EMPTY", exact=True).click()
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("button", name="Down", exact=True).click()
    page.get_by_label("How many chambers have something in them").fill("0")
    page.get_by_role("button", name="Sign my look").click()
    page.wait_for_url(f"**/weapons/{weapon}")


def says(page: Page, word: str) -> None:
    """Wait until the page's first status says this word."""
    status = page.locator("main .status").first
    expect(status.locator(".word :visible")).to_have_text(word)
