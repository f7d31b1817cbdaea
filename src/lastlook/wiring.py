"""The one place where store, clock, packs and keys are chosen.

A production at FILE is five files beside each other:

    FILE          the ledger, SQLite
    FILE.head     the last signed checkpoint: never back it up, never restore it
    FILE.key      the desk's private key, for its owner's eyes only
    FILE.people   names, contacts and PINs; erasable
    FILE.office   the first person's private key, for its owner's eyes only
"""

import asyncio
import gc
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    closing,
    contextmanager,
)
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeGuard

import msgspec
from msgspec import Struct

from lastlook.core.acts import AdoptPack, AnyAct, Invite, Open
from lastlook.core.answers import Refused
from lastlook.core.words import PersonId, ProductionId, Role
from lastlook.desk.clock import Clock, SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.parts import Parts
from lastlook.desk.pen import Pen, read_key, write_key
from lastlook.desk.people import People
from lastlook.desk.player import DeskPlayer, ToldClock, key_called
from lastlook.desk.receipt import Receipt
from lastlook.ledger.errors import InputError
from lastlook.ledger.head import HeadInMemory, HeadOnDisk
from lastlook.ledger.keys import PrivateKey, read_key_file, write_key_file
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.note import Signer, Verifier, read_skey, read_vkey
from lastlook.ledger.sqlite import SqliteStore
from lastlook.policy.library import Library, in_turn
from lastlook.policy.read import PackError
from lastlook.stories.asking import Ask
from lastlook.stories.story import Line, Said, Story

if TYPE_CHECKING:
    from lastlook.web.serve import Address  # at run time only who serves waits for it

INVITED_MS: Final = 3_600_000  # an invitation made here is good for an hour
DESK: Final = "desk"  # the word its key is made of when a story is played
OFFICE: Final[PersonId] = "office"
OFFICE_ROLES: Final[tuple[Role, ...]] = ("production-manager",)


class WiringError(Exception):
    """What was chosen does not go together; says what to do."""


class Files(Struct, frozen=True):
    """The files of one production."""

    ledger: Path

    @property
    def head(self) -> Path:
        """The last signed checkpoint."""
        return self._beside("head")

    @property
    def key(self) -> Path:
        """The desk's private key."""
        return self._beside("key")

    @property
    def people(self) -> Path:
        """Names, contacts and PINs."""
        return self._beside("people")

    @property
    def office(self) -> Path:
        """The first person's private key."""
        return self._beside("office")

    @property
    def all(self) -> tuple[Path, ...]:
        """Every one of them."""
        return (self.ledger, self.head, self.key, self.people, self.office)

    def _beside(self, ending: str) -> Path:
        return self.ledger.with_name(f"{self.ledger.name}.{ending}")


def origin(production: ProductionId) -> str:
    """The name of a production's ledger, in every checkpoint it signs."""
    return f"lastlook/{production}"


def vkey(path: Path) -> str:
    """The ledger's public key, as whoever checks it should have been given it."""
    return _signer(Files(path)).verifier.vkey


def pen(
    production: ProductionId, key_file: Path, person: PersonId | None = None
) -> Pen:
    """The pen of the person whose key is in this file, or of `person` with it."""
    whose, key = read_key(read_key_file(key_file))
    return Pen(person or whose, key, production, secrets.token_bytes)


# --- reading -------------------------------------------------------------------


@contextmanager
def reading(path: Path, key: str | None = None) -> Iterator[Log]:
    """A ledger, for reading; a desk may be writing to it.

    Args:
        path: the ledger's file.
        key: its public key; the one beside the file where none is given.
    """
    files = Files(path)
    store = SqliteStore.open_to_read(path)
    with closing(store):
        head_file = HeadOnDisk(files.head) if files.head.exists() else None
        verifier = read_vkey(key) if key else _signer(files).verifier
        yield Log.open_to_read(store, verifier, head_file)


class Kept(Struct, frozen=True):
    """What is kept of a ledger, as it is, for the verifier: nothing of it checked."""

    checkpoint: bytes
    leaves: Iterator[bytes]
    key: Verifier
    older: tuple[bytes, ...]  # what the head file beside it says was signed


@contextmanager
def kept(path: Path, key: str | None = None) -> Iterator[Kept]:
    """A ledger's bytes and its newest checkpoint; `key` as for `reading`."""
    files = Files(path)
    store = SqliteStore.open_to_read(path)
    with closing(store):
        head = store.head()
        if head is None:
            raise WiringError(f"No ledger was begun in {path}.")
        signed = HeadOnDisk(files.head).read()
        yield Kept(
            head.note,
            store.read(0, head.size),
            read_vkey(key) if key else _signer(files).verifier,
            (signed,) if signed is not None else (),
        )


@contextmanager
def people_of(path: Path) -> Iterator[People]:
    """The names, contacts and PINs of the production at `path`."""
    people = People(str(Files(path).people))
    try:
        yield people
    finally:
        people.close()


# --- a desk --------------------------------------------------------------------


