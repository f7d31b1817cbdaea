"""The weapon card: what is in every chamber, who saw it, what it may be called.

1. A chamber without looks is *unseen*, whatever the record holds there; so is a
   weapon without chambers that nobody looked at.
2. While a second look is still to come, what the first one found is withheld from
   everybody who did not make it.
3. How long each look took is shown with it.
"""

from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.clearance import Clearance, clearance, content
from lastlook.core.refusals import ClearanceLapsed
from lastlook.core.state import Chamber, Hold, Look, Weapon
from lastlook.core.words import LotId, Method, Ms, PersonId, Seen, WeaponId
from lastlook.views.choices import Choice, weapon_choices
from lastlook.views.viewpoint import Viewpoint
from lastlook.views.where import Where, where

# What is done to a weapon beside the set; a condition that is owed is owed now.
BESIDE: Final = frozenset(
    {
        "record-condition",
        "test-blank",
        "verify-status",
        "repair",
        "send-back",
        "surrender",
    }
)
Mark: TypeAlias = Seen | Literal["withheld"]


class ChamberMark(Struct, frozen=True):
    """One chamber as it is drawn: its number, its mark, how many people looked."""

    number: int
    mark: Mark
    people: int


class LookLine(Struct, frozen=True):
    """One person's look into a weapon; `found` is empty where it is withheld."""

    by: PersonId
    method: Method | None  # none is kept of a look at what has no chambers
    at: Ms
    chambers: int
    found: str
    took_ms: Ms = 0  # as the phone measured it; 0 where it did not


class LoadLine(Struct, frozen=True):
    """What the record holds in the chambers of one lot, seen or not."""

    lot: LotId
    kind: str
    rounds: int
    spent: int


class Card(Struct, frozen=True):
    """Everything a person needs to know with the weapon in front of them."""

    weapon: Weapon
    where: Where
    clearance: Clearance
    withheld: bool
    chambers: tuple[ChamberMark, ...]
    looks: tuple[LookLine, ...]
    load: tuple[LoadLine, ...]
    holds: tuple[Hold, ...]
    choices: tuple[Choice, ...]

    @property
    def rests_on(self) -> int | None:
        """The chamber under the hammer, as it was seen; None where it rests on none."""
        return rests_on(self.weapon)

    @property
    def at_hand(self) -> tuple[Choice, ...]:
        """What is possible now and done on set, the likeliest first."""
        return tuple(c for c in self.choices if c.possible and not _kept(self, c))

    @property
    def set_by(self) -> tuple[Choice, ...]:
        """What is possible now and done beside the set: tests, papers, repair."""
        return tuple(c for c in self.choices if c.possible and _kept(self, c))

    @property
    def stale(self) -> bool:
        """Whether what was seen was seen too long ago to count."""
        return any(isinstance(no, ClearanceLapsed) for no in self.clearance.missing)

    @property
    def main(self) -> Choice | None:
        """The first act that is possible now; None where there is none."""
        return next(iter(self.at_hand), None)


def card(view: Viewpoint, weapon_id: WeaponId) -> Card:
    """The card of a weapon; KeyError where there is none of that id."""
    weapon = view.state.weapons[weapon_id]
    hidden = withheld(view, weapon)
    return Card(
        weapon=veiled(weapon) if hidden else weapon,
        where=where(weapon),
        clearance=clearance(weapon, view.policy, view.now),
        withheld=hidden,
        chambers=marks(weapon, hidden=hidden),
        looks=_looks(weapon, hidden=hidden),
        load=_load(view, weapon),
        holds=holds_on(view, weapon_id),
        choices=weapon_choices(view, weapon),
    )


def rests_on(weapon: Weapon) -> int | None:
    """The chamber a hammer that is down was seen to rest on."""
    return weapon.under if weapon.hammer == "down" else None


def _kept(card: Card, choice: Choice) -> bool:
    return choice.name in BESIDE and not (
        choice.name == "record-condition" and card.weapon.upkeep.owed
    )


def withheld(view: Viewpoint, weapon: Weapon) -> bool:
    """Whether the first look is kept from the reader, who may make the second."""
    people = {look.by for look in weapon.body}
    needed = view.policy.limits.body_looks_count
    if weapon.chambers:
        people = {look.by for chamber in weapon.chambers for look in chamber.looks}
        needed = view.policy.limits.looks_count
    return 0 < len(people) < needed and view.reader not in people


def veiled(weapon: Weapon) -> Weapon:
    """The weapon with every look's finding put out of sight."""
    chambers = tuple(
        replace(c, looks=tuple(replace(k, saw="unseen") for k in c.looks))
        for c in weapon.chambers
    )
    body = tuple(replace(look, found="unseen") for look in weapon.body)
    # A hammer let down on a chamber says that it was found empty.
    return replace(weapon, chambers=chambers, body=body, hammer="unseen", under=None)


def holds_on(view: Viewpoint, weapon_id: WeaponId) -> tuple[Hold, ...]:
    """The holds that keep this weapon, those of the whole set among them.

    A hold of no weapon is one of the whole set, whatever box it names.
    """
    return tuple(
        hold
        for hold in view.state.holds.values()
        if hold.weapon is None or hold.weapon == weapon_id
    )


def marks(weapon: Weapon, *, hidden: bool) -> tuple[ChamberMark, ...]:
    """The chambers as they are drawn."""
    return tuple(
        ChamberMark(number, _mark(chamber, hidden=hidden), _people(chamber))
        for number, chamber in enumerate(weapon.chambers, start=1)
    )


def _mark(chamber: Chamber, *, hidden: bool) -> Mark:
    return "withheld" if hidden and chamber.looks else content(chamber)


def _people(chamber: Chamber) -> int:
    return len({look.by for look in chamber.looks})


def _looks(weapon: Weapon, *, hidden: bool) -> tuple[LookLine, ...]:
    made: dict[tuple[PersonId, Method, Ms], list[Look]] = {}
    for chamber in weapon.chambers:
        for look in chamber.looks:
            made.setdefault((look.by, look.method, look.at), []).append(look)
    into = [
        LookLine(
            by=by,
            method=method,
            at=at,
            chambers=len(looks),
            found="" if hidden else _found(looks),
            took_ms=looks[0].took_ms,
        )
        for (by, method, at), looks in made.items()
    ]
    at_it = [
        LookLine(look.by, None, look.at, 0, "" if hidden else look.found)
        for look in weapon.body
    ]
    return tuple(sorted((*into, *at_it), key=lambda line: line.at))


def _found(looks: list[Look]) -> str:
    found: dict[Seen, int] = {}
    for look in looks:
        found[look.saw] = found.get(look.saw, 0) + 1
    return ", ".join(f"{count} {saw}" for saw, count in found.items())


def _load(view: Viewpoint, weapon: Weapon) -> tuple[LoadLine, ...]:
    held = [chamber for chamber in weapon.chambers if chamber.lot is not None]
    lots = dict.fromkeys(chamber.lot for chamber in held if chamber.lot is not None)
    return tuple(
        LoadLine(
            lot=lot,
            kind=view.state.lots[lot].kind if lot in view.state.lots else "unseen",
            rounds=sum(1 for c in held if c.lot == lot and not c.spent),
            spent=sum(1 for c in held if c.lot == lot and c.spent),
        )
        for lot in lots
    )
