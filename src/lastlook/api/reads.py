"""`/api`: what is known, as JSON, for enrolled people and their machines.

Every reading is made from the state at this moment. `POST /api/preview` decides an
act without recording it; what it answers binds nobody.
"""

from http import HTTPStatus
from itertools import takewhile
from typing import Annotated, Any

from litestar import Controller, Request, get, post
from litestar.datastructures import State as AppState
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Response
from msgspec import Raw, Struct

from lastlook.api.errors import Failed, Problem, no_such, unanswered
from lastlook.api.house import House, wall_clock
from lastlook.api.known import enrolled
from lastlook.api.refused import RefusedTold, all_the_same, refused_at, told
from lastlook.api.sessions import Claim
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Granted
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal
from lastlook.core.state import State
from lastlook.core.words import Ms
from lastlook.desk.unanswered import Unanswered
from lastlook.desk.wire import ACT_BYTES_MAX, decision_bytes, read_act, read_stored
from lastlook.ledger.entry import Entry
from lastlook.views.blind import is_kept_back, seen_by
from lastlook.views.board import Board, board
from lastlook.views.card import Card, card
from lastlook.views.sayings import Said, sayings
from lastlook.views.trainers import Trainers, may_hide, trainers

ENTRIES_MAX = 256


class EntryShown(Struct, frozen=True):
    """An entry as JSON: the act and the decision as the very bytes on record."""

    n: int
    recorded_at: Ms
    key: str
    act: Raw
    signature: bytes
    decision: Raw
    core: str
    pack: str


class Page(Struct, frozen=True):
    """Some entries, and how many there are."""

    size: int
    entries: tuple[EntryShown, ...]


class Checkpoint(Struct, frozen=True):
    """The last signed note: size and root of the tree, and who cosigned.

    Attributes:
        note: the newest checkpoint, with the cosignatures that it has by now.
        cosigned: the newest that a quorum of witnesses has cosigned, with their
            cosignatures; null where none has been, or nobody is asked.
    """

    note: str
    cosigned: str | None = None


class Preview(Struct, frozen=True):
    """What the desk would answer now, with its reasons in words."""

    decision: Raw
    reasons: tuple[Said, ...]
    remarks: tuple[Said, ...]


