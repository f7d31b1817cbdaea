"""Words of the record as people on a set say them."""

from collections.abc import Mapping, Sequence
from typing import Final

from lastlook.core.state import Weapon
from lastlook.core.words import Ms
from lastlook.views.board import DayStatus
from lastlook.views.boxes import BoxView, Doubt
from lastlook.views.card import ChamberMark
from lastlook.views.clocks import Apart
from lastlook.views.outstanding import Outstanding
from lastlook.views.where import Where

DAY: Final = {
    "not-called": "No day called",
    "called": "Day called",
    "on-break": "On a break",
    "in-play": "In play",
    "cut": "Cut",
}
MARKS: Final = {
    "unseen": "not seen",
    "empty": "empty",
    "dummy": "dummy",
    "snap-cap": "snap cap",
    "blank": "blank",
    "spent": "spent case",
    "live": "LIVE ROUND",
    "unsure": "IN DOUBT",
    "withheld": "seen once, withheld",
}
SAW: Final = {
    "empty": "EMPTY",
    "dummy": "DUMMY",
    "snap-cap": "SNAP CAP",
    "blank": "BLANK",
    "spent": "SPENT CASE",
    "unsure": "NOT SURE",
}
TESTS: Final = {
    "eye": "By eye",
    "light": "Light",
    "rod": "Rod",
    "finger": "Finger",
    "rattle": "Rattle",
    "hole": "Hole",
    "primer": "Primer",
    "weight": "Weight",
    "dry-fire": "Dry fire",
}
LAPSES: Final = {
    "never-seen": "nobody has looked since it arrived",
    "break": "a break was called",
    "locked-up": "it was locked up",
    "set-up-changed": "the set-up changed",
    "content-changed": "it was loaded or unloaded",
    "malfunction": "it misfired",
    "custody-gap": "nobody was minding it",
    "out-of-sight": "it was out of the handler's sight",
    "fired": "it was fired",
    "contradiction": "looks did not agree",
    "wrapped": "the day was wrapped",
    "stock-failed": "rounds from its box failed",
    "correction": "the record was corrected",
}
HOLDS: Final = {
    "stop": "Called",
    "stand-down": "A shot nobody planned,",
    "live-round": "A round SUSPECTED LIVE was found",
    "unaccounted": "Rounds do not add up, noticed",
    "contradiction": "A look against the record",
    "weapon": "Out of use",
    "loss": "Something is LOST, told",
}
DOUBTS: Final[dict[Doubt, tuple[str, str]]] = {
    "none": ("", ""),
    "failed": ("FAILED ITS PROOF", "Nobody has said yet what these rounds are."),
    "suspected": ("SUSPECTED LIVE", "Nobody has examined it. Treat it as live."),
    "confirmed": ("CONFIRMED LIVE", "Somebody who examined it says so."),
}
OUTSTANDING: Final = {
    "hold": "{thing} stands, set by {person}",
    "unattended": "{thing} is in nobody's hands",
    "unaccounted": "{rounds} rounds of {thing} are unaccounted for",
    "return-unconfirmed": "{person} has not confirmed giving {thing} back",
    "offer-open": "{thing} is offered to {person}, no answer yet",
    "out-after-cut": "{thing} is still with {person} after the cut",
    "out-without-day": "{thing} is out with {person} and no day is called",
    "brass-short": "{rounds} spent cases of {thing} are not counted in",
    "box-uncounted": "{thing} ({rounds} rounds) is not counted since the call",
    "confirmed-live": "{thing} is CONFIRMED LIVE",
    "suspected-live": "{thing} is suspected live: nobody has examined it",
    "nobody-in-charge": "Nobody on weapons duty is in charge of the weapons",
    "protection-missing": "{person} has no protection for {thing}",
    "notice-missing": "No notice for scene {thing}: {what}",
    "notice-too-late": "The notice for scene {thing} came too late: {what}",
    "officer-missing": "No officer is recorded for scene {thing}",
    "not-swept": "{thing} is not searched for loose rounds",
    "condition-owed": "The condition of {thing} is owed: {what}",
    "trainers-hidden": "{rounds} trainer round{s} hidden, not yet found",
}

