"""What goes into a chamber and what comes out of it.

Rules:

1. Whoever loads or unloads holds the weapon.
2. No live round goes into a chamber, ever; nothing made from live components does.
3. Rounds come from a box that is proved round by round, not sealed, not in
   quarantine, of the weapon's calibre, and of the kind this set-up plans.
4. A chamber is loaded only after it has been seen empty.
5. Those near the line of fire are offered to watch.
6. Loading and unloading end every look: it is another weapon now.
7. A round that was in a chamber goes back to a box of its lot, and that box is no
   longer proved; with a lot in doubt it is in quarantine.
8. After a misfire nobody opens it before the wait is over.
9. The bore is seen clear before loading.
10. A weapon is loaded with blanks at the last moment: what waits too long is emptied.
11. Rounds go into nothing that is made to hold none.
12. A chamber in which was seen what the record does not hold is handed to nobody.

Does not know what goes off (firing.py) or what may be called afterwards
(core/clearance.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Load,
    Offer,
    Unload,
)
from lastlook.core.answers import Case, Events, Impossibles, Objections, misdirected
from lastlook.core.clearance import content
from lastlook.core.events import (
    AnyEvent,
    Loaded,
    ProofLost,
    Quarantined,
    SightLost,
    Unloaded,
)
from lastlook.core.impossibilities import (
    ChamberHoldsNothing,
    ChamberTaken,
    GoneBack,
    LotsMixed,
    TooFewRounds,
    WrongChambers,
)
from lastlook.core.refusals import (
    BoreBeforeLoading,
    BoxNotProved,
    BoxQuarantined,
    BoxSealed,
    ChamberNotSeenEmpty,
    ContentDisagrees,
    LiveRound,
    LoadedTooLong,
    LoadNotPlanned,
    MadeFromLive,
    MisfireWait,
    UnfitForLoad,
    WatchNotOffered,
    WrongCalibre,
)
from lastlook.core.state import (
    UNSEEN,
    Box,
    Chamber,
    State,
    Weapon,
    touched,
)
from lastlook.core.words import (
    NOWHERE,
    Lapse,
    LotId,
    Ms,
    PlannedLoad,
    RoundKind,
    WeaponId,
)

ANSWERS: Final = (Load, Unload)
APPLIES: Final = (Loaded, Unloaded)
HANDED: Final = (Offer, Accept, Announce)
HEARS: Final = (*ANSWERS, *HANDED)
FITS: Final[dict[RoundKind, PlannedLoad]] = {
    "dummy": "dummy",
    "snap-cap": "dummy",
    "blank": "blank",
}


def impossible(case: Case) -> Impossibles:
    """What the record of chambers and boxes rules out."""
    act = case.act
    match act:
        case Load() | Unload():
            numbers = act.chambers
        case _:
            return
    weapon = case.weapon
    there = len(weapon.chambers)
    if len(set(numbers)) != len(numbers) or any(n > there for n in numbers):
        yield WrongChambers(weapon.id, max(*numbers, len(numbers)), there)
        return
    for number in numbers:
        taken = weapon.chambers[number - 1].lot is not None
        if isinstance(act, Load) and taken:
            yield ChamberTaken(weapon.id, number)
        elif isinstance(act, Unload) and not taken:
            yield ChamberHoldsNothing(weapon.id, number)
    if isinstance(act, Load) and case.state.boxes[act.box].rounds < len(numbers):
        yield TooFewRounds(act.box, case.state.boxes[act.box].rounds)
    if isinstance(act, Unload):
        yield from _mixed(case, act)


def _mixed(case: Case, act: Unload) -> Impossibles:
    # (7) a box of its lot; spent cases go to brass and need none
    box = case.state.boxes.get(act.box)
    lots = _whole_lots(case.weapon, act.chambers)
    there = {box.lot} if box is not None and box.rounds else set(lots[:1])
    if lots and box is not None and box.place is None:
        yield GoneBack(box.id)
    for lot in lots:
        if lot not in there:
            yield LotsMixed(act.box, lot)


def objections(case: Case) -> Objections:
    """Every rule about loading the act would break."""
    act = case.act
    match act:
        case _ if case.kind in HANDED:
            if case.puts_in_play:
                yield from _at_last(case, case.weapon)
        case Load():
            yield from _loading(case, act, case.state.boxes[act.box])
        case Unload():
            yield from _unloading(case, act)
        case _:
            pass


def _at_last(case: Case, weapon: Weapon) -> Objections:
    # (10) at the last moment
    loaded_at, limit = weapon.upkeep.loaded_at, case.policy.limits.loaded_ms
    if loaded_at is not None and case.now >= loaded_at + limit:
        yield LoadedTooLong(weapon.id, loaded_at)
    if case.lots:
        yield from _against_record(case, weapon)


def _against_record(case: Case, weapon: Weapon) -> Objections:
    # (12) what was seen, and what should be there
    for number, chamber in enumerate(weapon.chambers, start=1):
        if chamber.lot is None or not chamber.looks:
            continue
        kind = case.state.lots[chamber.lot].kind
        saw, known = content(chamber), "spent" if chamber.spent else kind
        if saw != known and kind in FITS and saw not in {"unseen", "unsure"}:
            yield ContentDisagrees(weapon.id, number)


def _loading(case: Case, act: Load, box: Box) -> Objections:
    weapon = case.weapon
    yield from _round(case, weapon, box)
    yield from _out_of(box)
    # (4) seen empty
    for number in act.chambers:
        chamber = weapon.chambers[number - 1] if _there(number, weapon) else UNSEEN
        if chamber.lot is None and content(chamber) != "empty":
            yield ChamberNotSeenEmpty(weapon.id, number)
    # (5) offered to watch
    if not act.watchers:
        yield WatchNotOffered(weapon.id)
    yield from _bore(weapon)


def _round(case: Case, weapon: Weapon, box: Box) -> Objections:
    lot = case.state.lots[box.lot]
    # (11) into what is made for it
    if not weapon.fires:
        yield UnfitForLoad(weapon.id, weapon.weapon_class)
    # (2) no live round, (3) of the kind and calibre planned
    if lot.kind in {"live", "unseen"} or lot.verdict == "live" or box.found:
        yield LiveRound(lot.id)
    if lot.made_from == "live-components":
        yield MadeFromLive(lot.id)
    if lot.calibre != weapon.calibre:
        yield WrongCalibre(weapon.id, lot.calibre)
    set_up = case.set_up
    if set_up is not None and FITS.get(lot.kind) != set_up.load:
        yield LoadNotPlanned(weapon.id, lot.kind, set_up.load)


def _bore(weapon: Weapon) -> Objections:
    # (9) the bore
    if weapon.fires and weapon.bore != "clear":
        yield BoreBeforeLoading(weapon.id)


def _out_of(box: Box) -> Objections:
    # (3) proved, open, in use
    if box.proof is None:
        yield BoxNotProved(box.id)
    if box.quarantined is not None:
        yield BoxQuarantined(box.id, box.quarantined)
    if box.seal is not None:
        yield BoxSealed(box.id, box.seal)


def _unloading(case: Case, act: Unload) -> Objections:
    weapon = case.weapon
    # (8) the wait after a misfire
    wait = case.policy.limits.misfire_wait_ms
    if weapon.misfired_at is not None and case.now < weapon.misfired_at + wait:
        yield MisfireWait(weapon.id, weapon.misfired_at + wait)
    box = case.state.boxes.get(act.box)
    if box is not None and box.seal is not None:
        yield BoxSealed(box.id, box.seal)


def _whole_lots(weapon: Weapon, chambers: tuple[int, ...]) -> list[LotId]:
    there = (weapon.chambers[n - 1] for n in chambers if _there(n, weapon))
    lots = (c.lot for c in there if c.lot is not None and not c.spent)
    return list(dict.fromkeys(lots))


def _there(number: int, weapon: Weapon) -> bool:
    return number <= len(weapon.chambers)


def outcome(case: Case) -> Events:
    """What goes in or out, and the looks it ends."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case Load(weapon=weapon, chambers=chambers, box=box):
            yield Loaded(
                by=by,
                at=at,
                weapon=weapon,
                chambers=chambers,
                box=box,
                watchers=act.watchers,
            )
            yield from _lost(case, "content-changed")
        case Unload(weapon=weapon, chambers=chambers, box=box):
            yield Unloaded(
                by=by,
                at=at,
                weapon=weapon,
                chambers=chambers,
                box=box,
                place=act.place,
            )
            yield from _lost(case, "content-changed")
            # (7) no longer proved
            known = case.state.boxes.get(box)
            proved = known is not None and known.proof is not None
            if proved and _whole_lots(case.weapon, chambers):
                yield ProofLost(by=by, at=at, box=box)
            if _in_doubt(case, act):
                yield Quarantined(by=by, at=at, box=box, grounds="in-doubt")
        case _:
            raise misdirected(act)


