"""The trade's shared controls, and what becomes of each here. C01 to C38.

1. A control is *enforced* where a decision can be made from the record: by the rules
   named. It is *recorded* where an act keeps what was done and nothing can be refused.
   Else it is *out of reach* of software, and the reason is said.
2. An enforced control says as well what no software sees of it.
3. Every rule belongs to one control, or to the keeping of the record itself.

Which pack asks for which rule, and how strictly, the packs say.
"""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from lastlook.core import acts, refusals
from lastlook.core.acts import Act, kebab
from lastlook.core.refusals import Refusal

Stance: TypeAlias = Literal["enforced", "recorded", "out-of-reach"]


class Control(Struct, frozen=True):
    """One control: what it asks, the rules and acts that keep it, what they cannot."""

    number: str
    title: str
    rules: tuple[type[Refusal], ...] = ()
    acts: tuple[type[Act], ...] = ()
    unseen: str = ""  # what no record shows of it

    @property
    def stance(self) -> Stance:
        """Whether it is enforced, recorded or out of reach."""
        if self.rules:
            return "enforced"
        return "recorded" if self.acts else "out-of-reach"


# Rules that keep the record itself: who speaks, when, and that it adds up.
KEEPING: Final[tuple[type[Refusal], ...]] = (
    refusals.NotYourKey,
    refusals.KeyRevoked,
    refusals.WordForAnother,
    refusals.InvitationNotGood,
    refusals.EnteredLate,
    refusals.ClockAhead,
    refusals.LastKey,
    refusals.DeskKeyUnconfirmed,
)

