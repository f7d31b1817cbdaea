"""What a procedure withstands with some rules out of force: one question, one outcome.

1. A question says everything its outcome depends on; the same question has the same
   outcome, so that whoever keeps outcomes may keep them for good.
2. The outcome is values only: what a page draws, and nothing a search works on.
"""

from typing import Final

from msgspec import Struct

from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.budgets import CAUSES
from lastlook.hazard.harm import TOP_EVENTS
from lastlook.hazard.patterns import Cut, Pattern, patterns
from lastlook.hazard.scene import scene
from lastlook.hazard.story import Told
from lastlook.hazard.told import missed_words, sentence

STORIES: Final = 1


class Question(Struct, frozen=True):
    """A reference scene and a top event, under a policy without some of its rules."""

    scene: str
    top: str
    policy: Policy
    without: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str, tuple[str, ...]]:
        """(1) What names the outcome."""
        return self.scene, self.top, self.policy.digest, tuple(sorted(self.without))


class Line(Struct, frozen=True):
    """One step of a story in words; `refused` are the codes of the no it went past."""

    text: str
    is_error: bool
    refused: tuple[str, ...]
    recorded: str
    really: str


class Tale(Struct, frozen=True):
    """A story in words: from which line on record and truth differ, what was missed."""

    errors: Cut
    lines: tuple[Line, ...]
    turning_point: int | None
    missed: tuple[str, ...]


class Outcome(Struct, frozen=True):
    """What was found. Counts are None where no number of errors suffices.

    `refusing` are the codes that any answer in the search named: leaving out any other
    rule can change what is recorded, and nothing else. `refused` are the lines of the
    scene's preparation that the packs did not let pass.
    """

    title: str
    top: str
    world: str
    complete: bool
    k_errors: int | None
    k_people: int | None
    k_causes: int | None
    cause: str  # in words; empty where none counts
    acts: int | None
    cut_sets: int
    patterns: tuple[Pattern, ...]
    barriers: tuple[Cut, ...]
    tales: tuple[Tale, ...]
    refusing: tuple[str, ...]
    refused: tuple[str, ...]


def answered(question: Question) -> Outcome:
    """The outcome of a question; KeyError where there is no such scene or event."""
    policy = question.policy
    for code in question.without:
        policy = policy.without(code)
    top = TOP_EVENTS[question.top]
    return _told(analysed(scene(question.scene, policy), top, stories=STORIES))


def _told(found: Analysis) -> Outcome:
    causes = found.k_causes if found.cuts else {}
    cause = min(causes, key=lambda one: (causes[one], one), default="")
    counts = bool(cause) and causes[cause] != found.k_errors
    return Outcome(
        title=found.scene.title,
        top=found.top.title,
        world=str(found.scene.size),
        complete=found.complete,
        k_errors=found.k_errors,
        k_people=found.k_people,
        k_causes=min(causes.values(), default=None),
        cause=CAUSES[cause] if counts else "",
        acts=found.acts,
        cut_sets=len(found.cuts),
        patterns=patterns(found.cuts),
        barriers=found.barriers,
        tales=tuple(tale(told) for told in found.stories),
        refusing=found.refusing,
        refused=tuple(act for act, _ in found.scene.refused),
    )


def tale(told: Told) -> Tale:
    """A story in words."""
    missed = dict.fromkeys(one for step in told.steps for one in step.missed)
    return Tale(
        errors=told.errors,
        lines=tuple(
            Line(
                sentence(step), bool(step.errors), step.said, step.recorded, step.really
            )
            for step in told.steps
        ),
        turning_point=told.turning_point,
        missed=tuple(missed_words(one) for one in missed),
    )
