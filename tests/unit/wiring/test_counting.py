"""Margins counted beside a desk: never late, never of another record."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from lastlook.core import acts
from lastlook.desk.desk import Desk
from lastlook.hazard.margin import Margin
from lastlook.hazard.standing import Standing, standing
from lastlook.wiring import counting
from lastlook.wiring.counting import STALE_MS, Counting, counted
from tests.world.desk import Company
from tests.world.served import HOUR, OnSet, Shifted, prepare

PATIENCE_S = 60  # of a search on a machine that does other things too


class Dying(Executor):
    """A process that dies of its first question."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        died: Future[Any] = Future()
        died.set_exception(BrokenExecutor("killed"))
        return died

    def shutdown(self, *_: Any, **__: Any) -> None:
        pass


def on_set(
    tell: Callable[[OnSet, Counting], Coroutine[Any, Any, None]],
    *begins: Callable[[], Executor],
) -> None:
    """A called day with a weapon out, and what counts beside it."""

    async def run() -> None:
        company, clock = Company(), Shifted()
        async with Desk(replace(company.parts(), clock=clock)) as desk:
            stage = OnSet(company, desk, clock)
            await prepare(stage)
            await out(stage)
            executors: Iterator[Callable[[], Executor]]
            executors = iter((*begins, lambda: ThreadPoolExecutor(1)))

            def begin() -> Executor:
                return next(executors)()

            margins = Counting(desk, clock, dict, begin)
            running = asyncio.create_task(margins.run())
            try:
                await asyncio.wait_for(tell(stage, margins), PATIENCE_S)
            finally:
                running.cancel()
                with suppress(asyncio.CancelledError):
                    await running
            assert margins.of("colt-1") is None

    asyncio.run(run())


async def out(stage: OnSet) -> None:
    now, first_ad = stage.clock.now_ms(), stage.phone("first-ad")
    hours = {"call_at": now - HOUR, "wrap_by": now + 8 * HOUR}
    await stage.say(first_ad, acts.CallDay, **hours, in_charge="armorer")
    await stage.say(first_ad, acts.ChangeSetUp, set_up="12A")
    armorer = stage.phone("armorer")
    await stage.say(armorer, acts.Sweep, place="table-1", rounds=0)
    await stage.say(armorer, acts.TakeOut, weapon="colt-1")


async def looked(stage: OnSet, person: str, method: str) -> None:
    await stage.say(
        stage.phone(person),
        acts.Inspect,
        weapon="colt-1",
        chambers=("empty",) * 6,
        method=method,
        bore="clear",
        hammer="half-cock",
    )


async def known(margins: Counting) -> Margin:
    while (margin := margins.of("colt-1")) is None:
        await margins.changed()
    return margin


def test_what_is_in_play_has_a_margin_and_what_is_locked_has_none() -> None:
    async def tell(_: OnSet, margins: Counting) -> None:
        assert margins.of("colt-1") is None
        assert (await known(margins)).k == 2
        assert margins.of("colt-2") is None
        assert margins.change

    on_set(tell)


def test_with_an_act_that_matters_it_is_unknown_until_it_is_counted_anew() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        await known(margins)
        await looked(stage, "armorer", "rod")
        assert margins.of("colt-1") is None
        await known(margins)
        await looked(stage, "first-ad", "light")
        assert margins.of("colt-1") is None
        assert (await known(margins)).k == 3

    on_set(tell)


def test_an_act_about_something_else_leaves_it_known() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        before = await known(margins)
        await stage.say(stage.phone("armorer"), acts.TakeOut, weapon="colt-2")
        assert margins.of("colt-1") == before

    on_set(tell)


def test_an_old_count_is_none() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        await known(margins)
        stage.clock.ahead_ms += STALE_MS + 1
        assert margins.of("colt-1") is None

    on_set(tell)


def test_what_is_locked_up_again_has_no_margin() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        await known(margins)
        lock_up = {"weapon": "colt-1", "place": "safe-1"}
        await stage.say(stage.phone("armorer"), acts.LockUp, **lock_up)
        assert margins.of("colt-1") is None

    on_set(tell)


def test_after_a_death_it_is_counted_in_a_new_process() -> None:
    async def tell(_: OnSet, margins: Counting) -> None:
        assert (await known(margins)).k == 2

    on_set(tell, Dying)


def test_what_was_searched_is_kept_for_the_next_question() -> None:
    async def tell(stage: OnSet, _: Counting) -> None:
        one = standing(
            stage.desk.state, stage.desk.policy, "colt-1", stage.clock.now_ms()
        )
        assert isinstance(one, Standing)
        first = counted(one, {"armorer": "Nadia"})
        searches = dict(counting._searches)  # noqa: SLF001
        again = counted(one, {"armorer": "Nora"})
        assert dict(counting._searches) == searches  # noqa: SLF001
        assert (first.k, again.k) == (2, 2)
        assert first.first.replace("Nadia", "Nora") == again.first

    on_set(tell)
