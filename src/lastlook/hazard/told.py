"""An analysis told: as data with fixed names, and as lines to read.

1. The assumptions stand first, what is not covered last.
2. Where an order was left out it is said up to which was looked for, and that is no
   pass; *undetermined* where nothing was.
"""

from typing import Any, Final

from lastlook.hazard.analysis import Analysis
from lastlook.hazard.assumptions import ASSUMPTIONS, NOT_COVERED
from lastlook.hazard.budgets import BARRIER_MAX, Between, fewest_people
from lastlook.hazard.errors import GUIDE_WORDS
from lastlook.hazard.menu import IN_MENU, LEFT_OUT
from lastlook.hazard.patterns import Pattern, patterns
from lastlook.hazard.phrases import Name, barrier_words, event_words, part
from lastlook.hazard.scene import Scene
from lastlook.hazard.story import Step, Told

DEEDS: Final[dict[str, str]] = {
    "take-out": "takes the weapon out",
    "inspect": "looks into the weapon",
    "look-into-barrel": "looks into the chamber in the barrel alone",
    "look-into-magazine": "looks into the magazine alone",
    "round-up-and-look": "lets a round up, and looks into the magazine alone",
    "load": "loads the weapon",
    "unload": "unloads the weapon",
    "offer": "offers the weapon",
    "accept": "takes the weapon over",
    "collect": "takes the weapon back",
    "confirm-return": "confirms having given it back",
    "lock-up": "locks the weapon up",
    "lay-down": "lays the weapon down",
    "take": "picks the weapon up",
    "announce": "calls the weapon out",
    "prove": "proves the rounds of the box",
    "discharge": "tells of a shot",
    "record-condition": "records the weapon's condition",
    "lower": "lets the hammer down",
    "send-back": "sends the weapon back",
    "change-set-up": "goes on to the next set-up",
    "break": "breaks the company",
    "sweep": "searches for loose rounds",
    "count": "counts the box",
    "wrap": "wraps the day",
    "tamper": "slips in a round",
    "weapon": "delivers a weapon that is not what it should be",
    "box": "delivers a box with a strange round in it",
}
ERRS: Final[dict[str, str]] = {
    "untrue": "reports what is not so",
    "bypass": "without a yes",
    "mixup": "mistakes one thing for another",
    "covert": "unseen",
    "slip": "does what nobody chose",
    "stock": "and nobody knows",
}


def as_json(analysis: Analysis) -> dict[str, Any]:
    """The analysis as a dictionary of the names other programs rely on.

    `k_errors`, `k_people`: counts, or null where no errors suffice; `k_people_who`: who
    they are, by which cut set. `k_causes`: the
    least count over all causes; `k_by_cause` has each. `cut_sets`: all minimal ones,
    each a list of basic events' names. `undetermined`: whether an order was left out;
    then `searched` is the largest that was not, and of people, causes and barriers
    nothing is said. `barriers`: the minimal ones of at most `barriers_up_to` events.
    """
    scene, causes = analysis.scene, analysis.k_causes if analysis.cuts else {}
    return {
        "scene": scene.name,
        "top_event": analysis.top.name,
        "world": str(scene.size),
        "assumptions": list(ASSUMPTIONS),
        "not_covered": list(NOT_COVERED),
        "menu": {of: sorted(acts) for of, acts in IN_MENU.items()},
        "left_out": [
            {"acts": list(one.acts), "classes": list(one.classes), "why": one.why}
            for one in LEFT_OUT
        ],
        "guide_words": {name: list(words) for name, words in GUIDE_WORDS.items()},
        "weapon": scene.weapon,
        "barred": [
            {"weapon": one, "codes": list(codes)} for one, codes in scene.barred
        ],
        "looked_into_before": sorted(scene.looked_into),
        "refused_in_preparation": [
            {"act": act, "codes": list(codes)} for act, codes in scene.refused
        ],
        "undetermined": not analysis.complete,
        "searched": analysis.searched,
        "k_errors": analysis.k_errors,
        "k_people": analysis.k_people,
        "k_people_who": _people(analysis),
        "k_causes": min(causes.values(), default=None),
        "k_by_cause": causes,
        "acts_to_shoot": analysis.acts,
        "states": analysis.nodes,
        "cut_sets": [[error.name for error in cut] for cut in analysis.cuts],
        "patterns": [_pattern(one) for one in patterns(analysis.cuts)],
        "barriers_up_to": BARRIER_MAX,
        "barriers": [[error.name for error in one] for one in analysis.barriers],
        "stories": [_story(told) for told in analysis.stories],
    }


