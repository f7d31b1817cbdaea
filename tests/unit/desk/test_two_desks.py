"""Two desks over one ledger take turns, each with a head file of its own."""

import asyncio

import pytest

from lastlook.core.acts import Enrol, Stop
from lastlook.core.answers import Granted
from lastlook.desk.desk import LOOKING_MS, Desk
from lastlook.desk.parts import Parts
from lastlook.desk.receipt import Receipt
from lastlook.desk.unanswered import DeskStopped
from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.errors import LedgerError, StoreAwayError
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.store import Batch, Begins, Head, nothing
from lastlook.policy.library import Library
from tests.world.desk import PRODUCTION, Company, Phone, first, in_a_loop, together
from tests.world.ledger import a_signer


def another_desk(company: Company, head_file: HeadInMemory) -> Desk:
    """A second desk of the same production, with a head file that says as much."""
    known = company.head_file.read()
    assert known is not None
    head_file.write(known)
    log = Log.open(company.store, a_signer(PRODUCTION), head_file)
    return Desk(Parts(log, Library(), company.people, company.clock))


@in_a_loop
async def test_the_loser_of_a_race_decides_again_on_what_the_other_has_written() -> (
    None
):
    company = Company()
    async with (
        company.open_desk() as one,
        another_desk(company, HeadInMemory()) as other,
    ):
        new, twice = company.phone("armorer"), company.phone("another")
        receipt = await company.enrol(one, new, ("armorer",))
        # The other desk has not heard of it, and would enrol them once more.
        second = company.office.says(
            Enrol, person="armorer", roles=("armorer",), key=twice.key
        )
        answer = await other.submit(second)
        assert isinstance(receipt.answer, Granted)
        assert not isinstance(answer.answer, Granted)
        assert answer.n == receipt.n + 1
        assert other.state.people.keys() == one.state.people.keys()


@in_a_loop
async def test_a_retry_at_the_other_desk_gets_the_same_receipt_byte_for_byte() -> None:
    company = Company()
    async with (
        company.open_desk() as one,
        another_desk(company, HeadInMemory()) as other,
    ):
        acts = [company.office.says(Stop) for _ in range(6)]
        # In turns, so that each has checkpoints that the other has not signed.
        receipts = [
            await (one, other)[nth % 2].submit(act) for nth, act in enumerate(acts)
        ]
        for desk in (one, other, one):
            again = [await desk.submit(act) for act in acts]
            assert [r.to_json() for r in again] == [r.to_json() for r in receipts]
        assert {r.checkpoint for r in receipts} == {
            head.note.decode() for head in list(company.store.heads())[-6:]
        }


@in_a_loop
async def test_whoever_was_enrolled_at_the_other_desk_is_no_stranger() -> None:
    company = Company()
    async with (
        company.open_desk() as one,
        another_desk(company, HeadInMemory()) as other,
    ):
        new = company.phone("armorer")
        await company.enrol(one, new, ("armorer",))
        receipt = await other.submit(new.says(Stop))
        assert isinstance(receipt.answer, Granted)


@in_a_loop
async def test_what_the_other_desk_writes_is_shown_to_those_who_follow() -> None:
    company = Company()
    async with (
        company.open_desk() as one,
        another_desk(company, HeadInMemory()) as other,
    ):
        before = other.size
        following = asyncio.create_task(first(2, other.follow(before - 1)))
        receipts = await together(one, [company.office.says(Stop) for _ in "ab"])
        other.look_again()
        seen = await following
        assert [entry.n for entry in seen] == [before, before + 1]
        assert other.state == one.state
        assert all(isinstance(receipt, Receipt) for receipt in receipts)


@in_a_loop
async def test_a_head_file_is_brought_up_by_what_the_other_desk_has_signed() -> None:
    company, head_file = Company(), HeadInMemory()
    async with company.open_desk() as one, another_desk(company, head_file) as other:
        for _ in range(3):
            await one.submit(company.office.says(Stop))
        await other.submit(company.office.says(Stop))
        size = other.size
    for kept in (head_file, company.head_file):
        note = kept.read()
        assert note is not None
        at = read_checkpoint(note, a_signer(PRODUCTION).verifier)
        assert at.size in {size, size - 1}
        log = Log.open(company.store, a_signer(PRODUCTION), kept)
        assert log.size == size


def is_current(desk: Desk) -> bool:
    return desk.current


class Faltering(MemoryStore):
    """A store whose server is away now and then."""

    away = False

    def head(self) -> Head | None:
        if self.away:
            raise StoreAwayError(self.where, "away")
        return super().head()

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        if self.away:
            raise StoreAwayError(self.where, "away")
        super().append(batch, beside)


@in_a_loop
async def test_a_desk_whose_store_is_away_is_busy_and_goes_on_when_it_is_back() -> None:
    store = Faltering()
    company = Company(store)
    async with company.open_desk() as desk:
        act, stranger = company.office.says(Stop), Phone("nobody", company.clock)
        store.away = True
        desk.look_again()
        [busy, unknown] = await together(desk, [act, stranger.says(Stop)])
        assert getattr(busy, "code", "") == "not-written"
        assert getattr(unknown, "code", "") in {"not-written", "unknown-key"}
        [alone] = await together(desk, [stranger.says(Stop)])
        assert getattr(alone, "code", "") == "not-written"
        store.away = False
        assert isinstance((await desk.submit(act)).answer, Granted)


@in_a_loop
async def test_a_desk_that_cannot_look_is_not_current_until_it_can() -> None:
    store = Faltering()
    company = Company(store)
    async with company.open_desk() as desk:
        company.clock.at += 60_000
        assert is_current(desk)  # nobody has asked it to look: it is the only one
        store.away = True
        for _ in range(4):
            company.clock.at += LOOKING_MS // 2
            desk.look_again()
            await together(desk, [company.office.says(Stop)])
        assert not is_current(desk)
        store.away = False
        await desk.submit(company.office.says(Stop))
        assert is_current(desk)  # it wrote, so nobody else had


@in_a_loop
async def test_a_desk_stops_where_the_other_has_written_another_past() -> None:
    company = Company()
    async with (
        company.open_desk() as one,
        another_desk(company, HeadInMemory()) as other,
    ):
        await other.submit(company.office.says(Stop))
        await one.submit(company.office.says(Stop))
        store = company.store
        assert isinstance(store, MemoryStore)
        store._leaves[-1] = store._leaves[-1].replace(b"stop", b"spot")  # noqa: SLF001
        with pytest.raises(LedgerError, match="damaged"):
            other.log.catch_up()
        with pytest.raises(DeskStopped):
            await other.submit(company.office.says(Stop))
