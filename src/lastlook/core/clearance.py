"""What a weapon may be called now, until when, and what is missing.

A clearance is derived, never stored:

1. Every chamber has been seen, by as many people as the packs ask for.
2. Not all of them used the same test, and each test can tell what it found.
3. A weapon that fires has had its bore seen clear. One that cannot fire has been looked
   at, by as many people as the packs ask for, and is what it is registered as.
4. The oldest look that counts, the one into the bore too, is younger than the packs'
   limit. Of each chamber the newest looks count that are enough.
5. What every look found agrees and may be called at all; then the weapon is
   called by it: *empty*, *dummies* or *blanks*; what cannot fire by what it is:
   *rubber*, *blade* … Anything else is *not cleared*, and so is a round from nowhere,
   whatever it looks like.

Looks are forgotten by `evolve` when the weapon goes out of sight (a break, a lock,
a set-up, loading, a gap in custody …); what is forgotten is unseen here.
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.core.policy import Policy
from lastlook.core.refusals import (
    AnyRefusal,
    BodyOtherwise,
    BodyUnseen,
    BoreNotClear,
    ChambersUnseen,
    ClearanceLapsed,
    ContentUnclear,
    SameTestTwice,
    SecondLookMissing,
)
from lastlook.core.state import Chamber, Look, Weapon
from lastlook.core.words import (
    Body,
    Called,
    Edge,
    Method,
    Ms,
    PersonId,
    Seen,
    WeaponClass,
)

CALLED: Final[dict[Seen, Called]] = {
    "empty": "empty",
    "dummy": "dummies",
    "snap-cap": "dummies",
    "blank": "blanks",
}  # a spent case, a doubt or a live round may be called nothing
CALLED_AS: Final[dict[WeaponClass, Called]] = {
    "deactivated": "deactivated",
    "airsoft": "airsoft",
    "replica": "replica",
    "rubber": "rubber",
    "blade": "blade",
    "bow": "bow",
}  # what has no chamber is called by what it is
SOLID: Final[frozenset[Body]] = frozenset({"inert", "soft"})
AS_MADE: Final[dict[WeaponClass, frozenset[Body]]] = {
    "deactivated": frozenset({"inert"}),
    "airsoft": frozenset({"inert", "fires"}),
    "replica": SOLID,
    "rubber": SOLID,
    "bow": frozenset({"sound"}),
}  # what each class is found to be where it is in order
EDGES: Final[dict[Edge, frozenset[Body]]] = {
    "none": frozenset(),  # nobody said what it should be
    "sharp": frozenset({"sharp"}),
    "blunted": frozenset({"blunt"}),
    "retractable": frozenset({"retracts"}),
    "soft": frozenset({"soft"}),
}
Looks: TypeAlias = tuple[Look, ...]
MORE_DANGEROUS_FIRST: Final[tuple[Called, ...]] = (
    "not-cleared",
    "blanks",
    "dummies",
    "empty",
)
TESTS_MIN: Final = 2  # different tests; one test made twice is one test


class Clearance(Struct, frozen=True, gc=False):
    """What a weapon may be called, until (ms UTC), and what keeps it from more."""

    called: Called
    until: Ms | None = None
    missing: tuple[AnyRefusal, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the weapon may be called anything but *not cleared*."""
        return self.called != "not-cleared"


def content(chamber: Chamber) -> Seen:
    """What the looks agree on; `unseen` without any, `unsure` without accord."""
    return _agreed(chamber.looks)


def _agreed(looks: Looks) -> Seen:
    if not looks:
        return "unseen"
    saw = looks[0].saw
    for look in looks:
        if look.saw != saw:
            return "unsure"
    return saw


def call_for(weapon: Weapon) -> Called:
    """The call that fits what the looks found, were all of them good."""
    return _called(weapon, _looks(weapon))


def _called(weapon: Weapon, ways: tuple[Looks, ...]) -> Called:
    for chamber in weapon.chambers:
        if chamber.strange:
            return "not-cleared"
    return _call(ways)


def _looks(weapon: Weapon) -> tuple[Looks, ...]:
    # Most chambers were looked into alike: each way is judged once.
    ways: tuple[Looks, ...] = ()
    for chamber in weapon.chambers:
        if chamber.looks not in ways:
            ways = (*ways, chamber.looks)
    return ways


def _call(ways: tuple[Looks, ...]) -> Called:
    if len(ways) == 1:  # as nearly always
        return CALLED.get(_agreed(ways[0]), "not-cleared")
    calls = {CALLED.get(_agreed(looks), "not-cleared") for looks in ways}
    # One blank among dummies makes it a weapon with blanks; one dummy among empty
    # chambers a weapon with dummies: always the more dangerous of the two.
    for called in MORE_DANGEROUS_FIRST:
        if called in calls:
            return called
    return "empty"  # it has no chamber to look into


def is_as_made(weapon: Weapon, found: Body) -> bool:
    """Whether a weapon was found to be what it is registered as."""
    if weapon.weapon_class == "blade":
        return found in EDGES[weapon.make.edge]
    return found in AS_MADE.get(weapon.weapon_class, frozenset())


