"""`POST /acts`: every answer it can give, each in its one shape."""

from typing import Any

import httpx
import pytest

from lastlook.core import acts
from lastlook.desk.unanswered import Busy, DeskStopped, Problem
from lastlook.desk.wire import ACT_BYTES_MAX, act_bytes
from tests.world.asked import Asked, asked
from tests.world.desk import in_a_loop

SHAPE = {"code", "what", "where", "remedy"}


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem in an answer, after looking at its shape."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    told: dict[str, Any] = answer.json()
    assert told.keys() >= SHAPE
    assert all(isinstance(told[field], str) and told[field] for field in SHAPE)
    assert told["code"] == code
    return told


@in_a_loop
async def test_a_granted_act_gets_its_receipt() -> None:
    async with asked() as stage:
        stop = stage.company.phone("armorer").says(acts.Stop)
        size = stage.desk.size
        answer = await stage.post(stop)
        assert answer.status_code == 200
        told = answer.json()
        assert told["answer"] == "granted"
        assert told["receipt"]["n"] == size
        assert told["receipt"]["decision"]["answer"] == "granted"
        assert "checkpoint" in told["receipt"]
        assert told["remarks"] == []


@in_a_loop
async def test_a_refused_act_says_every_reason_its_rule_and_the_way_out() -> None:
    async with asked() as stage:
        wrap = stage.company.phone("actor").says(acts.Resume)
        told = problem(await stage.post(wrap), 409, "refused")
        reasons = told["reasons"]
        assert {reason["code"] for reason in reasons} >= {"no-day"}
        for reason in reasons:
            assert reason["sentence"]
            assert reason["remedy"]
            assert reason["number"]
            assert reason["source"]
            assert reason["rule"]
            for asked_by in reason["asked"]:
                assert set(asked_by) == {
                    *("pack", "number", "severity", "status", "source")
                }
        way = {reason["code"]: reason["next"] for reason in reasons}["no-day"]
        assert way == {"label": "The day", "href": "/day"}
        assert told["where"] == f"entry {stage.desk.size - 1}"


@in_a_loop
async def test_the_same_bytes_again_get_the_same_receipt() -> None:
    async with asked() as stage:
        stop = stage.company.phone("armorer").says(acts.Stop)
        first = await stage.post(stop)
        size = stage.desk.size
        again = await stage.post(stop)
        assert again.content == first.content
        assert stage.desk.size == size


@in_a_loop
async def test_an_id_taken_by_another_act_is_no_answer() -> None:
    async with asked() as stage:
        phone = stage.company.phone("armorer")
        stop = phone.act(acts.Stop)
        await stage.post(phone.signed(stop))
        other = phone.act(acts.Cut, id=stop.id)
        problem(await stage.post(phone.signed(other)), 409, "id-taken")


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b"", 400, "unreadable"),
        (b"{", 400, "unreadable"),
        (b"[]", 400, "unreadable"),
        (b'{"act":"fly"}', 400, "unreadable"),
        (b'{"act":"stop"}', 400, "unreadable"),
        ('{"act":"stöp"}'.encode(), 400, "unreadable"),
        (b" " * (ACT_BYTES_MAX + 1), 413, "too-big"),
    ],
    ids=["nothing", "half", "a-list", "no-such-act", "no-id", "not-ascii", "too-big"],
)
def test_what_cannot_be_read(sent: bytes, status: int, code: str) -> None:
    @in_a_loop
    async def told() -> None:
        async with asked() as stage:
            size = stage.desk.size
            envelope = stage.company.phone("armorer").sign(sent)
            problem(await stage.post(envelope), status, code)
            assert stage.desk.size == size

    told()


@in_a_loop
async def test_who_is_not_heard() -> None:
    async with asked() as stage:
        armorer = stage.company.phone("armorer")
        act = act_bytes(armorer.act(acts.Stop))
        forged = await stage.web.post(
            "/acts",
            content=act,
            headers={"Lastlook-Key": armorer.key, "Lastlook-Signature": "AAAA"},
        )
        problem(forged, 401, "bad-signature")
        problem(await stage.web.post("/acts", content=act), 401, "not-signed")
        garbled = {"Lastlook-Key": armorer.key, "Lastlook-Signature": "*"}
        answer = await stage.web.post("/acts", content=act, headers=garbled)
        problem(answer, 401, "not-signed")
        stranger = stage.company.phone("stranger").says(acts.Stop)
        problem(await stage.post(stranger), 401, "unknown-key")


@in_a_loop
async def test_a_word_by_pin_needs_its_pin() -> None:
    async with asked() as stage:
        phone = stage.company.phone("armorer")
        stop = phone.act(acts.Stop, by="actor", via="armorer")
        problem(await stage.post(phone.signed(stop)), 401, "pin-missing")
        problem(await stage.post(phone.signed(stop, "1234")), 401, "pin-not-set")


@in_a_loop
async def test_only_a_post_is_taken() -> None:
    async with asked() as stage:
        problem(await stage.web.get("/acts"), 405, "not-a-post")


@pytest.mark.parametrize(("kind", "code"), [(Busy, "busy"), (DeskStopped, "stopped")])
def test_a_desk_that_cannot_answer_says_when_to_ask_again(
    kind: type[Busy] | type[DeskStopped], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    @in_a_loop
    async def told() -> None:
        async with asked() as stage:

            async def no(_: object) -> None:
                raise kind(code, Problem("Not now.", "the desk", "Send it again."))

            monkeypatch.setattr(stage.desk, "submit", no)
            answer = await stage.post(stage.company.phone("armorer").says(acts.Stop))
            problem(answer, 503, code)
            assert answer.headers["retry-after"] == "1"

    told()


@in_a_loop
async def test_a_request_that_breaks_off_leaves_nothing() -> None:
    async with asked() as stage:
        size = stage.desk.size
        sent: list[dict[str, object]] = []
        await _broken_off(stage, sent)
        assert sent[0]["status"] == 400
        assert stage.desk.size == size


async def _broken_off(stage: Asked, sent: list[dict[str, object]]) -> None:
    app = stage.web._transport.app  # type: ignore[attr-defined]  # noqa: SLF001
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/acts",
        "headers": [],
        "query_string": b"",
    }

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    await app(scope, receive, send)
