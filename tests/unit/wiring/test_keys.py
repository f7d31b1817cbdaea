"""The desk's key changed, in the files and in the record, whatever interrupts it."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.core.acts import Enrol, Forget, Stop
from lastlook.core.answers import Granted
from lastlook.desk.clock import SystemClock
from lastlook.desk.own_key import keys_before
from lastlook.desk.people import Details
from lastlook.desk.unanswered import DeskStopped
from lastlook.evidence.verify import Trusted, verify
from lastlook.ledger.errors import HeadFileError
from lastlook.ledger.note import Verifier, read_vkey
from lastlook.policy.library import shipped
from lastlook.wiring.condition import condition
from tests.world.desk import in_a_loop

SALT = b"s" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "colt.ledger"
    wiring.init(made, "colt-45", [shipped("house")])
    return made


def office(path: Path) -> wiring.Speaker:
    return wiring.Speaker(wiring.Files(path).office)


def key_of(path: Path) -> Verifier:
    return read_vkey(wiring.vkey(path))


@in_a_loop
async def stops(path: Path) -> None:
    async with wiring.open_desk(path, SystemClock()) as desk:
        pen = wiring.pen("colt-45", wiring.Files(path).office)
        said = pen.act(Stop, SystemClock().now_ms())
        assert isinstance((await desk.submit(pen.signed(said))).answer, Granted)


def holds(path: Path, key: Verifier) -> bool:
    with wiring.kept(path) as kept:
        return verify(kept.leaves(0), kept.checkpoint, Trusted(key)).holds


def test_after_a_change_the_new_key_signs_and_the_first_one_leads_to_it(
    path: Path,
) -> None:
    first, files = key_of(path), wiring.Files(path)
    second = wiring.rotate_key(path, office(path))
    assert key_of(path) == second != first
    for file in (files.key, files.former_key):
        assert file.stat().st_mode & 0o777 == 0o600
    stops(path)
    assert wiring.retire_key(path) == first
    assert wiring.retire_key(path) is None
    stops(path)
    third = wiring.rotate_key(path, office(path))
    stops(path)
    for key in (first, second, third):
        assert holds(path, key)


def ends_of(path: Path) -> dict[Verifier, int | None]:
    """The keys before the desk's own, each with the size up to which it signed."""

    async def opened() -> dict[Verifier, int | None]:
        async with wiring.open_desk(path, SystemClock()) as desk:
            return dict(keys_before(desk.log, desk.state.desk_keys))

    return asyncio.run(opened())


def test_a_key_ends_where_it_signs_no_more_and_not_where_it_names_the_next(
    path: Path,
) -> None:
    assert ends_of(path) == {}
    first, second = key_of(path), wiring.rotate_key(path, office(path))
    stops(path)
    assert ends_of(path) == {first: None}
    wiring.retire_key(path)
    assert ends_of(path) == {first: None}  # for all that is on record
    stops(path)
    assert ends_of(path) == {first: 3}
    wiring.lose_key(path, second, office(path))
    assert ends_of(path) == {first: 3, second: 4}
    stops(path)
    assert ends_of(path) == {first: 3, second: 4}


def test_whoever_looks_the_files_through_finds_nothing_amiss(path: Path) -> None:
    wiring.rotate_key(path, office(path))
    wiring.retire_key(path)
    stops(path)
    wiring.lose_key(path, key_of(path), office(path))
    stops(path)
    assert all(check.holds for check in condition(path))


def test_a_checkpoint_by_a_key_that_never_signed_it_is_found(path: Path) -> None:
    other = path.with_name("other.ledger")
    wiring.init(other, "colt-45", [shipped("house")])
    [fault] = {
        fault.what.partition(" (")[0]
        for check in condition(path, wiring.vkey(other))
        for fault in check.faults
        if fault.where.startswith("checkpoint ")
    }
    assert fault == "No trusted key has signed this note"


def test_a_second_change_waits_until_the_first_is_over(path: Path) -> None:
    wiring.rotate_key(path, office(path))
    with pytest.raises(wiring.WiringError, match="lastlook key retire"):
        wiring.rotate_key(path, office(path))
    assert not wiring.Files(path).next_key.exists()


