"""`POST /acts` with several acts under one signature."""

import httpx
import pytest

from lastlook.core import acts
from lastlook.desk.receipt import Together
from lastlook.desk.unanswered import Busy, Problem
from lastlook.desk.wire import act_bytes
from lastlook.ledger.together import TOGETHER_MAX
from tests.api.test_acts import SHAPE, problem
from tests.world.asked import Asked, asked
from tests.world.desk import in_a_loop


def stops(stage: Asked, count: int) -> Together:
    armorer = stage.company.phone("armorer")
    return armorer.signed_together([armorer.act(acts.Stop) for _ in range(count)])


@in_a_loop
async def test_every_act_gets_its_answer_in_order() -> None:
    async with asked() as stage:
        size = stage.desk.size
        answer = await stage.post_together(stops(stage, TOGETHER_MAX))
        assert answer.status_code == 200
        told = answer.json()["answers"]
        numbers = [one["receipt"]["n"] for one in told]
        assert numbers == list(range(size, size + TOGETHER_MAX))
        assert {one["answer"] for one in told} == {"granted"}


@in_a_loop
async def test_one_that_is_refused_shows_in_the_status_and_in_its_place() -> None:
    async with asked() as stage:
        phone = stage.company.phone("first-ad")
        sent = phone.signed_together([phone.act(acts.Stop), phone.act(acts.Resume)])
        answer = await stage.post_together(sent)
        assert answer.status_code == 409
        granted, refused = answer.json()["answers"]
        assert granted["answer"] == "granted"
        assert refused["answer"] == "refused"
        assert refused["receipt"]["n"] == stage.desk.size - 1
        assert refused["reasons"]
        assert refused.keys() >= SHAPE


@in_a_loop
async def test_the_same_bytes_again_get_the_same_bytes_back() -> None:
    async with asked() as stage:
        sent = stops(stage, 5)
        before = await stage.post_together(sent)
        size = stage.desk.size
        assert (await stage.post_together(sent)).content == before.content
        assert stage.desk.size == size


@in_a_loop
async def test_one_that_left_no_entry_says_why_in_the_shape_of_every_error() -> None:
    async with asked() as stage:
        phone = stage.company.phone("armorer")
        first = phone.act(acts.Stop)
        await stage.post(phone.signed(first))
        twin = phone.act(acts.Cut, id=first.id)
        sent = phone.signed_together([phone.act(acts.Stop), twin])
        answer = await stage.post_together(sent)
        assert answer.status_code == 409
        granted, taken = answer.json()["answers"]
        assert granted["answer"] == "granted"
        assert taken.keys() >= SHAPE
        assert (taken["answer"], taken["code"]) == ("none", "id-taken")
        assert "receipt" not in taken


@pytest.mark.parametrize(
    ("lines", "status", "code"),
    [
        (b"", 400, "no-act"),
        (b"\n", 400, "unreadable"),
        (b"{}\n" * (TOGETHER_MAX + 1), 400, "too-many"),
        (b" " * 2_000_000, 413, "too-big"),
        (b" " * 70_000, 413, "too-big"),
        (b'{"act":"fly"}', 400, "unreadable"),
    ],
)
def test_what_breaks_a_bound_is_refused_whole(
    lines: bytes, status: int, code: str
) -> None:
    @in_a_loop
    async def told() -> None:
        async with asked() as stage:
            size = stage.desk.size
            problem(await posted(stage, lines), status, code)
            assert stage.desk.size == size

    told()


@in_a_loop
async def test_a_last_line_may_end_and_the_type_may_name_its_letters() -> None:
    async with asked() as stage:
        sent = stops(stage, 2)
        lines = b"".join(act + b"\n" for act in sent.acts)
        kind = "application/x-ndjson; charset=utf-8"
        answer = await posted(stage, lines, signature=sent.signature, kind=kind)
        assert answer.status_code == 200
        assert len(answer.json()["answers"]) == 2


@in_a_loop
async def test_a_signature_that_does_not_fit_is_told_once() -> None:
    async with asked() as stage:
        armorer = stage.company.phone("armorer")
        act = act_bytes(armorer.act(acts.Stop))
        answer = await posted(stage, act + b"\n" + act)
        problem(answer, 401, "bad-signature")


@in_a_loop
async def test_a_busy_desk_says_when_to_send_all_of_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with asked() as stage:
        no = Busy("not-written", Problem("Not now.", "the desk", "Try again."))

        async def busy(_: object) -> list[Busy]:
            return [no, no]

        monkeypatch.setattr(stage.desk, "submit_together", busy)
        answer = await stage.post_together(stops(stage, 2))
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "1"
        assert [one["answer"] for one in answer.json()["answers"]] == ["none", "none"]


async def posted(
    stage: Asked,
    lines: bytes,
    *,
    signature: bytes = bytes(64),
    kind: str = "application/x-ndjson",
) -> httpx.Response:
    sent = Together((), stage.company.phone("armorer").key, signature)
    return await stage.post_lines(sent, lines, kind)
