"""Everything anybody can ask for. Catalogue 1 of 3.

An act is one small signed sentence: who (`by`) does what to what. The phone makes
its JSON once and signs those bytes.

1. `id` is a UUIDv7 made by the phone; the same act sent twice is answered once.
2. `at` is when it happened by the phone's clock; the desk adds when it was heard.
3. `via` names the person on whose phone somebody without one confirmed, by PIN.
   `phone_at` is what the phone's own clock said, where the phone knew that the desk's
   says otherwise and went by that in `at`.
4. The order of the fields is the order in which a story says them; the first
   one is the object of the sentence.

Long, and one noun: declarations with no logic, looked up by name. What they mean is in
`rules/`, one noun a file; here stands all that can be said, to be read in one place.
"""

from typing import Annotated, ClassVar, TypeAlias

from msgspec import Meta, Struct

from lastlook.core.words import (
    ActId,
    Activity,
    BlankLoad,
    Body,
    Bore,
    BoxId,
    Calibre,
    Called,
    ChamberNumber,
    Cm,
    Digest,
    DummyTypeId,
    Duty,
    Edge,
    Grounds,
    Hammer,
    HoldId,
    KeyText,
    LiveException,
    LookAnswer,
    LotId,
    MadeFrom,
    Magazine,
    MagazineSeen,
    Mechanism,
    Method,
    Ms,
    Name,
    NoteText,
    NoticeKind,
    Occasion,
    Outside,
    Owner,
    PersonId,
    PlaceId,
    PlaceKind,
    PlannedLoad,
    Pointing,
    Primer,
    ProductionId,
    Protection,
    Residual,
    Role,
    RoundKind,
    Rounds,
    SceneId,
    SealId,
    Seen,
    Serial,
    SetUpId,
    SupplierId,
    Token,
    Topic,
    Vent,
    Verdict,
    WeaponClass,
    WeaponId,
)

PackText: TypeAlias = Annotated[str, Meta(min_length=1, max_length=60_000)]
Chambers: TypeAlias = Annotated[
    tuple[ChamberNumber, ...], Meta(min_length=1, max_length=50)
]


def kebab(name: str) -> str:
    """`LiftHold` -> `lift-hold`: a class name as the word used in records."""
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class Act(
    Struct,
    frozen=True,
    kw_only=True,
    tag_field="act",
    tag=kebab,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
):
    """What every act says: which, in what production, who, when, on whose phone.

    Attributes:
        word: the act's own word, as records and packs write it: `lift-hold`.
    """

    word: ClassVar[str]
    id: ActId
    production: ProductionId
    by: PersonId
    at: Ms
    via: PersonId | None = None
    phone_at: Ms | None = None

    def __init_subclass__(cls) -> None:
        cls.word = kebab(cls.__name__)


# --- the production and its people -------------------------------------------


class Open(Act, frozen=True):
    """Open a production; `by` becomes its first person, under the given packs."""

    roles: tuple[Role, ...]
    key: KeyText
    pack: PackText


class AdoptPack(Act, frozen=True):
    """Put one more pack of rules in force; the strictest always wins."""

    pack: PackText


class Enrol(Act, frozen=True):
    """Enrol a person by an opaque id; `details` commits to name and contact."""

    person: PersonId
    roles: tuple[Role, ...]
    key: KeyText | None = None
    details: Digest | None = None
    minor: bool = False


class Invite(Act, frozen=True):
    """Let a person add a phone: `digest` is SHA-256 of a one-time token."""

    person: PersonId
    digest: Digest
    until: Ms


class AddKey(Act, frozen=True):
    """Add one's own phone's key, by the token of an invitation."""

    key: KeyText
    token: Token


class RevokeKey(Act, frozen=True):
    """End a key: a phone lost, a person gone."""

    key: KeyText
    grounds: Grounds


class AssignDuty(Act, frozen=True):
    """Put a person on a duty for a time."""

    person: PersonId
    duty: Duty
    starts_at: Ms
    ends_at: Ms


class RecordPermit(Act, frozen=True):
    """Record a permit or licence, what document it is and which classes it covers."""

    person: PersonId
    classes: tuple[WeaponClass, ...]
    valid_from: Ms
    valid_until: Ms
    paper: Digest | None = None
    document: Name | None = None


class RecordTraining(Act, frozen=True):
    """Record that a person was trained and assessed for an action with a class."""

    person: PersonId
    weapon_class: WeaponClass
    action: Name
    valid_until: Ms


class Forget(Act, frozen=True):
    """Erase a person's name, contact and PIN; what they did stays on record."""

    person: PersonId
    grounds: Grounds