@asynccontextmanager
async def open_desk(
    path: Path, clock: Clock, progress: Callable[[int], None] | None = None
) -> AsyncIterator[Desk]:
    """The desk of the production at `path`, started; closed in the end."""
    files = Files(path)
    async with AsyncExitStack() as open_:
        store = SqliteStore.open(path)
        open_.callback(store.close)
        log = Log.open(store, _signer(files), HeadOnDisk(files.head))
        open_.callback(log.close)
        people = People(str(files.people))
        open_.callback(people.close)
        parts = Parts(log, store.heads, Library(), people, clock)
        yield await open_.enter_async_context(Desk(parts, progress))


def create(path: Path, production: ProductionId, desk_key: PrivateKey) -> None:
    """Make the files of a production whose ledger has no entry yet.

    Raises:
        WiringError: one of them is there already, or the id cannot be so.
    """
    files = Files(path)
    there = [file for file in files.all if file.exists()]
    if there:
        raise WiringError(
            f"There is a file at {there[0]} already; it was left as it is. Choose "
            "another place, or move that one away."
        )
    if not path.parent.is_dir():
        raise WiringError(f"There is no folder {path.parent}. Make it first.")
    signer = Signer(origin(production), desk_key)
    write_key_file(files.key, signer.skey)
    log = Log.create(SqliteStore.create(path), signer, HeadOnDisk(files.head))
    log.close()
    files.people.touch(mode=0o600)
    People(str(files.people)).close()


def init(path: Path, production: ProductionId, packs: Sequence[str]) -> list[Receipt]:
    """Begin a production at `path` under these packs' texts, in whatever order.

    Everything is tried in memory first: where anything is wrong, no file is made.

    Raises:
        WiringError: it cannot be so.
        Unanswered: a pack is none, or they do not go together.
    """
    _check_id(production)
    key, clock = PrivateKey.make(), SystemClock()
    office = Pen(OFFICE, key, production, secrets.token_bytes)
    signer = Signer(origin(production), key)
    store = MemoryStore()
    log = Log.create(store, signer, HeadInMemory())
    parts = Parts(log, store.heads, Library(), People(":memory:"), clock)

    async def tried() -> list[Receipt]:
        async with Desk(parts) as desk:
            return await _opened(desk, office, clock, packs)

    async def begun() -> list[Receipt]:
        async with open_desk(path, clock) as desk:
            return await _opened(desk, office, clock, packs)

    asyncio.run(tried())
    create(path, production, PrivateKey.make())
    write_key_file(Files(path).office, write_key(OFFICE, key))
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
            runner.run(_left(opened))


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


# --- serving -------------------------------------------------------------------


class Serving(Struct, frozen=True):
    """How a production is served.

    Attributes:
        path: the ledger's file.
        address: where.
        demo: whether anybody may come in as anybody.
        ready: hears the address once it is open, and a link by which the first
            person adds a phone, where they have none yet.
        progress: hears entry numbers while the ledger is read.
    """

    path: Path
    address: "Address"
    ready: Callable[[str, str | None], None]
    demo: bool = False
    progress: Callable[[int], None] | None = None


def serve(serving: Serving) -> None:
    """Serve a production until it is stopped.

    Raises:
        DeskStopped: an answer could not be made durable.
    """
    import uvloop  # noqa: PLC0415  # only who serves waits for it

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_served(serving))


async def _served(serving: Serving) -> None:
    from lastlook.web import serve as web  # noqa: PLC0415  # only who serves
    from lastlook.web.app import make_app  # noqa: PLC0415  # waits for them

    clock = SystemClock()
    async with open_desk(serving.path, clock, serving.progress) as desk:
        inviter = _inviter(desk, Files(serving.path).office, clock)
        link = await inviter.first_link() if inviter is not None else None
        gc.freeze()  # what was read at the start stays; no need to look at it again
        app = make_app(desk, clock, inviter if serving.demo else None)

        def ready(url: str) -> None:
            serving.ready(url, f"{url}{link}" if link is not None else None)

        tasks = {
            asyncio.create_task(web.serve(app, serving.address, clock.now_ms(), ready)),
            asyncio.create_task(desk.until_stopped()),
        }
        done, running = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in running:
            task.cancel()
        await asyncio.wait(tasks)
        for task in done:
            task.result()


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


async def _entered(desk: AbstractAsyncContextManager[Desk]) -> Desk:
    return await desk.__aenter__()


async def _left(desk: AbstractAsyncContextManager[Desk]) -> None:
    await desk.__aexit__(None, None, None)


def _opens(line: Line) -> TypeGuard[Said]:
    return isinstance(line, Said) and isinstance(line.act, Open)


def _check_id(production: ProductionId) -> None:
    try:
        msgspec.convert(production, ProductionId)
        read_vkey(Verifier(origin(production), bytes(32)).vkey)
    except (msgspec.ValidationError, InputError) as error:
        raise WiringError(
            f"{production!r} cannot be a production's id: letters, digits and . _ / -, "
            "at most 64 of them, no spaces."
        ) from error


def _signer(files: Files) -> Signer:
    return read_skey(read_key_file(files.key))
