"""Reference scenes: a set in plain text, prepared under the packs to be judged.

1. A scene is a story: its lines are asked of `decide` under the policy given, one
   after the other. What is refused changes nothing but the time, and is told
   (`Scene.refused`).
2. A world is so many revolvers of so many chambers; the text is written out for it.
3. An outline says what there is to do in it: which boxes are open, what is called, and
   where it ends.
4. Where the packs bar the scene's weapon at the door, it is prepared with one that was
   adapted to take no live round; where they bar that too, with none. What is barred is
   told (`Scene.barred`).
"""

import re
from importlib.resources import files
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from lastlook.core.answers import Asked, Refused
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import BoxId, Method, PlannedLoad, SetUpId, WeaponClass
from lastlook.hazard.owed import owed_looks
from lastlook.hazard.world import Kind
from lastlook.policy.library import shipped
from lastlook.stories.read import read
from lastlook.stories.signing import signing_key
from lastlook.stories.story import Said

_SCENES: Final = files("lastlook.hazard") / "scenes"
_WEAPON: Final = "revolver-1"
_FIRST: Final[WeaponClass] = "firearm"
ADAPTED: Final[WeaponClass] = "blank-adapted"
_PERMITTED: Final = re.compile(rf"(class(?:es)?=){_FIRST}\b")
CLASSES: Final = (_FIRST, ADAPTED)  # (4) in the order in which they are tried


# Where a scene ends: the action can be shot, the company is on its break, the day is
# wrapped, every weapon is back with its supplier.
Goal: TypeAlias = Literal["action", "break", "wrapped", "returned"]


class Size(Struct, frozen=True):
    """A world's size: how many weapons, of how many chambers each."""

    weapons: int = 1
    chambers: int = 1

    def __str__(self) -> str:
        return f"{self.weapons}x{self.chambers}"


class Sort(Struct, frozen=True):
    """What a scene works with: what is loaded, from which box, told by which tests."""

    load: PlannedLoad
    kind: Kind
    box: BoxId
    tests: tuple[Method, Method]  # the armorer's, the first AD's
    fires: bool  # the trigger is pulled in the action


class Outline(Struct, frozen=True):
    """What there is to do in a scene: open boxes, calls, and where it ends."""

    sort: Sort  # what it ends with, or is about
    others: tuple[Sort, ...] = ()
    # What the company and the handlers tell beside what their hands do; else only
    # `confirm-return` and `record-condition`.
    told: frozenset[str] = frozenset({"announce"})
    then: SetUpId | None = None  # where the company goes on to
    goal: Goal = "action"

    @property
    def boxes(self) -> tuple[Sort, ...]:
        """Every box that is open, in order."""
        return (self.sort, *self.others)


# The armorer's test and the first AD's, by what is loaded.
TESTS: Final[dict[PlannedLoad, tuple[Method, Method]]] = {
    "none": ("rod", "light"),
    "dummy": ("rattle", "primer"),
    "blank": ("eye", "light"),
}
DUMMIES: Final = Sort("dummy", "dummy", "dummy-box", TESTS["dummy"], fires=True)
BLANKS: Final = Sort("blank", "blank", "blank-box", TESTS["blank"], fires=True)
FULL: Final = Sort("blank", "heavy", "full-box", TESTS["blank"], fires=True)
LINE_UP: Final = Sort("dummy", "dummy", "dummy-box", TESTS["dummy"], fires=False)
NO_CALL: Final[frozenset[str]] = frozenset()
SCENES: Final[dict[str, Outline]] = {
    "close-up": Outline(DUMMIES),
    "take": Outline(BLANKS),
    # Where nothing refuses it, it goes by way of the first AD.
    "rehearsal": Outline(LINE_UP, told=frozenset({"announce", "hand-on"})),
    "close-up-then-take": Outline(
        BLANKS, (DUMMIES,), frozenset({"announce", "change-set-up"}), then="12B"
    ),
    "two-loads": Outline(BLANKS, (FULL,)),
    "reset": Outline(BLANKS),
    "lunch": Outline(BLANKS, told=frozenset({"break"}), goal="break"),
    "wrap": Outline(BLANKS, told=frozenset({"sweep", "count", "wrap"}), goal="wrapped"),
    "hand-back": Outline(DUMMIES, told=NO_CALL, goal="returned"),
}


