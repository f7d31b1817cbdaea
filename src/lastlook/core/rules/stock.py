"""Rounds and where they are: double-entry bookkeeping with rounds for money.

Rules:

1. No live ammunition is received, but under a coded exception; nothing made from
   live components is, and nothing that belongs to somebody of the company.
2. A dummy arrives with a declared signature, or it cannot be told from a live round.
   One that shows itself by nothing has none; by one test alone it cannot be told by
   two people.
3. Every round of a box is proved, one by one, by every test of its signature. One
   that fails puts every box of its lot into quarantine and takes the weapons loaded
   from one of them, or with the lot in a chamber, out of play.
4. Nothing arrives clean: a box is unproved until it is proved here. Blanks are
   proved by eye.
5. A box holds one lot, and a sealed or quarantined box gives nothing out.
Does not know how many rounds there really are (count.py) or what a chamber holds
(loading.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    BreakSeal,
    Move,
    Prove,
    Quarantine,
    Receive,
    RegisterDummyType,
    RegisterPlace,
    ReturnToSupplier,
    Seal,
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
from lastlook.core.doubt import with_doubt
from lastlook.core.events import (
    AnyEvent,
    DummyTypeRegistered,
    HoldSet,
    Moved,
    PlaceRegistered,
    ProofFailed,
    ProofLost,
    Proved,
    Quarantined,
    Received,
    SealBroken,
    Sealed,
    SightLost,
    Transferred,
    WentBack,
)
from lastlook.core.exemption import exemption_at
from lastlook.core.impossibilities import (
    AlreadySealed,
    GoneBack,
    KnownAlready,
    LotsMixed,
    MoreThanThereAre,
    NoSeal,
    SameBox,
    TooFewRounds,
)
from lastlook.core.refusals import (
    BoxQuarantined,
    BoxSealed,
    LiveRound,
    MadeFromLive,
    NotEveryRound,
    OneSignOnly,
    PersonalProperty,
    SignatureMissing,
    TestsMissing,
)
from lastlook.core.state import (
    Box,
    DummyType,
    Lot,
    Place,
    Proof,
    State,
    Weapon,
)
from lastlook.core.words import BoxId, DummyTypeId, LotId, Method

ANSWERS: Final = (
    RegisterPlace,
    RegisterDummyType,
    Receive,
    Prove,
    Transfer,
    Move,
    Seal,
    BreakSeal,
    Quarantine,
    ReturnToSupplier,
)
APPLIES: Final = (
    PlaceRegistered,
    DummyTypeRegistered,
    Received,
    Proved,
    ProofFailed,
    ProofLost,
    Transferred,
    Moved,
    Sealed,
    SealBroken,
    Quarantined,
    WentBack,
)
HEARS: Final = ANSWERS
IN_A_BOX: Final = (
    Prove,
    Transfer,
    Move,
    Seal,
    BreakSeal,
    Quarantine,
    ReturnToSupplier,
)
SIGNS_MIN: Final = 2
BY_EYE: Final[frozenset[Method]] = frozenset({"eye"})


def impossible(case: Case) -> Impossibles:
    """What the record of boxes and lots rules out."""
    act, state = case.act, case.state
    match act:
        case RegisterPlace(place=place) if place in state.places:
            yield KnownAlready("place", place)
        case RegisterDummyType(dummy_type=kind) if kind in state.dummy_types:
            yield KnownAlready("dummy-type", kind)
        case Receive(lot=lot, box=box):
            if lot in state.lots:
                yield KnownAlready("lot", lot)
            if box in state.boxes:
                yield KnownAlready("box", box)
        case _:
            yield from _not_in_box(case)


def _not_in_box(case: Case) -> Impossibles:
    act = case.act
    if not isinstance(act, IN_A_BOX):
        return
    box = case.state.boxes[act.box]
    if box.place is None:
        yield GoneBack(box.id)
        return
    match act:
        case Prove(proved=proved, failed=failed) if proved + failed > box.rounds:
            yield MoreThanThereAre(box.id, proved + failed, box.rounds)
        case Seal() if box.seal is not None:
            yield AlreadySealed(box.id, box.seal)
        case BreakSeal() if box.seal is None:
            yield NoSeal(box.id)
        case Transfer():
            yield from _not_movable(case, act, box)
        case _:
            pass


def _not_movable(case: Case, act: Transfer, box: Box) -> Impossibles:
    into = case.state.boxes.get(act.into)
    if act.into == box.id:
        yield SameBox(act.into)
    elif into is not None and into.place is None:
        yield GoneBack(act.into)
    # (5) one lot
    elif into is not None and into.rounds and into.lot != box.lot:
        yield LotsMixed(act.into, box.lot)
    if act.rounds > box.rounds:
        yield TooFewRounds(box.id, box.rounds)


def objections(case: Case) -> Objections:
    """Every rule about rounds and boxes the act would break."""
    act = case.act
    match act:
        case Receive(lot=lot):
            # (1) no live ammunition
            if act.kind == "live" and not _exempt(case, act):
                yield LiveRound(lot)
            if act.made_from == "live-components":
                yield MadeFromLive(lot)
            # (2) a signature
            if act.kind == "dummy" and not _shown_by(case, act.dummy_type):
                yield SignatureMissing(lot)
            if act.owner == "personal":
                yield PersonalProperty(lot)
        case RegisterDummyType(dummy_type=name):
            # (2) of two signs
            new = DummyType(name, act.calibre, act.hole, act.rattle, act.primer)
            if len(new.signature()) < SIGNS_MIN:
                yield OneSignOnly(name)
        case Prove():
            yield from _proving(case, act, case.state.boxes[act.box])
        case Transfer(into=into):
            yield from _giving_out(case, act.box, into)
        case _:
            pass


def _exempt(case: Case, act: Receive) -> bool:
    there = exemption_at(case.state, case.policy, act.place, case.now)
    return there is not None and there[1].received + act.rounds <= there[1].rounds


def _shown_by(case: Case, kind: DummyTypeId | None) -> frozenset[Method]:
    # A type that shows itself by nothing is as good as none declared.
    return frozenset() if kind is None else case.state.dummy_types[kind].signature()


def _proving(case: Case, act: Prove, box: Box) -> Objections:
    if act.failed and case.since(2):
        return  # (3) whatever else is wrong, that is heard
    yield from _closed(box)
    if box.quarantined is not None:
        yield BoxQuarantined(box.id, box.quarantined)
    lot = case.state.lots[box.lot]
    signature = _shown_by(case, lot.dummy_type)
    if lot.kind == "dummy" and not signature:
        yield SignatureMissing(lot.id)
    if act.failed:
        return  # one that fails says enough
    # (3) one by one, by every test
    if act.proved < box.rounds:
        yield NotEveryRound(box.id, act.proved, box.rounds)
    # (4) what has no signature of its own, by eye
    missing = (signature or BY_EYE) - set(act.methods)
    if missing:
        yield TestsMissing(box.id, ", ".join(sorted(missing)))


def _closed(box: Box) -> Objections:
    if box.seal is not None:
        yield BoxSealed(box.id, box.seal)


def _giving_out(case: Case, source: BoxId, into: BoxId) -> Objections:
    # (5) sealed or quarantined gives nothing out
    box, other = case.state.boxes[source], case.state.boxes.get(into)
    yield from _closed(box)
    if box.quarantined is not None:
        yield BoxQuarantined(box.id, box.quarantined)
    if other is not None and other.id != box.id:
        yield from _closed(other)


def outcome(case: Case) -> Events:
    """What is recorded of rounds and boxes."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case RegisterPlace(place=place, kind=kind, locks=locks):
            yield PlaceRegistered(by=by, at=at, place=place, kind=kind, locks=locks)
        case RegisterDummyType():
            yield recorded(DummyTypeRegistered, case)
        case Receive():
            yield recorded(Received, case)
        case Prove(box=box, failed=failed) if failed:
            yield ProofFailed(by=by, at=at, box=box, failed=failed, methods=act.methods)
            yield from _recall(case, box)
        case Prove(box=box, proved=proved, methods=methods):
            yield Proved(by=by, at=at, box=box, proved=proved, methods=methods)
        case _:
            yield from _handled(case)


