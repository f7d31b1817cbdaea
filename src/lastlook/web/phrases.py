"""Words of the record as people on a set say them."""

from collections.abc import Mapping, Sequence
from typing import Final

from lastlook.views.board import DayStatus
from lastlook.views.boxes import BoxView
from lastlook.views.card import ChamberMark
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
    "live-round": "A LIVE ROUND was found",
    "unaccounted": "Rounds do not add up, noticed",
    "contradiction": "A look against the record",
    "weapon": "Out of use",
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


def hold_words(kind: str) -> str:
    """Why everything stands still."""
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


def proof_words(row: BoxView) -> str:
    """How far a box can be relied on."""
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
        thing=row.thing, person=person, rounds=row.rounds
    )
