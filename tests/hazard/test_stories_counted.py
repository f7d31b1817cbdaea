"""Every weapon in play in every story has a margin, whatever the record says."""

import pytest

from lastlook.core.answers import Asked, Refused
from lastlook.core.words import WeaponId
from lastlook.hazard.margin import Margin
from lastlook.hazard.nearest import Searches
from lastlook.hazard.phrases import part
from lastlook.hazard.refused import Done, done, weapon_of
from lastlook.hazard.standing import Unjudged, standing
from lastlook.stories import Answer, CorePlayer, play
from lastlook.stories.story import Sent
from tests.world.levels import STORIES, rules, story

NAMES = sorted(path.stem for path in STORIES.glob("*.story"))


class Counted:
    """The margins of one production while its story is played on the core."""

    def __init__(self) -> None:
        self.player = CorePlayer(rules)
        self.found: list[Margin] = []
        self._searches: dict[object, Searches] = {}

    def __call__(self, asked: Asked, sent: Sent) -> Answer:
        answer = self.player(asked, sent)
        state = self.player.state
        if isinstance(answer, Refused):
            weapon, deed = weapon_of(asked.act), done(asked.act, state)
            if weapon is not None and deed is not None:
                self._count(weapon, asked, deed)
        for name in state.out:
            self._count(name, asked)
        return answer

    def _count(self, weapon: WeaponId, asked: Asked, deed: Done | None = None) -> None:
        state, policy = self.player.state, self.player.policy
        one = standing(state, policy, weapon, asked.now, deed)
        if isinstance(one, Unjudged):
            return
        key = policy.digest, weapon, one.scene.sort
        searches = self._searches.setdefault(key, Searches(one.scene))
        self.found.append(searches.nearest(one, part))


@pytest.mark.parametrize("name", NAMES)
def test_whatever_the_record_says_it_is_counted(name: str) -> None:
    counted = Counted()
    play(story(name), counted, rules)
    for found in counted.found:
        assert found.is_known
        assert found.k is None or found.by
        assert found.k in {None, 0} or found.first
