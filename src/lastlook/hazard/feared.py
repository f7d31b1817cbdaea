"""How the world may be, where the record says what it says of one weapon.

1. The world is as the record says. What the record does not know is feared, and takes
   no error: a chamber that no look covers now may hold what should not be there, and a
   bore nobody looked through may be blocked.
2. Chambers of which the record says the same are one, and each is asked for alone, as
   the only one of its weapon: harm is done by one round (ADR 0031). The smallest count
   holds, and was the same wherever every chamber could be searched. A magazine's place
   is asked for beside an empty barrel, to which a round of it comes up (ADR 0035).
3. What was delivered wrong takes its error: a round of a box that nobody proved, and a
   blank too strong, which nobody can see.
4. A live round is looked for always, what a blank can do where a blank is in play. A
   blow is not: whoever it hits, a pull of the trigger hits with as few errors.
5. Where the barrel was looked into before the magazine was, and not with it or after,
   a round may have come up between: the barrel is feared.
6. What papers call adapted is believed to be where somebody verified it here, and while
   no live round is in it by the record. That it was missed takes errors, as does what
   came otherwise (`delivered.py`); what is only declared is feared at no error.

Knows no people but by the names of a reference set (`casting.py`).
"""

from collections.abc import Iterator
from itertools import product
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.clearance import content
from lastlook.core.policy import Policy
from lastlook.core.state import Chamber, HeldBy, Look, SetUp, State, Stored
from lastlook.core.words import BoxId, Ms
from lastlook.hazard.delivered import BOX, STATUS, WEAPON
from lastlook.hazard.errors import Error
from lastlook.hazard.record import is_fed, recorded_kind
from lastlook.hazard.refused import Done
from lastlook.hazard.scene import ADAPTED, TESTS, Sort
from lastlook.hazard.top import (
    CONTACT,
    LIVE_ROUND,
    OBSTRUCTION,
    WRONG_BLANK,
    TopEvent,
)
from lastlook.hazard.world import (
    LYING,
    SAFE,
    Gun,
    Kind,
    World,
    may_hide,
)

KINDS: Final[dict[str, Kind]] = {"none": "empty", "dummy": "dummy", "blank": "blank"}
WITH_BLANKS: Final = (CONTACT, WRONG_BLANK, OBSTRUCTION)
Errors: TypeAlias = tuple[Error, ...]
WRONG_BOX: Final[Errors] = (BOX,)
NOT_ADAPTED: Final[Errors] = (WEAPON, STATUS)


class Start(Struct, frozen=True):
    """Where it may begin: the record, the world, and the errors that lie behind it."""

    state: State
    world: World
    errors: Errors = ()


class Place(Struct, frozen=True):
    """One chamber for all like it.

    Attributes:
        chamber: what the record says of it.
        kind: what is in it by the record.
        moved: whether the refused deed is done to it.
        alone: the record of a weapon that has no other.
        barrel: an empty one before it, where it is a place of a magazine.
    """

    chamber: Chamber
    kind: Kind
    moved: bool
    alone: State
    barrel: tuple[Kind, ...] = ()

    def gun(self, at: str) -> Gun:
        """The weapon as the record has it."""
        return Gun(at, (*self.barrel, self.kind), fed=bool(self.barrel))


