"""Pages about boxes, and the small forms that ask before an act is signed."""

from collections.abc import Mapping
from typing import Final

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from lastlook.api.errors import no_such
from lastlook.views.boxes import box_view, boxes, may_receive
from lastlook.views.viewpoint import Viewpoint
from lastlook.web.questions import ACTS, FORMS, TABLES
from lastlook.web.render import Pages
from lastlook.web.seen import AnyRequest, box_of

NOUNS: Mapping[str, str] = {
    "lock-up": "weapon",
    "show": "weapon",
    "discharge": "weapon",
    "misfire": "weapon",
    "tell": "weapon",
    "record-condition": "weapon",
    "prove": "box",
    "count": "box",
    "move": "box",
    "seal": "box",
    "break-seal": "box",
    "quarantine": "box",
    "count-brass": "lot",
    "revoke-key": "person",
    "assess-risk": "scene",
    "hold-meeting": "scene",
}
ALONE: Final = (
    "receive",
    "find",
    "correct",
    "call-day",
    "tell",
)  # forms about no one thing
ADDRESSES: Final = [
    *(f"/{act}" for act in ALONE),
    *(f"/{act}/{{thing:path}}" for act in NOUNS),
]


class Stock(Controller):
    """Boxes and forms."""

    include_in_schema = False

    @get("/boxes", sync_to_thread=False)
    def boxes(
        self, seen: NamedDependency[Viewpoint], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """Every box."""
        return pages.page(
            "boxes.html",
            reader=seen.reader,
            boxes=boxes(seen),
            receive=may_receive(seen),
            has_part_in=seen.has_part_in,
        )

    @get("/boxes/{thing:path}", sync_to_thread=False)
    def box(
        self,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str],
    ) -> Response[str]:
        """One box."""
        row = box_view(seen, box_of(seen, thing).id)
        return pages.page("box.html", reader=seen.reader, row=row)

    @get(ADDRESSES, sync_to_thread=False)
    def form(
        self,
        request: AnyRequest,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str] = "",
    ) -> Response[str]:
        """One of the small forms."""
        act = request.url.path.split("/")[1]
        name = thing.removeprefix("/")
        _check_known(seen, act, name)
        form = FORMS[act](seen.state, name)
        fixed = {"act": ACTS.get(act, act)}
        if form.noun:
            fixed[form.noun] = name
        return pages.page(
            "pick.html",
            reader=seen.reader,
            thing=name or form.title,
            title=form.title,
            button=form.button,
            fields=form.fields,
            fixed=fixed,
            then=form.then,
            apart=False,
            others=(),
        )


def _check_known(seen: Viewpoint, act: str, name: str) -> None:
    noun = NOUNS.get(act)
    if noun is None or (act == "tell" and not name):
        return
    if name not in getattr(seen.state, TABLES[noun]):
        raise no_such(noun, name)
