"""One machine with a desk on it, the people who ask it, and all that befalls them.

1. One number gives one run, byte for byte: every draw comes from it, no clock is read,
   no thread runs, and the trace says everything that happened.
2. The desk, its writer, the ledger, the SQLite store, the head file and the people's
   table are the product's own; only disk, time, network and people are played.
3. After every start, and at the end, what is kept is compared with everything that
   anybody was told (`book`).
"""

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

import apsw
from argon2 import PasswordHasher
from msgspec import Struct

from lastlook.core.acts import Stop
from lastlook.core.state import State
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.parts import Parts
from lastlook.desk.people import People, PeopleFileError
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.desk.receipt import Receipt
from lastlook.desk.unanswered import DeskStopped, Unanswered
from lastlook.desk.wire import read_act
from lastlook.ledger.entry import Entry
from lastlook.ledger.errors import LedgerError, RolledBackError
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from lastlook.policy.library import Library, shipped
from lastlook.stories.play import play
from lastlook.stories.read import read
from tests.simulator.beside import PlayedBeside
from tests.simulator.book import Book, Sent, Violation
from tests.simulator.disk import Faults, PlayedDisk, PlayedHead, sqlite_draws_from
from tests.simulator.likely_acts import likely_act
from tests.simulator.loop import PlayedLoop, Stuck
from tests.simulator.network import (
    PIN,
    WITHOUT_A_PHONE,
    Network,
    Phones,
    a_follower,
)
from tests.simulator.swarm import Swarm, drawn
from tests.world.ledger import a_signer
from tests.world.levels import rules
from tests.world.walk import story_text

SIGNER: Final = a_signer("lastlook/long-road")
MORNING_NS: Final = 1_714_978_800_000_000_000  # 2024-05-06 07:00 UTC
LEDGER, HEAD, PEOPLE = "ledger", "ledger.head", "ledger.people"
STARTS_MAX: Final = 12
FOLLOWERS: Final = 2
COPIES_MAX: Final = 16
COUNTED: Final = (
    "boots",
    "cuts",
    "kills",
    "closed",
    "restored",
    "pending",  # starts with a batch of which it was not known whether it was committed
    "given back",  # of these, where the store had it not
)
LIBRARY: Final = Library()
_names = count()


class Begun(Struct, frozen=True):
    """A set that is ready: its files, and the entries in them."""

    files: dict[str, bytes]
    entries: list[Entry]


class Ran(Struct, frozen=True):
    """What came of a run.

    Attributes:
        seed: its number.
        trace: what happened, a line each.
        digest: of the trace, and of every file that was left.
        wrong: the promise that was not kept; None where all were.
        told: counts of this and that.
    """

    seed: int
    trace: list[str]
    digest: str
    wrong: str | None
    told: dict[str, int]


def run(seed: int, swarm: Swarm | None = None) -> Ran:
    """One run, of the seed's own swarm or another."""
    begun()
    chance = Random(f"sqlite {seed}")  # noqa: S311  # the same every time
    with (
        TemporaryDirectory(prefix="lastlook-") as folder,
        sqlite_draws_from(chance),
    ):
        world = World(seed, swarm or drawn(seed), Path(folder))
        try:
            world.play()
            wrong = None
        except Violation as violation:
            wrong = str(violation)
        finally:
            world.close()
    return world.ran(wrong)


