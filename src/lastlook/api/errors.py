"""One shape for everything that goes wrong: code, what, where, remedy.

`code` is stable and meant for programs; the rest is meant for people. A *refused*
act is an answer, on record, and has its receipt and reasons besides.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from msgspec import Struct

from lastlook.desk.unanswered import (
    Busy,
    DeskStopped,
    IdTaken,
    NotHeard,
    Unanswered,
    Unreadable,
)
from lastlook.desk.unanswered import Problem as DeskProblem

RETRY_AFTER_S: Final = "1"
STATUSES: Final[dict[type[Unanswered], int]] = {
    Unreadable: HTTPStatus.BAD_REQUEST,
    NotHeard: HTTPStatus.UNAUTHORIZED,
    IdTaken: HTTPStatus.CONFLICT,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    DeskStopped: HTTPStatus.SERVICE_UNAVAILABLE,
}


class Problem(Struct, frozen=True):
    """What is wrong, where, and what to do; further problems of the same input."""

    code: str
    what: str
    where: str
    remedy: str
    more: tuple[DeskProblem, ...] = ()


class Failed(Exception):  # noqa: N818  # an outcome, said as a participle
    """A request that cannot be answered as asked."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(status, problem)
        self.status = status
        self.problem = problem

    @property
    def headers(self) -> Mapping[str, str]:
        """What a client needs besides: when to ask again."""
        return headers_of(self.status)


def headers_of(status: int) -> Mapping[str, str]:
    """What a client needs besides an answer of this status: when to ask again."""
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return {"Retry-After": RETRY_AFTER_S}
    return {}


def unanswered(no: Unanswered) -> Failed:
    """An act that got no answer, as an answer over HTTP."""
    status = STATUSES.get(type(no), HTTPStatus.SERVICE_UNAVAILABLE)
    if no.code == "too-big":
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    first, *more = no.problems
    problem = Problem(no.code, first.what, first.where, first.remedy, tuple(more))
    return Failed(status, problem)


def not_known(where: str) -> Failed:
    """The reader has not shown who they are."""
    return Failed(
        HTTPStatus.UNAUTHORIZED,
        Problem(
            "not-known",
            "Only people enrolled in this production read here.",
            where,
            "Open the address in the browser that joined, or join by a link.",
        ),
    )


def no_such(kind: str, name: str) -> Failed:
    """What was named does not exist."""
    return Failed(
        HTTPStatus.NOT_FOUND,
        Problem(
            f"no-such-{kind}",
            f"There is no {kind} {name}.",
            f"the {kind}'s id",
            "Look it up on the board.",
        ),
    )
