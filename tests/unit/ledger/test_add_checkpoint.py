import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.add_checkpoint import (
    HASHES_MAX,
    AddCheckpoint,
    read_add_checkpoint,
    write_add_checkpoint,
)
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.errors import MalformedError
from tests.world.ledger import a_signer

NOTE = sign_checkpoint(Checkpoint(a_signer().name, 7, bytes(32)), a_signer())
HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=HASHES_MAX)


@given(st.integers(0, 2**63 - 1), HASHES)
def test_a_request_reads_back_as_it_was_written(old: int, proof: list[bytes]) -> None:
    asked = read_add_checkpoint(
        write_add_checkpoint(AddCheckpoint(old, tuple(proof), NOTE))
    )
    assert (asked.old, asked.proof, asked.note) == (old, tuple(proof), NOTE)
    assert asked.checkpoint.size == 7


BODY = write_add_checkpoint(AddCheckpoint(3, (bytes(32),), NOTE))
HASH = b"A" * 43 + b"=\n"
REFUSED = {
    "nothing": (b"", b"no empty line"),
    "no checkpoint": (b"old 3\n\n", b"blank line"),
    "no old": (BODY.removeprefix(b"old 3\n"), b"not `old`"),
    "a leading zero": (BODY.replace(b"old 3", b"old 03"), b"not a tree size"),
    "a sign": (BODY.replace(b"old 3", b"old -3"), b"not a tree size"),
    "two spaces": (BODY.replace(b"old 3", b"old  3"), b"not a tree size"),
    "too much": (BODY.replace(b"old 3", b"old 9223372036854775808"), b"not a tree"),
    "no number": (BODY.replace(b"old 3", b"old "), b"not a tree size"),
    "a short hash": (BODY.replace(HASH, b"AAAA\n"), b"3 bytes, not 32"),
    "no base64": (BODY.replace(HASH, b"*" * 44 + b"\n"), b"not base64"),
    "64 hashes": (BODY.replace(HASH, HASH * 64), b"at most 63 hashes"),
    "a carriage return": (BODY.replace(b"old 3\n", b"old 3\r\n"), b"not a tree size"),
    "an empty line early": (
        BODY.replace(b"old 3\n", b"old 3\n\n"),
        b"not a checkpoint",
    ),
}


@pytest.mark.parametrize(("body", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_exactly_a_request_is_refused_with_the_reason(
    body: bytes, said: bytes
) -> None:
    assert body != BODY
    with pytest.raises(MalformedError) as refused:
        assert read_add_checkpoint(body).checkpoint.size == 7
    assert said.decode() in str(refused.value) or said == b"not a checkpoint"
