"""What can go wrong in the ledger, sorted by what the caller has to do about it.

1. `RetryableError`: nothing was written; once the cause is gone the same call may
   be made again.
2. `FatalError`: stop. Carrying on could lose or contradict what was answered. The
   message says what, where, and what to do.
3. `InputError`: what was passed in is wrong; nothing was written, the ledger is well.

No error of this room is of two kinds, and nothing of another library comes out.
"""

import base64
from datetime import UTC, datetime

from msgspec import Struct


class LedgerError(Exception):
    """Any error of the ledger."""


class RetryableError(LedgerError):
    """Nothing was written; the same call may be made again."""


class FatalError(LedgerError):
    """The ledger must not be used further by this process."""


class InputError(LedgerError):
    """What was passed in is wrong; nothing was written."""


class HeadMovedError(RetryableError):
    """Somebody else appended in between.

    Read the entries from `expected` on, decide again, append again.
    """

    def __init__(self, expected: int | None, found: int | None) -> None:
        super().__init__(
            f"The store holds {_entries(found)} where {_entries(expected)} were "
            "expected: somebody else has written. Read the rest, decide again, append."
        )
        self.expected = expected
        self.found = found


class OtherKeyError(FatalError):
    """Another desk lets the ledger go on under a key that this one has not."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} goes on under another key than this desk's: it was changed or "
            "declared lost at another desk. This one signs nothing more by the old "
            "key. Have FILE.key from the other desk, and give it to this one: lastlook "
            "key take FILE KEY"
        )


class KeyBehindError(RetryableError):
    """The key at hand did not sign the ledger that is to be read."""

    def __init__(self, where: str, file: str) -> None:
        super().__init__(
            f"{where} goes on under another key than the one in {file}: it is being "
            "changed just now, or was at another desk. If this lasts, have FILE.key "
            "from there: lastlook key take FILE KEY"
        )


def _entries(size: int | None) -> str:
    return "no ledger" if size is None else f"{size} entries"


class StoreBusyError(RetryableError):
    """The store is held by another connection or process."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} is being written by somebody else; nothing was written. Try "
            "again, and make sure that only one desk runs for this production."
        )


class StoreFullError(RetryableError):
    """There was no room, noticed before the commit began."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is no room left for {where}; nothing was written. Free some space "
            "on that disk, then try again."
        )


class StoreAwayError(RetryableError):
    """The store's server cannot be reached, or takes no entries now."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"{where} cannot be reached, or takes no entries now ({reason}); nothing "
            "was written. See that the server runs and is no standby, then try again."
        )


class LedgerCorruptError(FatalError):
    """What is stored contradicts itself or its signature."""

    def __init__(self, what: str, where: str) -> None:
        super().__init__(
            f"The ledger is damaged: {what} ({where}). Do not write to it. Keep a copy "
            "as it is, restore the newest backup beside it, and compare the two."
        )
        self.what = what
        self.where = where


class End(Struct, frozen=True):
    """Where a tree ends, as far as somebody knows.

    Attributes:
        size: number of entries.
        root: over them, 32 bytes.
        at: when it ended there, ms UTC; None where nobody knows.
        by_others: whether none of the keys that are at hand has signed it.
        perhaps: how many entries were signed after it, all in all, of which nobody
            knows whether they were answered; None where there were none.
    """

    size: int
    root: bytes
    at: int | None
    by_others: bool = False
    perhaps: int | None = None


class RolledBackError(FatalError):
    """The store is older than, or differs from, what this desk once signed.

    Attributes:
        kept: the end of the store; where it goes on beyond what was signed, its end
            as it was at that size.
        signed: the end that the head file says was signed.
        store_size: number of entries in the store.
        head_size: number of entries that were signed.
    """

    def __init__(self, where: str, store_size: int, kept: End, signed: End) -> None:
        if store_size < signed.size:
            found = (
                f"{where} is older than what this desk has signed: it has "
                f"{store_size} entries ({_end(kept)}), signed are {signed.size} "
                f"({_end(signed)}){_perhaps(signed)}."
            )
        else:
            found = (
                f"{where} is not the ledger that this desk has signed: the first "
                f"{signed.size} of its {store_size} entries ({_end(kept)}) are not "
                f"those that were signed ({_end(signed)}){_perhaps(signed)}."
            )
        super().__init__(
            f"{found}\nPut back the store that goes with the head file. If it is lost, "
            "so are answers that were given: keep both files, and begin a new ledger "
            "that says so: lastlook init NEW --production ID --continues OLD"
            f"{EARLIER_KEY if kept.by_others else ''}"
        )
        self.kept = kept
        self.signed = signed
        self.store_size = store_size
        self.head_size = signed.size