CONTROLS: Final[tuple[Control, ...]] = (
    Control(
        "C01",
        "No live ammunition on set; exceptions are explicit",
        rules=(
            refusals.LiveRound,
            refusals.ExceptionNotOpen,
            refusals.NotSwept,
            refusals.NotExamined,
            refusals.KeptApart,
        ),
        acts=(acts.AllowLive, acts.Expend, acts.Sweep, acts.Find, acts.Examine),
        unseen="A round that nobody enters and no search comes upon.",
    ),
    Control(
        "C02",
        "One named, qualified handler is in charge of all weapons",
        rules=(
            refusals.NobodyInCharge,
            refusals.NotOnDuty,
            refusals.NotYourPart,
            refusals.OpenedByHandler,
        ),
        acts=(acts.CallDay, acts.PutInCharge, acts.AssignDuty),
        unseen="Whether the one named is listened to.",
    ),
    Control(
        "C03",
        "The handler's papers are current and cover this class of weapon",
        rules=(refusals.PermitMissing, refusals.DocumentMissing),
        acts=(acts.RecordPermit,),
        unseen="Whether a paper is genuine.",
    ),
    Control(
        "C04",
        "The handler has no other duty while weapons are in play",
        rules=(refusals.OtherDuty,),
        acts=(acts.AssignDuty,),
        unseen="Work that nobody put on the roster.",
    ),
    Control(
        "C05",
        "Only the handler hands the weapon to the performer",
        rules=(
            refusals.HandOverByHandler,
            refusals.OfferLapsed,
            refusals.NotInSetUp,
        ),
        acts=(acts.Offer, acts.Accept),
        unseen="A hand-over that asked nobody; it can be told afterwards.",
    ),
    Control(
        "C06",
        "The handler collects at once when the activity ends",
        rules=(refusals.NotCollected,),
        acts=(acts.Cut, acts.Collect, acts.ConfirmReturn),
        unseen="A cut that nobody calls.",
    ),
    Control(
        "C07",
        "Enough qualified handlers for the weapons there are",
        rules=(refusals.TooFewHandlers, refusals.DayTooLong),
        acts=(acts.AssignDuty,),
        unseen="How tired they are.",
    ),
    Control(
        "C08",
        "A safety meeting is held on site with the people concerned",
        rules=(
            refusals.MeetingNotHeld,
            refusals.NotAtMeeting,
            refusals.MeetingTooOld,
            refusals.TopicsMissing,
        ),
        acts=(acts.HoldMeeting,),
        unseen="Whether anybody listened.",
    ),
    Control(
        "C09",
        "A walk-through or dry run is made",
        rules=(refusals.DryRunMissing,),
        acts=(acts.HoldMeeting,),
        unseen="Whether it was the action that is then filmed.",
    ),
    Control(
        "C10",
        "The performer is trained and assessed for this action",
        rules=(refusals.NotTrained, refusals.CourseMissing),
        acts=(acts.RecordTraining,),
        unseen="What was learned.",
    ),
    Control(
        "C11",
        "The weapon is inspected before each use",
        rules=(
            refusals.ChambersUnseen,
            refusals.SecondLookMissing,
            refusals.SameTestTwice,
            refusals.ClearanceLapsed,
            refusals.ContentUnclear,
            refusals.ContentDisagrees,
            refusals.LookHasty,
            refusals.HammerUnseen,
            refusals.HammerOnLoaded,
            refusals.HammerCocked,
            refusals.MagazineIn,
            refusals.OnlyMagazineSeen,
            refusals.BodyUnseen,
            refusals.BodyOtherwise,
            refusals.TagUnread,
            refusals.StatusNotVerified,
            refusals.LiveCapable,
            refusals.DryFireBarred,
            refusals.DryFireOwed,
        ),
        acts=(acts.Inspect, acts.Show, acts.VerifyStatus),
        unseen="A person who looks and sees what they expect.",
    ),
    Control(
        "C12",
        "The bore is clear before and after each firing sequence",
        rules=(
            refusals.BoreNotClear,
            refusals.BoreBeforeLoading,
            refusals.BoreAfterFiring,
        ),
        acts=(acts.Inspect,),
    ),
    Control(
        "C13",
        "Loading is by the handler, at the last moment",
        rules=(
            refusals.ChamberNotSeenEmpty,
            refusals.LoadPosition,
            refusals.LoadedTooLong,
            refusals.RehearsalLoaded,
        ),
        acts=(acts.Load, acts.Unload),
    ),
    Control(
        "C14",
        "People near the line of fire may watch the loading",
        rules=(refusals.WatchNotOffered,),
        acts=(acts.Load, acts.Show),
        unseen="Whether the offer was meant.",
    ),
    Control(
        "C15",
        "Dummies are distinguishable and demonstrably inert",
        rules=(
            refusals.MadeFromLive,
            refusals.SignatureMissing,
            refusals.BoxNotProved,
            refusals.BoxQuarantined,
            refusals.NotEveryRound,
            refusals.TestsMissing,
            refusals.TestCannotTell,
            refusals.StillSuspect,
            refusals.LotInDoubt,
            refusals.VerdictStands,
            refusals.OneSignOnly,
        ),
        acts=(
            acts.RegisterDummyType,
            acts.Prove,
            acts.Quarantine,
            acts.Release,
            acts.SeedTrainer,
            acts.RevealTrainer,
        ),
        unseen="What a primer holds.",
    ),
    Control(
        "C16",
        "The right blank for the weapon, commercially made, tested",
        rules=(
            refusals.WrongCalibre,
            refusals.LoadNotPlanned,
            refusals.LoadTooStrong,
            refusals.UnfitForLoad,
            refusals.NotFactoryMade,
            refusals.BlankNotTested,
        ),
        acts=(acts.Receive, acts.TestBlank),
        unseen="What is in a cartridge whose box says otherwise.",
    ),
    Control(
        "C17",
        "Weapons and ammunition are locked when not under supervision",
        rules=(
            refusals.PlaceDoesNotLock,
            refusals.NotLockedUp,
            refusals.AmmunitionOut,
            refusals.DayNotCalled,
            refusals.OutOfHours,
            refusals.OnBreak,
        ),
        acts=(acts.LockUp, acts.Move, acts.Break),
        unseen="Whether the lock was turned.",
    ),
    Control(
        "C18",
        "A weapon is never left unattended, never laid down",
        rules=(refusals.WeaponUnattended,),
        acts=(acts.Report,),
        unseen="A weapon laid down for a minute that nobody tells of.",
    ),
    Control(
        "C19",
        "A weapon is not pointed at people, or mitigations are agreed",
        rules=(
            refusals.PointingAtPerson,
            refusals.NoPointing,
            refusals.BlankAtPerson,
        ),
        acts=(acts.PlanSetUp,),
        unseen="Where it is pointed in the moment.",
    ),
    Control(
        "C20",
        "The distance fits the load",
        rules=(
            refusals.DistanceTooShort,
            refusals.LoadNotSaid,
            refusals.VentUnknown,
        ),
        acts=(acts.PlanSetUp,),
        unseen="Who steps nearer while the camera runs.",
    ),
    Control(
        "C21",
        "Ear, eye and shield protection is issued",
        rules=(refusals.ProtectionMissing,),
        acts=(acts.IssueProtection,),
        unseen="Whether it is worn.",
    ),
    Control(
        "C22",
        "It is announced before a weapon appears or fires",
        rules=(refusals.CalledOtherwise, refusals.ShotNotCalled),
        acts=(acts.Announce,),
        unseen="Who heard it.",
    ),
    Control(
        "C23",
        "The call sheet gives notice of weapons",
        rules=(refusals.NoticeMissing,),
        acts=(acts.GiveNotice,),
        unseen="Who read it.",
    ),
    Control(
        "C24",
        "Police and neighbours know of what the public can see or hear",
        rules=(refusals.NoticeTooLate, refusals.OfficerMissing),
        acts=(acts.GiveNotice,),
        unseen="Whether the notice reached the patrol. A missing one is C23's rule.",
    ),
    Control(
        "C25",
        "After a misfire there is a wait, and the handler clears it",
        rules=(refusals.MisfireWait,),
        acts=(acts.Misfire,),
    ),
    Control(
        "C26",
        "Nobody unqualified repairs or changes a weapon",
        rules=(
            refusals.WeaponUnsound,
            refusals.ConditionOwed,
            refusals.PhotosMissing,
            refusals.RepairNotRecorded,
            refusals.NotAGunsmith,
            refusals.WeaponAltered,
        ),
        acts=(acts.RecordCondition, acts.Repair),
        unseen="A change that nobody tells of, until a look at its condition.",
    ),
    Control(
        "C27",
        "Weapons and rounds are cleaned, checked and counted at the day's end",
        rules=(refusals.LoadedAtWrap, refusals.CountMissing),
        acts=(acts.Count, acts.CountBrass, acts.Wrap),
        unseen="Cleaning.",
    ),
    Control(
        "C28",
        "A register shows who held what, when, and what was out of storage",
        rules=(
            refusals.OfferOpen,
            refusals.ReturnNotConfirmed,
            refusals.BoxSealed,
        ),
        acts=(acts.TakeOut, acts.Accept, acts.Collect, acts.LockUp),
        unseen="Nothing that was asked of the desk; `lastlook register` prints it.",
    ),
    Control(
        "C29",
        "A written risk assessment, revised when action or place changes",
        rules=(
            refusals.RiskNotAssessed,
            refusals.SceneNotApproved,
            refusals.ResidualHigh,
            refusals.RiskIncomplete,
            refusals.NotEndorsed,
            refusals.NoSetUp,
            refusals.WeaponNotPlanned,
        ),
        acts=(acts.AssessRisk, acts.Endorse, acts.ApproveScene),
        unseen="Whether the assessment is any good.",
    ),
    Control(
        "C30",
        "An independent safety person can stop the set; a contact is named",
        rules=(
            refusals.NotYoursToLift,
            refusals.StopHasNoOverride,
            refusals.OwnPlan,
            refusals.RolesConflict,
            refusals.NoSafetyAdviser,
            refusals.ContactNotNamed,
        ),
        acts=(acts.Stop, acts.LiftHold),
        unseen="Whether people dare.",
    ),
    Control(
        "C31",
        "Nobody is made to handle a weapon; a no is recorded and needs no reason",
        acts=(acts.Decline, acts.Accept),
        unseen="Pressure. The offer to look is recorded each time; a performer's look "
        "is an entitlement and never a gate, so no rule can ask for it.",
    ),
    Control(
        "C32",
        "No personal weapons or ammunition",
        rules=(refusals.PersonalProperty,),
        acts=(acts.RegisterWeapon, acts.Receive),
        unseen="What is in a pocket that is not searched.",
    ),
    Control(
        "C33",
        "Medical cover",
        rules=(refusals.NoMedic,),
        acts=(acts.AssignDuty,),
        unseen="How far away the medic stands.",
    ),
    Control(
        "C34",
        "Minors are restricted",
        rules=(refusals.MinorInCustody,),
        acts=(acts.Enrol,),
        unseen="An age that nobody enters.",
    ),
    Control(
        "C35",
        "Loss and theft are reported",
        rules=(refusals.LossNotReported,),
        acts=(acts.Report, acts.GiveNotice),
        unseen="A loss that nobody notices before the next count.",
    ),
    Control(
        "C36",
        "After an unplanned shot: stop, look into it, brief, and only then go on",
        rules=(
            refusals.SetStopped,
            refusals.WeaponOnHold,
            refusals.ConflictOfInterest,
            refusals.BriefingOwed,
        ),
        acts=(acts.Discharge, acts.Report, acts.LiftHold),
        unseen="What an inquiry finds.",
    ),
    Control(
        "C37",
        "A safer substitute is considered first",
        rules=(
            refusals.ReplicaFirst,
            refusals.RehearsalFunctional,
            refusals.BladeInContact,
            refusals.SharpInRehearsal,
        ),
        acts=(acts.PlanSetUp,),
        unseen="Whether the reason given is a good one.",
    ),
    Control(
        "C38",
        "The record is kept and can be produced for as long as the law asks",
        unseen="How long a file is kept. Nothing in a ledger can be deleted, and a "
        "verifier reads it without us; keeping the file, and a copy of it elsewhere, "
        "is the production's.",
    ),
)
# The control each rule serves, by its code: what a pack need not say.
SERVES: Final[dict[str, str]] = {
    kebab(rule.__name__): control.number
    for control in CONTROLS
    for rule in control.rules
}