def _in_doubt(case: Case, act: Unload) -> bool:
    # (7) what is in doubt goes into no box that is in use
    if not case.policy.asks("still-suspect"):
        return False
    known = case.state.boxes.get(act.box)
    out_of_use = known is not None and known.quarantined is not None
    lots = [case.state.lots[lot] for lot in _whole_lots(case.weapon, act.chambers)]
    # What came from nowhere makes its box one from nowhere by itself.
    doubt = any(lot.doubtful and lot.supplier != NOWHERE for lot in lots)
    return doubt and not out_of_use


def _lost(case: Case, because: Lapse) -> Events:
    yield SightLost(by=case.act.by, at=case.now, weapon=case.weapon.id, because=because)


def applied(state: State, event: AnyEvent) -> State:
    """The state after rounds went in, out or off."""
    match event:
        case Loaded(weapon=weapon, chambers=chambers, box=box, by=by):
            loaded = _load(state, touched(state.weapons[weapon], by), chambers, box)
            return _since(loaded, weapon, event.at)
        case Unloaded(weapon=weapon, at=at):
            return _since(_unload(state, event), weapon, at)
        case _:
            raise misdirected(event)


def _since(state: State, name: WeaponId, at: Ms) -> State:
    """The state with since when a weapon holds blanks."""
    weapon = state.weapons[name]
    lots = (c.lot for c in weapon.chambers if c.lot is not None and not c.spent)
    blanks = any(state.lots[lot].kind == "blank" for lot in lots)
    before = weapon.upkeep.loaded_at
    loaded_at = (at if before is None else before) if blanks else None
    if loaded_at == before:
        return state
    upkeep = replace(weapon.upkeep, loaded_at=loaded_at)
    return state.with_weapon(replace(weapon, upkeep=upkeep))