def _handled(case: Case) -> Events:
    act, by, at = case.act, case.act.by, case.now
    match act:
        case Transfer(box=box, into=into, rounds=rounds, place=place):
            yield Transferred(
                by=by, at=at, box=box, into=into, rounds=rounds, place=place
            )
        case Move(box=box, place=place):
            yield Moved(by=by, at=at, box=box, place=place)
        case Seal(box=box, seal=seal):
            yield Sealed(by=by, at=at, box=box, seal=seal)
        case BreakSeal(box=box, intact=intact):
            yield SealBroken(by=by, at=at, box=box, intact=intact)
            if not intact:
                yield Quarantined(by=by, at=at, box=box, grounds="seal-not-whole")
        case Quarantine(box=box, grounds=grounds):
            yield Quarantined(by=by, at=at, box=box, grounds=grounds)
        case ReturnToSupplier(box=box):
            yield WentBack(by=by, at=at, box=box)
        case _:
            raise misdirected(act)


def _recall(case: Case, failed: BoxId) -> Events:
    by, at, lot = case.act.by, case.now, case.state.boxes[failed].lot
    # (3) every box of the lot
    boxes = [box for box in case.state.boxes.values() if box.lot == lot]
    for box in boxes:
        if box.quarantined is None:
            yield Quarantined(by=by, at=at, box=box.id, grounds="failed-its-signature")
    # (3) every weapon loaded from one of them, or from one that held the lot before
    names = {box.id for box in boxes}
    fed = [
        w
        for w in case.state.weapons.values()
        if names & set(w.fed_from) or _holds(w, lot)
    ]
    for nth, weapon in enumerate(fed):
        if _holds(weapon, lot):
            yield SightLost(by=by, at=at, weapon=weapon.id, because="stock-failed")
        yield HoldSet(
            by=by,
            at=at,
            hold=case.hold_name("weapon", nth),
            kind="weapon",
            grounds="loaded-from-a-box-that-failed",
            weapon=weapon.id,
            box=failed,
        )


