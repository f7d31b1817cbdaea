"""The desk's own key: which one the record names, and what may change it.

1. A desk runs under the key that the record names last, or, where it names none, under
   the one that signed the ledger.
2. An act that changes the key is heard only where its notes are signed as they must be
   (`ledger/handover.py`), are of this ledger as it is just now, and name the very keys
   that this desk was opened with.
3. While the key is being changed nothing else is recorded: no entry stands under a key
   that the record does not name.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

import msgspec

from lastlook.core.acts import AnyAct, ChangeDeskKey, LoseDeskKey
from lastlook.core.answers import Decision, Granted
from lastlook.core.state import DeskKey, State
from lastlook.core.words import NoteText
from lastlook.desk.door import key_text
from lastlook.desk.unanswered import DeskStopped, NotHeard, Problem
from lastlook.desk.wire import read_decision, read_stored
from lastlook.ledger import checkpoint as checkpoints
from lastlook.ledger.entry import read_leaf
from lastlook.ledger.errors import InputError, MalformedError
from lastlook.ledger.handover import Handover, read_hand_over
from lastlook.ledger.note import Verifier, parse

if TYPE_CHECKING:
    from lastlook.ledger.log import Log  # the verifier reads notes without one

CHANGES: Final = re.compile(rb'"(change|lose)-desk-key"')
TAKE: Final = (
    "This desk signs nothing more by the old one. Have FILE.key from the desk at which "
    "it was changed, and give it to this one: lastlook key take FILE KEY"
)
USE: Final = "Change the key with `lastlook key rotate` or `lastlook key lost`."


def check_in_force(log: "Log", state: State) -> None:
    """Refuse to go on under a key that the record does not name.

    Raises:
        DeskStopped: the record names another.
    """
    # (1) the last one named
    named = _named(state)
    opened_with = (log.verifier, log.former) if log.former else (log.verifier,)
    if named is None or named in map(_text, opened_with):
        return
    raise DeskStopped(
        "other-key",
        Problem(
            "The record says that the desk goes on under another key.",
            f"key {log.verifier.vkey}",
            TAKE,
        ),
    )


def check_change(log: "Log", state: State, act: AnyAct, decision: Decision) -> None:
    """Let an act that changes the key through where it is true, and nothing beside it.

    Raises:
        NotHeard: it is not, or the key is being changed and this is something else.
    """
    # (3) nothing else
    changing = log.former is not None and _named(state) != _text(log.verifier)
    if not isinstance(act, ChangeDeskKey | LoseDeskKey):
        if changing:
            raise _not_heard("The desk's key is being changed.", "Send it again later.")
        return
    if not isinstance(decision, Granted):
        if not changing:
            return
        codes = ", ".join(decision.codes)
        raise _not_heard(
            f"It would be refused ({codes}).", "Let somebody change it who may."
        )
    try:
        found = read_act_notes(act)
    except InputError as error:
        raise _not_heard(f"Its note does not hold: {error}", USE) from error
    # (2) of this ledger, now, and these keys
    stands = checkpoints.parse(parse(log.checkpoint).text)
    if (found.size, found.root, state.n) != (stands.size, stands.root, stands.size):
        raise _not_heard("The ledger has gone on since its note was made.", USE)
    if (found.last, found.next) != (log.former, log.verifier):
        raise _not_heard("This desk was not opened with the keys it names.", USE)


def read_act_notes(act: ChangeDeskKey | LoseDeskKey) -> Handover:
    """The hand-over in an act; its keys signed it.

    Raises:
        InputError: it is none, names another key than the act, or is not signed.
    """
    lost = _decoded(act.last) if isinstance(act, LoseDeskKey) else None
    found = read_hand_over(_decoded(act.note), lost)
    if _text(found.next) != act.key:
        raise MalformedError("The note names another key than the act.")
    return found


def hand_over_in(leaf: bytes) -> Handover | None:
    """The hand-over that a granted entry brings; None where it brings none.

    Its keys signed it. Whether it is of the tree before the entry is for whoever knows
    that tree.
    """
    if not CHANGES.search(leaf):
        return None  # and need not be read
    try:
        entry = read_leaf(leaf)
        act = read_stored(entry.act)
        if not isinstance(act, ChangeDeskKey | LoseDeskKey):
            return None
        granted = isinstance(read_decision(entry.decision), Granted)
        return read_act_notes(act) if granted else None
    except (InputError, msgspec.MsgspecError):
        return None


def keys_before(
    log: "Log", known: Sequence[DeskKey]
) -> tuple[tuple[Verifier, int | None], ...]:
    """The keys that signed the log before its own, and up to which size each did.

    That is the largest that it signed on record, which is past the entry that names the
    next key where both signed for a time; None where it signed the newest too, so that
    nothing on record says where it ends.

    Args:
        log: the ledger.
        known: the keys that its record names, the oldest first.
    """
    found = (
        hand_over_in(leaf) for one in known for leaf in log.leaves(one.n, one.n + 1)
    )
    ends = {one.last: one.size for one in found if one is not None}
    if not ends:
        return ()
    first, newest = min(ends.values()), log.checkpoint
    for head in dropwhile(lambda head: head.size <= first, log.heads()):
        ends |= {key: head.size for key in ends if _has_signed(key, head.note)}
    return tuple(
        (key, None if _has_signed(key, newest) else end) for key, end in ends.items()
    )


def _has_signed(key: Verifier, note: bytes) -> bool:
    """Whether a note of our own names this key among those that signed it."""
    return any(map(key.knows, parse(note).signatures))


def _named(state: State) -> str | None:
    return state.desk_keys[-1].key if state.desk_keys else None


def _text(key: Verifier) -> str:
    return key_text(key.public)


def _decoded(text: NoteText) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedError(f"The note is no base64: {error}.") from error


def _not_heard(what: str, remedy: str) -> NotHeard:
    return NotHeard("key-change", Problem(what, "the desk's key", remedy))