class Feared:
    """How the world of one weapon may be: the only one in `state`, people renamed."""

    def __init__(
        self, state: State, policy: Policy, now: Ms, done: Done | None = None
    ) -> None:
        [self._weapon] = state.weapons.values()
        self._state, self._done = state, done
        self._since = now - policy.limits.clearance_ms
        [*boxes] = state.boxes.values()
        box = boxes[0] if boxes else None
        self.sort = _sort(state.set_up, box.id if box is not None else None)
        self._unproved = box is not None and box.proof is None
        self._fed = is_fed(self._weapon)
        self.places = tuple(self._places())

    def tops(self) -> Iterator[TopEvent]:
        """(4) Every harm that fits what is in play, the live round first."""
        yield LIVE_ROUND
        kinds = {self.sort.kind, *(self._left(place) for place in self.places)}
        if "blank" in kinds:
            yield from WITH_BLANKS

    def starts(self, top: TopEvent) -> Iterator[Start]:
        """(2) Every way the world may be, chamber by chamber."""
        for place in self.places:
            for world, errors in dict.fromkeys(self._worlds(place, top)):
                yield Start(place.alone, world, errors)

    # --- chambers (2) -----------------------------------------------------------------

    def _places(self) -> Iterator[Place]:
        weapon, state = self._weapon, self._state
        moved = self._done.chambers if self._done is not None else ()
        known = set()
        for nth, chamber in enumerate(weapon.chambers, start=1):
            in_magazine = self._fed and nth > 1
            key = chamber, nth == weapon.under, nth in moved, in_magazine
            if key in known:
                continue
            known.add(key)
            chambers = (_emptied(weapon.chambers[0]),) if in_magazine else ()
            barrel: tuple[Kind, ...] = ("empty",) if in_magazine else ()
            under = len(chambers) + 1 if key[1] else None
            alone = replace(weapon, chambers=(*chambers, chamber), under=under)
            if weapon.hammer == "down" and weapon.under is not None and not key[1]:
                alone = replace(alone, hammer="half-cock")  # it rests on none of these
            kind, stands = recorded_kind(state, chamber), state.with_weapon(alone)
            yield Place(chamber, kind, nth in moved, stands, barrel)

    def _left(self, place: Place) -> Kind:
        """What is in a chamber by the record, after what was done all the same."""
        world = World((place.gun(LYING),), (None,))
        world, _ = self._after(place, world, place.kind)[0]
        [gun] = world.guns
        return gun.chambers[-1]

    # --- worlds (1), (3) --------------------------------------------------------------

    def _worlds(self, place: Place, top: TopEvent) -> Iterator[tuple[World, Errors]]:
        for (gun, missed), (stray, wrong) in product(
            self._guns(place, top), self._boxes(top)
        ):
            for world, drawn in self._after(place, World((gun,), (stray,)), top.stray):
                yield world, tuple(sorted({*missed, *wrong, *drawn}))

    def _guns(self, place: Place, top: TopEvent) -> Iterator[tuple[Gun, Errors]]:
        recorded, nth = place.gun(self._at), len(place.barrel)
        for adapted, missed in self._adapted():
            gun = recorded._replace(adapted=adapted)
            for kind, delivered in self._kinds(place, top, gun):
                for blocked in self._bores(top, gun):
                    inside = gun.with_chamber(nth, kind)._replace(bore_blocked=blocked)
                    yield inside, (*missed, *delivered)

    def _adapted(self) -> Iterator[tuple[bool, Errors]]:
        """(6) Whether it was adapted."""
        weapon = self._weapon
        declared = weapon.weapon_class == ADAPTED and weapon.make.verified
        if declared and not any(place.kind == "live" for place in self.places):
            yield True, ()
            yield False, NOT_ADAPTED
        else:
            yield False, ()

    @property
    def _at(self) -> str:
        match self._weapon.custody:
            case HeldBy(holder=holder):
                return holder
            case Stored(locked=True):
                return SAFE
            case _:
                return LYING

    def _kinds(
        self, place: Place, top: TopEvent, gun: Gun
    ) -> Iterator[tuple[Kind, Errors]]:
        yield place.kind, ()
        if place.kind == top.stray or not gun.takes(top.stray):
            return
        barrel = self._fed and not place.barrel
        if not self._young(place.chamber) or (barrel and self._came_up()):
            yield top.stray, ()
        elif may_hide(top.stray, place.kind, proved=True):
            yield top.stray, WRONG_BOX

    def _young(self, chamber: Chamber) -> tuple[Look, ...]:
        """The looks into a chamber that count now; none where they do not agree."""
        if content(chamber) in {"unseen", "unsure"}:
            return ()
        return tuple(look for look in chamber.looks if look.at > self._since)

    def _came_up(self) -> bool:
        """(5) Whether a round may have passed between the looks."""
        barrel, *magazine = (self._young(one) for one in self._weapon.chambers)
        return any(_is_passed(barrel, looks) for looks in magazine if looks)

    def _bores(self, top: TopEvent, gun: Gun) -> tuple[bool, ...]:
        weapon = self._weapon
        if not top.bore or gun.adapted:
            return (False,)
        if weapon.bore == "unseen" or weapon.bore_at <= self._since:
            return (False, True)
        return (weapon.bore == "blocked",)

    def _boxes(self, top: TopEvent) -> Iterator[tuple[Kind | None, Errors]]:
        yield None, ()
        if may_hide(top.stray, self.sort.kind, proved=not self._unproved):
            yield top.stray, WRONG_BOX

    def _after(
        self, place: Place, world: World, stray: Kind
    ) -> list[tuple[World, Errors]]:
        """What was done all the same: the worlds it leaves, as is meant first."""
        done = self._done
        if done is None:
            return [(world, ())]
        rounds = done.rounds(stray) if place.moved else (done.label,)
        nth = len(place.barrel)
        found: list[tuple[World, Errors]] = []
        for one in rounds:
            after = done.after(world, nth, one) if place.moved else world
            if done.at:
                after = after.with_gun(0, after.guns[0]._replace(at=done.at))
            found.append((after, () if one == done.label else WRONG_BOX))
        return found


def _sort(set_up: SetUp | None, box: BoxId | None) -> Sort:
    load = set_up.load if set_up is not None and box is not None else "none"
    fires = set_up is not None and set_up.activity != "line-up"
    return Sort(load, KINDS[load], box or "none", TESTS[load], fires)


def _emptied(chamber: Chamber) -> Chamber:
    """(2) A chamber as if it held nothing, seen by whoever looked into it."""
    looks = tuple(replace(look, saw="empty") for look in chamber.looks)
    return Chamber(looks=looks)


def _is_passed(barrel: tuple[Look, ...], magazine: tuple[Look, ...]) -> bool:
    last, first = max(one.at for one in barrel), min(one.at for one in magazine)
    if last != first:
        return last < first
    # At one moment: whether somebody looked into both, by the same test.
    both = {(one.by, one.method, one.took_ms) for one in barrel if one.at == last}
    return all((one.by, one.method, one.took_ms) not in both for one in magazine)
