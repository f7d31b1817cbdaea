"""Every rule an act can break: code, facts, sentence. Catalogue 3 of 3.

1. A *refusal* names a rule of a pack; the pack gives its source, its severity and
   the remedy. The first field is the subject a hold may be lifted for.
2. A sentence states a fact and blames nobody. Times in it are `Ms`; whoever shows
   it writes them in the reader's clock.
3. Those about scenes, plans and days stand in `refusals_of_plans.py`, and are imported
   from here like the others.
4. What no pack can rule on, because the record cannot be so, stands in
   `impossibilities.py`.

Long, and one noun: the second one, plans, has a file of its own (3). What is left is
one sentence a class, with no logic.
"""

from typing import TypeAlias

from lastlook.core.refusal import Refusal
from lastlook.core.refusals_of_plans import (
    AmmunitionOut,
    BlankAtPerson,
    BriefingOwed,
    CountMissing,
    DayNotCalled,
    DayTooLong,
    DistanceTooShort,
    DryRunMissing,
    LoadedAtWrap,
    LoadNotSaid,
    MeetingNotHeld,
    MeetingTooOld,
    NoPointing,
    NoSetUp,
    NotAtMeeting,
    NotEndorsed,
    NoticeMissing,
    NoticeTooLate,
    NotInSetUp,
    NotLockedUp,
    NotSwept,
    OfficerMissing,
    OnBreak,
    OutOfHours,
    OwnPlan,
    PointingAtPerson,
    ProtectionMissing,
    RehearsalFunctional,
    RehearsalLoaded,
    ReplicaFirst,
    ResidualHigh,
    RiskIncomplete,
    RiskNotAssessed,
    SceneNotApproved,
    TopicsMissing,
    WeaponNotPlanned,
)
from lastlook.core.words import Ms

__all__ = [  # those that stand elsewhere and are imported from here
    "AmmunitionOut",
    "BlankAtPerson",
    "BriefingOwed",
    "CountMissing",
    "DayNotCalled",
    "DayTooLong",
    "DistanceTooShort",
    "DryRunMissing",
    "LoadNotSaid",
    "LoadedAtWrap",
    "MeetingNotHeld",
    "MeetingTooOld",
    "NoPointing",
    "NoSetUp",
    "NotAtMeeting",
    "NotEndorsed",
    "NotInSetUp",
    "NotLockedUp",
    "NotSwept",
    "NoticeMissing",
    "NoticeTooLate",
    "OfficerMissing",
    "OnBreak",
    "OutOfHours",
    "OwnPlan",
    "PointingAtPerson",
    "ProtectionMissing",
    "Refusal",
    "RehearsalFunctional",
    "RehearsalLoaded",
    "ReplicaFirst",
    "ResidualHigh",
    "RiskIncomplete",
    "RiskNotAssessed",
    "SceneNotApproved",
    "TopicsMissing",
    "WeaponNotPlanned",
]

# --- who speaks --------------------------------------------------------------


class NotYourKey(Refusal, frozen=True):
    by: str
    says = "The act says {by}, but it is signed with another person's phone."


class KeyRevoked(Refusal, frozen=True):
    by: str
    revoked_at: Ms
    says = "The phone that signed for {by} was revoked at {revoked_at}."


class WordForAnother(Refusal, frozen=True):
    by: str
    via: str
    says = "{via} cannot give {by}'s word for this act, only for an answer to an offer."


class InvitationNotGood(Refusal, frozen=True):
    by: str
    says = "The invitation of {by} is used up, out of date or another one."


class LastKey(Refusal, frozen=True):
    person: str
    says = "After this phone of {person} nobody could let a phone in any more."


class DeskKeyUnconfirmed(Refusal, frozen=True):
    by: str
    says = "{by} said that the desk's key was lost, and nobody else has confirmed it."


class EnteredLate(Refusal, frozen=True):
    by: str
    happened_at: Ms
    says = "This happened at {happened_at}, too long ago to count as seen now."


class ClockAhead(Refusal, frozen=True):
    by: str
    at: Ms
    says = "The phone says {at}, which is still to come."


class NotYourPart(Refusal, frozen=True):
    by: str
    act: str
    says = "{by} has no role that may do this: {act}."


