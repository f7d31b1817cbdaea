"""Which packs are in force while a story runs, and the policy they make.

1. An opening is judged by the pack it brings; everything else by what was adopted.
2. What cannot be read as a pack, or not stacked with the others, makes no policy:
   the caller's `rules` raise a ValueError.
"""

from collections.abc import Callable
from typing import TypeAlias

from lastlook.core.acts import AdoptPack, AnyAct, Open, PackText
from lastlook.core.policy import Policy

Rules: TypeAlias = Callable[[tuple[PackText, ...]], Policy]


class Rulebook:
    """The packs in force, as texts, and their policies."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._texts: tuple[PackText, ...] = ()
        self._policies: dict[tuple[PackText, ...], Policy] = {(): Policy()}

    @property
    def policy(self) -> Policy:
        """What is in force now; nothing before an opening."""
        return self._policy(self._texts)

    def policy_for(self, act: AnyAct) -> Policy:
        """What an act is judged by; ValueError where it brings no pack that fits."""
        if isinstance(act, Open):
            return self._policy((act.pack,))
        if isinstance(act, AdoptPack):
            self._policy(self._with(act.pack))
        return self.policy

    def granted(self, act: AnyAct) -> None:
        """Take note of an act that was granted."""
        if isinstance(act, Open | AdoptPack):
            self._texts = self._with(act.pack)

    def _with(self, text: PackText) -> tuple[PackText, ...]:
        return self._texts if text in self._texts else (*self._texts, text)

    def _policy(self, texts: tuple[PackText, ...]) -> Policy:
        if texts not in self._policies:
            self._policies[texts] = self._rules(texts)
        return self._policies[texts]
