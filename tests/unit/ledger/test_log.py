from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from lastlook.ledger.entry import Draft, Entry, leaf, numbered
from lastlook.ledger.errors import (
    ClockWentBackError,
    DuplicateActError,
    EntryTooLongError,
    FatalError,
    HeadFileError,
    HeadMovedError,
    InputError,
    LedgerCorruptError,
    LedgerError,
    OutcomeUnknownError,
    OutOfRangeError,
    ReadOnlyError,
    RetryableError,
    RolledBackError,
    SignatureError,
    StoppedError,
    StoreBrokenError,
    StoreFullError,
    StoreUnusableError,
)
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import DRAFTS_MAX, Log, adopt
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.merkle import EMPTY_ROOT, leaf_hash, root, verify_consistency
from lastlook.ledger.store import Batch, Begins, Head, nothing
from tests.world.ledger import NOON, a_draft, a_log, a_signer, act_id, drafts

SIGNER = a_signer()


class FailingStore(MemoryStore):
    """A store in memory that fails once, with the batch written or not."""

    def __init__(self) -> None:
        super().__init__()
        self.error: LedgerError | None = None
        self.written = False

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        error, self.error = self.error, None
        if error is None or self.written:
            super().append(batch, beside)
        if error:
            raise error


class FailingHead(HeadInMemory):
    """A head file in memory that fails once."""

    fails = False

    def write(self, note: bytes) -> None:
        if self.fails:
            self.fails = False
            raise HeadFileError("the disk is gone")
        super().write(note)


class Stored:
    """A store and its head file, as they lie on a disk while no desk runs."""

    def __init__(self, *batches: int) -> None:
        self.store = FailingStore()
        self.head_file = FailingHead()
        self.log = Log.create(self.store, SIGNER, self.head_file)
        for count in batches:
            self.log.append(drafts(self.log.size, self.log.size + count))

    def open(self) -> Log:
        return Log.open(self.store, SIGNER, self.head_file)


def test_a_new_ledger_is_empty_and_its_checkpoint_says_so() -> None:
    log = a_log()
    checkpoint = read_checkpoint(log.checkpoint, SIGNER.verifier)
    assert checkpoint == Checkpoint(SIGNER.name, 0, EMPTY_ROOT)
    assert (log.origin, log.size) == (SIGNER.name, 0)
    assert log.verifier == SIGNER.verifier
    assert list(log.read()) == []
    assert log.verify() == checkpoint


def test_appending_numbers_the_drafts_and_signs_the_root_over_their_leaves() -> None:
    log = a_log(3)
    entries = log.append(drafts(3, 5))
    assert [entry.n for entry in entries] == [3, 4]
    assert [entry.act_id for entry in entries] == [act_id(3), act_id(4)]
    signed = read_checkpoint(log.checkpoint, SIGNER.verifier)
    leaves = [leaf(entry) for entry in log.read()]
    assert signed == Checkpoint(SIGNER.name, 5, root(map(leaf_hash, leaves)))
    assert list(log.leaves()) == leaves


def test_appending_nothing_changes_nothing() -> None:
    log = a_log(3)
    before = log.checkpoint
    assert log.append([]) == []
    assert log.checkpoint == before


def test_an_append_has_an_upper_bound() -> None:
    log = a_log()
    with pytest.raises(InputError, match="1025 drafts at once; at most 1024"):
        log.append(drafts(0, DRAFTS_MAX + 1))
    assert log.size == 0
    assert len(log.append(drafts(0, DRAFTS_MAX))) == DRAFTS_MAX


def test_an_act_is_found_once_it_is_in_and_not_before() -> None:
    log = a_log(3)
    assert log.find(act_id(3)) is None
    [entry] = log.append([a_draft(3)])
    assert log.find(act_id(3)) == entry


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ([a_draft(3), a_draft(1, recorded_at=NOON + 3)], DuplicateActError),
        ([a_draft(3), a_draft(3)], DuplicateActError),
        ([a_draft(3), a_draft(4, act="a" * 70_000)], EntryTooLongError),
    ],
)
def test_one_wrong_draft_refuses_the_batch_and_the_ledger_goes_on(
    wrong: list[Draft], error: type[LedgerError]
) -> None:
    log = a_log(3)
    before = log.checkpoint
    with pytest.raises(error):
        log.append(wrong)
    assert (log.size, log.checkpoint) == (3, before)
    assert log.find(act_id(3)) is None
    log.append([a_draft(3)])
    assert log.verify().size == 4


