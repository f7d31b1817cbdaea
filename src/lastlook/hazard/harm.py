"""Top events: what must never happen, and which errors are the last before it.

1. Harm is one step from a state of record and world: a round under the hammer, a reason
   for it to go off, somebody in front of the muzzle.
2. What the plan asks for takes no error: the hammer falls in the action of a weapon
   that stands called out, and the muzzle goes where the set-up says.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from lastlook.core.state import State
from lastlook.hazard.errors import Error
from lastlook.hazard.procedure import CREW, FIRST_AD, PERFORMER, Procedure
from lastlook.hazard.world import Gun, Kind, World


class TopEvent(Struct, frozen=True):
    """What must never happen: its name, in words, the round that makes it possible."""

    name: str
    title: str
    stray: Kind


LIVE_ROUND: Final = TopEvent("live-round", "A live round is fired at a person", "live")
TOP_EVENTS: Final[dict[str, TopEvent]] = {LIVE_ROUND.name: LIVE_ROUND}


def ways_to_harm(
    procedure: Procedure, state: State, world: World
) -> Iterator[tuple[Error, ...]]:
    """The sets of errors that are still to come, each enough; none where it is far."""
    for name, gun in zip(procedure.weapons, world.guns, strict=True):
        if not gun.in_hand or procedure.stray not in gun.chambers:
            continue
        for trigger in _triggers(procedure, state, name, gun):
            for aim in _aims(state, gun):
                yield (*trigger, *aim)


def _triggers(
    procedure: Procedure, state: State, name: str, gun: Gun
) -> Iterator[tuple[Error, ...]]:
    performs = procedure.scene.sort.fires and gun.at == PERFORMER
    if performs and state.weapons[name].called is not None:
        # (2) the company takes it for what was called
        yield ()
        return
    yield (Error("slip", "trigger", gun.at),)
    if performs:
        # It is played with although nobody called it out, or the call was refused.
        yield (Error("bypass", "call", FIRST_AD),)


def _aims(state: State, gun: Gun) -> Iterator[tuple[Error, ...]]:
    pointing = state.set_up.pointing if state.set_up is not None else "nobody"
    if gun.at == PERFORMER and pointing == "person":
        yield ()  # (2)
        return
    yield (Error("slip", "muzzle", gun.at),)
    if gun.at == PERFORMER and pointing == "camera":
        yield (Error("slip", "stand-in-line", CREW),)
