import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.errors import MalformedError
from lastlook.mirror.wire import (
    CutOffError,
    Incoming,
    Package,
    Standing,
    Upload,
    packages_of,
    read_package,
    read_standing,
    read_upload,
    write_package,
    write_standing,
    write_upload,
)

SIZES = st.integers(0, 2**63 - 1)
HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=5).map(tuple)


def coming(octets: bytes, length: int = 7) -> Incoming:
    """A body that comes in parts of so many bytes."""

    async def parts() -> AsyncIterator[bytes]:
        for at in range(0, len(octets), length):
            yield octets[at : at + length]
            yield b""

    return Incoming(parts())


@given(
    st.builds(Standing, pending=SIZES, following=SIZES, ticket=st.binary(max_size=9))
)
def test_a_standing_reads_back(standing: Standing) -> None:
    assert read_standing(write_standing(standing)) == standing


@pytest.mark.parametrize(
    "said",
    [b"", b"1\n2\n", b"1\n2\n\n\n", b"1\n2\n\nx", b"01\n2\n\n", b"1\n2\nx\n", b"\xff"],
)
def test_what_is_no_standing_is_refused(said: bytes) -> None:
    with pytest.raises(MalformedError):
        read_standing(said)
    with pytest.raises(MalformedError, match="at most 1024"):
        read_standing(write_standing(Standing(1, 2, bytes(1025))))


@given(
    st.builds(
        Upload,
        origin=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        start=st.just(0),
        stop=SIZES,
        ticket=st.binary(max_size=20),
    ),
    st.lists(st.binary(max_size=20), min_size=1, max_size=9).map(tuple),
    HASHES,
    st.integers(1, 40),
)
def test_an_upload_reads_back_however_it_comes(
    upload: Upload, leaves: tuple[bytes, ...], proof: tuple[bytes, ...], length: int
) -> None:
    async def whole(incoming: Incoming) -> None:
        await read_upload(incoming)
        await read_package(incoming, len(leaves))

    async def read() -> None:
        body = write_upload(upload) + write_package(leaves, proof)
        incoming = coming(body, length)
        assert await read_upload(incoming) == upload
        assert not await incoming.ended()
        assert await read_package(incoming, len(leaves)) == Package(leaves, proof)
        assert await incoming.ended()
        for cut in range(len(body)):
            short = coming(body[:cut], length)
            with pytest.raises(CutOffError):
                await whole(short)

    asyncio.run(read())


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_packages_follow_each_other_and_end_where_bundles_do(
    one: int, two: int
) -> None:
    start, stop = sorted((one, two))
    packages = list(packages_of(start, stop))
    covered = [n for begin, end in packages for n in range(begin, end)]
    assert covered == list(range(start, stop))
    assert all(begin // 256 == (end - 1) // 256 for begin, end in packages)
    assert len(packages) <= -(-stop // 256) - start // 256