def clearance(weapon: Weapon, policy: Policy, now: Ms) -> Clearance:
    """What `weapon` may be called at `now` (ms UTC) under `policy`."""
    if not weapon.fires and policy.asks("body-unseen"):
        return _of_a_body(weapon, policy, now)
    return _of_chambers(weapon, policy, now)


def _of_chambers(weapon: Weapon, policy: Policy, now: Ms) -> Clearance:
    ways = _looks(weapon)
    called, lapses_at = _called(weapon, ways), _lapses_at(weapon, ways, policy)
    missing = tuple(_missing(weapon, ways, policy, called)) if ways else ()
    if lapses_at is not None and now >= lapses_at:
        # (4) the age of the oldest look
        missing = (*missing, ClearanceLapsed(weapon.id, lapses_at))
    if called == "not-cleared" or not weapon.sound or _keeps(missing, policy):
        return Clearance("not-cleared", None, missing)
    return Clearance(called, lapses_at, missing)


def _of_a_body(weapon: Weapon, policy: Policy, now: Ms) -> Clearance:
    needed = policy.limits.body_looks_count
    looks = sorted(weapon.body, key=lambda look: -look.at)
    missing: list[AnyRefusal] = []
    # (3) by enough people, and what it should be
    if len(looks) < needed:
        missing.append(BodyUnseen(weapon.id, len(looks), needed))
    missing += [
        BodyOtherwise(weapon.id, look.found)
        for look in looks
        if not is_as_made(weapon, look.found)
    ]
    until = None
    if looks:
        # (4) the newest looks that are enough
        oldest = looks[min(needed, len(looks)) - 1].at
        until = oldest + policy.limits.clearance_ms
        if now >= until:
            missing.append(ClearanceLapsed(weapon.id, until))
    called = CALLED_AS.get(weapon.weapon_class, "not-cleared")
    if weapon.chambers:
        # What cannot fire and has chambers all the same is looked into as well, and
        # is called by what is in it where that is anything.
        inside = _of_chambers(weapon, policy, now)
        missing += inside.missing
        until = min(
            (at for at in (until, inside.until) if at is not None), default=None
        )
        if inside.called != "empty":
            called = inside.called
    kept = _keeps(missing, policy)
    if kept or called == "not-cleared" or until is None or not weapon.sound:
        return Clearance("not-cleared", None, tuple(missing))
    return Clearance(called, until, tuple(missing))


def _keeps(missing: Sequence[AnyRefusal], policy: Policy) -> bool:
    """Whether any of what is missing keeps the weapon from being cleared."""
    if not missing:
        return False
    return any(policy.severity(one.code) in {"stop", "hold"} for one in missing)


def _lapses_at(weapon: Weapon, ways: tuple[Looks, ...], policy: Policy) -> Ms | None:
    needed = policy.limits.looks_count
    looked = [_enough_since(looks, needed) for looks in ways if looks]
    if weapon.bore != "unseen" and weapon.fires:
        looked.append(weapon.bore_at)
    return min(looked) + policy.limits.clearance_ms if looked else None


def _enough_since(looks: Looks, needed: int) -> Ms:
    # (4) the newest looks that are enough; an older one beside them ages nothing
    if len(looks) == needed == TESTS_MIN:  # as nearly always: none to choose from
        return min(looks[0].at, looks[1].at)
    for since in sorted({look.at for look in looks}, reverse=True):
        newer = [look for look in looks if look.at >= since]
        tests = {look.method for look in newer}
        if len({look.by for look in newer}) >= needed and len(tests) >= TESTS_MIN:
            return since
    return min(look.at for look in looks)


def _people(looks: Looks) -> int:
    """How many people looked."""
    people: list[PersonId] = []
    for look in looks:
        if look.by not in people:
            people.append(look.by)
    return len(people)


def _only_test(ways: tuple[Looks, ...]) -> Method | None:
    for looks in ways:
        for look in looks:
            if look.method != looks[0].method:
                break
        else:
            return looks[0].method
    return None


def _missing(
    weapon: Weapon, ways: tuple[Looks, ...], policy: Policy, called: Called
) -> Iterator[AnyRefusal]:
    people, needed = min(map(_people, ways)), policy.limits.looks_count
    # (1) every chamber seen, by enough people
    if not people:
        seen = sum(1 for chamber in weapon.chambers if chamber.looks)
        yield ChambersUnseen(weapon.id, seen, len(weapon.chambers))
    elif people < needed:
        yield SecondLookMissing(weapon.id, people, needed)
    # (2) not by one and the same test
    elif (test := _only_test(ways)) is not None:
        yield SameTestTwice(weapon.id, test)
    # (3) the bore
    if weapon.bore != "clear" and weapon.fires:
        yield BoreNotClear(weapon.id)
    # (5) what enough people saw may be called something; what one saw is for the
    # second to find out
    if called == "not-cleared" and people >= needed:
        yield ContentUnclear(weapon.id)
