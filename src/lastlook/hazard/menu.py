"""The error menu: which act can go wrong in which way, and why the others are left out.

1. Every kind of act stands, for every class of error, either in `IN_MENU` or in
   `LEFT_OUT` with the reason. `tests/hazard/test_menu.py` holds it to what the
   procedure really does, and fails for a new kind of act until somebody has thought
   of it.
2. What is left out is an assumption of every answer, and stands in its JSON.

Knows no state and no world: what people do with the menu is in `procedure.py`.
"""

from typing import Final, get_args

from msgspec import Struct

from lastlook.core.acts import AnyAct, kebab
from lastlook.hazard.errors import Class

CLASSES: Final[tuple[Class, ...]] = get_args(Class)
ACTS: Final = tuple(kebab(act.__name__) for act in get_args(AnyAct))

_DONE: Final = frozenset(
    {"accept", "collect", "discharge", "inspect", "load", "lock-up", "send-back"}
    | {"take-out", "unload"}
)  # what hands do with a weapon
IN_MENU: Final[dict[Class, frozenset[str]]] = {
    "untrue": _DONE | {"prove", "verify-status"},
    "bypass": _DONE | {"announce"},
    "mixup": _DONE,
    "covert": frozenset(),
    "slip": frozenset(),
    "stock": frozenset(),
}  # class -> the words of the acts


class LeftOut(Struct, frozen=True):
    """Acts that are not in the menu for these classes of error, and why."""

    acts: tuple[str, ...]
    classes: tuple[Class, ...]
    why: str


LEFT_OUT: Final = (
    LeftOut(
        ACTS,
        ("covert", "slip", "stock"),
        "These are no acts that anybody asks for: what is slipped in, what nobody "
        "chose and what was delivered wrong are listed by themselves.",
    ),
    LeftOut(
        tuple(act for act in ACTS if act not in _DONE),
        ("mixup",),
        "What is mixed up is what hands do with a weapon, or which box they go to. "
        "What is only said is said of the weapon that stands in it.",
    ),
    LeftOut(
        ("offer", "announce", "confirm-return", "decline", "stop"),
        ("untrue",),
        "It is done by being said: there is no deed that it could be false of.",
    ),
    LeftOut(
        ("offer", "confirm-return", "decline", "stop"),
        ("bypass",),
        "Unsaid it leaves nothing behind. What follows it is a deed of its own.",
    ),
    LeftOut(
        ("prove", "verify-status", "show", "count", "count-brass", "sweep"),
        ("bypass",),
        "A look or a count of which nobody tells changes neither record nor world.",
    ),
    LeftOut(
        ("record-condition",),
        ("untrue", "bypass"),
        "It is told whenever it is owed, true or not, at no count: a weapon that fails "
        "by itself is not covered.",
    ),
    LeftOut(
        (
            "open",
            "adopt-pack",
            "enrol",
            "invite",
            "add-key",
            "revoke-key",
            "assign-duty",
            "record-permit",
            "record-training",
            "forget",
            "change-desk-key",
            "lose-desk-key",
            "confirm-desk-key",
        ),
        ("untrue", "bypass"),
        "People, papers and phones are as they are when the scene begins. Whoever "
        "reports on another's phone is counted as an untrue report.",
    ),
    LeftOut(
        (
            "plan-set-up",
            "assess-risk",
            "endorse",
            "approve-scene",
            "hold-meeting",
            "give-notice",
            "issue-protection",
        ),
        ("untrue", "bypass"),
        "A scene is judged as it was planned; with another plan it is another scene.",
    ),
    LeftOut(
        (
            "register-place",
            "register-weapon",
            "register-dummy-type",
            "repair",
            "receive",
        ),
        ("untrue", "bypass"),
        "It is over when the scene begins; what came otherwise than it says is a stock "
        "error.",
    ),
    LeftOut(
        (
            "transfer",
            "move",
            "seal",
            "break-seal",
            "quarantine",
            "return-to-supplier",
            "examine",
            "release",
            "test-blank",
            "find",
            "allow-live",
            "expend",
            "seed-trainer",
            "reveal-trainer",
        ),
        ("untrue", "bypass"),
        "Boxes stay where they were prepared. A strange round comes into one, or into "
        "a weapon, from anywhere: slipped in or delivered.",
    ),
    LeftOut(
        ("count", "count-brass", "sweep", "show", "misfire"),
        ("untrue",),
        "No rule lets a weapon go on for it: told falsely it opens nothing.",
    ),
    LeftOut(
        ("report", "correct"),
        ("untrue", "bypass"),
        "It only takes away: a weapon that is told of is unseen again.",
    ),
    LeftOut(
        ("lift-hold",),
        ("untrue", "bypass"),
        "A stop ends the scene: what is done against it is a bypass of that deed.",
    ),
    LeftOut(
        (
            "call-day",
            "put-in-charge",
            "break",
            "resume",
            "change-set-up",
            "cut",
            "wrap",
        ),
        ("untrue", "bypass"),
        "Whoever calls the company calls it where it goes. A call that is refused or "
        "never made leaves weapons where they are.",
    ),
    LeftOut(
        ("surrender", "misfire"),
        ("untrue", "bypass"),
        "No authority asks for it here; a chamber that does not fire hurts nobody.",
    ),
)


def why_not(act: str, of: Class) -> str | None:
    """Why an act is not in the menu for a class of error; None where it is."""
    if act in IN_MENU[of]:
        return None
    return next(one.why for one in LEFT_OUT if act in one.acts and of in one.classes)
