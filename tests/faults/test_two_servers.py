"""Two processes over one database take turns on one production."""

import asyncio
import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import aclosing, closing
from pathlib import Path

import msgspec

from lastlook import wiring
from lastlook.desk.clock import SystemClock
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.writer import BATCH_MAX
from lastlook.evidence.verify import Trusted, verify
from lastlook.ledger.postgres import PostgresStore
from lastlook.ledger.postgres_link import Patience
from lastlook.ledger.postgres_watch import watch
from lastlook.policy.library import shipped
from lastlook.wiring import Place
from tests.tidy.repository import ROOT
from tests.world.another_desk import READY, digest
from tests.world.desk import in_a_loop, together
from tests.world.postgres import Server, a_production

COUNT = 300  # acts of each desk


class AnotherDesk:
    """A desk that runs in another process, and what it has answered."""

    def __init__(self, place: str, seed: int) -> None:
        module = "tests.world.another_desk"
        self._child = subprocess.Popen(  # noqa: S603  # our own words
            [sys.executable, "-m", module, place, str(seed), str(COUNT)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._told, self._says = self._child.stdin, self._child.stdout

    def ready(self) -> None:
        """Wait until it is open."""
        assert self._says.readline() == READY

    def tell(self, word: str) -> None:
        """Tell it to go on."""
        self._told.write(f"{word}\n".encode())
        self._told.flush()

    def answers(self) -> list[tuple[bytes, bytes]]:
        """Every act and its receipt, once it has asked all."""
        return _pairs(iter(self._says.readline, b"\n"))

    def killed_after(self, count: int) -> list[tuple[bytes, bytes]]:
        """What it had answered when it was killed, after so many."""
        some = list(itertools.islice(self._says, count))
        self._child.kill()
        return _pairs(line for line in (*some, *self._says) if line.endswith(b"\n"))

    def knows(self, size: int) -> bytes:
        """A digest of its state once it has so many entries."""
        self.tell(str(size))
        return self._says.readline().rstrip(b"\n")

    def close(self) -> None:
        """Let it go."""
        self._child.communicate()


def _pairs(lines: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    split = (line.rstrip(b"\n").split(b" ", 1) for line in lines)
    return [(act, receipt) for act, receipt in split]


def two_places(server: Server, folder: Path) -> tuple[str, str]:
    """One production, at two desks with files of their own."""
    production = a_production()
    places = []
    for name in ("one", "two"):
        (folder / name).mkdir()
        places.append(f"{server.url()}&production={production}&files={folder / name}")
    wiring.init(wiring.place_at(places[0]), production, [shipped("house")])
    for file in (folder / "one").iterdir():
        shutil.copy(file, folder / "two")
    return places[0], places[1]


async def check(place: Place, answered: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Each answered act is there once, and whoever asks again hears the same."""
    async with wiring.open_desk(place, SystemClock()) as desk:
        size = desk.size
        entries = {entry.n: entry for entry in desk.log.read()}
        assert len({entry.act for entry in entries.values()}) == size
        asked = []
        for act, receipt in answered:
            entry = entries[msgspec.json.decode(receipt)["n"]]
            assert entry.act == act
            asked.append(Envelope(act, entry.key, entry.signature))
        for at in range(0, len(answered), BATCH_MAX):
            some = answered[at : at + BATCH_MAX]
            again = await together(desk, asked[at : at + BATCH_MAX])
            receipts = [one.to_json() for one in again if isinstance(one, Receipt)]
            assert receipts == [told for _, told in some]
        assert desk.size == size
        return digest(desk)


def holds(place: Place) -> int:
    """How many entries there are, every one of them decided again."""
    with wiring.kept(place) as kept:
        assert kept.key is not None
        trusted = Trusted(kept.key, kept.older)
        found = verify(kept.leaves(0), kept.checkpoint, trusted)
    assert found.findings == ()
    assert found.checkpoint is not None
    return found.checkpoint.size


def test_no_entry_is_lost_none_is_twice_and_both_know_the_same(
    postgres: Server, tmp_path: Path
) -> None:
    places = two_places(postgres, tmp_path)
    desks = [AnotherDesk(place, seed) for seed, place in enumerate(places)]
    for desk in desks:
        desk.ready()
    for desk in desks:
        desk.tell("go")
    answered = [desk.answers() for desk in desks]
    assert [len(some) for some in answered] == [COUNT, COUNT]
    size = holds(wiring.place_at(places[0]))
    assert size == 1 + 2 * COUNT
    known = {desk.knows(size) for desk in desks}
    for desk in desks:
        desk.close()
    # Now as a third one, from the first one's files, and a fourth from the second's.
    for place in places:
        known.add(asyncio.run(check(wiring.place_at(place), answered[0] + answered[1])))
    assert len(known) == 1
    numbers = [msgspec.json.decode(told)["n"] for _, told in answered[0]]
    turns = sum(b - a > 1 for a, b in itertools.pairwise(sorted(numbers)))
    assert turns > 5, "they did not take turns"


@in_a_loop
async def test_whoever_only_follows_another_process_hears_of_all_it_writes(
    postgres: Server, tmp_path: Path
) -> None:
    place, _ = await asyncio.to_thread(two_places, postgres, tmp_path)
    production = wiring.place_at(place).production
    # So long between two looks that it is the server's word that is heard.
    patience = Patience(polling=3_600_000)
    address = msgspec.structs.replace(postgres.address(), patience=patience)
    desk = AnotherDesk(place, seed=0)
    await asyncio.to_thread(desk.ready)
    async with (
        asyncio.timeout(60),
        aclosing(watch(address, production)) as heard,
    ):
        await anext(heard)
        desk.tell("go")
        answers = asyncio.create_task(asyncio.to_thread(desk.answers))
        with closing(PostgresStore.open_to_read(address, production)) as store:
            head = store.head()
            while head is None or head.size <= COUNT:
                await anext(heard)
                head = await asyncio.to_thread(store.head)
        assert len(await answers) == COUNT
    await asyncio.to_thread(desk.knows, head.size)
    desk.close()


def test_when_one_is_killed_the_other_goes_on_and_every_answer_stands(
    postgres: Server, tmp_path: Path
) -> None:
    places = two_places(postgres, tmp_path)
    dying, living = (AnotherDesk(place, seed) for seed, place in enumerate(places))
    for desk in (dying, living):
        desk.ready()
        desk.tell("go")
    answered = dying.killed_after(40)
    answered += living.answers()
    assert len(answered) >= 40 + COUNT
    size = holds(wiring.place_at(places[1]))
    living.knows(size)
    dying.close()
    living.close()
    for place in places:  # the killed one's files too: its head file goes on
        asyncio.run(check(wiring.place_at(place), answered))
