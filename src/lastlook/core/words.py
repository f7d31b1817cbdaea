"""The words of the trade, as types: ids, kinds, classes, calls.

1. An id is ASCII without spaces or `@`: no name, no address, no contact fits in.
2. Times are integer milliseconds UTC (`Ms`); distances integer centimetres.
3. Words are the trade's own: a *live* round is only ever a real bullet, and *cold*
   is no state at all.
"""

from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta

# `\Z`, not `$`: a dollar would let a trailing line break through.
Name: TypeAlias = Annotated[
    str, Meta(pattern=r"\A[A-Za-z0-9.][A-Za-z0-9._/+-]{0,63}\Z")
]
PersonId: TypeAlias = Name
WeaponId: TypeAlias = Name
BoxId: TypeAlias = Name
LotId: TypeAlias = Name
PlaceId: TypeAlias = Name
SceneId: TypeAlias = Name
SetUpId: TypeAlias = Name
DummyTypeId: TypeAlias = Name
SupplierId: TypeAlias = Name
ProductionId: TypeAlias = Name
Calibre: TypeAlias = Name
Serial: TypeAlias = Name
SealId: TypeAlias = Name
# Grounds are short words joined by hyphens: room for a reason, none for a name.
Grounds: TypeAlias = Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,95}\Z")]
# An open hold is called after its kind and number (`stop-4`); a rule of severity
# *hold* after its code and subject (`distance-too-short@121A`).
HoldId: TypeAlias = Annotated[
    str, Meta(pattern=r"\A[a-z][a-z-]{0,40}(-[0-9]{1,12}|@[A-Za-z0-9._/+-]{1,64})\Z")
]
KeyText: TypeAlias = Annotated[
    str, Meta(pattern=r"\A[A-Za-z0-9_+/=.-]{1,64}\Z")
]  # base64 of the 32 public bytes; in a story, any word
NoteText: TypeAlias = Annotated[
    str, Meta(pattern=r"\A[A-Za-z0-9_+/=.-]{1,4096}\Z")
]  # base64 of a signed note; in a story, any word
ActId: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"\A[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z"
    ),
]
Digest: TypeAlias = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Token: TypeAlias = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{8,86}\Z")]
Ms: TypeAlias = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Cm: TypeAlias = Annotated[int, Meta(ge=0, le=100_000)]
Rounds: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000)]
ChamberNumber: TypeAlias = Annotated[int, Meta(ge=1, le=50)]

