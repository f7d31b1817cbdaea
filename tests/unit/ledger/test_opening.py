"""What becomes of a batch that was signed when the desk went down."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import leaf_of
from lastlook.ledger.errors import (
    DuplicateActError,
    HeadFileError,
    HeadMovedError,
    LedgerCorruptError,
    OutcomeUnknownError,
    RolledBackError,
    SignatureError,
    StoreFullError,
)
from lastlook.ledger.head import HeadInMemory, Pending
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.merkle import EMPTY_ROOT, leaf_hash
from lastlook.ledger.note import Signer
from lastlook.ledger.store import Batch, Begins, nothing
from tests.world.ledger import a_draft, a_signer, drafts

SIGNER = a_signer()


class Alone(MemoryStore):
    """A store that nobody shares; what is to go wrong with a commit is set."""

    shared = False

    def __init__(self) -> None:
        super().__init__()
        self.goes_wrong: Callable[[], None] = nothing

    def append(self, batch: Batch, beside: Begins = nothing) -> None:
        def committing() -> None:
            beside()
            self.goes_wrong()

        super().append(batch, committing)


class Shared(Alone):
    shared = True


def unknown() -> None:
    raise OutcomeUnknownError("memory", "power cut")


def gone_down(store: Alone, head_file: HeadInMemory, count: int = 4) -> Pending:
    """A ledger of 300 entries whose desk went down between two flushes."""
    log = Log.create(store, SIGNER, head_file)
    log.append(drafts(0, 300))
    store.goes_wrong = unknown
    with pytest.raises(OutcomeUnknownError):
        log.append(drafts(300, 300 + count))
    store.goes_wrong = nothing
    pending = head_file.pending()
    assert pending is not None
    return pending


def rolled_back(store: MemoryStore, size: int) -> None:
    """The same store as it was at its first head of this size."""
    del store._leaves[size:]  # noqa: SLF001  # somebody put an old copy back
    store._heads = [head for head in store._heads if head.size <= size]  # noqa: SLF001
    tiles = {key: tile for key, tile in store._tiles.items() if size >= 256}  # noqa: SLF001
    store._tiles = tiles  # noqa: SLF001


@pytest.mark.parametrize("kind", [Alone, Shared])
@pytest.mark.parametrize("count", [1, 4, 300])
def test_a_store_that_lacks_just_the_signed_batch_gets_it_back(
    kind: type[Alone], count: int
) -> None:
    store, head_file = kind(), HeadInMemory()
    pending = gone_down(store, head_file, count)
    log = Log.open(store, SIGNER, head_file)
    assert (log.size, log.checkpoint) == (300 + count, pending.note)
    assert (head_file.read(), head_file.pending()) == (pending.note, None)
    assert log.verify().size == 300 + count
    log.append(drafts(300 + count, 301 + count))


def test_a_store_that_has_the_batch_already_is_left_as_it_is() -> None:
    store, head_file = Alone(), HeadInMemory()
    log = Log.create(store, SIGNER, head_file)
    before = log.checkpoint
    log.append(drafts(0, 3))
    head_file.write(before)
    head_file.prepare(Pending(log.checkpoint, before, list(log.leaves())))
    assert Log.open(store, SIGNER, head_file).size == 3
    assert (head_file.read(), head_file.pending()) == (log.checkpoint, None)


def test_whoever_only_reads_goes_by_what_is_over_and_repairs_nothing() -> None:
    store, head_file = Alone(), HeadInMemory()
    pending = gone_down(store, head_file)
    log = Log.open_to_read(store, SIGNER.verifier, head_file)
    assert log.size == 300
    assert head_file.pending() == pending


@pytest.mark.parametrize("leaves", ["none", "one missing", "another"])
def test_a_batch_that_was_torn_was_never_answered_and_is_dropped(leaves: str) -> None:
    store, head_file = Alone(), HeadInMemory()
    pending = gone_down(store, head_file)
    torn: dict[str, tuple[bytes, ...]] = {
        "none": (),
        "one missing": tuple(pending.leaves[:-1]),
        "another": (*pending.leaves[:-1], leaf_of(303, a_draft(303, act="other"))),
    }
    head_file.prepare(replace(pending, leaves=torn[leaves]))
    log = Log.open(store, SIGNER, head_file)
    assert (log.size, head_file.read()) == (300, pending.before)
    assert head_file.pending() is None
    log.append(drafts(300, 301))
    assert log.verify().size == 301


def test_a_batch_with_an_act_that_is_there_already_was_refused_and_is_dropped() -> None:
    store, head_file = Alone(), HeadInMemory()
    log = Log.create(store, SIGNER, head_file)
    log.append(drafts(0, 3))
    edge = log._position.edge.copy()  # noqa: SLF001  # what the desk had signed
    again = leaf_of(3, a_draft(1, recorded_at=a_draft(3).recorded_at))
    edge.extend([leaf_hash(again)])
    signed = sign_checkpoint(Checkpoint(log.origin, 4, edge.root()), SIGNER)
    head_file.prepare(Pending(signed, log.checkpoint, [again]))
    assert Log.open(store, SIGNER, head_file).size == 3
    assert head_file.pending() is None


@pytest.mark.parametrize("kind", [Alone, Shared])
def test_a_store_older_than_the_batch_before_is_refused_and_the_batch_kept(
    kind: type[Alone],
) -> None:
    store, head_file = kind(), HeadInMemory()
    pending = gone_down(store, head_file)
    rolled_back(store, 0)
    with pytest.raises(RolledBackError) as refused:
        Log.open(store, SIGNER, head_file)
    assert (refused.value.store_size, refused.value.head_size) == (0, 304)
    assert head_file.pending() == pending


@pytest.mark.parametrize("size", [300, 304, 310])
@pytest.mark.parametrize("kind", [Alone, Shared])
def test_a_store_with_another_history_before_the_batch_is_refused(
    kind: type[Alone], size: int
) -> None:
    head_file = HeadInMemory()
    pending = gone_down(kind(), head_file)
    other = kind()
    log = Log.create(other, SIGNER, HeadInMemory())
    log.append([*drafts(0, 299), a_draft(299, act="another")])
    if size > 300:
        log.append(drafts(300, size))
    with pytest.raises(RolledBackError):
        Log.open(other, SIGNER, head_file)
    assert head_file.pending() == pending


@pytest.mark.parametrize("size", [302, 304, 310])
def test_what_others_wrote_in_its_place_stands_and_the_batch_is_dropped(
    size: int,
) -> None:
    store, head_file = Shared(), HeadInMemory()
    pending = gone_down(store, head_file)
    others = HeadInMemory()
    others.write(pending.before)
    acts = [a_draft(n, act="of another desk") for n in range(300, size)]
    Log.open(store, SIGNER, others).append(acts)
    log = Log.open(store, SIGNER, head_file)
    assert (log.size, head_file.read()) == (size, log.checkpoint)
    assert head_file.pending() is None


@pytest.mark.parametrize("size", [302, 304, 310])
def test_where_nobody_else_writes_another_history_after_it_is_refused(
    size: int,
) -> None:
    store, head_file = Alone(), HeadInMemory()
    pending = gone_down(store, head_file)
    others = HeadInMemory()
    others.write(pending.before)
    acts = [a_draft(n, act="of another desk") for n in range(300, size)]
    Log.open(store, SIGNER, others).append(acts)
    with pytest.raises(RolledBackError):
        Log.open(store, SIGNER, head_file)
    assert head_file.pending() == pending


def test_where_the_store_takes_nothing_now_the_batch_is_kept_for_the_next_start() -> (
    None
):
    store, head_file = Alone(), HeadInMemory()
    pending = gone_down(store, head_file)

    def full() -> None:
        raise StoreFullError("memory")

    store.goes_wrong = full
    with pytest.raises(StoreFullError):
        Log.open(store, SIGNER, head_file)
    assert head_file.pending() == pending
    store.goes_wrong = nothing
    assert Log.open(store, SIGNER, head_file).size == 304


def test_a_batch_that_another_key_signed_is_refused() -> None:
    store, head_file = Alone(), HeadInMemory()
    pending = gone_down(store, head_file)
    other = a_signer("other.example")
    note = sign_checkpoint(Checkpoint(other.name, 304, EMPTY_ROOT), other)
    head_file.prepare(replace(pending, note=note))
    with pytest.raises(HeadFileError, match="not this ledger's"):
        Log.open(store, SIGNER, head_file)


@pytest.mark.parametrize("signs", ["another", "own"])
def test_a_shorter_store_is_called_older_only_if_it_is_of_the_same_ledger(
    signs: str,
) -> None:
    later = Signer(SIGNER.name, PrivateKey.make())
    store, head_file = MemoryStore(), HeadInMemory()
    earlier = a_signer("lastlook.example/other") if signs == "another" else SIGNER
    Log.create(store, earlier, HeadInMemory()).append(drafts(0, 3))
    head_file.write(sign_checkpoint(Checkpoint(SIGNER.name, 5, bytes(32)), later))
    if signs == "another":
        with pytest.raises(SignatureError):
            Log.open(store, later, head_file)
        return
    with pytest.raises(RolledBackError, match=r"--vkey KEY") as refused:
        Log.open(store, later, head_file)
    assert (refused.value.store_size, refused.value.head_size) == (3, 5)
    assert refused.value.kept.by_others


@pytest.mark.parametrize("pending", [False, True])
def test_a_store_with_no_checkpoint_is_not_taken_for_a_new_one(
    *, pending: bool
) -> None:
    head_file = HeadInMemory()
    log = Log.create(MemoryStore(), SIGNER, head_file)
    log.append(drafts(0, 3))
    if pending:
        head_file.prepare(Pending(log.checkpoint, log.checkpoint, ()))
    with pytest.raises(LedgerCorruptError, match="3 entries were signed, and none is"):
        Log.open(MemoryStore(), SIGNER, head_file)


def test_a_shorter_store_whose_key_is_at_hand_needs_no_other_named() -> None:
    store, head_file = MemoryStore(), HeadInMemory()
    Log.create(store, SIGNER, HeadInMemory()).append(drafts(0, 3))
    head_file.write(sign_checkpoint(Checkpoint(SIGNER.name, 5, bytes(32)), SIGNER))
    with pytest.raises(RolledBackError) as refused:
        Log.open(store, SIGNER, head_file)
    assert "--vkey" not in str(refused.value)


def test_a_refused_batch_is_taken_back_before_the_refusal_is_heard() -> None:
    store, head_file = Alone(), HeadInMemory()
    log = Log.create(store, SIGNER, head_file)
    log.append(drafts(0, 3))
    refusals = (
        StoreFullError("memory"),
        HeadMovedError(3, 4),
        DuplicateActError(bytes(16)),
    )
    for refusal in refusals:

        def refuse(refusal: Exception = refusal) -> None:
            assert head_file.pending() is not None
            raise refusal

        store.goes_wrong = refuse
        with pytest.raises(type(refusal)):
            log.append(drafts(3, 4))
        assert (head_file.pending(), head_file.read()) == (None, log.checkpoint)
    store.goes_wrong = nothing
    assert log.append(drafts(3, 4))[0].n == 3
