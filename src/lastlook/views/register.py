"""The register of weapons: who had each from when to when, and when it was out.

1. It is folded from the entries of the ledger alone: no clock, no table of names.
2. A weapon is out of its locked place from the moment it leaves a lock until it is
   behind one again or has gone back; in whose hands it was then, if in any, is said
   beside it.
3. What was told afterwards says so, and when it happened; its period begins when it
   was told, because before that nobody knew.
4. Where the phone's clock disagreed with the desk's, both times are said; the period
   begins by the desk's.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import Report
from lastlook.core.answers import Asked, Decision
from lastlook.core.evolve import after
from lastlook.core.state import HeldBy, State, Weapon
from lastlook.core.words import (
    Calibre,
    Mechanism,
    Ms,
    PersonId,
    Serial,
    SupplierId,
    WeaponClass,
    WeaponId,
)
from lastlook.views.clocks import apart


class Had(Struct, frozen=True):
    """One person's having a weapon, by which act, until (None: has it still)."""

    person: PersonId
    since: Ms
    how: str  # the act's word
    until: Ms | None = None
    happened_at: Ms | None = None  # where it was told afterwards
    phone_at: Ms | None = None  # by the phone's own clock, where it disagrees


class Out(Struct, frozen=True):
    """One time out of its locked place, until (None: it still is)."""

    since: Ms
    how: str
    until: Ms | None = None
    happened_at: Ms | None = None
    phone_at: Ms | None = None


class Registered(Struct, frozen=True):
    """One weapon's page in the register."""

    weapon: WeaponId
    weapon_class: WeaponClass
    mechanism: Mechanism
    calibre: Calibre
    serial: Serial
    supplier: SupplierId
    had: tuple[Had, ...] = ()
    out: tuple[Out, ...] = ()


def register(answered: Iterable[tuple[Asked, Decision]]) -> tuple[Registered, ...]:
    """The register after these entries, weapons in the order of their arrival."""
    pages: dict[WeaponId, Registered] = {}
    state = State()
    for asked, decision in answered:
        now = after(state, asked, decision)
        if now.weapons is not state.weapons:
            for weapon in now.weapons.values():
                before = state.weapons.get(weapon.id)
                if before is None or before.custody != weapon.custody:
                    page = pages.get(weapon.id) or _page(weapon)
                    pages[weapon.id] = _turned(page, before, weapon, asked)
        state = now
    return tuple(pages.values())


def _page(weapon: Weapon) -> Registered:
    return Registered(
        weapon=weapon.id,
        weapon_class=weapon.weapon_class,
        mechanism=weapon.mechanism,
        calibre=weapon.calibre,
        serial=weapon.serial,
        supplier=weapon.supplier,
    )


def _turned(
    page: Registered, before: Weapon | None, weapon: Weapon, asked: Asked
) -> Registered:
    """The page after the weapon's custody became another."""
    custody, how = weapon.custody, asked.act.word
    # (3) told afterwards
    told = asked.act.happened_at if isinstance(asked.act, Report) else None
    # (4) both times
    times = apart(asked.act, asked.now)
    phone_at = times.phone_at if times is not None else None
    had, out = page.had, page.out
    if before is not None and before.holder is not None:
        had = (*had[:-1], replace(had[-1], until=custody.since))
    if isinstance(custody, HeldBy):
        new = Had(
            custody.holder, custody.since, how, happened_at=told, phone_at=phone_at
        )
        had = (*had, new)
    # (2) out of a lock, and in again
    was_out = before is not None and before.is_out
    if weapon.is_out and not was_out:
        new_out = Out(custody.since, how, happened_at=told, phone_at=phone_at)
        out = (*out, new_out)
    elif was_out and not weapon.is_out:
        out = (*out[:-1], replace(out[-1], until=custody.since))
    return replace(page, had=had, out=out)
