"""Lets others hear that there is something new in a production, by NOTIFY.

1. Whoever tells does not wait, and no commit does: it is said over another connection,
   in a transaction of its own. One that tells others waits for every other such one in
   the whole database.
2. However often something is new, it is said `PAUSE_S` apart at the shortest, and the
   last time after the last of it.
3. Where it cannot be said, nothing is lost: others look by themselves
   (`postgres_watch`).
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Final

from lastlook.ledger.errors import LedgerError

# No flush of the disk goes with it: PostgreSQL flushes for what a transaction wrote.
TELL: Final = "SELECT pg_notify(%s, '')"
PAUSE_S: Final = 0.02  # a busy desk commits ten times as often


class Teller:
    """Tells, in a thread that is there from the first time on."""

    def __init__(self, say: Callable[[], None]) -> None:
        """What says it; a `LedgerError` of it is passed over."""
        self._say = say
        self._thread: Thread | None = None
        self._new = False
        self._awake = Event()
        self._closing = Event()

    def tell(self) -> None:
        """There is something new."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="lastlook-tell", daemon=True)
            self._thread.start()
        self._new = True
        self._awake.set()

    def close(self) -> None:
        """Say what was not said yet, and end the thread."""
        self._closing.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while self._new or not self._closing.is_set():
            self._awake.wait()
            self._awake.clear()
            if self._new:
                self._new = False
                # (3) they look by themselves
                with suppress(LedgerError):
                    self._say()
            # (2) whatever is new meanwhile is said once
            self._closing.wait(PAUSE_S)