def test_where_no_desk_opens_nothing_of_a_change_is_begun(path: Path) -> None:
    files, lost = wiring.Files(path), key_of(path)
    head = files.head.read_bytes()
    files.head.unlink()
    with pytest.raises(HeadFileError):
        wiring.rotate_key(path, office(path))
    with pytest.raises(HeadFileError):
        wiring.lose_key(path, lost, office(path))
    assert not files.next_key.exists()
    files.head.write_bytes(head)
    stops(path)


def test_interrupted_before_it_was_recorded_it_is_done_again(path: Path) -> None:
    first, files = key_of(path), wiring.Files(path)
    # As far as the file of the next key: here it is that of another change.
    other = path.with_name("other.ledger")
    wiring.init(other, "colt-45", [shipped("house")])
    wiring.Files(other).key.rename(files.next_key)
    with pytest.raises(wiring.WiringError, match="was being changed"):
        stops(path)
    second = wiring.rotate_key(path, office(path))
    assert key_of(path) == second
    assert not files.next_key.exists()
    stops(path)
    assert holds(path, first)


def test_interrupted_after_it_was_recorded_it_is_finished(path: Path) -> None:
    first, files = key_of(path), wiring.Files(path)
    old = files.key.read_bytes()
    second = wiring.rotate_key(path, office(path))
    size = wiring.state_of(path).n
    # As it was before the new key took the old one's place.
    files.key.rename(files.next_key)
    files.former_key.unlink()
    files.key.touch(0o600)
    files.key.write_bytes(old)
    with pytest.raises(wiring.WiringError, match="was being changed"):
        stops(path)
    assert wiring.rotate_key(path, office(path)) == second
    assert wiring.state_of(path).n == size
    stops(path)
    assert holds(path, first)


def test_no_key_is_retired_while_a_desk_signs_by_it(path: Path) -> None:
    wiring.rotate_key(path, office(path))

    @in_a_loop
    async def retires_beside_a_desk() -> None:
        async with wiring.open_desk(path, SystemClock()):
            wiring.retire_key(path)

    with pytest.raises(wiring.WiringError, match="A desk runs"):
        retires_beside_a_desk()
    assert wiring.Files(path).former_key.exists()


def test_with_the_old_key_in_its_place_again_no_desk_starts(path: Path) -> None:
    files = wiring.Files(path)
    wiring.rotate_key(path, office(path))
    files.former_key.replace(files.key)
    with pytest.raises(DeskStopped, match="goes on under another key"):
        stops(path)


def test_a_lost_key_is_declared_so_by_who_has_its_public_half(path: Path) -> None:
    first, files = key_of(path), wiring.Files(path)
    files.key.unlink()
    second = wiring.lose_key(path, first, office(path))
    assert key_of(path) == second
    stops(path)
    assert holds(path, second)
    assert not holds(path, first)
    assert wiring.state_of(path).desk_keys[0].lost_by == "office"


def test_of_another_key_it_cannot_be_said_that_it_was_lost(path: Path) -> None:
    other = path.with_name("other.ledger")
    wiring.init(other, "colt-45", [shipped("house")])
    with pytest.raises(wiring.WiringError, match="is not the key in force") as asked:
        wiring.lose_key(path, key_of(other), office(path))
    assert f"That is {wiring.vkey(path)}." in str(asked.value)
    # Nothing is left that stands in the way.
    assert not wiring.Files(path).next_key.exists()
    stops(path)


def test_the_key_that_is_lost_is_the_one_in_force_not_an_earlier_one(
    path: Path,
) -> None:
    first, files = key_of(path), wiring.Files(path)
    second = wiring.rotate_key(path, office(path))
    files.key.unlink()
    with pytest.raises(wiring.WiringError, match="is not the key in force") as asked:
        wiring.lose_key(path, first, office(path))
    assert f"That is {second.vkey}, as the record says." in str(asked.value)
    assert wiring.lose_key(path, second, office(path)) == key_of(path)
    stops(path)


def test_another_ledgers_key_in_the_place_of_the_next_stops_nobody(path: Path) -> None:
    files, other = wiring.Files(path), path.with_name("other.ledger")
    wiring.init(other, "another", [shipped("house")])
    assert wiring.put_aside(path) is None
    shutil.copy(wiring.Files(other).key, files.next_key)
    stops(path)
    aside = wiring.put_aside(path)
    assert aside == files.next_key.with_name("colt.ledger.key.next.other")
    assert aside.read_bytes() == wiring.Files(other).key.read_bytes()
    assert wiring.rotate_key(path, office(path)) == key_of(path)
    stops(path)


