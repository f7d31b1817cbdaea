"""What is known after n entries. Frozen; everything shown is derived from it.

1. What a weapon *is* stands here: what the record holds in each chamber, and the
   looks that proved it. What it may be *called* is derived (`clearance.py`).
2. A chamber without looks is *unseen*: where everything starts, and what
   everything lapses to.
3. A round of a lot is in one box, in one chamber, spent, returned or
   *unaccounted*; the sums equal what was received (`invariants.py`).
"""

from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.table import Table
from lastlook.core.words import (
    FUNCTIONAL,
    Activity,
    BlankLoad,
    Body,
    Bore,
    BoxId,
    Calibre,
    Called,
    Cm,
    Digest,
    DummyTypeId,
    Duty,
    Edge,
    Grounds,
    Hammer,
    HoldId,
    HoldKind,
    KeyText,
    Lapse,
    LiveException,
    LotId,
    MadeFrom,
    Magazine,
    Mechanism,
    Method,
    Ms,
    Name,
    NoticeKind,
    Occasion,
    Owner,
    PersonId,
    PlaceId,
    PlaceKind,
    PlannedLoad,
    Pointing,
    Primer,
    ProductionId,
    Residual,
    Role,
    RoundKind,
    SceneId,
    SealId,
    Seen,
    Serial,
    SetUpId,
    SupplierId,
    Topic,
    Vent,
    Verdict,
    WeaponClass,
    WeaponId,
)

# --- people ------------------------------------------------------------------


class OnDuty(Struct, frozen=True):
    """One duty of one person, from and until (ms UTC, end excluded)."""

    duty: Duty
    starts_at: Ms
    ends_at: Ms

    def covers(self, at: Ms) -> bool:
        """Whether the duty runs at that moment."""
        return self.starts_at <= at < self.ends_at


class Permit(Struct, frozen=True):
    """A permit or licence: classes covered and dates (ms UTC, end excluded)."""

    classes: tuple[WeaponClass, ...]
    valid_from: Ms
    valid_until: Ms
    document: Name | None = None  # which paper it is; a permit where none is said

    def covers(self, weapon_class: WeaponClass, at: Ms) -> bool:
        """Whether the permit covers that class at that moment."""
        return weapon_class in self.classes and self.valid_from <= at < self.valid_until


class Training(Struct, frozen=True):
    """Trained and assessed for one action with one class of weapon."""

    weapon_class: WeaponClass
    action: Name
    valid_until: Ms


class Invitation(Struct, frozen=True):
    """The digest of a one-time token by which a person may add a phone."""

    digest: Digest
    until: Ms


class Person(Struct, frozen=True):
    """A person, by opaque id."""

    id: PersonId
    roles: tuple[Role, ...]
    minor: bool = False
    duties: tuple[OnDuty, ...] = ()
    permits: tuple[Permit, ...] = ()
    training: tuple[Training, ...] = ()
    invitation: Invitation | None = None


class Key(Struct, frozen=True):
    """A phone's key: whose, since when, until when."""

    person: PersonId
    since: Ms
    revoked_at: Ms | None = None


# --- stock -------------------------------------------------------------------


class DummyType(Struct, frozen=True):
    """How a type of dummy shows that it is none but a dummy."""

    id: DummyTypeId
    calibre: Calibre
    hole: bool
    rattle: bool
    primer: Primer

    def signature(self) -> frozenset[Method]:
        """The tests that must be made, round by round, to prove one of these."""
        named: tuple[tuple[Method, bool], ...] = (
            ("hole", self.hole),
            ("rattle", self.rattle),
            ("primer", self.primer in {"none", "inert", "dimpled"}),
        )
        return frozenset(method for method, shown in named if shown)


class Place(Struct, frozen=True):
    """A place that holds weapons or boxes."""

    id: PlaceId
    kind: PlaceKind
    locks: bool
    swept_at: Ms | None = None


class Lot(Struct, frozen=True):
    """A lot of rounds: what was received, and what left boxes and chambers."""

    id: LotId
    kind: RoundKind
    calibre: Calibre
    received: int
    supplier: SupplierId
    dummy_type: DummyTypeId | None = None
    load: BlankLoad | None = None
    made_from: MadeFrom = "factory"
    spent: int = 0
    returned: int = 0
    unaccounted: int = 0
    brass: int = 0  # cases counted in, never more than spent
    owner: Owner = "supplier"
    found_at: Ms | None = None  # when it came to light, from nowhere
    verdict: Verdict | None = None  # of who examined it; None: at most suspected
    failed: bool = False  # a round of it failed the signature
    suspected: bool = False  # somebody took a round of it for live

    @property
    def doubtful(self) -> bool:
        """Whether it is live, or failed or was taken for live and none said why."""
        if self.verdict is None:
            return self.suspected or self.failed
        return self.verdict == "live"

    @property
    def verdict_left(self) -> Verdict | None:
        """What is left of a verdict when a new doubt arises: only that it is live."""
        return "live" if self.verdict == "live" else None


