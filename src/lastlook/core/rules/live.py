"""Live rounds where a coded exception lets them be, and nowhere else.

Rules:

1. An exception is granted only where every pack that bans live rounds leaves it open;
   it says for what, how many rounds, in which place and until when.
2. The place locks, and live rounds stay in it, or in another of an exception. Nothing
   else is kept there.
3. Live rounds are received there, so many, in that time. They are fired away from any
   set-up, and none ever goes into a chamber here (loading.py).
4. Where live rounds are left over when the time is out, or another pack closes the
   door, nothing is put in play and no day is wrapped before they are gone.

Does not know what is a live round (looking.py, suspicion.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    AllowLive,
    Announce,
    Expend,
    Load,
    Move,
    Offer,
    Receive,
    TakeOut,
    Transfer,
    Wrap,
)
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
    KeptApart,
    LiveRound,
    PlaceDoesNotLock,
)
from lastlook.core.state import Box, Exemption, State, Stored
from lastlook.core.words import BoxId, PlaceId

ANSWERS: Final = (AllowLive, Expend)
APPLIES: Final = (LiveAllowed, Expended)
LEFT: Final = frozenset({TakeOut, Load, Offer, Accept, Announce, Wrap})
HEARS: Final = (*ANSWERS, Move, Transfer, Receive, *LEFT)


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
        case _ if case.kind in LEFT:
            if case.state.has_live:
                yield from _left_over(case)
        case AllowLive():
            yield from _allowing(case, case.act)
        case Expend(box=name):
            yield from _expending(case, case.state.boxes[name])
        case Receive() | Move() | Transfer():
            yield from _put(case)
        case _:
            pass


def _allowing(case: Case, act: AllowLive) -> Objections:
    # (1) left open by every pack
    if act.exception not in case.policy.exceptions:
        yield ExceptionNotOpen(act.exception)
    # (2) a place that locks, with nothing else in it
    if not case.state.places[act.place].locks:
        yield PlaceDoesNotLock(act.place)
    if _is_shared(case.state, act.place):
        yield KeptApart(act.place)


def _expending(case: Case, box: Box) -> Objections:
    # (3) in that time, from that place
    if _is_live(case.state, box) and not _is_kept(case, box.place):
        yield LiveRound(box.lot)
    # A sealed or quarantined box gives nothing out, least of all these.
    if box.seal is not None:
        yield BoxSealed(box.id, box.seal)
    if box.quarantined is not None:
        yield BoxQuarantined(box.id, box.quarantined)


def _put(case: Case) -> Objections:
    # (2) the one where the other is not
    act, state = case.act, case.state
    place: PlaceId | None
    match act:
        case Receive(kind=kind, place=place):
            live = kind == "live"
        case Move(box=name, place=place):
            live = _is_live(state, state.boxes[name])
        case Transfer(box=name, into=into, place=place):
            box, other = state.boxes[name], state.boxes.get(into)
            live = _is_live(state, box)
            place = other.place if other is not None else place or box.place
        case _:
            return
    kept = _is_kept(case, place)
    if not live and kept and place is not None:
        yield KeptApart(place)
    if live and not isinstance(act, Receive) and place is not None:
        yield from _kept_locked(case, act.box, place)


def _left_over(case: Case) -> Objections:
    # (4) none without an exception in force
    act = case.act
    if not case.since(2) or not (case.puts_in_play or isinstance(act, Wrap)):
        return
    for box in case.state.boxes.values():
        if not box.rounds or not _is_live(case.state, box):
            continue
        if not _is_kept(case, box.place):
            yield LiveRound(box.lot)


def _is_live(state: State, box: Box) -> bool:
    return state.lots[box.lot].kind == "live" and not box.found


def _is_kept(case: Case, place: PlaceId | None) -> bool:
    if place is None or not case.state.live:
        return False
    return exemption_at(case.state, case.policy, place, case.now) is not None


def _is_shared(state: State, place: PlaceId) -> bool:
    boxes = (b for b in state.boxes.values() if b.place == place and b.rounds)
    weapons = (w.custody for w in state.weapons.values())
    return any(not _is_live(state, box) for box in boxes) or any(
        isinstance(at, Stored) and at.place == place for at in weapons
    )


def _kept_locked(case: Case, name: BoxId, place: PlaceId) -> Objections:
    # (2) under packs that know of exceptions at all
    if not case.policy.asks("exception-not-open"):
        return
    if not case.state.places[place].locks:
        yield PlaceDoesNotLock(place)
    if not _is_kept(case, place):
        yield LiveRound(case.state.boxes[name].lot)


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
