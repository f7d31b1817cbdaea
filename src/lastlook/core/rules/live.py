"""Live rounds where a coded exception lets them be, and nowhere else.

Rules:

1. An exception is granted only where every pack that bans live rounds leaves it open;
   it says for what, how many rounds, in which place and until when.
2. The place locks, and live rounds stay in it, or in another of an exception.
3. Live rounds are received there, so many, in that time. They are fired away from any
   set-up, and none ever goes into a chamber here (loading.py).

Does not know what is a live round (looking.py, suspicion.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import AllowLive, Expend, Move, Transfer
from lastlook.core.answers import (
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.events import AnyEvent, Expended, LiveAllowed
from lastlook.core.exemption import exemption_at
from lastlook.core.impossibilities import (
    EndsBeforeItStarts,
    FromNowhere,
    OtherKind,
    TooFewRounds,
)
from lastlook.core.refusals import (
    BoxQuarantined,
    BoxSealed,
    ExceptionNotOpen,
    LiveRound,
    PlaceDoesNotLock,
)
from lastlook.core.state import Box, Exemption, State
from lastlook.core.words import PlaceId

ANSWERS: Final = (AllowLive, Expend)
APPLIES: Final = (LiveAllowed, Expended)
HEARS: Final = (*ANSWERS, Move, Transfer)


def impossible(case: Case) -> Impossibles:
    """What the record of boxes and times rules out."""
    match case.act:
        case AllowLive(until=until) if until <= case.now:
            yield EndsBeforeItStarts(case.now, until)
        case Expend(box=name, rounds=rounds):
            box = case.state.boxes[name]
            kind = case.state.lots[box.lot].kind
            if kind != "live":
                yield OtherKind(name, kind)
            elif box.found:
                yield FromNowhere(name)
            if box.rounds < rounds:
                yield TooFewRounds(name, box.rounds)
        case _:
            pass


def objections(case: Case) -> Objections:
    """Every rule about live rounds under an exception the act would break."""
    match case.act:
        case AllowLive(exception=exception, place=place):
            # (1) left open by every pack
            if exception not in case.policy.exceptions:
                yield ExceptionNotOpen(exception)
            # (2) a place that locks
            if not case.state.places[place].locks:
                yield PlaceDoesNotLock(place)
        case Expend(box=name):
            # (3) in that time, from that place
            box = case.state.boxes[name]
            place_ = box.place or ""
            live = case.state.lots[box.lot].kind == "live"
            if live and exemption_at(case.state, case.policy, place_, case.now) is None:
                yield LiveRound(box.lot)
            # A sealed or quarantined box gives nothing out, least of all these.
            if box.seal is not None:
                yield BoxSealed(box.id, box.seal)
            if box.quarantined is not None:
                yield BoxQuarantined(box.id, box.quarantined)
        case Move(box=name, place=place):
            yield from _kept_locked(case, case.state.boxes[name], place)
        case Transfer(box=name, into=into, place=there):
            box, other = case.state.boxes[name], case.state.boxes.get(into)
            there = other.place if other is not None else there or box.place
            yield from _kept_locked(case, box, there)
        case _:
            pass


def _kept_locked(case: Case, box: Box, place: PlaceId | None) -> Objections:
    # (2) where they lock, under packs that know of exceptions at all
    live = case.state.lots[box.lot].kind == "live" and not box.found
    if not live or place is None or not case.policy.asks("exception-not-open"):
        return
    if not case.state.places[place].locks:
        yield PlaceDoesNotLock(place)
    if exemption_at(case.state, case.policy, place, case.now) is None:
        yield LiveRound(box.lot)


def outcome(case: Case) -> Events:
    """The exception, or the rounds fired under it."""
    match case.act:
        case AllowLive():
            yield recorded(LiveAllowed, case)
        case Expend():
            yield recorded(Expended, case)
        case _:
            raise misdirected(case.act)


def applied(state: State, event: AnyEvent) -> State:
    """The state after an exception, or after rounds were fired under it."""
    match event:
        case LiveAllowed(exception=exception):
            # (1) a new one takes the place of the old; what came in stays counted
            before = state.live.get(exception)
            received = before.received if before is not None else 0
            new = Exemption(event.place, event.rounds, event.until, received)
            return replace(state, live=state.live.put(exception, new))
        case Expended(box=name, rounds=rounds):
            box = state.boxes[name]
            lot = state.lots[box.lot]
            return state.with_box(replace(box, rounds=box.rounds - rounds)).with_lot(
                replace(lot, spent=lot.spent + rounds)
            )
        case _:
            raise misdirected(event)
