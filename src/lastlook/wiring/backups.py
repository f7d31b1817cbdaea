"""Backups: copies of a production's files that were checked before they have a name.

1. The ledger is copied while a desk may be writing; the copy is one moment of it.
2. Only a copy that was checked entirely, is signed, and continues what the head file
   says was signed, becomes DEST; else nothing is there. Where there is no head file
   nobody can tell whether the copy has all that was signed, and that is said.
3. Nothing is ever overwritten. The ledger gets its name last: where DEST is, all that
   was asked for is.
4. The head file is never part of it: its worth is that it does not go back. Keys and
   the people's table are part of it only where they were asked for.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from lastlook.ledger.backup import copy_file
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.durable import give_name, sync_directory
from lastlook.ledger.head import HeadInMemory, HeadOnDisk
from lastlook.ledger.keys import read_key_file, write_key_file
from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.until import ending_at
from lastlook.wiring import stores
from lastlook.wiring.condition import look_through
from lastlook.wiring.files import Files, WiringError
from lastlook.wiring.moving import bring_over, compare
from lastlook.wiring.reading import reading
from lastlook.wiring.stores import Place, Where, place_of


class Wanted(Struct, frozen=True):
    """What a backup holds beside the ledger.

    Attributes:
        people: names, contacts and PINs; what is erased later stays in the copy.
        keys: the desk's and the first person's private keys.
        key: the ledger's public key; the one beside the file where none is given.
    """

    people: bool = False
    keys: bool = False
    key: str | None = None


class Backup(Struct, frozen=True):
    """A backup that was made and checked.

    Attributes:
        files: where its files are, the ledger first.
        checkpoint: where it ends.
        compared: whether it has what the head file says was signed; else there was
            no head file.
    """

    files: tuple[Path, ...]
    checkpoint: Checkpoint
    compared: bool


def back_up(
    where: Where,
    to: Path,
    wanted: Wanted,
    progress: Callable[[int], None] | None = None,
) -> Backup:
    """Copy the production there to the file `to`, and check the copy.

    Raises:
        WiringError: `to` cannot be so.
        LedgerError: the ledger cannot be read, does not hold, or is rolled back.
        PeopleFileError: the people's table is damaged.
    """
    place, target = place_of(where), Files(to)
    source = place.files
    _check_free(target)
    with reading(where, wanted.key) as found:  # is it one that may be copied at all?
        log = found.verifier
    with TemporaryDirectory(prefix=f".{to.name}.", dir=to.parent) as folder:
        part = Files(Path(folder) / to.name)
        # Read before the copy is begun: whatever was signed by then must be in it.
        signed = HeadOnDisk(source.head).read()
        _copy(place, part.ledger, progress)
        # (2) checked before it has a name
        checkpoint = _checked(part.ledger, log, signed)
        if wanted.people:
            _copy_people(source.people, part.people)
        if wanted.keys:
            for key, copy in zip(_keys(source), _keys(part), strict=True):
                if key.exists():
                    write_key_file(copy, read_key_file(key))
        # (3) the ledger last
        made = (*_keys(part), part.people, part.ledger)
        pairs = zip(made, (*_keys(target), target.people, target.ledger), strict=True)
        placed = [_place(one, name) for one, name in pairs if one.exists()]
    sync_directory(to.parent)
    return Backup(tuple(reversed(placed)), checkpoint, signed is not None)


def _copy(place: Place, to: Path, progress: Callable[[int], None] | None) -> None:
    if place.database is None:
        copy_file(place.ledger, to, progress)
        return
    written = to.with_name(f"{to.name}.written")
    with (
        closing(stores.open_to_read(place)) as kept,
        closing(SqliteStore.create(written)) as copy,
    ):
        head = kept.head()
        if head is None:
            raise WiringError(f"No ledger was begun in {place}.")
        # (1) one moment, for what a desk appends meanwhile is not looked at
        moment = ending_at(kept, head)
        bring_over(moment, copy, progress or (lambda _: None))
        compare(moment, copy)
    copy_file(written, to)  # one file, as every other backup is


def _keys(files: Files) -> tuple[Path, Path, Path]:
    return files.former_key, files.office, files.key


def _check_free(target: Files) -> None:
    if target.ledger.is_dir():
        raise WiringError(f"{target.ledger} is a folder. Name a file in it.")
    if not target.ledger.parent.is_dir():
        raise WiringError(f"There is no folder {target.ledger.parent}. Make it first.")
    there = [file for file in (*target.all, target.former_key) if file.exists()]
    if there:
        raise WiringError(
            f"There is a file at {there[0]} already; it was left as it is. Name the "
            "backup otherwise, by its day for example."
        )


def _checked(copy: Path, log: Verifier, signed: bytes | None) -> Checkpoint:
    """Where the copy ends, all of it checked."""
    head_file = HeadInMemory()
    if signed is not None:
        head_file.write(signed)
    with closing(SqliteStore.open_to_read(copy, still=True)) as store:
        known = head_file if signed is not None else None
        return Log.open_to_read(store, log, known).verify()


def _copy_people(people: Path, copy: Path) -> None:
    # In a folder that only its owner can enter, so nobody reads it before the chmod.
    copy_file(people, copy)
    copy.chmod(0o600)
    look_through(str(copy))


def _place(part: Path, name: Path) -> Path:
    """Give a finished file its name, which nobody has."""
    try:
        give_name(part, name)
    except FileExistsError:
        raise WiringError(
            f"A file appeared at {name} meanwhile; it was left as it is. Name the "
            "backup otherwise."
        ) from None
    return name
