"""Harm: where it is one step away, and which errors are the last before it.

1. Harm is one step from a state of record and world: something under the hammer that
   hurts, a reason for it to go off, somebody in front of the muzzle.
2. What the plan asks for takes no error: the hammer falls in the action of a weapon
   that stands called out, and the muzzle goes where the set-up says.
3. A knock, a fall and a hammer that slips from the thumb are one event: a blow. It
   fires only what the hammer rests on.
4. At contact distance it is nobody's plan where the muzzle is: held to a head, one's
   own too. Nobody else is needed for it.
"""

from collections.abc import Iterator

from lastlook.hazard.errors import Error
from lastlook.hazard.procedure import CREW, FIRST_AD, PERFORMER, Procedure
from lastlook.hazard.stage import Stage, Weapon
from lastlook.hazard.top import LIVE_ROUND, TOP_EVENTS, TopEvent
from lastlook.hazard.world import Gun, World

__all__ = ["LIVE_ROUND", "TOP_EVENTS", "TopEvent", "ways_to_harm"]


def ways_to_harm(
    procedure: Procedure, at: Stage, world: World
) -> Iterator[tuple[Error, ...]]:
    """The sets of errors that are still to come, each enough; none where it is far."""
    for weapon, gun in zip(at.weapons, world.guns, strict=True):
        if not gun.in_hand or not _hurts(procedure.top, gun):
            continue
        for trigger in _triggers(procedure, weapon, gun):
            for aim in _aims(procedure.top, at, gun):
                yield (*trigger, *aim)


def _hurts(top: TopEvent, gun: Gun) -> bool:
    if top.hammer:
        return gun.down and gun.chambers[0] in top.harms
    if top.bore and not gun.bore_blocked:
        return False
    return not top.harms.isdisjoint(gun.chambers)


def _triggers(
    procedure: Procedure, weapon: Weapon, gun: Gun
) -> Iterator[tuple[Error, ...]]:
    if procedure.top.hammer:
        yield (Error("slip", "blow", gun.at),)  # (3)
        return
    performs = procedure.scene.sort.fires and gun.at == PERFORMER
    if performs and weapon.called:
        # (2) the company takes it for what was called
        yield ()
        return
    yield (Error("slip", "trigger", gun.at),)
    if performs and "announce" in procedure.scene.outline.told:
        # It is played with although nobody called it out, or the call was refused.
        yield (Error("bypass", "call", FIRST_AD),)


def _aims(top: TopEvent, at: Stage, gun: Gun) -> Iterator[tuple[Error, ...]]:
    if top.contact:
        yield (Error("slip", "contact", gun.at),)  # (4)
        return
    if gun.at == PERFORMER and at.pointing == "person":
        yield ()  # (2)
        return
    yield (Error("slip", "muzzle", gun.at),)
    if gun.at == PERFORMER and at.pointing == "camera":
        yield (Error("slip", "stand-in-line", CREW),)
