"""Pages for what is entered beforehand: people, papers, places, plans.

`/acts/plan-set-up` asks what the act of that name says; every act that has no page of
its own has one here.
"""

from collections.abc import Mapping
from typing import Final

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from lastlook.api.errors import no_such
from lastlook.views.viewpoint import Viewpoint
from lastlook.web.asking import form
from lastlook.web.labels import GROUPS, HEADINGS, Heading
from lastlook.web.render import Pages
from lastlook.web.seen import AnyRequest

ASKED_HERE: Final = frozenset(word for group in GROUPS.values() for word in group)


class Paperwork(Controller):
    """Acts without a page of their own."""

    include_in_schema = False

    @get("/paperwork", sync_to_thread=False)
    def paperwork(
        self, seen: NamedDependency[Viewpoint], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """Those of them that the reader's roles have a part in."""
        return pages.page("paperwork.html", reader=seen.reader, groups=_groups(seen))

    @get("/acts/{word:str}", sync_to_thread=False)
    def act(
        self,
        request: AnyRequest,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        word: FromPath[str],
    ) -> Response[str]:
        """Ask what one act says."""
        if word not in ASKED_HERE:
            raise no_such("page", word)
        asked = form(word, seen.state, request.query_params)
        return pages.page(
            "pick.html",
            reader=seen.reader,
            title=asked.title,
            button=asked.button,
            fields=asked.fields,
            fixed={"act": word},
            then=asked.then,
            apart=True,
            others=() if seen.has_part_in(word) else seen.policy.parts.get(word, ()),
        )


def _groups(seen: Viewpoint) -> Mapping[str, Mapping[str, Heading]]:
    mine = {
        name: {word: HEADINGS[word] for word in acts if seen.has_part_in(word)}
        for name, acts in GROUPS.items()
    }
    return {name: headings for name, headings in mine.items() if headings}
