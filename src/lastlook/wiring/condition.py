"""The condition of a production's files, for their owner: nothing is written.

1. The ledger is looked through entirely (`ledger.fsck`), by whichever of its keys its
   entries name; keys and people's table as
   far as a desk needs them: there, readable, whole, and nobody else's to read.
2. Where no desk runs, no file appears beside the ledger either.
"""

import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import apsw

from lastlook.desk.own_key import hand_over_in
from lastlook.desk.pen import KeyTextError, read_key
from lastlook.desk.people import APPLICATION, PeopleFileError
from lastlook.ledger.errors import (
    InputError,
    LedgerCorruptError,
    LedgerError,
    StoreBrokenError,
    StoreBusyError,
)
from lastlook.ledger.fsck import CHECKS, Check, fsck
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.keys import read_key_file
from lastlook.ledger.note import Verifier
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.store import Store
from lastlook.ledger.tlog_policy import has_signed
from lastlook.wiring import stores
from lastlook.wiring.files import Files, former_of, public_key, signer_of
from lastlook.wiring.stores import Place, Where, place_of

OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def condition(
    where: Where,
    key: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Check]:
    """Look through a production's files.

    Args:
        where: the ledger's file, or its address; a desk may be writing to it.
        key: its public key; the one beside the file where none is given.
        progress: hears entry numbers.

    Returns:
        The six checks of the ledger, then keys, then people.

    Raises:
        StoreUnusableError: there is no ledger.
        WiringError: no public key was given, and there is none beside it.
        KeyFileError: the one beside it cannot be used.
        StoreBusyError: a desk was started meanwhile.
    """
    place = place_of(where)
    files = place.files
    log = public_key(files, key)
    return [*_ledger(place, log, progress), _keys(files, log), _people(files)]


def is_damaged(checks: Sequence[Check]) -> bool:
    """Whether the ledger itself is: not only files beside it, which may be missing."""
    ledger = checks[: len(CHECKS)]
    return any(check.count and not check.holds for check in ledger)


def _ledger(
    place: Place, log: Verifier, progress: Callable[[int], None] | None
) -> list[Check]:
    files, path = place.files, place.ledger
    written = path.with_name(f"{path.name}-wal")
    # what a desk writes to a file goes there first
    still = place.database is None and not written.exists()
    try:
        store = (
            SqliteStore.open_to_read(path, still=still)
            if place.database is None
            else stores.open_to_read(place)
        )
    except (LedgerCorruptError, StoreBrokenError) as error:
        return _unopened(str(error))
    with closing(store):
        head_file = HeadOnDisk(files.head) if files.head.exists() else None
        checks = fsck(store, (log, *_others(store, log, files)), head_file, progress)
    if head_file is None:
        checks[-1].found(
            files.head.name, "it is missing, as in a backup: no desk starts without it"
        )
    if still and written.exists():
        raise StoreBusyError(store.where)
    return checks


def _others(store: Store, log: Verifier, files: Files) -> Iterator[Verifier]:
    """The other keys that ever signed it: its entries name them, and files beside it.

    Where the key was changed in a part that is missing, the files alone have the later.
    """
    try:
        head = store.head()
        for leaf in store.read(0, head.size if head else 0):
            found = hand_over_in(leaf)
            if found is not None:
                yield from {found.last, found.next} - {log}
        if head is not None and files.key.exists() and has_signed(head.note, log):
            yield from {signer_of(files).verifier} - {log}
        if (former := former_of(files)) is not None:
            yield former.verifier
    except LedgerError:
        return  # which entry or file cannot be read is told by the checks


def _unopened(why: str) -> list[Check]:
    """The six checks where the file cannot even be opened: none of them passes."""
    pages, *others = [Check(name) for name in CHECKS]
    pages.count = 1
    pages.found("the file", why)
    for check in others:
        check.found("the file", "not looked at: it cannot be opened")
    return [pages, *others]


def _keys(files: Files, log: Verifier) -> Check:
    check = Check("keys")
    if files.key.exists():
        check.count += 1
        try:
            if signer_of(files).verifier != log:
                check.found(files.key.name, f"it is not the key of {log.name}")
        except InputError as error:
            check.found(files.key.name, str(error))
    else:
        check.found(files.key.name, "it is missing: no desk can go on without it")
    if files.office.exists():  # it may have been locked away
        check.count += 1
        try:
            read_key(read_key_file(files.office))
        except (InputError, KeyTextError) as error:
            check.found(files.office.name, str(error))
    return check


def _people(files: Files) -> Check:
    if files.moved.exists():
        return Check("people", 0)  # names went where the production is
    check = Check("people", 1)
    for what in _people_faults(files.people):
        check.found(files.people.name, what)
    return check


def _people_faults(path: Path) -> Iterator[str]:
    if not path.exists():
        yield "it is missing: names and PINs are gone"
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & OTHERS:
        yield f"others can use it (mode {mode:04o}): chmod 600 {path}"
    try:
        look_through(str(path))
    except PeopleFileError as error:
        yield str(error)


def look_through(path: str) -> None:
    """Let SQLite look through a people's table; nothing is written.

    Raises:
        PeopleFileError: it is none, or damaged; says how.
    """
    try:
        with closing(apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)) as table:
            found = table.pragma("application_id")
            if found != APPLICATION:
                raise PeopleFileError(f"{path} is not a people's table.")
            said = table.execute("PRAGMA integrity_check(1)").get
            table.execute("SELECT count(id), count(details), count(pin) FROM person")
    except apsw.Error as error:
        raise PeopleFileError(f"{path} cannot be read: {error}") from error
    if said != "ok":
        raise PeopleFileError(f"{path} is damaged: {said}")
