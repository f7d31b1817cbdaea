"""What is known of one weapon: what it is, who has it, what is in every chamber.

1. A chamber without looks is *unseen*: where everything starts, and what everything
   lapses to. So is a weapon without chambers at which nobody has looked.
2. What papers say of a weapon is *declared*; what was seen here is *verified*.
"""

from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.words import (
    FUNCTIONAL,
    Body,
    Bore,
    BoxId,
    Calibre,
    Called,
    Cm,
    Edge,
    Grounds,
    Hammer,
    Lapse,
    LotId,
    Magazine,
    Mechanism,
    Method,
    Ms,
    Name,
    Occasion,
    Owner,
    PersonId,
    PlaceId,
    Seen,
    Serial,
    SupplierId,
    Vent,
    WeaponClass,
    WeaponId,
)


class Look(Struct, frozen=True, gc=False, cache_hash=True):
    """One look into one chamber: who, by which test, when, what was seen."""

    by: PersonId
    method: Method
    at: Ms
    saw: Seen
    took_ms: Ms = 0


class BodyLook(Struct, frozen=True, gc=False):
    """One look at a weapon without chambers: who, when, what it was found to be."""

    by: PersonId
    at: Ms
    found: Body


class Make(Struct, frozen=True, gc=False):
    """What a weapon is by its making, beyond its class and mechanism."""

    magazine: Magazine = "none"
    vent: Vent = "unknown"
    edge: Edge = "none"
    tag: Name | None = None
    owner: Owner = "supplier"
    altered: Grounds | None = None
    verified: bool = False  # here, whatever its papers say
    alike: bool = False  # there is another that can be taken for it


class Upkeep(Struct, frozen=True, gc=False):
    """What a weapon is owed, and what was tried with it."""

    owed: tuple[Occasion, ...] = ("intake",)  # conditions to be recorded
    repaired: bool = False  # since it was found not sound
    fired: bool = False  # since its bore was last seen
    loaded_at: Ms | None = None  # the oldest load still in it
    tests: tuple[tuple[LotId, Cm], ...] = ()  # blanks tested, at which distance
    ready: bool = False  # its condition was recorded for the next test

    def owing(self, occasion: Occasion) -> "Upkeep":
        """The same with one more condition to be recorded."""
        if occasion in self.owed:
            return self
        return replace(self, owed=(*self.owed, occasion))


class Chamber(Struct, frozen=True, gc=False):
    """One chamber: the round the record holds, and the looks since; none is *unseen*.

    A *strange* round is one that no delivery accounts for.
    """

    lot: LotId | None = None
    spent: bool = False
    looks: tuple[Look, ...] = ()
    strange: bool = False


UNSEEN: Final = Chamber()


class Stored(Struct, frozen=True, gc=False, tag="stored"):
    """In a place, since."""

    place: PlaceId
    locked: bool
    since: Ms


class HeldBy(Struct, frozen=True, gc=False, tag="held"):
    """In a person's hands, since."""

    holder: PersonId
    since: Ms


class Unattended(Struct, frozen=True, gc=False, tag="unattended"):
    """In nobody's hands and under no lock, as somebody told."""

    since: Ms


class Lost(Struct, frozen=True, gc=False, tag="lost"):
    """Nobody knows where, since somebody told so."""

    since: Ms


class Returned(Struct, frozen=True, gc=False, tag="returned"):
    """Gone back to the supplier."""

    since: Ms


Custody: TypeAlias = Stored | HeldBy | Unattended | Lost | Returned
AWAY: Final = frozenset({Lost, Returned})  # where nobody here can reach it


class OpenOffer(Struct, frozen=True, gc=False):
    """An offer nobody has answered yet."""

    by: PersonId
    to: PersonId
    at: Ms


class LastCall(Struct, frozen=True, gc=False):
    """What the weapon was last called on set, by whom, when."""

    called: Called
    by: PersonId
    at: Ms


class Weapon(Struct, frozen=True, gc=False):
    """A weapon: what it is, where it is, what is in every chamber."""

    id: WeaponId
    weapon_class: WeaponClass
    mechanism: Mechanism
    calibre: Calibre
    serial: Serial
    supplier: SupplierId
    transfer_bar: bool
    chambers: tuple[Chamber, ...]
    custody: Custody
    bore: Bore = "unseen"
    bore_at: Ms = 0
    hammer: Hammer = "unseen"
    lapse: Lapse = "never-seen"  # why the chambers were last unseen
    offer: OpenOffer | None = None
    called: LastCall | None = None
    sound: bool = True
    misfired_at: Ms | None = None  # not opened before the wait is over
    unconfirmed: PersonId | None = None  # collected from, not confirmed yet
    shown_to: tuple[PersonId, ...] = ()
    touched_by: tuple[PersonId, ...] = ()  # since it last left a lock
    fed_from: tuple[BoxId, ...] = ()  # every box it was ever loaded from
    bypasses: int = 0  # told afterwards, kept for ever
    under: int | None = None  # the chamber the hammer was seen to rest on
    body: tuple[BodyLook, ...] = ()
    tag_read: bool = False
    dry_fired: bool = False
    make: Make = Make()
    upkeep: Upkeep = Upkeep()

    @property
    def holder(self) -> PersonId | None:
        """Who holds it; None when nobody does."""
        return self.custody.holder if isinstance(self.custody, HeldBy) else None

    @property
    def is_out(self) -> bool:
        """Whether it is here and under no lock."""
        custody = self.custody
        if isinstance(custody, Stored):
            return not custody.locked
        return type(custody) not in AWAY

    @property
    def magazine_comes_out(self) -> bool:
        """Whether it is looked into with its magazine out."""
        if self.mechanism == "semi-automatic":
            return self.make.magazine != "fixed"  # as nearly all are
        return self.make.magazine == "detachable"

    @property
    def fires(self) -> bool:
        """Whether it can fire a cartridge of some kind."""
        return self.weapon_class in FUNCTIONAL

    @property
    def looked_into(self) -> bool:
        """Whether any look into it still counts."""
        seen = self.bore != "unseen" or bool(self.body)
        return seen or any(c.looks for c in self.chambers)

    @property
    def whereabouts(self) -> str:
        """Who or what has it, in one word."""
        match self.custody:
            case HeldBy(holder=holder):
                return holder
            case Stored(place=place):
                return place
            case Unattended() | Lost():
                return "nobody"
            case Returned():
                return self.supplier

    @property
    def loaded(self) -> bool:
        """Whether the record holds a round or a case in any chamber."""
        # Asked of nearly every act: a loop is faster here than a generator.
        for chamber in self.chambers:  # noqa: SIM110
            if chamber.lot is not None:
                return True
        return False

    @property
    def lots(self) -> tuple[LotId, ...]:
        """The lots of the rounds and cases that the record holds in it, once each."""
        if not self.loaded:
            return ()
        lots = [chamber.lot for chamber in self.chambers if chamber.lot is not None]
        return tuple(dict.fromkeys(lots))


def touched(weapon: Weapon, person: PersonId) -> Weapon:
    """The weapon with one more person among those who had a hand on it."""
    if person in weapon.touched_by:
        return weapon
    return replace(weapon, touched_by=(*weapon.touched_by, person))


def unseen(weapon: Weapon, lapse: Lapse) -> Weapon:
    """The weapon with every look forgotten, and why."""
    return replace(
        weapon,
        chambers=tuple(replace(c, looks=()) for c in weapon.chambers),
        bore="unseen",
        hammer="unseen",
        lapse=lapse,
        shown_to=(),
        under=None,
        body=(),
        tag_read=False,
        dry_fired=False,
    )
