"""The margin beside a desk: from an act's answer until its margin is known.

The desk runs on a file, and counts in a process of its own, as one that is served. A
day is played act by act; each waits for its count, so that none is for an older record.
What an act leaves as it was is not among the figures. After each it is asked what a
load would have led to, done anyway.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from msgspec import Struct

from bench.day import Day, a_day, a_day_of_a_pistol
from bench.table import Row
from lastlook import wiring
from lastlook.core.acts import Load
from lastlook.core.words import Ms
from lastlook.desk.desk import Desk
from lastlook.desk.player import DeskPlayer, ToldClock
from lastlook.ledger.keys import PrivateKey
from lastlook.wiring.counting import Counting

ROUNDS: Final = 15  # of ten acts
WEAPON: Final = "colt-1"
PLANNED: Final = {"12A": "dummies planned", "12B": "blanks planned"}
WEAPONS: Final[dict[str, Callable[[int, str], Day]]] = {
    "": partial(a_day, 0),
    ", pistol": a_day_of_a_pistol,
}
MOST: Final = "<= 1,000"
FOLDER: Final = Path("build")
LOOK_S: Final = 0.002  # how often it is looked whether a refusal is counted


class Taken(Struct):
    """How long it took, in ms: the first with its process, acts, loads asked for."""

    first: float
    acts: list[float]
    asked: list[float]


def rows() -> Iterator[Row]:
    """Every figure of the margin."""
    FOLDER.mkdir(exist_ok=True)
    for (set_up, load), (weapon, of) in product(PLANNED.items(), WEAPONS.items()):
        planned, day = f"{load}{weapon}", of(ROUNDS, set_up)
        with TemporaryDirectory(dir=FOLDER) as folder:
            taken = asyncio.run(_played(Path(folder) / "ledger", day))
        yield Row(f"margin, {planned}, the first", taken.first, "ms")
        name = f"act to margin, {planned}"
        yield Row(f"{name}, half within", _within(taken.acts, 50), "ms")
        yield Row(
            f"{name}, 99 of 100 within", _within(taken.acts, 99), "ms", None, MOST
        )
        name = f"load done anyway, {planned}"
        yield Row(f"{name}, half within", _within(taken.asked, 50), "ms")
        yield Row(
            f"{name}, 99 of 100 within", _within(taken.asked, 99), "ms", None, MOST
        )


def _within(taken: Sequence[float], percent: int) -> float:
    return sorted(taken)[min(len(taken) * percent // 100, len(taken) - 1)]


@asynccontextmanager
async def _counting(desk: Desk, clock: ToldClock) -> AsyncIterator[Counting]:
    margins = Counting(desk, clock, dict)
    running = asyncio.create_task(margins.run())
    yield margins
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def _played(path: Path, day: Day) -> Taken:
    clock = ToldClock()
    wiring.create(path, "long-road", PrivateKey(bytes(32)))
    async with wiring.open_desk(path, clock) as desk:
        player = DeskPlayer(desk, clock)
        begun = next(n for n, one in enumerate(day.asked) if one.act.at >= day.begins)
        for one in day.asked[:begun]:
            await player.answer(one, "whole")
        async with _counting(desk, clock) as margins:
            taken = Taken(await _known(margins), [], [])
            for n, one in enumerate(day.asked[begun:]):
                await player.answer(one, "whole")
                if margins.of(WEAPON) is None:
                    taken.acts.append(await _known(margins))
                    taken.asked.append(await _if_done(margins, _load(n, clock.at)))
    return taken


def _load(n: int, at: Ms) -> Load:
    named = f"00000000-0000-7000-8000-{n:012x}"
    return Load(
        id=named,
        production="long-road",
        by="armorer",
        at=at,
        weapon=WEAPON,
        chambers=(1, 2),
        box="B1",
    )


async def _known(margins: Counting) -> float:
    at = perf_counter()
    while margins.of(WEAPON) is None:
        await margins.changed()
    return (perf_counter() - at) * 1000


async def _if_done(margins: Counting, act: Load) -> float:
    at = perf_counter()
    while margins.if_done(act) is None:  # noqa: ASYNC110  # as a page does
        await asyncio.sleep(LOOK_S)
    return (perf_counter() - at) * 1000