Role: TypeAlias = Literal[
    "armorer",
    "assistant-armorer",
    "property-master",
    "assistant-property-master",
    "first-ad",
    "second-ad",
    "performer",
    "stand-in",
    "stunt-performer",
    "director",
    "camera",
    "producer",
    "production-manager",
    "stage-manager",
    "safety-adviser",
    "medic",
    "crew",
]
Duty: TypeAlias = Literal[
    "weapons",
    "props",
    "assistant-director",
    "performing",
    "safety",
    "medical",
    "contact",
    "other",
]
WeaponClass: TypeAlias = Literal[
    "firearm",
    "blank-adapted",
    "blank-firing",
    "deactivated",
    "airsoft",
    "replica",
    "rubber",
    "blade",
    "bow",
]
FUNCTIONAL: Final[frozenset[str]] = frozenset(
    {"firearm", "blank-adapted", "blank-firing"}
)  # what can fire a cartridge of some kind
Mechanism: TypeAlias = Literal[
    "single-action-revolver",
    "double-action-revolver",
    "semi-automatic",
    "pump",
    "bolt",
    "lever",
    "break-action",
    "muzzle-loader",
    "gas",
    "bow",
    "crossbow",
    "none",
]
MAGAZINE_FED: Final[frozenset[str]] = frozenset(
    {"semi-automatic", "pump", "bolt", "lever"}
)  # place 1 is the chamber in the barrel, the others are the magazine's
Magazine: TypeAlias = Literal["none", "fixed", "detachable"]
MagazineSeen: TypeAlias = Literal["out", "in", "unseen"]
Vent: TypeAlias = Literal["none", "front", "side", "top", "unknown"]
Edge: TypeAlias = Literal["none", "sharp", "blunted", "retractable", "soft"]
METAL: Final[frozenset[str]] = frozenset({"sharp", "blunted", "retractable"})
Body: TypeAlias = Literal[
    "unseen",
    "inert",
    "soft",
    "sharp",
    "blunt",
    "retracts",
    "sticks",
    "sound",
    "damaged",
    "fires",
]  # what a look found a weapon without chambers to be
Owner: TypeAlias = Literal["supplier", "production", "personal"]
Occasion: TypeAlias = Literal[
    "intake", "routine", "fired", "malfunction", "before-test", "after-test"
]  # why a condition was recorded
RoundKind: TypeAlias = Literal["live", "blank", "dummy", "snap-cap", "unseen"]
BlankLoad: TypeAlias = Literal["full", "half", "quarter"]
NOWHERE: Final = "nowhere"  # the supplier of a lot that was found
MadeFrom: TypeAlias = Literal[
    "factory", "hand-loaded", "inert-components", "live-components"
]
Verdict: TypeAlias = Literal["live", "blank", "dummy", "inert"]  # of who examined it
LiveException: TypeAlias = Literal[
    "range-training",
    "sound-recording",
    "documentary",
    "firearms-education",
    "controlled-facility",
]  # for what live rounds may be on the property at all
Seen: TypeAlias = Literal[
    "empty", "dummy", "snap-cap", "blank", "spent", "live", "unsure", "unseen"
]  # what a look found in a chamber; `unseen` is no look at all
Method: TypeAlias = Literal[
    "eye", "light", "rod", "finger", "rattle", "hole", "primer", "weight", "dry-fire"
]
Bore: TypeAlias = Literal["clear", "blocked", "unseen"]
Hammer: TypeAlias = Literal["down", "half-cock", "full-cock", "unseen"]
Primer: TypeAlias = Literal["none", "inert", "dimpled", "live"]
PlaceKind: TypeAlias = Literal[
    "safe",
    "cart",
    "table",
    "belt",
    "pouch",
    "pocket",
    "costume",
    "tray",
    "vehicle",
    "room",
    "bin",
]
HIDEAWAYS: Final[frozenset[str]] = frozenset(
    {"cart", "table", "belt", "pouch", "pocket", "costume", "tray", "bin"}
)  # where loose rounds turn up; swept every day
Activity: TypeAlias = Literal["rehearsal", "line-up", "take"]
PlannedLoad: TypeAlias = Literal["none", "dummy", "blank"]
Pointing: TypeAlias = Literal["nobody", "camera", "person"]
Residual: TypeAlias = Literal["low", "medium", "high"]
LookAnswer: TypeAlias = Literal["taken", "declined"]
Called: TypeAlias = Literal[
    "empty",
    "dummies",
    "blanks",
    "deactivated",
    "airsoft",
    "replica",
    "rubber",
    "blade",
    "bow",
    "not-cleared",
]
Topic: TypeAlias = Literal[
    "action", "deviations", "abort", "emergency", "chain-of-command"
]  # what a safety meeting makes clear
NoticeKind: TypeAlias = Literal[
    "call-sheet", "police", "permit-office", "neighbours", "campus-safety"
]
Protection: TypeAlias = Literal["ears", "eyes", "face", "shield"]
PERMIT: Final = "permit"  # the document that lets somebody mind a weapon
GUNSMITH: Final = "gunsmith"  # the document that lets somebody repair
Severity: TypeAlias = Literal["stop", "hold", "warn", "note"]
HoldKind: TypeAlias = Literal[
    "stop", "stand-down", "live-round", "unaccounted", "contradiction", "loss", "weapon"
]
Outside: TypeAlias = Literal[
    "handed-over",
    "left-unattended",
    "taken-out",
    "loaded",
    "unloaded",
    "discharged",
    "inspected",
    "called",
    "moved",
    "ammunition-left-out",
    "lost",
    "other",
]  # what people did without asking, told afterwards
Lapse: TypeAlias = Literal[
    "never-seen",
    "break",
    "locked-up",
    "set-up-changed",
    "content-changed",
    "malfunction",
    "custody-gap",
    "out-of-sight",
    "fired",
    "contradiction",
    "wrapped",
    "stock-failed",
    "correction",
]
