"""The desk: the only way in. What it has answered is durable.

1. `submit` reads an act, waits its turn and answers with a receipt; whatever left
   no entry is an `Unanswered` that says why, and is counted in `unheard`.
   `submit_together` does the same for several acts under one signature: in order, in
   one commit, an answer for each.
2. At most `WAITING_MAX` acts wait; past that the caller is told *busy, not
   cleared*, and nothing of it is lost or half done.
3. A batch is what arrived during the one before: no timer, no delay when quiet.
4. A caller who left never stops the others' answers.
5. `preview` decides without recording; what it answers binds nobody.
6. Now and then the state is kept beside the ledger, for the next start; nobody waits
   for that, and the ledger alone counts (`snapshots.py`).
7. When an answer cannot be made durable the desk stops: from then on nobody is
   answered, and only a new start, from the ledger itself, goes on.
8. What another desk has written to the same ledger is taken in when `look_again` is
   called, and before anything is decided. A desk that cannot look for `LOOKING_MS`
   is not `current`: what it shows may be over.
"""

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Decision
from lastlook.core.decide import decide
from lastlook.core.evolve import after as state_after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import KeyText, Ms
from lastlook.desk.door import (
    bad_signature,
    may_speak,
    seal_of,
    unknown_key,
)
from lastlook.desk.own_key import check_in_force
from lastlook.desk.parts import Parts, erase_forgotten
from lastlook.desk.people import People
from lastlook.desk.pins import Pins
from lastlook.desk.receipt import Envelope, Receipt, Together
from lastlook.desk.replay import Rulebook, replay
from lastlook.desk.together import read_together
from lastlook.desk.unanswered import (
    Busy,
    DeskStopped,
    Problem,
    Unanswered,
)
from lastlook.desk.wire import read_act
from lastlook.desk.writer import BATCH_MAX, Answer, Heard, Settled, Writer
from lastlook.ledger.entry import Entry
from lastlook.ledger.errors import RetryableError
from lastlook.ledger.log import Log

WAITING_MAX: Final = 2 * BATCH_MAX
RECENT_MAX: Final = 1024  # entries kept at hand for those who follow
PAGE_MAX: Final = 256  # entries read at once for those who are behind
PINS_MAX: Final = 8  # PINs compared at a time: each takes milliseconds on purpose


LOOKING_MS: Final = 2_000  # phones take five seconds of silence for a lost link
BEHIND_MAX_MS: Final = 1_000  # how far the clock may be behind the ledger at a start
CLOSED: Final = Problem("The desk has closed.", "the desk", "Ask when it is open.")


class _Waiting(Struct, frozen=True):
    """What came together and is answered together: one act, mostly."""

    heard: Sequence[Heard]
    answers: asyncio.Future[list[Answer]]


