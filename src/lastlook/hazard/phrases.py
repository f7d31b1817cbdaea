"""Basic events and barriers in the words of a set.

1. Every basic event has words, one nobody foresaw too: its class's, and its name.
2. A barrier is what stands between a round and a person: it is passed by any of the
   errors that belong to it, and each error belongs to one.

People are named by whoever asks: on a reference set by their part, on a production as
its pages call them.
"""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from lastlook.hazard.errors import BRING, Error

Name: TypeAlias = Callable[[str], str]  # an id, and what the person is called
PARTS: Final = {"first-ad": "first AD", "crew": "somebody of the crew"}
ROLES: Final = {
    "first-ad": "the first AD",
    "second-ad": "the second AD",
    "camera": "the camera operator",
    "crew": "somebody of the crew",
}
EVENTS: Final[dict[tuple[str, str], str]] = {
    ("untrue", "look"): "{who} tells of a look not made, or sees wrong",
    ("untrue", "proof"): "{who} proves the box and misses it",
    ("untrue", "status"): "{who} verifies the weapon and misses it",
    ("untrue", "custody"): "{who} tells of a hand-over that was not so",
    ("untrue", "loading"): "{who} tells of loading that was not so",
    ("untrue", "shot"): "{who} tells of a shot that was not so",
    ("bypass", "custody"): "{who} moves the weapon without a yes",
    ("bypass", "loading"): "{who} loads or unloads without a yes",
    ("bypass", "call"): "{who} has it played with, called out or not",
    ("covert", "tamper"): "{who} slips it in, unseen",
    ("covert", "carried"): "it came into the box out of another weapon",
    ("slip", "trigger"): "{who} has a finger on the trigger",
    ("slip", "muzzle"): "{who} points the muzzle at somebody",
    ("slip", "stand-in-line"): "{who} stands in the line of the muzzle",
    ("slip", "blow"): "{who} knocks the hammer, or lets it slip",
    ("slip", "contact"): "{who} holds the muzzle to a head",
    ("bypass", "hammer"): "{who} lets the hammer down and tells nobody",
    ("bypass", "shot"): "{who} fires it and tells nobody",
    ("mixup", "loading"): "{who} loads or unloads one and tells of another",
    ("mixup", "look"): "{who} looks into one and tells of another",
    ("mixup", "custody"): "{who} moves one and tells of another",
    ("stock", "weapon"): "the weapon came as it should not be",
    ("stock", "box"): "it came in a box of other rounds",
}
CLASSES: Final[dict[str, str]] = {
    "untrue": "{who} reports what is not so",
    "bypass": "{who} does it without a yes",
    "mixup": "{who} takes one thing for another",
    "covert": "{who} does it unseen",
    "slip": "{who} does what nobody chose",
    "stock": "it was delivered like that",
}
ENTRY: Final = "entry"
BARRIERS: Final[dict[str, str]] = {
    ENTRY: "No strange round comes in",
    "status": "What the weapon is is verified",
    "proof": "The box is proved",
    "loading": "Loading goes by the record",
    "custody": "Custody goes by the record",
    "look": "{who} looks into the weapon",
    "call": "It is called out first",
    "shot": "Shots are told",
    "trigger": "No finger on the trigger, no blow",
    "hammer": "The hammer rests on no round",
    "blow": "No knock on the hammer",
    "muzzle": "The muzzle is on nobody",
    "contact": "The muzzle touches nobody",
}
_LINES: Final = {"stand-in-line": "muzzle", "contact": "muzzle", "blow": "trigger"}
_ORDER: Final = tuple(BARRIERS)


def part(person: str) -> str:
    """What a person of a reference set is called."""
    return PARTS.get(person, person.replace("-", " "))


def role_words(role: str) -> str:
    """Whoever has a role, where no name is said."""
    return ROLES.get(role, f"the {role.replace('-', ' ')}")


def event_words(error: Error, name: Name = part) -> str:
    """A basic event as a short sentence without a full stop."""
    who = name(error.who)
    if error.what.startswith(BRING):
        return f"{who} brings a {error.what.removeprefix(BRING)} round"
    known = EVENTS.get((error.of, error.what))
    if known is not None:
        return known.format(who=who)
    return f"{CLASSES[error.of].format(who=who)}: {error.what.replace('-', ' ')}"


def events_words(errors: Iterable[Error], name: Name = part) -> str:
    """Several that happen together; who does two of them is named once."""
    said: list[str] = []
    before = ""
    for error in errors:
        words = event_words(error, name)
        said.append(words.removeprefix(f"{name(before)} ") if before else words)
        before = error.who
    return " and ".join(said)


def barrier(error: Error) -> str:
    """(2) Which barrier an error passes: its name; of a look, with whose it is."""
    if error.of in {"stock", "covert"}:
        return ENTRY
    what = _LINES.get(error.what, error.what)
    return f"{what}.{error.who}" if what == "look" else what


def barrier_words(named: str, name: Name = part) -> str:
    """What a barrier is when it holds."""
    what, _, who = named.partition(".")
    words = BARRIERS.get(what, what.replace("-", " ").capitalize())
    said = words.format(who=name(who))
    return said[:1].upper() + said[1:]


def barrier_order(named: str) -> tuple[int, str]:
    """Barriers in the order in which a round meets them."""
    what = named.partition(".")[0]
    return (_ORDER.index(what) if what in _ORDER else len(_ORDER), named)


def errors_words(k: int | None, complete: bool = True) -> str:  # noqa: FBT001, FBT002 -- a template's filter
    """How far from harm, in words; what is not known is not said to be far."""
    if k is None:
        return "No errors of those listed are enough" if complete else "UNKNOWN"
    if k == 0:
        return "NO error from harm"
    return "1 error from harm" if k == 1 else f"{k} errors from harm"