class NotOnDuty(Refusal, frozen=True):
    by: str
    says = "{by} is not on weapons duty now."


class OtherDuty(Refusal, frozen=True):
    by: str
    duty: str
    says = "{by} has another duty now ({duty}) and cannot mind a weapon."


class PermitMissing(Refusal, frozen=True):
    by: str
    weapon_class: str
    says = "{by} has no current permit for a {weapon_class}."


class NotTrained(Refusal, frozen=True):
    person: str
    weapon_class: str
    action: str
    says = "{person} is not trained for {action} with a {weapon_class}."


class MinorInCustody(Refusal, frozen=True):
    person: str
    says = "{person} is a minor and may not be given this weapon."


class RolesConflict(Refusal, frozen=True):
    person: str
    says = "{person} would handle weapons and judge how they are handled."


class DocumentMissing(Refusal, frozen=True):
    by: str
    document: str
    weapon_class: str
    says = "{by} has no current {document} for a {weapon_class}."


class CourseMissing(Refusal, frozen=True):
    person: str
    set_up: str
    says = "{person} is near the weapon in {set_up} and has had no firearms course."


class NobodyInCharge(Refusal, frozen=True):
    weapon: str
    says = "Nobody on weapons duty is named in charge of {weapon} and the others today."


class TooFewHandlers(Refusal, frozen=True):
    weapon: str
    out: int
    on_duty: int
    says = (
        "With {weapon} {out} weapons would be out, and {on_duty} handlers are on duty."
    )


class NoSafetyAdviser(Refusal, frozen=True):
    weapon: str
    says = (
        "No safety adviser without another duty is on duty while {weapon} is in play."
    )


class ContactNotNamed(Refusal, frozen=True):
    weapon: str
    says = "Nobody is named whom people can turn to about {weapon} and its rules."


class NoMedic(Refusal, frozen=True):
    weapon: str
    says = "No medic is on duty while {weapon} holds blanks."


# --- custody -----------------------------------------------------------------


class HandOverByHandler(Refusal, frozen=True):
    weapon: str
    by: str
    to: str
    says = "Only a weapons handler hands {weapon} over; {by} is not one."


class OfferLapsed(Refusal, frozen=True):
    weapon: str
    offered_at: Ms
    says = "The offer of {weapon} from {offered_at} has lapsed."


class OfferOpen(Refusal, frozen=True):
    weapon: str
    to: str
    says = "{weapon} is already offered to {to}, who has not answered."


class PlaceDoesNotLock(Refusal, frozen=True):
    place: str
    says = "{place} does not lock."


class NotCollected(Refusal, frozen=True):
    weapon: str
    holder: str
    says = "{weapon} is still in {holder}'s hands after the cut."


class ReturnNotConfirmed(Refusal, frozen=True):
    weapon: str
    person: str
    says = "{person} has not confirmed giving {weapon} back."


class WeaponUnsound(Refusal, frozen=True):
    weapon: str
    says = "{weapon} is out of use: its condition was recorded as not sound."


class WeaponUnattended(Refusal, frozen=True):
    weapon: str
    says = "{weapon} is in nobody's hands and under no lock."


class ConditionOwed(Refusal, frozen=True):
    weapon: str
    occasion: str
    says = "The condition of {weapon} has not been recorded ({occasion})."


class PhotosMissing(Refusal, frozen=True):
    weapon: str
    occasion: str
    says = "No photograph of {weapon} is recorded with its condition ({occasion})."


class RepairNotRecorded(Refusal, frozen=True):
    weapon: str
    says = "{weapon} was found not sound, and nobody has recorded a repair since."


class NotAGunsmith(Refusal, frozen=True):
    by: str
    weapon: str
    says = "{by} has no current gunsmith's paper that covers {weapon}."


class PersonalProperty(Refusal, frozen=True):
    thing: str
    says = "{thing} belongs to somebody of the company."


class WeaponAltered(Refusal, frozen=True):
    weapon: str
    altered: str
    says = "{weapon} was altered: {altered}."


class LiveCapable(Refusal, frozen=True):
    weapon: str
    says = "{weapon} can chamber and fire a live round."


