import asyncio
import gzip
import threading

import pytest

from lastlook.ledger.log import Log
from lastlook.mirror import packing
from lastlook.mirror.packing import Packing, pack
from lastlook.mirror.wire import Upload
from tests.world.desk import in_a_loop
from tests.world.mirrored import a_ledger


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bytes]]:
    """One package a body; what was packed: from where on, and with which ticket."""
    heard: list[tuple[int, bytes]] = []

    def counted(log: Log, upload: Upload) -> packing.Packed:
        heard.append((upload.start, upload.ticket))
        return pack(log, upload)

    monkeypatch.setattr(packing, "PACKAGES_MAX", 1)
    monkeypatch.setattr(packing, "pack", counted)
    return heard


def of(log: Log, start: int, ticket: bytes = b"") -> Upload:
    return Upload(log.origin, start, log.size, ticket)


async def settled() -> None:
    """Until whatever goes on in the background has ended."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*others, return_exceptions=True)


@in_a_loop
async def test_the_next_body_is_packed_while_this_one_is_sent(
    packed: list[tuple[int, bytes]],
) -> None:
    log = a_ledger(600)
    bodies = Packing(log)
    for start, known in ((0, [0, 256]), (256, [0, 256, 512]), (512, [0, 256, 512])):
        body = await bodies.body(of(log, start))
        assert gzip.decompress(body) == gzip.decompress(
            pack(log, of(log, start)).content
        )
        await settled()
        assert [start for start, _ in packed] == known
    await bodies.close()


@in_a_loop
async def test_what_was_packed_for_another_question_is_not_sent(
    packed: list[tuple[int, bytes]],
) -> None:
    log = a_ledger(600)
    bodies = Packing(log)
    await bodies.body(of(log, 0))
    body = await bodies.body(of(log, 256, b"ticket"))
    assert packed[:3] == [(0, b""), (256, b""), (256, b"ticket")]
    assert b"ticket" in gzip.decompress(body)
    await bodies.close()


@in_a_loop
async def test_what_fails_ahead_fails_only_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, packed: list[tuple[int, bytes]]
) -> None:
    log = a_ledger(600)
    bodies = Packing(log)
    count = packing.pack

    def failing(log: Log, upload: Upload) -> packing.Packed:
        if upload.start:
            raise OSError("the disk")
        return count(log, upload)

    monkeypatch.setattr(packing, "pack", failing)
    await bodies.body(of(log, 0))
    with pytest.raises(OSError, match="the disk"):
        await bodies.body(of(log, 256))
    await bodies.body(of(log, 0))
    await bodies.close()
    assert packed == [(0, b""), (0, b"")]


@in_a_loop
async def test_no_thread_reads_the_ledger_once_it_is_closed(
    monkeypatch: pytest.MonkeyPatch, packed: list[tuple[int, bytes]]
) -> None:
    log, goes_on, ended = a_ledger(600), threading.Event(), threading.Event()
    count = packing.pack

    def slow(log: Log, upload: Upload) -> packing.Packed:
        if upload.start:
            goes_on.wait()
            ended.set()
        return count(log, upload)

    monkeypatch.setattr(packing, "pack", slow)
    bodies = Packing(log)
    await bodies.body(of(log, 0))
    closing = asyncio.create_task(bodies.close())
    await asyncio.sleep(0)
    assert not closing.done()
    goes_on.set()
    await closing
    assert ended.is_set()
    assert len(packed) == 2


def test_a_body_ends_once_it_is_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    log = a_ledger(600)
    assert pack(log, of(log, 0)).stop == 600
    monkeypatch.setattr(packing, "BODY_BYTES", 1)
    assert pack(log, of(log, 0)).stop == 256
    assert pack(log, of(log, 256)).stop == 512