EARLIER_KEY = (
    " --vkey KEY\nNone of the keys here has signed its end: the key was changed later, "
    "as it seems. KEY is the public key in force then: the line that lastlook init "
    "printed or, of a later key, lastlook key show."
)


def _perhaps(signed: End) -> str:
    if signed.perhaps is None:
        return ""
    return f", and perhaps {signed.perhaps}: nobody knows whether the last was answered"


def _end(end: End) -> str:
    """The root as a checkpoint writes it, and the time."""
    root = base64.b64encode(end.root).decode()
    if end.at is None:
        return f"root {root}"
    at = datetime.fromtimestamp(end.at / 1000, UTC)
    return f"root {root}, {at:%Y-%m-%d %H:%M:%S} UTC"


class HeadFileError(FatalError):
    """The file that keeps the last signed checkpoint is missing or unusable."""


class ClockWentBackError(FatalError):
    """An entry would be recorded before the one in front of it."""

    def __init__(self, before: int, now: int) -> None:
        super().__init__(
            f"The clock went back by {before - now} ms: the last entry was recorded at "
            f"{before}, this one at {now} (ms UTC). Set the desk's clock right, then "
            "start it again."
        )
        self.before = before
        self.now = now


class OutcomeUnknownError(FatalError):
    """The commit itself failed: the batch may be there or not."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"Writing to {where} failed while committing ({reason}): whether the batch "
            "is there is not known, so nobody may be answered from memory. Mend what "
            "failed, start again, and find each act by its id."
        )


class StoreBrokenError(FatalError):
    """The disk under the store fails."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"{where} cannot be read or written ({reason}). Check the disk, its mount "
            "and its permissions, then start again."
        )


class StoreUnusableError(FatalError):
    """The store is not one that this program may open."""


class ReadOnlyError(FatalError):
    """Something was to be written through a ledger opened for reading."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} was opened for reading; only the desk may append.")


class StoppedError(FatalError):
    """An append after a fatal error."""

    def __init__(self, cause: FatalError) -> None:
        super().__init__(
            f"This ledger stopped at an earlier error and takes no more: {cause}"
        )


class DuplicateActError(InputError):
    """An act id is there already, or stands twice in one batch."""

    def __init__(self, act_id: bytes) -> None:
        super().__init__(
            f"Act {act_id.hex()} is in the ledger already, or twice in this batch; "
            "nothing was written. Answer it with the receipt of its first entry."
        )
        self.act_id = act_id


class MalformedError(InputError):
    """Bytes or text that do not keep to their format."""


class EntryTooLongError(MalformedError):
    """An entry above the size that tiles can carry."""

    def __init__(self, length: int, length_max: int) -> None:
        super().__init__(
            f"The entry has {length} bytes, {length_max} is the most a tile can carry. "
            "Put attachments in by their SHA-256, not by their bytes."
        )


class FolderError(InputError):
    """A tiles folder that is not whole, not ours, or not what it says."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what


class FolderBusyError(RetryableError):
    """A tiles folder that somebody else is writing."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where} is being written by somebody else; nothing was written. Try "
            "again when they are done."
        )


class SignatureError(InputError):
    """No signature, or a wrong one, by a key that counts."""


class ProofError(InputError):
    """A Merkle proof does not lead to the root."""


class OutOfRangeError(InputError):
    """An entry number or tree size that this ledger does not have."""


class KeyFileError(InputError):
    """A private key's file cannot be made, read or trusted."""