class StatusNotVerified(Refusal, frozen=True):
    weapon: str
    weapon_class: str
    says = "That {weapon} is {weapon_class} is said on paper and was not verified here."


class VentUnknown(Refusal, frozen=True):
    weapon: str
    says = "It is not known where {weapon} vents."


# --- mechanism ---------------------------------------------------------------


class HammerUnseen(Refusal, frozen=True):
    weapon: str
    says = "Where the hammer of {weapon} rests has not been seen."


class HammerOnLoaded(Refusal, frozen=True):
    weapon: str
    chamber: int
    says = "The hammer of {weapon} rests on chamber {chamber}, not seen empty."


class HammerCocked(Refusal, frozen=True):
    weapon: str
    says = "The hammer of {weapon} is cocked."


class LoadPosition(Refusal, frozen=True):
    weapon: str
    hammer: str
    says = "{weapon} is loaded at half cock; where the hammer is: {hammer}."


class MagazineIn(Refusal, frozen=True):
    weapon: str
    says = "The magazine of {weapon} was not out while its chamber was looked into."


class OnlyMagazineSeen(Refusal, frozen=True):
    weapon: str
    says = "The magazine of {weapon} was seen and the chamber was not."


class BodyUnseen(Refusal, frozen=True):
    weapon: str
    people: int
    needed: int
    says = "{people} of {needed} people have looked at {weapon} to see what it is."


class BodyOtherwise(Refusal, frozen=True):
    weapon: str
    found: str
    says = "A look at {weapon} found: {found}. It is not registered as that."


class TagUnread(Refusal, frozen=True):
    weapon: str
    tag: str
    says = "{weapon} has a look-alike, and its tag {tag} was not read."


class BladeInContact(Refusal, frozen=True):
    weapon: str
    found: str
    says = "{weapon} touches a person here, and was found to be: {found}."


class SharpInRehearsal(Refusal, frozen=True):
    weapon: str
    set_up: str
    says = "{weapon} has a sharp edge, and {set_up} is no take."


class DryFireBarred(Refusal, frozen=True):
    weapon: str
    says = "{weapon} is not dry-fired here, not even to show it empty."


class DryFireOwed(Refusal, frozen=True):
    weapon: str
    says = "{weapon} has not been dry-fired in a safe direction to show it empty."


class LookHasty(Refusal, frozen=True):
    weapon: str
    took_ms: int
    least_ms: int
    says = "The look into {weapon} took {took_ms} ms; {least_ms} ms are the least."


# --- clearance ---------------------------------------------------------------


class ChambersUnseen(Refusal, frozen=True):
    weapon: str
    seen: int
    chambers: int
    says = "{seen} of {chambers} chambers of {weapon} have been seen."


class SecondLookMissing(Refusal, frozen=True):
    weapon: str
    people: int
    needed: int
    says = "{people} of {needed} people have looked into every chamber of {weapon}."


class SameTestTwice(Refusal, frozen=True):
    weapon: str
    method: str
    says = "Both looks into {weapon} used the same test ({method})."


class ClearanceLapsed(Refusal, frozen=True):
    weapon: str
    lapsed_at: Ms
    says = "The clearance of {weapon} lapsed at {lapsed_at}."


class BoreNotClear(Refusal, frozen=True):
    weapon: str
    says = (
        "The bore of {weapon} has not been seen clear since it was last out of sight."
    )


class ContentUnclear(Refusal, frozen=True):
    weapon: str
    says = "{weapon} was seen to hold a spent case, a doubt or worse."


class OpenedByHandler(Refusal, frozen=True):
    weapon: str
    holder: str
    says = "{weapon} is in {holder}'s hands; only a weapons handler opens it."


class CalledOtherwise(Refusal, frozen=True):
    weapon: str
    called: str
    may_be_called: str
    says = "{weapon} may be called {may_be_called}, not {called}."


class TestCannotTell(Refusal, frozen=True):
    weapon: str
    method: str
    saw: str
    says = "Looking by {method} cannot tell that a chamber of {weapon} is {saw}."


# --- loading -----------------------------------------------------------------


class LiveRound(Refusal, frozen=True):
    lot: str
    says = "{lot} is live ammunition; none may be on the property."


class ExceptionNotOpen(Refusal, frozen=True):
    exception: str
    says = "The packs in force do not all leave {exception} open for live rounds."


