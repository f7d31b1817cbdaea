"""The desk's own key: changed, lost, confirmed.

Rules:

1. A key is the desk's once, and is nobody's phone's.
2. That the last one was lost, one person says; the key that comes after it waits for
   the word of a second. Until then no weapon is put in play.

Does not know who may say so (people.py), nor whether the notes that come with an act
are signed and fit the ledger: the desk's door and the verifier check that.
"""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    ChangeDeskKey,
    ConfirmDeskKey,
    Load,
    LoseDeskKey,
    Offer,
    TakeOut,
)
from lastlook.core.answers import (
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.events import (
    AnyEvent,
    DeskKeyChanged,
    DeskKeyConfirmed,
    DeskKeyLost,
)
from lastlook.core.impossibilities import (
    KnownAlready,
    NoKeyToConfirm,
    SecondPersonMissing,
)
from lastlook.core.refusals import DeskKeyUnconfirmed
from lastlook.core.state import DeskKey, State
from lastlook.core.words import KeyText

ANSWERS: Final = (ChangeDeskKey, LoseDeskKey, ConfirmDeskKey)
APPLIES: Final = (DeskKeyChanged, DeskKeyLost, DeskKeyConfirmed)
HEARS: Final = (*ANSWERS, TakeOut, Load, Offer, Accept, Announce)


def impossible(case: Case) -> Impossibles:
    """What the keys on record rule out."""
    match case.act:
        case ChangeDeskKey(key=key) | LoseDeskKey(key=key):
            # (1) once, and nobody's phone's
            if any(known.key == key for known in case.state.desk_keys):
                yield KnownAlready("desk key", key)
            if key in case.state.keys:
                yield KnownAlready("key", key)
        case ConfirmDeskKey(key=key):
            yield from _confirming(case, key)
        case _:
            pass


def _confirming(case: Case, key: KeyText) -> Impossibles:
    waiting = [known.lost_by for known in unconfirmed(case.state) if known.key == key]
    if not waiting:
        yield NoKeyToConfirm(key)
    elif case.by.id in waiting:
        # (2) a second person
        yield SecondPersonMissing(case.by.id)


def unconfirmed(state: State) -> Iterator[DeskKey]:
    """The desk's keys that wait for a second person's word."""
    for known in state.desk_keys:
        if known.lost_by is not None and known.confirmed_by is None:
            yield known


def objections(case: Case) -> Objections:
    """What stands against a weapon in play while a key waits for a second word."""
    if not case.puts_in_play:
        return
    # (2) until then
    for known in unconfirmed(case.state):
        if known.lost_by is not None:
            yield DeskKeyUnconfirmed(known.lost_by)


def outcome(case: Case) -> Events:
    """The key, and how it came."""
    match case.act:
        case ChangeDeskKey():
            yield recorded(DeskKeyChanged, case)
        case LoseDeskKey():
            yield recorded(DeskKeyLost, case)
        case ConfirmDeskKey():
            yield recorded(DeskKeyConfirmed, case)
        case _:
            raise misdirected(case.act)


def applied(state: State, event: AnyEvent) -> State:
    """The state after the desk's key became another, or was confirmed."""
    keys = state.desk_keys
    match event:
        case DeskKeyChanged(key=key):
            keys = (*keys, DeskKey(key, state.n))
        case DeskKeyLost(key=key, by=by):
            keys = (*keys, DeskKey(key, state.n, lost_by=by))
        case DeskKeyConfirmed(key=key, by=by):
            keys = tuple(
                replace(known, confirmed_by=by) if known.key == key else known
                for known in keys
            )
        case _:
            raise misdirected(event)
    return replace(state, desk_keys=keys)
