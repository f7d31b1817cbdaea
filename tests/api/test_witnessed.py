"""What others outside have seen of the record is given out and shown."""

import json
from http import HTTPStatus

from msgspec.structs import replace

from tests.api.test_live import listening
from tests.world.asked import asked
from tests.world.desk import in_a_loop
from tests.world.looked import MINUTE, Looked, fine, never

NOW = 1_750_000_000_000


@in_a_loop
async def test_the_newest_cosigned_checkpoint_is_given_out_beside_the_newest() -> None:
    async with asked(witnesses=Looked(fine(NOW, 5), b"cosigned\n")) as stage:
        await stage.read_as(stage.company.phone("actor"))
        told = (await stage.web.get("/api/checkpoint")).json()
        assert told == {"note": "newest\n", "cosigned": "cosigned\n"}
        assert (await stage.web.get("/log/checkpoint")).text == "newest\n"


@in_a_loop
async def test_where_nobody_has_cosigned_none_is_given_out() -> None:
    for witnesses in (None, Looked(never(NOW, 5))):
        async with asked(witnesses=witnesses) as stage:
            await stage.read_as(stage.company.phone("actor"))
            told = (await stage.web.get("/api/checkpoint")).json()
            newest = stage.desk.log.checkpoint.decode()
            note = newest if witnesses is None else "newest\n"
            assert told == {"note": note, "cosigned": None}


async def board(looked: Looked | None, ahead_ms: int = 0) -> str:
    async with asked(witnesses=looked) as stage:
        await stage.read_as(stage.company.phone("actor"))
        if looked is not None:
            now = stage.company.clock.now_ms()
            looked.standing = replace(
                looked.standing,
                at=now - ahead_ms if looked.standing.at is not None else None,
            )
        answer = await stage.web.get("/board")
        assert answer.status_code == HTTPStatus.OK
        return answer.text


@in_a_loop
async def test_the_board_says_how_old_the_last_is_that_a_quorum_has_seen() -> None:
    page = await board(Looked(fine(NOW, 5)), 3 * MINUTE)
    assert "<strong>Witnessed</strong>" in page
    assert "3 min</time> ago: all 5 entries" in page
    assert "data-warns" not in page


@in_a_loop
async def test_what_is_too_old_is_not_said_to_be_witnessed() -> None:
    page = await board(Looked(fine(NOW, 5)), 11 * MINUTE)
    assert "<strong>NOT WITNESSED</strong>" in page
    assert "11 min</time> ago" in page


@in_a_loop
async def test_a_time_that_has_not_come_is_not_said_to_be_witnessed() -> None:
    page = await board(Looked(fine(NOW, 5)), -2 * MINUTE)
    assert "<strong>NOT WITNESSED</strong>" in page


@in_a_loop
async def test_never_is_said_and_what_is_wrong_with_whom() -> None:
    page = await board(Looked(never(NOW, 5)))
    assert "<strong>NOT WITNESSED</strong>" in page
    assert "Never: no quorum outside has seen this record" in page
    assert "LINK LOST since" in page
    assert "SAYS NO since" in page
    assert "It does not know this ledger." in page
    assert "Lacking: outside has 0 of 2" in page


@in_a_loop
async def test_where_nobody_is_asked_nothing_is_said() -> None:
    assert "witnessed" not in (await board(None)).lower()


@in_a_loop
async def test_the_beat_tells_when_there_is_something_else_to_say() -> None:
    looked = Looked(fine(NOW, 5))
    async with (
        asked(witnesses=looked) as stage,
        listening(stage, b"after=999") as listener,
    ):
        assert json.loads((await listener.hear())["data"])["seen"] == 1
        looked.standing = never(NOW, 5)
        told = [json.loads((await listener.hear())["data"])["seen"] for _ in range(3)]
        assert told[-1] == 2
