"""The desk's key changed: a new one made, named in the record, put in its place.

1. The record comes first: only when the entry that names the new key is durable does it
   take the place of the one before.
2. Whatever interrupts it, doing the same again finishes it; until then no desk starts.
3. A change that was interrupted is finished as what it was: a loss is never made of
   what the key before named, nor the other way round.
4. A key that was given up in order is kept beside the new one and signs along, so that
   who knows only the old one (a witness, say) can follow; `retire` ends that.
"""

import asyncio
import base64
import os
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, closing
from pathlib import Path

from msgspec import Struct

from lastlook.core.acts import ChangeDeskKey, LoseDeskKey
from lastlook.core.answers import Refused
from lastlook.core.state import DeskKey
from lastlook.core.words import PersonId
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.own_key import hand_over_in
from lastlook.desk.pen import Pen
from lastlook.ledger import checkpoint as checkpoints
from lastlook.ledger import note as notes
from lastlook.ledger.durable import sync_directory
from lastlook.ledger.handover import Handover
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.keys import PrivateKey, read_key_file, write_key_file
from lastlook.ledger.log import Former, Log
from lastlook.ledger.note import Signer, Verifier, read_skey
from lastlook.ledger.store import Store
from lastlook.ledger.tlog_policy import has_signed
from lastlook.wiring import stores
from lastlook.wiring.desks import Opening, open_desk
from lastlook.wiring.files import (
    Files,
    WiringError,
    former_of,
    held,
    is_changing,
    pen,
    signer_of,
)
from lastlook.wiring.stores import Where, place_of


class Speaker(Struct, frozen=True):
    """Who says that the key changes: by which key file, in whose name."""

    key_file: Path
    person: PersonId | None = None


def rotate_key(where: Where, speaker: Speaker) -> Verifier:
    """Let the ledger go on under a new key, which the last one names; the new key.

    Raises:
        WiringError: it was refused, or a change before it is not over, or a desk runs.
    """
    files = place_of(where).files
    former, old = former_of(files), _given_up(where)
    if former is not None and former.verifier != old.verifier:
        raise WiringError(
            f"The key before this one still signs along ({files.former_key}). End that "
            "first: lastlook key retire"
        )
    next_, is_new = _next(files, old.verifier.name)
    opening = Opening(next_, old)

    def act(desk: Desk) -> ChangeDeskKey:
        return _pen(desk, speaker).act(
            ChangeDeskKey,
            SystemClock().now_ms(),
            key=key_text(next_.verifier.public),
            note=_text(desk.log.hand_over()),
        )

    asyncio.run(_changed(where, opening, act, speaker, is_new=is_new))
    # (1) named first; (4) the old one is kept
    files.former_key.unlink(missing_ok=True)
    if old.signer is not None:
        os.link(files.key, files.former_key)
    _put_in_place(files)
    return next_.verifier


def lose_key(where: Where, lost: Verifier, speaker: Speaker) -> Verifier:
    """Let the ledger go on under a new key without the last one's word; the new key.

    Args:
        where: the ledger's file, or its address.
        lost: the public key that signed it until now.
        speaker: who says that it is lost; a second person has to confirm it.

    Raises:
        WiringError: it was refused, or that is not the key in force, or a desk runs.
        RolledBackError: the ledger is older than what was signed last.
    """
    _check_lost(where, lost)
    files = place_of(where).files
    next_, is_new = _next(files, lost.name)
    opening = Opening(next_, Former(lost))

    def act(desk: Desk) -> LoseDeskKey:
        return _pen(desk, speaker).act(
            LoseDeskKey,
            SystemClock().now_ms(),
            key=key_text(next_.verifier.public),
            note=_text(desk.log.hand_over()),
            last=_text(desk.log.checkpoint),
        )

    asyncio.run(_changed(where, opening, act, speaker, is_new=is_new))
    files.former_key.unlink(missing_ok=True)
    _put_in_place(files)
    return next_.verifier


def take_key(where: Where, key_file: Path) -> Verifier:
    """Take over the key under which another desk lets the ledger go on.

    For a desk of the same production with files of its own. This desk's own key, where
    it is the one that gives way and the newest checkpoint has it, signs along here too.

    Raises:
        WiringError: it is not the key that the record names last.
        HeadFileError: what this desk has signed is not of that ledger.
    """
    place = place_of(where)
    files, new = place.files, _read(key_file)
    old = signer_of(files).verifier
    with held(files), closing(stores.open_to_write(place)) as store:
        head, named = store.head(), _named(store)
        if not named or named[-1].next != new.verifier:
            now = named[-1].next.vkey if named else old.vkey
            raise WiringError(
                f"{key_file} holds {new.verifier.vkey}, and the record says that the "
                f"ledger goes on under {now}. Nothing was changed."
            )
        if new.verifier == old:
            return old
        # What this desk signed last, by its old key, is to be continued by the new.
        Log.open(store, new, HeadOnDisk(files.head), Former(old)).close()
        files.next_key.unlink(missing_ok=True)
        write_key_file(files.next_key, new.skey)
        files.former_key.unlink(missing_ok=True)
        # (3) here too, for as long as it does at the desk where it was given up
        if head is not None and has_signed(head.note, old):
            os.link(files.key, files.former_key)
        _put_in_place(files)
    return new.verifier


