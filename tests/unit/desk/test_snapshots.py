"""A start from a snapshot is a start from the ledger, or it does not happen."""

import base64
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.core.acts import AdoptPack, AnyAct, ChangeDeskKey, LoseDeskKey, Stop
from lastlook.core.answers import Granted
from lastlook.core.state import State
from lastlook.desk import snapshots as module
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.replay import Rulebook, replay
from lastlook.desk.snapshot import snapshot_bytes
from lastlook.desk.snapshots import SnapshotFile, Snapshots
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Former, Log
from lastlook.ledger.note import Signer
from lastlook.policy.library import Library, shipped
from tests.world.desk import PRODUCTION, Company, in_a_loop
from tests.world.kept import PlaceInMemory
from tests.world.ledger import a_signer

LATER = 1_000_000  # entries: none is taken any more


def company(place: PlaceInMemory, every: int = 2) -> Company:
    made = Company()
    made.snapshots = Snapshots(a_signer(PRODUCTION), place, every)
    return made


@asynccontextmanager
async def played(company: Company) -> AsyncIterator[Desk]:
    """Opened, a safe, an armorer, another pack, two stops."""
    async with company.open_desk(armorer=("armorer",)) as desk:
        pack = shipped("house").replace('id = "house"', 'id = "stricter"')
        await desk.submit(company.office.says(AdoptPack, pack=pack))
        armorer = company.phone("armorer")
        for _ in range(2):
            await desk.submit(armorer.says(Stop))
        yield desk


def begun(
    company: Company, place: PlaceInMemory, heard: list[int] | None = None
) -> State:
    """The state of a new start; `heard` gets the entries that were read."""
    company.snapshots = Snapshots(a_signer(PRODUCTION), place, LATER)
    return Desk(company.parts(), None if heard is None else heard.append).state


def folded(company: Company) -> State:
    """The state that all entries make."""
    return replay(company.parts().log.read(), Rulebook(Library()))


@cache
def kept() -> tuple[Company, bytes]:
    """A production, and a snapshot of it that is not of its end."""
    place = PlaceInMemory()
    made = company(place, every=4)

    @in_a_loop
    async def play() -> None:
        async with played(made):
            pass

    play()
    assert place.content is not None
    return made, place.content


def stopped(times: int) -> Company:
    """Another production of the same name and key: opened, a safe, so many stops."""
    made = Company()

    @in_a_loop
    async def play() -> None:
        async with made.open_desk() as desk:
            for _ in range(times):
                await desk.submit(made.office.says(Stop))

    play()
    return made


def believed(company: Company, content: bytes) -> bool:
    """Whether a start reads less than everything; its state is right in any case."""
    place, heard = PlaceInMemory(), list[int]()
    place.content = content
    assert begun(company, place, heard) == folded(company)
    return heard == []  # entry 0 is told where it is read


def test_a_start_from_a_snapshot_has_the_state_of_the_whole_ledger() -> None:
    made, content = kept()
    assert believed(made, content)


@in_a_loop
async def test_a_desk_that_began_from_a_snapshot_goes_on_under_the_same_packs() -> None:
    place = PlaceInMemory()
    made = company(place)
    async with played(made) as desk:
        policy = desk.policy
    async with made.desk() as desk:
        assert desk.policy == policy
        size = desk.size
        assert (await desk.submit(made.office.says(Stop))).n == size
        assert desk.state == folded(made)


@in_a_loop
async def test_one_is_taken_when_it_is_due_and_at_a_start_that_read_much() -> None:
    place = PlaceInMemory()
    made = company(place, every=LATER)
    async with played(made) as desk:
        size = desk.size
    assert place.content is None
    made.snapshots = Snapshots(a_signer(PRODUCTION), place, size)
    async with made.desk():
        pass
    assert place.written == 1
    made.snapshots = Snapshots(a_signer(PRODUCTION), place, size)
    async with made.desk() as desk:  # nothing new: none is due
        await desk.submit(made.office.says(Stop))
    assert place.written == 1


@given(st.data())
def test_a_snapshot_with_any_bit_turned_is_not_believed(data: st.DataObject) -> None:
    made, content = kept()
    turned = bytearray(content)
    turned[data.draw(st.integers(0, len(turned) - 1))] ^= 1 << data.draw(
        st.integers(0, 7)
    )
    assert not believed(made, bytes(turned))


@given(st.data())
def test_a_snapshot_that_is_cut_off_or_goes_on_is_not_believed(
    data: st.DataObject,
) -> None:
    made, content = kept()
    cut = data.draw(st.integers(0, len(content) - 1))
    assert not believed(made, content[:cut])
    assert not believed(made, content + b" ")


def test_why_it_is_not_believed_is_said_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    made, content = kept()
    assert not believed(made, content[:-1])
    assert "not used, every entry is read: It is of another ledger" in caplog.text


@in_a_loop
async def test_a_snapshot_of_another_key_is_not_believed() -> None:
    made, place = Company(), PlaceInMemory()
    made.snapshots = Snapshots(a_signer("lastlook/other"), place, 1)
    async with played(made):
        pass
    assert place.content is not None
    assert not believed(made, place.content)


def test_a_snapshot_of_a_longer_ledger_is_not_believed() -> None:
    longer, content = kept()
    shorter = stopped(0)
    assert longer.parts().log.size > shorter.parts().log.size
    assert not believed(shorter, content)


