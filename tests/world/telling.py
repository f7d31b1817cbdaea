"""Any story at all: every kind of line, check and expectation."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.core.acts import AdoptPack, AnyAct, Open
from lastlook.core.words import Called, KeyText, Ms, Name
from lastlook.stories.expectations import LISTED
from lastlook.stories.faults import Spot
from lastlook.stories.moments import MS_AT_MOST
from lastlook.stories.sentence import act_id
from lastlook.stories.story import (
    Check,
    Codes,
    Comment,
    Ended,
    Ends,
    Expectation,
    Holds,
    IsCalled,
    IsIn,
    IsOnHold,
    IsStopped,
    IsUnattended,
    IsWith,
    Line,
    Pack,
    Reason,
    Said,
    Sent,
    Story,
    Then,
    Unheard,
)
from tests.world.values import acts, of

SPOT = Spot("nowhere", 0)
DAY = 1_714_953_600_000  # 2024-05-06
LAST = 253_402_300_799_999  # the end of the year 9999

_seen = st.characters(categories=["L", "N", "P", "S"])
_prose = st.text(st.one_of(_seen, st.just(" ")), max_size=20).map(str.strip)
_names: st.SearchStrategy[Name] = st.one_of(
    of(Name), st.sampled_from(["then", "again", "not", "stopped", "is", "none", "use"])
)
_rounds = st.integers(0, 999_999_999)
_steps = st.one_of(st.integers(0, 90_000), st.sampled_from([0, 86_400_000, LAST - DAY]))


def _kind(expected: Expectation) -> str:
    return expected.of if isinstance(expected, Codes) else "not heard"


checks: st.SearchStrategy[Check] = st.one_of(
    st.builds(IsCalled, _names, of(Called), st.none() | of(Ms)),
    st.builds(IsWith, _names, _names),
    st.builds(IsIn, _names, _names),
    st.builds(IsUnattended, _names),
    st.builds(IsOnHold, _names, st.booleans()),
    st.builds(Holds, _names, _rounds),
    st.builds(Ended, _names, _rounds, of(Ends)),
    st.builds(IsStopped, st.booleans()),
)


def _listed(kind: Any) -> st.SearchStrategy[Codes]:
    codes = st.lists(st.sampled_from(sorted(LISTED[kind])), max_size=3, unique=True)
    return st.builds(Codes, st.just(SPOT), st.just(kind), codes.map(tuple), _prose)


_then = st.builds(Then, st.just(SPOT), st.just(DAY), checks, _prose)
_answers: dict[str, st.SearchStrategy[Expectation]] = {
    **{kind: _listed(kind) for kind in LISTED},
    "not heard": st.builds(Unheard, st.just(SPOT), of(Reason), _prose),
}
_expects: st.SearchStrategy[list[Expectation]] = st.builds(
    lambda answers, thens: [*answers, *thens],
    st.lists(st.one_of(*_answers.values()), max_size=2, unique_by=_kind),
    st.lists(_then, max_size=2),
).flatmap(st.permutations)

# Strategies are made once, here: making them anew in each draw takes most of the time.
_texts = st.lists(st.text(min_size=1, max_size=9), max_size=2, unique=True)
_kinds = st.lists(st.sampled_from(["act", "act", "again", "then", "comment"]))
_prose_lines = st.lists(_prose, max_size=2)
_not_caught = st.lists(_prose.filter(bool), max_size=2)
_without_packs = acts.filter(lambda act: not isinstance(act, Open | AdoptPack))
_keys = st.none() | of(KeyText)
_sent: st.SearchStrategy[Sent] = of(Sent)
_moments = of(Ms)
_chance = st.integers(0, 2)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Any story whose packs stand in it."""
    texts = draw(_texts)
    packs = tuple(Pack(f"pack-{n}", text, inline=True) for n, text in enumerate(texts))
    telling = _Telling(draw, draw(_names), packs)
    return Story(
        source="nowhere",
        production=telling.production,
        lines=tuple(telling.lines()),
        title=draw(_prose),
        prose=tuple(draw(_prose_lines)),
        packs=packs,
        not_caught=tuple(draw(_not_caught)),
    )


class _Telling:
    """A story while it is drawn."""

    def __init__(
        self, draw: st.DrawFn, production: Name, packs: tuple[Pack, ...]
    ) -> None:
        self.production = production
        self._draw = draw
        self._packs = packs
        self._said: list[Said] = []
        self._time = DAY

    def lines(self) -> Iterator[Line]:
        """Lines of every kind, in the order of time."""
        for kind in self._draw(_kinds):
            self._time = min(self._time + self._draw(_steps), MS_AT_MOST)
            if kind == "comment":
                yield Comment(SPOT, self._draw(_prose))
            elif kind == "then" and self._said:
                yield replace(self._draw(_then), time=self._time)
            else:
                said = self._again() if kind == "again" and self._said else self._new()
                self._said.append(said)
                yield said

    def _again(self) -> Said:
        last = {one.act.by: one for one in self._said}
        who = sorted(last)[self._draw(_chance) % len(last)]
        return replace(
            last[who],
            time=self._time,
            now=self._time,
            again=True,
            expects=self._expected(),
            note=self._draw(_prose),
        )

    def _new(self) -> Said:
        return Said(
            spot=SPOT,
            time=self._time,
            now=self._draw(_moments) if self._draws() else self._time,
            act=self._act(),
            signed_by=self._draw(_keys),
            sent=self._draw(_sent),
            expects=self._expected(),
            note=self._draw(_prose),
        )

    def _expected(self) -> tuple[Expectation, ...]:
        return tuple(
            replace(one, time=self._time) if isinstance(one, Then) else one
            for one in self._draw(_expects)
        )

    def _act(self) -> AnyAct:
        act = self._draw(acts if self._packs else _without_packs)
        if isinstance(act, Open | AdoptPack):
            pack = self._packs[self._draw(_chance) % len(self._packs)]
            act = replace(act, pack=pack.text)
        by = self._draw(_names)
        mine = [one.act.id for one in self._said if one.act.by == by]
        ids = [act_id(self._time, len(self._said) + 1), act.id, *mine[-1:]]
        return replace(
            act,
            by=by,
            id=ids[self._draw(_chance) % len(ids)],
            at=act.at if self._draws() else self._time,
            production=act.production if self._draws() else self.production,
        )

    def _draws(self) -> bool:
        return not self._draw(_chance)
