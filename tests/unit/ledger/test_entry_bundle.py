from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.entry_bundle import BUNDLE_BYTES_MAX, bundle, read_bundle
from lastlook.ledger.errors import EntryTooLongError, MalformedError

LEAVES = st.lists(st.binary(max_size=40), min_size=1, max_size=20)


def test_a_bundle_has_each_entry_behind_its_length() -> None:
    assert bundle([b"", b"ab"]) == b"\x00\x00\x00\x02ab"
    long = b"x" * 65_535
    assert bundle([long]) == b"\xff\xff" + long


@given(LEAVES)
def test_a_bundle_reads_back_as_the_entries_in_it(leaves: list[bytes]) -> None:
    assert read_bundle(bundle(leaves)) == leaves


@given(st.binary(max_size=60))
def test_what_is_read_as_a_bundle_is_the_bundle_of_its_entries(octets: bytes) -> None:
    try:
        leaves = read_bundle(octets)
    except MalformedError:
        return
    assert bundle(leaves) == octets


@given(LEAVES)
def test_every_cut_is_refused_or_has_fewer_entries(leaves: list[bytes]) -> None:
    whole = bundle(leaves)
    for at in range(len(whole)):
        try:
            found = read_bundle(whole[:at])
        except MalformedError:
            continue
        assert found == leaves[: len(found)]
        assert len(found) < len(leaves)


@given(LEAVES, st.data())
def test_every_flipped_bit_is_refused_or_changes_an_entry(
    leaves: list[bytes], data: st.DataObject
) -> None:
    changed = bytearray(bundle(leaves))
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    with suppress(MalformedError):
        assert read_bundle(bytes(changed)) != leaves


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (b"", "is empty"),
        (b"\x00", "Entry 0 of the bundle has half a length"),
        (b"\x00\x00\x00", "Entry 1 of the bundle has half a length"),
        (b"\x00\x02a", "Entry 0 of the bundle is cut off: it says 2 bytes, 1 are"),
        (b"\x00\x00" * 256 + b"\x00", "1 bytes after 256 entries"),
        (b"\x00\x00" * 257, "2 bytes after 256 entries"),
    ],
)
def test_what_is_no_bundle_is_refused_with_the_place(octets: bytes, said: str) -> None:
    with pytest.raises(MalformedError, match=said):
        read_bundle(octets)


def test_no_bundle_is_made_of_nothing_of_too_much_or_of_too_long_entries() -> None:
    for count in (0, 257):
        with pytest.raises(MalformedError, match=f"1 to 256 entries, not {count}"):
            bundle([b""] * count)
    with pytest.raises(EntryTooLongError):
        bundle([b"x" * 65_536])


def test_the_largest_bundle_has_the_size_that_readers_allow() -> None:
    assert len(bundle([b"x" * 65_535] * 256)) == BUNDLE_BYTES_MAX
