# ruff: noqa: INP001 - beside the documents it is for
"""What the stories, played on the core, show: what is done, left and refused.

1. Every story is played once; a line counts where it stands, not where it is used.
2. A rule is shown *both ways*: the stories that meet it, and those in which an act
   it may refuse is granted while a pack in force asks for it.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from lastlook.core.acts import kebab
from lastlook.core.answers import Granted, Refused
from lastlook.core.policy import Policy
from lastlook.policy.library import Library, shipped
from lastlook.stories import CorePlayer, Played, play, read
from lastlook.stories.play import Turn
from lastlook.stories.story import Said

ROOT: Final = Path(__file__).parents[1]
STORIES: Final = ROOT / "stories"


def policy_of(texts: tuple[str, ...]) -> Policy:
    """The policy of these packs' texts."""
    library = Library()
    return library.policy(tuple(library.learn(text, "a pack") for text in texts))


class Told:
    """What the stories reach: by act, event and code."""

    def __init__(self) -> None:
        """Play every story."""
        self.acts: dict[str, set[str]] = defaultdict(set)  # act -> stories
        self.events: dict[str, set[str]] = defaultdict(set)  # event -> stories
        self.codes: dict[str, set[str]] = defaultdict(set)  # code -> stories
        self.leaves: dict[str, set[str]] = defaultdict(set)  # act -> events
        self._refuses: dict[str, set[str]] = defaultdict(set)  # code -> acts
        # (act, the codes then asked for) -> stories in which it was granted
        self._grants: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
        for path in sorted(STORIES.glob("*.story")):
            self._take(path.stem, _played(path))

    def granted(self, code: str) -> set[str]:
        """The stories in which an act that this rule may refuse is granted."""
        refused = self._refuses[code]
        return {
            story
            for (act, asked), stories in self._grants.items()
            if act in refused and code in asked
            for story in stories
        }

    def _take(self, story: str, played: Played) -> None:
        for turn in played.turns:
            if isinstance(turn.line, Said) and _own(turn.line, story):
                self._turn(story, turn, turn.line.act.word)

    def _turn(self, story: str, turn: Turn, word: str) -> None:
        self.acts[word].add(story)
        match turn.answer:
            case Granted(found):
                for event in found:
                    self.events[kebab(type(event).__name__)].add(story)
                    self.leaves[word].add(kebab(type(event).__name__))
                remarked = {remark.code for remark in turn.answer.remarks}
                kept = frozenset(turn.policy.rules) - remarked
                self._grants[word, kept].add(story)
                self._reached(story, word, turn.answer.remarks)
            case Refused(reasons, impossible, remarks):
                self._reached(story, word, (*reasons, *impossible, *remarks))
            case _:
                pass

    def _reached(self, story: str, word: str, reasons: Iterable[Any]) -> None:
        for reason in reasons:
            self.codes[reason.code].add(story)
            self._refuses[reason.code].add(word)


def linked(names: set[str], up: str, most: int = 50) -> str:
    """The names of stories as links; `up` leads from the page to the repository."""
    shown = sorted(names)[:most]
    said = ", ".join(f"[{name}]({up}/stories/{name}.story)" for name in shown)
    rest = len(names) - len(shown)
    return f"{said} and {rest} more" if rest else said or "none yet"


def _own(line: Said, story: str) -> bool:
    # A story that uses another one has its lines too; they count where they stand.
    return line.spot.source == f"{story}.story"


def _played(path: Path) -> Played:
    def used(name: str) -> str | None:
        other = STORIES / f"{name}.story"
        return other.read_text("utf-8") if other.exists() else None

    story = read(path.read_text("utf-8"), path.name, use=used, pack=shipped)
    return play(story, CorePlayer(policy_of), policy_of)
