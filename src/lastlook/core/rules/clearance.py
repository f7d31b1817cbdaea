"""When a weapon may be handed over or called, and as what.

Rules:

1. A weapon is offered to and accepted by a performer only while a clearance holds:
   every chamber seen, by enough people, by different tests, bore clear, in time.
2. It is called what it is. *Not cleared* may always be called; what has no chambers
   may be called by what it is even where no pack asks anybody to look at it.

What a clearance is stands in `core/clearance.py`, for pages and rules alike.
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Accept, Announce, Offer
from lastlook.core.answers import Case, Events, Impossibles, Objections, misdirected
from lastlook.core.clearance import CALLED_AS, Clearance, clearance
from lastlook.core.events import Announced, AnyEvent, SightLost
from lastlook.core.impossibilities import NoDay
from lastlook.core.refusals import CalledOtherwise
from lastlook.core.state import LastCall, State, Weapon, unseen

ANSWERS: Final = (Announce,)
APPLIES: Final = (Announced, SightLost)
HEARS: Final = (Offer, Accept, Announce)


def impossible(case: Case) -> Impossibles:
    """Nothing is called out to a set that is not working."""
    if isinstance(case.act, Announce) and case.state.day is None:
        yield NoDay()


def objections(case: Case) -> Objections:
    """Everything that keeps the weapon from being handed over or so called."""
    if not case.puts_in_play or case.kind not in HEARS:
        return
    held = clearance(case.weapon, case.policy, case.now)
    # (1) everything that is missing, not the first
    if held.missing:
        yield from held.missing
    # (2) called what it is
    if isinstance(case.act, Announce) and not _fits(case.weapon, case.act, held):
        yield CalledOtherwise(case.weapon.id, case.act.called, held.called)


def _fits(weapon: Weapon, act: Announce, held: Clearance) -> bool:
    if held.called == "empty" and not weapon.fires:
        return act.called in {"empty", CALLED_AS.get(weapon.weapon_class)}
    return act.called == held.called


def outcome(case: Case) -> Events:
    """The call, as it was made."""
    if not isinstance(case.act, Announce):
        raise misdirected(case.act)
    yield Announced(
        by=case.act.by,
        at=case.now,
        weapon=case.act.weapon,
        called=case.act.called,
    )


def applied(state: State, event: AnyEvent) -> State:
    """The state after a call, or after sight was lost."""
    match event:
        case Announced(weapon=weapon, called=called, by=by, at=at):
            now = replace(state.weapons[weapon], called=LastCall(called, by, at))
            after = state.with_weapon(now)
            if after.day is None or called == "not-cleared":
                return after
            hot = after.day.hot
            if called == "blanks" and weapon not in hot:
                hot = (*hot, weapon)
            day = replace(
                after.day, in_play=True, cut_at=None, hot=hot, played_at=event.at
            )
            return replace(after, day=day)
        case SightLost(weapon=weapon, because=because):
            lost = unseen(state.weapons[weapon], because)
            return state.with_weapon(replace(lost, called=None))
        case _:
            raise misdirected(event)
