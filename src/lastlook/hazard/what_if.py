"""What a procedure withstands with some rules out of force: one question, one outcome.

1. A question says everything its outcome depends on; the same question has the same
   outcome, so that whoever keeps outcomes may keep them for good.
2. The outcome is values only: what a page draws, and nothing a search works on.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.budgets import CAUSES, fewest_people
from lastlook.hazard.graph import TooLargeError
from lastlook.hazard.harm import TOP_EVENTS, TopEvent
from lastlook.hazard.patterns import Cut, Pattern, patterns
from lastlook.hazard.scene import Scene, scene
from lastlook.hazard.story import Told
from lastlook.hazard.told import (
    between_words,
    budget,
    counted,
    least_errors,
    missed_words,
    sentence,
    shot,
    weapon_words,
)

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

    @property
    def rules(self) -> str:
        """The packs, and what is left out of them, in words."""
        return rules_words(self.policy, self.without)


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
    people: str  # who of them does what, in words
    k_causes: int | None
    cause: str  # in words; empty where none counts
    acts: int | None
    cut_sets: int
    patterns: tuple[Pattern, ...]
    barriers: tuple[Cut, ...]
    tales: tuple[Tale, ...]
    refusing: tuple[str, ...]
    refused: tuple[str, ...]
    searched: int | None = None  # the largest order looked for, where one was left out
    weapon: str = ""  # in words, where the packs bar the scene's own


def rules_words(policy: Policy, without: Iterable[str]) -> str:
    """The packs that ask for a policy's rules, and what is left out, in words."""
    packs = {rule.pack for asked in policy.rules.values() for rule in asked}
    said, left_out = ", ".join(sorted(packs)), ", ".join(without)
    return f"{said}, without {left_out}" if left_out else said


def answered(question: Question) -> Outcome:
    """The outcome of a question; KeyError where there is no such scene or event."""
    policy = question.policy
    for code in question.without:
        policy = policy.without(code)
    prepared, top = scene(question.scene, policy), TOP_EVENTS[question.top]
    try:
        return outcome_of(analysed(prepared, top, stories=STORIES))
    except TooLargeError:
        return _undetermined(prepared, top)


def _undetermined(prepared: Scene, top: TopEvent) -> Outcome:
    return Outcome(
        title=prepared.title,
        top=top.title,
        world=str(prepared.size),
        complete=False,
        k_errors=None,
        k_people=None,
        people="",
        k_causes=None,
        cause="",
        acts=None,
        cut_sets=0,
        patterns=(),
        barriers=(),
        tales=(),
        refusing=(),
        refused=tuple(act for act, _ in prepared.refused),
        weapon=weapon_words(prepared),
    )


def outcome_of(found: Analysis, stories: Iterable[Told] | None = None) -> Outcome:
    """What an analysis found, as values; with these of its stories, or with all."""
    causes = found.k_causes if found.cuts else {}
    cause = min(causes, key=lambda one: (causes[one], one), default="")
    fewest = fewest_people(found.cuts) if found.complete else None
    counts = bool(cause) and causes[cause] != found.k_errors
    return Outcome(
        title=found.scene.title,
        top=found.top.title,
        world=str(found.scene.size),
        complete=found.complete,
        k_errors=found.k_errors,
        k_people=found.k_people,
        people=between_words(fewest) if fewest is not None else "",
        k_causes=min(causes.values(), default=None),
        cause=CAUSES[cause] if counts else "",
        acts=found.acts,
        cut_sets=len(found.cuts),
        patterns=patterns(found.cuts),
        barriers=found.barriers,
        tales=tuple(map(tale, found.stories if stories is None else stories)),
        refusing=found.refusing,
        refused=tuple(act for act, _ in found.scene.refused),
        searched=found.searched,
        weapon=weapon_words(found.scene),
    )


def one_of_each(found: Analysis, most: int) -> Iterator[Told]:
    """The shortest story of each of the first patterns, at most so many."""
    told = {one.errors: one for one in found.stories}
    count = 0
    for pattern in patterns(found.cuts):
        known = [told[cut] for cut in pattern.sets() if cut in told]
        if known and count < most:
            count += 1
            yield min(known, key=lambda one: (len(one.errors), len(one.steps)))


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


def budgets(outcome: Outcome) -> Iterator[tuple[str, str, str]]:
    """Each count with its name and what it says, in words; `?` where undetermined."""
    k, whole, most = outcome.k_errors, outcome.complete, outcome.searched
    least = least_errors(k, complete=whole, searched=most)
    yield "errors", least, budget(k, complete=whole, searched=most)
    if outcome.cut_sets and outcome.complete:
        yield "people", str(outcome.k_people), _people(outcome)
        yield "causes", str(outcome.k_causes), _cause(outcome)
    if outcome.acts is not None or outcome.complete:
        acts = outcome.acts
        yield "acts", "never" if acts is None else str(acts), shot(acts)


def _people(outcome: Outcome) -> str:
    k = outcome.k_people or 0
    if k == 1:
        return f"One person alone is enough: {outcome.people}."
    fewer = counted(k - 1, "person")
    if not k:
        return "It takes nobody's error."
    return f"{k} people between them can do it, {fewer} cannot: {outcome.people}."


def _cause(outcome: Outcome) -> str:
    if not outcome.cause:
        return "No common cause makes it fewer."
    return (
        f"Where {outcome.cause}, what that brings about counts as one: "
        f"{outcome.k_causes} are enough."
    )


def turns(tale: Tale) -> Iterator[str]:
    """What a story shows: where record and truth part, who could have found it."""
    if tale.turning_point is not None:
        turn = tale.turning_point + 1
        yield f"From step {turn} on the record and the truth differ."
    if tale.missed:
        said = ", or ".join(tale.missed)
        yield f"Missed chances: it would have been found if {said}."
    else:
        yield "Nobody's task would have found it."
