import base64
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from lastlook.ledger.errors import (
    LedgerError,
    MalformedError,
    OutOfRangeError,
    ProofError,
    SignatureError,
)
from lastlook.ledger.merkle import leaf_hash
from lastlook.ledger.proof import (
    TlogProof,
    check_proof,
    make_proof,
    read_proof,
    write_proof,
)
from tests.world.ledger import a_log, a_signer

LOG = a_log(70, 230)
HASHES = [leaf_hash(leaf) for leaf in LOG.leaves()]
BY_ITS_KEY = partial(read_checkpoint, log=LOG.verifier)
NOTE = sign_checkpoint(Checkpoint("x", 1, bytes(32)), a_signer("x"))


@given(st.integers(0, 299), st.none() | st.binary(max_size=40))
def test_the_proof_of_every_entry_is_read_back_and_holds(
    n: int, extra: bytes | None
) -> None:
    proof = make_proof(LOG, n, extra)
    again = read_proof(write_proof(proof))
    assert again == proof
    assert check_proof(again, HASHES[n], BY_ITS_KEY).size == 300


@given(st.integers(0, 299), st.integers(0, 299))
def test_no_proof_shows_another_entry(n: int, other: int) -> None:
    proof = make_proof(LOG, n)
    if n != other:
        with pytest.raises(ProofError):
            check_proof(proof, HASHES[other], BY_ITS_KEY)


def test_a_proof_by_a_key_that_was_not_asked_for_shows_nothing() -> None:
    other = partial(read_checkpoint, log=a_signer("other.example").verifier)
    with pytest.raises(SignatureError):
        check_proof(make_proof(LOG, 3), HASHES[3], other)


def test_there_is_no_proof_of_an_entry_that_is_not_there() -> None:
    with pytest.raises(OutOfRangeError):
        make_proof(LOG, 300)


@settings(max_examples=400)
@given(st.data())
def test_every_cut_and_every_flipped_bit_is_noticed_but_in_the_extra(
    data: st.DataObject,
) -> None:
    written = write_proof(make_proof(LOG, 137, b"who knows"))
    changed = bytearray(written)
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    for wrong in (bytes(changed), written[:at]):
        try:
            found = read_proof(wrong)
            check_proof(found, HASHES[137], BY_ITS_KEY)
        except LedgerError:
            continue
        line = wrong.split(b"\n")[1]
        assert line.startswith(b"extra ")
        assert base64.b64decode(line[6:]) == found.extra != b"who knows"


def test_a_proof_is_exactly_these_lines() -> None:
    hashes = (b"\x01" * 32, b"\x02" * 32)
    written = write_proof(TlogProof(b"x", 5, hashes, NOTE))
    assert written == (
        b"c2sp.org/tlog-proof@v1\n"
        b"extra eA==\n"
        b"index 5\n"
        b"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n"
        b"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=\n"
        b"\n" + NOTE
    )
    assert write_proof(TlogProof(None, 0, (), NOTE)) == (
        b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + NOTE
    )


HASH = base64.b64encode(bytes(32))


@pytest.mark.parametrize(
    ("front", "said"),
    [
        (b"c2sp.org/tlog-proof@v2\nindex 0\n\n", "first line is not"),
        (b"c2sp.org/tlog-proof@v1\nindex 0\n", "no blank line"),
        (b"c2sp.org/tlog-proof@v1\n\n", "does not say `index`"),
        (b"c2sp.org/tlog-proof@v1\nindex 00\n\n", "does not say `index`"),
        (b"c2sp.org/tlog-proof@v1\nindex -1\n\n", "does not say `index`"),
        (b"c2sp.org/tlog-proof@v1\nindex\n\n", "does not say `index`"),
        (b"c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\n", "does not say"),
        (b"c2sp.org/tlog-proof@v1\nindex 0\nextra eA==\n\n", "is not base64"),
        (b"c2sp.org/tlog-proof@v1\nextra eA\nindex 0\n\n", "is not base64"),
        (
            b"c2sp.org/tlog-proof@v1\nextra eA==\nextra eA==\nindex 0\n\n",
            "does not say",
        ),
        (b"c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\n", "no empty line|first line"),
        (b"c2sp.org/tlog-proof@v1\nindex 0\neA==\n\n", "has 1 bytes, not 32"),
        (b"c2sp.org/tlog-proof@v1\nindex 0\n\xff\n\n", "not ASCII"),
        (
            b"c2sp.org/tlog-proof@v1\nindex 0\n" + (HASH + b"\n") * 64 + b"\n",
            "more than 63 hashes",
        ),
    ],
)
def test_what_is_no_proof_is_refused_with_the_reason(front: bytes, said: str) -> None:
    with pytest.raises(MalformedError, match=said):
        read_proof(front + NOTE)


def test_a_proof_has_an_upper_bound() -> None:
    with pytest.raises(MalformedError, match="at most"):
        read_proof(b"x" * 1_300_000)
    front = b"c2sp.org/tlog-proof@v1\nextra " + base64.b64encode(bytes(100_001))
    with pytest.raises(MalformedError, match="extra has more than"):
        read_proof(front + b"\nindex 0\n\n" + NOTE)


def test_what_cannot_be_a_proof_is_not_written() -> None:
    for proof in (
        TlogProof(None, -1, (), NOTE),
        TlogProof(None, 0, (b"short",), NOTE),
        TlogProof(None, 0, (), b"no note"),
        TlogProof(bytes(100_001), 0, (), NOTE),
    ):
        with pytest.raises(MalformedError):
            write_proof(proof)
