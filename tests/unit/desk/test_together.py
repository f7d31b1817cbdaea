"""Several acts under one signature, at the desk."""

import asyncio

import pytest
from msgspec.structs import replace

from lastlook.core.acts import AnyAct, Cut, Resume, Stop
from lastlook.core.answers import Granted, Refused
from lastlook.desk.desk import Desk
from lastlook.desk.door import parted
from lastlook.desk.receipt import Receipt, Together
from lastlook.desk.together import TOGETHER_BYTES_MAX
from lastlook.desk.unanswered import (
    Busy,
    IdTaken,
    NotHeard,
    Unanswered,
    Unreadable,
)
from lastlook.desk.wire import act_bytes
from lastlook.ledger.entry import signed_by
from lastlook.ledger.errors import StoreFullError
from lastlook.ledger.keys import is_signed
from lastlook.ledger.together import TOGETHER_MAX, together_bytes
from tests.unit.desk.test_desk_under_load import GatedStore
from tests.world.desk import Company, Phone, in_a_loop


def stops(phone: Phone, count: int) -> list[AnyAct]:
    return [phone.act(Stop) for _ in range(count)]


async def receipts(desk: Desk, together: Together) -> list[Receipt]:
    answers = await desk.submit_together(together)
    assert all(isinstance(answer, Receipt) for answer in answers)
    return [answer for answer in answers if isinstance(answer, Receipt)]


@in_a_loop
async def test_each_act_signed_with_others_gets_its_own_receipt_in_order() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk(armorer=("armorer",)) as desk:
        size = desk.size
        store.batches.clear()
        armorer = company.phone("armorer")
        sent = armorer.signed_together(stops(armorer, TOGETHER_MAX))
        answers = await receipts(desk, sent)
        assert [one.n for one in answers] == list(range(size, size + TOGETHER_MAX))
        assert store.batches == [TOGETHER_MAX]  # in one commit
        public = armorer.public
        for entry, act in zip(desk.log.read(size), sent.acts, strict=True):
            assert entry.act == act
            message, signature = signed_by(entry)
            assert message == together_bytes(sent.acts)
            assert is_signed(public, message, signature)


@in_a_loop
async def test_some_of_them_may_be_refused_on_what_those_before_them_made() -> None:
    company = Company()
    async with company.open_desk(first_ad=("first-ad",)) as desk:
        phone = company.phone("first-ad")
        acts: list[AnyAct] = [phone.act(Cut), phone.act(Stop), phone.act(Resume)]
        answers = await receipts(desk, phone.signed_together(acts))
        kinds = [type(answer.answer) for answer in answers]
        assert kinds == [Refused, Granted, Refused]
        alone = [one.answer for one in answers]
    # The same as if they had come one after the other.
    company = Company()
    async with company.open_desk(first_ad=("first-ad",)) as desk:
        for act, before in zip(acts, alone, strict=True):
            assert (await desk.submit(phone.signed(act))).answer == before


@in_a_loop
async def test_the_same_again_gets_the_same_receipts_together_or_alone() -> None:
    company = Company()
    armorer = company.phone("armorer")
    acts = stops(armorer, 3)
    sent = armorer.signed_together(acts)
    async with company.open_desk(armorer=("armorer",)) as desk:
        before = [one.to_json() for one in await receipts(desk, sent)]
        size = desk.size
        assert [one.to_json() for one in await receipts(desk, sent)] == before
        alone = await desk.submit(armorer.signed(acts[1]))
        assert alone.to_json() == before[1]
    async with company.desk() as desk:
        # One more after them is new; those before it are not.
        more = armorer.signed_together([*acts, *stops(armorer, 1)])
        again = [one.to_json() for one in await receipts(desk, more)]
        assert again[:3] == before
        assert desk.size == size + 1


@in_a_loop
async def test_one_signature_that_does_not_fit_is_that_of_all() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer = company.phone("armorer")
        sent = armorer.signed_together(stops(armorer, 6))
        size = desk.size
        for wrong in (
            replace(sent, signature=bytes(64)),
            replace(sent, signature=b""),
            replace(sent, acts=sent.acts[::-1]),
            replace(sent, acts=sent.acts[:-1]),
            replace(sent, key=company.office.key),
        ):
            with pytest.raises(NotHeard, match="does not fit"):
                await desk.submit_together(wrong)
        assert desk.size == size
        assert desk.unheard["bad-signature"] == 5


