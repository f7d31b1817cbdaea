"""Every story over HTTP: the same file, the same answers."""

import asyncio
import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import httpx
import pytest

from lastlook.desk.desk import Desk
from lastlook.desk.parts import Parts
from lastlook.desk.people import People
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.policy.library import Library
from lastlook.stories import Ask, play
from lastlook.web.app import make_app
from tests.scenarios.test_stories import NAMES, goes_back
from tests.world.ledger import a_signer
from tests.world.levels import rules, story
from tests.world.posted import receipt_in


class OverHttp:
    """A desk as it is known to somebody who can only post acts."""

    def __init__(self, desk: Desk, web: httpx.AsyncClient) -> None:
        self.people = desk.people
        # Whoever changes the desk's key stands beside the desk.
        self.log, self.preview = desk.log, desk.preview
        self._web = web

    async def submit(self, envelope: Envelope) -> Receipt:
        headers = {
            "Lastlook-Key": envelope.key,
            "Lastlook-Signature": base64.b64encode(envelope.signature).decode(),
        }
        if envelope.pin is not None:
            headers["Lastlook-Pin"] = envelope.pin
        answer = await self._web.post("/acts", content=envelope.act, headers=headers)
        return receipt_in(answer.status_code, answer.json())


@contextmanager
def over_http() -> Iterator[Ask]:
    store, clock = MemoryStore(), ToldClock()
    log = Log.create(store, a_signer("lastlook.example/story"), HeadInMemory())
    parts = Parts(log, Library(), People(":memory:"), clock)
    with asyncio.Runner() as runner:
        desk = runner.run(_started(Desk(parts)))
        app: Any = make_app(desk, clock)  # httpx has types of its own
        transport = httpx.ASGITransport(app)
        web = httpx.AsyncClient(transport=transport, base_url="http://set")
        try:
            known = cast("Desk", OverHttp(desk, web))
            yield DeskPlayer(known, clock).asks(runner.run)
        finally:
            runner.run(web.aclose())
            runner.run(desk.close())


async def _started(desk: Desk) -> Desk:
    return await desk.__aenter__()


@pytest.mark.parametrize("name", NAMES)
def test_over_http(name: str) -> None:
    told = story(name)
    with over_http() as ask:
        played = play(told, ask, rules)
    cannot_be = goes_back(told)
    wrong = [one for one in played.mismatches if one.spot not in cannot_be]
    assert not wrong, "\n".join(map(str, wrong))
