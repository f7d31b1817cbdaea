"""What should have happened and has not: returns, words, counts, holds."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from lastlook.core.state import HeldBy, State, Unattended
from lastlook.core.words import Ms, PersonId

Kind: TypeAlias = Literal[
    "hold",
    "unattended",
    "unaccounted",
    "return-unconfirmed",
    "offer-open",
    "out-after-cut",
    "out-without-day",
    "brass-short",
    "box-uncounted",
]


class Outstanding(Struct, frozen=True):
    """One thing that is missing: what kind, of which thing, whose, since when."""

    kind: Kind
    thing: str
    person: PersonId | None = None
    since: Ms | None = None
    rounds: int | None = None


def outstanding(state: State) -> tuple[Outstanding, ...]:
    """Everything that is missing, gravest first."""
    return (
        *_holds(state),
        *_weapons(state),
        *_rounds(state),
        *_counts(state),
    )


def _holds(state: State) -> Iterator[Outstanding]:
    for hold in state.holds.values():
        yield Outstanding("hold", hold.id, hold.by, hold.since)


def _weapons(state: State) -> Iterator[Outstanding]:
    cut_at = state.day.cut_at if state.day is not None else None
    for weapon in state.weapons.values():
        custody = weapon.custody
        if isinstance(custody, Unattended):
            yield Outstanding("unattended", weapon.id, None, custody.since)
        if isinstance(custody, HeldBy) and state.day is None:
            yield Outstanding(
                "out-without-day", weapon.id, custody.holder, custody.since
            )
        elif isinstance(custody, HeldBy) and cut_at is not None:
            roles = state.people[custody.holder].roles
            if "performer" in roles and custody.since <= cut_at:
                yield Outstanding("out-after-cut", weapon.id, custody.holder, cut_at)
        if weapon.unconfirmed is not None:
            yield Outstanding("return-unconfirmed", weapon.id, weapon.unconfirmed)
        if weapon.offer is not None:
            yield Outstanding("offer-open", weapon.id, weapon.offer.to, weapon.offer.at)


def _rounds(state: State) -> Iterator[Outstanding]:
    for lot in state.lots.values():
        if lot.unaccounted:
            yield Outstanding("unaccounted", lot.id, rounds=lot.unaccounted)
        if lot.brass < lot.spent:
            yield Outstanding("brass-short", lot.id, rounds=lot.spent - lot.brass)


def _counts(state: State) -> Iterator[Outstanding]:
    if state.day is None:
        return
    for box in state.boxes.values():
        counted = box.counted_at is not None and box.counted_at >= state.day.call_at
        if box.rounds and not counted:
            yield Outstanding("box-uncounted", box.id, rounds=box.rounds)
