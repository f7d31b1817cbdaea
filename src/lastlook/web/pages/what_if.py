"""What if a rule were not in force: a page for whoever looks after safety."""

import asyncio
from http import HTTPStatus
from typing import Any, Final

from litestar import Controller, get
from litestar.datastructures import MultiDict
from litestar.di import NamedDependency
from litestar.response import Response
from msgspec import Struct

from lastlook.api.errors import Failed, Problem, no_such
from lastlook.api.house import Analyses, House
from lastlook.core.policy import Policy, Rule
from lastlook.hazard.harm import LIVE_ROUND, TOP_EVENTS, TopEvent
from lastlook.hazard.scene import SCENES
from lastlook.hazard.what_if import Outcome, Question
from lastlook.views.viewpoint import Viewpoint
from lastlook.web.render import Pages
from lastlook.web.seen import AnyRequest

WAIT_S: Final = 2.0  # then the page says that it is still counted, and asks again
BUSY: Final = Problem(
    "busy",
    "Others are having their errors counted.",
    "what-if",
    "Ask again in a moment.",
)


class Off(Struct, frozen=True):
    """One rule that may be ticked off, and whether it is."""

    rule: Rule
    off: bool


class Shown(Struct, frozen=True):
    """What is asked, and what was found; None while it is counted."""

    scene: str
    top: TopEvent
    before: Outcome | None
    after: Outcome | None
    refusing: tuple[Off, ...]  # rules that said no somewhere in the scene
    others: tuple[Off, ...]

    @property
    def off(self) -> tuple[Rule, ...]:
        """The rules that are ticked off."""
        return tuple(one.rule for one in (*self.refusing, *self.others) if one.off)

    @property
    def widest(self) -> int:
        """The larger of the two counts, for the bars."""
        counts = (one.k_errors or 0 for one in (self.before, self.after) if one)
        return max(counts, default=0)


class WhatIf(Controller):
    """How many errors the packs in force withstand, and without some rule."""

    include_in_schema = False

    @get("/what-if")
    async def what_if(
        self,
        request: AnyRequest,
        house: NamedDependency[House],
        seen: NamedDependency[Viewpoint],
        pages: NamedDependency[Pages],
    ) -> Response[str]:
        """Choose a scene and a harm, tick rules off, see what is left."""
        if house.analyses is None:
            raise no_such("page", "what-if")
        asked = asked_by(request.query_params, seen.policy)
        shown = await _found(house.analyses, asked)
        return pages.page(
            "what-if.html",
            reader=seen.reader,
            shown=shown,
            scenes=tuple(SCENES),
            tops=tuple(TOP_EVENTS.values()),
        )

    @get("/what-if.pdf")
    async def report(
        self,
        request: AnyRequest,
        house: NamedDependency[House],
        seen: NamedDependency[Viewpoint],
    ) -> Response[bytes]:
        """What the page says, as a sheet for the file."""
        if house.analyses is None:
            raise no_such("page", "what-if")
        asked = asked_by(request.query_params, seen.policy)
        printed = await house.analyses.printed(asked)
        if printed is None:
            raise Failed(HTTPStatus.SERVICE_UNAVAILABLE, BUSY)
        named = {"Content-Disposition": 'inline; filename="errors-from-harm.pdf"'}
        return Response(printed, media_type="application/pdf", headers=named)


def asked_by(said: MultiDict[Any], policy: Policy) -> Question:
    """The question of an address; Failed where there is no such thing."""
    top = said.get("top", LIVE_ROUND.name)
    if top not in TOP_EVENTS:
        raise no_such("top event", top)
    # Where no scene is named it is the one in which this is first looked for.
    scene = said.get("scene", TOP_EVENTS[top].scene)
    if scene not in SCENES:
        raise no_such("scene", scene)
    codes = sorted(set(said.getall("without", [])))
    for code in codes:
        # A rule left out that is not in force would be an answer to no question.
        if not policy.asks(code):
            raise no_such("rule", code)
    return Question(scene, top, policy, tuple(codes))


async def _found(analyses: Analyses, asked: Question) -> Shown:
    as_it_is = Question(asked.scene, asked.top, asked.policy)
    tasks = [
        asyncio.create_task(analyses.answer(one))
        for one in dict.fromkeys((as_it_is, asked))
    ]
    # The search goes on, and its outcome is kept for the next time of asking.
    done, waiting = await asyncio.wait(tasks, timeout=WAIT_S)
    found = [task.result() for task in tasks if task in done]
    if None in found:
        raise Failed(HTTPStatus.SERVICE_UNAVAILABLE, BUSY)
    before = after = None
    if not waiting:
        before, after = found[0], found[-1]
    refusing, others = _rules(asked, before)
    return Shown(asked.scene, TOP_EVENTS[asked.top], before, after, refusing, others)


def _rules(
    asked: Question, before: Outcome | None
) -> tuple[tuple[Off, ...], tuple[Off, ...]]:
    said_no = frozenset(before.refusing) if before is not None else frozenset()
    rules = [strictest for strictest, *_ in asked.policy.rules.values()]
    offs = [Off(rule, rule.code in asked.without) for rule in rules]
    return (
        tuple(one for one in offs if one.rule.code in said_no or one.off),
        tuple(one for one in offs if one.rule.code not in said_no and not one.off),
    )
