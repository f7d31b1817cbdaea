"""A production to walk through at random: acts, answers, and what came of them."""

from pathlib import Path
from typing import Any, Final

from lastlook.core.acts import Act, AdoptPack, AnyAct, Open
from lastlook.core.answers import Asked, Decision, Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import Ms
from lastlook.policy.library import Library, shipped
from lastlook.stories.read import read
from lastlook.stories.story import Said

STORIES: Final = Path(__file__).parents[2] / "stories"
ID: Final = "01920000-0000-7000-8000-{:012x}"


def story_text(name: str) -> str | None:
    """The text of one of the product's stories; None where there is none."""
    path = STORIES / f"{name}.story"
    return path.read_text(encoding="utf-8") if path.is_file() else None


class Walk:
    """A production from its opening on, asked act by act."""

    def __init__(self) -> None:
        self.library = Library()
        self.state = State()
        self.policy = Policy()
        self.now: Ms = 0
        self.asked: list[tuple[State, Asked, Policy, Decision]] = []

    @classmethod
    def of(cls, name: str) -> "Walk":
        """The walk to the end of one of the product's stories."""
        walk = cls()
        text = story_text(name)
        assert text is not None
        story = read(text, name, use=story_text, pack=shipped)
        for line in story.lines:
            if isinstance(line, Said) and line.sent == "whole" and not line.again:
                walk.now = line.now
                walk.ask(line.act, line.signed_by)
        return walk

    def ask(self, act: AnyAct, key: str | None = None) -> Decision:
        """What comes of an act now, and the state after it."""
        if isinstance(act, Open | AdoptPack):
            self.library.learn(act.pack, "a walk")
        asked = Asked(act, key or self.key_of(act), self.now)
        decision = decide(self.state, asked, self.policy)
        self.asked.append((self.state, asked, self.policy, decision))
        self.state = after(self.state, asked, decision)
        if self.state.packs:
            self.policy = self.library.policy(self.state.packs)
        return decision

    def act(self, kind: type[Act], by: str, **fields: Any) -> Decision:
        """What comes of an act of that kind, said now by that person."""
        act = kind(
            id=ID.format(self.state.n),
            production=self.state.production or "long-road",
            by=by,
            at=self.now,
            **fields,
        )
        return self.ask(act)  # type: ignore[arg-type]  # every kind is one of AnyAct

    def granted(self, kind: type[Act], by: str, **fields: Any) -> bool:
        """Whether such an act was granted."""
        return isinstance(self.act(kind, by, **fields), Granted)

    def key_of(self, act: AnyAct) -> str:
        """The key of the phone the act is said on."""
        if isinstance(act, Open):
            return act.key
        who = act.via or act.by
        keys = [
            key
            for key, of in self.state.keys.items()
            if of.person == who and of.revoked_at is None
        ]
        return keys[-1] if keys else f"{who}-phone"