class Exemption(Struct, frozen=True):
    """Live rounds allowed for a coded exception: where, how many in all, until."""

    place: PlaceId
    rounds: int
    until: Ms
    received: int = 0


class Trainer(Struct, frozen=True):
    """A hidden trainer round: by whom, since when, and what became of it."""

    by: PersonId
    since: Ms
    box: BoxId | None = None  # known once revealed
    lot: LotId | None = None  # what it was found as; None where nobody found it
    revealed_at: Ms | None = None


class Proof(Struct, frozen=True):
    """Every round of a box proved, by whom, when, by which tests."""

    by: PersonId
    at: Ms
    methods: tuple[Method, ...]


class Box(Struct, frozen=True):
    """A closed box (belt, pouch, tray) with rounds of one lot."""

    id: BoxId
    lot: LotId
    rounds: int
    place: PlaceId | None
    proof: Proof | None = None
    seal: SealId | None = None
    quarantined: Grounds | None = None
    counted_at: Ms | None = None
    found: bool = False  # from nowhere: no delivery accounts for it


# --- weapons -----------------------------------------------------------------


class Look(Struct, frozen=True, cache_hash=True):
    """One look into one chamber: who, by which test, when, what was seen."""

    by: PersonId
    method: Method
    at: Ms
    saw: Seen
    took_ms: Ms = 0


class BodyLook(Struct, frozen=True):
    """One look at a weapon without chambers: who, when, what it was found to be."""

    by: PersonId
    at: Ms
    found: Body


class Make(Struct, frozen=True):
    """What a weapon is by its making, beyond its class and mechanism."""

    magazine: Magazine = "none"
    vent: Vent = "unknown"
    edge: Edge = "none"
    tag: Name | None = None
    owner: Owner = "supplier"
    altered: Grounds | None = None
    verified: bool = False  # here, whatever its papers say
    alike: bool = False  # there is another that can be taken for it


class Upkeep(Struct, frozen=True):
    """What a weapon is owed, and what was tried with it."""

    owed: Occasion | None = "intake"  # the condition to be recorded next
    repaired: bool = False  # since it was found not sound
    fired: bool = False  # since its bore was last seen
    loaded_at: Ms | None = None  # the oldest load still in it
    tests: tuple[tuple[LotId, Cm], ...] = ()  # blanks tested, at which distance
    ready: bool = False  # its condition was recorded for the next test


class Chamber(Struct, frozen=True):
    """One chamber: the round the record holds, and the looks since; none is *unseen*.

    A *strange* round is one that no delivery accounts for.
    """

    lot: LotId | None = None
    spent: bool = False
    looks: tuple[Look, ...] = ()
    strange: bool = False


UNSEEN: Final = Chamber()


class Stored(Struct, frozen=True, tag="stored"):
    """In a place, since."""

    place: PlaceId
    locked: bool
    since: Ms


class HeldBy(Struct, frozen=True, tag="held"):
    """In a person's hands, since."""

    holder: PersonId
    since: Ms


class Unattended(Struct, frozen=True, tag="unattended"):
    """In nobody's hands and under no lock, as somebody told."""

    since: Ms


class Returned(Struct, frozen=True, tag="returned"):
    """Gone back to the supplier."""

    since: Ms


Custody: TypeAlias = Stored | HeldBy | Unattended | Returned


class OpenOffer(Struct, frozen=True):
    """An offer nobody has answered yet."""

    by: PersonId
    to: PersonId
    at: Ms


class LastCall(Struct, frozen=True):
    """What the weapon was last called on set, by whom, when."""

    called: Called
    by: PersonId
    at: Ms


class Weapon(Struct, frozen=True):
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
    magazine_out: bool = False  # at the newest look into its chamber
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
        return not isinstance(custody, Returned)

    @property
    def fires(self) -> bool:
        """Whether it can fire a cartridge of some kind."""
        return self.weapon_class in FUNCTIONAL

    @property
    def looked_into(self) -> bool:
        """Whether any look into it still counts."""
        return (
            self.bore != "unseen"
            or bool(self.body)
            or any(c.looks for c in self.chambers)
        )

    @property
    def whereabouts(self) -> str:
        """Who or what has it, in one word."""
        match self.custody:
            case HeldBy(holder=holder):
                return holder
            case Stored(place=place):
                return place
            case Unattended():
                return "nobody"
            case Returned():
                return self.supplier

    @property
    def loaded(self) -> bool:
        """Whether the record holds a round or a case in any chamber."""
        return any(chamber.lot is not None for chamber in self.chambers)


# --- scenes, day, holds ------------------------------------------------------