def _story(told: Told) -> dict[str, Any]:
    return {
        "cut_set": [error.name for error in told.errors],
        "turning_point": told.turning_point,
        "steps": [
            {
                "text": sentence(step),
                "act": step.what,
                "who": step.who,
                "errors": [error.name for error in step.errors],
                "refused": list(step.said),
                "record_says": step.recorded,
                "really": step.really,
                "missed_chances": list(step.missed),
            }
            for step in told.steps
        ],
    }


def _people(analysis: Analysis) -> dict[str, Any] | None:
    found = fewest_people(analysis.cuts) if analysis.complete else None
    if found is None:
        return None
    return {
        "people": list(found.people),
        "cut_set": [error.name for error in found.cut],
        "text": between_words(found),
    }


def _pattern(pattern: Pattern) -> dict[str, Any]:
    return {
        "order": pattern.order,
        "cut_sets": pattern.cuts,
        "passed": [
            {
                "barrier": one.barrier,
                "text": barrier_words(one.barrier),
                "ways": [[error.name for error in way] for way in one.ways],
            }
            for one in pattern.passed
        ],
    }


def sentence(step: Step, name: Name = part) -> str:
    """One step in words: who does what, and what is wrong with it."""
    if step.what == "harm":
        errors = [event_words(error, name) for error in step.errors]
        return " and ".join(errors) or "as planned"
    if step.what == "discharge" and step.act is None:
        return f"{name(step.who)} fires it and tells nobody"
    said = f"{name(step.who)} {DEEDS.get(step.what, step.what)}"
    if not step.errors:
        return said
    own = [error for error in step.errors if error.who == step.who] or step.errors
    of = own[-1].of
    besides = [event_words(one, name) for one in step.errors if one.of != of]
    return "; ".join((f"{said}, {ERRS[of]}", *besides))


def missed_words(missed: str, name: Name = part) -> str:
    """A missed chance, `inspect by armorer`, in words: who had it, and what it was."""
    what, _, who = missed.partition(" by ")
    return f"{name(who)} {DEEDS.get(what, what)}"


def between_words(found: Between, name: Name = part) -> str:
    """Who does what of a cut set that so few people can commit between them."""
    said, before = [], ""
    for error, who in zip(found.cut, found.by, strict=True):
        words = event_words(error._replace(who=who), name)
        if error.of == "untrue" and who != error.who:
            words += f", on {name(error.who)}'s phone"
        said.append(words.removeprefix(f"{name(who)} ") if who == before else words)
        before = who
    return "; ".join(said)


def weapon_words(scene: Scene) -> str:
    """What a scene is played with where the packs bar its weapon; else nothing."""
    if not scene.barred:
        return ""
    said = "; ".join(f"{one} ({', '.join(codes)})" for one, codes in scene.barred)
    if scene.weapon is None:
        return f"It cannot be shot with any weapon that fires; barred are {said}."
    return f"These packs bar a {said}; it is played with one that is {scene.weapon}."


def counted(count: int, noun: str) -> str:
    """`1 error`, `2 errors`, `2 people`."""
    if count == 1:
        return f"{count} {noun}"
    return f"{count} people" if noun == "person" else f"{count} {noun}s"


def least_errors(k: int | None, *, complete: bool, searched: int | None) -> str:
    """The fewest errors that are enough, as a number; the bound where none was found.

    `complete`: whether every order was looked for; `searched`: else the largest that
    was, None where nothing is known.
    """
    if k is not None:
        return str(k)
    if complete:
        return "none"
    return "?" if searched is None else f"more than {searched}"


def budget(k: int | None, *, complete: bool, searched: int | None) -> str:
    """How many errors it withstands, in a sentence; arguments as `least_errors`."""
    if k is None:
        if complete:
            return "No number of the errors listed leads to it."
        if searched is None:
            return "Undetermined."
        shown = counted(searched, "error")
        return f"It takes more than {shown}; larger ways were not looked for."
    bound = "" if complete else " Larger ways were not looked for."
    if not k:
        return f"It happens without any error.{bound}"
    withstood = "none is withstood" if k == 1 else f"{k - 1} of any are withstood"
    return f"{counted(k, 'error')} can be enough; {withstood}.{bound}"


def shot(acts: int | None) -> str:
    """In how many acts a scene can be shot, in a sentence."""
    if acts is None:
        return "The scene cannot be shot: refusing everything is no safety."
    return f"The scene can be shot in {counted(acts, 'act')}, with no error at all."
