"""The margin of every weapon in play, counted beside the desk.

1. Nothing is searched in the desk's process, and no answer waits for a count.
2. A count is for one state of the record. Where the record has moved in what matters to
   the weapon, or the count is older than `STALE_MS`, there is none: *unknown*.
3. One weapon is counted at a time, those in somebody's hands first. Time alone can
   change a count, so each is looked at again every `AGAIN_S`.
4. What a refused act would have led to is counted when somebody asks, in its turn, and
   so many are asked at a time; it is known and forgotten as any other count.
5. Where counting ends, for whatever reason, every count is unknown.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.state import HeldBy, State
from lastlook.core.words import ActId, Ms, PersonId, WeaponId
from lastlook.desk.clock import Clock
from lastlook.desk.desk import Desk
from lastlook.hazard.margin import Margin
from lastlook.hazard.nearest import Searches
from lastlook.hazard.phrases import part
from lastlook.hazard.refused import Done, done, weapon_of
from lastlook.hazard.standing import Standing, Unjudged, standing
from lastlook.wiring.analysing import apart

log = logging.getLogger(__name__)

STALE_MS: Final = 15_000
AGAIN_S: Final = 5.0
ASKED_MAX: Final = 2  # refused acts that are counted at a time
KEPT_MAX: Final = 64
SEARCHES_MAX: Final = 16  # of so many weapons in so many set-ups
# Fields of the state that every act or another weapon's act moves.
APART: Final = frozenset({"keys", "n", "now", "out", "trainers", "weapons"})
NOTHING_COUNTS: Final = Margin(None, why="nothing is counted here now")
NO_DEED: Final = Margin(None, why="it is about nothing known here")
FAULT: Final = "the count failed; the desk's log says how"
Names: TypeAlias = Mapping[PersonId, str]
_searches: dict[tuple[object, ...], Searches] = {}  # of the counting process


def counted(found: Standing, names: Names) -> Margin:
    """The margin of one weapon as it stands; what was searched before is kept."""
    scene = found.scene
    key = scene.state.production, scene.policy.digest, scene.title, scene.sort
    searches = _searches.pop(key, None) or Searches(scene)
    _searches[key] = searches  # the one asked last is the last to go
    if len(_searches) > SEARCHES_MAX:
        del _searches[next(iter(_searches))]
    real = dict(found.people)

    def name(person: str) -> str:
        return names.get(real[person], real[person]) if person in real else part(person)

    return searches.nearest(found, name)


class Counted(Struct, frozen=True):
    """A count, the record it was made for, under which packs, and when (ms UTC)."""

    margin: Margin
    state: State
    packs: str
    at: Ms


class Counting:
    """Counts as long as it runs; use `run` beside a desk."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        names: Callable[[], Names],
        begin: Callable[[], Executor] | None = None,
    ) -> None:
        """Count for `desk` in what `begin` makes: a process where it is not given."""
        self._desk, self._clock, self._names = desk, clock, names
        self._begin = begin if begin is not None else apart
        self._executor = self._begin()
        self._found: dict[WeaponId, Counted] = {}
        self._refused: OrderedDict[ActId, Counted] = OrderedDict()
        self._asked: dict[ActId, asyncio.Task[None]] = {}
        self._runs = False
        self._told = asyncio.Event()
        self.change = 0  # another number whenever a page has something else to show

    def of(self, weapon: WeaponId) -> Margin | None:
        """The margin now; None where it is unknown (2)."""
        found = self._found.get(weapon)
        if found is None or not self._holds(weapon, found):
            return None
        return found.margin

    def if_done(self, act: AnyAct) -> Margin | None:
        """The margin were a refused act done all the same; None while it is counted."""
        weapon = weapon_of(act)
        if not self._runs:
            return NOTHING_COUNTS
        deed = done(act, self._desk.state)
        if weapon is None or deed is None:
            return NO_DEED
        known = self._refused.get(act.id)
        if known is not None and self._holds(weapon, known):
            return known.margin
        if act.id not in self._asked and len(self._asked) < ASKED_MAX:
            asked = asyncio.ensure_future(self._ask(act.id, weapon, deed))
            self._asked[act.id] = asked
            asked.add_done_callback(lambda _: self._asked.pop(act.id))
        return None

    async def changed(self) -> None:
        """Wait until there is something else to show."""
        await self._told.wait()

    async def run(self) -> None:
        """Count until cancelled."""
        self._runs = True
        try:
            while True:
                size = self._desk.size
                for weapon in self._due():
                    await self._count(weapon)
                    if self._desk.size != size:
                        break
                else:
                    await self._moved(size)
        except Exception:
            log.exception("counting has ended: every margin is unknown")
            raise
        finally:
            # (5) nothing old is shown as if it were counted still
            self._runs = False
            for asked in self._asked.values():
                asked.cancel()
            self._found.clear()
            self._refused.clear()
            self._tell()
            self._executor.shutdown(wait=False, cancel_futures=True)

    # --- inside -------------------------------------------------------------------

    def _holds(self, weapon: WeaponId, found: Counted) -> bool:
        desk = self._desk
        return (
            self._clock.now_ms() - found.at <= STALE_MS
            and found.packs == desk.policy.digest
            and is_same(found.state, desk.state, weapon)
        )

    def _due(self) -> Iterator[WeaponId]:
        """(3) The weapons in play, what is unknown before what is only old."""
        state = self._desk.state
        for name in set(self._found) - set(state.out):
            del self._found[name]

        def order(name: WeaponId) -> tuple[bool, bool]:
            held = isinstance(state.weapons[name].custody, HeldBy)
            return self.of(name) is not None, not held

        yield from sorted((n for n in state.out if state.weapons[n].fires), key=order)

    async def _count(self, weapon: WeaponId) -> None:
        made = await self._searched(weapon, None)
        if made is not None:
            self._keep(weapon, made)

    async def _ask(self, act: ActId, weapon: WeaponId, deed: Done) -> None:
        """(4) Count what a refused act would have led to."""
        made = await self._searched(weapon, deed)
        if made is not None:
            self._refused[act] = made
            self._refused.move_to_end(act)
            if len(self._refused) > KEPT_MAX:
                self._refused.popitem(last=False)

    async def _searched(self, weapon: WeaponId, deed: Done | None) -> Counted | None:
        """A count for the record as it stands; None where its process died of it."""
        state, policy = self._desk.state, self._desk.policy
        now, names, executor = self._clock.now_ms(), self._names(), self._executor
        try:
            found = await asyncio.to_thread(standing, state, policy, weapon, now, deed)
            if isinstance(found, Unjudged):
                said = Margin(None, why=found.why)
            else:
                loop = asyncio.get_running_loop()
                said = await loop.run_in_executor(executor, counted, found, names)
        except BrokenExecutor:
            if self._executor is executor:
                self._executor = self._begin()
            self._found.clear()
            self._tell()
            return None
        except Exception:
            log.exception("The margin of %s cannot be counted.", weapon)
            said = Margin(None, why=FAULT)
        return Counted(said, state, policy.digest, now)

    def _keep(self, weapon: WeaponId, made: Counted) -> None:
        before = self.of(weapon)
        known = self._found.get(weapon)
        self._found[weapon] = made
        if before != made.margin or known is None or known.packs != made.packs:
            self._tell()

    async def _moved(self, size: int) -> None:
        async def next_entry() -> None:
            async for _ in self._desk.follow(size - 1):
                return

        waiting = asyncio.ensure_future(next_entry())
        try:
            await asyncio.wait({waiting}, timeout=AGAIN_S)
        finally:
            waiting.cancel()

    def _tell(self) -> None:
        self.change += 1
        told, self._told = self._told, asyncio.Event()
        told.set()


def is_same(before: State, after: State, weapon: WeaponId) -> bool:
    """Whether two states of the record are the same in all that matters to a weapon."""
    if before is after:
        return True
    if before.weapons.get(weapon) != after.weapons.get(weapon):
        return False
    if before.keys is not after.keys and _good(before) != _good(after):
        return False
    return all(
        getattr(before, name) is getattr(after, name)
        or getattr(before, name) == getattr(after, name)
        for name in State.__struct_fields__
        if name not in APART
    )


def _good(state: State) -> dict[str, Ms | None]:
    return {key: one.revoked_at for key, one in state.keys.items()}
