"""How long a desk takes to open a ledger of a million entries.

The entries are hand-overs, decided and folded in as a desk does it, and appended in
batches of 1,024. Their signatures are zeros: whoever opens a ledger checks the log's
signature and not the acts' (the verifier does). The floor reads the same rows and does
nothing with them. Opening is what `lastlook serve` does before it answers: store, head
file, checkpoint, tree, people, state. The files were just written, so they are in the
machine's memory as far as they fit.
"""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import msgspec
from msgspec.structs import replace

from bench.day import EIGHT_MS, a_day
from bench.table import Row
from lastlook import wiring
from lastlook.core.answers import Asked
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.state import State
from lastlook.desk.clock import act_id
from lastlook.desk.player import ToldClock
from lastlook.desk.replay import NO_PACKS
from lastlook.desk.wire import CORE, decision_bytes
from lastlook.ledger.entry import Draft
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.note import Signer
from lastlook.ledger.sqlite import SqliteStore

ENTRIES: Final = 1_000_000
EVERY_MS: Final = 20  # from one act to the next: a million of them in six hours
BATCH: Final = 1024
# Not /tmp, which is in memory on many machines.
FOLDER: Final = Path("build")
KEY: Final = PrivateKey(bytes(32))
SIGNER: Final = Signer(wiring.origin("long-road"), KEY)

acts = msgspec.json.Encoder()


def rows() -> Iterator[Row]:
    """Every figure of opening."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as folder:
        path = Path(folder) / "ledger"
        taken = perf_counter()
        state = _built(path)
        yield Row(
            "ledger built, decided and appended",
            ENTRIES / (perf_counter() - taken),
            "entries/s",
        )
        reading = _read(path)
        whole, folded = asyncio.run(_opened(path))
        yield Row(f"open, {ENTRIES:,} entries, all read", whole, "s", reading)
        quick, resumed = asyncio.run(_opened(path))
        yield Row(f"open, {ENTRIES:,} entries, by snapshot", quick, "s", None, "<= 2")
        assert resumed == folded == state
        same = acts.encode(resumed) == acts.encode(folded)
        assert same, "the tables have another order"
        size = wiring.Files(path).snapshot.stat().st_size
        yield Row("  the snapshot", size / 1024, "KiB")


def _built(path: Path) -> State:
    wiring.create(path, "long-road", KEY)
    state, drafts = State(), _drafts()
    files = wiring.Files(path)
    with closing(SqliteStore.open(path)) as store:
        log = Log.open(store, SIGNER, HeadOnDisk(files.head))
        with closing(log):
            while some := list(islice(drafts, BATCH)):
                log.append([draft for draft, _ in some])
                state = some[-1][1]
    return state


def _drafts() -> Iterator[tuple[Draft, State]]:
    """The day's set-up, then its first round over and over; the state after each."""
    day = a_day(0, 1)
    begun = next(n for n, one in enumerate(day.asked) if one.act.at >= day.begins)
    round_ = cycle(day.asked[begun:])
    state, policy = State(), NO_PACKS
    for n in range(ENTRIES):
        if n < begun:
            asked = day.asked[n]
        else:
            one, at = next(round_), EIGHT_MS + EVERY_MS * n
            chance = n.to_bytes(10, "big")
            asked = Asked(replace(one.act, id=act_id(at, chance), at=at), one.key, at)
        decision = decide(state, asked, policy)
        state, policy = after(state, asked, decision), day.policy
        yield (
            Draft(
                recorded_at=asked.now,
                act_id=bytes.fromhex(asked.act.id.replace("-", "")),
                key=asked.key,
                act=acts.encode(asked.act),
                signature=bytes(64),
                decision=decision_bytes(decision),
                core=CORE,
                pack=policy.digest,
            ),
            state,
        )


def _read(path: Path) -> float:
    """Seconds to read every row."""
    with closing(SqliteStore.open_to_read(path)) as store:
        taken = perf_counter()
        assert sum(1 for _ in store.read(0, ENTRIES)) == ENTRIES
        return perf_counter() - taken


async def _opened(path: Path) -> tuple[float, State]:
    """Seconds until the desk answers, and the state it has."""
    clock = ToldClock(EIGHT_MS + EVERY_MS * ENTRIES)
    taken = perf_counter()
    async with wiring.open_desk(path, clock) as desk:
        return perf_counter() - taken, desk.state
