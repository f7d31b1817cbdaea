"""A hidden trainer round is in no reading but its hider's, and in no page."""

from lastlook.core import acts
from lastlook.core.rules.suspicion import digest_of
from tests.api.test_acts import problem
from tests.world.asked import Asked, asked
from tests.world.desk import in_a_loop

DIGEST = digest_of("B1", "abcd-efgh-jkmn")
PAGES = ("/board", "/day", "/more", "/log", "/boxes", "/trainers")


async def hidden(stage: Asked) -> None:
    """One trainer round hidden by the office."""
    seed = stage.company.office.says(acts.SeedTrainer, digest=DIGEST)
    answer = await stage.post(seed)
    assert answer.status_code == 200, answer.text


@in_a_loop
async def test_whoever_may_hide_one_reads_how_many_there_are() -> None:
    async with asked() as stage:
        await hidden(stage)
        await stage.read_as(stage.company.office)
        told = (await stage.web.get("/api/trainers")).json()
        assert (told["hidden"], told["found"], told["missed"]) == (1, 0, 0)
        assert DIGEST in (await stage.web.get("/api/state")).json()["trainers"]
        assert "1 hidden, not yet found" in (await stage.web.get("/trainers")).text


@in_a_loop
async def test_nobody_else_reads_of_it_anywhere() -> None:
    async with asked() as stage:
        await hidden(stage)
        await stage.read_as(stage.company.phone("armorer"))
        problem(await stage.web.get("/api/trainers"), 403, "not-yours")
        assert not (await stage.web.get("/api/state")).json().get("trainers")
        for page in PAGES:
            text = (await stage.web.get(page)).text
            assert "not yet found" not in text
            assert "trainer round" not in text.lower() or page == "/trainers"
        assert "opened later" in (await stage.web.get("/log")).text