class Desk:
    """The one writer of a production. Use it with `async with`."""

    def __init__(
        self, parts: Parts, progress: Callable[[int], None] | None = None
    ) -> None:
        """Rebuild the state from the log; `progress` hears entry numbers.

        Raises:
            LedgerCorruptError: the entries make no state.
            DeskStopped: the clock is behind the ledger, or the record names another
                key than the desk has.
        """
        self._parts = parts
        self._rulebook = Rulebook(parts.library)
        self._state = _begun(parts, self._rulebook, progress)
        _check_clock(parts.clock.now_ms(), self._state.now)
        check_in_force(parts.log, self._state)
        erase_forgotten(parts.people, self._state)
        self._writer = Writer(parts, self._rulebook, self._state)
        self._pins = Pins(parts.people, parts.clock.now_ms)
        self._pins_running = 0
        self._waiting: deque[_Waiting] = deque()
        self._acts_waiting = 0
        self._recent: deque[Entry] = deque(maxlen=RECENT_MAX)
        self._arrived = asyncio.Event()
        self._moved = asyncio.Event()
        self._stopped: Problem | None = None
        self._closed = False  # takes no more
        self._ended = False  # and has answered all it took
        self._keeping: asyncio.Future[None] | None = None  # a snapshot
        self._behind = False  # of what another desk may have written
        self._asked_at: Ms | None = None  # to look, and has not seen since
        self._running: asyncio.Task[None] | None = None
        self._hand = ThreadPoolExecutor(1, "lastlook-writer")
        self._readers = ThreadPoolExecutor(2, "lastlook-readers")
        self.unheard: Counter[str] = Counter()

    # --- what is known --------------------------------------------------------

    @property
    def state(self) -> State:
        """What is known after the last answered act."""
        return self._state

    @property
    def policy(self) -> Policy:
        """The packs in force, stacked."""
        return self._rulebook.policy(self._state.packs)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self._state.n

    @property
    def people(self) -> People:
        """Names and PINs, beside the ledger."""
        return self._parts.people

    @property
    def log(self) -> Log:
        """The ledger, for reading."""
        return self._parts.log

    # --- asking -----------------------------------------------------------------

    async def submit(self, envelope: Envelope) -> Receipt:
        """Ask for an act; the receipt, refusals too, once it is durable.

        Raises:
            Unanswered: it left no entry; says why.
        """
        try:
            act = read_act(envelope.act)
            heard = Heard(envelope, act, seal_of(envelope))
            if act.via is not None:
                await self._take_word(heard)
            [answer] = await self._queue((heard,))
            if isinstance(answer, Unanswered):
                raise answer
        except Unanswered as no:
            self.unheard[no.code] += 1
            raise
        return answer

    async def submit_together(self, together: Together) -> list[Answer]:
        """Ask for several acts in their order, for which there is one signature.

        Returns:
            One answer for each act: its receipt, or why it left no entry.

        Raises:
            Unanswered: none was heard; says why.
        """
        try:
            answers = await self._queue(read_together(together))
            first = answers[0]
            if isinstance(first, Unanswered) and first.code == "bad-signature":
                raise first  # it is that of all
        except Unanswered as no:
            self.unheard[no.code] += 1
            raise
        self.unheard.update(
            answer.code for answer in answers if isinstance(answer, Unanswered)
        )
        return answers

    def preview(self, act: AnyAct, key: KeyText) -> Decision:
        """What the desk would answer now; nothing is recorded."""
        return self.preview_all([act], key)[0]

    def preview_all(self, acts: Iterable[AnyAct], key: KeyText) -> list[Decision]:
        """The same for several, each on the state that those before it would make."""
        state, decisions = self._state, []
        now = max(self._parts.clock.now_ms(), state.now)
        for act in acts:
            self._rulebook.learn(act, state.packs)
            policy = self._rulebook.policy_for(act, state.packs)
            asked = Asked(act, key, now)
            decisions.append(decide(state, asked, policy))
            state = state_after(state, asked, decisions[-1])
        return decisions

    @property
    def current(self) -> bool:
        """Whether nobody can have written anything else for longer than a moment."""
        since = self._asked_at
        return since is None or self._parts.clock.now_ms() - since <= LOOKING_MS

    def look_again(self) -> None:
        """Somebody else may have written: take it in, as soon as nothing waits."""
        self._behind = True
        if self._asked_at is None:
            self._asked_at = self._parts.clock.now_ms()
        self._arrived.set()

    async def follow(self, after: int) -> AsyncIterator[Entry]:
        """Every entry numbered above `after` (-1: all), for as long as there is a desk.

        Raises:
            DeskStopped: the desk stopped; no more will come from it.
        """
        while True:
            moved = self._moved
            for entry in await self._page(after + 1):
                yield entry
                after = entry.n
            if after + 1 < self.size:
                continue
            if self._stopped is not None:
                raise DeskStopped("stopped", self._stopped)
            if self._ended:
                return
            await moved.wait()

    async def until_stopped(self) -> None:
        """Wait for as long as the desk answers; return when it was closed.

        Raises:
            DeskStopped: it stopped, and only a new start goes on.
        """
        while self._stopped is None and not self._ended:
            await self._moved.wait()
        if self._stopped is not None:
            raise DeskStopped("stopped", self._stopped)

    # --- opening and closing --------------------------------------------------

    async def __aenter__(self) -> Self:
        self._running = asyncio.create_task(self._run(), name="lastlook-desk")
        self._keep_snapshot()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Answer what has arrived, then take no more."""
        self._closed = True
        self._wake()
        if self._running is not None:
            await self._running
        self._ended = True
        self._wake()
        self._hand.shutdown()
        self._readers.shutdown()
        self._writer.close()

    # --- inside -----------------------------------------------------------------

    async def _take_word(self, heard: Heard) -> None:
        act, envelope = heard.act, heard.envelope
        if not heard.seal.fits:
            raise bad_signature(envelope)
        if not may_speak(self._state, act, envelope.key):
            raise unknown_key(envelope.key)
        if await self._was_answered(heard):
            return  # it gets the receipt it got, whatever became of the PIN since
        if self._pins_running >= PINS_MAX:
            raise _busy("too many PINs at once")
        hashed, pin = self._pins.claim(act.by, envelope.pin)
        self._pins_running += 1
        try:
            await asyncio.get_running_loop().run_in_executor(
                self._readers, self._pins.settle, act.by, hashed, pin
            )
        finally:
            self._pins_running -= 1

    async def _was_answered(self, heard: Heard) -> bool:
        try:
            entry = await asyncio.get_running_loop().run_in_executor(
                self._readers, self.log.find, heard.act_id
            )
        except RetryableError as error:
            raise _busy(str(error)) from error
        return entry is not None and heard.same_as(entry.act, entry.key)

    async def _queue(self, heard: Sequence[Heard]) -> list[Answer]:
        if self._stopped is not None or self._closed:
            raise DeskStopped("stopped", self._stopped or CLOSED)
        if self._acts_waiting + len(heard) > WAITING_MAX:
            raise _busy(f"{self._acts_waiting} acts are waiting")
        loop = asyncio.get_running_loop()
        answers: asyncio.Future[list[Answer]] = loop.create_future()
        self._waiting.append(_Waiting(heard, answers))
        self._acts_waiting += len(heard)
        self._arrived.set()
        return await answers

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while (batch := await self._arrivals()) or self._behind:
            acts = [heard for one in batch for heard in one.heard]
            try:
                if batch:
                    settled = await loop.run_in_executor(
                        self._hand, self._writer.settle, acts
                    )
                else:
                    # (8) what others have written
                    self._behind = False
                    settled = await loop.run_in_executor(self._hand, self._writer.look)
                self._announce(batch, settled)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is fatal
                self._fail(batch, error)
                return

    async def _arrivals(self) -> list[_Waiting]:
        while not (self._waiting or self._closed or self._behind):
            self._arrived.clear()
            await self._arrived.wait()
        batch: list[_Waiting] = []
        room = BATCH_MAX
        # What came together is never parted; and it is fewer than a batch.
        while self._waiting and len(self._waiting[0].heard) <= room:
            batch.append(self._waiting.popleft())
            room -= len(batch[-1].heard)
        self._acts_waiting -= BATCH_MAX - room
        return batch

    def _announce(self, batch: list[_Waiting], settled: Settled) -> None:
        self._state = self._writer.state
        self._keep_snapshot()
        self._recent.extend(settled.entries)
        if settled.newest:
            self._asked_at = None
        self._wake()
        at = 0
        for one in batch:
            answers = settled.answers[at : at + len(one.heard)]
            at += len(one.heard)
            if not one.answers.done():  # else the caller left; the entries stand
                one.answers.set_result(answers)

    def _keep_snapshot(self) -> None:
        kept, state = self._parts.snapshots, self._state
        idle = self._keeping is None or self._keeping.done()
        if kept is None or not idle or not kept.is_due(state):
            return
        # In another thread: the state is frozen, and nobody waits for it.
        self._keeping = asyncio.get_running_loop().run_in_executor(
            self._readers, kept.take, state, self.log.root(state.n), self._rulebook
        )

    def _fail(self, batch: list[_Waiting], error: Exception) -> None:
        self._stopped = Problem(
            f"The desk has stopped: {error}",
            "the desk",
            "Not cleared. Start it again, then ask again: what was recorded is "
            "answered from the ledger.",
        )
        for one in itertools.chain(batch, self._waiting):
            if not one.answers.done():
                one.answers.set_exception(DeskStopped("stopped", self._stopped))
        self._waiting.clear()
        self._wake()

    def _wake(self) -> None:
        self._arrived.set()
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def _page(self, start: int) -> list[Entry]:
        stop = min(self.size, start + PAGE_MAX)
        if start >= stop:
            return []
        if self._recent and self._recent[0].n <= start:
            at = start - self._recent[0].n
            return list(itertools.islice(self._recent, at, at + PAGE_MAX))
        return await asyncio.get_running_loop().run_in_executor(
            self._readers, lambda: list(self._parts.log.read(start, stop))
        )


def _begun(
    parts: Parts, rulebook: Rulebook, progress: Callable[[int], None] | None
) -> State:
    if parts.snapshots is not None:
        return parts.snapshots.begin(parts.log, rulebook, progress)
    return replay(parts.log.read(), rulebook, progress=progress)


def _check_clock(now: Ms, last: Ms) -> None:
    # Entries could all be given the last one's time; but then nothing would lapse
    # until the clock has caught up.
    if now + BEHIND_MAX_MS < last:
        raise DeskStopped(
            "clock-behind",
            Problem(
                f"It reads {(last - now) / 1000:.0f} seconds before the last entry.",
                "this machine's clock",
                "Set the clock right, then start again.",
            ),
        )


def _busy(why: str) -> Busy:
    return Busy(
        "busy",
        Problem(f"Busy, not cleared: {why}.", "the desk", "Send it again, unchanged."),
    )
