"""The analyser beside a desk: in a process of its own, behind everything else.

1. Nothing of a search runs in the desk's process: whoever waits for an act's answer
   waits for no search.
2. The same question is searched once, and its outcome kept; so many are kept.
3. So many questions wait and no more: past that the answer is *busy*.
4. The process gives way to any other (`nice`), begins with the first question, and ends
   with its desk.
5. Where the process died, the question it died of fails, and the next has a new one;
   so it has where it died between two questions.
"""

import asyncio
import os
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Final, TypeAlias, TypeVar

from lastlook.hazard.what_if import Outcome, Question, answered
from lastlook.paper.hazard import hazard_pdf

KEPT_MAX: Final = 256
WAITING_MAX: Final = 4
GIVES_WAY: Final = 10  # of 19
T = TypeVar("T")
Key: TypeAlias = tuple[str, str, str, tuple[str, ...]]


class Analysing:
    """Answers questions of a safety adviser."""

    def __init__(self, begin: Callable[[], Executor] | None = None) -> None:
        """Search in what `begin` makes: a process of its own where it is not given."""
        self._begin = begin if begin is not None else apart
        self._executor = self._begin()
        self._kept: OrderedDict[Key, Outcome] = OrderedDict()
        self._running: dict[Key, asyncio.Future[Outcome]] = {}

    async def answer(self, question: Question) -> Outcome | None:
        """The outcome of a question; None where too many wait already (3)."""
        key = question.key
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        running = self._running.get(key)
        if running is None:
            if len(self._running) >= WAITING_MAX:
                return None
            running = self._begun(answered, question)
            self._running[key] = running
            running.add_done_callback(lambda done: self._keep(key, done))
        return await asyncio.shield(running)

    async def printed(self, question: Question) -> bytes | None:
        """The report on a question, as PDF; None where too many wait already."""
        found = await self.answer(question)
        if found is None:
            return None
        printing = self._begun(hazard_pdf, found, question.rules)
        printing.add_done_callback(self._renew)
        return await asyncio.shield(printing)

    def close(self) -> None:
        """Let what runs come to nothing."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _begun(self, work: Callable[..., T], *asked: object) -> "asyncio.Future[T]":
        loop = asyncio.get_running_loop()
        try:
            return loop.run_in_executor(self._executor, work, *asked)
        except BrokenExecutor:
            # (5) it died while nobody asked
            self._executor = self._begin()
            return loop.run_in_executor(self._executor, work, *asked)

    def _keep(self, key: Key, done: "asyncio.Future[Outcome]") -> None:
        del self._running[key]
        self._renew(done)
        if done.cancelled() or done.exception() is not None:
            return
        self._kept[key] = done.result()
        while len(self._kept) > KEPT_MAX:
            self._kept.popitem(last=False)

    def _renew(self, done: "asyncio.Future[Any]") -> None:
        """(5) A process after one that died."""
        if not done.cancelled() and isinstance(done.exception(), BrokenExecutor):
            self._executor = self._begin()


def apart() -> ProcessPoolExecutor:
    """A process that gives way to all others."""
    # `spawn`: what a desk has open, a fork would have open too.
    return ProcessPoolExecutor(1, get_context("spawn"), _give_way)


def _give_way() -> None:
    os.nice(GIVES_WAY)
