"""What came to a set otherwise than it says, before anybody there had a hand in it.

1. A weapon comes with something in it, or not adapted though its paper says so; a box
   comes with a strange round. Each is one error of whoever delivered it.
2. What was looked into before the scene because the packs ask for it (`owed.py`) was
   missed by whoever looked, where the look would have shown it: an error besides.

Knows no rule, and not what is done with it all later (procedure.py).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from lastlook.core.words import WeaponId
from lastlook.hazard.deeds import Covert
from lastlook.hazard.errors import Error
from lastlook.hazard.sayings import ARMORER, EMPTY
from lastlook.hazard.scene import Scene
from lastlook.hazard.top import TopEvent
from lastlook.hazard.world import SEEN_AS, Gun, World

SUPPLIER: Final = "supplier"
WEAPON: Final = Error("stock", "weapon", SUPPLIER)
BOX: Final = Error("stock", "box", SUPPLIER)
# What was looked into before, and missed (2).
PROOF: Final = Error("untrue", "proof", ARMORER)
STATUS: Final = Error("untrue", "status", ARMORER)


class Delivered:
    """Deliveries that were wrong, of one scene and one top event."""

    def __init__(
        self,
        scene: Scene,
        top: TopEvent,
        weapons: Sequence[WeaponId],
        hiding: Sequence[int],
    ) -> None:
        """Args: scene; top event; weapons handled; boxes in which a stray may lie."""
        self._scene, self._top = scene, top
        self._weapons, self._hiding = weapons, hiding

    def ways(self, world: World) -> Iterator[Covert]:
        """What else may have been delivered wrong, in a world that has come so far."""
        for nth, name in enumerate(self._weapons):
            gun = world.guns[nth]
            for came in self._guns(gun):
                # What was to be adapted and is not was missed by whoever verified it.
                differs = gun.adapted and not came.adapted
                missed = self._missed(name, STATUS) if differs else ()
                yield Covert(world.with_gun(nth, came), (WEAPON, *missed))
        stray = self._top.stray
        for nth in self._hiding:
            if world.strays[nth] is None:
                sort = self._scene.outline.boxes[nth]
                shows = SEEN_AS[stray] != SEEN_AS[sort.kind]
                missed = self._missed(sort.box, PROOF) if shows else ()
                yield Covert(world.with_stray(nth, stray), (BOX, *missed))

    def _guns(self, gun: Gun) -> Iterator[Gun]:
        stray = self._top.stray
        if gun.adapted:
            yield gun._replace(adapted=False)
        if gun.chambers[0] == EMPTY and gun.takes(stray):
            yield gun.with_chamber(0, stray)._replace(down=self._top.hammer)
        if self._top.bore and not (gun.bore_blocked or gun.adapted):
            yield gun._replace(bore_blocked=True)

    def _missed(self, name: str, error: Error) -> tuple[Error, ...]:
        return (error,) if name in self._scene.looked_into else ()