def _load(state: State, weapon: Weapon, chambers: tuple[int, ...], box: str) -> State:
    source = state.boxes[box]
    filled = tuple(
        Chamber(source.lot, strange=source.found) if n in chambers else c
        for n, c in enumerate(weapon.chambers, start=1)
    )
    fed = weapon.fed_from if box in weapon.fed_from else (*weapon.fed_from, box)
    now = replace(weapon, chambers=filled, fed_from=fed)
    rest = replace(source, rounds=source.rounds - len(chambers))
    return state.with_weapon(now).with_box(rest)


def _unload(state: State, event: Unloaded) -> State:
    weapon = touched(state.weapons[event.weapon], event.by)
    out = [weapon.chambers[n - 1] for n in event.chambers]
    emptied = tuple(
        Chamber() if n in event.chambers else c
        for n, c in enumerate(weapon.chambers, start=1)
    )
    after = state.with_weapon(replace(weapon, chambers=emptied))
    for cased in (c.lot for c in out if c.lot is not None and c.spent):
        lot = after.lots[cased]
        after = after.with_lot(replace(lot, spent=lot.spent + 1))
    whole = [c.lot for c in out if c.lot is not None and not c.spent]
    if not whole:
        return after
    # An empty box takes the lot of what is put into it; rounds from nowhere make
    # it a box in quarantine.
    into = after.boxes.get(event.box) or Box(event.box, whole[0], 0, event.place)
    strange = after.lots[whole[0]].supplier == NOWHERE
    return after.with_box(
        replace(
            into,
            lot=whole[0],
            rounds=into.rounds + len(whole),
            found=into.found or strange,
            quarantined="from-nowhere" if strange else into.quarantined,
            counted_at=None,
            verdict=None,
        )
    )
