"""What the desk does when much comes at once, or something breaks."""

import asyncio
import threading
from collections import deque

import pytest
from msgspec.structs import replace

from lastlook.core.acts import Accept, AddKey, Stop
from lastlook.core.answers import Asked, Decision, Refused
from lastlook.core.decide import decide
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.desk.desk import WAITING_MAX
from lastlook.desk.door import HOUR_MS, STRANGERS_MAX
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.unanswered import Busy, DeskStopped, NotHeard, Unanswered
from lastlook.ledger.errors import (
    HeadMovedError,
    LedgerError,
    OutcomeUnknownError,
    StoreFullError,
)
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.store import Batch, Begins, nothing
from tests.world.desk import Company, first, in_a_loop, together


class GatedStore(MemoryStore):
    """A store whose appends wait, or fail, when they are told to."""

    def __init__(self) -> None:
        super().__init__()
        self.fails: LedgerError | None = None
        self.batches: list[int] = []
        self.open = threading.Event()
        self.open.set()
        self.reached = threading.Event()

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        self.reached.set()
        self.open.wait(10)
        if self.fails is not None:
            raise self.fails
        self.batches.append(len(batch.leaves))
        super().append(batch, beside)

    def shut(self) -> None:
        self.reached.clear()
        self.open.clear()


@in_a_loop
async def test_what_arrives_during_a_commit_is_the_next_batch() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk() as desk:
        store.batches.clear()
        store.shut()
        first_one = asyncio.create_task(desk.submit(company.office.says(Stop)))
        await asyncio.to_thread(store.reached.wait, 10)
        others = [
            asyncio.create_task(desk.submit(company.office.says(Stop)))
            for _ in range(10)
        ]
        await asyncio.sleep(0)
        assert not first_one.done()  # nobody is answered before it is durable
        store.open.set()
        await asyncio.gather(first_one, *others)
        assert store.batches == [1, 10]


@in_a_loop
async def test_past_its_bound_the_desk_is_busy_and_loses_nothing() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk() as desk:
        store.shut()
        first_one = asyncio.create_task(desk.submit(company.office.says(Stop)))
        await asyncio.to_thread(store.reached.wait, 10)
        waiting = [
            asyncio.create_task(desk.submit(company.office.says(Stop)))
            for _ in range(WAITING_MAX)
        ]
        await asyncio.sleep(0)
        over = company.office.says(Stop)
        with pytest.raises(Busy, match="Busy, not cleared"):
            await desk.submit(over)
        store.open.set()
        receipts = await asyncio.gather(first_one, *waiting)
        assert len({receipt.n for receipt in receipts}) == WAITING_MAX + 1
        assert (await desk.submit(over)).n == desk.size - 1


@in_a_loop
async def test_a_caller_who_leaves_takes_nobodys_answer_along() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk() as desk:
        store.shut()
        size = desk.size
        tasks = [
            asyncio.create_task(desk.submit(company.office.says(Stop)))
            for _ in range(5)
        ]
        await asyncio.to_thread(store.reached.wait, 10)
        tasks[0].cancel()
        tasks[2].cancel()
        store.open.set()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        kept = [isinstance(answer, Receipt) for answer in answers]
        assert kept == [False, True, False, True, True]
        assert desk.size == size + 5  # who left had asked all the same


@in_a_loop
async def test_a_full_disk_leaves_the_act_unanswered_and_the_desk_well() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk() as desk:
        stop, size = company.office.says(Stop), desk.size
        store.fails = StoreFullError("the disk")
        with pytest.raises(Busy, match="no room left"):
            await desk.submit(stop)
        assert desk.size == size
        assert not desk.state.holds
        store.fails = None
        assert (await desk.submit(stop)).n == size


