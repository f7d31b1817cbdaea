"""The two main stories in a browser: its signatures, its wire, the same answers."""

import asyncio
import base64
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Final, cast

import pytest
from playwright.sync_api import BrowserContext, Page

from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.parts import Parts
from lastlook.desk.people import People
from lastlook.desk.player import DeskPlayer, ToldClock, key_called
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.policy.library import Library
from lastlook.stories import Story, play
from lastlook.stories.asking import Answer
from lastlook.stories.story import Said
from lastlook.web.app import make_app
from lastlook.web.serve import Address, serve
from tests.world.ledger import a_signer
from tests.world.levels import rules, story
from tests.world.posted import receipt_in

MAIN: Final = ("an-ordinary-good-day", "the-2021-day")
# RFC 8410: what stands before the 32 bytes of an Ed25519 key.
BEFORE_SEED: Final = bytes.fromhex("302e020100300506032b657004220420")
SIGN_AND_SEND: Final = """async ({ act, key, pin, seed }) => {
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const own = await crypto.subtle.importKey(
    "pkcs8", bytes(seed), "Ed25519", false, ["sign"]);
  const domain = new TextEncoder().encode("lastlook/act/v1\\n");
  const told = bytes(act);
  const message = new Uint8Array([...domain, ...told]);
  const signed = new Uint8Array(await crypto.subtle.sign("Ed25519", own, message));
  const signature = btoa(String.fromCharCode(...signed));
  const headers = { "Lastlook-Key": key, "Lastlook-Signature": signature };
  if (pin !== null) headers["Lastlook-Pin"] = pin;
  const answer = await fetch("/acts", { method: "POST", headers, body: told });
  return { signature, status: answer.status, told: await answer.json() };
}"""


class InBrowser:
    """A desk as it is known to a page that signs and sends acts."""

    def __init__(self, page: Page, people: People, told: Story) -> None:
        self.people = people
        self._page = page
        self._seeds = {key_text(k.public): k.seed for k in map(key_called, _keys(told))}

    async def submit(self, envelope: Envelope) -> Receipt:
        """Sign the act's bytes in the page, and send them from there."""
        sent = self._page.evaluate(
            SIGN_AND_SEND,
            {
                "act": base64.b64encode(envelope.act).decode(),
                "key": envelope.key,
                "pin": envelope.pin,
                "seed": base64.b64encode(
                    BEFORE_SEED + self._seeds[envelope.key]
                ).decode(),
            },
        )
        # Ed25519 leaves no room: two libraries sign the same bytes alike.
        assert base64.b64decode(sent["signature"]) == envelope.signature
        return receipt_in(sent["status"], sent["told"])


def _keys(told: Story) -> set[str]:
    said = [line for line in told.lines if isinstance(line, Said)]
    keys = {str(getattr(one.act, "key", None)) for one in said}
    return keys | {one.signed_by for one in said if one.signed_by is not None}


def _at_once(answering: Coroutine[Any, Any, Answer]) -> Answer:
    # A page is asked without a loop of its own: nothing in it ever waits.
    try:
        answering.send(None)
    except StopIteration as done:
        return cast("Answer", done.value)
    raise AssertionError("it waited")


@contextmanager
def a_desk_to_browse(clock: ToldClock, people: People) -> Iterator[str]:
    started, urls = threading.Event(), list[str]()
    serving: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = []

    def ready(url: str) -> None:
        urls.append(url)
        started.set()

    async def run() -> None:
        store = MemoryStore()
        log = Log.create(store, a_signer("lastlook.example/story"), HeadInMemory())
        async with Desk(Parts(log, Library(), people, clock)) as desk:
            server = serve(make_app(desk, clock), Address(port=0), 0, ready)
            task = asyncio.create_task(server)
            serving.append((asyncio.get_running_loop(), task))
            await asyncio.wait([task])

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    assert started.wait(20), "the server did not start"
    try:
        yield urls[0]
    finally:
        loop, task = serving[0]
        loop.call_soon_threadsafe(task.cancel)
        thread.join(20)


@pytest.mark.parametrize("name", MAIN)
def test_in_a_browser(name: str, contexts: Callable[[], BrowserContext]) -> None:
    told, clock, people = story(name), ToldClock(), People(":memory:")
    with a_desk_to_browse(clock, people) as url:
        page = contexts().new_page()
        page.goto(url)
        known = cast("Desk", InBrowser(page, people, told))
        played = play(told, DeskPlayer(known, clock).asks(_at_once), rules)
    assert not played.mismatches, "\n".join(map(str, played.mismatches))
