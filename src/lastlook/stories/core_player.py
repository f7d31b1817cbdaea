"""A story played on the core alone: no desk, no keys, no store.

1. An act is heard, or not, as at a desk: damaged, forged, by a key nobody knows,
   or under an id that another act has.
2. The same act sent again gets the same answer, and nothing is decided twice.
3. Everything else is `decide` and `evolve`.
"""

from lastlook.core.acts import AddKey, AnyAct, Open
from lastlook.core.answers import Asked, Decision, Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import ActId
from lastlook.stories.asking import Answer, NotHeard
from lastlook.stories.rulebook import Rulebook, Rules
from lastlook.stories.story import Reason, Sent


class CorePlayer:
    """Answers the acts of one story; `rules` makes a policy of packs' texts."""

    def __init__(self, rules: Rules) -> None:
        self.state = State()
        self._rulebook = Rulebook(rules)
        self._answered: dict[ActId, tuple[AnyAct, Decision]] = {}

    @property
    def policy(self) -> Policy:
        """The rules in force now."""
        return self._rulebook.policy

    def __call__(self, asked: Asked, sent: Sent) -> Answer:
        """Answer one act."""
        unheard = self._unheard(asked, sent)
        if unheard is not None:
            return NotHeard(unheard)
        answered = self._answered.get(asked.act.id)
        if answered is not None:
            same = answered[0] == asked.act
            return answered[1] if same else NotHeard("id-taken")
        try:
            policy = self._rulebook.policy_for(asked.act)
        except ValueError:
            return NotHeard("unreadable")
        decision = decide(self.state, asked, policy)
        self.state = after(self.state, asked, decision)
        self._answered[asked.act.id] = asked.act, decision
        if isinstance(decision, Granted):
            self._rulebook.granted(asked.act)
        return decision

    def _unheard(self, asked: Asked, sent: Sent) -> Reason | None:
        if sent == "garbled":
            return "unreadable"
        if sent == "forged":
            return "bad-signature"
        brings = isinstance(asked.act, Open | AddKey) and asked.act.key == asked.key
        return None if brings or asked.key in self.state.keys else "unknown-key"