class ChangeDeskKey(Act, frozen=True):
    """Go on under another key of the desk's; the note is signed by both."""

    key: KeyText
    note: NoteText


class LoseDeskKey(Act, frozen=True):
    """Go on under another key of the desk's, since the last is lost or in wrong hands.

    `note` is signed by the new key alone; `last` is what the lost key signed last.
    """

    key: KeyText
    note: NoteText
    last: NoteText


class ConfirmDeskKey(Act, frozen=True):
    """Confirm, as a second person, that the desk goes on under this key."""

    key: KeyText


# --- places, weapons, dummy types --------------------------------------------


class RegisterPlace(Act, frozen=True):
    """Register a place that holds weapons or boxes, and whether it locks."""

    place: PlaceId
    kind: PlaceKind
    locks: bool = False


class RegisterWeapon(Act, frozen=True):
    """Register a weapon on arrival, whatever its papers say of its contents."""

    weapon: WeaponId
    weapon_class: WeaponClass
    mechanism: Mechanism
    chambers: Annotated[int, Meta(ge=0, le=50)]
    calibre: Calibre
    serial: Serial
    supplier: SupplierId
    place: PlaceId
    transfer_bar: bool = False
    magazine: Magazine = "none"
    vent: Vent = "unknown"
    edge: Edge = "none"
    tag: Name | None = None
    like: tuple[WeaponId, ...] = ()
    owner: Owner = "supplier"
    altered: Grounds | None = None


class VerifyStatus(Act, frozen=True):
    """Verify here that a weapon is what its papers say: plugged, deactivated, inert."""

    weapon: WeaponId
    paper: Digest | None = None


class Repair(Act, frozen=True):
    """Record a repair or a change by somebody qualified to make it."""

    weapon: WeaponId
    what: Grounds
    paper: Digest | None = None


class SendBack(Act, frozen=True):
    """Give a weapon back to where it came from."""

    weapon: WeaponId


class Surrender(Act, frozen=True):
    """Give a weapon, as it is, to an authority that asks for it."""

    weapon: WeaponId
    reference: Name


class RegisterDummyType(Act, frozen=True):
    """Declare how a type of dummy can be told from a live round."""

    dummy_type: DummyTypeId
    calibre: Calibre
    hole: bool
    rattle: bool
    primer: Primer


# --- scenes ------------------------------------------------------------------


class PlanSetUp(Act, frozen=True):
    """Plan a set-up: the action, the class and load, by whom, pointing where."""

    set_up: SetUpId
    scene: SceneId
    activity: Activity
    weapon_class: WeaponClass
    load: PlannedLoad
    performers: tuple[PersonId, ...]
    pointing: Pointing
    distance_cm: Cm
    action: Name
    mitigations: tuple[Grounds, ...] = ()
    why_functional: Grounds | None = None
    blank_load: BlankLoad | None = None
    near: tuple[PersonId, ...] = ()
    public_view: bool = False
    contact: bool = False


class AssessRisk(Act, frozen=True):
    """Assess the risk of a scene as planned, with what remains."""

    scene: SceneId
    residual: Residual
    paper: Digest | None = None
    before: Residual | None = None
    measures: tuple[Grounds, ...] = ()
    affected: tuple[Role, ...] = ()


class Endorse(Act, frozen=True):
    """Endorse a scene's assessment as the one who handles its weapons."""

    scene: SceneId


class ApproveScene(Act, frozen=True):
    """Approve a scene as planned and assessed."""

    scene: SceneId


class HoldMeeting(Act, frozen=True):
    """Hold the safety meeting for a scene; who was there; dry run or not."""

    scene: SceneId
    present: tuple[PersonId, ...]
    dry_run: bool = False
    topics: tuple[Topic, ...] = ()


class GiveNotice(Act, frozen=True):
    """Record that somebody outside was told, under which reference, of which scene."""

    what: NoticeKind
    reference: Name
    scene: SceneId | None = None
    officer: bool = False


class IssueProtection(Act, frozen=True):
    """Issue protection to people for a set-up."""

    set_up: SetUpId
    to: tuple[PersonId, ...]
    what: Annotated[tuple[Protection, ...], Meta(min_length=1)]


# --- stock -------------------------------------------------------------------


class Receive(Act, frozen=True):
    """Receive a lot of rounds in one box."""

    lot: LotId
    kind: RoundKind
    calibre: Calibre
    rounds: Annotated[int, Meta(ge=1, le=1_000_000)]
    supplier: SupplierId
    box: BoxId
    place: PlaceId
    dummy_type: DummyTypeId | None = None
    load: BlankLoad | None = None
    made_from: MadeFrom = "factory"
    owner: Owner = "supplier"


