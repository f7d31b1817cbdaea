"""The verifier takes the signatures that the desk takes, and no other."""

import hashlib
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.cli.exits import BUSY, code_of
from lastlook.desk.door import key_text
from lastlook.evidence import signatures
from lastlook.evidence.findings import Report
from lastlook.evidence.signatures import CheckerLostError, Signatures, wrongly_signed
from lastlook.ledger.entry import Entry, leaf, numbered, signed_bytes
from lastlook.ledger.keys import PrivateKey, is_signed
from lastlook.ledger.together import sealed, together_bytes
from tests.world.ledger import a_draft

ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19
KEY = PrivateKey(bytes(32))
ACT = b'{"act":"stop"}'
# y of the points of order 1, 2, 4 and 8
SMALL = (
    1,
    PRIME - 1,
    0,
    int.from_bytes(
        bytes.fromhex(
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
        ),
        "little",
    ),
    int.from_bytes(
        bytes.fromhex(
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
        ),
        "little",
    ),
    # the same again, in a spelling that is not theirs
    PRIME,
    PRIME + 1,
)


def secret() -> int:
    """The scalar of `KEY` (RFC 8032, 5.1.5)."""
    half = bytearray(hashlib.sha512(KEY.seed).digest()[:32])
    half[0] &= 248
    half[31] = half[31] & 127 | 64
    return int.from_bytes(half, "little")


def hashed(*parts: bytes) -> int:
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def an_entry(public: bytes, signature: bytes, act: bytes = ACT) -> Entry:
    draft = replace(a_draft(0), key=key_text(public), act=act, signature=signature)
    return numbered(0, draft)


def taken(entry: Entry) -> bool:
    checked, wrong = wrongly_signed([leaf(entry)])
    assert checked == 1
    return not wrong


def test_a_signature_made_by_the_key_is_taken() -> None:
    assert taken(an_entry(KEY.public, KEY.sign(signed_bytes(ACT))))


@given(st.integers(0, 64 * 8 - 1))
def test_one_bit_of_a_signature_makes_it_another(bit: int) -> None:
    signature = bytearray(KEY.sign(signed_bytes(ACT)))
    signature[bit // 8] ^= 1 << bit % 8
    assert not taken(an_entry(KEY.public, bytes(signature)))


@pytest.mark.parametrize("sign", [0, 0x80])
@pytest.mark.parametrize("y", SMALL)
def test_a_key_of_small_order_signs_nothing(y: int, sign: int) -> None:
    # Under such a key OpenSSL takes one signature for every act, or every eighth.
    public = bytearray(y.to_bytes(32, "little"))
    public[31] |= sign
    signature = KEY.public + (secret() % ORDER).to_bytes(32, "little")
    for n in range(32):
        act = b'{"n":%d}' % n
        assert not is_signed(bytes(public), signed_bytes(act), signature)
        assert not taken(an_entry(bytes(public), signature, act))


def test_a_signature_whose_point_is_of_small_order_is_not_taken() -> None:
    nothing = (1).to_bytes(32, "little")
    message = signed_bytes(ACT)
    scalar = hashed(nothing, KEY.public, message) * secret() % ORDER
    signature = nothing + scalar.to_bytes(32, "little")
    assert not is_signed(KEY.public, message, signature)
    assert not taken(an_entry(KEY.public, signature))


def test_a_scalar_beyond_the_order_is_not_taken() -> None:
    signature = KEY.sign(signed_bytes(ACT))
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    again = signature[:32] + scalar.to_bytes(32, "little")
    assert not is_signed(KEY.public, signed_bytes(ACT), again)
    assert not taken(an_entry(KEY.public, again))


def test_each_of_several_acts_under_one_signature_is_taken() -> None:
    acts = [b'{"n":%d}' % n for n in range(5)]
    _, shares = sealed(acts, KEY.sign(together_bytes(acts)))
    together = [
        leaf(an_entry(KEY.public, share, act))
        for act, share in zip(acts, shares, strict=True)
    ]
    assert wrongly_signed(together) == (5, [])
    swapped = leaf(an_entry(KEY.public, shares[1], acts[2]))
    assert wrongly_signed([together[0], swapped, together[1]]) == (3, [1])


@pytest.mark.parametrize("key", ["", "armorer", key_text(KEY.public)[:-1]])
def test_a_key_that_is_none_signs_nothing(key: str) -> None:
    signed = an_entry(KEY.public, KEY.sign(signed_bytes(ACT)))
    assert not taken(replace(signed, key=key))


def test_what_is_no_leaf_is_passed_over() -> None:
    good = leaf(an_entry(KEY.public, KEY.sign(signed_bytes(ACT))))
    assert wrongly_signed([b"", good, good[:-1]]) == (1, [])


def _dying(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, get_context("spawn"), os._exit, (1,))


def test_a_process_that_is_ended_leaves_no_signature_for_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signatures, "AT_ONCE", 0)
    monkeypatch.setattr(signatures, "_pool", _dying)
    good = leaf(an_entry(KEY.public, KEY.sign(signed_bytes(ACT))))
    report = Report()
    checking = Signatures(report, 1)
    with pytest.raises(CheckerLostError, match="verify again") as caught:
        _all_of(checking, good)
    assert code_of(caught.value) == BUSY
    with pytest.raises(CheckerLostError):
        checking.check(1, [good])
    checking.stop()
    assert report.counts[4] == 0


def _all_of(checking: Signatures, leaf: bytes) -> None:
    checking.check(0, [leaf])
    checking.wait()