@pytest.mark.parametrize(
    "times", [[NOON + 1], [NOON + 5, NOON + 4]], ids=["to the last", "in the batch"]
)
def test_a_clock_that_went_back_stops_the_ledger(times: list[int]) -> None:
    log = a_log(3)
    late = [a_draft(3 + at, recorded_at=time) for at, time in enumerate(times)]
    with pytest.raises(ClockWentBackError, match="went back by 1 ms"):
        log.append(late)
    assert log.size == 3
    with pytest.raises(StoppedError, match="went back by 1 ms"):
        log.append(drafts(3, 4))


def test_two_acts_in_the_same_millisecond_are_taken() -> None:
    log = a_log(3)
    log.append([a_draft(3, recorded_at=NOON + 2), a_draft(4, recorded_at=NOON + 2)])
    assert log.verify().size == 5


def test_the_clock_is_compared_with_the_last_entry_after_a_restart() -> None:
    stored = Stored(3)
    with pytest.raises(ClockWentBackError):
        stored.open().append([a_draft(3, recorded_at=NOON)])


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (2, 1), (0, 4), (4, None)])
def test_entries_that_are_not_there_cannot_be_asked_for(
    start: int, stop: int | None
) -> None:
    with pytest.raises(OutOfRangeError):
        a_log(3).read(start, stop)


def test_a_range_of_entries_is_read_with_its_numbers() -> None:
    assert [entry.n for entry in a_log(9).read(2, 5)] == [2, 3, 4]


def test_proofs_are_given_for_older_sizes_too_and_for_no_larger_one() -> None:
    log = a_log(5, 4)
    old = root(map(leaf_hash, log.leaves(0, 5)))
    new = root(map(leaf_hash, log.leaves(0, 8)))
    verify_consistency(5, 8, log.consistency(5, 8), old, new)
    assert log.inclusion(2, 5) == a_log(5).inclusion(2)
    for ask in (log.inclusion, log.consistency):
        with pytest.raises(OutOfRangeError, match="has 9 entries, not 10"):
            ask(2, 10)


def test_an_entry_has_the_checkpoint_whose_tree_was_the_first_to_hold_it() -> None:
    log = a_log(3)
    first = log.checkpoint
    log.append(drafts(3, 9))
    held = [log.signed_over(n) for n in range(9)]
    assert held == [first] * 3 + [log.checkpoint] * 6
    for beyond in (-1, 9):
        with pytest.raises(OutOfRangeError, match="no entry"):
            log.signed_over(beyond)


def test_the_root_of_every_size_is_the_one_that_was_signed() -> None:
    log = a_log(3, 300, 1)
    leaves = [leaf_hash(each) for each in log.leaves()]
    for size in (0, 1, 3, 256, 303, 304):
        assert log.root(size) == root(leaves[:size])
    with pytest.raises(OutOfRangeError, match="304 entries, not 305"):
        log.root(305)


def test_an_opened_ledger_goes_on_where_it_ended() -> None:
    stored = Stored(3, 300)
    log = stored.open()
    assert log.checkpoint == stored.log.checkpoint
    log.append(drafts(303, 304))
    assert log.verify().size == 304


def test_a_ledger_is_not_begun_twice() -> None:
    stored = Stored(3)
    with pytest.raises(HeadMovedError, match="holds 3 entries where no ledger"):
        Log.create(stored.store, SIGNER, HeadInMemory())


def test_a_refused_creation_leaves_no_head_file_behind() -> None:
    head_file = HeadInMemory()
    with pytest.raises(HeadMovedError):
        Log.create(Stored(3).store, SIGNER, head_file)
    assert head_file.read() is None


def test_a_creation_that_was_interrupted_is_repeated() -> None:
    head_file = HeadInMemory()
    store = FailingStore()
    store.error = OutcomeUnknownError("memory", "power cut")
    with pytest.raises(OutcomeUnknownError):
        Log.create(store, SIGNER, head_file)
    with pytest.raises(StoreUnusableError, match="No ledger was begun"):
        Log.open(store, SIGNER, head_file)
    assert Log.create(store, SIGNER, head_file).size == 0


def test_a_ledger_is_not_begun_with_a_head_file_that_has_seen_entries() -> None:
    with pytest.raises(HeadFileError, match="another ledger's checkpoint"):
        Log.create(MemoryStore(), SIGNER, Stored(1).head_file)


def test_after_a_retryable_error_the_same_append_may_be_made_again() -> None:
    stored = Stored(3)
    before = stored.log.checkpoint
    stored.store.error = StoreFullError("memory")
    with pytest.raises(RetryableError):
        stored.log.append(drafts(3, 5))
    assert stored.log.checkpoint == before
    stored.log.append(drafts(3, 5))
    assert stored.log.verify().size == 5


