"""A disk that keeps its word and no more: what was not flushed may be gone.

1. What was flushed is there after a power cut. Of what was written since, each write
   is there, gone or torn, whatever came after it; a name that was not flushed may be
   missing, and a file that was removed may be back.
2. It may fail any write, flush, read or cut, or have no room. After a failed flush the
   pages look written, and some of them never will be (as Linux has it).
3. At any operation the power may go: from then on nothing works and nothing changes.
4. Everything it does is drawn from one source of chance and told to the trace.

SQLite reads and writes through it as a VFS: its files are real ones in a folder of
each boot, so that shared memory and locks are SQLite's own. What would survive is kept
beside them. The head file is on it too (`lastlook.ledger.disk.Disk`).
"""

import errno
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final

import apsw
from msgspec import Struct

SECTOR: Final = 512
NOT_OURS: Final = ("-shm",)


class Faults(Struct, frozen=True):
    """How often an operation fails; `cut` is how often the power goes at one."""

    write: float = 0.0
    flush: float = 0.0
    read: float = 0.0
    full: float = 0.0
    cut: float = 0.0


class _Write(Struct, frozen=True):
    offset: int
    content: bytes


class _Cut(Struct, frozen=True):
    size: int


class Kept:
    """What would be left of one file."""

    def __init__(self, content: bytes = b"", *, named: bool = False) -> None:
        self.durable = bytearray(content)
        self.pending: list[_Write | _Cut] = []
        self.named = named  # whether its name is durable
        self.removed = False  # whether it was removed since

    def flush(self) -> None:
        """What was written is there to stay."""
        for change in self.pending:
            _apply(self.durable, change)
        self.pending.clear()
        self.named = True

    def forget_some(self, dice: Random) -> None:
        """After a failed flush some pages never get to the disk."""
        self.pending = [change for change in self.pending if dice.random() < 0.5]

    def after_a_cut(self, dice: Random) -> bytes | None:
        """What a power cut leaves of it; None where nothing."""
        there = self.named or dice.random() < 0.5
        if self.removed:
            there = there and dice.random() < 0.5
        for change in self.pending:
            chance = dice.random()
            if chance < 0.4:
                _apply(self.durable, change)
            elif chance < 0.6 and isinstance(change, _Write):
                _apply(self.durable, _torn(change, dice))
        return bytes(self.durable) if there else None


def _apply(content: bytearray, change: _Write | _Cut) -> None:
    if isinstance(change, _Cut):
        del content[change.size :]
        return
    if change.offset > len(content):
        content.extend(bytes(change.offset - len(content)))
    content[change.offset : change.offset + len(change.content)] = change.content


def _torn(change: _Write, dice: Random) -> _Write:
    """Some of its first sectors."""
    sectors = len(change.content) // SECTOR
    return _Write(change.offset, change.content[: dice.randint(0, sectors) * SECTOR])


