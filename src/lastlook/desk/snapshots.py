"""Snapshots of the state beside the ledger: a start without folding every entry.

1. A snapshot is believed only if the desk's own key signed it, for this log and the
   very rules of this program, whatever version they call themselves; if the ledger at
   its size still has its root; and if its content is what was signed. Any doubt is said
   in the program's log, and every entry is folded instead. The desk's own key is the
   one that was in force at its size, where it named each that came after it; a key that
   was declared lost since is not believed.
2. The state that a start has by a snapshot is the one that folding every entry gives.
3. It replaces the one before as a whole: a crash leaves either of the two.
4. A snapshot that could not be written is said in the program's log and stops nothing:
   the ledger alone is the record.

    4 bytes  length of the note, big-endian
    note     signed by the desk's key: `lastlook snapshot v1` (no log is called so, for
             names have no spaces), the log's name, number of entries, root (base64),
             digest of the rules, SHA-256 of the content
    content  what `snapshot_bytes` makes: the state, and the packs in force
"""

import logging
import os
import struct
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Protocol

from lastlook.core.state import State
from lastlook.desk.door import key_text
from lastlook.desk.own_key import hand_over_in
from lastlook.desk.replay import Rulebook, replay
from lastlook.desk.snapshot import SnapshotError, read_snapshot, snapshot_bytes
from lastlook.desk.unanswered import Unreadable
from lastlook.ledger.checkpoint import Checkpoint, render
from lastlook.ledger.durable import sync_directory
from lastlook.ledger.errors import InputError
from lastlook.ledger.log import Log
from lastlook.ledger.note import Signer, Verifier, parse, sign, verify

TITLE: Final = "lastlook snapshot v1"
EVERY: Final = 16_384  # entries from one to the next: a fifth of a second of folding

_LENGTH: Final = struct.Struct(">I")
log: Final = logging.getLogger(__name__)


class Place(Protocol):
    """Where one snapshot is kept."""

    def read(self) -> bytes | None:
        """What was kept last; None where nothing was. `OSError` where it fails."""

    def write(self, content: bytes) -> None:
        """Keep this instead, whole or not at all. `OSError` where it fails."""


class SnapshotFile:
    """A snapshot in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> bytes | None:
        """What was kept last; None where there is no file."""
        try:
            return self._path.read_bytes()
        except FileNotFoundError:
            return None

    def write(self, content: bytes) -> None:
        """Keep this instead."""
        # (3) a new file takes the name once it is whole
        beside = self._path.with_name(f"{self._path.name}.new")
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(self._path)
        sync_directory(self._path.parent)


class Snapshots:
    """Takes snapshots of one desk's state, and begins from one."""

    def __init__(self, signer: Signer, place: Place, every: int = EVERY) -> None:
        """`signer` has the log's key; one is due after so many entries."""
        self._signer = signer
        self._place = place
        self._every = every
        self._taken = 0  # entries in the one that is kept

    def is_due(self, state: State) -> bool:
        """Whether there are many entries since the last."""
        return state.n >= self._taken + self._every

    def take(self, state: State, root: bytes, rulebook: Rulebook) -> None:
        """Keep this state; `root` is that of the ledger's first `state.n` entries."""
        self._taken = state.n  # if it fails, the next one is tried as late
        try:
            content = snapshot_bytes(state, rulebook)
            checkpoint = Checkpoint(self._signer.name, state.n, root)
            note = sign(_signed_text(checkpoint, content), [self._signer])
            self._place.write(_LENGTH.pack(len(note)) + note + content)
        except (OSError, SnapshotError, LookupError) as error:
            # (4) the ledger is what counts
            log.warning("No snapshot was taken after %d entries: %s", state.n, error)

    def begin(
        self,
        ledger: Log,
        rulebook: Rulebook,
        progress: Callable[[int], None] | None = None,
    ) -> State:
        """The state of the ledger, with its packs learned.

        Raises:
            LedgerCorruptError: the entries make no state.
        """
        state = State()
        try:
            kept = self._place.read()
            if kept is not None:
                state = self._believed(kept, ledger, rulebook)
        except (OSError, SnapshotError, InputError, Unreadable) as error:
            # (1) any doubt
            log.warning("The snapshot is not used, every entry is read: %s", error)
        self._taken = state.n
        # (2) the rest, as ever
        return replay(ledger.read(state.n), rulebook, state, progress)

    def _believed(self, kept: bytes, ledger: Log, rulebook: Rulebook) -> State:
        """The state in a snapshot of this very ledger, made by this program."""
        start = _LENGTH.size
        stop = start + int.from_bytes(kept[:start], "big")
        said = parse(kept[start:stop]).text
        keys = _in_force(ledger, _size_in(said))
        signed = verify(kept[start:stop], keys)
        content = kept[stop:]
        size = _size_in(signed.text)
        if not 0 < size <= ledger.size:
            raise SnapshotError(f"It is of {size} entries, here are {ledger.size}.")
        checkpoint = Checkpoint(ledger.origin, size, ledger.root(size))
        if signed.text != _signed_text(checkpoint, content):
            raise SnapshotError("It is of another ledger, of other rules, or changed.")
        state = read_snapshot(content, rulebook)
        if state.n != size:
            raise SnapshotError(f"It is of {state.n} entries, not {size}.")
        by = {key_text(key.public) for key in keys if key.knows(signed.signatures[0])}
        if state.desk_keys and state.desk_keys[-1].key not in by:
            raise SnapshotError("It is signed by a key that gave way before it.")
        return state


def _in_force(ledger: Log, size: int) -> list[Verifier]:
    """The keys that may have signed it at this size; none where one was lost since."""
    if not 0 <= size <= ledger.size:
        return []
    found = [one for one in map(hand_over_in, ledger.leaves(size)) if one is not None]
    if any(one.lost for one in found):
        return []
    if found:
        return [found[0].last]
    # Named before, or being named just now: the state says which of the two.
    return [ledger.verifier, *([ledger.former] if ledger.former else [])]


@cache
def rules() -> str:
    """Which rules these are: the name of the core's files."""
    return named(_sources(files("lastlook.core"), ""))


def named(sources: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256, in hex, over files' names and contents, in the order of the names."""
    digest = sha256()
    for name, content in sorted(sources):
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found = []
    for one in folder.iterdir():
        if one.is_dir():
            found += _sources(one, f"{path}{one.name}/")
        elif one.name.endswith(".py"):
            found.append((path + one.name, one.read_bytes()))
    return found


def _signed_text(checkpoint: Checkpoint, content: bytes) -> str:
    digest = sha256(content).hexdigest()
    return f"{TITLE}\n{render(checkpoint)}{rules()}\n{digest}\n"


def _size_in(text: str) -> int:
    try:
        title, _, size, *_ = text.split("\n")
        if title != TITLE:
            raise SnapshotError("It is no snapshot.")
        return int(size)
    except ValueError as error:
        raise SnapshotError("It is no snapshot.") from error
