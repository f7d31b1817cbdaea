"""Readings: for enrolled people only, every error in the one shape."""

import json

import pytest

from lastlook.core import acts
from lastlook.desk.wire import act_bytes
from tests.api.test_acts import problem
from tests.world.asked import Asked, asked
from tests.world.desk import in_a_loop

READINGS = ("state", "board", "entries", "checkpoint", "weapons/colt-1")


async def registered(stage: Asked) -> None:
    """A weapon on the board."""
    weapon = stage.company.phone("armorer").says(
        acts.RegisterWeapon,
        weapon="colt-1",
        weapon_class="firearm",
        mechanism="single-action-revolver",
        chambers=6,
        calibre=".45LC",
        serial="SA-1873",
        supplier="hire-house",
        place="safe-1",
    )
    answer = await stage.post(weapon)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("path", READINGS)
def test_strangers_read_nothing(path: str) -> None:
    @in_a_loop
    async def told() -> None:
        async with asked() as stage:
            problem(await stage.web.get(f"/api/{path}"), 401, "not-known")
            problem(await stage.web.get("/live"), 401, "not-known")
            problem(await stage.web.post("/qr", content=b"x"), 401, "not-known")

    told()


@pytest.mark.parametrize("path", READINGS)
def test_the_enrolled_read_everything(path: str) -> None:
    @in_a_loop
    async def told() -> None:
        async with asked() as stage:
            await registered(stage)
            await stage.read_as(stage.company.phone("actor"))
            answer = await stage.web.get(f"/api/{path}")
            assert answer.status_code == 200
            assert answer.json()

    told()


@in_a_loop
async def test_entries_are_the_very_bytes_on_record() -> None:
    async with asked() as stage:
        await stage.read_as(stage.company.phone("actor"))
        page = (await stage.web.get("/api/entries?after=1")).json()
        assert page["size"] == stage.desk.size
        assert [entry["n"] for entry in page["entries"]] == [2, 3, 4]
        entry = next(iter(stage.desk.log.read(2, 3)))
        assert page["entries"][0]["act"] == json.loads(entry.act)


@in_a_loop
async def test_what_is_wrong_with_a_reading_is_said() -> None:
    async with asked() as stage:
        await stage.read_as(stage.company.phone("actor"))
        problem(await stage.web.get("/api/weapons/colt-9"), 404, "no-such-weapon")
        problem(await stage.web.get("/api/entries?after=x"), 400, "bad-request")
        problem(await stage.web.get("/api/nothing"), 404, "not-found")
        problem(await stage.web.delete("/api/board"), 405, "method-not-allowed")
        problem(await stage.web.get("/live?after=x"), 400, "no-number")
        knock = await stage.web.post("/session", json={"key": 1})
        problem(knock, 400, "bad-request")


@in_a_loop
async def test_a_preview_answers_and_records_nothing() -> None:
    async with asked() as stage:
        phone = stage.company.phone("actor")
        await stage.read_as(phone)
        size = stage.desk.size
        asked_for = act_bytes(phone.act(acts.Resume))
        answer = await stage.web.post("/api/preview", content=asked_for)
        assert answer.status_code == 200
        assert answer.json()["decision"]["answer"] == "refused"
        assert "no-day" in [reason["code"] for reason in answer.json()["reasons"]]
        granted = act_bytes(phone.act(acts.Stop))
        answer = await stage.web.post("/api/preview", content=granted)
        assert answer.json()["decision"]["answer"] == "granted"
        assert stage.desk.size == size


@in_a_loop
async def test_a_preview_is_of_ones_own_act() -> None:
    async with asked() as stage:
        await stage.read_as(stage.company.phone("actor"))
        other = act_bytes(stage.company.phone("armorer").act(acts.Stop))
        answer = await stage.web.post("/api/preview", content=other)
        problem(answer, 403, "not-yours")
        answer = await stage.web.post("/api/preview", content=b"{")
        problem(answer, 400, "unreadable")
        answer = await stage.web.post("/api/preview", content=b" " * 70_000)
        problem(answer, 413, "too-big")


@in_a_loop
async def test_a_break_in_a_page_is_said_in_the_one_shape() -> None:
    async with asked() as stage:
        await stage.read_as(stage.company.phone("actor"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("lastlook.api.reads.board", lambda _: 1 // 0)
            problem(await stage.web.get("/api/board"), 500, "broken")


@in_a_loop
async def test_the_document_lists_every_address_of_the_api() -> None:
    async with asked() as stage:
        answer = await stage.web.get("/api/schema")
        assert answer.status_code == 200
        document = answer.json()
        assert {
            "/acts",
            "/live",
            "/session",
            "/api/state",
            "/api/board",
            "/api/weapons/{weapon}",
            "/api/trainers",
            "/api/entries",
            "/api/checkpoint",
            "/api/preview",
            "/api/refused/{n}",
        } == set(document["paths"])
        assert "409" in document["paths"]["/acts"]["post"]["responses"]
        # Errors have the one shape, in the document too.
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, told in operation["responses"].items():
                    if status[0] in "45" and status != "409":
                        schema = told["content"]["application/json"]["schema"]
                        assert schema["$ref"].endswith("errors.Problem")
        # Every reference leads somewhere.
        text = answer.text
        schemas = document["components"]["schemas"]
        for part in text.split('"$ref":"#/components/schemas/')[1:]:
            assert part.split('"')[0] in schemas
