"""An event loop without time and threads of its own: both are played.

1. Time stands still while anything can run, then jumps to what is due next: nobody
   waits, and the same calls come in the same order every time.
2. What is given to a thread runs later, at once and whole, on this thread; when is
   drawn. So two jobs of one executor may change places with what happens meanwhile,
   and never overlap.
3. A process that is killed takes its unfinished jobs with it (`drop_jobs`).
"""

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any


class Stuck(Exception):  # noqa: N818  # a state, said as a participle
    """Everybody waits for somebody, and nothing is due: a deadlock."""


class _Nothing:
    """What a loop selects on where there are no sockets."""

    def __init__(self, loop: "PlayedLoop") -> None:
        self._loop = loop

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise Stuck
        self._loop.pass_time(timeout)
        return []


class PlayedLoop(asyncio.BaseEventLoop):
    """A loop whose time is played; `slow` is how long a job waits at most, seconds."""

    def __init__(self, dice: Random, slow: float) -> None:
        super().__init__()
        self._selector = _Nothing(self)
        self._dice = dice
        self._slow = slow
        self._now = 0.0
        self._jobs: set[asyncio.TimerHandle] = set()
        self.jobs = 0

    def time(self) -> float:
        """Seconds since this loop began."""
        return self._now

    def pass_time(self, seconds: float) -> None:
        """Let so much time be gone."""
        self._now += max(0.0, seconds)

    def run_in_executor(  # type: ignore[override]  # no thread, no executor
        self, executor: object, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Run it later, whole."""
        del executor
        waiting = self.create_future()
        delay = self._dice.random() ** 3 * self._slow

        def run() -> None:
            self._jobs.discard(handle)
            self.jobs += 1
            try:
                result = func(*args)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is told
                if not waiting.done():
                    waiting.set_exception(error)
            else:
                if not waiting.done():
                    waiting.set_result(result)

        handle = self.call_later(delay, run)
        self._jobs.add(handle)
        return waiting

    def drop_jobs(self) -> None:
        """Forget what was given to threads: their process is gone."""
        for handle in self._jobs:
            handle.cancel()
        self._jobs.clear()

    # what asyncio asks of a loop with sockets

    def _process_events(self, event_list: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody waits in `select`."""