Refusals: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]  # the line, the codes


class Scene(Struct, frozen=True):
    """A scene as prepared: what the record says when it begins.

    `weapon` is the class of what it is played with, None where nothing that fires may
    be there; `barred` are the classes that may not, and why. `looked_into` are boxes
    and weapons that the packs asked to be looked into before.
    """

    name: str
    title: str
    outline: Outline
    size: Size
    state: State
    policy: Policy
    refused: Refusals = ()
    weapon: WeaponClass | None = _FIRST
    barred: Refusals = ()
    looked_into: frozenset[str] = frozenset()

    @property
    def sort(self) -> Sort:
        """What it is about."""
        return self.outline.sort


def scene(name: str, policy: Policy, size: Size | None = None) -> Scene:
    """A reference scene under a policy; KeyError where there is none of that name."""
    size = size or Size()
    own = (_SCENES / f"{name}.story").read_text("utf-8")
    barred: list[tuple[str, tuple[str, ...]]] = []
    weapon: WeaponClass | None
    for weapon in CLASSES:
        state, refused = _prepared(own, name, policy, size, weapon)
        if state.weapons:
            break
        barred.append((weapon, dict(refused)["register-weapon"]))
    else:
        weapon = None
    return Scene(
        name=name,
        title=_title(own),
        outline=SCENES[name],
        size=size,
        state=state,
        policy=policy,
        refused=refused,
        weapon=weapon,
        barred=tuple(barred),
        looked_into=owed_looks(state, policy),
    )


def _prepared(
    own: str, name: str, policy: Policy, size: Size, weapon: WeaponClass
) -> tuple[State, Refusals]:
    """(1) The state after the preparation, and what was refused of it."""
    story = read(_text(own, size, weapon), f"{name}.story", pack=shipped)
    state, refused = State(), []
    for line in story.lines:
        if not isinstance(line, Said):
            continue
        asked = Asked(line.act, signing_key(state, line.act), line.now)
        decision = decide(state, asked, policy)
        if isinstance(decision, Refused):
            refused.append((line.act.word, decision.codes))
        state = after(state, asked, decision)
    return state, tuple(refused)


def _title(text: str) -> str:
    return text.splitlines()[0].removeprefix("# ")


def _text(own: str, size: Size, weapon: WeaponClass = _FIRST) -> str:
    written: list[str] = []
    whole = (_SCENES / "set.story").read_text("utf-8").splitlines()
    if weapon == ADAPTED:
        whole += (_SCENES / "adapted.story").read_text("utf-8").splitlines()
    for said in (*whole, *own.splitlines()[1:]):
        line = _PERMITTED.sub(rf"\1{weapon}", said)  # (4)
        if _WEAPON not in line:
            # One blank was tried in each.
            written.append(line.replace("cases=1", f"cases={size.weapons}"))
            continue
        for nth in range(1, size.weapons + 1):
            one = line.replace(_WEAPON, f"revolver-{nth}").replace("R-1", f"R-{nth}")
            written.append(_in_chambers(one, size.chambers))
    return "\n".join(written) + "\n"


def _in_chambers(line: str, count: int) -> str:
    """A line about a revolver of one chamber, said of one with so many."""
    if " registers " in line:
        return line.replace("chambers=1", f"chambers={count}")
    every = ",".join(str(nth) for nth in range(1, count + 1))
    return line.replace("chambers=1", f"chambers={every}").replace("*1", f"*{count}")
