"""A witness over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from lastlook.ledger.add_checkpoint import BODY_BYTES_MAX
from lastlook.ledger.errors import HeadFileError
from lastlook.ledger.head import HeadInMemory
from lastlook.witness import door as doors
from lastlook.witness.book import Book
from lastlook.witness.door import Door
from lastlook.witness.keeper import Keeper
from tests.world.ledger import a_signer
from tests.world.witnesses import Ticking, a_cosigner, a_ledger, a_witness, asks

PATH = f"/{sha256(a_signer().name.encode()).hexdigest()}/checkpoint"

Ask = Callable[[httpx.AsyncClient], Awaitable[Any]]


def at_the_door(folder: Path, ask: Ask, body_s: float = 10.0) -> Any:
    """What comes of asking a witness."""

    async def asked() -> Any:
        with a_witness(folder) as keeper:
            transport = httpx.ASGITransport(Door(keeper, body_s))
            async with httpx.AsyncClient(
                transport=transport, base_url="http://witness"
            ) as client:
                return await ask(client)

    return asyncio.run(asked())


def test_a_checkpoint_is_cosigned_and_given_to_monitors(tmp_path: Path) -> None:
    log = a_ledger("one", "two")

    async def ask(client: httpx.AsyncClient) -> None:
        added = await client.post("/add-checkpoint", content=asks(log, 0))
        assert (added.status_code, added.text[:2]) == (200, "— ")
        shown = await client.get(PATH)
        assert (shown.status_code, shown.content) == (
            200,
            log.checkpoint + added.content,
        )

    at_the_door(tmp_path, ask)


def test_a_conflict_has_the_type_that_the_protocol_gives_it(tmp_path: Path) -> None:
    async def ask(client: httpx.AsyncClient) -> None:
        log = a_ledger("one", "two")
        await client.post("/add-checkpoint", content=asks(log, 0))
        conflict = await client.post("/add-checkpoint", content=asks(log, 0))
        assert conflict.status_code == 409
        assert conflict.headers["content-type"] == "text/x.tlog.size"
        assert conflict.text == "2\n"

    at_the_door(tmp_path, ask)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/add-checkpoint", 405),
        ("PUT", "/add-checkpoint", 405),
        ("POST", PATH, 405),
        ("GET", PATH, 404),
        ("GET", PATH.upper(), 404),
        ("GET", "/sign-subtree", 404),
        ("POST", "/sign-subtree", 404),
        ("GET", "//add-checkpoint", 404),
        ("HEAD", "/", 200),
        ("POST", "/add-checkpoint", 400),
    ],
)
def test_each_address_has_its_status(
    tmp_path: Path, method: str, path: str, status: int
) -> None:
    async def ask(client: httpx.AsyncClient) -> int:
        return (await client.request(method, f"http://witness{path}")).status_code

    assert at_the_door(tmp_path, ask) == status


def test_whoever_asks_is_told_whose_witness_this_is(tmp_path: Path) -> None:
    async def ask(client: httpx.AsyncClient) -> str:
        return (await client.get("/")).text

    assert at_the_door(tmp_path, ask) == f"A witness.\n{a_cosigner().cosigner.vkey}\n"


def test_a_body_is_read_no_further_than_its_bound(tmp_path: Path) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 4096
            yield bytes(4096)

    async def ask(client: httpx.AsyncClient) -> int:
        return (await client.post("/add-checkpoint", content=endless())).status_code

    assert at_the_door(tmp_path, ask) == 413
    assert sent <= BODY_BYTES_MAX + 2 * 4096


def test_a_body_that_does_not_come_is_not_waited_for(tmp_path: Path) -> None:
    async def never() -> AsyncIterator[bytes]:
        yield b"old 0\n"
        await asyncio.Event().wait()

    async def ask(client: httpx.AsyncClient) -> int:
        return (await client.post("/add-checkpoint", content=never())).status_code

    assert at_the_door(tmp_path, ask, body_s=0) == 408


def test_a_request_that_breaks_off_gets_no_signature(tmp_path: Path) -> None:
    async def asked() -> list[Any]:
        with a_witness(tmp_path) as keeper:
            told: list[Any] = []

            async def receive() -> dict[str, Any]:
                return {"type": "http.disconnect"}

            async def send(message: Any) -> None:
                told.append(message)

            scope = {"type": "http", "method": "POST", "path": "/add-checkpoint"}
            await Door(keeper)(scope, receive, send)
            return told

    assert asyncio.run(asked())[0]["status"] == 400


class FullDisk(HeadInMemory):
    """A mark that cannot be written once `full`."""

    full = False

    def write(self, note: bytes) -> None:
        if self.full:
            raise HeadFileError("no room")
        super().write(note)


def test_what_was_not_kept_whole_is_503_and_no_signature_is_given(
    tmp_path: Path,
) -> None:
    async def asked() -> httpx.Response:
        mark = FullDisk()
        book = Book.create(tmp_path / "book", mark)
        book.add_log(a_signer().verifier)
        mark.full = True
        door = Door(Keeper(book, a_cosigner(), Ticking()))
        transport = httpx.ASGITransport(door)
        async with httpx.AsyncClient(transport=transport) as client:
            body = asks(a_ledger("one"), 0)
            return await client.post("http://witness/add-checkpoint", content=body)

    answer = asyncio.run(asked())
    assert (answer.status_code, "—" in answer.text) == (503, False)


def test_more_than_can_wait_are_told_to_ask_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "WAITING_MAX", 0)

    async def ask(client: httpx.AsyncClient) -> int:
        body = asks(a_ledger("one"), 0)
        return (await client.post("/add-checkpoint", content=body)).status_code

    assert at_the_door(tmp_path, ask) == 503


def test_many_at_once_each_get_one_of_the_two_right_answers(tmp_path: Path) -> None:
    log = a_ledger("one", "two", "three")

    async def ask(client: httpx.AsyncClient) -> list[int]:
        body = asks(log, 0)
        posts = (client.post("/add-checkpoint", content=body) for _ in range(20))
        return sorted(each.status_code for each in await asyncio.gather(*posts))

    assert at_the_door(tmp_path, ask) == [200] + [409] * 19
