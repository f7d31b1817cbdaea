"""Where the way out of a no begins: the page on which its remedy can be done.

Pages are named after acts: `/inspect/colt-1` is where colt-1 is inspected. A way is
a sign-post only; whether the act is granted there the core says, as always.
"""

from typing import Final

from msgspec import Struct

from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal

LOOK: Final = ("Look into {weapon}", "/inspect/{weapon}")
SCENES: Final = ("Scenes, approvals, meetings", "/scenes")
DAY: Final = ("The day", "/day")
HOLD: Final = ("Who can lift {hold}", "/holds/{hold}")
CONDITION: Final = ("Condition of {weapon}", "/record-condition/{weapon}")
NOTICE: Final = ("Somebody was told", "/give-notice/{scene}")
MEETING: Final = ("Hold the safety meeting", "/hold-meeting/{scene}")
DUTY: Final = ("People and duties", "/people")
CARD: Final = ("See {weapon}", "/weapons/{weapon}")

WAYS: Final[dict[str, tuple[str, str]]] = {
    "chambers-unseen": LOOK,
    "second-look-missing": LOOK,
    "same-test-twice": LOOK,
    "clearance-lapsed": LOOK,
    "bore-not-clear": LOOK,
    "content-unclear": LOOK,
    "chamber-not-seen-empty": LOOK,
    "test-cannot-tell": LOOK,
    "called-otherwise": CARD,
    "not-collected": CARD,
    "return-not-confirmed": CARD,
    "offer-lapsed": CARD,
    "offer-open": CARD,
    "not-the-holder": CARD,
    "already-held": CARD,
    "in-place": CARD,
    "not-locked-up": ("Lock {weapon} up", "/lock-up/{weapon}"),
    "loaded-at-wrap": ("Unload {weapon}", "/unload/{weapon}"),
    "chamber-taken": ("Unload {weapon}", "/unload/{weapon}"),
    "box-not-proved": ("Prove {box}", "/prove/{box}"),
    "not-every-round": ("Prove {box}", "/prove/{box}"),
    "tests-missing": ("Prove {box}", "/prove/{box}"),
    "box-sealed": ("Break the seal of {box}", "/break-seal/{box}"),
    "count-missing": ("Count {box}", "/count/{box}"),
    "too-few-rounds": ("Count {box}", "/count/{box}"),
    "ammunition-out": ("Carry {box} to a lock", "/move/{box}"),
    "risk-not-assessed": SCENES,
    "scene-not-approved": SCENES,
    "meeting-not-held": SCENES,
    "not-at-meeting": SCENES,
    "day-not-called": DAY,
    "no-day": DAY,
    "no-set-up": DAY,
    "on-break": DAY,
    "not-on-break": DAY,
    "weapon-not-planned": DAY,
    "not-in-set-up": DAY,
    "hammer-unseen": LOOK,
    "hammer-on-loaded": LOOK,
    "hammer-cocked": LOOK,
    "load-position": LOOK,
    "magazine-in": LOOK,
    "only-magazine-seen": LOOK,
    "body-unseen": LOOK,
    "body-otherwise": LOOK,
    "tag-unread": LOOK,
    "dry-fire-owed": LOOK,
    "bore-before-loading": LOOK,
    "bore-after-firing": LOOK,
    "condition-owed": CONDITION,
    "photos-missing": CONDITION,
    "repair-not-recorded": ("{weapon} was repaired", "/repair/{weapon}"),
    "status-not-verified": ("Verify what {weapon} is", "/verify-status/{weapon}"),
    "blank-not-tested": ("Test a blank in {weapon}", "/test-blank/{weapon}"),
    "loaded-too-long": ("Unload {weapon}", "/unload/{weapon}"),
    "not-swept": ("Search {place}", "/sweep/{place}"),
    "still-suspect": ("Say what is in {box}", "/examine/{box}"),
    "not-examined": ("The boxes", "/boxes"),
    "notice-missing": NOTICE,
    "notice-too-late": NOTICE,
    "officer-missing": NOTICE,
    "loss-not-reported": ("Somebody was told", "/acts/give-notice"),
    "protection-missing": (
        "Issue protection for {set_up}",
        "/issue-protection/{set_up}",
    ),
    "topics-missing": MEETING,
    "meeting-too-old": MEETING,
    "dry-run-missing": MEETING,
    "risk-incomplete": ("Assess the risk", "/assess-risk/{scene}"),
    "not-endorsed": SCENES,
    "residual-high": SCENES,
    "briefing-owed": MEETING,
    "nobody-in-charge": ("Put somebody in charge", "/put-in-charge"),
    "vent-unknown": CONDITION,
    "too-few-handlers": DUTY,
    "no-safety-adviser": DUTY,
    "contact-not-named": DUTY,
    "no-medic": DUTY,
    "document-missing": ("Record a permit", "/acts/record-permit"),
    "course-missing": ("Record a training", "/acts/record-training"),
    "weapon-unattended": CARD,
    "set-stopped": HOLD,
    "weapon-on-hold": HOLD,
}


class Way(Struct, frozen=True):
    """A sign-post: what its button says, and the page behind it."""

    label: str
    href: str


def way(reason: AnyRefusal | AnyImpossibility) -> Way | None:
    """Where to go about a reason; None where no page helps."""
    found = WAYS.get(reason.code)
    if found is None:
        return None
    label, href = found
    facts = {name: getattr(reason, name) for name in reason.__struct_fields__}
    return Way(label.format(**facts), href.format(**facts))
