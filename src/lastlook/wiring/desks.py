"""Desks: begun, opened, played into."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    closing,
    contextmanager,
)
from pathlib import Path
from typing import Final, TypeGuard

from msgspec import Struct

from lastlook.core.acts import AdoptPack, AnyAct, Open
from lastlook.core.answers import Refused
from lastlook.core.words import PersonId, ProductionId, Role
from lastlook.desk.clock import Clock, SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.parts import Parts
from lastlook.desk.pen import Pen, write_key
from lastlook.desk.people import People
from lastlook.desk.player import DeskPlayer, ToldClock, key_called
from lastlook.desk.receipt import Receipt
from lastlook.desk.snapshots import SnapshotFile, Snapshots
from lastlook.ledger.head import HeadInMemory, HeadOnDisk
from lastlook.ledger.keys import PrivateKey, read_key_file, write_key_file
from lastlook.ledger.log import Former, Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.note import Signer
from lastlook.policy.library import Library, in_turn
from lastlook.policy.read import PackError
from lastlook.stories.asking import Ask
from lastlook.stories.story import Line, Said, Story
from lastlook.wiring import stores
from lastlook.wiring.files import (
    Files,
    WiringError,
    check_id,
    former_of,
    held,
    is_changing,
    origin,
    signer_of,
)
from lastlook.wiring.outside import cosigned_file
from lastlook.wiring.stores import Place, Where, place_of

DESK: Final = "desk"  # the word its key is made of when a story is played
OFFICE: Final[PersonId] = "office"
OFFICE_ROLES: Final[tuple[Role, ...]] = ("production-manager",)


class Opening(Struct, frozen=True):
    """Under which key a desk is opened, and which one gave way to it."""

    signer: Signer
    former: Former | None = None


@asynccontextmanager
async def open_desk(
    where: Where,
    clock: Clock,
    progress: Callable[[int], None] | None = None,
    opening: Opening | None = None,
) -> AsyncIterator[Desk]:
    """The desk of the production there, started; closed in the end.

    What another desk writes to the same ledger it takes in, where the store tells.
    `opening` is for a key that is just being changed; else it is that of the files.
    """
    place = place_of(where)
    files = place.files
    async with AsyncExitStack() as open_:
        open_.enter_context(held(files))
        if files.moved.exists():
            raise WiringError(files.moved.read_text("utf-8"))
        store = stores.open_to_write(place)
        open_.callback(store.close)
        keys = opening or _opening(files)
        log = Log.open(store, keys.signer, HeadOnDisk(files.head), keys.former)
        open_.callback(log.close)
        people = People(str(files.people))
        open_.callback(people.close)
        snapshots = Snapshots(keys.signer, SnapshotFile(files.snapshot))
        parts = Parts(log, Library(), people, clock, snapshots)
        desk = await open_.enter_async_context(Desk(parts, progress))
        if (heard := stores.watch(place)) is not None:
            watching = asyncio.create_task(_look_again(desk, heard))
            open_.push_async_callback(_ended, watching)
        yield desk


def _opening(files: Files) -> Opening:
    signer = signer_of(files)
    if is_changing(files, signer.name):
        raise WiringError(
            f"The desk's key was being changed when that was interrupted "
            f"({files.next_key} is there). Do the same again, lastlook key rotate or "
            "lastlook key lost: it goes on where it was."
        )
    return Opening(signer, former_of(files))


async def _look_again(desk: Desk, heard: AsyncIterator[None]) -> None:
    async for _ in heard:
        desk.look_again()


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait((task,))


def create(where: Where, production: ProductionId, desk_key: PrivateKey) -> None:
    """Make the files of a production whose ledger has no entry yet.

    Raises:
        WiringError: one of them is there already, or the id cannot be so.
    """
    place = place_of(where)
    files = place.files
    # What witnesses cosigned of an older ledger would contradict the new one.
    taken = (*files.all, cosigned_file(place.ledger))
    there = [file for file in taken if file.exists()]
    if there:
        raise WiringError(
            f"There is a file at {there[0]} already; it was left as it is. Choose "
            "another place, or move that one away."
        )
    folder = place.ledger.parent
    if not folder.is_dir():
        raise WiringError(f"There is no folder {folder}. Make it first.")
    signer = Signer(origin(production), desk_key)
    with _whole(place), closing(stores.create(place)) as store:
        write_key_file(files.key, signer.skey)
        Log.create(store, signer, HeadOnDisk(files.head)).close()
        People(str(files.people)).close()


@contextmanager
def _whole(place: Place) -> Iterator[None]:
    """Let none of the files of a production stay, unless all of this goes well.

    Not of one in a database: what was begun there stays, and its key with it.
    """
    files = place.files
    beside = (files.snapshot, *map(files.ledger.with_name, _sqlites(files)))
    ours = [file for file in (*files.all, *beside) if not file.exists()]
    try:
        yield
    except BaseException:
        for file in ours if place.database is None else ():
            file.unlink(missing_ok=True)
        raise


def _sqlites(files: Files) -> Iterator[str]:
    for ending in ("-wal", "-shm"):
        yield f"{files.ledger.name}{ending}"
    yield f"{files.people.name}-journal"


def init(where: Where, production: ProductionId, packs: Sequence[str]) -> list[Receipt]:
    """Begin a production there under these packs' texts, in whatever order.

    Everything is tried in memory first: where anything is wrong, no file is made.

    Raises:
        WiringError: it cannot be so.
        Unanswered: a pack is none, or they do not go together.
    """
    check_id(production)
    key, clock = PrivateKey.make(), SystemClock()
    office = Pen(OFFICE, key, production, secrets.token_bytes)
    signer = Signer(origin(production), key)
    store = MemoryStore()
    log = Log.create(store, signer, HeadInMemory())
    parts = Parts(log, Library(), People(":memory:"), clock)

    async def tried() -> list[Receipt]:
        async with Desk(parts) as desk:
            return await _opened(desk, office, clock, packs)

    async def begun() -> list[Receipt]:
        async with open_desk(where, clock) as desk:
            return await _opened(desk, office, clock, packs)

    asyncio.run(tried())
    place = place_of(where)
    with _whole(place):
        create(place, production, PrivateKey.make())
        write_key_file(place.files.office, write_key(OFFICE, key))
        return asyncio.run(begun())


@contextmanager
def playing_into(path: Path, story: Story) -> Iterator[Ask]:
    """A new production at `path`, its desk asked act by act as a story goes on.

    Every key is made of its word in the story, the desk's own too: anybody can make
    them again. For trying out, never for a production.
    """
    create(path, story.production, key_called(DESK))
    first = next((line.act for line in story.lines if _opens(line)), None)
    if isinstance(first, Open):
        word = write_key(first.by, key_called(first.key))
        write_key_file(Files(path).office, word)
    clock = ToldClock()
    with asyncio.Runner() as runner:
        opened = open_desk(path, clock)
        desk = runner.run(_entered(opened))
        try:
            yield DeskPlayer(desk, clock).asks(runner.run)
        finally:
            skey = desk.log.signer.skey
            runner.run(_left(opened))
            files = Files(path)
            if read_key_file(files.key) != skey:
                # The story changed it.
                files.key.unlink()
                write_key_file(files.key, skey)


async def _opened(
    desk: Desk, office: Pen, clock: Clock, packs: Sequence[str]
) -> list[Receipt]:
    first, *others = _in_turn(packs)
    now = clock.now_ms()
    opening = office.act(Open, now, roles=OFFICE_ROLES, key=office.key, pack=first)
    acts: list[AnyAct] = [opening]
    acts += [office.act(AdoptPack, now, pack=pack) for pack in others]
    receipts = [await desk.submit(office.signed(act)) for act in acts]
    for receipt in receipts:
        if isinstance(receipt.answer, Refused):
            raise WiringError(
                f"The packs do not let the production be opened by {OFFICE} "
                f"({', '.join(receipt.answer.codes)}). Let a production-manager do it."
            )
    return receipts


def _in_turn(packs: Sequence[str]) -> Sequence[str]:
    try:
        return in_turn(packs)
    except PackError:
        return packs  # the desk says what is wrong with it


async def _entered(desk: AbstractAsyncContextManager[Desk]) -> Desk:
    return await desk.__aenter__()


async def _left(desk: AbstractAsyncContextManager[Desk]) -> None:
    await desk.__aexit__(None, None, None)


def _opens(line: Line) -> TypeGuard[Said]:
    return isinstance(line, Said) and isinstance(line.act, Open)
