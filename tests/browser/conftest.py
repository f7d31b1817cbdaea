"""A production served, and phones that look at it: Debian's Chromium, 390 x 844."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    sync_playwright,
)

from tests.world.served import Served, served

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = ViewportSize(width=390, height=844)
SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
WAIT_MS = 8000
FIRST_PAGE = re.compile("/(hands|day|board)$")


Keep = Callable[[Page, str], None]


class Join(Protocol):
    """Joins as a person, perhaps over another address."""

    def __call__(self, person: str, url: str | None = None) -> Page: ...


# Not for the whole session: while Playwright is open its event loop runs in this
# thread, and no test of another folder could run one.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(ARGUMENTS)
        )
        yield browser
        browser.close()


@pytest.fixture
def stage() -> Iterator[Served]:
    with served() as prepared:
        yield prepared


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[Callable[[], BrowserContext]]:
    opened: list[BrowserContext] = []

    def context() -> BrowserContext:
        made = chromium.new_context(viewport=PHONE, device_scale_factor=2)
        made.set_default_timeout(WAIT_MS)
        opened.append(made)
        return made

    yield context
    for made in opened:
        made.close()


@pytest.fixture
def broken_pages() -> Iterator[list[str]]:
    """What pages complained of; a test fails with it."""
    complaints: list[str] = []
    yield complaints
    assert not complaints


@pytest.fixture
def join(
    stage: Served,
    contexts: Callable[[], BrowserContext],
    broken_pages: list[str],
) -> Join:
    """Join on a phone of one's own, by a one-time link."""

    def joined(person: str, url: str | None = None) -> Page:
        page = contexts().new_page()
        page.on("pageerror", lambda error: broken_pages.append(f"{person}: {error}"))
        link = stage.link(person)
        page.goto(link if url is None else link.replace(stage.url, url))
        page.get_by_role("button", name="Join").click()
        page.wait_for_url(FIRST_PAGE)
        if not page.url.endswith("/hands"):
            page.goto(f"{url or stage.url}hands")
        return page

    return joined


@pytest.fixture
def keep() -> Keep:
    """Keep a picture of a page, for people to look at."""

    def kept(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png")

    return kept
