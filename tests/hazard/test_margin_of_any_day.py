"""Whatever a day has been, its weapons have a margin or a reason why there is none."""

import pytest

from lastlook.core.answers import Asked
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.hazard.margin import Margin
from lastlook.hazard.standing import Unjudged, standing
from lastlook.stories import CorePlayer, play
from lastlook.stories.asking import Answer
from lastlook.stories.story import Sent
from lastlook.wiring.counting import counted, is_same
from tests.world.levels import STORIES, rules, story

NAMES = sorted(path.stem for path in STORIES.glob("*.story"))

# Where some weapon can be counted; elsewhere none is out that fires, or none is judged.
COUNTED = {"an-ordinary-good-day", "one-dummy-in-fifty", "a-shot-nobody-called"}


class Watched(CorePlayer):
    """A player that keeps every state, with the policy in force then."""

    def __init__(self) -> None:
        super().__init__(rules)
        self.stood: list[tuple[State, Policy]] = []

    def __call__(self, asked: Asked, sent: Sent) -> Answer:
        answer = super().__call__(asked, sent)
        if self.state.packs:
            self.stood.append((self.state, self._rulebook.policy))
        return answer


def margin_of(state: State, policy: Policy, weapon: str) -> Margin:
    found = standing(state, policy, weapon, state.now)
    if isinstance(found, Unjudged):
        return Margin(None, why=found.why)
    return counted(found, {})


@pytest.mark.parametrize("name", NAMES)
def test_each_weapon_that_is_out_has_a_margin_or_a_reason(name: str) -> None:
    watched, counts = Watched(), 0
    play(story(name), watched, rules)
    last: dict[str, tuple[State, Policy]] = {}
    for state, policy in watched.stood:
        for weapon in state.out:
            before = last.get(weapon)
            if before and before[1] is policy and is_same(before[0], state, weapon):
                continue
            last[weapon] = state, policy
            if state.weapons[weapon].fires:
                found = margin_of(state, policy, weapon)
                assert found.is_known or found.why
                counts += found.is_known
    assert counts or name not in COUNTED