class PlayedDisk(apsw.VFS):
    """One machine's disk, known to SQLite by `name`."""

    def __init__(self, name: str, dice: Random, tell: Callable[[str], None]) -> None:
        self.name = name
        self.dice = dice
        self.tell = tell
        self.faults = Faults()
        self.gone = False  # whether the power is
        self.struck = 0  # faults so far
        self.operations = 0
        self.files: dict[str, Kept] = {}
        self.folder = Path()
        self.now: Callable[[], float] = lambda: 0.0
        self.went_off: Callable[[], None] = lambda: None
        self.meanwhile: Callable[[], None] = lambda: None  # before each operation
        super().__init__(name, "")

    # --- boots ---------------------------------------------------------------------

    def start(self, folder: Path, files: dict[str, bytes]) -> None:
        """Power on, with these files on it."""
        folder.mkdir()
        self.folder = folder
        self.files = {}
        for name, content in files.items():
            _private(folder / name, content)
            self.files[name] = Kept(content, named=True)
        self.gone = False

    def cut(self) -> dict[str, bytes]:
        """The power goes: what is left."""
        self.gone = True
        left = {
            name: self.files[name].after_a_cut(self.dice) for name in sorted(self.files)
        }
        return {name: content for name, content in left.items() if content is not None}

    def seen(self) -> dict[str, bytes]:
        """The files as programs see them, which is what a killed process leaves."""
        return {
            name: (self.folder / name).read_bytes()
            for name, kept in sorted(self.files.items())
            if not kept.removed
        }

    def restart(self, folder: Path, seen: dict[str, bytes]) -> None:
        """A new process on the same machine: nothing more is durable than was."""
        folder.mkdir()
        for name, content in seen.items():
            _private(folder / name, content)
        self.folder = folder
        self.gone = False

    # --- faults --------------------------------------------------------------------

    def asked(self, operation: str, name: str, detail: str = "") -> str | None:
        """Note an operation; how it fails, where it does."""
        self.meanwhile()
        self.operations += 1
        how = self._how(operation)
        self.tell(f"{operation} {name} {detail}{' ' + how if how else ''}")
        return how

    def _how(self, operation: str) -> str | None:
        if self.gone:
            return "off"
        chance, faults = self.dice.random(), self.faults
        if chance < faults.cut:
            self.gone = True
            self.went_off()
            return "off"
        chance -= faults.cut
        rate = {
            "write": faults.write,
            "flush": faults.flush,
            "read": faults.read,
        }.get(operation, faults.write)
        if chance < rate:
            self.struck += 1
            return "broken"
        if operation == "write" and chance - rate < faults.full:
            self.struck += 1
            return "full"
        return None

    # --- SQLite's side -------------------------------------------------------------

    def xOpen(self, name: Any, flags: list[int]) -> "PlayedFile":  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        short = Path(path).name if path else ""
        if short and not (self.folder / short).exists():
            self.files[short] = Kept()
            self.tell(f"make {short}")
        return PlayedFile(self, short, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001
        short = Path(filename).name
        if self.asked("remove", short) is not None:
            raise apsw.IOError("the disk is broken")
        super().xDelete(filename, False)
        if syncdir:
            self.files.pop(short, None)
        elif short in self.files:
            self.files[short].removed = True

    def xSleep(self, microseconds: int) -> int:  # noqa: N802
        return microseconds

    def xCurrentTimeInt64(self) -> int:  # noqa: N802
        return int(self.now() * 1000) + 210_866_760_000_000


def _private(path: Path, content: bytes) -> None:
    """A file that only its owner can read."""
    path.touch(mode=0o600)
    path.write_bytes(content)


class _Chance(apsw.VFS):
    """Where SQLite finds chance when it is asked to look for new."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        super().__init__("chance", "", makedefault=True)

    def xRandomness(self, numbyte: int) -> bytes:  # noqa: N802
        return self._dice.randbytes(numbyte)


@contextmanager
def sqlite_draws_from(dice: Random) -> Iterator[None]:
    """SQLite's own chance (salts of its logs) follows from these dice meanwhile."""
    chance = _Chance(dice)
    apsw.randomness(0)  # forget what it drew from
    apsw.randomness(1)
    chance.unregister()
    try:
        yield
    finally:
        apsw.randomness(0)


class PlayedFile(apsw.VFSFile):
    """A file on it, as SQLite sees it."""

    def __init__(
        self, disk: PlayedDisk, short: str, name: Any, flags: list[int]
    ) -> None:
        super().__init__("", name, flags)
        self._disk = disk
        self._short = short

    def _kept(self) -> Kept:
        return self._disk.files.setdefault(self._short, Kept())

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        content = bytes(data)
        detail = f"{offset}+{len(content)} {zlib.crc32(content):08x}"
        how = self._disk.asked("write", self._short, detail)
        if how == "off":
            raise apsw.IOError("the power is off")
        if how == "full" and offset + len(content) > super().xFileSize():
            raise apsw.FullError("no room")
        if how == "broken":
            some = content[: self._disk.dice.randint(0, len(content))]
            if some:
                super().xWrite(some, offset)
                self._kept().pending.append(_Write(offset, some))
            raise apsw.IOError("the disk is broken")
        super().xWrite(content, offset)
        self._kept().pending.append(_Write(offset, content))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        if self._disk.asked("cut", self._short, str(newsize)) is not None:
            raise apsw.IOError("the disk is broken")
        super().xTruncate(newsize)
        self._kept().pending.append(_Cut(newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        del flags
        how = self._disk.asked("flush", self._short)
        if how is not None:
            if how == "broken":
                self._kept().forget_some(self._disk.dice)
            raise apsw.IOError("the disk is broken")
        self._kept().flush()

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        if self._disk.asked("read", self._short, f"{offset}+{amount}") is not None:
            raise apsw.IOError("the disk is broken")
        return super().xRead(amount, offset)


class PlayedHead:
    """The same disk for the head file (`lastlook.ledger.disk.Disk`)."""

    def __init__(self, disk: PlayedDisk) -> None:
        self._disk = disk

    def read(self, path: Path) -> bytes:
        """All of a file."""
        if self._disk.asked("read", path.name) is not None:
            raise OSError(errno.EIO, "the disk is broken")
        return (self._disk.folder / path.name).read_bytes()

    def open(self, path: Path, *, new: bool) -> "PlayedHeadFile":
        """A file, to write."""
        if new:
            (self._disk.folder / path.name).write_bytes(b"")
            self._disk.files[path.name] = Kept()
        return PlayedHeadFile(self._disk, path.name)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, over any that has it."""
        raise OSError(errno.EROFS, f"{old} to {new}: the head file is there")

    def sync_directory(self, directory: Path) -> None:
        """Names are durable as soon as their files are."""

    def written_at(self, path: Path) -> int | None:
        """Nobody knows."""
        del path
        return None


class PlayedHeadFile:
    """The head file, open for writing."""

    def __init__(self, disk: PlayedDisk, short: str) -> None:
        self._disk = disk
        self._short = short

    def write_at(self, offset: int, content: bytes) -> int:
        """Write there; how much was written."""
        detail = f"{offset}+{len(content)} {zlib.crc32(content):08x}"
        how = self._disk.asked("write", self._short, detail)
        if how == "off":
            raise OSError(errno.EIO, "the power is off")
        if how == "full":
            raise OSError(errno.ENOSPC, "no room")
        if how == "broken":
            content = content[: self._disk.dice.randint(0, len(content) - 1)]
        with (self._disk.folder / self._short).open("r+b") as file:
            file.seek(offset)
            file.write(content)
        self._disk.files[self._short].pending.append(_Write(offset, content))
        return len(content)

    def sync(self) -> None:
        """Make it stay."""
        how = self._disk.asked("flush", self._short)
        kept = self._disk.files[self._short]
        if how is not None:
            if how == "broken":
                kept.forget_some(self._disk.dice)
            raise OSError(errno.EIO, "the disk is broken")
        kept.flush()

    def close(self) -> None:
        """Let go of it."""
