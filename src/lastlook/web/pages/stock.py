"""Pages about boxes, and the small forms that ask before an act is signed."""

from collections.abc import Mapping
from typing import Final

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from lastlook.api.errors import no_such
from lastlook.views.boxes import box_view, boxes, may_receive
from lastlook.views.places import places
from lastlook.views.trainers import candidates, may_hide, trainers
from lastlook.views.viewpoint import Viewpoint
from lastlook.web.asking import about
from lastlook.web.forms import ACTS, FORMS, TABLES
from lastlook.web.labels import ABOUT
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
    "forget": "person",
    "assess-risk": "scene",
    "hold-meeting": "scene",
    "issue-protection": "set_up",
    **ABOUT,
}
ALONE: Final = (
    "receive",
    "find",
    "correct",
    "call-day",
    "put-in-charge",
    "tell",
    "confirm-desk-key",
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
            places=places(seen),
            receive=may_receive(seen),
            has_part_in=seen.has_part_in,
        )

    @get("/trainers", sync_to_thread=False)
    def trainers(
        self, seen: NamedDependency[Viewpoint], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """Trainer rounds, for those who may hide them."""
        mine = may_hide(seen)
        return pages.page(
            "trainers.html",
            reader=seen.reader,
            trainers=trainers(seen.state) if mine else None,
            boxes=[box.id for box in seen.state.boxes.values() if not box.found],
            found=candidates(seen.state),
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
        apart = act not in FORMS
        form = about(act, seen.state, name) if apart else FORMS[act](seen.state, name)
        word = ACTS.get(act, act)
        fixed = {"act": word}
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
            apart=apart,
            others=() if seen.has_part_in(word) else seen.policy.parts.get(word, ()),
        )


def _check_known(seen: Viewpoint, act: str, name: str) -> None:
    noun = NOUNS.get(act)
    if noun is None or (act == "tell" and not name):
        return
    if name not in getattr(seen.state, TABLES[noun]):
        raise no_such(noun, name)
