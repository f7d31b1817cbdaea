"""Places, what lies in them, and whether they were searched for loose rounds."""

from msgspec import Struct

from lastlook.core import acts
from lastlook.core.state import Place, Stored
from lastlook.core.words import HIDEAWAYS, BoxId, WeaponId
from lastlook.views.choices import Candidate, Choice, answered
from lastlook.views.outstanding import outstanding
from lastlook.views.viewpoint import Viewpoint


class PlaceView(Struct, frozen=True):
    """One place: what is there by the record, and whether it is owed a search."""

    place: Place
    boxes: tuple[BoxId, ...]
    weapons: tuple[WeaponId, ...]
    owed: bool  # a search, before a weapon is played with or before the wrap
    hides: bool  # whether it is of the kinds in which loose rounds turn up
    choices: tuple[Choice, ...]  # to search it


def places(view: Viewpoint) -> tuple[PlaceView, ...]:
    """Every place; those that are owed a search first, then where rounds hide."""
    owed = {row.thing for row in outstanding(view) if row.kind == "not-swept"}
    rows = [_place(view, place, owed) for place in view.state.places.values()]
    return tuple(sorted(rows, key=lambda row: (not row.owed, not row.hides)))


def _place(view: Viewpoint, place: Place, owed: set[str]) -> PlaceView:
    state = view.state
    act = acts.Sweep(**view.opening(), place=place.id, rounds=0)
    search = Candidate("sweep", f"Search {place.id}", (act,), form=True)
    return PlaceView(
        place=place,
        boxes=tuple(
            b.id for b in state.boxes.values() if b.place == place.id and b.rounds
        ),
        weapons=tuple(
            weapon.id
            for weapon in state.weapons.values()
            if isinstance(weapon.custody, Stored) and weapon.custody.place == place.id
        ),
        owed=place.id in owed,
        hides=place.kind in HIDEAWAYS,
        choices=answered(view, (search,)),
    )
