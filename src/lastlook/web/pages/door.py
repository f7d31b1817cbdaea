"""The door: who is reading, joining by a link, the demo's own doors."""

import io
from http import HTTPStatus
from typing import Any, Final

import segno
from litestar import Controller, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from litestar.response import Redirect, Response

from lastlook.api.errors import Failed, Problem, no_such
from lastlook.api.house import House
from lastlook.api.known import enrolled
from lastlook.api.sessions import COOKIE, SESSION_MS, Challenge, Knock
from lastlook.core.state import Person
from lastlook.views.viewpoint import Viewpoint
from lastlook.web.render import Pages
from lastlook.web.seen import AnyRequest

LINK_MAX: Final = 512
# Who comes with what in mind; what they may do is asked elsewhere.
IN_FRONT: Final = frozenset({"performer", "stand-in", "stunt-performer"})
CALLING: Final = frozenset({"first-ad", "second-ad"})


class Door(Controller):
    """Everything before and beside the pages proper."""

    @get("/", include_in_schema=False, sync_to_thread=False)
    def front(
        self,
        request: AnyRequest,
        house: NamedDependency[House],
        pages: NamedDependency[Pages],
    ) -> Response[Any] | Redirect:
        """Go on to one's own first page, or stand at the door."""
        claim = house.sessions.reader(request.headers.get("cookie", ""))
        if claim is not None:
            return Redirect(_first_page(house.viewpoint(claim.person, claim.key)))
        return pages.page("door.html", choose=True, demo=_demo(house))

    @get("/who", include_in_schema=False, sync_to_thread=False)
    def who(
        self, house: NamedDependency[House], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """Choose among the people who joined on this browser."""
        return pages.page("door.html", choose=True, demo=_demo(house))

    @get("/join", include_in_schema=False, sync_to_thread=False)
    def join(self, pages: NamedDependency[Pages]) -> Response[str]:
        """Make a key here; the token stays behind the `#`."""
        return pages.page("join.html")

    @post("/demo/join/{person:path}", include_in_schema=False)
    async def demo(
        self, house: NamedDependency[House], person: FromPath[str]
    ) -> Redirect:
        """Open the demo to anybody, as this person."""
        name = person.removeprefix("/")
        if house.inviter is None or name not in house.desk.state.people:
            raise no_such("demo", name)
        token = await house.inviter(name)
        return Redirect(f"/join#{name}~{token}", status_code=303)

    @get("/session", tags=["session"], sync_to_thread=False, summary="A challenge")
    def challenge(self, house: NamedDependency[House]) -> Challenge:
        """Answer a challenge to be signed, good once, for a minute; and the time."""
        return Challenge(house.sessions.challenge(), house.clock.now_ms())

    @post(
        "/session",
        tags=["session"],
        sync_to_thread=False,
        status_code=HTTPStatus.OK,
        summary="Show who is reading",
    )
    def session(
        self, request: AnyRequest, house: NamedDependency[House], data: JSONBody[Knock]
    ) -> Response[dict[str, str]]:
        """Earn the cookie for a well-signed challenge."""
        value = house.sessions.open(data)
        if value is None:
            raise Failed(
                HTTPStatus.UNAUTHORIZED,
                Problem(
                    "not-let-in",
                    "The challenge is over, or this phone is not enrolled.",
                    "the signature",
                    "Ask for a new challenge; else join by a link.",
                ),
            )
        cookie = Cookie(
            COOKIE,
            value=value,
            max_age=SESSION_MS // 1000,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return Response({"reading": "yes"}, cookies=[cookie])

    @post("/qr", guards=[enrolled], include_in_schema=False, status_code=200)
    async def qr(self, request: AnyRequest) -> Response[bytes]:
        """Draw a link as a QR code; it is kept nowhere."""
        link = (await request.body())[:LINK_MAX]
        drawn = io.BytesIO()
        segno.make(link.decode("latin-1"), error="m").save(
            drawn, kind="svg", scale=6, border=4, light="#fff"
        )
        return Response(drawn.getvalue(), media_type="image/svg+xml")


def _first_page(view: Viewpoint) -> str:
    roles = frozenset(view.person.roles) if view.person is not None else frozenset()
    if view.is_handler or roles & IN_FRONT:
        return "/hands"
    return "/day" if roles & CALLING else "/board"


def _demo(house: House) -> tuple[Person, ...]:
    return tuple(house.desk.state.people.values()) if house.inviter else ()
