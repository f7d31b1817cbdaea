"""The right blank for the weapon, made for it and tried in it.

Rules:

1. A blank was made as a blank by a maker of blanks.
2. It was fired from this weapon before, at the distance planned or nearer, to see
   how far it carries. That is asked when it is loaded, and again when it is handed over
   or called: another set-up is another distance.
3. The condition of the weapon is recorded before such a test, and after it.
4. No stronger load goes in than the set-up plans; a load nobody said is a full one.

Does not know the distances themselves (scene.py) or what else is loaded (loading.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Load,
    Offer,
    Receive,
    TestBlank,
)
from lastlook.core.answers import (
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.events import AnyEvent, BlankTested, SightLost
from lastlook.core.impossibilities import (
    GoneBack,
    NotTheHolder,
    OtherKind,
    StillLoaded,
    TooFewRounds,
)
from lastlook.core.refusals import (
    BlankNotTested,
    BoxNotProved,
    BoxQuarantined,
    BoxSealed,
    ConditionOwed,
    LoadTooStrong,
    NotFactoryMade,
    WrongCalibre,
)
from lastlook.core.state import Lot, Returned, State
from lastlook.core.words import BlankLoad, Cm

ANSWERS: Final = (TestBlank,)
APPLIES: Final = (BlankTested,)
HANDED: Final = (Offer, Accept, Announce)
HEARS: Final = (*ANSWERS, Load, Receive, *HANDED)
STRENGTH: Final[dict[BlankLoad, int]] = {"quarter": 1, "half": 2, "full": 3}


def impossible(case: Case) -> Impossibles:
    """What the record of the weapon and the box rules out."""
    act = case.act
    if not isinstance(act, TestBlank):
        return
    box, weapon = case.state.boxes[act.box], case.weapon
    kind = case.state.lots[box.lot].kind
    if kind != "blank":
        yield OtherKind(box.id, kind)
    if box.rounds < act.rounds:
        yield TooFewRounds(box.id, box.rounds)
    if isinstance(weapon.custody, Returned):
        yield GoneBack(weapon.id)
    elif weapon.holder not in {None, act.by}:
        yield NotTheHolder(weapon.id, act.by, weapon.whereabouts)
    if weapon.loaded:
        yield StillLoaded(weapon.id)


def objections(case: Case) -> Objections:
    """Every rule about blanks the act would break."""
    if case.kind in HANDED:
        for name in case.lots:
            yield from _fitting(case, case.state.lots[name])
        return
    match case.act:
        case Receive(lot=lot, kind="blank", made_from=made_from):
            # (1) made as one
            if made_from != "factory":
                yield NotFactoryMade(lot, made_from)
        case Load(box=box):
            lot_ = case.state.lots[case.state.boxes[box].lot]
            if lot_.kind == "blank":
                yield from _loading(case, lot_)
        case TestBlank() as act:
            yield from _testing(case, act)
        case _:
            pass


def _loading(case: Case, lot: Lot) -> Objections:
    # (1) made as one
    if lot.made_from != "factory":
        yield NotFactoryMade(lot.id, lot.made_from)
    yield from _fitting(case, lot)


def _fitting(case: Case, lot: Lot) -> Objections:
    weapon, set_up = case.weapon, case.set_up
    if set_up is None or lot.kind != "blank":
        return
    # (2) tried in this weapon
    if not _tested(case, lot, set_up.distance_cm):
        yield BlankNotTested(weapon.id, lot.id, set_up.distance_cm)
    # (4) no stronger
    load, planned = lot.load or "full", set_up.blank_load
    if planned is not None and STRENGTH[load] > STRENGTH[planned]:
        yield LoadTooStrong(weapon.id, load, planned)


def _tested(case: Case, lot: Lot, distance: Cm) -> bool:
    tests = case.weapon.upkeep.tests
    return any(of == lot.id and at <= distance for of, at in tests)


def _testing(case: Case, act: TestBlank) -> Objections:
    weapon, box = case.weapon, case.state.boxes[act.box]
    lot = case.state.lots[box.lot]
    if box.proof is None:
        yield BoxNotProved(box.id)
    if box.quarantined is not None:
        yield BoxQuarantined(box.id, box.quarantined)
    if box.seal is not None:
        yield BoxSealed(box.id, box.seal)
    if lot.calibre != weapon.calibre:
        yield WrongCalibre(weapon.id, lot.calibre)
    if lot.made_from != "factory":
        yield NotFactoryMade(lot.id, lot.made_from)
    # (3) its condition before the test
    if not weapon.upkeep.ready:
        yield ConditionOwed(weapon.id, "before-test")


def outcome(case: Case) -> Events:
    """The test, the rounds it took, and the looks it ends."""
    if not isinstance(case.act, TestBlank):
        raise misdirected(case.act)
    yield recorded(BlankTested, case)
    if case.weapon.looked_into:
        yield SightLost(
            by=case.act.by, at=case.now, weapon=case.weapon.id, because="fired"
        )


def applied(state: State, event: AnyEvent) -> State:
    """The state after blanks were tested: so many rounds of their lot are spent."""
    if not isinstance(event, BlankTested):
        raise misdirected(event)
    weapon, box = state.weapons[event.weapon], state.boxes[event.box]
    lot = state.lots[box.lot]
    upkeep = replace(
        weapon.upkeep.owing("after-test"),  # (3)
        tests=(*weapon.upkeep.tests, (lot.id, event.distance_cm)),
        ready=False,
    )
    return (
        state.with_weapon(replace(weapon, upkeep=upkeep))
        .with_box(replace(box, rounds=box.rounds - event.rounds))
        .with_lot(replace(lot, spent=lot.spent + event.rounds))
    )
