"""The analyser beside a desk: kept, bounded, and begun anew where it died."""

import asyncio
import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Any

import pytest

from lastlook.hazard.what_if import Question, answered
from lastlook.paper.hazard import hazard_pdf
from lastlook.wiring import analysing
from lastlook.wiring.analysing import Analysing, apart
from tests.unit.hazard.test_close_up import house

HOUSE = house()
ASKED = Question("close-up", "live-round", HOUSE)
FOUND = answered(ASKED)


class ByHand(Executor):
    """Runs nothing until it is told to."""

    def __init__(self) -> None:
        self.given: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *_: Any, **__: Any) -> Future[Any]:
        assert fn in {answered, hazard_pdf}
        self.given.append(Future())
        return self.given[-1]

    def shutdown(self, *_: Any, **how: Any) -> None:
        assert how == {"wait": False, "cancel_futures": True}


def without(code: str) -> Question:
    return Question("close-up", "live-round", HOUSE, (code,))


async def begun(*tasks: asyncio.Task[Any]) -> None:
    await asyncio.wait(tasks, timeout=0)


def test_the_same_question_is_searched_once_and_kept() -> None:
    async def run() -> None:
        hand = ByHand()
        asking = Analysing(lambda: hand)
        one, other = (asyncio.create_task(asking.answer(ASKED)) for _ in range(2))
        await begun(one, other)
        [given] = hand.given
        given.set_result(FOUND)
        assert await one == await other == FOUND
        assert await asking.answer(ASKED) == FOUND
        assert len(hand.given) == 1
        asking.close()

    asyncio.run(run())


def test_a_report_is_printed_where_searches_run_and_anew_where_that_died() -> None:
    async def run() -> None:
        hands = [ByHand(), ByHand()]
        left = iter(hands)
        asking = Analysing(lambda: next(left))
        searching = asyncio.create_task(asking.answer(ASKED))
        await begun(searching)
        hands[0].given[0].set_result(FOUND)
        await searching
        for hand, ended in ((hands[0], None), (hands[1], b"%PDF")):
            task = asyncio.create_task(asking.printed(ASKED))
            await begun(task)
            if ended is None:
                hand.given[-1].set_exception(BrokenExecutor())
                with pytest.raises(BrokenExecutor):
                    await task
            else:
                hand.given[-1].set_result(ended)
                assert await task == ended
        asking.close()

    asyncio.run(run())


def test_past_so_many_questions_the_answer_is_busy() -> None:
    async def run() -> None:
        hand = ByHand()
        asking = Analysing(lambda: hand)
        codes = [f"rule-{nth}" for nth in range(analysing.WAITING_MAX)]
        tasks = [asyncio.create_task(asking.answer(without(code))) for code in codes]
        await begun(*tasks)
        assert await asking.answer(without("one-more")) is None
        for given in hand.given:
            given.set_result(FOUND)
        assert await asyncio.gather(*tasks) == [FOUND] * len(codes)

    asyncio.run(run())


def test_only_so_many_outcomes_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        monkeypatch.setattr(analysing, "KEPT_MAX", 1)
        hand = ByHand()
        asking = Analysing(lambda: hand)
        for code in ("one", "other", "one"):
            task = asyncio.create_task(asking.answer(without(code)))
            await begun(task)
            hand.given[-1].set_result(FOUND)
            await task
        assert len(hand.given) == 3

    asyncio.run(run())


def test_after_a_death_the_next_question_has_a_new_process() -> None:
    async def run() -> None:
        hands = [ByHand(), ByHand()]
        left = iter(hands)
        asking = Analysing(lambda: next(left))
        task = asyncio.create_task(asking.answer(ASKED))
        await begun(task)
        hands[0].given[0].set_exception(BrokenExecutor("killed"))
        with pytest.raises(BrokenExecutor):
            await task
        task = asyncio.create_task(asking.answer(ASKED))
        await begun(task)
        hands[1].given[0].set_result(FOUND)
        assert await task == FOUND

    asyncio.run(run())


class Dead(Executor):
    """What a process pool is after its process was killed while nobody asked."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        raise BrokenExecutor("killed")


def test_after_a_death_between_questions_the_next_has_a_new_process_at_once() -> None:
    async def run() -> None:
        hand = ByHand()
        left: Iterator[Executor] = iter((Dead(), hand))
        asking = Analysing(lambda: next(left))
        task = asyncio.create_task(asking.answer(ASKED))
        await begun(task)
        hand.given[0].set_result(FOUND)
        assert await task == FOUND

    asyncio.run(run())


def test_the_process_gives_way_to_the_desks() -> None:
    with apart() as process:
        assert isinstance(process, ProcessPoolExecutor)
        theirs = process.submit(os.getpriority, os.PRIO_PROCESS, 0).result(60)
        assert theirs >= min(os.getpriority(os.PRIO_PROCESS, 0) + 10, 19)
        assert process.submit(answered, ASKED).result(120) == FOUND
