"""One key of a ledger names the next: a note of both."""

import pytest
from msgspec.structs import replace

from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.errors import (
    HeadFileError,
    InputError,
    MalformedError,
    SignatureError,
)
from lastlook.ledger.handover import LAST, NEXT, Handover, hand_over, read_hand_over
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Former, Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.note import Signer, parse, verify
from tests.world.ledger import a_signer, drafts

OLD = a_signer()
NEW = Signer(OLD.name, PrivateKey(b"n" * 32))
OTHER = Signer(OLD.name, PrivateKey(b"o" * 32))
BEFORE = Checkpoint(OLD.name, 3, b"r" * 32)
HANDED = Handover(OLD.verifier, NEW.verifier, 3, b"r" * 32)


def note(*signers: Signer, before: Checkpoint = BEFORE) -> bytes:
    return hand_over(before, OLD.verifier, NEW.verifier, signers)


def stands(*lines: str) -> bytes:
    """A note of these lines that both have signed."""
    return sign_checkpoint(replace(BEFORE, extensions=lines), NEW, OLD)


def test_what_both_keys_signed_names_both_and_the_tree() -> None:
    assert read_hand_over(note(NEW, OLD)) == HANDED
    assert read_hand_over(note(OLD, NEW)) == HANDED


def test_each_key_has_to_sign_it() -> None:
    for signers in ((NEW,), (OLD,), (NEW, OTHER), (OTHER, OLD)):
        with pytest.raises(SignatureError, match="No trusted key has signed"):
            read_hand_over(note(*signers))


def test_of_a_lost_key_its_last_word_on_the_same_tree_stands_for_it() -> None:
    last = sign_checkpoint(BEFORE, OLD)
    assert read_hand_over(note(NEW), last) == replace(HANDED, lost=True)
    for other in (replace(BEFORE, size=2), replace(BEFORE, root=b"x" * 32)):
        with pytest.raises(MalformedError, match="or of another tree"):
            read_hand_over(note(NEW), sign_checkpoint(other, OLD))
    with pytest.raises(SignatureError):
        read_hand_over(note(NEW), sign_checkpoint(BEFORE, OTHER))
    with pytest.raises(SignatureError):
        read_hand_over(note(OLD), last)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (f"{LAST}{OLD.verifier.vkey}",),
        (f"{NEXT}{NEW.verifier.vkey}", f"{LAST}{OLD.verifier.vkey}"),
        (f"{LAST}{OLD.verifier.vkey}", f"{NEXT}{NEW.verifier.vkey}", "more"),
        (f"{LAST}{OLD.verifier.vkey}", f"{NEXT}{OLD.verifier.vkey}"),
        (f"{LAST}{OLD.verifier.vkey}", f"{NEXT}{a_signer('other').verifier.vkey}"),
        (f"{LAST}no-key", f"{NEXT}{NEW.verifier.vkey}"),
    ],
)
def test_what_is_of_another_form_is_no_hand_over(lines: tuple[str, ...]) -> None:
    with pytest.raises(MalformedError):
        read_hand_over(stands(*lines))


def test_any_byte_that_was_changed_is_noticed() -> None:
    whole = note(NEW, OLD)
    for at in range(len(whole)):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        with pytest.raises(InputError):
            read_hand_over(changed)


def a_log(head_file: HeadInMemory, store: MemoryStore) -> Log:
    log = Log.create(store, OLD, head_file)
    log.append(drafts(0, 3))
    return log


def test_a_ledger_goes_on_under_the_next_key_and_both_sign_meanwhile() -> None:
    head_file, store = HeadInMemory(), MemoryStore()
    log = a_log(head_file, store)
    log.rekey(NEW)
    assert (log.verifier, log.former) == (NEW.verifier, OLD.verifier)
    handed = read_hand_over(log.hand_over())
    assert (handed.last, handed.next, handed.size) == (OLD.verifier, NEW.verifier, 3)
    log.append(drafts(3, 4))
    for key in (OLD, NEW):
        assert verify(log.checkpoint, [key.verifier]).signatures
    # Whoever has only one of them can open it; with both, both go on signing.
    assert Log.open(store, OLD, head_file).size == 4
    again = Log.open(store, NEW, head_file, Former(OLD.verifier, OLD))
    again.append(drafts(4, 5))
    assert len(parse(again.checkpoint).signatures) == 2
    alone = Log.open(store, NEW, head_file)
    alone.append(drafts(5, 6))
    with pytest.raises(HeadFileError, match="No trusted key has signed"):
        Log.open(store, OLD, head_file)
    assert Log.open(store, NEW, head_file).verify().size == 6


def test_where_the_key_is_lost_the_next_one_signs_alone() -> None:
    head_file, store = HeadInMemory(), MemoryStore()
    last = a_log(head_file, store).checkpoint
    with pytest.raises(HeadFileError, match="No trusted key has signed"):
        Log.open(store, NEW, head_file)
    log = Log.open(store, NEW, head_file, Former(OLD.verifier))
    assert read_hand_over(log.hand_over(), last).next == NEW.verifier
    log.append(drafts(3, 4))
    with pytest.raises(SignatureError):
        verify(log.checkpoint, [OLD.verifier])
    assert verify(log.checkpoint, [NEW.verifier]).signatures


def test_a_change_that_came_to_nothing_leaves_the_key_as_it_was() -> None:
    log = a_log(HeadInMemory(), MemoryStore())
    log.rekey(NEW, lost=True)
    log.sign_alone(OLD)
    assert (log.signer, log.former) == (OLD, None)
    log.append(drafts(3, 4))
    assert verify(log.checkpoint, [OLD.verifier]).signatures
    with pytest.raises(InputError, match="is not being changed"):
        log.hand_over()
