"""People's phones, the network between them and the desk, and those who follow.

1. A request may be lost, late, or arrive twice; an answer may be lost or late; so
   requests overtake each other.
2. Acts go one by one, or several of one person's under one signature.
3. A phone that hears nothing sends the very same bytes again, a few times.
4. A caller may leave while they wait; the desk is not told more than that.
5. A desk that is down hears nothing, and what it would have said is not heard.
"""

import asyncio
from collections.abc import Callable, Iterator
from random import Random
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import Stop
from lastlook.desk.clock import CHANCE_BYTES, act_id
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text, signature_fits
from lastlook.desk.pen import sign, sign_together
from lastlook.desk.player import key_called
from lastlook.desk.receipt import Receipt, Together
from lastlook.desk.unanswered import DeskStopped, Unanswered
from lastlook.desk.wire import act_bytes
from lastlook.ledger.errors import LedgerError
from tests.simulator.book import UNKNOWN, Book, Sent, Violation
from tests.simulator.likely_acts import Wish
from tests.simulator.swarm import Swarm

PIN: Final = "2468"
WAITS: Final = 5.0  # seconds for an answer, then it is sent again
TRIES: Final = 6
WITHOUT_A_PHONE: Final = "double"
ON_WHOSE: Final = "first-ad"
PEOPLE: Final = (
    "office",
    "adviser",
    "armorer",
    "prop-master",
    "first-ad",
    "director",
    "camera",
    "actor",
)
KEYS: Final = {person: key_called(f"{person}-phone") for person in PEOPLE}

Answer = Receipt | str


class Parcel(Struct, frozen=True):
    """What is sent at once: one act, or several under one signature."""

    sent: tuple[Sent, ...]
    together: Together | None = None

    def __str__(self) -> str:
        return " ".join(one.act_id.hex()[-8:] for one in self.sent)


class Network:
    """What carries requests to the desk that is up, if one is, and answers back."""

    def __init__(
        self, swarm: Swarm, dice: Random, book: Book, tell: Callable[[str], None]
    ) -> None:
        self.desk: Desk | None = None
        self.taking = True  # whether requests still get through to it
        self._swarm = swarm
        self._dice = dice
        self._book = book
        self._tell = tell
        self._serving: list[asyncio.Task[None]] = []

    async def ask(self, parcel: Parcel) -> list[Answer] | None:
        """Send it; an answer for each act, or None where none is heard in time."""
        heard: asyncio.Future[list[Answer]] = asyncio.Future()
        copies = 2 if self._happens(self._swarm.doubled) else 1
        for _ in range(copies):
            if self._happens(self._swarm.lost):
                self._tell(f"lost {parcel}")
                continue
            self._later(self._arrives, parcel, heard)
        try:
            return await asyncio.wait_for(heard, WAITS)
        except TimeoutError:
            return None

    def down(self) -> list[asyncio.Task[None]]:
        """The desk is down: those who ask it hear nothing; their tasks, cancelled."""
        self.desk = None
        waiting, self._serving = self._serving, []
        for task in waiting:
            task.cancel()
        return waiting

    @property
    def unanswered(self) -> int:
        """How many wait for the desk."""
        return sum(not task.done() for task in self._serving)

    def _arrives(self, parcel: Parcel, heard: asyncio.Future[list[Answer]]) -> None:
        if self.desk is None or not self.taking:
            return
        serving = self._serve(self.desk, parcel, heard)
        task = asyncio.get_running_loop().create_task(serving)
        self._serving = [one for one in self._serving if not one.done()]
        self._serving.append(task)
        if self._happens(self._swarm.vanishing):
            self._later(task.cancel)

    async def _serve(
        self, desk: Desk, parcel: Parcel, heard: asyncio.Future[list[Answer]]
    ) -> None:
        answers: list[Answer] = []
        for sent in parcel.sent:
            sent.under_way += 1
        try:
            answers = await _answers(desk, parcel)
        except DeskStopped:
            pass  # whatever was being written may be there
        finally:
            up = self.desk is desk
            for at, sent in enumerate(parcel.sent):
                sent.under_way -= 1
                answer = answers[at] if up and answers else UNKNOWN
                told = answer if isinstance(answer, str) else answer.to_json()
                sent.outcomes.append(told)
        if up and answers:
            self._tell(f"answer {parcel}: {' '.join(map(_short, answers))}")
            if "broken" in answers:
                raise Violation(f"the rules fail over one of {parcel.sent!r}")
            if not self._happens(self._swarm.unheard):
                self._later(_hear, heard, answers)

    def _later(self, call: Callable[..., object], *args: object) -> None:
        delay = self._dice.random() ** 2 * self._swarm.late
        asyncio.get_running_loop().call_later(delay, call, *args)

    def _happens(self, rate: float) -> bool:
        return self._dice.random() < rate

    def finish(self) -> None:
        """Raise what a task at the desk raised."""
        for task in self._serving:
            if task.done() and not task.cancelled():
                task.result()


