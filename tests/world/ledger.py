"""Builds drafts, keys and ledgers for tests, the same every time."""

from hashlib import sha256
from pathlib import Path

from lastlook.ledger.entry import Draft
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.head_layout import MARK_AT
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.note import Signer
from lastlook.ledger.store import Store

NOON = 1_750_000_000_000  # ms UTC
PACK = sha256(b"house").hexdigest()


def a_signer(name: str = "lastlook.example/colt-45") -> Signer:
    """The signer of this name; its key follows from the name."""
    return Signer(name, PrivateKey(sha256(name.encode()).digest()))


def act_id(number: int) -> bytes:
    """A UUIDv7 made from a number."""
    tail = sha256(number.to_bytes(8, "big")).digest()
    when = (NOON + number).to_bytes(6, "big")
    return when + bytes([0x70 | tail[0] & 15, tail[1]]) + b"\x80" + tail[2:9]


def a_draft(number: int, *, recorded_at: int | None = None, act: str = "") -> Draft:
    """Draft number so-and-so, recorded a millisecond after the one before."""
    return Draft(
        recorded_at=NOON + number if recorded_at is None else recorded_at,
        act_id=act_id(number),
        key="armorer-1",
        act=(act or f'{{"act":"inspect","number":{number}}}').encode(),
        signature=sha256(b"first" + act_id(number)).digest() * 2,
        decision=b'{"granted":[]}',
        core="1",
        pack=PACK,
    )


def drafts(start: int, stop: int) -> list[Draft]:
    """Drafts [start, stop)."""
    return [a_draft(number) for number in range(start, stop)]


def a_log(*batches: int, store: Store | None = None) -> Log:
    """A ledger with so many entries, committed in batches of these sizes."""
    log = Log.create(store or MemoryStore(), a_signer(), HeadInMemory())
    for count in batches:
        log.append(drafts(log.size, log.size + count))
    return log


def unmark(head: Path) -> None:
    """Take the mark from a head file, as a power cut does: a batch is in doubt."""
    content = bytearray(head.read_bytes())
    content[MARK_AT : MARK_AT + 40] = bytes(40)
    head.write_bytes(content)


def flip(path: Path, at: int) -> None:
    """Turn one bit of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
