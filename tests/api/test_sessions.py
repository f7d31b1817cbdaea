"""Who may read: a challenge signed once, a cookie that holds while its key does."""

from lastlook.core import acts
from tests.api.test_acts import problem
from tests.world.asked import asked
from tests.world.desk import in_a_loop

MINUTE = 60_000


@in_a_loop
async def test_a_phone_that_was_enrolled_reads() -> None:
    async with asked() as stage:
        answer = await stage.knock(stage.company.phone("actor"))
        assert answer.status_code == 200
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert (await stage.web.get("/hands")).status_code == 200


@in_a_loop
async def test_a_stranger_is_not_let_in() -> None:
    async with asked() as stage:
        answer = await stage.knock(stage.company.phone("stranger"))
        problem(answer, 401, "not-let-in")


@in_a_loop
async def test_a_challenge_is_good_once_and_for_a_minute() -> None:
    async with asked() as stage:
        knock = {"key": stage.company.phone("actor").key, "signature": "AA=="}
        challenge = (await stage.web.get("/session")).json()["challenge"]
        wrong = await stage.web.post("/session", json=knock | {"challenge": challenge})
        problem(wrong, 401, "not-let-in")
        again = await stage.web.post("/session", json=knock | {"challenge": challenge})
        problem(again, 401, "not-let-in")
        stage.company.clock.at += 2 * MINUTE
        made_up = await stage.web.post("/session", json=knock | {"challenge": "x"})
        problem(made_up, 401, "not-let-in")


@in_a_loop
async def test_a_revoked_phone_reads_no_more() -> None:
    async with asked() as stage:
        actor = stage.company.phone("actor")
        await stage.read_as(actor)
        revoke = stage.company.office.says(
            acts.RevokeKey, key=actor.key, grounds="phone-lost"
        )
        assert (await stage.post(revoke)).status_code == 200
        problem(await stage.web.get("/api/board"), 401, "not-known")


@in_a_loop
async def test_a_cookie_ends_with_a_long_day_and_is_not_to_be_forged() -> None:
    async with asked() as stage:
        await stage.read_as(stage.company.phone("actor"))
        good = stage.web.cookies["lastlook"]
        for bad in ("", "x", good[:-1] + ("0" if good[-1] != "0" else "1"), "é.é"):
            stage.web.cookies.clear()
            headers = [(b"Cookie", f"lastlook={bad}".encode())]
            answer = await stage.web.get("/api/board", headers=headers)
            problem(answer, 401, "not-known")
        stage.web.cookies.set("lastlook", good)
        assert (await stage.web.get("/api/board")).status_code == 200
        stage.company.clock.at += 17 * 60 * MINUTE
        problem(await stage.web.get("/api/board"), 401, "not-known")


@in_a_loop
async def test_a_reader_without_a_session_stands_at_the_door() -> None:
    async with asked() as stage:
        answer = await stage.web.get("/board", headers={"Accept": "text/html"})
        assert answer.status_code == 401
        assert "data-knock" in answer.text
        assert "EMPTY" not in answer.text


@in_a_loop
async def test_nothing_from_elsewhere_gets_into_a_page() -> None:
    async with asked() as stage:
        answer = await stage.web.get("/join")
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "<script>" not in answer.text
        assert " style=" not in answer.text
        assert " onclick=" not in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
