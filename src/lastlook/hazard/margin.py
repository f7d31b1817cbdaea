"""How many further errors from harm a weapon is now, and which come first.

1. The count is exact for the world it is asked for (`search.py`; as in `cuts.py` an
   error committed twice counts once).
2. No more than `MOST` errors are looked for, and no more than so many states: past the
   first the answer is *more than that*, past the second *unknown*.
3. What comes first is said by role, and names nobody; the story calls people as the
   pages do.
"""

from msgspec import Struct

from lastlook.hazard.errors import Error
from lastlook.hazard.moves import Move
from lastlook.hazard.phrases import Name, errors_words, event_words
from lastlook.hazard.search import MOST, Aim, Search, TooMany, Way, nearest
from lastlook.hazard.story import Step, really, recorded
from lastlook.hazard.told import sentence
from lastlook.hazard.what_if import Line


class Margin(Struct, frozen=True):
    """How far a weapon is from harm.

    `k` is the least number of further errors; None where there are more than `MOST`,
    or where it is unknown (`why` says so). `first` is the first of them in words, and
    names a role; `by` is what would harm. `live` is the count for a live round, where
    something else is nearer.
    """

    k: int | None
    why: str = ""
    errors: tuple[Error, ...] = ()
    first: str = ""
    lines: tuple[Line, ...] = ()
    by: str = ""
    live: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything was counted."""
        return not self.why


class Voice(Struct, frozen=True):
    """What people are called: in a story, and in the one line of the first error."""

    name: Name
    role: Name


def margin(search: Search, aim: Aim, voice: Voice) -> Margin:
    """How far from harm things stand."""
    way = nearest(search, aim)
    if way is None:
        return Margin(None)
    if isinstance(way, TooMany):
        return Margin(None, why="there are too many states to search")
    errors = search.errors.of(way.errors)
    lines = tuple(_line(search, move, voice.name) for move in way.moves)
    first = _first(search, way, voice.role)
    return Margin(len(errors), "", errors, first, lines, search.procedure.top.by)


def _first(search: Search, way: Way, role: Name) -> str:
    """The first error that counts; of those behind, where none comes any more."""
    for move in way.moves:
        if move.errors & way.errors:
            [first, *_] = search.errors.of(move.errors & way.errors)
            return event_words(first, role)
    behind = search.errors.of(way.errors)
    return event_words(behind[0], role) if behind else ""


def _line(search: Search, move: Move, name: Name) -> Line:
    state, world = search.stand(move)
    [weapon] = state.weapons.values()
    says, so = recorded(state, weapon, name), really(world, name)
    errors = search.errors.of(move.errors)
    step = Step(move.what, move.who, errors, None, move.codes, says, so)
    return Line(sentence(step, name), bool(errors), move.codes, says, so)


def margin_short(found: Margin | None) -> str:
    """The count alone, in words: `2 errors`, `UNKNOWN`."""
    return margin_words(found).partition(" from harm")[0].partition(" how many")[0]


def margin_words(found: Margin | None) -> str:
    """A margin in words; what is not known is never said to be far."""
    if found is None:
        return "UNKNOWN how many errors from harm"
    if not found.is_known:
        return f"UNKNOWN how many errors from harm: {found.why}"
    if found.k is None:
        return f"more than {MOST} errors from harm"
    return errors_words(found.k)