@in_a_loop
async def test_a_signature_over_several_is_none_over_one_and_the_other_way() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer = company.phone("armorer")
        [act] = stops(armorer, 1)
        together, alone = armorer.signed_together([act]), armorer.signed(act)
        with pytest.raises(NotHeard, match="does not fit"):
            await desk.submit(replace(alone, signature=together.signature))
        with pytest.raises(NotHeard, match="does not fit"):
            await desk.submit_together(replace(together, signature=alone.signature))
        _, [share] = parted(together)
        with pytest.raises(NotHeard, match="does not fit"):
            await desk.submit(share)


@in_a_loop
async def test_an_act_that_left_no_entry_says_so_in_its_place() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer = company.phone("armorer")
        first, other, last = stops(armorer, 3)
        await desk.submit(armorer.signed(first))
        twin = armorer.act(Cut, id=first.id)
        sent = armorer.signed_together([other, twin, last])
        one, two, three = await desk.submit_together(sent)
        assert isinstance(one, Receipt)
        assert isinstance(two, IdTaken)
        assert isinstance(three, Receipt)
        assert desk.unheard["id-taken"] == 1


@in_a_loop
async def test_a_stranger_is_not_heard_however_many_acts_come() -> None:
    company = Company()
    async with company.open_desk() as desk:
        stranger = company.phone("stranger")
        answers = await desk.submit_together(
            stranger.signed_together(stops(stranger, 2))
        )
        assert [type(answer) for answer in answers] == [NotHeard, NotHeard]


@pytest.mark.parametrize(
    ("acts", "code", "said"),
    [
        ([], "no-act", "no act"),
        ([b"{}"] * (TOGETHER_MAX + 1), "too-many", "51 acts came; at most 50"),
        ([b" " * 60_000] * 20, "too-big", f"1200000 bytes .* {TOGETHER_BYTES_MAX}"),
        ([b" " * 61_441], "too-big", "act 1 of 1"),
        ([b"{}"], "unreadable", "act 1 of 1"),
        ([b""], "unreadable", "act 1 of 1"),
    ],
)
def test_what_breaks_a_bound_is_refused_whole(
    acts: list[bytes], code: str, said: str
) -> None:
    @in_a_loop
    async def told() -> None:
        company = Company()
        async with company.open_desk() as desk:
            size = desk.size
            sent = Together(tuple(acts), company.office.key, bytes(64))
            with pytest.raises(Unreadable, match=said) as no:
                await desk.submit_together(sent)
            assert no.value.code == code
            assert desk.size == size
            assert desk.unheard[code] == 1

    told()


@in_a_loop
async def test_one_act_that_cannot_be_read_refuses_all_of_them() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer = company.phone("armorer")
        good = act_bytes(armorer.act(Stop))
        size = desk.size
        with pytest.raises(Unreadable, match="act 2 of 3: act: There is no act fly"):
            await desk.submit_together(
                armorer.sign_together([good, good.replace(b"stop", b"fly"), good])
            )
        assert desk.size == size


@in_a_loop
async def test_the_word_of_somebody_without_a_phone_comes_alone() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer = company.phone("armorer")
        acts = [armorer.act(Stop), armorer.act(Stop, by="actor", via="armorer")]
        with pytest.raises(Unreadable, match=r"act 2 of 2: .* comes alone"):
            await desk.submit_together(armorer.signed_together(acts))


@in_a_loop
async def test_what_came_together_waits_together_and_is_counted_by_acts() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer = company.phone("armorer")
        store.batches.clear()
        store.shut()
        first = asyncio.create_task(desk.submit(armorer.says(Stop)))
        await asyncio.to_thread(store.reached.wait, 10)
        waiting = [
            asyncio.create_task(
                desk.submit_together(armorer.signed_together(stops(armorer, 50)))
            )
            for _ in range(10)
        ]
        await asyncio.sleep(0)
        more = armorer.signed_together(stops(armorer, 13))
        with pytest.raises(Busy, match="500 acts are waiting"):
            await desk.submit_together(more)
        last = asyncio.create_task(desk.submit(armorer.says(Stop)))
        await asyncio.sleep(0)
        store.open.set()
        await asyncio.gather(first, last, *waiting)
        # 256 at most at a time, and no envelope is parted
        assert store.batches == [1, 250, 251]


@in_a_loop
async def test_where_nothing_could_be_written_all_may_come_again() -> None:
    store = GatedStore()
    company = Company(store)
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer = company.phone("armorer")
        sent = armorer.signed_together(stops(armorer, 3))
        store.fails = StoreFullError("disk")
        answers: list[Receipt | Unanswered] = await desk.submit_together(sent)
        assert [type(answer) for answer in answers] == [Busy] * 3
        store.fails = None
        assert len(await receipts(desk, sent)) == 3
