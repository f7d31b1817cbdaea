"""A ledger's key names the one that comes after it: a note of both (C2SP formats).

1. A hand-over is a checkpoint of the tree as it is just before the new key's first
   entry, with two lines below it: the last key and the next. So it commits to all that
   the last key ever signed, and is of no use in any other ledger or place.
2. The next key signs it: whoever named it has it. The last key signs it too, or was
   lost; then what it signed last, of the same tree, stands in its place.
3. Nothing of a hand-over is believed before these signatures are checked.

    ORIGIN
    SIZE
    ROOT
    lastlook/last-key VKEY
    lastlook/next-key VKEY

Does not know in which entry it stands, or who answers for it.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from lastlook.ledger import checkpoint as checkpoints
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from lastlook.ledger.errors import MalformedError
from lastlook.ledger.note import Signer, Verifier, parse, read_vkey, verify

LAST: Final = "lastlook/last-key "
NEXT: Final = "lastlook/next-key "
LINES: Final = 2


class Former(Struct, frozen=True):
    """The key before the one that signs now, and its private half while it is kept."""

    verifier: Verifier
    signer: Signer | None = None


class Handover(Struct, frozen=True):
    """From which key to which, and of which tree (size and root) it was said.

    `lost` says that the last key did not sign it, and that people speak for the next.
    """

    last: Verifier
    next: Verifier
    size: int
    root: bytes
    lost: bool = False


def hand_over(
    before: Checkpoint, last: Verifier, next_: Verifier, signers: Sequence[Signer]
) -> bytes:
    """The note by which the ledger goes from the last key to the next.

    Args:
        before: the ledger's newest checkpoint.
        last: the key that signed it.
        next_: the key that comes after it.
        signers: the next key's, and the last one's where it is not lost.
    """
    named = (f"{LAST}{last.vkey}", f"{NEXT}{next_.vkey}")
    stands = Checkpoint(before.origin, before.size, before.root, named)
    return sign_checkpoint(stands, *signers)


def read_hand_over(note: bytes, lost: bytes | None = None) -> Handover:
    """The hand-over in a note that the keys it names have signed.

    Args:
        note: the note.
        lost: where the last key was lost, the checkpoint it signed last.

    Raises:
        MalformedError: it is none.
        SignatureError: a key that has to sign it did not.
    """
    found = _read(note)
    # (2) the next key, and the last or its own last word
    _signed_by(note, found.next)
    if lost is None:
        _signed_by(note, found.last)
        return found
    word = read_checkpoint(lost, found.last)
    if (word.size, word.root) != (found.size, found.root):
        raise MalformedError(
            f"The lost key's last checkpoint is of {word.size} entries, and the "
            f"hand-over is of {found.size}, or of another tree."
        )
    return replace(found, lost=True)


def _read(note: bytes) -> Handover:
    stands = checkpoints.parse(parse(note).text)
    if len(stands.extensions) != LINES:
        raise MalformedError("A hand-over has two lines below the root.")
    last, next_ = stands.extensions
    if not last.startswith(LAST) or not next_.startswith(NEXT):
        raise MalformedError(
            f"A hand-over's lines begin with {LAST.strip()} and {NEXT.strip()}."
        )
    keys = read_vkey(last.removeprefix(LAST)), read_vkey(next_.removeprefix(NEXT))
    if {key.name for key in keys} != {stands.origin}:
        raise MalformedError(f"Both keys are to be named {stands.origin}.")
    if keys[0] == keys[1]:
        raise MalformedError("The next key is the last one.")
    return Handover(*keys, stands.size, stands.root)


def _signed_by(note: bytes, key: Verifier) -> None:
    # One at a time: any of several would do for `verify`.
    verify(note, [key])
