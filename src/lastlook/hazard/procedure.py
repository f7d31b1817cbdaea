"""What people do on a set: deeds and their reports, honest, untrue and untold.

1. A *deed* changes the world, a *report* is an act the core answers. Honest is: the
   deed is done, what was seen is reported, and the core says yes.
2. Everything honest is optional. A look that nobody is made to take stops nothing.
3. Deeds that are nobody's task (a live round brought and slipped in, a weapon laid
   down or picked up) have no report, and are errors by themselves.

Knows who has which task on a reference set; what may be is the core's to say.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from msgspec import Struct

from lastlook.core.acts import (
    Accept,
    Act,
    Announce,
    AnyAct,
    Collect,
    ConfirmReturn,
    Discharge,
    Inspect,
    Load,
    LockUp,
    Offer,
    Prove,
    RecordCondition,
    TakeOut,
    Unload,
)
from lastlook.core.state import State
from lastlook.core.words import Called, PersonId, Seen, WeaponId
from lastlook.hazard.errors import Error
from lastlook.hazard.projection import NOW, PLENTY
from lastlook.hazard.scene import Scene
from lastlook.hazard.world import (
    LYING,
    SAFE,
    SEEN_AS,
    Gun,
    Kind,
    World,
    fired,
    moved,
    put_in,
    taken_from,
    unlocked,
)

ARMORER: Final[PersonId] = "armorer"
FIRST_AD: Final[PersonId] = "first-ad"
PERFORMER: Final[PersonId] = "performer"
CREW: Final[PersonId] = "crew"
SUPPLIER: Final = "supplier"
HANDS: Final = (ARMORER, PERFORMER, CREW)  # who may be near enough to slip something in
EMPTY: Final[Kind] = "empty"
UNLOADED: Final[Seen] = "empty"
_ID: Final = "00000000-0000-7000-8000-000000000000"
CALLS: Final[dict[Kind, Called]] = {
    "empty": "empty",
    "dummy": "dummies",
    "blank": "blanks",
}


A = TypeVar("A", bound=Act)


class Deed(Struct, frozen=True):
    """One thing done: by whom, what the world is after it, and what is said of it."""

    what: str  # the act's own word, or `lay-down`, `take`
    who: PersonId
    after: World
    report: AnyAct | None  # what an honest person reports
    untrue: tuple[AnyAct, ...] = ()  # what may be reported instead


class Told(Struct, frozen=True):
    """One report that needs no deed: honest, or untrue where none was done."""

    act: AnyAct
    honest: bool


class Covert(Struct, frozen=True):
    """Something slipped in unseen: the world after it, and the errors it takes."""

    after: World
    errors: tuple[Error, ...]


class Procedure:
    """The tasks of one scene."""

    def __init__(self, scene: Scene, stray: Kind) -> None:
        self.scene = scene
        self.stray = stray  # the kind of round that should not be here
        self.weapons: tuple[WeaponId, ...] = tuple(
            name for name, one in scene.state.weapons.items() if one.fires
        )
        self.seen: Seen = SEEN_AS[scene.sort.kind]

    def start(self) -> World:
        """The world as the record has it when the scene begins: all is well."""
        state = self.scene.state
        guns = tuple(
            Gun(SAFE, (EMPTY,) * len(state.weapons[name].chambers))
            for name in self.weapons
        )
        return World(guns, (None,))

    def deliveries(self, world: World) -> Iterator[Covert]:
        """What may have been wrong before anybody here had a hand in it."""
        for nth, gun in enumerate(world.guns):
            if gun.chambers[0] == "empty":
                loaded = world.with_gun(nth, gun.with_chamber(0, self.stray))
                yield Covert(loaded, (Error("stock", "weapon", SUPPLIER),))
        if world.strays[0] is None:
            box = world.with_stray(0, self.stray)
            yield Covert(box, (Error("stock", "box", SUPPLIER),))

    def deeds(self, world: World) -> Iterator[Deed]:
        """Everything that can be done in a world as somebody's task."""
        for nth, name in enumerate(self.weapons):
            yield from self._hands(world, nth, name)
            yield from self._looks(world, nth, name)
            yield from self._rounds(world, nth, name)
        yield from self._proofs(world)

    def covert(self, world: World) -> Iterator[Covert]:
        """Everything that can be slipped in while nobody looks."""
        bring = Error("covert", f"bring-{self.stray}", CREW)
        for nth, gun in enumerate(world.guns):
            for who in HANDS:
                if not gun.within_reach_of(who):
                    continue
                for chamber, kind in enumerate(gun.chambers):
                    if kind != self.stray:
                        after = gun.with_chamber(chamber, self.stray)
                        yield Covert(
                            world.with_gun(nth, after),
                            (bring, Error("covert", "tamper", who)),
                        )
        if world.strays[0] is None:
            for who in (ARMORER, CREW):
                yield Covert(
                    world.with_stray(0, self.stray),
                    (bring, Error("covert", "tamper", who)),
                )

    def told(self, state: State) -> Iterator[Told]:
        """Everything that can be reported with nothing done for it."""
        for name in self.weapons:
            yield from self._said_of(state, name)
        yield Told(self._proof(failed=False), honest=False)

    # --- one weapon ---

    def _hands(self, world: World, nth: int, name: WeaponId) -> Iterator[Deed]:
        gun = world.guns[nth]
        out = unlocked(world, nth, ARMORER)
        if out is not None:
            for safe in (False, True):
                report = self._act(TakeOut, ARMORER, weapon=name, to_make_safe=safe)
                yield Deed("take-out", ARMORER, out, report)
        if gun.at == ARMORER:
            given = moved(world, nth, PERFORMER, by=ARMORER)
            put = moved(world, nth, SAFE, by=ARMORER)
            if given is not None and put is not None:
                yield Deed("accept", PERFORMER, given, self._accept(name))
                lock = self._act(LockUp, ARMORER, weapon=name, place="safe")
                yield Deed("lock-up", ARMORER, put, lock)
        elif gun.at != SAFE:
            back = world.with_gun(nth, gun._replace(at=ARMORER))
            collect = self._act(Collect, ARMORER, weapon=name)
            yield Deed("collect", ARMORER, back, collect)
        if gun.in_hand:
            down = world.with_gun(nth, gun._replace(at=LYING))
            yield Deed("lay-down", gun.at, down, None)
        if gun.at == LYING:
            up = world.with_gun(nth, gun._replace(at=PERFORMER))
            yield Deed("take", PERFORMER, up, None)

    def _looks(self, world: World, nth: int, name: WeaponId) -> Iterator[Deed]:
        gun = world.guns[nth]
        if gun.at == SAFE:
            return
        true = tuple(SEEN_AS[kind] for kind in gun.chambers)
        others: tuple[Seen, ...] = ("empty", self.seen)
        instead = dict.fromkeys(
            tuple(to if one == saw else one for one in true)
            for saw in sorted(set(true))
            for to in others
            if saw != to
        )
        for who in (ARMORER, FIRST_AD):
            untrue = tuple(self._look(name, who, saw) for saw in instead)
            yield Deed("inspect", who, world, self._look(name, who, true), untrue)

    def _rounds(self, world: World, nth: int, name: WeaponId) -> Iterator[Deed]:
        gun, sort = world.guns[nth], self.scene.sort
        for chamber in range(len(gun.chambers)):
            if gun.within_reach_of(ARMORER):
                yield from self._loading(world, nth, name, chamber)
            off = fired(world, nth, chamber)
            if sort.load == "blank" and gun.at == PERFORMER and off is not None:
                shot = self._shot(name, chamber)
                if gun.chambers[chamber] in {"blank", "heavy"}:
                    yield Deed("discharge", ARMORER, off, shot)

    def _loading(
        self, world: World, nth: int, name: WeaponId, chamber: int
    ) -> Iterator[Deed]:
        kinds = [self.scene.sort.kind]
        if world.strays[0] is not None:
            kinds.append(world.strays[0])
        for kind in kinds:
            loaded = put_in(world, nth, chamber, kind)
            if loaded is not None:
                yield Deed("load", ARMORER, loaded, self._load(name, chamber))
        emptied = taken_from(world, nth, chamber)
        if emptied is not None:
            after, kind = emptied
            if kind == self.stray:
                after = after.with_stray(0, kind)
            yield Deed("unload", ARMORER, after, self._unload(name, chamber))

    def _proofs(self, world: World) -> Iterator[Deed]:
        good, bad = self._proof(failed=False), self._proof(failed=True)
        if world.strays[0] is None:
            yield Deed("prove", ARMORER, world, good)
        else:
            yield Deed("prove", ARMORER, world.with_stray(0, None), bad, (good,))

    def _said_of(self, state: State, name: WeaponId) -> Iterator[Told]:
        weapon, kind = state.weapons[name], self.scene.sort.kind
        yield Told(self._act(Offer, ARMORER, weapon=name, to=PERFORMER), honest=True)
        for called in ("empty", CALLS[kind]):
            call = self._act(Announce, FIRST_AD, weapon=name, called=called)
            yield Told(call, honest=True)
        yield Told(self._act(ConfirmReturn, PERFORMER, weapon=name), honest=True)
        condition = self._act(
            RecordCondition, ARMORER, weapon=name, sound=True, occasion="fired"
        )
        yield Told(condition, honest=True)
        chambers = range(len(weapon.chambers))
        untrue = [
            self._act(TakeOut, ARMORER, weapon=name),
            self._accept(name),
            self._act(Collect, ARMORER, weapon=name),
            self._act(LockUp, ARMORER, weapon=name, place="safe"),
            *(self._load(name, nth) for nth in chambers),
            *(self._unload(name, nth) for nth in chambers),
        ]
        if kind == "blank":
            untrue += [self._shot(name, nth) for nth in chambers]
        as_recorded: tuple[Seen, ...] = tuple(
            "empty" if chamber.lot is None else self.seen for chamber in weapon.chambers
        )
        count = len(chambers)
        ways: set[tuple[Seen, ...]]
        ways = {as_recorded, (UNLOADED,) * count, (self.seen,) * count}
        for saw in sorted(ways):
            untrue += [self._look(name, who, saw) for who in (ARMORER, FIRST_AD)]
        for act in untrue:
            yield Told(act, honest=False)

    # --- the acts ---

    def _act(self, kind: type[A], by: PersonId, **fields: Any) -> A:
        production = self.scene.state.production or ""
        return kind(id=_ID, production=production, by=by, at=NOW, **fields)

    def _accept(self, name: WeaponId) -> AnyAct:
        return self._act(Accept, PERFORMER, weapon=name, look="taken")

    def _look(self, name: WeaponId, who: PersonId, saw: tuple[Seen, ...]) -> AnyAct:
        test = self.scene.sort.tests[0 if who == ARMORER else 1]
        return self._act(
            Inspect,
            who,
            weapon=name,
            chambers=saw,
            method=test,
            bore="clear",
            hammer="half-cock",
        )

    def _load(self, name: WeaponId, chamber: int) -> AnyAct:
        box, watched = self.scene.sort.box, (PERFORMER,)
        numbers = (chamber + 1,)
        return self._act(
            Load, ARMORER, weapon=name, chambers=numbers, box=box, watchers=watched
        )

    def _unload(self, name: WeaponId, chamber: int) -> AnyAct:
        box = self.scene.sort.box
        return self._act(Unload, ARMORER, weapon=name, chambers=(chamber + 1,), box=box)

    def _shot(self, name: WeaponId, chamber: int) -> AnyAct:
        return self._act(
            Discharge, ARMORER, weapon=name, chambers=(chamber + 1,), planned=True
        )

    def _proof(self, *, failed: bool) -> AnyAct:
        sort = self.scene.sort
        tests = ("rattle", "primer") if sort.load == "dummy" else ("eye",)
        proved = PLENTY - 1 if failed else PLENTY
        return self._act(
            Prove,
            ARMORER,
            box=sort.box,
            proved=proved,
            failed=int(failed),
            methods=tests,
        )
