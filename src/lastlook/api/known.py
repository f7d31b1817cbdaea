"""Who is asking: readings are for enrolled people only."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State as AppState
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler

from lastlook.api.errors import not_known
from lastlook.api.house import House
from lastlook.api.sessions import Claim

HOUSE = "house"  # under this name the application's state holds it


def claim(request: Request[Any, Any, AppState], house: NamedDependency[House]) -> Claim:
    """Who reads; nobody unknown does."""
    found = house.sessions.reader(request.headers.get("cookie", ""))
    if found is None:
        raise not_known(request.url.path)
    return found


def enrolled(
    connection: ASGIConnection[Any, Any, Any, AppState], _: BaseRouteHandler
) -> None:
    """Let only enrolled people on, where nothing depends on who they are."""
    house: House = connection.app.state[HOUSE]
    if house.sessions.reader(connection.headers.get("cookie", "")) is None:
        raise not_known(connection.url.path)
