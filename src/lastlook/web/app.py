"""The whole server as one ASGI application.

`POST /acts`, `GET /live` and `GET /log/…` stand beside Litestar on bare ASGI: the first
is the hot path, the second never ends, the third is any log's. Everything else is
Litestar's, under headers that let no script, style, font or frame in from anywhere
else.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from litestar import Litestar, Response
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from lastlook.api.acts import PATH as ACTS
from lastlook.api.acts import Acts
from lastlook.api.errors import Failed, Problem
from lastlook.api.house import ALONE, Beside, House, Inviter
from lastlook.api.known import HOUSE, claim
from lastlook.api.live import PATH as LIVE
from lastlook.api.live import Live
from lastlook.api.reads import Reads
from lastlook.api.tiles import PREFIX as TILES
from lastlook.api.tiles import LogTiles, ReadToken, Tiles
from lastlook.desk.clock import Clock, SystemClock
from lastlook.desk.desk import Desk
from lastlook.web.pages.door import Door
from lastlook.web.pages.overview import Overview
from lastlook.web.pages.paperwork import Paperwork
from lastlook.web.pages.phones import Phones
from lastlook.web.pages.stock import Stock
from lastlook.web.pages.weapons import Weapons
from lastlook.web.pages.what_if import WhatIf
from lastlook.web.render import STATIC, Pages
from lastlook.web.schema import WithActs
from lastlook.web.seen import AnyRequest, viewpoint

log = logging.getLogger(__name__)

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
# Their address changes with them (`render.static_address`).
FOR_EVER: Final = CacheControlHeader(max_age=31_536_000, immutable=True)
REMEDIES: Final[Mapping[int, str]] = {
    HTTPStatus.NOT_FOUND: "See /api/schema for the addresses there are.",
    HTTPStatus.METHOD_NOT_ALLOWED: "See /api/schema for the methods it takes.",
}
HEADERS: Final[tuple[tuple[bytes, bytes], ...]] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def make_app(
    desk: Desk,
    clock: Clock | None = None,
    inviter: Inviter | None = None,
    read_token: ReadToken | None = None,
    beside: Beside = ALONE,
) -> ASGIApp:
    """The pages and the API of one desk; an `inviter` makes it a demo.

    Whoever has the `read_token` may read the log's entries as they stand.
    """
    clock = clock if clock is not None else SystemClock()
    house = House(desk, clock, inviter, beside)
    tiles = Tiles(TILES, LogTiles(desk.log, beside.witnesses), read_token)
    return Guarded(_litestar(house), Acts(house), Live(house), tiles)


class Guarded:
    """Chooses who answers, and puts the headers on every answer."""

    def __init__(self, pages: ASGIApp, acts: Acts, live: Live, tiles: Tiles) -> None:
        """Two bare paths, the log's, and the pages for the rest."""
        self._pages = pages
        self._tiles = tiles
        self._bare: Mapping[str, Acts | Live] = {ACTS: acts, LIVE: live}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != ScopeType.HTTP:
            await self._pages(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        bare = self._bare.get(scope["path"])
        if bare is not None:
            await bare(scope, receive, guarded)
        elif scope["path"].startswith(TILES):
            await self._tiles(scope, receive, guarded)
        else:
            await self._pages(scope, receive, guarded)


def _litestar(house: House) -> Litestar:
    pages = Pages(house)

    def failed(request: AnyRequest, error: Failed) -> Response[Any]:
        return _told(request, pages, house, error)

    def declined(request: AnyRequest, error: HTTPException) -> Response[Any]:
        return _told(request, pages, house, _as_failed(request, error))

    def broken(request: AnyRequest, error: Exception) -> Response[Any]:
        log.error("broken: %s", request.url.path, exc_info=error)
        return _told(request, pages, house, _broken(request))

    return Litestar(
        route_handlers=[
            Door,
            Overview,
            Phones,
            Weapons,
            Stock,
            Paperwork,
            WhatIf,
            Reads,
            create_static_files_router(
                pages.static, directories=[STATIC], cache_control=FOR_EVER
            ),
        ],
        dependencies={
            "house": Provide(lambda: house, sync_to_thread=False),
            "pages": Provide(lambda: pages, sync_to_thread=False),
            "seen": Provide(viewpoint, sync_to_thread=False),
            "reader": Provide(claim, sync_to_thread=False),
        },
        state=State({HOUSE: house}),
        exception_handlers={
            Failed: failed,
            HTTPException: declined,
            Exception: broken,
        },
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="Lastlook",
            version="1",
            path="/api/schema",
            render_plugins=[WithActs(path=["/", "/openapi.json"])],
        ),
    )


def _told(
    request: AnyRequest, pages: Pages, house: House, failed: Failed
) -> Response[Any]:
    headers = {**failed.headers, "cache-control": "no-store"}
    wants_page = "text/html" in request.headers.get("accept", "")
    if request.url.path.startswith("/api") or not wants_page:
        return Response(failed.problem, status_code=failed.status, headers=headers)
    if failed.problem.code == "not-known":
        # The page before a page: it shows the desk which phone this is.
        page = pages.page("door.html", status=failed.status, choose=False, demo=())
    else:
        claim_ = house.sessions.reader(request.headers.get("cookie", ""))
        page = pages.page(
            "wrong.html",
            reader=claim_.person if claim_ is not None else None,
            status=failed.status,
            problem=failed.problem,
        )
    page.headers.update(headers)
    return page


def _as_failed(request: AnyRequest, error: HTTPException) -> Failed:
    status = HTTPStatus(error.status_code)
    code = status.phrase.lower().replace(" ", "-")
    remedy = REMEDIES.get(status, "Mend the request and send it again.")
    where = request.url.path
    return Failed(status, Problem(code, f"{error.detail}", where, remedy))


def _broken(request: AnyRequest) -> Failed:
    return Failed(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        Problem(
            "broken",
            "The server could not answer. Nothing was recorded by this request.",
            request.url.path,
            "Not cleared. Tell whoever runs the desk; its log says what broke.",
        ),
    )
