"""What people do on a set: deeds and their reports, honest, untrue and untold.

1. A *deed* changes the world, a *report* is an act the core answers. Honest is: the
   deed is done, what was seen is reported, and the core says yes.
2. Everything honest is optional. A look that nobody is made to take stops nothing.
3. Deeds that are nobody's task (a live round brought and slipped in, a weapon laid
   down or picked up, a hammer let down) have no report, and are errors by themselves.
4. Where there are two weapons or two boxes, what is done to one may be told of the
   other: a mixup.
5. In a larger world one weapon is handled and one chamber loaded, unless all of it is
   asked for (`whole`): the others only add to what is refused (ADR 0031). Of a weapon
   fed from a magazine it is the last place: what is put into its barrel is searched
   in a weapon that has nothing else (`feared.py`).
6. Out of which place a round of a magazine is told to come is no error: nobody numbers
   them in there.

Knows who has which task on a reference set; what may be is the core's to say.
"""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import (
    Announce,
    AnyAct,
    Break,
    ChangeSetUp,
    Collect,
    ConfirmReturn,
    Count,
    Load,
    LockUp,
    Offer,
    RecordCondition,
    SendBack,
    Sweep,
    TakeOut,
    Unload,
    Wrap,
)
from lastlook.core.state import State
from lastlook.core.words import WeaponId
from lastlook.hazard.deeds import Covert, Deed, Told
from lastlook.hazard.delivered import SUPPLIER, Delivered
from lastlook.hazard.errors import BRING, Error
from lastlook.hazard.looks import Looks
from lastlook.hazard.projection import PLENTY
from lastlook.hazard.record import is_fed, recorded_kind
from lastlook.hazard.sayings import (
    ARMORER,
    CALLS,
    CREW,
    EMPTY,
    FIRST_AD,
    PERFORMER,
    Sayings,
)
from lastlook.hazard.scene import ADAPTED, Scene, Sort
from lastlook.hazard.top import TopEvent
from lastlook.hazard.world import (
    AWAY,
    LYING,
    PASSES_FOR,
    SAFE,
    SEEN_AS,
    Gun,
    Kind,
    World,
    fired,
    moved,
    opened,
    put_in,
    taken_from,
    unlocked,
)

__all__ = ["ARMORER", "CREW", "FIRST_AD", "PERFORMER", "SUPPLIER", "Procedure"]

HANDS: Final = (ARMORER, PERFORMER, CREW)  # who may be near enough to slip something in
TAMPERING: Final = tuple(Error("covert", "tamper", who) for who in HANDS)
# A round that comes into the box out of a weapon that is not handled here.
CARRIED: Final = Error("covert", "carried", CREW)