def test_a_snapshot_of_a_ledger_with_other_entries_is_not_believed() -> None:
    _, content = kept()
    assert not believed(stopped(9), content)


def test_a_snapshot_by_other_rules_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, content = kept()
    monkeypatch.setattr(module, "rules", lambda: "0" * 64)
    assert not believed(made, content)


def test_a_snapshot_that_is_not_what_it_says_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, place = kept()[0], PlaceInMemory()
    monkeypatch.setattr(
        module,
        "snapshot_bytes",
        lambda state, rulebook: snapshot_bytes(replace(state, n=3), rulebook),
    )
    parts, rulebook = made.parts(), Rulebook(Library())
    state = replay(parts.log.read(), rulebook)
    taken = Snapshots(a_signer(PRODUCTION), place)
    taken.take(state, parts.log.root(state.n), rulebook)
    assert place.content is not None
    assert not believed(made, place.content)


@in_a_loop
async def test_a_snapshot_that_cannot_be_written_stops_nothing() -> None:
    place = PlaceInMemory()
    place.fails = OSError("no room")
    made = company(place)
    async with played(made) as desk:
        assert desk.state == folded(made)
        place.fails = None
    async with made.desk():
        pass
    assert place.written == 1


def test_a_snapshot_that_cannot_be_read_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    made, _ = kept()
    place = PlaceInMemory()
    place.fails = OSError("bad sector")
    with caplog.at_level(logging.WARNING):
        assert begun(made, place) == folded(made)
    assert "bad sector" in caplog.text


def test_the_file_keeps_the_last_one_whole(tmp_path: Path) -> None:
    place = SnapshotFile(tmp_path / "colt.ledger.snapshot")
    assert place.read() is None
    place.write(b"one")
    place.write(b"two")
    assert place.read() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["colt.ledger.snapshot"]


def test_a_file_half_written_leaves_the_one_before(tmp_path: Path) -> None:
    place = SnapshotFile(tmp_path / "snapshot")
    place.write(b"one")
    (tmp_path / "snapshot.new").write_bytes(b"tw")  # then the power went
    assert place.read() == b"one"
    place.write(b"three")
    assert place.read() == b"three"


# --- the desk's key changed ----------------------------------------------------


SECOND = Signer(PRODUCTION, PrivateKey(b"2" * 32))


@cache
def rekeyed(*, lost: bool = False) -> tuple[Company, dict[str, bytes]]:
    """A production whose key was changed, and its snapshots before and after."""
    made, there = Company(), dict[str, bytes]()

    def take(desk: Desk, signer: Signer, name: str) -> None:
        place = PlaceInMemory()
        rulebook = Rulebook(Library())
        state = replay(desk.log.read(), rulebook)
        Snapshots(signer, place).take(state, desk.log.root(state.n), rulebook)
        there[name] = place.content or b""

    @in_a_loop
    async def play() -> None:
        async with made.open_desk() as desk:
            first = desk.log.signer
            await desk.submit(made.office.says(Stop))
            take(desk, first, "before")
            desk.log.rekey(SECOND, lost=lost)
            last = base64.b64encode(desk.log.checkpoint).decode()
            note = base64.b64encode(desk.log.hand_over()).decode()
            said = {"key": key_text(SECOND.verifier.public), "note": note}
            kind: type[AnyAct] = ChangeDeskKey
            if lost:
                kind, said["last"] = LoseDeskKey, last
            receipt = await desk.submit(made.office.says(kind, **said))
            assert isinstance(receipt.answer, Granted)
            await desk.submit(made.office.says(Stop))
            take(desk, first, "after, by the first")
            take(desk, SECOND, "after")

    play()
    return made, there


def begun_by(
    company: Company, content: bytes, former: Former | None = None
) -> tuple[State, list[int]]:
    """The state of a start under the second key, and the entries that were read."""
    place, heard = PlaceInMemory(), list[int]()
    place.content = content
    log = Log.open(company.store, SECOND, company.head_file, former)
    snapshots = Snapshots(SECOND, place, LATER)
    return snapshots.begin(log, Rulebook(Library()), heard.append), heard


FORMER = Former(a_signer(PRODUCTION).verifier, a_signer(PRODUCTION))


@pytest.mark.parametrize("former", [None, FORMER], ids=["retired", "signs along"])
@pytest.mark.parametrize("name", ["before", "after"])
def test_a_snapshot_by_the_key_of_its_time_is_used_after_a_change(
    name: str, former: Former | None
) -> None:
    made, there = rekeyed()
    state, heard = begun_by(made, there[name], former)
    assert heard == []  # entry 0 was not read
    log = Log.open_to_read(made.store, SECOND.verifier)
    assert state == replay(log.read(), Rulebook(Library()))


@pytest.mark.parametrize("former", [None, FORMER], ids=["retired", "signs along"])
def test_one_by_a_key_that_gave_way_before_it_is_not(former: Former | None) -> None:
    made, there = rekeyed()
    _, heard = begun_by(made, there["after, by the first"], former)
    assert heard == [0]


def test_one_by_a_key_that_was_lost_since_is_not() -> None:
    made, there = rekeyed(lost=True)
    assert begun_by(made, there["before"])[1] == [0]
    assert begun_by(made, there["after"])[1] == []
