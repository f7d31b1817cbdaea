import pytest

from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.errors import (
    LedgerCorruptError,
    OutOfRangeError,
    ReadOnlyError,
    SignatureError,
)
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.store import Batch, Head
from lastlook.ledger.until import until
from tests.world.ledger import a_log, a_signer, act_id, drafts
from tests.world.witnesses import cosigned

KEY = a_signer().verifier


def test_a_ledger_is_read_as_it_was_at_an_earlier_checkpoint_and_no_further() -> None:
    store = MemoryStore()
    log = a_log(300, 5, store=store)
    [_, earlier, _] = [head.note for head in store.heads()]
    note = cosigned(earlier, "w1.example")
    then = until(store, KEY, note)
    assert (then.size, then.checkpoint) == (300, note)
    assert list(then.leaves()) == list(log.leaves(0, 300))
    assert then.find(act_id(299)) is not None
    assert then.find(act_id(300)) is None
    assert then.inclusion(7) == log.inclusion(7, 300)
    assert then.tile(0, 1, 44) == log.tile(0, 1, 49)[: 44 * 32]
    assert then.verify().size == 300
    assert then.signed_over(299) == note
    with pytest.raises(OutOfRangeError):
        then.tile(0, 1, 45)
    with pytest.raises(OutOfRangeError):
        then.signed_over(300)
    with pytest.raises(ReadOnlyError):
        then.append(drafts(300, 301))
    then.close()
    assert log.verify().size == 305


def test_what_others_cosigned_on_the_newest_is_no_damage() -> None:
    store = MemoryStore()
    log = a_log(3, store=store)
    note = cosigned(log.checkpoint, "w1.example")
    assert until(store, KEY, note).verify().size == 3


def test_nothing_is_written_through_it() -> None:
    store = MemoryStore()
    a_log(3, store=store)
    head = store.head()
    assert head is not None
    view = until(store, KEY, head.note)._store  # noqa: SLF001
    with pytest.raises(ReadOnlyError):
        view.append(Batch(3, [], [], Head(3, head.note)))


def test_a_ledger_never_was_at_a_checkpoint_of_another() -> None:
    store = MemoryStore()
    log = a_log(3, store=store)
    with pytest.raises(OutOfRangeError, match="has 3 entries, not 4"):
        until(store, KEY, a_log(4).checkpoint)
    other = sign_checkpoint(Checkpoint("other", 3, bytes(32)), a_signer("other"))
    with pytest.raises(SignatureError):
        until(store, KEY, other)
    forged = sign_checkpoint(Checkpoint(log.origin, 3, bytes(32)), a_signer())
    with pytest.raises(LedgerCorruptError):
        until(store, KEY, forged)
    with pytest.raises(OutOfRangeError, match="has 0 entries"):
        until(MemoryStore(), KEY, log.checkpoint)
