"""What holds in every reachable state. A sentence for each that does not.

1. Conservation: what a lot received is in boxes, in chambers, spent, returned or
   unaccounted, and nowhere else.
2. No count is negative, and no more brass came back than was fired.
3. No box with rounds is in a place nobody knows, none from nowhere is in use.
4. Nobody holds a weapon who is not enrolled; an offer stands only on a held weapon.
5. A quarantined box is not proved.
6. The weapons listed as out are those under no lock, each once.
"""

from collections import Counter
from collections.abc import Iterator

from lastlook.core.state import HeldBy, State


def broken(state: State) -> Iterator[str]:
    """Each invariant that does not hold, as a sentence; empty when all do."""
    yield from _conservation(state)
    yield from _boxes(state)
    yield from _hands(state)


def _conservation(state: State) -> Iterator[str]:
    # (1) every round in one place
    boxed: Counter[str] = Counter()
    for box in state.boxes.values():
        boxed[box.lot] += box.rounds
    chambered = Counter(
        chamber.lot
        for weapon in state.weapons.values()
        for chamber in weapon.chambers
        if chamber.lot is not None
    )
    for lot in state.lots.values():
        found = boxed[lot.id] + chambered[lot.id]
        found += lot.spent + lot.returned + lot.unaccounted
        if found != lot.received:
            yield f"{lot.id}: {lot.received} received, {found} accounted for"
        # (2) nothing negative
        if min(lot.spent, lot.returned, lot.unaccounted, lot.brass) < 0:
            yield f"{lot.id}: a count is negative"
        if lot.brass > lot.spent:
            yield f"{lot.id}: {lot.brass} cases counted, {lot.spent} fired"


def _boxes(state: State) -> Iterator[str]:
    for box in state.boxes.values():
        if box.rounds < 0:
            yield f"{box.id}: {box.rounds} rounds"
        # (3) in a known place, or gone
        if box.rounds and box.place not in state.places:
            yield f"{box.id}: {box.rounds} rounds in no place"
        if box.found and box.quarantined is None:
            yield f"{box.id}: from nowhere, and in use"
        # (5) not proved
        if box.quarantined is not None and box.proof is not None:
            yield f"{box.id}: in quarantine, and proved"


def _hands(state: State) -> Iterator[str]:
    # (4) people there are
    for weapon in state.weapons.values():
        holder = weapon.holder
        if holder is not None and holder not in state.people:
            yield f"{weapon.id}: held by {holder}, whom nobody enrolled"
        if weapon.offer is not None and not isinstance(weapon.custody, HeldBy):
            yield f"{weapon.id}: offered from no hand"
    # (6) what is out
    out = sorted(weapon.id for weapon in state.weapons.values() if weapon.is_out)
    if sorted(state.out) != out:
        yield f"out are {', '.join(out) or 'none'}, not {', '.join(state.out)}"