class SetUp(Struct, frozen=True):
    """A set-up as planned."""

    id: SetUpId
    scene: SceneId
    activity: Activity
    weapon_class: WeaponClass
    load: PlannedLoad
    performers: tuple[PersonId, ...]
    pointing: Pointing
    distance_cm: Cm
    action: Name
    mitigations: tuple[Grounds, ...]
    why_functional: Grounds | None
    planned_by: PersonId
    blank_load: BlankLoad | None = None
    near: tuple[PersonId, ...] = ()
    public_view: bool = False
    contact: bool = False
    protected: tuple[PersonId, ...] = ()


class Meeting(Struct, frozen=True):
    """A safety meeting: who was there, when, with a dry run or not."""

    present: tuple[PersonId, ...]
    at: Ms
    dry_run: bool
    topics: tuple[Topic, ...] = ()


class Notice(Struct, frozen=True):
    """Somebody outside was told: what kind of notice, when, an officer there or not."""

    what: NoticeKind
    at: Ms
    officer: bool


class Scene(Struct, frozen=True):
    """A scene: assessed, endorsed, approved, met about; all fall with a new plan."""

    id: SceneId
    assessed_by: PersonId | None = None
    approved_by: PersonId | None = None
    meeting: Meeting | None = None
    endorsed_by: PersonId | None = None
    residual: Residual | None = None
    notices: tuple[Notice, ...] = ()  # these stand: who was told was told


class Day(Struct, frozen=True):
    """A called day."""

    call_at: Ms
    wrap_by: Ms
    on_break: bool = False
    set_up: SetUpId | None = None
    in_play: bool = False  # announced and not cut yet
    hot: tuple[WeaponId, ...] = ()  # called out with blanks, and not cut yet
    cut_at: Ms | None = None
    in_charge: PersonId | None = None
    called_at: Ms = 0
    played_at: Ms = 0  # when a weapon was last called out


class Hold(Struct, frozen=True):
    """Something that stands until a person without a conflict lifts it."""

    id: HoldId
    kind: HoldKind
    since: Ms
    by: PersonId
    grounds: Grounds
    involved: tuple[PersonId, ...] = ()
    weapon: WeaponId | None = None  # None: the whole set
    box: BoxId | None = None


class Lifted(Struct, frozen=True):
    """A rule of severity *hold* lifted for one subject, until."""

    by: PersonId
    until: Ms


class State(Struct, frozen=True):
    """Everything known about one production after `n` entries."""

    production: ProductionId | None = None
    n: int = 0
    now: Ms = 0
    packs: tuple[str, ...] = ()
    people: Table[PersonId, Person] = Table()
    keys: Table[KeyText, Key] = Table()
    places: Table[PlaceId, Place] = Table()
    dummy_types: Table[DummyTypeId, DummyType] = Table()
    lots: Table[LotId, Lot] = Table()
    boxes: Table[BoxId, Box] = Table()
    weapons: Table[WeaponId, Weapon] = Table()
    scenes: Table[SceneId, Scene] = Table()
    set_ups: Table[SetUpId, SetUp] = Table()
    holds: Table[HoldId, Hold] = Table()
    holds_made: int = 0  # every hold there ever was has its number
    lifted: Table[HoldId, Lifted] = Table()
    day: Day | None = None
    live: Table[LiveException, Exemption] = Table()
    trainers: Table[Digest, Trainer] = Table()
    stood_down_at: Ms | None = None  # when the last stand-down was set
    notices: Table[NoticeKind, Ms] = Table()  # of no scene: when last given
    out: tuple[WeaponId, ...] = ()  # weapons under no lock

    @property
    def set_up(self) -> SetUp | None:
        """The set-up the company is at; None when none was called."""
        return self.set_ups[self.day.set_up] if self.day and self.day.set_up else None

    def with_weapon(self, weapon: Weapon) -> "State":
        """The same state with this weapon as it is now."""
        weapons, out = self.weapons.put(weapon.id, weapon), self.out
        if weapon.is_out is not (weapon.id in out):
            others = tuple(one for one in out if one != weapon.id)
            out = (*others, weapon.id) if weapon.is_out else others
        return replace(self, weapons=weapons, out=out)

    def with_box(self, box: Box) -> "State":
        """The same state with this box as it is now."""
        return replace(self, boxes=self.boxes.put(box.id, box))

    def with_lot(self, lot: Lot) -> "State":
        """The same state with this lot as it is now."""
        return replace(self, lots=self.lots.put(lot.id, lot))

    def with_person(self, person: Person) -> "State":
        """The same state with this person as they are now."""
        return replace(self, people=self.people.put(person.id, person))

    def with_scene(self, scene: Scene) -> "State":
        """The same state with this scene as it is now."""
        return replace(self, scenes=self.scenes.put(scene.id, scene))


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
        magazine_out=False,
        body=(),
        tag_read=False,
        dry_fired=False,
    )
