"""A desk in a process of its own, that asks itself; prints every answer it has.

Run as `python -m tests.world.another_desk ADDRESS SEED COUNT`. Once it reads a line it
asks COUNT acts, a few at a time, each until it has a receipt, and prints act and
receipt. Told a number then, it waits until its ledger has so many entries, and prints
a digest of its state.
"""

import asyncio
import random
import sys
from hashlib import sha256

from lastlook import wiring
from lastlook.core.acts import Invite
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.pen import Pen
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.unanswered import Busy
from lastlook.wiring import Place

READY = b"ready\n"


async def receipt_of(desk: Desk, envelope: Envelope) -> Receipt:
    """The receipt of an act, asked as often as the desk is busy."""
    while True:
        try:
            return await desk.submit(envelope)
        except Busy:
            await asyncio.sleep(0)


async def ask(desk: Desk, office: Pen, seed: int, count: int) -> None:
    """Invite so often: granted, and the state grows no larger."""
    draw = random.Random(seed)  # noqa: S311  # the same every time
    clock = SystemClock()

    async def invite(number: int) -> None:
        digest = sha256(b"%d %d" % (seed, number)).hexdigest()
        now = clock.now_ms()
        act = office.act(Invite, now, person="office", digest=digest, until=now + 1)
        envelope = office.signed(act)
        receipt = await receipt_of(desk, envelope)
        say(envelope.act + b" " + receipt.to_json() + b"\n")

    number = 0
    while number < count:
        some = range(number, min(number + draw.randint(1, 8), count))
        await asyncio.gather(*map(invite, some))
        number = some.stop


async def run(place: Place, seed: int, count: int) -> None:
    """Ask, then say what is known of everything."""
    office = wiring.pen(place.production, wiring.files_of(place).office)
    async with wiring.open_desk(place, SystemClock()) as desk:
        say(READY)
        await asyncio.to_thread(sys.stdin.readline)
        await ask(desk, office, seed, count)
        say(b"\n")
        size = int(await asyncio.to_thread(sys.stdin.readline))
        async for entry in desk.follow(size - 2):
            if entry.n == size - 1:
                break
        say(digest(desk) + b"\n")


def digest(desk: Desk) -> bytes:
    """A digest of everything that is known."""
    return sha256(repr(desk.state).encode()).hexdigest().encode()


def say(line: bytes) -> None:
    """Print it now."""
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    asyncio.run(run(wiring.place_at(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
