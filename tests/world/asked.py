"""The whole application without a socket, and phones that speak to it over HTTP."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any

import httpx

from lastlook.api.house import Beside, Margins, Witnesses
from lastlook.api.sessions import SESSION_DOMAIN
from lastlook.api.tiles import ReadToken
from lastlook.desk.desk import Desk
from lastlook.desk.receipt import Envelope, Together
from lastlook.ledger.keys import PrivateKey
from lastlook.web.app import make_app
from tests.world.desk import Company, Phone

AT = "http://set"


class Asked:
    """One production over HTTP."""

    def __init__(self, company: Company, desk: Desk, web: httpx.AsyncClient) -> None:
        self.company = company
        self.desk = desk
        self.web = web

    async def post(self, envelope: Envelope) -> httpx.Response:
        """An act as a phone sends it."""
        headers = {
            "Lastlook-Key": envelope.key,
            "Lastlook-Signature": base64.b64encode(envelope.signature).decode(),
        }
        if envelope.pin is not None:
            headers["Lastlook-Pin"] = envelope.pin
        return await self.web.post("/acts", content=envelope.act, headers=headers)

    async def post_together(self, together: Together) -> httpx.Response:
        """Acts under one signature, one a line."""
        return await self.post_lines(together, b"\n".join(together.acts))

    async def post_lines(
        self, together: Together, lines: bytes, kind: str = "application/x-ndjson"
    ) -> httpx.Response:
        """These lines under that key and signature."""
        headers = {
            "Content-Type": kind,
            "Lastlook-Key": together.key,
            "Lastlook-Signature": base64.b64encode(together.signature).decode(),
        }
        return await self.web.post("/acts", content=lines, headers=headers)

    async def read_as(self, phone: Phone) -> None:
        """Show who reads: sign the challenge, keep the cookie."""
        answer = await self.knock(phone)
        assert answer.status_code == 200, answer.text

    async def knock(self, phone: Phone) -> httpx.Response:
        """Sign a challenge as this phone."""
        asked = await self.web.get("/session")
        challenge = asked.json()["challenge"]
        key = PrivateKey(sha256(phone.person.encode()).digest())
        signed = key.sign(SESSION_DOMAIN + challenge.encode())
        knock = {
            "key": phone.key,
            "challenge": challenge,
            "signature": base64.b64encode(signed).decode(),
        }
        return await self.web.post("/session", json=knock)


@asynccontextmanager
async def asked(
    read_token: ReadToken | None = None,
    witnesses: Witnesses | None = None,
    margins: Margins | None = None,
) -> AsyncIterator[Asked]:
    """An opened production with an armorer, an assistant director and an actor."""
    company = Company()
    people = company.open_desk(
        armorer=("armorer",), first_ad=("first-ad",), actor=("performer",)
    )
    async with people as desk:
        # httpx has types of its own
        beside = Beside(witnesses, margins=margins)
        app: Any = make_app(desk, company.clock, None, read_token, beside)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=AT) as web:
            yield Asked(company, desk, web)
