"""Pages about one weapon: its card, looking, offering, answering, contents."""

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from lastlook.core.words import MAGAZINE_FED
from lastlook.views.boxes import boxes
from lastlook.views.card import card
from lastlook.views.choices import people_to_offer
from lastlook.views.viewpoint import Viewpoint
from lastlook.web.looking import looking
from lastlook.web.render import Pages
from lastlook.web.seen import weapon_of


class Weapons(Controller):
    """One weapon."""

    include_in_schema = False

    @get("/weapons/{thing:path}", sync_to_thread=False)
    def card(
        self,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str],
    ) -> Response[str]:
        """The weapon card."""
        weapon = weapon_of(seen, thing)
        return pages.page("card.html", reader=seen.reader, card=card(seen, weapon.id))

    @get("/inspect/{thing:path}", sync_to_thread=False)
    def inspect(
        self,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str],
    ) -> Response[str]:
        """Look into it, chamber by chamber, told nothing of other looks."""
        weapon = weapon_of(seen, thing)
        return pages.page(
            "inspect.html",
            reader=seen.reader,
            weapon=weapon,
            ask=looking(seen.policy, weapon),
            words={"act": "inspect", "weapon": weapon.id},
        )

    @get("/offer/{thing:path}", sync_to_thread=False)
    def offer(
        self,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str],
    ) -> Response[str]:
        """Pick whom to offer it to."""
        weapon = weapon_of(seen, thing)
        return pages.page(
            "offer.html",
            reader=seen.reader,
            card=card(seen, weapon.id),
            people=people_to_offer(seen, weapon),
        )

    @get("/accept/{thing:path}", sync_to_thread=False)
    def accept(
        self,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str],
    ) -> Response[str]:
        """Answer an offer: one's own, or by PIN that of somebody without a phone."""
        weapon = weapon_of(seen, thing)
        offer = weapon.offer
        return pages.page(
            "accept.html",
            reader=seen.reader,
            card=card(seen, weapon.id),
            for_another=offer is not None and offer.to != seen.reader,
        )

    @get("/load/{thing:path}", sync_to_thread=False)
    def load(
        self,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str],
    ) -> Response[str]:
        """Load numbered chambers from a box."""
        return _contents(seen, pages, thing, act="load")

    @get("/unload/{thing:path}", sync_to_thread=False)
    def unload(
        self,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str],
    ) -> Response[str]:
        """Empty numbered chambers into a box."""
        return _contents(seen, pages, thing, act="unload")


def _contents(seen: Viewpoint, pages: Pages, thing: str, *, act: str) -> Response[str]:
    weapon = weapon_of(seen, thing)
    numbers = [
        number
        for number, chamber in enumerate(weapon.chambers, start=1)
        if (chamber.lot is None) == (act == "load")
    ]
    return pages.page(
        "load.html",
        reader=seen.reader,
        card=card(seen, weapon.id),
        act=act,
        title=act.capitalize(),
        chambers=numbers,
        fed=weapon.mechanism in MAGAZINE_FED,
        boxes=boxes(seen),
        people=[p for p in seen.state.people.values() if p.id != seen.reader],
    )
