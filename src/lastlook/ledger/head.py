"""The last signed checkpoint, kept apart from the store and never restored with it.

1. After `write` returns the checkpoint is durable; a crash in the middle leaves the
   one before.
2. `read` gives the newest checkpoint whose commit is over; a file without one is
   refused.
3. `prepare` begins to keep a checkpoint, with its batch, beside the store's commit;
   when `settle` returns it is durable, and its commit over. What was prepared and not
   settled is `pending`: after a crash nobody but the store can say what became of it.
4. After `withdraw` what was prepared is pending no more, and that is durable.

Does not check a note, nor whether a batch is the one that was signed: `log.Log` and
`opening` do. Keep the file on the desk's own disk and out of every backup: its worth
is that it does not go back when the store does. How it is laid out: `head_layout`.
"""

import errno
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from lastlook.ledger import head_layout as layout
from lastlook.ledger.beside import Beside, BesideInThread, Wait
from lastlook.ledger.disk import Disk, OpenFile, OwnDisk
from lastlook.ledger.errors import HeadFileError
from lastlook.ledger.head_layout import Pending

__all__ = ["HeadFile", "HeadInMemory", "HeadOnDisk", "Pending"]


class HeadFile(Protocol):
    """Keeps one checkpoint note, and the batch that is on its way to the store."""

    def read(self) -> bytes | None:
        """The newest note whose commit is over; None where there is no file yet.

        Raises:
            HeadFileError: there is a file, but nothing whole in it.
        """

    def pending(self) -> Pending | None:
        """What was prepared, and neither settled nor withdrawn.

        Raises:
            HeadFileError: as `read` does.
        """

    def write(self, note: bytes) -> None:
        """Keep this note instead of all that is there, durably; its commit is over.

        Raises:
            HeadFileError: it could not be written.
        """

    def prepare(self, pending: Pending) -> None:
        """Begin to keep this batch and its note, beside what the caller does next.

        Raises:
            HeadFileError: it could not be begun; nothing was written.
        """

    def settle(self) -> None:
        """Wait until what was prepared is durable; its commit is over.

        Raises:
            HeadFileError: it could not be written.
        """

    def withdraw(self) -> None:
        """Take back what was prepared, durably; nothing where nothing was.

        Raises:
            HeadFileError: it could not be taken back.
        """

    def written_at(self) -> int | None:
        """When the note was written last, ms UTC; None where nobody knows."""

    def close(self) -> None:
        """Let go of the file."""


class HeadInMemory:
    """A head file in memory: for tests, previews and stories."""

    def __init__(self) -> None:
        self._note: bytes | None = None
        self._pending: Pending | None = None

    def read(self) -> bytes | None:
        """The newest note whose commit is over."""
        return self._note

    def pending(self) -> Pending | None:
        """What was prepared, and neither settled nor withdrawn."""
        return self._pending

    def write(self, note: bytes) -> None:
        """Keep this note instead of all that is there."""
        self._note, self._pending = note, None

    def prepare(self, pending: Pending) -> None:
        """Keep this batch and its note."""
        self._pending = pending

    def settle(self) -> None:
        """The commit of what was prepared is over."""
        if self._pending is not None:
            self.write(self._pending.note)

    def withdraw(self) -> None:
        """Take back what was prepared."""
        self._pending = None

    def written_at(self) -> int | None:
        """Nobody knows."""
        return None

    def close(self) -> None:
        """Nothing to let go of."""


class _Kept(Struct, frozen=True):
    """Where a prepared batch is being written to, and until when to wait."""

    file: OpenFile
    wait: Wait


class _Prepared(Struct, frozen=True):
    pending: Pending
    counter: int
    kept: _Kept | None  # None: too long to be kept with its batch