@pytest.mark.parametrize("written", [False, True])
def test_when_the_outcome_is_unknown_the_ledger_stops_and_a_restart_tells(
    written: bool,  # noqa: FBT001  # the two ways it may have ended
) -> None:
    stored = Stored(3)
    stored.store.error = OutcomeUnknownError("memory", "time-out")
    stored.store.written = written
    with pytest.raises(OutcomeUnknownError):
        stored.log.append(drafts(3, 5))
    assert stored.log.size == 3
    assert stored.log.find(act_id(3)) is None
    with pytest.raises(StoppedError, match="time-out"):
        stored.log.append(drafts(3, 5))
    again = stored.open()
    assert (again.find(act_id(3)) is not None) == written
    assert again.verify().size == (5 if written else 3)


def test_a_head_file_that_fails_stops_the_ledger_and_is_brought_up_at_the_restart() -> (
    None
):
    stored = Stored(3)
    stored.head_file.fails = True
    before = stored.head_file.read()
    with pytest.raises(HeadFileError):
        stored.log.append(drafts(3, 5))
    with pytest.raises(StoppedError):
        stored.log.append(drafts(5, 6))
    assert stored.log.size == 3
    assert stored.head_file.read() == before
    again = stored.open()
    assert again.size == 5
    assert stored.head_file.read() == again.checkpoint


@pytest.mark.parametrize("lost", [1, 4])
def test_a_store_older_than_the_head_file_is_refused_with_both_sizes(
    lost: int,
) -> None:
    old, new = Stored(3), Stored(3, lost)
    old.head_file = new.head_file
    said = rf"it has 3 entries \(root .{{43}}=, .*\), signed are {3 + lost} \(root "
    with pytest.raises(RolledBackError, match=said) as found:
        old.open()
    assert (found.value.store_size, found.value.head_size) == (3, 3 + lost)
    assert "Put back the store" in str(found.value)


@pytest.mark.parametrize("size", [7, 9])
def test_a_store_with_another_history_than_the_head_files_is_refused(
    size: int,
) -> None:
    mine, other = Stored(7), Stored()
    other.log.append([*drafts(0, 6), a_draft(6, act="another act")])
    other.log.append(drafts(7, size))
    other.head_file = mine.head_file
    with pytest.raises(
        RolledBackError, match=rf"the first 7 of its {size} entries .* are not those"
    ):
        other.open()


def test_a_ledger_without_its_head_file_is_refused_unless_somebody_adopts_it() -> None:
    stored = Stored(3)
    stored.head_file = FailingHead()
    with pytest.raises(HeadFileError, match="head file is missing"):
        stored.open()
    assert adopt(stored.store, SIGNER, stored.head_file).size == 3
    assert stored.open().size == 3
    with pytest.raises(HeadFileError, match="There is a head file"):
        adopt(stored.store, SIGNER, stored.head_file)


def test_a_head_file_of_another_ledger_is_refused() -> None:
    stored = Stored(3)
    other = a_signer("other.example")
    empty = Checkpoint(other.name, 0, EMPTY_ROOT)
    stored.head_file.write(sign_checkpoint(empty, other))
    with pytest.raises(HeadFileError, match="not this ledger's: No trusted key"):
        stored.open()


def test_a_ledger_is_not_opened_with_another_key() -> None:
    stored = Stored(3)
    with pytest.raises(SignatureError, match="No trusted key"):
        Log.open_to_read(stored.store, a_signer("other.example").verifier)


def test_a_ledger_opened_for_reading_is_as_it_was_at_that_moment() -> None:
    stored = Stored(3)
    reader = Log.open_to_read(stored.store, SIGNER.verifier, stored.head_file)
    before = stored.head_file.read()
    stored.log.append(drafts(3, 5))
    assert reader.size == 3
    assert [entry.n for entry in reader.read()] == [0, 1, 2]
    assert reader.find(act_id(4)) is None
    assert reader.verify().size == 3
    with pytest.raises(ReadOnlyError):
        reader.append(drafts(5, 6))
    assert before != stored.head_file.read() == stored.log.checkpoint
    reader.close()


def test_opening_for_reading_finds_a_rolled_back_store_and_repairs_nothing() -> None:
    old, new = Stored(3), Stored(3, 4)
    with pytest.raises(RolledBackError):
        Log.open_to_read(old.store, SIGNER.verifier, new.head_file)
    before = old.head_file.read()
    Log.open_to_read(new.store, SIGNER.verifier, old.head_file)
    assert old.head_file.read() == before


def forged(stored: Stored, **changes: object) -> None:
    """Replace fields of the newest head, as somebody with the store could."""
    heads = stored.store._heads  # noqa: SLF001  # the forgery itself
    heads[-1] = msgspec.structs.replace(heads[-1], **changes)


