"""A production served to the phones on set."""

import asyncio
import gc
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from lastlook.core.acts import Invite
from lastlook.core.words import PersonId
from lastlook.desk.clock import Clock, SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.pen import Pen
from lastlook.ledger.errors import RetryableError
from lastlook.wiring.asked import asking_of, policy_of
from lastlook.wiring.desks import open_desk
from lastlook.wiring.files import pen
from lastlook.wiring.mirroring import Push, check_url, pushing
from lastlook.wiring.stores import Where, files_of, place_of
from lastlook.wiring.tokens import read_token

if TYPE_CHECKING:
    from lastlook.web.serve import Address  # at run time only who serves waits for it

INVITED_MS: Final = 3_600_000  # an invitation made here is good for an hour


class Serving(Struct, frozen=True):
    """How a production is served.

    Attributes:
        place: the ledger's file, or its address.
        address: where it is served.
        demo: whether anybody may come in as anybody.
        ready: hears the address once it is open, and a link by which the first
            person adds a phone, where they have none yet.
        progress: hears entry numbers while the ledger is read.
        read_token: the file with the word by which entries may be read; made where
            there is none.
        push: the mirror that everything is pushed to.
        witnesses: the policy that says who witnesses the ledger, where it is not
            beside it.
    """

    place: Where
    address: "Address"
    ready: Callable[[str, str | None], None]
    demo: bool = False
    progress: Callable[[int], None] | None = None
    read_token: Path | None = None
    push: Push | None = None
    witnesses: Path | None = None


def serve(serving: Serving) -> None:
    """Serve a production until it is stopped.

    Raises:
        DeskStopped: an answer could not be made durable.
        AnotherPastError: a witness holds what this ledger does not continue.
    """
    import uvloop  # noqa: PLC0415  # only who serves waits for it

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_served(serving))


async def _served(serving: Serving) -> None:
    from lastlook.api.house import Beside, names_at  # noqa: PLC0415  # only who serves
    from lastlook.web import serve as web  # noqa: PLC0415  # only who serves
    from lastlook.web.app import make_app  # noqa: PLC0415  # waits for them
    from lastlook.wiring.analysing import Analysing  # noqa: PLC0415
    from lastlook.wiring.counting import Counting  # noqa: PLC0415

    clock = SystemClock()
    policy = policy_of(place_of(serving.place).ledger, serving.witnesses)
    if serving.push is not None:
        check_url(serving.push.url)
    async with AsyncExitStack() as open_:
        desk = await open_.enter_async_context(
            open_desk(serving.place, clock, serving.progress)
        )
        witnesses = None
        if policy is not None:
            asking = asking_of(place_of(serving.place).ledger, desk, policy, clock)
            witnesses = await open_.enter_async_context(asking)
        inviter = _inviter(desk, files_of(serving.place).office, clock)
        link = await inviter.first_link() if inviter is not None else None
        gc.freeze()  # what was read at the start stays; no need to look at it again
        token = read_token(serving.read_token) if serving.read_token else None
        demo = inviter if serving.demo else None
        analyses = open_.enter_context(closing(Analysing()))
        margins = Counting(desk, clock, lambda: names_at(desk, clock.now_ms()))
        beside = Beside(witnesses, analyses, margins)
        app = make_app(desk, clock, demo, token, beside)

        def ready(url: str) -> None:
            serving.ready(url, f"{url}{link}" if link is not None else None)

        running = [
            web.serve(app, serving.address, clock.now_ms(), ready),
            desk.until_stopped(),
        ]
        if witnesses is not None:
            running.append(witnesses.run(moved_at(desk)))
        apart = {*_beside(serving, desk), asyncio.create_task(margins.run())}
        await _first_of(running, apart)


async def _first_of(
    running: Sequence[Coroutine[Any, Any, None]], beside: set[asyncio.Task[None]]
) -> None:
    """Run these until one ends, or all is to; end the others; raise what ended it."""
    tasks = {asyncio.create_task(each) for each in running}
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks | beside:
            task.cancel()
        await asyncio.wait(tasks | beside)
    for task in done:
        task.result()


def moved_at(desk: Desk) -> Callable[[int], Awaitable[None]]:
    """Waits until a desk has more than so many entries."""

    async def moved(size: int) -> None:
        # What cannot be read just now is there all the same.
        with suppress(RetryableError):
            async for _ in desk.follow(size - 1):
                return

    return moved


def _beside(serving: Serving, desk: Desk) -> Iterator[asyncio.Task[None]]:
    """What goes on beside the desk; its end is not the desk's."""
    if serving.push is not None:
        yield asyncio.create_task(
            pushing(lambda: desk.log, serving.push, serving.place)
        )


def _inviter(desk: Desk, key_file: Path, clock: Clock) -> "Inviter | None":
    # Once the first person has a phone, their key file may be locked away.
    if not key_file.exists():
        return None
    return Inviter(desk, pen(desk.state.production or "", key_file), clock)


class Inviter:
    """Lets people add a phone, in the first person's name."""

    def __init__(self, desk: Desk, office: Pen, clock: Clock) -> None:
        self._desk = desk
        self._office = office
        self._clock = clock

    async def __call__(self, person: PersonId) -> str:
        """A one-time token by which `person` adds a phone."""
        token, now = secrets.token_urlsafe(24), self._clock.now_ms()
        invite = self._office.act(
            Invite,
            now,
            person=person,
            digest=sha256(token.encode()).hexdigest(),
            until=now + INVITED_MS,
        )
        await self._desk.submit(self._office.signed(invite))
        return token

    async def first_link(self) -> str | None:
        """How the first person joins; None where they have a phone already."""
        person = self._office.person
        keys = self._desk.state.keys.values()
        if sum(key.person == person for key in keys) > 1:
            return None
        return f"join#{person}~{await self(person)}"
