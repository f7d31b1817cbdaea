"""What the pages and the API need of a production: desk, clock, names, doors."""

import time
from collections.abc import Awaitable, Callable
from typing import Final, Protocol, TypeAlias

from msgspec import Struct

from lastlook.api.sessions import Sessions
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Decision
from lastlook.core.words import KeyText, Ms, PersonId, WeaponId
from lastlook.desk.clock import Clock
from lastlook.desk.desk import Desk
from lastlook.hazard.margin import Margin
from lastlook.hazard.what_if import Outcome, Question
from lastlook.views.naming import namings
from lastlook.views.viewpoint import Viewpoint
from lastlook.witness.standing import Standing

MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
# For a demo only: makes a one-time token for a person, as their armorer would.
Inviter: TypeAlias = Callable[[PersonId], Awaitable[str]]


class Witnesses(Protocol):
    """What a ledger's witnesses have seen of it."""

    @property
    def standing(self) -> Standing:
        """How it stands now."""

    @property
    def newest(self) -> bytes:
        """The newest checkpoint, with the cosignatures that it has by now."""

    @property
    def seen(self) -> bytes | None:
        """The newest checkpoint that a quorum has cosigned."""


class Analyses(Protocol):
    """How many errors a procedure withstands, with some rules out of force."""

    async def answer(self, question: Question) -> Outcome | None:
        """The outcome; None where too many questions wait already."""

    async def printed(self, question: Question) -> bytes | None:
        """The report on it as PDF; None where too many questions wait already."""


class Margins(Protocol):
    """How many further errors from harm each weapon in play is."""

    @property
    def change(self) -> int:
        """Another number whenever there is something else to show."""

    def of(self, weapon: WeaponId) -> Margin | None:
        """The margin of a weapon now; None where it is unknown."""

    def if_done(self, act: AnyAct) -> Margin | None:
        """The margin were a refused act done all the same; None while it is counted."""

    async def changed(self) -> None:
        """Wait until there is something else to show."""


class Beside(Struct, frozen=True):
    """What goes on beside a desk, where it does."""

    witnesses: Witnesses | None = None
    analyses: Analyses | None = None
    margins: Margins | None = None


ALONE: Final = Beside()


class House:
    """One production, as its pages see it."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        inviter: Inviter | None = None,
        beside: Beside = ALONE,
    ) -> None:
        """Serve `desk` by `clock`; an `inviter` opens the demo's doors to anybody."""
        self.desk = desk
        self.clock = clock
        self.inviter = inviter
        self.witnesses = beside.witnesses
        self.analyses = beside.analyses
        self.margins = beside.margins
        self.sessions = Sessions(desk, clock)

    @property
    def production(self) -> str:
        """The production's id."""
        return self.desk.state.production or "not-opened"

    @property
    def standing(self) -> Standing | None:
        """How the ledger stands with its witnesses; None where it has none."""
        return self.witnesses.standing if self.witnesses is not None else None

    @property
    def counted(self) -> int:
        """Another number whenever the margins have something else to say."""
        return self.margins.change if self.margins is not None else 0

    def names(self) -> dict[PersonId, str]:
        """What people are called, where the side table knows or knew."""
        return names_at(self.desk, self.clock.now_ms())

    def viewpoint(self, reader: PersonId, key: KeyText) -> Viewpoint:
        """What is known now, as this person sees it."""

        def ask(act: AnyAct) -> Decision:
            return self.desk.preview(act, key)

        return Viewpoint(
            state=self.desk.state,
            policy=self.desk.policy,
            now=self.clock.now_ms(),
            reader=reader,
            ask=ask,
            key=key,
        )


def names_at(desk: Desk, now: Ms) -> dict[PersonId, str]:
    """What people are called, where the side table knows or knew."""
    return namings(desk.state, desk.people.names(), lambda at: wall_day(at, now))


def wall_clock(ms: Ms) -> str:
    """A time as the clock on the wall of the machine's place shows it."""
    return time.strftime("%H:%M", time.localtime(ms / 1000))


def wall_day(ms: Ms, today: Ms) -> str:
    """The same, with its day where that is not the day of `today`."""
    there, here = time.localtime(ms / 1000), time.localtime(today / 1000)
    if there[:3] == here[:3]:
        return wall_clock(ms)
    year = f" {there.tm_year}" if there.tm_year != here.tm_year else ""
    month = MONTHS[3 * there.tm_mon - 3 : 3 * there.tm_mon]  # in every locale the same
    return f"{there.tm_mday} {month}{year} {wall_clock(ms)}"
