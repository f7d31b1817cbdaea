"""The levels a story is played at: on the core, and at a desk on SQLite."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lastlook.core.policy import Policy
from lastlook.desk.desk import Desk
from lastlook.desk.parts import Parts
from lastlook.desk.people import People
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from lastlook.policy.library import Library, shipped
from lastlook.stories import Ask, CorePlayer, Story, read
from tests.world.ledger import a_signer

STORIES = Path(__file__).parents[2] / "stories"
ORIGIN = "lastlook.example/story"  # of the ledger a story leaves at a desk


def rules(texts: tuple[str, ...]) -> Policy:
    """The policy of these packs' texts."""
    library = Library()
    return library.policy(tuple(library.learn(text, "a pack") for text in texts))


def story(name: str) -> Story:
    """The story of this name."""
    path = STORIES / f"{name}.story"
    return read(path.read_text("utf-8"), path.name, use=_text, pack=shipped)


def _text(name: str) -> str | None:
    path = STORIES / f"{name}.story"
    return path.read_text("utf-8") if path.exists() else None


@contextmanager
def on_the_core(_: Path) -> Iterator[Ask]:
    yield CorePlayer(rules)


@contextmanager
def at_a_desk(folder: Path) -> Iterator[Ask]:
    store = SqliteStore.create(folder / "ledger")
    signer, head_file = a_signer(ORIGIN), HeadOnDisk(folder / "head")
    log = Log.create(store, signer, head_file)
    clock, people = ToldClock(), People(str(folder / "people"))
    parts = Parts(log, Library(), people, clock)
    with asyncio.Runner() as runner:
        desk = runner.run(_started(Desk(parts)))
        try:
            yield DeskPlayer(desk, clock).asks(runner.run)
        finally:
            runner.run(desk.close())
            people.close()
            log.close()


async def _started(desk: Desk) -> Desk:
    return await desk.__aenter__()
