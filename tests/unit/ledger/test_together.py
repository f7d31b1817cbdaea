import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.ledger.entry import (
    Entry,
    leaf,
    numbered,
    read_leaf,
    signed_by,
    signed_bytes,
)
from lastlook.ledger.errors import MalformedError
from lastlook.ledger.keys import PrivateKey, is_signed
from lastlook.ledger.merkle import leaf_hash, root
from lastlook.ledger.together import (
    TOGETHER_MAX,
    sealed,
    share_fault,
    signed_share,
    together_bytes,
)
from tests.world.ledger import a_draft

KEY = PrivateKey(bytes(32))
ACTS = st.lists(st.binary(max_size=40), min_size=1, max_size=TOGETHER_MAX)


def entries(acts: list[bytes]) -> list[Entry]:
    """One entry for each act, all under one signature."""
    _, shares = sealed(acts, KEY.sign(together_bytes(acts)))
    return [
        replace(numbered(n, a_draft(n)), act=act, signature=share)
        for n, (act, share) in enumerate(zip(acts, shares, strict=True))
    ]


def holds(entry: Entry) -> bool:
    message, signature = signed_by(entry)
    return is_signed(KEY.public, message, signature)


def test_what_is_signed_for_several_acts_is_their_number_and_their_root() -> None:
    acts = [b"{}", b"[]", b'""']
    assert together_bytes(acts) == (
        b"lastlook/acts/v1\n" + b"\x03" + root(map(leaf_hash, acts))
    )


@given(ACTS)
def test_each_act_signed_with_others_can_be_checked_without_them(
    acts: list[bytes],
) -> None:
    for entry in entries(acts):
        assert read_leaf(leaf(entry)) == entry
        assert signed_by(entry)[0] == together_bytes(acts)
        assert holds(entry)


@given(ACTS, st.data())
def test_a_share_with_a_bit_turned_shows_nothing(
    acts: list[bytes], data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(entries(acts)))
    share = bytearray(entry.signature)
    share[data.draw(st.integers(0, len(share) - 1))] ^= 1 << data.draw(
        st.integers(0, 7)
    )
    changed = replace(entry, signature=bytes(share))
    assert share_fault(changed.signature) or not holds(changed)


@given(ACTS, st.data())
def test_a_share_is_for_its_own_act_only(
    acts: list[bytes], data: st.DataObject
) -> None:
    entry = data.draw(st.sampled_from(entries(acts)))
    assert not holds(replace(entry, act=entry.act + b" "))


def test_a_signature_for_one_act_is_none_for_several_and_the_other_way_round() -> None:
    act = b"{}"
    alone = KEY.sign(signed_bytes(act))
    _, [share] = sealed([act], alone)
    assert not holds(replace(numbered(0, a_draft(0)), act=act, signature=share))
    [together] = entries([act])
    assert not holds(replace(together, signature=together.signature[:64]))


def test_an_entry_signed_alone_says_so() -> None:
    entry = replace(numbered(0, a_draft(0)), act=b"{}", signature=b"s" * 64)
    assert signed_by(entry) == (signed_bytes(b"{}"), b"s" * 64)


@pytest.mark.parametrize("count", [0, TOGETHER_MAX + 1])
def test_none_and_more_than_fifty_cannot_be_signed_together(count: int) -> None:
    with pytest.raises(MalformedError, match=f"{count} acts cannot be signed"):
        sealed([b"{}"] * count, bytes(64))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (b"", "it has 0 bytes"),
        (bytes(65), "it has 65 bytes"),
        (bytes(64) + b"\x00\x00", "no act 0 of 0"),
        (bytes(64) + b"\x03\x03", "no act 3 of 3"),
        (bytes(64) + b"\x00\x33", "no act 0 of 51"),
        (bytes(64) + b"\x00\x01" + bytes(32), "has 98 bytes, not 66"),
        (bytes(64) + b"\x02\x03" + bytes(64), "has 130 bytes, not 98"),
        (bytes(64) + b"\x01\x03" + bytes(32), "has 98 bytes, not 130"),
    ],
)
def test_what_is_no_share_is_in_no_entry_and_the_fault_is_named(
    share: bytes, said: str
) -> None:
    entry = replace(numbered(0, a_draft(0)), signature=share)
    with pytest.raises(MalformedError, match=said):
        leaf(entry)
    with pytest.raises(MalformedError, match=said):
        signed_share(b"{}", share)
