"""What should have happened and has not: returns, words, counts, searches, notices.

1. What the record shows by itself is read from it: a hold, an offer, a count.
2. What a rule asks for is asked of the core, as the rule would say it to whoever puts
   a weapon in play now, or wraps; no rule stands here a second time.
3. How many trainer rounds are still hidden is told to a safety adviser alone.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.core.refusals import (
    AnyRefusal,
    NobodyInCharge,
    NoticeMissing,
    NoticeTooLate,
    NotSwept,
    OfficerMissing,
    ProtectionMissing,
)
from lastlook.core.state import HeldBy, Returned, State, Unattended, Weapon
from lastlook.core.words import Ms, PersonId
from lastlook.views.boxes import doubt
from lastlook.views.trainers import trainers
from lastlook.views.viewpoint import Viewpoint

Kind: TypeAlias = Literal[
    "hold",
    "unattended",
    "confirmed-live",
    "suspected-live",
    "unaccounted",
    "return-unconfirmed",
    "offer-open",
    "out-after-cut",
    "out-without-day",
    "nobody-in-charge",
    "protection-missing",
    "notice-missing",
    "notice-too-late",
    "officer-missing",
    "not-swept",
    "condition-owed",
    "trainers-hidden",
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
    what: str | None = None  # which notice, which occasion


def outstanding(view: Viewpoint) -> tuple[Outstanding, ...]:
    """Everything that is missing, gravest first."""
    return (
        *_holds(view.state),
        *_in_doubt(view.state),
        *_weapons(view.state),
        *_rounds(view.state),
        *_owed(view),
        *_conditions(view),
        *_hidden(view),
        *_counts(view.state),
    )


def _holds(state: State) -> Iterator[Outstanding]:
    for hold in state.holds.values():
        yield Outstanding("hold", hold.id, hold.by, hold.since)


def _in_doubt(state: State) -> Iterator[Outstanding]:
    for lot in state.lots.values():
        match doubt(lot):
            case "confirmed":
                yield Outstanding("confirmed-live", lot.id)
            case "suspected":
                yield Outstanding("suspected-live", lot.id)
            case _:
                pass


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


def _hidden(view: Viewpoint) -> Iterator[Outstanding]:
    # (3) a number, for the adviser
    roles = view.person.roles if view.person is not None else ()
    hidden = trainers(view.state).hidden
    if hidden and "safety-adviser" in roles:
        yield Outstanding("trainers-hidden", "trainers", rounds=hidden)


def _conditions(view: Viewpoint) -> Iterator[Outstanding]:
    if not view.policy.asks("condition-owed"):
        return
    for weapon in view.state.weapons.values():
        owed, gone = weapon.upkeep.owed, isinstance(weapon.custody, Returned)
        if owed is not None and weapon.fires and not gone:
            yield Outstanding("condition-owed", weapon.id, what=owed)


# --- asked of the core -------------------------------------------------------


def _owed(view: Viewpoint) -> Iterator[Outstanding]:
    # (2) by whoever would call a weapon out now, or wrap
    if view.state.day is None:
        return
    questions: list[AnyAct] = [acts.Wrap(**view.opening())]
    weapon = _likely(view.state)
    if weapon is not None:
        called = acts.Announce(**view.opening(), weapon=weapon.id, called="empty")
        questions.insert(0, called)
    found = [row for act in questions for row in _said(view, act)]
    yield from dict.fromkeys(found)


def _likely(state: State) -> Weapon | None:
    """One that could be played with in the set-up the company is at."""
    weapons = [w for w in state.weapons.values() if not isinstance(w.custody, Returned)]
    planned = state.set_up.weapon_class if state.set_up is not None else None
    weapons.sort(key=lambda one: (one.weapon_class != planned, not one.fires))
    return weapons[0] if weapons else None


def _said(view: Viewpoint, act: AnyAct) -> Iterator[Outstanding]:
    answer = view.ask(act)
    for reason in (*getattr(answer, "reasons", ()), *answer.remarks):
        row = _row(reason)
        if row is not None:
            yield row


def _row(reason: AnyRefusal) -> Outstanding | None:
    match reason:
        case NobodyInCharge():
            return Outstanding("nobody-in-charge", "the day")
        case ProtectionMissing(person=person, set_up=set_up):
            return Outstanding("protection-missing", set_up, person)
        case NoticeMissing(scene=scene, what=what):
            return Outstanding("notice-missing", scene, what=what)
        case NoticeTooLate(scene=scene, what=what, given_at=given_at):
            return Outstanding("notice-too-late", scene, since=given_at, what=what)
        case OfficerMissing(scene=scene):
            return Outstanding("officer-missing", scene)
        case NotSwept(place=place):
            return Outstanding("not-swept", place)
        case _:
            return None
