"""What a look at a weapon asks, by how the weapon works.

1. Only what can be answered of this weapon is asked; what nobody looked at can be said
   of every question.
2. Nothing is answered beforehand, and nothing is asked so that it tells what is
   expected: the answers are those of the class, whatever this weapon should be.

Whether the answers are good, the core says.
"""

from typing import Final

from msgspec import Struct

from lastlook.core.policy import Policy
from lastlook.core.state import Weapon
from lastlook.core.words import MAGAZINE_FED, Body, Mechanism, Method, WeaponClass
from lastlook.views.methods import MethodView, methods
from lastlook.web.questions import Option

WITHOUT_HAMMER: Final[frozenset[Mechanism]] = frozenset(
    {"pump", "bolt", "gas", "bow", "crossbow", "none"}
)
BY_HAND_OR_EYE: Final[tuple[Method, ...]] = ("finger", "eye")
SOLID: Final[tuple[Body, ...]] = ("soft", "inert", "fires")
FOUND: Final[dict[WeaponClass, tuple[Body, ...]]] = {
    "rubber": SOLID,
    "replica": ("inert", "soft", "fires"),
    "deactivated": ("inert", "fires"),
    "airsoft": ("inert", "fires", "damaged"),
    "blade": ("sharp", "blunt", "soft"),
    "bow": ("sound", "damaged"),
}
MOVING: Final[tuple[Body, ...]] = ("retracts", "sticks")  # of a blade that should
GRAVE: Final[frozenset[Body]] = frozenset({"fires", "sticks", "damaged"})
SAYS: Final[dict[Body, tuple[str, str]]] = {
    "inert": ("INERT", "solid: nothing in it can fire"),
    "soft": ("SOFT", "it gives way under the thumb"),
    "sharp": ("SHARP", "it would cut"),
    "blunt": ("BLUNT", "hard, but it would not cut"),
    "retracts": ("RETRACTS", "all the way, every time it is pushed"),
    "sticks": ("STICKS", "it did not go back each time"),
    "sound": ("SOUND", "no crack, no fray, the string whole"),
    "damaged": ("DAMAGED", "cracked, frayed or loose"),
    "fires": ("FIRES!", "it is one that can fire"),
}
OF_CLASS: Final[dict[tuple[WeaponClass, Body], str]] = {
    ("airsoft", "inert"): "no gas and no pellet in it",
    ("deactivated", "inert"): "plugged: no round goes in",
}  # where a class is seen to be so by something else
HAMMER: Final = (
    Option("down", "Down"),
    Option("half-cock", "Half cock"),
    Option("full-cock", "Full cock"),
)


class Found(Struct, frozen=True):
    """One thing a weapon without chambers can be found to be."""

    value: Body
    label: str
    note: str

    @property
    def grave(self) -> bool:
        """Whether nobody may go on with it, whatever it should have been."""
        return self.value in GRAVE


class Looking(Struct, frozen=True):
    """The questions of one look, in the order in which they are asked."""

    methods: tuple[MethodView, ...]
    chambers: int
    fed: bool  # from a magazine: place 1 is the chamber in the barrel
    magazine: bool  # whether it comes out, and is asked after
    bore: bool
    hammer: tuple[Option, ...]  # empty where there is none
    under: bool  # which chamber it rests on, when it is down
    body: tuple[Found, ...]  # of what has no chambers
    tag: bool  # whether there is another that looks like it


def looking(policy: Policy, weapon: Weapon) -> Looking:
    """What a look at this weapon asks."""
    single = weapon.mechanism == "single-action-revolver"
    known = methods(policy, weapon)
    return Looking(
        methods=known if weapon.chambers else _by_hand(known),
        chambers=len(weapon.chambers),
        fed=weapon.mechanism in MAGAZINE_FED and bool(weapon.chambers),
        magazine=weapon.magazine_comes_out and bool(weapon.chambers),
        bore=weapon.fires,
        hammer=_hammer(weapon, single=single),
        under=single and bool(weapon.chambers),
        body=() if weapon.fires else _found(weapon),
        tag=weapon.make.alike,
    )


def _by_hand(known: tuple[MethodView, ...]) -> tuple[MethodView, ...]:
    return tuple(one for one in known if one.name in BY_HAND_OR_EYE)


def _hammer(weapon: Weapon, *, single: bool) -> tuple[Option, ...]:
    if not weapon.chambers or weapon.mechanism in WITHOUT_HAMMER:
        return ()
    unseen = "Not looked" if single else "Not looked, or none"
    return (*HAMMER, Option("unseen", unseen))


def _found(weapon: Weapon) -> tuple[Found, ...]:
    found = FOUND.get(weapon.weapon_class, SOLID)
    if weapon.make.edge == "retractable":
        found = (*MOVING, *found)
    return tuple(_says(weapon.weapon_class, one) for one in found)


def _says(of: WeaponClass, body: Body) -> Found:
    label, note = SAYS[body]
    return Found(body, label, OF_CLASS.get((of, body), note))
