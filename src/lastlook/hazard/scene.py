"""Reference scenes: a set in plain text, prepared under the packs to be judged.

1. A scene is a story: its lines are asked of `decide` under the policy given, one
   after the other. What is refused is left out, and told (`Scene.refused`).
2. A world is so many revolvers of so many chambers; the text is written out for it.
"""

from importlib.resources import files
from typing import Final

from msgspec import Struct

from lastlook.core.answers import Asked, Granted, Refused
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import Method, PlannedLoad
from lastlook.hazard.world import Kind
from lastlook.policy.library import shipped
from lastlook.stories.read import read
from lastlook.stories.signing import signing_key
from lastlook.stories.story import Said

_SCENES: Final = files("lastlook.hazard") / "scenes"
_WEAPON: Final = "revolver-1"


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
    box: str
    tests: tuple[Method, Method]  # the armorer's, the first AD's
    fires: bool  # the trigger is pulled in the action


DUMMIES: Final = Sort("dummy", "dummy", "dummy-box", ("rattle", "primer"), fires=True)
BLANKS: Final = Sort("blank", "blank", "blank-box", ("eye", "light"), fires=True)
LINE_UP: Final = Sort("dummy", "dummy", "dummy-box", ("rattle", "primer"), fires=False)
SCENES: Final[dict[str, Sort]] = {
    "close-up": DUMMIES,
    "take": BLANKS,
    "rehearsal": LINE_UP,
}


class Scene(Struct, frozen=True):
    """A scene as prepared: what the record says when it begins."""

    name: str
    title: str
    sort: Sort
    size: Size
    state: State
    policy: Policy
    refused: tuple[tuple[str, tuple[str, ...]], ...] = ()  # the line, the codes


def scene(name: str, policy: Policy, size: Size | None = None) -> Scene:
    """A reference scene under a policy; KeyError where there is none of that name."""
    size = size or Size()
    sort = SCENES[name]
    own = (_SCENES / f"{name}.story").read_text("utf-8")
    story = read(_text(own, size), f"{name}.story", pack=shipped)
    state, refused = State(), []
    for line in story.lines:
        if not isinstance(line, Said):
            continue
        asked = Asked(line.act, signing_key(state, line.act), line.now)
        decision = decide(state, asked, policy)
        if isinstance(decision, Refused):
            refused.append((line.act.word, decision.codes))
        state = after(state, asked, decision) if _stands(decision) else state
    return Scene(name, _title(own), sort, size, state, policy, tuple(refused))


def _stands(decision: object) -> bool:
    return isinstance(decision, Granted)


def _title(text: str) -> str:
    return text.splitlines()[0].removeprefix("# ")


def _text(own: str, size: Size) -> str:
    lines = []
    for line in (_SCENES / "set.story").read_text("utf-8").splitlines():
        if _WEAPON not in line:
            # One blank was fired from each.
            lines.append(line.replace("cases=1", f"cases={size.weapons}"))
            continue
        for nth in range(1, size.weapons + 1):
            one = line.replace(_WEAPON, f"revolver-{nth}").replace("R-1", f"R-{nth}")
            lines.append(one.replace("chambers=1", f"chambers={size.chambers}"))
    return "\n".join((*lines, *own.splitlines()[1:])) + "\n"