class Procedure:
    """The tasks of one scene, as far as they matter for one top event."""

    def __init__(self, scene: Scene, top: TopEvent, *, whole: bool = False) -> None:
        self.scene, self.top, self._whole = scene, top, whole
        self.stray = top.stray  # the kind of round that should not be here
        self.boxes = scene.outline.boxes
        self.weapons: tuple[WeaponId, ...] = tuple(
            name for name, one in scene.state.weapons.items() if one.fires
        )
        self._say, self._looks = Sayings(scene), Looks(scene, top, whole=whole)
        self.handled, self.loaded = self._moving()
        # In which boxes the stray may lie unseen.
        self._hiding = tuple(
            nth
            for nth, sort in enumerate(self.boxes)
            if sort.kind in PASSES_FOR.get(self.stray, ())
        )
        self._delivered = Delivered(scene, top, self.handled, self._hiding)
        # In a scene of two parts only the box that can hide a stray is proved there.
        hiding = tuple(self.boxes[nth] for nth in self._hiding)
        self._proved = hiding if scene.outline.then else self.boxes
        called = CALLS[scene.sort.kind]
        # A second load is brought for something that ends as the scene is about.
        calls = (called,) if scene.outline.then else ("empty", called)
        self._calls = tuple(dict.fromkeys(calls))

    def start(self) -> World:
        """The world as the record has it when the scene begins: all is well."""
        state = self.scene.state
        guns = tuple(
            Gun(
                weapon.holder or SAFE,
                tuple(recorded_kind(state, chamber) for chamber in weapon.chambers),
                adapted=weapon.weapon_class == ADAPTED,
                fed=is_fed(weapon),
            )
            for weapon in (state.weapons[name] for name in self.weapons)
        )
        return World(guns, (None,) * len(self.boxes))

    def _moving(self) -> tuple[tuple[WeaponId, ...], tuple[int, ...]]:
        """(5) The weapons that are handled, and the chambers that are loaded."""
        guns = self.start().guns
        if not guns:
            return (), ()
        chambers = tuple(range(len(guns[0].chambers)))
        empty = all(kind == EMPTY for gun in guns for kind in gun.chambers[1:])
        if self._whole or not empty or self.scene.outline.goal != "action":
            return self.weapons, chambers
        return self.weapons[:1], chambers[:1]

    def _loaded(self, places: int, *, fed: bool) -> tuple[int, ...]:
        """(5) Which chambers of a weapon are loaded; of a magazine's the last place."""
        if not fed:
            return self.loaded
        return tuple(range(0 if self._whole else places - 1, places))

    @property
    def mistakable(self) -> bool:
        """(5) Whether there are weapons that are not handled but can be mixed up."""
        return len(self.handled) < len(self.weapons)

    def deliveries(self, world: World) -> Iterator[Covert]:
        """What may have been wrong before anybody here had a hand in it."""
        return self._delivered.ways(world)

    def deeds(self, world: World) -> Iterator[Deed]:
        """Everything that can be done in a world as somebody's task."""
        for nth, name in enumerate(self.handled):
            if world.guns[nth].at != AWAY:
                for deed in self._with(world, nth, name):
                    yield self._mixed(deed, name)
        yield from self._proofs(world)

    def covert(self, world: World) -> Iterator[Covert]:
        """Everything that can be slipped in while nobody looks."""
        bring = bringing(self.stray)
        for nth, gun in enumerate(world.guns[: len(self.handled)]):
            for who in HANDS:
                if not (gun.fed or gun.within_reach_of(who)):
                    continue
                for chamber in self._loaded(len(gun.chambers), fed=gun.fed):
                    there = gun.chambers[chamber] == self.stray
                    if not there and gun.takes(self.stray):
                        after = opened(gun.with_chamber(chamber, self.stray))
                        yield Covert(
                            world.with_gun(nth, after),
                            (bring, Error("covert", "tamper", who)),
                        )
        for box in self._hiding:
            if world.strays[box] is None:
                if self.mistakable:
                    yield Covert(world.with_stray(box, self.stray), (CARRIED,))
                for who in (ARMORER, CREW):
                    yield Covert(
                        world.with_stray(box, self.stray),
                        (bring, Error("covert", "tamper", who)),
                    )

    def told(self, state: State) -> Iterator[Told]:
        """Everything that can be reported with nothing done for it."""
        for name in self.handled:
            yield from self._called(name)
            for act in self._said_of(state, name):
                yield Told(act, honest=False)
        yield from self._company()
        for sort in self._proved:
            yield Told(self._say.proof(sort, failed=False), honest=False)

    # --- one weapon ---

    def _with(self, world: World, nth: int, name: WeaponId) -> Iterator[Deed]:
        yield from self._hands(world, nth, name)
        yield from self._looks.made(world, nth, name)
        yield from self._rounds(world, nth, name)

    def _mixed(self, deed: Deed, name: WeaponId) -> Deed:
        # (4) told of another weapon, or of another box
        report = deed.report
        if report is None or (len(self.handled) == 1 and len(self.boxes) == 1):
            return deed
        mixed = [
            replace(report, weapon=other) for other in self.handled if other != name
        ]
        if isinstance(report, Load | Unload):
            mixed += [
                replace(report, box=sort.box)
                for sort in self.boxes
                if sort.box != report.box
            ]
        return replace(deed, mixed=tuple(mixed))

    def _hands(self, world: World, nth: int, name: WeaponId) -> Iterator[Deed]:
        gun, say = world.guns[nth], self._say.act
        out = unlocked(world, nth, ARMORER)
        if out is not None:
            for safe in (False, True):
                report = say(TakeOut, ARMORER, weapon=name, to_make_safe=safe)
                yield Deed("take-out", ARMORER, out, report)
        if gun.at == ARMORER:
            given = moved(world, nth, PERFORMER, by=ARMORER)
            put = moved(world, nth, SAFE, by=ARMORER)
            if given is not None and put is not None:
                yield Deed("accept", PERFORMER, given, self._say.accept(name))
                lock = say(LockUp, ARMORER, weapon=name, place="safe")
                yield Deed("lock-up", ARMORER, put, lock)
        elif gun.at != SAFE:
            taken = world.with_gun(nth, gun._replace(at=ARMORER))
            collect = say(Collect, ARMORER, weapon=name)
            yield Deed("collect", ARMORER, taken, collect)
        yield from self._handed_on(world, nth, name)
        if self.scene.outline.goal == "returned" and gun.at in {SAFE, ARMORER}:
            gone = world.with_gun(nth, gun._replace(at=AWAY))
            back = say(SendBack, ARMORER, weapon=name)
            yield Deed("send-back", ARMORER, gone, back)
        yield from self._untold(world, nth)

    def _handed_on(self, world: World, nth: int, name: WeaponId) -> Iterator[Deed]:
        gun = world.guns[nth]
        to = {ARMORER: FIRST_AD, FIRST_AD: PERFORMER}.get(gun.at)
        if to is not None and "hand-on" in self.scene.outline.told:
            over = world.with_gun(nth, gun._replace(at=to))
            yield Deed("accept", to, over, self._say.accept(name, to))

    def _untold(self, world: World, nth: int) -> Iterator[Deed]:
        # (3) errors by themselves
        gun = world.guns[nth]
        if gun.in_hand:
            down = world.with_gun(nth, gun._replace(at=LYING))
            yield Deed("lay-down", gun.at, down, None)
            if self.top.hammer and not gun.down:
                rests = world.with_gun(nth, gun._replace(down=True))
                yield Deed("lower", gun.at, rests, None)
        if gun.at == LYING:
            up = world.with_gun(nth, gun._replace(at=PERFORMER))
            yield Deed("take", PERFORMER, up, None)

    def _rounds(self, world: World, nth: int, name: WeaponId) -> Iterator[Deed]:
        gun = world.guns[nth]
        count = len(gun.chambers)
        for chamber in (loaded := self._loaded(count, fed=gun.fed)):
            if gun.within_reach_of(ARMORER):
                for box, sort in enumerate(self.boxes):
                    yield from self._loading(world, (nth, chamber), name, (box, sort))
        for chamber in range(count) if gun.fed else loaded:
            yield from self._shots(world, nth, chamber, name)

    def _shots(
        self, world: World, nth: int, chamber: int, name: WeaponId
    ) -> Iterator[Deed]:
        gun = world.guns[nth]
        off = fired(world, nth, chamber)
        if off is None:
            return
        if self.top.hammer:
            off = off.with_gun(nth, off.guns[nth]._replace(down=True))
        kind = gun.chambers[chamber]
        if kind in {"blank", "heavy"} and gun.at == PERFORMER:
            shot = self._say.shot(name, chamber, planned=True)
            yield Deed("discharge", ARMORER, off, shot)
        elif kind == "primed" and gun.in_hand:
            # A primer alone: a pop that whoever holds it hears, or says nothing of.
            shot = self._say.shot(name, chamber, planned=False)
            yield Deed("discharge", gun.at, off, shot)

    def _loading(
        self,
        world: World,
        of: tuple[int, int],
        name: WeaponId,
        box: tuple[int, Sort],
    ) -> Iterator[Deed]:
        (nth, chamber), (number, sort) = of, box
        kinds = [sort.kind]
        stray = world.strays[number]
        if stray is not None:
            kinds.append(stray)
        for kind in kinds:
            loaded = put_in(world, nth, chamber, kind)
            if loaded is not None:
                report = self._say.load(name, chamber, sort)
                yield Deed("load", ARMORER, loaded, report)
        emptied = taken_from(world, nth, chamber)
        if emptied is not None:
            after, kind = emptied
            if kind == self.stray and number in self._hiding:
                after = after.with_stray(number, kind)
            gun = world.guns[nth]
            places = self._loaded(len(gun.chambers), fed=gun.fed)
            for told in places if gun.fed else (chamber,):  # (6)
                report = self._say.unload(name, told, sort)
                yield Deed("unload", ARMORER, after, report)

    def _proofs(self, world: World) -> Iterator[Deed]:
        for box, sort in enumerate(self.boxes):
            if sort not in self._proved:
                continue
            good = self._say.proof(sort, failed=False)
            stray = world.strays[box]
            if stray is None or SEEN_AS[stray] == SEEN_AS[sort.kind]:
                yield Deed("prove", ARMORER, world, good)  # nothing there to be seen
            else:
                bad = self._say.proof(sort, failed=True)
                found = world.with_stray(box, None)
                yield Deed("prove", ARMORER, found, bad, (good,))

    # --- what is said ---

    def _called(self, name: WeaponId) -> Iterator[Told]:
        say, told = self._say.act, self.scene.outline.told
        if "announce" in told:
            ways = [(ARMORER, PERFORMER)]
            if "hand-on" in told:
                ways += [(ARMORER, FIRST_AD), (FIRST_AD, PERFORMER)]
            for giver, to in ways:
                offer = say(Offer, giver, weapon=name, to=to)
                yield Told(offer, honest=True)
            for called in self._calls:
                call = say(Announce, FIRST_AD, weapon=name, called=called)
                yield Told(call, honest=True)
        yield Told(say(ConfirmReturn, PERFORMER, weapon=name), honest=True)
        condition = say(
            RecordCondition, ARMORER, weapon=name, sound=True, occasion="fired"
        )
        yield Told(condition, honest=True)

    def _company(self) -> Iterator[Told]:
        say, outline = self._say.act, self.scene.outline
        if outline.then is not None:
            yield Told(say(ChangeSetUp, FIRST_AD, set_up=outline.then), honest=True)
        if "break" in outline.told:
            yield Told(say(Break, FIRST_AD), honest=True)
        if "sweep" in outline.told:
            yield Told(say(Sweep, ARMORER, place="cart", rounds=0), honest=True)
        if "count" in outline.told:
            for sort in self.boxes:
                count = say(Count, ARMORER, box=sort.box, rounds=PLENTY)
                yield Told(count, honest=True)
        if "wrap" in outline.told:
            yield Told(say(Wrap, FIRST_AD), honest=True)

    def _said_of(self, state: State, name: WeaponId) -> Iterator[AnyAct]:
        weapon, say = state.weapons[name], self._say
        chambers = self._loaded(len(weapon.chambers), fed=is_fed(weapon))
        yield say.act(TakeOut, ARMORER, weapon=name)
        yield say.accept(name)
        yield say.act(Collect, ARMORER, weapon=name)
        yield say.act(LockUp, ARMORER, weapon=name, place="safe")
        if self.scene.outline.goal == "returned":
            yield say.act(SendBack, ARMORER, weapon=name)
        for sort in self.boxes:
            yield from (say.load(name, nth, sort) for nth in chambers)
            yield from (say.unload(name, nth, sort) for nth in chambers)
        if any(sort.load == "blank" for sort in self.boxes):
            yield from (say.shot(name, nth, planned=True) for nth in chambers)
        for saw in self._looks.told(state, weapon):
            for who in (ARMORER, FIRST_AD):
                yield say.look(name, who, saw)


def bringing(stray: Kind) -> Error:
    """Somebody brings a round that should not be there."""
    return Error("covert", BRING + stray, CREW)
