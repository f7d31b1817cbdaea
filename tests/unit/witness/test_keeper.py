"""Each answer of C2SP tlog-witness, in the words of its text."""

import itertools
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from lastlook.ledger.cosignature import read_cosignatures
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import EMPTY_ROOT
from lastlook.ledger.note import Signature, Signer, sign, signature_line
from lastlook.witness.keeper import Answer, Keeper
from tests.world.ledger import a_signer
from tests.world.witnesses import (
    NOON_S,
    Ticking,
    a_cosigner,
    a_ledger,
    a_request,
    a_witness,
    asks,
    grow,
)

ORIGIN = a_signer().name
PATH = sha256(ORIGIN.encode()).hexdigest()


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def keeper(tmp_path: Path, clock: Ticking) -> Iterator[Keeper]:
    with a_witness(tmp_path, clock=clock) as keeper:
        yield keeper


def cosigned_at(log: Log, answer: Answer) -> int:
    """When this answer cosigned the ledger's checkpoint; it did."""
    assert answer.status == 200, answer.body
    note = log.checkpoint + answer.body
    [cosignature] = read_cosignatures(note, [a_cosigner().cosigner]).valid
    assert cosignature.line == answer.body
    return cosignature.at_seconds


def size_told(answer: Answer) -> int:
    assert answer.status == 409
    assert answer.kind == "text/x.tlog.size"
    assert answer.body.endswith(b"\n")
    return int(answer.body)


def test_a_first_checkpoint_is_cosigned_with_the_time(keeper: Keeper) -> None:
    log = a_ledger("one", "two", "three")
    assert cosigned_at(log, keeper.add_checkpoint(asks(log, 0))) == NOON_S


def test_what_continues_the_last_is_cosigned(keeper: Keeper, clock: Ticking) -> None:
    log, old = a_ledger("one"), 0
    for act in ("two", "three", "four", "five"):
        clock.at_seconds += 1
        at = cosigned_at(log, keeper.add_checkpoint(asks(log, old)))
        assert at == clock.at_seconds
        old = log.size
        grow(log, act)


def test_the_same_checkpoint_is_cosigned_again_with_the_new_time(
    keeper: Keeper, clock: Ticking
) -> None:
    log = a_ledger("one", "two")
    keeper.add_checkpoint(asks(log, 0))
    clock.at_seconds += 600
    assert cosigned_at(log, keeper.add_checkpoint(asks(log, 2))) == NOON_S + 600


def test_an_empty_ledger_is_cosigned_before_it_has_entries(keeper: Keeper) -> None:
    log = a_ledger()
    cosigned_at(log, keeper.add_checkpoint(asks(log, 0)))
    grow(log, "one")
    cosigned_at(log, keeper.add_checkpoint(asks(log, 0)))


def test_400_for_a_body_that_is_no_request(keeper: Keeper) -> None:
    assert keeper.add_checkpoint(b"old one\n\n").status == 400


def test_400_where_the_old_size_is_larger_than_the_checkpoints(keeper: Keeper) -> None:
    log = a_ledger("one", "two")
    answer = keeper.add_checkpoint(a_request(3, (), log.checkpoint))
    assert (answer.status, b"is larger" in answer.body) == (400, True)


def test_404_for_a_log_that_is_not_known(keeper: Keeper) -> None:
    other = a_signer("other.example")
    note = sign_checkpoint(Checkpoint(other.name, 0, EMPTY_ROOT), other)
    answer = keeper.add_checkpoint(a_request(0, (), note))
    assert (answer.status, answer.body) == (
        404,
        b"other.example is not a log that is known here.\n",
    )


def test_403_where_only_strangers_signed(keeper: Keeper) -> None:
    namesake = Signer(ORIGIN, PrivateKey(b"n" * 32))
    note = sign_checkpoint(Checkpoint(ORIGIN, 0, EMPTY_ROOT), namesake)
    assert keeper.add_checkpoint(a_request(0, (), note)).status == 403


def test_403_where_a_known_keys_signature_is_wrong(keeper: Keeper) -> None:
    log = a_ledger("one")
    wrong = Signature(ORIGIN, a_signer().verifier.key_id, bytes(64))
    note = log.checkpoint + signature_line(wrong).encode()
    assert keeper.add_checkpoint(a_request(0, (), note)).status == 403