def interrupted(path: Path, change: Callable[[], Verifier]) -> Verifier:
    """A change whose entry is there, and whose key is not in its place yet."""
    files = wiring.Files(path)
    old = files.key.read_bytes()
    made = change()
    files.key.rename(files.next_key)
    files.former_key.unlink(missing_ok=True)
    files.key.touch(0o600)
    files.key.write_bytes(old)
    return made


def test_of_an_interrupted_change_in_order_no_loss_is_made(path: Path) -> None:
    first, files = key_of(path), wiring.Files(path)
    second = interrupted(path, lambda: wiring.rotate_key(path, office(path)))
    with pytest.raises(wiring.WiringError, match="lastlook key rotate"):
        wiring.lose_key(path, first, office(path))
    with pytest.raises(wiring.WiringError, match="is being changed"):
        wiring.retire_key(path)
    assert key_of(path) == first
    # Finished, even where the first key is gone by now; then the second can be lost.
    files.key.unlink()
    assert wiring.rotate_key(path, office(path)) == second == key_of(path)
    assert not files.former_key.exists()
    wiring.lose_key(path, second, office(path))
    assert wiring.state_of(path).desk_keys[-1].lost_by == "office"
    stops(path)
    assert holds(path, key_of(path))


def test_of_an_interrupted_loss_no_change_in_order_is_made(path: Path) -> None:
    first, files = key_of(path), wiring.Files(path)
    second = interrupted(path, lambda: wiring.lose_key(path, first, office(path)))
    with pytest.raises(wiring.WiringError, match="lastlook key lost"):
        wiring.rotate_key(path, office(path))
    assert not files.former_key.exists()
    assert wiring.lose_key(path, first, office(path)) == second == key_of(path)
    stops(path)


def test_who_may_not_change_it_changes_nothing(path: Path) -> None:
    files = wiring.Files(path)
    key, size = files.key.read_bytes(), wiring.state_of(path).n

    @in_a_loop
    async def enrol() -> None:
        async with wiring.open_desk(path, SystemClock()) as desk:
            pen = wiring.pen("colt-45", files.office)
            fields = {"person": "actor", "roles": ("performer",)}
            said = pen.act(Enrol, SystemClock().now_ms(), **fields)
            assert isinstance((await desk.submit(pen.signed(said))).answer, Granted)

    enrol()
    stranger = wiring.Speaker(files.office, "actor")
    changes: tuple[Callable[[], Verifier], ...] = (
        lambda: wiring.rotate_key(path, stranger),
        lambda: wiring.lose_key(path, key_of(path), stranger),
    )
    for change in changes:
        with pytest.raises(wiring.WiringError, match="may not change"):
            change()
        assert files.key.read_bytes() == key
        assert not files.next_key.exists()
    assert wiring.state_of(path).n == size + 1


def test_a_name_that_a_backup_brings_back_is_gone_when_the_desk_starts(
    path: Path,
) -> None:
    backup = path.with_name("backup")
    with wiring.people_of(path) as people:
        people.enter("office", Details("Somebody Else"), SALT)
    backup.write_bytes(wiring.Files(path).people.read_bytes())

    async def forget() -> None:
        async with wiring.open_desk(path, SystemClock()) as desk:
            pen = wiring.pen("colt-45", wiring.Files(path).office)
            fields = {"person": "office", "grounds": "asked-by-themselves"}
            said = pen.act(Forget, SystemClock().now_ms(), **fields)
            assert isinstance((await desk.submit(pen.signed(said))).answer, Granted)
            # Erased by the time it is answered.
            assert desk.people.details("office") is None

    asyncio.run(forget())
    left = b"".join(
        file.read_bytes() for file in path.parent.iterdir() if file != backup
    )
    assert b"Somebody Else" not in left
    wiring.Files(path).people.write_bytes(backup.read_bytes())
    stops(path)
    assert b"Somebody Else" not in wiring.Files(path).people.read_bytes()
