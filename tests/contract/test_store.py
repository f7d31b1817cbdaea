"""What every store promises, asked of each."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from lastlook.ledger.errors import (
    DuplicateActError,
    HeadFileError,
    HeadMovedError,
    LedgerCorruptError,
    OutOfRangeError,
)
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.merkle import leaf_hash, verify_consistency, verify_inclusion
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.store import Batch, Head, Store, Tile
from tests.world.ledger import a_draft, a_log, act_id, drafts
from tests.world.postgres import a_store

KINDS = ("memory", "sqlite", "postgres")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store
    match request.param:
        case "memory":
            made = MemoryStore()
        case "sqlite":
            made = SqliteStore.create(tmp_path / "ledger.db")
        case _:
            made = a_store(request.getfixturevalue("postgres"))
    yield made
    made.close()


def a_leaf(number: int) -> bytes:
    """Not an entry, but with an act id in its place: stores look no closer."""
    return b"t" * 40 + act_id(number) + b"the rest of leaf %d" % number


def a_batch(start: int, stop: int) -> Batch:
    leaves = [a_leaf(number) for number in range(start, stop)]
    return Batch(start, leaves, [], Head(stop, b"checkpoint of %d" % stop))


@pytest.fixture
def begun(store: Store) -> Store:
    store.append(Batch(None, [], [], Head(0, b"checkpoint of 0")))
    return store


def test_a_store_in_which_nothing_was_begun_has_no_head(store: Store) -> None:
    assert store.head() is None
    assert list(store.heads()) == []


def test_what_was_appended_is_read_in_order_and_with_the_newest_head(
    begun: Store,
) -> None:
    begun.append(a_batch(0, 3))
    begun.append(a_batch(3, 1000))
    assert list(begun.read(0, 1000)) == [a_leaf(number) for number in range(1000)]
    assert list(begun.read(255, 258)) == [a_leaf(255), a_leaf(256), a_leaf(257)]
    assert list(begun.read(7, 7)) == []
    assert begun.head() == Head(1000, b"checkpoint of 1000")


def test_every_head_is_kept_however_many_there_are(begun: Store) -> None:
    for number in range(600):
        begun.append(a_batch(number, number + 1))
    assert [head.size for head in begun.heads()] == list(range(601))


def test_batches_that_were_many_are_appended_as_one_with_every_head(
    begun: Store,
) -> None:
    many = a_batch(0, 9)
    passed = [Head(size, b"checkpoint of %d" % size) for size in (2, 3, 7)]
    begun.append(Batch(0, many.leaves, [], many.head, passed))
    assert [head.size for head in begun.heads()] == [0, 2, 3, 7, 9]
    assert begun.head() == many.head
    begun.append(a_batch(9, 10))


def test_an_entry_has_the_head_whose_tree_was_the_first_to_hold_it(
    begun: Store,
) -> None:
    assert begun.over(0) is None
    for start, stop in ((0, 3), (3, 4), (4, 9)):
        begun.append(a_batch(start, stop))
    held = [begun.over(n) for n in range(10)]
    first, second, third = (Head(n, b"checkpoint of %d" % n) for n in (3, 4, 9))
    assert held == [first] * 3 + [second] + [third] * 5 + [None]


def test_what_goes_beside_a_commit_is_begun_once_before_it_is_seen(
    begun: Store,
) -> None:
    seen = []
    begun.append(a_batch(0, 3), lambda: seen.append(begun.head()))
    assert seen == [Head(0, b"checkpoint of 0")]
    assert begun.head() == Head(3, b"checkpoint of 3")


def test_what_goes_beside_a_commit_and_cannot_begin_leaves_nothing_behind(
    begun: Store,
) -> None:
    def fails() -> None:
        raise HeadFileError("the disk is gone")

    with pytest.raises(HeadFileError, match="the disk is gone"):
        begun.append(a_batch(0, 3), fails)
    assert begun.head() == Head(0, b"checkpoint of 0")
    assert begun.find(act_id(1)) is None
    begun.append(a_batch(0, 3))


@pytest.mark.parametrize("size", [None, 0, 2, 4])
def test_a_batch_that_expects_another_size_is_told_both_and_changes_nothing(
    begun: Store, size: int | None
) -> None:
    begun.append(a_batch(0, 3))
    with pytest.raises(HeadMovedError) as moved:
        begun.append(Batch(size, [a_leaf(9)], [], Head(9, b"other")))
    assert (moved.value.expected, moved.value.found) == (size, 3)
    assert begun.head() == Head(3, b"checkpoint of 3")
    assert begun.find(act_id(9)) is None


def test_a_ledger_must_be_begun_before_it_takes_entries(store: Store) -> None:
    with pytest.raises(HeadMovedError, match="holds no ledger where 0 entries"):
        store.append(a_batch(0, 1))


def test_an_act_that_is_there_already_is_named_and_nothing_is_written(
    begun: Store,
) -> None:
    begun.append(a_batch(0, 3))
    again = Batch(3, [a_leaf(3), a_leaf(1)], [], Head(5, b"other"))
    with pytest.raises(DuplicateActError) as duplicate:
        begun.append(again)
    assert duplicate.value.act_id == act_id(1)
    assert begun.head() == Head(3, b"checkpoint of 3")
    assert begun.find(act_id(3)) is None
    begun.append(a_batch(3, 4))


def test_an_act_that_is_twice_in_one_batch_is_named_and_nothing_is_written(
    begun: Store,
) -> None:
    twice = Batch(0, [a_leaf(0), a_leaf(1), a_leaf(0)], [], Head(3, b"other"))
    with pytest.raises(DuplicateActError) as duplicate:
        begun.append(twice)
    assert duplicate.value.act_id == act_id(0)
    assert begun.head() == Head(0, b"checkpoint of 0")
    begun.append(a_batch(0, 2))


def test_an_act_is_found_by_its_id_and_no_other_is(begun: Store) -> None:
    begun.append(a_batch(0, 300))
    assert begun.find(act_id(299)) == a_leaf(299)
    assert begun.find(act_id(300)) is None
    assert begun.find(b"") is None


def test_reading_entries_that_are_not_there_is_damage_and_names_the_first(
    begun: Store,
) -> None:
    begun.append(a_batch(0, 300))
    with pytest.raises(LedgerCorruptError, match="entry 300 is missing"):
        list(begun.read(0, 400))


def test_tiles_and_their_roots_are_kept_by_level_and_number(begun: Store) -> None:
    tiles = [
        Tile(level, n, b"root %d/%d" % (level, n), b"hashes %d/%d" % (level, n))
        for level, n in ((0, 0), (0, 1), (1, 0), (0, 2))
    ]
    begun.append(Batch(0, [a_leaf(0)], tiles, Head(1, b"checkpoint of 1")))
    assert begun.tile(1, 0) == tiles[2]
    assert begun.tile(0, 3) is None
    assert begun.roots(0, 1, 9) == [b"root 0/1", b"root 0/2"]
    assert begun.roots(1, 1, 2) == []


def test_a_store_that_is_well_passes_its_own_check(begun: Store) -> None:
    begun.append(a_batch(0, 600))
    begun.check()


def test_readers_in_other_threads_see_whole_batches_only(store: Store) -> None:
    log = a_log(store=store)
    torn: list[str] = []
    written = threading.Event()

    def read() -> None:
        while not written.is_set():
            head = store.head()
            assert head is not None
            if head.size % 7 or len(list(store.read(0, head.size))) != head.size:
                torn.append(f"{head.size} entries")

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for size in range(0, 420, 7):
        log.append(drafts(size, size + 7))
    written.set()
    for reader in readers:
        reader.join()
    assert torn == []
    assert log.verify().size == 420


def test_every_proof_of_a_ledger_over_any_store_leads_to_its_root(
    store: Store,
) -> None:
    log = a_log(1, 2, 250, 3, 1, 300, store=store)
    signed = log.verify()
    hashes = [leaf_hash(leaf) for leaf in log.leaves()]
    for n in (0, 1, 2, 127, 128, 255, 256, 511, 512, 555, 556):
        proof = log.inclusion(n)
        verify_inclusion(hashes[n], n, signed.size, proof, signed.root)
    older = a_log(300).verify()
    verify_consistency(300, 557, log.consistency(300), older.root, signed.root)
    with pytest.raises(OutOfRangeError):
        log.inclusion(557)


def test_a_ledger_reads_back_what_was_appended_over_any_store(store: Store) -> None:
    log = a_log(5, store=store)
    [entry] = log.append([a_draft(5)])
    assert entry.n == 5
    assert list(log.read(5)) == [entry]
    assert log.find(act_id(5)) == entry


def test_two_ledgers_over_one_store_take_turns_and_lose_nothing(
    store: Store,
) -> None:
    first = a_log(2, store=store)
    pen = first._pen  # noqa: SLF001  # the same pen, as after a take-over
    assert pen is not None
    second = Log.open(store, pen.signers[0], pen.head_file)
    first.append(drafts(2, 4))
    with pytest.raises(HeadMovedError):
        second.append([a_draft(9)])
    assert second.size == 4
    second.append([a_draft(9)])
    assert [entry.n for entry in second.read()] == [0, 1, 2, 3, 4]
    assert second.verify().size == 5
