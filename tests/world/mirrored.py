"""A studio's copy of a log, and somebody who brings it what it asks for."""

import base64
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from lastlook.ledger.add_checkpoint import AddCheckpoint
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from lastlook.ledger.cosignature import CosigningKey
from lastlook.ledger.entry import Draft, read_leaf
from lastlook.ledger.errors import InputError
from lastlook.ledger.handover import Handover, read_hand_over
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.note import Signer
from lastlook.mirror.copy import Copy, Keeper
from lastlook.mirror.wire import Package, Upload, packages_of
from tests.world.ledger import a_draft, a_signer, drafts

LOG_KEY = a_signer()
STUDIO = CosigningKey("studio.example/mirror", PrivateKey(sha256(b"studio").digest()))


class Studio:
    """Keeps copies below a folder; its clock ticks a second at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.alarms: list[str] = []
        self._seconds = 1_750_000_000

    def seconds(self) -> int:
        self._seconds += 1
        return self._seconds

    @property
    def keeper(self) -> Keeper:
        return Keeper(STUDIO, self.seconds, self.alarms.append, hand_over_in)

    def copy(self, *logs: Signer) -> Copy:
        """The copy of a log, opened as after a restart; by these keys of it."""
        keys = logs or (LOG_KEY,)
        name = sha256(keys[0].name.encode()).hexdigest()
        verifiers = [key.verifier for key in keys]
        return Copy(self.path / name, verifiers, self.keeper)


def a_ledger(*batches: int, changed: int | None = None, key: Signer = LOG_KEY) -> Log:
    """A ledger with so many entries; with `changed`, that one is another."""
    log = Log.create(MemoryStore(), key, HeadInMemory())
    grow(log, *batches, changed=changed)
    return log


def grow(log: Log, *batches: int, changed: int | None = None) -> None:
    """Append so many entries more."""
    for count in batches:
        more = drafts(log.size, log.size + count)
        if changed is not None and log.size <= changed < log.size + count:
            more[changed - log.size] = a_draft(changed, act='{"act":"other"}')
        log.append(more)


def change_key(log: Log, next_: Signer, *, lost: bool = False) -> None:
    """Let the next key sign, from an entry on that says so; the last one too."""
    last = log.checkpoint
    log.rekey(next_, lost=lost)
    log.append([naming(log.size, log.hand_over(), last if lost else None)])


def naming(n: int, note: bytes, lost: bytes | None = None) -> Draft:
    """Entry `n`, which names a key; beside it the last word of one that was lost."""
    said = {"note": base64.b64encode(note).decode()}
    if lost is not None:
        said["last"] = base64.b64encode(lost).decode()
    return a_draft(n, act=json.dumps({"act": "next-key", **said}))


def hand_over_in(leaf: bytes) -> Handover | None:
    """What `change_key` wrote."""
    try:
        act = json.loads(read_leaf(leaf).act)
    except (ValueError, InputError):
        return None
    if act.get("act") != "next-key":
        return None
    lost = base64.b64decode(act["last"]) if "last" in act else None
    return read_hand_over(base64.b64decode(act["note"]), lost)


def announced(log: Log, old: int) -> AddCheckpoint:
    """The log's checkpoint, shown to continue `old` entries."""
    proof = log.consistency(old) if 0 < old < log.size else []
    return AddCheckpoint(old, tuple(proof), log.checkpoint)


def package(log: Log, start: int, stop: int, size: int) -> Package:
    """One package of an upload, proved against the tree of `size`."""
    proof = log.subtree(start // 256 * 256, stop, size)
    return Package(tuple(log.leaves(start, stop)), tuple(proof))


def bring(
    copy: Copy, log: Log, bounds: Sequence[tuple[int, int]] | None = None
) -> bytes:
    """Bring everything that is missing, or these packages only; the cosignature."""
    old = copy.standing.pending
    if log.size > old or not old:
        copy.add_checkpoint(announced(log, old))
    start = copy.standing.following
    tree = copy.tree_of(Upload(log.origin, start, log.size))
    for at in packages_of(start, log.size) if bounds is None else bounds:
        copy.add_package(at, package(log, *at, log.size), tree)
    return copy.finish(tree)


def signed(size: int, root: bytes, key: Signer = LOG_KEY) -> bytes:
    """Whatever the log's key signs."""
    return sign_checkpoint(Checkpoint(key.name, size, root), key)


def tree_of(note: bytes, key: Signer = LOG_KEY) -> Checkpoint:
    """What a note says that the log's key signed."""
    return read_checkpoint(note, key.verifier)
