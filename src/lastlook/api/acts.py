"""`POST /acts`: one signed act in, one durable answer out.

The body is the act, byte for byte as it was signed; `Lastlook-Key` and
`Lastlook-Signature` (base64) say who signed, `Lastlook-Pin` is the word of somebody
without a phone. Answers:

    200  granted: the receipt, and what is to be remarked
    409  refused (`code` is `refused`): the receipt and every reason; or the id is
         taken by another act
    400  unreadable · 401 not heard · 413 too big · 405 not a POST
    503  busy, not cleared: send the very same bytes again

The same bytes sent again get the same receipt.
"""

import base64
import binascii
from http import HTTPStatus
from typing import Final

from litestar.types import HTTPScope, Receive, Send
from msgspec import Raw, Struct

from lastlook.api.errors import Failed, Problem, unanswered
from lastlook.api.house import House, wall_clock
from lastlook.api.wire import answer, body, fail, header
from lastlook.core.answers import Decision, Granted, Refused
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.unanswered import Unanswered
from lastlook.desk.wire import ACT_BYTES_MAX
from lastlook.views.sayings import Said, sayings

PATH: Final = "/acts"


class GrantedAnswer(Struct, frozen=True):
    """Yes: the receipt, and rules that warn or note."""

    answer: str
    receipt: Raw
    remarks: tuple[Said, ...]


class RefusedAnswer(Struct, frozen=True):
    """No, on record: in the shape of every error, with the receipt and all reasons."""

    code: str
    what: str
    where: str
    remedy: str
    answer: str
    receipt: Raw
    reasons: tuple[Said, ...]
    remarks: tuple[Said, ...]


class Acts:
    """The door for acts, as an ASGI application of its own."""

    def __init__(self, house: House) -> None:
        """Ask the house's desk."""
        self._house = house

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            receipt = await self._submit(scope, receive)
        except Unanswered as no:
            await fail(send, unanswered(no))
        except Failed as failed:
            await fail(send, failed)
        else:
            status, content = self._answer(receipt)
            await answer(send, status, content)

    async def _submit(self, scope: HTTPScope, receive: Receive) -> Receipt:
        if scope["method"] != "POST":
            raise Failed(
                HTTPStatus.METHOD_NOT_ALLOWED,
                Problem("not-a-post", "Acts are posted.", "the method", "Use POST."),
            )
        act = await body(receive, ACT_BYTES_MAX)
        return await self._house.desk.submit(_envelope(scope, act))

    def _answer(self, receipt: Receipt) -> tuple[int, Struct]:
        decision = receipt.answer
        raw = Raw(receipt.to_json())
        if isinstance(decision, Granted):
            remarks = self._said(decision, remarks=True)
            return HTTPStatus.OK, GrantedAnswer("granted", raw, remarks)
        reasons = self._said(decision, remarks=False)
        return HTTPStatus.CONFLICT, RefusedAnswer(
            code="refused",
            what=" ".join(reason.sentence for reason in reasons),
            where=f"entry {receipt.n}",
            remedy=reasons[0].remedy,
            answer="refused",
            receipt=raw,
            reasons=reasons,
            remarks=self._said(decision, remarks=True),
        )

    def _said(self, decision: Decision, *, remarks: bool) -> tuple[Said, ...]:
        told: tuple[AnyRefusal | AnyImpossibility, ...] = decision.remarks
        if not remarks and isinstance(decision, Refused):
            told = (*decision.impossible, *decision.reasons)
        if not told:
            return ()
        house = self._house
        return sayings(told, house.desk.policy, house.names(), wall_clock)


def _envelope(scope: HTTPScope, act: bytes) -> Envelope:
    key = header(scope, b"lastlook-key")
    signature = header(scope, b"lastlook-signature")
    if key is None or signature is None:
        missing = "Lastlook-Key" if key is None else "Lastlook-Signature"
        raise _unsigned(f"The header {missing} is missing.", missing)
    try:
        signed = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raise _unsigned("The signature is no base64.", "Lastlook-Signature") from None
    return Envelope(act, key, signed, header(scope, b"lastlook-pin"))


def _unsigned(what: str, where: str) -> Failed:
    return Failed(
        HTTPStatus.UNAUTHORIZED,
        Problem(
            "not-signed", what, where, "Sign the act's bytes and say by which key."
        ),
    )
