from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.entry import (
    ACT_ID_AT,
    LEAF_BYTES_MAX,
    Entry,
    act_id_in,
    leaf,
    numbered,
    read_leaf,
    signed_bytes,
)
from lastlook.ledger.errors import EntryTooLongError, MalformedError
from tests.world.ledger import PACK, a_draft, act_id

INTEGERS = st.integers(0, 2**63 - 1)
ENTRIES = st.builds(
    Entry,
    recorded_at=INTEGERS,
    act_id=st.binary(min_size=16, max_size=16),
    key=st.text(max_size=40),
    act=st.binary(max_size=400),
    signature=st.binary(min_size=64, max_size=64),
    decision=st.binary(max_size=400),
    core=st.text(max_size=10),
    pack=st.text("0123456789abcdef", min_size=64, max_size=64),
    n=INTEGERS,
)


def an_entry(**changes: object) -> Entry:
    return msgspec.structs.replace(numbered(7, a_draft(3)), **changes)


@given(ENTRIES)
def test_a_leaf_reads_back_as_the_same_entry(entry: Entry) -> None:
    assert read_leaf(leaf(entry)) == entry
    assert act_id_in(leaf(entry)) == entry.act_id


@given(ENTRIES, ENTRIES)
def test_two_entries_have_the_same_leaf_only_if_they_are_the_same(
    one: Entry, other: Entry
) -> None:
    assert (leaf(one) == leaf(other)) == (one == other)


def test_moving_a_byte_from_one_field_to_the_next_changes_the_leaf() -> None:
    assert leaf(an_entry(key="ab", act=b"c")) != leaf(an_entry(key="a", act=b"bc"))


def test_a_leaf_is_laid_out_as_its_docstring_says() -> None:
    entry = Entry(
        recorded_at=1,
        act_id=bytes(range(16)),
        key="k",
        act=b"act",
        signature=b"s" * 64,
        decision=b"no",
        core="c1",
        pack=PACK,
        n=2,
    )
    assert leaf(entry) == (
        b"lastlook/entry/v1\n"
        b"\x00\x08\x00\x00\x00\x00\x00\x00\x00\x02"
        b"\x00\x08\x00\x00\x00\x00\x00\x00\x00\x01"
        b"\x00\x10" + bytes(range(16)) + b"\x00\x01k"
        b"\x00\x03act"
        b"\x00\x40" + b"s" * 64 + b"\x00\x02no"
        b"\x00\x02c1"
        b"\x00\x40" + PACK.encode()
    )
    assert leaf(entry)[ACT_ID_AT : ACT_ID_AT + 16] == bytes(range(16))


@given(ENTRIES, st.data())
def test_a_leaf_that_is_cut_off_anywhere_is_refused(
    entry: Entry, data: st.DataObject
) -> None:
    whole = leaf(entry)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(MalformedError):
        read_leaf(whole[:cut])


@given(ENTRIES, st.data())
def test_a_changed_byte_is_refused_or_gives_another_entry(
    entry: Entry, data: st.DataObject
) -> None:
    changed = bytearray(leaf(entry))
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= data.draw(
        st.integers(1, 255)
    )
    with suppress(MalformedError):
        assert read_leaf(bytes(changed)) != entry


def test_the_longest_entry_is_taken_and_one_byte_more_is_not() -> None:
    room = LEAF_BYTES_MAX - len(leaf(an_entry(act=b"")))
    longest = an_entry(act=b"a" * room)
    assert len(leaf(longest)) == LEAF_BYTES_MAX
    assert read_leaf(leaf(longest)) == longest
    with pytest.raises(EntryTooLongError, match="65536 bytes, 65535 is the most"):
        leaf(an_entry(act=b"a" * (room + 1)))
    with pytest.raises(EntryTooLongError, match="SHA-256, not by their bytes"):
        read_leaf(leaf(longest) + b"a")


@pytest.mark.parametrize("field", ["key", "act", "decision", "core"])
def test_a_field_beyond_sixteen_bits_is_told_with_the_length_of_the_whole(
    field: str,
) -> None:
    short = an_entry(key="", act=b"", decision=b"", core="")
    value = "x" * 70_000 if field in {"key", "core"} else b"x" * 70_000
    length = len(leaf(short)) + 70_000
    with pytest.raises(EntryTooLongError, match=f"has {length} bytes"):
        leaf(msgspec.structs.replace(short, **{field: value}))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"n": -1}, "n is -1"),
        ({"n": 2**63}, "n is 9223372036854775808"),
        ({"recorded_at": -1}, "recorded_at is -1"),
        ({"recorded_at": 2**63}, "not ms since 1970"),
        ({"act_id": b"short"}, "act_id has 5 bytes, not 16"),
        ({"signature": b"s" * 63}, "neither 64 bytes nor a share of one: it has 63"),
        ({"pack": "AB" * 32}, "not a SHA-256"),
        ({"pack": "ab"}, "not a SHA-256"),
        ({"key": "\ud800"}, "key or core"),
    ],
)
def test_an_entry_with_a_wrong_field_has_no_leaf_and_the_field_is_named(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(MalformedError, match=said):
        leaf(an_entry(**changes))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"entry/v1", b"entry/v2", "another version"),
        (b"\n\x00\x08", b"\n\x00\x07", "8, 8, 16 bytes"),
        (b"armorer-1", b"armorer-\xff", "key, core or pack"),
        (PACK.encode(), PACK.upper().encode(), "not a SHA-256"),
        (b"\n\x00\x08\x00", b"\n\x00\x08\x80", "not a number from 0"),
    ],
)
def test_bytes_that_are_not_a_leaf_are_refused_with_the_reason(
    old: bytes, new: bytes, said: str
) -> None:
    whole = leaf(an_entry())
    assert old in whole
    with pytest.raises(MalformedError, match=said):
        read_leaf(whole.replace(old, new))


def test_bytes_after_the_last_field_are_refused() -> None:
    with pytest.raises(MalformedError, match="goes on for 1 bytes after pack"):
        read_leaf(leaf(an_entry()) + b"x")


def test_what_a_phone_signs_says_that_it_is_an_act() -> None:
    assert signed_bytes(b"{}") == b"lastlook/act/v1\n{}"


def test_a_numbered_draft_keeps_every_field() -> None:
    draft = a_draft(3)
    entry = numbered(9, draft)
    assert entry.n == 9
    assert entry.act_id == act_id(3)
    for name in draft.__struct_fields__:
        assert getattr(entry, name) == getattr(draft, name)
