"""A witness: begun, told of logs, served.

A witness at FILE is three files beside each other:

    FILE        its book, SQLite: which logs it knows, what it has signed
    FILE.key    its private key, for its owner's eyes only
    FILE.mark   how far the book had come: never back it up, never restore it
"""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

from lastlook.desk.clock import SystemClock
from lastlook.ledger.cosignature import CosigningKey, read_cosigning_key
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.keys import PrivateKey, read_key_file, write_key_file
from lastlook.ledger.tlog_policy import LogKey, read_log_key
from lastlook.wiring.files import WiringError
from lastlook.witness.book import Book, Signed
from lastlook.witness.door import Door
from lastlook.witness.keeper import Keeper

CONNECTIONS_MAX: Final = 256
IDLE_S: Final = 75  # a desk asks again within the minute: keep the connection
CLOSE_S: Final = 5


class WitnessFiles(Struct, frozen=True):
    """The files of one witness."""

    book: Path

    @property
    def key(self) -> Path:
        """The witness's private key."""
        return self.book.with_name(f"{self.book.name}.key")

    @property
    def mark(self) -> Path:
        """How far the book had come."""
        return self.book.with_name(f"{self.book.name}.mark")

    @property
    def all(self) -> tuple[Path, ...]:
        """Every one of them."""
        return (self.book, self.key, self.mark)


class LogSeen(Struct, frozen=True):
    """What a witness has of one log.

    Attributes:
        origin: which log.
        keys: the keys it is known by, as text.
        latest: what was cosigned last, if anything was.
        refused: what the log signed that contradicts what was cosigned.
    """

    origin: str
    keys: tuple[str, ...]
    latest: Signed | None
    refused: tuple[Signed, ...]


def begin_witness(path: Path, name: str) -> str:
    """Make a witness's files; its public key, as text.

    Raises:
        WiringError: one of them is there already, or there is no such folder.
        MalformedError: the name cannot name a key.
    """
    files = WitnessFiles(path)
    there = [file for file in files.all if file.exists()]
    if there:
        raise WiringError(
            f"There is a file at {there[0]} already; it was left as it is. Choose "
            "another place, or move that one away."
        )
    if not path.parent.is_dir():
        raise WiringError(f"There is no folder {path.parent}. Make it first.")
    key = CosigningKey(name, PrivateKey.make())
    Book.create(path, HeadOnDisk(files.mark)).close()
    write_key_file(files.key, key.skey)
    return key.cosigner.vkey


def add_log(path: Path, vkey: str) -> tuple[str, bool]:
    """Tell a witness of a log's key; the log's name, and whether it was new.

    Raises:
        MalformedError: it is not a log's key.
    """
    key: LogKey = read_log_key(vkey)
    with _book(path) as book:
        return key.name, book.add_log(key)


def logs_seen(path: Path) -> list[LogSeen]:
    """What a witness has of each log it knows."""
    with _book(path) as book:
        return [
            LogSeen(
                origin,
                tuple(key.vkey for key in book.keys(origin)),
                book.latest(origin),
                tuple(book.refused(origin)),
            )
            for origin in book.origins()
        ]


def witness_vkey(path: Path) -> str:
    """A witness's public key, as text."""
    return _key(path).cosigner.vkey


def serve_witness(
    path: Path, address: tuple[str, int], ready: Callable[[str], None]
) -> None:
    """Answer for a witness until it is stopped.

    Args:
        path: its book.
        address: host and port; 0 is any free one.
        ready: hears the submission prefix once it is open.

    Raises:
        BookRolledBackError: the book is older than what was signed.
    """
    import uvloop  # noqa: PLC0415  # only who serves waits for it

    with _book(path) as book:
        clock = SystemClock()
        keeper = Keeper(book, _key(path), lambda: clock.now_ms() // 1000)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_served(Door(keeper), address, ready))


async def _served(
    door: Door, address: tuple[str, int], ready: Callable[[str], None]
) -> None:
    import uvicorn  # noqa: PLC0415  # only who serves waits for it

    config = uvicorn.Config(
        door,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=CONNECTIONS_MAX,
        timeout_keep_alive=IDLE_S,
        timeout_graceful_shutdown=CLOSE_S,
    )
    host, port = address
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listener:
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listener.getsockname()[1]}/")
        await uvicorn.Server(config).serve(sockets=[listener])


@contextmanager
def _book(path: Path) -> Iterator[Book]:
    files = WitnessFiles(path)
    with closing(Book.open(path, HeadOnDisk(files.mark))) as book:
        yield book


def _key(path: Path) -> CosigningKey:
    return read_cosigning_key(read_key_file(WitnessFiles(path).key))
