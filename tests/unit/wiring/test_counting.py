"""Margins counted beside a desk: never late, never of another record."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.desk.desk import Desk
from lastlook.hazard.margin import Margin
from lastlook.hazard.standing import Standing, standing
from lastlook.wiring import counting
from lastlook.wiring.counting import FAULT, STALE_MS, Counting, counted
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


class Failing(Executor):
    """A process whose first search fails of a fault of ours."""

    def __init__(self) -> None:
        self._then = ThreadPoolExecutor(1)
        self._failed = False

    def submit(self, *work: Any, **__: Any) -> Future[Any]:
        if self._failed:
            return self._then.submit(*work)
        self._failed, failed = True, Future[Any]()
        failed.set_exception(KeyError("B1"))
        return failed

    def shutdown(self, *_: Any, **__: Any) -> None:
        self._then.shutdown()


@pytest.fixture(autouse=True)
def searches(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[object, ...], object]:
    """What the counting process keeps: nothing of another test."""
    kept: dict[tuple[object, ...], object] = {}
    monkeypatch.setattr(counting, "_searches", kept)
    return kept


@asynccontextmanager
async def called() -> AsyncIterator[OnSet]:
    """A called day with a weapon out, and nothing that counts."""
    company, clock = Company(), Shifted()
    async with Desk(replace(company.parts(), clock=clock)) as desk:
        stage = OnSet(company, desk, clock)
        await prepare(stage)
        await out(stage)
        yield stage


def on_set(
    tell: Callable[[OnSet, Counting], Coroutine[Any, Any, None]],
    *begins: Callable[[], Executor],
) -> None:
    """A called day with a weapon out, and what counts beside it."""

    async def run() -> None:
        async with called() as stage:
            desk, clock = stage.desk, stage.clock
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


async def known(margins: Counting, weapon: str = "colt-1") -> Margin:
    while (margin := margins.of(weapon)) is None:
        await margins.changed()
    return margin


def test_a_count_that_fails_is_unknown_and_the_next_is_made(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        failed = await known(margins)
        assert (failed.k, failed.why) == (None, FAULT)
        assert "margin of colt-1" in caplog.text
        await looked(stage, "armorer", "rod")
        await looked(stage, "first-ad", "light")
        assert (await known(margins)).k == 3

    on_set(tell, Failing)


def test_what_is_in_play_has_a_margin_and_what_is_locked_has_none() -> None:
    async def tell(_: OnSet, margins: Counting) -> None:
        assert margins.of("colt-1") is None
        assert (await known(margins)).k == 2
        assert margins.of("colt-2") is None
        assert margins.change

    on_set(tell)


def test_a_weapon_fed_from_a_magazine_is_counted_as_any_other() -> None:
    pistol = {
        "weapon_class": "firearm",
        "mechanism": "semi-automatic",
        "chambers": 9,
        "calibre": "9x19",
        "serial": "P-1",
        "supplier": "hire-house",
        "place": "safe-1",
        "magazine": "detachable",
    }

    async def tell(stage: OnSet, margins: Counting) -> None:
        armorer, of = stage.phone("armorer"), {"weapon": "pistol-1"}
        await stage.say(armorer, acts.RegisterWeapon, **of, **pistol)
        intake = {"sound": True, "occasion": "intake", "photos": ("0" * 64,)}
        await stage.say(armorer, acts.RecordCondition, **of, **intake)
        await stage.say(armorer, acts.TakeOut, **of)
        assert (await known(margins, "pistol-1")).k == 1

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


def test_after_a_death_it_is_counted_in_a_new_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "AGAIN_S", 0.0)

    async def tell(_: OnSet, margins: Counting) -> None:
        assert (await known(margins)).k == 2

    on_set(tell, Dying)


def test_where_counting_has_ended_by_a_fault_the_log_says_so(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    async def tell(stage: OnSet, margins: Counting) -> None:
        monkeypatch.setattr(Counting, "_keep", broken)
        while margins.change == 0:
            await margins.changed()
        assert margins.of("colt-1") is None
        assert margins.if_done(load(stage)) == counting.NOTHING_COUNTS

    with pytest.raises(ZeroDivisionError):
        on_set(tell)
    assert "counting has ended: every margin is unknown" in caplog.text


def asked_of_colt_1() -> Standing:
    """What is asked of one weapon while nothing counts beside the desk."""

    async def ask() -> Standing:
        async with called() as stage:
            desk = stage.desk
            one = standing(desk.state, desk.policy, "colt-1", stage.clock.now_ms())
            assert isinstance(one, Standing)
            return one

    return asyncio.run(ask())


def test_what_was_searched_is_kept_for_the_next_question(
    searches: dict[tuple[object, ...], object],
) -> None:
    one = asked_of_colt_1()
    first = counted(one, {"armorer": "Nadia"})
    kept = dict(searches)
    again = counted(one, {"armorer": "Nora"})
    assert searches == kept
    assert len(kept) == 1
    assert (first.k, again.k) == (2, 2)
    told, retold = (
        [line.text for line in each.lines if "N" in line.text]
        for each in (first, again)
    )
    assert told
    assert [text.replace("Nadia", "Nora") for text in told] == retold
    assert first.first == again.first


def test_only_so_many_searches_are_kept(
    monkeypatch: pytest.MonkeyPatch, searches: dict[tuple[object, ...], object]
) -> None:
    monkeypatch.setattr(counting, "SEARCHES_MAX", 1)
    one = asked_of_colt_1()
    other = replace(one, scene=replace(one.scene, title="colt-2"))
    assert counted(one, {}).k == counted(other, {}).k == counted(one, {}).k == 2
    [(_, _, weapon, _)] = searches
    assert weapon == "colt-1"


def test_another_production_has_searches_of_its_own(
    searches: dict[tuple[object, ...], object],
) -> None:
    one = asked_of_colt_1()
    elsewhere = replace(one.scene, state=replace(one.scene.state, production="next"))
    counted(one, {})
    counted(replace(one, scene=elsewhere), {})
    assert len(searches) == 2


# --- what was refused ----------------------------------------------------------------


def load(stage: OnSet, weapon: str = "colt-1") -> AnyAct:
    """What a desk refuses of a box that nobody has proved."""
    loading = {"weapon": weapon, "chambers": (1, 2), "box": "B1"}
    return stage.phone("armorer").act(acts.Load, **loading)


async def refused(margins: Counting, act: AnyAct) -> Margin:
    while (margin := margins.if_done(act)) is None:
        await asyncio.wait({*margins._asked.values()})  # noqa: SLF001
    return margin


def test_what_was_refused_is_counted_when_somebody_asks() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        await known(margins)
        act = load(stage)
        assert margins.if_done(act) is None
        assert (await refused(margins, act)).k == 1
        assert (await known(margins)).k == 2

    on_set(tell)


def test_it_is_forgotten_where_the_record_has_moved_or_time_has_passed() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        act = load(stage)
        await refused(margins, act)
        stage.clock.ahead_ms += STALE_MS + 1
        assert margins.if_done(act) is None
        await refused(margins, act)
        await looked(stage, "armorer", "rod")
        assert margins.if_done(act) is None

    on_set(tell)


def test_of_a_weapon_under_its_lock_it_is_told_too() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        out = stage.phone("armorer").act(acts.TakeOut, weapon="colt-2")
        assert (await refused(margins, out)).k == 2
        assert margins.of("colt-2") is None

    on_set(tell)


def test_what_is_no_deed_is_told_to_be_unknown() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        assert margins.if_done(load(stage, "colt-9")) == counting.NO_DEED

    on_set(tell)


def test_so_many_are_asked_at_a_time_and_the_others_wait() -> None:
    async def tell(stage: OnSet, margins: Counting) -> None:
        several = [load(stage) for _ in range(counting.ASKED_MAX + 1)]
        assert [margins.if_done(act) for act in several] == [None] * len(several)
        assert len(margins._asked) == counting.ASKED_MAX  # noqa: SLF001
        assert {(await refused(margins, act)).k for act in several} == {1}

    on_set(tell)


def test_no_more_are_kept_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "KEPT_MAX", 1)

    async def tell(stage: OnSet, margins: Counting) -> None:
        first, second = load(stage), load(stage)
        await refused(margins, first)
        await refused(margins, second)
        assert margins.if_done(first) is None

    on_set(tell)


def test_where_nothing_counts_it_is_unknown_and_says_so() -> None:
    async def run() -> None:
        company, clock = Company(), Shifted()
        async with Desk(replace(company.parts(), clock=clock)) as desk:
            stage = OnSet(company, desk, clock)
            await prepare(stage)
            executor = ThreadPoolExecutor(1)
            idle = Counting(desk, clock, dict, lambda: executor)
            assert idle.if_done(load(stage)) == counting.NOTHING_COUNTS
            executor.shutdown()

    asyncio.run(run())