class Prove(Act, frozen=True):
    """Prove a box's rounds one by one against their declared signature."""

    box: BoxId
    proved: Rounds
    methods: tuple[Method, ...]
    failed: Rounds = 0


class Transfer(Act, frozen=True):
    """Put rounds of one box into another (a belt, a pouch, a tray is a box).

    A box not known yet is made at `place`.
    """

    box: BoxId
    into: BoxId
    rounds: Annotated[int, Meta(ge=1, le=1_000_000)]
    place: PlaceId | None = None


class Move(Act, frozen=True):
    """Carry a box to another place."""

    box: BoxId
    place: PlaceId


class Seal(Act, frozen=True):
    """Seal a box with a numbered seal."""

    box: BoxId
    seal: SealId


class BreakSeal(Act, frozen=True):
    """Break a box's seal, and say whether it was whole and of the right number."""

    box: BoxId
    intact: bool


class Count(Act, frozen=True):
    """Count the rounds in a box: a number typed, not a box ticked."""

    box: BoxId
    rounds: Rounds


class CountBrass(Act, frozen=True):
    """Count the spent cases of a lot."""

    lot: LotId
    cases: Rounds


class Quarantine(Act, frozen=True):
    """Take a box out of use."""

    box: BoxId
    grounds: Grounds


class ReturnToSupplier(Act, frozen=True):
    """Give a box with all its rounds back to where it came from."""

    box: BoxId


class Sweep(Act, frozen=True):
    """Search a place for loose rounds: how many there are that no box accounts for."""

    place: PlaceId
    rounds: Rounds
    looks: RoundKind = "unseen"


class Examine(Act, frozen=True):
    """Say what rounds in a box are after all, as the one who examined them."""

    box: BoxId
    verdict: Verdict
    paper: Digest | None = None


class Release(Act, frozen=True):
    """Take a box out of quarantine; it is unproved from then on."""

    box: BoxId
    grounds: Grounds


class TestBlank(Act, frozen=True):
    """Fire blanks of a box from a weapon to see how far they carry."""

    weapon: WeaponId
    box: BoxId
    rounds: Annotated[int, Meta(ge=1, le=1_000)]
    distance_cm: Cm
    paper: Digest | None = None


class AllowLive(Act, frozen=True):
    """Allow live rounds for one of the coded exceptions, so many, there, until."""

    exception: LiveException
    place: PlaceId
    rounds: Annotated[int, Meta(ge=1, le=1_000_000)]
    until: Ms
    paper: Digest | None = None


class Expend(Act, frozen=True):
    """Record live rounds fired under an exception, away from any set-up."""

    box: BoxId
    rounds: Annotated[int, Meta(ge=1, le=1_000_000)]


class SeedTrainer(Act, frozen=True):
    """Commit to a hidden trainer round: SHA-256 of `box/salt`, and nothing more."""

    digest: Digest


class RevealTrainer(Act, frozen=True):
    """Reveal a trainer round: what hid it, the salt, and the lot it was found as."""

    box: BoxId
    salt: Token
    lot: LotId | None = None


class Find(Act, frozen=True):
    """Record rounds found that no record accounts for."""

    box: BoxId
    rounds: Annotated[int, Meta(ge=1, le=1_000_000)]
    looks: RoundKind
    place: PlaceId


# --- looking and loading -----------------------------------------------------


class Inspect(Act, frozen=True):
    """Look into the chambers, one by one, by one test; `unseen` is not looked."""

    weapon: WeaponId
    chambers: Annotated[tuple[Seen, ...], Meta(max_length=50)]
    method: Method
    bore: Bore = "unseen"
    hammer: Hammer = "unseen"
    took_ms: Ms = 0
    under: ChamberNumber | None = None
    magazine: MagazineSeen = "unseen"
    body: Body = "unseen"
    tag: Name | None = None


class Show(Act, frozen=True):
    """Show the open weapon to people who asked or who stand in front of it."""

    weapon: WeaponId
    to: tuple[PersonId, ...]


class Load(Act, frozen=True):
    """Load numbered chambers from a box; `watchers` were offered to watch."""

    weapon: WeaponId
    chambers: Chambers
    box: BoxId
    watchers: tuple[PersonId, ...] = ()


class Unload(Act, frozen=True):
    """Empty numbered chambers; whole rounds go into the box, spent cases to brass.

    A box not known yet is made at `place`.
    """

    weapon: WeaponId
    chambers: Chambers
    box: BoxId
    place: PlaceId | None = None


class Discharge(Act, frozen=True):
    """Record a shot, planned or not, and from which chambers."""

    weapon: WeaponId
    chambers: tuple[ChamberNumber, ...]
    planned: bool