def test_strangers_signatures_are_ignored_and_not_given_out(keeper: Keeper) -> None:
    log = a_ledger("one")
    note = sign(log.checkpoint.decode().partition("\n\n")[0] + "\n", [a_signer("s")])
    line = note.partition(b"\n\n")[2]
    assert keeper.add_checkpoint(a_request(0, (), log.checkpoint + line)).status == 200
    assert line not in keeper.latest(PATH).body


def test_409_says_the_size_of_the_last_cosigned(keeper: Keeper) -> None:
    log = a_ledger("one", "two", "three")
    assert size_told(keeper.add_checkpoint(asks(log, 2))) == 0
    keeper.add_checkpoint(asks(log, 0))
    for old in (0, 1, 2):
        assert size_told(keeper.add_checkpoint(asks(log, old))) == 3


def test_409_comes_before_the_proof_is_looked_at(keeper: Keeper) -> None:
    log = a_ledger("one", "two", "three")
    body = a_request(1, [bytes(32)] * 5, log.checkpoint)
    assert size_told(keeper.add_checkpoint(body)) == 0


@pytest.mark.parametrize("spoil", ["missing", "left over", "changed", "swapped"])
def test_422_where_the_proof_does_not_verify(keeper: Keeper, spoil: str) -> None:
    log = a_ledger("one", "two", "three")
    keeper.add_checkpoint(asks(log, 0))
    grow(log, "four", "five", "six")
    proof = log.consistency(3)
    spoilt = {
        "missing": proof[:-1],
        "left over": [*proof, bytes(32)],
        "changed": [bytes(32), *proof[1:]],
        "swapped": proof[::-1],
    }[spoil]
    answer = keeper.add_checkpoint(a_request(3, spoilt, log.checkpoint))
    assert answer.status == 422
    assert cosigned_at(log, keeper.add_checkpoint(asks(log, 3))) == NOON_S


def test_422_for_a_proof_from_nothing(keeper: Keeper) -> None:
    log = a_ledger("one")
    answer = keeper.add_checkpoint(a_request(0, [bytes(32)], log.checkpoint))
    assert answer.status == 422


def test_422_for_a_proof_between_equal_sizes(keeper: Keeper) -> None:
    log = a_ledger("one")
    keeper.add_checkpoint(asks(log, 0))
    answer = keeper.add_checkpoint(a_request(1, [bytes(32)], log.checkpoint))
    assert answer.status == 422


def test_422_for_an_empty_tree_with_another_root(keeper: Keeper) -> None:
    note = sign_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)), a_signer())
    assert keeper.add_checkpoint(a_request(0, (), note)).status == 422


def test_422_for_the_same_size_with_another_root(keeper: Keeper) -> None:
    keeper.add_checkpoint(asks(a_ledger("one", "two"), 0))
    other = a_ledger("one", "TWO")
    answer = keeper.add_checkpoint(asks(other, 2))
    assert (answer.status, b"differ" in answer.body) == (422, True)


def test_a_monitor_is_given_what_was_cosigned_last(keeper: Keeper) -> None:
    assert keeper.latest(PATH).status == 404
    log = a_ledger("one", "two")
    answer = keeper.add_checkpoint(asks(log, 0))
    shown = keeper.latest(PATH)
    assert (shown.status, shown.body) == (200, log.checkpoint + answer.body)
    assert read_checkpoint(shown.body, a_signer().verifier).size == 2
    assert keeper.latest(sha256(b"other").hexdigest()).status == 404


def test_times_never_go_back_though_the_clock_does(
    keeper: Keeper, clock: Ticking
) -> None:
    log = a_ledger("one")
    keeper.add_checkpoint(asks(log, 0))
    clock.at_seconds -= 3600
    grow(log, "two")
    assert cosigned_at(log, keeper.add_checkpoint(asks(log, 1))) == NOON_S


ACTS = st.lists(st.sampled_from("ab"), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(ACTS, st.integers(0, 6)), max_size=12))
def test_whatever_is_asked_it_never_signs_what_contradicts_itself(
    tmp_path_factory: pytest.TempPathFactory,
    asked: list[tuple[list[str], int]],
) -> None:
    signed: list[Log] = []
    with a_witness(tmp_path_factory.mktemp("w")) as keeper:
        for acts, old in asked:
            log = a_ledger(*acts)
            body = a_request(
                old,
                log.consistency(old) if 0 < old <= log.size else (),
                log.checkpoint,
            )
            if keeper.add_checkpoint(body).status == 200:
                signed.append(log)
    for earlier, later in itertools.pairwise(signed):
        leaves = list(earlier.leaves())
        assert leaves == list(later.leaves(0, earlier.size))