class MadeFromLive(Refusal, frozen=True):
    lot: str
    says = "{lot} was made from live components."


class SignatureMissing(Refusal, frozen=True):
    lot: str
    says = "{lot} has no declared signature by which its dummies could be proved."


class OneSignOnly(Refusal, frozen=True):
    dummy_type: str
    says = "{dummy_type} shows itself by one test only; two people need two."


class BoxNotProved(Refusal, frozen=True):
    box: str
    says = "The rounds in {box} have not been proved one by one."


class BoxQuarantined(Refusal, frozen=True):
    box: str
    grounds: str
    says = "{box} is in quarantine: {grounds}."


class LotInDoubt(Refusal, frozen=True):
    lot: str
    says = "A round of {lot} failed, went off or was taken for live, and none said why."


class ContentDisagrees(Refusal, frozen=True):
    weapon: str
    chamber: int
    says = "Chamber {chamber} of {weapon} was seen to hold what the record does not."


class UnfitForLoad(Refusal, frozen=True):
    thing: str
    weapon_class: str
    says = "{thing} asks for rounds in a {weapon_class}, which is made to hold none."


class KeptApart(Refusal, frozen=True):
    place: str
    says = "Live rounds are kept in {place}, or would be, and something else is."


class BoxSealed(Refusal, frozen=True):
    box: str
    seal: str
    says = "{box} is under seal {seal}."


class NotEveryRound(Refusal, frozen=True):
    box: str
    tested: int
    rounds: int
    says = "{tested} of the {rounds} rounds in {box} were tested."


class TestsMissing(Refusal, frozen=True):
    box: str
    missing: str
    says = "The declared signature of the rounds in {box} also asks for: {missing}."


class WrongCalibre(Refusal, frozen=True):
    weapon: str
    calibre: str
    says = "{weapon} does not take {calibre}."


class LoadNotPlanned(Refusal, frozen=True):
    weapon: str
    kind: str
    planned: str
    says = "This set-up plans {planned} in {weapon}, not {kind}."


class LoadTooStrong(Refusal, frozen=True):
    weapon: str
    load: str
    planned: str
    says = "{weapon} would get a {load} load; this set-up plans {planned}."


class NotFactoryMade(Refusal, frozen=True):
    lot: str
    made_from: str
    says = "{lot} was not made as a theatrical round by a maker of them ({made_from})."


class BlankNotTested(Refusal, frozen=True):
    weapon: str
    lot: str
    distance_cm: int
    says = "{lot} was not tested in {weapon} at {distance_cm} cm or nearer."


class BoreBeforeLoading(Refusal, frozen=True):
    weapon: str
    says = "The bore of {weapon} has not been seen clear before it is loaded."


class BoreAfterFiring(Refusal, frozen=True):
    weapon: str
    says = "The bore of {weapon} has not been seen since it was fired."


class LoadedTooLong(Refusal, frozen=True):
    weapon: str
    loaded_at: Ms
    says = "{weapon} was loaded at {loaded_at}, too long before it is used."


class ShotNotCalled(Refusal, frozen=True):
    weapon: str
    says = "{weapon} was fired without having been called out with blanks."


class ChamberNotSeenEmpty(Refusal, frozen=True):
    weapon: str
    chamber: int
    says = "Chamber {chamber} of {weapon} has not been seen empty."


class WatchNotOffered(Refusal, frozen=True):
    weapon: str
    says = "Nobody was offered to watch {weapon} being loaded."


class MisfireWait(Refusal, frozen=True):
    weapon: str
    opens_at: Ms
    says = "{weapon} misfired; it is not opened before {opens_at}."


# --- stop and hold -----------------------------------------------------------


class SetStopped(Refusal, frozen=True):
    hold: str
    kind: str
    says = "The set is stopped ({kind}, {hold})."


class WeaponOnHold(Refusal, frozen=True):
    weapon: str
    hold: str
    says = "{weapon} is on hold ({hold})."


class NotYoursToLift(Refusal, frozen=True):
    hold: str
    by: str
    says = "{by} has no role that may lift {hold}."


class ConflictOfInterest(Refusal, frozen=True):
    hold: str
    by: str
    says = "{by} is involved in {hold} and cannot lift it."


