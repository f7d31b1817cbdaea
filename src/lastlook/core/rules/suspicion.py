"""What is taken for live, until somebody says what it is.

Rules:

1. A round taken for live is *suspected* until it has been examined; then it is
   confirmed live, or it is not. Neither is guessed.
2. A hold set for a live round, or for rounds that do not add up, stays while anything
   of a lot is suspected.
3. Confirmed live, a lot stops the set again where nothing else does. Only a paper says
   otherwise afterwards.
4. A box leaves quarantine when nothing of its lot is in doubt, and is unproved then.
   What came from nowhere never does. Nothing that was taken for live goes back to the
   supplier before it was examined: with it would go what happened.
5. A trainer round (one, inert and odd to look at) is hidden by a commitment that says
   nothing. Whoever hid it reveals it: as what was found where it was hidden, which is
   inert then, or as found by nobody.
6. While a lot is in doubt none of it is proved, moved to another box, loaded, or in a
   weapon that is handed over or called.

Does not know who may examine (people.py).
"""

from hashlib import sha256
from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Examine,
    LiftHold,
    Load,
    Offer,
    Prove,
    Release,
    ReturnToSupplier,
    RevealTrainer,
    SeedTrainer,
    Transfer,
)
from lastlook.core.answers import (
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.doubt import examined, is_left, with_doubt
from lastlook.core.events import (
    AnyEvent,
    Examined,
    HoldSet,
    LotDoubted,
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
from lastlook.core.refusals import (
    LotInDoubt,
    NotExamined,
    StillSuspect,
    VerdictStands,
)
from lastlook.core.state import Box, Lot, State, Trainer
from lastlook.core.words import HoldId, HoldKind, LotId

ANSWERS: Final = (Examine, Release, SeedTrainer, RevealTrainer)
APPLIES: Final = (Examined, Released, LotDoubted, TrainerSeeded, TrainerRevealed)
HANDED: Final = (Offer, Accept, Announce)
USES: Final = frozenset({Prove, Transfer, Load, *HANDED})
HEARS: Final = (*ANSWERS, LiftHold, ReturnToSupplier, *USES)
EXAMINED_FIRST: Final[frozenset[HoldKind]] = frozenset({"live-round", "unaccounted"})


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
    since = lot.found_at is not None and lot.found_at >= trainer.since
    hidden = trainer.by == act.by and _found_there(case, lot, act.box)
    if not since or not hidden or lot.received != 1 or lot.verdict is not None:
        yield NotATrainer(lot.id)


def _found_there(case: Case, lot: Lot, box: str) -> bool:
    weapon = case.state.weapons.get(lot.found_in or "")
    if weapon is not None:
        return box in weapon.fed_from
    return lot.found_in == case.state.boxes[box].place


def objections(case: Case) -> Objections:
    """Every doubt that stands in the way."""
    act, state = case.act, case.state
    match act:
        case _ if case.kind in USES:
            # (6) none of it is used
            lots = [state.lots[name] for name in _used(case)]
            yield from [LotInDoubt(lot.id) for lot in lots if lot.doubtful]
        case LiftHold(hold=name):
            yield from _lifting(state, name)
        case Examine(box=box, verdict=verdict, paper=paper):
            # (3) only a paper
            confirmed = state.lots[state.boxes[box].lot].verdict == "live"
            if confirmed and verdict != "live" and paper is None:
                yield VerdictStands(box)
        case Release(box=box):
            # (4) nothing in doubt
            if state.lots[state.boxes[box].lot].doubtful:
                yield StillSuspect(box)
        case ReturnToSupplier(box=box):
            # (4) the evidence stays
            if case.since(2) and _is_unexamined(state, state.boxes[box]):
                yield StillSuspect(box)
        case _:
            pass


def _is_unexamined(state: State, box: Box) -> bool:
    lot = state.lots[box.lot]
    return box.rounds > 0 and lot.suspected and lot.verdict is None


def _lifting(state: State, name: HoldId) -> Objections:
    # (2) while anything of a lot is suspected
    hold = state.holds.get(name)
    if hold is None or hold.kind not in EXAMINED_FIRST:
        return
    for lot in state.lots.values():
        known = not lot.suspected or lot.verdict is not None
        if not known and is_left(state, lot.id):
            yield NotExamined(name, lot.id)


def _used(case: Case) -> tuple[LotId, ...]:
    """The lots of which the act would use something."""
    if case.kind in HANDED:
        return case.lots
    match case.act:
        case Prove(failed=failed) if failed:
            return ()  # that says it, rather
        case Prove(box=box) | Transfer(box=box) | Load(box=box):
            return (case.state.boxes[box].lot,)
        case _:
            return ()


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
            return examined(state, box, verdict)
        case LotDoubted(lot=lot):
            return with_doubt(state, lot)
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
