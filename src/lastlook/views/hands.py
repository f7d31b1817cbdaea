"""My hands: what I hold, what is offered to me, what waits for my word."""

from msgspec import Struct

from lastlook.core.state import Hold, Weapon
from lastlook.views.board import DayStatus, day_status, stops
from lastlook.views.card import Card, card, withheld
from lastlook.views.viewpoint import Viewpoint


class Hands(Struct, frozen=True):
    """What one person has to do with weapons at this moment."""

    status: DayStatus
    stops: tuple[Hold, ...]
    offered: tuple[Card, ...]
    held: tuple[Card, ...]
    to_confirm: tuple[Card, ...]
    given: tuple[Card, ...]  # in other hands, the reader's to take back
    to_look: tuple[Card, ...]  # in other hands, waiting for a second look
    in_store: tuple[Card, ...]  # what the reader could take out


def hands(view: Viewpoint) -> Hands:
    """What the reader holds and what waits for them."""
    offered, held, confirm, rest = _sorted(view)
    cards = [card(view, weapon.id) for weapon in rest if _worth_asking(view, weapon)]
    look = tuple(c for c in cards if c.withheld and _possible(c, "inspect"))
    return Hands(
        status=day_status(view.state),
        stops=stops(view.state),
        offered=tuple(card(view, weapon.id) for weapon in offered),
        held=tuple(card(view, weapon.id) for weapon in held),
        to_confirm=tuple(card(view, weapon.id) for weapon in confirm),
        given=tuple(c for c in cards if _possible(c, "collect") and c not in look),
        to_look=look,
        in_store=tuple(c for c in cards if _possible(c, "take-out")),
    )


def _sorted(view: Viewpoint) -> tuple[list[Weapon], ...]:
    offered: list[Weapon] = []
    held: list[Weapon] = []
    confirm: list[Weapon] = []
    rest: list[Weapon] = []
    for weapon in view.state.weapons.values():
        if weapon.holder == view.reader:
            held.append(weapon)
        elif weapon.offer is not None and weapon.offer.to == view.reader:
            offered.append(weapon)
        elif weapon.unconfirmed == view.reader:
            confirm.append(weapon)
        else:
            rest.append(weapon)
    return offered, held, confirm, rest


def _worth_asking(view: Viewpoint, weapon: Weapon) -> bool:
    # A whole card is asked for only where something on it could be the reader's.
    return view.is_handler or withheld(view, weapon)


def _possible(one: Card, name: str) -> bool:
    return any(c.name == name and c.possible for c in one.choices)
