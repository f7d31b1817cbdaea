"""The answer is lost between the commit and whoever asked; the retry gets it."""

import asyncio
import threading
from contextlib import suppress
from typing import Any

import httpx
import pytest

from lastlook.core.acts import Stop
from lastlook.desk.receipt import Receipt
from lastlook.desk.unanswered import DeskStopped
from lastlook.ledger.errors import LedgerError, OutcomeUnknownError, StoreBrokenError
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.store import Batch, Begins, nothing
from lastlook.web.app import make_app
from tests.world.asked import AT, Asked
from tests.world.desk import Company, in_a_loop


class LosingStore(MemoryStore):
    """A store whose next commit fails once, with the batch there or not."""

    def __init__(self) -> None:
        super().__init__()
        self.loses: LedgerError | None = None
        self.there = True
        self.open = threading.Event()
        self.open.set()
        self.reached = threading.Event()

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        self.reached.set()
        assert self.open.wait(10)
        error, self.loses = self.loses, None
        if error is None or self.there:
            super().append(batch, beside)
        if error is not None:
            raise error


UNKNOWN = OutcomeUnknownError("memory", "the disk went away")
FAILS = [
    pytest.param(UNKNOWN, True, id="unknown, and it is there"),
    pytest.param(UNKNOWN, False, id="unknown, and it is not there"),
    pytest.param(StoreBrokenError("memory", "gone"), False, id="nothing written"),
]


@pytest.mark.parametrize(("error", "there"), FAILS)
@in_a_loop
async def test_after_an_unknown_commit_the_retry_gets_one_entry_and_one_receipt(
    error: LedgerError,
    there: bool,  # noqa: FBT001  # drawn
) -> None:
    store = LosingStore()
    company = Company(store)
    asked = company.office.says(Stop)
    async with company.open_desk() as desk:
        size = desk.size
        store.loses, store.there = error, there
        with pytest.raises(DeskStopped, match="Not cleared"):
            await desk.submit(asked)
    assert store.head().size == size + there  # type: ignore[union-attr]  # begun
    async with company.desk() as desk:
        company.clock.at += 5000
        first = await desk.submit(asked)
        assert first.n == size
        assert (first.recorded_at == company.clock.at) is not there
        assert (await desk.submit(asked)).to_json() == first.to_json()
        assert desk.size == size + 1


@in_a_loop
async def test_when_only_the_head_file_fails_the_retry_gets_the_receipt() -> None:
    class FailingHead(HeadInMemory):
        fails = False

        def write(self, note: bytes) -> None:
            if self.fails:
                raise OutcomeUnknownError("the head file", "gone")
            super().write(note)

    head_file = FailingHead()
    company = Company(LosingStore(), head_file)
    asked = company.office.says(Stop)
    async with company.open_desk() as desk:
        size = desk.size
        head_file.fails = True
        with pytest.raises(DeskStopped):
            await desk.submit(asked)
    head_file.fails = False
    async with company.desk() as desk:
        company.clock.at += 5000
        receipt = await desk.submit(asked)
        assert (receipt.n, receipt.recorded_at) == (size, company.clock.at - 5000)
        assert head_file.read() == desk.log.checkpoint


@in_a_loop
async def test_whoever_leaves_before_the_answer_takes_nobodys_along() -> None:
    store = LosingStore()
    company = Company(store)
    async with company.open_desk() as desk:
        store.reached.clear()
        store.open.clear()
        before = [company.office.says(Stop)]
        first = asyncio.create_task(desk.submit(before[0]))
        await asyncio.to_thread(store.reached.wait, 10)
        asked = [company.office.says(Stop) for _ in range(6)]
        tasks = [asyncio.create_task(desk.submit(one)) for one in asked]
        await asyncio.sleep(0)
        store.reached.clear()
        store.open.set()
        await first
        # the six are one batch, being written or written; two of them leave
        for left in (0, 5):
            tasks[left].cancel()
        heard = await asyncio.gather(*tasks, return_exceptions=True)
        answered = [one for one in heard if isinstance(one, Receipt)]
        assert len(answered) == 4
        assert isinstance(heard[0], asyncio.CancelledError)
        # and whoever left hears the same as if they had stayed
        again = [await desk.submit(one) for one in asked]
        assert [one.to_json() for one in again[1:5]] == [
            one.to_json() for one in answered
        ]
        assert len({one.n for one in again}) == 6


# --- over HTTP ---------------------------------------------------------------------


def asking(company: Company, desk: Any) -> Asked:
    """Somebody who asks this desk over HTTP."""
    app: Any = make_app(desk, company.clock)
    web = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=AT)
    return Asked(company, desk, web)


@in_a_loop
async def test_over_http_a_lost_answer_is_given_again_byte_for_byte() -> None:
    company = Company()
    async with company.open_desk() as desk:
        size = desk.size
        someone = asking(company, desk)
        async with someone.web:
            stop = company.office.says(Stop)
            lost = await someone.post(stop)
            company.clock.at += 60_000
            again = await someone.post(stop)
            assert (lost.status_code, lost.content) == (200, again.content)
            assert desk.size == size + 1


@in_a_loop
async def test_over_http_after_an_unknown_commit_the_retry_gets_the_receipt() -> None:
    store = LosingStore()
    company = Company(store)
    stop = company.office.says(Stop)
    async with company.open_desk() as desk:
        store.loses = UNKNOWN
        someone = asking(company, desk)
        async with someone.web:
            stopped = await someone.post(stop)
            assert stopped.status_code == 503
            assert "Not cleared" in stopped.json()["remedy"]
        size = desk.size
    async with company.desk() as desk:
        someone = asking(company, desk)
        async with someone.web:
            first, again = await someone.post(stop), await someone.post(stop)
            assert first.status_code == 200
            assert first.json()["receipt"]["n"] == size
            assert first.content == again.content
            assert desk.size == size + 1


@in_a_loop
async def test_over_http_a_client_that_hangs_up_leaves_the_others_their_answers() -> (
    None
):
    store = LosingStore()
    company = Company(store)
    async with company.open_desk() as desk:
        someone = asking(company, desk)
        async with someone.web:
            store.reached.clear()
            store.open.clear()
            asked = [company.office.says(Stop) for _ in range(4)]
            posts = [asyncio.create_task(someone.post(one)) for one in asked]
            await asyncio.to_thread(store.reached.wait, 10)
            posts[1].cancel()
            with suppress(asyncio.CancelledError):
                await posts[1]
            store.open.set()
            others = await asyncio.gather(posts[0], *posts[2:])
            assert [one.status_code for one in others] == [200] * 3
            late = await someone.post(asked[1])
            numbers = {one.json()["receipt"]["n"] for one in (*others, late)}
            assert len(numbers) == 4
