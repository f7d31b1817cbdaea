"""The page of a bundle, opened from a disk, without a server and without a network."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import BrowserContext, Page, expect

from lastlook.evidence.page import script
from lastlook.ledger.errors import MalformedError
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.note import parse
from tests.browser.conftest import Keep
from tests.world.bundled import SMALL, VKEY, unpacked
from tests.world.ledger import a_signer
from tests.world.tampered import (
    ALL,
    DEFECTS,
    HANDED_OVER,
    LOST,
    SECOND,
    SOME,
    SOME_HANDED_OVER,
    THIRD,
    base,
)
from tests.world.tampered_keys import KEY_DEFECTS
from tests.world.tampered_notes import (
    LETTERS,
    MOST,
    NOTE_DEFECTS,
    beside_the_logs,
    note_by,
)

EVERY = DEFECTS | KEY_DEFECTS | NOTE_DEFECTS

Open = Callable[[dict[str, bytes]], Page]
BUTTON = "Check"
NO_ED25519 = "() => { crypto.subtle.importKey = () => Promise.reject(1); }"
UNCHECKED = "Not checked against a key you brought"
ASKING = (
    "fetch('https://example.org/')",
    """new Promise((yes, no) => {
        const picture = new Image();
        picture.onload = yes; picture.onerror = no;
        picture.src = 'https://example.org/a.png'; })""",
)


@pytest.fixture
def opened(
    contexts: Callable[[], BrowserContext], tmp_path: Path, broken_pages: list[str]
) -> Iterator[Open]:
    """Opens a bundle's page; whatever it asks of a network breaks the test."""
    asked: list[str] = []

    def open_page(files: dict[str, bytes]) -> Page:
        page = contexts().new_page()
        page.on("pageerror", lambda error: broken_pages.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        folder = unpacked({"index.html": files["index.html"]}, tmp_path / "unpacked")
        page.goto((folder / "index.html").as_uri())
        return page

    yield open_page
    assert all(url.startswith("file:") for url in asked)


def check(page: Page, vkey: str = VKEY) -> str:
    """Paste the key, and wait for the verdict."""
    page.get_by_label("public key").fill(vkey)
    page.get_by_role("button", name=BUTTON).click()
    verdict = page.locator("#verdict.holds, #verdict.broken")
    expect(verdict).to_be_visible()
    return page.locator("#headline").inner_text()


def steps(page: Page) -> tuple[int, ...]:
    """The steps at which it finds something."""
    found = re.findall(
        r"^Step (\d):", page.locator("#faults").inner_text(), re.MULTILINE
    )
    return tuple(sorted({int(step) for step in found}))


def test_it_tells_what_happened_and_says_that_nothing_was_checked_yet(
    opened: Open, keep: Keep
) -> None:
    page = opened(dict(base(ALL)))
    expect(page.get_by_role("heading", name=UNCHECKED)).to_be_visible()
    expect(page.get_by_text("armorer offered colt-1 to actor.")).to_be_visible()
    refused = page.locator(".refused", has_text="first-ad asked to take colt-1 out")
    expect(refused).to_be_visible()
    expect(refused.get_by_text("REFUSED: first-ad has no role")).to_be_visible()
    expect(page.get_by_text("Noor stopped the set.")).to_be_visible()
    expect(page.get_by_role("heading", name="What should be here")).to_be_visible()
    keep(page, "40-bundle-unchecked")


@pytest.mark.parametrize("kind", [ALL, SOME])
def test_it_holds_by_the_key_that_the_reader_brings(
    opened: Open, keep: Keep, kind: str
) -> None:
    page = opened(dict(base(kind)))
    assert check(page) == "HOLDS"
    under = page.locator("#under")
    expect(under).to_contain_text("Steps 1, 2, 4 and 5, by the key you brought")
    expect(under).to_contain_text("by this browser's own Ed25519")
    keep(page, f"41-bundle-holds-{kind.rsplit(maxsplit=1)[-1]}")


@pytest.mark.parametrize("kind", [HANDED_OVER, SOME_HANDED_OVER])
def test_it_follows_from_the_readers_key_to_those_it_names(
    opened: Open, kind: str
) -> None:
    page = opened(dict(base(kind)))
    assert check(page) == "HOLDS"
    under = page.locator("#under")
    for key in (SECOND, THIRD):
        expect(under).to_contain_text(f"on its key is {key.verifier.vkey}")
    assert check(page, THIRD.verifier.vkey) == "HOLDS"
    expect(under).not_to_contain_text("on its key is")


def test_of_a_lost_key_it_says_who_lost_it_and_who_confirmed_it(
    opened: Open, keep: Keep
) -> None:
    page = opened(dict(base(LOST)))
    assert check(page) == "DOES NOT HOLD"
    assert steps(page) == (1,)
    faults = page.locator("#faults")
    expect(faults).to_contain_text("lost by office, and adviser confirmed it")
    expect(faults).to_contain_text(SECOND.verifier.vkey)
    keep(page, "44-bundle-of-a-lost-key")
    assert check(page, SECOND.verifier.vkey) == "HOLDS"


def test_it_does_not_hold_by_another_key(opened: Open, keep: Keep) -> None:
    page = opened(dict(base(ALL)))
    assert check(page, a_signer("lastlook.example/other").verifier.vkey) == (
        "DOES NOT HOLD"
    )
    assert steps(page) == (1,)
    keep(page, "42-bundle-does-not-hold")
    assert check(page, "my dog") == "DOES NOT HOLD"
    assert check(page) == "HOLDS"  # and nothing of before is left
    assert steps(page) == ()
    page.get_by_label("public key").fill("")
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_role("heading", name=UNCHECKED)).to_be_visible()