class NotExamined(Refusal, frozen=True):
    hold: str
    lot: str
    says = "What was taken for live as {lot} has not been examined."


class StillSuspect(Refusal, frozen=True):
    box: str
    says = "{box} holds rounds that nobody has examined, or that failed."


class VerdictStands(Refusal, frozen=True):
    box: str
    says = "What is in {box} was confirmed live, and no paper says otherwise."


class LossNotReported(Refusal, frozen=True):
    hold: str
    says = "No notice to the police is recorded since {hold} was set."


class StopHasNoOverride(Refusal, frozen=True):
    hold: str
    says = "{hold} is a stop rule; nobody can lift it."


AnyRefusal: TypeAlias = (
    NotYourKey
    | KeyRevoked
    | WordForAnother
    | InvitationNotGood
    | EnteredLate
    | ClockAhead
    | NotYourPart
    | NotOnDuty
    | OtherDuty
    | PermitMissing
    | NotTrained
    | MinorInCustody
    | RolesConflict
    | DocumentMissing
    | CourseMissing
    | NobodyInCharge
    | TooFewHandlers
    | NoSafetyAdviser
    | ContactNotNamed
    | NoMedic
    | HandOverByHandler
    | OfferLapsed
    | OfferOpen
    | PlaceDoesNotLock
    | NotCollected
    | ReturnNotConfirmed
    | WeaponUnsound
    | WeaponUnattended
    | ConditionOwed
    | PhotosMissing
    | RepairNotRecorded
    | NotAGunsmith
    | PersonalProperty
    | WeaponAltered
    | LiveCapable
    | StatusNotVerified
    | VentUnknown
    | HammerUnseen
    | HammerOnLoaded
    | HammerCocked
    | LoadPosition
    | MagazineIn
    | OnlyMagazineSeen
    | BodyUnseen
    | BodyOtherwise
    | TagUnread
    | BladeInContact
    | SharpInRehearsal
    | DryFireBarred
    | DryFireOwed
    | LookHasty
    | ChambersUnseen
    | SecondLookMissing
    | SameTestTwice
    | ClearanceLapsed
    | BoreNotClear
    | ContentUnclear
    | OpenedByHandler
    | CalledOtherwise
    | TestCannotTell
    | LiveRound
    | ExceptionNotOpen
    | MadeFromLive
    | SignatureMissing
    | OneSignOnly
    | BoxNotProved
    | BoxQuarantined
    | LotInDoubt
    | ContentDisagrees
    | UnfitForLoad
    | KeptApart
    | BoxSealed
    | NotEveryRound
    | TestsMissing
    | WrongCalibre
    | LoadNotPlanned
    | LoadTooStrong
    | NotFactoryMade
    | BlankNotTested
    | BoreBeforeLoading
    | BoreAfterFiring
    | LoadedTooLong
    | ShotNotCalled
    | ChamberNotSeenEmpty
    | WatchNotOffered
    | MisfireWait
    | ReplicaFirst
    | RehearsalLoaded
    | PointingAtPerson
    | DistanceTooShort
    | RehearsalFunctional
    | NoPointing
    | BlankAtPerson
    | LoadNotSaid
    | ResidualHigh
    | RiskIncomplete
    | NotEndorsed
    | TopicsMissing
    | MeetingTooOld
    | BriefingOwed
    | DryRunMissing
    | NoticeMissing
    | NoticeTooLate
    | OfficerMissing
    | ProtectionMissing
    | RiskNotAssessed
    | SceneNotApproved
    | OwnPlan
    | MeetingNotHeld
    | NotAtMeeting
    | NoSetUp
    | WeaponNotPlanned
    | NotInSetUp
    | DayNotCalled
    | OutOfHours
    | OnBreak
    | DayTooLong
    | NotLockedUp
    | LoadedAtWrap
    | AmmunitionOut
    | CountMissing
    | NotSwept
    | SetStopped
    | WeaponOnHold
    | NotYoursToLift
    | ConflictOfInterest
    | NotExamined
    | StillSuspect
    | VerdictStands
    | LossNotReported
    | StopHasNoOverride
    | LastKey
    | DeskKeyUnconfirmed
)
