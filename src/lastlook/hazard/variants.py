"""A policy with some rules out of force: what the core answers then, asked once each.

1. An answer that did not read a rule is the same without it: `decide` is a function,
   and what it does not read it cannot depend on. Every look at the table of rules is
   noted (`Reading`), so this is seen and not guessed.
2. So an answer is kept with the rules it read, and asked again only where one of those
   is gone (`Variants`).
3. Whoever goes through a whole table of rules has read them all.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import AnyAct
from lastlook.core.policy import Policy, Rule
from lastlook.core.state import State
from lastlook.core.table import Table
from lastlook.hazard.record import Record, Said, answer

R = TypeVar("R")
Codes = frozenset[str]
NONE: Codes = frozenset()


class Reading(Table[str, tuple[Rule, ...]]):
    """A table of rules that notes which of them were asked after, in force or not."""

    __slots__ = ("read",)
    read: set[str]

    @classmethod
    def of(cls, policy: Policy) -> "Reading":
        """The rules of a policy; nothing of them is read yet."""
        table = cls(policy.rules)
        table.read = set()
        return table

    def get(self, key: str, default: Any = None) -> Any:
        """A rule, if it is there."""
        self.read.add(key)
        return dict.get(self, key, default)

    def __getitem__(self, key: str) -> tuple[Rule, ...]:
        self.read.add(key)
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return dict.__contains__(self, key)


def _noted(look: Callable[[Any], Any]) -> Callable[[Reading], Any]:
    """(3) The same look, with every rule noted as read."""

    def looking(table: Reading) -> Any:
        table.read.update(dict.keys(table))
        return look(table)

    return looking


for _name in ("__iter__", "__len__", "__reversed__", "keys", "values", "items", "copy"):
    setattr(Reading, _name, _noted(getattr(dict, _name)))


class Answer(Struct, Generic[R], frozen=True):
    """An answer, and the rules it depends on."""

    value: R
    read: Codes


class Variants(Generic[R]):
    """(2) One question under a policy with any rules out of force."""

    def __init__(self, ask: Callable[[Policy], R]) -> None:
        """Args: what asks the question under a policy."""
        self._ask = ask
        self._known: dict[Codes, Answer[R]] = {}

    def without(self, policy: Policy, codes: Codes) -> Answer[R]:
        """The answer where these rules of the policy are out of force."""
        gone = NONE
        while True:
            known = self._known.get(gone)
            if known is None:
                known = self._known[gone] = self._asked(policy, gone)
            more = (codes - gone) & known.read
            if not more:
                return known
            gone |= more

    def _asked(self, policy: Policy, gone: Codes) -> Answer[R]:
        for code in sorted(gone):
            policy = policy.without(code)
        table = Reading.of(policy)
        value = self._ask(replace(policy, rules=table))
        return Answer(value, frozenset(table.read) | gone)


class Answers:
    """What the core says to each act in each state, under every variant of a policy."""

    def __init__(self, state: State, policy: Policy) -> None:
        self.policy = policy
        self.numbers = Record(state, policy)
        self._known: dict[tuple[int, int], Variants[Said]] = {}

    def say(self, record: int, act: int, codes: Codes) -> Answer[Said]:
        """The answer in a state to an act, both by number, without some rules."""
        key = record, act
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._variants(record, act)
        return known.without(self.policy, codes)

    def _variants(self, record: int, act: int) -> Variants[Said]:
        numbers = self.numbers
        state, asked = numbers.states[record], numbers.acts[act]

        def ask(policy: Policy) -> Said:
            said = answer(state, asked, policy, numbers.leases)
            return said if isinstance(said, tuple) else numbers.number(said)

        return Variants(ask)


class Without(Record):
    """The record's side of a search with some rules out of force, answers shared."""

    def __init__(self, answers: Answers, first: State, codes: Codes) -> None:
        numbers = answers.numbers
        self._answers, self._codes = answers, codes
        self.policy, self.leases = answers.policy, numbers.leases
        self.states, self.acts = numbers.states, numbers.acts
        self.asked: dict[tuple[int, int], Answer[Said]] = {}
        self.first = numbers.number(first)

    def act(self, act: AnyAct) -> int:
        """The number of an act."""
        return self._answers.numbers.act(act)

    def say(self, record: int, act: int) -> Said:
        """What the core answers, and from then on what was asked."""
        key = record, act
        known = self.asked.get(key)
        if known is None:
            known = self.asked[key] = self._answers.say(record, act, self._codes)
        return known.value

    def said(self, record: int) -> Iterator[tuple[AnyAct, Said]]:
        """Everything that was asked in one state of the record."""
        for (state, act), known in self.asked.items():
            if state == record:
                yield self.acts[act], known.value

    def number(self, state: State) -> int:
        """The number of a projected state."""
        return self._answers.numbers.number(state)
