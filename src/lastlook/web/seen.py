"""Who is looking at a page, and how pages are found by Litestar."""

from typing import Any

from litestar import Request
from litestar.datastructures import State as AppState
from litestar.di import NamedDependency

from lastlook.api.errors import no_such, not_known
from lastlook.api.house import House, wall_clock
from lastlook.core.state import Box, Weapon
from lastlook.views.card import withheld
from lastlook.views.log import Reading
from lastlook.views.viewpoint import Viewpoint

AnyRequest = Request[Any, Any, AppState]


def viewpoint(request: AnyRequest, house: NamedDependency[House]) -> Viewpoint:
    """From where the reader of this request sees; nobody unknown sees anything."""
    claim = house.sessions.reader(request.headers.get("cookie", ""))
    if claim is None:
        raise not_known(request.url.path)
    return house.viewpoint(claim.person, claim.key)


def reading(view: Viewpoint, house: House) -> Reading:
    """How entries are told to this reader."""
    hidden = (w.id for w in view.state.weapons.values() if withheld(view, w))
    return Reading(house.names(), wall_clock, frozenset(hidden))


def weapon_of(view: Viewpoint, path: str) -> Weapon:
    """The weapon named at the end of an address."""
    name = path.removeprefix("/")
    if name not in view.state.weapons:
        raise no_such("weapon", name)
    return view.state.weapons[name]


def box_of(view: Viewpoint, path: str) -> Box:
    """The box named at the end of an address."""
    name = path.removeprefix("/")
    if name not in view.state.boxes:
        raise no_such("box", name)
    return view.state.boxes[name]