MENDS: Final = {
    "hold": "/holds/{thing}",
    "unattended": "/weapons/{thing}",
    "unaccounted": "/boxes",
    "return-unconfirmed": "/weapons/{thing}",
    "offer-open": "/weapons/{thing}",
    "out-after-cut": "/weapons/{thing}",
    "out-without-day": "/weapons/{thing}",
    "brass-short": "/count-brass/{thing}",
    "box-uncounted": "/count/{thing}",
    "confirmed-live": "/boxes",
    "suspected-live": "/boxes",
    "nobody-in-charge": "/put-in-charge",
    "protection-missing": "/issue-protection/{thing}",
    "notice-missing": "/give-notice/{thing}",
    "notice-too-late": "/give-notice/{thing}",
    "officer-missing": "/give-notice/{thing}",
    "not-swept": "/sweep/{thing}",
    "condition-owed": "/record-condition/{thing}",
    "trainers-hidden": "/trainers",
}


def plain(word: str) -> str:
    """`single-action-revolver` -> `single action revolver`."""
    return word.replace("-", " ")


def in_words(marks: Sequence[ChamberMark]) -> str:
    """What a picture of chambers shows, counted."""
    counted: dict[str, int] = {}
    for mark in marks:
        counted[mark.mark] = counted.get(mark.mark, 0) + 1
    return ", ".join(f"{count} {MARKS[mark]}" for mark, count in counted.items())


def day_words(status: DayStatus) -> str:
    """Where the company is in its day, with the set-up where there is one."""
    return DAY[status.kind]


def load_words(load: str) -> str:
    """What a set-up plans to have in the weapon."""
    return {"none": "unloaded", "dummy": "dummies", "blank": "blanks"}[load]


def hold_words(kind: str, confirmed: bool = False) -> str:  # noqa: FBT001, FBT002  # a filter
    """Why everything stands still; whether what was taken for live was examined."""
    if kind == "live-round" and confirmed:
        return "A round CONFIRMED LIVE was found"
    return HOLDS[kind]


def lapse_words(lapse: str) -> str:
    """Why the chambers were last unseen."""
    return LAPSES[lapse]


def saw_words(saw: str) -> str:
    """What a button for something seen says."""
    return SAW[saw]


def test_words(method: str) -> str:
    """What a button for a test says."""
    return TESTS[method]


def hammer_words(weapon: Weapon) -> str:
    """Where the hammer is and what is under it; empty where none has to be seen."""
    match weapon.hammer:
        case "down" if weapon.under is not None:
            return f"Hammer down on chamber {weapon.under}"
        case "down":
            return "Hammer down"
        case "half-cock":
            return "Hammer at half cock"
        case "full-cock":
            return "HAMMER COCKED"
        case _:
            single = weapon.mechanism == "single-action-revolver"
            return "hammer not seen" if single else ""


def apart_words(times: Apart) -> str:
    """How far a phone's clock is from the desk's, and which way."""
    way = "ahead" if times.ahead_ms > 0 else "behind, or it was long on its way"
    return f"{seconds(abs(times.ahead_ms))} {way}"


def seconds(took_ms: Ms) -> str:
    """How long something took, as it is said: `41 s`, `2 min 5 s`, `3 h 20 min`."""
    whole = round(took_ms / 1000)
    hours, minutes, left = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return f"{hours} h {minutes} min"
    if minutes:
        return f"{minutes} min {left} s"
    return f"{left} s" if whole else f"{took_ms / 1000:.1f} s"


def doubt_words(doubt: Doubt) -> tuple[str, str]:
    """What is feared of rounds, or known: the word, and what it means."""
    return DOUBTS[doubt]


def proof_words(row: BoxView) -> str:
    """How far a box can be relied on."""
    if row.doubt != "none":
        return DOUBTS[row.doubt][0]
    if row.box.quarantined is not None:
        return f"QUARANTINE: {plain(row.box.quarantined)}"
    if row.box.found:
        return "FOUND, from nowhere"
    return "proved" if row.box.proof is not None else "not proved"


def whereabouts(place: Where, names: Mapping[str, str]) -> str:
    """In whose hands or in what place."""
    person = names.get(place.person, place.person) if place.person else ""
    return {
        "held": f"in {person}'s hands",
        "locked": f"locked in {place.place}",
        "stored": f"in {place.place}, NOT LOCKED",
        "unattended": "UNATTENDED",
        "lost": "LOST",
        "returned": "returned",
    }[place.kind]


def outstanding_way(row: Outstanding) -> str:
    """The page on which it can be mended."""
    return MENDS[row.kind].format(thing=row.thing)


def outstanding_words(row: Outstanding, names: Mapping[str, str]) -> str:
    """What is missing, as a sentence."""
    person = names.get(row.person, row.person) if row.person else "nobody"
    return OUTSTANDING[row.kind].format(
        thing=row.thing,
        person=person,
        rounds=row.rounds,
        what=plain(row.what or ""),
        s="" if row.rounds == 1 else "s",
    )