class World:
    """Everything in one run."""

    def __init__(self, seed: int, swarm: Swarm, folder: Path) -> None:
        self.seed = seed
        self.swarm = swarm
        self.trace: list[str] = []
        self._digest = hashlib.sha256()
        self._folder = folder
        self._boots = count(1)
        self._dice = self._source("world")
        self.loop = PlayedLoop(self._source("jobs"), swarm.slow)
        self.loop.set_exception_handler(lambda *_: None)  # they are raised elsewhere
        self.disk = PlayedDisk(
            f"played-{next(_names)}", self._source("disk"), self.tell
        )
        self.disk.now = self._now_s
        self._power_off = asyncio.Event()
        self.disk.went_off = self._power_off.set
        self.book = Book(begun().entries)
        self.network = Network(swarm, self._source("network"), self.book, self.tell)
        self.phones = Phones(self.network, self._source("phones"), self.book, swarm)
        self.beside = PlayedBeside(self._source("beside"), self.tell)
        self.disk.meanwhile = self.beside.operation
        self._skew_ns = 0
        self._ahead_ns = 0  # the most it was ever ahead
        self._state = State()
        self._copies: list[tuple[int, dict[str, bytes]]] = []
        self._closing: list[Callable[[], None]] = []
        self._people_on_set: list[asyncio.Task[None]] = []
        self._followers: list[asyncio.Task[None]] = []
        self.desk: Desk | None = None
        self.counts = dict.fromkeys(COUNTED, 0)

    # --- what is drawn and told -----------------------------------------------------

    def _source(self, name: str) -> Random:
        return Random(f"{name} {self.seed}")  # noqa: S311  # the same every time

    def tell(self, line: str) -> None:
        """Say what happened."""
        told = f"{self.loop.time():11.6f} {line}"
        self.trace.append(told)
        self._digest.update(told.encode() + b"\n")

    def ran(self, wrong: str | None) -> Ran:
        """What came of it."""
        acts = len(self.book.sent)
        heard = sum(sent.told is not None for sent in self.book.sent)
        told = {
            "acts": acts,
            "answered": heard,
            "operations": self.disk.operations,
            "faults": self.disk.struck,
            **self.counts,
            **self.beside.counts,
        }
        return Ran(self.seed, self.trace, self._digest.hexdigest(), wrong, told)

    # --- time -------------------------------------------------------------------------

    def _wall_ns(self) -> int:
        return MORNING_NS + int(self.loop.time() * 1e9) + self._skew_ns

    def _steady_ns(self) -> int:
        return int(self.loop.time() * 1e9)

    def _now_ms(self) -> int:
        return self._wall_ns() // 1_000_000

    def _now_s(self) -> float:
        return self._wall_ns() / 1e9

    # --- the run ----------------------------------------------------------------------

    def play(self) -> None:
        """All of it.

        Raises:
            Violation: a promise was not kept.
        """
        self.disk.start(self._new_folder(), begun().files)
        try:
            self.loop.run_until_complete(self._life())
        except Stuck:
            raise Violation("everybody waits for somebody") from None

    def close(self) -> None:
        """Let go of everything, whatever the run came to."""
        self.disk.gone = True
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        self.loop.drop_jobs()
        if tasks:
            with suppress(Stuck):
                self.loop.run_until_complete(
                    asyncio.gather(*tasks, return_exceptions=True)
                )
        self._let_go()
        self.disk.unregister()
        self.loop.close()

    async def _life(self) -> None:
        for number in range(self.swarm.phones):
            self._people_on_set.append(self._spawn(self._somebody(number)))
        others = [self._spawn(self._jumps()), self._spawn(self._copying())]
        for _ in range(self.swarm.boots):
            await self._start(self.swarm.disk)
            await self._up_for_a_while()
        await self._start(Faults())
        await self._until_all_are_home()
        for task in others:
            task.cancel()
        await self._last_look()

    def _spawn(self, doing: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = self.loop.create_task(doing)
        return task

    async def _until_all_are_home(self) -> None:
        await asyncio.wait(self._people_on_set)
        for task in self._people_on_set:
            task.result()

    async def _somebody(self, number: int) -> None:
        """One person, and all they ask for."""
        dice = self._source(f"person {number}")
        for _ in range(self.swarm.acts):
            await asyncio.sleep(dice.random() ** 2 * 2)
            bursts = dice.random() < self.swarm.bursts
            sent = []
            for _ in range(dice.randint(2, 12) if bursts else 1):
                if self.desk is not None:
                    self._state = self.desk.state
                wish = likely_act(dice, self._state, self._now_ms())
                one = self.phones.signed(wish, self._now_ms())
                if dice.random() < self.swarm.previews and self.desk is not None:
                    self._preview(self.desk, one.envelope.act)
                else:
                    sent.append(one)
            parcels = self.phones.parcels(sent)
            await asyncio.gather(*map(self.phones.insist, parcels))

    def _preview(self, desk: Desk, act: bytes) -> None:
        before = desk.state
        desk.preview(read_act(act), "")
        if desk.state is not before:
            raise Violation("a preview changed the state")
        self.book.previewed.add(act)

    async def _jumps(self) -> None:
        dice = self._source("clock")
        while True:
            await asyncio.sleep(1)
            if dice.random() < self.swarm.jumps:
                jump = int(dice.uniform(-300, 300) * 1e9)
                self._skew_ns += jump
                self._ahead_ns = max(self._ahead_ns, self._skew_ns)
                self.tell(f"clock jumps {jump / 1e9:.3f}")

    # --- up and down ------------------------------------------------------------------

    def _new_folder(self) -> Path:
        return self._folder / str(next(self._boots))

    async def _start(self, faults: Faults) -> None:
        """Start the desk, however often that takes."""
        for attempt in range(STARTS_MAX):
            self.disk.faults = faults if attempt < STARTS_MAX // 2 else Faults()
            struck = self.disk.struck
            try:
                self._open()
            except DeskStopped:
                # Somebody sets the clock right: it is behind the ledger.
                self._skew_ns = self._ahead_ns
                self.tell("clock set right")
                self._let_go()
            except (LedgerError, PeopleFileError) as error:
                self.tell(f"no start: {type(error).__name__}")
                if not self.disk.gone and self.disk.struck == struck:
                    raise Violation(f"an honest crash, and no start: {error}") from None
                self._let_go()
                self._boot_again(power=self.disk.gone)
            else:
                break
            await asyncio.sleep(0.1)
        else:
            raise Violation("the desk cannot be started any more")
        assert self.desk is not None
        self.counts["boots"] += 1
        self.tell(f"up with {self.desk.size}")
        self._power_off.clear()
        await self.desk.__aenter__()
        self.network.desk, self.network.taking = self.desk, True
        self._followers = [
            self._spawn(a_follower(f"follower-{n}", self.desk, self.book))
            for n in range(FOLLOWERS)
        ]

    def _open(self) -> None:
        path = self.disk.folder / LEDGER
        store = SqliteStore.open(path, self.disk.name)
        self._closing.append(store.close)
        played = PlayedHead(self.disk)
        head_file = HeadOnDisk(path.with_name(HEAD), played, self.beside)
        self._closing.append(head_file.close)
        with self._at_peace():
            pending, before = head_file.pending(), store.head()
        log = Log.open(store, SIGNER, head_file)
        self.counts["pending"] += pending is not None
        self.counts["given back"] += before is not None and log.size > before.size
        people = People(str(path.with_name(PEOPLE)), self.disk.name)
        self._closing.append(people.close)
        clock = SystemClock(self._wall_ns, self._steady_ns)
        self.desk = Desk(Parts(log, LIBRARY, people, clock))
        self.desk._writer._threads = OneByOne()  # type: ignore[assignment]  # noqa: SLF001
        self.store, self.log = store, log
        with self._at_peace():
            self.book.compare(log)

    @contextmanager
    def _at_peace(self) -> Iterator[None]:
        """While the checker looks nothing fails."""
        faults, self.disk.faults = self.disk.faults, Faults()
        try:
            yield
        finally:
            self.disk.faults = faults

    def _let_go(self) -> None:
        """Close what a desk had open; what fails by it fails."""
        while self._closing:
            with suppress(LedgerError, apsw.Error):
                self._closing.pop()()
        self.desk = None

    async def _up_for_a_while(self) -> None:
        desk = self.desk
        assert desk is not None
        stopped = self._spawn(desk.until_stopped())
        off = self._spawn(self._power_off.wait())
        seconds = self._dice.random() * self.swarm.up
        await asyncio.wait(
            [stopped, off], timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        fell = stopped.done() or self.disk.gone
        for task in (stopped, off):
            task.cancel()
        await asyncio.gather(stopped, off, return_exceptions=True)
        for task in self._people_on_set:
            if task.done():
                task.result()
        if not fell and self._dice.random() < self.swarm.clean:
            await self._close_in_order()
        power = self.disk.gone or self._dice.random() < self.swarm.power
        await self._go_down()
        self._boot_again(power=power)
        self._restore_an_old_copy()

    async def _close_in_order(self) -> None:
        """The desk answers what it took; then it is closed."""
        desk = self.desk
        assert desk is not None
        self.tell("close")
        self.network.taking = False
        await desk.close()
        await self._settle()
        if self.network.unanswered and not self.disk.gone:
            raise Violation(f"{self.network.unanswered} callers were never answered")
        self.counts["closed"] += 1
        await self._ended()
        self._let_go()

    async def _settle(self) -> None:
        """Let jobs end, as a close waits for its threads, and answers be heard."""
        await asyncio.sleep(self.swarm.slow + 0.001)

    async def _ended(self) -> None:
        """End the tasks that were with the desk."""
        waiting = self.network.down()
        for task in self._followers:
            if not task.done():
                task.cancel()
        results = await asyncio.gather(
            *waiting, *self._followers, return_exceptions=True
        )
        self._followers = []
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _go_down(self) -> None:
        """The process is gone, in the middle of whatever it was doing."""
        was_gone, self.disk.gone = self.disk.gone, True
        self.loop.drop_jobs()
        desk, self.desk = self.desk, None
        await self._ended()
        if desk is not None and desk._running is not None:  # noqa: SLF001
            running = desk._running  # noqa: SLF001
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        self._let_go()
        self.disk.gone = was_gone

    def _boot_again(self, *, power: bool) -> None:
        """What the machine has after it: after a power cut, or a killed process."""
        seen = self.disk.seen()
        if power:
            self.counts["cuts"] += 1
            left = self.disk.cut()
            self.tell(f"power cut {_sizes(left)}")
            self.disk.start(self._new_folder(), left)
        else:
            self.counts["kills"] += 1
            self.tell(f"killed {_sizes(seen)}")
            self.disk.restart(self._new_folder(), seen)

    # --- old copies -------------------------------------------------------------------

    def _restore_an_old_copy(self) -> None:
        """Somebody puts an older ledger back: no desk may start on it."""
        head = (self.disk.folder / HEAD).read_bytes()
        size = self._answered()
        if self._dice.random() < self.swarm.restores:
            older = [files for entries, files in self._copies if entries < size]
            if older:
                # The last is the hardest to tell from the one that is gone.
                last = self._dice.random() < 0.5
                self._refused(
                    older[-1] if last else self._dice.choice(older), head, size
                )
        self._copy()

    def _answered(self) -> int:
        """How many entries there must be, by what was told."""
        told = (sent.told.n + 1 for sent in self.book.sent if sent.told is not None)
        return max(told, default=0)

    def _copy(self) -> None:
        files = {
            name: content
            for name, content in self.disk.seen().items()
            if name.startswith(LEDGER) and name not in {HEAD, PEOPLE}
        }
        self._copies.append((self._answered(), files))
        del self._copies[:-COPIES_MAX]

    async def _copying(self) -> None:
        """Somebody copies the ledger now and then while it runs."""
        dice = self._source("copies")
        while True:
            await asyncio.sleep(dice.random() * 2)
            if self.swarm.restores and self.desk is not None and not self.disk.gone:
                self._copy()

    def _refused(self, files: dict[str, bytes], head: bytes, answered: int) -> None:
        folder = self._folder / f"restored-{next(self._boots)}"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        (folder / HEAD).write_bytes(head)
        self.counts["restored"] += 1
        with ExitStack() as open_:
            try:
                store = SqliteStore.open(folder / LEDGER)
                open_.callback(store.close)
                head_file = HeadOnDisk(folder / HEAD)
                open_.callback(head_file.close)
                size = Log.open(store, SIGNER, head_file).size
            except RolledBackError:
                self.tell("an old copy was refused")
                return
        if size < answered:
            raise Violation(f"a desk starts on an older ledger of {size} entries")

    # --- the end ----------------------------------------------------------------------

    async def _last_look(self) -> None:
        """Everybody asks again; then everything is compared."""
        desk = self.desk
        assert desk is not None
        size = desk.size
        for sent in self.book.sent:
            if sent.told is None or sent.envelope.pin is not None:
                continue  # a PIN may be at rest by now
            again = await self._asked_again(desk, sent)
            if again.to_json() != sent.told.to_json():
                raise Violation(f"another answer to entry {sent.told.n}: {again}")
        if desk.size != size:
            raise Violation("asking again left an entry")
        one = self.phones.plain((Stop, "camera", {}), self._now_ms())
        self.book.sent.append(one)
        self.book.hear(one, await self._asked_again(desk, one))
        await self._settle()
        self.network.finish()
        if desk.people.pin_of(WITHOUT_A_PHONE) is None:
            raise Violation("a PIN is gone")
        state = desk.state
        self.network.taking = False
        await desk.close()
        await self._settle()
        if self.network.unanswered:
            raise Violation(f"{self.network.unanswered} callers were never answered")
        self.book.close(self.log, self.store, state, LIBRARY)
        await self._ended()
        self._let_go()
        for name, content in self.disk.seen().items():
            self.tell(f"left {name} {hashlib.sha256(content).hexdigest()}")

    async def _asked_again(self, desk: Desk, sent: Sent) -> Receipt:
        try:
            return await desk.submit(sent.envelope)
        except Unanswered as no:
            raise Violation(f"not answered at the end: {no}") from None


class OneByOne:
    """Does in turn what threads would do beside each other."""

    def map(self, call: Callable[..., Any], *things: Any) -> Iterator[Any]:
        """The results, in order."""
        return map(call, *things)

    def shutdown(self) -> None:
        """Nothing to end."""


def _sizes(files: dict[str, bytes]) -> str:
    return " ".join(f"{name}={len(content)}" for name, content in sorted(files.items()))


@cache
def begun() -> Begun:
    """The set that is ready, made once in a process."""
    text = story_text("a-set-is-ready")
    assert text is not None
    story = read(text, "a-set-is-ready", use=story_text, pack=shipped)
    # A cheap hash: what PINs cost is not what is tried here.
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = SqliteStore.create(folder / LEDGER)
        log = Log.create(store, SIGNER, HeadOnDisk(folder / HEAD))
        people = People(str(folder / PEOPLE))
        people.set_pin(WITHOUT_A_PHONE, cheap.hash(PIN, salt=bytes(16)))
        clock = ToldClock()
        with asyncio.Runner() as runner:
            desk = Desk(Parts(log, LIBRARY, people, clock))
            runner.run(desk.__aenter__())
            play(story, DeskPlayer(desk, clock).asks(runner.run), rules)
            entries = list(log.read())
            runner.run(desk.close())
        log.close()
        people.close()
        files = {one: (folder / one).read_bytes() for one in (LEDGER, HEAD, PEOPLE)}
    return Begun(files, entries)
