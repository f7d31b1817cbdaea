"""What an act is called in a story: one verb for each, and none twice.

1. The table names every act; a new act without a verb stops at import.
2. The verb is the third person of who confirms the act, in one word.
"""

from types import MappingProxyType
from typing import Final, get_args

from lastlook.core import acts
from lastlook.core.acts import Act, AnyAct, kebab
from lastlook.stories.faults import WrongError, meant, quoted

VERBS: Final = MappingProxyType[type[Act], str](
    {
        acts.Open: "opens",
        acts.AdoptPack: "adopts",
        acts.Enrol: "enrols",
        acts.Invite: "invites",
        acts.AddKey: "adds-key",
        acts.RevokeKey: "revokes-key",
        acts.AssignDuty: "assigns",
        acts.RecordPermit: "records-permit",
        acts.RecordTraining: "records-training",
        acts.RegisterPlace: "registers-place",
        acts.RegisterWeapon: "registers",
        acts.VerifyStatus: "verifies",
        acts.Repair: "records-repair",
        acts.SendBack: "sends-back",
        acts.Surrender: "surrenders",
        acts.RegisterDummyType: "registers-dummy-type",
        acts.PlanSetUp: "plans",
        acts.AssessRisk: "assesses",
        acts.Endorse: "endorses",
        acts.ApproveScene: "approves",
        acts.HoldMeeting: "holds-meeting",
        acts.GiveNotice: "gives-notice",
        acts.IssueProtection: "issues-protection",
        acts.Receive: "receives",
        acts.Prove: "proves",
        acts.Transfer: "transfers",
        acts.Move: "moves",
        acts.Seal: "seals",
        acts.BreakSeal: "breaks-seal",
        acts.Count: "counts",
        acts.CountBrass: "counts-brass",
        acts.Quarantine: "quarantines",
        acts.ReturnToSupplier: "returns",
        acts.Sweep: "sweeps",
        acts.Examine: "examines",
        acts.Release: "releases",
        acts.TestBlank: "tests-blank",
        acts.AllowLive: "allows-live",
        acts.Expend: "expends",
        acts.SeedTrainer: "seeds-trainer",
        acts.RevealTrainer: "reveals-trainer",
        acts.Find: "finds",
        acts.Inspect: "inspects",
        acts.Show: "shows",
        acts.Load: "loads",
        acts.Unload: "unloads",
        acts.Discharge: "records-shot",
        acts.Misfire: "records-misfire",
        acts.TakeOut: "takes-out",
        acts.Offer: "offers",
        acts.Accept: "accepts",
        acts.Decline: "declines",
        acts.Collect: "collects",
        acts.ConfirmReturn: "confirms-return",
        acts.LockUp: "locks-up",
        acts.RecordCondition: "records-condition",
        acts.CallDay: "calls-day",
        acts.PutInCharge: "puts-in-charge",
        acts.Break: "breaks",
        acts.Resume: "resumes",
        acts.ChangeSetUp: "goes-to",
        acts.Announce: "announces",
        acts.Cut: "cuts",
        acts.Wrap: "wraps",
        acts.Stop: "stops",
        acts.LiftHold: "lifts",
        acts.Report: "reports",
        acts.Correct: "corrects",
        acts.Forget: "forgets",
        acts.ChangeDeskKey: "changes-desk-key",
        acts.LoseDeskKey: "loses-desk-key",
        acts.ConfirmDeskKey: "confirms-desk-key",
    }
)
ACTS: Final = MappingProxyType({verb: act for act, verb in VERBS.items()})
# Who thinks of the act's own name, or of its plain third person, finds the verb.
_SYNONYMS: Final = {
    name: verb
    for act, verb in VERBS.items()
    for own in [kebab(act.__name__)]
    for name in (own, f"{own}s", verb)
}

if set(VERBS) != set(get_args(AnyAct)) or len(ACTS) != len(VERBS):
    raise TypeError("stories/verbs.py must name every act, each by its own verb")


def verb_of(act: Act) -> str:
    """The verb of an act."""
    return VERBS[type(act)]


def act_called(verb: str) -> type[Act]:
    """The act a verb stands for."""
    if verb in ACTS:
        return ACTS[verb]
    raise WrongError(f"There is no verb {quoted(verb)}.", _meant(verb))


def _meant(verb: str) -> str:
    own = _SYNONYMS.get(verb)
    if own is not None:
        return f"Did you mean {quoted(own)}?"
    return meant(verb, ACTS, "the verbs in docs/reference/stories.md")
