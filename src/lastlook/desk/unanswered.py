"""Why an act got no answer: what is wrong, where, and what to do.

1. None of these left an entry; a *refusal* is an answer and is none of these.
2. `code` is stable and meant for programs, `problems` are meant for people.
3. `Busy` may be tried again as it is; the others may not.
"""

from typing import ClassVar

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One thing that is wrong, where it is, and what to do about it."""

    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.remedy}"


class Unanswered(Exception):  # noqa: N818  # an outcome, said as a participle
    """An act that got no answer and left no entry."""

    retry: ClassVar[bool] = False

    def __init__(self, code: str, *problems: Problem) -> None:
        super().__init__(code, *problems)
        self.code = code
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class Unreadable(Unanswered):
    """What arrived is no act, or its pack is no pack."""


class NotHeard(Unanswered):
    """Who speaks could not be made sure: signature, key or PIN."""


class IdTaken(Unanswered):
    """Another act with this id was answered before."""


class Busy(Unanswered):
    """More arrived than the desk takes at once: busy, not cleared."""

    retry = True


class DeskStopped(Unanswered):
    """The desk could not make an answer durable and has stopped."""
