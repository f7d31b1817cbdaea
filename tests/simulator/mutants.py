"""Products with one promise broken, to see that the checker notices.

Each is the product with one thing done wrongly for as long as the block lasts.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from hashlib import sha256
from typing import Any, Final

import apsw
import msgspec

from lastlook.desk.desk import Desk
from lastlook.desk.writer import Heard, Settled, Writer
from lastlook.ledger import opening, sqlite
from lastlook.ledger.entry import Draft, Entry
from lastlook.ledger.errors import OutcomeUnknownError, StoreBusyError
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.store import Batch, Begins, nothing


@contextmanager
def _changed(owner: Any, name: str, to: object) -> Iterator[None]:
    kept = owner.__dict__[name] if isinstance(owner, type) else getattr(owner, name)
    setattr(owner, name, to)
    try:
        yield
    finally:
        setattr(owner, name, kept)


def answers_before_the_commit() -> AbstractContextManager[None]:
    """A commit is left for the next one, its answers are not."""
    append = SqliteStore.append
    waiting: dict[SqliteStore, Batch] = {}

    def later(self: SqliteStore, batch: Batch, beside: Begins = nothing) -> None:
        beside()
        before = waiting.pop(self, None)
        if before is None or before.head.size != batch.size:
            if before is not None:
                append(self, before)
            waiting[self] = batch
            return
        both = Batch(
            before.size,
            [*before.leaves, *batch.leaves],
            [*before.tiles, *batch.tiles],
            batch.head,
        )
        append(self, both)

    return _changed(SqliteStore, "append", later)


def flushes_nothing() -> AbstractContextManager[None]:
    """SQLite is told not to flush."""

    def hasty(writer: apsw.Connection, path: object) -> None:
        del path
        writer.pragma("journal_mode", "WAL")
        writer.pragma("synchronous", "OFF")

    return _changed(sqlite, "make_durable", hasty)


@contextmanager
def forgets_the_head_file() -> Iterator[None]:
    """What was signed last is not kept apart."""

    def forget(self: HeadOnDisk, *_: object) -> None:
        del self

    with ExitStack() as changed:
        for name in ("write", "prepare", "settle"):
            changed.enter_context(_changed(HeadOnDisk, name, forget))
        yield


def believes_any_store() -> AbstractContextManager[None]:
    """What was signed last is kept, and not compared."""

    def believe(*_: object) -> None:
        """Whatever it is."""

    return _changed(opening, "check_continues", believe)


def takes_the_same_content_for_the_same_act() -> AbstractContextManager[None]:
    """Two acts with the same words get one entry."""

    def by_content(self: Heard) -> bytes:
        said = msgspec.json.decode(self.envelope.act)
        said.pop("id")
        said.pop("at")
        return sha256(msgspec.json.encode(said, order="sorted")).digest()[:16]

    return _changed(Heard, "act_id", property(by_content))


def takes_the_same_id_for_the_same_act() -> AbstractContextManager[None]:
    """Another act under a used id gets the first one's receipt."""

    def same(self: Heard, act: bytes, key: str) -> bool:
        del self, act, key
        return True

    return _changed(Heard, "same_as", same)


def drops_the_last_answers_of_a_batch() -> AbstractContextManager[None]:
    """Who comes last in a batch of three or more hears nothing."""
    announce = Desk._announce  # noqa: SLF001

    def short(self: Desk, batch: list[Any], settled: Settled) -> None:
        if len(batch) > 2:
            batch, answers = batch[:-1], settled.answers[:-1]
            settled = Settled(answers, settled.entries)
        announce(self, batch, settled)

    return _changed(Desk, "_announce", short)


def swaps_two_answers() -> AbstractContextManager[None]:
    """Who asked together get each other's answers."""
    announce = Desk._announce  # noqa: SLF001

    def swapped(self: Desk, batch: list[Any], settled: Settled) -> None:
        announce(self, batch, Settled(settled.answers[::-1], settled.entries))

    return _changed(Desk, "_announce", swapped)


def takes_an_unknown_outcome_for_none() -> AbstractContextManager[None]:
    """A commit that failed is told to be not recorded."""
    append = Writer._append  # noqa: SLF001

    def hopeful(self: Writer, round_: Any) -> list[Entry]:
        try:
            return append(self, round_)
        except OutcomeUnknownError as error:
            raise StoreBusyError(str(error)) from None

    return _changed(Writer, "_append", hopeful)


def writes_one_act_a_commit() -> AbstractContextManager[None]:
    """A batch is committed in two halves, and answered as if it were one."""
    append = Log.append

    def halves(self: Log, drafts: Sequence[Draft]) -> list[Entry]:
        half = len(drafts) // 2
        if not half:
            return append(self, drafts)
        return [*append(self, drafts[:half]), *append(self, drafts[half:])]

    return _changed(Log, "append", halves)


def waits_for_one_flush_of_two() -> AbstractContextManager[None]:
    """Who asked is answered while the head file is still being flushed."""
    settle = HeadOnDisk.settle

    def hasty(self: HeadOnDisk) -> None:
        prepared = self._prepared
        if prepared is None or prepared.kept is None:
            settle(self)
        else:
            self._counter = prepared.counter

    return _changed(HeadOnDisk, "settle", hasty)


def gives_nothing_back() -> AbstractContextManager[None]:
    """A store that lacks the pending batch goes on without it."""

    def never(*_: object) -> bool:
        return False

    return _changed(opening, "_given_back", never)


def takes_what_is_pending_for_committed() -> AbstractContextManager[None]:
    """The newest checkpoint counts, whether its commit is over or not."""

    def newest(store: object, keys: object, head_file: HeadOnDisk) -> None:
        del store, keys
        pending = head_file.pending()
        if pending is not None:
            head_file.write(pending.note)

    return _changed(opening, "clear_up", newest)


MUTANTS: Final[tuple[Callable[[], AbstractContextManager[None]], ...]] = (
    answers_before_the_commit,
    flushes_nothing,
    forgets_the_head_file,
    believes_any_store,
    takes_the_same_content_for_the_same_act,
    takes_the_same_id_for_the_same_act,
    drops_the_last_answers_of_a_batch,
    swaps_two_answers,
    takes_an_unknown_outcome_for_none,
    writes_one_act_a_commit,
    waits_for_one_flush_of_two,
    gives_nothing_back,
    takes_what_is_pending_for_committed,
)
# Seen only where a commit fails while it is flushed.
IN_A_STORM: Final = (takes_an_unknown_outcome_for_none,)
# Seen only where the power goes between two flushes, or an old copy is put back then.
CUT_SHORT: Final = (
    waits_for_one_flush_of_two,
    gives_nothing_back,
    takes_what_is_pending_for_committed,
)
