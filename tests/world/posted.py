"""What comes back from `POST /acts`, read as the desk would have said it."""

from typing import Any

import msgspec

from lastlook.api.errors import Problem
from lastlook.desk.receipt import Receipt
from lastlook.desk.unanswered import NotHeard, Unanswered, Unreadable
from lastlook.desk.unanswered import Problem as DeskProblem


class Bare(msgspec.Struct, frozen=True):
    """A receipt without its decision."""

    n: int
    recorded_at: int
    checkpoint: str


def receipt_in(status: int, told: dict[str, Any]) -> Receipt:
    """The receipt of an answered act; what the desk raised where there is none."""
    if "receipt" not in told:
        raise _unanswered(status, msgspec.convert(told, Problem))
    receipt = msgspec.convert(told["receipt"] | {"decision": None}, Bare)
    decision = msgspec.Raw(msgspec.json.encode(told["receipt"]["decision"]))
    return Receipt(receipt.n, receipt.recorded_at, decision, receipt.checkpoint)


def _unanswered(status: int, problem: Problem) -> Unanswered:
    first = DeskProblem(problem.what, problem.where, problem.remedy)
    kind = {400: Unreadable, 401: NotHeard}.get(status, Unanswered)
    return kind(problem.code, first, *problem.more)