@pytest.mark.parametrize("name", EVERY)
def test_it_notices_what_it_can(opened: Open, name: str) -> None:
    defect = EVERY[name]
    files = defect.tamper(dict(base(defect.kind)))
    if b"<script" not in files.get("index.html", b""):
        assert not defect.page
        return  # another's page: whoever opens it believes it
    page = opened(files)
    said = check(page)
    assert steps(page) == defect.page
    assert said == ("DOES NOT HOLD" if defect.page else "HOLDS")


def test_it_takes_as_many_signatures_as_a_note_may_have(opened: Open) -> None:
    assert check(opened(beside_the_logs(MOST)(dict(base(ALL))))) == "HOLDS"


def test_it_takes_the_same_names_of_keys_as_the_program(
    contexts: Callable[[], BrowserContext], tmp_path: Path
) -> None:
    (tmp_path / "blank.html").write_text("<!doctype html>")
    page = contexts().new_page()
    page.goto((tmp_path / "blank.html").as_uri())
    page.evaluate(script().replace("begin();", "window.readNote = readNote;"))
    notes = [note_by(f"a{letter}b") for letter in LETTERS]
    taken = page.evaluate(
        """notes => notes.map((note) => {
            try { window.readNote(note); return true; } catch { return false; } })""",
        [note.decode() for note in notes],
    )
    for letter, note, said in zip(LETTERS, notes, taken, strict=True):
        try:
            parse(note)
        except MalformedError:
            assert not said, hex(ord(letter))
        else:
            assert said, hex(ord(letter))


def test_it_computes_signatures_itself_where_the_browser_cannot(
    opened: Open, contexts: Callable[[], BrowserContext], tmp_path: Path
) -> None:
    folder = unpacked(dict(base(SOME)), tmp_path / "without")
    page = contexts().new_page()
    page.add_init_script(
        "crypto.subtle.importKey = async () => { throw new Error('no Ed25519'); }"
    )
    page.goto((folder / "index.html").as_uri())
    assert check(page) == "HOLDS"
    expect(page.get_by_text("by this page's arithmetic (RFC 8032)")).to_be_visible()
    other = opened(DEFECTS["leaf-in-a-proof-changed"].tamper(dict(base(SOME))))
    assert check(other) == "DOES NOT HOLD"


def test_its_arithmetic_is_that_of_the_program(
    contexts: Callable[[], BrowserContext], tmp_path: Path
) -> None:
    """Signatures good, changed, with an S beyond the order, by keys of small order."""
    key = PrivateKey(bytes(range(32)))
    message = b"what was said"
    good = key.sign(message)
    order = 2**252 + 27742317777372353535851937790883648493
    beyond = good[:32] + (int.from_bytes(good[32:], "little") + order).to_bytes(
        32, "little"
    )
    cases = [
        (key.public, good, True),
        (key.public, good[:-1] + bytes([good[-1] ^ 1]), False),
        (key.public, bytes([good[0] ^ 1]) + good[1:], False),
        (key.public, beyond, False),
        *((small, small + bytes(32), False) for small in SMALL),
        *((key.public, small + bytes(32), False) for small in SMALL),
        (bytes([0xFF]) * 32, good, False),
        (key.public, good[:63], False),
    ]
    code = script().replace("begin();", "window.isSigned = isSigned;")
    page = contexts().new_page()
    (tmp_path / "blank.html").write_text("<!doctype html>")
    for browser_can in (True, False):
        page.goto((tmp_path / "blank.html").as_uri())
        if not browser_can:
            page.evaluate(NO_ED25519)
        page.evaluate(code)
        for public, signature, fits in cases:
            asked = [[*public], [*message], [*signature]]
            said = page.evaluate(
                "parts => window.isSigned(...parts.map((p) => Uint8Array.from(p)))",
                asked,
            )
            assert said is fits, (public, signature, browser_can)


def test_it_forbids_itself_every_network(
    contexts: Callable[[], BrowserContext], tmp_path: Path
) -> None:
    page = contexts().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    folder = unpacked(dict(base(ALL)), tmp_path / "unpacked")
    page.goto((folder / "index.html").as_uri())
    for asking in ASKING:
        failed = page.evaluate(f"{asking}.then(() => 'asked', () => 'forbidden')")
        assert failed == "forbidden"
    assert all("Content Security Policy" in one for one in said)
    assert len(said) >= len(ASKING)


def test_it_can_be_read_by_everybody(opened: Open) -> None:
    page = opened(dict(base(ALL)))
    check(page)
    found = Axe().run(page).response["violations"]
    assert found == [], json.dumps(found, indent=1)[:2000]


def test_it_can_be_printed_whole(opened: Open, keep: Keep) -> None:
    page = opened(dict(base(SOME)))
    check(page)
    page.emulate_media(media="print")
    expect(page.get_by_label("public key")).to_be_hidden()
    expect(page.locator("#headline")).to_be_visible()
    last = page.locator(".entry").last
    assert last.bounding_box() is not None
    keep(page, "43-bundle-printed")
