"""One thing done beside another, where the machine allows it.

1. What was started is over when the wait for it returns, and has raised there whatever
   it raised.
2. One thing at a time: whoever starts a second has waited for the first.
"""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, TypeAlias

Wait: TypeAlias = Callable[[], None]
"""Returns once what was started is over; raises what that raised."""


class Beside(Protocol):
    """Does one thing beside what its caller does next."""

    def start(self, work: Callable[[], None]) -> Wait:
        """Begin it."""

    def close(self) -> None:
        """Do no more; what was started is over when this returns."""


class BesideInThread:
    """In a thread, which is there from the first thing on."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._thread: Thread | None = None
        self._works: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._ends: SimpleQueue[BaseException | None] = SimpleQueue()

    def start(self, work: Callable[[], None]) -> Wait:
        """Begin it, as soon as this thread lets go of the interpreter."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._works.put(work)
        return self._wait

    def close(self) -> None:
        """End the thread."""
        if self._thread is not None:
            self._works.put(None)
            self._thread.join()
            self._thread = None

    def _wait(self) -> None:
        error = self._ends.get()
        if error is not None:
            raise error

    def _run(self) -> None:
        while (work := self._works.get()) is not None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001  # raised by whoever waits
                self._ends.put(error)
            else:
                self._ends.put(None)