def _holds(weapon: Weapon, lot: LotId) -> bool:
    return any(chamber.lot == lot for chamber in weapon.chambers)


def applied(state: State, event: AnyEvent) -> State:
    """The state after rounds or boxes were handled."""
    match event:
        case PlaceRegistered(place=place, kind=kind, locks=locks):
            new = Place(place, kind, locks)
            return replace(state, places=state.places.put(place, new))
        case DummyTypeRegistered(dummy_type=name, calibre=calibre):
            kind_ = DummyType(name, calibre, event.hole, event.rattle, event.primer)
            return replace(state, dummy_types=state.dummy_types.put(name, kind_))
        case Received():
            return _received(state, event)
        case Transferred():
            return _transferred(state, event)
        case ProofFailed(box=box):
            failed = with_doubt(state, state.boxes[box].lot, failed=True)
            return failed.with_box(_box_after(failed, event))
        case WentBack(box=box):
            gone = state.boxes[box]
            lot_ = state.lots[gone.lot]
            back = replace(lot_, returned=lot_.returned + gone.rounds)
            return state.with_lot(back).with_box(replace(gone, rounds=0, place=None))
        case _:
            return state.with_box(_box_after(state, event))


def _box_after(state: State, event: AnyEvent) -> Box:
    match event:
        case Proved(box=box, by=by, at=at, methods=methods):
            now = state.boxes[box]
            proof = Proof(by, at, methods) if now.quarantined is None else None
            return replace(now, proof=proof)
        case ProofFailed(box=box) | ProofLost(box=box):
            return replace(state.boxes[box], proof=None)
        case Moved(box=box, place=place):
            return replace(state.boxes[box], place=place)
        case Sealed(box=box, seal=seal):
            return replace(state.boxes[box], seal=seal)
        case SealBroken(box=box, intact=intact):
            now = replace(state.boxes[box], seal=None)
            return now if intact else replace(now, proof=None)
        case Quarantined(box=box, grounds=grounds):
            return replace(state.boxes[box], quarantined=grounds, proof=None)
        case _:
            raise misdirected(event)


def _received(state: State, event: Received) -> State:
    lot = Lot(
        id=event.lot,
        kind=event.kind,
        calibre=event.calibre,
        received=event.rounds,
        supplier=event.supplier,
        dummy_type=event.dummy_type,
        load=event.load,
        made_from=event.made_from,
        owner=event.owner,
    )
    # (4) unproved
    box = Box(event.box, event.lot, event.rounds, event.place)
    return _under_exception(state, event).with_lot(lot).with_box(box)


def _under_exception(state: State, event: Received) -> State:
    # (1) what came in counts against all that was allowed there
    if event.kind != "live":
        return state
    live = state.live
    state = replace(state, has_live=True)
    for exception, terms in state.live.items():
        if terms.place == event.place and event.at < terms.until:
            now = replace(terms, received=terms.received + event.rounds)
            live = live.put(exception, now)
    return replace(state, live=live)


def _transferred(state: State, event: Transferred) -> State:
    source = state.boxes[event.box]
    into = state.boxes.get(event.into)
    if into is None:
        place = event.place or source.place
        into = Box(event.into, source.lot, 0, place, proof=source.proof)
    # Together they are as well proved as the worse of the two, and in quarantine
    # where either is.
    filled = into.rounds > 0
    quarantined = into.quarantined or source.quarantined
    proved = source.proof if not filled or into.proof is not None else None
    rest = replace(source, rounds=source.rounds - event.rounds)
    full = replace(
        into,
        lot=source.lot,
        rounds=into.rounds + event.rounds,
        proof=proved if quarantined is None else None,
        quarantined=quarantined,
        found=into.found or source.found,
        counted_at=None,
        verdict=None,
    )
    return state.with_box(rest).with_box(full)
