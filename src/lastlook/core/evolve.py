"""What an event makes of the state. Dispatch only; the doing is in `rules/`.

1. Pure, and total over the catalogue of events: each is applied by one rule file.
2. A refused act changes nothing but the number of entries, the time, and what is
   known of the phone that sent it: when it was heard last.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Final

from msgspec.structs import replace

from lastlook.core.answers import Asked, Decision, Granted
from lastlook.core.decide import NOUNS
from lastlook.core.events import AnyEvent, Event
from lastlook.core.state import Heard, State

APPLIER: Final[dict[type[Event], ModuleType]] = {
    event: noun for noun in NOUNS for event in noun.APPLIES
}
_APPLIED: Final[dict[type[Event], Callable[[State, AnyEvent], State]]] = {
    event: noun.applied for event, noun in APPLIER.items()
}


def evolve(state: State, event: AnyEvent) -> State:
    """The state after one event."""
    return _APPLIED[type(event)](state, event)


def after(state: State, asked: Asked, decision: Decision) -> State:
    """The state after one entry: its events, its number, its time."""
    if type(decision) is Granted:
        for event in decision.events:
            state = evolve(state, event)
    key, keys = state.keys.get(asked.key), state.keys
    if key is not None:
        act = asked.act
        own = act.at if act.phone_at is None else act.phone_at
        heard = Heard(state.n, own, asked.now)
        keys = keys.put(asked.key, replace(key, last=heard))
    return replace(state, n=state.n + 1, now=asked.now, keys=keys)
