"""What can be tried against a ledger that others witness, and what notices it."""

import shutil
from pathlib import Path

import httpx
import pytest

from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.cosignature import cosign
from lastlook.ledger.errors import SignatureError
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.note import parse
from lastlook.witness.asking import PAUSE_S
from lastlook.witness.book import Book, BookRolledBackError
from lastlook.witness.door import Door
from lastlook.witness.past import AnotherPastError
from tests.world.asking import TWO_OF_THREE, Answers, Set, on_set
from tests.world.cosigning import seen_by
from tests.world.ledger import a_signer
from tests.world.witnesses import (
    NOON_S,
    a_cosigner,
    a_ledger,
    a_witness,
    asks,
    cosigned,
)

FILES = ("", "-wal", "-shm")


async def all_seen(stage: Set) -> bytes:
    """Let all three witnesses cosign the ledger; the cosigned checkpoint."""
    async with stage.run() as asking:
        size = stage.log.size
        await stage.until(
            asking,
            lambda s: s.seen == size and {w.size for w in s.witnesses} == {size},
        )
        assert asking.seen is not None
        return asking.seen


def forget_what_was_kept(folder: Path) -> None:
    for ending in FILES:
        (folder / f"cosigned{ending}").unlink(missing_ok=True)


def test_split_view_two_desks_with_one_key_tell_two_pasts(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        mine = await all_seen(stage)
        # Another desk with the same key shows somebody else another second entry.
        stage.log = a_ledger("one", "TWO")
        forget_what_was_kept(tmp_path)
        ended = await stage.ends()
        assert isinstance(ended, AnotherPastError)
        assert "first 2 of its 2 entries are not those" in str(ended)
        # Whoever is shown it has a policy, and no quorum has cosigned what they see.
        yours = stage.log.checkpoint
        with pytest.raises(SignatureError, match="outside has 0 of 2"):
            TWO_OF_THREE.check(yours)
        stolen = mine.split(b"\n\n", 1)[1].split(b"\n", 1)[1]
        with pytest.raises(SignatureError, match=r"cosignature by w\d is wrong"):
            TWO_OF_THREE.check(yours + stolen)

    on_set(tmp_path, a_ledger("one", "two"), test)


def test_the_witness_keeps_both_notes_of_a_split_view(tmp_path: Path) -> None:
    with a_witness(tmp_path) as keeper:
        keeper.add_checkpoint(asks(a_ledger("one", "two"), 0))
        other = a_ledger("one", "TWO")
        for old in (2, 0):
            keeper.add_checkpoint(asks(other, old))
        longer = a_ledger("one", "TWO", "three")
        keeper.add_checkpoint(asks(longer, 2))
    book = Book.open(tmp_path / "w1.example", HeadOnDisk(tmp_path / "w1.example.mark"))
    origin = a_signer().name
    latest, [refused] = book.latest(origin), book.refused(origin)
    book.close()
    assert latest is not None
    assert (latest.size, refused.size) == (2, 2)
    assert latest.root != refused.root
    assert refused.note == other.checkpoint


def test_rollback_a_shorter_ledger_with_its_own_head_file(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        await all_seen(stage)
        stage.log = a_ledger("one")
        # What is kept of the witnesses shows it before anybody is asked.
        with pytest.raises(AnotherPastError, match=r"has 1 entries, .* signed 3"):
            stage.asking()
        # Where that was put back too, the witnesses show it.
        forget_what_was_kept(tmp_path)
        ended = await stage.ends()
        assert isinstance(ended, AnotherPastError)
        assert (ended.store_size, ended.seen_size) == (1, 3)

    on_set(tmp_path, a_ledger("one", "two", "three"), test)


def test_fork_a_ledger_that_grew_on_from_an_earlier_entry(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        await all_seen(stage)
        stage.log = a_ledger("one", "two", "THREE", "FOUR", "FIVE")
        with pytest.raises(AnotherPastError, match="first 4 of its 5"):
            stage.asking()
        forget_what_was_kept(tmp_path)
        ended = await stage.ends()
        assert isinstance(ended, AnotherPastError)
        assert (ended.store_size, ended.seen_size) == (5, 4)

    on_set(tmp_path, a_ledger("one", "two", "three", "four"), test)


@pytest.mark.parametrize("told", [409, 422])
def test_a_liar_cannot_stop_a_desk_without_the_desks_own_signature(
    tmp_path: Path, told: int
) -> None:
    of_another_key = a_ledger("one", "two", "three").checkpoint.replace(
        a_signer().name.encode(), b"other.example"
    )

    def lie(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, content=of_another_key)
        return httpx.Response(told, content=b"3\n")

    async def test(stage: Set) -> None:
        stage.network.doors["w1"] = Answers(lie)
        async with stage.run() as asking:
            standing = await stage.until(
                asking, lambda s: s.seen == 1 and s.witnesses[0].link == "refused"
            )
            assert not standing.witnesses[0].is_well

    on_set(tmp_path, a_ledger("one"), test)


def backed_up(folder: Path, name: str, to: str) -> None:
    for ending in (*FILES, ".mark"):
        if (folder / f"{name}{ending}").exists():
            shutil.copy(folder / f"{name}{ending}", folder / f"{to}{ending}")


def test_a_witness_whose_book_alone_was_restored_does_not_start(tmp_path: Path) -> None:
    with a_witness(tmp_path, "w") as keeper:
        keeper.add_checkpoint(asks(a_ledger("one"), 0))
    backed_up(tmp_path, "w", "backup")
    with a_witness(tmp_path, "w") as keeper:
        keeper.add_checkpoint(asks(a_ledger("one", "two"), 1))
    shutil.copy(tmp_path / "backup", tmp_path / "w")
    with (
        pytest.raises(BookRolledBackError, match="Put back the newest book"),
        a_witness(tmp_path, "w"),
    ):
        pass


def test_a_witness_restored_whole_cannot_know_but_its_desk_can(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        await all_seen(stage)
        # Book and mark of w1 are put back to before it had seen anything: nothing on
        # its disk contradicts that, and it would cosign another past.
        with a_witness(tmp_path / "restored", "w1", stage.clock) as restored:
            fork = a_ledger("one", "TWO")
            assert restored.add_checkpoint(asks(fork, 0)).status == 200
        with a_witness(tmp_path / "again", "w1", stage.clock) as restored:
            stage.network.doors["w1"] = httpx.ASGITransport(Door(restored))
            stage.grow("three")
            async with stage.run() as asking:
                standing = await stage.until(
                    asking, lambda s: {w.size for w in s.witnesses} == {3}
                )
                first = standing.witnesses[0]
                assert "had cosigned 2 entries and says 0" in first.says
                assert "put back from a backup" in first.says
                assert not first.is_well
                await stage.waits.after(PAUSE_S)

    for name in ("restored", "again"):
        (tmp_path / name).mkdir()
    on_set(tmp_path, a_ledger("one", "two"), test)


def test_stale_replay_an_old_head_is_well_signed_and_says_how_old_it_is(
    tmp_path: Path,
) -> None:
    async def test(stage: Set) -> None:
        old = await all_seen(stage)
        stage.grow("two")
        stage.clock.at_seconds += 7200
        new = await all_seen(stage)
        times = [
            TWO_OF_THREE.seen_at(
                {name: c.at_seconds for name, c in TWO_OF_THREE.check(n).by.items()}
            )
            for n in (old, new)
        ]
        assert times == [NOON_S, NOON_S + 7200]
        with a_witness(tmp_path, "w2") as monitor:
            assert seen_by(monitor) == 2

    on_set(tmp_path, a_ledger("one"), test)


def test_a_witness_that_signs_anything_is_outvoted(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        await all_seen(stage)
        fork = a_ledger("one", "TWO", "three").checkpoint
        fork += cosign(fork, a_cosigner("w1"), NOON_S)
        with pytest.raises(SignatureError, match="outside has 1 of 2"):
            TWO_OF_THREE.check(fork)

    on_set(tmp_path, a_ledger("one", "two"), test)


def test_as_many_liars_as_a_quorum_are_believed() -> None:
    # Why a policy names witnesses that have nothing to do with each other.
    fork = cosigned(a_ledger("one", "TWO").checkpoint, "w1", "w2")
    assert TWO_OF_THREE.check(fork).checkpoint.size == 2
    assert parse_checkpoint(parse(fork).text).origin == a_signer().name
