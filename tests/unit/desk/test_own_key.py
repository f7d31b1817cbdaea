"""The desk's own key, and what may change it."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from lastlook.core.acts import ChangeDeskKey, LoseDeskKey, Stop
from lastlook.core.answers import Granted
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.receipt import Receipt
from lastlook.desk.unanswered import DeskStopped, NotHeard
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.handover import hand_over
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.note import Signer
from tests.world.desk import PRODUCTION, Company, Phone, in_a_loop, together
from tests.world.ledger import a_signer

FIRST = a_signer(PRODUCTION)
NEXT = Signer(PRODUCTION, PrivateKey(b"n" * 32))
OTHER = Signer(PRODUCTION, PrivateKey(b"o" * 32))


def text(note: bytes) -> str:
    return base64.b64encode(note).decode()


class Later(Phone):
    """The same phone, acts later: none has the id of one before."""

    def __init__(self, company: Company) -> None:
        super().__init__("office", company.clock)
        self._made = 1_000


async def change(desk: Desk, phone: Phone, **fields: Any) -> Receipt:
    said = {"key": key_text(NEXT.verifier.public), "note": text(desk.log.hand_over())}
    return await desk.submit(phone.says(ChangeDeskKey, **(said | fields)))


@in_a_loop
async def test_a_key_changes_only_where_the_desk_has_it_and_the_note_is_good() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        office = company.office
        # From somebody's phone, with whatever note.
        with pytest.raises(NotHeard, match="Its note does not hold"):
            await desk.submit(office.says(ChangeDeskKey, key="any", note="AAAA"))
        size, root = desk.size, b"r" * 32
        forged = hand_over(
            Checkpoint(PRODUCTION, size, root),
            FIRST.verifier,
            NEXT.verifier,
            (NEXT, FIRST),
        )
        key = key_text(NEXT.verifier.public)
        with pytest.raises(NotHeard, match="has gone on since"):
            await desk.submit(office.says(ChangeDeskKey, key=key, note=text(forged)))
        desk.log.rekey(NEXT)
        good = desk.log.hand_over()
        desk.log.sign_alone(FIRST)
        with pytest.raises(NotHeard, match="was not opened with the keys"):
            await desk.submit(office.says(ChangeDeskKey, key=key, note=text(good)))
        desk.log.rekey(NEXT)
        wrong = key_text(OTHER.verifier.public)
        with pytest.raises(NotHeard, match="names another key than the act"):
            await change(desk, office, key=wrong)
        stands = Checkpoint("another", size, desk.log.root(size))
        last, new = (Signer("another", PrivateKey(one * 32)) for one in (b"o", b"n"))
        elsewhere = hand_over(stands, last.verifier, new.verifier, (last, new))
        with pytest.raises(NotHeard, match="was not opened with the keys"):
            await change(desk, office, note=text(elsewhere))
        with pytest.raises(NotHeard, match="is no base64"):
            await change(desk, office, note="not-base64")
        assert desk.size == size
        assert isinstance((await change(desk, office)).answer, Granted)
        assert desk.state.desk_keys[0].key == key


@in_a_loop
async def test_while_the_key_is_being_changed_nothing_else_is_recorded() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer, size = company.phone("armorer"), desk.size
        desk.log.rekey(NEXT, lost=True)
        with pytest.raises(NotHeard, match="is being changed"):
            await desk.submit(armorer.says(Stop))
        # Nor the refusal of who may not change it.
        with pytest.raises(NotHeard, match=r"would be refused \(not-your-part\)"):
            await change(desk, armorer)
        assert desk.size == size
        desk.log.sign_alone(FIRST)
        assert isinstance((await desk.submit(armorer.says(Stop))).answer, Granted)


@in_a_loop
async def test_a_note_is_good_for_the_very_next_entry_only() -> None:
    company = Company()
    async with company.open_desk() as desk:
        desk.log.rekey(NEXT)
        note, key = text(desk.log.hand_over()), key_text(NEXT.verifier.public)
        office = company.office
        said = office.says(ChangeDeskKey, key=key, note=note)
        twice = office.says(ChangeDeskKey, key=key, note=note)
        first, second = await together(desk, (said, twice))
        assert isinstance(first, Receipt)
        assert isinstance(first.answer, Granted)
        assert isinstance(second, Receipt)  # known already: refused, on record


@in_a_loop
async def test_a_desk_does_not_start_under_a_key_the_record_does_not_name() -> None:
    company = Company()
    async with company.open_desk() as desk:
        desk.log.rekey(NEXT)
        await change(desk, company.office)
    parts = company.parts()  # under the first key, which signed along
    with pytest.raises(DeskStopped, match="goes on under another key"):
        Desk(parts)


@in_a_loop
async def test_a_desk_that_another_desk_took_the_key_from_stops() -> None:
    company = Company()
    async with company.open_desk() as desk:
        other = Company(company.store, company.head_file, begun=True)
        async with other.desk() as second:
            second.log.rekey(NEXT)
            await change(second, Later(company))
        with pytest.raises(DeskStopped, match="goes on under another key"):
            await desk.submit(company.office.says(Stop))


@in_a_loop
async def test_a_lost_key_needs_its_own_last_word() -> None:
    company = Company()
    async with company.open_desk() as desk:
        last, key = desk.log.checkpoint, key_text(NEXT.verifier.public)
        desk.log.rekey(NEXT, lost=True)
        note = text(desk.log.hand_over())
        said: Callable[..., Any] = company.office.says
        bad = said(LoseDeskKey, key=key, note=note, last=note)
        with pytest.raises(NotHeard, match="Its note does not hold"):
            await desk.submit(bad)
        good = said(LoseDeskKey, key=key, note=note, last=text(last))
        assert isinstance((await desk.submit(good)).answer, Granted)
        assert desk.state.desk_keys[0].lost_by == "office"
