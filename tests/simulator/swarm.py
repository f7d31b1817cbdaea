"""What one seed lets happen, and how often: drawn anew for each.

1. Each thing that can go wrong is left out of half of all runs, so that others are
   seen without it; else its rate is drawn over orders of magnitude.
2. A swarm is a value: `calmer` gives those with one thing less, for shrinking.
"""

from collections.abc import Iterator
from random import Random
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict, replace

from tests.simulator.disk import Faults


class Swarm(Struct, frozen=True):
    """What happens in one run. Rates are of one act, request or operation.

    Attributes:
        phones: how many people ask at once.
        acts: how many acts each asks for.
        boots: how often the desk goes down before it is left in peace.
        up: how long it stays up at most, seconds.
        slow: how long a job of the desk's takes at most, seconds.
        disk: what the disk does.
        power: of the crashes, how many are power cuts; the others only kill.
        clean: of all ends, how many are an orderly close.
        lost: requests that do not arrive.
        doubled: requests that arrive twice.
        unheard: answers that do not come back.
        late: how long a request or an answer is under way at most, seconds.
        vanishing: clients that leave while they wait.
        bursts: how often somebody asks for several acts at once.
        together: how often a burst goes under one signature for each person.
        taken: how often an id is used again for another act.
        pins: how often somebody without a phone speaks on another's.
        previews: how often somebody only asks what would be answered.
        jumps: how often the machine's clock is set wrong, a second.
        restores: how often an old copy of the ledger is put back at a start.
    """

    phones: int
    acts: int
    boots: int
    up: float
    slow: float
    disk: Faults
    power: float
    clean: float
    lost: float
    doubled: float
    unheard: float
    late: float
    vanishing: float
    bursts: float
    together: float
    taken: float
    pins: float
    previews: float
    jumps: float
    restores: float


OFF: Final = (
    "lost",
    "doubled",
    "unheard",
    "vanishing",
    "bursts",
    "together",
    "taken",
    "pins",
)
MORE: Final = ("previews", "jumps", "restores", "slow", "late", "clean")


def drawn(seed: int) -> Swarm:
    """The swarm of a seed."""
    dice = Random(f"swarm {seed}")  # noqa: S311  # the same every time

    def some(low: float, high: float) -> float:
        if dice.random() < 0.5:
            return 0.0
        return float(low * (high / low) ** dice.random())

    return Swarm(
        phones=dice.randint(1, 8),
        acts=dice.randint(4, 20),
        boots=dice.randint(0, 6),
        up=dice.choice((0.5, 3.0, 20.0)),
        slow=dice.choice((0.0, 0.01, 0.3, 3.0)),
        disk=Faults(
            write=some(0.0005, 0.03),
            flush=some(0.005, 0.3),
            read=some(0.0001, 0.003),
            full=some(0.003, 0.1),
            cut=some(0.0005, 0.02),
        ),
        power=dice.choice((0.0, 0.5, 1.0)),
        clean=some(0.2, 0.9),
        lost=some(0.01, 0.4),
        doubled=some(0.01, 0.5),
        unheard=some(0.01, 0.5),
        late=dice.choice((0.0, 0.02, 0.5, 4.0)),
        vanishing=some(0.01, 0.4),
        bursts=some(0.05, 0.7),
        together=some(0.1, 0.9),
        taken=some(0.01, 0.1),
        pins=some(0.01, 0.05),
        previews=some(0.05, 0.5),
        jumps=some(0.02, 0.5),
        restores=some(0.1, 0.6),
    )


def calmer(swarm: Swarm) -> Iterator[Swarm]:
    """The same with one thing less, the boldest cuts first."""
    for name in (*OFF, *MORE):
        if getattr(swarm, name):
            yield replace(swarm, **{name: 0.0})
    for name, rate in asdict(swarm.disk).items():
        if rate:
            yield replace(swarm, disk=replace(swarm.disk, **{name: 0.0}))
    for name, least in (("boots", 0), ("phones", 1), ("acts", 1)):
        count = getattr(swarm, name)
        for less in {least, (count + least) // 2, count - 1}:
            if least <= less < count:
                yield replace(swarm, **{name: less})
