"""Everything that can be recorded, in the past tense. Catalogue 2 of 3.

1. `at` is when the desk heard it (ms UTC); it never goes back.
2. A granted act leaves the event of its own name and, where it has consequences,
   those as events of their own: `SightLost`, `HoldSet`, `RoundsMissing` …
3. An event holds everything `evolve` needs, and no text of a pack: that stands in
   the act, under the digest named here.

Long, and one noun: declarations with no logic, looked up by name. What they do is in
`rules/`, one noun a file.
"""

from typing import TypeAlias

from msgspec import Struct

from lastlook.core.acts import kebab
from lastlook.core.words import (
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
    LookAnswer,
    LotId,
    MadeFrom,
    Magazine,
    MagazineSeen,
    Mechanism,
    Method,
    Ms,
    Name,
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


class Event(
    Struct,
    frozen=True,
    kw_only=True,
    tag_field="event",
    tag=kebab,
    omit_defaults=True,
    gc=False,
):
    """What every event says: by whom, and when the desk heard it."""

    by: PersonId
    at: Ms


# --- the production and its people -------------------------------------------


class Opened(Event, frozen=True):
    """A production was opened; `by` is its first person."""

    production: ProductionId
    roles: tuple[Role, ...]
    key: KeyText
    pack: Digest


class PackAdopted(Event, frozen=True):
    """One more pack of rules is in force."""

    pack: Digest


class Enrolled(Event, frozen=True):
    """A person was enrolled."""

    person: PersonId
    roles: tuple[Role, ...]
    key: KeyText | None = None
    minor: bool = False


class Invited(Event, frozen=True):
    """A person may add a phone."""

    person: PersonId
    digest: Digest
    until: Ms


class KeyAdded(Event, frozen=True):
    """A person added a phone's key."""

    key: KeyText


class KeyEnded(Event, frozen=True):
    """A key counts no longer."""

    key: KeyText
    grounds: Grounds


class Forgotten(Event, frozen=True):
    """A person's name, contact and PIN were erased."""

    person: PersonId
    grounds: Grounds


class DeskKeyChanged(Event, frozen=True):
    """The desk goes on under another key, which the one before named."""

    key: KeyText


class DeskKeyLost(Event, frozen=True):
    """The desk goes on under another key, which one person named."""

    key: KeyText


class DeskKeyConfirmed(Event, frozen=True):
    """A second person named that key too."""

    key: KeyText


class DutyAssigned(Event, frozen=True):
    """A person was put on a duty."""

    person: PersonId
    duty: Duty
    starts_at: Ms
    ends_at: Ms


class PermitRecorded(Event, frozen=True):
    """A permit was recorded."""

    person: PersonId
    classes: tuple[WeaponClass, ...]
    valid_from: Ms
    valid_until: Ms
    document: Name | None = None


class TrainingRecorded(Event, frozen=True):
    """A training was recorded."""

    person: PersonId
    weapon_class: WeaponClass
    action: Name
    valid_until: Ms


# --- places, weapons, dummy types --------------------------------------------


class PlaceRegistered(Event, frozen=True):
    """A place was registered."""

    place: PlaceId
    kind: PlaceKind
    locks: bool


class WeaponRegistered(Event, frozen=True):
    """A weapon arrived; nothing about its contents is known."""

    weapon: WeaponId
    weapon_class: WeaponClass
    mechanism: Mechanism
    chambers: int
    calibre: Calibre
    serial: Serial
    supplier: SupplierId
    place: PlaceId
    transfer_bar: bool
    magazine: Magazine = "none"
    vent: Vent = "unknown"
    edge: Edge = "none"
    tag: Name | None = None
    like: tuple[WeaponId, ...] = ()
    owner: Owner = "supplier"
    altered: Grounds | None = None


class StatusVerified(Event, frozen=True):
    """A weapon was verified here to be what its papers say."""

    weapon: WeaponId


class Repaired(Event, frozen=True):
    """A weapon was repaired or changed by somebody qualified."""

    weapon: WeaponId
    what: Grounds


class SentBack(Event, frozen=True):
    """A weapon went back to its supplier."""

    weapon: WeaponId


class Surrendered(Event, frozen=True):
    """A weapon was given, as it is, to an authority."""

    weapon: WeaponId
    reference: Name


class DummyTypeRegistered(Event, frozen=True):
    """A type of dummy and its signature were declared."""

    dummy_type: DummyTypeId
    calibre: Calibre
    hole: bool
    rattle: bool
    primer: Primer


# --- scenes ------------------------------------------------------------------


class SetUpPlanned(Event, frozen=True):
    """A set-up was planned; its scene must be assessed, approved and met anew."""

    set_up: SetUpId
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
    blank_load: BlankLoad | None = None
    near: tuple[PersonId, ...] = ()
    public_view: bool = False
    contact: bool = False
    used_up: tuple[HoldId, ...] = ()  # rules lifted for it; another plan asks anew


class RiskAssessed(Event, frozen=True):
    """The risk of a scene was assessed."""

    scene: SceneId
    residual: Residual


class Endorsed(Event, frozen=True):
    """A scene's assessment was endorsed by a weapons handler."""

    scene: SceneId


class SceneApproved(Event, frozen=True):
    """A scene was approved as planned."""

    scene: SceneId


class MeetingHeld(Event, frozen=True):
    """A safety meeting was held."""

    scene: SceneId
    present: tuple[PersonId, ...]
    dry_run: bool
    topics: tuple[Topic, ...] = ()


class NoticeGiven(Event, frozen=True):
    """Somebody outside was told, of a scene or of a loss."""

    what: NoticeKind
    reference: Name
    scene: SceneId | None = None
    officer: bool = False


class ProtectionIssued(Event, frozen=True):
    """Protection was issued for a set-up."""

    set_up: SetUpId
    to: tuple[PersonId, ...]
    what: tuple[Protection, ...]


# --- stock -------------------------------------------------------------------


class Received(Event, frozen=True):
    """A lot arrived in one box, unproved."""

    lot: LotId
    kind: RoundKind
    calibre: Calibre
    rounds: int
    supplier: SupplierId
    box: BoxId
    place: PlaceId
    dummy_type: DummyTypeId | None = None
    load: BlankLoad | None = None
    made_from: MadeFrom = "factory"
    owner: Owner = "supplier"


class Proved(Event, frozen=True):
    """Every round of a box passed every test of its signature."""

    box: BoxId
    proved: int
    methods: tuple[Method, ...]


class ProofFailed(Event, frozen=True):
    """Rounds of a box failed their signature: none of the box may be used."""

    box: BoxId
    failed: int
    methods: tuple[Method, ...]


class ProofLost(Event, frozen=True):
    """A box was open and out of sight: its proof counts no longer."""

    box: BoxId


class Transferred(Event, frozen=True):
    """Rounds went from one box into another."""

    box: BoxId
    into: BoxId
    rounds: int
    place: PlaceId | None = None


class Moved(Event, frozen=True):
    """A box was carried to another place."""

    box: BoxId
    place: PlaceId


class Sealed(Event, frozen=True):
    """A box was sealed."""

    box: BoxId
    seal: SealId


class SealBroken(Event, frozen=True):
    """A seal was broken, found whole or not."""

    box: BoxId
    intact: bool


class Counted(Event, frozen=True):
    """A box was counted."""

    box: BoxId
    rounds: int


class BrassCounted(Event, frozen=True):
    """Spent cases were counted in."""

    lot: LotId
    cases: int


class RoundsMissing(Event, frozen=True):
    """A count came short, or a chamber did: these rounds are unaccounted for."""

    lot: LotId
    rounds: int
    box: BoxId | None = None
    weapon: WeaponId | None = None
    chamber: int | None = None


class Quarantined(Event, frozen=True):
    """A box was taken out of use."""

    box: BoxId
    grounds: Grounds


class WentBack(Event, frozen=True):
    """A box went back to its supplier."""

    box: BoxId


class Swept(Event, frozen=True):
    """A place was searched for loose rounds."""

    place: PlaceId
    rounds: int


class Examined(Event, frozen=True):
    """Rounds were examined, and what they are was said."""

    box: BoxId
    verdict: Verdict


class Released(Event, frozen=True):
    """A box came out of quarantine, unproved."""

    box: BoxId
    grounds: Grounds


class BlankTested(Event, frozen=True):
    """Blanks were fired from a weapon to see how far they carry."""

    weapon: WeaponId
    box: BoxId
    rounds: int
    distance_cm: Cm


class LiveAllowed(Event, frozen=True):
    """Live rounds were allowed for a coded exception."""

    exception: LiveException
    place: PlaceId
    rounds: int
    until: Ms


class Expended(Event, frozen=True):
    """Live rounds were fired under an exception."""

    box: BoxId
    rounds: int


class LotDoubted(Event, frozen=True):
    """A round of a lot went off that should not have, or was taken for live."""

    lot: LotId


class TrainerSeeded(Event, frozen=True):
    """A trainer round was hidden somewhere."""

    digest: Digest


class TrainerRevealed(Event, frozen=True):
    """A trainer round was revealed: found as that lot, or by nobody."""

    box: BoxId
    digest: Digest
    lot: LotId | None = None


class Found(Event, frozen=True):
    """Rounds came to light that no record accounts for, as a lot of their own."""

    lot: LotId
    rounds: int
    looks: RoundKind
    box: BoxId | None = None
    place: PlaceId | None = None
    weapon: WeaponId | None = None
    chamber: int | None = None


# --- looking and loading -----------------------------------------------------


class Inspected(Event, frozen=True):
    """Chambers were looked into."""

    weapon: WeaponId
    chambers: tuple[Seen, ...]
    method: Method
    bore: Bore
    hammer: Hammer
    took_ms: Ms
    under: int | None = None
    magazine: MagazineSeen = "unseen"
    body: Body = "unseen"
    tag: Name | None = None


class SightLost(Event, frozen=True):
    """Every look into a weapon counts no longer, and why."""

    weapon: WeaponId
    because: Lapse


class Shown(Event, frozen=True):
    """The open weapon was shown."""

    weapon: WeaponId
    to: tuple[PersonId, ...]


class Loaded(Event, frozen=True):
    """Chambers were loaded from a box."""

    weapon: WeaponId
    chambers: tuple[int, ...]
    box: BoxId
    watchers: tuple[PersonId, ...]


class Unloaded(Event, frozen=True):
    """Chambers were emptied."""

    weapon: WeaponId
    chambers: tuple[int, ...]
    box: BoxId
    place: PlaceId | None = None


class Discharged(Event, frozen=True):
    """A shot was fired."""

    weapon: WeaponId
    chambers: tuple[int, ...]
    planned: bool


class Misfired(Event, frozen=True):
    """A chamber did not fire."""

    weapon: WeaponId
    chamber: int


# --- custody -----------------------------------------------------------------


class TakenOut(Event, frozen=True):
    """A weapon was taken out."""

    weapon: WeaponId
    to_make_safe: bool = False


class Offered(Event, frozen=True):
    """A weapon was offered."""

    weapon: WeaponId
    to: PersonId


class Accepted(Event, frozen=True):
    """The weapon changed hands: offered by one, accepted by the other."""

    weapon: WeaponId
    giver: PersonId
    look: LookAnswer
    via: PersonId | None = None


class Declined(Event, frozen=True):
    """The weapon offered was declined."""

    weapon: WeaponId
    grounds: Grounds


class Collected(Event, frozen=True):
    """A weapon was taken back."""

    weapon: WeaponId
    giver: PersonId | None = None


class ReturnConfirmed(Event, frozen=True):
    """Giving a weapon back was confirmed."""

    weapon: WeaponId


class LockedUp(Event, frozen=True):
    """A weapon was locked up."""

    weapon: WeaponId
    place: PlaceId


class ConditionRecorded(Event, frozen=True):
    """A weapon's condition was recorded."""

    weapon: WeaponId
    sound: bool
    hammer: Hammer
    occasion: Occasion = "routine"
    photos: tuple[Digest, ...] = ()
    tag: Name | None = None
    vent: Vent | None = None


# --- the day -----------------------------------------------------------------


class DayCalled(Event, frozen=True):
    """A day was called."""

    call_at: Ms
    wrap_by: Ms
    in_charge: PersonId | None = None


class ChargeGiven(Event, frozen=True):
    """Somebody was put in charge of all weapons."""

    person: PersonId


class BreakCalled(Event, frozen=True):
    """The company broke."""


class Resumed(Event, frozen=True):
    """The company resumed."""


class SetUpChanged(Event, frozen=True):
    """The company went to a set-up."""

    set_up: SetUpId


class Announced(Event, frozen=True):
    """A weapon was called out to the set."""

    weapon: WeaponId
    called: Called


class CutCalled(Event, frozen=True):
    """The cut was called."""


class Wrapped(Event, frozen=True):
    """The day was wrapped."""


# --- stop, hold, mend --------------------------------------------------------


class HoldSet(Event, frozen=True):
    """Something stands still until it is lifted."""

    hold: HoldId
    kind: HoldKind
    grounds: Grounds
    involved: tuple[PersonId, ...] = ()
    weapon: WeaponId | None = None
    box: BoxId | None = None
    exhibit: WeaponId | None = None  # what it happened with, and what stays here


class HoldLifted(Event, frozen=True):
    """A hold was lifted."""

    hold: HoldId
    grounds: Grounds


class RuleLifted(Event, frozen=True):
    """A rule of severity *hold* was lifted for one subject, until."""

    hold: HoldId
    grounds: Grounds
    until: Ms


class Reported(Event, frozen=True):
    """Something happened outside the system and was told afterwards."""

    what: Outside
    happened_at: Ms
    grounds: Grounds
    weapon: WeaponId | None = None
    box: BoxId | None = None
    to: PersonId | None = None


class Corrected(Event, frozen=True):
    """An earlier entry was corrected."""

    entry: int
    grounds: Grounds
    weapon: WeaponId | None = None


AnyEvent: TypeAlias = (
    Opened
    | PackAdopted
    | Enrolled
    | Invited
    | KeyAdded
    | KeyEnded
    | DutyAssigned
    | PermitRecorded
    | TrainingRecorded
    | PlaceRegistered
    | WeaponRegistered
    | StatusVerified
    | Repaired
    | SentBack
    | Surrendered
    | DummyTypeRegistered
    | SetUpPlanned
    | RiskAssessed
    | Endorsed
    | SceneApproved
    | MeetingHeld
    | NoticeGiven
    | ProtectionIssued
    | Received
    | Proved
    | ProofFailed
    | ProofLost
    | Transferred
    | Moved
    | Sealed
    | SealBroken
    | Counted
    | BrassCounted
    | RoundsMissing
    | Quarantined
    | WentBack
    | Swept
    | Examined
    | Released
    | BlankTested
    | LiveAllowed
    | Expended
    | LotDoubted
    | TrainerSeeded
    | TrainerRevealed
    | Found
    | Inspected
    | SightLost
    | Shown
    | Loaded
    | Unloaded
    | Discharged
    | Misfired
    | TakenOut
    | Offered
    | Accepted
    | Declined
    | Collected
    | ReturnConfirmed
    | LockedUp
    | ConditionRecorded
    | DayCalled
    | ChargeGiven
    | BreakCalled
    | Resumed
    | SetUpChanged
    | Announced
    | CutCalled
    | Wrapped
    | HoldSet
    | HoldLifted
    | RuleLifted
    | Reported
    | Corrected
    | Forgotten
    | DeskKeyChanged
    | DeskKeyLost
    | DeskKeyConfirmed
)
