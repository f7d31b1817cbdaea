"""Readings of what is kept: nothing is written."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from lastlook.core.state import State
from lastlook.desk.people import People
from lastlook.desk.replay import Rulebook, replay
from lastlook.ledger import opening
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.tlog_policy import has_signed
from lastlook.ledger.until import until
from lastlook.policy.library import Library
from lastlook.wiring import stores
from lastlook.wiring.asked import keys_of, newest_cosigned, with_cosignatures
from lastlook.wiring.files import WiringError, public_key
from lastlook.wiring.stores import Where, place_of


@contextmanager
def reading(where: Where, key: str | None = None) -> Iterator[Log]:
    """A ledger, for reading; a desk may be writing to it.

    Its checkpoint carries what witnesses have cosigned by now.

    Args:
        where: the ledger's file, or its address.
        key: its public key; the one beside the file where none is given.
    """
    place = place_of(where)
    files, store = place.files, stores.open_to_read(place)
    with closing(store):
        head_file = HeadOnDisk(files.head) if files.head.exists() else None
        verifier = public_key(files, key)
        log = Log.open_to_read(store, verifier, head_file)
        note = with_cosignatures(place.ledger, log.checkpoint)
        yield log if note == log.checkpoint else until(store, verifier, note)


def in_doubt(where: Where, log: Log) -> int | None:
    """How many entries were signed, where `log` has not the last of them.

    Nobody knows whether these were answered: a desk is just writing them, or went down
    at that moment. None where there are none.
    """
    place, keys = place_of(where), (log.verifier,)
    head_file = HeadOnDisk(place.files.head)
    doubt = opening.in_doubt(head_file, keys)
    if doubt is None or doubt.size <= log.size:
        return None
    # A desk may have gone on since `log` was opened.
    with closing(stores.open_to_read(place)) as store:
        head = store.head()
    there = head is not None and head.size >= doubt.size
    return None if there or opening.in_doubt(head_file, keys) != doubt else doubt.size


def without_head(where: Where) -> str | None:
    """What nobody knows of a ledger that has no head file; None where it has one."""
    head = place_of(where).files.head
    if head.exists():
        return None
    return (
        f"{head.name}, what the desk signed last, is not there: entries may be missing "
        "at the end, and nobody here can tell"
    )


@contextmanager
def witnessed(where: Where, policy: Path | None = None) -> Iterator[Log]:
    """A ledger as far as a quorum outside has cosigned it, for reading.

    Args:
        where: the ledger's file, or its address.
        policy: who makes the quorum; the one beside the ledger where none is given.

    Raises:
        WiringError: there is no policy, or no quorum ever cosigned a checkpoint.
    """
    place = place_of(where)
    note = newest_cosigned(place, policy)
    if note is None:
        raise WiringError(
            f"No quorum has ever cosigned a checkpoint of {place}. Leave out "
            "--witnessed, or wait until the board says that it is witnessed."
        )
    signed = [key for key in keys_of(place) if has_signed(note, key)]
    with closing(stores.open_to_read(place)) as store:
        yield until(store, signed[0], note)


def state_of(where: Where, key: str | None = None) -> State:
    """What the record of the production there says now; `key` as for `reading`."""
    with reading(where, key) as log:
        return replay(log.read(), Rulebook(Library()))


@contextmanager
def people_of(where: Where) -> Iterator[People]:
    """The names, contacts and PINs of the production there."""
    people = People(str(place_of(where).files.people))
    try:
        yield people
    finally:
        people.close()
