"""A story's acts at a real desk, as bytes that were really signed."""

import pytest
from msgspec.structs import replace

from lastlook.core.acts import Enrol, Open, Stop
from lastlook.core.answers import Asked, Granted
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.player import DeskPlayer, ToldClock, key_called
from lastlook.desk.unanswered import DeskStopped, NotHeard
from lastlook.policy.library import shipped
from lastlook.stories import NotHeard as Unheard
from tests.world.desk import Company, in_a_loop

PHONE = "office-phone"


def asked(company: Company, kind: type, **fields: object) -> Asked:
    return Asked(company.office.act(kind, **fields), PHONE, company.clock.at)


async def opened(company: Company, desk: Desk) -> DeskPlayer:
    player = DeskPlayer(desk, ToldClock())
    roles = ("production-manager",)
    opening = asked(company, Open, roles=roles, key=PHONE, pack=shipped("house"))
    assert isinstance(await player.answer(opening, "whole"), Granted)
    return player


@in_a_loop
async def test_a_key_is_made_of_its_word_and_known_by_its_own_text_too() -> None:
    company = Company()
    async with company.desk() as desk:
        player = await opened(company, desk)
        text = key_text(key_called(PHONE).public)
        assert desk.state.keys[text].person == "office"
        stop = asked(company, Stop)
        by_its_text = replace(stop, key=text)
        assert isinstance(await player.answer(by_its_text, "whole"), Granted)


@in_a_loop
async def test_what_is_damaged_or_forged_on_its_way_is_not_heard() -> None:
    company = Company()
    async with company.desk() as desk:
        player = await opened(company, desk)
        stop = asked(company, Stop)
        assert await player.answer(stop, "garbled") == Unheard("unreadable")
        assert await player.answer(stop, "forged") == Unheard("bad-signature")
        assert desk.size == 1


@in_a_loop
async def test_whoever_speaks_on_anothers_phone_needs_no_pin_in_a_story() -> None:
    company = Company()
    async with company.desk() as desk:
        player = await opened(company, desk)
        enrolled = asked(company, Enrol, person="actor", roles=("performer",))
        await player.answer(enrolled, "whole")
        word = asked(company, Stop, by="actor", via="office")
        assert isinstance(await player.answer(word, "whole"), Granted)


@in_a_loop
async def test_what_no_story_can_expect_is_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    company = Company()
    async with company.desk() as desk:
        player = await opened(company, desk)

        async def submit(_: object) -> None:
            raise DeskStopped("stopped")

        monkeypatch.setattr(desk, "submit", submit)
        with pytest.raises(DeskStopped):
            await player.answer(asked(company, Stop), "whole")

        async def rests(_: object) -> None:
            raise NotHeard("pin-rests")

        monkeypatch.setattr(desk, "submit", rests)
        with pytest.raises(NotHeard):
            await player.answer(asked(company, Stop), "whole")
