"""The log as tlog-tiles over HTTP: who reads what, and how it is kept."""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx
import pytest

from lastlook.api.tiles import LogTiles, ReadToken, Tiles
from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.entry_bundle import bundle, read_bundle
from lastlook.ledger.errors import LedgerCorruptError
from lastlook.ledger.merkle import leaf_hash, root
from tests.api.test_acts import problem
from tests.world.asked import AT, asked
from tests.world.desk import in_a_loop
from tests.world.ledger import a_log

WORD = "w" * 40
READER = {"authorization": f"Bearer {WORD}"}
LOG = a_log(600)
HASHES = [leaf_hash(leaf) for leaf in LOG.leaves()]
FOR_EVER = "max-age=31536000, immutable"


@asynccontextmanager
async def served(log: Any = None) -> AsyncIterator[httpx.AsyncClient]:
    """A log of 600 entries below /log/, or another."""
    shown = LogTiles(LOG) if log is None else log
    app: Any = Tiles("/log/", shown, ReadToken.of(WORD))
    transport = httpx.ASGITransport(app)
    at = f"{AT}/log/"
    async with httpx.AsyncClient(transport=transport, base_url=at) as web:
        yield web


@in_a_loop
async def test_the_checkpoint_is_anybodys_and_never_kept() -> None:
    async with served() as web:
        answer = await web.get("checkpoint")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"
        assert read_checkpoint(answer.content, LOG.verifier).size == 600


@in_a_loop
async def test_hashes_are_anybodys_and_kept_for_ever() -> None:
    async with served() as web:
        for path, hashes in (
            ("tile/0/000", HASHES[:256]),
            ("tile/0/001", HASHES[256:512]),
            ("tile/0/002.p/88", HASHES[512:]),
            ("tile/0/002.p/7", HASHES[512:519]),
            ("tile/0/000.p/5", HASHES[:5]),
            ("tile/1/000.p/2", [root(HASHES[:256]), root(HASHES[256:512])]),
        ):
            answer = await web.get(path)
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "application/octet-stream"
            assert answer.headers["cache-control"] == f"public, {FOR_EVER}"
            assert answer.content == b"".join(hashes)


@in_a_loop
async def test_entries_are_for_who_has_the_word() -> None:
    async with served() as web:
        for path, start, stop in (
            ("tile/entries/000", 0, 256),
            ("tile/entries/002.p/88", 512, 600),
            ("tile/entries/001.p/3", 256, 259),
        ):
            answer = await web.get(path, headers=READER)
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "application/octet-stream"
            assert answer.headers["cache-control"] == f"private, {FOR_EVER}"
            assert read_bundle(answer.content) == list(LOG.leaves(start, stop))
            problem(await web.get(path), 401, "no-read-token")


@pytest.mark.parametrize(
    "said",
    ["", WORD, "Bearer", f"Bearer {WORD}x", f"Basic {WORD}", f"Bearer {WORD[:-1]}"],
)
def test_another_word_opens_nothing(said: str) -> None:
    @in_a_loop
    async def told() -> None:
        async with served() as web:
            asked_for = await web.get(
                "tile/entries/000", headers={"authorization": said}
            )
            problem(asked_for, 401, "no-read-token")

    told()


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/003",
        "tile/0/002",
        "tile/0/002.p/89",
        "tile/1/000",
        "tile/1/000.p/3",
        "tile/2/000.p/1",
        "tile/63/000.p/1",
        "tile/entries/002",
        "tile/entries/002.p/89",
        "tile/entries/x001/000",
        "tile/0/2",
        "tile/0/000.p/0",
        "tile/0/000/",
        "tile/-1/000",
        "tile/64/000",
        "",
        "checkpoint/",
        "tile",
    ],
)
def test_what_the_tree_does_not_have_is_not_found(path: str) -> None:
    @in_a_loop
    async def told() -> None:
        async with served() as web:
            problem(await web.get(path, headers=READER), 404, "no-such-tile")

    told()


@in_a_loop
async def test_bundles_are_packed_for_who_takes_gzip() -> None:
    whole = bundle(list(LOG.leaves(0, 256)))
    async with served() as web:
        for said, packed in (
            ("gzip", True),
            ("br, gzip;q=0.5", True),
            ("gzip;q=0", False),
            ("gzip; q=0.000, identity", False),
            ("identity", False),
            ("x-gzip-not", False),
        ):
            headers = {**READER, "accept-encoding": said}
            async with web.stream("GET", "tile/entries/000", headers=headers) as answer:
                raw = b"".join([part async for part in answer.aiter_raw()])
            assert answer.headers.get("content-encoding") == (
                "gzip" if packed else None
            )
            assert answer.headers["content-length"] == str(len(raw))
            assert (gzip.decompress(raw) if packed else raw) == whole


@in_a_loop
async def test_a_log_is_read_and_not_written() -> None:
    async with served() as web:
        head = await web.head("tile/0/000")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == "8192"
        problem(await web.post("checkpoint", content=b"x"), 405, "not-a-get")
        problem(await web.delete("tile/0/000"), 405, "not-a-get")


class Damaged:
    """A log whose store cannot be read."""

    checkpoint = b""

    def tile(self, level: int, n: int, width: int) -> bytes:
        raise LedgerCorruptError(f"tile {n} of {level} is short ({width})", "here")


@in_a_loop
async def test_a_damaged_log_says_so_and_serves_nothing() -> None:
    async with served(cast("Any", Damaged())) as web:
        told = problem(await web.get("tile/0/000"), 500, "log-unreadable")
        assert "The ledger is damaged" in told["what"]


def test_a_short_word_is_no_token() -> None:
    with pytest.raises(ValueError, match="32 characters or more"):
        ReadToken.of("short")


@in_a_loop
async def test_a_production_serves_its_log() -> None:
    async with asked(ReadToken.of(WORD)) as stage:
        note = (await stage.web.get("/log/checkpoint")).content
        assert note == stage.desk.log.checkpoint
        size = stage.desk.size
        answer = await stage.web.get(f"/log/tile/entries/000.p/{size}", headers=READER)
        leaves = read_bundle(answer.content)
        assert leaves == list(stage.desk.log.leaves())
        hashes = (await stage.web.get(f"/log/tile/0/000.p/{size}")).content
        assert hashes == b"".join(map(leaf_hash, leaves))
        assert answer.headers["x-content-type-options"] == "nosniff"


@in_a_loop
async def test_the_enrolled_do_not_read_bundles_where_no_word_was_given_out() -> None:
    async with asked() as stage:
        await stage.read_as(stage.company.phone("armorer"))
        for headers in ({}, READER):
            answer = await stage.web.get("/log/tile/entries/000.p/1", headers=headers)
            problem(answer, 401, "no-read-token")