def retire_key(where: Where) -> Verifier | None:
    """Let the key before this one sign no more; which that was.

    Raises:
        HeldError: a desk runs, and would go on signing with it.
        WiringError: a change is not over.
    """
    files = place_of(where).files
    with held(files):
        if is_changing(files, signer_of(files).name):
            raise WiringError(
                f"The desk's key is being changed ({files.next_key} is there). Bring "
                "that to its end first: lastlook key rotate or lastlook key lost."
            )
        former = former_of(files)
        files.former_key.unlink(missing_ok=True)
    return former.verifier if former is not None else None


def key_named_last(where: Where) -> Verifier | None:
    """The key in force as the record itself has it; None where it names none.

    Its own word: it is compared with no key that anybody was given.
    """
    with closing(stores.open_to_read(place_of(where))) as store:
        named = _named(store)
    return named[-1].next if named else None


def put_aside(where: Where) -> Path | None:
    """Put another ledger's key out of the next one's way; where it is, None if none.

    No entry can name it: a ledger's keys all have its name.
    """
    place = place_of(where)
    pending = place.files.next_key
    with closing(stores.open_to_read(place)) as store:
        head = store.head()
    if head is None or not pending.exists():
        return None
    origin = checkpoints.parse(notes.parse(head.note).text).origin
    if is_changing(place.files, origin):
        return None
    aside = pending.with_name(f"{pending.name}.other")
    return pending.replace(aside)


def _given_up(where: Where) -> Former:
    """The key that names the next: that of the file, unless it has done so and went."""
    place = place_of(where)
    if not place.files.key.exists() and place.files.next_key.exists():
        with closing(stores.open_to_read(place)) as store:
            named = _named(store)
        if named and named[-1].next == _read(place.files.next_key).verifier:
            return Former(named[-1].last)
    own = signer_of(place.files)
    return Former(own.verifier, own)


def _check_lost(where: Where, lost: Verifier) -> None:
    """Refuse what is not the key in force, before anything is written."""
    place = place_of(where)
    files = place.files
    with closing(stores.open_to_read(place)) as store:
        named = _named(store)
        if named and named[-1].last == lost and files.next_key.exists():
            return  # (2) it may have got as far as this before
        signed = HeadOnDisk(files.head).read()
        by_others = signed is not None and not has_signed(signed, lost)
        if by_others or any(one.last == lost for one in named):
            raise WiringError(
                f"{lost.vkey} is not the key in force of {place}. That is "
                f"{_in_force(files, named)}. Nothing was changed."
            )
        Log.open_to_read(store, lost, HeadOnDisk(files.head))


def _in_force(files: Files, named: Sequence[Handover]) -> str:
    if files.key.exists():
        return signer_of(files).verifier.vkey
    if named:
        return f"{named[-1].next.vkey}, as the record says"
    return "the one that lastlook init printed: the record names no other"


def _named(store: Store) -> list[Handover]:
    """How the record says that the key was changed, the oldest first."""
    head = store.head()
    leaves = store.read(0, head.size if head is not None else 0)
    return [one for one in map(hand_over_in, leaves) if one is not None]


async def _changed(
    where: Where,
    opening: Opening,
    act: Callable[[Desk], ChangeDeskKey | LoseDeskKey],
    speaker: Speaker,
    *,
    is_new: bool,
) -> None:
    async with AsyncExitStack() as open_:
        try:
            desk = await open_.enter_async_context(
                open_desk(where, SystemClock(), opening=opening)
            )
        except BaseException:
            if is_new:  # and nobody has heard of it
                place_of(where).files.next_key.unlink(missing_ok=True)
            raise
        named = {known.key: known for known in desk.state.desk_keys}
        there = named.get(key_text(opening.signer.verifier.public))
        said, whose = act(desk), _pen(desk, speaker)
        # (2) it may have got as far as this before, and (3) as what it was
        if there is not None:
            if (there.lost_by is not None) is not isinstance(said, LoseDeskKey):
                raise _begun_otherwise(place_of(where).files, there)
            return
        answer = desk.preview(said, whose.key)
        if not isinstance(answer, Refused):
            # (2) where it is not answered the next key's file stays
            answer = (await desk.submit(whose.signed(said))).answer
    if isinstance(answer, Refused):
        place_of(where).files.next_key.unlink(missing_ok=True)
        raise WiringError(
            f"{whose.person} may not change the desk's key: "
            f"{', '.join(answer.codes)}. The key is the one it was."
        )


def _begun_otherwise(files: Files, there: DeskKey) -> WiringError:
    how, again = (
        ("the key before it named it", "rotate")
        if there.lost_by is None
        else (f"{there.lost_by} declared the key before it lost", "lost")
    )
    return WiringError(
        f"A change was interrupted, and entry {there.n} says of the key in "
        f"{files.next_key} that {how}. Finish that first: lastlook key {again}. "
        "Nothing was changed."
    )


def _next(files: Files, name: str) -> tuple[Signer, bool]:
    """The new key, and whether it was made now: else a change was interrupted."""
    with held(files):  # where a desk runs, nothing is left for its next start
        if files.next_key.exists():
            return _read(files.next_key), False
        made = Signer(name, PrivateKey.make())
        write_key_file(files.next_key, made.skey)
        return made, True


def _read(key_file: Path) -> Signer:
    return read_skey(read_key_file(key_file))


def _put_in_place(files: Files) -> None:
    files.next_key.replace(files.key)
    sync_directory(files.key.parent)


def _text(note: bytes) -> str:
    return base64.b64encode(note).decode()


def _pen(desk: Desk, speaker: Speaker) -> Pen:
    return pen(desk.state.production or "", speaker.key_file, speaker.person)
