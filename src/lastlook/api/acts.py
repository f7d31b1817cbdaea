"""`POST /acts`: signed acts in, durable answers out.

The body is the act, byte for byte as it was signed; `Lastlook-Key` and
`Lastlook-Signature` (base64) say who signed, `Lastlook-Pin` is the word of somebody
without a phone. Answers:

    200  granted: the receipt, and what is to be remarked
    409  refused (`code` is `refused`): the receipt and every reason; or the id is
         taken by another act
    400  unreadable · 401 not heard · 413 too big · 405 not a POST
    503  busy, not cleared: send the very same bytes again

The same bytes sent again get the same receipt.

Several acts of one key may come under one signature, one act a line, as
`application/x-ndjson`; see docs/reference/post-acts.md. They are heard together or not
at all. Where they are, `answers` has one for each, in order, in the forms above, and
the status is the worst of theirs: 200 says that every act was granted.
"""

import base64
import binascii
from http import HTTPStatus
from typing import Final, TypeAlias

from litestar.types import HTTPScope, Receive, Send
from msgspec import Raw, Struct

from lastlook.api.errors import Failed, Problem, headers_of, unanswered
from lastlook.api.house import House, wall_clock
from lastlook.api.refused import where
from lastlook.api.wire import answer, body, fail, header
from lastlook.core.answers import Decision, Granted, Refused
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal
from lastlook.desk.receipt import Envelope, Receipt, Together
from lastlook.desk.together import TOGETHER_BYTES_MAX
from lastlook.desk.unanswered import Problem as DeskProblem
from lastlook.desk.unanswered import Unanswered
from lastlook.desk.wire import ACT_BYTES_MAX, read_stored
from lastlook.ledger.together import TOGETHER_MAX
from lastlook.views.sayings import Said, sayings

PATH: Final = "/acts"
SEVERAL: Final = "application/x-ndjson"


class GrantedAnswer(Struct, frozen=True):
    """Yes: the receipt, and rules that warn or note."""

    answer: str
    receipt: Raw
    remarks: tuple[Said, ...]


class RefusedAnswer(Struct, frozen=True):
    """No, on record: in the shape of every error, with the receipt and all reasons.

    `margin` is where it is told what the act would have led to, had it been done all
    the same; empty where nothing is told.
    """

    code: str
    what: str
    where: str
    remedy: str
    answer: str
    receipt: Raw
    reasons: tuple[Said, ...]
    remarks: tuple[Said, ...]
    margin: str


class NoAnswer(Struct, frozen=True):
    """One act of several that left no entry: in the shape of every error."""

    code: str
    what: str
    where: str
    remedy: str
    more: tuple[DeskProblem, ...]
    answer: str


AnyAnswer: TypeAlias = GrantedAnswer | RefusedAnswer | NoAnswer


class TogetherAnswer(Struct, frozen=True):
    """An answer for each act that was signed together, in their order."""

    answers: tuple[AnyAnswer, ...]


class Acts:
    """The door for acts, as an ASGI application of its own."""

    def __init__(self, house: House) -> None:
        """Ask the house's desk."""
        self._house = house

    async def __call__(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            status, content = await self._answered(scope, receive)
        except Unanswered as no:
            await fail(send, unanswered(no))
        except Failed as failed:
            await fail(send, failed)
        else:
            await answer(send, status, content, headers_of(status))

    async def _answered(self, scope: HTTPScope, receive: Receive) -> tuple[int, Struct]:
        if scope["method"] != "POST":
            raise Failed(
                HTTPStatus.METHOD_NOT_ALLOWED,
                Problem("not-a-post", "Acts are posted.", "the method", "Use POST."),
            )
        desk = self._house.desk
        kind = header(scope, b"content-type") or ""
        if kind.partition(";")[0].strip() == SEVERAL:
            lines = await body(receive, TOGETHER_BYTES_MAX + TOGETHER_MAX)
            together = _together(scope, lines)
            return self._together(together, await desk.submit_together(together))
        act = await body(receive, ACT_BYTES_MAX)
        return self._answer(act, await desk.submit(_envelope(scope, act)))

    def _together(
        self, together: Together, answers: list[Receipt | Unanswered]
    ) -> tuple[int, Struct]:
        told = [
            self._answer(act, one) if isinstance(one, Receipt) else _no_answer(one)
            for act, one in zip(together.acts, answers, strict=True)
        ]
        status = max(status for status, _ in told)
        return status, TogetherAnswer(tuple(content for _, content in told))

    def _answer(self, act: bytes, receipt: Receipt) -> tuple[int, AnyAnswer]:
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
            margin=where(self._house, receipt.n, read_stored(act)),
        )

    def _said(self, decision: Decision, *, remarks: bool) -> tuple[Said, ...]:
        told: tuple[AnyRefusal | AnyImpossibility, ...] = decision.remarks
        if not remarks and isinstance(decision, Refused):
            told = (*decision.impossible, *decision.reasons)
        if not told:
            return ()
        house = self._house
        return sayings(told, house.desk.policy, house.names(), wall_clock)


def _no_answer(no: Unanswered) -> tuple[int, NoAnswer]:
    failed = unanswered(no)
    problem = failed.problem
    return failed.status, NoAnswer(
        code=problem.code,
        what=problem.what,
        where=problem.where,
        remedy=problem.remedy,
        more=problem.more,
        answer="none",
    )


def _envelope(scope: HTTPScope, act: bytes) -> Envelope:
    key, signature = _signed(scope)
    return Envelope(act, key, signature, header(scope, b"lastlook-pin"))


def _together(scope: HTTPScope, lines: bytes) -> Together:
    key, signature = _signed(scope)
    acts = lines.removesuffix(b"\n").split(b"\n") if lines else []
    return Together(tuple(acts), key, signature)


def _signed(scope: HTTPScope) -> tuple[str, bytes]:
    """By which key, and the signature, as the headers say."""
    key = header(scope, b"lastlook-key")
    signature = header(scope, b"lastlook-signature")
    if key is None or signature is None:
        missing = "Lastlook-Key" if key is None else "Lastlook-Signature"
        raise _unsigned(f"The header {missing} is missing.", missing)
    try:
        signed = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        raise _unsigned("The signature is no base64.", "Lastlook-Signature") from None
    return key, signed


def _unsigned(what: str, where: str) -> Failed:
    return Failed(
        HTTPStatus.UNAUTHORIZED,
        Problem(
            "not-signed", what, where, "Sign the act's bytes and say by which key."
        ),
    )
