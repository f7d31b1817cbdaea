"""Counts: a number typed, not a box ticked, and what follows when it is another.

Rules:

1. What is under seal is not counted; break the seal first.
2. Short of the record, the rounds are unaccounted, and that stops the set.
3. Beyond the record, rounds came from nowhere: they and the box go into quarantine,
   and that stops the set.
4. As many cases come back as were fired.
5. What is found and on no record stops the set, and stays in quarantine.

Does not know whether the rounds are what they should be (stock.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Count, CountBrass, Find
from lastlook.core.answers import Case, Events, Impossibles, Objections, misdirected
from lastlook.core.events import (
    AnyEvent,
    BrassCounted,
    Counted,
    Found,
    HoldSet,
    Quarantined,
    RoundsMissing,
)
from lastlook.core.impossibilities import GoneBack, KnownAlready, MoreThanThereAre
from lastlook.core.refusals import BoxSealed
from lastlook.core.state import Box, Chamber, Lot, State
from lastlook.core.words import NOWHERE, BoxId, Grounds, HoldKind

ANSWERS: Final = (Count, CountBrass, Find)
APPLIES: Final = (Counted, BrassCounted, RoundsMissing, Found)
HEARS: Final = ANSWERS


def impossible(case: Case) -> Impossibles:
    """What the record of boxes and lots rules out."""
    act, state = case.act, case.state
    match act:
        case Find(box=box) if box in state.boxes:
            yield KnownAlready("box", box)
        case Count(box=box) if state.boxes[box].place is None:
            yield GoneBack(box)
        case CountBrass(lot=lot, cases=cases) if cases > state.lots[lot].spent:
            yield MoreThanThereAre(lot, cases, state.lots[lot].spent)
        case _:
            pass


def objections(case: Case) -> Objections:
    """Every rule about counting the act would break."""
    # (1) not under seal
    if isinstance(case.act, Count):
        box = case.state.boxes[case.act.box]
        if box.seal is not None:
            yield BoxSealed(box.id, box.seal)


def outcome(case: Case) -> Events:
    """The count, and what it stops when it does not add up."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case Count(box=box, rounds=rounds):
            yield Counted(by=by, at=at, box=box, rounds=rounds)
            yield from _does_not_add_up(case, case.state.boxes[box], rounds)
        case CountBrass(lot=lot, cases=cases):
            yield BrassCounted(by=by, at=at, lot=lot, cases=cases)
            # (4) as many as were fired
            if cases < case.state.lots[lot].spent:
                yield _stop(case, "unaccounted", "brass-short")
        case Find(box=box, rounds=rounds, looks=looks, place=place):
            # (5) on no record
            yield Found(
                by=by,
                at=at,
                lot=case.found_name(),
                rounds=rounds,
                looks=looks,
                box=box,
                place=place,
            )
            live = looks in {"live", "unseen"}
            yield _stop(case, "live-round" if live else "unaccounted", "found")
        case _:
            raise misdirected(act)


def _stop(
    case: Case, kind: HoldKind, grounds: Grounds, box: BoxId | None = None
) -> HoldSet:
    return HoldSet(
        by=case.act.by,
        at=case.now,
        hold=case.hold_name(kind),
        kind=kind,
        grounds=grounds,
        box=box,
    )


def _does_not_add_up(case: Case, box: Box, rounds: int) -> Events:
    # (2) short, (3) beyond
    by, at = case.act.by, case.now
    if rounds < box.rounds:
        short = box.rounds - rounds
        yield RoundsMissing(by=by, at=at, lot=box.lot, rounds=short, box=box.id)
        yield _stop(case, "unaccounted", "count-short", box.id)
    elif rounds > box.rounds:
        name = case.found_name()
        yield Found(
            by=by,
            at=at,
            lot=name,
            rounds=rounds - box.rounds,
            looks="unseen",
            box=name,
            place=box.place,
        )
        if box.quarantined is None:
            yield Quarantined(by=by, at=at, box=box.id, grounds="more-than-recorded")
        yield _stop(case, "unaccounted", "count-beyond", box.id)


def applied(state: State, event: AnyEvent) -> State:
    """The state after a count or a find."""
    match event:
        case Counted(box=box, at=at):
            return state.with_box(replace(state.boxes[box], counted_at=at))
        case BrassCounted(lot=lot, cases=cases):
            return state.with_lot(replace(state.lots[lot], brass=cases))
        case RoundsMissing():
            return _missing(state, event)
        case Found():
            return _found(state, event)
        case _:
            raise misdirected(event)


def _missing(state: State, event: RoundsMissing) -> State:
    lot = state.lots[event.lot]
    after = state.with_lot(replace(lot, unaccounted=lot.unaccounted + event.rounds))
    if event.box is not None:
        box = after.boxes[event.box]
        after = after.with_box(replace(box, rounds=box.rounds - event.rounds))
    if event.weapon is not None:
        weapon = after.weapons[event.weapon]
        chambers = tuple(
            Chamber(None, looks=c.looks) if n == event.chamber else c
            for n, c in enumerate(weapon.chambers, start=1)
        )
        after = after.with_weapon(replace(weapon, chambers=chambers))
    return after


def _found(state: State, event: Found) -> State:
    lot = Lot(
        event.lot,
        event.looks,
        "unknown",
        event.rounds,
        NOWHERE,
        found_at=event.at,
        found_in=event.weapon or event.place,
        suspected=event.looks in {"live", "unseen"},
    )
    after = state.with_lot(lot)
    if event.box is not None:
        box = Box(event.box, event.lot, event.rounds, event.place, found=True)
        after = after.with_box(replace(box, quarantined="from-nowhere"))
    if event.weapon is not None:
        weapon = after.weapons[event.weapon]
        chambers = tuple(
            Chamber(event.lot, looks=c.looks, strange=True) if n == event.chamber else c
            for n, c in enumerate(weapon.chambers, start=1)
        )
        after = after.with_weapon(replace(weapon, chambers=chambers))
    return after
