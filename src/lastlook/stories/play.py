"""A story played: each act asked, each answer compared with what was expected.

1. An act with nothing under it must be granted; what stands under it must come of
   it, and nothing else (`compare.py`).
2. Checks are made on what the answers' own events make of the state, so that every
   level is held to the same.
3. What does not fit is a value with its place; the story goes on to its end.
"""

from collections.abc import Iterator

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Decision, Granted
from lastlook.core.clearance import clearance
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.wording import sentence
from lastlook.core.words import ActId, KeyText, Ms
from lastlook.stories.asking import Answer, Ask, NotHeard
from lastlook.stories.checks import write_check
from lastlook.stories.compare import Clock, Mismatch, compared
from lastlook.stories.facts import fact
from lastlook.stories.moments import midnight, write_moment
from lastlook.stories.rulebook import Rulebook, Rules
from lastlook.stories.signing import signing_key
from lastlook.stories.story import (
    Check,
    Comment,
    IsCalled,
    Line,
    Said,
    Story,
    Then,
)


class Turn(Struct, frozen=True):
    """One line played: the answer where it asked, and what did not fit."""

    line: Line
    policy: Policy  # what it was judged by
    answer: Answer | None = None
    repeated: bool = False  # the answer is the one it got before
    mismatches: tuple[Mismatch, ...] = ()


class Played(Struct, frozen=True):
    """A story played to its end."""

    story: Story
    turns: tuple[Turn, ...]
    state: State

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Everything that did not fit, in the story's order."""
        return tuple(one for turn in self.turns for one in turn.mismatches)

    @property
    def fits(self) -> bool:
        """Whether every answer was the expected one."""
        return not self.mismatches


def play(story: Story, ask: Ask, rules: Rules) -> Played:
    """Play a story to its end; `rules` makes a policy of packs' texts."""
    game = _Game(ask, rules)
    turns = tuple(game.turn(line) for line in story.lines)
    return Played(story, turns, game.state)


def clock_of(time: Ms) -> Clock:
    """How times are written on the day of `time`."""
    day = midnight(time)
    return lambda at: write_moment(at, day)


class _Game:
    """A story while it is played."""

    def __init__(self, ask: Ask, rules: Rules) -> None:
        self.state = State()
        self._ask = ask
        self._rulebook = Rulebook(rules)
        self._answers: dict[ActId, Decision] = {}
        self._keys: dict[AnyAct, KeyText] = {}

    def turn(self, line: Line) -> Turn:
        """Play one line."""
        match line:
            case Comment():
                return Turn(line, self._rulebook.policy)
            case Then():
                mismatches = tuple(self._checked(line))
                return Turn(line, self._rulebook.policy, mismatches=mismatches)
            case Said():
                return self._said(line)

    def _said(self, line: Said) -> Turn:
        asked = Asked(line.act, self._key(line), line.now)
        first = self._answers.get(line.act.id) if line.again else None
        answer = self._ask(asked, line.sent)
        policy = self._rulebook.policy
        if first is None and not isinstance(answer, NotHeard):
            policy = self._rulebook.policy_for(line.act)
            self._record(asked, answer)
        mismatches = [*compared(line, answer, first, clock_of(line.time))]
        for then in line.expects:
            if isinstance(then, Then):
                mismatches += self._checked(then)
        return Turn(line, policy, answer, first is not None, tuple(mismatches))

    def _key(self, line: Said) -> KeyText:
        # Sent again, an act has the signature it had, whoever's phone that is now.
        old = self._keys.get(line.act) if line.again else None
        key = line.signed_by or old or signing_key(self.state, line.act)
        self._keys[line.act] = key
        return key

    def _record(self, asked: Asked, decision: Decision) -> None:
        self._answers[asked.act.id] = decision
        self.state = after(self.state, asked, decision)
        if isinstance(decision, Granted):
            self._rulebook.granted(asked.act)

    def _checked(self, then: Then) -> Iterator[Mismatch]:
        is_ = fact(then.check, self.state, self._rulebook.policy, then.time)
        if is_ != then.check:
            day = midnight(then.time)
            yield Mismatch(
                then.spot,
                write_check(then.check, day),
                is_ if isinstance(is_, str) else write_check(is_, day),
                self._missing(then.check, then.time),
            )

    def _missing(self, check: Check, at: Ms) -> tuple[str, ...]:
        # Why a weapon may not be called so: what is missing for a clearance.
        if not isinstance(check, IsCalled) or check.weapon not in self.state.weapons:
            return ()
        weapon = self.state.weapons[check.weapon]
        missing = clearance(weapon, self._rulebook.policy, at).missing
        return tuple(sentence(one, clock_of(at)) for one in missing)
