"""What a thread would do beside another, done on one thread at a drawn moment.

1. It is done before what its starter does next, in the middle of that (before one of
   its operations on the disk), or after it: whichever is drawn.
2. A process that is killed before that moment never does it.
"""

from collections.abc import Callable
from random import Random
from typing import Final

from lastlook.ledger.beside import Wait

MOMENTS: Final = ("first", "meanwhile", "last")
NOW: Final = 0.25  # how often it is the next operation's turn, meanwhile


class PlayedBeside:
    """Keeps `lastlook.ledger.beside.Beside`'s promises without a thread."""

    def __init__(self, dice: Random, tell: Callable[[str], None]) -> None:
        self._dice = dice
        self._tell = tell
        self._work: Callable[[], None] | None = None
        self._error: Exception | None = None
        self._moment = ""
        self.counts = dict.fromkeys(MOMENTS, 0)

    def start(self, work: Callable[[], None]) -> Wait:
        """Do it when its moment comes."""
        self._work, self._error = work, None
        self._moment = self._dice.choice(MOMENTS)
        if self._moment == "first":
            self._do("first")
        return self._wait

    def operation(self) -> None:
        """Another operation of the disk is about to begin."""
        waits = self._work is not None and self._moment == "meanwhile"
        if waits and self._dice.random() < NOW:
            self._do("meanwhile")

    def close(self) -> None:
        """Nothing is left to do."""
        self._do("last")

    def _wait(self) -> None:
        self._do("last")
        if self._error is not None:
            raise self._error

    def _do(self, moment: str) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        self._tell(f"beside: {moment}")
        self.counts[moment] += 1
        try:
            work()
        except Exception as error:  # noqa: BLE001  # raised by whoever waits
            self._error = error
