"""What is taken for live, until somebody says what it is.

Rules:

1. A round taken for live is *suspected* until it has been examined; then it is
   confirmed live, or it is not. Neither is guessed.
2. A hold set for a live round stays while a lot is suspected.
3. Confirmed live, a lot stops the set again where nothing else does.
4. A box leaves quarantine when nothing in it is in doubt, and is unproved then. What
   came from nowhere never does.
5. A trainer round (inert and odd to look at) is hidden by a commitment that says
   nothing. Whoever hid it reveals it: found as a lot, which is inert then, or not.

Does not know who may examine (people.py).
"""

from hashlib import sha256
from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Examine,
    LiftHold,
    Release,
    RevealTrainer,
    SeedTrainer,
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
    Examined,
    HoldSet,
    Quarantined,
    Released,
    TrainerRevealed,
    TrainerSeeded,
)
from lastlook.core.impossibilities import (
    FromNowhere,
    KnownAlready,
    NoSuchTrainer,
    NotATrainer,
    NotQuarantined,
)
from lastlook.core.refusals import NotExamined, StillSuspect
from lastlook.core.state import State, Trainer

ANSWERS: Final = (Examine, Release, SeedTrainer, RevealTrainer)
APPLIES: Final = (Examined, Released, TrainerSeeded, TrainerRevealed)
HEARS: Final = (*ANSWERS, LiftHold)


def digest_of(box: str, salt: str) -> str:
    """What a trainer round hidden in a box is committed to by: hex, 64 digits."""
    return sha256(f"{box}/{salt}".encode()).hexdigest()


def impossible(case: Case) -> Impossibles:
    """What the record of boxes and trainers rules out."""
    act, state = case.act, case.state
    match act:
        case Release(box=box):
            # (4) never
            if state.boxes[box].found:
                yield FromNowhere(box)
            elif state.boxes[box].quarantined is None:
                yield NotQuarantined(box)
        case SeedTrainer(digest=digest) if digest in state.trainers:
            yield KnownAlready("trainer", digest)
        case RevealTrainer():
            yield from _not_revealed(case, act)
        case _:
            pass


def _not_revealed(case: Case, act: RevealTrainer) -> Impossibles:
    # (5) what was committed to, once, and found since
    trainer = case.state.trainers.get(digest_of(act.box, act.salt))
    if trainer is None or trainer.revealed_at is not None:
        yield NoSuchTrainer(act.box)
        return
    if act.lot is None:
        return
    lot = case.state.lots[act.lot]
    if lot.found_at is None or lot.found_at < trainer.since or lot.verdict is not None:
        yield NotATrainer(lot.id)


def objections(case: Case) -> Objections:
    """Every doubt that stands in the way."""
    act, state = case.act, case.state
    match act:
        case LiftHold(hold=name):
            hold = state.holds.get(name)
            # (2) while a lot is suspected
            if hold is not None and hold.kind == "live-round":
                for lot in state.lots.values():
                    if lot.suspected and lot.verdict is None:
                        yield NotExamined(name, lot.id)
        case Release(box=box):
            # (4) nothing in doubt
            if state.lots[state.boxes[box].lot].doubtful:
                yield StillSuspect(box)
        case _:
            pass


def outcome(case: Case) -> Events:
    """The verdict, the release, the commitment or what it hid."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case Examine(box=box, verdict=verdict):
            yield recorded(Examined, case)
            if verdict == "live":
                yield from _confirmed(case, box)
        case Release():
            yield recorded(Released, case)
        case SeedTrainer():
            yield recorded(TrainerSeeded, case)
        case RevealTrainer(box=box, salt=salt, lot=lot):
            digest = digest_of(box, salt)
            yield TrainerRevealed(by=by, at=at, box=box, digest=digest, lot=lot)
        case _:
            raise misdirected(act)


def _confirmed(case: Case, box: str) -> Events:
    by, at, lot = case.act.by, case.now, case.state.boxes[box].lot
    # (3) every box of the lot, and the set
    for other in case.state.boxes.values():
        if other.lot == lot and other.quarantined is None:
            yield Quarantined(by=by, at=at, box=other.id, grounds="confirmed-live")
    if not any(hold.kind == "live-round" for hold in case.state.holds.values()):
        yield HoldSet(
            by=by,
            at=at,
            hold=case.hold_name("live-round"),
            kind="live-round",
            grounds="confirmed-live",
            box=box,
        )


def applied(state: State, event: AnyEvent) -> State:
    """The state after a verdict, a release, a commitment or what it hid."""
    match event:
        case Examined(box=box, verdict=verdict):
            lot = state.lots[state.boxes[box].lot]
            return state.with_lot(replace(lot, verdict=verdict))
        case Released(box=box):
            return state.with_box(replace(state.boxes[box], quarantined=None))
        case TrainerSeeded(digest=digest, by=by, at=at):
            new = Trainer(by, at)
            return replace(state, trainers=state.trainers.put(digest, new))
        case TrainerRevealed(digest=digest, box=box, lot=found, at=at):
            known = state.trainers[digest]
            shown = replace(known, box=box, lot=found, revealed_at=at)
            after = replace(state, trainers=state.trainers.put(digest, shown))
            if found is None:
                return after
            return after.with_lot(replace(after.lots[found], verdict="inert"))
        case _:
            raise misdirected(event)
