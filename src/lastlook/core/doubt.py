"""Doubt about rounds: what raises it, and what ends it.

1. Doubt is about a lot: cartridges have no numbers. A round of it failed, went off that
   should not have, or was taken for live.
2. It ends when everything of the lot that is left lies in boxes and each of these was
   examined since. What is still in a chamber was examined by nobody.
3. One round confirmed live makes the lot live, and a later word does not undo it.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from lastlook.core.answers import Case, Events
from lastlook.core.events import LotDoubted, Quarantined
from lastlook.core.state import State
from lastlook.core.stock import AGREES, ANYTHING_BUT_LIVE
from lastlook.core.words import Grounds, LotId, Verdict, WeaponId


def doubted(
    case: Case, weapon: WeaponId, lots: Iterable[LotId], grounds: Grounds
) -> Events:
    """What follows when rounds of these lots, in that weapon, were no dummies."""
    by, at, said = case.act.by, case.now, tuple(dict.fromkeys(lots))
    for lot in said:
        yield LotDoubted(by=by, at=at, lot=lot)
    fed = case.state.weapons[weapon].fed_from
    for box in case.state.boxes.values():
        touched = box.lot in said or (said and box.id in fed)
        if touched and box.quarantined is None:
            yield Quarantined(by=by, at=at, box=box.id, grounds=grounds)


def with_doubt(state: State, name: LotId, *, failed: bool = False) -> State:
    """The state after a lot came into doubt: nothing that was examined counts."""
    lot = state.lots[name]
    lot = replace(
        lot,
        failed=lot.failed or failed,
        suspected=lot.suspected or not failed,
        verdict=lot.verdict_left,
    )
    boxes = {
        box.id: replace(box, verdict=None)
        for box in state.boxes.values()
        if box.lot == name and box.verdict is not None
    }
    after = state.with_lot(lot)
    return replace(after, boxes=after.boxes.put_all(boxes))


def examined(state: State, box: str, verdict: Verdict) -> State:
    """The state after what is in a box was examined."""
    after = state.with_box(replace(state.boxes[box], verdict=verdict))
    lot = after.lots[after.boxes[box].lot]
    said = {
        other.verdict
        for other in after.boxes.values()
        if other.lot == lot.id and (other.rounds or other.id == box)
    }
    if "live" in said:
        # (3) one is enough
        return after.with_lot(replace(lot, verdict="live"))
    if None in said or _chambered(after, lot.id):
        # (2) not all of it yet
        return after.with_lot(replace(lot, verdict=None))
    good = AGREES.get(lot.kind, ANYTHING_BUT_LIVE)
    other_kinds = [one for one in sorted(filter(None, said)) if one not in good]
    return after.with_lot(replace(lot, verdict=(*other_kinds, verdict)[0]))


def _chambered(state: State, lot: LotId) -> bool:
    return any(
        chamber.lot == lot and not chamber.spent
        for weapon in state.weapons.values()
        for chamber in weapon.chambers
    )


def is_left(state: State, lot: LotId) -> bool:
    """Whether any round of a lot is in a box or a chamber still."""
    boxed = any(box.lot == lot and box.rounds for box in state.boxes.values())
    return boxed or _chambered(state, lot)
