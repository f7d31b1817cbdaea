"""Where a weapon is, as one line of a page."""

from typing import Literal, TypeAlias

from msgspec import Struct

from lastlook.core.state import HeldBy, Lost, Stored, Unattended, Weapon
from lastlook.core.words import Ms, PersonId, PlaceId

Kind: TypeAlias = Literal["held", "locked", "stored", "unattended", "lost", "returned"]


class Where(Struct, frozen=True):
    """In whose hands or in what place, since (ms UTC)."""

    kind: Kind
    since: Ms
    person: PersonId | None = None
    place: PlaceId | None = None


def where(weapon: Weapon) -> Where:
    """Where the record has the weapon."""
    custody = weapon.custody
    if isinstance(custody, HeldBy):
        return Where("held", custody.since, person=custody.holder)
    if isinstance(custody, Stored):
        kind: Kind = "locked" if custody.locked else "stored"
        return Where(kind, custody.since, place=custody.place)
    if isinstance(custody, Unattended):
        return Where("unattended", custody.since)
    if isinstance(custody, Lost):
        return Where("lost", custody.since)
    return Where("returned", custody.since)
