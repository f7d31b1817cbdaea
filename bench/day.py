"""A long day on set as acts: weapons shown, offered, taken back, over and over.

The set is that of `stories/a-set-is-ready.story`, with more weapons in its safe. Each
round is nine acts and one refusal; they are a tenth of a second apart, so that a full
batch of them is still news. In the revolver's place there may be a pistol.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

from lastlook.core.answers import Asked, Decision
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.desk.player import key_called
from lastlook.desk.replay import NO_PACKS
from lastlook.policy.library import Library, shipped
from lastlook.stories import Answer, CorePlayer, NotHeard, play, read
from lastlook.stories.moments import write_moment
from lastlook.stories.story import Sent

STORIES = Path("stories")
PHONES = ("office", "armorer", "prop-master", "first-ad", "actor")
ROUND = """\
armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
first-ad inspects colt-1 chambers=empty*6 method=light bore=clear
armorer shows colt-1 to=director,camera
armorer offers colt-1 to=actor
actor takes-out rubber-1
actor accepts colt-1 look=taken
first-ad announces colt-1 called=empty
first-ad cuts
armorer collects colt-1
actor confirms-return colt-1"""
REGISTERS = (
    "registers prop-{n} weapon-class=rubber mechanism=none chambers=0 calibre=none "
    "serial=P{n} supplier=hire-house place=safe-1"
)
Words: TypeAlias = tuple[tuple[str, str], ...]  # and what stands in their place
PISTOL: Words = (
    (
        "mechanism=single-action-revolver",
        "magazine=detachable mechanism=semi-automatic",
    ),
    ("bore=clear hammer=half-cock", "bore=clear magazine=out"),
    ("method=light bore=clear", "method=light bore=clear magazine=out"),
)
EIGHT_MS = 1_714_982_400_000  # 08:00 on the stories' day


class Day:
    """What was asked, what was answered, and where it began."""

    def __init__(
        self, weapons: int, rounds: int, set_up: str, other: Words = ()
    ) -> None:
        self.asked: list[Asked] = []
        self.decisions: list[Decision] = []
        player = CorePlayer(rules)

        def ask(asked: Asked, sent: Sent) -> Answer:
            answer = player(asked, sent)
            if isinstance(answer, NotHeard):
                raise TypeError(f"not heard: {answer.reason}")
            self.asked.append(asked)
            self.decisions.append(answer)
            return answer

        self.begins = EIGHT_MS  # what is before is setting up

        def instead(text: str) -> str:
            for word, one in other:
                text = text.replace(word, one)
            return text

        text = instead("\n".join(_lines(weapons, rounds, set_up)))
        story = read(
            text, "the bench", use=lambda name: instead(_used(name)), pack=shipped
        )
        self.state: State = play(story, ask, rules).state
        self.policy = rules(tuple(pack.text for pack in story.packs))


@cache
def a_day(weapons: int, rounds: int, set_up: str = "12A") -> Day:
    """A day with so many weapons more, and so many rounds of hand-overs."""
    return Day(weapons, rounds, set_up)


@cache
def a_day_of_a_pistol(rounds: int, set_up: str = "12A") -> Day:
    """The same with a pistol for the revolver, its magazine out for every look."""
    return Day(0, rounds, set_up, PISTOL)


@cache
def rules(texts: tuple[str, ...]) -> Policy:
    """The policy of packs' texts."""
    library = Library()
    learned = tuple(library.learn(text, "a pack") for text in texts)
    return library.policy(learned) if learned else NO_PACKS


def _used(name: str) -> str:
    return (STORIES / f"{name}.story").read_text("utf-8")


def _lines(weapons: int, rounds: int, set_up: str) -> Iterator[str]:
    yield "use a-set-is-ready"
    for n in range(weapons):
        yield f"07:00 armorer {REGISTERS.format(n=n)}"
    yield f"07:59 first-ad goes-to {set_up}"
    yield "07:59 armorer takes-out colt-1"
    acts = ROUND.splitlines() * rounds
    day = EIGHT_MS - EIGHT_MS % 86_400_000
    for n, act in enumerate(acts):
        yield f"{write_moment(EIGHT_MS + 100 * n, day)} {act}"


KEYS = {f"{person}-phone": key_called(f"{person}-phone") for person in PHONES}
