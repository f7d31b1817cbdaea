"""Phones: one screen on which a lost one is ended."""

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.response import Response

from lastlook.api.house import House
from lastlook.views.log import LogLine
from lastlook.views.phones import phones
from lastlook.views.viewpoint import Viewpoint
from lastlook.web.pages.overview import line_of
from lastlook.web.render import Pages
from lastlook.web.seen import reading


class Phones(Controller):
    """Everybody's phones, for those who may end one; one's own for the others."""

    include_in_schema = False

    @get("/phones", sync_to_thread=False)
    def phones(
        self,
        house: NamedDependency[House],
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
    ) -> Response[str]:
        """Each phone: added when, heard last when, what it said; end it."""
        owners = phones(seen)
        lasts = {
            phone.key.last.n
            for owner in owners
            for phone in owner.phones
            if phone.key.last is not None
        }
        return pages.page(
            "phones.html",
            reader=seen.reader,
            owners=owners,
            lines=_lines(house, seen, lasts),
            may_end=seen.has_part_in("revoke-key"),
            now=seen.now,
        )


def _lines(house: House, view: Viewpoint, numbers: set[int]) -> dict[int, LogLine]:
    told = reading(view, house)
    return {
        n: line_of(entry, told)
        for n in numbers
        for entry in house.desk.log.read(n, n + 1)
    }