def test_a_checkpoint_that_is_not_of_these_entries_is_damage() -> None:
    stored = Stored(3)
    forged(stored, note=Stored(2, 2).log.checkpoint)
    with pytest.raises(LedgerCorruptError, match="checkpoint 3 says size 4"):
        stored.open()


def test_a_fault_that_is_gone_at_the_second_look_is_refused_all_the_same() -> None:
    stored = Stored(3)
    other = numbered(1, a_draft(1, act="another act"))

    class Misreading(MemoryStore):
        def read(self, start: int, stop: int) -> Iterator[bytes]:
            right = list(super().read(start, stop))
            if self._leaves[1] == leaf(other):
                self._leaves[1] = right_leaf
            return iter(right)

    store = Misreading()
    store.__dict__ |= stored.store.__dict__
    right_leaf = store._leaves[1]  # noqa: SLF001  # the fault itself
    store._leaves[1] = leaf(other)  # noqa: SLF001
    with pytest.raises(LedgerCorruptError, match="3 entries had not the root"):
        Log.open(store, SIGNER, stored.head_file)


def test_a_newest_checkpoint_that_is_no_note_is_damage() -> None:
    stored = Stored(3)
    forged(stored, note=b"no note")
    with pytest.raises(LedgerCorruptError, match="newest checkpoint: The note has no"):
        stored.open()


def test_an_entry_that_says_another_number_is_damage() -> None:
    stored = Stored(3)
    leaves = stored.store._leaves  # noqa: SLF001  # the damage itself
    leaves[1] = leaves[2]
    with pytest.raises(LedgerCorruptError, match="entry 1 says that it is 2"):
        list(stored.log.read())
    leaves[1] = b"no leaf"
    with pytest.raises(LedgerCorruptError, match="ends before its key"):
        list(stored.log.read())


def test_closing_lets_go_of_the_head_file_too() -> None:
    closed = []

    class Closing(HeadInMemory):
        def close(self) -> None:
            closed.append("head file")

    class Stuck(MemoryStore):
        def close(self) -> None:
            raise StoreBrokenError("memory", "the disk is gone")

    Log.create(MemoryStore(), SIGNER, Closing()).close()
    assert closed == ["head file"]
    with pytest.raises(StoreBrokenError):
        Log.create(Stuck(), SIGNER, Closing()).close()
    assert closed == ["head file"] * 2


class LedgerWalk(RuleBasedStateMachine):
    """Walks a ledger over restarts, failures and retries beside a plain list."""

    def __init__(self) -> None:
        super().__init__()
        self.stored = Stored()
        self.entries: list[Entry] = []
        self.next = 0

    @rule(count=st.integers(1, 40))
    def append(self, count: int) -> None:
        self.entries += self.stored.log.append(drafts(self.next, self.next + count))
        self.next += count

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.entries))
        again = a_draft(self.next, act="again")
        with pytest.raises(DuplicateActError):
            self.stored.log.append(
                [msgspec.structs.replace(again, act_id=entry.act_id)]
            )
        assert self.stored.log.find(entry.act_id) == entry

    @rule()
    def fail_and_retry(self) -> None:
        self.stored.store.error = StoreFullError("memory")
        self.stored.store.written = False
        with pytest.raises(RetryableError):
            self.stored.log.append(drafts(self.next, self.next + 1))

    @rule(written=st.booleans(), at_head=st.booleans())
    def crash_and_restart(self, *, written: bool, at_head: bool) -> None:
        if at_head:
            self.stored.head_file.fails = True
        else:
            self.stored.store.error = OutcomeUnknownError("memory", "power cut")
            self.stored.store.written = written
        with pytest.raises(FatalError):
            self.stored.log.append(drafts(self.next, self.next + 2))
        self.stored.log = self.stored.open()
        survived = list(self.stored.log.read(len(self.entries)))
        assert len(survived) == (2 if written or at_head else 0)
        self.entries += survived
        self.next += 2

    @invariant()
    def the_ledger_is_the_list(self) -> None:
        assert list(self.stored.log.read()) == self.entries
        assert self.stored.log.verify().size == len(self.entries)
        assert self.stored.head_file.read() == self.stored.log.checkpoint


LedgerWalk.TestCase.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None
)
test_a_ledger_is_always_the_list_of_what_was_appended = LedgerWalk.TestCase


def test_a_head_says_the_size_of_its_checkpoint_or_it_is_damage() -> None:
    stored = Stored(3)
    heads = stored.store._heads  # noqa: SLF001  # the damage itself
    heads.append(Head(2, heads[-1].note))
    with pytest.raises(LedgerCorruptError):
        stored.open()
