"""The board: every weapon on the production at a glance, and the state of the day."""

from typing import Literal, TypeAlias

from msgspec import Struct

from lastlook.core.clearance import Clearance, clearance
from lastlook.core.rules.desk_key import unconfirmed
from lastlook.core.state import Day, DeskKey, Hold, OpenOffer, SetUp, State, Weapon
from lastlook.core.words import Ms, PersonId
from lastlook.views.card import (
    ChamberMark,
    holds_on,
    marks,
    rests_on,
    veiled,
    withheld,
)
from lastlook.views.clocks import ApartPhone, phones_apart
from lastlook.views.outstanding import Outstanding, outstanding
from lastlook.views.viewpoint import Viewpoint
from lastlook.views.where import Where, where

DayKind: TypeAlias = Literal["not-called", "called", "on-break", "in-play", "cut"]


class DayStatus(Struct, frozen=True):
    """Where the company is in its day."""

    kind: DayKind
    day: Day | None = None
    set_up: SetUp | None = None


class Row(Struct, frozen=True):
    """One weapon on the board."""

    weapon: Weapon
    where: Where
    clearance: Clearance
    chambers: tuple[ChamberMark, ...]
    holds: tuple[Hold, ...]  # its own; those of the whole set stand above the board
    offer: OpenOffer | None
    unconfirmed: PersonId | None

    @property
    def rests_on(self) -> int | None:
        """The chamber under the hammer, as it was seen."""
        return rests_on(self.weapon)


class Board(Struct, frozen=True):
    """Everything on one screen."""

    n: int
    now: Ms
    status: DayStatus
    stops: tuple[Hold, ...]
    rows: tuple[Row, ...]
    outstanding: tuple[Outstanding, ...]
    clocks: tuple[ApartPhone, ...] = ()
    keys_waiting: tuple[DeskKey, ...] = ()  # for the word of a second person


def board(view: Viewpoint) -> Board:
    """The board as it stands; what is out stands above what is locked."""
    rows = [_row(view, weapon) for weapon in view.state.weapons.values()]
    rows.sort(key=lambda row: (row.where.kind != "held", row.where.kind == "returned"))
    return Board(
        n=view.state.n,
        now=view.now,
        status=day_status(view.state),
        stops=stops(view.state),
        rows=tuple(rows),
        outstanding=outstanding(view),
        clocks=phones_apart(view.state),
        keys_waiting=tuple(unconfirmed(view.state)),
    )


def stops(state: State) -> tuple[Hold, ...]:
    """The holds that stand for the whole set: all that name no weapon."""
    return tuple(hold for hold in state.holds.values() if hold.weapon is None)


def day_status(state: State) -> DayStatus:
    """Where the company is in its day."""
    day = state.day
    if day is None:
        return DayStatus("not-called")
    kind: DayKind = "called"
    if day.on_break:
        kind = "on-break"
    elif day.in_play:
        kind = "in-play"
    elif day.cut_at is not None:
        kind = "cut"
    return DayStatus(kind, day, state.set_up)


def _row(view: Viewpoint, weapon: Weapon) -> Row:
    hidden = withheld(view, weapon)
    return Row(
        weapon=veiled(weapon) if hidden else weapon,
        where=where(weapon),
        clearance=clearance(weapon, view.policy, view.now),
        chambers=marks(weapon, hidden=hidden),
        holds=tuple(h for h in holds_on(view, weapon.id) if h.weapon is not None),
        offer=weapon.offer,
        unconfirmed=weapon.unconfirmed,
    )
