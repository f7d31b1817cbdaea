"""The second look is blind, for whoever reads by machine too."""

from lastlook.core import acts
from tests.world.asked import Asked, asked
from tests.world.desk import Phone, in_a_loop

FOUND = ("empty", "empty", "empty", "empty", "empty", "unsure")


async def looked(stage: Asked) -> tuple[Phone, int]:
    """A place, a weapon, and the armorer's look into it; the look's number."""
    armorer, now = stage.company.phone("armorer"), stage.company.clock.now_ms()
    said = (
        armorer.says(acts.RegisterPlace, place="safe-2", kind="safe", locks=True),
        armorer.says(
            acts.RegisterWeapon,
            weapon="colt-1",
            weapon_class="firearm",
            mechanism="single-action-revolver",
            chambers=6,
            calibre=".45LC",
            serial="SA-1873",
            supplier="hire-house",
            place="safe-2",
        ),
        armorer.says(
            acts.Report,
            what="taken-out",
            weapon="colt-1",
            to="armorer",
            happened_at=now,
        ),
        armorer.says(acts.Inspect, weapon="colt-1", chambers=FOUND, method="light"),
    )
    for envelope in said:
        answer = await stage.post(envelope)
        assert answer.status_code == 200, answer.text
    return armorer, stage.desk.size - 1


async def found(stage: Asked) -> list[str]:
    """What the looks found, by the state as it is read."""
    state = (await stage.web.get("/api/state")).json()
    chambers = state["weapons"]["colt-1"]["chambers"]
    return [look["saw"] for chamber in chambers for look in chamber.get("looks", [])]


@in_a_loop
async def test_a_first_look_is_in_no_reading_before_the_second() -> None:
    async with asked() as stage:
        _, look = await looked(stage)
        await stage.read_as(stage.company.phone("actor"))
        assert await found(stage) == ["unseen"] * 6
        page = (await stage.web.get(f"/api/entries?after={look - 2}")).json()
        assert [entry["n"] for entry in page["entries"]] == [look - 1]
        assert "unsure" not in (await stage.web.get("/api/weapons/colt-1")).text
        assert "unsure" not in (await stage.web.get("/api/board")).text


@in_a_loop
async def test_who_looked_reads_their_own_look() -> None:
    async with asked() as stage:
        armorer, look = await looked(stage)
        await stage.read_as(armorer)
        assert await found(stage) == list(FOUND)
        page = (await stage.web.get(f"/api/entries?after={look - 1}")).json()
        assert [entry["n"] for entry in page["entries"]] == [look]


@in_a_loop
async def test_once_sight_is_lost_there_is_nothing_to_keep_back() -> None:
    async with asked() as stage:
        armorer, look = await looked(stage)
        told = armorer.says(
            acts.Report,
            what="moved",
            weapon="colt-1",
            happened_at=stage.company.clock.now_ms(),
        )
        assert (await stage.post(told)).status_code == 200
        await stage.read_as(stage.company.phone("actor"))
        page = (await stage.web.get(f"/api/entries?after={look - 1}")).json()
        assert [entry["n"] for entry in page["entries"]] == [look, look + 1]