class Misfire(Act, frozen=True):
    """Record that a chamber did not fire."""

    weapon: WeaponId
    chamber: ChamberNumber


# --- custody -----------------------------------------------------------------


class TakeOut(Act, frozen=True):
    """Take a weapon out of where it is kept: to use it, or only to make it safe."""

    weapon: WeaponId
    to_make_safe: bool = False


class Offer(Act, frozen=True):
    """Offer a weapon to a person, chambers open to their look."""

    weapon: WeaponId
    to: PersonId


class Accept(Act, frozen=True):
    """Accept the weapon offered; say whether the look was taken or declined."""

    weapon: WeaponId
    look: LookAnswer


class Decline(Act, frozen=True):
    """Decline the weapon offered. No reason is owed."""

    weapon: WeaponId
    grounds: Grounds = "none-given"


class Collect(Act, frozen=True):
    """Take a weapon back from whoever holds it."""

    weapon: WeaponId


class ConfirmReturn(Act, frozen=True):
    """Confirm having given back a weapon that was collected."""

    weapon: WeaponId


class LockUp(Act, frozen=True):
    """Put a weapon into a place that locks, and lock it."""

    weapon: WeaponId
    place: PlaceId


class RecordCondition(Act, frozen=True):
    """Record a weapon's working condition; unsound takes it out of use."""

    weapon: WeaponId
    sound: bool
    hammer: Hammer = "unseen"
    paper: Digest | None = None
    occasion: Occasion = "routine"
    photos: tuple[Digest, ...] = ()
    tag: Name | None = None
    vent: Vent | None = None


# --- the day -----------------------------------------------------------------


class CallDay(Act, frozen=True):
    """Call the day: from when to when weapons may be out."""

    call_at: Ms
    wrap_by: Ms
    in_charge: PersonId | None = None


class PutInCharge(Act, frozen=True):
    """Put another weapons handler in charge of all weapons for the rest of the day."""

    person: PersonId


class Break(Act, frozen=True):
    """Break the company."""


class Resume(Act, frozen=True):
    """Resume after a break."""


class ChangeSetUp(Act, frozen=True):
    """Go to a planned set-up."""

    set_up: SetUpId


class Announce(Act, frozen=True):
    """Call a weapon out to the set as what it is."""

    weapon: WeaponId
    called: Called


class Cut(Act, frozen=True):
    """Call the cut."""


class Wrap(Act, frozen=True):
    """Wrap the day."""


# --- stop, hold, mend --------------------------------------------------------


class Stop(Act, frozen=True):
    """Stop the set. Anyone may."""

    grounds: Grounds = "none-given"


class LiftHold(Act, frozen=True):
    """Lift a hold, with grounds, by a person entitled to it."""

    hold: HoldId
    grounds: Grounds


class Report(Act, frozen=True):
    """Tell what happened outside the system; flagged for ever."""

    what: Outside
    happened_at: Ms
    weapon: WeaponId | None = None
    box: BoxId | None = None
    to: PersonId | None = None
    grounds: Grounds = "none-given"


class Correct(Act, frozen=True):
    """Correct an earlier entry by pointing at it; nothing is overwritten."""

    entry: Annotated[int, Meta(ge=0)]
    grounds: Grounds
    weapon: WeaponId | None = None


AnyAct: TypeAlias = (
    Open
    | AdoptPack
    | Enrol
    | Invite
    | AddKey
    | RevokeKey
    | AssignDuty
    | RecordPermit
    | RecordTraining
    | RegisterPlace
    | RegisterWeapon
    | VerifyStatus
    | Repair
    | SendBack
    | Surrender
    | RegisterDummyType
    | PlanSetUp
    | AssessRisk
    | Endorse
    | ApproveScene
    | HoldMeeting
    | GiveNotice
    | IssueProtection
    | Receive
    | Prove
    | Transfer
    | Move
    | Seal
    | BreakSeal
    | Count
    | CountBrass
    | Quarantine
    | ReturnToSupplier
    | Sweep
    | Examine
    | Release
    | TestBlank
    | AllowLive
    | Expend
    | SeedTrainer
    | RevealTrainer
    | Find
    | Inspect
    | Show
    | Load
    | Unload
    | Discharge
    | Misfire
    | TakeOut
    | Offer
    | Accept
    | Decline
    | Collect
    | ConfirmReturn
    | LockUp
    | RecordCondition
    | CallDay
    | PutInCharge
    | Break
    | Resume
    | ChangeSetUp
    | Announce
    | Cut
    | Wrap
    | Stop
    | LiftHold
    | Report
    | Correct
    | Forget
    | ChangeDeskKey
    | LoseDeskKey
    | ConfirmDeskKey
)