class HeadOnDisk:
    """A head file at a path of its own, on this machine's disk or another."""

    def __init__(
        self, path: Path, disk: Disk | None = None, beside: Beside | None = None
    ) -> None:
        """Use the file at `path`, which need not be there yet.

        Args:
            path: where; its directory must be there.
            disk: which file system; None for this machine's.
            beside: how to flush beside a commit; None for in a thread.
        """
        self._path = path
        self._disk = disk if disk is not None else OwnDisk()
        self._beside = beside or BesideInThread("lastlook-head-file")
        self._file: OpenFile | None = None
        self._counter = 0
        self._prepared: _Prepared | None = None
        self._marked = False  # and not flushed since

    def read(self) -> bytes | None:
        """The newest note whose commit is over; None where there is no file yet."""
        found = self._newest()
        return found.note if found else None

    def pending(self) -> Pending | None:
        """What was prepared, and neither settled nor withdrawn."""
        found = self._newest()
        return found.pending if found else None

    def write(self, note: bytes) -> None:
        """Keep this note instead of all that is there, durably; its commit is over."""
        try:
            if self._file is None:
                self._file = self._open(note)
            counter = self._counter + 1
            slot = layout.make_slot(counter, note)
            _write_whole(self._file, layout.slot_at(counter), slot)
            self._file.sync()
        except OSError as error:
            raise self._failed("written", error) from None
        self._counter, self._marked = counter, False

    def prepare(self, pending: Pending) -> None:
        """Begin to keep this batch and its note, beside what the caller does next."""
        self._finish()
        try:
            if self._file is None:
                self._file = self._open(pending.before)
        except OSError as error:
            raise self._failed("written", error) from None
        file, counter = self._file, self._counter + 1
        record = layout.make_record(counter, pending)
        if record is None:
            self._prepared = _Prepared(pending, counter, None)
            return

        def keep() -> None:
            _write_whole(file, layout.record_at(counter), record)
            file.sync()

        kept = _Kept(file, self._beside.start(keep))
        self._prepared = _Prepared(pending, counter, kept)

    def settle(self) -> None:
        """Wait until what was prepared is durable; its commit is over."""
        prepared, self._prepared = self._prepared, None
        if prepared is None:
            return
        kept = prepared.kept
        if kept is None:
            self.write(prepared.pending.note)
            return
        try:
            kept.wait()
            # (3) Not flushed: without it the batch is only looked for in the store.
            _write_whole(kept.file, layout.MARK_AT, layout.make_mark(prepared.counter))
        except OSError as error:
            raise self._failed("written", error) from None
        self._counter, self._marked = prepared.counter, True

    def withdraw(self) -> None:
        """Take back what was prepared, durably; nothing where nothing was."""
        prepared = self._finish()
        if prepared is not None and prepared.kept is not None:
            self._counter = prepared.counter  # or part of it is there
            self.write(prepared.pending.before)

    def written_at(self) -> int | None:
        """When the note was written last, as the disk remembers it, ms UTC."""
        try:
            return self._path.stat().st_mtime_ns // 1_000_000
        except OSError:
            return None

    def close(self) -> None:
        """Let go of the file; what is settled is durably so.

        Raises:
            HeadFileError: that could not be written.
        """
        self._finish()
        self._beside.close()
        file, self._file = self._file, None
        if file is None:
            return
        try:
            if self._marked:
                file.sync()
        except OSError as error:
            raise self._failed("written", error) from None
        finally:
            file.close()

    def _finish(self) -> _Prepared | None:
        """Wait for what was prepared, however it ends, and neither settle nor mend."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None and prepared.kept is not None:
            # Whoever wants to know that it is kept settles it.
            with suppress(OSError):
                prepared.kept.wait()
        return prepared

    def _newest(self) -> layout.Found | None:
        try:
            content = self._disk.read(self._path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._failed("read", error) from None
        found = layout.newest(content)
        if found is None:
            raise HeadFileError(
                f"The head file {self._path} holds no whole checkpoint: it was damaged "
                "or is not a head file. Move it away and keep it as it is; then take "
                "the ledger up by the newest checkpoint that somebody else kept (a "
                "witness, a mirror, an export): lastlook adopt FILE CHECKPOINT"
            )
        self._counter = found.counter
        return found

    def _open(self, note: bytes) -> OpenFile:
        """The file, open for writing; a new one appears with this note in it."""
        if self._newest() is None:
            beside = self._path.with_name(self._path.name + ".new")
            file = self._disk.open(beside, new=True)
            try:
                _write_whole(file, 0, layout.make_slot(0, note) * 2)
                file.sync()
            finally:
                file.close()
            self._disk.rename(beside, self._path)
            self._disk.sync_directory(self._path.parent)
        return self._disk.open(self._path, new=False)

    def _failed(self, verb: str, error: OSError) -> HeadFileError:
        return HeadFileError(
            f"The head file {self._path} could not be {verb}: {error}. Mend the disk "
            "or its permissions, then start again."
        )


def _write_whole(file: OpenFile, offset: int, content: bytes) -> None:
    written = file.write_at(offset, content)
    if written != len(content):
        raise OSError(errno.EIO, f"only {written} bytes were written")
