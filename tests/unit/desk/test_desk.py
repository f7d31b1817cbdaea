"""What the desk promises to whoever asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    AddKey,
    AdoptPack,
    HoldMeeting,
    Invite,
    Open,
    RegisterPlace,
    Stop,
)
from lastlook.core.answers import Granted, Refused
from lastlook.desk.desk import Desk
from lastlook.desk.people import pin_hash
from lastlook.desk.pins import PIN_TRIES_MAX
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.unanswered import (
    Busy,
    DeskStopped,
    IdTaken,
    NotHeard,
    Unanswered,
    Unreadable,
)
from lastlook.desk.wire import act_bytes
from tests.world.desk import Company, Phone, in_a_loop, together

GIVEN = "a-word-given"


@in_a_loop
async def test_a_granted_act_is_entered_and_its_receipt_says_where() -> None:
    company = Company()
    async with company.desk() as desk:
        receipt = await desk.submit(company.opening())
        assert (receipt.n, receipt.recorded_at) == (0, company.clock.at)
        assert isinstance(receipt.answer, Granted)
        assert receipt.checkpoint.startswith("colt-45\n1\n")
        assert desk.size == 1
        assert desk.state.production == "colt-45"
        assert desk.policy.handlers


@in_a_loop
async def test_a_refused_act_is_entered_too_and_changes_nothing_else() -> None:
    company = Company()
    async with company.open_desk(performer=("performer",)) as desk:
        before = desk.state
        performer = company.phone("performer")
        receipt = await desk.submit(performer.says(Accept, weapon="none", look="taken"))
        assert isinstance(receipt.answer, Refused)
        assert receipt.answer.codes == ("unknown",)
        assert desk.size == before.n + 1
        assert desk.state.weapons == before.weapons
        entry = await anext(desk.follow(receipt.n - 1))
        assert entry.decision == bytes(receipt.decision)


@in_a_loop
async def test_the_same_act_sent_again_gets_the_same_receipt_byte_for_byte() -> None:
    company = Company()
    async with company.open_desk() as desk:
        stop = company.office.says(Stop)
        first_receipt = await desk.submit(stop)
        await desk.submit(company.office.says(Stop))
        assert (await desk.submit(stop)).to_json() == first_receipt.to_json()
        size = desk.size
    async with company.desk() as desk:  # after a restart as well
        assert (await desk.submit(stop)).to_json() == first_receipt.to_json()
        assert desk.size == size


@in_a_loop
async def test_an_act_sent_twice_at_once_is_entered_once() -> None:
    company = Company()
    async with company.open_desk() as desk:
        stop, size = company.office.says(Stop), desk.size
        one, other = await asyncio.gather(desk.submit(stop), desk.submit(stop))
        assert one == other
        assert desk.size == size + 1


@in_a_loop
async def test_an_id_with_other_content_is_an_error_and_leaves_no_entry() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        act = company.office.act(Stop)
        await desk.submit(company.office.signed(act))
        size = desk.size
        other = company.office.says(Stop, id=act.id, grounds="other")
        with pytest.raises(IdTaken, match="Make a new id"):
            await desk.submit(other)
        with pytest.raises(IdTaken):  # the same bytes, signed by somebody else
            await desk.submit(company.phone("armorer").signed(act))
        assert desk.size == size
        assert desk.unheard == {"id-taken": 2}


@in_a_loop
async def test_of_two_acts_with_one_id_at_once_the_first_stands() -> None:
    company = Company()
    async with company.open_desk() as desk:
        act = company.office.act(Stop)
        other = company.office.says(Stop, id=act.id, grounds="other")
        answers = await together(desk, [company.office.signed(act), other])
        assert isinstance(answers[0], Receipt)
        assert isinstance(answers[1], IdTaken)


@in_a_loop
async def test_an_act_that_is_not_heard_does_not_use_up_its_id() -> None:
    company = Company()
    async with company.open_desk() as desk:
        act = company.office.act(Stop)
        forged = company.phone("stranger").signed(act)
        answers = await together(desk, [forged, company.office.signed(act)])
        assert isinstance(answers[0], NotHeard)
        assert isinstance(answers[1], Busy)  # told to send it again; nothing is lost
        assert (await desk.submit(company.office.signed(act))).n == desk.size - 1


@in_a_loop
async def test_a_wrong_signature_or_a_stranger_is_not_heard_and_is_counted() -> None:
    company = Company()
    async with company.open_desk() as desk:
        size = desk.size
        good = company.office.says(Stop)
        bad = Envelope(good.act, good.key, bytes(64))
        with pytest.raises(NotHeard, match="signature does not fit"):
            await desk.submit(bad)
        with pytest.raises(NotHeard, match="Nobody in this production has this key"):
            await desk.submit(company.phone("stranger").says(Stop))
        assert desk.size == size
        assert desk.unheard == {"bad-signature": 1, "unknown-key": 1}


@in_a_loop
async def test_what_cannot_be_read_leaves_no_entry() -> None:
    company = Company()
    async with company.open_desk() as desk:
        size = desk.size
        with pytest.raises(Unreadable):
            await desk.submit(company.office.sign(b'{"act":"stop"}'))
        assert desk.size == size
        assert desk.unheard == {"unreadable": 1}


@in_a_loop
async def test_somebody_enrolled_a_moment_ago_is_heard_in_the_same_batch() -> None:
    company = Company()
    async with company.open_desk() as desk:
        armorer = company.phone("armorer")
        enrolment, stop = await asyncio.gather(
            company.enrol(desk, armorer, ("armorer",)),
            desk.submit(armorer.says(Stop)),
        )
        assert stop.n == enrolment.n + 1
        assert stop.checkpoint == enrolment.checkpoint


@in_a_loop
async def test_a_key_that_brings_itself_is_heard_and_the_invitation_decides() -> None:
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        phone = company.phone("second")
        joining = {"by": "armorer", "key": phone.key, "token": GIVEN}
        refused = await desk.submit(phone.says(AddKey, **joining))
        assert isinstance(refused.answer, Refused)
        assert refused.answer.codes == ("invitation-not-good",)
        digest = sha256(GIVEN.encode()).hexdigest()
        until = company.clock.at + 1000
        await desk.submit(
            company.office.says(Invite, person="armorer", digest=digest, until=until)
        )
        granted = await desk.submit(phone.says(AddKey, **joining))
        assert isinstance(granted.answer, Granted)


@in_a_loop
async def test_a_bad_pack_is_unreadable_with_all_that_is_wrong_with_it() -> None:
    company = Company()
    async with company.open_desk() as desk:
        size = desk.size
        pack = 'id = "x"\nseverity = "stop"\n'
        with pytest.raises(Unreadable) as caught:
            await desk.submit(company.office.says(AdoptPack, pack=pack))
        assert caught.value.code == "bad-pack"
        assert len(caught.value.problems) > 1
        assert any("severity" in problem.what for problem in caught.value.problems)
        assert desk.size == size


@in_a_loop
async def test_a_pack_that_cannot_stand_alone_opens_nothing() -> None:
    company = Company()
    async with company.desk() as desk:
        pack = 'id = "x"\nname = "x"\nversion = "1"\ndate = 2026-11-23\npurpose = "x"\n'
        opening = company.office.says(
            Open, roles=("safety-adviser",), key=company.office.key, pack=pack
        )
        with pytest.raises(Unreadable, match="No pack says who handles weapons"):
            await desk.submit(opening)
        assert desk.size == 0


@asynccontextmanager
async def lent() -> AsyncIterator[tuple[Desk, Phone, Stop]]:
    """A desk, the phone that its owner lends to the actor, and what the actor says."""
    company = Company()
    async with company.open_desk(armorer=("armorer",), actor=("performer",)) as desk:
        company.people.set_pin("actor", pin_hash("2580"))
        armorer = company.phone("armorer")
        yield desk, armorer, armorer.act(Stop, by="actor", via="armorer")


@in_a_loop
async def test_somebody_without_a_phone_speaks_by_pin_on_anothers() -> None:
    async with lent() as (desk, armorer, word):
        with pytest.raises(NotHeard, match="PIN is wrong"):
            await desk.submit(armorer.signed(word, pin="0000"))
        with pytest.raises(NotHeard, match="no PIN with it"):
            await desk.submit(armorer.signed(word))
        receipt = await desk.submit(armorer.signed(word, pin="2580"))
        assert isinstance(receipt.answer, Granted)
        assert desk.state.holds["stop-1"].by == "actor"
        assert desk.unheard == {"wrong-pin": 1, "pin-missing": 1}


@in_a_loop
async def test_an_answered_word_gets_its_receipt_while_the_pin_rests() -> None:
    async with lent() as (desk, armorer, word):
        first_receipt = await desk.submit(armorer.signed(word, pin="2580"))
        for _ in range(PIN_TRIES_MAX):
            other = armorer.act(Stop, by="actor", via="armorer")
            with pytest.raises(NotHeard, match="PIN is wrong"):
                await desk.submit(armorer.signed(other, pin="0000"))
        again = await desk.submit(armorer.signed(word, pin="2580"))
        assert again.to_json() == first_receipt.to_json()
        with pytest.raises(NotHeard, match="wrong 5 times"):
            await desk.submit(armorer.signed(other, pin="2580"))
        # its id alone opens nothing: this is another act
        changed = replace(word, grounds="another")
        with pytest.raises(NotHeard, match="wrong 5 times"):
            await desk.submit(armorer.signed(changed, pin="2580"))


@in_a_loop
async def test_a_stranger_cannot_use_up_the_tries_of_a_pin() -> None:
    company = Company()
    async with company.open_desk(actor=("performer",)) as desk:
        company.people.set_pin("actor", pin_hash("2580"))
        stranger = company.phone("stranger")
        word = stranger.act(Stop, by="actor", via="office")
        for _ in range(9):
            with pytest.raises(NotHeard) as caught:
                await desk.submit(stranger.signed(word, pin="0000"))
            assert caught.value.code == "unknown-key"
        word = company.office.act(Stop, by="actor", via="office")
        await desk.submit(company.office.signed(word, pin="2580"))


@in_a_loop
async def test_a_preview_answers_as_the_desk_would_and_records_nothing() -> None:
    company = Company()
    async with company.open_desk() as desk:
        before = desk.state
        act = company.office.act(Stop)
        previewed = desk.preview(act, company.office.key)
        assert desk.state is before
        assert desk.size == before.n
        receipt = await desk.submit(company.office.signed(act))
        assert receipt.answer == previewed


@in_a_loop
async def test_time_never_goes_back_in_the_ledger_whatever_the_clock_does() -> None:
    company = Company()
    async with company.open_desk() as desk:
        first_receipt = await desk.submit(company.office.says(Stop))
        company.clock.at -= 60_000
        second = await desk.submit(company.office.says(Stop))
        assert second.recorded_at == first_receipt.recorded_at
        company.clock.at += 120_000
        assert (await desk.submit(company.office.says(Stop))).recorded_at == (
            first_receipt.recorded_at + 60_000
        )


@in_a_loop
async def test_an_act_whose_answer_fits_no_entry_is_told_so_alone() -> None:
    company = Company()
    async with company.open_desk() as desk:
        crowd = tuple(f"nobody-{n:055}" for n in range(700))
        meeting = company.office.act(HoldMeeting, scene="1", present=crowd)
        assert len(act_bytes(meeting)) < 61_440
        answers = await together(
            desk, [company.office.signed(meeting), company.office.says(Stop)]
        )
        assert isinstance(answers[0], Unanswered)
        assert answers[0].code == "answer-too-long"
        assert isinstance(answers[1], Receipt)


@in_a_loop
async def test_a_desk_does_not_start_while_its_clock_is_behind_the_ledger() -> None:
    company = Company()
    async with company.open_desk():
        pass
    company.clock.at -= 3_600_000
    with pytest.raises(DeskStopped, match="3600 seconds before the last entry"):
        Desk(company.parts())


@in_a_loop
async def test_several_are_previewed_each_on_what_those_before_it_would_make() -> None:
    company = Company()
    async with company.open_desk() as desk:
        before = desk.state
        safe = {"place": "safe-2", "kind": "safe"}
        acts = [company.office.act(RegisterPlace, **safe) for _ in range(2)]
        first_one, second = desk.preview_all(acts, company.office.key)
        assert isinstance(first_one, Granted)
        assert isinstance(second, Refused)
        assert second.codes == ("known-already",)
        assert desk.state is before
