"""From where a page is seen: what is known, when, by whom, and how to ask the core."""

from collections.abc import Callable
from typing import Final, TypeAlias, TypedDict

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Decision
from lastlook.core.policy import Policy
from lastlook.core.state import Person, State
from lastlook.core.words import ActId, KeyText, Ms, PersonId, ProductionId

Ask: TypeAlias = Callable[[AnyAct], Decision]

# A question is no act: it is never signed, sent or kept, so one id serves them all.
QUESTION_ID: Final[ActId] = "00000000-0000-7000-8000-000000000000"


class Opening(TypedDict):
    """The words every act opens with."""

    id: ActId
    production: ProductionId
    by: PersonId
    at: Ms


class Viewpoint(Struct, frozen=True):
    """What is known, under which packs, at what moment, and who is reading."""

    state: State
    policy: Policy
    now: Ms
    reader: PersonId
    ask: Ask
    key: KeyText | None = None  # of the phone that reads, where a phone does

    @property
    def person(self) -> Person | None:
        """The reader as enrolled; None for somebody the state does not know."""
        return self.state.people.get(self.reader)

    @property
    def is_handler(self) -> bool:
        """Whether the reader has a role that handles weapons."""
        roles = self.person.roles if self.person is not None else ()
        return any(role in self.policy.handlers for role in roles)

    def has_part_in(self, word: str) -> bool:
        """Whether the reader's roles have a part in an act; the rest the core says."""
        parts = self.policy.parts.get(word)
        roles = self.person.roles if self.person is not None else ()
        return parts is None or any(role in parts for role in roles)

    def opening(self) -> Opening:
        """How a question in the reader's name begins."""
        return Opening(
            id=QUESTION_ID,
            production=self.state.production or "none",
            by=self.reader,
            at=self.now,
        )
