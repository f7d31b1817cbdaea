"""The margin of every weapon in play, counted beside the desk.

1. Nothing is searched in the desk's process, and no answer waits for a count.
2. A count is for one state of the record. Where the record has moved in what matters to
   the weapon, or the count is older than `STALE_MS`, there is none: *unknown*.
3. One weapon is counted at a time, those in somebody's hands first. Time alone can
   change a count, so each is looked at again every `AGAIN_S`.
4. Where counting ends, for whatever reason, every count is unknown.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.core.policy import Policy
from lastlook.core.state import HeldBy, State
from lastlook.core.words import Ms, PersonId, WeaponId
from lastlook.desk.clock import Clock
from lastlook.desk.desk import Desk
from lastlook.hazard.margin import STATES_MAX, Margin, Search, margin
from lastlook.hazard.phrases import part
from lastlook.hazard.standing import Standing, Unjudged, standing
from lastlook.wiring.analysing import apart

STALE_MS: Final = 15_000
AGAIN_S: Final = 5.0
# Fields of the state that every act or another weapon's act moves.
APART: Final = frozenset({"keys", "n", "now", "out", "trainers", "weapons"})
Names: TypeAlias = Mapping[PersonId, str]
_searches: dict[tuple[str, str, object], Search] = {}  # of the counting process


def counted(found: Standing, names: Names) -> Margin:
    """The margin of one weapon as it stands; what was searched before is kept."""
    scene = found.scene
    key = scene.policy.digest, scene.title, scene.sort
    search = _searches.get(key)
    if search is None or search.size > STATES_MAX:
        search = _searches[key] = Search(scene)
    real = dict(found.people)

    def name(person: str) -> str:
        return names.get(real[person], real[person]) if person in real else part(person)

    return margin(search, found, name)


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
        self._told = asyncio.Event()
        self.change = 0  # another number whenever a page has something else to show

    def of(self, weapon: WeaponId) -> Margin | None:
        """The margin now; None where it is unknown (2)."""
        found = self._found.get(weapon)
        if found is None or not self._holds(weapon, found):
            return None
        return found.margin

    async def changed(self) -> None:
        """Wait until there is something else to show."""
        await self._told.wait()

    async def run(self) -> None:
        """Count until cancelled."""
        try:
            while True:
                size = self._desk.size
                for weapon in self._due():
                    await self._count(weapon)
                    if self._desk.size != size:
                        break
                else:
                    await self._moved(size)
        finally:
            # (4) nothing old is shown as if it were counted still
            self._found.clear()
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
        state, policy = self._desk.state, self._desk.policy
        now, names = self._clock.now_ms(), self._names()
        found = await asyncio.to_thread(standing, state, policy, weapon, now)
        if isinstance(found, Unjudged):
            said = Margin(None, why=found.why)
        else:
            loop = asyncio.get_running_loop()
            try:
                said = await loop.run_in_executor(self._executor, counted, found, names)
            except BrokenExecutor:
                self._executor = self._begin()
                self._found.clear()
                self._tell()
                return
        self._keep(weapon, Counted(said, state, policy.digest, now), policy)

    def _keep(self, weapon: WeaponId, made: Counted, policy: Policy) -> None:
        before = self.of(weapon)
        known = self._found.get(weapon)
        self._found[weapon] = made
        if before != made.margin or known is None or known.packs != policy.digest:
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
