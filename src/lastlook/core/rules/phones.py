"""Phones: the last one that lets others in.

Rules:

1. A phone is ended by whoever hears first that it is lost. But while no other phone
   could let anybody in again, the last that can is not ended by the way.

Does not know who may end a phone, or that an ended one is refused (people.py).
"""

from typing import Final

from lastlook.core.acts import Invite, RevokeKey, kebab
from lastlook.core.answers import Case, Events, Objections, misdirected
from lastlook.core.events import AnyEvent
from lastlook.core.refusals import LastKey
from lastlook.core.state import Key, State

ANSWERS: Final = ()
APPLIES: Final = ()
HEARS: Final = (RevokeKey,)
INVITING: Final = kebab(Invite.__name__)


def objections(case: Case) -> Objections:
    """That no way back would be left."""
    if not isinstance(case.act, RevokeKey):
        return
    ended = case.state.keys.get(case.act.key)
    if ended is None or not _lets_in(case, ended):
        return
    # (1) another that can
    others = (known for known in case.state.keys.values() if known is not ended)
    if not any(_lets_in(case, known) for known in others):
        yield LastKey(ended.person)


def _lets_in(case: Case, key: Key) -> bool:
    """Whether the phone counts, and its owner may let others in."""
    roles = case.policy.parts.get(INVITING)
    owner = case.state.people[key.person]
    return key.revoked_at is None and (
        roles is None or any(role in roles for role in owner.roles)
    )


def outcome(case: Case) -> Events:
    """Nothing: no act is this file's own."""
    raise misdirected(case.act)


def applied(_: State, event: AnyEvent) -> State:
    """Nothing: no event is this file's own."""
    raise misdirected(event)
