"""The desk's key changed: a new one made, named in the record, put in its place.

1. The record comes first: only when the entry that names the new key is durable does it
   take the place of the one before.
2. Whatever interrupts it, doing the same again finishes it; until then no desk starts.
3. A key that was given up in order is kept beside the new one and signs along, so that
   who knows only the old one (a witness, say) can follow; `retire` ends that.
"""

import asyncio
import base64
import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from lastlook.core.acts import ChangeDeskKey, LoseDeskKey
from lastlook.core.answers import Refused
from lastlook.core.words import PersonId
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.pen import Pen
from lastlook.ledger.durable import sync_directory
from lastlook.ledger.keys import PrivateKey, read_key_file, write_key_file
from lastlook.ledger.log import Former
from lastlook.ledger.note import Signer, Verifier, read_skey
from lastlook.wiring.desks import Opening, open_desk
from lastlook.wiring.files import Files, WiringError, former_of, pen, signer_of


class Speaker(Struct, frozen=True):
    """Who says that the key changes: by which key file, in whose name."""

    key_file: Path
    person: PersonId | None = None


def rotate_key(path: Path, speaker: Speaker) -> Verifier:
    """Let the ledger go on under a new key, which the last one names; the new key.

    Raises:
        WiringError: it was refused, or a change before it is not over.
    """
    files, former = Files(path), former_of(Files(path))
    old = signer_of(files)
    if former is not None and former.verifier != old.verifier:
        raise WiringError(
            f"The key before this one still signs along ({files.former_key}). End that "
            "first: lastlook key retire"
        )
    next_ = _next(files, old.name)
    opening = Opening(next_, Former(old.verifier, old))

    def act(desk: Desk) -> ChangeDeskKey:
        return _pen(desk, speaker).act(
            ChangeDeskKey,
            SystemClock().now_ms(),
            key=key_text(next_.verifier.public),
            note=_text(desk.log.hand_over()),
        )

    asyncio.run(_changed(path, opening, act, speaker))
    # (1) named first; (3) the old one is kept
    files.former_key.unlink(missing_ok=True)
    os.link(files.key, files.former_key)
    _put_in_place(files)
    return next_.verifier


def lose_key(path: Path, lost: Verifier, speaker: Speaker) -> Verifier:
    """Let the ledger go on under a new key without the last one's word; the new key.

    Args:
        path: the ledger's file.
        lost: the public key that signed it until now.
        speaker: who says that it is lost; a second person has to confirm it.

    Raises:
        WiringError: it was refused.
    """
    files = Files(path)
    next_ = _next(files, lost.name)
    opening = Opening(next_, Former(lost))

    def act(desk: Desk) -> LoseDeskKey:
        return _pen(desk, speaker).act(
            LoseDeskKey,
            SystemClock().now_ms(),
            key=key_text(next_.verifier.public),
            note=_text(desk.log.hand_over()),
            last=_text(desk.log.checkpoint),
        )

    asyncio.run(_changed(path, opening, act, speaker))
    files.former_key.unlink(missing_ok=True)
    _put_in_place(files)
    return next_.verifier


def retire_key(path: Path) -> Verifier | None:
    """Let the key before this one sign no more; which that was."""
    former = former_of(Files(path))
    Files(path).former_key.unlink(missing_ok=True)
    return former.verifier if former is not None else None


async def _changed(
    path: Path,
    opening: Opening,
    act: Callable[[Desk], ChangeDeskKey | LoseDeskKey],
    speaker: Speaker,
) -> None:
    async with open_desk(path, SystemClock(), opening=opening) as desk:
        named = [known.key for known in desk.state.desk_keys]
        # (2) it may have got as far as this before
        if key_text(opening.signer.verifier.public) in named:
            return
        said, whose = act(desk), _pen(desk, speaker)
        answer = desk.preview(said, whose.key)
        if not isinstance(answer, Refused):
            # (2) where it is not answered the next key's file stays
            answer = (await desk.submit(whose.signed(said))).answer
    if isinstance(answer, Refused):
        Files(path).next_key.unlink(missing_ok=True)
        raise WiringError(
            f"{whose.person} may not change the desk's key: "
            f"{', '.join(answer.codes)}. The key is the one it was."
        )


def _next(files: Files, name: str) -> Signer:
    """The new key: made, or found where a change was interrupted."""
    if files.next_key.exists():
        return read_skey(read_key_file(files.next_key))
    made = Signer(name, PrivateKey.make())
    write_key_file(files.next_key, made.skey)
    return made


def _put_in_place(files: Files) -> None:
    files.next_key.replace(files.key)
    sync_directory(files.key.parent)


def _text(note: bytes) -> str:
    return base64.b64encode(note).decode()


def _pen(desk: Desk, speaker: Speaker) -> Pen:
    return pen(desk.state.production or "", speaker.key_file, speaker.person)
