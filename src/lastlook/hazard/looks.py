"""Looks into a weapon: honest, with eyes that see wrong, and told without one.

1. Honest is: every chamber looked into, and what is there told. One kind of round may
   be seen as another, wherever it is in the weapon.
2. To be looked into a weapon is opened; how its hammer rests afterwards is told.
3. Of a weapon fed from a magazine, barrel and magazine are looked into together or
   apart. Who looks into one does not see the other, and before the magazine is out a
   round may have come up. Apart hides only what is in the weapon and should not be:
   while nothing is, they are looked into together.

Knows nothing of what the core answers to a look.
"""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Inspect
from lastlook.core.state import State, Weapon
from lastlook.core.words import PersonId, Seen, WeaponId
from lastlook.hazard.deeds import Deed
from lastlook.hazard.record import recorded_kind
from lastlook.hazard.sayings import ARMORER, FIRST_AD, Sayings
from lastlook.hazard.scene import Scene
from lastlook.hazard.top import TopEvent
from lastlook.hazard.world import SAFE, SEEN_AS, World, come_up, opened

UNLOADED: Final[Seen] = "empty"
UNSEEN: Final[Seen] = "unseen"


class Looks:
    """The looks of one scene, as far as they matter for one top event."""

    def __init__(self, scene: Scene, top: TopEvent, *, whole: bool) -> None:
        """`whole`: apart as well as together, whatever is in the weapon."""
        self._say, self._top, self._whole = Sayings(scene), top, whole
        boxes = scene.outline.boxes
        self._looks_like = tuple(dict.fromkeys(SEEN_AS[box.kind] for box in boxes))

    def made(self, world: World, nth: int, name: WeaponId) -> Iterator[Deed]:
        """Every look that can be made into a weapon, and what may be told of it."""
        gun = world.guns[nth]
        if gun.at == SAFE:
            return
        true = tuple(SEEN_AS[kind] for kind in gun.chambers)
        others: tuple[Seen, ...] = (UNLOADED, *self._looks_like)
        ways = dict.fromkeys(
            tuple(to if one == saw else one for one in true)
            for saw in sorted(set(true))
            for to in others
            if saw != to
        )
        apart = gun.fed and (self._whole or self._top.stray in gun.chambers)
        for who in (ARMORER, FIRST_AD):
            looks = [self._say.look(name, who, saw) for saw in ways]
            honest = self._say.look(name, who, true, bore=not gun.bore_blocked)
            if gun.bore_blocked:
                looks.append(self._say.look(name, who, true))
            look = Deed("inspect", who, world, honest, tuple(looks))
            yield from self._at_rest(look, nth)
            if apart:
                yield from self._apart(world, nth, name, who)

    def _apart(
        self, world: World, nth: int, name: WeaponId, who: PersonId
    ) -> Iterator[Deed]:
        # (3) the barrel alone; the magazine alone, a round come up from it or none
        gun, look = world.guns[nth], self._say.look
        unseen = (UNSEEN,) * len(gun.chambers)
        saw = SEEN_AS[gun.chambers[0]]
        report = look(name, who, (saw, *unseen[1:]), bore=not gun.bore_blocked)
        yield Deed("look-into-barrel", who, world, report)
        for after in (gun, *come_up(gun)):
            magazine = (SEEN_AS[kind] for kind in after.chambers[1:])
            report = look(name, who, (UNSEEN, *magazine))
            what = "look-into-magazine" if after == gun else "round-up-and-look"
            yield Deed(what, who, world.with_gun(nth, after), report)

    def _at_rest(self, look: Deed, nth: int) -> Iterator[Deed]:
        # (2) The hammer is left at half cock, or let down, and where it rests is told;
        # one let down may be told otherwise.
        gun = look.after.guns[nth]
        yield replace(look, after=look.after.with_gun(nth, opened(gun)))
        if not self._top.hammer or not isinstance(look.report, Inspect):
            return
        rests = look.after.with_gun(nth, gun._replace(down=True))
        report = replace(look.report, hammer="down", under=1)
        yield replace(
            look, after=rests, report=report, untrue=(look.report, *look.untrue)
        )

    def told(self, state: State, weapon: Weapon) -> list[tuple[Seen, ...]]:
        """What may be told to have been seen where nobody looked."""
        count = len(weapon.chambers)
        inside = (recorded_kind(state, chamber) for chamber in weapon.chambers)
        as_recorded = tuple(SEEN_AS[kind] for kind in inside)
        alike = [(saw,) * count for saw in (UNLOADED, *self._looks_like)]
        return sorted({as_recorded, *alike})
