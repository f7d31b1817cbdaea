"""Places where loose rounds turn up, and the search for them.

Rules:

1. Carts, tables, belts, pouches, pockets, costumes, trays and bins are searched
   every day: after the call, before anything is loaded or handed over, and again
   before the wrap.
2. What a search finds and no box accounts for came from nowhere: it is unaccounted
   for, goes into quarantine and stops the set.

Does not know how many rounds the boxes in a place hold (count.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Accept, Announce, Load, Offer, Sweep, Wrap
from lastlook.core.answers import Case, Events, Objections, misdirected, recorded
from lastlook.core.events import AnyEvent, Found, HoldSet, Swept
from lastlook.core.refusals import NotSwept
from lastlook.core.state import State
from lastlook.core.words import HIDEAWAYS, HoldKind

ANSWERS: Final = (Sweep,)
APPLIES: Final = (Swept,)
HEARS: Final = (*ANSWERS, Load, Offer, Accept, Announce, Wrap)


def objections(case: Case) -> Objections:
    """Every place that nobody has searched."""
    day = case.state.day
    if day is None or not (case.puts_in_play or case.kind is Wrap):
        return
    # (1) since the call; before the wrap since a weapon was last called out as well
    since = day.called_at
    if case.kind is Wrap:
        since = max(since, day.played_at)
    for place in case.state.places.values():
        if place.kind in HIDEAWAYS and (
            place.swept_at is None or place.swept_at < since
        ):
            yield NotSwept(place.id)


def outcome(case: Case) -> Events:
    """The search, and what it found."""
    act, by, at = case.act, case.act.by, case.now
    if not isinstance(act, Sweep):
        raise misdirected(act)
    yield recorded(Swept, case)
    if not act.rounds:
        return
    # (2) from nowhere
    name = case.found_name()
    yield Found(
        by=by,
        at=at,
        lot=name,
        rounds=act.rounds,
        looks=act.looks,
        box=name,
        place=act.place,
    )
    kind: HoldKind = "live-round" if act.looks in {"live", "unseen"} else "unaccounted"
    yield HoldSet(
        by=by, at=at, hold=case.hold_name(kind), kind=kind, grounds="found-in-a-sweep"
    )


def applied(state: State, event: AnyEvent) -> State:
    """The state after a place was searched."""
    if not isinstance(event, Swept):
        raise misdirected(event)
    place = replace(state.places[event.place], swept_at=event.at)
    return replace(state, places=state.places.put(place.id, place))
