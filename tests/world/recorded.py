"""A story played at a desk on memory: what it leaves in the ledger."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

from lastlook.desk.desk import Desk
from lastlook.desk.parts import Parts
from lastlook.desk.people import People
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.ledger.entry import Entry
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.policy.library import Library, shipped
from lastlook.stories import Played, Story, play, read
from tests.world.ledger import a_signer
from tests.world.levels import ORIGIN, rules, story
from tests.world.viewed import HEAD, text_of


@cache
def recorded(lines: str) -> tuple[Entry, ...]:
    """The entries of a set that is ready, and of these lines after it."""
    with a_ledger_of(read(HEAD + lines, "a.story", use=text_of, pack=shipped)) as log:
        return tuple(log.read())


@cache
def told(name: str) -> tuple[Entry, ...]:
    """The entries of the story of this name."""
    with a_ledger_of(story(name)) as log:
        return tuple(log.read())


@contextmanager
def a_ledger_of(played: Story) -> Iterator[Log]:
    """The log a story leaves; every answer was the one it expects."""
    store, people = MemoryStore(), People(":memory:")
    log = Log.create(store, a_signer(ORIGIN), HeadInMemory())
    clock = ToldClock()
    parts = Parts(log, Library(), people, clock)
    # In a thread of its own: a test with a browser has a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        outcome = apart.submit(_played, played, parts, clock).result()
    people.close()
    assert outcome.fits, "\n".join(map(str, outcome.mismatches))
    try:
        yield log
    finally:
        log.close()


def _played(story: Story, parts: Parts, clock: ToldClock) -> Played:
    with asyncio.Runner() as runner:
        desk = Desk(parts)
        runner.run(_entered(desk))
        outcome = play(story, DeskPlayer(desk, clock).asks(runner.run), rules)
        runner.run(desk.close())
    return outcome


async def _entered(desk: Desk) -> Desk:
    return await desk.__aenter__()