class Reads(Controller):
    """The readings."""

    path = "/api"
    tags = ("reading",)
    guards = (enrolled,)

    @get("/state", sync_to_thread=False, summary="Everything that is known")
    def state(
        self, house: NamedDependency[House], reader: NamedDependency[Claim]
    ) -> Response[State]:
        """Answer the whole state, but for what is not this reader's to see yet.

        That is a first look whose second they may make, and hidden trainer rounds.
        """
        return Response(seen_by(house.viewpoint(reader.person, reader.key)))

    @get("/board", sync_to_thread=False, summary="Every weapon at a glance")
    def board(
        self, house: NamedDependency[House], reader: NamedDependency[Claim]
    ) -> Response[Board]:
        """Answer the board as this reader may see it."""
        return Response(board(house.viewpoint(reader.person, reader.key)))

    @get("/weapons/{weapon:path}", sync_to_thread=False, summary="One weapon's card")
    def weapon(
        self,
        house: NamedDependency[House],
        reader: NamedDependency[Claim],
        weapon: FromPath[str],
    ) -> Response[Card]:
        """Answer the card; a first look stays withheld from who may make the second."""
        name = weapon.removeprefix("/")
        if name not in house.desk.state.weapons:
            raise no_such("weapon", name)
        return Response(card(house.viewpoint(reader.person, reader.key), name))

    @get("/trainers", sync_to_thread=False, summary="Trainer rounds, measured")
    def trainers(
        self, house: NamedDependency[House], reader: NamedDependency[Claim]
    ) -> Response[Trainers]:
        """Answer how many are hidden, and what became of the others.

        For those who may hide one, and for nobody else.
        """
        view = house.viewpoint(reader.person, reader.key)
        if not may_hide(view):
            raise Failed(
                HTTPStatus.FORBIDDEN,
                Problem(
                    "not-yours",
                    "Trainer rounds are known to those who may hide them.",
                    "who reads",
                    "Ask the safety adviser.",
                ),
            )
        return Response(trainers(view.state))

    @get("/entries", sync_to_thread=False, summary="Entries after one")
    def entries(
        self,
        house: NamedDependency[House],
        reader: NamedDependency[Claim],
        after: Annotated[int, QueryParameter(ge=-1)] = -1,
    ) -> Response[Page]:
        """Answer up to 256 entries numbered above `after`.

        A first look ends the page for whoever may make the second, until it is made.
        """
        view, size = house.viewpoint(reader.person, reader.key), house.desk.size
        stop = min(size, after + 1 + ENTRIES_MAX)
        read = house.desk.log.read(min(after + 1, size), stop)
        seen = takewhile(
            lambda one: not is_kept_back(view, read_stored(one.act), one.recorded_at),
            read,
        )
        return Response(Page(size, tuple(_shown(entry) for entry in seen)))

    @get(
        "/refused/{n:int}",
        sync_to_thread=False,
        summary="What a refused act would have led to",
    )
    def refused(
        self,
        house: NamedDependency[House],
        reader: NamedDependency[Claim],
        n: FromPath[int],
    ) -> Response[RefusedTold]:
        """Answer the margin now, and had the act of that entry been done all the same.

        `stands` is `known`, `counting`: ask again, `unknown`: it cannot be told,
        `withheld` until the second look is made, or `no-deed`: `why` says why not.
        """
        entry = refused_at(house, n)
        view = house.viewpoint(reader.person, reader.key)
        found = all_the_same(house, view, entry)
        if found is None:
            raise no_such("margin", f"of entry {n}")
        return Response(told(entry, found))

    @get("/checkpoint", sync_to_thread=False, summary="The last signed note")
    def checkpoint(self, house: NamedDependency[House]) -> Response[Checkpoint]:
        """Answer the note that commits to every entry so far.

        And the one that others outside have seen.
        """
        witnesses = house.witnesses
        if witnesses is None:
            return Response(Checkpoint(house.desk.log.checkpoint.decode()))
        seen = witnesses.seen.decode() if witnesses.seen is not None else None
        return Response(Checkpoint(witnesses.newest.decode(), seen))

    @post(
        "/preview",
        status_code=HTTPStatus.OK,
        summary="What the desk would answer",
    )
    async def preview(
        self,
        request: Request[Any, Any, AppState],
        house: NamedDependency[House],
        reader: NamedDependency[Claim],
    ) -> Response[Preview]:
        """Decide an act of one's own without recording it."""
        act = _read(await request.body())
        if act.by != reader.person:
            raise Failed(
                HTTPStatus.FORBIDDEN,
                Problem(
                    "not-yours",
                    "An act is previewed by who would sign it.",
                    "by",
                    f"Ask as {act.by}, or say by={reader.person}.",
                ),
            )
        return Response(_preview(house, reader, act))


def _read(sent: bytes) -> AnyAct:
    if len(sent) > ACT_BYTES_MAX:
        raise Failed(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            Problem(
                "too-big",
                f"More than {ACT_BYTES_MAX} bytes came.",
                "the body",
                "Send less.",
            ),
        )
    try:
        return read_act(sent)
    except Unanswered as no:
        raise unanswered(no) from no


def _preview(house: House, reader: Claim, act: AnyAct) -> Preview:
    try:
        decision = house.desk.preview(act, reader.key)
    except Unanswered as no:
        raise unanswered(no) from no
    reasons: tuple[AnyRefusal | AnyImpossibility, ...] = ()
    if not isinstance(decision, Granted):
        reasons = (*decision.impossible, *decision.reasons)
    policy, names = house.desk.policy, house.names()
    return Preview(
        decision=Raw(decision_bytes(decision)),
        reasons=sayings(reasons, policy, names, wall_clock),
        remarks=sayings(decision.remarks, policy, names, wall_clock),
    )


def _shown(entry: Entry) -> EntryShown:
    return EntryShown(
        n=entry.n,
        recorded_at=entry.recorded_at,
        key=entry.key,
        act=Raw(entry.act),
        signature=entry.signature,
        decision=Raw(entry.decision),
        core=entry.core,
        pack=entry.pack,
    )