@in_a_loop
async def test_when_a_commits_outcome_is_unknown_nobody_is_answered_yes() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk() as desk:
        store.fails = OutcomeUnknownError("the disk", "it is gone")
        stops = [company.office.says(Stop) for _ in range(3)]
        answers = await together(desk, stops)
        assert all(isinstance(answer, DeskStopped) for answer in answers)
        store.fails = None
        with pytest.raises(DeskStopped, match="Not cleared"):
            await desk.submit(company.office.says(Stop))
        with pytest.raises(DeskStopped):
            async for _ in desk.follow(-1):
                pass
        assert not desk.state.holds


@in_a_loop
async def test_after_the_restart_whoever_asks_again_gets_what_the_ledger_has() -> None:
    class Lying(MemoryStore):
        """Writes, and says that it does not know."""

        lies = False

        def append(self, batch: Batch, beside: Begins = nothing) -> None:
            super().append(batch, beside)
            if self.lies:
                raise OutcomeUnknownError("the disk", "no answer")

    store = Lying()
    company = Company(store)
    stop = company.office.says(Stop)
    async with company.open_desk() as desk:
        store.lies = True
        with pytest.raises(DeskStopped):
            await desk.submit(stop)
        size = desk.size
        store.lies = False
    async with company.desk() as desk:
        assert desk.size == size + 1
        assert (await desk.submit(stop)).n == size
        assert desk.size == size + 1


@in_a_loop
async def test_when_somebody_else_appended_the_desk_catches_up_and_decides_anew() -> (
    None
):
    company = Company()
    async with company.open_desk() as desk, company.desk() as other:
        await other.submit(company.office.says(Stop))
        assert not desk.state.holds
        receipt = await desk.submit(company.office.says(Stop))
        assert receipt.n == other.size
        assert len(desk.state.holds) == 2
        entries = await first(desk.size, desk.follow(-1))
        assert [entry.n for entry in entries] == list(range(desk.size))


@in_a_loop
async def test_rules_that_fail_over_one_act_leave_the_others_their_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    company = Company()
    async with company.open_desk() as desk:

        def failing(state: State, asked: Asked, policy: Policy) -> Decision:
            if isinstance(asked.act, Accept):
                raise KeyError("a bug")
            return decide(state, asked, policy)

        monkeypatch.setattr("lastlook.desk.writer.decide", failing)
        size = desk.size
        accept = company.office.says(Accept, weapon="x", look="taken")
        answers = await together(desk, [accept, company.office.says(Stop)])
        assert isinstance(answers[0], Unanswered)
        assert answers[0].code == "broken"
        assert isinstance(answers[1], Receipt)
        assert desk.size == size + 1


@in_a_loop
async def test_who_follows_sees_every_entry_once_and_in_order() -> None:
    company = Company()
    async with company.open_desk() as desk:
        start = desk.size

        watching = [
            asyncio.create_task(first(600, desk.follow(start - 1))) for _ in range(3)
        ]
        await asyncio.sleep(0)
        stops = [company.office.says(Stop) for _ in range(600)]
        for at in range(0, 600, 200):
            await together(desk, stops[at : at + 200])
        for seen in await asyncio.gather(*watching):
            assert [entry.n for entry in seen] == list(range(start, start + 600))


@in_a_loop
async def test_who_follows_slowly_reads_what_it_missed_from_the_ledger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    company = Company()
    async with company.open_desk() as desk:
        monkeypatch.setattr(desk, "_recent", deque(maxlen=8))
        following = desk.follow(-1)
        seen = await first(1, following)
        await together(desk, [company.office.says(Stop) for _ in range(300)])
        seen += await first(desk.size - 1, following)
        assert [entry.n for entry in seen] == list(range(desk.size))


@in_a_loop
async def test_when_the_desk_closes_what_had_arrived_is_answered() -> None:
    company = Company()
    async with company.open_desk() as desk:
        coming = desk.follow(desk.size - 1)
        asked = [
            asyncio.create_task(desk.submit(company.office.says(Stop)))
            for _ in range(300)
        ]
        await asyncio.sleep(0)
    assert all(isinstance(one.result(), Receipt) for one in asked)
    assert len([entry async for entry in coming]) == 300
    with pytest.raises(DeskStopped, match="closed"):
        await desk.submit(company.office.says(Stop))