async def _answers(desk: Desk, parcel: Parcel) -> list[Answer]:
    """What the desk says of each act; `DeskStopped` where it says nothing."""
    try:
        if parcel.together is None:
            return [await desk.submit(parcel.sent[0].envelope)]
        answers = await desk.submit_together(parcel.together)
        return [one.code if isinstance(one, Unanswered) else one for one in answers]
    except DeskStopped:
        raise
    except Unanswered as no:
        return [no.code] * len(parcel.sent)


def _hear(heard: asyncio.Future[list[Answer]], answers: list[Answer]) -> None:
    if not heard.done():
        heard.set_result(answers)


def _short(answer: Answer) -> str:
    if isinstance(answer, str):
        return answer
    return f"{answer.n} {type(answer.answer).__name__}"


def _is_odd(sent: Sent) -> bool:
    """Whether it goes alone: with a PIN, or signed wrongly."""
    return sent.envelope.pin is not None or not signature_fits(sent.envelope)


class Phones:
    """The people on set: what they wish for becomes acts, sent until answered."""

    def __init__(
        self, network: Network, dice: Random, book: Book, swarm: Swarm
    ) -> None:
        self._network = network
        self._dice = dice
        self._book = book
        self._swarm = swarm

    def plain(self, wish: Wish, now: int, id_: str | None = None) -> Sent:
        """A wish as its owner's phone signs it."""
        kind, by, fields = wish
        id_ = id_ or act_id(now, self._dice.randbytes(CHANCE_BYTES))
        act = kind(id=id_, production="long-road", by=by, at=now, **fields)
        key = KEYS[fields.get("via", by)]
        envelope = sign(act_bytes(act), key)  # type: ignore[arg-type]  # any act
        return Sent(bytes.fromhex(id_.replace("-", "")), envelope)

    def signed(self, wish: Wish, now: int) -> Sent:
        """The same, and now and then something is odd about it."""
        dice, pin, id_ = self._dice, None, None
        if dice.random() < self._swarm.pins:
            wish = (Stop, WITHOUT_A_PHONE, {"via": ON_WHOSE})
            pin = PIN if dice.random() < 0.7 else "0000"
        if self._book.sent and dice.random() < self._swarm.taken:
            id_ = str(UUID(bytes=dice.choice(self._book.sent).act_id))
        sent = self.plain(wish, now, id_)
        sent.envelope = replace(sent.envelope, pin=pin)
        if dice.random() < 0.02:
            wrong = sent.envelope.signature[::-1]
            sent.envelope = replace(sent.envelope, signature=wrong)
        return sent

    def parcels(self, acts: list[Sent]) -> Iterator[Parcel]:
        """How these are sent: one by one, or each person's under one signature."""
        if self._dice.random() >= self._swarm.together:
            yield from (Parcel((sent,)) for sent in acts)
            return
        for key in dict.fromkeys(sent.envelope.key for sent in acts):
            own = [sent for sent in acts if sent.envelope.key == key]
            owner = next(one for one in KEYS.values() if key_text(one.public) == key)
            alone = [sent for sent in own if _is_odd(sent)]
            yield from (Parcel((sent,)) for sent in alone)
            if others := tuple(sent for sent in own if sent not in alone):
                words = [sent.envelope.act for sent in others]
                yield Parcel(others, sign_together(words, owner))

    async def insist(self, parcel: Parcel) -> None:
        """Send it until it is answered or its owner gives up."""
        self._book.sent += parcel.sent
        for _ in range(self._dice.randint(1, TRIES)):
            answers = await self._network.ask(parcel)
            if answers is None:
                continue
            for sent, answer in zip(parcel.sent, answers, strict=True):
                if isinstance(answer, Receipt):
                    self._book.hear(sent, answer)
            receipts = all(isinstance(answer, Receipt) for answer in answers)
            if self._dice.random() < (0.9 if receipts else 0.5):
                return


async def a_follower(who: str, desk: Desk, book: Book) -> None:
    """Somebody who watches the live stream, from where they left off."""
    seen = book.followed.setdefault(who, [])
    try:
        async for entry in desk.follow(len(book.begun) + len(seen) - 1):
            book.follow(who, entry)
    except (DeskStopped, LedgerError):
        return  # they come again when it is up
