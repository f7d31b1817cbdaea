"""What the forms of acts without a page of their own ask, in plain words.

One row an act, one row a question. Which questions there are, the act says
(`asking.py`); a question without a row is asked by its own name. A heading with `{}` is
of an act about one thing, and names it there.
"""

from typing import Final

from msgspec import Struct

from lastlook.web.phrases import plain


class Heading(Struct, frozen=True):
    """How an act is asked for: what it does, its button, and where to go after it."""

    title: str
    button: str
    then: str


GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "People and papers": ("enrol", "assign-duty", "record-permit", "record-training"),
    "Weapons and places": ("register-place", "register-weapon", "register-dummy-type"),
    "Scenes": ("plan-set-up", "give-notice"),
    "Rounds": ("transfer", "return-to-supplier", "allow-live"),
}
# Asked for where the thing itself is shown: act -> the field that names it.
ABOUT: Final[dict[str, str]] = {
    "verify-status": "weapon",
    "repair": "weapon",
    "send-back": "weapon",
    "surrender": "weapon",
    "test-blank": "weapon",
    "examine": "box",
    "release": "box",
    "expend": "box",
    "sweep": "place",
    "give-notice": "scene",
}
HEADINGS: Final[dict[str, Heading]] = {
    "enrol": Heading("Enrol somebody", "Enrol them", "/people"),
    "assign-duty": Heading("Put somebody on duty", "Assign the duty", "/people"),
    "record-permit": Heading("Record a permit", "Record the permit", "/people"),
    "record-training": Heading("Record a training", "Record the training", "/people"),
    "register-place": Heading("Register a place", "Register it", "/paperwork"),
    "register-weapon": Heading("Register a weapon", "Register it", "/board"),
    "register-dummy-type": Heading(
        "Register a type of dummy", "Register it", "/paperwork"
    ),
    "plan-set-up": Heading("Plan a set-up", "Plan it", "/scenes"),
    "transfer": Heading("Put rounds into another box", "They are in it", "/boxes"),
    "return-to-supplier": Heading("Give a box back", "It went back", "/boxes"),
    "allow-live": Heading("Allow live rounds", "Allow them", "/boxes"),
    "verify-status": Heading("What {} is", "I verified it here", "/weapons/{}"),
    "repair": Heading("Repair of {}", "It is repaired", "/weapons/{}"),
    "send-back": Heading("Give {} back for good", "It went back", "/board"),
    "surrender": Heading("An authority takes {}", "They have it", "/board"),
    "test-blank": Heading("Test a blank in {}", "Sign the test", "/weapons/{}"),
    "examine": Heading("What is in {}?", "Sign what they are", "/boxes/{}"),
    "release": Heading("{} out of quarantine", "Release it", "/boxes/{}"),
    "expend": Heading("Rounds of {} were fired", "Record them", "/boxes/{}"),
    "sweep": Heading("Search {}", "Sign the search", "/boxes"),
    "give-notice": Heading("Somebody was told", "They were told", "/scenes"),
}
QUESTIONS: Final[dict[str, str]] = {
    "person": "Who?",
    "enrol.person": "An id for them",
    "roles": "What do they do?",
    "minor": "Are they under age?",
    "key": "Their phone's public key",
    "details": "Digest of their details",
    "duty": "Which duty?",
    "starts_at": "From when?",
    "ends_at": "Until when?",
    "classes": "Which weapons does it cover?",
    "valid_from": "Valid from",
    "valid_until": "Valid until",
    "paper": "Digest of the paper",
    "weapon_class": "What kind of weapon?",
    "record-training.action": "Trained to do what?",
    "place": "Where does it stand?",
    "register-place.place": "An id for the place",
    "transfer.place": "Where does the other box stand, if it is new?",
    "kind": "What is it?",
    "locks": "Does it lock?",
    "weapon": "An id for the weapon",
    "mechanism": "How does it work?",
    "chambers": "How many chambers, or rounds in a magazine?",
    "calibre": "Calibre",
    "serial": "Serial number",
    "supplier": "Who supplies it?",
    "transfer_bar": "Does it have a transfer bar?",
    "dummy_type": "An id for this type of dummy",
    "hole": "Is there a hole in the case?",
    "rattle": "Does it rattle?",
    "primer": "What primer does it have?",
    "set_up": "Which set-up?",
    "scene": "In which scene?",
    "activity": "Rehearsal, line-up or take?",
    "load": "What is in the weapon?",
    "performers": "Who has it in hand?",
    "pointing": "Where does it point?",
    "distance_cm": "How far is the nearest person from the muzzle?",
    "action": "What is done with it?",
    "mitigations": "What keeps people safe?",
    "why_functional": "Why must it be one that can fire?",
    "box": "Which box?",
    "transfer.box": "Out of which box?",
    "into": "Into which box?",
    "rounds": "How many rounds? Count them.",
    "document": "Which document is it?",
    "magazine": "Does it have a magazine?",
    "vent": "Where does it vent?",
    "edge": "What edge does it have?",
    "tag": "The tag on it",
    "like": "Which others look like it?",
    "owner": "Whose property is it?",
    "altered": "Was it altered? How?",
    "blank_load": "Which load, if blanks?",
    "near": "Who stands near the line?",
    "public_view": "Can the public see or hear it?",
    "contact": "Does it touch a person?",
    "what": "What was done?",
    "give-notice.what": "Who was told?",
    "give-notice.scene": "Of which scene, if of one?",
    "reference": "Under which reference?",
    "officer": "Will an officer be there?",
    "verdict": "What are they?",
    "grounds": "On what grounds?",
    "exception": "For what?",
    "until": "Until when?",
    "allow-live.rounds": "How many at most?",
    "allow-live.place": "In which place?",
    "sweep.rounds": "How many loose rounds are there? Type 0 for none.",
    "looks": "If any: what do they look like?",
    "test-blank.box": "Blanks of which box?",
    "test-blank.rounds": "How many were fired?",
    "test-blank.distance_cm": "At what distance from the muzzle?",
    "expend.rounds": "How many were fired?",
}
NOTES: Final[dict[str, str]] = {
    "enrol.person": "Their work, not their name: it is kept for ever.",
    "set_up": "As on the call sheet: 12A. A plan for one that is there replaces it.",
    "scene": "As on the call sheet: 12.",
    "action": "One word, or two with a hyphen: draw.",
    "mitigations": "In a few small words, with commas between them.",
    "into": "A belt, a pouch or a tray is a box too. It may be a new one.",
    "key": "Leave it empty: they join by an invitation.",
    "document": "A permit, where nothing is said: blank-licence, gunsmith.",
    "tag": "What tells it from others that look like it. Needed where there are any.",
    "altered": "In a few small words. Leave it empty where it was not.",
    "near": "They are given protection where blanks are fired.",
    "reference": "What can be asked after: the number of the call sheet, of the case.",
    "verdict": "Said by whoever examined them, round by round.",
    "sweep.rounds": "Under it and behind it too. What no box accounts for is loose.",
    "looks": "Not sure is the right answer where nobody knows.",
    "verify-status.paper": "It counts here once it was tested here.",
    "repair.what": "In a few small words.",
    "grounds": "Small words, no names: they stand in the record for ever.",
}
# Where the record's word alone would not do on a button.
OPTIONS: Final[dict[str, dict[str, str]]] = {
    "load": {"none": "nothing", "dummy": "dummies", "blank": "blanks"},
    "pointing": {
        "nobody": "at nobody",
        "camera": "at the camera",
        "person": "at a person",
    },
    "activity": {"line-up": "line-up"},
    "mechanism": {"none": "none of these"},
    "primer": {"none": "no primer"},
    "magazine": {"none": "none", "detachable": "one that comes out"},
    "vent": {"none": "it does not"},
    "edge": {"none": "none"},
    "owner": {
        "supplier": "the supplier's",
        "production": "the production's",
        "personal": "somebody's own",
    },
    "made_from": {"factory": "by a factory", "hand-loaded": "loaded by hand"},
    "occasion": {
        "intake": "it arrived",
        "fired": "it was fired",
        "malfunction": "it failed",
        "before-test": "before a test",
        "after-test": "after a test",
    },
    "topics": {
        "action": "what will be done",
        "deviations": "no change unsaid",
        "abort": "how to call it off",
        "emergency": "if somebody is hurt",
        "chain-of-command": "who decides",
    },
    "hammer": {"unseen": "not looked"},
    "looks": {"unseen": "not sure", "live": "LIVE"},
    "verdict": {"live": "LIVE", "inert": "inert: nothing in them fires"},
}


def question(word: str, field: str) -> str:
    """What is asked for a field of an act."""
    asked = QUESTIONS.get(f"{word}.{field}") or QUESTIONS.get(field)
    return asked or plain(field.replace("_", "-")).capitalize()


def note(word: str, field: str) -> str:
    """What helps with the answer; empty where the question is enough."""
    return NOTES.get(f"{word}.{field}") or NOTES.get(field, "")


def heading(word: str) -> Heading:
    """How an act is asked for."""
    known = HEADINGS.get(word)
    return known or Heading(plain(word).capitalize(), "Sign it", "/log")


def option(field: str, value: str) -> str:
    """A word of the record on a button."""
    return OPTIONS.get(field, {}).get(value) or plain(value)