@in_a_loop
async def test_a_restarted_desk_knows_what_the_first_one_knew() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        await desk.submit(company.phone("armorer").says(Stop))
        before = desk.state
    async with company.desk() as desk:
        assert desk.state == before
        assert desk.policy.digest


@in_a_loop
async def test_in_one_batch_what_is_known_what_is_forged_and_what_is_new() -> None:
    company = Company()
    async with company.open_desk() as desk:
        known, new = company.office.says(Stop), company.office.says(Stop)
        first_receipt = await desk.submit(known)
        forged = replace(company.office.says(Stop), signature=bytes(64))
        answers = await together(desk, [known, forged, new])
        assert answers[0] == first_receipt
        assert isinstance(answers[1], NotHeard)
        assert isinstance(answers[2], Receipt)
        assert answers[2].n == first_receipt.n + 1


@in_a_loop
async def test_when_the_head_never_stands_still_the_caller_may_try_again() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk() as desk:
        size = desk.size
        store.fails = HeadMovedError(size, size)
        with pytest.raises(Busy, match="keeps moving"):
            await desk.submit(company.office.says(Stop))
        store.fails = None
        assert (await desk.submit(company.office.says(Stop))).n == size


@in_a_loop
async def test_pins_are_compared_a_few_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lastlook.desk.desk.PINS_MAX", 0)
    company = Company()
    async with company.open_desk(actor=("performer",)) as desk:
        word = company.office.act(Stop, by="actor", via="office")
        with pytest.raises(Busy, match="too many PINs at once"):
            await desk.submit(company.office.signed(word, pin="2580"))


@in_a_loop
async def test_on_anothers_phone_a_forged_word_is_not_heard_before_any_pin() -> None:
    company = Company()
    async with company.open_desk(actor=("performer",)) as desk:
        word = company.office.act(Stop, by="actor", via="office")
        forged = replace(company.office.signed(word, "2580"), signature=bytes(64))
        with pytest.raises(NotHeard) as caught:
            await desk.submit(forged)
        assert caught.value.code == "bad-signature"


@in_a_loop
async def test_of_strangers_only_so_many_refusals_are_put_on_record() -> None:
    company = Company()
    async with company.open_desk() as desk:
        size, stranger = desk.size, company.phone("stranger")

        def knock() -> Envelope:
            joining = {"by": "office", "key": stranger.key, "token": "a-guess-at-it"}
            return stranger.says(AddKey, **joining)

        answers = await together(desk, [knock() for _ in range(STRANGERS_MAX + 5)])
        assert desk.size == size + STRANGERS_MAX
        assert all(isinstance(answer, NotHeard) for answer in answers[-5:])
        assert desk.unheard == {"unknown-key": 5}
        await desk.submit(company.office.says(Stop))  # the others are heard as before
        company.clock.at += HOUR_MS
        assert isinstance((await desk.submit(knock())).answer, Refused)


@in_a_loop
async def test_whoever_waits_for_the_desk_to_stop_hears_why_or_that_it_closed() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk() as desk:
        waiting = asyncio.create_task(desk.until_stopped())
        store.fails = OutcomeUnknownError("the disk", "it is gone")
        await together(desk, [company.office.says(Stop)])
        with pytest.raises(DeskStopped, match="it is gone"):
            await waiting
    other = Company()
    async with other.open_desk() as desk:
        closing = asyncio.create_task(desk.until_stopped())
    await closing


@in_a_loop
async def test_when_an_answer_cannot_be_told_the_desk_stops_and_nobody_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    company = Company()
    async with company.open_desk() as desk:
        monkeypatch.setattr(desk, "_recent", None)
        with pytest.raises(DeskStopped, match="NoneType"):
            await desk.submit(company.office.says(Stop))
