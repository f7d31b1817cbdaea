"""What is known after n entries. Frozen; everything shown is derived from it.

1. What a weapon *is* stands here: what the record holds in each chamber, and the
   looks that proved it. What it may be *called* is derived (`clearance.py`).
2. A chamber without looks is *unseen*: where everything starts, and what
   everything lapses to.
3. A round of a lot is in one box, in one chamber, spent, returned or
   *unaccounted*; the sums equal what was received (`invariants.py`).
"""

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.stock import (
    Box,
    DummyType,
    Exemption,
    Lot,
    Place,
    Proof,
    Trainer,
)
from lastlook.core.table import Table
from lastlook.core.weapons import (
    UNSEEN,
    BodyLook,
    Chamber,
    Custody,
    HeldBy,
    LastCall,
    Look,
    Lost,
    Make,
    OpenOffer,
    Returned,
    Stored,
    Unattended,
    Upkeep,
    Weapon,
    touched,
    unseen,
)
from lastlook.core.words import (
    Activity,
    BlankLoad,
    BoxId,
    Cm,
    Digest,
    DummyTypeId,
    Duty,
    Grounds,
    HoldId,
    HoldKind,
    KeyText,
    LiveException,
    LotId,
    Ms,
    Name,
    NoticeKind,
    PersonId,
    PlaceId,
    PlannedLoad,
    Pointing,
    ProductionId,
    Residual,
    Role,
    SceneId,
    SetUpId,
    Topic,
    WeaponClass,
    WeaponId,
)

__all__ = [
    "UNSEEN",
    "BodyLook",
    "Box",
    "Chamber",
    "Custody",
    "Day",
    "DeskKey",
    "DummyType",
    "Erased",
    "Exemption",
    "Heard",
    "HeldBy",
    "Hold",
    "Invitation",
    "Key",
    "LastCall",
    "Lifted",
    "Look",
    "Lost",
    "Lot",
    "Make",
    "Meeting",
    "Notice",
    "OnDuty",
    "OpenOffer",
    "Permit",
    "Person",
    "Place",
    "Proof",
    "Returned",
    "Scene",
    "SetUp",
    "State",
    "Stored",
    "Trainer",
    "Training",
    "Unattended",
    "Upkeep",
    "Weapon",
    "touched",
    "unseen",
]

# --- people ------------------------------------------------------------------


class OnDuty(Struct, frozen=True, gc=False):
    """One duty of one person, from and until (ms UTC, end excluded)."""

    duty: Duty
    starts_at: Ms
    ends_at: Ms

    def covers(self, at: Ms) -> bool:
        """Whether the duty runs at that moment."""
        return self.starts_at <= at < self.ends_at


class Permit(Struct, frozen=True, gc=False):
    """A permit or licence: classes covered and dates (ms UTC, end excluded)."""

    classes: tuple[WeaponClass, ...]
    valid_from: Ms
    valid_until: Ms
    document: Name | None = None  # which paper it is; a permit where none is said

    def covers(self, weapon_class: WeaponClass, at: Ms) -> bool:
        """Whether the permit covers that class at that moment."""
        return weapon_class in self.classes and self.valid_from <= at < self.valid_until


class Training(Struct, frozen=True, gc=False):
    """Trained and assessed for one action with one class of weapon."""

    weapon_class: WeaponClass
    action: Name
    valid_until: Ms


class Invitation(Struct, frozen=True, gc=False):
    """The digest of a one-time token by which a person may add a phone."""

    digest: Digest
    until: Ms


class Erased(Struct, frozen=True, gc=False):
    """A person's details are gone: by which entry, when, on whose word."""

    n: int
    at: Ms
    by: PersonId


class Person(Struct, frozen=True, gc=False):
    """A person, by opaque id."""

    id: PersonId
    roles: tuple[Role, ...]
    minor: bool = False
    duties: tuple[OnDuty, ...] = ()
    permits: tuple[Permit, ...] = ()
    training: tuple[Training, ...] = ()
    invitation: Invitation | None = None
    erased: Erased | None = None


class Heard(Struct, frozen=True, gc=False):
    """One act by a phone: its entry, its own time and the desk's (ms UTC)."""

    n: int
    at: Ms
    recorded_at: Ms


class Key(Struct, frozen=True, gc=False):
    """A phone's key: whose, since when, until when, what it said last."""

    person: PersonId
    since: Ms
    revoked_at: Ms | None = None
    last: Heard | None = None  # refused or not


class DeskKey(Struct, frozen=True, gc=False):
    """A key of the desk's after its first: since which entry, and how it came.

    `lost_by` said that the one before was lost, `confirmed_by` said so too; neither
    where the one before named it.
    """

    key: KeyText
    n: int
    lost_by: PersonId | None = None
    confirmed_by: PersonId | None = None


# --- scenes, day, holds ------------------------------------------------------


class SetUp(Struct, frozen=True, gc=False):
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


class Meeting(Struct, frozen=True, gc=False):
    """A safety meeting: who was there, when, with a dry run or not."""

    present: tuple[PersonId, ...]
    at: Ms
    dry_run: bool
    topics: tuple[Topic, ...] = ()


class Notice(Struct, frozen=True, gc=False):
    """Somebody outside was told: what kind of notice, when, an officer there or not."""

    what: NoticeKind
    at: Ms
    officer: bool


class Scene(Struct, frozen=True, gc=False):
    """A scene: assessed, endorsed, approved, met about; all fall with a new plan."""

    id: SceneId
    assessed_by: PersonId | None = None
    approved_by: PersonId | None = None
    meeting: Meeting | None = None
    endorsed_by: PersonId | None = None
    residual: Residual | None = None
    notices: tuple[Notice, ...] = ()  # these stand: who was told was told


class Day(Struct, frozen=True, gc=False):
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


class Hold(Struct, frozen=True, gc=False):
    """Something that stands until a person without a conflict lifts it."""

    id: HoldId
    kind: HoldKind
    since: Ms
    by: PersonId
    grounds: Grounds
    involved: tuple[PersonId, ...] = ()
    weapon: WeaponId | None = None  # None: the whole set
    box: BoxId | None = None
    exhibit: WeaponId | None = None  # what it happened with, and what stays here


class Lifted(Struct, frozen=True, gc=False):
    """A rule of severity *hold* lifted for one subject, until."""

    by: PersonId
    until: Ms


class State(Struct, frozen=True, gc=False):
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
    has_live: bool = False  # live rounds were ever received
    desk_keys: tuple[DeskKey, ...] = ()  # after the first, which no entry names

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
