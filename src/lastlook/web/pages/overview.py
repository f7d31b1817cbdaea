"""Pages that show the whole: hands, board, day, scenes, log, holds, people."""

from typing import Annotated

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Response

from lastlook.api.house import House
from lastlook.api.refused import all_the_same, refused_at
from lastlook.desk.wire import read_decision, read_stored
from lastlook.ledger.entry import Entry
from lastlook.views.board import board
from lastlook.views.day import day_view, scenes
from lastlook.views.hands import hands
from lastlook.views.holds import to_lift
from lastlook.views.log import LogLine, Reading, line
from lastlook.views.people import people
from lastlook.views.trainers import may_hide
from lastlook.views.viewpoint import Viewpoint
from lastlook.web.render import Pages
from lastlook.web.seen import reading

LINES = 60


class Overview(Controller):
    """The whole production from one side or another."""

    include_in_schema = False

    @get("/hands", sync_to_thread=False)
    def hands(
        self, seen: NamedDependency[Viewpoint], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """What the reader holds and what waits for them."""
        shown = hands(seen)
        return pages.page("hands.html", reader=seen.reader, here="/hands", hands=shown)

    @get("/board", sync_to_thread=False)
    def board(
        self,
        house: NamedDependency[House],
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
    ) -> Response[str]:
        """Every weapon at a glance, and who outside has seen the record."""
        return pages.page(
            "board.html",
            reader=seen.reader,
            here="/board",
            board=board(seen),
            standing=house.standing,
        )

    @get("/day", sync_to_thread=False)
    def day(
        self, seen: NamedDependency[Viewpoint], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """The day, as the first assistant director calls it."""
        shown = day_view(seen)
        return pages.page("day.html", reader=seen.reader, here="/day", day=shown)

    @get("/scenes", sync_to_thread=False)
    def scenes(
        self, seen: NamedDependency[Viewpoint], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """Scenes: planned, assessed, approved, talked through."""
        return pages.page(
            "scenes.html",
            reader=seen.reader,
            scenes=scenes(seen),
            has_part_in=seen.has_part_in,
        )

    @get("/people", sync_to_thread=False)
    def people(
        self, seen: NamedDependency[Viewpoint], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """Everybody enrolled, and inviting their phones."""
        return pages.page(
            "people.html",
            reader=seen.reader,
            people=people(seen),
            has_part_in=seen.has_part_in,
        )

    @get("/more", sync_to_thread=False)
    def more(
        self, seen: NamedDependency[Viewpoint], pages: NamedDependency[Pages]
    ) -> Response[str]:
        """The way to everything else."""
        return pages.page(
            "more.html", reader=seen.reader, here="/more", may_hide=may_hide(seen)
        )

    @get("/holds/{thing:path}", sync_to_thread=False)
    def hold(
        self,
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        thing: FromPath[str],
    ) -> Response[str]:
        """A hold, and whether the reader may lift it."""
        name = thing.removeprefix("/")
        hold = seen.state.holds.get(name)
        return pages.page(
            "hold.html",
            reader=seen.reader,
            hold_id=name,
            hold=hold,
            choice=to_lift(seen, name),
        )

    @get("/log", sync_to_thread=False)
    def log(
        self,
        house: NamedDependency[House],
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        before: Annotated[int, QueryParameter(ge=0)] = 2**53,
    ) -> Response[str]:
        """Entries as sentences, newest first, refusals too."""
        stop = min(before, house.desk.size)
        start = max(0, stop - LINES)
        told = reading(seen, house)
        lines = [line_of(entry, told) for entry in house.desk.log.read(start, stop)]
        return pages.page(
            "log.html",
            reader=seen.reader,
            lines=lines[::-1],
            earlier=start or None,
        )

    @get("/refused/{n:int}", sync_to_thread=False)
    def refused(
        self,
        house: NamedDependency[House],
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
        n: FromPath[int],
    ) -> Response[str]:
        """One refusal: why, and what the act would have led to all the same."""
        entry = refused_at(house, n)
        return pages.page(
            "refused.html",
            reader=seen.reader,
            line=line_of(entry, reading(seen, house)),
            found=all_the_same(house, seen, entry),
        )


def line_of(entry: Entry, reading: Reading) -> LogLine:
    """An entry of the ledger as one line of the log."""
    act, decision = read_stored(entry.act), read_decision(entry.decision)
    return line(entry.n, entry.recorded_at, act, decision, reading)
