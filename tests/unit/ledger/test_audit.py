import msgspec
import pytest

from lastlook.ledger.entry import leaf, numbered
from lastlook.ledger.errors import LedgerCorruptError, SignatureError
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.store import Head
from tests.world.ledger import NOON, a_draft, a_log, a_signer, act_id


class TamperedStore(MemoryStore):
    """A store whose keeper can do as he likes."""

    def rewrite(self, n: int, act: str) -> None:
        self._leaves[n] = leaf(numbered(n, a_draft(n, act=act)))


@pytest.fixture
def store() -> TamperedStore:
    return TamperedStore()


@pytest.fixture
def log(store: TamperedStore) -> Log:
    """600 entries in batches of 1, 4, 295, 200 and 100: two full tiles."""
    return a_log(1, 4, 295, 200, 100, store=store)


def fault(log: Log) -> str:
    with pytest.raises(LedgerCorruptError) as found:
        log.verify()
    return found.value.what


def test_a_ledger_nobody_touched_passes(log: Log) -> None:
    assert log.verify().size == 600


@pytest.mark.parametrize("n", [0, 2, 255, 256, 400, 511])
def test_a_rewritten_entry_under_a_full_tile_is_named(
    log: Log, store: TamperedStore, n: int
) -> None:
    store.rewrite(n, "never happened")
    assert fault(log) == f"entry {n} is not the one that was committed"


def test_a_rewritten_entry_past_the_last_tile_is_named_within_its_batch(
    log: Log, store: TamperedStore
) -> None:
    store.rewrite(590, "never happened")
    assert fault(log) == "one of entries 500 to 599 is not the one that was committed"


def test_a_rewritten_entry_that_was_a_batch_of_its_own_is_named() -> None:
    store = TamperedStore()
    log = a_log(3, 1, 2, store=store)
    store.rewrite(3, "never happened")
    assert fault(log) == "entry 3 is not the one that was committed"


def test_a_rewritten_entry_and_tile_still_miss_the_signed_root(
    log: Log, store: TamperedStore
) -> None:
    store.rewrite(3, "never happened")
    forged = a_log(store=TamperedStore())
    drafts = [a_draft(n, act="never happened" if n == 3 else "") for n in range(600)]
    forged.append(drafts)
    store._tiles = forged._store._tiles  # type: ignore[attr-defined]  # noqa: SLF001
    assert fault(log) == "one of entries 1 to 4 is not the one that was committed"


def test_entries_that_changed_places_are_named(log: Log, store: TamperedStore) -> None:
    leaves = store._leaves  # noqa: SLF001  # the swap itself
    leaves[7], leaves[8] = leaves[8], leaves[7]
    store._numbers |= {act_id(7): 8, act_id(8): 7}  # noqa: SLF001
    assert fault(log) == "entry 7 says that it is entry 8"


def test_an_id_that_leads_to_another_entry_is_named(
    log: Log, store: TamperedStore
) -> None:
    store._numbers[act_id(7)] = 8  # noqa: SLF001  # the swap itself
    assert fault(log) == f"entry 8 is not that of act {act_id(7).hex()}"


def test_bytes_that_are_no_entry_are_named(log: Log, store: TamperedStore) -> None:
    spoiled = store._leaves[9][:-1]  # noqa: SLF001  # the damage itself
    store._leaves[9] = spoiled  # noqa: SLF001
    assert fault(log).startswith("entry 9 is no entry: ")


def test_a_time_that_goes_back_is_named_even_if_it_was_signed_so() -> None:
    log = a_log(3)
    drafts = [a_draft(3, recorded_at=NOON + 9)]
    log.append(drafts)
    position = log._position  # noqa: SLF001  # a desk that skipped the check
    log._position = msgspec.structs.replace(position, recorded_at=0)  # noqa: SLF001
    log.append([a_draft(4, recorded_at=NOON + 8)])
    assert fault(log) == "entry 4 is recorded before entry 3"


def test_a_lost_entry_is_named(log: Log, store: TamperedStore) -> None:
    gone = store._leaves.pop()  # noqa: SLF001  # the loss itself
    del store._numbers[act_id(599)]  # noqa: SLF001
    assert gone
    assert fault(log) == "entry 599 is missing"


@pytest.mark.parametrize("which", [(0, 0), (0, 1)])
def test_a_tile_that_is_not_of_its_entries_is_named(
    log: Log, store: TamperedStore, which: tuple[int, int]
) -> None:
    tiles = store._tiles  # noqa: SLF001  # the damage itself
    tiles[which] = msgspec.structs.replace(tiles[which], root=bytes(32))
    level, n = which
    said = f"tile {n} of level {level} is not that of the entries under it"
    assert fault(log) == said


def test_an_older_checkpoint_of_another_history_is_found(
    log: Log, store: TamperedStore
) -> None:
    heads = store._heads  # noqa: SLF001  # the fork itself
    forked = a_log()
    forked.append([a_draft(n, act="other") for n in range(5)])
    heads[2] = Head(5, forked.checkpoint)
    assert fault(log) == "one of entries 1 to 4 is not the one that was committed"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (Head(5, b"no note"), "checkpoint 5: The note has no blank line"),
        (Head(4, b""), "checkpoint 4: The note has no blank line"),
    ],
)
def test_an_older_checkpoint_that_is_none_is_named(
    log: Log, store: TamperedStore, head: Head, said: str
) -> None:
    store._heads[2] = head  # noqa: SLF001  # the damage itself
    assert fault(log).startswith(said)


def test_an_older_checkpoint_filed_under_another_size_is_named(
    log: Log, store: TamperedStore
) -> None:
    heads = store._heads  # noqa: SLF001  # the damage itself
    heads[2] = Head(4, heads[2].note)
    assert fault(log) == "checkpoint 4 says size 5"


def test_a_lost_newest_checkpoint_is_found(log: Log, store: TamperedStore) -> None:
    store._heads.pop()  # noqa: SLF001  # the loss itself
    assert fault(log) == "the checkpoint of 600 entries is missing"


def test_a_newest_checkpoint_with_a_wrong_signature_is_refused(log: Log) -> None:
    position = log._position  # noqa: SLF001  # the forgery itself
    note = position.head.note.replace(b"\n600\n", b"\n599\n")
    log._position = msgspec.structs.replace(  # noqa: SLF001
        position, head=Head(600, note)
    )
    with pytest.raises(SignatureError, match=f"by {a_signer().name} is wrong"):
        log.verify()
