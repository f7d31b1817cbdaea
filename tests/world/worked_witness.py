"""The worked examples on the format pages about witnesses, made anew."""

import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.witness.book import Book
from lastlook.witness.keeper import Keeper
from tests.world.ledger import a_signer
from tests.world.witnesses import Ticking, a_cosigner, asks, cosigned, grow

NAME: Final = "lastlook/long-road"
INSURER: Final = "insurer.example/lastlook"
BOND: Final = "bond.example/lastlook"


@cache
def _log() -> Log:
    log = Log.create(MemoryStore(), a_signer(NAME), HeadInMemory())
    grow(log, "one", "two", "three")
    return log


def _cosigned() -> str:
    return cosigned(_log().checkpoint, INSURER, BOND).decode()


def _vkey() -> str:
    return f"{a_cosigner(INSURER).cosigner.vkey}\n"


def _policy() -> str:
    return (
        "# Any one of the two, at addresses of their own\n"
        f"log {a_signer(NAME).verifier.vkey}\n"
        f"witness insurer {a_cosigner(INSURER).cosigner.vkey} https://insurer.example/\n"
        f"witness bond {a_cosigner(BOND).cosigner.vkey} https://bond.example/\n"
        "group outside any insurer bond\n"
        "quorum outside\n"
    )


@cache
def _asked() -> tuple[str, str, str]:
    """A request, its answer, and the answer to the same once more."""
    with tempfile.TemporaryDirectory() as folder:
        book = Book.create(Path(folder) / "book", HeadInMemory())
        book.add_log(a_signer(NAME).verifier)
        keeper = Keeper(book, a_cosigner(INSURER), Ticking())
        log = Log.create(MemoryStore(), a_signer(NAME), HeadInMemory())
        grow(log, "one", "two")
        keeper.add_checkpoint(asks(log, 0))
        grow(log, "three")
        body = asks(log, 2)
        answer = keeper.add_checkpoint(body).body.decode()
        conflict = keeper.add_checkpoint(body).body.decode()
        book.close()
    return body.decode(), answer, conflict


EXAMPLES: Final[Mapping[str, Mapping[str, Callable[[], str]]]] = {
    "tlog-cosignature": {"vkey": _vkey, "cosigned": _cosigned},
    "tlog-policy": {"policy": _policy},
    "tlog-witness": {
        "request": lambda: _asked()[0],
        "answer": lambda: _asked()[1],
        "conflict": lambda: _asked()[2],
    },
}
