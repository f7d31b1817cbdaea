"""A studio's mirror over HTTP: every answer of tlog-mirror it can give."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from lastlook.api.mirroring import IDLE_S, UPLOADS_MAX, Mirror, origin_hash
from lastlook.api.tiles import ReadToken
from lastlook.ledger.add_checkpoint import (
    BODY_BYTES_MAX,
    AddCheckpoint,
    write_add_checkpoint,
)
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.entry_bundle import read_bundle
from lastlook.ledger.folder import Folder, check_folder
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import HASH_BYTES
from lastlook.mirror.copy import Copy
from lastlook.mirror.wire import (
    Standing,
    Upload,
    packages_of,
    read_standing,
    write_package,
    write_upload,
)
from tests.api.test_acts import problem
from tests.world.desk import in_a_loop
from tests.world.ledger import a_signer, flip
from tests.world.link import AT, WORD
from tests.world.mirrored import (
    LOG_KEY,
    Studio,
    a_ledger,
    announced,
    grow,
    package,
)

READER = {"authorization": f"Bearer {WORD}"}
PREFIX = f"/{origin_hash(LOG_KEY.name)}"


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


@asynccontextmanager
async def served(
    studio: Studio, idle_s: float = IDLE_S
) -> AsyncIterator[httpx.AsyncClient]:
    app: Any = Mirror({LOG_KEY.name: studio.copy()}, ReadToken.of(WORD), idle_s)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=AT) as web:
        yield web


async def announce(web: httpx.AsyncClient, log: Log, old: int = 0) -> httpx.Response:
    content = write_add_checkpoint(announced(log, old))
    return await web.post("/add-checkpoint", content=content)


def uploaded(log: Log, start: int, packages: int | None = None) -> bytes:
    """An upload of everything from `start` on, or of so many packages."""
    parts = [write_upload(Upload(log.origin, start, log.size))]
    for bounds in [*packages_of(start, log.size)][:packages]:
        one = package(log, *bounds, log.size)
        parts.append(write_package(one.leaves, one.proof))
    return b"".join(parts)


async def upload(web: httpx.AsyncClient, body: bytes, **headers: str) -> httpx.Response:
    return await web.post("/add-entries", content=body, headers=headers)


def standing(answer: httpx.Response, status: int) -> Standing:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/x.tlog.mirror-info"
    return read_standing(answer.content)


# --- add-checkpoint ------------------------------------------------------------------


@in_a_loop
async def test_a_checkpoint_is_taken_and_not_cosigned_yet(studio: Studio) -> None:
    async with served(studio) as web:
        answer = await announce(web, a_ledger(300))
        assert (answer.status_code, answer.content) == (200, b"")
        problem(await web.get(f"{PREFIX}/checkpoint"), 404, "no-such-tile")


@in_a_loop
async def test_who_is_wrong_about_the_size_is_told_it(studio: Studio) -> None:
    log = a_ledger(300)
    async with served(studio) as web:
        await announce(web, log)
        grow(log, 5)
        answer = await announce(web, log)
        assert (answer.status_code, answer.content) == (409, b"300\n")
        assert answer.headers["content-type"] == "text/x.tlog.size"
        assert (await announce(web, log, 300)).status_code == 200


@in_a_loop
async def test_each_fault_of_a_checkpoint_has_its_status(studio: Studio) -> None:
    log = a_ledger(300)
    other = a_ledger(300, key=a_signer("other.example"))
    forged = log.checkpoint.replace(b"\n300\n", b"\n301\n")
    good = write_add_checkpoint(announced(log, 0))
    async with served(studio) as web:
        for content, status, code in (
            (b"", 400, "bad-request"),
            (good.replace(b"old 0", b"old 00"), 400, "bad-request"),
            (good.replace(b"old 0", b"new 0"), 400, "bad-request"),
            (good.replace(b"\n\n", b"\n", 1), 400, "bad-request"),
            (b"old 0\n\nhello\n", 400, "bad-request"),
            (b"old 0\n\xff\n\n" + log.checkpoint, 400, "bad-request"),
            (b"old 0\neA==\n\n" + log.checkpoint, 400, "bad-request"),
            (b"old 301\n\n" + log.checkpoint, 400, "bad-request"),
            (
                write_add_checkpoint(AddCheckpoint(0, (bytes(32),) * 64, b"")),
                400,
                "bad-request",
            ),
            (b"x" * (BODY_BYTES_MAX + 1), 413, "too-big"),
            (write_add_checkpoint(announced(other, 0)), 404, "not-found"),
            (b"old 0\n\n" + forged, 403, "forbidden"),
            (
                write_add_checkpoint(AddCheckpoint(0, (bytes(32),), log.checkpoint)),
                422,
                "unprocessable-entity",
            ),
        ):
            answer = await web.post("/add-checkpoint", content=content)
            problem(answer, status, code)
        assert not studio.alarms


# --- add-entries ---------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
def test_an_upload_fills_the_copy_and_is_cosigned(
    studio: Studio,
    packed: bool,  # noqa: FBT001  # pytest's
) -> None:
    @in_a_loop
    async def told() -> None:
        log = a_ledger(700)
        async with served(studio) as web:
            await announce(web, log)
            body = uploaded(log, 0)
            answer = (
                await upload(web, gzip.compress(body), **{"content-encoding": "gzip"})
                if packed
                else await upload(web, body)
            )
            assert answer.status_code == 200
            assert answer.content.startswith("— studio.example/mirror ".encode())
            note = (await web.get(f"{PREFIX}/checkpoint")).content
            assert note == log.checkpoint + answer.content
        path = studio.copy().path
        assert check_folder(Folder(path), LOG_KEY.verifier).size == 700

    told()


@in_a_loop
async def test_a_prefix_is_taken_and_told_where_to_go_on(studio: Studio) -> None:
    log = a_ledger(700)
    async with served(studio) as web:
        await announce(web, log)
        answer = await upload(web, uploaded(log, 0, 1))
        assert standing(answer, 202) == Standing(700, 256)
        answer = await upload(web, uploaded(log, 256, 1))
        assert standing(answer, 202) == Standing(700, 512)
        assert (await upload(web, uploaded(log, 512))).status_code == 200


@in_a_loop
async def test_an_upload_that_is_cut_anywhere_has_brought_what_was_whole(
    studio: Studio,
) -> None:
    log = a_ledger(300)
    body, first = uploaded(log, 0), len(uploaded(log, 0, 1))
    header = len(uploaded(log, 0, 0))
    async with served(studio) as web:
        await announce(web, log)
        for cut in (0, 1, header - 1, header, header + 1, first - 1):
            problem(await upload(web, body[:cut]), 400, "bad-request")
        for cut in (first, first + 1, len(body) - 1):
            assert standing(await upload(web, body[:cut]), 202) == Standing(300, 256)
        packed = gzip.compress(body)
        cut_off = packed[: len(packed) - 200]
        answer = await upload(web, cut_off, **{"content-encoding": "gzip"})
        assert standing(answer, 202).following == 256
        assert (await upload(web, body)).status_code == 200


@in_a_loop
async def test_an_upload_out_of_order_is_told_where_the_copy_stands(
    studio: Studio,
) -> None:
    log, longer = a_ledger(700), a_ledger(800)
    async with served(studio) as web:
        problem(await upload(web, uploaded(log, 0)), 422, "unprocessable-entity")
        await announce(web, log)
        assert standing(await upload(web, uploaded(log, 256)), 409) == Standing(700, 0)
        answer = await upload(web, uploaded(longer, 0))
        assert standing(answer, 409) == Standing(700, 0)
        await upload(web, uploaded(log, 0))
        await announce(web, longer, 700)
        await upload(web, uploaded(longer, 700))
        assert standing(await upload(web, uploaded(log, 0)), 409).pending == 800


@in_a_loop
async def test_an_upload_is_of_one_tree_which_is_looked_up_once(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, asked = a_ledger(300), list[int]()
    looked_up = Copy.tree_of

    def tree_of(copy: Copy, upload: Upload) -> Checkpoint:
        asked.append(upload.stop)
        return looked_up(copy, upload)

    monkeypatch.setattr(Copy, "tree_of", tree_of)
    async with served(studio) as web:
        await announce(web, log)
        assert (await upload(web, uploaded(log, 0))).status_code == 200
    assert asked == [300]


@in_a_loop
async def test_an_upload_of_nothing_to_a_full_copy_gets_the_cosignature(
    studio: Studio,
) -> None:
    log = a_ledger(300)
    async with served(studio) as web:
        await announce(web, log)
        first = await upload(web, uploaded(log, 0))
        again = await upload(web, uploaded(log, 300))
        assert (again.status_code, again.content) == (200, first.content)
    async with served(studio) as web:  # and after a restart
        again = await upload(web, uploaded(log, 300))
        assert (again.status_code, again.content) == (200, first.content)


@in_a_loop
async def test_entries_that_are_not_the_trees_are_refused(studio: Studio) -> None:
    log, other = a_ledger(300), a_ledger(300, changed=7)
    async with served(studio) as web:
        await announce(web, log)
        answer = await upload(web, uploaded(other, 0))
        problem(answer, 422, "unprocessable-entity")
        assert not (studio.copy().path / "tile").exists()


@in_a_loop
async def test_each_fault_of_an_upload_has_its_status(studio: Studio) -> None:
    log = a_ledger(3)
    unknown = a_ledger(3, key=a_signer("other.example"))
    header = write_upload(Upload(log.origin, 0, 3))
    many = header + (b"\x00\x00" * 3) + bytes([64])
    front = write_upload(Upload(log.origin, 0, 3, b"t" * 1025))
    ticketed = front + uploaded(log, 0)[len(header) :]
    async with served(studio) as web:
        await announce(web, log)
        for body, status, code in (
            (uploaded(unknown, 0), 404, "not-found"),
            (write_upload(Upload(log.origin, 4, 3)), 400, "bad-request"),
            (write_upload(Upload(log.origin, 0, 2**63)), 400, "bad-request"),
            (ticketed, 400, "bad-request"),
            (b"\x00\x01\xff" + header[2:], 400, "bad-request"),
            (many + bytes(64 * 32), 400, "bad-request"),
        ):
            problem(await upload(web, body), status, code)
        for encoding, body, status in (
            ("br", b"", 415),
            ("gzip", b"no gzip at all", 400),
        ):
            answer = await upload(web, body, **{"content-encoding": encoding})
            assert answer.status_code == status


@in_a_loop
async def test_past_its_bound_a_mirror_is_busy_and_takes_no_harm(
    studio: Studio,
) -> None:
    log, go_on = a_ledger(3), asyncio.Event()
    begun = asyncio.Semaphore(0)

    async def slowly() -> AsyncIterator[bytes]:
        yield uploaded(log, 0)[:3]
        begun.release()
        await go_on.wait()
        yield uploaded(log, 0)[3:]

    async with served(studio) as web:
        await announce(web, log)
        going = [
            asyncio.create_task(web.post("/add-entries", content=slowly()))
            for _ in range(UPLOADS_MAX)
        ]
        for _ in going:
            await begun.acquire()
        busy = await upload(web, uploaded(log, 0))
        problem(busy, 503, "service-unavailable")
        assert busy.headers["retry-after"]
        go_on.set()
        answers = await asyncio.gather(*going)
        assert {answer.status_code for answer in answers} == {200}
        assert (await upload(web, uploaded(log, 0))).status_code == 200


@in_a_loop
async def test_uploads_of_which_nothing_comes_leave_their_place_to_others(
    studio: Studio,
) -> None:
    log = a_ledger(300)
    whole = len(uploaded(log, 0, 1))

    async def stalled() -> AsyncIterator[bytes]:
        yield uploaded(log, 0)[: whole + 9]
        await asyncio.Event().wait()

    async with served(studio, idle_s=0) as web:
        await announce(web, log)
        for _ in range(UPLOADS_MAX + 1):
            answer = await web.post("/add-entries", content=stalled())
            assert standing(answer, 202) == Standing(300, 256)
        assert (await upload(web, uploaded(log, 256))).status_code == 200


@in_a_loop
async def test_a_copy_that_is_damaged_answers_that_it_is(studio: Studio) -> None:
    log = a_ledger(300)
    async with served(studio) as web:
        await announce(web, log)
        await upload(web, uploaded(log, 0, 1))
        flip(studio.copy().path / "tile/entries/000", 9)
        answer = await upload(web, uploaded(log, 256))
        told = problem(answer, 500, "internal-server-error")
        assert "has not the root that was signed" in told["what"]


# --- reading -------------------------------------------------------------------


@in_a_loop
async def test_a_copy_is_read_like_the_log_itself(studio: Studio) -> None:
    log = a_ledger(300)
    async with served(studio) as web:
        await announce(web, log)
        await upload(web, uploaded(log, 0))
        tile = await web.get(f"{PREFIX}/tile/0/001.p/44")
        earlier = await web.get(f"{PREFIX}/tile/0/001.p/43")
        assert earlier.content == tile.content[: 43 * HASH_BYTES]
        assert tile.content == log.tile(0, 1, 44)
        entries = await web.get(f"{PREFIX}/tile/entries/001.p/44", headers=READER)
        assert read_bundle(entries.content) == list(log.leaves(256, 300))
        problem(await web.get(f"{PREFIX}/tile/entries/000"), 401, "no-read-token")
        for path in ("tile/0/001", "tile/0/001.p/45", "tile/1/000.p/2", "pending"):
            problem(await web.get(f"{PREFIX}/{path}"), 404, "no-such-tile")
        for path in ("tile/entries/001", "tile/entries/002.p/1"):
            answer = await web.get(f"{PREFIX}/{path}", headers=READER)
            problem(answer, 404, "no-such-tile")


@in_a_loop
async def test_other_addresses_and_methods_are_refused(studio: Studio) -> None:
    async with served(studio) as web:
        problem(await web.get("/"), 404, "not-found")
        problem(await web.get(f"/{'0' * 64}/checkpoint"), 404, "not-found")
        problem(await web.get("/add-entries"), 405, "method-not-allowed")
        problem(await web.put("/add-checkpoint"), 405, "method-not-allowed")
        problem(await web.get(f"{PREFIX}/../mirror.key"), 404, "not-found")


@in_a_loop
async def test_a_mirror_lives_as_long_as_its_server(studio: Studio) -> None:
    app = Mirror({LOG_KEY.name: studio.copy()}, None)
    asked: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    said: list[str] = []
    for kind in ("lifespan.startup", "lifespan.shutdown"):
        asked.put_nowait({"type": kind})

    async def send(message: dict[str, str]) -> None:
        said.append(message["type"])

    await app({"type": "lifespan"}, asked.get, send)
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
